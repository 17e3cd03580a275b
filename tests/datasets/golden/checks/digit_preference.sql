-- clickhouse
SELECT
  COALESCE(SUM(CAST("t2"."is_checked" AS Nullable(Int64))), 0) AS "checked",
  COALESCE(SUM(CAST("t2"."is_failed" AS Nullable(Int64))), 0) AS "failed"
FROM (
  SELECT
    "t1"."n" AS "n",
    "t1"."hits" AS "hits",
    COALESCE("t1"."n" >= 4, FALSE) AS "is_checked",
    COALESCE(
      (
        "t1"."n" >= 4
      )
      AND (
        (
          CAST("t1"."hits" AS Nullable(Float64)) / CAST(nullIf("t1"."n", 0) AS Nullable(Float64))
        ) > 0.2
      ),
      FALSE
    ) AS "is_failed"
  FROM (
    SELECT
      COUNT("t0"."a") AS "n",
      SUM(CAST(COALESCE((
        "t0"."a" % 10
      ) = 0, FALSE) AS Nullable(Int64))) AS "hits"
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
    "t1"."hits",
    COALESCE("t1"."n" >= 4, FALSE) AS "is_checked",
    COALESCE(
      (
        "t1"."n" >= 4
      )
      AND (
        (
          CAST("t1"."hits" AS DOUBLE) / CAST(NULLIF("t1"."n", 0) AS DOUBLE)
        ) > 0.2
      ),
      FALSE
    ) AS "is_failed"
  FROM (
    SELECT
      COUNT("t0"."a") AS "n",
      SUM(CAST(COALESCE((
        "t0"."a" % 10
      ) = 0, FALSE) AS BIGINT)) AS "hits"
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
    `t1`.`hits`,
    COALESCE(`t1`.`n` >= 4, FALSE) AS `is_checked`,
    COALESCE(
      (
        `t1`.`n` >= 4
      )
      AND (
        (
          CAST(`t1`.`hits` AS DOUBLE) / CAST(NULLIF(`t1`.`n`, 0) AS DOUBLE)
        ) > 0.2
      ),
      FALSE
    ) AS `is_failed`
  FROM (
    SELECT
      COUNT(`t0`.`a`) AS `n`,
      SUM(CAST(COALESCE((
        `t0`.`a` % 10
      ) = 0, FALSE) AS SIGNED)) AS `hits`
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
    "t1"."hits",
    COALESCE("t1"."n" >= 4, FALSE) AS "is_checked",
    COALESCE(
      (
        "t1"."n" >= 4
      )
      AND (
        (
          CAST("t1"."hits" AS DOUBLE PRECISION) / CAST(NULLIF("t1"."n", 0) AS DOUBLE PRECISION)
        ) > 0.2
      ),
      FALSE
    ) AS "is_failed"
  FROM (
    SELECT
      COUNT("t0"."a") AS "n",
      SUM(CAST(COALESCE(MOD("t0"."a", 10) = 0, FALSE) AS INT)) AS "hits"
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
    "t1"."hits",
    COALESCE("t1"."n" >= 4, FALSE) AS "is_checked",
    COALESCE(
      (
        "t1"."n" >= 4
      )
      AND (
        (
          CAST("t1"."hits" AS DOUBLE PRECISION) / CAST(NULLIF("t1"."n", 0) AS DOUBLE PRECISION)
        ) > 0.2
      ),
      FALSE
    ) AS "is_failed"
  FROM (
    SELECT
      COUNT("t0"."a") AS "n",
      SUM(CAST(COALESCE((
        "t0"."a" % 10
      ) = 0, FALSE) AS BIGINT)) AS "hits"
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
    `t1`.`hits`,
    COALESCE(`t1`.`n` >= 4, FALSE) AS `is_checked`,
    COALESCE(
      (
        `t1`.`n` >= 4
      )
      AND (
        (
          CAST(`t1`.`hits` AS DOUBLE) / CAST(NULLIF(`t1`.`n`, 0) AS DOUBLE)
        ) > 0.2
      ),
      FALSE
    ) AS `is_failed`
  FROM (
    SELECT
      COUNT(`t0`.`a`) AS `n`,
      SUM(CAST(COALESCE((
        `t0`.`a` % 10
      ) = 0, FALSE) AS BIGINT)) AS `hits`
    FROM `subject` AS `t0`
  ) AS `t1`
) AS `t2`
