-- clickhouse
SELECT
  COALESCE(SUM(CAST("t7"."is_checked" AS Nullable(Int64))), 0) AS "checked",
  COALESCE(SUM(CAST("t7"."is_failed" AS Nullable(Int64))), 0) AS "failed"
FROM (
  SELECT
    "t6"."k" AS "k",
    "t6"."a" AS "a",
    "t6"."k_right" AS "k_right",
    "t6"."has_child" AS "has_child",
    COALESCE(TRUE, FALSE) AS "is_checked",
    COALESCE(TRUE AND isNull("t6"."has_child"), FALSE) AS "is_failed"
  FROM (
    SELECT
      "t2"."k" AS "k",
      "t2"."a" AS "a",
      "t5"."k" AS "k_right",
      "t5"."has_child" AS "has_child"
    FROM "subject" AS "t2"
    LEFT OUTER JOIN (
      SELECT
        "t3"."k" AS "k",
        TRUE AS "has_child"
      FROM (
        SELECT DISTINCT
          "t1"."k" AS "k"
        FROM "children" AS "t1"
      ) AS "t3"
    ) AS "t5"
      ON "t2"."k" = "t5"."k"
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
    "t6"."k_right",
    "t6"."has_child",
    COALESCE(TRUE, FALSE) AS "is_checked",
    COALESCE(TRUE AND (
      "t6"."has_child" IS NULL
    ), FALSE) AS "is_failed"
  FROM (
    SELECT
      "t2"."k",
      "t2"."a",
      "t5"."k" AS "k_right",
      "t5"."has_child"
    FROM "subject" AS "t2"
    LEFT OUTER JOIN (
      SELECT
        "t3"."k",
        TRUE AS "has_child"
      FROM (
        SELECT DISTINCT
          "t1"."k"
        FROM "children" AS "t1"
      ) AS "t3"
    ) AS "t5"
      ON "t2"."k" = "t5"."k"
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
    `t6`.`k_right`,
    `t6`.`has_child`,
    COALESCE(TRUE, FALSE) AS `is_checked`,
    COALESCE(TRUE AND (
      `t6`.`has_child` IS NULL
    ), FALSE) AS `is_failed`
  FROM (
    SELECT
      `t2`.`k`,
      `t2`.`a`,
      `t5`.`k` AS `k_right`,
      `t5`.`has_child`
    FROM `subject` AS `t2`
    LEFT OUTER JOIN (
      SELECT
        `t3`.`k`,
        TRUE AS `has_child`
      FROM (
        SELECT DISTINCT
          `t1`.`k`
        FROM `children` AS `t1`
      ) AS `t3`
    ) AS `t5`
      ON CAST(`t2`.`k` AS BINARY) = `t5`.`k`
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
    "t6"."k_right",
    "t6"."has_child",
    COALESCE(TRUE, FALSE) AS "is_checked",
    COALESCE(TRUE AND (
      "t6"."has_child" IS NULL
    ), FALSE) AS "is_failed"
  FROM (
    SELECT
      "t2"."k",
      "t2"."a",
      "t5"."k" AS "k_right",
      "t5"."has_child"
    FROM "subject" "t2"
    LEFT OUTER JOIN (
      SELECT
        "t3"."k",
        TRUE AS "has_child"
      FROM (
        SELECT DISTINCT
          "t1"."k"
        FROM "children" "t1"
      ) "t3"
    ) "t5"
      ON "t2"."k" = "t5"."k"
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
    "t6"."k_right",
    "t6"."has_child",
    COALESCE(TRUE, FALSE) AS "is_checked",
    COALESCE(TRUE AND (
      "t6"."has_child" IS NULL
    ), FALSE) AS "is_failed"
  FROM (
    SELECT
      "t2"."k",
      "t2"."a",
      "t5"."k" AS "k_right",
      "t5"."has_child"
    FROM "subject" AS "t2"
    LEFT OUTER JOIN (
      SELECT
        "t3"."k",
        TRUE AS "has_child"
      FROM (
        SELECT DISTINCT
          "t1"."k"
        FROM "children" AS "t1"
      ) AS "t3"
    ) AS "t5"
      ON "t2"."k" = "t5"."k"
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
    `t6`.`k_right`,
    `t6`.`has_child`,
    COALESCE(TRUE, FALSE) AS `is_checked`,
    COALESCE(TRUE AND (
      `t6`.`has_child` IS NULL
    ), FALSE) AS `is_failed`
  FROM (
    SELECT
      `t2`.`k`,
      `t2`.`a`,
      `t5`.`k` AS `k_right`,
      `t5`.`has_child`
    FROM `subject` AS `t2`
    LEFT OUTER JOIN (
      SELECT
        `t3`.`k`,
        TRUE AS `has_child`
      FROM (
        SELECT DISTINCT
          `t1`.`k`
        FROM `children` AS `t1`
      ) AS `t3`
    ) AS `t5`
      ON `t2`.`k` = `t5`.`k`
  ) AS `t6`
) AS `t7`
