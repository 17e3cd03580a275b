"""One target and the figures of its indicator -> where it stands today, and why.

No figure means ``no_data``, never ``met``. Before the day of judgement only what cannot be lost
any more is met; a running rate above its bound is on course.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sanyi.kernel import Figure, unit_of
from sanyi.ledger import Entry, EntryTarget
from sanyi.targets.derived import derived
from sanyi.targets.forecast import Forecast, chance_of, forecast
from sanyi.targets.frequency import frequency_verdict
from sanyi.targets.goals import due_of, goal_of
from sanyi.targets.method import Method
from sanyi.targets.model import Goal, History, Kind, Shape, Status, TargetVerdict
from sanyi.targets.months import shape_of
from sanyi.targets.statement import Sentence, Words, named, quote, say, whole_percent
from sanyi.targets.trajectory import PATH_LABELS, EditedPath, Trajectory, trajectory_of

_KEPT_ONCE_REACHED = frozenset({Shape.STOCK, Shape.COUNT})
_FORECAST_USES = ("half_life_months", "least_months", "season_share", "drift")


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
    if value is None or value.value is None or value.period.last_month < _due_month(goal):
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


def _due_month(goal: Goal) -> int:
    """The last month that is over on the due day."""
    after = goal.due_on + dt.timedelta(days=1)
    return goal.due_on.month if after.month != goal.due_on.month else goal.due_on.month - 1


def _with_due(reason: Sentence, goal: Goal) -> Sentence:
    if not goal.is_due_assumed:
        return reason
    return say("{}文件未写明时限，按{}认定。", reason, goal.due_on)


# --- before the day


@dataclass(frozen=True, slots=True)
class _Outlook:
    """What is projected for one goal, as figures."""

    forecast: Figure | None = None
    chance: Figure | None = None
    low: Figure | None = None
    high: Figure | None = None
    expected: Figure | None = None
    behind: float = 0.0
    progress: float | None = None


def _running(question: Question, goal: Goal, history: History, method: Method) -> TargetVerdict:
    value = history.latest
    assert value is not None and value.value is not None and goal.bound is not None
    shape = shape_of(history)
    reached = goal.is_met_by(value.value)
    outlook = _outlook(question, goal, history, method)
    flagged = False
    if reached and shape in _KEPT_ONCE_REACHED and not goal.is_downward:
        status = Status.MET
        outlook = _Outlook(expected=outlook.expected, progress=1.0)
    elif not reached and shape is Shape.COUNT and goal.is_downward:
        status = Status.MISSED
    else:
        status = _course(outlook, reached, method)
        flagged = status is Status.LAGGING and _is_flagged(goal, history, method)
    reason = _running_reason(question, goal, history, outlook, status)
    return TargetVerdict(
        question.target, question.entry.id, status, _with_due(reason, goal), goal, history.code,
        value, outlook.expected, outlook.forecast, outlook.chance, outlook.low, outlook.high,
        outlook.progress, flagged,
    )  # fmt: skip


def _course(outlook: _Outlook, reached: bool, method: Method) -> Status:
    if outlook.chance is not None and outlook.chance.value is not None:
        lagging = outlook.chance.value < method.lagging_chance
    else:
        lagging = not reached and outlook.behind > method.tolerance
    return Status.LAGGING if lagging else Status.ON_COURSE


def _is_flagged(goal: Goal, history: History, method: Method) -> bool:
    """A chance below the limit for some months running: one bad month raises no alarm."""
    months = history.this_year[-1].period.last_month
    if months < method.flag_from_month:
        return False
    for month in range(months, months - method.flag_months, -1):
        projected = _projected(goal, history.until(month), method)
        if projected is None or chance_of(goal, projected, method)[0] >= method.flag_chance:
            return False
    return True


def _projected(goal: Goal, history: History, method: Method) -> Forecast | None:
    """The forecast for the due day; none where one single event is wanting.

    A unit sets the day of one meeting or one assessment itself, so no series foretells it.
    """
    projected = forecast(history, max(1, _due_month(goal)), method)
    if projected is not None and projected.events is not None and goal.bound is not None:
        return projected if float(goal.bound) - projected.events[0] > 1 else None
    return projected


def _outlook(question: Question, goal: Goal, history: History, method: Method) -> _Outlook:
    value = history.latest
    assert value is not None and value.value is not None
    path = trajectory_of(goal, history, question.edited)
    month = value.period.last_month
    expected = behind = progress = None
    if path is not None:
        expected = _figure("expected", f"{history.name}应达到的水平", path.at(month), history.unit,
                           question, (*history.last_year[-1:], value), method,
                           f"到当月应达到的水平，{PATH_LABELS[path.source]}。", ())  # fmt: skip
        progress = _progress(path, goal, float(value.value))
        wanted = _progress(path, goal, path.at(month))
        behind = wanted - progress
    projected = _projected(goal, history, method)
    if projected is None:
        return _Outlook(expected=expected, behind=behind or 0.0, progress=progress)
    used = (*history.last_year[-1:], *history.this_year)
    chances = chance_of(goal, projected, method)
    names = (
        ("chance", "达成的可能性"), ("chance_low", "达成可能性下限"), ("chance_high", "达成可能性上限"),
    )  # fmt: skip
    figures = [
        _figure(code, f"{history.name}{title}", share, "share", question, used, method,
                "推算值不劣于目标的概率；区间只反映对近期水平的误判。",
                (*_FORECAST_USES, "interval"))
        for (code, title), share in zip(names, chances, strict=True)
    ]  # fmt: skip
    ahead = _figure("forecast", f"{history.name}到期推算值", _possible(projected.mean, history), history.unit, question,
                    used, method, "按近期水平、上年度同月的量推算到认定日。",
                    _FORECAST_USES)  # fmt: skip
    return _Outlook(ahead, *figures, expected, behind or 0.0, progress)


def _possible(value: float, history: History) -> float:
    """A share of a register is never above one, however fast it has filled."""
    fills = history.unit == "share" and shape_of(history) is Shape.STOCK
    return min(value, 1.0) if fills else value


def _figure(
    code: str, title: str, value: float, unit: str, question: Question,
    of: tuple[Figure, ...], method: Method, wording: str, uses: tuple[str, ...],
) -> Figure:  # fmt: skip
    return derived(
        code, title, value, unit, of=of, target=question.target.id, clause=question.entry.id,
        wording=wording, method=method, uses=uses,
    )  # fmt: skip


def _progress(path: Trajectory, goal: Goal, value: float) -> float:
    """Share of the way from the start of the path to the bound, 0..1."""
    assert goal.bound is not None
    way = float(goal.bound) - path.start
    if abs(way) < 1e-12 or (way > 0) == goal.is_downward:
        return 1.0 if (value <= float(goal.bound)) == goal.is_downward else 0.0
    return min(1.0, max(0.0, (value - path.start) / way))


def _running_reason(
    question: Question, goal: Goal, history: History, outlook: _Outlook, status: Status
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
    if outlook.forecast is None or outlook.chance is None:
        tail = "，尚不足以推算到期结果。"
        return say("{}{}", head, tail)
    assert outlook.low is not None and outlook.high is not None
    return say(
        "{}；推算到期为{}，达成的可能性约{}（{}至{}）。", head, outlook.forecast,
        *(whole_percent(f) for f in (outlook.chance, outlook.low, outlook.high)),
    )  # fmt: skip
