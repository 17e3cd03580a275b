"""What a kind of check is, and the parameters with which a contract may call it.

A kind turns a table expression into two booleans: was the row (or group) checked, did it fail.
Nothing here reads data; thresholds are applied later, when the counts are read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import ibis

from sanyi.datasets.model import CheckSpec, Contract

FILLED = "__filled__"

RowRule = Callable[["Question"], tuple[ibis.Value, ibis.Value]]
TableRule = Callable[["Question"], ibis.Table]


@dataclass(frozen=True, slots=True)
class Question:
    """One check put to one table.

    Args:
        table: the table expression under the check.
        other: gives the expression of a related table.
        as_of: the day the check is made for; there is no clock here.
    """

    table: ibis.Table
    contract: Contract
    parameters: Mapping[str, Any]
    other: Callable[[str], ibis.Table]
    as_of: dt.date

    def __getitem__(self, name: str) -> Any:
        return self.parameters[name]

    def column(self, name: str) -> ibis.Value:
        """The column that a parameter names."""
        return self.table[self.parameters[name]]

    def columns(self, name: str) -> list[ibis.Value]:
        """The columns that a parameter lists."""
        return [self.table[column] for column in self.parameters[name]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A parameterised kind of check.

    Args:
        columns: parameters that name a column of the table.
        lists: parameters that list columns of the table.
        tables: parameters that name another table.
        values: other parameters that must be given.
        defaults: parameters that may be left out, with what they then are.
        row: rule on single rows, many of which share one scan of the table.
        whole: rule that first groups, joins or orders the table; gives ``is_checked`` and
            ``is_failed`` beside the columns that name a row.
    """

    name: str
    title: str
    columns: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    defaults: Mapping[str, Any] = field(default_factory=dict)
    row: RowRule | None = None
    whole: TableRule | None = None

    @property
    def known(self) -> set[str]:
        """Every parameter the kind understands."""
        return {*self.columns, *self.lists, *self.tables, *self.values, *self.defaults}

    def complete(self, spec: CheckSpec) -> dict[str, Any]:
        """The parameters of a check with the defaults filled in."""
        return {**self.defaults, **spec.parameters}

    def mistakes(self, spec: CheckSpec, contract: Contract) -> list[str]:
        """What is wrong with a call of this kind, in Chinese; empty when nothing is."""
        given = self.complete(spec)
        found = [f"不认识参数 {name}" for name in sorted(given.keys() - self.known)]
        needed = (*self.columns, *self.lists, *self.tables, *self.values)
        found += [f"缺少参数 {name}" for name in needed if name not in given]
        for name in self.columns:
            if given.get(name) is not None and given[name] not in contract:
                found.append(f"{name} 所指的列 {given[name]} 不在契约里")
        for name in self.lists:
            found += [
                f"{name} 所指的列 {column} 不在契约里"
                for column in given.get(name, ())
                if column not in contract
            ]
        return found


def is_true(condition: ibis.Value) -> ibis.Value:
    """A boolean in which unknown counts as false."""
    return condition.fill_null(False)


def has_value(value: ibis.Value) -> ibis.Value:
    """Whether a column says something: a true, an amount, a text that is not empty."""
    if value.type().is_boolean():
        return is_true(value)
    if value.type().is_numeric():
        return is_true(value != 0)
    if value.type().is_string():
        return is_true(value != "")
    return value.notnull()


def equals(value: ibis.Value, wanted: Any) -> ibis.Value:
    """Whether a column equals a value of a definition file; ``__filled__`` means any value."""
    if wanted == FILLED:
        return value.notnull()
    if value.type().is_boolean():
        return is_true(value == (str(wanted).lower() == "true"))
    return is_true(value == wanted)


def marked(table: ibis.Table, checked: ibis.Value, failed: ibis.Value) -> ibis.Table:
    """A table with the two booleans of a check, and its other columns."""
    return table.mutate(is_checked=is_true(checked), is_failed=is_true(checked & failed))


def period_number(value: ibis.Value, step: str) -> ibis.Value:
    """Days, months, quarters or years counted from a fixed start, as whole numbers."""
    if step == "year":
        number = value.year()
    elif step == "quarter":
        number = value.year() * 4 + value.quarter()
    elif step == "month":
        number = value.year() * 12 + value.month()
    else:
        number = value.cast("date").delta(ibis.date("1900-01-01"), unit="day")
    return number.cast("int64")
