"""The care tables as the hospitals' systems export them: front pages, visits, monthly returns."""

from __future__ import annotations

from sanyi.county.calendar import month_start
from sanyi.county.claims import cost_sql
from sanyi.county.rng import choose
from sanyi.county.world import World


def publish_care(world: World) -> None:
    """Queries of stays with their child tables, visits, and the book of monthly returns."""
    world.sql(
        f"CREATE TABLE priced_stays AS SELECT s.*, {cost_sql('s')} AS total_cost_fen "
        "FROM stays s JOIN factors f USING (month_on)"
    )
    world.sql(
        f"CREATE TABLE priced_visits AS SELECT v.*, {cost_sql('v')} AS total_cost_fen "
        "FROM visits v JOIN factors f USING (month_on) "
        "WHERE v.place_of_care = 'in_county'"
    )


def queries_of_care(world: World) -> None:
    """Queries after frauds have been planted in ``priced_stays`` and ``priced_visits``."""
    _stays(world)
    _children(world)
    _visits(world)


def _stays(world: World) -> None:
    drug = f"(0.24 + 0.06 * {world.u('drug-share', 'stay_no')})"
    route = choose(world.u("route", "stay_no"), [(0.27, "'1'"), (0.7, "'2'"), (0.03, "'3'")])
    way = choose(
        world.u("way", "stay_no"),
        [(0.935, "'1'"), (0.02, "'2'"), (0.015, "'3'"), (0.022, "'4'"), (0.008, "'9'")],
    )
    world.queries["inpatient_stays"] = f"""SELECT stay_id, institution_id, person_id,
        '合成人员' AS patient_name, sex, born_on,
        CAST(date_diff('year', born_on, admitted_on) AS BIGINT)
          - CASE WHEN strftime(admitted_on, '%m%d') < strftime(born_on, '%m%d') THEN 1 ELSE 0 END
          AS age_years,
        county_id AS residence_county_id, scheme AS insurance_scheme, admitted_on, discharged_on,
        discharged_on - admitted_on AS stay_days, {route} AS admission_route,
        {way} AS discharge_way, code AS principal_diagnosis_code,
        procedure AS principal_procedure_code,
        CASE WHEN procedure IS NOT NULL THEN {_level(world)} END AS procedure_level,
        CASE WHEN procedure IS NOT NULL THEN {world.u("elective", "stay_no")} < 0.74 END
          AS is_elective,
        CASE WHEN procedure IS NOT NULL THEN {world.u("minimal", "stay_no")} < 0.31 END
          AS is_minimally_invasive,
        procedure IS NOT NULL AND discharged_on - admitted_on <= 1 AS is_day_surgery,
        CASE WHEN procedure IS NOT NULL THEN {world.u("complication", "stay_no")} < 0.012 END
          AS has_complication,
        CASE WHEN procedure IS NOT NULL THEN {world.u("infection", "stay_no")} < 0.006 END
          AS has_incision_infection,
        CASE WHEN procedure IS NOT NULL THEN 1 + CAST(floor({world.u("incision", "stay_no")} * 2.2)
          AS INTEGER) END AS incision_class,
        site = 'tcm' OR {world.u("tcm-case", "stay_no")} < 0.12 AS is_tcm_case,
        total_cost_fen,
        CAST(floor(total_cost_fen * {drug}) AS BIGINT) AS drug_cost_fen,
        CAST(floor(total_cost_fen * CASE WHEN procedure IS NULL THEN 0.05 ELSE 0.2 END) AS BIGINT)
          AS consumable_cost_fen,
        CAST(floor(total_cost_fen * 0.30) AS BIGINT) AS service_cost_fen,
        CAST(floor(total_cost_fen * 0.19) AS BIGINT) AS examination_cost_fen,
        CAST(floor(total_cost_fen * 0.32) AS BIGINT) AS out_of_pocket_fen,
        {world.u("planned", "stay_no")} < 0.03 AS planned_readmission
        FROM priced_stays"""


def _level(world: World) -> str:
    return choose(
        world.u("surgery-level", "stay_no"), [(0.2, "1"), (0.42, "2"), (0.3, "3"), (0.08, "4")]
    )


def _children(world: World) -> None:
    """Principal diagnosis first, then up to three that go with age; one row per operation."""
    second = choose(
        world.u("second", "stay_no * 4 + k"),
        [(5, "'I10.X'"), (3, "'E11.9'"), (2, "'I25.1'"), (1, "'E78.5'"), (1, "'D64.9'"),
         (1, "'K76.0'"), (1, "'N28.1'"), (1, "'J98.4'")],
    )  # fmt: skip
    world.queries["stay_diagnoses"] = f"""SELECT stay_id, 1 AS sequence, code AS diagnosis_code,
          TRUE AS is_principal, '1' AS admission_condition, discharged_on AS known_on
          FROM priced_stays
        UNION ALL SELECT stay_id, k + 1, {second}, FALSE, '1', discharged_on
          FROM priced_stays, unnest(range(1, 4)) AS t(k)
          WHERE k <= {world.u("seconds", "stay_no")} * CASE WHEN age > 60 THEN 4 ELSE 2.2 END"""
    world.queries["stay_procedures"] = f"""SELECT stay_id, 1 AS sequence,
          procedure AS procedure_code,
          admitted_on + CAST(least(1, discharged_on - admitted_on) AS INTEGER) AS performed_on,
          {_level(world)} AS procedure_level, '全身麻醉' AS anaesthesia,
          TRUE AS is_operation, discharged_on AS known_on
        FROM priced_stays WHERE procedure IS NOT NULL"""


def _visits(world: World) -> None:
    hospital = "site NOT IN ('village', 'town')"
    world.queries["outpatient_visits"] = f"""SELECT visit_id, institution_id, person_id,
        county_id AS residence_county_id, scheme AS insurance_scheme, visited_on, care_kind,
        code AS diagnosis_code,
        {world.u("visit-tcm", "visit_no")} < CASE site WHEN 'tcm' THEN 0.7 WHEN 'town' THEN 0.24
          ELSE 0.1 END AS is_tcm,
        CASE WHEN {hospital} THEN {world.u("booked", "visit_no")} < 0.46 END AS is_booked,
        {hospital} AND {world.u("internet", "visit_no")} < 0.012 AS is_internet,
        FALSE AS is_special_service,
        CASE WHEN {hospital} THEN 6 + CAST(floor(32 * skewed({world.u("wait", "visit_no")}))
          AS INTEGER) END AS waiting_minutes,
        total_cost_fen, CAST(floor(total_cost_fen * 0.48) AS BIGINT) AS drug_cost_fen,
        CAST(floor(total_cost_fen * 0.42) AS BIGINT) AS fund_paid_fen
        FROM priced_visits"""


def make_visit_statistics(world: World) -> None:
    """The monthly return of every institution: counted from the same stays and visits."""
    counted = world.fetch(
        """SELECT institution_id, month_on, CAST(sum(v) AS BIGINT), CAST(sum(e) AS BIGINT),
          CAST(sum(d) AS BIGINT), CAST(sum(b) AS BIGINT), CAST(sum(o) AS BIGINT)
        FROM (
          SELECT institution_id, date_trunc('month', visited_on)::DATE AS month_on, 1 AS v,
            (care_kind = 'emergency')::INT AS e, 0 AS d, 0 AS b, 0 AS o FROM priced_visits
          UNION ALL SELECT institution_id, date_trunc('month', discharged_on)::DATE, 0, 0, 1,
            discharged_on - admitted_on, (procedure IS NOT NULL)::INT
          FROM priced_stays WHERE place_of_care = 'in_county')
        GROUP BY 1, 2"""
    )
    found = {(row[0], row[1]): row[2:] for row in counted}
    kinds = ("general_hospital", "tcm_hospital", "maternal_child", "rehabilitation_hospital",
             "township_centre", "community_centre", "village_clinic")  # fmt: skip
    inside = [r for r in world.rows("institutions") if r.get("township_id")]
    for row in inside:
        if row["institution_kind"] not in kinds:
            continue
        for year, month in world.months():
            start = month_start(year, month)
            seen, urgent, out, days, operations = found.get(
                (row["institution_id"], start), (0, 0, 0, 0, 0)
            )
            tcm = {"tcm_hospital": 0.7, "township_centre": 0.24}.get(row["institution_kind"], 0.1)
            world.add(
                "visit_statistics",
                institution_id=row["institution_id"],
                month_on=start,
                outpatient_count=seen - urgent,
                emergency_count=urgent,
                discharge_count=out,
                bed_days_count=days,
                operation_count=operations,
                tcm_visit_count=round(seen * tcm),
                home_visit_count=seen // 25 if row["is_primary"] else 0,
            )
