-- clickhouse
SELECT
  COALESCE(SUM(CAST("t1"."is_checked" AS Nullable(Int64))), 0) AS "checked",
  COALESCE(SUM(CAST("t1"."is_failed" AS Nullable(Int64))), 0) AS "failed"
FROM (
  SELECT
    "t0"."k" AS "k",
    "t0"."n" AS "n",
    "t0"."a" AS "a",
    "t0"."b" AS "b",
    COALESCE(isNotNull("t0"."a") AND isNotNull("t0"."b") AND isNotNull("t0"."n"), FALSE) AS "is_checked",
    COALESCE(
      isNotNull("t0"."a")
      AND isNotNull("t0"."b")
      AND isNotNull("t0"."n")
      AND (
        (
          DATE_DIFF(DAY, "t0"."a", "t0"."b") <> "t0"."n"
        )
        AND NOT (
          (
            DATE_DIFF(DAY, "t0"."a", "t0"."b") = 0
          ) AND "t0"."n" IN (0, 1)
        )
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
    "t0"."n",
    "t0"."a",
    "t0"."b",
    COALESCE(
      (
        "t0"."a" IS NOT NULL
      )
      AND (
        "t0"."b" IS NOT NULL
      )
      AND (
        "t0"."n" IS NOT NULL
      ),
      FALSE
    ) AS "is_checked",
    COALESCE(
      (
        "t0"."a" IS NOT NULL
      )
      AND (
        "t0"."b" IS NOT NULL
      )
      AND (
        "t0"."n" IS NOT NULL
      )
      AND (
        (
          DATE_DIFF('DAY', "t0"."a", "t0"."b") <> "t0"."n"
        )
        AND NOT (
          (
            DATE_DIFF('DAY', "t0"."a", "t0"."b") = 0
          ) AND "t0"."n" IN (0, 1)
        )
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
    `t0`.`n`,
    `t0`.`a`,
    `t0`.`b`,
    COALESCE(
      (
        `t0`.`a` IS NOT NULL
      )
      AND (
        `t0`.`b` IS NOT NULL
      )
      AND (
        `t0`.`n` IS NOT NULL
      ),
      FALSE
    ) AS `is_checked`,
    COALESCE(
      (
        `t0`.`a` IS NOT NULL
      )
      AND (
        `t0`.`b` IS NOT NULL
      )
      AND (
        `t0`.`n` IS NOT NULL
      )
      AND (
        (
          TIMESTAMPDIFF(DAY, `t0`.`a`, `t0`.`b`) <> `t0`.`n`
        )
        AND NOT (
          (
            TIMESTAMPDIFF(DAY, `t0`.`a`, `t0`.`b`) = 0
          ) AND `t0`.`n` IN (0, 1)
        )
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
    "t0"."n",
    "t0"."a",
    "t0"."b",
    COALESCE(
      (
        "t0"."a" IS NOT NULL
      )
      AND (
        "t0"."b" IS NOT NULL
      )
      AND (
        "t0"."n" IS NOT NULL
      ),
      FALSE
    ) AS "is_checked",
    COALESCE(
      (
        "t0"."a" IS NOT NULL
      )
      AND (
        "t0"."b" IS NOT NULL
      )
      AND (
        "t0"."n" IS NOT NULL
      )
      AND (
        (
          (
            "t0"."b" - "t0"."a"
          ) <> "t0"."n"
        )
        AND NOT (
          (
            (
              "t0"."b" - "t0"."a"
            ) = 0
          ) AND "t0"."n" IN (0, 1)
        )
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
    "t0"."n",
    "t0"."a",
    "t0"."b",
    COALESCE(
      (
        "t0"."a" IS NOT NULL
      )
      AND (
        "t0"."b" IS NOT NULL
      )
      AND (
        "t0"."n" IS NOT NULL
      ),
      FALSE
    ) AS "is_checked",
    COALESCE(
      (
        "t0"."a" IS NOT NULL
      )
      AND (
        "t0"."b" IS NOT NULL
      )
      AND (
        "t0"."n" IS NOT NULL
      )
      AND (
        (
          CAST(EXTRACT(epoch FROM CAST("t0"."b" AS TIMESTAMP) - CAST("t0"."a" AS TIMESTAMP)) / 86400 AS BIGINT) <> "t0"."n"
        )
        AND NOT (
          (
            CAST(EXTRACT(epoch FROM CAST("t0"."b" AS TIMESTAMP) - CAST("t0"."a" AS TIMESTAMP)) / 86400 AS BIGINT) = 0
          )
          AND "t0"."n" IN (0, 1)
        )
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
    `t0`.`n`,
    `t0`.`a`,
    `t0`.`b`,
    COALESCE(
      (
        `t0`.`a` IS NOT NULL
      )
      AND (
        `t0`.`b` IS NOT NULL
      )
      AND (
        `t0`.`n` IS NOT NULL
      ),
      FALSE
    ) AS `is_checked`,
    COALESCE(
      (
        `t0`.`a` IS NOT NULL
      )
      AND (
        `t0`.`b` IS NOT NULL
      )
      AND (
        `t0`.`n` IS NOT NULL
      )
      AND (
        (
          DATEDIFF(DAY, `t0`.`a`, `t0`.`b`) <> `t0`.`n`
        )
        AND NOT (
          (
            DATEDIFF(DAY, `t0`.`a`, `t0`.`b`) = 0
          ) AND `t0`.`n` IN (0, 1)
        )
      ),
      FALSE
    ) AS `is_failed`
  FROM `subject` AS `t0`
) AS `t1`
