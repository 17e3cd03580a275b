-- clickhouse
SELECT
  "t1"."insurance_scheme" AS "insurance_scheme",
  "t1"."quarter" AS "quarter",
  COUNT(*) AS "stays",
  SUM("t1"."total_cost_fen") AS "cost_fen",
  CAST(SUM(CAST("t1"."days" > 30 AS Nullable(Int64))) AS Nullable(Float64)) / CAST(nullIf(COUNT(*), 0) AS Nullable(Float64)) AS "long_share",
  CAST(SUM("t1"."total_cost_fen") AS Nullable(Float64)) / CAST(nullIf(COUNT(*), 0) AS Nullable(Float64)) AS "mean_fen"
FROM (
  SELECT
    "t0"."stay_id" AS "stay_id",
    "t0"."institution_id" AS "institution_id",
    "t0"."person_id" AS "person_id",
    "t0"."sex" AS "sex",
    "t0"."born_on" AS "born_on",
    "t0"."age_years" AS "age_years",
    "t0"."newborn_age_days" AS "newborn_age_days",
    "t0"."birth_weight_g" AS "birth_weight_g",
    "t0"."residence_county_id" AS "residence_county_id",
    "t0"."insurance_scheme" AS "insurance_scheme",
    "t0"."admitted_on" AS "admitted_on",
    "t0"."discharged_on" AS "discharged_on",
    "t0"."stay_days" AS "stay_days",
    "t0"."admission_route" AS "admission_route",
    "t0"."discharge_way" AS "discharge_way",
    "t0"."admission_department" AS "admission_department",
    "t0"."discharge_department" AS "discharge_department",
    "t0"."principal_diagnosis_code" AS "principal_diagnosis_code",
    "t0"."principal_procedure_code" AS "principal_procedure_code",
    "t0"."procedure_level" AS "procedure_level",
    "t0"."is_elective" AS "is_elective",
    "t0"."is_minimally_invasive" AS "is_minimally_invasive",
    "t0"."is_day_surgery" AS "is_day_surgery",
    "t0"."has_complication" AS "has_complication",
    "t0"."has_incision_infection" AS "has_incision_infection",
    "t0"."incision_class" AS "incision_class",
    "t0"."is_tcm_case" AS "is_tcm_case",
    "t0"."attending_doctor_id" AS "attending_doctor_id",
    "t0"."total_cost_fen" AS "total_cost_fen",
    "t0"."drug_cost_fen" AS "drug_cost_fen",
    "t0"."consumable_cost_fen" AS "consumable_cost_fen",
    "t0"."service_cost_fen" AS "service_cost_fen",
    "t0"."examination_cost_fen" AS "examination_cost_fen",
    "t0"."out_of_pocket_fen" AS "out_of_pocket_fen",
    "t0"."drg_code" AS "drg_code",
    "t0"."planned_readmission" AS "planned_readmission",
    DATE_DIFF(DAY, "t0"."admitted_on", "t0"."discharged_on") AS "days",
    toQuarter("t0"."discharged_on") AS "quarter"
  FROM "inpatient_stays" AS "t0"
) AS "t1"
GROUP BY
  "t1"."insurance_scheme",
  "t1"."quarter"

-- duckdb
SELECT
  "t1"."insurance_scheme",
  "t1"."quarter",
  COUNT(*) AS "stays",
  SUM("t1"."total_cost_fen") AS "cost_fen",
  CAST(SUM(CAST("t1"."days" > 30 AS BIGINT)) AS DOUBLE) / CAST(NULLIF(COUNT(*), 0) AS DOUBLE) AS "long_share",
  CAST(SUM("t1"."total_cost_fen") AS DOUBLE) / CAST(NULLIF(COUNT(*), 0) AS DOUBLE) AS "mean_fen"
FROM (
  SELECT
    "t0"."stay_id",
    "t0"."institution_id",
    "t0"."person_id",
    "t0"."sex",
    "t0"."born_on",
    "t0"."age_years",
    "t0"."newborn_age_days",
    "t0"."birth_weight_g",
    "t0"."residence_county_id",
    "t0"."insurance_scheme",
    "t0"."admitted_on",
    "t0"."discharged_on",
    "t0"."stay_days",
    "t0"."admission_route",
    "t0"."discharge_way",
    "t0"."admission_department",
    "t0"."discharge_department",
    "t0"."principal_diagnosis_code",
    "t0"."principal_procedure_code",
    "t0"."procedure_level",
    "t0"."is_elective",
    "t0"."is_minimally_invasive",
    "t0"."is_day_surgery",
    "t0"."has_complication",
    "t0"."has_incision_infection",
    "t0"."incision_class",
    "t0"."is_tcm_case",
    "t0"."attending_doctor_id",
    "t0"."total_cost_fen",
    "t0"."drug_cost_fen",
    "t0"."consumable_cost_fen",
    "t0"."service_cost_fen",
    "t0"."examination_cost_fen",
    "t0"."out_of_pocket_fen",
    "t0"."drg_code",
    "t0"."planned_readmission",
    DATE_DIFF('DAY', "t0"."admitted_on", "t0"."discharged_on") AS "days",
    EXTRACT(quarter FROM "t0"."discharged_on") AS "quarter"
  FROM "inpatient_stays" AS "t0"
) AS "t1"
GROUP BY
  1,
  2

-- mysql
SELECT
  `t1`.`insurance_scheme`,
  `t1`.`quarter`,
  COUNT(*) AS `stays`,
  SUM(`t1`.`total_cost_fen`) AS `cost_fen`,
  CAST(SUM(CAST(`t1`.`days` > 30 AS SIGNED)) AS DOUBLE) / CAST(NULLIF(COUNT(*), 0) AS DOUBLE) AS `long_share`,
  CAST(SUM(`t1`.`total_cost_fen`) AS DOUBLE) / CAST(NULLIF(COUNT(*), 0) AS DOUBLE) AS `mean_fen`
FROM (
  SELECT
    `t0`.`stay_id`,
    `t0`.`institution_id`,
    `t0`.`person_id`,
    `t0`.`sex`,
    `t0`.`born_on`,
    `t0`.`age_years`,
    `t0`.`newborn_age_days`,
    `t0`.`birth_weight_g`,
    `t0`.`residence_county_id`,
    `t0`.`insurance_scheme`,
    `t0`.`admitted_on`,
    `t0`.`discharged_on`,
    `t0`.`stay_days`,
    `t0`.`admission_route`,
    `t0`.`discharge_way`,
    `t0`.`admission_department`,
    `t0`.`discharge_department`,
    `t0`.`principal_diagnosis_code`,
    `t0`.`principal_procedure_code`,
    `t0`.`procedure_level`,
    `t0`.`is_elective`,
    `t0`.`is_minimally_invasive`,
    `t0`.`is_day_surgery`,
    `t0`.`has_complication`,
    `t0`.`has_incision_infection`,
    `t0`.`incision_class`,
    `t0`.`is_tcm_case`,
    `t0`.`attending_doctor_id`,
    `t0`.`total_cost_fen`,
    `t0`.`drug_cost_fen`,
    `t0`.`consumable_cost_fen`,
    `t0`.`service_cost_fen`,
    `t0`.`examination_cost_fen`,
    `t0`.`out_of_pocket_fen`,
    `t0`.`drg_code`,
    `t0`.`planned_readmission`,
    TIMESTAMPDIFF(DAY, `t0`.`admitted_on`, `t0`.`discharged_on`) AS `days`,
    EXTRACT(quarter FROM `t0`.`discharged_on`) AS `quarter`
  FROM `inpatient_stays` AS `t0`
) AS `t1`
GROUP BY
  1,
  2

-- oracle
SELECT
  "t1"."insurance_scheme",
  "t1"."quarter",
  COUNT(*) AS "stays",
  SUM("t1"."total_cost_fen") AS "cost_fen",
  CAST(SUM(CAST("t1"."days" > 30 AS INT)) AS DOUBLE PRECISION) / CAST(NULLIF(COUNT(*), 0) AS DOUBLE PRECISION) AS "long_share",
  CAST(SUM("t1"."total_cost_fen") AS DOUBLE PRECISION) / CAST(NULLIF(COUNT(*), 0) AS DOUBLE PRECISION) AS "mean_fen"
FROM (
  SELECT
    "t0"."stay_id",
    "t0"."institution_id",
    "t0"."person_id",
    "t0"."sex",
    "t0"."born_on",
    "t0"."age_years",
    "t0"."newborn_age_days",
    "t0"."birth_weight_g",
    "t0"."residence_county_id",
    "t0"."insurance_scheme",
    "t0"."admitted_on",
    "t0"."discharged_on",
    "t0"."stay_days",
    "t0"."admission_route",
    "t0"."discharge_way",
    "t0"."admission_department",
    "t0"."discharge_department",
    "t0"."principal_diagnosis_code",
    "t0"."principal_procedure_code",
    "t0"."procedure_level",
    "t0"."is_elective",
    "t0"."is_minimally_invasive",
    "t0"."is_day_surgery",
    "t0"."has_complication",
    "t0"."has_incision_infection",
    "t0"."incision_class",
    "t0"."is_tcm_case",
    "t0"."attending_doctor_id",
    "t0"."total_cost_fen",
    "t0"."drug_cost_fen",
    "t0"."consumable_cost_fen",
    "t0"."service_cost_fen",
    "t0"."examination_cost_fen",
    "t0"."out_of_pocket_fen",
    "t0"."drg_code",
    "t0"."planned_readmission",
    "t0"."discharged_on" - "t0"."admitted_on" AS "days",
    EXTRACT(quarter FROM "t0"."discharged_on") AS "quarter"
  FROM "inpatient_stays" "t0"
) "t1"
GROUP BY
  "t1"."insurance_scheme",
  "t1"."quarter"

-- postgres
SELECT
  "t1"."insurance_scheme",
  "t1"."quarter",
  COUNT(*) AS "stays",
  SUM("t1"."total_cost_fen") AS "cost_fen",
  CAST(SUM(CAST("t1"."days" > 30 AS BIGINT)) AS DOUBLE PRECISION) / CAST(NULLIF(COUNT(*), 0) AS DOUBLE PRECISION) AS "long_share",
  CAST(SUM("t1"."total_cost_fen") AS DOUBLE PRECISION) / CAST(NULLIF(COUNT(*), 0) AS DOUBLE PRECISION) AS "mean_fen"
FROM (
  SELECT
    "t0"."stay_id",
    "t0"."institution_id",
    "t0"."person_id",
    "t0"."sex",
    "t0"."born_on",
    "t0"."age_years",
    "t0"."newborn_age_days",
    "t0"."birth_weight_g",
    "t0"."residence_county_id",
    "t0"."insurance_scheme",
    "t0"."admitted_on",
    "t0"."discharged_on",
    "t0"."stay_days",
    "t0"."admission_route",
    "t0"."discharge_way",
    "t0"."admission_department",
    "t0"."discharge_department",
    "t0"."principal_diagnosis_code",
    "t0"."principal_procedure_code",
    "t0"."procedure_level",
    "t0"."is_elective",
    "t0"."is_minimally_invasive",
    "t0"."is_day_surgery",
    "t0"."has_complication",
    "t0"."has_incision_infection",
    "t0"."incision_class",
    "t0"."is_tcm_case",
    "t0"."attending_doctor_id",
    "t0"."total_cost_fen",
    "t0"."drug_cost_fen",
    "t0"."consumable_cost_fen",
    "t0"."service_cost_fen",
    "t0"."examination_cost_fen",
    "t0"."out_of_pocket_fen",
    "t0"."drg_code",
    "t0"."planned_readmission",
    CAST(EXTRACT(epoch FROM CAST("t0"."discharged_on" AS TIMESTAMP) - CAST("t0"."admitted_on" AS TIMESTAMP)) / 86400 AS BIGINT) AS "days",
    EXTRACT(quarter FROM "t0"."discharged_on") AS "quarter"
  FROM "inpatient_stays" AS "t0"
) AS "t1"
GROUP BY
  1,
  2

-- pyspark
SELECT
  `t1`.`insurance_scheme`,
  `t1`.`quarter`,
  COUNT(*) AS `stays`,
  SUM(`t1`.`total_cost_fen`) AS `cost_fen`,
  CAST(SUM(CAST(`t1`.`days` > 30 AS BIGINT)) AS DOUBLE) / CAST(NULLIF(COUNT(*), 0) AS DOUBLE) AS `long_share`,
  CAST(SUM(`t1`.`total_cost_fen`) AS DOUBLE) / CAST(NULLIF(COUNT(*), 0) AS DOUBLE) AS `mean_fen`
FROM (
  SELECT
    `t0`.`stay_id`,
    `t0`.`institution_id`,
    `t0`.`person_id`,
    `t0`.`sex`,
    `t0`.`born_on`,
    `t0`.`age_years`,
    `t0`.`newborn_age_days`,
    `t0`.`birth_weight_g`,
    `t0`.`residence_county_id`,
    `t0`.`insurance_scheme`,
    `t0`.`admitted_on`,
    `t0`.`discharged_on`,
    `t0`.`stay_days`,
    `t0`.`admission_route`,
    `t0`.`discharge_way`,
    `t0`.`admission_department`,
    `t0`.`discharge_department`,
    `t0`.`principal_diagnosis_code`,
    `t0`.`principal_procedure_code`,
    `t0`.`procedure_level`,
    `t0`.`is_elective`,
    `t0`.`is_minimally_invasive`,
    `t0`.`is_day_surgery`,
    `t0`.`has_complication`,
    `t0`.`has_incision_infection`,
    `t0`.`incision_class`,
    `t0`.`is_tcm_case`,
    `t0`.`attending_doctor_id`,
    `t0`.`total_cost_fen`,
    `t0`.`drug_cost_fen`,
    `t0`.`consumable_cost_fen`,
    `t0`.`service_cost_fen`,
    `t0`.`examination_cost_fen`,
    `t0`.`out_of_pocket_fen`,
    `t0`.`drg_code`,
    `t0`.`planned_readmission`,
    DATEDIFF(DAY, `t0`.`admitted_on`, `t0`.`discharged_on`) AS `days`,
    EXTRACT(quarter FROM `t0`.`discharged_on`) AS `quarter`
  FROM `inpatient_stays` AS `t0`
) AS `t1`
GROUP BY
  1,
  2
