-- clickhouse
SELECT
  COALESCE(SUM(CAST("t6"."is_checked" AS Nullable(Int64))), 0) AS "checked",
  COALESCE(SUM(CAST("t6"."is_failed" AS Nullable(Int64))), 0) AS "failed"
FROM (
  SELECT
    "t5"."k" AS "k",
    "t5"."t" AS "t",
    "t5"."of_lines" AS "of_lines",
    COALESCE(isNotNull("t5"."t"), FALSE) AS "is_checked",
    COALESCE(isNotNull("t5"."t") AND (
      ABS("t5"."t" - "t5"."of_lines") > 1
    ), FALSE) AS "is_failed"
  FROM (
    SELECT
      "t2"."k" AS "k",
      "t2"."t" AS "t",
      "t4"."of_lines" AS "of_lines"
    FROM "subject" AS "t2"
    INNER JOIN (
      SELECT
        "t1"."k" AS "k",
        SUM("t1"."a") AS "of_lines"
      FROM "children" AS "t1"
      GROUP BY
        "t1"."k"
    ) AS "t4"
      ON "t2"."k" = "t4"."k"
  ) AS "t5"
) AS "t6"

-- duckdb
SELECT
  COALESCE(SUM(CAST("t6"."is_checked" AS BIGINT)), 0) AS "checked",
  COALESCE(SUM(CAST("t6"."is_failed" AS BIGINT)), 0) AS "failed"
FROM (
  SELECT
    "t5"."k",
    "t5"."t",
    "t5"."of_lines",
    COALESCE("t5"."t" IS NOT NULL, FALSE) AS "is_checked",
    COALESCE((
      "t5"."t" IS NOT NULL
    ) AND (
      ABS("t5"."t" - "t5"."of_lines") > 1
    ), FALSE) AS "is_failed"
  FROM (
    SELECT
      "t2"."k",
      "t2"."t",
      "t4"."of_lines"
    FROM "subject" AS "t2"
    INNER JOIN (
      SELECT
        "t1"."k",
        SUM("t1"."a") AS "of_lines"
      FROM "children" AS "t1"
      GROUP BY
        1
    ) AS "t4"
      ON "t2"."k" = "t4"."k"
  ) AS "t5"
) AS "t6"

-- mysql
SELECT
  COALESCE(SUM(CAST(`t6`.`is_checked` AS SIGNED)), 0) AS `checked`,
  COALESCE(SUM(CAST(`t6`.`is_failed` AS SIGNED)), 0) AS `failed`
FROM (
  SELECT
    `t5`.`k`,
    `t5`.`t`,
    `t5`.`of_lines`,
    COALESCE(`t5`.`t` IS NOT NULL, FALSE) AS `is_checked`,
    COALESCE((
      `t5`.`t` IS NOT NULL
    ) AND (
      ABS(`t5`.`t` - `t5`.`of_lines`) > 1
    ), FALSE) AS `is_failed`
  FROM (
    SELECT
      `t2`.`k`,
      `t2`.`t`,
      `t4`.`of_lines`
    FROM `subject` AS `t2`
    INNER JOIN (
      SELECT
        `t1`.`k`,
        SUM(`t1`.`a`) AS `of_lines`
      FROM `children` AS `t1`
      GROUP BY
        1
    ) AS `t4`
      ON CAST(`t2`.`k` AS BINARY) = `t4`.`k`
  ) AS `t5`
) AS `t6`

-- oracle
SELECT
  COALESCE(SUM(CAST("t6"."is_checked" AS INT)), 0) AS "checked",
  COALESCE(SUM(CAST("t6"."is_failed" AS INT)), 0) AS "failed"
FROM (
  SELECT
    "t5"."k",
    "t5"."t",
    "t5"."of_lines",
    COALESCE("t5"."t" IS NOT NULL, FALSE) AS "is_checked",
    COALESCE((
      "t5"."t" IS NOT NULL
    ) AND (
      ABS("t5"."t" - "t5"."of_lines") > 1
    ), FALSE) AS "is_failed"
  FROM (
    SELECT
      "t2"."k",
      "t2"."t",
      "t4"."of_lines"
    FROM "subject" "t2"
    INNER JOIN (
      SELECT
        "t1"."k",
        SUM("t1"."a") AS "of_lines"
      FROM "children" "t1"
      GROUP BY
        "t1"."k"
    ) "t4"
      ON "t2"."k" = "t4"."k"
  ) "t5"
) "t6"

-- postgres
SELECT
  COALESCE(SUM(CAST("t6"."is_checked" AS BIGINT)), 0) AS "checked",
  COALESCE(SUM(CAST("t6"."is_failed" AS BIGINT)), 0) AS "failed"
FROM (
  SELECT
    "t5"."k",
    "t5"."t",
    "t5"."of_lines",
    COALESCE("t5"."t" IS NOT NULL, FALSE) AS "is_checked",
    COALESCE((
      "t5"."t" IS NOT NULL
    ) AND (
      ABS("t5"."t" - "t5"."of_lines") > 1
    ), FALSE) AS "is_failed"
  FROM (
    SELECT
      "t2"."k",
      "t2"."t",
      "t4"."of_lines"
    FROM "subject" AS "t2"
    INNER JOIN (
      SELECT
        "t1"."k",
        SUM("t1"."a") AS "of_lines"
      FROM "children" AS "t1"
      GROUP BY
        1
    ) AS "t4"
      ON "t2"."k" = "t4"."k"
  ) AS "t5"
) AS "t6"

-- pyspark
SELECT
  COALESCE(SUM(CAST(`t6`.`is_checked` AS BIGINT)), 0) AS `checked`,
  COALESCE(SUM(CAST(`t6`.`is_failed` AS BIGINT)), 0) AS `failed`
FROM (
  SELECT
    `t5`.`k`,
    `t5`.`t`,
    `t5`.`of_lines`,
    COALESCE(`t5`.`t` IS NOT NULL, FALSE) AS `is_checked`,
    COALESCE((
      `t5`.`t` IS NOT NULL
    ) AND (
      ABS(`t5`.`t` - `t5`.`of_lines`) > 1
    ), FALSE) AS `is_failed`
  FROM (
    SELECT
      `t2`.`k`,
      `t2`.`t`,
      `t4`.`of_lines`
    FROM `subject` AS `t2`
    INNER JOIN (
      SELECT
        `t1`.`k`,
        SUM(`t1`.`a`) AS `of_lines`
      FROM `children` AS `t1`
      GROUP BY
        1
    ) AS `t4`
      ON `t2`.`k` = `t4`.`k`
  ) AS `t5`
) AS `t6`
