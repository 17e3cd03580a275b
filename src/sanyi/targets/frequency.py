"""每半年至少1次: each part of the year must hold its number; none makes up for another."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from sanyi.kernel import Figure, Period, PeriodKind
from sanyi.ledger import Entry, EntryTarget
from sanyi.targets.model import Goal, History, Status, TargetVerdict
from sanyi.targets.statement import Sentence, named, quote, say

_KINDS = {1: PeriodKind.YEAR, 2: PeriodKind.HALF, 4: PeriodKind.QUARTER, 12: PeriodKind.MONTH}
_LATE_SHARE = Decimal("0.6667")  # two thirds of the part gone and nothing held: lagging


def frequency_verdict(
    target: EntryTarget, entry: Entry, goal: Goal, history: History, today: dt.date
) -> TargetVerdict:
    """The verdict on a number of times per part of the year.

    Args:
        history: a running count, January to each month.
    """
    assert goal.bound is not None
    latest = history.latest
    assert latest is not None
    wanted = quote(target.phrase, target.id)
    of = (target, entry, goal, history)
    for part in _parts(goal.times_a_year, latest.period.year):
        figure = _within(history, part)
        if figure is None:
            break
        assert figure.value is not None
        if figure.value >= goal.bound:
            continue
        if part.end < today and latest.period.end >= part.end:
            reason = say("{}只有{}，要求“{}”，这一期已不能补。", part, figure, wanted)
            return _verdict(of, Status.MISSED, reason, figure)
        status = Status.LAGGING if _gone(part, today) > _LATE_SHARE else Status.ON_COURSE
        reason = say("{}到目前有{}，要求“{}”。", part, figure, wanted)
        return _verdict(of, status, reason, figure)
    done = latest.period.last_month == 12 or latest.period.end >= goal.due_on
    whole = goal.times_a_year == 1
    status = Status.MET if done or whole else Status.ON_COURSE
    reason = say("{}{}共{}，各期均达到“{}”。", latest.period, named(history.name), latest, wanted)
    return _verdict(of, status, reason, latest)


def _parts(times: int, year: int) -> list[Period]:
    return [Period(_KINDS[times], year, index + 1) for index in range(times)]


def _within(history: History, part: Period) -> Figure | None:
    """The count inside one part of the year, from the running counts; None before it begins."""
    by_month = {f.period.last_month: f for f in history.this_year if f.value is not None}
    months = [m for m in by_month if part.first_month <= m <= part.last_month]
    if not months:
        return None
    end = by_month[max(months)]
    before = by_month.get(part.first_month - 1)
    start = before.value if before is not None and before.value is not None else Decimal(0)
    assert end.value is not None
    return replace(end, period=part, value=end.value - start, numerator=None, denominator=None)


def _gone(part: Period, today: dt.date) -> Decimal:
    whole = (part.end - part.start).days + 1
    return Decimal((today - part.start).days) / whole


def _verdict(
    of: tuple[EntryTarget, Entry, Goal, History], status: Status, reason: Sentence, value: Figure
) -> TargetVerdict:
    target, entry, goal, history = of
    return TargetVerdict(target, entry.id, status, reason, goal, history.code, value)
