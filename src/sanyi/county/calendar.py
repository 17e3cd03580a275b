"""Months and days of the two years, and the seasons of illness."""

from __future__ import annotations

import calendar
import datetime as dt
import random

# shares of a year by month: a winter peak of respiratory illness, a low at the Spring Festival
STAY_SEASON = (1.06, 0.86, 1.07, 1.02, 1.01, 0.97, 0.97, 0.96, 0.95, 0.97, 1.04, 1.12)
VISIT_SEASON = (1.08, 0.84, 1.06, 1.01, 0.99, 0.96, 0.95, 0.94, 0.96, 0.99, 1.06, 1.16)


def month_start(year: int, month: int) -> dt.date:
    """First day of a month."""
    return dt.date(year, month, 1)


def month_end(year: int, month: int) -> dt.date:
    """Last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def quarter_end(year: int, quarter: int) -> dt.date:
    """Last day of a quarter, 1 to 4."""
    return month_end(year, quarter * 3)


def day_in(year: int, month: int, chance: random.Random, latest: int = 31) -> dt.date:
    """A day of a month, not after its ``latest`` day."""
    last = min(latest, month_end(year, month).day)
    return dt.date(year, month, chance.randint(1, last))


def workday_in(year: int, month: int, chance: random.Random) -> dt.date:
    """A day of a month that is no Saturday or Sunday."""
    day = day_in(year, month, chance, 26)
    return day + dt.timedelta(days=2) if day.weekday() >= 5 else day
