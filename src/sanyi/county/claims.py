"""Claims, their layers and their lines; every layer is whole fen and the layers sum to the cost."""

from __future__ import annotations

from sanyi.county.calendar import month_start
from sanyi.county.care import OUTPATIENT_CLAIMS
from sanyi.county.places import site_id
from sanyi.county.products import CONSUMABLES, GENERICS, product_id
from sanyi.county.rng import choose, shares
from sanyi.county.words import COUNTY_ID
from sanyi.county.world import World

# deductible in fen, and share paid by the basic layer to residents, by place of care
_DEDUCTIBLE = {"town": 20_000, "in_county": 50_000, "in_city": 80_000, "in_province": 100_000}
_BASIC = {"town": 0.85, "in_county": 0.75, "in_city": 0.65, "in_province": 0.58}
_OUTSIDE_DEDUCTIBLE, _OUTSIDE_BASIC, _EMPLOYEE_MORE = 150_000, 0.50, 0.08
_CATASTROPHIC_FROM = 1_500_000
# item, kind of charge, reference price in fen; medicines and consumables come from the catalogue
_SERVICES: tuple[tuple[str, str, str, int], ...] = (
    ("FW1001", "普通床位费", "bed", 3200), ("FW1002", "三人间床位费", "bed", 2600),
    ("FW1101", "住院诊察费", "consultation", 1500),
    ("FW1102", "普通门诊诊察费", "consultation", 900),
    ("FW1103", "一般诊疗费", "general_service", 1000),
    ("FW1201", "二级护理", "nursing", 1400), ("FW1202", "一级护理", "nursing", 2600),
    ("FW2001", "血常规", "laboratory", 1800), ("FW2002", "肝功能", "laboratory", 6200),
    ("FW2003", "肾功能", "laboratory", 3800), ("FW2004", "凝血四项", "laboratory", 5600),
    ("FW2005", "尿常规", "laboratory", 1000), ("FW2006", "电解质", "laboratory", 3200),
    ("FW2101", "胸部CT平扫", "examination", 18500), ("FW2102", "数字化摄影", "examination", 6200),
    ("FW2103", "腹部彩超", "examination", 8800), ("FW2104", "常规心电图", "examination", 1900),
    ("FW2105", "头颅磁共振", "examination", 42000),
    ("FW2201", "静脉输液", "treatment", 900), ("FW2202", "雾化吸入", "treatment", 700),
    ("FW2203", "氧气吸入", "treatment", 400), ("FW2204", "清创缝合", "treatment", 7600),
    ("FW3001", "阑尾切除术", "operation", 92000), ("FW3002", "胆囊切除术", "operation", 148000),
    ("FW4001", "普通针刺", "tcm_treatment", 2400), ("FW4002", "灸法", "tcm_treatment", 2000),
    ("FW4003", "推拿治疗", "tcm_treatment", 4200),
)  # fmt: skip
_STAY_KINDS = (
    ("bed", 7), ("nursing", 5), ("laboratory", 15), ("examination", 15), ("western_medicine", 14),
    ("western_medicine", 11), ("treatment", 12), ("consumable", 9), ("tcm_treatment", 6),
    ("tcm_patent", 6), ("consultation", 4), ("laboratory", 8),
)  # fmt: skip
_VISIT_KINDS = (("western_medicine", 55), ("consultation", 12), ("laboratory", 33))


def make_claims(world: World) -> None:
    """Build ``claims`` with costs settled on the planted levels, and ``lines`` for all of them."""
    world.sql("CREATE TABLE factors (month_on DATE, public DOUBLE, reform DOUBLE, outside DOUBLE)")
    world.sql("INSERT INTO factors SELECT month_on, 1.0, 1.0, 1.0 FROM months")
    _set_reform(world)
    _set_public_costs(world)
    for _ in range(3):  # the fund's share is not quite linear in costs, so it is approached
        _set_outside_costs(world)
    world.sql(f"CREATE TABLE claims AS {_claims_sql(world)}")
    _make_lines(world)


def _set_reform(world: World) -> None:
    """A change of payment at the county hospital: a step and a slope in its cost per stay.

    The other public hospitals carry none, so the effect shows against them; the planted mean of
    all public hospitals stays what the target says.
    """
    chance = world.chance("reform")
    month = chance.choice((3, 4, 5, 6))
    step, slope = round(chance.uniform(-0.12, -0.07), 3), round(chance.uniform(-0.008, -0.002), 4)
    for number in range(month, 13):
        level = 1 + step + slope * (number - month)
        world.engine.execute(
            "UPDATE factors SET reform = ? WHERE month_on = ?",
            [level, month_start(world.year, number)],
        )
    world.truth["reform_effect"] = {
        "what": "cost per stay at the county hospital against the county's other public hospitals",
        "institution_id": site_id(COUNTY_ID, "county"),
        "compare_with": [site_id(COUNTY_ID, "tcm"), site_id(COUNTY_ID, "mch")],
        "table": "inpatient_stays",
        "from_on": month_start(world.year, month).isoformat(),
        "step_share": step,
        "slope_share_per_month": slope,
    }


def _set_public_costs(world: World) -> None:
    """Public hospitals' mean cost of each month onto its planted level."""
    # whole numbers only: a sum of floats would depend on the order in which rows are met
    rows = world.fetch(
        "SELECT month_on, reform, sum(base_cost_fen) FILTER (site = 'county'), "
        "sum(base_cost_fen) FILTER (site <> 'county'), count(*) "
        "FROM stays JOIN factors USING (month_on) WHERE site IN ('county', 'tcm', 'mch') "
        "GROUP BY month_on, reform ORDER BY month_on"
    )
    means = {
        month_on: (int(own or 0) * reform + int(others or 0)) / count
        for month_on, reform, own, others, count in rows
    }
    middle = sum(means.values()) / len(means)
    for month_on, mean in means.items():
        level = world.levels("cost_growth", month_on.year)[month_on.month - 1]
        world.engine.execute(
            "UPDATE factors SET public = ? WHERE month_on = ?", [level * middle / mean, month_on]
        )


def _set_outside_costs(world: World) -> None:
    """Cost outside the county, so that the fund's share inside comes onto its planted level."""
    rows = world.fetch(
        "SELECT month_on, sum(fund_paid_fen) FILTER (place_of_care = 'in_county'), "
        f"sum(fund_paid_fen) FROM ({_claims_sql(world)}) GROUP BY month_on ORDER BY month_on"
    )
    for month_on, inside, whole in rows:
        level = world.levels("in_county_fund_rate", month_on.year)[month_on.month - 1]
        if whole == inside:
            continue
        wanted = int(inside) * (1 - level) / level / (int(whole) - int(inside))
        world.engine.execute(
            "UPDATE factors SET outside = outside * ? WHERE month_on = ?", [wanted, month_on]
        )


def cost_sql(case: str) -> str:
    """SQL for the total cost of a stay or visit row ``case`` with its month's factors ``f``."""
    return (
        f"CAST(round({case}.base_cost_fen * CASE WHEN {case}.place_of_care <> 'in_county' "
        f"THEN f.outside WHEN {case}.site IN ('county', 'tcm', 'mch') AND "
        f"{'TRUE' if case == 's' else 'FALSE'} THEN f.public * CASE {case}.site WHEN 'county' "
        "THEN f.reform ELSE 1.0 END ELSE 1.0 END) AS BIGINT)"
    )


def _cases_sql(world: World) -> str:
    insured = "(joins < 0.961 OR income_group IN ('extreme_poverty', 'orphan'))"
    offset = "(SELECT max(stay_no) + 1 FROM stays)"
    return f"""
        SELECT s.stay_no AS claim_no, 'JZ' || lpad(CAST(s.stay_no AS VARCHAR), 8, '0') AS claim_id,
          s.stay_id, s.stay_id AS visit_id, s.month_on, s.person_id, s.person_no, s.sex, s.scheme,
          s.income_group, s.county_id, s.institution_id, s.place_of_care, s.site,
          'inpatient' AS care_kind, s.code, s.admitted_on AS started_on,
          s.discharged_on AS ended_on,
          {cost_sql("s")} AS total
        FROM stays s JOIN factors f USING (month_on) WHERE {insured}
        UNION ALL
        SELECT {offset} + v.visit_no, 'JM' || lpad(CAST(v.visit_no AS VARCHAR), 9, '0'), NULL,
          v.visit_id, v.month_on, v.person_id, v.person_no, v.sex, v.scheme, v.income_group,
          v.county_id, v.institution_id, v.place_of_care, v.site, v.care_kind, v.code,
          v.visited_on, v.visited_on, {cost_sql("v")}
        FROM visits v JOIN factors f USING (month_on)
        WHERE {insured} AND {world.even("claimed", "v.visit_no")} < {OUTPATIENT_CLAIMS}"""


def _claims_sql(world: World) -> str:
    """The layers, one after another: each takes its part of what the one before left."""
    place = "CASE WHEN site = 'town' THEN 'town' ELSE place_of_care END"
    deductible = " ".join(f"WHEN '{k}' THEN {v}" for k, v in _DEDUCTIBLE.items())
    basic = " ".join(f"WHEN '{k}' THEN {v}" for k, v in _BASIC.items())
    covered = "CASE place_of_care WHEN 'in_county' THEN 0.94 WHEN 'in_city' THEN 0.89 ELSE 0.84 END"
    outpatient = (
        "CASE WHEN care_kind IN ('special_disease', 'two_diseases') THEN 0.6 "
        "WHEN site IN ('village', 'town') THEN 0.55 "
        "WHEN scheme = 'employee' THEN 0.5 ELSE 0.2 END"
    )
    aid = (
        "CASE income_group WHEN 'extreme_poverty' THEN 1.0 WHEN 'orphan' THEN 1.0 "
        "WHEN 'minimum_living' THEN 0.7 WHEN 'relapse_risk' THEN 0.5 WHEN 'marginal' THEN 0.5 "
        "ELSE 0.0 END"
    )
    return f"""
        WITH c AS ({_cases_sql(world)}),
        a AS (SELECT *, CAST(floor(total * ({covered} + 0.05 * {world.u("covered", "claim_no")}))
            AS BIGINT) AS covered,
          CASE WHEN care_kind <> 'inpatient' THEN 0
            ELSE CASE {place} {deductible} ELSE {_OUTSIDE_DEDUCTIBLE} END END AS deductible FROM c),
        b AS (SELECT *, CAST(greatest(0, floor((covered - deductible) * CASE
            WHEN care_kind <> 'inpatient' THEN {outpatient}
            ELSE CASE {place} {basic} ELSE {_OUTSIDE_BASIC} END
              + CASE scheme WHEN 'employee' THEN {_EMPLOYEE_MORE} ELSE 0.0 END END))
            AS BIGINT) AS basic FROM a),
        k AS (SELECT *, CAST(greatest(0, floor((covered - basic - {_CATASTROPHIC_FROM}) * 0.6))
            AS BIGINT) AS catastrophic FROM b),
        m AS (SELECT *, CAST(floor((covered - basic - catastrophic) * {aid}) AS BIGINT) AS aid
          FROM k),
        g AS (SELECT *, CASE WHEN care_kind = 'inpatient' AND {world.u("commercial", "claim_no")}
            < 0.03 THEN CAST(floor((total - basic - catastrophic - aid) * 0.3) AS BIGINT)
            ELSE 0 END AS commercial FROM m),
        h AS (SELECT *, CASE WHEN scheme = 'employee' THEN least(60000,
            total - basic - catastrophic - aid - commercial) ELSE 0 END AS account FROM g)
        SELECT claim_no, claim_id, stay_id, visit_id, month_on, person_id, person_no, sex, scheme,
          income_group, county_id, institution_id, place_of_care, site, care_kind, code, started_on,
          ended_on, ended_on AS settled_on, total AS total_cost_fen, covered AS covered_cost_fen,
          basic AS basic_paid_fen, catastrophic AS catastrophic_paid_fen, aid AS aid_paid_fen,
          commercial AS commercial_paid_fen, account AS account_paid_fen,
          total - basic - catastrophic - aid - commercial - account AS cash_paid_fen,
          basic + catastrophic + aid AS fund_paid_fen, deductible AS deductible_fen
        FROM h"""


def _make_lines(world: World) -> None:
    _line_plan(world)
    _items(world)
    lines = f"""CASE WHEN c.care_kind = 'inpatient'
        THEN 5 + CAST(floor({world.u("lines", "c.claim_no")} * 8) AS INTEGER)
        ELSE 1 + CAST(floor({world.u("lines", "c.claim_no")} * 3) AS INTEGER) END"""
    number = "claim_no * 32 + k"
    price = f"price * (0.9 + 0.2 * {world.u('price', number)})"
    world.sql(
        f"""CREATE TABLE lines AS
        WITH c AS (SELECT claim_no, claim_id, institution_id, started_on, ended_on,
            total_cost_fen AS total, CASE care_kind WHEN 'inpatient' THEN 'stay' ELSE 'visit' END
            AS form, {lines} AS n FROM claims c),
        split AS (SELECT c.*, p.k, p.kind,
            CAST(floor(total * p.high) AS BIGINT) - CAST(floor(total * p.low) AS BIGINT) AS amount
          FROM c JOIN line_plan p ON p.form = c.form AND p.n = c.n),
        named AS (SELECT split.*, i.code, i.name, i.price, i.class FROM split
          JOIN items i ON i.kind = split.kind
            AND i.slot = CAST(floor({world.u("item", number)} * 60) AS INTEGER)),
        counted AS (SELECT *, greatest(1, CAST(round(amount / ({price})) AS BIGINT)) AS quantity
          FROM named)
        SELECT claim_no, claim_id, CAST(k AS BIGINT) AS line_number, code AS item_code,
          name AS item_name, kind AS charge_kind, class AS catalogue_class, quantity,
          amount AS amount_fen, institution_id, ended_on AS settled_on,
          least(ended_on, started_on + CAST(floor({world.u("charged", number)}
            * (ended_on - started_on)) AS INTEGER)) AS charged_on
        FROM counted"""
    )


def _line_plan(world: World) -> None:
    """For every form and number of lines: which kinds, and which part of the cost each takes."""
    world.sql(
        "CREATE TABLE line_plan (form VARCHAR, n INTEGER, k INTEGER, kind VARCHAR, low DOUBLE, "
        "high DOUBLE)"
    )
    for form, kinds in (("stay", _STAY_KINDS), ("visit", _VISIT_KINDS)):
        for count in range(1, len(kinds) + 1):
            chosen = kinds[:count]
            whole, reached = sum(weight for _, weight in chosen), 0
            for k, (kind, weight) in enumerate(chosen, 1):
                low, reached = reached / whole, reached + weight
                high = 1.0 if k == count else reached / whole
                world.engine.execute(
                    "INSERT INTO line_plan VALUES (?, ?, ?, ?, ?, ?)",
                    [form, count, k, kind, low, high],
                )


def _items(world: World) -> None:
    """Sixty slots for every kind of charge."""
    world.sql(
        "CREATE TABLE items (kind VARCHAR, slot INTEGER, code VARCHAR, name VARCHAR, price DOUBLE, "
        "class VARCHAR)"
    )
    by_kind: dict[str, list[tuple[str, str, float, str, float]]] = {}
    for code, name, kind, price in _SERVICES:
        by_kind.setdefault(kind, []).append((code, name, price, "a", 1.0))
    for generic in GENERICS:
        kind = generic.product_class
        if kind in CONSUMABLES or kind == "biological":
            kind = "consumable" if kind in CONSUMABLES else "western_medicine"
        for maker in range(2 if generic.volume else 1):
            weight = (4.0, 1.0)[maker] / (1 + generic.price_fen / 20_000)
            product = (product_id(generic, maker), generic.name, float(generic.price_fen))
            by_kind.setdefault(kind, []).append((*product, generic.catalogue, weight))
    for kind, rows in by_kind.items():
        counts = shares(60, [row[4] for row in rows])
        slots = [row for row, count in zip(rows, counts, strict=True) for _ in range(count)]
        for slot, row in enumerate(slots):
            world.engine.execute(
                "INSERT INTO items VALUES (?, ?, ?, ?, ?, ?)", [kind, slot, *row[:4]]
            )


def publish_claims(world: World) -> None:
    """The queries of the claim tables, after frauds have been planted."""
    mode = choose(
        world.u("mode", "claim_no"),
        [(0.86, "'drg'"), (0.06, "'per_diem'"), (0.08, "'service_item'")],
    )
    world.queries["claims"] = f"""SELECT claim_id, visit_id, stay_id, person_id,
        '合成人员' AS person_name, scheme AS insurance_scheme, income_group,
        county_id AS insured_county_id, institution_id, place_of_care, care_kind,
        CASE WHEN care_kind <> 'inpatient' THEN 'service_item'
          WHEN site IN ('county', 'tcm', 'mch') THEN {mode} ELSE 'service_item' END AS payment_mode,
        code AS disease_code, started_on, ended_on, settled_on,
        place_of_care = 'in_county' OR {world.u("direct", "claim_no")} < 0.86
          AS is_direct_settlement,
        CASE WHEN place_of_care <> 'in_county' THEN {world.u("filed", "claim_no")} < 0.78 END
          AS is_filed,
        CASE WHEN place_of_care <> 'in_county' THEN {world.u("referred", "claim_no")} < 0.55 END
          AS has_referral,
        FALSE AS is_reversal, FALSE AS is_internet, total_cost_fen, covered_cost_fen,
        basic_paid_fen, catastrophic_paid_fen, aid_paid_fen, 0 AS other_fund_paid_fen,
        commercial_paid_fen, account_paid_fen, cash_paid_fen, 0 AS institution_borne_fen,
        fund_paid_fen, deductible_fen
        FROM claims"""
    layers = (
        ("basic", "basic_paid_fen"), ("catastrophic", "catastrophic_paid_fen"),
        ("aid", "aid_paid_fen"), ("commercial", "commercial_paid_fen"),
        ("personal_account", "account_paid_fen"), ("personal_cash", "cash_paid_fen"),
    )  # fmt: skip
    parts = [
        f"SELECT claim_id, '{name}' AS layer, {column} AS paid_fen, settled_on AS known_on "
        f"FROM claims WHERE care_kind = 'inpatient' AND ({column} <> 0 OR '{name}' = 'basic')"
        for name, column in layers
    ]
    world.queries["claim_layers"] = " UNION ALL ".join(parts)
    world.queries["claim_lines"] = """SELECT claim_id, line_number, item_code, item_name,
        charge_kind, catalogue_class, quantity, '次' AS unit,
        CAST(round(amount_fen / 100.0 / quantity, 6) AS DECIMAL(18, 6)) AS unit_price_yuan,
        amount_fen, charged_on, settled_on AS known_on FROM lines"""
    world.queries["out_of_area_settlements"] = f"""SELECT 'YD' || claim_id AS settlement_id,
        person_id, scheme AS insurance_scheme, '990400' AS insured_pooling_area_id,
        CASE place_of_care WHEN 'in_province' THEN '990000' ELSE '980000' END AS care_place_id,
        place_of_care, institution_id, care_kind, code AS disease_code,
        {world.u("direct", "claim_no")} < 0.86 AS is_direct,
        {world.u("filed", "claim_no")} < 0.78 AS is_filed,
        CASE WHEN {world.u("filed", "claim_no")} < 0.5 THEN '转诊' ELSE '临时外出' END
          AS filing_kind,
        settled_on, CASE WHEN {world.u("direct", "claim_no")} >= 0.86
          THEN settled_on + 20 END AS paper_submitted_on, total_cost_fen, fund_paid_fen
        FROM claims WHERE place_of_care IN ('in_province', 'out_of_province')"""
