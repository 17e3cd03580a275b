"""One target and the figures of its indicator -> where it stands today, and why.

No figure means ``no_data``, never ``met``. Before the day of judgement only what cannot be lost
any more is met; a running rate above its bound is on course.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from sanyi.kernel import Figure, unit_of
from sanyi.ledger import Entry, EntryTarget
from sanyi.targets.frequency import frequency_verdict
from sanyi.targets.goals import due_of, goal_of
from sanyi.targets.method import Method
from sanyi.targets.model import Goal, History, Kind, Shape, Status, TargetVerdict
from sanyi.targets.months import shape_of
from sanyi.targets.outlook import Case, Outlook, due_month, is_flagged, outlook_of
from sanyi.targets.statement import Sentence, Words, named, quote, say, whole_percent
from sanyi.targets.trajectory import EditedPath

_KEPT_ONCE_REACHED = frozenset({Shape.STOCK, Shape.COUNT})


@dataclass(frozen=True, slots=True)
class Question:
    """One target as it is put to the data.

    Args:
        year: of the document; the end of it is the due day where none is printed.
        today: the day the verdict speaks of.
        history: figures of the bound indicator; None while the target is not bound.
        why_none: in Chinese, why there is no history.
    """

    target: EntryTarget
    entry: Entry
    year: int
    today: dt.date
    history: History | None
    why_none: str = "目标尚未与指标对应"
    edited: EditedPath | None = None


def judge(question: Question, method: Method) -> TargetVerdict:
    """The verdict on one target, a statement about ``question.today``."""
    verdict = _verdict(question, method)
    return verdict if question.history is None else replace(verdict, latest=question.history.latest)


def _verdict(question: Question, method: Method) -> TargetVerdict:  # noqa: PLR0911 - a rule a kind
    history = question.history
    if history is None:
        return _no_data(question, say("{}。", question.why_none))
    due = due_of(question.target, question.entry, question.year)
    base = _base_for(history, due[0])
    goal = goal_of(question.target, due, history.unit, base)
    if isinstance(goal, str):
        return _no_data(question, say("{}：{}。", _name(history), goal), history)
    if history.latest is None:
        return _no_data(question, _empty(history), history, goal)
    if goal.kind is Kind.FREQUENCY:
        return frequency_verdict(question.target, question.entry, goal, history, question.today)
    if goal.kind is Kind.MONITOR:
        return _monitored(question, goal, history)
    known = history.this_year[-1].period.end
    if question.today > goal.due_on or known >= goal.due_on:
        return _judged(question, goal, history)
    return _running(question, goal, history, method)


def _name(history: History) -> Words:
    return named(history.name)


def _base_for(history: History, due_on: dt.date) -> Figure | None:
    """Last year's figure up to the same month, or of the whole year for a goal of the year."""
    return next(
        (f for f in history.last_year
         if f.period.last_month == due_on.month and f.value is not None),
        history.base,
    )  # fmt: skip


def _no_data(
    question: Question, reason: Sentence, history: History | None = None, goal: Goal | None = None
) -> TargetVerdict:
    return TargetVerdict(
        question.target, question.entry.id, Status.NO_DATA, reason, goal,
        history.code if history else "",
    )  # fmt: skip


def _empty(history: History) -> Sentence:
    if history.this_year:
        last = history.this_year[-1]
        return say("{}截至{}无法计算：{}。", _name(history), last.period, named(last.reason))
    return say("{}没有本年度的数据。", _name(history))


def goal_words(goal: Goal, unit: str, target: EntryTarget) -> Sentence:
    """The bound in words, referring to the target that states it."""
    assert goal.bound is not None
    printed = unit_of(unit).print(goal.bound)
    words = {
        Kind.AT_MOST: "不高于{}", Kind.BELOW: "低于{}", Kind.ABOVE: "高于{}", Kind.EQUAL: "{}",
    }.get(goal.kind, "不低于{}")  # fmt: skip
    sentence = say(words, quote(printed, target.id))
    if goal.upper is not None:
        sentence = say("{}至{}", quote(printed, target.id),
                       quote(unit_of(unit).print(goal.upper), target.id))  # fmt: skip
    if goal.base is not None:
        sentence = say("{}，上年度为{}", sentence, goal.base)
    return sentence


def _monitored(question: Question, goal: Goal, history: History) -> TargetVerdict:
    """A goal that only wants the indicator watched is kept while there are fresh figures."""
    value = history.latest
    assert value is not None
    status = Status.MET if question.today > goal.due_on else Status.ON_COURSE
    reason = say("{}{}为{}，持续监测。", value.period, _name(history), value)
    return TargetVerdict(
        question.target, question.entry.id, status, reason, goal, history.code, value
    )


def _judged(question: Question, goal: Goal, history: History) -> TargetVerdict:
    """The day is over: reached or not, if the data go that far."""
    at_due = [f for f in history.this_year if f.period.end <= goal.due_on]
    value = at_due[-1] if at_due else None
    if value is None or value.value is None or value.period.last_month < due_month(goal):
        return _no_data(
            question,
            say("时限{}已过，但{}的数据只到{}，不能认定。", goal.due_on, _name(history),
                history.this_year[-1].period),
            history,
            goal,
        )  # fmt: skip
    met = goal.is_met_by(value.value)
    reason = say(
        "{}{}为{}，目标为{}，{}。", value.period, _name(history), value,
        goal_words(goal, history.unit, question.target),
        "已达成" if met else "未达成",
    )  # fmt: skip
    return TargetVerdict(
        question.target, question.entry.id, Status.MET if met else Status.MISSED,
        _with_due(reason, goal), goal, history.code, value, progress=1.0 if met else None,
    )  # fmt: skip


def _with_due(reason: Sentence, goal: Goal) -> Sentence:
    if not goal.is_due_assumed:
        return reason
    return say("{}文件未写明时限，按{}认定。", reason, goal.due_on)


# --- before the day


def _running(question: Question, goal: Goal, history: History, method: Method) -> TargetVerdict:
    value = history.latest
    assert value is not None and value.value is not None and goal.bound is not None
    shape = shape_of(history)
    reached = goal.is_met_by(value.value)
    case = Case(question.target, question.entry, goal, history, method, question.edited)
    outlook = outlook_of(case)
    flagged = False
    if reached and shape in _KEPT_ONCE_REACHED and not goal.is_downward:
        status = Status.MET
        outlook = Outlook(expected=outlook.expected, progress=1.0)
    elif not reached and shape is Shape.COUNT and goal.is_downward:
        status = Status.MISSED
    else:
        status = _course(outlook, reached, method)
        flagged = status is Status.LAGGING and is_flagged(case)
    reason = _running_reason(question, goal, history, outlook, status)
    return TargetVerdict(
        question.target, question.entry.id, status, _with_due(reason, goal), goal, history.code,
        value, outlook.expected, outlook.forecast, outlook.chance, outlook.low, outlook.high,
        outlook.progress, flagged,
    )  # fmt: skip


def _course(outlook: Outlook, reached: bool, method: Method) -> Status:
    if outlook.chance is not None and outlook.chance.value is not None:
        lagging = outlook.chance.value < method.lagging_chance
    else:
        lagging = not reached and outlook.behind > method.tolerance
    return Status.LAGGING if lagging else Status.ON_COURSE


def _running_reason(
    question: Question, goal: Goal, history: History, outlook: Outlook, status: Status
) -> Sentence:
    value = history.latest
    assert value is not None
    wanted = goal_words(goal, history.unit, question.target)
    head = say("{}{}为{}，目标为{}", value.period, _name(history), value, wanted)
    match status:
        case Status.MET:
            return say("{}，已提前达成。", head)
        case Status.MISSED:
            return say("{}，已超出，不可能再达成。", head)
    if outlook.expected is not None:
        head = say("{}，按预期走势此时应为{}", head, outlook.expected)
    if outlook.chance is None:
        tail = "，尚不足以推算到期结果。"
        return say("{}{}", head, tail)
    if outlook.forecast is None:
        return say("{}；按剩余时间，达成的可能性约{}。", head, whole_percent(outlook.chance))
    assert outlook.low is not None and outlook.high is not None
    return say(
        "{}；推算到期为{}，达成的可能性约{}（{}至{}）。", head, outlook.forecast,
        *(whole_percent(f) for f in (outlook.chance, outlook.low, outlook.high)),
    )  # fmt: skip
