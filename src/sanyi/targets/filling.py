"""Registers and counts: how far subjects and events will have come by a month."""

from __future__ import annotations

import math

from sanyi.targets.chance import Forecast
from sanyi.targets.method import Method
from sanyi.targets.months import Months, steps

_ENOUGH = 48.0  # last year's subjects beyond which its months are taken as they were
_SMALL = 24.0  # a year's count up to which events are counted one by one


def filling(
    this: Months, last: Months, due_month: int, method: Method, plan: float | None
) -> Forecast | None:
    """A register fills subject by subject: a count with an uncertain pace.

    The pace is what the recent months show, with a little of the plan's own pace mixed in so that
    one quiet month of a small register does not decide. How much of a year's growth a month
    brings is last year's share, drawn towards equal shares where last year's subjects were few.
    """
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


def counting(
    this: Months, last: Months, due_month: int, method: Method, plan: float | None
) -> Forecast | None:
    """A few events of a year; one alone is a matter of whether, not of how often."""
    if plan is not None and this.values[-1] < plan <= 1:
        return _single(this, last, due_month, method)
    usual, ahead = _usual_counts(last, len(this), due_month)
    return _events(this, last, usual, ahead)


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


def is_small(this: Months, last: Months) -> bool:
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
