"""Public health: vaccination, services, surveillance with an outbreak, water, waste."""

from __future__ import annotations

import datetime as dt
import math

from sanyi.county.calendar import VISIT_SEASON, day_in, month_end, month_start
from sanyi.county.places import primary_centres, public_hospitals, site_id
from sanyi.county.words import COUNTY_ID
from sanyi.county.world import World

_ITEMS = ("糖尿病患者健康管理", "高血压患者健康管理", "老年人健康管理", "儿童健康管理")
_CHANNELS = (("outpatient_syndrome", "感染性腹泻", 6.0), ("pharmacy_sales", "止泻药", 9.0),
             ("school_absence", "腹泻缺勤", 2.0), ("fever_clinic", "流感样病例", 5.0))  # fmt: skip
_CHLORINE, _TURBIDITY = "free_chlorine", "turbidity"


def make_public_health(world: World) -> None:
    """All series of public health, with the planted outbreak, water point and waste gap."""
    _vaccinations(world)
    _services(world)
    _outbreak(world)
    _water(world)
    _waste(world)
    _laboratories(world)


def reached(world: World, key: str, year: int, base: float) -> list[float]:
    """Cumulative value at each month's end of a target that fills up over the year."""
    path = world.paths[key]
    final = path.final if year == world.year else base
    total, out = 0.0, []
    for level in world.levels(key, year):
        total += level
        out.append(final * min(1.0, total))
    return out


def _vaccinations(world: World) -> None:
    for place in world.rows("places", level="township", county_id=COUNTY_ID):
        target = max(20, round(place["population_count"] * 0.22))
        for year in world.years:
            before = 0
            for month, share in enumerate(reached(world, "vaccination", year, 0.74), 1):
                total = max(before, round(target * share))
                world.add(
                    "vaccinations",
                    place_id=place["place_id"],
                    month_on=month_start(year, month),
                    vaccine="流感疫苗",
                    dose_number=1,
                    persons_count=total - before,
                    cumulative_persons_count=total,
                    full_course_count=total,
                    target_count=target,
                )
                before = total


def _services(world: World) -> None:
    for row in primary_centres(world):
        town = world.rows("places", place_id=row["township_id"])[0]["population_count"]
        for number, item in enumerate(_ITEMS):
            target = max(20, round(town * (0.05, 0.12, 0.16, 0.07)[number]))
            for year in world.years:
                if number == 0:
                    course = reached(world, "diabetes_standard", year, 0.64)
                else:
                    final = (0, 0.68, 0.66, 0.9)[number]
                    course = [final * month / 12 for month in range(1, 13)]
                for month, share in enumerate(course, 1):
                    standard = min(target, round(target * share))
                    world.add(
                        "public_health_services",
                        institution_id=row["institution_id"],
                        month_on=month_start(year, month),
                        service_item=item,
                        target_count=target,
                        served_count=min(target, round(standard * 1.12)),
                        standard_count=standard,
                        fund_used_fen=standard * 2_600,
                        score=88 + number,
                    )


def _outbreak(world: World) -> None:
    """Diarrhoea in one town for four weeks: counts rise first, then sales, then case reports."""
    chance = world.chance("outbreak")
    begin = day_in(world.year, chance.choice((5, 6, 7, 8)), chance)
    towns = world.town_ids()
    town = chance.choice(towns)
    world.truth["outbreak"] = {
        "disease": "其他感染性腹泻病",
        "place_id": town,
        "begins_on": begin.isoformat(),
        "ends_on": (begin + dt.timedelta(days=28)).isoformat(),
        "tables": ["syndromic_counts", "case_reports"],
        "first_seen_in": "outpatient_syndrome",
    }
    day = dt.date(world.year - 1, 1, 1)
    while day <= world.year_end:
        for place in towns:
            for channel, syndrome, mean in _CHANNELS:
                lag = {"outpatient_syndrome": 0, "school_absence": 1, "pharmacy_sales": 2}.get(channel)
                extra = 0.0 if lag is None or place != town else _wave((day - begin).days - lag)
                season = VISIT_SEASON[day.month - 1]
                week = 0.7 if day.weekday() >= 5 and channel == "school_absence" else 1.0
                level = mean * season * week * (1 + extra)
                count = max(0, round(level + chance.gauss(0, 1) * math.sqrt(mean)))
                world.add(
                    "syndromic_counts",
                    place_id=place,
                    channel=channel,
                    syndrome=syndrome,
                    counted_on=day,
                    case_count=count,
                    denominator_count=max(count, round(mean * 14 * season)),
                )
        day += dt.timedelta(days=1)
    _case_reports(world, town, begin)


def _wave(day: int) -> float:
    """Rise over eight days, fall over twenty; 0 outside."""
    if day < 0 or day > 28:
        return 0.0
    return 2.6 * (day + 1) / 8 if day < 8 else 2.6 * (28 - day) / 20


def _case_reports(world: World, town: str, begin: dt.date) -> None:
    diseases = (("其他感染性腹泻病", "c", 6), ("手足口病", "c", 4), ("流行性感冒", "c", 9),
                ("肺结核", "b", 3), ("病毒性肝炎", "b", 3))  # fmt: skip
    towns, number = world.town_ids(), 0
    chance = world.chance("cases")
    planted = [begin + dt.timedelta(days=2 + n % 24) for n in range(36)]
    ordinary = [
        (disease, kind, day_in(year, month, chance), chance.choice(towns))
        for year, month in world.months()
        for disease, kind, mean in diseases
        for _ in range(chance.randint(mean // 2, mean))
    ]
    outbreak = [("其他感染性腹泻病", "c", day, town) for day in planted]
    for disease, kind, onset, place in sorted(ordinary + outbreak, key=lambda c: (c[2], c[3], c[0])):
        number += 1
        found = onset + dt.timedelta(days=chance.randint(0, 2))
        world.add(
            "case_reports",
            report_id=f"CR{number:06d}",
            disease=disease,
            report_class=kind,
            place_id=place,
            institution_id=site_id(COUNTY_ID, "county"),
            person_id=f"SYN{chance.randrange(world.size.population):08d}",
            onset_on=onset,
            diagnosed_on=found,
            reported_on=found + dt.timedelta(days=chance.randint(0, 1)),
            is_laboratory_confirmed=chance.random() < 0.4,
            is_death=False,
        )


def _water(world: World) -> None:
    """One supply point a town, and two at the seat; one of them drifts from a day on."""
    towns = world.town_ids()
    places = [towns[0], towns[0], *towns, *towns[1:4]]
    days = world.cover_dates("water_online", len(places))
    chance = world.chance("water")
    online = [n for n, day in enumerate(days) if day is not None and day.year < world.year]
    tainted = chance.choice(online)
    begin = day_in(world.year, chance.choice((6, 7, 8, 9)), chance)
    for number, (place, day) in enumerate(zip(places, days, strict=True)):
        point = f"WP{number + 1:03d}"
        world.add(
            "monitoring_points",
            point_id=point,
            point_name=f"集中式供水点{number + 1}",
            monitoring_kind="drinking_water",
            place_id=place,
            served_population=max(1, world.size.population // len(places) // world.size.counties),
            daily_volume_m3=200 + 10 * number,
            is_online=day is not None,
            connected_on=day,
            expected_interval_minutes=1440,
        )
        if day is not None:
            _readings(world, point, day, begin if number == tainted else None)
    world.truth["water"] = {
        "point_id": f"WP{tainted + 1:03d}",
        "drifts_from": begin.isoformat(),
        "what": "free_chlorine falls and turbidity rises, past the limits after about 20 days",
        "table": "monitoring_readings",
    }


def _readings(world: World, point: str, since: dt.date, drift: dt.date | None) -> None:
    """Daily readings; a point also loses days now and then, which is no taint."""
    chance = world.chance("readings", point)
    day = max(since, dt.date(world.year - 1, 1, 1))
    while day <= world.year_end:
        off = max(0, (day - drift).days) if drift else 0
        if chance.random() > 0.02:
            values = (
                (_CHLORINE, max(0.01, 0.45 + chance.gauss(0, 0.05) - 0.008 * off), "mg/L"),
                (_TURBIDITY, min(6.0, abs(0.42 + chance.gauss(0, 0.08)) + 0.03 * off), "NTU"),
                ("ph", 7.3 + chance.gauss(0, 0.08), ""),
            )
            for name, value, unit in values:
                world.add(
                    "monitoring_readings",
                    point_id=point,
                    parameter=name,
                    measured_at=dt.datetime(day.year, day.month, day.day, 8),
                    value=f"{value:.3f}",
                    unit=unit,
                    is_valid=chance.random() > 0.01,
                )
        day += dt.timedelta(days=1)


def _waste(world: World) -> None:
    """Bags by institution and month; the share handed over in 48 hours is planted.

    One institution hands nothing over for some weeks: the waste gap.
    """
    sources = [(row, 30) for row in public_hospitals(world)]
    sources += [(row, 8) for row in primary_centres(world)]
    chance = world.chance("waste")
    silent = chance.choice(sources[len(public_hospitals(world)) :])[0]["institution_id"]
    gap = (month_start(world.year, 5), month_start(world.year, 5) + dt.timedelta(days=24))
    world.truth["waste_gap"] = {
        "institution_id": silent,
        "from_on": gap[0].isoformat(),
        "to_on": gap[1].isoformat(),
        "what": "bags are collected and no handover is recorded",
    }
    for year, month in world.months():
        level = min(1.0, world.levels("waste_in_time", year)[month - 1])
        bags = [row["institution_id"] for row, count in sources for _ in range(count)]
        late = round(len(bags) * (1 - level))
        lost = sum(1 for b in bags if b == silent) if (year, month) == (world.year, 5) else 0
        slow = set(chance.sample(range(len(bags)), max(0, late - lost)))
        for number, source in enumerate(bags):
            _bag(world, source, year, month, number, number in slow, silent, gap)


def _bag(
    world: World,
    source: str,
    year: int,
    month: int,
    number: int,
    is_slow: bool,
    silent: str,
    gap: tuple[dt.date, dt.date],
) -> None:
    chance = world.chance("bag", f"{year}-{month}-{number}")
    day = day_in(year, month, chance, 24)
    if source == silent and (year, month) == (gap[0].year, gap[0].month):
        day = gap[0] + dt.timedelta(days=chance.randint(0, 22))
    at = dt.datetime(day.year, day.month, day.day, chance.randint(7, 17), chance.randint(0, 59))
    code = f"BAG{year}{month:02d}{number:05d}"
    weight = f"{chance.uniform(1.5, 9.5):.3f}"
    world.add(
        "waste_bags",
        bag_id=code,
        institution_id=source,
        department="综合",
        waste_kind=chance.choice(("infectious", "infectious", "sharps", "pharmaceutical")),
        collected_at=at,
        stored_at=at + dt.timedelta(minutes=40),
        weight_kg=weight,
    )
    if source == silent and gap[0] <= day <= gap[1]:
        return
    hours = chance.randint(55, 110) if is_slow else chance.randint(6, 44)
    world.add(
        "waste_handovers",
        handover_id=f"HO{code[3:]}",
        bag_id=code,
        institution_id=source,
        handed_at=at + dt.timedelta(hours=hours),
        receiver="临澜市医疗废物处置中心",
        weight_kg=weight,
    )


def _laboratories(world: World) -> None:
    for row in world.rows("institutions", has_nucleic_acid_lab=True, county_id=COUNTY_ID):
        chance = world.chance("laboratory", row["institution_id"])
        for year, month in world.months():
            tested = chance.randint(60, 180)
            world.add(
                "laboratory_capacity",
                institution_id=row["institution_id"],
                counted_on=month_end(year, month),
                test_kind="核酸检测",
                capacity_count=2000,
                due_count=tested + chance.randint(0, 9),
                tested_count=tested,
                positive_count=tested // 40,
                turnaround_hours=f"{chance.uniform(4, 9):.1f}",
            )
