-- clickhouse
SELECT
  COALESCE(SUM(CAST("t4"."is_checked" AS Nullable(Int64))), 0) AS "checked",
  COALESCE(SUM(CAST("t4"."is_failed" AS Nullable(Int64))), 0) AS "failed"
FROM (
  SELECT
    "t3"."g" AS "g",
    "t3"."number" AS "number",
    "t3"."before" AS "before",
    COALESCE(isNotNull("t3"."before"), FALSE) AS "is_checked",
    COALESCE(
      isNotNull("t3"."before") AND (
        (
          "t3"."number" - "t3"."before"
        ) > 1
      ),
      FALSE
    ) AS "is_failed"
  FROM (
    SELECT
      "t2"."g" AS "g",
      "t2"."number" AS "number",
      lagInFrame("t2"."number") OVER (
        PARTITION BY "t2"."g"
        ORDER BY "t2"."number" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "before"
    FROM (
      SELECT DISTINCT
        "t1"."g" AS "g",
        "t1"."number" AS "number"
      FROM (
        SELECT
          "t0"."k" AS "k",
          "t0"."g" AS "g",
          "t0"."a" AS "a",
          (
            toYear("t0"."a") * 12
          ) + toMonth("t0"."a") AS "number"
        FROM "subject" AS "t0"
      ) AS "t1"
      WHERE
        isNotNull("t1"."number")
    ) AS "t2"
  ) AS "t3"
) AS "t4"

-- duckdb
SELECT
  COALESCE(SUM(CAST("t4"."is_checked" AS BIGINT)), 0) AS "checked",
  COALESCE(SUM(CAST("t4"."is_failed" AS BIGINT)), 0) AS "failed"
FROM (
  SELECT
    "t3"."g",
    "t3"."number",
    "t3"."before",
    COALESCE("t3"."before" IS NOT NULL, FALSE) AS "is_checked",
    COALESCE(
      (
        "t3"."before" IS NOT NULL
      )
      AND (
        (
          "t3"."number" - "t3"."before"
        ) > 1
      ),
      FALSE
    ) AS "is_failed"
  FROM (
    SELECT
      "t2"."g",
      "t2"."number",
      LAG("t2"."number") OVER (
        PARTITION BY "t2"."g"
        ORDER BY "t2"."number" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "before"
    FROM (
      SELECT DISTINCT
        "t1"."g",
        "t1"."number"
      FROM (
        SELECT
          "t0"."k",
          "t0"."g",
          "t0"."a",
          (
            EXTRACT(year FROM "t0"."a") * 12
          ) + EXTRACT(month FROM "t0"."a") AS "number"
        FROM "subject" AS "t0"
      ) AS "t1"
      WHERE
        "t1"."number" IS NOT NULL
    ) AS "t2"
  ) AS "t3"
) AS "t4"

-- mysql
SELECT
  COALESCE(SUM(CAST(`t4`.`is_checked` AS SIGNED)), 0) AS `checked`,
  COALESCE(SUM(CAST(`t4`.`is_failed` AS SIGNED)), 0) AS `failed`
FROM (
  SELECT
    `t3`.`g`,
    `t3`.`number`,
    `t3`.`before`,
    COALESCE(`t3`.`before` IS NOT NULL, FALSE) AS `is_checked`,
    COALESCE(
      (
        `t3`.`before` IS NOT NULL
      )
      AND (
        (
          `t3`.`number` - `t3`.`before`
        ) > 1
      ),
      FALSE
    ) AS `is_failed`
  FROM (
    SELECT
      `t2`.`g`,
      `t2`.`number`,
      LAG(`t2`.`number`) OVER (
        PARTITION BY `t2`.`g`
        ORDER BY CASE WHEN `t2`.`number` IS NULL THEN 1 ELSE 0 END, `t2`.`number` ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
      ) AS `before`
    FROM (
      SELECT DISTINCT
        `t1`.`g`,
        `t1`.`number`
      FROM (
        SELECT
          `t0`.`k`,
          `t0`.`g`,
          `t0`.`a`,
          (
            EXTRACT(year FROM `t0`.`a`) * 12
          ) + EXTRACT(month FROM `t0`.`a`) AS `number`
        FROM `subject` AS `t0`
      ) AS `t1`
      WHERE
        `t1`.`number` IS NOT NULL
    ) AS `t2`
  ) AS `t3`
) AS `t4`

-- oracle
SELECT
  COALESCE(SUM(CAST("t4"."is_checked" AS INT)), 0) AS "checked",
  COALESCE(SUM(CAST("t4"."is_failed" AS INT)), 0) AS "failed"
FROM (
  SELECT
    "t3"."g",
    "t3"."number",
    "t3"."before",
    COALESCE("t3"."before" IS NOT NULL, FALSE) AS "is_checked",
    COALESCE(
      (
        "t3"."before" IS NOT NULL
      )
      AND (
        (
          "t3"."number" - "t3"."before"
        ) > 1
      ),
      FALSE
    ) AS "is_failed"
  FROM (
    SELECT
      "t2"."g",
      "t2"."number",
      LAG("t2"."number") OVER (PARTITION BY "t2"."g" ORDER BY "t2"."number" ASC) AS "before"
    FROM (
      SELECT DISTINCT
        "t1"."g",
        "t1"."number"
      FROM (
        SELECT
          "t0"."k",
          "t0"."g",
          "t0"."a",
          (
            EXTRACT(year FROM "t0"."a") * 12
          ) + EXTRACT(month FROM "t0"."a") AS "number"
        FROM "subject" "t0"
      ) "t1"
      WHERE
        "t1"."number" IS NOT NULL
    ) "t2"
  ) "t3"
) "t4"

-- postgres
SELECT
  COALESCE(SUM(CAST("t4"."is_checked" AS BIGINT)), 0) AS "checked",
  COALESCE(SUM(CAST("t4"."is_failed" AS BIGINT)), 0) AS "failed"
FROM (
  SELECT
    "t3"."g",
    "t3"."number",
    "t3"."before",
    COALESCE("t3"."before" IS NOT NULL, FALSE) AS "is_checked",
    COALESCE(
      (
        "t3"."before" IS NOT NULL
      )
      AND (
        (
          "t3"."number" - "t3"."before"
        ) > 1
      ),
      FALSE
    ) AS "is_failed"
  FROM (
    SELECT
      "t2"."g",
      "t2"."number",
      LAG("t2"."number") OVER (
        PARTITION BY "t2"."g"
        ORDER BY "t2"."number" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "before"
    FROM (
      SELECT DISTINCT
        "t1"."g",
        "t1"."number"
      FROM (
        SELECT
          "t0"."k",
          "t0"."g",
          "t0"."a",
          (
            EXTRACT(year FROM "t0"."a") * 12
          ) + EXTRACT(month FROM "t0"."a") AS "number"
        FROM "subject" AS "t0"
      ) AS "t1"
      WHERE
        "t1"."number" IS NOT NULL
    ) AS "t2"
  ) AS "t3"
) AS "t4"

-- pyspark
SELECT
  COALESCE(SUM(CAST(`t4`.`is_checked` AS BIGINT)), 0) AS `checked`,
  COALESCE(SUM(CAST(`t4`.`is_failed` AS BIGINT)), 0) AS `failed`
FROM (
  SELECT
    `t3`.`g`,
    `t3`.`number`,
    `t3`.`before`,
    COALESCE(`t3`.`before` IS NOT NULL, FALSE) AS `is_checked`,
    COALESCE(
      (
        `t3`.`before` IS NOT NULL
      )
      AND (
        (
          `t3`.`number` - `t3`.`before`
        ) > 1
      ),
      FALSE
    ) AS `is_failed`
  FROM (
    SELECT
      `t2`.`g`,
      `t2`.`number`,
      LAG(`t2`.`number`) OVER (PARTITION BY `t2`.`g` ORDER BY `t2`.`number` ASC NULLS LAST) AS `before`
    FROM (
      SELECT DISTINCT
        `t1`.`g`,
        `t1`.`number`
      FROM (
        SELECT
          `t0`.`k`,
          `t0`.`g`,
          `t0`.`a`,
          (
            EXTRACT(year FROM `t0`.`a`) * 12
          ) + EXTRACT(month FROM `t0`.`a`) AS `number`
        FROM `subject` AS `t0`
      ) AS `t1`
      WHERE
        `t1`.`number` IS NOT NULL
    ) AS `t2`
  ) AS `t3`
) AS `t4`
