"""Many indicators and periods become few expressions: one pass over a table where that can be.

A plan is pure: definitions in, expressions out. Counts and sums on one table share a scan;
distinct counts, medians and last-of-each need a look of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any

import ibis

from sanyi.datasets import get_contract
from sanyi.indicators.conditions import AllOf, InTime, Not, When
from sanyi.indicators.frame import Frame, Need, flat, moment, window
from sanyi.indicators.model import Definition, Kind, Measure, Measuring
from sanyi.kernel import Period
from sanyi.params import ParameterBook

SCOPE = "scope"
_BOUNDED = (
    When.IN_PERIOD, When.YEAR_TO_DATE, When.LAST_MONTH, When.LAST_YEAR, When.YEAR_BEFORE,
)  # fmt: skip
Split = Callable[[Definition, Measure], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Slot:
    """What one column of a scan answers: a side of an indicator, or the rows left out of it.

    ``part`` is ``numerator``, ``denominator``, ``rows`` (behind a median) or the reason of an
    exclusion.
    """

    code: str
    period: Period
    part: str
    table: str = ""


@dataclass(frozen=True, slots=True)
class Scan:
    """One expression and what its columns answer; ``scope`` is the column of the groups."""

    expression: ibis.Table
    slots: tuple[tuple[str, Slot], ...]
    is_split: bool


@dataclass(frozen=True, slots=True)
class Within:
    """Which rows count: of some places; or of one's own place, with those that name no place.

    ``paths`` gives the columns that lead from a measure's rows to their place.
    """

    places: tuple[str, ...] = ()
    own: str = ""
    paths: Callable[[Measure], tuple[str, ...]] = lambda measure: measure.place

    def of(self, measure: Measure) -> tuple[str, ...]:
        """The paths by which rows are kept; none where all count."""
        return self.paths(measure) if self else ()

    def __bool__(self) -> bool:
        return bool(self.places or self.own)


EVERYWHERE = Within()


@dataclass(frozen=True, slots=True)
class _Item:
    slot: Slot
    measure: Measure
    where: AllOf
    split: tuple[str, ...]

    @property
    def own_scan(self) -> bool:
        return bool(self.measure.latest_by) or self.measure.taking is Measuring.DISTINCT


def plan(
    requests: Iterable[tuple[Definition, Period]],
    book: ParameterBook,
    split: Split = lambda definition, measure: (),
    within: Within = EVERYWHERE,
) -> tuple[Scan, ...]:
    """Scans that answer all requests.

    Args:
        requests: definitions with the period each is wanted for; derived kinds are not measured.
        book: dated values.
        split: gives the column paths by which a measure is grouped; none for one whole.
        within: keep only rows of these places.
    """
    items = [item for definition, period in requests for item in _items(definition, period, split)]
    groups: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[_Item]] = {}
    scans: list[Scan] = []
    for item in items:
        if item.slot.part == "median":
            scans.append(_median(item, book, within))
        elif item.own_scan:
            scans.append(_single(item, book, within))
        else:
            key = (item.measure.table, item.split, within.of(item.measure))
            groups.setdefault(key, []).append(item)
    scans.extend(_shared(group, book, within) for group in groups.values())
    return tuple(scans)


def counted_where(definition: Definition, measure: Measure) -> AllOf:
    """The rows of a measure with the exclusions of its table taken off."""
    barred = [Not(e.where) for e in definition.exclusions if e.table == measure.table]
    return AllOf((*measure.where.parts, *barred))


def _items(definition: Definition, period: Period, split: Split) -> Iterable[_Item]:
    sides = (("numerator", definition.numerator), ("denominator", definition.denominator))
    for part, measure in sides:
        if measure is not None:
            name = "median" if definition.kind is Kind.MEDIAN else part
            slot = Slot(definition.code, period, name, measure.table)
            where = counted_where(definition, measure)
            yield _Item(slot, measure, where, split(definition, measure))
    numerator = definition.numerator
    counter = {Kind.ELAPSED_DAYS: "denominator", Kind.SUM: "rows"}.get(definition.kind)
    if counter and numerator is not None:
        rows = _rows_of(numerator)
        slot = Slot(definition.code, period, counter, numerator.table)
        yield _Item(slot, rows, counted_where(definition, numerator), split(definition, numerator))
    yield from _left_out(definition, period, split)


def _rows_of(measure: Measure) -> Measure:
    return Measure(
        measure.label, measure.table, Measuring.COUNT, measure.where, place=measure.place,
        institution=measure.institution, latest_by=measure.latest_by, latest_on=measure.latest_on,
    )  # fmt: skip


def _left_out(definition: Definition, period: Period, split: Split) -> Iterable[_Item]:
    """How many rows each exclusion takes, the first that applies taking the row."""
    for table in dict.fromkeys(e.table for e in definition.exclusions):
        measure = next(m for m in reversed(definition.measures) if m.table == table)
        before: list[Any] = []
        for exclusion in (e for e in definition.exclusions if e.table == table):
            where = AllOf((*measure.where.parts, *before, exclusion.where))
            before.append(Not(exclusion.where))
            slot = Slot(definition.code, period, exclusion.reason, table)
            yield _Item(slot, _rows_of(measure), where, split(definition, measure))


def _shared(items: Sequence[_Item], book: ParameterBook, within: Within) -> Scan:
    first = items[0]
    frame = _frame(items, book, within)
    frame.rows = rows = _bounded(frame, items)
    tests: dict[str, tuple[Any, Slot]] = {}
    for number, item in enumerate(items):
        test = frame.test(item.where, item.slot.period)
        tests[f"m{number}"] = (_aggregate(frame, item.measure, test), item.slot)
    values = {name: value for name, (value, _) in tests.items()}
    if first.split:
        expression = rows.group_by(**{SCOPE: frame.first_of(first.split)}).agg(**values)
    else:
        expression = rows.agg(**values)
    slots = tuple((name, slot) for name, (_, slot) in tests.items())
    return Scan(expression, slots, bool(first.split))


def _frame(items: Sequence[_Item], book: ParameterBook, within: Within) -> Frame:
    paths: list[str] = []
    for item in items:
        m = item.measure
        paths += [*item.split, *m.columns, *m.less, m.times, m.over, *m.latest_by, m.latest_on]
        paths += within.of(m)
        paths += get_contract(m.table).key if m.latest_by else ()
    needs = [Need(item.where, item.slot.period) for item in items]
    frame = Frame(items[0].measure.table, needs, paths, book)
    if within:
        keep_within(frame, within.of(items[0].measure), within)
    return frame


def keep_within(frame: Frame, paths: Sequence[str], within: Within) -> None:
    """Keep the rows of the places; a table without places is wholly one's own."""
    if not paths:
        return
    place = frame.first_of(paths)
    if within.own:
        frame.rows = frame.rows.filter(place.isnull() | (place == within.own))
    else:
        frame.rows = frame.rows.filter(place.isin(list(within.places)))


def _bounded(frame: Frame, items: Sequence[_Item]) -> ibis.Table:
    """Keep the rows inside the widest window, where every measure has one on the same date."""
    bounds = [_bound(item) for item in items]
    dates = {bound[0] for bound in bounds if bound}
    if len(dates) != 1 or None in bounds:
        return frame.rows
    column = frame.column(dates.pop())
    if column.type().is_integer():
        return frame.rows
    known = [bound for bound in bounds if bound]
    start, after = min(b[1] for b in known), max(b[2] for b in known)
    return frame.rows.filter((column >= moment(column, start)) & (column < moment(column, after)))


def _bound(item: _Item) -> tuple[str, Any, Any] | None:
    for part in item.where.parts:
        if isinstance(part, InTime) and part.when in _BOUNDED:
            return (part.column, *window(part.when, item.slot.period))
    return None


def _aggregate(frame: Frame, measure: Measure, test: Any) -> Any:
    if measure.taking is Measuring.COUNT:
        return frame.rows.count(where=test)
    return _value(frame, measure).sum(where=test)


def _value(frame: Frame, measure: Measure) -> Any:
    """What one row gives to a sum."""
    if measure.taking is Measuring.DAYS:
        start, end = (frame.column(path) for path in measure.columns)
        return end.delta(start, unit="day")
    if measure.taking is Measuring.MINUTES:
        start, end = (frame.column(path) for path in measure.columns)
        days = end.date().delta(start.date(), unit="day")
        hours = end.hour().cast("int64") - start.hour().cast("int64")
        return days * 1440 + hours * 60 + end.minute().cast("int64") - start.minute().cast("int64")
    columns = [frame.column(path) for path in measure.columns]
    if len(columns) == 1 and not measure.less:
        value = columns[0]
    else:
        value = reduce(add, [column.fill_null(0) for column in columns])
        for path in measure.less:
            value = value - frame.column(path).fill_null(0)
    if measure.times:
        factor = frame.column(measure.times).cast("decimal(18, 4)")
        value = value.cast("decimal(18, 4)") * factor
    if measure.over:
        part = frame.column(measure.over).nullif(0)  # rows outside the filter are divided too
        value = (value.cast("decimal(18, 6)") / part).cast("decimal(18, 6)")
    return value


def _single(item: _Item, book: ParameterBook, within: Within) -> Scan:
    """A scan of its own: the last row of each subject, or different values."""
    frame = _frame([item], book, within)
    measure, period = item.measure, item.slot.period
    if measure.latest_by:
        frame.rows = _latest(frame, measure, period)
    frame.keep(item.where, period)
    rows = frame.rows
    scope = {SCOPE: frame.first_of(item.split)} if item.split else {}
    if measure.taking is Measuring.DISTINCT:
        values = {f"v{i}": rows[flat(path)] for i, path in enumerate(measure.columns)}
        rows = rows.filter([value.notnull() for value in values.values()])
        rows = rows.select(**scope, **values).distinct()
        grouped = rows.group_by(SCOPE) if scope else rows
        expression = grouped.agg(m0=rows.count())
    else:
        value = _aggregate(frame, measure, None)
        expression = rows.group_by(**scope).agg(m0=value) if scope else rows.agg(m0=value)
    return Scan(expression, (("m0", item.slot),), bool(item.split))


def _latest(frame: Frame, measure: Measure, period: Period) -> ibis.Table:
    """Of rows with equal values only the last one dated before the period's end."""
    rows = frame.rows
    date = frame.column(measure.latest_on)
    rows = rows.filter(date < moment(date, period.after))
    keys = [rows[flat(path)] for path in measure.latest_by]
    # Of two rows of one day the key decides, or each engine would take the one it met first.
    order = [measure.latest_on, *get_contract(measure.table).key]
    window_ = ibis.window(group_by=keys, order_by=[ibis.desc(rows[flat(path)]) for path in order])
    return rows.mutate(nth=ibis.row_number().over(window_)).filter(lambda t: t.nth == 0)


def _median(item: _Item, book: ParameterBook, within: Within) -> Scan:
    """The middle value, or the two middle ones, found by counting in order."""
    frame = _frame([item], book, within)
    frame.keep(item.where, item.slot.period)
    value = _value(frame, item.measure)
    scope = {SCOPE: frame.first_of(item.split)} if item.split else {}
    rows = frame.rows.select(**scope, value=value)
    rows = rows.filter(rows.value.notnull())
    by = [SCOPE] if scope else []
    ordered = rows.mutate(
        nth=ibis.row_number().over(ibis.window(group_by=by, order_by=rows.value)) + 1,
        many=rows.count().over(ibis.window(group_by=by)),
    )
    double = ordered.nth * 2
    middle = ordered.filter((double >= ordered.many) & (double <= ordered.many + 2))
    grouped = middle.group_by(SCOPE) if scope else middle
    expression = grouped.agg(m0=middle.value.sum(), m1=middle.count(), m2=middle.many.max())
    code, period, table = item.slot.code, item.slot.period, item.slot.table
    slots = (
        ("m0", Slot(code, period, "numerator", table)),
        ("m1", Slot(code, period, "denominator", table)),
        ("m2", Slot(code, period, "rows", table)),
    )
    return Scan(expression, slots, bool(scope))
