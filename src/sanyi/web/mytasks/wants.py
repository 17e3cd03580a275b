"""What is wanted of a unit now, for each entry it leads or joins; the most pressing first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import IntEnum

from sanyi.kernel import Period, PeriodKind
from sanyi.ledger import OPEN_STATES, State
from sanyi.targets import Lamp
from sanyi.web.ledgers.models import Report

_FAILING = (Lamp.RED, Lamp.YELLOW)


class Want(IntEnum):
    """What a unit is asked to do; the lower, the sooner."""

    REDO = 0
    RECEIVE = 1
    REPORT_LATE = 2
    REPORT = 3
    FINISH_DRAFT = 4
    CATCH_UP = 5
    WAIT_OFFICE = 6
    WAIT_ASSIGNED = 7
    NOTHING = 8


WANT_LABELS = {
    Want.REDO: "报告被退回，请补充后再提交",
    Want.RECEIVE: "请签收并开展",
    Want.REPORT_LATE: "进展滞后，请上报并说明措施",
    Want.REPORT: "请上报本季度进展",
    Want.FINISH_DRAFT: "有草稿还没有提交",
    Want.CATCH_UP: "进展滞后，请抓紧",
    Want.WAIT_OFFICE: "已提交，等办公室处理",
    Want.WAIT_ASSIGNED: "等待分解交办",
    Want.NOTHING: "目前不需要做什么",
}


@dataclass(frozen=True, slots=True)
class Situation:
    """What the answer depends on.

    Args:
        state, lamp: of the entry.
        is_lead: the unit leads it.
        report: state of the unit's report for the quarter; empty when there is none.
    """

    state: str
    lamp: str
    is_lead: bool
    report: str = ""


def wanted(situation: Situation) -> Want:  # noqa: PLR0911 - one rule a line
    """What is wanted of the unit now."""
    if situation.state not in OPEN_STATES:
        return Want.NOTHING
    if situation.state == State.PROPOSED:
        return Want.WAIT_ASSIGNED
    if situation.report == Report.State.RETURNED:
        return Want.REDO
    if situation.state == State.ASSIGNED and situation.is_lead:
        return Want.RECEIVE
    if situation.report == Report.State.SUBMITTED:
        return Want.WAIT_OFFICE
    if situation.report == Report.State.DRAFT:
        return Want.FINISH_DRAFT
    failing = situation.lamp in _FAILING
    if situation.report == Report.State.ACCEPTED:
        return Want.CATCH_UP if failing else Want.NOTHING
    return Want.REPORT_LATE if failing else Want.REPORT


def quarter_to_report(day: dt.date, year: int) -> Period:
    """The quarter a report speaks of: until a month after its end it is the one that is over.

    Args:
        year: of the document; its quarters alone are reported.

    Example:
        >>> [str(quarter_to_report(dt.date(2025, m, 15), 2025)) for m in (7, 8)]
        ['2025Q2', '2025Q3']
    """
    month, year_of = (day.month - 1, day.year) if day.month > 1 else (12, day.year - 1)
    first, last = Period(PeriodKind.QUARTER, year, 1), Period(PeriodKind.QUARTER, year, 4)
    if year_of != year:
        return last if year_of > year else first
    return Period.containing(dt.date(year_of, month, 1), PeriodKind.QUARTER)


def quarters_open(day: dt.date, year: int) -> list[Period]:
    """Quarters of the year that have begun, newest first."""
    quarters = [Period(PeriodKind.QUARTER, year, i) for i in (4, 3, 2, 1)]
    return [q for q in quarters if q.start <= day] or quarters[-1:]
