"""The reference pages of the indicators, made from the files that run."""

from __future__ import annotations

from collections import Counter

from sanyi.indicators.coverage import Extent, coverage
from sanyi.indicators.registry import definitions, parameters
from sanyi.indicators.wording import wording
from sanyi.kernel import unit_of

GROUP_LABELS = {
    "governance": "组织与督导",
    "payment": "医保支付与待遇",
    "procurement": "药品耗材采购与使用",
    "pricing": "医疗服务价格",
    "supervision": "综合监管",
    "service": "医疗服务",
    "public_health": "公共卫生",
    "workforce": "人事薪酬",
    "information": "信息化",
}
KIND_LABELS = {
    "ratio": "比率", "coverage": "覆盖率", "per_population": "每万人口", "average": "平均数",
    "share_by_level": "分组比率", "count": "计数", "sum": "合计", "register_list": "清单",
    "elapsed_days": "平均历时", "median": "历时中位数", "year_on_year": "同比",
    "difference": "差距",
}  # fmt: skip
_EXTENTS = {Extent.WHOLE: "全部", Extent.PART: "部分", Extent.NONE: "未覆盖"}


def render_indicator_reference() -> str:
    """Every indicator with its wording, by group."""
    shelf = definitions()
    lines = [f"# 指标口径\n\n共 {len(shelf)} 个指标；口径由运行的定义文件生成。\n"]
    for group, title in GROUP_LABELS.items():
        lines.append(f"## {title}\n")
        for definition in (d for d in shelf.values() if d.group == group):
            unit = unit_of(definition.unit).label or "比值"
            facts = [f"`{definition.code}`", KIND_LABELS[definition.kind], f"单位：{unit}"]
            if definition.aliases:
                facts.append(f"又称：{'、'.join(definition.aliases)}")
            facts.append(f"对应系统：{'、'.join(map(str, definition.serves))}")
            if definition.clauses:
                facts.append(f"条款：{'、'.join(definition.clauses)}")
            if definition.source:
                facts.append(f"出处：{definition.source}")
            facts.append(f"复核：{definition.next_review}")
            lines += [f"### {definition.name}\n", f"{'；'.join(facts)}\n"]
            lines += [f"{definition.why}\n", f"> {wording(definition)}\n"]
    lines += ["## 参数\n", "| 参数 | 名称 | 起始 | 值 | 依据 | 来源 |", "|---|---|---|---|---|---|"]
    lines += [
        f"| `{p.name}` | {p.title} | {v.from_on} | {v.value} | {v.basis} | {v.source} |"
        for p in parameters()
        for v in p.values
    ]
    return "\n".join(lines) + "\n"


def render_coverage() -> str:
    """The table of rows and what serves them."""
    rows = coverage()
    count = Counter(row.extent for row in rows)
    said = "，".join(f"{label} {count[extent]} 行" for extent, label in _EXTENTS.items())
    lines = [
        "# 覆盖表",
        "",
        f"共 {len(rows)} 行：{said}。“部分”是指所列名称已能用，但该行要求的事还没有做全。",
        "",
        "| 行 | 名称 | 覆盖 | 由什么提供 | 还缺 |",
        "|---|---|---|---|---|",
    ]
    for row in rows:
        served = "、".join(f"`{name.partition(':')[2]}`" for name in row.served_by)
        cells = [str(row.row), row.name, _EXTENTS[row.extent], served, row.missing]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"
