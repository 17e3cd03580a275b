"""People who work in health: staff, posts, pay, licences, training, dispatches, subsidies."""

from __future__ import annotations

import datetime as dt
import random

from sanyi.county.calendar import day_in, month_start
from sanyi.county.places import primary_centres, public_hospitals
from sanyi.county.words import COUNTY_ID
from sanyi.county.world import Row, World

_MIX = {
    "physician": 0.26,
    "assistant_physician": 0.06,
    "nurse": 0.42,
    "pharmacist": 0.06,
    "technician": 0.08,
    "public_health": 0.03,
    "manager": 0.05,
    "logistics": 0.04,
}


def make_workforce(world: World) -> None:
    """Registers of staff, and what is recorded about them."""
    for row in [*public_hospitals(world), *primary_centres(world)]:
        _staff(world, row)
        _payroll(world, row)
    doctors = _village_doctors(world)
    _training(world, doctors)
    _posts(world)
    _licences(world)
    _dispatches(world)
    _subsidies(world, doctors)


def _staff(world: World, institution: Row) -> None:
    chance = world.chance("staff", institution["institution_id"])
    beds = institution["bed_count"]
    size = min(160, max(8, round(beds * (1.25 if institution["is_primary"] else 1.6))))
    for number in range(size):
        category = chance.choices(list(_MIX), list(_MIX.values()))[0]
        born = dt.date(world.year - chance.randint(24, 59), chance.randint(1, 12), 15)
        joined = dt.date(max(born.year + 22, world.year - chance.randint(1, 30)), 7, 1)
        grade = chance.choices(("senior", "associate", "intermediate", "junior", "none"),
                               (3, 10, 27, 50, 10))[0]  # fmt: skip
        world.add(
            "staff",
            staff_id=f"SYNS-{institution['institution_id'][4:]}-{number:03d}",
            staff_name="合成人员",
            institution_id=institution["institution_id"],
            staff_category=category,
            title_grade=grade if category != "logistics" else "none",
            education=chance.choices(("master", "bachelor", "college", "secondary"),
                                     (4, 44, 42, 10))[0],
            employment=chance.choices(("established", "pool", "filing", "contract"),
                                      (58, 6, 10, 26))[0],
            sex="1" if chance.random() < 0.32 else "2",
            born_on=born,
            department="内科" if number % 3 else "外科",
            is_tcm=category == "physician" and chance.random() < 0.2,
            joined_on=min(joined, dt.date(world.year, 7, 1)),
            retirement_due_on=dt.date(born.year + 60, born.month, 15),
        )  # fmt: skip


def _payroll(world: World, institution: Row) -> None:
    chance = world.chance("pay", institution["institution_id"])
    staff = world.rows("staff", institution_id=institution["institution_id"])
    for year, month in world.months():
        for category, base in (("physician", 5_200_00), ("nurse", 4_100_00)):
            heads = sum(1 for r in staff if r["staff_category"] == category)
            if not heads:
                continue
            growth = 1.04 if year == world.year else 1.0
            basic = round(heads * base * growth)
            performance = round(basic * chance.uniform(0.62, 0.74))
            allowance, award = basic // 10, basic // 25
            total = basic + performance + allowance + award
            world.add(
                "payroll",
                institution_id=institution["institution_id"],
                month_on=month_start(year, month),
                employment="established",
                staff_category=category,
                headcount=heads,
                basic_pay_fen=basic,
                performance_pay_fen=performance,
                allowance_fen=allowance,
                award_fen=award,
                social_insurance_fen=basic // 5,
                total_pay_fen=total,
                excluded_from_total_fen=award,
                approved_total_fen=round(total * 1.03),
            )


def _village_doctors(world: World) -> list[Row]:
    clinics = world.rows("institutions", institution_kind="village_clinic", county_id=COUNTY_ID)
    doctors = []
    for clinic in clinics:
        chance = world.chance("village-doctor", clinic["institution_id"])
        for number in range(2):
            is_graduate = number == 0 and chance.random() < 0.4
            doctors.append(
                world.add(
                    "staff",
                    staff_id=f"SYNS-{clinic['institution_id'][4:]}-{number}",
                    staff_name="合成人员",
                    institution_id=clinic["institution_id"],
                    staff_category="village_doctor",
                    title_grade="none",
                    education=chance.choice(("college", "secondary", "secondary")),
                    employment="contract",
                    sex="1" if chance.random() < 0.6 else "2",
                    born_on=dt.date(world.year - chance.randint(24, 66), 6, 1),
                    joined_on=dt.date(world.year - chance.randint(1, 12), 8, 1),
                    village_id=clinic["village_id"],
                    is_graduate_village_doctor=is_graduate,
                    exempt_exam_registered=is_graduate and chance.random() < 0.5,
                )
            )
    return doctors


def _training(world: World, doctors: list[Row]) -> None:
    """This year's training fills up as planted; last year's reached nearly all."""
    days = world.cover_dates("village_training", len(doctors))
    chance = world.chance("training")
    for doctor, day in zip(doctors, days, strict=True):
        last = day_in(world.year - 1, chance.choice((3, 5, 6, 8, 9, 10)), chance)
        for year, ended in ((world.year - 1, last), (world.year, day)):
            if ended is None or (year == world.year - 1 and chance.random() < 0.07):
                continue
            world.add(
                "training_records",
                training_id=f"PX-{year}-{ended.month:02d}",
                staff_id=doctor["staff_id"],
                training_kind="乡村医生培训",
                training_name="乡村医生年度培训",
                institution_id=doctor["institution_id"],
                started_on=ended - dt.timedelta(days=5),
                ended_on=ended,
                hours=40,
                result="合格",
                is_passed=True,
            )


def _posts(world: World) -> None:
    for row in public_hospitals(world):
        chance = world.chance("posts", row["institution_id"])
        staff = world.rows("staff", institution_id=row["institution_id"])
        for number, kind in enumerate(("president", "party_secretary", "chief_accountant",
                                       *["technical"] * 12, *["key_post"] * 4)):  # fmt: skip
            holder = staff[number] if number < len(staff) and chance.random() < 0.9 else None
            since = dt.date(world.year - chance.randint(1, 5), 3, 1)
            world.add(
                "posts",
                post_id=f"GW-{row['institution_id'][4:]}-{number:02d}",
                institution_id=row["institution_id"],
                post_kind=kind,
                post_grade=chance.randint(5, 12) if kind == "technical" else None,
                is_pool_post=kind == "technical" and number % 4 == 0,
                staff_id=holder["staff_id"] if holder else None,
                entry_mode="公开招聘" if holder else None,
                occupied_from_on=since if holder else None,
                rotation_due_on=dt.date(since.year + 5, 3, 1) if kind == "key_post" else None,
                approval_number=f"安编办〔{since.year}〕{number + 1}号",
                approved_on=since - dt.timedelta(days=40),
                paid_by="县财政" if kind == "chief_accountant" else None,
            )


def _licences(world: World) -> None:
    chance = world.chance("licences")
    for number, row in enumerate(world.rows("staff", staff_category="physician")[:120]):
        world.add(
            "practice_licences",
            licence_id=f"SYNL{number:05d}",
            licence_kind="practice",
            staff_id=row["staff_id"],
            institution_id=row["institution_id"],
            applied_on=dt.date(world.year - 6, 3, 1),
            granted_on=dt.date(world.year - 6, chance.randint(4, 6), 1),
            status="done",
        )


def _dispatches(world: World) -> None:
    hospitals, centres = public_hospitals(world), primary_centres(world)
    for number, (year, month) in enumerate(world.months()):
        for turn, centre in enumerate(centres):
            chance: random.Random = world.chance("dispatch", str(number), str(turn))
            lead = hospitals[turn % 2]
            start = day_in(year, month, chance, 12)
            world.add(
                "staff_dispatches",
                dispatch_id=f"PC{year}{month:02d}{turn:02d}",
                dispatch_kind=chance.choice(("对口帮扶", "巡诊")),
                staff_id=f"SYNS-{lead['institution_id'][4:]}-{chance.randint(0, 7):03d}",
                title_grade=chance.choice(("intermediate", "associate")),
                from_institution_id=lead["institution_id"],
                to_institution_id=centre["institution_id"],
                started_on=start,
                ended_on=start + dt.timedelta(days=chance.randint(1, 14)),
                service_days=chance.randint(1, 12),
                patients_count=chance.randint(12, 140),
                new_techniques_count=int(chance.random() < 0.08),
                paid_fen=chance.randint(2, 9) * 10_000,
            )


def _subsidies(world: World, doctors: list[Row]) -> None:
    for doctor in doctors:
        chance = world.chance("subsidy", doctor["staff_id"])
        for year in world.years:
            for quarter in range(1, 5):
                due = dt.date(year, quarter * 3, 20)
                world.add(
                    "subsidies",
                    subsidy_id=f"BZ{year}{quarter}-{doctor['staff_id'][5:]}",
                    subsidy_kind="村医补助",
                    institution_id=doctor["institution_id"],
                    staff_id=doctor["staff_id"],
                    due_on=due,
                    due_fen=270_000,
                    paid_on=due + dt.timedelta(days=chance.choice((-3, -1, 0, 5, 16))),
                    paid_fen=270_000,
                )
