"""Chance that is the same everywhere: named substreams in Python and uniforms made in SQL.

Nothing here reads a clock, the process's hash seed or the engine's own random functions.
"""

from __future__ import annotations

import hashlib
import itertools
import random
from collections.abc import Sequence

_WORD = 4294967295
MACROS = (
    "CREATE OR REPLACE MACRO step_a(x) AS "
    "(xor(x, x >> 16) * 2246822507::UBIGINT) & 4294967295::UBIGINT",
    "CREATE OR REPLACE MACRO step_b(x) AS "
    "(xor(x, x >> 13) * 3266489909::UBIGINT) & 4294967295::UBIGINT",
    "CREATE OR REPLACE MACRO step_c(x) AS xor(x, x >> 16)",
    # a skewed factor with mean 1 and a long right tail, in plain multiplications only: library
    # functions such as exp() may differ in the last bit between machines
    "CREATE OR REPLACE MACRO skewed(u) AS "
    "0.41 + 0.5 * u + 0.5 * u * u + 2.2 * (u * u * u * u) * (u * u * u * u) * (u * u * u * u)",
)
# a step of its own for every planted rate, so that no two of them move together; each is the
# fractional part of a square root, exactly repeatable
_STEPS = {
    "stay-place": 0.6180339887498949,
    "visit-place": 0.41421356237309515,
    "claimed": 0.7320508075688772,
    "signed": 0.2360679774997898,
    "served": 0.6457513110645907,
    "controlled": 0.3166247903554,
    "essential": 0.6055512754639891,
    "qualified": 0.35889894354067355,
}


def _number(seed: int, *names: str) -> int:
    text = "/".join((str(seed), *names))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def stream(seed: int, *names: str) -> random.Random:
    """A generator of its own for one purpose, so that adding a table changes no other table.

    Example:
        >>> stream(7, "towns").random() == stream(7, "towns").random()
        True
        >>> stream(7, "towns").random() == stream(8, "towns").random()
        False
    """
    return random.Random(_number(seed, *names))


def uniform(seed: int, name: str, row: str) -> str:
    """SQL for a uniform in 0..1 that depends on the seed, the name and a row number (< 2^32)."""
    tag = _number(seed, name) & _WORD
    start = f"((({row})::UBIGINT * 2654435769::UBIGINT + {tag}::UBIGINT) & {_WORD}::UBIGINT)"
    return f"(step_c(step_b(step_a({start}))) / 4294967296.0)"


def spread(seed: int, name: str, row: str) -> str:
    """SQL for an evenly spread sequence in 0..1: any run of rows holds its share almost exactly.

    It is used where a rate is planted, so that small sizes show the planted rate and not noise.
    """
    step, shift = _STEPS[name], (_number(seed, name) >> 8) % 1_000_000 / 1_000_000
    text = f"(({row}) * {step!r} + {shift!r})"
    return f"({text} - floor({text}))"


def choose(uniform_sql: str, options: Sequence[tuple[float, str]]) -> str:
    """SQL CASE that picks one option by weight; options are SQL expressions."""
    total = sum(weight for weight, _ in options)
    parts, reached = [], 0.0
    for weight, value in options[:-1]:
        reached += weight / total
        parts.append(f"WHEN {uniform_sql} < {reached:.9f} THEN {value}")
    if not parts:
        return options[-1][1]
    return f"CASE {' '.join(parts)} ELSE {options[-1][1]} END"


def piecewise(value_sql: str, points: Sequence[tuple[float, float]]) -> str:
    """SQL for a straight-line interpolation through points ``(x, y)`` sorted by x."""
    parts = []
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        slope = (y1 - y0) / (x1 - x0) if x1 > x0 else 0.0
        line = f"{y0:.9f} + ({value_sql} - {x0:.9f}) * {slope:.9f}"
        parts.append(f"WHEN {value_sql} <= {x1:.9f} THEN {line}")
    return f"CASE {' '.join(parts)} ELSE {points[-1][1]:.9f} END"


def shares(total: int, weights: Sequence[float]) -> list[int]:
    """Split a whole number by weights; the parts sum to it.

    Example:
        >>> shares(10, [1, 1, 1])
        [4, 3, 3]
    """
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    parts = [int(value) for value in exact]
    order = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for index in order[: total - sum(parts)]:
        parts[index] += 1
    return parts
