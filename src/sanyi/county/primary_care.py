"""Managed patients, family doctors, prescriptions and referrals, made as sets."""

from __future__ import annotations

from sanyi.county.cut import UNTIL
from sanyi.county.words import COUNTY_ID
from sanyi.county.world import World


def make_primary_care(world: World) -> None:
    """Build the tables of primary care and their queries."""
    _levels(world)
    _patients(world)
    _contracts(world)
    _services(world)
    _follow_ups(world)
    _prescriptions(world)
    _referrals(world)
    _others(world)


def _levels(world: World) -> None:
    """Planted monthly values of the targets that show in these tables."""
    world.sql(
        "CREATE TABLE levels (year INTEGER, month INTEGER, key VARCHAR, level DOUBLE, "
        "reached DOUBLE)"
    )
    keys = ("contract_rate", "fulfilment_rate", "hypertension_control", "essential_share",
            "prescription_quality")  # fmt: skip
    for key in keys:
        for year in world.years:
            reached = 0.0
            for month, level in enumerate(world.levels(key, year), 1):
                reached += level
                world.engine.execute(
                    "INSERT INTO levels VALUES (?, ?, ?, ?, ?)", [year, month, key, level, reached]
                )


def _patients(world: World) -> None:
    """Hypertension and diabetes by age; registered at the township centre of the town."""
    parts = [
        f"""SELECT p.person_no, p.person_id, '{disease}' AS disease, p.place_id, p.town_id, p.age,
          t.institution_id, {number} AS kind,
          DATE '{world.year - 8}-01-01' + CAST(floor({world.u("since" + disease, "p.person_no")}
            * 2500) AS INTEGER) AS registered_on
        FROM people p JOIN sites t ON t.site = 'town' AND t.key = p.town_id
        WHERE p.died_on IS NULL AND {world.u("has" + disease, "p.person_no")} <
          CASE WHEN p.age >= 65 THEN {old} WHEN p.age >= 45 THEN {middle}
            WHEN p.age >= 35 THEN {young} ELSE 0 END"""
        for number, (disease, old, middle, young) in enumerate(
            (("hypertension", 0.42, 0.19, 0.04), ("diabetes", 0.15, 0.07, 0.015))
        )
    ]
    world.sql(
        f"CREATE TABLE patients AS SELECT *, row_number() OVER (ORDER BY person_no, kind) - 1 "
        f"AS patient_no FROM ({' UNION ALL '.join(parts)}) ORDER BY patient_no"
    )


def _ends(world: World, key: str) -> str:
    """SQL for the planted value at the end of the row's year."""
    path = world.paths[key]
    before = 0.80 if key == "contract_rate" else 0.90
    return f"CASE y WHEN {world.year} THEN {path.final:.9f} ELSE {before} END"


def _month_of(key: str, uniform: str) -> str:
    """SQL for the month at which a year's filling passes the uniform."""
    return (
        f"(SELECT min(month) FROM levels l WHERE l.key = '{key}' AND l.year = y "
        f"AND (l.reached >= {uniform} OR l.month = 12))"
    )


def _contracts(world: World) -> None:
    """One contract a person and year; the share signed and its course are planted."""
    signed = world.even("signed", "person_rank")
    month = world.u("signed-month", "person_no + y")
    world.sql(
        f"""CREATE TABLE signed AS
        WITH persons AS (SELECT person_no, any_value(person_id) AS person_id,
            any_value(institution_id) AS institution_id, any_value(place_id) AS place_id,
            max(disease) AS disease, count(*) AS n, max(age) AS age FROM patients
          GROUP BY person_no),
        ranked AS (SELECT *, row_number() OVER (ORDER BY person_no) - 1 AS person_rank
          FROM persons),
        years AS (SELECT *, y FROM ranked, (VALUES ({world.year - 1}), ({world.year})) AS t(y)),
        chosen AS (SELECT *, {month} AS m FROM years
          WHERE {signed} < {_ends(world, "contract_rate")}),
        dated AS (SELECT chosen.*, l.month AS signed_month FROM chosen JOIN levels l
          ON l.key = 'contract_rate' AND l.year = y AND m < l.reached + CASE l.month WHEN 12
            THEN 1 ELSE 0 END AND m >= l.reached - l.level)
        SELECT *, make_date(y, signed_month, 1 + CAST(floor({world.u("sign-day", "person_no + y")}
          * 27) AS INTEGER)) AS signed_on,
          'QY' || y || '-' || lpad(CAST(person_rank AS VARCHAR), 7, '0') AS contract_id
        FROM dated ORDER BY contract_id"""
    )
    world.queries["family_doctor_contracts"] = """SELECT contract_id, person_id,
        disease AS population_group, institution_id, institution_id || '-' || person_rank % 6
          AS team_id, place_id, signed_on, make_date(y, 12, 31) AS valid_to_on,
        'B' || person_rank % 3 AS package_code, person_rank % 5 = 0 AS is_paid_package,
        CASE WHEN person_rank % 5 = 0 THEN 12000 ELSE 0 END AS package_price_fen,
        CASE WHEN person_rank % 5 = 0 THEN 5000 ELSE 0 END AS fund_paid_fen,
        CASE WHEN person_rank % 5 = 0 THEN 3000 ELSE 0 END AS public_health_paid_fen FROM signed"""


def _services(world: World) -> None:
    """Services within 75 days of signing; the share of contracts with any is planted.

    A stalled fulfilment shows as contracts whose service never comes from its month on.
    """
    late = " ".join(
        f"WHEN {month} THEN {rate:.9f}" for month, rate in enumerate(_service_rates(world), 1)
    )
    served = world.even("served", "row_number() OVER (ORDER BY y, signed_month, contract_id)")
    world.sql(
        f"""CREATE TABLE services AS
        WITH rates AS (SELECT *, CASE WHEN y = {world.year} THEN CASE signed_month {late} END
            ELSE 0.9 END AS rate, {served} AS s FROM signed),
        done AS (SELECT *, k FROM rates, unnest(range(3)) AS t(k) WHERE s < rate
          AND (k = 0 OR {world.u("more", "person_no * 4 + k + y")} < 0.5))
        SELECT contract_id || '-' || k AS service_id, contract_id, person_id,
          CASE k WHEN 0 THEN 'follow_up' WHEN 1 THEN 'medication' ELSE 'check_up' END
            AS service_kind,
          least(make_date(y, 12, 31), signed_on + 3 + CAST(floor(
            {world.u("served-day", "person_no * 4 + k")} * 30) AS INTEGER)
            + CAST(k * 21 AS INTEGER)) AS served_on
        FROM done"""
    )
    world.queries["family_doctor_services"] = "SELECT * FROM services"


def _service_rates(world: World) -> list[float]:
    """Share of a month's contracts that ever get a service, by the month of signing."""
    path = world.paths["fulfilment_rate"]
    weights = world.paths["contract_rate"].levels
    if not path.is_missed:
        return [min(1.0, path.final)] * 12
    # before the onset as last year, afterwards so low that the year ends at the planted value
    first = min(path.onset, 9)
    good = sum(weights[: first - 1])
    rest = sum(weights[first - 1 :])
    low = (path.final - 0.92 * good) / rest if rest else path.final
    return [0.92 if month < first else max(0.0, low) for month in range(1, 13)]


def _follow_ups(world: World) -> None:
    """Four follow-ups a patient and year, the controlled share of each month as planted."""
    month = f"(k * 3 + 1 + CAST(floor({world.u('follow-month', 'patient_no')} * 3) AS INTEGER))"
    world.sql(
        f"""CREATE TABLE follow_ups AS
        WITH due AS (SELECT p.*, y, k, {month} AS m FROM patients p,
            (VALUES ({world.year - 1}), ({world.year})) AS t(y), unnest(range(4)) AS q(k)
          WHERE {world.u("followed", "(patient_no * 4 + k) * 2 + y % 2")} < 0.86),
        ranked AS (SELECT *, row_number() OVER (ORDER BY disease, y, m, patient_no)
          AS r FROM due),
        judged AS (SELECT d.*, {world.even("controlled", "r")} < CASE disease WHEN 'hypertension'
            THEN l.level ELSE 0.56 END AS ok FROM ranked d JOIN levels l
            ON l.key = 'hypertension_control' AND l.year = d.y AND l.month = d.m)
        SELECT patient_no, person_id, disease, institution_id, y, ok,
          'SF' || y || '-' || lpad(CAST(patient_no AS VARCHAR), 7, '0') || '-' || k AS follow_up_id,
          make_date(y, m, 1 + CAST(floor({world.u("follow-day", "patient_no * 4 + k")} * 27)
            AS INTEGER)) AS followed_on,
          {world.u("pressure", "(patient_no * 4 + k) * 2 + y % 2")} AS u FROM judged"""
    )
    world.queries["chronic_follow_ups"] = """SELECT follow_up_id, person_id, disease, followed_on,
        institution_id,
        CASE WHEN disease = 'hypertension' THEN CASE
          WHEN ok THEN 116 + CAST(floor(u * 23) AS INTEGER)
          ELSE 141 + CAST(floor(u * 30) AS INTEGER) END END AS systolic_mmhg,
        CASE WHEN disease = 'hypertension' THEN CASE
          WHEN ok THEN 70 + CAST(floor(u * 19) AS INTEGER)
          ELSE 84 + CAST(floor(u * 22) AS INTEGER) END END AS diastolic_mmhg,
        CASE WHEN disease = 'diabetes' THEN CAST(round(CASE WHEN ok THEN 5.2 + u * 1.7
          ELSE 7.1 + u * 4.5 END, 2) AS DECIMAL(6, 2)) END AS glucose_mmol_l, ok AS is_controlled
        FROM follow_ups"""
    world.queries["chronic_patients"] = f"""SELECT p.person_id, p.disease, p.institution_id,
        p.place_id, p.registered_on, f.last_on AS last_followed_on, f.n AS follow_up_count,
        f.n >= greatest(1, CASE year({UNTIL}) WHEN {world.year} THEN quarter({UNTIL}) ELSE 1 END)
          AS is_standard, f.ok AS is_controlled,
        {world.u("two", "p.patient_no")} < 0.82 AS is_two_diseases_registered
        FROM patients p JOIN (SELECT patient_no, max(followed_on) AS last_on,
          count(*) FILTER (y = {world.year}) AS n, arg_max(ok, followed_on) AS ok
          FROM follow_ups WHERE followed_on <= {UNTIL} GROUP BY patient_no) f USING (patient_no)"""


def _prescriptions(world: World) -> None:
    """A prescription for three in ten visits; shares by month as planted at primary ones."""
    primary = "site IN ('village', 'town')"
    # one in eight is reviewed; a tiny county reviews more, or its rate would be all noise
    reviewed = min(0.6, max(0.12, 2_400 / world.size.visits_per_year))
    world.sql(
        f"""CREATE TABLE scripts AS
        WITH part AS (SELECT * FROM priced_visits WHERE {world.u("script", "visit_no")} < 0.3),
        ranked AS (SELECT *, row_number() OVER (ORDER BY {primary}, visit_no) AS r FROM part)
        SELECT s.*, CASE WHEN {primary} THEN {world.even("essential", "r")} < e.level
            ELSE {world.u("essential", "visit_no")} < 0.46 END AS essential,
          {world.u("reviewed", "visit_no")} < {reviewed:.6f} AS reviewed
        FROM ranked s JOIN levels e ON e.key = 'essential_share' AND e.year = year(s.month_on)
          AND e.month = month(s.month_on)"""
    )
    world.sql(
        f"""CREATE TABLE judged_scripts AS
        WITH part AS (SELECT visit_no, month_on, row_number() OVER (ORDER BY visit_no) AS r
          FROM scripts WHERE reviewed)
        SELECT visit_no, {world.even("qualified", "r")} < q.level AS qualified FROM part s
        JOIN levels q ON q.key = 'prescription_quality' AND q.year = year(s.month_on)
          AND q.month = month(s.month_on)"""
    )
    world.queries["prescriptions"] = f"""SELECT 'CF' || s.visit_id AS prescription_id, s.visit_id,
        s.institution_id, s.person_id, s.visited_on AS prescribed_on, s.care_kind,
        s.code AS diagnosis_code, s.care_kind = 'two_diseases'
          AND {world.u("long", "s.visit_no")} < 0.6 AS is_long,
        s.site = 'tcm' AND {world.u("tcm-script", "s.visit_no")} < 0.6 AS is_tcm,
        s.essential AS has_essential, {world.u("anti", "s.visit_no")} < 0.17 AS has_antibacterial,
        CASE WHEN s.care_kind = 'two_diseases' THEN 28 ELSE 5 END AS supply_days,
        CAST(floor(s.total_cost_fen * 0.48) AS BIGINT) AS amount_fen,
        CASE WHEN s.reviewed THEN last_day(s.visited_on) END AS reviewed_on,
        j.qualified AS is_qualified
        FROM scripts s LEFT JOIN judged_scripts j USING (visit_no)"""
    world.queries["prescription_lines"] = f"""SELECT 'CF' || visit_id AS prescription_id,
        k + 1 AS line_number,
        'SYNX' || lpad(CAST(1 + CAST(floor({world.u("script-item", "visit_no * 4 + k")} * 30)
          AS INTEGER) AS VARCHAR), 3, '0') || '-1' AS product_id,
        CASE WHEN care_kind = 'two_diseases' THEN 28 ELSE 5 END AS supply_days,
        1 + CAST(floor({world.u("boxes", "visit_no * 4 + k")} * 3) AS INTEGER) AS quantity,
        {world.u("in-stock", "visit_no * 4 + k")} < 0.985 AS is_in_stock, visited_on AS known_on
        FROM scripts, unnest(range(2)) AS t(k) WHERE k = 0 OR visit_no % 2 = 0"""


def _referrals(world: World) -> None:
    """Referrals up from township centres, and down to them as many as planted."""
    world.sql("CREATE TABLE down_plan (month_on DATE, count BIGINT)")
    monthly, reached = max(180, world.size.stays_per_year // 40) / 12, 0.0
    for year in world.years:
        for month, level in enumerate(world.levels("referral_down_growth", year), 1):
            before, reached = round(reached), reached + monthly * level
            world.engine.execute(
                "INSERT INTO down_plan VALUES (make_date(?, ?, 1), ?)",
                [year, month, round(reached) - before],
            )
    lead = f"'SYN-{COUNTY_ID}-COUNTY'"
    world.sql(f"""CREATE TABLE referrals_made AS
        WITH s AS (SELECT stay_id, stay_no, person_id, code, admitted_on, discharged_on, month_on,
            town_id FROM priced_stays WHERE site = 'county' AND county_id = '{COUNTY_ID}'),
        ranked AS (SELECT *, row_number() OVER (PARTITION BY month_on
          ORDER BY {world.u("refer", "stay_no")}, stay_no) AS r FROM s)
        SELECT 'XZ' || stay_id || '-' || i AS referral_id, person_id,
          {lead} AS from_institution_id, t.institution_id AS to_institution_id, 'down' AS direction,
          least(last_day(r.month_on), discharged_on) AS referred_on,
          discharged_on + 1 AS accepted_on, discharged_on + 8 AS followed_on,
          code AS diagnosis_code
        FROM ranked r JOIN down_plan d ON d.month_on = r.month_on
          JOIN (SELECT month_on, count(*) AS n FROM s GROUP BY month_on) c
            ON c.month_on = r.month_on,
          unnest(range((d.count - r.r) // c.n + 1)) AS q(i)
          JOIN sites t ON t.site = 'town' AND t.key = r.town_id
        WHERE r.r <= d.count
        UNION ALL
        SELECT 'SZ' || stay_id, person_id, t.institution_id, {lead}, 'up', admitted_on, admitted_on,
          NULL, code FROM s JOIN sites t ON t.site = 'town' AND t.key = s.town_id
        WHERE {world.u("refer-up", "stay_no")} < 0.12""")
    world.queries["referrals"] = "SELECT * FROM referrals_made"


def _others(world: World) -> None:
    """Special-disease enrolments, screening and examinations."""
    world.queries["special_disease_enrolments"] = f"""SELECT 'TB-' || person_id || '-' || disease
          AS enrolment_id, person_id, 'resident' AS insurance_scheme,
        'two_diseases' AS benefit_kind, CASE disease WHEN 'diabetes' THEN 'E11' ELSE 'I10' END
          AS disease_code, left(place_id, 6) AS county_id, institution_id,
        registered_on + 30 AS approved_on FROM patients
        WHERE {world.u("two", "patient_no")} < 0.82"""
    world.queries["screening"] = f"""SELECT 'SC' || y || '-' || p.person_id AS screening_id,
        p.person_id, CASE WHEN p.person_no % 2 = 0 THEN 'cancer' ELSE 'stroke' END AS programme,
        t.institution_id, make_date(y, 1 + CAST(floor({world.u("screen", "p.person_no + y")} * 12)
          AS INTEGER), 15) AS screened_on,
        {world.u("risk", "p.person_no + y")} < 0.16 AS is_high_risk,
        CASE WHEN {world.u("risk", "p.person_no + y")} < 0.13 THEN make_date(y, 12, 20) END
          AS followed_up_on, {world.u("risk", "p.person_no + y")} < 0.012 AS is_confirmed
        FROM people p JOIN sites t ON t.site = 'town' AND t.key = p.town_id,
          (VALUES ({world.year - 1}), ({world.year})) AS v(y)
        WHERE p.age BETWEEN 45 AND 74 AND {world.u("screened", "p.person_no * 2 + y % 2")} < 0.05
          AND p.died_on IS NULL"""
    world.queries["examinations"] = f"""SELECT 'JC' || stay_id || '-' || k AS examination_id,
        person_id, institution_id, CASE k WHEN 0 THEN 'laboratory' ELSE 'imaging' END AS exam_kind,
        CASE k WHEN 0 THEN 'FW2001' ELSE 'FW2101' END AS item_code, admitted_on AS examined_on,
        k = 1 AS is_large_equipment, {world.u("positive", "stay_no * 2 + k")} < 0.62 AS is_positive,
        {world.u("recognised", "stay_no * 2 + k")} < 0.05 AS is_recognised,
        CASE WHEN {world.u("recognised", "stay_no * 2 + k")} < 0.05 THEN NULL
          WHEN k = 0 THEN 1800 ELSE 18500 END AS fee_fen, discharged_on AS known_on
        FROM priced_stays, unnest(range(2)) AS t(k)
        WHERE place_of_care = 'in_county' AND (k = 0 OR stay_no % 3 = 0)"""
