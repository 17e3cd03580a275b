"""The slow, obvious way to a value: loops over dictionaries, one row at a time.

It shares nothing with the compiler but the definitions, and serves as its yardstick.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sanyi.datasets import get_contract
from sanyi.indicators import Definition, Kind, Measure, Measuring, get_definition, parameters
from sanyi.indicators.conditions import (
    AllOf,
    AnyOf,
    Exists,
    FromParameter,
    InForce,
    InTime,
    Not,
    Op,
    OtherColumn,
    Test,
    When,
)
from sanyi.indicators.files import target_of
from sanyi.kernel import Period, unit_of

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]
_OPS = {
    Op.LT: lambda a, b: a < b,
    Op.LE: lambda a, b: a <= b,
    Op.GT: lambda a, b: a > b,
    Op.GE: lambda a, b: a >= b,
    Op.EQ: lambda a, b: a == b,
}


class Reference:
    """Looks at every row of small tables."""

    def __init__(self, tables: Tables, period: Period) -> None:
        self.tables = tables
        self.period = period

    def read(self, table: str, row: Row, path: str) -> Any:
        own, _, rest = path.partition(".")
        value = row.get(own)
        if not rest or value is None:
            return None if rest else value
        target = target_of(get_contract(table).column(own)) or ""
        key = get_contract(target).key[0]
        for other in self.tables.get(target, ()):
            if other[key] == value:
                return self.read(target, other, rest)
        return None

    def holds(self, table: str, row: Row, condition: Any) -> bool:  # noqa: PLR0911 - one return for each shape
        match condition:
            case AllOf(parts):
                return all(self.holds(table, row, part) for part in parts)
            case AnyOf(parts):
                return any(self.holds(table, row, part) for part in parts)
            case Not(part):
                return not self.holds(table, row, part)
            case InForce(start, end, with_last_day):
                first, last = self.read(table, row, start), self.read(table, row, end)
                on = self.period.end
                begun = first is None or day(first) <= on
                if last is None:
                    return begun
                return begun and (day(last) >= on if with_last_day else day(last) > on)
            case InTime(column, when):
                value = self.read(table, row, column)
                return value is not None and self.in_time(value, when)
            case Exists():
                return self.related(table, row, condition)
            case Test():
                return self.test(table, row, condition)
        raise AssertionError(condition)

    def related(self, table: str, row: Row, exists: Exists) -> bool:
        wanted = [self.read(table, row, own) for own, _ in exists.on]
        if None in wanted:
            return False
        found = [
            other
            for other in self.tables.get(exists.table, ())
            if [self.read(exists.table, other, path) for _, path in exists.on] == wanted
            and self.holds(exists.table, other, exists.where)
        ]
        if exists.distinct:
            values = {self.read(exists.table, other, exists.distinct) for other in found}
            return len(values) >= self.whole(exists.at_least)
        return len(found) >= self.whole(exists.at_least)

    def whole(self, value: int | FromParameter) -> int:
        if isinstance(value, FromParameter):
            return int(parameters().number(value.name, self.period.end))
        return value

    def test(self, table: str, row: Row, test: Test) -> bool:  # noqa: PLR0911 - one return for each shape
        value = self.read(table, row, test.column)
        other = test.value
        if isinstance(other, OtherColumn):
            other = self.read(table, row, other.column)
            if other is not None:
                assert isinstance(test.value, OtherColumn)
                days, hours = self.whole(test.value.plus_days), self.whole(test.value.plus_hours)
                other = other + dt.timedelta(days=days, hours=hours) if days or hours else other
        elif isinstance(other, FromParameter):
            other = parameters().number(other.name, self.period.end)
        match test.op:
            case Op.IS_NULL:
                return value is None
            case Op.NOT_NULL:
                return value is not None
            case Op.NE:
                return value is None or value != other
            case Op.NOT_IN:
                return value is None or value not in listed(other)
        if value is None or other is None:
            return False
        match test.op:
            case Op.IN | Op.IN_CODE_GROUP:
                return value in listed(other)
            case Op.BETWEEN:
                low, high = listed(other)
                return bool(low <= value <= high)
            case Op.STARTS_WITH:
                return str(value).startswith(tuple(map(str, listed(other))))
        if isinstance(value, dt.datetime) != isinstance(other, dt.datetime):
            value, other = moment(value), moment(other)
        return bool(_OPS[test.op](value, other))

    def in_time(self, value: Any, when: When) -> bool:
        p = self.period
        if isinstance(value, int):
            years = {
                When.BY_PERIOD_END: value <= p.year,
                When.AFTER_PERIOD_END: value > p.year,
                When.BEFORE_PERIOD: value < p.year,
                When.LAST_YEAR: value == p.year - 1,
                When.YEAR_BEFORE: value == p.year - 1,
            }
            return years.get(when, value == p.year)
        on = day(value)
        last = p.same_last_year()
        return {
            When.IN_PERIOD: on in p,
            When.BY_PERIOD_END: on <= p.end,
            When.AFTER_PERIOD_END: on > p.end,
            When.BEFORE_PERIOD: on < p.start,
            When.YEAR_TO_DATE: on.year == p.year and on <= p.end,
            When.LAST_MONTH: (on.year, on.month) == (p.year, p.last_month),
            When.LAST_YEAR: on in last,
            When.YEAR_BEFORE: on.year == p.year - 1,
        }[when]

    def counted(self, definition: Definition, measure: Measure) -> list[Row]:
        """Rows of a measure, exclusions taken off."""
        rows = list(self.tables.get(measure.table, ()))
        if measure.latest_by:
            rows = self.latest(measure, rows)
        barred = [e.where for e in definition.exclusions if e.table == measure.table]
        return [
            row
            for row in rows
            if self.holds(measure.table, row, measure.where)
            and not any(self.holds(measure.table, row, where) for where in barred)
        ]

    def latest(self, measure: Measure, rows: Iterable[Row]) -> list[Row]:
        last: dict[tuple[Any, ...], Row] = {}
        order = [measure.latest_on, *get_contract(measure.table).key]
        for row in rows:
            if day(row[measure.latest_on]) > self.period.end:
                continue
            key = tuple(self.read(measure.table, row, path) for path in measure.latest_by)
            if key not in last or [row[n] for n in order] > [last[key][n] for n in order]:
                last[key] = row
        return list(last.values())

    def amounts(self, measure: Measure, rows: Iterable[Row]) -> list[Fraction]:
        """What each row adds; for distinct values one for each value."""
        if measure.taking is Measuring.COUNT:
            return [Fraction(1) for _ in rows]
        if measure.taking is Measuring.DISTINCT:
            values = {tuple(self.read(measure.table, r, p) for p in measure.columns) for r in rows}
            return [Fraction(1) for value in values if None not in value]
        found = [self.amount(measure, row) for row in rows]
        return [amount for amount in found if amount is not None]

    def amount(self, measure: Measure, row: Row) -> Fraction | None:
        values = [self.read(measure.table, row, path) for path in measure.columns]
        if measure.taking in (Measuring.DAYS, Measuring.MINUTES):
            if None in values:
                return None
            span = values[1] - values[0]
            return Fraction(span.days if measure.taking is Measuring.DAYS else span.seconds // 60
                            + span.days * 1440)  # fmt: skip
        if values == [None]:
            return None
        total = sum((Fraction(value or 0) for value in values), Fraction(0))
        for path in measure.less:
            total -= Fraction(self.read(measure.table, row, path) or 0)
        for path, power in ((measure.times, 1), (measure.over, -1)):
            if path:
                factor = self.read(measure.table, row, path)
                if factor is None:
                    return None
                total *= Fraction(factor) ** power
        return total

    def value(self, definition: Definition) -> Fraction | None:
        """The value of a measured indicator; None where it has none."""
        top = definition.numerator
        assert top is not None
        rows = self.counted(definition, top)
        amounts = self.amounts(top, rows)
        if definition.kind is Kind.SUM:
            return sum(amounts, Fraction(0)) if rows else None
        if definition.kind in (Kind.COUNT, Kind.REGISTER_LIST):
            return sum(amounts, Fraction(0))
        per = Fraction(unit_of(definition.unit).per) / time_factor(definition)
        if definition.kind is Kind.MEDIAN:
            middle = median(amounts)
            return None if middle is None else middle * per
        bottom = definition.denominator
        below = self.amounts(bottom, self.counted(definition, bottom)) if bottom else [
            Fraction(1) for _ in rows
        ]  # fmt: skip
        whole = sum(below, Fraction(0))
        return sum(amounts, Fraction(0)) * per / whole if whole else None


def derived(tables: Tables, definition: Definition, period: Period) -> Fraction | None:
    """The value of any indicator, those made of others too."""
    if not definition.of:
        return Reference(tables, period).value(definition)
    first = get_definition(definition.of[0])
    now = Reference(tables, period).value(first)
    if definition.kind is Kind.DIFFERENCE:
        before = Reference(tables, period).value(get_definition(definition.of[1]))
    else:
        before = Reference(tables, period.same_last_year()).value(first)
    if now is None or before is None:
        return None
    if definition.kind is Kind.DIFFERENCE or not definition.is_relative:
        return now - before
    return now / before - 1 if before else None


def median(values: Sequence[Fraction]) -> Fraction | None:
    ordered = sorted(values)
    if not ordered:
        return None
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def time_factor(definition: Definition) -> Fraction:
    minutes = definition.numerator is not None and definition.numerator.taking is Measuring.MINUTES
    return Fraction({"hours": 60, "days": 1440}.get(definition.unit, 1) if minutes else 1)


def day(value: Any) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value


def moment(value: Any) -> dt.datetime:
    if isinstance(value, dt.datetime):
        return value
    return dt.datetime(value.year, value.month, value.day)


def listed(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
