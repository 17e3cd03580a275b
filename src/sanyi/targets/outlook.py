"""What can be said of the day of judgement before it comes: expected value, forecast, chance."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from statistics import NormalDist

from sanyi.kernel import Figure
from sanyi.ledger import Entry, EntryTarget
from sanyi.targets.chance import Forecast, chance_of
from sanyi.targets.derived import derived
from sanyi.targets.forecast import forecast
from sanyi.targets.method import Method
from sanyi.targets.model import Goal, History, Shape
from sanyi.targets.months import shape_of
from sanyi.targets.trajectory import PATH_LABELS, EditedPath, Trajectory, trajectory_of

_FORECAST_USES = ("half_life_months", "least_months", "season_share", "drift", "least_variation",
                  "plan_weight", "filling_half_life", "shape_weight", "never_share")  # fmt: skip
_CHANCES = (
    ("chance", "达成的可能性"),
    ("chance_low", "达成可能性下限"),
    ("chance_high", "达成可能性上限"),
)


@dataclass(frozen=True, slots=True)
class Case:
    """One goal and the figures it is followed by."""

    target: EntryTarget
    entry: Entry
    goal: Goal
    history: History
    method: Method
    edited: EditedPath | None = None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is projected for one goal, as figures; ``behind`` is a share of the way."""

    forecast: Figure | None = None
    chance: Figure | None = None
    low: Figure | None = None
    high: Figure | None = None
    expected: Figure | None = None
    behind: float = 0.0
    progress: float | None = None


def due_month(goal: Goal) -> int:
    """The last month that is over on the due day; 0 where the day falls inside January."""
    after = goal.due_on + dt.timedelta(days=1)
    return goal.due_on.month if after.month != goal.due_on.month else goal.due_on.month - 1


def outlook_of(case: Case) -> Outlook:
    """The outlook on a day before the day of judgement."""
    history, goal = case.history, case.goal
    value = history.latest
    assert value is not None and value.value is not None
    path = trajectory_of(goal, history, case.edited)
    expected, progress, behind = None, None, 0.0
    if path is not None:
        expected = _expected(case, path, value)
        progress = _progress(path, goal, float(value.value))
        behind = _progress(path, goal, path.at(value.period.last_month)) - progress
    projected = _projected(goal, history, case.method)
    if projected is None:
        return Outlook(expected=expected, behind=behind, progress=progress)
    low, middle, high = _chances(case, projected)
    # of one event there is no part that can be expected
    ahead = None if projected.single is not None else _ahead(case, projected)
    return Outlook(ahead, middle, low, high, expected, behind, progress)


def band_of(
    target: EntryTarget, entry: Entry, goal: Goal, history: History, method: Method
) -> tuple[Figure, ...]:
    """Low and high end of the forecast, as figures; empty where nothing can be projected.

    Here both parts of the uncertainty count: the level misjudged and the months still to come.
    """
    case = Case(target, entry, goal, history, method)
    projected = _projected(goal, history, method) if history.latest is not None else None
    if projected is None:
        return ()
    width = NormalDist().inv_cdf(0.5 + method.interval / 2) * projected.spread
    used = (*history.last_year[-1:], *history.this_year)
    wording = "推算到认定日的区间，含对近期水平的误判和其后各月的波动。"
    uses = (*_FORECAST_USES, "interval")
    low, high = (_possible(projected.mean + sign * width, history) for sign in (-1, 1))
    if history.unit != "growth" and all(f.value is not None and f.value >= 0 for f in used):
        low = max(0.0, low)  # what has never been below nothing will not be
    return tuple(
        _figure(case, name, value, used, wording, uses)
        for name, value in ((("forecast_low", "到期推算下限"), low),
                            (("forecast_high", "到期推算上限"), high))
    )  # fmt: skip


def is_flagged(case: Case) -> bool:
    """A chance below the limit for some months running, once the day is near enough to tell.

    Earlier than that about half of those behind catch up; they are called lagging, not warned of.
    """
    months = case.history.this_year[-1].period.last_month
    if due_month(case.goal) - months > case.method.flag_ahead_months:
        return False
    for month in range(months, months - case.method.flag_months, -1):
        projected = _projected(case.goal, case.history.until(month), case.method)
        if projected is None:
            return False
        if chance_of(case.goal, projected, case.method)[0] >= case.method.flag_chance:
            return False
    return True


def _projected(goal: Goal, history: History, method: Method) -> Forecast | None:
    """The forecast for the due day."""
    plan = None if goal.bound is None or goal.is_downward else float(goal.bound)
    return forecast(history, max(1, due_month(goal)), method, plan)


def _expected(case: Case, path: Trajectory, value: Figure) -> Figure:
    wording = f"到当月应达到的水平，{PATH_LABELS[path.source]}。"
    used = (*case.history.last_year[-1:], value)
    level = path.at(value.period.last_month)
    return _figure(case, ("expected", "应达到的水平"), level, used, wording)


def _chances(case: Case, projected: Forecast) -> tuple[Figure, Figure, Figure]:
    """Low, middle and high, as figures."""
    used = (*case.history.last_year[-1:], *case.history.this_year)
    wording = "推算值不劣于目标的概率；区间只反映对近期水平的误判。"
    uses = (*_FORECAST_USES, "interval")
    middle, low, high = (
        _figure(case, name, share, used, wording, uses, "share")
        for name, share in zip(_CHANCES, chance_of(case.goal, projected, case.method), strict=True)
    )
    return low, middle, high


def _ahead(case: Case, projected: Forecast) -> Figure:
    used = (*case.history.last_year[-1:], *case.history.this_year)
    value = _possible(projected.mean, case.history)
    wording = "按近期水平、上年度同月的量推算到认定日。"
    return _figure(case, ("forecast", "到期推算值"), value, used, wording, _FORECAST_USES)


def _possible(value: float, history: History) -> float:
    """A share of a register is never above one, however fast it has filled."""
    fills = history.unit == "share" and shape_of(history) is Shape.STOCK
    return min(value, 1.0) if fills else value


def _figure(  # noqa: PLR0917 - what a figure is made from
    case: Case, name: tuple[str, str], value: float, of: tuple[Figure, ...], wording: str,
    uses: tuple[str, ...] = (), unit: str = "",
) -> Figure:  # fmt: skip
    code, title = name
    return derived(
        code, f"{case.history.name}{title}", value, unit or case.history.unit, of=of,
        target=case.target.id, clause=case.entry.id, wording=wording, method=case.method, uses=uses,
    )  # fmt: skip


def _progress(path: Trajectory, goal: Goal, value: float) -> float:
    """Share of the way from the start of the path to the bound, 0..1."""
    assert goal.bound is not None
    way = float(goal.bound) - path.start
    if abs(way) < 1e-12 or (way > 0) == goal.is_downward:
        return 1.0 if (value <= float(goal.bound)) == goal.is_downward else 0.0
    return min(1.0, max(0.0, (value - path.start) / way))
