"""What the scans answered becomes values: one cell per indicator, period and scope."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from typing import Any

from sanyi.indicators.model import Definition, Kind, Measuring
from sanyi.indicators.plan import SCOPE, Scan
from sanyi.kernel import LeftOut, Period, unit_of

_ONE_SIDED = (Kind.COUNT, Kind.SUM, Kind.REGISTER_LIST)
_PER_MINUTE = {"hours": 60, "days": 1440}
EMPTY_DENOMINATOR = "分母为零，无法计算"
NO_ROWS = "统计期间没有可计算的记录"
UNNAMED = "未登记"


@dataclass(slots=True)
class Cell:
    """The sums of one indicator, period and scope; an unanswered side is zero."""

    parts: dict[str, Decimal] = field(default_factory=dict)
    left_out: dict[tuple[str, str], int] = field(default_factory=dict)

    def part(self, name: str) -> Decimal:
        return self.parts.get(name, Decimal(0))


Cells = dict[tuple[str, Period], dict[str, Cell]]


def collect(scans: Iterable[tuple[Scan, list[dict[str, Any]]]]) -> Cells:
    """Cells of all scans; the scope of an unsplit scan is empty."""
    cells: Cells = {}
    for scan, rows in scans:
        for row in rows:
            scope = str(row[SCOPE] if row[SCOPE] is not None else UNNAMED) if scan.is_split else ""
            for name, slot in scan.slots:
                cell = cells.setdefault((slot.code, slot.period), {}).setdefault(scope, Cell())
                value = Decimal(str(row[name] or 0))
                if slot.part in ("numerator", "denominator", "rows"):
                    cell.parts[slot.part] = value
                else:
                    cell.left_out[slot.table, slot.part] = int(value)
    return cells


@dataclass(frozen=True, slots=True)
class Outcome:
    """Value, its two sides and, where there is no value, why."""

    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    reason: str = ""


def outcome(definition: Definition, cell: Cell) -> Outcome:
    """The value of a measured indicator."""
    top, bottom = cell.part("numerator"), cell.part("denominator")
    kind = definition.kind
    if kind is Kind.SUM and not cell.part("rows"):
        return Outcome(None, None, None, NO_ROWS)
    if kind in _ONE_SIDED:
        return Outcome(plain(top), plain(top), None)
    if not bottom:
        is_time = kind in (Kind.ELAPSED_DAYS, Kind.MEDIAN)
        return Outcome(None, plain(top), plain(bottom), NO_ROWS if is_time else EMPTY_DENOMINATOR)
    factor = Decimal(unit_of(definition.unit).per)
    value = divide(top * factor, bottom * _time_factor(definition))
    if kind is Kind.MEDIAN:
        return Outcome(value, None, plain(cell.part("rows")))
    return Outcome(value, plain(top), plain(bottom))


def _time_factor(definition: Definition) -> Decimal:
    measure = definition.numerator
    if measure is None or measure.taking is not Measuring.MINUTES:
        return Decimal(1)
    return Decimal(_PER_MINUTE.get(definition.unit, 1))


def changed(definition: Definition, now: Decimal | None, before: Decimal | None) -> Outcome:
    """The value of an indicator made from two values."""
    if now is None or before is None:
        return Outcome(None, now, before, "所依据的指标没有值，无法比较")
    if definition.kind is Kind.DIFFERENCE or not definition.is_relative:
        return Outcome(now - before, now, before)
    if not before:
        return Outcome(None, now, before, "上年同期为零，无法计算增幅")
    return Outcome(divide(now, before) - 1, now, before)


def divide(top: Decimal, bottom: Decimal) -> Decimal:
    """Quotient to 18 significant digits; rounding for print comes later."""
    with localcontext() as context:
        context.prec = 18
        return plain(top / bottom)


def plain(value: Decimal) -> Decimal:
    """The same number without trailing zeros or an exponent."""
    short = value.normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short


def left_out_of(cell: Cell) -> tuple[LeftOut, ...]:
    """Rows left out, those that took any."""
    return tuple(
        LeftOut(table, reason, rows) for (table, reason), rows in cell.left_out.items() if rows
    )


def sides(outcomes: Mapping[str, Outcome], scope: str) -> Decimal | None:
    """Value of one scope, None where it is absent."""
    found = outcomes.get(scope)
    return found.value if found else None
