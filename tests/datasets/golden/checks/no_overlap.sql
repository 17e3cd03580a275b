-- clickhouse
SELECT
  COALESCE(SUM(CAST("t3"."is_checked" AS Nullable(Int64))), 0) AS "checked",
  COALESCE(SUM(CAST("t3"."is_failed" AS Nullable(Int64))), 0) AS "failed"
FROM (
  SELECT
    "t2"."k" AS "k",
    "t2"."g" AS "g",
    "t2"."a" AS "a",
    "t2"."b" AS "b",
    "t2"."before" AS "before",
    COALESCE(TRUE, FALSE) AS "is_checked",
    COALESCE(TRUE AND (
      "t2"."before" > "t2"."a"
    ), FALSE) AS "is_failed"
  FROM (
    SELECT
      "t1"."k" AS "k",
      "t1"."g" AS "g",
      "t1"."a" AS "a",
      "t1"."b" AS "b",
      MAX(COALESCE("t1"."b", toDate('2999-12-31'))) OVER (
        PARTITION BY "t1"."g"
        ORDER BY "t1"."a" ASC, "t1"."k" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 preceding
      ) AS "before"
    FROM (
      SELECT
        *
      FROM "subject" AS "t0"
      WHERE
        isNotNull("t0"."g") AND isNotNull("t0"."a")
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
    "t2"."a",
    "t2"."b",
    "t2"."before",
    COALESCE(TRUE, FALSE) AS "is_checked",
    COALESCE(TRUE AND (
      "t2"."before" > "t2"."a"
    ), FALSE) AS "is_failed"
  FROM (
    SELECT
      "t1"."k",
      "t1"."g",
      "t1"."a",
      "t1"."b",
      MAX(COALESCE("t1"."b", MAKE_DATE(2999, 12, 31))) OVER (
        PARTITION BY "t1"."g"
        ORDER BY "t1"."a" ASC, "t1"."k" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 preceding
      ) AS "before"
    FROM (
      SELECT
        *
      FROM "subject" AS "t0"
      WHERE
        "t0"."g" IS NOT NULL AND "t0"."a" IS NOT NULL
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
    `t2`.`a`,
    `t2`.`b`,
    `t2`.`before`,
    COALESCE(TRUE, FALSE) AS `is_checked`,
    COALESCE(TRUE AND (
      `t2`.`before` > `t2`.`a`
    ), FALSE) AS `is_failed`
  FROM (
    SELECT
      `t1`.`k`,
      `t1`.`g`,
      `t1`.`a`,
      `t1`.`b`,
      MAX(COALESCE(`t1`.`b`, DATE('2999-12-31'))) OVER (
        PARTITION BY `t1`.`g`
        ORDER BY CASE WHEN `t1`.`a` IS NULL THEN 1 ELSE 0 END, `t1`.`a` ASC, CASE WHEN `t1`.`k` IS NULL THEN 1 ELSE 0 END, `t1`.`k` ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 preceding
      ) AS `before`
    FROM (
      SELECT
        *
      FROM `subject` AS `t0`
      WHERE
        `t0`.`g` IS NOT NULL AND `t0`.`a` IS NOT NULL
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
    "t2"."a",
    "t2"."b",
    "t2"."before",
    COALESCE(TRUE, FALSE) AS "is_checked",
    COALESCE(TRUE AND (
      "t2"."before" > "t2"."a"
    ), FALSE) AS "is_failed"
  FROM (
    SELECT
      "t1"."k",
      "t1"."g",
      "t1"."a",
      "t1"."b",
      MAX(COALESCE("t1"."b", TO_DATE('2999-12-31', 'FXYYYY-MM-DD'))) OVER (
        PARTITION BY "t1"."g"
        ORDER BY "t1"."a" ASC, "t1"."k" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 preceding
      ) AS "before"
    FROM (
      SELECT
        *
      FROM "subject" "t0"
      WHERE
        "t0"."g" IS NOT NULL AND "t0"."a" IS NOT NULL
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
    "t2"."a",
    "t2"."b",
    "t2"."before",
    COALESCE(TRUE, FALSE) AS "is_checked",
    COALESCE(TRUE AND (
      "t2"."before" > "t2"."a"
    ), FALSE) AS "is_failed"
  FROM (
    SELECT
      "t1"."k",
      "t1"."g",
      "t1"."a",
      "t1"."b",
      MAX(COALESCE("t1"."b", MAKE_DATE(2999, 12, 31))) OVER (
        PARTITION BY "t1"."g"
        ORDER BY "t1"."a" ASC, "t1"."k" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 preceding
      ) AS "before"
    FROM (
      SELECT
        *
      FROM "subject" AS "t0"
      WHERE
        "t0"."g" IS NOT NULL AND "t0"."a" IS NOT NULL
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
    `t2`.`a`,
    `t2`.`b`,
    `t2`.`before`,
    COALESCE(TRUE, FALSE) AS `is_checked`,
    COALESCE(TRUE AND (
      `t2`.`before` > `t2`.`a`
    ), FALSE) AS `is_failed`
  FROM (
    SELECT
      `t1`.`k`,
      `t1`.`g`,
      `t1`.`a`,
      `t1`.`b`,
      MAX(COALESCE(`t1`.`b`, MAKE_DATE(2999, 12, 31))) OVER (
        PARTITION BY `t1`.`g`
        ORDER BY `t1`.`a` ASC NULLS LAST, `t1`.`k` ASC NULLS LAST
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
      ) AS `before`
    FROM (
      SELECT
        *
      FROM `subject` AS `t0`
      WHERE
        `t0`.`g` IS NOT NULL AND `t0`.`a` IS NOT NULL
    ) AS `t1`
  ) AS `t2`
) AS `t3`
