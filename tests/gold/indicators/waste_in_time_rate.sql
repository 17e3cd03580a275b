-- clickhouse
SELECT
  countIf(
    (
      "t12"."collected_at" >= parseDateTimeBestEffort('2022-07-01T00:00:00')
    )
    AND (
      "t12"."collected_at" < parseDateTimeBestEffort('2022-10-01T00:00:00')
    )
    AND isNotNull("t12"."e0_0")
  ) AS "m0",
  countIf(
    (
      "t12"."collected_at" >= parseDateTimeBestEffort('2022-07-01T00:00:00')
    )
    AND (
      "t12"."collected_at" < parseDateTimeBestEffort('2022-10-01T00:00:00')
    )
  ) AS "m1"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t5"."bag_id" AS "bag_id",
      "t5"."collected_at" AS "collected_at",
      "t10"."e0_0" AS "e0_0"
    FROM (
      SELECT
        "t0"."bag_id" AS "bag_id",
        "t0"."collected_at" AS "collected_at"
      FROM "waste_bags" AS "t0"
    ) AS "t5"
    LEFT OUTER JOIN (
      SELECT DISTINCT
        "t8"."bag_id" AS "e0_0"
      FROM (
        SELECT
          "t7"."bag_id" AS "bag_id",
          "t7"."handed_at" AS "handed_at",
          "t6"."bag_id__key" AS "bag_id__key",
          "t6"."bag_id__collected_at" AS "bag_id__collected_at"
        FROM (
          SELECT
            "t1"."bag_id" AS "bag_id",
            "t1"."handed_at" AS "handed_at"
          FROM "waste_handovers" AS "t1"
        ) AS "t7"
        LEFT OUTER JOIN (
          SELECT
            "t0"."bag_id" AS "bag_id__key",
            "t0"."collected_at" AS "bag_id__collected_at"
          FROM "waste_bags" AS "t0"
        ) AS "t6"
          ON "t7"."bag_id" = "t6"."bag_id__key"
      ) AS "t8"
      WHERE
        COALESCE("t8"."handed_at" <= (
          "t8"."bag_id__collected_at" + INTERVAL '48' HOUR
        ), FALSE)
    ) AS "t10"
      ON "t5"."bag_id" = "t10"."e0_0"
  ) AS "t11"
  WHERE
    "t11"."collected_at" >= parseDateTimeBestEffort('2022-07-01T00:00:00')
    AND "t11"."collected_at" < parseDateTimeBestEffort('2022-10-01T00:00:00')
) AS "t12"

-- duckdb
SELECT
  COUNT(*) FILTER(WHERE
    (
      "t12"."collected_at" >= MAKE_TIMESTAMP(2022, 7, 1, 0, 0, 0.0)
    )
    AND (
      "t12"."collected_at" < MAKE_TIMESTAMP(2022, 10, 1, 0, 0, 0.0)
    )
    AND (
      "t12"."e0_0" IS NOT NULL
    )) AS "m0",
  COUNT(*) FILTER(WHERE
    (
      "t12"."collected_at" >= MAKE_TIMESTAMP(2022, 7, 1, 0, 0, 0.0)
    )
    AND (
      "t12"."collected_at" < MAKE_TIMESTAMP(2022, 10, 1, 0, 0, 0.0)
    )) AS "m1"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t5"."bag_id",
      "t5"."collected_at",
      "t10"."e0_0"
    FROM (
      SELECT
        "t0"."bag_id",
        "t0"."collected_at"
      FROM "waste_bags" AS "t0"
    ) AS "t5"
    LEFT OUTER JOIN (
      SELECT DISTINCT
        "t8"."bag_id" AS "e0_0"
      FROM (
        SELECT
          "t7"."bag_id",
          "t7"."handed_at",
          "t6"."bag_id__key",
          "t6"."bag_id__collected_at"
        FROM (
          SELECT
            "t1"."bag_id",
            "t1"."handed_at"
          FROM "waste_handovers" AS "t1"
        ) AS "t7"
        LEFT OUTER JOIN (
          SELECT
            "t0"."bag_id" AS "bag_id__key",
            "t0"."collected_at" AS "bag_id__collected_at"
          FROM "waste_bags" AS "t0"
        ) AS "t6"
          ON "t7"."bag_id" = "t6"."bag_id__key"
      ) AS "t8"
      WHERE
        COALESCE("t8"."handed_at" <= (
          "t8"."bag_id__collected_at" + INTERVAL '48' HOUR
        ), FALSE)
    ) AS "t10"
      ON "t5"."bag_id" = "t10"."e0_0"
  ) AS "t11"
  WHERE
    "t11"."collected_at" >= MAKE_TIMESTAMP(2022, 7, 1, 0, 0, 0.0)
    AND "t11"."collected_at" < MAKE_TIMESTAMP(2022, 10, 1, 0, 0, 0.0)
) AS "t12"

-- mysql
SELECT
  SUM(
    CAST((
      `t12`.`collected_at` >= TIMESTAMP('2022-07-01T00:00:00')
    )
    AND (
      `t12`.`collected_at` < TIMESTAMP('2022-10-01T00:00:00')
    )
    AND (
      `t12`.`e0_0` IS NOT NULL
    ) AS SIGNED)
  ) AS `m0`,
  SUM(
    CAST((
      `t12`.`collected_at` >= TIMESTAMP('2022-07-01T00:00:00')
    )
    AND (
      `t12`.`collected_at` < TIMESTAMP('2022-10-01T00:00:00')
    ) AS SIGNED)
  ) AS `m1`
FROM (
  SELECT
    *
  FROM (
    SELECT
      `t5`.`bag_id`,
      `t5`.`collected_at`,
      `t10`.`e0_0`
    FROM (
      SELECT
        `t0`.`bag_id`,
        `t0`.`collected_at`
      FROM `waste_bags` AS `t0`
    ) AS `t5`
    LEFT OUTER JOIN (
      SELECT DISTINCT
        `t8`.`bag_id` AS `e0_0`
      FROM (
        SELECT
          `t7`.`bag_id`,
          `t7`.`handed_at`,
          `t6`.`bag_id__key`,
          `t6`.`bag_id__collected_at`
        FROM (
          SELECT
            `t1`.`bag_id`,
            `t1`.`handed_at`
          FROM `waste_handovers` AS `t1`
        ) AS `t7`
        LEFT OUTER JOIN (
          SELECT
            `t0`.`bag_id` AS `bag_id__key`,
            `t0`.`collected_at` AS `bag_id__collected_at`
          FROM `waste_bags` AS `t0`
        ) AS `t6`
          ON CAST(`t7`.`bag_id` AS BINARY) = `t6`.`bag_id__key`
      ) AS `t8`
      WHERE
        COALESCE(
          `t8`.`handed_at` <= DATE_ADD(`t8`.`bag_id__collected_at`, INTERVAL '48' HOUR),
          FALSE
        )
    ) AS `t10`
      ON CAST(`t5`.`bag_id` AS BINARY) = `t10`.`e0_0`
  ) AS `t11`
  WHERE
    `t11`.`collected_at` >= TIMESTAMP('2022-07-01T00:00:00')
    AND `t11`.`collected_at` < TIMESTAMP('2022-10-01T00:00:00')
) AS `t12`

-- oracle
SELECT
  COUNT(
    CASE
      WHEN (
        "t12"."collected_at" >= TO_TIMESTAMP('2022-07-01T00:00:00', 'YYYY-MM-DD"T"HH24:MI:SS.FF6')
      )
      AND (
        "t12"."collected_at" < TO_TIMESTAMP('2022-10-01T00:00:00', 'YYYY-MM-DD"T"HH24:MI:SS.FF6')
      )
      AND (
        "t12"."e0_0" IS NOT NULL
      )
      THEN 1
      ELSE NULL
    END
  ) AS "m0",
  COUNT(
    CASE
      WHEN (
        "t12"."collected_at" >= TO_TIMESTAMP('2022-07-01T00:00:00', 'YYYY-MM-DD"T"HH24:MI:SS.FF6')
      )
      AND (
        "t12"."collected_at" < TO_TIMESTAMP('2022-10-01T00:00:00', 'YYYY-MM-DD"T"HH24:MI:SS.FF6')
      )
      THEN 1
      ELSE NULL
    END
  ) AS "m1"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t5"."bag_id",
      "t5"."collected_at",
      "t10"."e0_0"
    FROM (
      SELECT
        "t0"."bag_id",
        "t0"."collected_at"
      FROM "waste_bags" "t0"
    ) "t5"
    LEFT OUTER JOIN (
      SELECT DISTINCT
        "t8"."bag_id" AS "e0_0"
      FROM (
        SELECT
          "t7"."bag_id",
          "t7"."handed_at",
          "t6"."bag_id__key",
          "t6"."bag_id__collected_at"
        FROM (
          SELECT
            "t1"."bag_id",
            "t1"."handed_at"
          FROM "waste_handovers" "t1"
        ) "t7"
        LEFT OUTER JOIN (
          SELECT
            "t0"."bag_id" AS "bag_id__key",
            "t0"."collected_at" AS "bag_id__collected_at"
          FROM "waste_bags" "t0"
        ) "t6"
          ON "t7"."bag_id" = "t6"."bag_id__key"
      ) "t8"
      WHERE
        COALESCE(
          "t8"."handed_at" <= (
            "t8"."bag_id__collected_at" + NUMTODSINTERVAL(48, 'hour')
          ),
          FALSE
        )
    ) "t10"
      ON "t5"."bag_id" = "t10"."e0_0"
  ) "t11"
  WHERE
    "t11"."collected_at" >= TO_TIMESTAMP('2022-07-01T00:00:00', 'YYYY-MM-DD"T"HH24:MI:SS.FF6')
    AND "t11"."collected_at" < TO_TIMESTAMP('2022-10-01T00:00:00', 'YYYY-MM-DD"T"HH24:MI:SS.FF6')
) "t12"

-- postgres
SELECT
  COUNT(*) FILTER(WHERE
    (
      "t12"."collected_at" >= CAST('2022-07-01T00:00:00' AS TIMESTAMP(6))
    )
    AND (
      "t12"."collected_at" < CAST('2022-10-01T00:00:00' AS TIMESTAMP(6))
    )
    AND (
      "t12"."e0_0" IS NOT NULL
    )) AS "m0",
  COUNT(*) FILTER(WHERE
    (
      "t12"."collected_at" >= CAST('2022-07-01T00:00:00' AS TIMESTAMP(6))
    )
    AND (
      "t12"."collected_at" < CAST('2022-10-01T00:00:00' AS TIMESTAMP(6))
    )) AS "m1"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t5"."bag_id",
      "t5"."collected_at",
      "t10"."e0_0"
    FROM (
      SELECT
        "t0"."bag_id",
        "t0"."collected_at"
      FROM "waste_bags" AS "t0"
    ) AS "t5"
    LEFT OUTER JOIN (
      SELECT DISTINCT
        "t8"."bag_id" AS "e0_0"
      FROM (
        SELECT
          "t7"."bag_id",
          "t7"."handed_at",
          "t6"."bag_id__key",
          "t6"."bag_id__collected_at"
        FROM (
          SELECT
            "t1"."bag_id",
            "t1"."handed_at"
          FROM "waste_handovers" AS "t1"
        ) AS "t7"
        LEFT OUTER JOIN (
          SELECT
            "t0"."bag_id" AS "bag_id__key",
            "t0"."collected_at" AS "bag_id__collected_at"
          FROM "waste_bags" AS "t0"
        ) AS "t6"
          ON "t7"."bag_id" = "t6"."bag_id__key"
      ) AS "t8"
      WHERE
        COALESCE("t8"."handed_at" <= (
          "t8"."bag_id__collected_at" + INTERVAL '48 HOUR'
        ), FALSE)
    ) AS "t10"
      ON "t5"."bag_id" = "t10"."e0_0"
  ) AS "t11"
  WHERE
    "t11"."collected_at" >= CAST('2022-07-01T00:00:00' AS TIMESTAMP(6))
    AND "t11"."collected_at" < CAST('2022-10-01T00:00:00' AS TIMESTAMP(6))
) AS "t12"

-- pyspark
SELECT
  SUM(
    CAST((
      `t12`.`collected_at` >= CAST('2022-07-01T00:00:00' AS TIMESTAMP)
    )
    AND (
      `t12`.`collected_at` < CAST('2022-10-01T00:00:00' AS TIMESTAMP)
    )
    AND (
      `t12`.`e0_0` IS NOT NULL
    ) AS BIGINT)
  ) AS `m0`,
  SUM(
    CAST((
      `t12`.`collected_at` >= CAST('2022-07-01T00:00:00' AS TIMESTAMP)
    )
    AND (
      `t12`.`collected_at` < CAST('2022-10-01T00:00:00' AS TIMESTAMP)
    ) AS BIGINT)
  ) AS `m1`
FROM (
  SELECT
    *
  FROM (
    SELECT
      `t5`.`bag_id`,
      `t5`.`collected_at`,
      `t10`.`e0_0`
    FROM (
      SELECT
        `t0`.`bag_id`,
        `t0`.`collected_at`
      FROM `waste_bags` AS `t0`
    ) AS `t5`
    LEFT OUTER JOIN (
      SELECT DISTINCT
        `t8`.`bag_id` AS `e0_0`
      FROM (
        SELECT
          `t7`.`bag_id`,
          `t7`.`handed_at`,
          `t6`.`bag_id__key`,
          `t6`.`bag_id__collected_at`
        FROM (
          SELECT
            `t1`.`bag_id`,
            `t1`.`handed_at`
          FROM `waste_handovers` AS `t1`
        ) AS `t7`
        LEFT OUTER JOIN (
          SELECT
            `t0`.`bag_id` AS `bag_id__key`,
            `t0`.`collected_at` AS `bag_id__collected_at`
          FROM `waste_bags` AS `t0`
        ) AS `t6`
          ON `t7`.`bag_id` = `t6`.`bag_id__key`
      ) AS `t8`
      WHERE
        COALESCE(`t8`.`handed_at` <= (
          `t8`.`bag_id__collected_at` + INTERVAL '48' HOUR
        ), FALSE)
    ) AS `t10`
      ON `t5`.`bag_id` = `t10`.`e0_0`
  ) AS `t11`
  WHERE
    `t11`.`collected_at` >= CAST('2022-07-01T00:00:00' AS TIMESTAMP)
    AND `t11`.`collected_at` < CAST('2022-10-01T00:00:00' AS TIMESTAMP)
) AS `t12`
