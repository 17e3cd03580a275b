-- clickhouse
SELECT
  COALESCE(SUM(CAST("t2"."is_checked" AS Nullable(Int64))), 0) AS "checked",
  COALESCE(SUM(CAST("t2"."is_failed" AS Nullable(Int64))), 0) AS "failed"
FROM (
  SELECT
    "t1"."g" AS "g",
    "t1"."low" AS "low",
    "t1"."high" AS "high",
    "t1"."values" AS "values",
    COALESCE(isNotNull("t1"."high"), FALSE) AS "is_checked",
    COALESCE(
      isNotNull("t1"."high")
      AND (
        (
          "t1"."low" <> 1
        )
        OR (
          (
            (
              "t1"."high" - "t1"."low"
            ) + 1
          ) <> "t1"."values"
        )
      ),
      FALSE
    ) AS "is_failed"
  FROM (
    SELECT
      "t0"."g" AS "g",
      MIN("t0"."n") AS "low",
      MAX("t0"."n") AS "high",
      uniq("t0"."n") AS "values"
    FROM "subject" AS "t0"
    GROUP BY
      "t0"."g"
  ) AS "t1"
) AS "t2"

-- duckdb
SELECT
  COALESCE(SUM(CAST("t2"."is_checked" AS BIGINT)), 0) AS "checked",
  COALESCE(SUM(CAST("t2"."is_failed" AS BIGINT)), 0) AS "failed"
FROM (
  SELECT
    "t1"."g",
    "t1"."low",
    "t1"."high",
    "t1"."values",
    COALESCE("t1"."high" IS NOT NULL, FALSE) AS "is_checked",
    COALESCE(
      (
        "t1"."high" IS NOT NULL
      )
      AND (
        (
          "t1"."low" <> 1
        )
        OR (
          (
            (
              "t1"."high" - "t1"."low"
            ) + 1
          ) <> "t1"."values"
        )
      ),
      FALSE
    ) AS "is_failed"
  FROM (
    SELECT
      "t0"."g",
      MIN("t0"."n") AS "low",
      MAX("t0"."n") AS "high",
      COUNT(DISTINCT "t0"."n") AS "values"
    FROM "subject" AS "t0"
    GROUP BY
      1
  ) AS "t1"
) AS "t2"

-- mysql
SELECT
  COALESCE(SUM(CAST(`t2`.`is_checked` AS SIGNED)), 0) AS `checked`,
  COALESCE(SUM(CAST(`t2`.`is_failed` AS SIGNED)), 0) AS `failed`
FROM (
  SELECT
    `t1`.`g`,
    `t1`.`low`,
    `t1`.`high`,
    `t1`.`values`,
    COALESCE(`t1`.`high` IS NOT NULL, FALSE) AS `is_checked`,
    COALESCE(
      (
        `t1`.`high` IS NOT NULL
      )
      AND (
        (
          `t1`.`low` <> 1
        )
        OR (
          (
            (
              `t1`.`high` - `t1`.`low`
            ) + 1
          ) <> `t1`.`values`
        )
      ),
      FALSE
    ) AS `is_failed`
  FROM (
    SELECT
      `t0`.`g`,
      MIN(`t0`.`n`) AS `low`,
      MAX(`t0`.`n`) AS `high`,
      COUNT(DISTINCT `t0`.`n`) AS `values`
    FROM `subject` AS `t0`
    GROUP BY
      1
  ) AS `t1`
) AS `t2`

-- oracle
SELECT
  COALESCE(SUM(CAST("t2"."is_checked" AS INT)), 0) AS "checked",
  COALESCE(SUM(CAST("t2"."is_failed" AS INT)), 0) AS "failed"
FROM (
  SELECT
    "t1"."g",
    "t1"."low",
    "t1"."high",
    "t1"."values",
    COALESCE("t1"."high" IS NOT NULL, FALSE) AS "is_checked",
    COALESCE(
      (
        "t1"."high" IS NOT NULL
      )
      AND (
        (
          "t1"."low" <> 1
        )
        OR (
          (
            (
              "t1"."high" - "t1"."low"
            ) + 1
          ) <> "t1"."values"
        )
      ),
      FALSE
    ) AS "is_failed"
  FROM (
    SELECT
      "t0"."g",
      MIN("t0"."n") AS "low",
      MAX("t0"."n") AS "high",
      COUNT(DISTINCT "t0"."n") AS "values"
    FROM "subject" "t0"
    GROUP BY
      "t0"."g"
  ) "t1"
) "t2"

-- postgres
SELECT
  COALESCE(SUM(CAST("t2"."is_checked" AS BIGINT)), 0) AS "checked",
  COALESCE(SUM(CAST("t2"."is_failed" AS BIGINT)), 0) AS "failed"
FROM (
  SELECT
    "t1"."g",
    "t1"."low",
    "t1"."high",
    "t1"."values",
    COALESCE("t1"."high" IS NOT NULL, FALSE) AS "is_checked",
    COALESCE(
      (
        "t1"."high" IS NOT NULL
      )
      AND (
        (
          "t1"."low" <> 1
        )
        OR (
          (
            (
              "t1"."high" - "t1"."low"
            ) + 1
          ) <> "t1"."values"
        )
      ),
      FALSE
    ) AS "is_failed"
  FROM (
    SELECT
      "t0"."g",
      MIN("t0"."n") AS "low",
      MAX("t0"."n") AS "high",
      COUNT(DISTINCT "t0"."n") AS "values"
    FROM "subject" AS "t0"
    GROUP BY
      1
  ) AS "t1"
) AS "t2"

-- pyspark
SELECT
  COALESCE(SUM(CAST(`t2`.`is_checked` AS BIGINT)), 0) AS `checked`,
  COALESCE(SUM(CAST(`t2`.`is_failed` AS BIGINT)), 0) AS `failed`
FROM (
  SELECT
    `t1`.`g`,
    `t1`.`low`,
    `t1`.`high`,
    `t1`.`values`,
    COALESCE(`t1`.`high` IS NOT NULL, FALSE) AS `is_checked`,
    COALESCE(
      (
        `t1`.`high` IS NOT NULL
      )
      AND (
        (
          `t1`.`low` <> 1
        )
        OR (
          (
            (
              `t1`.`high` - `t1`.`low`
            ) + 1
          ) <> `t1`.`values`
        )
      ),
      FALSE
    ) AS `is_failed`
  FROM (
    SELECT
      `t0`.`g`,
      MIN(`t0`.`n`) AS `low`,
      MAX(`t0`.`n`) AS `high`,
      COUNT(DISTINCT `t0`.`n`) AS `values`
    FROM `subject` AS `t0`
    GROUP BY
      1
  ) AS `t1`
) AS `t2`
