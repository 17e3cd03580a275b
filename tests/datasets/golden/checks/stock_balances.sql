-- clickhouse
SELECT
  COALESCE(SUM(CAST("t1"."is_checked" AS Nullable(Int64))), 0) AS "checked",
  COALESCE(SUM(CAST("t1"."is_failed" AS Nullable(Int64))), 0) AS "failed"
FROM (
  SELECT
    "t0"."k" AS "k",
    "t0"."o" AS "o",
    "t0"."r" AS "r",
    "t0"."i" AS "i",
    "t0"."m" AS "m",
    "t0"."c" AS "c",
    COALESCE(isNotNull("t0"."o") AND isNotNull("t0"."c"), FALSE) AS "is_checked",
    COALESCE(
      isNotNull("t0"."o")
      AND isNotNull("t0"."c")
      AND (
        ABS(
          (
            (
              COALESCE("t0"."o", 0) + COALESCE("t0"."r", 0)
            ) - (
              COALESCE("t0"."i", 0) + COALESCE("t0"."m", 0)
            )
          ) - "t0"."c"
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
    "t0"."o",
    "t0"."r",
    "t0"."i",
    "t0"."m",
    "t0"."c",
    COALESCE((
      "t0"."o" IS NOT NULL
    ) AND (
      "t0"."c" IS NOT NULL
    ), FALSE) AS "is_checked",
    COALESCE(
      (
        "t0"."o" IS NOT NULL
      )
      AND (
        "t0"."c" IS NOT NULL
      )
      AND (
        ABS(
          (
            (
              COALESCE("t0"."o", 0) + COALESCE("t0"."r", 0)
            ) - (
              COALESCE("t0"."i", 0) + COALESCE("t0"."m", 0)
            )
          ) - "t0"."c"
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
    `t0`.`o`,
    `t0`.`r`,
    `t0`.`i`,
    `t0`.`m`,
    `t0`.`c`,
    COALESCE((
      `t0`.`o` IS NOT NULL
    ) AND (
      `t0`.`c` IS NOT NULL
    ), FALSE) AS `is_checked`,
    COALESCE(
      (
        `t0`.`o` IS NOT NULL
      )
      AND (
        `t0`.`c` IS NOT NULL
      )
      AND (
        ABS(
          (
            (
              COALESCE(`t0`.`o`, 0) + COALESCE(`t0`.`r`, 0)
            ) - (
              COALESCE(`t0`.`i`, 0) + COALESCE(`t0`.`m`, 0)
            )
          ) - `t0`.`c`
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
    "t0"."o",
    "t0"."r",
    "t0"."i",
    "t0"."m",
    "t0"."c",
    COALESCE((
      "t0"."o" IS NOT NULL
    ) AND (
      "t0"."c" IS NOT NULL
    ), FALSE) AS "is_checked",
    COALESCE(
      (
        "t0"."o" IS NOT NULL
      )
      AND (
        "t0"."c" IS NOT NULL
      )
      AND (
        ABS(
          (
            (
              COALESCE("t0"."o", 0) + COALESCE("t0"."r", 0)
            ) - (
              COALESCE("t0"."i", 0) + COALESCE("t0"."m", 0)
            )
          ) - "t0"."c"
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
    "t0"."o",
    "t0"."r",
    "t0"."i",
    "t0"."m",
    "t0"."c",
    COALESCE((
      "t0"."o" IS NOT NULL
    ) AND (
      "t0"."c" IS NOT NULL
    ), FALSE) AS "is_checked",
    COALESCE(
      (
        "t0"."o" IS NOT NULL
      )
      AND (
        "t0"."c" IS NOT NULL
      )
      AND (
        ABS(
          (
            (
              COALESCE("t0"."o", 0) + COALESCE("t0"."r", 0)
            ) - (
              COALESCE("t0"."i", 0) + COALESCE("t0"."m", 0)
            )
          ) - "t0"."c"
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
    `t0`.`o`,
    `t0`.`r`,
    `t0`.`i`,
    `t0`.`m`,
    `t0`.`c`,
    COALESCE((
      `t0`.`o` IS NOT NULL
    ) AND (
      `t0`.`c` IS NOT NULL
    ), FALSE) AS `is_checked`,
    COALESCE(
      (
        `t0`.`o` IS NOT NULL
      )
      AND (
        `t0`.`c` IS NOT NULL
      )
      AND (
        ABS(
          (
            (
              COALESCE(`t0`.`o`, 0) + COALESCE(`t0`.`r`, 0)
            ) - (
              COALESCE(`t0`.`i`, 0) + COALESCE(`t0`.`m`, 0)
            )
          ) - `t0`.`c`
        ) > 0
      ),
      FALSE
    ) AS `is_failed`
  FROM `subject` AS `t0`
) AS `t1`
