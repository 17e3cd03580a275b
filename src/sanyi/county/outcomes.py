"""Draws which targets will be missed and gives every target its path over the year.

Not every path is honest to the eye: some misses show only at the very end, some targets that are
met look late until the autumn, some dip in spring and recover.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass

from sanyi.county.rng import stream
from sanyi.county.targets import AT_MOST, TARGETS, PlantedTarget

MET, MISSED, HIDDEN, LATE, SCARE = "met", "missed", "missed_at_the_end", "late_bloomer", "scare"
# share of a year's completions by month, as last year's registers show it
_FILLING = (0.02, 0.03, 0.08, 0.09, 0.11, 0.13, 0.10, 0.10, 0.12, 0.10, 0.08, 0.04)
_LATE_FILLING = (0.01, 0.01, 0.02, 0.03, 0.03, 0.04, 0.04, 0.07, 0.15, 0.22, 0.22, 0.16)
_SCARE_FILLING = (0.02, 0.05, 0.08, 0.02, 0.01, 0.02, 0.22, 0.24, 0.18, 0.08, 0.05, 0.03)


@dataclass(frozen=True, slots=True)
class Path:
    """The planted course of one target.

    Args:
        outcome: met | missed | missed_at_the_end | late_bloomer | scare.
        onset: month from which the deviation is in the data, 0 where there is none.
        levels: this year's monthly values (rate, growth) or the share of the year's completions
            in each month (coverage, cumulative).
        previous: the same for last year.
        final: planted value at the end of the year (rate, growth, cumulative).
    """

    outcome: str
    onset: int
    levels: tuple[float, ...]
    previous: tuple[float, ...]
    final: float

    @property
    def is_missed(self) -> bool:
        return self.outcome in (MISSED, HIDDEN)


def draw_paths(seed: int) -> Mapping[str, Path]:
    """One path for every target; 22 to 32 of a hundred are planted to be missed."""
    chance = stream(seed, "outcomes")
    keys = [target.key for target in TARGETS]
    chance.shuffle(keys)
    missed = round(len(keys) * chance.uniform(0.22, 0.32))
    hidden = max(1, round(missed * 0.12))
    late, scare = round(len(keys) * 0.05), round(len(keys) * 0.07)
    names = [MISSED] * (missed - hidden) + [HIDDEN] * hidden + [LATE] * late + [SCARE] * scare
    outcomes = dict(zip(keys, names + [MET] * (len(keys) - len(names)), strict=True))
    return {t.key: _path(t, outcomes[t.key], stream(seed, "path", t.key)) for t in TARGETS}


def _path(target: PlantedTarget, outcome: str, chance: random.Random) -> Path:
    onset = chance.choice((2, 3, 4, 4, 5, 5, 6, 7)) if outcome == MISSED else 0
    onset = {HIDDEN: 10, SCARE: 4, LATE: 1}.get(outcome, onset)
    if target.kind in ("rate", "growth"):
        return _level_path(target, outcome, onset, chance)
    return _filling_path(target, outcome, onset, chance)


def _level_path(target: PlantedTarget, outcome: str, onset: int, chance: random.Random) -> Path:
    """Monthly levels around a mean that ends on the planted side of the bound."""
    sign = -1.0 if target.operator == AT_MOST else 1.0
    shape = [(month - 5.5) * 0.05 for month in range(12)]  # reforms take hold slowly
    distance = chance.uniform(0.5, 1.1)
    if outcome == MISSED:
        shape = [s if m + 1 < onset else s - 1.2 - 0.08 * m for m, s in enumerate(shape)]
        distance = -chance.uniform(0.7, 1.5)
    elif outcome == HIDDEN:
        shape = [s if m < 9 else s - 3.2 for m, s in enumerate(shape)]
        distance = -chance.uniform(0.3, 0.5)
    elif outcome == LATE:
        shape = [s - 0.9 if m < 8 else s + 1.8 for m, s in enumerate(shape)]
        distance = chance.uniform(0.35, 0.6)
    elif outcome == SCARE:
        shape = [s - 1.6 if m in (3, 4, 5) else s for m, s in enumerate(shape)]
        distance = chance.uniform(0.4, 0.7)
    mean = sum(shape) / 12
    final = target.value + sign * distance * target.margin
    noise = [chance.uniform(-0.12, 0.12) for _ in range(12)]
    middle = sum(noise) / 12
    unit = sign * target.margin
    levels = tuple(
        final + unit * (s - mean + n - middle) for s, n in zip(shape, noise, strict=True)
    )
    before = tuple(
        target.base + unit * (0.05 * (m - 5.5) + chance.uniform(-0.12, 0.12)) for m in range(12)
    )
    return Path(outcome, onset, levels, before, final)


def _filling_path(target: PlantedTarget, outcome: str, onset: int, chance: random.Random) -> Path:
    """Share of the year's completions by month; a miss stops filling at its onset."""
    filling = {LATE: _LATE_FILLING, SCARE: _SCARE_FILLING}.get(outcome, _FILLING)
    weights = [w * chance.uniform(0.8, 1.2) for w in filling]
    if outcome == MISSED:
        weights = [w if m + 1 < onset else w * 0.18 for m, w in enumerate(weights)]
    elif outcome == HIDDEN:
        weights = [w if m < 9 else w * 0.05 for m, w in enumerate(weights)]
    if target.due_month < 12 and target.kind == "coverage":
        weights = _earlier(weights, target.due_month)
    whole = sum(weights)
    levels = tuple(w / whole for w in weights)
    distance = {MISSED: -chance.uniform(1.0, 2.2), HIDDEN: -chance.uniform(0.5, 0.9)}.get(
        outcome, chance.uniform(0.3, 0.8)
    )
    before = [w * chance.uniform(0.85, 1.15) for w in _FILLING]
    previous = tuple(w / sum(before) for w in before)
    return Path(outcome, onset, levels, previous, target.value + distance * target.margin)


def _earlier(weights: list[float], due: int) -> list[float]:
    """A year's course squeezed into the months up to the due one."""
    out = [0.0] * 12
    for month, weight in enumerate(weights):
        out[month * due // 12] += weight
    return out


def needed(target: PlantedTarget, subjects: int) -> int:
    """How many of the subjects must be covered for the target to be met."""
    return math.ceil(target.value * subjects - 1e-9)


def covered_at_end(target: PlantedTarget, path: Path, subjects: int) -> int:
    """How many subjects are covered at the end of the year; on the planted side of the bound."""
    need = needed(target, subjects)
    if path.outcome == MISSED:
        return max(0, min(need - 1, round(subjects * (target.value - 0.16))))
    if path.outcome == HIDDEN:
        return max(0, need - 1)
    return max(need, round((need + subjects) / 2)) if target.value < 1 else subjects
