-- clickhouse
SELECT
  sumIf(
    CAST("t1"."score" AS Nullable(Decimal(18, 4))) * CAST("t1"."respondents_count" AS Nullable(Decimal(18, 4))),
    (
      "t1"."period_on" >= toDate('2022-07-01')
    )
    AND (
      "t1"."period_on" < toDate('2022-10-01')
    )
    AND "t1"."survey_kind" IN ('患者', '门诊患者', '住院患者')
  ) AS "m0",
  sumIf(
    "t1"."respondents_count",
    (
      "t1"."period_on" >= toDate('2022-07-01')
    )
    AND (
      "t1"."period_on" < toDate('2022-10-01')
    )
    AND "t1"."survey_kind" IN ('患者', '门诊患者', '住院患者')
  ) AS "m1"
FROM (
  SELECT
    "t0"."period_on" AS "period_on",
    "t0"."respondents_count" AS "respondents_count",
    "t0"."score" AS "score",
    "t0"."survey_kind" AS "survey_kind"
  FROM "satisfaction_surveys" AS "t0"
  WHERE
    "t0"."period_on" >= toDate('2022-07-01')
    AND "t0"."period_on" < toDate('2022-10-01')
) AS "t1"

-- duckdb
SELECT
  SUM(
    CAST("t1"."score" AS DECIMAL(18, 4)) * CAST("t1"."respondents_count" AS DECIMAL(18, 4))
  ) FILTER(WHERE
    (
      "t1"."period_on" >= MAKE_DATE(2022, 7, 1)
    )
    AND (
      "t1"."period_on" < MAKE_DATE(2022, 10, 1)
    )
    AND "t1"."survey_kind" IN ('患者', '门诊患者', '住院患者')) AS "m0",
  SUM("t1"."respondents_count") FILTER(WHERE
    (
      "t1"."period_on" >= MAKE_DATE(2022, 7, 1)
    )
    AND (
      "t1"."period_on" < MAKE_DATE(2022, 10, 1)
    )
    AND "t1"."survey_kind" IN ('患者', '门诊患者', '住院患者')) AS "m1"
FROM (
  SELECT
    "t0"."period_on",
    "t0"."respondents_count",
    "t0"."score",
    "t0"."survey_kind"
  FROM "satisfaction_surveys" AS "t0"
  WHERE
    "t0"."period_on" >= MAKE_DATE(2022, 7, 1)
    AND "t0"."period_on" < MAKE_DATE(2022, 10, 1)
) AS "t1"

-- mysql
SELECT
  SUM(
    CASE
      WHEN (
        `t1`.`period_on` >= DATE('2022-07-01')
      )
      AND (
        `t1`.`period_on` < DATE('2022-10-01')
      )
      AND `t1`.`survey_kind` IN ('患者', '门诊患者', '住院患者')
      THEN CAST(`t1`.`score` AS DECIMAL(18, 4)) * CAST(`t1`.`respondents_count` AS DECIMAL(18, 4))
      ELSE NULL
    END
  ) AS `m0`,
  SUM(
    CASE
      WHEN (
        `t1`.`period_on` >= DATE('2022-07-01')
      )
      AND (
        `t1`.`period_on` < DATE('2022-10-01')
      )
      AND `t1`.`survey_kind` IN ('患者', '门诊患者', '住院患者')
      THEN `t1`.`respondents_count`
      ELSE NULL
    END
  ) AS `m1`
FROM (
  SELECT
    `t0`.`period_on`,
    `t0`.`respondents_count`,
    `t0`.`score`,
    `t0`.`survey_kind`
  FROM `satisfaction_surveys` AS `t0`
  WHERE
    `t0`.`period_on` >= DATE('2022-07-01') AND `t0`.`period_on` < DATE('2022-10-01')
) AS `t1`

-- oracle
SELECT
  SUM(
    CASE
      WHEN (
        "t1"."period_on" >= TO_DATE('2022-07-01', 'FXYYYY-MM-DD')
      )
      AND (
        "t1"."period_on" < TO_DATE('2022-10-01', 'FXYYYY-MM-DD')
      )
      AND "t1"."survey_kind" IN ('患者', '门诊患者', '住院患者')
      THEN CAST("t1"."score" AS NUMBER(18, 4)) * CAST("t1"."respondents_count" AS NUMBER(18, 4))
      ELSE NULL
    END
  ) AS "m0",
  SUM(
    CASE
      WHEN (
        "t1"."period_on" >= TO_DATE('2022-07-01', 'FXYYYY-MM-DD')
      )
      AND (
        "t1"."period_on" < TO_DATE('2022-10-01', 'FXYYYY-MM-DD')
      )
      AND "t1"."survey_kind" IN ('患者', '门诊患者', '住院患者')
      THEN "t1"."respondents_count"
      ELSE NULL
    END
  ) AS "m1"
FROM (
  SELECT
    "t0"."period_on",
    "t0"."respondents_count",
    "t0"."score",
    "t0"."survey_kind"
  FROM "satisfaction_surveys" "t0"
  WHERE
    "t0"."period_on" >= TO_DATE('2022-07-01', 'FXYYYY-MM-DD')
    AND "t0"."period_on" < TO_DATE('2022-10-01', 'FXYYYY-MM-DD')
) "t1"

-- postgres
SELECT
  SUM(
    CAST("t1"."score" AS DECIMAL(18, 4)) * CAST("t1"."respondents_count" AS DECIMAL(18, 4))
  ) FILTER(WHERE
    (
      "t1"."period_on" >= MAKE_DATE(2022, 7, 1)
    )
    AND (
      "t1"."period_on" < MAKE_DATE(2022, 10, 1)
    )
    AND "t1"."survey_kind" IN ('患者', '门诊患者', '住院患者')) AS "m0",
  SUM("t1"."respondents_count") FILTER(WHERE
    (
      "t1"."period_on" >= MAKE_DATE(2022, 7, 1)
    )
    AND (
      "t1"."period_on" < MAKE_DATE(2022, 10, 1)
    )
    AND "t1"."survey_kind" IN ('患者', '门诊患者', '住院患者')) AS "m1"
FROM (
  SELECT
    "t0"."period_on",
    "t0"."respondents_count",
    "t0"."score",
    "t0"."survey_kind"
  FROM "satisfaction_surveys" AS "t0"
  WHERE
    "t0"."period_on" >= MAKE_DATE(2022, 7, 1)
    AND "t0"."period_on" < MAKE_DATE(2022, 10, 1)
) AS "t1"

-- pyspark
SELECT
  SUM(
    IF(
      (
        `t1`.`period_on` >= MAKE_DATE(2022, 7, 1)
      )
      AND (
        `t1`.`period_on` < MAKE_DATE(2022, 10, 1)
      )
      AND `t1`.`survey_kind` IN ('患者', '门诊患者', '住院患者'),
      CAST(`t1`.`score` AS DECIMAL(18, 4)) * CAST(`t1`.`respondents_count` AS DECIMAL(18, 4)),
      NULL
    )
  ) AS `m0`,
  SUM(
    IF(
      (
        `t1`.`period_on` >= MAKE_DATE(2022, 7, 1)
      )
      AND (
        `t1`.`period_on` < MAKE_DATE(2022, 10, 1)
      )
      AND `t1`.`survey_kind` IN ('患者', '门诊患者', '住院患者'),
      `t1`.`respondents_count`,
      NULL
    )
  ) AS `m1`
FROM (
  SELECT
    `t0`.`period_on`,
    `t0`.`respondents_count`,
    `t0`.`score`,
    `t0`.`survey_kind`
  FROM `satisfaction_surveys` AS `t0`
  WHERE
    `t0`.`period_on` >= MAKE_DATE(2022, 7, 1)
    AND `t0`.`period_on` < MAKE_DATE(2022, 10, 1)
) AS `t1`
