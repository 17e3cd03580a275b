"""Conditions become columns of one table expression: the rows, what their keys lead to, the tests.

A frame joins everything its conditions need to the base table exactly once, so that many
measures can be taken in one pass. Every join is to a unique key or to distinct keys, so the rows
of the base table stay what they are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import and_, or_
from typing import Any

import ibis

from sanyi.datasets import get_contract, table
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
    OtherColumn,
    Test,
    When,
    columns_of,
    exists_in,
)
from sanyi.indicators.files import target_of
from sanyi.kernel import Period
from sanyi.params import ParameterBook


@dataclass(frozen=True, slots=True)
class Need:
    """A condition and the period it is meant for."""

    condition: Condition
    period: Period


class Frame:
    """The base table with everything the needs and paths ask for.

    Args:
        name: base table.
        needs: conditions that will be tested on its rows.
        paths: further column paths that will be read.
        book: dated values for conditions that name one.
    """

    def __init__(
        self, name: str, needs: Iterable[Need], paths: Iterable[str], book: ParameterBook
    ) -> None:
        self.name = name
        self.book = book
        self._markers: dict[tuple[Exists, Period], str] = {}
        needs = tuple(dict.fromkeys(needs))
        wanted = set(filter(None, paths))
        for need in needs:
            wanted.update(columns_of(need.condition))
        self.rows = self._with_lookups(name, wanted)
        for need in needs:
            for exists in exists_in(need.condition):
                self._mark(exists, need.period)

    def column(self, path: str) -> Any:
        """The column of a path."""
        return self.rows[flat(path)]

    def first_of(self, paths: Sequence[str]) -> Any:
        """The first of several paths that has a value."""
        columns = [self.column(path) for path in paths]
        return columns[0] if len(columns) == 1 else ibis.coalesce(*columns)

    def test(self, condition: Condition, period: Period) -> Any:
        """The condition as a boolean that is never empty; None when it always holds."""
        parts = list(condition.parts) if isinstance(condition, AllOf) else [condition]
        tests = [self._test(part, period) for part in parts]
        return reduce(and_, tests) if tests else None

    def keep(self, condition: Condition, period: Period) -> None:
        """Keep only the rows on which the condition holds."""
        test = self.test(condition, period)
        if test is not None:
            self.rows = self.rows.filter(test)

    # -- joins

    def _with_lookups(self, name: str, wanted: set[str]) -> ibis.Table:
        own = sorted({path.partition(".")[0] for path in wanted})
        rows = table(name)
        if own:
            rows = rows.select(*own)
        return self._join_on(rows, name, "", wanted)

    def _join_on(self, rows: ibis.Table, name: str, prefix: str, wanted: set[str]) -> ibis.Table:
        """Join what each key leads to, then what the keys found there lead to."""
        further: dict[str, set[str]] = {}
        for path in wanted:
            own, _, rest = path.partition(".")
            if rest:
                further.setdefault(own, set()).add(rest)
        for own in sorted(further):
            target = target_of(get_contract(name).column(own))
            assert target is not None  # the reader has checked every path
            key = get_contract(target).key[0]
            columns = sorted({rest.partition(".")[0] for rest in further[own]})
            path = f"{prefix}{own}"
            joined = {flat(f"{path}.{column}"): column for column in columns}
            marker = f"{flat(path)}__key"
            right = table(target).select(**{marker: key}, **joined)
            rows = rows.left_join(right, rows[flat(path)] == right[marker]).drop(marker)
            rows = self._join_on(rows, target, f"{path}.", further[own])
        return rows

    def _mark(self, exists: Exists, period: Period) -> None:
        if (exists, period) in self._markers:
            return
        number = len(self._markers)
        others = [other for _, other in exists.on]
        needs = [Need(exists.where, period)]
        inner = Frame(exists.table, needs, [*others, exists.distinct], self.book)
        inner.keep(exists.where, period)
        keys = {f"e{number}_{i}": inner.column(other) for i, other in enumerate(others)}
        at_least = self._whole(exists.at_least, period)
        if at_least == 1:
            right = inner.rows.select(**keys).distinct()
        else:
            counted = {f"e{number}_n": inner.column(exists.distinct)} if exists.distinct else {}
            right = inner.rows.select(**keys, **counted)
            right = right.distinct() if counted else right
            right = right.group_by(*keys).agg(many=right.count())
            right = right.filter(right.many >= at_least).drop("many")
        on = [
            self.column(own) == right[name] for (own, _), name in zip(exists.on, keys, strict=True)
        ]
        self.rows = self.rows.left_join(right, on)
        self._markers[exists, period] = next(iter(keys))

    # -- tests

    def _test(self, part: Condition, period: Period) -> Any:  # noqa: PLR0911 - one return for each shape
        match part:
            case Test():
                return self._compare(part, period)
            case InTime(path, when):
                return self._known(self._in_time(path, when, period), path)
            case InForce(start, end, with_last_day):
                left, right = self.column(start), self.column(end)
                begun = (left < moment(left, period.after)).fill_null(True)
                ends = period.end if with_last_day else period.after
                return begun & (right >= moment(right, ends)).fill_null(True)
            case AllOf(parts):
                return reduce(and_, [self._test(p, period) for p in parts])
            case AnyOf(parts):
                return reduce(or_, [self._test(p, period) for p in parts])
            case Not(inner):
                return ~self._test(inner, period)
            case Exists():
                return self.rows[self._markers[part, period]].notnull()

    def _compare(self, part: Test, period: Period) -> Any:  # noqa: PLR0911 - one return for each shape
        left = self.column(part.column)
        paths = [part.column]
        if isinstance(part.value, OtherColumn):
            paths.append(part.value.column)
        match part.op:
            case Op.IS_NULL:
                return left.isnull()
            case Op.NOT_NULL:
                return left.notnull()
            case Op.NE:
                return ~self._known(left == self._operand(part.value, period), *paths)
            case Op.NOT_IN:
                return ~self._known(left.isin(list(self._listed(part.value))), *paths)
            case Op.IN | Op.IN_CODE_GROUP:
                return self._known(left.isin(list(self._listed(part.value))), *paths)
            case Op.BETWEEN:
                low, high = self._listed(part.value)
                return self._known((left >= low) & (left <= high), *paths)
            case Op.STARTS_WITH:
                heads = [
                    left.substr(0, len(str(head))) == str(head) for head in self._listed(part.value)
                ]
                return self._known(reduce(or_, heads), *paths)
        right = self._operand(part.value, period)
        tests = {
            Op.EQ: left == right,
            Op.LT: left < right,
            Op.LE: left <= right,
            Op.GT: left > right,
            Op.GE: left >= right,
        }
        return self._known(tests[part.op], *paths)

    def _known(self, test: Any, *paths: str) -> Any:
        """A test in which an empty value counts as not holding."""
        contract = get_contract(self.name)
        if all(path in contract and contract.column(path).required for path in paths):
            return test
        return test.fill_null(False)

    def _operand(self, value: Any, period: Period) -> Any:
        if isinstance(value, OtherColumn):
            other = self.column(value.column)
            if value.plus_days:
                other = other + ibis.interval(days=self._whole(value.plus_days, period))
            if value.plus_hours:
                other = other + ibis.interval(hours=self._whole(value.plus_hours, period))
            return other
        if isinstance(value, FromParameter):
            return literal(self.book.number(value.name, period.end))
        return literal(value)

    def _whole(self, value: int | FromParameter, period: Period) -> int:
        if isinstance(value, FromParameter):
            return int(self.book.number(value.name, period.end))
        return value

    @staticmethod
    def _listed(value: Any) -> tuple[Any, ...]:
        return value if isinstance(value, tuple) else (value,)

    def _in_time(self, path: str, when: When, period: Period) -> Any:
        column = self.column(path)
        if column.type().is_integer():
            return _in_years(column, when, period)
        if when is When.BY_PERIOD_END:
            return column < moment(column, period.after)
        if when is When.AFTER_PERIOD_END:
            return column >= moment(column, period.after)
        if when is When.BEFORE_PERIOD:
            return column < moment(column, period.start)
        start, after = window(when, period)
        return (column >= moment(column, start)) & (column < moment(column, after))


def window(when: When, period: Period) -> tuple[dt.date, dt.date]:
    """First day and day after the last of a bounded ``When``."""
    match when:
        case When.YEAR_TO_DATE:
            return dt.date(period.year, 1, 1), period.after
        case When.LAST_MONTH:
            return period.last_month_on, period.after
        case When.LAST_YEAR:
            before = period.same_last_year()
            return before.start, before.after
        case When.YEAR_BEFORE:
            return dt.date(period.year - 1, 1, 1), dt.date(period.year, 1, 1)
    return period.start, period.after


def _in_years(column: Any, when: When, period: Period) -> Any:
    """The same for a column that holds a year: all of a year is known by it, no part of one."""
    match when:
        case When.BY_PERIOD_END:
            return column <= period.year
        case When.AFTER_PERIOD_END:
            return column > period.year
        case When.BEFORE_PERIOD:
            return column < period.year
        case When.LAST_YEAR | When.YEAR_BEFORE:
            return column == period.year - 1
    return column == period.year


def moment(column: Any, day: dt.date) -> Any:
    """The first moment of a day as a value of the column's type."""
    if column.type().is_timestamp():
        return ibis.literal(dt.datetime(day.year, day.month, day.day), type="timestamp(6)")
    return ibis.literal(day)


def flat(path: str) -> str:
    """Column name of a path in a frame."""
    return path.replace(".", "__")


def literal(value: Any) -> Any:
    """A constant; decimals keep their digits."""
    if isinstance(value, Decimal):
        return ibis.literal(value, type="decimal(18, 6)")
    return value
