-- clickhouse
SELECT
  COALESCE(SUM(CAST("t4"."is_checked" AS Nullable(Int64))), 0) AS "checked",
  COALESCE(SUM(CAST("t4"."is_failed" AS Nullable(Int64))), 0) AS "failed"
FROM (
  SELECT
    "t3"."n" AS "n",
    "t3"."most" AS "most",
    COALESCE("t3"."n" >= 4, FALSE) AS "is_checked",
    COALESCE(
      (
        "t3"."n" >= 4
      )
      AND (
        (
          CAST("t3"."most" AS Nullable(Float64)) / CAST(nullIf("t3"."n", 0) AS Nullable(Float64))
        ) > 0.7
      ),
      FALSE
    ) AS "is_failed"
  FROM (
    SELECT
      SUM("t2"."times") AS "n",
      MAX("t2"."times") AS "most"
    FROM (
      SELECT
        "t1"."a" AS "a",
        COUNT(*) AS "times"
      FROM (
        SELECT
          *
        FROM "subject" AS "t0"
        WHERE
          isNotNull("t0"."a")
      ) AS "t1"
      GROUP BY
        "t1"."a"
    ) AS "t2"
  ) AS "t3"
) AS "t4"

-- duckdb
SELECT
  COALESCE(SUM(CAST("t4"."is_checked" AS BIGINT)), 0) AS "checked",
  COALESCE(SUM(CAST("t4"."is_failed" AS BIGINT)), 0) AS "failed"
FROM (
  SELECT
    "t3"."n",
    "t3"."most",
    COALESCE("t3"."n" >= 4, FALSE) AS "is_checked",
    COALESCE(
      (
        "t3"."n" >= 4
      )
      AND (
        (
          CAST("t3"."most" AS DOUBLE) / CAST(NULLIF("t3"."n", 0) AS DOUBLE)
        ) > 0.7
      ),
      FALSE
    ) AS "is_failed"
  FROM (
    SELECT
      SUM("t2"."times") AS "n",
      MAX("t2"."times") AS "most"
    FROM (
      SELECT
        "t1"."a",
        COUNT(*) AS "times"
      FROM (
        SELECT
          *
        FROM "subject" AS "t0"
        WHERE
          "t0"."a" IS NOT NULL
      ) AS "t1"
      GROUP BY
        1
    ) AS "t2"
  ) AS "t3"
) AS "t4"

-- mysql
SELECT
  COALESCE(SUM(CAST(`t4`.`is_checked` AS SIGNED)), 0) AS `checked`,
  COALESCE(SUM(CAST(`t4`.`is_failed` AS SIGNED)), 0) AS `failed`
FROM (
  SELECT
    `t3`.`n`,
    `t3`.`most`,
    COALESCE(`t3`.`n` >= 4, FALSE) AS `is_checked`,
    COALESCE(
      (
        `t3`.`n` >= 4
      )
      AND (
        (
          CAST(`t3`.`most` AS DOUBLE) / CAST(NULLIF(`t3`.`n`, 0) AS DOUBLE)
        ) > 0.7
      ),
      FALSE
    ) AS `is_failed`
  FROM (
    SELECT
      SUM(`t2`.`times`) AS `n`,
      MAX(`t2`.`times`) AS `most`
    FROM (
      SELECT
        `t1`.`a`,
        COUNT(*) AS `times`
      FROM (
        SELECT
          *
        FROM `subject` AS `t0`
        WHERE
          `t0`.`a` IS NOT NULL
      ) AS `t1`
      GROUP BY
        1
    ) AS `t2`
  ) AS `t3`
) AS `t4`

-- oracle
SELECT
  COALESCE(SUM(CAST("t4"."is_checked" AS INT)), 0) AS "checked",
  COALESCE(SUM(CAST("t4"."is_failed" AS INT)), 0) AS "failed"
FROM (
  SELECT
    "t3"."n",
    "t3"."most",
    COALESCE("t3"."n" >= 4, FALSE) AS "is_checked",
    COALESCE(
      (
        "t3"."n" >= 4
      )
      AND (
        (
          CAST("t3"."most" AS DOUBLE PRECISION) / CAST(NULLIF("t3"."n", 0) AS DOUBLE PRECISION)
        ) > 0.7
      ),
      FALSE
    ) AS "is_failed"
  FROM (
    SELECT
      SUM("t2"."times") AS "n",
      MAX("t2"."times") AS "most"
    FROM (
      SELECT
        "t1"."a",
        COUNT(*) AS "times"
      FROM (
        SELECT
          *
        FROM "subject" "t0"
        WHERE
          "t0"."a" IS NOT NULL
      ) "t1"
      GROUP BY
        "t1"."a"
    ) "t2"
  ) "t3"
) "t4"

-- postgres
SELECT
  COALESCE(SUM(CAST("t4"."is_checked" AS BIGINT)), 0) AS "checked",
  COALESCE(SUM(CAST("t4"."is_failed" AS BIGINT)), 0) AS "failed"
FROM (
  SELECT
    "t3"."n",
    "t3"."most",
    COALESCE("t3"."n" >= 4, FALSE) AS "is_checked",
    COALESCE(
      (
        "t3"."n" >= 4
      )
      AND (
        (
          CAST("t3"."most" AS DOUBLE PRECISION) / CAST(NULLIF("t3"."n", 0) AS DOUBLE PRECISION)
        ) > 0.7
      ),
      FALSE
    ) AS "is_failed"
  FROM (
    SELECT
      SUM("t2"."times") AS "n",
      MAX("t2"."times") AS "most"
    FROM (
      SELECT
        "t1"."a",
        COUNT(*) AS "times"
      FROM (
        SELECT
          *
        FROM "subject" AS "t0"
        WHERE
          "t0"."a" IS NOT NULL
      ) AS "t1"
      GROUP BY
        1
    ) AS "t2"
  ) AS "t3"
) AS "t4"

-- pyspark
SELECT
  COALESCE(SUM(CAST(`t4`.`is_checked` AS BIGINT)), 0) AS `checked`,
  COALESCE(SUM(CAST(`t4`.`is_failed` AS BIGINT)), 0) AS `failed`
FROM (
  SELECT
    `t3`.`n`,
    `t3`.`most`,
    COALESCE(`t3`.`n` >= 4, FALSE) AS `is_checked`,
    COALESCE(
      (
        `t3`.`n` >= 4
      )
      AND (
        (
          CAST(`t3`.`most` AS DOUBLE) / CAST(NULLIF(`t3`.`n`, 0) AS DOUBLE)
        ) > 0.7
      ),
      FALSE
    ) AS `is_failed`
  FROM (
    SELECT
      SUM(`t2`.`times`) AS `n`,
      MAX(`t2`.`times`) AS `most`
    FROM (
      SELECT
        `t1`.`a`,
        COUNT(*) AS `times`
      FROM (
        SELECT
          *
        FROM `subject` AS `t0`
        WHERE
          `t0`.`a` IS NOT NULL
      ) AS `t1`
      GROUP BY
        1
    ) AS `t2`
  ) AS `t3`
) AS `t4`
