"""The dated choices behind verdicts and forecasts, read from ``method.toml``."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

from sanyi.kernel import ParameterUse
from sanyi.params import ParameterBook, load_parameters

FILE = "targets/method.toml"


@dataclass(frozen=True, slots=True)
class Method:
    """The values in force on a day, as numbers for the computation.

    ``uses`` gives any of them as lines of a trace.
    """

    on: dt.date
    tolerance: float
    lagging_chance: float
    flag_chance: float
    least_months: int
    half_life_months: float
    interval: float
    cooperating_weight: float
    lamp_yellow_gap: float
    lamp_red_gap: float
    season_share: float
    drift: float
    least_variation: float
    plan_weight: float
    filling_half_life: float
    shape_weight: float
    never_share: float
    flag_months: int
    flag_ahead_months: int
    score_met: float
    score_on_course: float
    score_lagging: float
    score_missed: float
    score_no_data: float

    def uses(self, *names: str) -> tuple[ParameterUse, ...]:
        """Lines of a trace for some of the values."""
        return tuple(_book().use(f"targets.{name}", self.on) for name in names)


@cache
def _book() -> ParameterBook:
    with as_file(files("sanyi.targets") / "method.toml") as path:
        return load_parameters(path, "targets")


@cache
def method_hash() -> str:
    """SHA-256 of the file of choices."""
    return hashlib.sha256((files("sanyi.targets") / "method.toml").read_bytes()).hexdigest()


def method_on(day: dt.date) -> Method:
    """The choices in force on a day.

    Raises:
        ParameterError: one of them has no value on that day.
    """

    def number(name: str) -> float:
        return float(_book().number(f"targets.{name}", day))

    return Method(
        day,
        number("tolerance"),
        number("lagging_chance"),
        number("flag_chance"),
        int(number("least_months")),
        number("half_life_months"),
        number("interval"),
        number("cooperating_weight"),
        number("lamp_yellow_gap"),
        number("lamp_red_gap"),
        number("season_share"),
        number("drift"),
        number("least_variation"),
        number("plan_weight"),
        number("filling_half_life"),
        number("shape_weight"),
        number("never_share"),
        int(number("flag_months")),
        int(number("flag_ahead_months")),
        number("score_met"),
        number("score_on_course"),
        number("score_lagging"),
        number("score_missed"),
        number("score_no_data"),
    )
