"""A projected value and a goal -> the chance that the goal is met.

The uncertainty has two parts, the level we may have misjudged and the months that may still vary;
the second is noise, the first gives the chance its interval.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

from sanyi.targets.method import Method
from sanyi.targets.model import Goal, Kind

_MANY = 200  # events beyond which their number is as good as normal
_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Forecast:
    """A projected value.

    Args:
        mean: expected value on the day.
        level_error: standard error of the level, the part that may be misjudged.
        noise: standard deviation of what the coming months may still do.
        events: for counts, (so far, shape, rate, share of a year ahead) of a gamma-Poisson count.
        single: for one event, the chance that it comes.
        subjects: how many events make the value grow by one: the size of a register.
        months: how many months of data it rests on.
        is_final: the day has come; nothing is projected any more.
    """

    mean: float
    level_error: float
    noise: float
    months: int
    events: tuple[float, float, float, float] | None = None
    subjects: float = 1.0
    single: float | None = None
    is_final: bool = False

    @property
    def spread(self) -> float:
        """Standard deviation of the whole."""
        return math.hypot(self.level_error, self.noise)


def chance_of(goal: Goal, projected: Forecast, method: Method) -> tuple[float, float, float]:
    """(chance, low, high) that the goal is met; the interval is for the misjudged level only.

    While months are still to come nothing is certain: chances stay within 1 % and 99 %.
    """
    chances = _chances(goal, projected, method)
    if projected.is_final:
        return chances
    low, middle, high = (min(0.99, max(0.01, chances[i])) for i in (1, 0, 2))
    return middle, low, high


def _chances(goal: Goal, projected: Forecast, method: Method) -> tuple[float, float, float]:
    assert goal.bound is not None
    if projected.single is not None:
        return projected.single, projected.single, projected.single
    if projected.events is not None and not goal.is_downward:
        return _count_chance(float(goal.bound), projected, method)
    width = NormalDist().inv_cdf(0.5 + method.interval / 2) * projected.level_error
    shifts = (0.0, -width, width)
    spreads = (projected.spread, projected.noise, projected.noise)
    chances = [
        _probability(goal, projected.mean + shift, spread)
        for shift, spread in zip(shifts, spreads, strict=True)
    ]
    return chances[0], min(chances), max(chances)


def _probability(goal: Goal, mean: float, spread: float) -> float:
    assert goal.bound is not None
    bound, upper = float(goal.bound), goal.upper
    slack = 1e-9 * max(1.0, abs(bound))
    spread = max(spread, slack)
    below = _NORMAL.cdf((bound - slack - mean) / spread)
    if goal.is_downward:
        return _NORMAL.cdf((bound + slack - mean) / spread)
    if goal.kind is Kind.RANGE and upper is not None:
        return max(0.0, _NORMAL.cdf((float(upper) + slack - mean) / spread) - below)
    return 1.0 - below


# --- counts


def _count_chance(bound: float, projected: Forecast, method: Method) -> tuple[float, float, float]:
    """Chance that the events still missing happen: a gamma-Poisson count."""
    assert projected.events is not None
    so_far, shape, rate, ahead = projected.events
    needed = math.ceil(bound * projected.subjects - so_far - 1e-6)
    if needed <= 0:
        return 1.0, 1.0, 1.0
    if needed > _MANY:
        return _normal_chance(needed, projected, method)
    chance = 1.0 - sum(_negative_binomial(k, shape, rate, ahead) for k in range(needed))
    width = NormalDist().inv_cdf(0.5 + method.interval / 2)
    ends = [max(0.0, (shape + sign * width * math.sqrt(shape)) / rate) * ahead for sign in (-1, 1)]
    low, high = (1.0 - sum(_poisson(k, mean) for k in range(needed)) for mean in ends)
    return chance, min(low, chance), max(high, chance)


def _normal_chance(needed: int, projected: Forecast, method: Method) -> tuple[float, float, float]:
    """The same for so many events that their number is as good as normal."""
    assert projected.events is not None
    _, shape, rate, ahead = projected.events
    mean = shape / rate * ahead
    width = NormalDist().inv_cdf(0.5 + method.interval / 2) * mean / math.sqrt(shape)
    chance = 1.0 - _NORMAL.cdf((needed - 0.5 - mean) / math.sqrt(mean + mean**2 / shape))
    ends = [max(1e-9, mean + sign * width) for sign in (-1, 1)]
    low, high = (1.0 - _NORMAL.cdf((needed - 0.5 - end) / math.sqrt(end)) for end in ends)
    return chance, min(low, chance), max(high, chance)


def _negative_binomial(count: int, shape: float, rate: float, ahead: float) -> float:
    odds = rate / (rate + ahead)
    choose = math.lgamma(shape + count) - math.lgamma(shape) - math.lgamma(count + 1)
    return math.exp(choose + shape * math.log(odds) + count * _log(1 - odds))


def _log(value: float) -> float:
    return math.log(value) if value > 0 else -700.0


def _poisson(count: int, mean: float) -> float:
    return (
        math.exp(count * _log(mean) - mean - math.lgamma(count + 1)) if mean else float(not count)
    )
