"""From the TOML of a condition to the condition, every column and value checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from sanyi.datasets import Column
from sanyi.indicators.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Exists,
    FromParameter,
    InForce,
    InTime,
    Not,
    Op,
    Operand,
    OtherColumn,
    Test,
    When,
)
from sanyi.indicators.files import DefinitionFile, nearest

_ORDERED = (Op.LT, Op.LE, Op.GT, Op.GE, Op.BETWEEN)
_LISTS = (Op.IN, Op.NOT_IN, Op.BETWEEN, Op.STARTS_WITH)
_FLAGS = (Op.IS_NULL, Op.NOT_NULL)
_DATES = ("date", "month", "datetime")
_NUMBERS = ("int64", "fen")
_SHAPES = ("column", "any", "all", "not", "exists", "missing", "in_force", "valid_through")
_EXISTS_KEYS = {"table", "on", "where", "at_least", "distinct"}


def read_where(file: DefinitionFile, table: str, raw: Any) -> AllOf:
    """A list of conditions, all of which must hold."""
    if not isinstance(raw, list):
        raise file.wrong("where", "应写成条件的列表 [ { column = …, eq = … } ]")
    return AllOf(tuple(read_condition(file, table, item) for item in raw))


def read_condition(file: DefinitionFile, table: str, raw: Any) -> Condition:
    """One condition.

    Raises:
        DefinitionError: naming the file, the line and the column or word meant.
    """
    if not isinstance(raw, Mapping):
        raise file.wrong("where", "每个条件应写成 { column = …, eq = … }")
    shape = next((name for name in _SHAPES if name in raw), None)
    if shape is None:
        word = next(iter(raw), "where")
        raise file.wrong(word, "不认识的条件", f"可用：{'、'.join(_SHAPES)}。")
    if shape == "column":
        return _on_column(file, table, raw)
    if len(raw) > 1:
        raise file.wrong(shape, "一个条件里只能有一项")
    if shape in ("any", "all"):
        parts = tuple(read_condition(file, table, item) for item in raw[shape])
        return AnyOf(parts) if shape == "any" else AllOf(parts)
    if shape == "not":
        return Not(read_condition(file, table, raw["not"]))
    if shape in ("in_force", "valid_through"):
        return _in_force(file, table, shape, raw[shape])
    found = _exists(file, table, raw[shape])
    return found if shape == "exists" else Not(found)


def _on_column(file: DefinitionFile, table: str, raw: Mapping[str, Any]) -> Condition:
    path = raw["column"]
    column = file.column(table, path)
    rest = [key for key in raw if key != "column"]
    if len(rest) != 1:
        raise file.wrong(path, "每个条件应正好有一个比较", f"可用：{'、'.join([*Op, *When])}。")
    word = rest[0]
    if word in list(When):
        if column.type not in _DATES and not (column.type == "int64" and "year" in column.name):
            raise file.wrong(path, f"{word} 只用于日期列或年度列，这一列是 {column.type}")
        return InTime(path, When(word))
    if word not in list(Op):
        raise file.wrong(word, "不认识的比较", nearest(word, [*Op, *When]))
    return Test(path, Op(word), _operand(file, table, path, column, Op(word), raw[word]))


def _operand(  # noqa: PLR0917 - the place of the value, then the value
    file: DefinitionFile, table: str, path: str, column: Column, op: Op, raw: Any
) -> Operand:
    if op in _FLAGS:
        if raw is not True:
            raise file.wrong(path, f"{op} 应写成 {op} = true")
        return True
    if op is Op.IN_CODE_GROUP:
        return _code_group(file, path, column, raw)
    if op in _ORDERED and column.type in ("string", "boolean"):
        raise file.wrong(path, f"{op} 不能用于 {column.type} 列")
    if isinstance(raw, Mapping):
        return _elsewhere(file, table, path, column, raw)
    if op in _LISTS or isinstance(raw, list):
        values = raw if isinstance(raw, list) else [raw]
        if op not in _LISTS or not values or (op is Op.BETWEEN and len(values) != 2):
            raise file.wrong(path, f"{op} 的值不对")
        return tuple(_scalar(file, path, column, op, value) for value in values)
    return _scalar(file, path, column, op, raw)


def _code_group(file: DefinitionFile, path: str, column: Column, raw: Any) -> Operand:
    codes = file.code_list(column, path)
    inside = tuple(code.code for code in codes.codes if code.parent == raw)
    if not inside:
        groups = sorted({code.parent for code in codes.codes if code.parent})
        raise file.wrong(path, f"代码表 {codes.name} 没有分组 {raw}", nearest(str(raw), groups))
    return inside


def _elsewhere(
    file: DefinitionFile, table: str, path: str, column: Column, raw: Mapping[str, Any]
) -> Operand:
    if set(raw) == {"parameter"}:
        return FromParameter(raw["parameter"])
    if "column" not in raw or set(raw) - {"column", "plus_days", "plus_hours"}:
        raise file.wrong(path, "右边应为值、{ column = … } 或 { parameter = … }")
    other = file.column(table, raw["column"])
    is_alike = (column.type in _DATES) == (other.type in _DATES)
    if not is_alike or (column.type == "string") != (other.type == "string"):
        raise file.wrong(path, f"{column.type} 列不能与 {other.type} 列比较")
    days, hours = (_whole(file, path, raw.get(key, 0)) for key in ("plus_days", "plus_hours"))
    return OtherColumn(raw["column"], days, hours)


def _whole(file: DefinitionFile, word: str, raw: Any) -> int | FromParameter:
    """A whole number, or the dated value that gives one."""
    if isinstance(raw, Mapping) and set(raw) == {"parameter"}:
        return FromParameter(raw["parameter"])
    if not isinstance(raw, int) or isinstance(raw, bool):
        raise file.wrong(word, f"应为整数或 {{ parameter = … }}，写的是 {raw!r}")
    return raw


def _scalar(
    file: DefinitionFile, path: str, column: Column, op: Op, value: Any
) -> str | int | bool | Decimal:
    if isinstance(value, dt.date):
        raise file.wrong(path, "不写死日期", "用 in_period、by_period_end 等与统计期间比较。")
    wanted = _python_type(column)
    is_right = isinstance(value, wanted) and (wanted is bool or not isinstance(value, bool))
    if not is_right:
        raise file.wrong(path, f"列是 {column.type}，值 {value!r} 的类型不对")
    if column.codes and op is not Op.STARTS_WITH:
        codes = file.code_list(column, path)
        if value not in codes:
            raise file.wrong(
                value,
                f"代码表 {codes.name} 没有 {value}",
                nearest(value, [c.code for c in codes.codes]),
            )
    result: str | int | bool | Decimal = value
    return result


def _python_type(column: Column) -> Any:
    if column.type == "boolean":
        return bool
    if column.type in _NUMBERS:
        return int
    return int | Decimal if column.type.startswith("decimal") else str


def _in_force(file: DefinitionFile, table: str, shape: str, raw: Any) -> InForce:
    if not isinstance(raw, list) or len(raw) != 2:
        raise file.wrong(shape, f'应写成 {shape} = ["起始日期列", "终止日期列"]')
    for path in raw:
        if file.column(table, path).type not in _DATES:
            raise file.wrong(path, f"{shape} 只用于日期列")
    return InForce(raw[0], raw[1], shape == "valid_through")


def _exists(file: DefinitionFile, table: str, raw: Mapping[str, Any]) -> Exists:
    for key in raw.keys() - _EXISTS_KEYS:
        raise file.wrong(key, "exists 里不认识的项", f"可用：{'、'.join(sorted(_EXISTS_KEYS))}。")
    related, on = raw.get("table", ""), raw.get("on", {})
    file.contract(related)
    if not on:
        raise file.wrong("on", "exists 应写明用哪一列相连", near=related)
    for own, other in on.items():
        left, right = file.column(table, own), file.column(related, other)
        if left.type != right.type:
            raise file.wrong(own, f"{left.type} 列不能与 {related}.{other}（{right.type}）相连")
    if raw.get("distinct"):
        file.column(related, raw["distinct"])
    where: Sequence[Any] = raw.get("where", [])
    return Exists(
        related,
        tuple(sorted(on.items())),
        read_where(file, related, where),
        _whole(file, "at_least", raw.get("at_least", 1)),
        raw.get("distinct", ""),
    )
