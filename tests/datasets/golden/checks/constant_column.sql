-- clickhouse
SELECT
  COALESCE(SUM(CAST("t3"."is_checked" AS Nullable(Int64))), 0) AS "checked",
  COALESCE(SUM(CAST("t3"."is_failed" AS Nullable(Int64))), 0) AS "failed"
FROM (
  SELECT
    "t2"."g" AS "g",
    "t2"."n" AS "n",
    "t2"."values" AS "values",
    COALESCE("t2"."n" >= 2, FALSE) AS "is_checked",
    COALESCE((
      "t2"."n" >= 2
    ) AND (
      "t2"."values" = 1
    ), FALSE) AS "is_failed"
  FROM (
    SELECT
      "t1"."g" AS "g",
      COUNT(*) AS "n",
      uniq("t1"."a") AS "values"
    FROM (
      SELECT
        "t0"."k" AS "k",
        "t0"."g" AS "g",
        "t0"."a" AS "a",
        1 AS "one"
      FROM "subject" AS "t0"
      WHERE
        isNotNull("t0"."a")
    ) AS "t1"
    GROUP BY
      "t1"."g"
  ) AS "t2"
) AS "t3"

-- duckdb
SELECT
  COALESCE(SUM(CAST("t3"."is_checked" AS BIGINT)), 0) AS "checked",
  COALESCE(SUM(CAST("t3"."is_failed" AS BIGINT)), 0) AS "failed"
FROM (
  SELECT
    "t2"."g",
    "t2"."n",
    "t2"."values",
    COALESCE("t2"."n" >= 2, FALSE) AS "is_checked",
    COALESCE((
      "t2"."n" >= 2
    ) AND (
      "t2"."values" = 1
    ), FALSE) AS "is_failed"
  FROM (
    SELECT
      "t1"."g",
      COUNT(*) AS "n",
      COUNT(DISTINCT "t1"."a") AS "values"
    FROM (
      SELECT
        "t0"."k",
        "t0"."g",
        "t0"."a",
        1 AS "one"
      FROM "subject" AS "t0"
      WHERE
        "t0"."a" IS NOT NULL
    ) AS "t1"
    GROUP BY
      1
  ) AS "t2"
) AS "t3"

-- mysql
SELECT
  COALESCE(SUM(CAST(`t3`.`is_checked` AS SIGNED)), 0) AS `checked`,
  COALESCE(SUM(CAST(`t3`.`is_failed` AS SIGNED)), 0) AS `failed`
FROM (
  SELECT
    `t2`.`g`,
    `t2`.`n`,
    `t2`.`values`,
    COALESCE(`t2`.`n` >= 2, FALSE) AS `is_checked`,
    COALESCE((
      `t2`.`n` >= 2
    ) AND (
      `t2`.`values` = 1
    ), FALSE) AS `is_failed`
  FROM (
    SELECT
      `t1`.`g`,
      COUNT(*) AS `n`,
      COUNT(DISTINCT `t1`.`a`) AS `values`
    FROM (
      SELECT
        `t0`.`k`,
        `t0`.`g`,
        `t0`.`a`,
        1 AS `one`
      FROM `subject` AS `t0`
      WHERE
        `t0`.`a` IS NOT NULL
    ) AS `t1`
    GROUP BY
      1
  ) AS `t2`
) AS `t3`

-- oracle
SELECT
  COALESCE(SUM(CAST("t3"."is_checked" AS INT)), 0) AS "checked",
  COALESCE(SUM(CAST("t3"."is_failed" AS INT)), 0) AS "failed"
FROM (
  SELECT
    "t2"."g",
    "t2"."n",
    "t2"."values",
    COALESCE("t2"."n" >= 2, FALSE) AS "is_checked",
    COALESCE((
      "t2"."n" >= 2
    ) AND (
      "t2"."values" = 1
    ), FALSE) AS "is_failed"
  FROM (
    SELECT
      "t1"."g",
      COUNT(*) AS "n",
      COUNT(DISTINCT "t1"."a") AS "values"
    FROM (
      SELECT
        "t0"."k",
        "t0"."g",
        "t0"."a",
        1 AS "one"
      FROM "subject" "t0"
      WHERE
        "t0"."a" IS NOT NULL
    ) "t1"
    GROUP BY
      "t1"."g"
  ) "t2"
) "t3"

-- postgres
SELECT
  COALESCE(SUM(CAST("t3"."is_checked" AS BIGINT)), 0) AS "checked",
  COALESCE(SUM(CAST("t3"."is_failed" AS BIGINT)), 0) AS "failed"
FROM (
  SELECT
    "t2"."g",
    "t2"."n",
    "t2"."values",
    COALESCE("t2"."n" >= 2, FALSE) AS "is_checked",
    COALESCE((
      "t2"."n" >= 2
    ) AND (
      "t2"."values" = 1
    ), FALSE) AS "is_failed"
  FROM (
    SELECT
      "t1"."g",
      COUNT(*) AS "n",
      COUNT(DISTINCT "t1"."a") AS "values"
    FROM (
      SELECT
        "t0"."k",
        "t0"."g",
        "t0"."a",
        1 AS "one"
      FROM "subject" AS "t0"
      WHERE
        "t0"."a" IS NOT NULL
    ) AS "t1"
    GROUP BY
      1
  ) AS "t2"
) AS "t3"

-- pyspark
SELECT
  COALESCE(SUM(CAST(`t3`.`is_checked` AS BIGINT)), 0) AS `checked`,
  COALESCE(SUM(CAST(`t3`.`is_failed` AS BIGINT)), 0) AS `failed`
FROM (
  SELECT
    `t2`.`g`,
    `t2`.`n`,
    `t2`.`values`,
    COALESCE(`t2`.`n` >= 2, FALSE) AS `is_checked`,
    COALESCE((
      `t2`.`n` >= 2
    ) AND (
      `t2`.`values` = 1
    ), FALSE) AS `is_failed`
  FROM (
    SELECT
      `t1`.`g`,
      COUNT(*) AS `n`,
      COUNT(DISTINCT `t1`.`a`) AS `values`
    FROM (
      SELECT
        `t0`.`k`,
        `t0`.`g`,
        `t0`.`a`,
        1 AS `one`
      FROM `subject` AS `t0`
      WHERE
        `t0`.`a` IS NOT NULL
    ) AS `t1`
    GROUP BY
      1
  ) AS `t2`
) AS `t3`
