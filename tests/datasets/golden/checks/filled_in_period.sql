-- clickhouse
SELECT
  COALESCE(SUM(CAST("t9"."is_checked" AS Nullable(Int64))), 0) AS "checked",
  COALESCE(SUM(CAST("t9"."is_failed" AS Nullable(Int64))), 0) AS "failed"
FROM (
  SELECT
    "t8"."g" AS "g",
    "t8"."number" AS "number",
    "t8"."g_right" AS "g_right",
    "t8"."number_right" AS "number_right",
    "t8"."is_present" AS "is_present",
    COALESCE(TRUE, FALSE) AS "is_checked",
    COALESCE(TRUE AND isNull("t8"."is_present"), FALSE) AS "is_failed"
  FROM (
    SELECT
      "t4"."g" AS "g",
      "t5"."number" AS "number",
      "t7"."g" AS "g_right",
      "t7"."number" AS "number_right",
      "t7"."is_present" AS "is_present"
    FROM (
      SELECT DISTINCT
        "t0"."g" AS "g"
      FROM "subject" AS "t0"
      WHERE
        isNotNull((
          toYear("t0"."a") * 4
        ) + toQuarter("t0"."a"))
    ) AS "t4"
    CROSS JOIN (
      SELECT DISTINCT
        (
          toYear("t0"."a") * 4
        ) + toQuarter("t0"."a") AS "number"
      FROM "subject" AS "t0"
      WHERE
        isNotNull((
          toYear("t0"."a") * 4
        ) + toQuarter("t0"."a"))
    ) AS "t5"
    LEFT OUTER JOIN (
      SELECT
        "t3"."g" AS "g",
        "t3"."number" AS "number",
        TRUE AS "is_present"
      FROM (
        SELECT DISTINCT
          "t0"."g" AS "g",
          (
            toYear("t0"."a") * 4
          ) + toQuarter("t0"."a") AS "number"
        FROM "subject" AS "t0"
        WHERE
          isNotNull((
            toYear("t0"."a") * 4
          ) + toQuarter("t0"."a"))
          AND COALESCE("t0"."v" <> '', FALSE)
      ) AS "t3"
    ) AS "t7"
      ON "t4"."g" = "t7"."g" AND "t5"."number" = "t7"."number"
  ) AS "t8"
) AS "t9"

-- duckdb
SELECT
  COALESCE(SUM(CAST("t9"."is_checked" AS BIGINT)), 0) AS "checked",
  COALESCE(SUM(CAST("t9"."is_failed" AS BIGINT)), 0) AS "failed"
FROM (
  SELECT
    "t8"."g",
    "t8"."number",
    "t8"."g_right",
    "t8"."number_right",
    "t8"."is_present",
    COALESCE(TRUE, FALSE) AS "is_checked",
    COALESCE(TRUE AND (
      "t8"."is_present" IS NULL
    ), FALSE) AS "is_failed"
  FROM (
    SELECT
      "t4"."g",
      "t5"."number",
      "t7"."g" AS "g_right",
      "t7"."number" AS "number_right",
      "t7"."is_present"
    FROM (
      SELECT DISTINCT
        "t0"."g"
      FROM "subject" AS "t0"
      WHERE
        (
          (
            EXTRACT(year FROM "t0"."a") * 4
          ) + EXTRACT(quarter FROM "t0"."a")
        ) IS NOT NULL
    ) AS "t4"
    CROSS JOIN (
      SELECT DISTINCT
        (
          EXTRACT(year FROM "t0"."a") * 4
        ) + EXTRACT(quarter FROM "t0"."a") AS "number"
      FROM "subject" AS "t0"
      WHERE
        (
          (
            EXTRACT(year FROM "t0"."a") * 4
          ) + EXTRACT(quarter FROM "t0"."a")
        ) IS NOT NULL
    ) AS "t5"
    LEFT OUTER JOIN (
      SELECT
        "t3"."g",
        "t3"."number",
        TRUE AS "is_present"
      FROM (
        SELECT DISTINCT
          "t0"."g",
          (
            EXTRACT(year FROM "t0"."a") * 4
          ) + EXTRACT(quarter FROM "t0"."a") AS "number"
        FROM "subject" AS "t0"
        WHERE
          (
            (
              EXTRACT(year FROM "t0"."a") * 4
            ) + EXTRACT(quarter FROM "t0"."a")
          ) IS NOT NULL
          AND COALESCE("t0"."v" <> '', FALSE)
      ) AS "t3"
    ) AS "t7"
      ON "t4"."g" = "t7"."g" AND "t5"."number" = "t7"."number"
  ) AS "t8"
) AS "t9"

-- mysql
SELECT
  COALESCE(SUM(CAST(`t9`.`is_checked` AS SIGNED)), 0) AS `checked`,
  COALESCE(SUM(CAST(`t9`.`is_failed` AS SIGNED)), 0) AS `failed`
FROM (
  SELECT
    `t8`.`g`,
    `t8`.`number`,
    `t8`.`g_right`,
    `t8`.`number_right`,
    `t8`.`is_present`,
    COALESCE(TRUE, FALSE) AS `is_checked`,
    COALESCE(TRUE AND (
      `t8`.`is_present` IS NULL
    ), FALSE) AS `is_failed`
  FROM (
    SELECT
      `t4`.`g`,
      `t5`.`number`,
      `t7`.`g` AS `g_right`,
      `t7`.`number` AS `number_right`,
      `t7`.`is_present`
    FROM (
      SELECT DISTINCT
        `t0`.`g`
      FROM `subject` AS `t0`
      WHERE
        (
          (
            EXTRACT(year FROM `t0`.`a`) * 4
          ) + EXTRACT(quarter FROM `t0`.`a`)
        ) IS NOT NULL
    ) AS `t4`
    CROSS JOIN (
      SELECT DISTINCT
        (
          EXTRACT(year FROM `t0`.`a`) * 4
        ) + EXTRACT(quarter FROM `t0`.`a`) AS `number`
      FROM `subject` AS `t0`
      WHERE
        (
          (
            EXTRACT(year FROM `t0`.`a`) * 4
          ) + EXTRACT(quarter FROM `t0`.`a`)
        ) IS NOT NULL
    ) AS `t5`
    LEFT OUTER JOIN (
      SELECT
        `t3`.`g`,
        `t3`.`number`,
        TRUE AS `is_present`
      FROM (
        SELECT DISTINCT
          `t0`.`g`,
          (
            EXTRACT(year FROM `t0`.`a`) * 4
          ) + EXTRACT(quarter FROM `t0`.`a`) AS `number`
        FROM `subject` AS `t0`
        WHERE
          (
            (
              EXTRACT(year FROM `t0`.`a`) * 4
            ) + EXTRACT(quarter FROM `t0`.`a`)
          ) IS NOT NULL
          AND COALESCE(`t0`.`v` <> '', FALSE)
      ) AS `t3`
    ) AS `t7`
      ON CAST(`t4`.`g` AS BINARY) = `t7`.`g` AND `t5`.`number` = `t7`.`number`
  ) AS `t8`
) AS `t9`

-- oracle
SELECT
  COALESCE(SUM(CAST("t9"."is_checked" AS INT)), 0) AS "checked",
  COALESCE(SUM(CAST("t9"."is_failed" AS INT)), 0) AS "failed"
FROM (
  SELECT
    "t8"."g",
    "t8"."number",
    "t8"."g_right",
    "t8"."number_right",
    "t8"."is_present",
    COALESCE(TRUE, FALSE) AS "is_checked",
    COALESCE(TRUE AND (
      "t8"."is_present" IS NULL
    ), FALSE) AS "is_failed"
  FROM (
    SELECT
      "t4"."g",
      "t5"."number",
      "t7"."g" AS "g_right",
      "t7"."number" AS "number_right",
      "t7"."is_present"
    FROM (
      SELECT DISTINCT
        "t0"."g"
      FROM "subject" "t0"
      WHERE
        (
          (
            EXTRACT(year FROM "t0"."a") * 4
          ) + EXTRACT(quarter FROM "t0"."a")
        ) IS NOT NULL
    ) "t4"
    CROSS JOIN (
      SELECT DISTINCT
        (
          EXTRACT(year FROM "t0"."a") * 4
        ) + EXTRACT(quarter FROM "t0"."a") AS "number"
      FROM "subject" "t0"
      WHERE
        (
          (
            EXTRACT(year FROM "t0"."a") * 4
          ) + EXTRACT(quarter FROM "t0"."a")
        ) IS NOT NULL
    ) "t5"
    LEFT OUTER JOIN (
      SELECT
        "t3"."g",
        "t3"."number",
        TRUE AS "is_present"
      FROM (
        SELECT DISTINCT
          "t0"."g",
          (
            EXTRACT(year FROM "t0"."a") * 4
          ) + EXTRACT(quarter FROM "t0"."a") AS "number"
        FROM "subject" "t0"
        WHERE
          (
            (
              EXTRACT(year FROM "t0"."a") * 4
            ) + EXTRACT(quarter FROM "t0"."a")
          ) IS NOT NULL
          AND COALESCE("t0"."v" <> '', FALSE)
      ) "t3"
    ) "t7"
      ON "t4"."g" = "t7"."g" AND "t5"."number" = "t7"."number"
  ) "t8"
) "t9"

-- postgres
SELECT
  COALESCE(SUM(CAST("t9"."is_checked" AS BIGINT)), 0) AS "checked",
  COALESCE(SUM(CAST("t9"."is_failed" AS BIGINT)), 0) AS "failed"
FROM (
  SELECT
    "t8"."g",
    "t8"."number",
    "t8"."g_right",
    "t8"."number_right",
    "t8"."is_present",
    COALESCE(TRUE, FALSE) AS "is_checked",
    COALESCE(TRUE AND (
      "t8"."is_present" IS NULL
    ), FALSE) AS "is_failed"
  FROM (
    SELECT
      "t4"."g",
      "t5"."number",
      "t7"."g" AS "g_right",
      "t7"."number" AS "number_right",
      "t7"."is_present"
    FROM (
      SELECT DISTINCT
        "t0"."g"
      FROM "subject" AS "t0"
      WHERE
        (
          (
            EXTRACT(year FROM "t0"."a") * 4
          ) + EXTRACT(quarter FROM "t0"."a")
        ) IS NOT NULL
    ) AS "t4"
    CROSS JOIN (
      SELECT DISTINCT
        (
          EXTRACT(year FROM "t0"."a") * 4
        ) + EXTRACT(quarter FROM "t0"."a") AS "number"
      FROM "subject" AS "t0"
      WHERE
        (
          (
            EXTRACT(year FROM "t0"."a") * 4
          ) + EXTRACT(quarter FROM "t0"."a")
        ) IS NOT NULL
    ) AS "t5"
    LEFT OUTER JOIN (
      SELECT
        "t3"."g",
        "t3"."number",
        TRUE AS "is_present"
      FROM (
        SELECT DISTINCT
          "t0"."g",
          (
            EXTRACT(year FROM "t0"."a") * 4
          ) + EXTRACT(quarter FROM "t0"."a") AS "number"
        FROM "subject" AS "t0"
        WHERE
          (
            (
              EXTRACT(year FROM "t0"."a") * 4
            ) + EXTRACT(quarter FROM "t0"."a")
          ) IS NOT NULL
          AND COALESCE("t0"."v" <> '', FALSE)
      ) AS "t3"
    ) AS "t7"
      ON "t4"."g" = "t7"."g" AND "t5"."number" = "t7"."number"
  ) AS "t8"
) AS "t9"

-- pyspark
SELECT
  COALESCE(SUM(CAST(`t9`.`is_checked` AS BIGINT)), 0) AS `checked`,
  COALESCE(SUM(CAST(`t9`.`is_failed` AS BIGINT)), 0) AS `failed`
FROM (
  SELECT
    `t8`.`g`,
    `t8`.`number`,
    `t8`.`g_right`,
    `t8`.`number_right`,
    `t8`.`is_present`,
    COALESCE(TRUE, FALSE) AS `is_checked`,
    COALESCE(TRUE AND (
      `t8`.`is_present` IS NULL
    ), FALSE) AS `is_failed`
  FROM (
    SELECT
      `t4`.`g`,
      `t5`.`number`,
      `t7`.`g` AS `g_right`,
      `t7`.`number` AS `number_right`,
      `t7`.`is_present`
    FROM (
      SELECT DISTINCT
        `t0`.`g`
      FROM `subject` AS `t0`
      WHERE
        (
          (
            EXTRACT(year FROM `t0`.`a`) * 4
          ) + EXTRACT(quarter FROM `t0`.`a`)
        ) IS NOT NULL
    ) AS `t4`
    CROSS JOIN (
      SELECT DISTINCT
        (
          EXTRACT(year FROM `t0`.`a`) * 4
        ) + EXTRACT(quarter FROM `t0`.`a`) AS `number`
      FROM `subject` AS `t0`
      WHERE
        (
          (
            EXTRACT(year FROM `t0`.`a`) * 4
          ) + EXTRACT(quarter FROM `t0`.`a`)
        ) IS NOT NULL
    ) AS `t5`
    LEFT OUTER JOIN (
      SELECT
        `t3`.`g`,
        `t3`.`number`,
        TRUE AS `is_present`
      FROM (
        SELECT DISTINCT
          `t0`.`g`,
          (
            EXTRACT(year FROM `t0`.`a`) * 4
          ) + EXTRACT(quarter FROM `t0`.`a`) AS `number`
        FROM `subject` AS `t0`
        WHERE
          (
            (
              EXTRACT(year FROM `t0`.`a`) * 4
            ) + EXTRACT(quarter FROM `t0`.`a`)
          ) IS NOT NULL
          AND COALESCE(`t0`.`v` <> '', FALSE)
      ) AS `t3`
    ) AS `t7`
      ON `t4`.`g` = `t7`.`g` AND `t5`.`number` = `t7`.`number`
  ) AS `t8`
) AS `t9`
