-- clickhouse
SELECT
  COALESCE(SUM(CAST("t1"."is_checked" AS Nullable(Int64))), 0) AS "checked",
  COALESCE(SUM(CAST("t1"."is_failed" AS Nullable(Int64))), 0) AS "failed"
FROM (
  SELECT
    "t0"."k" AS "k",
    "t0"."a" AS "a",
    "t0"."b" AS "b",
    "t0"."d" AS "d",
    COALESCE(isNotNull("t0"."b") AND isNotNull("t0"."d") AND isNotNull("t0"."a"), FALSE) AS "is_checked",
    COALESCE(
      isNotNull("t0"."b")
      AND isNotNull("t0"."d")
      AND isNotNull("t0"."a")
      AND (
        ABS(
          (
            (
              toYear("t0"."d") - toYear("t0"."b")
            ) - CAST((
              (
                toMonth("t0"."d") * 100
              ) + toDayOfMonth("t0"."d")
            ) < (
              (
                toMonth("t0"."b") * 100
              ) + toDayOfMonth("t0"."b")
            ) AS Nullable(Int64))
          ) - "t0"."a"
        ) > 0
      ),
      FALSE
    ) AS "is_failed"
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
    "t0"."b",
    "t0"."d",
    COALESCE(
      (
        "t0"."b" IS NOT NULL
      )
      AND (
        "t0"."d" IS NOT NULL
      )
      AND (
        "t0"."a" IS NOT NULL
      ),
      FALSE
    ) AS "is_checked",
    COALESCE(
      (
        "t0"."b" IS NOT NULL
      )
      AND (
        "t0"."d" IS NOT NULL
      )
      AND (
        "t0"."a" IS NOT NULL
      )
      AND (
        ABS(
          (
            (
              EXTRACT(year FROM "t0"."d") - EXTRACT(year FROM "t0"."b")
            ) - CAST((
              (
                EXTRACT(month FROM "t0"."d") * 100
              ) + EXTRACT(day FROM "t0"."d")
            ) < (
              (
                EXTRACT(month FROM "t0"."b") * 100
              ) + EXTRACT(day FROM "t0"."b")
            ) AS BIGINT)
          ) - "t0"."a"
        ) > 0
      ),
      FALSE
    ) AS "is_failed"
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
    `t0`.`b`,
    `t0`.`d`,
    COALESCE(
      (
        `t0`.`b` IS NOT NULL
      )
      AND (
        `t0`.`d` IS NOT NULL
      )
      AND (
        `t0`.`a` IS NOT NULL
      ),
      FALSE
    ) AS `is_checked`,
    COALESCE(
      (
        `t0`.`b` IS NOT NULL
      )
      AND (
        `t0`.`d` IS NOT NULL
      )
      AND (
        `t0`.`a` IS NOT NULL
      )
      AND (
        ABS(
          (
            (
              EXTRACT(year FROM `t0`.`d`) - EXTRACT(year FROM `t0`.`b`)
            ) - CAST((
              (
                EXTRACT(month FROM `t0`.`d`) * 100
              ) + EXTRACT(day FROM `t0`.`d`)
            ) < (
              (
                EXTRACT(month FROM `t0`.`b`) * 100
              ) + EXTRACT(day FROM `t0`.`b`)
            ) AS SIGNED)
          ) - `t0`.`a`
        ) > 0
      ),
      FALSE
    ) AS `is_failed`
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
    "t0"."b",
    "t0"."d",
    COALESCE(
      (
        "t0"."b" IS NOT NULL
      )
      AND (
        "t0"."d" IS NOT NULL
      )
      AND (
        "t0"."a" IS NOT NULL
      ),
      FALSE
    ) AS "is_checked",
    COALESCE(
      (
        "t0"."b" IS NOT NULL
      )
      AND (
        "t0"."d" IS NOT NULL
      )
      AND (
        "t0"."a" IS NOT NULL
      )
      AND (
        ABS(
          (
            (
              EXTRACT(year FROM "t0"."d") - EXTRACT(year FROM "t0"."b")
            ) - CAST((
              (
                EXTRACT(month FROM "t0"."d") * 100
              ) + EXTRACT(day FROM "t0"."d")
            ) < (
              (
                EXTRACT(month FROM "t0"."b") * 100
              ) + EXTRACT(day FROM "t0"."b")
            ) AS INT)
          ) - "t0"."a"
        ) > 0
      ),
      FALSE
    ) AS "is_failed"
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
    "t0"."b",
    "t0"."d",
    COALESCE(
      (
        "t0"."b" IS NOT NULL
      )
      AND (
        "t0"."d" IS NOT NULL
      )
      AND (
        "t0"."a" IS NOT NULL
      ),
      FALSE
    ) AS "is_checked",
    COALESCE(
      (
        "t0"."b" IS NOT NULL
      )
      AND (
        "t0"."d" IS NOT NULL
      )
      AND (
        "t0"."a" IS NOT NULL
      )
      AND (
        ABS(
          (
            (
              EXTRACT(year FROM "t0"."d") - EXTRACT(year FROM "t0"."b")
            ) - CAST((
              (
                EXTRACT(month FROM "t0"."d") * 100
              ) + EXTRACT(day FROM "t0"."d")
            ) < (
              (
                EXTRACT(month FROM "t0"."b") * 100
              ) + EXTRACT(day FROM "t0"."b")
            ) AS BIGINT)
          ) - "t0"."a"
        ) > 0
      ),
      FALSE
    ) AS "is_failed"
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
    `t0`.`b`,
    `t0`.`d`,
    COALESCE(
      (
        `t0`.`b` IS NOT NULL
      )
      AND (
        `t0`.`d` IS NOT NULL
      )
      AND (
        `t0`.`a` IS NOT NULL
      ),
      FALSE
    ) AS `is_checked`,
    COALESCE(
      (
        `t0`.`b` IS NOT NULL
      )
      AND (
        `t0`.`d` IS NOT NULL
      )
      AND (
        `t0`.`a` IS NOT NULL
      )
      AND (
        ABS(
          (
            (
              EXTRACT(year FROM `t0`.`d`) - EXTRACT(year FROM `t0`.`b`)
            ) - CAST((
              (
                EXTRACT(month FROM `t0`.`d`) * 100
              ) + EXTRACT(day FROM `t0`.`d`)
            ) < (
              (
                EXTRACT(month FROM `t0`.`b`) * 100
              ) + EXTRACT(day FROM `t0`.`b`)
            ) AS BIGINT)
          ) - `t0`.`a`
        ) > 0
      ),
      FALSE
    ) AS `is_failed`
  FROM `subject` AS `t0`
) AS `t1`
