"""What a verdict is, and what it is made from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sanyi.kernel import Figure
from sanyi.ledger import Entry, EntryTarget
from sanyi.targets.statement import Sentence


class Status(StrEnum):
    """A statement about today."""

    MET = "met"
    ON_COURSE = "on_course"
    LAGGING = "lagging"
    MISSED = "missed"
    NO_DATA = "no_data"


STATUS_LABELS = {
    Status.MET: "已达成",
    Status.ON_COURSE: "进展正常",
    Status.LAGGING: "进展滞后",
    Status.MISSED: "未达成",
    Status.NO_DATA: "无数据",
}


class Kind(StrEnum):
    """The comparison a goal makes, after base and unit are worked in."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EQUAL = "equal"
    RANGE = "range"
    ABOVE = "above"
    BELOW = "below"
    MONITOR = "monitor"
    FREQUENCY = "frequency"


class Shape(StrEnum):
    """How the values of an indicator move over a year.

    RATE: parts of two running totals. STOCK: a share or number that fills up. COUNT: a running
    total from nothing. LEVEL: anything else, such as a score, a median or a growth.
    """

    RATE = "rate"
    STOCK = "stock"
    COUNT = "count"
    LEVEL = "level"


@dataclass(frozen=True, slots=True)
class History:
    """The figures of one indicator, January to each month; only months that are complete.

    Args:
        code, name, unit: of the indicator.
        this_year: ``2025C01`` and on, without gaps, as far as the data go.
        last_year: twelve months, or empty where there are no data of last year.
    """

    code: str
    name: str
    unit: str
    this_year: tuple[Figure, ...]
    last_year: tuple[Figure, ...] = ()

    @property
    def latest(self) -> Figure | None:
        """The last figure that has a value."""
        return next((f for f in reversed(self.this_year) if f.value is not None), None)

    @property
    def base(self) -> Figure | None:
        """Last year's figure of the whole year."""
        whole = [f for f in self.last_year if f.period.last_month == 12]
        return whole[-1] if whole and whole[-1].value is not None else None

    def until(self, month: int) -> History:
        """What was known when the data ended with a month."""
        known = tuple(f for f in self.this_year if f.period.last_month <= month)
        return History(self.code, self.name, self.unit, known, self.last_year)


@dataclass(frozen=True, slots=True)
class Goal:
    """What a target asks of its indicator, in the indicator's unit.

    Args:
        bound, upper: None for a goal that only wants the indicator watched.
        base: last year's figure, where the goal is measured from it.
        due_on: the day it is judged.
        is_due_assumed: the document prints no time limit.
        times_a_year: how many equal parts of the year each want ``bound``; for FREQUENCY.
    """

    kind: Kind
    bound: Decimal | None
    due_on: dt.date
    upper: Decimal | None = None
    base: Figure | None = None
    is_due_assumed: bool = False
    times_a_year: int = 1

    def is_met_by(self, value: Decimal) -> bool:  # noqa: PLR0911 - one comparison a line
        """Whether a value reaches the goal."""
        if self.bound is None:
            return True
        match self.kind:
            case Kind.AT_MOST:
                return value <= self.bound
            case Kind.BELOW:
                return value < self.bound
            case Kind.ABOVE:
                return value > self.bound
            case Kind.EQUAL:
                # 完成13个项目: more than asked for is done as well
                return value >= self.bound
            case Kind.RANGE:
                return self.bound <= value <= (self.upper if self.upper is not None else value)
        return value >= self.bound

    @property
    def is_downward(self) -> bool:
        """Whether less is better."""
        return self.kind in (Kind.AT_MOST, Kind.BELOW)


@dataclass(frozen=True, slots=True)
class TargetVerdict:
    """The verdict on one target today.

    Args:
        value: the figure judged; None without data.
        expected: where the trajectory wants it by now.
        forecast, chance, chance_low, chance_high: None where nothing can be projected.
        will_be_missed: the early warning.
        latest: the last figure known, which a unit's own report is held against.
        reason: in plain words, every number with its reference.
    """

    target: EntryTarget
    entry_id: str
    status: Status
    reason: Sentence
    goal: Goal | None = None
    indicator: str = ""
    value: Figure | None = None
    expected: Figure | None = None
    forecast: Figure | None = None
    chance: Figure | None = None
    chance_low: Figure | None = None
    chance_high: Figure | None = None
    progress: float | None = None
    will_be_missed: bool = False
    latest: Figure | None = None


class Lamp(StrEnum):
    """The place of a task in the bulletin; every task has exactly one."""

    CLOSED = "closed"
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"
    BLUE = "blue"


LAMP_LABELS = {
    Lamp.CLOSED: "已销号",
    Lamp.GREEN: "进展正常",
    Lamp.YELLOW: "进展滞后",
    Lamp.RED: "未达成或预警",
    Lamp.GREY: "无数据",
    Lamp.BLUE: "长期任务（本季度有报告）",
}


@dataclass(frozen=True, slots=True)
class ProgressReport:
    """What a unit reports of one entry for one period; a row of ``progress_reports``."""

    id: str
    entry_id: str
    unit: str
    period_end_on: dt.date
    submitted_on: dt.date | None
    status: str
    text: str
    progress_share: Decimal | None = None
    reported_value: Decimal | None = None
    problem: str = ""
    next_step: str = ""
    document_number: str = ""
    evidence: str = ""

    @property
    def is_done(self) -> bool:
        """Whether the unit says the task is finished."""
        return self.status == "done"

    @property
    def has_proof(self) -> bool:
        """Whether it names a document or a piece of evidence."""
        return bool(self.document_number or self.evidence)


@dataclass(frozen=True, slots=True)
class TaskVerdict:
    """The verdict on one entry of the ledger today."""

    entry: Entry
    status: Status
    lamp: Lamp
    targets: tuple[TargetVerdict, ...]
    reason: Sentence
    due_on: dt.date | None = None
    is_standing: bool = False
    is_closed: bool = False
    reports: tuple[ProgressReport, ...] = ()

    @property
    def will_be_missed(self) -> bool:
        """Whether one of its targets carries the early warning and none replaces it."""
        return any(t.will_be_missed for t in self.targets)
