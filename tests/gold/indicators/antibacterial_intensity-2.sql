-- clickhouse
SELECT
  sumIf(
    "t1"."stay_days",
    (
      "t1"."discharged_on" >= toDate('2022-07-01')
    )
    AND (
      "t1"."discharged_on" < toDate('2022-10-01')
    )
  ) AS "m0"
FROM (
  SELECT
    "t0"."discharged_on" AS "discharged_on",
    "t0"."stay_days" AS "stay_days"
  FROM "inpatient_stays" AS "t0"
  WHERE
    "t0"."discharged_on" >= toDate('2022-07-01')
    AND "t0"."discharged_on" < toDate('2022-10-01')
) AS "t1"

-- duckdb
SELECT
  SUM("t1"."stay_days") FILTER(WHERE
    (
      "t1"."discharged_on" >= MAKE_DATE(2022, 7, 1)
    )
    AND (
      "t1"."discharged_on" < MAKE_DATE(2022, 10, 1)
    )) AS "m0"
FROM (
  SELECT
    "t0"."discharged_on",
    "t0"."stay_days"
  FROM "inpatient_stays" AS "t0"
  WHERE
    "t0"."discharged_on" >= MAKE_DATE(2022, 7, 1)
    AND "t0"."discharged_on" < MAKE_DATE(2022, 10, 1)
) AS "t1"

-- mysql
SELECT
  SUM(
    CASE
      WHEN (
        `t1`.`discharged_on` >= DATE('2022-07-01')
      )
      AND (
        `t1`.`discharged_on` < DATE('2022-10-01')
      )
      THEN `t1`.`stay_days`
      ELSE NULL
    END
  ) AS `m0`
FROM (
  SELECT
    `t0`.`discharged_on`,
    `t0`.`stay_days`
  FROM `inpatient_stays` AS `t0`
  WHERE
    `t0`.`discharged_on` >= DATE('2022-07-01')
    AND `t0`.`discharged_on` < DATE('2022-10-01')
) AS `t1`

-- oracle
SELECT
  SUM(
    CASE
      WHEN (
        "t1"."discharged_on" >= TO_DATE('2022-07-01', 'FXYYYY-MM-DD')
      )
      AND (
        "t1"."discharged_on" < TO_DATE('2022-10-01', 'FXYYYY-MM-DD')
      )
      THEN "t1"."stay_days"
      ELSE NULL
    END
  ) AS "m0"
FROM (
  SELECT
    "t0"."discharged_on",
    "t0"."stay_days"
  FROM "inpatient_stays" "t0"
  WHERE
    "t0"."discharged_on" >= TO_DATE('2022-07-01', 'FXYYYY-MM-DD')
    AND "t0"."discharged_on" < TO_DATE('2022-10-01', 'FXYYYY-MM-DD')
) "t1"

-- postgres
SELECT
  SUM("t1"."stay_days") FILTER(WHERE
    (
      "t1"."discharged_on" >= MAKE_DATE(2022, 7, 1)
    )
    AND (
      "t1"."discharged_on" < MAKE_DATE(2022, 10, 1)
    )) AS "m0"
FROM (
  SELECT
    "t0"."discharged_on",
    "t0"."stay_days"
  FROM "inpatient_stays" AS "t0"
  WHERE
    "t0"."discharged_on" >= MAKE_DATE(2022, 7, 1)
    AND "t0"."discharged_on" < MAKE_DATE(2022, 10, 1)
) AS "t1"

-- pyspark
SELECT
  SUM(
    IF(
      (
        `t1`.`discharged_on` >= MAKE_DATE(2022, 7, 1)
      )
      AND (
        `t1`.`discharged_on` < MAKE_DATE(2022, 10, 1)
      ),
      `t1`.`stay_days`,
      NULL
    )
  ) AS `m0`
FROM (
  SELECT
    `t0`.`discharged_on`,
    `t0`.`stay_days`
  FROM `inpatient_stays` AS `t0`
  WHERE
    `t0`.`discharged_on` >= MAKE_DATE(2022, 7, 1)
    AND `t0`.`discharged_on` < MAKE_DATE(2022, 10, 1)
) AS `t1`
