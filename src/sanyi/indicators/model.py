"""What an indicator is: an immutable definition, read from one file and checked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from sanyi.indicators.conditions import AllOf


class Kind(StrEnum):
    """How a value is made."""

    RATIO = "ratio"
    COVERAGE = "coverage"
    PER_POPULATION = "per_population"
    AVERAGE = "average"
    SHARE_BY_LEVEL = "share_by_level"
    COUNT = "count"
    SUM = "sum"
    REGISTER_LIST = "register_list"
    ELAPSED_DAYS = "elapsed_days"
    MEDIAN = "median"
    YEAR_ON_YEAR = "year_on_year"
    DIFFERENCE = "difference"


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"
    WATCH = "watch"
    RANGE = "range"


class Evidence(StrEnum):
    """What the formula rests on: a text that was read, one remembered, or our own choice."""

    SEEN = "seen"
    RECALLED = "recalled"
    DESIGN = "design"


class Measuring(StrEnum):
    """What is taken of the rows."""

    COUNT = "count"
    DISTINCT = "distinct"
    SUM = "sum"
    DAYS = "days"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True)
class Measure:
    """Rows of one table and what is taken of them.

    Args:
        label: official words for it, in Chinese.
        taking: see ``Measuring``.
        columns: columns added up, counted once each, or the two ends of a time.
        less: columns taken off a sum.
        times, over: a column each row's sum is multiplied or divided by.
        where: which rows, the period among them.
        latest_by: of rows with equal values here only the last before the period's end counts.
        latest_on: the date that says which is last.
        place: columns that lead to the county, the first filled one counting; empty where none.
        institution: column by which figures are split, empty where they cannot be.
    """

    label: str
    table: str
    taking: Measuring
    where: AllOf
    columns: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    times: str = ""
    over: str = ""
    latest_by: tuple[str, ...] = ()
    latest_on: str = ""
    place: tuple[str, ...] = ()
    institution: str = ""


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Rows of a table that are left out, with the reason that is printed."""

    table: str
    reason: str
    where: AllOf


@dataclass(frozen=True, slots=True)
class Definition:
    """One indicator.

    Args:
        code, name, aliases: how code and people call it.
        group: folder of its file.
        why: why it matters, in Chinese.
        unit: code of ``kernel.units``.
        serves: row numbers of the list of systems.
        clauses: ids of the clauses that ask for it.
        evidence, source: where the formula comes from.
        numerator, denominator: None where the kind has none.
        of: codes of the indicators it is made from.
        is_relative: for year on year, whether the change is a share of last year's value.
        split_by: column path of the groups of ``share_by_level``.
        parameters: names of the dated values it reads.
        file, hash: file relative to ``definitions/`` and SHA-256 of its bytes.
    """

    code: str
    name: str
    aliases: tuple[str, ...]
    group: str
    why: str
    kind: Kind
    unit: str
    direction: Direction
    serves: tuple[int, ...]
    clauses: tuple[str, ...]
    evidence: Evidence
    source: str
    author: str
    checker: str
    next_review: dt.date
    file: str
    hash: str
    numerator: Measure | None = None
    denominator: Measure | None = None
    exclusions: tuple[Exclusion, ...] = ()
    of: tuple[str, ...] = ()
    is_relative: bool = True
    split_by: str = ""
    parameters: tuple[str, ...] = ()

    @property
    def version(self) -> str:
        """First 12 characters of the hash."""
        return self.hash[:12]

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Numerator and denominator, those that are there."""
        return tuple(m for m in (self.numerator, self.denominator) if m is not None)
