"""The figures of an indicator as numbers by month, and how they move over a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from sanyi.kernel import Figure
from sanyi.targets.model import History, Shape

_RELATIVE = frozenset({"share", "growth", "pp", "ratio"})


@dataclass(frozen=True, slots=True)
class Months:
    """Values to date by month, from January on; parts are None where the kind has none."""

    values: tuple[float, ...]
    numerators: tuple[float, ...] | None
    denominators: tuple[float, ...] | None

    def __len__(self) -> int:
        return len(self.values)


def months_of(figures: Sequence[Figure]) -> Months:
    """The longest run from January on in which every month has a value.

    Months before the first value, when there was nothing to count yet, stand at nothing where the
    values grow from little, and at the first value where they do not.
    """
    in_order = [f for month, f in enumerate(figures, start=1) if f.period.last_month == month]
    start = next((i for i, f in enumerate(in_order) if f.value is not None), len(in_order))
    known = list(takewhile(lambda f: f.value is not None, in_order[start:]))
    if not known:
        return Months((), None, None)
    values = [float(f.value) for f in known if f.value is not None]
    grows = values[0] <= values[-1] / 2
    numerators = _column([f.numerator for f in known])
    denominators = _column([f.denominator for f in known])
    lead_values = [0.0 if grows else values[0]] * start
    if start and numerators is not None and denominators is not None:
        first = denominators[0]
        numerators = (*[value * first for value in lead_values], *numerators)
        denominators = (*[first] * start, *denominators)
    return Months((*lead_values, *values), numerators, denominators)


def _column(cells: Sequence[object]) -> tuple[float, ...] | None:
    if not cells or any(cell is None for cell in cells):
        return None
    return tuple(float(str(cell)) for cell in cells)


def steps(totals: Sequence[float], start: float = 0.0) -> list[float]:
    """What each month added to a running total."""
    return [now - before for before, now in zip((start, *totals), totals, strict=False)]


def shape_of(history: History) -> Shape:
    """How the indicator moves, by its figures: last year's if there are twelve, else this year's.

    A rate has a denominator that grows month by month; a stock has one that stands still and a
    value that hardly ever falls.
    """
    last, this = months_of(history.last_year), months_of(history.this_year)
    months = last if len(last) == 12 else this
    if len(months) < 2:
        return Shape.LEVEL
    grows = _never_falls(months.values)
    if months.numerators is None or months.denominators is None:
        if history.unit in _RELATIVE or not grows:
            return Shape.LEVEL
        return Shape.COUNT if months.values[0] <= months.values[-1] / 2 else Shape.STOCK
    first = months.denominators[0]
    flows = first > 0 and months.denominators[-1] / first > 1 + 0.5 * (len(months) - 1)
    if flows and scale_of(months) is not None:
        return Shape.RATE
    return Shape.STOCK if grows and history.unit != "growth" else Shape.LEVEL


def _never_falls(values: Sequence[float]) -> bool:
    falls = sum(1 for a, b in pairwise(values) if b < a - 1e-9)
    return falls <= len(values) // 6


def scale_of(months: Months) -> tuple[float, float] | None:
    """(factor, offset) with value = factor * numerator / denominator + offset, if there is one.

    A growth is numerator / denominator - 1; a rate per thousand has the factor 1000.
    """
    if months.numerators is None or months.denominators is None:
        return None
    parts = zip(months.values, months.numerators, months.denominators, strict=True)
    pairs = [(v, n / d) for v, n, d in parts if d]
    if not pairs:
        return None
    for offset in (0.0, -1.0):
        factors = [(v - offset) / q for v, q in pairs if q]
        if factors and max(factors) - min(factors) <= 1e-3 * max(1e-9, abs(factors[0])):
            return factors[0], offset
    return None
