-- clickhouse
SELECT
  COALESCE(SUM(CAST("t2"."is_checked" AS Nullable(Int64))), 0) AS "checked",
  COALESCE(SUM(CAST("t2"."is_failed" AS Nullable(Int64))), 0) AS "failed"
FROM (
  SELECT
    "t1"."n" AS "n",
    COALESCE(TRUE, FALSE) AS "is_checked",
    COALESCE(TRUE AND (
      "t1"."n" < 3
    ), FALSE) AS "is_failed"
  FROM (
    SELECT
      COUNT(*) AS "n"
    FROM "subject" AS "t0"
  ) AS "t1"
) AS "t2"

-- duckdb
SELECT
  COALESCE(SUM(CAST("t2"."is_checked" AS BIGINT)), 0) AS "checked",
  COALESCE(SUM(CAST("t2"."is_failed" AS BIGINT)), 0) AS "failed"
FROM (
  SELECT
    "t1"."n",
    COALESCE(TRUE, FALSE) AS "is_checked",
    COALESCE(TRUE AND (
      "t1"."n" < 3
    ), FALSE) AS "is_failed"
  FROM (
    SELECT
      COUNT(*) AS "n"
    FROM "subject" AS "t0"
  ) AS "t1"
) AS "t2"

-- mysql
SELECT
  COALESCE(SUM(CAST(`t2`.`is_checked` AS SIGNED)), 0) AS `checked`,
  COALESCE(SUM(CAST(`t2`.`is_failed` AS SIGNED)), 0) AS `failed`
FROM (
  SELECT
    `t1`.`n`,
    COALESCE(TRUE, FALSE) AS `is_checked`,
    COALESCE(TRUE AND (
      `t1`.`n` < 3
    ), FALSE) AS `is_failed`
  FROM (
    SELECT
      COUNT(*) AS `n`
    FROM `subject` AS `t0`
  ) AS `t1`
) AS `t2`

-- oracle
SELECT
  COALESCE(SUM(CAST("t2"."is_checked" AS INT)), 0) AS "checked",
  COALESCE(SUM(CAST("t2"."is_failed" AS INT)), 0) AS "failed"
FROM (
  SELECT
    "t1"."n",
    COALESCE(TRUE, FALSE) AS "is_checked",
    COALESCE(TRUE AND (
      "t1"."n" < 3
    ), FALSE) AS "is_failed"
  FROM (
    SELECT
      COUNT(*) AS "n"
    FROM "subject" "t0"
  ) "t1"
) "t2"

-- postgres
SELECT
  COALESCE(SUM(CAST("t2"."is_checked" AS BIGINT)), 0) AS "checked",
  COALESCE(SUM(CAST("t2"."is_failed" AS BIGINT)), 0) AS "failed"
FROM (
  SELECT
    "t1"."n",
    COALESCE(TRUE, FALSE) AS "is_checked",
    COALESCE(TRUE AND (
      "t1"."n" < 3
    ), FALSE) AS "is_failed"
  FROM (
    SELECT
      COUNT(*) AS "n"
    FROM "subject" AS "t0"
  ) AS "t1"
) AS "t2"

-- pyspark
SELECT
  COALESCE(SUM(CAST(`t2`.`is_checked` AS BIGINT)), 0) AS `checked`,
  COALESCE(SUM(CAST(`t2`.`is_failed` AS BIGINT)), 0) AS `failed`
FROM (
  SELECT
    `t1`.`n`,
    COALESCE(TRUE, FALSE) AS `is_checked`,
    COALESCE(TRUE AND (
      `t1`.`n` < 3
    ), FALSE) AS `is_failed`
  FROM (
    SELECT
      COUNT(*) AS `n`
    FROM `subject` AS `t0`
  ) AS `t1`
) AS `t2`
