"""The reference of contracts and code lists, generated from the files that run."""

from __future__ import annotations

from sanyi.datasets.model import Column, Contract, Personal
from sanyi.datasets.registry import code_lists, contracts

_PERSONAL = {Personal.NONE: "", Personal.PSEUDONYMISE: "化名", Personal.DROP: "不入库"}


def render_contract_reference() -> str:
    """Markdown of every table and every code list, in a fixed order."""
    parts = [
        "# 数据表契约",
        "本页由程序从契约文件生成，请不要手改。金额一律为整数分；日期列以 `_on` 结尾。",
    ]
    groups: dict[str, list[Contract]] = {}
    for contract in contracts().values():
        groups.setdefault(contract.group, []).append(contract)
    for group in sorted(groups):
        parts.append(f"## {group}")
        parts += [_table(contract) for contract in groups[group]]
    parts.append("## 代码表")
    for codes in code_lists().values():
        rows = "；".join(f"`{c.code}` {c.label}" for c in codes.codes)
        parts.append(f"### {codes.title} `{codes.name}`")
        parts.append(f"来源：{codes.source}（{codes.as_of}）\n\n{rows}")
    return "\n\n".join(parts) + "\n"


def _table(contract: Contract) -> str:
    head = [
        f"### {contract.title} `{contract.name}`",
        f"粒度：{contract.grain}。主键：{'、'.join(f'`{k}`' for k in contract.key)}。"
        + (f"期间列：`{contract.period_column}`。" if contract.period_column else ""),
    ]
    if contract.note:
        head.append(contract.note)
    lines = [
        "| 列 | 名称 | 类型 | 必填 | 单位 | 代码表或关联 | 个人信息 |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [_row(column) for column in contract.columns]
    served = "、".join(str(row) for row in contract.serves)
    return "\n\n".join([*head, "\n".join(lines), f"支撑的制度与指标（清单行号）：{served}"])


def _row(column: Column) -> str:
    link = f"`{column.codes or column.references}`" if column.codes or column.references else ""
    label = f"{column.label}（{column.note}）" if column.note else column.label
    cells = [
        f"`{column.name}`",
        label,
        column.type,
        "是" if column.required else "",
        column.unit,
        link,
        _PERSONAL[column.personal],
    ]
    return "| " + " | ".join(cells) + " |"
