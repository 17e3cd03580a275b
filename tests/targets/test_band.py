"""The interval of a forecast: around it, wider than nothing, never an impossible share."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sanyi.targets import Goal, band_of, method_on
from sanyi.targets.model import Kind
from targets.made import entry, rate_history, target

GOAL = Goal(Kind.AT_LEAST, Decimal("0.90"), dt.date(2025, 12, 31))
METHOD = method_on(dt.date(2025, 9, 30))


def test_band_lies_around_the_forecast_and_names_what_it_rests_on() -> None:
    history = rate_history([0.84, 0.88, 0.85, 0.87, 0.86, 0.88, 0.85, 0.87, 0.86])
    wanted = target()
    low, high = band_of(wanted, entry(wanted), GOAL, history, METHOD)
    assert low.value is not None and high.value is not None
    assert low.value < Decimal("0.8623") < high.value
    assert (low.indicator, high.indicator) == ("forecast_low", "forecast_high")
    assert low.trace.inputs and low.id.endswith(wanted.id)


def test_no_band_where_too_little_is_known() -> None:
    wanted = target()
    history = rate_history([0.84])
    assert band_of(wanted, entry(wanted), GOAL, history, METHOD) == ()
