-- clickhouse
SELECT
  COALESCE(SUM(CAST("t6"."is_checked" AS Nullable(Int64))), 0) AS "checked",
  COALESCE(SUM(CAST("t6"."is_failed" AS Nullable(Int64))), 0) AS "failed"
FROM (
  SELECT
    "t5"."k" AS "k",
    "t5"."p" AS "p",
    "t5"."a" AS "a",
    "t5"."parent_value" AS "parent_value",
    COALESCE(isNotNull("t5"."parent_value") AND isNotNull("t5"."a"), FALSE) AS "is_checked",
    COALESCE(
      isNotNull("t5"."parent_value")
      AND isNotNull("t5"."a")
      AND (
        "t5"."a" < "t5"."parent_value"
      ),
      FALSE
    ) AS "is_failed"
  FROM (
    SELECT
      "t2"."k" AS "k",
      "t2"."p" AS "p",
      "t2"."a" AS "a",
      "t4"."parent_value" AS "parent_value"
    FROM "subject" AS "t2"
    INNER JOIN (
      SELECT
        "t1"."p" AS "p",
        "t1"."d" AS "parent_value"
      FROM "parents" AS "t1"
    ) AS "t4"
      ON "t2"."p" = "t4"."p"
  ) AS "t5"
) AS "t6"

-- duckdb
SELECT
  COALESCE(SUM(CAST("t6"."is_checked" AS BIGINT)), 0) AS "checked",
  COALESCE(SUM(CAST("t6"."is_failed" AS BIGINT)), 0) AS "failed"
FROM (
  SELECT
    "t5"."k",
    "t5"."p",
    "t5"."a",
    "t5"."parent_value",
    COALESCE((
      "t5"."parent_value" IS NOT NULL
    ) AND (
      "t5"."a" IS NOT NULL
    ), FALSE) AS "is_checked",
    COALESCE(
      (
        "t5"."parent_value" IS NOT NULL
      )
      AND (
        "t5"."a" IS NOT NULL
      )
      AND (
        "t5"."a" < "t5"."parent_value"
      ),
      FALSE
    ) AS "is_failed"
  FROM (
    SELECT
      "t2"."k",
      "t2"."p",
      "t2"."a",
      "t4"."parent_value"
    FROM "subject" AS "t2"
    INNER JOIN (
      SELECT
        "t1"."p",
        "t1"."d" AS "parent_value"
      FROM "parents" AS "t1"
    ) AS "t4"
      ON "t2"."p" = "t4"."p"
  ) AS "t5"
) AS "t6"

-- mysql
SELECT
  COALESCE(SUM(CAST(`t6`.`is_checked` AS SIGNED)), 0) AS `checked`,
  COALESCE(SUM(CAST(`t6`.`is_failed` AS SIGNED)), 0) AS `failed`
FROM (
  SELECT
    `t5`.`k`,
    `t5`.`p`,
    `t5`.`a`,
    `t5`.`parent_value`,
    COALESCE((
      `t5`.`parent_value` IS NOT NULL
    ) AND (
      `t5`.`a` IS NOT NULL
    ), FALSE) AS `is_checked`,
    COALESCE(
      (
        `t5`.`parent_value` IS NOT NULL
      )
      AND (
        `t5`.`a` IS NOT NULL
      )
      AND (
        `t5`.`a` < `t5`.`parent_value`
      ),
      FALSE
    ) AS `is_failed`
  FROM (
    SELECT
      `t2`.`k`,
      `t2`.`p`,
      `t2`.`a`,
      `t4`.`parent_value`
    FROM `subject` AS `t2`
    INNER JOIN (
      SELECT
        `t1`.`p`,
        `t1`.`d` AS `parent_value`
      FROM `parents` AS `t1`
    ) AS `t4`
      ON CAST(`t2`.`p` AS BINARY) = `t4`.`p`
  ) AS `t5`
) AS `t6`

-- oracle
SELECT
  COALESCE(SUM(CAST("t6"."is_checked" AS INT)), 0) AS "checked",
  COALESCE(SUM(CAST("t6"."is_failed" AS INT)), 0) AS "failed"
FROM (
  SELECT
    "t5"."k",
    "t5"."p",
    "t5"."a",
    "t5"."parent_value",
    COALESCE((
      "t5"."parent_value" IS NOT NULL
    ) AND (
      "t5"."a" IS NOT NULL
    ), FALSE) AS "is_checked",
    COALESCE(
      (
        "t5"."parent_value" IS NOT NULL
      )
      AND (
        "t5"."a" IS NOT NULL
      )
      AND (
        "t5"."a" < "t5"."parent_value"
      ),
      FALSE
    ) AS "is_failed"
  FROM (
    SELECT
      "t2"."k",
      "t2"."p",
      "t2"."a",
      "t4"."parent_value"
    FROM "subject" "t2"
    INNER JOIN (
      SELECT
        "t1"."p",
        "t1"."d" AS "parent_value"
      FROM "parents" "t1"
    ) "t4"
      ON "t2"."p" = "t4"."p"
  ) "t5"
) "t6"

-- postgres
SELECT
  COALESCE(SUM(CAST("t6"."is_checked" AS BIGINT)), 0) AS "checked",
  COALESCE(SUM(CAST("t6"."is_failed" AS BIGINT)), 0) AS "failed"
FROM (
  SELECT
    "t5"."k",
    "t5"."p",
    "t5"."a",
    "t5"."parent_value",
    COALESCE((
      "t5"."parent_value" IS NOT NULL
    ) AND (
      "t5"."a" IS NOT NULL
    ), FALSE) AS "is_checked",
    COALESCE(
      (
        "t5"."parent_value" IS NOT NULL
      )
      AND (
        "t5"."a" IS NOT NULL
      )
      AND (
        "t5"."a" < "t5"."parent_value"
      ),
      FALSE
    ) AS "is_failed"
  FROM (
    SELECT
      "t2"."k",
      "t2"."p",
      "t2"."a",
      "t4"."parent_value"
    FROM "subject" AS "t2"
    INNER JOIN (
      SELECT
        "t1"."p",
        "t1"."d" AS "parent_value"
      FROM "parents" AS "t1"
    ) AS "t4"
      ON "t2"."p" = "t4"."p"
  ) AS "t5"
) AS "t6"

-- pyspark
SELECT
  COALESCE(SUM(CAST(`t6`.`is_checked` AS BIGINT)), 0) AS `checked`,
  COALESCE(SUM(CAST(`t6`.`is_failed` AS BIGINT)), 0) AS `failed`
FROM (
  SELECT
    `t5`.`k`,
    `t5`.`p`,
    `t5`.`a`,
    `t5`.`parent_value`,
    COALESCE((
      `t5`.`parent_value` IS NOT NULL
    ) AND (
      `t5`.`a` IS NOT NULL
    ), FALSE) AS `is_checked`,
    COALESCE(
      (
        `t5`.`parent_value` IS NOT NULL
      )
      AND (
        `t5`.`a` IS NOT NULL
      )
      AND (
        `t5`.`a` < `t5`.`parent_value`
      ),
      FALSE
    ) AS `is_failed`
  FROM (
    SELECT
      `t2`.`k`,
      `t2`.`p`,
      `t2`.`a`,
      `t4`.`parent_value`
    FROM `subject` AS `t2`
    INNER JOIN (
      SELECT
        `t1`.`p`,
        `t1`.`d` AS `parent_value`
      FROM `parents` AS `t1`
    ) AS `t4`
      ON `t2`.`p` = `t4`.`p`
  ) AS `t5`
) AS `t6`
