"""Reads contract and code-list files into typed records; a mistake names file, line and column.

It reads no data and knows no engine.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sanyi.datasets.model import CheckSpec, Code, CodeList, Column, Contract, Personal, ibis_type
from sanyi.kernel import DefinitionError

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_TABLE_KEYS = {
    "name", "title", "grain", "group", "key", "period_column", "serves", "note", "columns", "checks",
}  # fmt: skip
_COLUMN_KEYS = {
    "type", "label", "required", "unit", "codes", "references", "personal", "aliases", "min", "max",
    "pattern", "note",
}  # fmt: skip
_SEVERITIES = ("error", "warning", "note")
_SUFFIXES = {"_fen": {"fen"}, "_on": {"date", "month"}, "_at": {"datetime"}}


class _File:
    """A definition file with its text, so that a mistake can be placed on a line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.text = path.read_text(encoding="utf-8")
        try:
            self.data: dict[str, Any] = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            raise DefinitionError(
                "DAT-001", f"{path.name}：不是正确的 TOML：{error}", "按所指的行、列改正。"
            ) from error

    def line_of(self, key: str) -> int:
        """Line on which a key or a quoted value stands; 1 when it cannot be found."""
        lines = list(enumerate(self.text.splitlines(), 1))
        defined = (n for n, line in lines if re.match(rf"\s*\"?{re.escape(key)}\"?\s*=", line))
        mentioned = (n for n, line in lines if f'"{key}"' in line)
        return next(defined, next(mentioned, 1))

    def wrong(self, key: str, message: str, hint: str = "") -> DefinitionError:
        place = f"{self.path.name} 第{self.line_of(key)}行 {key}"
        return DefinitionError("DAT-002", f"{place}：{message}", hint)


def read_contract(path: Path) -> Contract:
    """Read one contract file.

    Raises:
        DefinitionError: a key is unknown, a type does not exist, a column is named wrongly.
    """
    file = _File(path)
    data = file.data
    for key in data.keys() - _TABLE_KEYS:
        raise file.wrong(key, "不认识的项", f"可用：{'、'.join(sorted(_TABLE_KEYS))}。")
    for key in ("name", "title", "grain", "group", "key", "columns"):
        if not data.get(key):
            raise file.wrong(key, "缺少或为空")
    if data["name"] != path.stem:
        raise file.wrong("name", f"应与文件名 {path.stem} 相同")
    columns = tuple(_column(file, name, raw) for name, raw in data["columns"].items())
    contract = Contract(
        name=data["name"],
        title=data["title"],
        grain=data["grain"],
        group=data["group"],
        key=tuple(data["key"]),
        columns=columns,
        period_column=data.get("period_column", ""),
        serves=tuple(data.get("serves", ())),
        checks=tuple(_check(file, raw) for raw in data.get("checks", ())),
        note=data.get("note", ""),
        path=str(path),
    )
    _check_whole(file, contract)
    return contract


def _column(file: _File, name: str, raw: Mapping[str, Any]) -> Column:
    if not _NAME.fullmatch(name):
        raise file.wrong(name, "列名应为小写英文加下划线")
    if not isinstance(raw, Mapping):
        raise file.wrong(name, "列应写成 { type = …, label = … }")
    for key in raw.keys() - _COLUMN_KEYS:
        raise file.wrong(name, f"不认识的项 {key}", f"可用：{'、'.join(sorted(_COLUMN_KEYS))}。")
    type_name = str(raw.get("type", ""))
    if ibis_type(type_name) is None:
        raise file.wrong(
            name, f"没有类型“{type_name}”", "可用：string int64 fen boolean date month datetime"
        )
    if not raw.get("label"):
        raise file.wrong(name, "缺少中文名 label")
    if raw.get("personal", "none") not in list(Personal):
        raise file.wrong(name, "personal 应为 none、pseudonymise 或 drop")
    _check_suffix(file, name, type_name)
    return Column(
        name=name,
        type=type_name,
        label=raw["label"],
        required=bool(raw.get("required", False)),
        unit=raw.get("unit", "元" if type_name == "fen" else ""),
        codes=raw.get("codes", ""),
        references=raw.get("references", ""),
        personal=Personal(raw.get("personal", "none")),
        aliases=tuple(raw.get("aliases", ())),
        minimum=_bound(raw.get("min")),
        maximum=_bound(raw.get("max")),
        pattern=raw.get("pattern", ""),
        note=raw.get("note", ""),
    )


def _bound(value: Any) -> str | None:
    return None if value is None else str(value)


def _check_suffix(file: _File, name: str, type_name: str) -> None:
    for suffix, allowed in _SUFFIXES.items():
        if name.endswith(suffix) != (type_name in allowed):
            raise file.wrong(name, f"类型 {type_name} 与词尾 {suffix} 不相符")


def _check(file: _File, raw: Mapping[str, Any]) -> CheckSpec:
    kind = str(raw.get("kind", ""))
    severity = raw.get("severity", "warning")
    if severity not in _SEVERITIES:
        raise file.wrong(kind, f"severity 应为 {'、'.join(_SEVERITIES)} 之一")
    parameters = {k: v for k, v in raw.items() if k not in ("kind", "severity", "title")}
    return CheckSpec(kind, parameters, severity, raw.get("title", ""))


def _check_whole(file: _File, contract: Contract) -> None:
    for name in contract.key:
        if name not in contract:
            raise file.wrong("key", f"主键列 {name} 不在 columns 里")
        column = contract.column(name)
        if not column.required or column.personal is Personal.DROP:
            raise file.wrong(name, "主键列必须 required，且不能是 drop")
    period = contract.period_column
    is_dated = period in contract and contract.column(period).type in ("date", "month", "datetime")
    if period and not is_dated:
        raise file.wrong("period_column", f"{period} 不是日期列")
    seen: dict[str, str] = {}
    for column in contract.columns:
        for spelling in {column.name, column.label, *column.aliases}:
            if seen.setdefault(spelling, column.name) != column.name:
                raise file.wrong(column.name, f"“{spelling}”已经是 {seen[spelling]} 的名称")


def read_code_list(path: Path) -> CodeList:
    """Read one code-list file; each spelling leads to exactly one code."""
    file = _File(path)
    data = file.data
    for key in ("title", "source", "as_of", "codes"):
        if not data.get(key):
            raise file.wrong(key, "缺少或为空")
    codes = tuple(_code(file, code, raw) for code, raw in data["codes"].items())
    seen: dict[str, str] = {}
    for item in codes:
        for text in {item.code, item.label, *item.aliases}:
            if seen.setdefault(text, item.code) != item.code:
                raise file.wrong(item.code, f"“{text}”已经属于 {seen[text]}")
    return CodeList(path.stem, data["title"], data["source"], str(data["as_of"]), codes)


def _code(file: _File, code: str, raw: Any) -> Code:
    if isinstance(raw, str):
        return Code(code, raw)
    if not isinstance(raw, Mapping) or not raw.get("label"):
        raise file.wrong(code, '应写成 代码 = "名称" 或 { label = … }')
    return Code(
        code, raw["label"], tuple(raw.get("aliases", ())), raw.get("parent", ""), raw.get("rank")
    )


def check_links(contracts: Iterable[Contract], code_lists: Mapping[str, CodeList]) -> None:
    """Refuse a code list or a referenced column that does not exist.

    Raises:
        DefinitionError: naming the file, the line and the column meant.
    """
    by_name = {contract.name: contract for contract in contracts}
    for contract in by_name.values():
        for column in contract.columns:
            if column.codes and column.codes not in code_lists:
                raise _link_error(contract, column, f"没有代码表 {column.codes}")
            if column.references:
                table, _, target = column.references.partition(".")
                if table not in by_name or target not in by_name[table]:
                    raise _link_error(contract, column, f"{column.references} 不存在")


def _link_error(contract: Contract, column: Column, message: str) -> DefinitionError:
    return mistake_in(Path(contract.path), column.name, message)


def mistake_in(path: Path, key: str, message: str) -> DefinitionError:
    """An error about a key of a definition file, with the line on which it stands."""
    return _File(path).wrong(key, message)
