-- clickhouse
SELECT
  COUNT(*) AS "m0"
FROM (
  SELECT DISTINCT
    "t0"."consultation_id" AS "v0",
    "t0"."unit_name" AS "v1"
  FROM "consultation_replies" AS "t0"
  WHERE
    "t0"."due_on" >= toDate('2022-07-01')
    AND "t0"."due_on" < toDate('2022-10-01')
    AND isNotNull("t0"."consultation_id")
    AND isNotNull("t0"."unit_name")
) AS "t1"

-- duckdb
SELECT
  COUNT(*) AS "m0"
FROM (
  SELECT DISTINCT
    "t0"."consultation_id" AS "v0",
    "t0"."unit_name" AS "v1"
  FROM "consultation_replies" AS "t0"
  WHERE
    "t0"."due_on" >= MAKE_DATE(2022, 7, 1)
    AND "t0"."due_on" < MAKE_DATE(2022, 10, 1)
    AND "t0"."consultation_id" IS NOT NULL
    AND "t0"."unit_name" IS NOT NULL
) AS "t1"

-- mysql
SELECT
  COUNT(*) AS `m0`
FROM (
  SELECT DISTINCT
    `t0`.`consultation_id` AS `v0`,
    `t0`.`unit_name` AS `v1`
  FROM `consultation_replies` AS `t0`
  WHERE
    `t0`.`due_on` >= DATE('2022-07-01')
    AND `t0`.`due_on` < DATE('2022-10-01')
    AND `t0`.`consultation_id` IS NOT NULL
    AND `t0`.`unit_name` IS NOT NULL
) AS `t1`

-- oracle
SELECT
  COUNT(*) AS "m0"
FROM (
  SELECT DISTINCT
    "t0"."consultation_id" AS "v0",
    "t0"."unit_name" AS "v1"
  FROM "consultation_replies" "t0"
  WHERE
    "t0"."due_on" >= TO_DATE('2022-07-01', 'FXYYYY-MM-DD')
    AND "t0"."due_on" < TO_DATE('2022-10-01', 'FXYYYY-MM-DD')
    AND "t0"."consultation_id" IS NOT NULL
    AND "t0"."unit_name" IS NOT NULL
) "t1"

-- postgres
SELECT
  COUNT(*) AS "m0"
FROM (
  SELECT DISTINCT
    "t0"."consultation_id" AS "v0",
    "t0"."unit_name" AS "v1"
  FROM "consultation_replies" AS "t0"
  WHERE
    "t0"."due_on" >= MAKE_DATE(2022, 7, 1)
    AND "t0"."due_on" < MAKE_DATE(2022, 10, 1)
    AND "t0"."consultation_id" IS NOT NULL
    AND "t0"."unit_name" IS NOT NULL
) AS "t1"

-- pyspark
SELECT
  COUNT(*) AS `m0`
FROM (
  SELECT DISTINCT
    `t0`.`consultation_id` AS `v0`,
    `t0`.`unit_name` AS `v1`
  FROM `consultation_replies` AS `t0`
  WHERE
    `t0`.`due_on` >= MAKE_DATE(2022, 7, 1)
    AND `t0`.`due_on` < MAKE_DATE(2022, 10, 1)
    AND `t0`.`consultation_id` IS NOT NULL
    AND `t0`.`unit_name` IS NOT NULL
) AS `t1`
