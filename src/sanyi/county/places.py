"""Places, consortia and institutions of the model county, and the hospitals outside it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sanyi.county import words
from sanyi.county.rng import shares
from sanyi.county.world import Row, World

# kind, name, level, ownership, beds per 10,000 residents, primary
_COUNTY_HOSPITALS: tuple[tuple[str, str, str, str, float, str], ...] = (
    ("county", "人民医院", "2", "government", 38, "general_hospital"),
    ("tcm", "中医医院", "2", "government", 17, "tcm_hospital"),
    ("mch", "妇幼保健院", "2", "government", 6, "maternal_child"),
    ("private_a", "康宁医院", "1", "private", 6, "general_hospital"),
    ("private_b", "仁和康复医院", "1", "private", 5, "rehabilitation_hospital"),
)
_OUTSIDE: tuple[tuple[str, str, str, str, str], ...] = (
    ("city_a", "临澜市第一人民医院", "3", "general_hospital", words.CITY_ID),
    ("city_b", "临澜市中医医院", "3", "tcm_hospital", words.CITY_ID),
    ("province_a", "江岭省人民医院", "3", "general_hospital", words.PROVINCE_ID),
    ("province_b", "江岭省肿瘤医院", "3", "specialist_hospital", words.PROVINCE_ID),
    ("abroad_a", "外省大学附属医院", "3", "general_hospital", words.ELSEWHERE_ID),
    ("abroad_b", "外省儿童医院", "3", "specialist_hospital", words.ELSEWHERE_ID),
)


def make_places(world: World) -> None:
    """Province, city, counties, towns and villages with their residents."""
    size = world.size
    world.add("places", place_id=words.PROVINCE_ID, place_name=words.PROVINCE, level="province")
    city = {"level": "city", "parent_place_id": words.PROVINCE_ID}
    world.add("places", place_id=words.CITY_ID, place_name=words.CITY, **city)
    for number, (county, name) in enumerate(county_names(size.counties)):
        people = shares(size.population, [1] * size.counties)[number]
        world.add(
            "places",
            place_id=county,
            place_name=name,
            level="county",
            parent_place_id=words.CITY_ID,
            county_id=county,
            population_count=people,
            registered_population_count=round(people * 1.12),
            pooling_area_id=words.CITY_ID,
        )
        _towns(world, county, people)


def county_names(count: int) -> list[tuple[str, str]]:
    """Codes and names of the counties, the model county first."""
    others = [(str(990424 + n), name) for n, name in enumerate(words.OTHER_COUNTIES)]
    return [(words.COUNTY_ID, words.COUNTY), *others][:count]


def _towns(world: World, county: str, people: int) -> None:
    size = world.size
    sizes = shares(people, [2.4] + [1.0 + 0.06 * (n % 5) for n in range(1, size.towns)])
    for number in range(size.towns):
        town = f"{county}{101 + number}"
        world.add(
            "places",
            place_id=town,
            place_name=words.TOWNS[number],
            level="township",
            parent_place_id=county,
            county_id=county,
            population_count=sizes[number],
            pooling_area_id=words.CITY_ID,
        )
        for place in range(size.villages):
            world.add(
                "places",
                place_id=f"{town}{201 + place}",
                place_name=f"{words.VILLAGES[place]}村",
                level="village",
                parent_place_id=town,
                county_id=county,
                population_count=shares(sizes[number], [1] * size.villages)[place],
                served_by="固定机构" if place else "巡诊",
                pooling_area_id=words.CITY_ID,
            )


def make_institutions(world: World) -> None:
    """Consortia, hospitals, township centres, clinics, pharmacies and public health bodies."""
    for county, name in county_names(world.size.counties):
        _consortia(world, county, name)
        _hospitals(world, county, name)
        _primary(world, county)
        _others(world, county, name)
    for site, name, level, kind, place in _OUTSIDE:
        _institution(world, site, place, name, kind, level, "government", 1500)
    _case_payment(world)


def _consortia(world: World, county: str, name: str) -> None:
    for number, lead in enumerate(("county", "tcm"), 1):
        world.add(
            "consortia",
            consortium_id=f"{county}-{number}",
            consortium_name=f"{name}第{'一二'[number - 1]}医共体",
            consortium_kind="county_consortium",
            county_id=county,
            lead_institution_id=site_id(county, lead),
            founded_on=dt.date(2020, 6, 30),
        )


def site_id(county: str, site: str) -> str:
    """Institution code of a hospital of a county, or of one outside; all are marked synthetic."""
    return f"SYN-{county}-{site.upper().replace('_', '')}"


def _institution(
    world: World,
    site: str,
    county: str,
    name: str,
    kind: str,
    level: str,
    ownership: str,
    beds: int,
    **more: Any,
) -> Row:
    values: dict[str, Any] = {
        "institution_id": site_id(county, site),
        "institution_name": name,
        "institution_kind": kind,
        "institution_level": level,
        "ownership": ownership,
        "county_id": county,
        "is_primary": False,
        "is_public": ownership != "private",
        "is_designated": kind not in ("cdc", "emergency_centre", "elderly_home"),
        "is_pharmacy": kind == "pharmacy",
        "bed_count": beds,
        "open_bed_count": round(beds * 1.06),
        "payment_mode": "service_item",
        "opened_on": dt.date(1998, 1, 1),
    }
    return world.add("institutions", **(values | more))


def _hospitals(world: World, county: str, name: str) -> None:
    people = world.rows("places", place_id=county)[0]["population_count"]
    for site, title, level, ownership, per_10k, kind in _COUNTY_HOSPITALS:
        beds = max(20, round(people * per_10k / 10_000))
        is_public = ownership == "government"
        _institution(
            world,
            site,
            county,
            f"{name}{title}",
            kind,
            level,
            ownership,
            beds,
            township_id=f"{county}101",
            consortium_id=f"{county}-{2 if site == 'tcm' else 1}" if is_public else None,
            is_lead_hospital=site in ("county", "tcm"),
            established_post_count=round(beds * 0.9) if is_public else None,
            offers_out_of_area_inpatient=is_public,
            offers_tcm=True,
            has_public_health_department=is_public,
            has_fever_clinic=site in ("county", "tcm"),
            has_nucleic_acid_lab=site in ("county", "tcm"),
            payment_mode="drg" if is_public else "service_item",
            is_payment_eligible=is_public,
            payment_mode_since_on=dt.date(world.year - 2, 1, 1) if is_public else None,
        )


def _primary(world: World, county: str) -> None:
    towns = [r for r in world.rows("places", level="township") if r["county_id"] == county]
    for number, town in enumerate(towns):
        consortium = f"{county}-{1 + number % 2}"
        kind = "community_centre" if number == 0 else "township_centre"
        ending = "社区卫生服务中心" if number == 0 else "卫生院"
        base = {
            "township_id": town["place_id"],
            "consortium_id": consortium,
            "is_primary": True,
        }
        _institution(
            world,
            f"T{number + 1:02d}",
            county,
            f"{town['place_name']}{ending}",
            kind,
            "1",
            "government",
            max(8, round(town["population_count"] * 14 / 10_000)),
            established_post_count=max(8, round(town["population_count"] * 15 / 10_000)),
            has_tcm_clinic=True,
            is_tcm_clinic_eligible=True,
            offers_tcm=True,
            has_public_health_department=True,
            is_payment_eligible=number != 1,
            **base,
        )
        for place in world.rows("places", level="village", parent_place_id=town["place_id"]):
            village = place["place_id"]
            _institution(
                world,
                f"T{number + 1:02d}V{village[-3:]}",
                county,
                f"{town['place_name']}{place['place_name']}卫生室",
                "village_clinic",
                "0",
                "other_public",
                0,
                village_id=village,
                offers_tcm=int(village[-1]) % 3 != 0,
                **base,
            )


def _others(world: World, county: str, name: str) -> None:
    for number in range(1, max(4, world.size.towns // 2) + 1):
        _institution(
            world, f"P{number:02d}", county, f"{name}百草药房第{number}店", "pharmacy", "0",
            "private", 0, township_id=f"{county}{101 + number % world.size.towns}",
        )  # fmt: skip
    _institution(world, "CDC", county, f"{name}疾病预防控制中心", "cdc", "0", "government", 0)
    _institution(world, "E120", county, f"{name}急救中心", "emergency_centre", "0", "government", 0)
    for number in range(1, 6):
        _institution(
            world, f"H{number:02d}", county, f"{name}第{number}敬老院", "elderly_home", "0",
            "government", 40,
        )  # fmt: skip


def _case_payment(world: World) -> None:
    """Eligible primary institutions of the model county come under payment by case one by one."""
    eligible = primary_centres(world, is_payment_eligible=True)
    for row, day in zip(
        eligible, world.cover_dates("primary_case_payment", len(eligible)), strict=True
    ):
        if day is not None:
            row["payment_mode_since_on"] = day
            row["payment_mode"] = "drg"


def primary_centres(world: World, **where: Any) -> list[Row]:
    """Township and community centres of the model county."""
    rows = world.rows("institutions", county_id=words.COUNTY_ID, is_primary=True, **where)
    return [row for row in rows if row["institution_kind"] != "village_clinic"]


def public_hospitals(world: World) -> list[Row]:
    """Public hospitals of the model county."""
    kinds = ("general_hospital", "tcm_hospital", "maternal_child")
    rows = world.rows("institutions", county_id=words.COUNTY_ID, is_public=True)
    return [row for row in rows if row["institution_kind"] in kinds]
