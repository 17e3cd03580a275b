-- clickhouse
SELECT
  COALESCE(SUM(CAST("t7"."is_checked" AS Nullable(Int64))), 0) AS "checked",
  COALESCE(SUM(CAST("t7"."is_failed" AS Nullable(Int64))), 0) AS "failed"
FROM (
  SELECT
    "t6"."k" AS "k",
    "t6"."a" AS "a",
    "t6"."parent" AS "parent",
    COALESCE(TRUE, FALSE) AS "is_checked",
    COALESCE(TRUE AND isNull("t6"."parent"), FALSE) AS "is_failed"
  FROM (
    SELECT
      "t5"."k" AS "k",
      "t5"."a" AS "a",
      "t4"."parent" AS "parent"
    FROM (
      SELECT
        *
      FROM "subject" AS "t0"
      WHERE
        isNotNull("t0"."a")
    ) AS "t5"
    LEFT OUTER JOIN (
      SELECT DISTINCT
        "t1"."p" AS "parent"
      FROM "parents" AS "t1"
    ) AS "t4"
      ON "t5"."a" = "t4"."parent"
  ) AS "t6"
) AS "t7"

-- duckdb
SELECT
  COALESCE(SUM(CAST("t7"."is_checked" AS BIGINT)), 0) AS "checked",
  COALESCE(SUM(CAST("t7"."is_failed" AS BIGINT)), 0) AS "failed"
FROM (
  SELECT
    "t6"."k",
    "t6"."a",
    "t6"."parent",
    COALESCE(TRUE, FALSE) AS "is_checked",
    COALESCE(TRUE AND (
      "t6"."parent" IS NULL
    ), FALSE) AS "is_failed"
  FROM (
    SELECT
      "t5"."k",
      "t5"."a",
      "t4"."parent"
    FROM (
      SELECT
        *
      FROM "subject" AS "t0"
      WHERE
        "t0"."a" IS NOT NULL
    ) AS "t5"
    LEFT OUTER JOIN (
      SELECT DISTINCT
        "t1"."p" AS "parent"
      FROM "parents" AS "t1"
    ) AS "t4"
      ON "t5"."a" = "t4"."parent"
  ) AS "t6"
) AS "t7"

-- mysql
SELECT
  COALESCE(SUM(CAST(`t7`.`is_checked` AS SIGNED)), 0) AS `checked`,
  COALESCE(SUM(CAST(`t7`.`is_failed` AS SIGNED)), 0) AS `failed`
FROM (
  SELECT
    `t6`.`k`,
    `t6`.`a`,
    `t6`.`parent`,
    COALESCE(TRUE, FALSE) AS `is_checked`,
    COALESCE(TRUE AND (
      `t6`.`parent` IS NULL
    ), FALSE) AS `is_failed`
  FROM (
    SELECT
      `t5`.`k`,
      `t5`.`a`,
      `t4`.`parent`
    FROM (
      SELECT
        *
      FROM `subject` AS `t0`
      WHERE
        `t0`.`a` IS NOT NULL
    ) AS `t5`
    LEFT OUTER JOIN (
      SELECT DISTINCT
        `t1`.`p` AS `parent`
      FROM `parents` AS `t1`
    ) AS `t4`
      ON CAST(`t5`.`a` AS BINARY) = `t4`.`parent`
  ) AS `t6`
) AS `t7`

-- oracle
SELECT
  COALESCE(SUM(CAST("t7"."is_checked" AS INT)), 0) AS "checked",
  COALESCE(SUM(CAST("t7"."is_failed" AS INT)), 0) AS "failed"
FROM (
  SELECT
    "t6"."k",
    "t6"."a",
    "t6"."parent",
    COALESCE(TRUE, FALSE) AS "is_checked",
    COALESCE(TRUE AND (
      "t6"."parent" IS NULL
    ), FALSE) AS "is_failed"
  FROM (
    SELECT
      "t5"."k",
      "t5"."a",
      "t4"."parent"
    FROM (
      SELECT
        *
      FROM "subject" "t0"
      WHERE
        "t0"."a" IS NOT NULL
    ) "t5"
    LEFT OUTER JOIN (
      SELECT DISTINCT
        "t1"."p" AS "parent"
      FROM "parents" "t1"
    ) "t4"
      ON "t5"."a" = "t4"."parent"
  ) "t6"
) "t7"

-- postgres
SELECT
  COALESCE(SUM(CAST("t7"."is_checked" AS BIGINT)), 0) AS "checked",
  COALESCE(SUM(CAST("t7"."is_failed" AS BIGINT)), 0) AS "failed"
FROM (
  SELECT
    "t6"."k",
    "t6"."a",
    "t6"."parent",
    COALESCE(TRUE, FALSE) AS "is_checked",
    COALESCE(TRUE AND (
      "t6"."parent" IS NULL
    ), FALSE) AS "is_failed"
  FROM (
    SELECT
      "t5"."k",
      "t5"."a",
      "t4"."parent"
    FROM (
      SELECT
        *
      FROM "subject" AS "t0"
      WHERE
        "t0"."a" IS NOT NULL
    ) AS "t5"
    LEFT OUTER JOIN (
      SELECT DISTINCT
        "t1"."p" AS "parent"
      FROM "parents" AS "t1"
    ) AS "t4"
      ON "t5"."a" = "t4"."parent"
  ) AS "t6"
) AS "t7"

-- pyspark
SELECT
  COALESCE(SUM(CAST(`t7`.`is_checked` AS BIGINT)), 0) AS `checked`,
  COALESCE(SUM(CAST(`t7`.`is_failed` AS BIGINT)), 0) AS `failed`
FROM (
  SELECT
    `t6`.`k`,
    `t6`.`a`,
    `t6`.`parent`,
    COALESCE(TRUE, FALSE) AS `is_checked`,
    COALESCE(TRUE AND (
      `t6`.`parent` IS NULL
    ), FALSE) AS `is_failed`
  FROM (
    SELECT
      `t5`.`k`,
      `t5`.`a`,
      `t4`.`parent`
    FROM (
      SELECT
        *
      FROM `subject` AS `t0`
      WHERE
        `t0`.`a` IS NOT NULL
    ) AS `t5`
    LEFT OUTER JOIN (
      SELECT DISTINCT
        `t1`.`p` AS `parent`
      FROM `parents` AS `t1`
    ) AS `t4`
      ON `t5`.`a` = `t4`.`parent`
  ) AS `t6`
) AS `t7`
