-- clickhouse
SELECT
  COALESCE(SUM(CAST("t2"."is_checked" AS Nullable(Int64))), 0) AS "checked",
  COALESCE(SUM(CAST("t2"."is_failed" AS Nullable(Int64))), 0) AS "failed"
FROM (
  SELECT
    "t1"."newest" AS "newest",
    COALESCE(isNotNull("t1"."newest"), FALSE) AS "is_checked",
    COALESCE(
      isNotNull("t1"."newest")
      AND (
        DATE_DIFF(DAY, "t1"."newest", toDate('2022-10-01')) > 31
      ),
      FALSE
    ) AS "is_failed"
  FROM (
    SELECT
      MAX("t0"."a") AS "newest"
    FROM "subject" AS "t0"
  ) AS "t1"
) AS "t2"

-- duckdb
SELECT
  COALESCE(SUM(CAST("t2"."is_checked" AS BIGINT)), 0) AS "checked",
  COALESCE(SUM(CAST("t2"."is_failed" AS BIGINT)), 0) AS "failed"
FROM (
  SELECT
    "t1"."newest",
    COALESCE("t1"."newest" IS NOT NULL, FALSE) AS "is_checked",
    COALESCE(
      (
        "t1"."newest" IS NOT NULL
      )
      AND (
        DATE_DIFF('DAY', "t1"."newest", MAKE_DATE(2022, 10, 1)) > 31
      ),
      FALSE
    ) AS "is_failed"
  FROM (
    SELECT
      MAX("t0"."a") AS "newest"
    FROM "subject" AS "t0"
  ) AS "t1"
) AS "t2"

-- mysql
SELECT
  COALESCE(SUM(CAST(`t2`.`is_checked` AS SIGNED)), 0) AS `checked`,
  COALESCE(SUM(CAST(`t2`.`is_failed` AS SIGNED)), 0) AS `failed`
FROM (
  SELECT
    `t1`.`newest`,
    COALESCE(`t1`.`newest` IS NOT NULL, FALSE) AS `is_checked`,
    COALESCE(
      (
        `t1`.`newest` IS NOT NULL
      )
      AND (
        TIMESTAMPDIFF(DAY, `t1`.`newest`, DATE('2022-10-01')) > 31
      ),
      FALSE
    ) AS `is_failed`
  FROM (
    SELECT
      MAX(`t0`.`a`) AS `newest`
    FROM `subject` AS `t0`
  ) AS `t1`
) AS `t2`

-- oracle
SELECT
  COALESCE(SUM(CAST("t2"."is_checked" AS INT)), 0) AS "checked",
  COALESCE(SUM(CAST("t2"."is_failed" AS INT)), 0) AS "failed"
FROM (
  SELECT
    "t1"."newest",
    COALESCE("t1"."newest" IS NOT NULL, FALSE) AS "is_checked",
    COALESCE(
      (
        "t1"."newest" IS NOT NULL
      )
      AND (
        (
          TO_DATE('2022-10-01', 'FXYYYY-MM-DD') - "t1"."newest"
        ) > 31
      ),
      FALSE
    ) AS "is_failed"
  FROM (
    SELECT
      MAX("t0"."a") AS "newest"
    FROM "subject" "t0"
  ) "t1"
) "t2"

-- postgres
SELECT
  COALESCE(SUM(CAST("t2"."is_checked" AS BIGINT)), 0) AS "checked",
  COALESCE(SUM(CAST("t2"."is_failed" AS BIGINT)), 0) AS "failed"
FROM (
  SELECT
    "t1"."newest",
    COALESCE("t1"."newest" IS NOT NULL, FALSE) AS "is_checked",
    COALESCE(
      (
        "t1"."newest" IS NOT NULL
      )
      AND (
        CAST(EXTRACT(epoch FROM CAST(MAKE_DATE(2022, 10, 1) AS TIMESTAMP) - CAST("t1"."newest" AS TIMESTAMP)) / 86400 AS BIGINT) > 31
      ),
      FALSE
    ) AS "is_failed"
  FROM (
    SELECT
      MAX("t0"."a") AS "newest"
    FROM "subject" AS "t0"
  ) AS "t1"
) AS "t2"

-- pyspark
SELECT
  COALESCE(SUM(CAST(`t2`.`is_checked` AS BIGINT)), 0) AS `checked`,
  COALESCE(SUM(CAST(`t2`.`is_failed` AS BIGINT)), 0) AS `failed`
FROM (
  SELECT
    `t1`.`newest`,
    COALESCE(`t1`.`newest` IS NOT NULL, FALSE) AS `is_checked`,
    COALESCE(
      (
        `t1`.`newest` IS NOT NULL
      )
      AND (
        DATEDIFF(DAY, `t1`.`newest`, MAKE_DATE(2022, 10, 1)) > 31
      ),
      FALSE
    ) AS `is_failed`
  FROM (
    SELECT
      MAX(`t0`.`a`) AS `newest`
    FROM `subject` AS `t0`
  ) AS `t1`
) AS `t2`
