"""Where an indicator will stand on the day of judgement, and how sure that is.

Every method is a short sum. A rate: what is known plus the coming months at the recent level, with
last year's months as weights. A stock or count: last year's growth in the coming months times this
year's pace. Anything else: it stays where it is. The uncertainty has two parts, the level we may
have misjudged and the months that may still vary; the second is noise, the first gives the chance
its interval.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import NormalDist

from sanyi.targets.method import Method
from sanyi.targets.model import Goal, History, Kind, Shape
from sanyi.targets.months import Months, months_of, scale_of, shape_of, steps

_ENOUGH = 48.0  # last year's subjects beyond which its months are taken as they were
_RECENT = 6  # months from which the drift between two years is judged
_MANY = 200  # events beyond which their number is as good as normal
_SMALL = 24.0  # a year's count up to which events are counted one by one
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


def forecast(
    history: History, due_month: int, method: Method, plan: float | None = None
) -> Forecast | None:
    """Project an indicator to the end of a month, or None where too little is known.

    Args:
        plan: the value that is wanted by then.
    """
    this, last = months_of(history.this_year), months_of(history.last_year)
    if len(this) < method.least_months or len(this) >= 12 < due_month:
        return None
    if len(this) >= due_month:
        return Forecast(this.values[due_month - 1], 0.0, 0.0, len(this), is_final=True)
    shape = shape_of(history)
    if shape is Shape.RATE:
        return _rate(this, last, due_month, method)
    if shape in (Shape.STOCK, Shape.COUNT):
        return _filling(this, last, due_month, method, shape, plan)
    return _level(this, last, due_month, method)


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


# --- rates


def _weights(count: int, method: Method) -> list[float]:
    """Recent months weigh more: half after each half-life."""
    return [0.5 ** ((count - 1 - i) / method.half_life_months) for i in range(count)]


def _rate(this: Months, last: Months, due_month: int, method: Method) -> Forecast | None:
    scale = scale_of(this)
    if scale is None or this.numerators is None or this.denominators is None:
        return _level(this, last, due_month, method)
    amounts, rates = _monthly(this)
    before, seasons = _monthly(last) if len(last) == 12 else ([], [])
    if len(last) == 12 and max((*rates, *seasons)) > 1 >= max(this.values):
        return _catching_up(this, last, due_month)
    ahead = range(len(this), due_month)
    coming = _coming_amounts(amounts, before, ahead)
    weights = [w * max(a, 0.0) for w, a in zip(_weights(len(rates), method), amounts, strict=True)]
    whole = sum(weights)
    if whole <= 0 or sum(coming) <= 0:
        return None
    season = _season(seasons, method)
    level = sum(w * (r - s) for w, r, s in zip(weights, rates, season, strict=False)) / whole
    rest = sum(a * (level + season[m]) for a, m in zip(coming, ahead, strict=True))
    total = this.denominators[-1] + sum(coming)
    share = sum(coming) / total
    wobble = _wobble(rates, seasons)
    known = whole**2 / sum(w * w for w in weights)
    months = len(coming)
    drift = (method.drift * wobble) ** 2 * months / 3
    factor, offset = scale
    return Forecast(
        factor * (this.numerators[-1] + rest) / total + offset,
        abs(factor) * share * math.sqrt(wobble**2 / known + drift),
        abs(factor) * share * wobble / math.sqrt(months),
        len(this),
    )


def _catching_up(this: Months, last: Months, due_month: int) -> Forecast:
    """A share whose parts of one month do not belong together: contracts signed, services given.

    It falls as subjects join and rises as they are served, alike every year: last year's path from
    here on, from where this year stands.
    """
    known = len(this)
    apart = [a - b for a, b in zip(this.values, last.values, strict=False)]
    wobble = _wobble(apart[-_RECENT:]) * math.sqrt(2)
    return Forecast(
        this.values[-1] + last.values[due_month - 1] - last.values[known - 1],
        wobble,
        wobble * math.sqrt(due_month - known),
        known,
    )


def _monthly(months: Months) -> tuple[list[float], list[float]]:
    """Each month's own denominator and rate; a month without any keeps the rate to date."""
    assert months.numerators is not None and months.denominators is not None
    amounts = steps(months.denominators)
    parts = zip(steps(months.numerators), amounts, months.numerators, months.denominators,
                strict=True)  # fmt: skip
    rates = [n / d if d > 0 else (total_n / total_d if total_d else 0.0)
             for n, d, total_n, total_d in parts]  # fmt: skip
    return amounts, rates


def _coming_amounts(amounts: list[float], before: list[float], ahead: range) -> list[float]:
    """Denominators of the coming months: last year's, as much larger as this year has been."""
    known = sum(before[: len(amounts)])
    if len(before) == 12 and known > 0:
        pace = sum(amounts) / known
        return [max(0.0, before[m] * pace) for m in ahead]
    return [sum(amounts) / len(amounts) for _ in ahead]


def _season(seasons: list[float], method: Method) -> list[float]:
    """Last year's months against their mean, as far as they are more than noise.

    The variance of the months less that of their month-to-month noise is what may come again.
    """
    if len(seasons) != 12:
        return [0.0] * 12
    middle = sum(seasons) / 12
    spread = sum((rate - middle) ** 2 for rate in seasons) / 12
    real = max(0.0, 1.0 - _wobble(seasons) ** 2 / spread) if spread > 0 else 0.0
    return [method.season_share * real * (rate - middle) for rate in seasons]


def _wobble(*series: Sequence[float]) -> float:
    """Month-to-month variation that a shift of the level does not blow up: from differences."""
    jumps = [b - a for values in series for a, b in pairwise(values)]
    if not jumps:
        return 0.0
    jumps.sort(key=abs)
    kept = jumps[: max(1, round(0.9 * len(jumps)))]  # one break in the level is no noise
    return math.sqrt(sum(j * j for j in kept) / len(kept) / 2)


# --- stocks and counts


def _filling(
    this: Months, last: Months, due_month: int, method: Method, shape: Shape, plan: float | None
) -> Forecast | None:
    """A register fills subject by subject: a count with an uncertain pace.

    The pace is what the recent months show, with a little of the plan's own pace mixed in so that
    one quiet month of a small register does not decide. How much of a year's growth a month
    brings is last year's share, drawn towards equal shares where last year's subjects were few.
    """
    if shape is Shape.COUNT and _is_small(this, last):
        if plan is not None and this.values[-1] < plan <= 1:
            return _single(this, last, due_month, method)
        usual, ahead = _usual_counts(last, len(this), due_month)
        return _events(this, last, usual, ahead)
    growth = _growth(this, last)
    if not any(growth) and len(last) != 12:
        return None
    subjects = this.denominators[-1] if this.denominators is not None else 1.0
    subjects = subjects if subjects > 0 else 1.0
    usual = _year_shape(last, subjects, method)
    ahead = usual[len(this) : due_month]
    start = this.values[-1] - sum(growth)
    wanted = max(0.0, (this.values[-1] if plan is None else plan) - start) * subjects
    prior = method.plan_weight * max(1.0, wanted) / sum(usual[:due_month])
    weights = _fading(len(growth), method.filling_half_life)
    seen = [w * max(0.0, g) * subjects for w, g in zip(weights, growth, strict=True)]
    exposure = method.plan_weight + sum(w * u for w, u in zip(weights, usual, strict=False))
    events = prior + sum(seen)
    misjudged = prior + sum(w * e + (method.least_variation * e) ** 2
                            for w, e in zip(weights, seen, strict=True))  # fmt: skip
    coming = events / exposure * sum(ahead)
    level = misjudged / events**2
    varies = method.least_variation**2 * sum(u * u for u in ahead) / sum(ahead) ** 2
    return Forecast(
        this.values[-1] + coming / subjects,
        math.sqrt(level) * coming / subjects,
        math.sqrt(coming + varies * coming**2) / subjects,
        len(this),
        (this.values[-1] * subjects, 1 / (level + varies), 1 / (level + varies) / coming, 1.0),
        subjects,
    )


def _fading(count: int, half: float) -> list[float]:
    """Weights that stay near one for the latest months and then fall off fast.

    A register that has stopped must be seen within a quarter, however fast it once filled.
    """
    return [0.5 ** (((count - 1 - i) / half) ** 2) for i in range(count)]


def _usual_counts(last: Months, known: int, due_month: int) -> tuple[list[float], float]:
    """What last year's months added, and of it what fell into the coming months."""
    if len(last) != 12:
        return [1.0] * 12, float(due_month - known)
    usual = steps(last.values, 0.0 if last.values[0] <= last.values[-1] / 2 else last.values[0])
    return usual, sum(max(0.0, u) for u in usual[known:due_month])


def _year_shape(last: Months, subjects: float, method: Method) -> list[float]:
    """Share of a year's growth that each month brings."""
    if len(last) != 12:
        return [1 / 12] * 12
    first = 0.0 if last.values[0] <= last.values[-1] / 2 else last.values[0]
    growth = [max(0.0, step) for step in steps(last.values, first)]
    whole = sum(growth)
    if whole <= 1e-12:
        return [1 / 12] * 12
    known = min(whole * subjects, _ENOUGH)
    equal = method.shape_weight
    return [(known * g / whole + equal / 12) / (known + equal) for g in growth]


def _growth(this: Months, last: Months) -> list[float]:
    """Each month's growth; January grows from nothing or from last year's end."""
    first = this.values[0]
    continues = len(last) == 12 and last.values[-1] > 0 and first >= 0.5 * last.values[-1]
    if continues:
        start = min(last.values[-1], first)
    else:
        start = 0.0 if first <= this.values[-1] / 2 else first
    return steps(this.values, start)


def _is_small(this: Months, last: Months) -> bool:
    values = (*this.values, *last.values)
    return max(values) <= _SMALL and all(v == int(v) for v in values)


def _single(this: Months, last: Months, due_month: int, method: Method) -> Forecast:
    """One event by a day: it comes in some month up to then, or not at all.

    Each month without it makes “not at all” more likely. A unit sets the day itself, so last
    year's month says little.
    """
    usual = _year_shape(last, 1.0, method)[:due_month]
    left = (1.0 - method.never_share) * sum(usual[len(this) :]) / sum(usual)
    chance = left / (left + method.never_share)
    noise = math.sqrt(chance * (1.0 - chance))
    return Forecast(chance, 0.0, noise, len(this), single=chance)


def _events(this: Months, last: Months, usual: list[float], ahead: float) -> Forecast | None:
    """Events come as often as last year, corrected by what this year shows."""
    if len(last) != 12 and not this.values[-1]:
        return None
    if len(last) != 12 or last.values[-1] <= 0:
        # without a last year the whole year is one unit of time
        usual, year = [1 / 12] * 12, 1.0
        ahead = (12 - len(this)) / 12
        shape, rate = 0.5 + this.values[-1], len(this) / 12
    else:
        year = 1.0
        shape, rate = 1.0 + this.values[-1], 1.0 + sum(usual[: len(this)])
    mean = this.values[-1] + shape / rate * ahead
    return Forecast(
        mean, math.sqrt(shape) / rate * ahead, math.sqrt(shape / rate * ahead * year), len(this),
        (this.values[-1], shape, rate, ahead),
    )  # fmt: skip


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


def _normal_chance(
    needed: int, projected: Forecast, method: Method
) -> tuple[float, float, float]:
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


# --- levels


def _level(this: Months, last: Months, due_month: int, method: Method) -> Forecast:
    wobble = _wobble(this.values, last.values)
    months = due_month - len(this)
    return Forecast(
        this.values[-1],
        wobble,
        wobble * math.sqrt(max(1, months)),
        len(this),
    )
