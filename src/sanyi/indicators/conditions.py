"""The filter language: a small closed set of immutable conditions on the columns of a table.

Nothing here knows a file, a contract or an engine. A condition on an empty value does not hold,
save ``is_null``, ``ne`` and ``not_in``: an empty value is not equal to anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

Scalar = str | int | bool | Decimal


class Op(StrEnum):
    """Operators between a column and a value."""

    EQ = "eq"
    NE = "ne"
    IN = "in"
    NOT_IN = "not_in"
    LT = "lt"
    LE = "le"
    GT = "gt"
    GE = "ge"
    BETWEEN = "between"
    IS_NULL = "is_null"
    NOT_NULL = "not_null"
    STARTS_WITH = "starts_with"
    IN_CODE_GROUP = "in_code_group"


class When(StrEnum):
    """How a date column must lie to the period of the figure."""

    IN_PERIOD = "in_period"
    BY_PERIOD_END = "by_period_end"
    AFTER_PERIOD_END = "after_period_end"
    BEFORE_PERIOD = "before_period"
    YEAR_TO_DATE = "year_to_date"
    LAST_MONTH = "last_month"
    LAST_YEAR = "last_year"
    YEAR_BEFORE = "year_before"


@dataclass(frozen=True, slots=True)
class FromParameter:
    """A dated value, taken on the last day of the period."""

    name: str


@dataclass(frozen=True, slots=True)
class OtherColumn:
    """Another column of the same row, moved by some days or hours."""

    column: str
    plus_days: int | FromParameter = 0
    plus_hours: int | FromParameter = 0


Operand = Scalar | tuple[Scalar, ...] | OtherColumn | FromParameter


@dataclass(frozen=True, slots=True)
class Test:
    """One column against a value; ``column`` may follow keys: ``institution_id.is_primary``."""

    column: str
    op: Op
    value: Operand

    __test__ = False  # not a test case for the test runner


@dataclass(frozen=True, slots=True)
class InTime:
    """A date column against the period."""

    column: str
    when: When


@dataclass(frozen=True, slots=True)
class InForce:
    """A pair of dates that holds on the last day of the period; an empty bound is open.

    ``with_last_day`` tells whether the second date is itself the last day in force (有效期至), or
    the day on which it ended (停用日期).
    """

    from_column: str
    to_column: str
    with_last_day: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds; no parts always hold."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition


@dataclass(frozen=True, slots=True)
class Exists:
    """A related table has at least so many rows, or different values of a column.

    Args:
        on: pairs (column of this row, column of the related table).
        distinct: column whose different values are counted; empty counts rows.
    """

    table: str
    on: tuple[tuple[str, str], ...]
    where: AllOf
    at_least: int | FromParameter = 1
    distinct: str = ""


Condition = Test | InTime | InForce | AllOf | AnyOf | Not | Exists


def walk(condition: Condition) -> Iterator[Condition]:
    """The condition and every part of it; what stands inside an ``Exists`` is another table's."""
    yield condition
    if isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            yield from walk(part)
    elif isinstance(condition, Not):
        yield from walk(condition.part)


def columns_of(condition: Condition) -> Iterator[str]:
    """Column paths of the row that the condition reads."""
    for part in walk(condition):
        if isinstance(part, Test):
            yield part.column
            if isinstance(part.value, OtherColumn):
                yield part.value.column
        elif isinstance(part, InTime):
            yield part.column
        elif isinstance(part, InForce):
            yield from (part.from_column, part.to_column)
        elif isinstance(part, Exists):
            yield from (own for own, _ in part.on)


def exists_in(condition: Condition) -> Iterator[Exists]:
    """Every look into a related table."""
    for part in walk(condition):
        if isinstance(part, Exists):
            yield part


def parameters_of(condition: Condition) -> Iterator[str]:
    """Names of the dated values the condition reads, those inside ``Exists`` too."""
    for part in walk(condition):
        if isinstance(part, Test):
            other = part.value if isinstance(part.value, OtherColumn) else None
            named = (other.plus_days, other.plus_hours) if other else (part.value,)
            yield from (value.name for value in named if isinstance(value, FromParameter))
        elif isinstance(part, Exists):
            if isinstance(part.at_least, FromParameter):
                yield part.at_least.name
            yield from parameters_of(part.where)
