"""Ledger target -> what it asks of an indicator, in the indicator's unit."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from sanyi.clauses import Basis, Operator
from sanyi.kernel import Figure, unit_of
from sanyi.ledger import Entry, EntryTarget
from sanyi.targets.model import Goal, Kind

_SHARES = frozenset({"share", "growth"})
_POINTS = frozenset({"百分点", "个百分点"})
_MONEY = {"元": Decimal(100), "万元": Decimal(1_000_000), "亿元": Decimal(10_000_000_000)}
_EACH = re.compile(r"每[个家所县市乡镇村]|所有|各")
_PARTS = ((r"每月", 12), (r"每季度?|按季度", 4), (r"每半年", 2), (r"每年|全年|每年度", 1))
_NOT_NUMERIC = {
    Operator.INCREASE: Kind.ABOVE,
    Operator.DECREASE: Kind.BELOW,
    Operator.NO_INCREASE: Kind.AT_MOST,
}
_NUMERIC = {
    Operator.AT_LEAST: Kind.AT_LEAST,
    Operator.AT_MOST: Kind.AT_MOST,
    Operator.EQUAL: Kind.EQUAL,
    Operator.RANGE: Kind.RANGE,
    Operator.COVER_ALL: Kind.AT_LEAST,
}


def due_of(target: EntryTarget, entry: Entry, year: int) -> tuple[dt.date, bool]:
    """The day a target is judged, and whether it is assumed: then the end of the year.

    A limit of the clause holds for a target that prints none, unless it is printed with another
    target: 培训覆盖率达到90%；“十五五”末，大专以上占比达到45% limits only the second.
    """
    others = [t.due for t in entry.targets if t.id != target.id and t.due is not None]
    for deadline in (target.due, None if entry.deadline in others else entry.deadline):
        if deadline is not None and deadline.due_on is not None:
            return deadline.due_on, False
    return dt.date(year, 12, 31), True


def frequency_of(phrase: str) -> int | None:
    """In how many parts of the year a phrase wants something: 每季度 is 4; None if it says none.

    Example:
        >>> frequency_of("每半年至少专题研究1次"), frequency_of("至少6类")
        (2, None)
    """
    return next((parts for words, parts in _PARTS if re.search(words, phrase)), None)


def goal_of(  # noqa: PLR0911 - one kind of target a line
    target: EntryTarget, due: tuple[dt.date, bool], unit: str, base: Figure | None
) -> Goal | str:
    """The goal of a target, or in Chinese why it cannot be read.

    Args:
        target: as the ledger reads it.
        due: the day it is judged and whether that day is assumed.
        unit: unit code of the indicator it is bound to.
        base: the indicator's figure of last year.
    """
    due_on, assumed = due
    if target.op is Operator.MONITOR:
        return Goal(Kind.MONITOR, None, due_on, is_due_assumed=assumed)
    if target.op in _NOT_NUMERIC or target.op in (Operator.INCREASE_BY, Operator.DECREASE_BY):
        return _from_base(target, due, unit, base)
    if target.value is None:
        return "目标没有可读的数值"
    if target.basis is Basis.COUNT and unit == "share" and _EACH.search(target.phrase):
        # 每个中医馆至少6类: the indicator is the share of those that have as many
        return Goal(Kind.AT_LEAST, Decimal(1), due_on, None, None, assumed)
    bound = converted(Decimal(str(target.value)), target.unit, unit)
    if bound is None:
        return f"目标的单位“{target.unit or '无'}”与指标的单位“{unit_of(unit).label or unit}”对不上"
    upper = (
        None if target.upper is None else converted(Decimal(str(target.upper)), target.unit, unit)
    )
    if target.basis is Basis.FREQUENCY:
        parts = frequency_of(target.phrase)
        if parts is None:
            return "没有读出多久一次"
        return Goal(Kind.FREQUENCY, bound, due_on, None, None, assumed, parts)
    return Goal(_NUMERIC[target.op], bound, due_on, upper, None, assumed)


def _from_base(  # noqa: PLR0911 - one kind of step a line
    target: EntryTarget, due: tuple[dt.date, bool], unit: str, base: Figure | None
) -> Goal | str:
    """Goals measured from last year; an indicator that is itself a growth needs no base."""
    due_on, assumed = due
    growing = target.op is Operator.INCREASE_BY
    value = None if target.value is None else Decimal(str(target.value))
    if unit in ("growth", "pp"):
        step = Decimal(0) if value is None else converted(value, target.unit, unit)
        if step is None:
            return f"目标的单位“{target.unit or '无'}”与变化幅度对不上"
        kind = _NOT_NUMERIC.get(target.op, Kind.AT_LEAST if growing else Kind.AT_MOST)
        return Goal(kind, step if kind is not Kind.AT_MOST or growing else -step, due_on, None,
                    None, assumed)  # fmt: skip
    if base is None or base.value is None:
        return "没有上年度的数值，无从比较"
    if value is None:
        return Goal(_NOT_NUMERIC[target.op], base.value, due_on, None, base, assumed)
    if target.unit in _POINTS:
        if unit not in _SHARES:
            return "百分点只能与比率比较"
        step = value / 100
    elif target.unit == "%":
        step = base.value * value / 100
    else:
        converted_step = converted(value, target.unit, unit)
        if converted_step is None:
            return f"目标的单位“{target.unit or '无'}”与指标的单位对不上"
        step = converted_step
    bound = base.value + step if growing else base.value - step
    return Goal(Kind.AT_LEAST if growing else Kind.AT_MOST, bound, due_on, None, base, assumed)


def converted(value: Decimal, printed: str | None, unit: str) -> Decimal | None:
    """A printed value in the unit of an indicator, or None where they do not fit.

    Example:
        >>> converted(Decimal(85), "%", "share"), converted(Decimal(3), "万元", "fen")
        (Decimal('0.85'), Decimal('3000000'))
        >>> converted(Decimal(3), "家", "share") is None
        True
    """
    relative = unit in _SHARES or unit == "pp"
    if printed == "%" or printed in _POINTS:
        return value / 100 if relative else None
    if relative:
        return None
    if unit == "fen":
        return value * _MONEY[printed] if printed in _MONEY else None
    if printed == "‰":
        return value if unit == "per_1000" else None
    return value
