"""What every part of the generator shares: the seed, the size, the year, and the books so far."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import duckdb

from sanyi.county import words
from sanyi.county.calendar import day_in, month_end
from sanyi.county.outcomes import Path, covered_at_end
from sanyi.county.rng import MACROS, shares, spread, stream, uniform
from sanyi.county.sizes import Size
from sanyi.county.targets import BY_KEY

Row = dict[str, Any]
_MEMORY = "4GB"


@dataclass(slots=True)
class World:
    """One model county while it is being made.

    Args:
        books: rows of the small tables, by table name.
        dirty: rows that no loader may keep, written after the good ones.
        queries: SQL that gives the rows of the large tables, by table name.
        truth: what is planted, written beside the data at the end.
    """

    seed: int
    size: Size
    year: int
    paths: Mapping[str, Path]
    engine: duckdb.DuckDBPyConnection
    books: dict[str, list[Row]] = field(default_factory=dict)
    dirty: dict[str, list[Row]] = field(default_factory=dict)
    queries: dict[str, str] = field(default_factory=dict)
    truth: dict[str, Any] = field(default_factory=dict)

    def chance(self, *names: str) -> random.Random:
        """A generator of its own for one purpose."""
        return stream(self.seed, *names)

    def u(self, name: str, row: str) -> str:
        """SQL uniform for a row number."""
        return uniform(self.seed, name, row)

    def even(self, name: str, row: str) -> str:
        """SQL evenly spread sequence for a row number."""
        return spread(self.seed, name, row)

    def add(self, table: str, **values: Any) -> Row:
        """Write one row into the book of a small table."""
        row: Row = values
        self.books.setdefault(table, []).append(row)
        return row

    def rows(self, table: str, **where: Any) -> list[Row]:
        """Rows of a book that hold the given values."""
        return [
            row
            for row in self.books.get(table, [])
            if all(row.get(key) == value for key, value in where.items())
        ]

    def sql(self, text: str) -> None:
        """Run one statement on the generator's own engine."""
        self.engine.execute(text)

    def fetch(self, text: str) -> list[tuple[Any, ...]]:
        """Rows of one query on the generator's own engine."""
        return list(self.engine.execute(text).fetchall())

    @property
    def years(self) -> tuple[int, int]:
        """Last year and this year."""
        return self.year - 1, self.year

    def levels(self, key: str, year: int) -> tuple[float, ...]:
        """Planted monthly levels of a target in one of the two years."""
        path = self.paths[key]
        return path.levels if year == self.year else path.previous

    def cover_dates(self, key: str, subjects: int) -> list[dt.date | None]:
        """Day on which each subject of a coverage target is done, None for never.

        Subjects done in earlier years come first in time; the order among subjects is shuffled.
        """
        target, path = BY_KEY[key], self.paths[key]
        chance = self.chance("cover", key)
        final = covered_at_end(target, path, subjects)
        earlier = min(int(target.base * subjects), final)
        per_month = shares(final - earlier, path.levels)
        dates: list[dt.date | None] = [
            day_in(self.year, month, chance, 27)
            for month, count in enumerate(per_month, 1)
            for _ in range(count)
        ]
        last_year = shares(earlier - earlier // 2, path.previous)
        dates += [
            day_in(self.year - 1, month, chance, 27)
            for month, count in enumerate(last_year, 1)
            for _ in range(count)
        ]
        dates += [day_in(self.year - 2, chance.randint(1, 12), chance) for _ in range(earlier // 2)]
        dates += [None] * (subjects - len(dates))
        chance.shuffle(dates)
        return dates

    def town_ids(self, county: str = words.COUNTY_ID) -> list[str]:
        """Codes of the towns of a county, in order."""
        return [r["place_id"] for r in self.rows("places", level="township", county_id=county)]

    def months(self) -> list[tuple[int, int]]:
        """The 24 months of the two years."""
        return [(year, month) for year in self.years for month in range(1, 13)]

    @property
    def year_end(self) -> dt.date:
        """Last day of this year."""
        return month_end(self.year, 12)


def new_world(
    seed: int,
    size: Size,
    year: int,
    paths: Mapping[str, Path],
    threads: int,
    *,
    scratch: str = "",
) -> World:
    """An empty world with its own engine.

    Args:
        scratch: file in which a large world is kept while it is made, within a fixed amount of
            memory; empty keeps it in memory.
    """
    engine = duckdb.connect(scratch or ":memory:")
    engine.execute(f"SET threads = {threads}")
    if scratch:
        engine.execute(f"SET memory_limit = '{_MEMORY}'")
    for macro in MACROS:
        engine.execute(macro)
    return World(seed, size, year, paths, engine)
