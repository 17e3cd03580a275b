"""The true value of every target at every month's end, counted from the rows that were made.

It is a second, plain way to the figures: sums over books and simple queries, no definition files.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from sanyi.county.calendar import month_end
from sanyi.county.places import primary_centres, public_hospitals
from sanyi.county.products import GENERICS, generic_id
from sanyi.county.targets import AT_MOST, PlantedTarget
from sanyi.county.words import COUNTY_ID
from sanyi.county.world import Row, World

Series = list[float | None]
_HIGH = "high_value_consumable"
_MEDICINES = ("western_medicine", "biological", "tcm_patent", "tcm_herbal")
_REGISTER = {
    "primary_case_payment": "primary_case_payment",
    "village_committee": "公共卫生委员会",
    "tcm_techniques": "tcm_clinic_six_techniques",
    "age_friendly": "老年友善医疗机构",
    "elderly_home_agreement": "医养签约",
}
_PLATFORM = {
    "telemedicine": ("telemedicine", "township"),
    "drug_monitoring": ("drug_use_monitoring", "township"),
    "township_network": ("insurance_network", "township"),
    "village_network": ("insurance_network", "village"),
}


def measure(world: World, target: PlantedTarget, year: int) -> Series:
    """Value of a target for January to each month of a year; None before it has a denominator."""
    return _MEASURES[target.key](world, year)


def is_met(target: PlantedTarget, value: float | None) -> bool:
    """Whether a value satisfies the bound; no value never does."""
    if value is None:
        return False
    if target.operator == AT_MOST:
        return value <= target.value + 1e-9
    return value >= target.value - 1e-9


def _running(top: Sequence[float], bottom: Sequence[float]) -> Series:
    """Year-to-date ratios of monthly sums."""
    out: Series = []
    a = b = 0.0
    for x, y in zip(top, bottom, strict=True):
        a, b = a + x, b + y
        out.append(a / b if b else None)
    return out


def _monthly(
    rows: Sequence[Row], day: str, year: int, value: Callable[[Row], float]
) -> list[float]:
    sums = [0.0] * 12
    for row in rows:
        on = row.get(day)
        if on is not None and on.year == year:
            sums[on.month - 1] += value(row)
    return sums


def _ratio(
    table: str, day: str, top: Callable[[Row], float], bottom: Callable[[Row], float]
) -> Callable[[World, int], Series]:
    def run(world: World, year: int) -> Series:
        rows = world.rows(table)
        return _running(_monthly(rows, day, year, top), _monthly(rows, day, year, bottom))

    return run


def _sql(text: str) -> Callable[[World, int], Series]:
    """A query that gives month, numerator and denominator for the year in ``{year}``."""

    def run(world: World, year: int) -> Series:
        top, bottom = [0.0] * 12, [0.0] * 12
        for month, a, b in world.fetch(text.replace("{year}", str(year))):
            top[month - 1], bottom[month - 1] = float(a or 0), float(b or 0)
        return _running(top, bottom)

    return run


def _growth(text: str) -> Callable[[World, int], Series]:
    """Year to date against the same months of the year before; ``text`` as in ``_sql``."""
    now = _sql(text)

    def run(world: World, year: int) -> Series:
        if year < world.year:
            return [None] * 12
        return [
            None if a is None or not b else a / b
            for a, b in zip(now(world, year), now(world, year - 1), strict=True)
        ]

    return run


def _done(dates: Sequence[dt.date | None], year: int, since_start: bool = False) -> Series:
    """Share of subjects done by each month's end; ``since_start`` counts this year's only."""
    if not dates:
        return [None] * 12
    start = dt.date(year, 1, 1) if since_start else dt.date.min
    return [
        sum(1 for d in dates if d is not None and start <= d <= month_end(year, m)) / len(dates)
        for m in range(1, 13)
    ]


def _register(name: str) -> Callable[[World, int], Series]:
    return lambda world, year: _done(
        [r["done_on"] for r in world.rows("register_items", register=name)], year
    )


def _platform(name: str, level: str) -> Callable[[World, int], Series]:
    def run(world: World, year: int) -> Series:
        centres = {r["institution_id"] for r in primary_centres(world)}
        rows = [
            r
            for r in world.rows("platform_connections", platform=name)
            if (r["institution_id"] in centres if level == "township" else len(r["place_id"]) == 12)
        ]
        return _done([r["connected_on"] for r in rows], year)

    return run


def _count(table: str, day: str, **where: Any) -> Callable[[World, int], Series]:
    def run(world: World, year: int) -> Series:
        months = _monthly(world.rows(table, **where), day, year, lambda _: 1)
        return [sum(months[:m]) for m in range(1, 13)]

    return run


def _stock(table: str, top: str, bottom: str, **where: Any) -> Callable[[World, int], Series]:
    """A share that stands at each month's end."""

    def run(world: World, year: int) -> Series:
        rows = [r for r in world.rows(table, **where) if r["month_on"].year == year]
        out: Series = []
        for month in range(1, 13):
            at = [r for r in rows if r["month_on"].month == month]
            whole = sum(r[bottom] for r in at)
            out.append(sum(r[top] for r in at) / whole if whole else None)
        return out

    return run


def _account(top: str, bottom: str, hospitals: bool) -> Callable[[World, int], Series]:
    """The accounts hold the year so far, so the month's own row is the figure."""

    def run(world: World, year: int) -> Series:
        chosen = public_hospitals(world) if hospitals else primary_centres(world)
        codes = {r["institution_id"] for r in chosen if r["institution_kind"] != "community_centre"}
        rows = [r for r in world.rows("hospital_accounts") if r["institution_id"] in codes]
        out: Series = []
        for month in range(1, 13):
            at = [r for r in rows if r["month_on"] == dt.date(year, month, 1)]
            whole = sum(r[bottom] for r in at)
            out.append(sum(r[top] for r in at) / whole if whole else None)
        return out

    return run


def _agreed(world: World, year: int) -> Series:
    agreed = [r for r in world.rows("procurement_agreements") if r["started_on"].year == year]
    whole = sum(r["agreed_quantity"] for r in agreed)
    rows = world.rows("procurement_orders", is_selected=True)
    months = _monthly(rows, "ordered_on", year, lambda r: r["quantity"])
    return [sum(months[:m]) / whole for m in range(1, 13)]


def _selected(world: World, year: int) -> Series:
    volume = {generic_id(g) for g in GENERICS if g.volume}
    rows = [r for r in world.rows("procurement_orders") if r["generic_id"] in volume]
    rows = [r for r in rows if r["channel"] != "off_platform"]
    top = _monthly(rows, "ordered_on", year, lambda r: r["quantity"] if r["is_selected"] else 0)
    return _running(top, _monthly(rows, "ordered_on", year, lambda r: r["quantity"]))


def _online(classes: tuple[str, ...]) -> Callable[[World, int], Series]:
    def amount(row: Row) -> float:
        return float(row["amount_fen"] if row["product_class"] in classes else 0)

    return _ratio(
        "procurement_orders",
        "ordered_on",
        lambda r: amount(r) if r["channel"] in ("platform", "volume_procurement") else 0,
        amount,
    )


def _retention(world: World, year: int) -> Series:
    rows = [r for r in world.rows("payment_budgets") if r["year"] == year - 1 and r["retained_fen"]]
    return _done([r["retained_paid_on"] for r in rows], year)


def _training(world: World, year: int) -> Series:
    doctors = world.rows("staff", staff_category="village_doctor")
    done = {
        r["staff_id"]: r["ended_on"]
        for r in world.rows("training_records")
        if r["ended_on"].year == year
    }
    out: Series = []
    for month in range(1, 13):
        end = month_end(year, month)
        here = [r for r in doctors if r["joined_on"] <= end and not _has_left(r, end)]
        trained = sum(1 for r in here if done.get(r["staff_id"], dt.date.max) <= end)
        out.append(trained / len(here) if here else None)
    return out


def _has_left(row: Row, day: dt.date) -> bool:
    left = row.get("left_on")
    return left is not None and left <= day


def _inspected(world: World, year: int) -> Series:
    due = world.rows("institutions", county_id=COUNTY_ID, is_designated=True)
    rows = [r for r in world.rows("inspections") if r["inspected_on"].year == year]
    done = {r["institution_id"]: r["inspected_on"] for r in rows}
    return _done([done.get(r["institution_id"]) for r in due], year, since_start=True)


def _water(world: World, year: int) -> Series:
    return _done([r["connected_on"] for r in world.rows("monitoring_points")], year)


def _waste(world: World, year: int) -> Series:
    handed = {r["bag_id"]: r["handed_at"] for r in world.rows("waste_handovers")}

    def in_time(row: Row) -> float:
        at = handed.get(row["bag_id"])
        return float(at is not None and at - row["collected_at"] <= dt.timedelta(hours=48))

    rows = world.rows("waste_bags")
    top = _monthly(rows, "collected_at", year, in_time)
    return _running(top, _monthly(rows, "collected_at", year, lambda _: 1))


def _signed(world: World, year: int) -> Series:
    whole = world.fetch("SELECT count(DISTINCT person_no) FROM patients")[0][0]
    rows = dict(
        world.fetch(f"SELECT month(signed_on), count(*) FROM signed WHERE y = {year} GROUP BY 1")
    )
    return [sum(rows.get(k, 0) for k in range(1, m + 1)) / whole for m in range(1, 13)]


def _fulfilled(world: World, year: int) -> Series:
    """Contracts signed so far that have had a service so far, of those signed so far."""
    rows = world.fetch(
        f"""SELECT month(s.signed_on), month(f.first_on), count(*) FROM signed s LEFT JOIN
        (SELECT contract_id, min(served_on) AS first_on FROM services GROUP BY 1) f
        USING (contract_id) WHERE s.y = {year} GROUP BY 1, 2"""
    )
    out: Series = []
    for m in range(1, 13):
        whole = sum(n for a, _, n in rows if a <= m)
        served = sum(n for a, b, n in rows if a <= m and b is not None and b <= m)
        out.append(served / whole if whole else None)
    return out


_OPEN_ACCOUNT: dict[str, tuple[str, str, bool]] = {
    "service_income_share": ("service_income_fen", "medical_income_fen", True),
    "drug_income_share": ("drug_income_fen", "medical_income_fen", True),
    "staff_cost_share": ("staff_expense_fen", "operating_expense_fen", True),
    "tcm_income_share": ("tcm_income_fen", "medical_income_fen", False),
}
_MEASURES: dict[str, Callable[[World, int], Series]] = {
    "leaders_meeting": _count("meetings", "held_on", meeting_kind="专题研究"),
    "joint_meeting": _count("meetings", "held_on", meeting_kind="联席会议"),
    "media_reports": _count("publications", "published_on", publication_kind="经验"),
    "price_assessment": _count("price_applications", "decided_on", application_kind="调价评估"),
    "cross_province": _count("register_items", "done_on", register="普通门诊费用跨省直接结算"),
    "hospital_review": _count(
        "project_milestones", "done_on", project_id="XM001", milestone_number=3
    ),
    "county_visit_rate": _sql(
        "SELECT month(settled_on), count(*) FILTER (place_of_care = 'in_county'), count(*) "
        "FROM claims WHERE year(settled_on) = {year} GROUP BY 1"
    ),
    "in_county_fund_rate": _sql(
        "SELECT month(settled_on), sum(fund_paid_fen) FILTER (place_of_care = 'in_county'), "
        "sum(fund_paid_fen) FROM claims WHERE year(settled_on) = {year} GROUP BY 1"
    ),
    "primary_visit_share": _sql(
        "SELECT month(visited_on), count(*) FILTER (site IN ('village', 'town')), count(*) "
        "FROM priced_visits WHERE year(visited_on) = {year} GROUP BY 1"
    ),
    "primary_stay_share": _sql(
        "SELECT month(discharged_on), count(*) FILTER (site = 'town'), count(*) FROM priced_stays "
        "WHERE place_of_care = 'in_county' AND year(discharged_on) = {year} GROUP BY 1"
    ),
    "cost_growth": _growth(
        "SELECT month(discharged_on), sum(total_cost_fen), count(*) FROM priced_stays "
        "WHERE site IN ('county', 'tcm', 'mch') AND year(discharged_on) = {year} GROUP BY 1"
    ),
    "referral_down_growth": _growth(
        "SELECT month(referred_on), count(*), 1.0 / 12 FROM referrals_made "
        "WHERE direction = 'down' AND year(referred_on) = {year} GROUP BY 1"
    ),
    "essential_share": _sql(
        "SELECT month(visited_on), count(*) FILTER (essential), count(*) FROM scripts "
        "WHERE site IN ('village', 'town') AND year(visited_on) = {year} GROUP BY 1"
    ),
    "prescription_quality": _sql(
        "SELECT month(month_on), count(*) FILTER (qualified), count(*) FROM judged_scripts "
        "JOIN scripts USING (visit_no) WHERE year(month_on) = {year} GROUP BY 1"
    ),
    "hypertension_control": _sql(
        "SELECT month(followed_on), count(*) FILTER (ok), count(*) FROM follow_ups "
        "WHERE disease = 'hypertension' AND y = {year} GROUP BY 1"
    ),
    "contract_rate": _signed,
    "fulfilment_rate": _fulfilled,
    "diabetes_standard": _stock(
        "public_health_services", "standard_count", "target_count",
        service_item="糖尿病患者健康管理",
    ),
    "vaccination": _stock("vaccinations", "cumulative_persons_count", "target_count"),
    "record_open_rate": _stock("health_record_access", "opened_record_count", "record_count"),
    "agreed_volume": _agreed,
    "selected_share": _selected,
    "drug_online_rate": _online(_MEDICINES),
    "consumable_online_rate": _online((_HIGH,)),
    "payment_in_time": _ratio(
        "procurement_payments",
        "due_on",
        lambda r: r["amount_fen"] if r["paid_on"] <= r["due_on"] else 0,
        lambda r: r["amount_fen"],
    ),
    "satisfaction": _ratio(
        "satisfaction_surveys",
        "period_on",
        lambda r: float(r["score"]) * r["respondents_count"],
        lambda r: r["respondents_count"],
    ),
    "rectification_rate": _ratio(
        "rectifications",
        "due_on",
        lambda r: float(r["closed_on"] <= r["due_on"]),
        lambda _: 1,
    ),
    "retention_paid": _retention,
    "village_training": _training,
    "fund_inspection": _inspected,
    "water_online": _water,
    "waste_in_time": _waste,
    **{key: _account(*spec) for key, spec in _OPEN_ACCOUNT.items()},
    **{key: _register(name) for key, name in _REGISTER.items()},
    **{key: _platform(*spec) for key, spec in _PLATFORM.items()},
}  # fmt: skip
