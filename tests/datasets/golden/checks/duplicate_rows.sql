-- clickhouse
SELECT
  COALESCE(SUM(CAST("t3"."is_checked" AS Nullable(Int64))), 0) AS "checked",
  COALESCE(SUM(CAST("t3"."is_failed" AS Nullable(Int64))), 0) AS "failed"
FROM (
  SELECT
    "t2"."a" AS "a",
    "t2"."b" AS "b",
    "t2"."times" AS "times",
    COALESCE("t2"."times" > 0, FALSE) AS "is_checked",
    COALESCE((
      "t2"."times" > 0
    ) AND (
      "t2"."times" > 1
    ), FALSE) AS "is_failed"
  FROM (
    SELECT
      "t1"."a" AS "a",
      "t1"."b" AS "b",
      COUNT(*) AS "times"
    FROM (
      SELECT
        *
      FROM "subject" AS "t0"
      WHERE
        isNotNull("t0"."a") AND isNotNull("t0"."b")
    ) AS "t1"
    GROUP BY
      "t1"."a",
      "t1"."b"
  ) AS "t2"
) AS "t3"

-- duckdb
SELECT
  COALESCE(SUM(CAST("t3"."is_checked" AS BIGINT)), 0) AS "checked",
  COALESCE(SUM(CAST("t3"."is_failed" AS BIGINT)), 0) AS "failed"
FROM (
  SELECT
    "t2"."a",
    "t2"."b",
    "t2"."times",
    COALESCE("t2"."times" > 0, FALSE) AS "is_checked",
    COALESCE((
      "t2"."times" > 0
    ) AND (
      "t2"."times" > 1
    ), FALSE) AS "is_failed"
  FROM (
    SELECT
      "t1"."a",
      "t1"."b",
      COUNT(*) AS "times"
    FROM (
      SELECT
        *
      FROM "subject" AS "t0"
      WHERE
        "t0"."a" IS NOT NULL AND "t0"."b" IS NOT NULL
    ) AS "t1"
    GROUP BY
      1,
      2
  ) AS "t2"
) AS "t3"

-- mysql
SELECT
  COALESCE(SUM(CAST(`t3`.`is_checked` AS SIGNED)), 0) AS `checked`,
  COALESCE(SUM(CAST(`t3`.`is_failed` AS SIGNED)), 0) AS `failed`
FROM (
  SELECT
    `t2`.`a`,
    `t2`.`b`,
    `t2`.`times`,
    COALESCE(`t2`.`times` > 0, FALSE) AS `is_checked`,
    COALESCE((
      `t2`.`times` > 0
    ) AND (
      `t2`.`times` > 1
    ), FALSE) AS `is_failed`
  FROM (
    SELECT
      `t1`.`a`,
      `t1`.`b`,
      COUNT(*) AS `times`
    FROM (
      SELECT
        *
      FROM `subject` AS `t0`
      WHERE
        `t0`.`a` IS NOT NULL AND `t0`.`b` IS NOT NULL
    ) AS `t1`
    GROUP BY
      1,
      2
  ) AS `t2`
) AS `t3`

-- oracle
SELECT
  COALESCE(SUM(CAST("t3"."is_checked" AS INT)), 0) AS "checked",
  COALESCE(SUM(CAST("t3"."is_failed" AS INT)), 0) AS "failed"
FROM (
  SELECT
    "t2"."a",
    "t2"."b",
    "t2"."times",
    COALESCE("t2"."times" > 0, FALSE) AS "is_checked",
    COALESCE((
      "t2"."times" > 0
    ) AND (
      "t2"."times" > 1
    ), FALSE) AS "is_failed"
  FROM (
    SELECT
      "t1"."a",
      "t1"."b",
      COUNT(*) AS "times"
    FROM (
      SELECT
        *
      FROM "subject" "t0"
      WHERE
        "t0"."a" IS NOT NULL AND "t0"."b" IS NOT NULL
    ) "t1"
    GROUP BY
      "t1"."a",
      "t1"."b"
  ) "t2"
) "t3"

-- postgres
SELECT
  COALESCE(SUM(CAST("t3"."is_checked" AS BIGINT)), 0) AS "checked",
  COALESCE(SUM(CAST("t3"."is_failed" AS BIGINT)), 0) AS "failed"
FROM (
  SELECT
    "t2"."a",
    "t2"."b",
    "t2"."times",
    COALESCE("t2"."times" > 0, FALSE) AS "is_checked",
    COALESCE((
      "t2"."times" > 0
    ) AND (
      "t2"."times" > 1
    ), FALSE) AS "is_failed"
  FROM (
    SELECT
      "t1"."a",
      "t1"."b",
      COUNT(*) AS "times"
    FROM (
      SELECT
        *
      FROM "subject" AS "t0"
      WHERE
        "t0"."a" IS NOT NULL AND "t0"."b" IS NOT NULL
    ) AS "t1"
    GROUP BY
      1,
      2
  ) AS "t2"
) AS "t3"

-- pyspark
SELECT
  COALESCE(SUM(CAST(`t3`.`is_checked` AS BIGINT)), 0) AS `checked`,
  COALESCE(SUM(CAST(`t3`.`is_failed` AS BIGINT)), 0) AS `failed`
FROM (
  SELECT
    `t2`.`a`,
    `t2`.`b`,
    `t2`.`times`,
    COALESCE(`t2`.`times` > 0, FALSE) AS `is_checked`,
    COALESCE((
      `t2`.`times` > 0
    ) AND (
      `t2`.`times` > 1
    ), FALSE) AS `is_failed`
  FROM (
    SELECT
      `t1`.`a`,
      `t1`.`b`,
      COUNT(*) AS `times`
    FROM (
      SELECT
        *
      FROM `subject` AS `t0`
      WHERE
        `t0`.`a` IS NOT NULL AND `t0`.`b` IS NOT NULL
    ) AS `t1`
    GROUP BY
      1,
      2
  ) AS `t2`
) AS `t3`
