"""Platforms and their use: connections, monthly use, health records, remote services."""

from __future__ import annotations

import datetime as dt

from sanyi.county.calendar import day_in, month_start
from sanyi.county.places import primary_centres, public_hospitals, site_id
from sanyi.county.public_health import reached
from sanyi.county.words import COUNTY_ID
from sanyi.county.world import Row, World

# platform, target whose course its connections follow
_PLANTED = (("telemedicine", "telemedicine"), ("drug_use_monitoring", "drug_monitoring"),
            ("insurance_network", "township_network"))  # fmt: skip


def make_information(world: World) -> None:
    """Connections that fill up as planted, and what runs over them."""
    centres = primary_centres(world)
    clinics = world.rows("institutions", institution_kind="village_clinic", county_id=COUNTY_ID)
    for platform, key in _PLANTED:
        _connections(world, platform, key, centres)
    _connections(world, "insurance_network", "village_network", clinics)
    for row in public_hospitals(world):
        for platform in ("health_platform", "insurance_network", "imaging_cloud", "telemedicine",
                         "drug_use_monitoring", "epidemic_system"):  # fmt: skip
            _connection(world, platform, row, dt.date(world.year - 2, 5, 10))
    for row in centres:
        for platform in ("health_platform", "assistant_diagnosis", "tcm_assistant"):
            _connection(world, platform, row, dt.date(world.year - 1, 3, 20))
    _usage(world)
    _records(world)
    _remote(world)


def _connections(world: World, platform: str, key: str, rows: list[Row]) -> None:
    for row, day in zip(rows, world.cover_dates(key, len(rows)), strict=True):
        _connection(world, platform, row, day)


def _connection(world: World, platform: str, row: Row, day: dt.date | None) -> None:
    last = None if day is None else max(day, dt.date(world.year, 12, 28))
    world.add(
        "platform_connections",
        connection_id=f"LJ-{platform}-{row['institution_id'][4:]}",
        platform=platform,
        institution_id=row["institution_id"],
        place_id=row.get("village_id") or row.get("township_id"),
        is_due=True,
        status="done" if day else "in_progress",
        planned_on=dt.date(world.year, 11, 30),
        connected_on=day,
        last_data_on=last,
    )


def _usage(world: World) -> None:
    connected = {
        (r["platform"], r["institution_id"]): r["connected_on"]
        for r in world.rows("platform_connections")
        if r["platform"] in ("health_platform", "imaging_cloud", "telemedicine")
    }
    for (platform, code), since in sorted(connected.items()):
        chance = world.chance("usage", platform, code)
        for year, month in world.months():
            if since is None or since > month_start(year, month):
                continue
            used = chance.randint(40, 400)
            world.add(
                "platform_usage",
                platform=platform,
                institution_id=code,
                month_on=month_start(year, month),
                use_count=used,
                adopted_count=round(used * chance.uniform(0.6, 0.9)),
                user_count=chance.randint(3, 30),
                invalid_count=used // 60,
            )


def _records(world: World) -> None:
    for place in world.rows("places", level="township", county_id=COUNTY_ID):
        people = place["population_count"]
        chance = world.chance("records", place["place_id"])
        for year in world.years:
            course = reached(world, "record_open_rate", year, 0.42)
            if year == world.year:  # opened records stay open: the year starts where the last ended
                path = world.paths["record_open_rate"]
                course = [0.42 + (path.final - 0.42) * share / path.final for share in course]
            else:
                course = [0.30 + 0.12 * share / 0.42 for share in course]
            for month, share in enumerate(course, 1):
                records, cards = round(people * 0.92), round(people * 0.71)
                world.add(
                    "health_record_access",
                    place_id=place["place_id"],
                    month_on=month_start(year, month),
                    resident_count=people,
                    card_count=cards,
                    linked_card_count=round(cards * 0.64),
                    record_count=records,
                    opened_record_count=round(records * share),
                    query_count=chance.randint(20, 300),
                    scan_count=chance.randint(100, 2000),
                )


def _remote(world: World) -> None:
    lead = site_id(COUNTY_ID, "county")
    number = 0
    for centre in primary_centres(world):
        chance = world.chance("remote", centre["institution_id"])
        for year, month in world.months():
            for _ in range(chance.randint(1, 4)):
                number += 1
                day = day_in(year, month, chance, 27)
                at = dt.datetime(day.year, day.month, day.day, chance.randint(8, 17), 5)
                kind = chance.choice(("consultation", "imaging", "ecg", "education"))
                world.add(
                    "remote_services",
                    service_id=f"YC{number:06d}",
                    service_kind=kind,
                    exam_kind=kind if kind in ("imaging", "ecg") else None,
                    from_institution_id=centre["institution_id"],
                    to_institution_id=lead,
                    requested_at=at,
                    finished_at=at + dt.timedelta(minutes=chance.randint(15, 600)),
                    persons_count=chance.randint(1, 20) if kind == "education" else 1,
                    is_adopted=chance.random() < 0.9,
                )
