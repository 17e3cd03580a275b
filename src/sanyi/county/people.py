"""Residents and their insurance, made as sets.

Person numbers run from the youngest to the oldest, so age is a function of the number; the printed
person code is a scrambled one, marked synthetic, and shows nothing.
"""

from __future__ import annotations

from sanyi.county.rng import choose, piecewise, shares
from sanyi.county.words import CITY_ID
from sanyi.county.world import World

_SLOTS = 20_000
# share of residents by age band; a rural county with an ageing population
AGE_BANDS: tuple[tuple[int, float], ...] = (
    (0, 0.045), (5, 0.058), (10, 0.062), (15, 0.055), (20, 0.046), (25, 0.052), (30, 0.066),
    (35, 0.066), (40, 0.063), (45, 0.070), (50, 0.086), (55, 0.086), (60, 0.066), (65, 0.064),
    (70, 0.049), (75, 0.032), (80, 0.020), (85, 0.014),
)  # fmt: skip
# how much more often a person of the band is in hospital than the average
STAY_WEIGHTS = (
    1.7, 0.7, 0.45, 0.45, 0.6, 0.7, 0.7, 0.65, 0.7, 0.85, 1.0, 1.15, 1.45, 1.8, 2.2, 2.5, 2.6, 2.4,
)  # fmt: skip
VISIT_WEIGHTS = (
    1.5, 0.9, 0.6, 0.55, 0.6, 0.7, 0.75, 0.75, 0.8, 0.9, 1.05, 1.15, 1.35, 1.6, 1.8, 1.8, 1.6, 1.3,
)  # fmt: skip


def _reached(weights: list[float]) -> list[float]:
    whole, total, out = sum(weights), 0.0, [0.0]
    for weight in weights:
        total += weight
        out.append(total / whole)
    return out


def person_of(uniform_sql: str, weights: tuple[float, ...], population: int) -> str:
    """SQL for a person number drawn with weights by age."""
    people = _reached([share for _, share in AGE_BANDS])
    drawn = _reached([s * w for (_, s), w in zip(AGE_BANDS, weights, strict=True)])
    points = list(zip(drawn, people, strict=True))
    place = piecewise(uniform_sql, points)
    return f"least({population - 1}, CAST(floor(({place}) * {population}) AS BIGINT))"


def make_people(world: World) -> None:
    """Build the table ``people`` and the query of ``insured_persons``."""
    count = world.size.population
    reached = _reached([share for _, share in AGE_BANDS])
    ends = [float(start) for start, _ in AGE_BANDS] + [97.0]
    age = piecewise("q", list(zip(reached, ends, strict=True)))
    _villages(world)
    groups = choose(
        world.u("income", "n"),
        [(0.006, "'extreme_poverty'"), (0.001, "'orphan'"), (0.035, "'minimum_living'"),
         (0.008, "'marginal'"), (0.012, "'relapse_risk'"), (0.09, "'out_of_poverty'"),
         (0.848, "'ordinary'")],
    )  # fmt: skip
    death = "CASE WHEN age > 85 THEN .09 WHEN age > 75 THEN .035 WHEN age > 60 THEN .012 ELSE .0008 END"
    world.sql(
        f"""CREATE TABLE people AS
        WITH base AS (
          SELECT n, (n + 0.5) / {count} AS q,
            'SYN' || lpad(CAST((n * 7919 + 104729) % {count} AS VARCHAR), 8, '0') AS person_id,
            CASE WHEN {world.u("sex", "n")} < 0.512 THEN '1' ELSE '2' END AS sex,
            CAST(floor({world.u("village", "n")} * {_SLOTS}) AS BIGINT) AS slot
          FROM range({count}) AS t(n)),
        aged AS (SELECT *, {age} AS age FROM base)
        SELECT n AS person_no, person_id, sex, age,
          DATE '{world.year}-07-01' - CAST(floor(age * 365.25) AS INTEGER)
            - CAST(floor({world.u("birthday", "n")} * 30) AS INTEGER) AS born_on,
          v.place_id, v.town_id, v.county_id, v.consortium_id,
          CASE WHEN age BETWEEN 20 AND 85 AND {world.u("scheme", "n")} < 0.21
            THEN 'employee' ELSE 'resident' END AS scheme,
          {world.u("enrolled", "n")} AS joins, {groups} AS income_group,
          CASE WHEN {world.u("death", "n")} < {death} THEN DATE '{world.year - 1}-01-01'
            + CAST(floor({world.u("deathday", "n")} * 730) AS INTEGER) END AS died_on
        FROM aged JOIN village_slots v USING (slot)
        ORDER BY person_no"""
    )
    world.queries["insured_persons"] = " UNION ALL ".join(
        _insured(world, year, share)
        for year, share in zip(world.years, (0.961, 0.968), strict=True)
    )
    world.queries["deaths"] = f"""SELECT 'D-' || person_id AS death_id, person_id, place_id, sex,
        CAST(floor(age) AS BIGINT) AS age_years, {_cause(world)} AS cause_code, died_on
        FROM people WHERE died_on IS NOT NULL"""


def _villages(world: World) -> None:
    world.sql(
        "CREATE TABLE village_slots (slot BIGINT, place_id VARCHAR, town_id VARCHAR, "
        "county_id VARCHAR, consortium_id VARCHAR)"
    )
    villages = world.rows("places", level="village")
    counts = shares(_SLOTS, [row["population_count"] for row in villages])
    values, slot = [], 0
    for row, count in zip(villages, counts, strict=True):
        town = row["parent_place_id"]
        consortium = f"{row['county_id']}-{1 + (int(town[-3:]) - 101) % 2}"
        values.append((slot, count, row["place_id"], town, row["county_id"], consortium))
        slot += count
    world.sql("CREATE TEMP TABLE spans (a INTEGER, c INTEGER, p VARCHAR, t VARCHAR, y VARCHAR, m VARCHAR)")
    world.engine.executemany("INSERT INTO spans VALUES (?, ?, ?, ?, ?, ?)", values)
    world.sql("INSERT INTO village_slots SELECT a + i, p, t, y, m FROM spans, unnest(range(c)) AS r(i)")


def _cause(world: World) -> str:
    return choose(
        world.u("cause", "person_no"),
        [(24, "'I63.9'"), (21, "'I25.1'"), (8, "'I61.9'"), (13, "'C34.9'"), (7, "'C16.9'"),
         (12, "'J44.1'"), (5, "'S06.9'"), (3, "'E11.9'"), (3, "'K74.6'"), (4, "'R54.X'")],
    )  # fmt: skip


def _insured(world: World, year: int, share: float) -> str:
    """SQL for the register of one year: who was insured, paid, and is entitled to what."""
    employee = "scheme = 'employee'"
    due = f"CASE WHEN {employee} THEN 480000 ELSE {40000 if year == world.year else 38000} END"
    poor = "income_group IN ('extreme_poverty', 'orphan')"
    return f"""SELECT person_id, {year} AS year, scheme AS insurance_scheme, sex, born_on, place_id,
        county_id, '{CITY_ID}' AS pooling_area_id, town_id || 'G' || right(place_id, 1) AS grid_id,
        consortium_id, income_group,
        {employee} AND age >= CASE WHEN sex = '1' THEN 60 ELSE 55 END AS is_retired,
        greatest(DATE '{year}-01-01', born_on) AS enrolled_on, DATE '{year}-12-31' AS ended_on,
        CASE WHEN year(died_on) = {year} THEN died_on END AS deceased_on,
        {due} AS contribution_due_fen,
        CASE WHEN {poor} THEN 0 ELSE {due} END AS contribution_paid_fen,
        CASE WHEN {employee} THEN DATE '{year}-01-15' ELSE DATE '{year - 1}-10-01'
          + CAST(floor({world.u("paid" + str(year), "person_no")} * 85) AS INTEGER)
          END AS contribution_paid_on,
        CASE WHEN {employee} THEN 120000 ELSE NULL END AS account_inflow_fen
        FROM people WHERE (joins < {share} OR {poor}) AND born_on <= DATE '{year}-12-31'
          AND (died_on IS NULL OR died_on >= DATE '{year}-01-01')"""
