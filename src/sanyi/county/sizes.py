"""How large a model county is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """Counts that decide the size; everything else follows from them.

    Args:
        name: what the command line calls it.
        population: residents of all counties together.
        stays_per_year, visits_per_year: inpatient stays of the residents, and their visits.
        counties: 1, or several where the model is a whole city.
        towns, villages: towns of a county, and villages of a town.
        planted: how often each fraud pattern is planted.
    """

    name: str
    population: int
    stays_per_year: int
    visits_per_year: int
    counties: int
    towns: int
    villages: int
    planted: int


TINY = Size("tiny", 3_000, 600, 4_000, 1, 6, 4, 3)
COUNTY = Size("county", 120_000, 22_500, 300_000, 1, 12, 8, 25)
CITY = Size("city", 2_400_000, 500_000, 2_400_000, 6, 14, 10, 150)
SIZES = {size.name: size for size in (TINY, COUNTY, CITY)}
