-- clickhouse
SELECT
  COALESCE(SUM(CAST("t1"."is_checked" AS Nullable(Int64))), 0) AS "checked",
  COALESCE(SUM(CAST("t1"."is_failed" AS Nullable(Int64))), 0) AS "failed"
FROM (
  SELECT
    "t0"."k" AS "k",
    "t0"."a" AS "a",
    COALESCE(TRUE, FALSE) AS "is_checked",
    COALESCE(TRUE AND isNull("t0"."a"), FALSE) AS "is_failed"
  FROM "subject" AS "t0"
) AS "t1"

-- duckdb
SELECT
  COALESCE(SUM(CAST("t1"."is_checked" AS BIGINT)), 0) AS "checked",
  COALESCE(SUM(CAST("t1"."is_failed" AS BIGINT)), 0) AS "failed"
FROM (
  SELECT
    "t0"."k",
    "t0"."a",
    COALESCE(TRUE, FALSE) AS "is_checked",
    COALESCE(TRUE AND (
      "t0"."a" IS NULL
    ), FALSE) AS "is_failed"
  FROM "subject" AS "t0"
) AS "t1"

-- mysql
SELECT
  COALESCE(SUM(CAST(`t1`.`is_checked` AS SIGNED)), 0) AS `checked`,
  COALESCE(SUM(CAST(`t1`.`is_failed` AS SIGNED)), 0) AS `failed`
FROM (
  SELECT
    `t0`.`k`,
    `t0`.`a`,
    COALESCE(TRUE, FALSE) AS `is_checked`,
    COALESCE(TRUE AND (
      `t0`.`a` IS NULL
    ), FALSE) AS `is_failed`
  FROM `subject` AS `t0`
) AS `t1`

-- oracle
SELECT
  COALESCE(SUM(CAST("t1"."is_checked" AS INT)), 0) AS "checked",
  COALESCE(SUM(CAST("t1"."is_failed" AS INT)), 0) AS "failed"
FROM (
  SELECT
    "t0"."k",
    "t0"."a",
    COALESCE(TRUE, FALSE) AS "is_checked",
    COALESCE(TRUE AND (
      "t0"."a" IS NULL
    ), FALSE) AS "is_failed"
  FROM "subject" "t0"
) "t1"

-- postgres
SELECT
  COALESCE(SUM(CAST("t1"."is_checked" AS BIGINT)), 0) AS "checked",
  COALESCE(SUM(CAST("t1"."is_failed" AS BIGINT)), 0) AS "failed"
FROM (
  SELECT
    "t0"."k",
    "t0"."a",
    COALESCE(TRUE, FALSE) AS "is_checked",
    COALESCE(TRUE AND (
      "t0"."a" IS NULL
    ), FALSE) AS "is_failed"
  FROM "subject" AS "t0"
) AS "t1"

-- pyspark
SELECT
  COALESCE(SUM(CAST(`t1`.`is_checked` AS BIGINT)), 0) AS `checked`,
  COALESCE(SUM(CAST(`t1`.`is_failed` AS BIGINT)), 0) AS `failed`
FROM (
  SELECT
    `t0`.`k`,
    `t0`.`a`,
    COALESCE(TRUE, FALSE) AS `is_checked`,
    COALESCE(TRUE AND (
      `t0`.`a` IS NULL
    ), FALSE) AS `is_failed`
  FROM `subject` AS `t0`
) AS `t1`
