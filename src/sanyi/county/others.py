"""Smaller books: devices, budgets, prices, disease lists, emergency calls, care, flags, replies."""

from __future__ import annotations

import datetime as dt

from sanyi.county.calendar import day_in, month_start
from sanyi.county.places import primary_centres, public_hospitals, site_id
from sanyi.county.words import COUNTY_ID, UNITS
from sanyi.county.world import World


def make_others(world: World) -> None:
    """Books that no planted target needs and an office keeps all the same."""
    _devices(world)
    _budget_lines(world)
    _prices(world)
    _diseases(world)
    _emergency(world)
    _long_term_care(world)
    _flags(world)
    _replies(world)


def _devices(world: World) -> None:
    kinds = (("螺旋CT", "乙类", 420), ("磁共振成像系统", "乙类", 780), ("彩色超声", "其他", 90),
             ("数字化摄影系统", "其他", 110))  # fmt: skip
    for row in [*public_hospitals(world), *primary_centres(world)]:
        chosen = kinds[2:] if row["is_primary"] else kinds
        chance = world.chance("devices", row["institution_id"])
        for number, (kind, device_class, price) in enumerate(chosen, 1):
            bought = dt.date(world.year - chance.randint(1, 9), chance.randint(1, 12), 11)
            is_licensed = device_class == "乙类"
            world.add(
                "devices",
                device_id=f"SB-{row['institution_id'][4:]}-{number}",
                institution_id=row["institution_id"],
                device_kind=kind,
                device_class=device_class,
                licence_number=f"乙{bought.year}{number:03d}" if is_licensed else None,
                licensed_on=bought - dt.timedelta(days=60) if is_licensed else None,
                purchased_on=bought,
                in_use_on=bought + dt.timedelta(days=45),
                price_fen=price * 1_000_000,
                is_debt_financed=False,
            )


def _budget_lines(world: World) -> None:
    duties = ("基本建设", "设备购置", "重点学科发展", "人才培养", "政策性亏损", "离退休费用")
    for year in world.years:
        for row in public_hospitals(world):
            chance = world.chance("budget-lines", row["institution_id"], str(year))
            for number, duty in enumerate(duties, 1):
                budget = chance.randint(20, 300) * 1_000_000
                world.add(
                    "budget_lines",
                    budget_line_id=f"CZ{year}-{row['institution_id'][4:]}-{number}",
                    year=year,
                    level="county",
                    payer_unit=UNITS["finance"],
                    institution_id=row["institution_id"],
                    duty=duty,
                    is_special_fund=number == 3,
                    budget_fen=budget,
                    appropriated_fen=budget,
                    paid_fen=round(budget * chance.uniform(0.7, 1.0)),
                    paid_on=day_in(year, chance.randint(3, 11), chance),
                    performance_score=chance.randint(80, 96),
                )


def _prices(world: World) -> None:
    items = (
        ("FW1101", "住院诊察费", "consultation", 1500),
        ("FW1201", "二级护理", "nursing", 1400),
        ("FW2101", "胸部CT平扫", "examination", 18500),
        ("FW3001", "阑尾切除术", "operation", 92000),
        ("FW4001", "普通针刺", "tcm_treatment", 2400),
    )
    changed = dt.date(world.year, 7, 1)
    for code, name, kind, price in items:
        for level, factor in (("1", 80), ("2", 100)):
            old = price * factor // 100
            new = old * 92 // 100 if kind == "examination" else old * 108 // 100
            spans = (
                (dt.date(world.year - 3, 1, 1), changed - dt.timedelta(days=1), old),
                (changed, None, new),
            )
            for since, to, fen in spans:
                world.add(
                    "price_items",
                    item_code=code,
                    item_name=name,
                    institution_level=level,
                    charge_kind=kind,
                    unit="次",
                    price_fen=fen,
                    reference_price_fen=price * 11 // 10,
                    labour_share="0.6000" if kind != "examination" else "0.2000",
                    is_special_service=False,
                    fund_paid=True,
                    valid_from_on=since,
                    valid_to_on=to,
                    document_number=f"安医保〔{since.year}〕12号",
                )


def _diseases(world: World) -> None:
    names = (
        ("J18.9", "肺炎"),
        ("I63.9", "脑梗死"),
        ("K35.8", "急性阑尾炎"),
        ("H25.9", "老年性白内障"),
        ("M51.2", "腰椎间盘突出"),
        ("K80.2", "胆囊结石"),
    )
    for year in world.years:
        count = len(names) if year == world.year else len(names) - 2
        for number, (code, name) in enumerate(names[:count], 1):
            world.add(
                "disease_catalogues",
                year=year,
                catalogue="single_disease" if code != "M51.2" else "tcm_disease",
                disease_code=code,
                disease_name=name,
                is_basic_group=number < 4,
                is_tcm=code == "M51.2",
                is_day_surgery=code == "H25.9",
                standard_fen=400_000 + 60_000 * number,
                document_number=f"安医保〔{year}〕9号",
            )


def _emergency(world: World) -> None:
    station, number = site_id(COUNTY_ID, "E120"), 0
    towns, chance = world.town_ids(), world.chance("emergency")
    for year, month in world.months():
        for _ in range(max(8, world.size.stays_per_year // 400)):
            number += 1
            day = day_in(year, month, chance)
            called = dt.datetime(day.year, day.month, day.day, chance.randint(0, 23), 7)
            left = called + dt.timedelta(minutes=chance.randint(1, 5))
            world.add(
                "emergency_calls",
                call_id=f"JJ{number:06d}",
                place_id=chance.choice(towns),
                institution_id=station,
                called_at=called,
                dispatched_at=left,
                arrived_at=left + dt.timedelta(minutes=chance.randint(6, 40)),
                reason=chance.choice(("胸痛", "卒中", "创伤", "其他")),
            )


def _long_term_care(world: World) -> None:
    homes = world.rows("institutions", institution_kind="elderly_home", county_id=COUNTY_ID)
    for number in range(max(10, world.size.population // 4_000)):
        chance = world.chance("long-term-care", str(number))
        grade = chance.randint(1, 5)
        for year, month in world.months():
            cost = 40_000 + 20_000 * grade
            world.add(
                "long_term_care",
                person_id=f"SYNC{number:07d}",
                month_on=month_start(year, month),
                assessed_on=dt.date(world.year - 2, 11, 1 + number % 28),
                grade=grade,
                service_kind="机构" if number % 2 else "居家上门",
                institution_id=homes[number % len(homes)]["institution_id"],
                service_hours=f"{8 + 6 * grade}.0",
                cost_fen=cost,
                fund_paid_fen=cost * 7 // 10,
            )


def _flags(world: World) -> None:
    """Last year's flags and what came of them; this year's claims are left to the rules."""
    chance = world.chance("flags")
    rows = world.fetch(
        f"SELECT claim_id, institution_id, settled_on, total_cost_fen FROM claims "
        f"WHERE year(settled_on) = {world.year - 1} AND place_of_care = 'in_county' "
        f"ORDER BY {world.u('flagged', 'claim_no')}, claim_no LIMIT {world.size.planted * 8}"
    )
    for number, (claim, institution, settled, total) in enumerate(rows, 1):
        found = settled + dt.timedelta(days=chance.randint(5, 40))
        confirmed = chance.random() < 0.45
        amount = int(total) // 4
        world.add(
            "fund_flags",
            flag_id=f"YD{number:06d}",
            rule_id=f"R{chance.randint(1, 12):02d}",
            claim_id=claim,
            institution_id=institution,
            flagged_on=found,
            stage="事后",
            amount_fen=amount,
            explained_on=found + dt.timedelta(days=7),
            reviewed_on=found + dt.timedelta(days=20),
            is_confirmed=confirmed,
            recovered_fen=amount if confirmed else 0,
        )
        if confirmed:
            world.add(
                "penalties",
                penalty_id=f"CF{number:06d}",
                institution_id=institution,
                penalty_kind="recover",
                basis="违规收费",
                violation_on=settled,
                decided_on=found + dt.timedelta(days=25),
                points=2,
                amount_fen=amount,
                recovered_fen=amount,
                closed_on=found + dt.timedelta(days=55),
            )


def _replies(world: World) -> None:
    due = dt.date(world.year, 2, 20)
    chance = world.chance("replies")
    for number, unit in enumerate(sorted(UNITS.values())):
        is_nil = number % 3 == 0
        world.add(
            "consultation_replies",
            consultation_id=f"ZQ{world.year}001",
            unit_name=unit,
            reply_number=1,
            due_on=due,
            replied_on=None if number == 4 else due - dt.timedelta(days=chance.randint(-3, 6)),
            is_sealed=number != 4,
            is_nil=is_nil if number != 4 else None,
            opinion=None if is_nil or number == 4 else "建议将完成时限调整为12月底。",
            adopted=None if is_nil or number == 4 else "采纳",
        )
