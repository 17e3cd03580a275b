"""Stays and visits of the residents, made as sets: when, who, where, with what, for how long."""

from __future__ import annotations

from sanyi.county import words
from sanyi.county.calendar import STAY_SEASON, VISIT_SEASON, month_start
from sanyi.county.diseases import DISEASES, VISIT_CODES
from sanyi.county.people import STAY_WEIGHTS, VISIT_WEIGHTS, person_of
from sanyi.county.places import county_names, site_id
from sanyi.county.rng import choose, shares
from sanyi.county.world import World

_SLOTS = 2000
# part of the visits that are claimed, and how far the in-county rate of stays is below the whole
OUTPATIENT_CLAIMS = 0.32
_STAYS_BELOW = 0.02
# mean cost of a stay in yuan by site: village to province, see docs/explanation/model-county.md
_SITE_COST = {
    "town": 2300, "county": 5900, "tcm": 5400, "mch": 4300, "private_a": 3900, "private_b": 4600,
    "city_a": 11500, "city_b": 10400, "province_a": 17800, "province_b": 21500,
    "abroad_a": 19500, "abroad_b": 16800,
}  # fmt: skip


def make_care(world: World) -> None:
    """Build the tables ``stays`` and ``visits`` on the generator's engine."""
    _months(world)
    _disease_slots(world)
    _sites(world)
    _draw_stays(world)
    _draw_visits(world)


def _months(world: World) -> None:
    """One row per month: how many cases, and the planted shares and cost levels."""
    world.sql(
        "CREATE TABLE months (month_on DATE, days INTEGER, stays BIGINT, first_stay BIGINT, "
        "visits BIGINT, first_visit BIGINT, p_stay DOUBLE, p_visit DOUBLE, p_primary DOUBLE, "
        "p_town DOUBLE)"
    )
    first_stay = first_visit = 0
    claimed = world.size.visits_per_year * OUTPATIENT_CLAIMS
    among = world.size.stays_per_year / (world.size.stays_per_year + claimed)
    for year in world.years:
        growth = 1.0 if year == world.year else 0.965
        stays = shares(round(world.size.stays_per_year * growth), STAY_SEASON)
        visits = shares(round(world.size.visits_per_year * growth), VISIT_SEASON)
        for month in range(12):
            rate = world.levels("county_visit_rate", year)[month]
            start = month_start(year, month + 1)
            following = month_start(year + month // 11, (month + 1) % 12 + 1)
            values = (
                start, (following - start).days, stays[month], first_stay, visits[month],
                first_visit, rate - _STAYS_BELOW, rate + _STAYS_BELOW * among / (1 - among),
                world.levels("primary_visit_share", year)[month],
                world.levels("primary_stay_share", year)[month],
            )  # fmt: skip
            marks = ", ".join("?" * len(values))
            world.engine.execute(f"INSERT INTO months VALUES ({marks})", values)
            first_stay, first_visit = first_stay + stays[month], first_visit + visits[month]


def _disease_slots(world: World) -> None:
    """Slots by age group and sex, so that a draw is a plain join."""
    world.sql(
        "CREATE TABLE diseases (no INTEGER, code VARCHAR, name VARCHAR, days DOUBLE, "
        "cost DOUBLE, procedure VARCHAR, operated DOUBLE)"
    )
    world.engine.executemany(
        "INSERT INTO diseases VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (n, d.code, d.name, d.days, d.cost, d.procedure or None, d.operated)
            for n, d in enumerate(DISEASES)
        ],
    )
    world.sql(
        "CREATE TABLE disease_slots (age_group VARCHAR, sex VARCHAR, slot INTEGER, no INTEGER)"
    )
    for group in ("child", "adult", "middle", "old"):
        for sex in ("1", "2"):
            weights = [getattr(d, group) if d.sex in ("", sex) else 0.0 for d in DISEASES]
            counts = shares(_SLOTS, weights)
            numbers = [n for n, count in enumerate(counts) for _ in range(count)]
            world.engine.execute(
                "INSERT INTO disease_slots SELECT ?, ?, unnest(range(?)), unnest(?)",
                [group, sex, _SLOTS, numbers],
            )


def _sites(world: World) -> None:
    """Where a stay can be: a hospital of the county, a township centre, or outside."""
    world.sql(
        "CREATE TABLE sites (key VARCHAR, site VARCHAR, institution_id VARCHAR, cost DOUBLE, "
        "place_of_care VARCHAR)"
    )
    outside = {"city": "in_city", "province": "in_province", "abroad": "out_of_province"}
    rows: list[tuple[str, str, str, float, str]] = []
    for county, _ in county_names(world.size.counties):
        for site, cost in _SITE_COST.items():
            place = outside.get(site.split("_")[0])
            if site == "town":
                continue
            home = {"in_city": words.CITY_ID, "in_province": words.PROVINCE_ID}.get(
                place or "", words.ELSEWHERE_ID if place else county
            )
            rows.append((county, site, site_id(home, site), cost, place or "in_county"))
    for row in world.rows("institutions", is_primary=True):
        town = float(_SITE_COST["town"])
        if row.get("village_id"):
            rows.append((row["village_id"], "village", row["institution_id"], town, "in_county"))
        else:
            rows.append((row["township_id"], "town", row["institution_id"], town, "in_county"))
    world.engine.executemany("INSERT INTO sites VALUES (?, ?, ?, ?, ?)", rows)


def _draw_stays(world: World) -> None:
    group = (
        "CASE WHEN p.age < 15 THEN 'child' WHEN p.age < 45 THEN 'adult' "
        "WHEN p.age < 65 THEN 'middle' ELSE 'old' END"
    )
    person = person_of(world.u("stay-person", "n"), STAY_WEIGHTS, world.size.population)
    hospital = choose(
        world.u("stay-hospital", "s.n"),
        [(0.60, "'county'"), (0.25, "'tcm'"), (0.05, "'mch'"), (0.06, "'private_a'"),
         (0.04, "'private_b'")],
    )  # fmt: skip
    away = choose(
        world.u("stay-away", "s.n"),
        [(0.38, "'city_a'"), (0.14, "'city_b'"), (0.22, "'province_a'"), (0.10, "'province_b'"),
         (0.12, "'abroad_a'"), (0.04, "'abroad_b'")],
    )  # fmt: skip
    world.sql(
        f"""CREATE TABLE drawn_stays AS
        WITH s AS (
          SELECT m.*, m.first_stay + i AS n,
            {world.even("stay-place", "m.first_stay + i")} AS a
          FROM months m, unnest(range(m.stays)) AS t(i)),
        who AS (SELECT s.*, {person} AS person_no FROM s),
        placed AS (
          SELECT s.n, s.month_on, s.days AS month_days, p.person_no, p.person_id, p.sex,
            p.born_on, p.age, p.county_id, p.place_id, p.town_id,
            p.scheme, p.income_group, p.joins, p.died_on, {group} AS age_group,
            CASE WHEN a >= s.p_stay THEN {away} WHEN a < s.p_stay * s.p_town THEN 'town'
              ELSE {hospital} END AS site
          FROM who s JOIN people p USING (person_no))
        SELECT placed.*, d.no AS disease_no, d.code, d.days AS mean_days, d.cost AS disease_cost,
          CASE WHEN site <> 'town' AND {world.u("operated", "n")} < d.operated THEN d.procedure END
            AS procedure,
          greatest(1, CAST(round(d.days * skewed({world.u("days", "n")})
            * CASE site WHEN 'town' THEN 0.82 ELSE 1.0 END) AS INTEGER)) AS stay_days,
          month_on + CAST(floor({world.u("discharge-day", "n")} * month_days) AS INTEGER)
            AS discharged_on
        FROM placed
        JOIN disease_slots k ON k.age_group = placed.age_group AND k.sex = placed.sex
          AND k.slot = CAST(floor({world.u("disease", "n")} * {_SLOTS}) AS INTEGER)
        JOIN diseases d ON d.no = k.no"""
    )
    world.sql(
        f"""CREATE TABLE stays AS
        WITH dated AS (SELECT *, discharged_on - stay_days AS admitted_on FROM drawn_stays
          WHERE died_on IS NULL OR discharged_on < died_on),
        seen AS (SELECT *, max(discharged_on) OVER (PARTITION BY person_no
          ORDER BY admitted_on, n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
          FROM dated)
        SELECT seen.n AS stay_no, 'Z' || lpad(CAST(seen.n AS VARCHAR), 8, '0') AS stay_id,
          seen.* EXCLUDE (n, before, mean_days, month_days, site), seen.site, t.institution_id,
          t.place_of_care,
          greatest(20000, CAST(round(100 * t.cost * disease_cost
            * skewed({world.u("cost", "seen.n")}) * (0.45 + 0.55 * stay_days / mean_days)
            * CASE WHEN procedure IS NULL THEN 0.86 ELSE 1.35 END) AS BIGINT)) AS base_cost_fen
        FROM seen JOIN sites t ON t.site = seen.site
          AND t.key = CASE WHEN seen.site = 'town' THEN seen.town_id ELSE seen.county_id END
        WHERE before IS NULL OR before < admitted_on"""
    )
    world.sql("DROP TABLE drawn_stays")


def _draw_visits(world: World) -> None:
    person = person_of(world.u("visit-person", "n"), VISIT_WEIGHTS, world.size.population)
    hospital = choose(
        world.u("visit-hospital", "s.n"),
        [(0.50, "'county'"), (0.28, "'tcm'"), (0.10, "'mch'"), (0.07, "'private_a'"),
         (0.05, "'private_b'")],
    )  # fmt: skip
    away = choose(
        world.u("visit-away", "s.n"),
        [(0.5, "'city_a'"), (0.2, "'city_b'"), (0.15, "'province_a'"), (0.15, "'abroad_a'")],
    )
    code = choose(
        world.u("visit-code", "s.n"),
        [(w, f"'{c}'") for w, c in zip((24, 17, 10, 9, 9, 8, 8, 6, 9), VISIT_CODES, strict=True)],
    )
    yuan = "CASE t.site WHEN 'village' THEN 46 WHEN 'town' THEN 88 ELSE 215 END"
    world.sql(
        f"""CREATE TABLE visits AS
        WITH s AS (
          SELECT m.*, m.first_visit + i AS n,
            {world.even("visit-place", "m.first_visit + i")} AS a,
            {world.u("visit-village", "m.first_visit + i")} AS c
          FROM months m, unnest(range(m.visits)) AS t(i)),
        who AS (SELECT s.*, {person} AS person_no FROM s),
        placed AS (
          SELECT s.n, s.month_on, s.days, p.person_no, p.person_id, p.sex, p.age,
            p.county_id, p.place_id, p.town_id, p.scheme, p.income_group, p.joins, p.died_on,
            CASE WHEN a >= s.p_visit THEN {away} WHEN a >= s.p_visit * s.p_primary THEN {hospital}
              WHEN c < 0.56 THEN 'village' ELSE 'town' END AS site, {code} AS code
          FROM who s JOIN people p USING (person_no)),
        dated AS (SELECT *, month_on + CAST(floor({world.u("visit-day", "n")} * days) AS INTEGER)
          AS visited_on FROM placed)
        SELECT n AS visit_no, 'M' || lpad(CAST(n AS VARCHAR), 9, '0') AS visit_id,
          dated.* EXCLUDE (n, days, site), t.site, t.institution_id, t.place_of_care,
          CASE WHEN code IN ('I10.X', 'E11.9') AND {world.u("visit-kind", "n")} < 0.6
            THEN 'two_diseases' WHEN {world.u("visit-kind", "n")} < 0.05 THEN 'special_disease'
            WHEN t.site IN ('county', 'tcm') AND {world.u("visit-kind", "n")} > 0.93
            THEN 'emergency' ELSE 'outpatient' END AS care_kind,
          greatest(500, CAST(round(100 * {yuan} * skewed({world.u("visit-cost", "n")})
            * CASE WHEN t.place_of_care <> 'in_county' THEN 2.2 ELSE 1 END) AS BIGINT))
            AS base_cost_fen
        FROM dated JOIN sites t ON t.site = dated.site AND t.key = CASE dated.site
          WHEN 'village' THEN dated.place_id WHEN 'town' THEN dated.town_id ELSE dated.county_id END
        WHERE died_on IS NULL OR visited_on < died_on"""
    )
