"""Where an indicator will stand on the day of judgement, and how sure that is.

Every method is a short sum. A rate: what is known plus the coming months at the recent level, with
last year's months as weights. A stock or count: subjects that join at the recent pace, spread over
the year as last year's were. Anything else: it stays where it is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from sanyi.targets.chance import Forecast
from sanyi.targets.filling import counting, filling, is_small
from sanyi.targets.method import Method
from sanyi.targets.model import History, Shape
from sanyi.targets.months import Months, months_of, scale_of, shape_of, steps

_RECENT = 6  # months from which the drift between two years is judged


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
    if shape is Shape.COUNT and is_small(this, last):
        return counting(this, last, due_month, method, plan)
    if shape in (Shape.STOCK, Shape.COUNT):
        return filling(this, last, due_month, method, plan)
    return _level(this, last, due_month, method)


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
