"""Working days: weekends, public holidays, and weekends that are worked in exchange.

The holidays of a year are dated data with their document number; a year that is not listed has
weekends only, and ``is_known`` says so.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from sanyi.kernel import DefinitionError

FILE = "workdays.toml"
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Workdays:
    """Which days are worked.

    Args:
        rest: days off besides weekends.
        work: weekend days that are worked.
        years: years whose holidays are listed.
    """

    rest: frozenset[dt.date] = frozenset()
    work: frozenset[dt.date] = frozenset()
    years: frozenset[int] = frozenset()

    def is_workday(self, day: dt.date) -> bool:
        """Whether offices are open."""
        if day in self.work:
            return True
        return day.weekday() < _SATURDAY and day not in self.rest

    def is_known(self, day: dt.date) -> bool:
        """Whether the holidays of the day's year are listed."""
        return day.year in self.years

    def after(self, day: dt.date, count: int) -> dt.date:
        """The working day that is ``count`` working days after a day.

        Example:
            >>> known = load_workdays()
            >>> known.after(dt.date(2025, 9, 30), 1), known.after(dt.date(2025, 4, 10), 7)
            (datetime.date(2025, 10, 9), datetime.date(2025, 4, 21))
        """
        left = count
        while left > 0:
            day += dt.timedelta(days=1)
            left -= self.is_workday(day)
        return day

    def between(self, first: dt.date, last: dt.date) -> int:
        """Working days after the first day up to and with the last; 0 when it is not later.

        Example:
            >>> load_workdays().between(dt.date(2025, 9, 30), dt.date(2025, 10, 11))
            3
        """
        days = (last - first).days
        return sum(self.is_workday(first + dt.timedelta(days=n)) for n in range(1, days + 1))


def load_workdays(path: Path | None = None) -> Workdays:
    """The working days of a file, or those that come with the program.

    Raises:
        DefinitionError: the file does not say what it should; the year is named.
    """
    source = path or files("sanyi.bulletin") / FILE
    name = path.name if path else FILE
    try:
        data = tomllib.loads(source.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DefinitionError("SUP-005", f"{name} 不是正确的 TOML：{error}") from error
    rest: set[dt.date] = set()
    work: set[dt.date] = set()
    known: set[int] = set()
    for year, raw in data.items():
        try:
            known.add(int(year))
            for first, last in raw["rest"]:
                rest.update(_days(first, last))
            worked = _only_days(raw["work"])
            if any(day.year != int(year) for day in worked):
                raise ValueError("a day of another year")
            work.update(worked)
        except (KeyError, TypeError, ValueError) as error:
            raise DefinitionError(
                "SUP-005", f"{name} 的 [{year}] 写得不对。",
                "rest 是日期段（首日、末日）的列表，work 是这一年的日期的列表，写成 2025-10-01。",
            ) from error  # fmt: skip
    return Workdays(frozenset(rest), frozenset(work), frozenset(known))


def _days(first: object, last: object) -> Iterator[dt.date]:
    start, end = _only_days([first, last])
    if end < start:
        raise ValueError("a range that ends before it begins")
    for offset in range((end - start).days + 1):
        yield start + dt.timedelta(days=offset)


def _only_days(values: object) -> list[dt.date]:
    if not isinstance(values, list) or not all(type(v) is dt.date for v in values):
        raise TypeError("not a list of days")
    return values
