"""Hospitals' own figures: accounts (year to date), costs, beds, surveys, appraisals, budgets."""

from __future__ import annotations

import datetime as dt

from sanyi.county.calendar import VISIT_SEASON, day_in, month_end, month_start, quarter_end
from sanyi.county.places import primary_centres, public_hospitals
from sanyi.county.words import CITY_ID, COUNTY_ID
from sanyi.county.world import Row, World

_DEPARTMENTS = ("内科", "外科", "妇产科", "儿科", "检验科", "影像科", "行政后勤")

_OUTLAYS = ("住院", "门诊统筹", "大病", "救助")


def make_hospitals(world: World) -> None:
    """Accounts, beds, department costs, surveys, assessments and payment budgets."""
    incomes = _incomes(world)
    for row in public_hospitals(world):
        _accounts(world, row, incomes, is_hospital=True)
        _departments(world, row, incomes)
    for row in primary_centres(world):
        _accounts(world, row, incomes, is_hospital=False)
    _beds(world)
    _surveys(world)
    _assessments(world)
    _budgets(world)


def _incomes(world: World) -> dict[tuple[str, dt.date, str], int]:
    """Medical income by institution and month, from the stays and visits themselves."""
    rows = world.fetch(
        """SELECT institution_id, date_trunc('month', discharged_on)::DATE, 'in',
          CAST(sum(total_cost_fen) AS BIGINT) FROM priced_stays GROUP BY 1, 2
        UNION ALL SELECT institution_id, date_trunc('month', visited_on)::DATE, 'out',
          CAST(sum(total_cost_fen) AS BIGINT) FROM priced_visits GROUP BY 1, 2"""
    )
    return {(str(a), b, str(c)): int(d) for a, b, c, d in rows}


def _accounts(
    world: World, institution: Row, incomes: dict[tuple[str, dt.date, str], int], is_hospital: bool
) -> None:
    """One row a month that holds the year so far; shares follow the planted monthly levels."""
    code = institution["institution_id"]
    chance = world.chance("accounts", code)
    for year in world.years:
        total: dict[str, int] = {}
        for month in range(1, 13):
            start = month_start(year, month)
            out, inside = incomes.get((code, start, "out"), 0), incomes.get((code, start, "in"), 0)
            floor = round(90_000_00 * VISIT_SEASON[month - 1]) if is_hospital else 30_000_00
            out, inside = max(out, floor), max(inside, floor)
            part = _month_shares(world, year, month, is_hospital, chance.uniform(-0.004, 0.004))
            _grow(total, out, inside, part)
            world.add(
                "hospital_accounts",
                institution_id=code,
                month_on=start,
                **total,
                assets_fen=round(floor * 260),
                liabilities_fen=round(floor * 118),
                debt_fen=round(floor * 40) if is_hospital else 0,
            )


def _month_shares(
    world: World, year: int, month: int, is_hospital: bool, noise: float
) -> dict[str, float]:
    """Shares of medical income, and of operating expense, in one month."""
    level = {
        key: world.levels(key, year)[month - 1]
        for key in ("service_income_share", "drug_income_share", "staff_cost_share",
                    "tcm_income_share")
    }  # fmt: skip
    if not is_hospital:
        return {"service": 0.36, "drug": 0.31, "staff": 0.47, "tcm": level["tcm_income_share"]}
    return {
        "service": level["service_income_share"],
        "drug": level["drug_income_share"],
        "staff": level["staff_cost_share"],
        "tcm": 0.06 + noise,
    }


def _grow(total: dict[str, int], out: int, inside: int, part: dict[str, float]) -> None:
    """Add one month to the year so far."""
    medical = out + inside
    drug = round(medical * part["drug"])
    fiscal, other = round(medical * 0.11), round(medical * 0.02)
    income = medical + fiscal + other
    expense = round(income * 0.985)
    operating = round(expense * 0.93)
    staff = round(operating * part["staff"])
    month = {
        "total_income_fen": income,
        "medical_income_fen": medical,
        "outpatient_income_fen": out,
        "inpatient_income_fen": inside,
        "service_income_fen": round(medical * part["service"]),
        "drug_income_fen": drug,
        "herbal_income_fen": round(drug * 0.07),
        "consumable_income_fen": round(medical * 0.11),
        "examination_income_fen": round(medical * 0.12),
        "laboratory_income_fen": round(medical * 0.10),
        "tcm_income_fen": round(medical * part["tcm"]),
        "special_service_income_fen": round(medical * 0.004),
        "fund_income_fen": round(medical * 0.56),
        "fiscal_income_fen": fiscal,
        "fiscal_basic_fen": round(fiscal * 0.6),
        "total_expense_fen": expense,
        "operating_expense_fen": operating,
        "staff_expense_fen": staff,
        "drug_expense_fen": round(drug * 0.97),
        "consumable_expense_fen": round(medical * 0.10),
        "energy_expense_fen": round(operating * 0.025),
        "training_expense_fen": round(operating * 0.008),
        "risk_fund_fen": round(operating * 0.002),
        "welfare_fund_fen": round(operating * 0.006),
    }
    for name, value in month.items():
        total[name] = total.get(name, 0) + value


def _departments(
    world: World, institution: Row, incomes: dict[tuple[str, dt.date, str], int]
) -> None:
    code = institution["institution_id"]
    for year, month in world.months():
        start = month_start(year, month)
        whole = incomes.get((code, start, "in"), 0) + incomes.get((code, start, "out"), 0)
        for number, department in enumerate(_DEPARTMENTS):
            income = whole * (22, 20, 12, 10, 16, 20, 0)[number] // 100
            base = income or whole * 8 // 100
            parts = {
                "staff_cost_fen": base * 38 // 100,
                "drug_cost_fen": base * 26 // 100 if number < 4 else 0,
                "consumable_cost_fen": base * 12 // 100,
                "depreciation_fen": base * 5 // 100,
                "other_cost_fen": base * 6 // 100,
            }
            world.add(
                "department_costs",
                institution_id=code,
                month_on=start,
                department=department,
                department_kind=("临床", "临床", "临床", "临床", "医技", "医技", "行政后勤")[
                    number
                ],
                income_fen=income,
                total_cost_fen=sum(parts.values()),
                **parts,
            )


def _beds(world: World) -> None:
    for row in [*public_hospitals(world), *primary_centres(world)]:
        kinds = [("general", 0.86), ("elderly", 0.06)]
        kinds += [] if row["is_primary"] else [("icu", 0.03), ("infectious", 0.05)]
        chance = world.chance("beds", row["institution_id"])
        for kind, share in kinds:
            for year in world.years:
                for quarter in range(1, 5):
                    count = max(1, round(row["bed_count"] * share))
                    world.add(
                        "beds",
                        institution_id=row["institution_id"],
                        bed_kind=kind,
                        counted_on=quarter_end(year, quarter),
                        bed_count=count,
                        open_count=count,
                        occupied_count=int(count * chance.uniform(0.55, 0.93)),
                        surge_count=count // 5,
                    )


def _surveys(world: World) -> None:
    """Scores of every month's survey; the mean is the planted level."""
    for row in public_hospitals(world):
        chance = world.chance("survey", row["institution_id"])
        for year, month in world.months():
            level = world.levels("satisfaction", year)[month - 1]
            for kind in ("门诊患者", "住院患者"):
                score = level + chance.uniform(-0.25, 0.25)
                world.add(
                    "satisfaction_surveys",
                    institution_id=row["institution_id"],
                    period_on=month_end(year, month),
                    survey_kind=kind,
                    respondents_count=chance.randint(110, 130),
                    score=f"{min(100.0, score):.2f}",
                )


def _assessments(world: World) -> None:
    items = ("党建引领", "功能定位", "医疗质量", "费用控制", "运营效率")
    for year in world.years:
        for rank, row in enumerate(public_hospitals(world), 1):
            chance = world.chance("assessment", row["institution_id"], str(year))
            code = f"KH-{year}-{row['institution_id'][4:]}"
            scores = [round(20 * chance.uniform(0.74, 0.97), 1) for _ in items]
            world.add(
                "assessments",
                assessment_id=code,
                scheme="公立医院绩效考核",
                subject_kind="institution",
                institution_id=row["institution_id"],
                year=year - 1,
                assessed_on=dt.date(year, 5, 20),
                score=round(sum(scores), 1),
                full_score=100,
                level="B",
                rank=rank,
                is_passed=True,
                published_on=dt.date(year, 6, 10),
                document_number=f"安卫健〔{year}〕{20 + rank}号",
            )
            for number, (name, score) in enumerate(zip(items, scores, strict=True), 1):
                world.add(
                    "assessment_items",
                    assessment_id=code,
                    item_code=f"{number:02d}",
                    item_name=name,
                    full_score=20,
                    score=score,
                    evidence=f"ZL-{year}-{rank}-{number}",
                )


def _budgets(world: World) -> None:
    """Budgets of the two years; last year's surpluses are paid this year, on time or not."""
    path = world.paths["retention_paid"]
    payers = [r["institution_id"] for r in public_hospitals(world)]
    payers += [r["institution_id"] for r in primary_centres(world)]
    chance = world.chance("budgets")
    late = set(chance.sample(payers, max(2, len(payers) // 4))) if path.is_missed else set()
    for year in (world.year - 2, *world.years):
        for payer in payers:
            budget = chance.randint(300, 900) * 1_000_000
            closed = year < world.year
            spent = round(budget * chance.uniform(0.91, 0.985))
            paid_on = None
            if closed:
                month = (
                    chance.choice((7, 8, 9, 10, 11))
                    if payer in late and (year == world.year - 1)
                    else chance.randint(4, 6)
                )
                paid_on = day_in(year + 1, month, chance, 27)
            world.add(
                "payment_budgets",
                budget_id=f"YS-{year}-{payer[4:]}",
                year=year,
                payer_kind="institution",
                institution_id=payer,
                insurance_scheme="resident",
                payment_mode="global_budget",
                insured_count=max(1, world.size.population // len(payers)),
                budget_fen=budget,
                advanced_fen=round(budget * 0.9),
                spent_fen=spent if closed else None,
                appraisal_score=chance.randint(82, 97) if closed else None,
                retained_fen=(budget - spent) * 6 // 10 if closed else None,
                assessed_on=dt.date(year + 1, 3, 25) if closed else None,
                retained_paid_on=paid_on,
            )


def make_fund(world: World) -> None:
    """Income and outlay of the fund by month, the outlay counted from the claims."""
    spent = world.fetch(
        """SELECT scheme, date_trunc('month', settled_on)::DATE, care_kind <> 'inpatient',
          CAST(sum(basic_paid_fen) AS BIGINT), CAST(sum(catastrophic_paid_fen) AS BIGINT),
          CAST(sum(aid_paid_fen) AS BIGINT) FROM claims GROUP BY 1, 2, 3"""
    )
    outlay: dict[tuple[str, dt.date, str], int] = {}
    for scheme, start, is_visit, basic, catastrophic, aid in spent:
        parts = (("门诊统筹" if is_visit else "住院", basic), ("大病", catastrophic), ("救助", aid))
        for item, fen in parts:
            key = (str(scheme), start, item)
            outlay[key] = outlay.get(key, 0) + int(fen)
    balance = {"employee": 0, "resident": 0}
    for year, month in world.months():
        start = month_start(year, month)
        for scheme in ("employee", "resident"):
            used = sum(
                outlay.get((scheme, start, i), 0) for i in ("住院", "门诊统筹", "大病", "救助")
            )
            income = round(used * 1.04) + 1_000_000
            for item, share in (("缴费", 30), ("财政补助", 65), ("利息", 5)):
                world.add(
                    "fund_income", pooling_area_id=CITY_ID, insurance_scheme=scheme,
                    month_on=start, item=item, amount_fen=income * share // 100,
                )  # fmt: skip
            balance[scheme] += income - used
            for item in _OUTLAYS:
                world.add(
                    "fund_outlay",
                    pooling_area_id=CITY_ID,
                    county_id=COUNTY_ID,
                    insurance_scheme=scheme,
                    month_on=start,
                    item=item,
                    amount_fen=outlay.get((scheme, start, item), 0),
                    balance_fen=balance[scheme],
                )
