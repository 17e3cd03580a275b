"""The office's own registers: meetings, documents, projects, checks, rectification."""

from __future__ import annotations

import datetime as dt

from sanyi.county import words
from sanyi.county.calendar import day_in, month_end, workday_in
from sanyi.county.outcomes import HIDDEN, LATE, MISSED, SCARE
from sanyi.county.places import primary_centres, public_hospitals, site_id
from sanyi.county.words import COUNTY_ID, UNITS
from sanyi.county.world import Row, World

TECHNIQUES = (
    "针刺",
    "艾灸",
    "推拿",
    "拔罐",
    "刮痧",
    "中药熏洗",
    "耳穴压豆",
    "穴位贴敷",
    "穴位注射",
    "中药热敷",
)

_TITLES = {
    "专题研究": "研究深化医药卫生体制改革工作",
    "联席会议": "“三医”联动联席会议",
    "调度": "医改重点任务月调度",
}


def make_governance(world: World) -> None:
    """Everything that is held, issued, opened, agreed, inspected or put right."""
    _meetings(world)
    _documents(world)
    _publications(world)
    _price_applications(world)
    _registers(world)
    _techniques(world)
    _inspections(world)
    _rectifications(world)
    _projects(world)
    _capability(world)
    _economy(world)


def _meetings(world: World) -> None:
    """Counts follow the planted outcome; work meetings of every month are the noise around."""
    leaders, joint = world.paths["leaders_meeting"], world.paths["joint_meeting"]
    chance = world.chance("meetings")
    months = {False: (4, 9), True: (5,)}[leaders.is_missed]
    if leaders.outcome == LATE:
        months = (6, 12)
    quarters = [(2, 5, 8, 11), (3, 6)][joint.is_missed]
    if joint.outcome == LATE:
        quarters = (3, 10, 11, 12)
    if joint.outcome == HIDDEN:
        quarters = (2, 5, 8)
    plan = [(world.year - 1, m, "专题研究") for m in (3, 10)]
    plan += [(world.year - 1, m, "联席会议") for m in (2, 5, 8, 11)]
    plan += [(world.year, m, "专题研究") for m in months]
    plan += [(world.year, m, "联席会议") for m in quarters]
    plan += [(year, month, "调度") for year, month in world.months()]
    for number, (year, month, kind) in enumerate(sorted(plan), 1):
        decided = chance.randint(3, 8)
        world.add(
            "meetings",
            meeting_id=f"HY{year}{number:03d}",
            meeting_kind=kind,
            title={
                "专题研究": "研究深化医药卫生体制改革工作",
                "联席会议": "“三医”联动联席会议",
            }.get(kind, "医改重点任务月调度"),
            organiser="县医改领导小组" if kind != "调度" else "县医改领导小组秘书处",
            chair_post="县长" if kind == "专题研究" else "副县长",
            place_id=COUNTY_ID,
            held_on=workday_in(year, month, chance),
            attendee_count=chance.randint(9, 30),
            decision_count=decided,
            followed_count=chance.randint(decided // 2, decided),
            document_number=f"安医改纪要〔{year}〕{number}号" if kind != "调度" else None,
        )


def _documents(world: World) -> None:
    titles = ("县域医共体总额付费管理办法", "医疗服务价格动态调整工作方案", "乡村医生培训计划",
              "中医馆能力提升方案", "医改领导小组工作规则", "药品使用监测工作通知",
              "家庭医生签约服务方案", "医疗废物追溯管理办法")  # fmt: skip
    chance = world.chance("documents")
    for year in world.years:
        for number, title in enumerate(titles, 1):
            issued = day_in(year, chance.randint(2, 10), chance)
            world.add(
                "issued_documents",
                document_id=f"WJ{year}{number:03d}",
                document_number=f"安政办〔{year}〕{10 + number}号",
                title=f"安禾县{title}",
                document_kind="通知",
                issuing_unit="县人民政府办公室",
                signed_on=issued - dt.timedelta(days=2),
                issued_on=issued,
                is_public=True,
                published_on=issued + dt.timedelta(days=chance.randint(1, 25)),
                topic="医改",
            )


def _publications(world: World) -> None:
    path = world.paths["media_reports"]
    months = [(3, 6, 9), (4,)][path.is_missed]
    months = {LATE: (10, 11, 12), HIDDEN: (3, 6), SCARE: (2, 8, 9)}.get(path.outcome, months)
    plan = [(world.year - 1, m) for m in (3, 5, 10)] + [(world.year, m) for m in months]
    chance = world.chance("publications")
    for number, (year, month) in enumerate(plan, 1):
        world.add(
            "publications",
            publication_id=f"XC{year}{number:03d}",
            title="安禾县医改经验做法",
            publication_kind="经验",
            unit_name=UNITS["health"],
            place_id=COUNTY_ID,
            outlet="江岭日报",
            outlet_level="province",
            published_on=day_in(year, month, chance),
        )
    for row in public_hospitals(world):
        for year in world.years:
            due = dt.date(year, 4, 30)
            world.add(
                "publications",
                publication_id=f"GK{year}-{row['institution_id'][4:]}",
                title="医疗服务信息公开",
                publication_kind="信息公开",
                unit_name=row["institution_name"],
                institution_id=row["institution_id"],
                due_on=due,
                published_on=due + dt.timedelta(days=chance.randint(-20, 12)),
            )


def _price_applications(world: World) -> None:
    """One assessment last year; this year's is decided in time, late, or not at all."""
    path = world.paths["price_assessment"]
    chance = world.chance("prices")
    decided: dict[int, dt.date | None] = {world.year - 1: day_in(world.year - 1, 9, chance)}
    month = {LATE: 10, SCARE: 9}.get(path.outcome, 7)
    decided[world.year] = None if path.is_missed else day_in(world.year, month, chance)
    for year, day in decided.items():
        world.add(
            "price_applications",
            application_id=f"JG{year}001",
            application_kind="调价评估",
            item_name="医疗服务价格动态评估",
            received_on=dt.date(year, 4, 8),
            decided_on=day,
            decision="done" if day else "in_progress",
            document_number=f"安医保〔{year}〕31号" if day else None,
        )
    for year in world.years:
        for number in range(2, 8):
            asked = day_in(year, number + 2, chance)
            world.add(
                "price_applications",
                application_id=f"JG{year}{number:03d}",
                application_kind="新增项目",
                institution_id=site_id(COUNTY_ID, "county"),
                item_code=f"XM{number:03d}",
                item_name="新增医疗服务价格项目",
                received_on=asked,
                reviewed_on=asked + dt.timedelta(days=20),
                decided_on=asked + dt.timedelta(days=chance.randint(25, 60)),
                decision="done",
                new_price_fen=chance.randint(20, 900) * 100,
            )


def _registers(world: World) -> None:
    """Coverage registers: one row a subject, done on the planted day or not at all."""
    villages = [r for r in world.rows("places", level="village") if r["place_id"][:6] == COUNTY_ID]
    _fill(world, "公共卫生委员会", "village_committee", villages, "place")
    kinds = ("general_hospital", "rehabilitation_hospital", "nursing_institution",
             "township_centre", "community_centre")  # fmt: skip
    inside = world.rows("institutions", county_id=COUNTY_ID)
    friendly = [r for r in inside if r["institution_kind"] in kinds]
    for row, item in zip(
        friendly,
        _fill(world, "老年友善医疗机构", "age_friendly", friendly, "institution"),
        strict=True,
    ):
        done = item["done_on"]
        row["is_age_friendly"] = done is not None
        row["_since"] = {"is_age_friendly": done} if done else {}
    homes = world.rows("institutions", institution_kind="elderly_home", county_id=COUNTY_ID)
    _fill(world, "医养签约", "elderly_home_agreement", homes, "institution")
    eligible = primary_centres(world, is_payment_eligible=True)
    for row in eligible:
        _item(world, "primary_case_payment", row, "institution", row.get("payment_mode_since_on"))
    path = world.paths["cross_province"]
    month = {LATE: 6, SCARE: 5}.get(path.outcome, 4)
    day = None if path.is_missed else day_in(world.year, month, world.chance("cross"))
    hospital = world.rows("institutions", institution_id=site_id(COUNTY_ID, "county"))[0]
    _item(world, "普通门诊费用跨省直接结算", hospital, "institution", day)
    if day:
        hospital["offers_out_of_area_outpatient"] = True
        hospital["_since"] = {**hospital.get("_since", {}), "offers_out_of_area_outpatient": day}


def _fill(world: World, register: str, key: str, rows: list[Row], kind: str) -> list[Row]:
    days = world.cover_dates(key, len(rows))
    return [_item(world, register, r, kind, d) for r, d in zip(rows, days, strict=True)]


def _item(world: World, register: str, row: Row, kind: str, day: dt.date | None) -> Row:
    code = row["place_id"] if kind == "place" else row["institution_id"]
    return world.add(
        "register_items",
        register=register,
        item_id=f"{register}-{code}",
        title=row.get("place_name") or row.get("institution_name"),
        subject_kind=kind,
        institution_id=code if kind == "institution" else None,
        place_id=code if kind == "place" else row.get("township_id"),
        is_due=True,
        status="done" if day else "in_progress",
        done_on=day,
        evidence=f"ZL-{register}-{code[-6:]}" if day else None,
        as_of_on=world.year_end,
    )


def _techniques(world: World) -> None:
    """Techniques of every clinic; the sixth comes on the planted day, or never."""
    clinics = [r for r in primary_centres(world) if r["has_tcm_clinic"]]
    days = world.cover_dates("tcm_techniques", len(clinics))
    for clinic, day in zip(clinics, days, strict=True):
        chance = world.chance("techniques", clinic["institution_id"])
        count = chance.randint(6, 9) if day else chance.randint(3, 5)
        since = dt.date(world.year - 2, 6, 1)
        for number, name in enumerate(TECHNIQUES[:count], 1):
            done = since if number < 6 else day or since
            world.add(
                "checklist_items",
                checklist="中医药适宜技术",
                subject_id=clinic["institution_id"],
                subject_kind="institution",
                item_code=f"T{number:02d}",
                item_name=name,
                status="done",
                checked_on=done,
                evidence=f"ZL-TCM-{clinic['institution_id'][-3:]}-{number}",
            )
        item = _item(world, "tcm_clinic_six_techniques", clinic, "institution", day)
        item["value"] = count if day else None


def _inspections(world: World) -> None:
    """Every designated institution once last year; this year as planted."""
    inside = world.rows("institutions", county_id=COUNTY_ID, is_designated=True)
    chance = world.chance("inspections")
    days = world.cover_dates("fund_inspection", len(inside))
    number = 0
    for year in world.years:
        for row, day in zip(inside, days, strict=True):
            on = day_in(year, chance.randint(2, 11), chance) if year < world.year else day
            if on is None:
                continue
            number += 1
            found = chance.choice((0, 0, 1, 1, 2, 4))
            world.add(
                "inspections",
                inspection_id=f"JCJ{year}{number:05d}",
                campaign="定点医药机构全覆盖检查",
                institution_id=row["institution_id"],
                inspecting_unit=UNITS["insurance"],
                source="inspection",
                inspected_on=on,
                is_online=False,
                is_sampled=False,
                result="minor" if found else "not_found",
                findings_count=found,
                document_number=f"安医保检〔{year}〕{number}号",
            )


def _rectifications(world: World) -> None:
    """Problems of every month with the planted share closed in time."""
    chance = world.chance("rectification")
    inside = world.rows("institutions", county_id=COUNTY_ID, is_designated=True)
    for year in (world.year - 1, world.year):
        for month in range(1, 13):
            level = min(1.0, world.levels("rectification_rate", year)[month - 1])
            count = 40
            late = set(chance.sample(range(count), round(count * (1 - level))))
            for number in range(count):
                due = day_in(year, month, chance, 27)
                found = due - dt.timedelta(days=30)
                shift = chance.randint(8, 70) if number in late else -chance.randint(1, 14)
                done = due + dt.timedelta(days=shift)
                world.add(
                    "rectifications",
                    finding_id=f"WT{year}{month:02d}{number:02d}",
                    source=chance.choice(("inspection", "smart_supervision", "complaint")),
                    institution_id=chance.choice(inside)["institution_id"],
                    unit_name=UNITS["health"],
                    category=chance.choice(("诊疗行为", "收费", "院感", "药品管理")),
                    found_on=found,
                    due_on=due,
                    done_on=done - dt.timedelta(days=2),
                    verified_on=done - dt.timedelta(days=1),
                    closed_on=done,
                    status="done",
                    amount_fen=chance.randint(1, 90) * 1000,
                    recovered_fen=0,
                )


def _projects(world: World) -> None:
    """The hospital review and two building projects, by milestones."""
    path = world.paths["hospital_review"]
    last = None if path.is_missed else {LATE: 11, SCARE: 10}.get(path.outcome, 9)
    middle = 9 if path.outcome == MISSED else 6
    plans: tuple[tuple[str, str, str, tuple[int | None, ...]], ...] = (
        (
            "XM001",
            "县人民医院二级甲等医院等级复审",
            "医院等级评审",
            (2, middle, last),
        ),
        ("XM002", "标准化发热门诊改造", "建设", (1, 4, 10)),
        ("XM003", "县域影像、检验、心电诊断中心", "信息化", (3, 7, None)),
    )
    names = ("启动", "中期", "完成")
    planned = (3, 7, 11)
    for code, name, kind, months in plans:
        end = months[-1]
        finished = None if end is None else month_end(world.year, end)
        world.add(
            "projects",
            project_id=code,
            project_name=name,
            project_kind=kind,
            lead_unit=UNITS["health"],
            institution_id=site_id(COUNTY_ID, "county"),
            level="county",
            budget_fen=800_000_000,
            planned_start_on=dt.date(world.year, 1, 10),
            planned_end_on=dt.date(world.year, 11, 30),
            started_on=dt.date(world.year, 1, 15),
            ended_on=finished,
            status="done" if finished else "in_progress",
        )
        for number, month in enumerate(months, 1):
            day = None if month is None else month_end(world.year, month)
            world.add(
                "project_milestones",
                project_id=code,
                milestone_number=number,
                milestone_name=names[number - 1],
                due_on=month_end(world.year, planned[number - 1]),
                done_on=day,
                progress_share=f"{number / 3:.4f}" if day else None,
                invested_fen=number * 250_000_000,
                arrived_fen=number * 240_000_000,
                evidence=f"ZL-{code}-{number}" if day else None,
            )


def _capability(world: World) -> None:
    for row in public_hospitals(world):
        chance = world.chance("capability", row["institution_id"])
        for measure, unit, low, high in (
            ("病例组合指数", "", 0.82, 1.05),
            ("四级手术占比", "%", 3, 9),
        ):
            before = chance.uniform(low, high)
            for year in world.years:
                now = before * chance.uniform(0.98, 1.06)
                world.add(
                    "capability_measures",
                    subject_id=row["institution_id"],
                    subject_kind="institution",
                    period_on=dt.date(year, 12, 31),
                    measure=measure,
                    value=f"{now:.3f}",
                    previous_year_value=f"{before:.3f}",
                    unit=unit or "无",
                    as_of_on=dt.date(year, 12, 31),
                )
                before = now


def _economy(world: World) -> None:
    for year in (world.year - 2, *world.years):
        income = 2_310_000 + 90_000 * (year - world.year + 2)
        series = (
            ("cpi_growth", "0.012", "share"),
            ("gdp_growth", "0.051", "share"),
            ("disposable_income", str(income), "fen"),
            ("population", str(world.size.population), "人"),
        )
        for name, value, unit in series:
            world.add(
                "economic_series",
                place_id=words.COUNTY_ID,
                period_on=dt.date(year, 12, 31),
                series=name,
                value=value,
                unit=unit,
            )
