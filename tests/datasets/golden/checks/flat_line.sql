-- clickhouse
SELECT
  COALESCE(SUM(CAST("t3"."is_checked" AS Nullable(Int64))), 0) AS "checked",
  COALESCE(SUM(CAST("t3"."is_failed" AS Nullable(Int64))), 0) AS "failed"
FROM (
  SELECT
    "t2"."k" AS "k",
    "t2"."g" AS "g",
    "t2"."n" AS "n",
    "t2"."a" AS "a",
    "t2"."seen" AS "seen",
    "t2"."low" AS "low",
    "t2"."high" AS "high",
    COALESCE("t2"."seen" >= 3, FALSE) AS "is_checked",
    COALESCE((
      "t2"."seen" >= 3
    ) AND (
      "t2"."low" = "t2"."high"
    ), FALSE) AS "is_failed"
  FROM (
    SELECT
      "t1"."k" AS "k",
      "t1"."g" AS "g",
      "t1"."n" AS "n",
      "t1"."a" AS "a",
      COUNT(*) OVER (
        PARTITION BY "t1"."g"
        ORDER BY "t1"."n" ASC
        ROWS BETWEEN 2 preceding AND CURRENT ROW
      ) AS "seen",
      MIN("t1"."a") OVER (
        PARTITION BY "t1"."g"
        ORDER BY "t1"."n" ASC
        ROWS BETWEEN 2 preceding AND CURRENT ROW
      ) AS "low",
      MAX("t1"."a") OVER (
        PARTITION BY "t1"."g"
        ORDER BY "t1"."n" ASC
        ROWS BETWEEN 2 preceding AND CURRENT ROW
      ) AS "high"
    FROM (
      SELECT
        *
      FROM "subject" AS "t0"
      WHERE
        isNotNull("t0"."a")
    ) AS "t1"
  ) AS "t2"
) AS "t3"

-- duckdb
SELECT
  COALESCE(SUM(CAST("t3"."is_checked" AS BIGINT)), 0) AS "checked",
  COALESCE(SUM(CAST("t3"."is_failed" AS BIGINT)), 0) AS "failed"
FROM (
  SELECT
    "t2"."k",
    "t2"."g",
    "t2"."n",
    "t2"."a",
    "t2"."seen",
    "t2"."low",
    "t2"."high",
    COALESCE("t2"."seen" >= 3, FALSE) AS "is_checked",
    COALESCE((
      "t2"."seen" >= 3
    ) AND (
      "t2"."low" = "t2"."high"
    ), FALSE) AS "is_failed"
  FROM (
    SELECT
      "t1"."k",
      "t1"."g",
      "t1"."n",
      "t1"."a",
      COUNT(*) OVER (
        PARTITION BY "t1"."g"
        ORDER BY "t1"."n" ASC
        ROWS BETWEEN 2 preceding AND CURRENT ROW
      ) AS "seen",
      MIN("t1"."a") OVER (
        PARTITION BY "t1"."g"
        ORDER BY "t1"."n" ASC
        ROWS BETWEEN 2 preceding AND CURRENT ROW
      ) AS "low",
      MAX("t1"."a") OVER (
        PARTITION BY "t1"."g"
        ORDER BY "t1"."n" ASC
        ROWS BETWEEN 2 preceding AND CURRENT ROW
      ) AS "high"
    FROM (
      SELECT
        *
      FROM "subject" AS "t0"
      WHERE
        "t0"."a" IS NOT NULL
    ) AS "t1"
  ) AS "t2"
) AS "t3"

-- mysql
SELECT
  COALESCE(SUM(CAST(`t3`.`is_checked` AS SIGNED)), 0) AS `checked`,
  COALESCE(SUM(CAST(`t3`.`is_failed` AS SIGNED)), 0) AS `failed`
FROM (
  SELECT
    `t2`.`k`,
    `t2`.`g`,
    `t2`.`n`,
    `t2`.`a`,
    `t2`.`seen`,
    `t2`.`low`,
    `t2`.`high`,
    COALESCE(`t2`.`seen` >= 3, FALSE) AS `is_checked`,
    COALESCE((
      `t2`.`seen` >= 3
    ) AND (
      `t2`.`low` = `t2`.`high`
    ), FALSE) AS `is_failed`
  FROM (
    SELECT
      `t1`.`k`,
      `t1`.`g`,
      `t1`.`n`,
      `t1`.`a`,
      COUNT(*) OVER (
        PARTITION BY `t1`.`g`
        ORDER BY CASE WHEN `t1`.`n` IS NULL THEN 1 ELSE 0 END, `t1`.`n` ASC
        ROWS BETWEEN 2 preceding AND CURRENT ROW
      ) AS `seen`,
      MIN(`t1`.`a`) OVER (
        PARTITION BY `t1`.`g`
        ORDER BY CASE WHEN `t1`.`n` IS NULL THEN 1 ELSE 0 END, `t1`.`n` ASC
        ROWS BETWEEN 2 preceding AND CURRENT ROW
      ) AS `low`,
      MAX(`t1`.`a`) OVER (
        PARTITION BY `t1`.`g`
        ORDER BY CASE WHEN `t1`.`n` IS NULL THEN 1 ELSE 0 END, `t1`.`n` ASC
        ROWS BETWEEN 2 preceding AND CURRENT ROW
      ) AS `high`
    FROM (
      SELECT
        *
      FROM `subject` AS `t0`
      WHERE
        `t0`.`a` IS NOT NULL
    ) AS `t1`
  ) AS `t2`
) AS `t3`

-- oracle
SELECT
  COALESCE(SUM(CAST("t3"."is_checked" AS INT)), 0) AS "checked",
  COALESCE(SUM(CAST("t3"."is_failed" AS INT)), 0) AS "failed"
FROM (
  SELECT
    "t2"."k",
    "t2"."g",
    "t2"."n",
    "t2"."a",
    "t2"."seen",
    "t2"."low",
    "t2"."high",
    COALESCE("t2"."seen" >= 3, FALSE) AS "is_checked",
    COALESCE((
      "t2"."seen" >= 3
    ) AND (
      "t2"."low" = "t2"."high"
    ), FALSE) AS "is_failed"
  FROM (
    SELECT
      "t1"."k",
      "t1"."g",
      "t1"."n",
      "t1"."a",
      COUNT(*) OVER (PARTITION BY "t1"."g" ORDER BY "t1"."n" ASC) AS "seen",
      MIN("t1"."a") OVER (
        PARTITION BY "t1"."g"
        ORDER BY "t1"."n" ASC
        ROWS BETWEEN 2 preceding AND 0 following
      ) AS "low",
      MAX("t1"."a") OVER (
        PARTITION BY "t1"."g"
        ORDER BY "t1"."n" ASC
        ROWS BETWEEN 2 preceding AND 0 following
      ) AS "high"
    FROM (
      SELECT
        *
      FROM "subject" "t0"
      WHERE
        "t0"."a" IS NOT NULL
    ) "t1"
  ) "t2"
) "t3"

-- postgres
SELECT
  COALESCE(SUM(CAST("t3"."is_checked" AS BIGINT)), 0) AS "checked",
  COALESCE(SUM(CAST("t3"."is_failed" AS BIGINT)), 0) AS "failed"
FROM (
  SELECT
    "t2"."k",
    "t2"."g",
    "t2"."n",
    "t2"."a",
    "t2"."seen",
    "t2"."low",
    "t2"."high",
    COALESCE("t2"."seen" >= 3, FALSE) AS "is_checked",
    COALESCE((
      "t2"."seen" >= 3
    ) AND (
      "t2"."low" = "t2"."high"
    ), FALSE) AS "is_failed"
  FROM (
    SELECT
      "t1"."k",
      "t1"."g",
      "t1"."n",
      "t1"."a",
      COUNT(*) OVER (
        PARTITION BY "t1"."g"
        ORDER BY "t1"."n" ASC
        ROWS BETWEEN 2 preceding AND CURRENT ROW
      ) AS "seen",
      MIN("t1"."a") OVER (
        PARTITION BY "t1"."g"
        ORDER BY "t1"."n" ASC
        ROWS BETWEEN 2 preceding AND CURRENT ROW
      ) AS "low",
      MAX("t1"."a") OVER (
        PARTITION BY "t1"."g"
        ORDER BY "t1"."n" ASC
        ROWS BETWEEN 2 preceding AND CURRENT ROW
      ) AS "high"
    FROM (
      SELECT
        *
      FROM "subject" AS "t0"
      WHERE
        "t0"."a" IS NOT NULL
    ) AS "t1"
  ) AS "t2"
) AS "t3"

-- pyspark
SELECT
  COALESCE(SUM(CAST(`t3`.`is_checked` AS BIGINT)), 0) AS `checked`,
  COALESCE(SUM(CAST(`t3`.`is_failed` AS BIGINT)), 0) AS `failed`
FROM (
  SELECT
    `t2`.`k`,
    `t2`.`g`,
    `t2`.`n`,
    `t2`.`a`,
    `t2`.`seen`,
    `t2`.`low`,
    `t2`.`high`,
    COALESCE(`t2`.`seen` >= 3, FALSE) AS `is_checked`,
    COALESCE((
      `t2`.`seen` >= 3
    ) AND (
      `t2`.`low` = `t2`.`high`
    ), FALSE) AS `is_failed`
  FROM (
    SELECT
      `t1`.`k`,
      `t1`.`g`,
      `t1`.`n`,
      `t1`.`a`,
      COUNT(*) OVER (
        PARTITION BY `t1`.`g`
        ORDER BY `t1`.`n` ASC NULLS LAST
        ROWS BETWEEN 2 PRECEDING AND CURRENT ROW
      ) AS `seen`,
      MIN(`t1`.`a`) OVER (
        PARTITION BY `t1`.`g`
        ORDER BY `t1`.`n` ASC NULLS LAST
        ROWS BETWEEN 2 PRECEDING AND CURRENT ROW
      ) AS `low`,
      MAX(`t1`.`a`) OVER (
        PARTITION BY `t1`.`g`
        ORDER BY `t1`.`n` ASC NULLS LAST
        ROWS BETWEEN 2 PRECEDING AND CURRENT ROW
      ) AS `high`
    FROM (
      SELECT
        *
      FROM `subject` AS `t0`
      WHERE
        `t0`.`a` IS NOT NULL
    ) AS `t1`
  ) AS `t2`
) AS `t3`
