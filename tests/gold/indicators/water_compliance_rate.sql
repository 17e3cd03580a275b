-- clickhouse
SELECT
  countIf(
    (
      "t1"."measured_at" >= parseDateTimeBestEffort('2022-07-01T00:00:00')
    )
    AND (
      "t1"."measured_at" < parseDateTimeBestEffort('2022-10-01T00:00:00')
    )
    AND "t1"."parameter" IN ('turbidity', 'ph', 'free_chlorine')
    AND NOT (
      COALESCE("t1"."is_valid" = FALSE, FALSE)
    )
    AND isNotNull("t1"."value")
    AND (
      (
        (
          "t1"."parameter" = 'turbidity'
        )
        AND COALESCE("t1"."value" <= toDecimal64(1.000000, 6), FALSE)
      )
      OR (
        (
          "t1"."parameter" = 'ph'
        )
        AND COALESCE("t1"."value" >= toDecimal64(6.500000, 6), FALSE)
        AND COALESCE("t1"."value" <= toDecimal64(8.500000, 6), FALSE)
      )
      OR (
        (
          "t1"."parameter" = 'free_chlorine'
        )
        AND COALESCE("t1"."value" >= toDecimal64(0.050000, 6), FALSE)
        AND COALESCE("t1"."value" <= toDecimal64(4.000000, 6), FALSE)
      )
    )
  ) AS "m0",
  countIf(
    (
      "t1"."measured_at" >= parseDateTimeBestEffort('2022-07-01T00:00:00')
    )
    AND (
      "t1"."measured_at" < parseDateTimeBestEffort('2022-10-01T00:00:00')
    )
    AND "t1"."parameter" IN ('turbidity', 'ph', 'free_chlorine')
    AND NOT (
      COALESCE("t1"."is_valid" = FALSE, FALSE)
    )
    AND isNotNull("t1"."value")
  ) AS "m1"
FROM (
  SELECT
    "t0"."is_valid" AS "is_valid",
    "t0"."measured_at" AS "measured_at",
    "t0"."parameter" AS "parameter",
    "t0"."value" AS "value"
  FROM "monitoring_readings" AS "t0"
  WHERE
    "t0"."measured_at" >= parseDateTimeBestEffort('2022-07-01T00:00:00')
    AND "t0"."measured_at" < parseDateTimeBestEffort('2022-10-01T00:00:00')
) AS "t1"

-- duckdb
SELECT
  COUNT(*) FILTER(WHERE
    (
      "t1"."measured_at" >= MAKE_TIMESTAMP(2022, 7, 1, 0, 0, 0.0)
    )
    AND (
      "t1"."measured_at" < MAKE_TIMESTAMP(2022, 10, 1, 0, 0, 0.0)
    )
    AND "t1"."parameter" IN ('turbidity', 'ph', 'free_chlorine')
    AND NOT (
      COALESCE("t1"."is_valid" = FALSE, FALSE)
    )
    AND (
      "t1"."value" IS NOT NULL
    )
    AND (
      (
        (
          "t1"."parameter" = 'turbidity'
        )
        AND COALESCE("t1"."value" <= CAST(1.000000 AS DECIMAL(18, 6)), FALSE)
      )
      OR (
        (
          "t1"."parameter" = 'ph'
        )
        AND COALESCE("t1"."value" >= CAST(6.500000 AS DECIMAL(18, 6)), FALSE)
        AND COALESCE("t1"."value" <= CAST(8.500000 AS DECIMAL(18, 6)), FALSE)
      )
      OR (
        (
          "t1"."parameter" = 'free_chlorine'
        )
        AND COALESCE("t1"."value" >= CAST(0.050000 AS DECIMAL(18, 6)), FALSE)
        AND COALESCE("t1"."value" <= CAST(4.000000 AS DECIMAL(18, 6)), FALSE)
      )
    )) AS "m0",
  COUNT(*) FILTER(WHERE
    (
      "t1"."measured_at" >= MAKE_TIMESTAMP(2022, 7, 1, 0, 0, 0.0)
    )
    AND (
      "t1"."measured_at" < MAKE_TIMESTAMP(2022, 10, 1, 0, 0, 0.0)
    )
    AND "t1"."parameter" IN ('turbidity', 'ph', 'free_chlorine')
    AND NOT (
      COALESCE("t1"."is_valid" = FALSE, FALSE)
    )
    AND (
      "t1"."value" IS NOT NULL
    )) AS "m1"
FROM (
  SELECT
    "t0"."is_valid",
    "t0"."measured_at",
    "t0"."parameter",
    "t0"."value"
  FROM "monitoring_readings" AS "t0"
  WHERE
    "t0"."measured_at" >= MAKE_TIMESTAMP(2022, 7, 1, 0, 0, 0.0)
    AND "t0"."measured_at" < MAKE_TIMESTAMP(2022, 10, 1, 0, 0, 0.0)
) AS "t1"

-- mysql
SELECT
  SUM(
    CAST((
      `t1`.`measured_at` >= TIMESTAMP('2022-07-01T00:00:00')
    )
    AND (
      `t1`.`measured_at` < TIMESTAMP('2022-10-01T00:00:00')
    )
    AND `t1`.`parameter` IN ('turbidity', 'ph', 'free_chlorine')
    AND NOT (
      COALESCE(`t1`.`is_valid` = FALSE, FALSE)
    )
    AND (
      `t1`.`value` IS NOT NULL
    )
    AND (
      (
        (
          CAST(`t1`.`parameter` AS BINARY) = 'turbidity'
        )
        AND COALESCE(`t1`.`value` <= CAST('1.000000' AS DECIMAL(18, 6)), FALSE)
      )
      OR (
        (
          CAST(`t1`.`parameter` AS BINARY) = 'ph'
        )
        AND COALESCE(`t1`.`value` >= CAST('6.500000' AS DECIMAL(18, 6)), FALSE)
        AND COALESCE(`t1`.`value` <= CAST('8.500000' AS DECIMAL(18, 6)), FALSE)
      )
      OR (
        (
          CAST(`t1`.`parameter` AS BINARY) = 'free_chlorine'
        )
        AND COALESCE(`t1`.`value` >= CAST('0.050000' AS DECIMAL(18, 6)), FALSE)
        AND COALESCE(`t1`.`value` <= CAST('4.000000' AS DECIMAL(18, 6)), FALSE)
      )
    ) AS SIGNED)
  ) AS `m0`,
  SUM(
    CAST((
      `t1`.`measured_at` >= TIMESTAMP('2022-07-01T00:00:00')
    )
    AND (
      `t1`.`measured_at` < TIMESTAMP('2022-10-01T00:00:00')
    )
    AND `t1`.`parameter` IN ('turbidity', 'ph', 'free_chlorine')
    AND NOT (
      COALESCE(`t1`.`is_valid` = FALSE, FALSE)
    )
    AND (
      `t1`.`value` IS NOT NULL
    ) AS SIGNED)
  ) AS `m1`
FROM (
  SELECT
    `t0`.`is_valid`,
    `t0`.`measured_at`,
    `t0`.`parameter`,
    `t0`.`value`
  FROM `monitoring_readings` AS `t0`
  WHERE
    `t0`.`measured_at` >= TIMESTAMP('2022-07-01T00:00:00')
    AND `t0`.`measured_at` < TIMESTAMP('2022-10-01T00:00:00')
) AS `t1`

-- oracle
SELECT
  COUNT(
    CASE
      WHEN (
        "t1"."measured_at" >= TO_TIMESTAMP('2022-07-01T00:00:00', 'YYYY-MM-DD"T"HH24:MI:SS.FF6')
      )
      AND (
        "t1"."measured_at" < TO_TIMESTAMP('2022-10-01T00:00:00', 'YYYY-MM-DD"T"HH24:MI:SS.FF6')
      )
      AND "t1"."parameter" IN ('turbidity', 'ph', 'free_chlorine')
      AND NOT (
        COALESCE(NOT "t1"."is_valid", FALSE)
      )
      AND (
        "t1"."value" IS NOT NULL
      )
      AND (
        (
          (
            "t1"."parameter" = 'turbidity'
          )
          AND COALESCE("t1"."value" <= CAST('1.000000' AS NUMBER(18, 6)), FALSE)
        )
        OR (
          (
            "t1"."parameter" = 'ph'
          )
          AND COALESCE("t1"."value" >= CAST('6.500000' AS NUMBER(18, 6)), FALSE)
          AND COALESCE("t1"."value" <= CAST('8.500000' AS NUMBER(18, 6)), FALSE)
        )
        OR (
          (
            "t1"."parameter" = 'free_chlorine'
          )
          AND COALESCE("t1"."value" >= CAST('0.050000' AS NUMBER(18, 6)), FALSE)
          AND COALESCE("t1"."value" <= CAST('4.000000' AS NUMBER(18, 6)), FALSE)
        )
      )
      THEN 1
      ELSE NULL
    END
  ) AS "m0",
  COUNT(
    CASE
      WHEN (
        "t1"."measured_at" >= TO_TIMESTAMP('2022-07-01T00:00:00', 'YYYY-MM-DD"T"HH24:MI:SS.FF6')
      )
      AND (
        "t1"."measured_at" < TO_TIMESTAMP('2022-10-01T00:00:00', 'YYYY-MM-DD"T"HH24:MI:SS.FF6')
      )
      AND "t1"."parameter" IN ('turbidity', 'ph', 'free_chlorine')
      AND NOT (
        COALESCE(NOT "t1"."is_valid", FALSE)
      )
      AND (
        "t1"."value" IS NOT NULL
      )
      THEN 1
      ELSE NULL
    END
  ) AS "m1"
FROM (
  SELECT
    "t0"."is_valid",
    "t0"."measured_at",
    "t0"."parameter",
    "t0"."value"
  FROM "monitoring_readings" "t0"
  WHERE
    "t0"."measured_at" >= TO_TIMESTAMP('2022-07-01T00:00:00', 'YYYY-MM-DD"T"HH24:MI:SS.FF6')
    AND "t0"."measured_at" < TO_TIMESTAMP('2022-10-01T00:00:00', 'YYYY-MM-DD"T"HH24:MI:SS.FF6')
) "t1"

-- postgres
SELECT
  COUNT(*) FILTER(WHERE
    (
      "t1"."measured_at" >= CAST('2022-07-01T00:00:00' AS TIMESTAMP(6))
    )
    AND (
      "t1"."measured_at" < CAST('2022-10-01T00:00:00' AS TIMESTAMP(6))
    )
    AND "t1"."parameter" IN ('turbidity', 'ph', 'free_chlorine')
    AND NOT (
      COALESCE("t1"."is_valid" = FALSE, FALSE)
    )
    AND (
      "t1"."value" IS NOT NULL
    )
    AND (
      (
        (
          "t1"."parameter" = 'turbidity'
        )
        AND COALESCE("t1"."value" <= CAST('1.000000' AS DECIMAL(18, 6)), FALSE)
      )
      OR (
        (
          "t1"."parameter" = 'ph'
        )
        AND COALESCE("t1"."value" >= CAST('6.500000' AS DECIMAL(18, 6)), FALSE)
        AND COALESCE("t1"."value" <= CAST('8.500000' AS DECIMAL(18, 6)), FALSE)
      )
      OR (
        (
          "t1"."parameter" = 'free_chlorine'
        )
        AND COALESCE("t1"."value" >= CAST('0.050000' AS DECIMAL(18, 6)), FALSE)
        AND COALESCE("t1"."value" <= CAST('4.000000' AS DECIMAL(18, 6)), FALSE)
      )
    )) AS "m0",
  COUNT(*) FILTER(WHERE
    (
      "t1"."measured_at" >= CAST('2022-07-01T00:00:00' AS TIMESTAMP(6))
    )
    AND (
      "t1"."measured_at" < CAST('2022-10-01T00:00:00' AS TIMESTAMP(6))
    )
    AND "t1"."parameter" IN ('turbidity', 'ph', 'free_chlorine')
    AND NOT (
      COALESCE("t1"."is_valid" = FALSE, FALSE)
    )
    AND (
      "t1"."value" IS NOT NULL
    )) AS "m1"
FROM (
  SELECT
    "t0"."is_valid",
    "t0"."measured_at",
    "t0"."parameter",
    "t0"."value"
  FROM "monitoring_readings" AS "t0"
  WHERE
    "t0"."measured_at" >= CAST('2022-07-01T00:00:00' AS TIMESTAMP(6))
    AND "t0"."measured_at" < CAST('2022-10-01T00:00:00' AS TIMESTAMP(6))
) AS "t1"

-- pyspark
SELECT
  SUM(
    CAST((
      `t1`.`measured_at` >= CAST('2022-07-01T00:00:00' AS TIMESTAMP)
    )
    AND (
      `t1`.`measured_at` < CAST('2022-10-01T00:00:00' AS TIMESTAMP)
    )
    AND `t1`.`parameter` IN ('turbidity', 'ph', 'free_chlorine')
    AND NOT (
      COALESCE(`t1`.`is_valid` = FALSE, FALSE)
    )
    AND (
      `t1`.`value` IS NOT NULL
    )
    AND (
      (
        (
          `t1`.`parameter` = 'turbidity'
        )
        AND COALESCE(`t1`.`value` <= CAST('1.000000' AS DECIMAL(18, 6)), FALSE)
      )
      OR (
        (
          `t1`.`parameter` = 'ph'
        )
        AND COALESCE(`t1`.`value` >= CAST('6.500000' AS DECIMAL(18, 6)), FALSE)
        AND COALESCE(`t1`.`value` <= CAST('8.500000' AS DECIMAL(18, 6)), FALSE)
      )
      OR (
        (
          `t1`.`parameter` = 'free_chlorine'
        )
        AND COALESCE(`t1`.`value` >= CAST('0.050000' AS DECIMAL(18, 6)), FALSE)
        AND COALESCE(`t1`.`value` <= CAST('4.000000' AS DECIMAL(18, 6)), FALSE)
      )
    ) AS BIGINT)
  ) AS `m0`,
  SUM(
    CAST((
      `t1`.`measured_at` >= CAST('2022-07-01T00:00:00' AS TIMESTAMP)
    )
    AND (
      `t1`.`measured_at` < CAST('2022-10-01T00:00:00' AS TIMESTAMP)
    )
    AND `t1`.`parameter` IN ('turbidity', 'ph', 'free_chlorine')
    AND NOT (
      COALESCE(`t1`.`is_valid` = FALSE, FALSE)
    )
    AND (
      `t1`.`value` IS NOT NULL
    ) AS BIGINT)
  ) AS `m1`
FROM (
  SELECT
    `t0`.`is_valid`,
    `t0`.`measured_at`,
    `t0`.`parameter`,
    `t0`.`value`
  FROM `monitoring_readings` AS `t0`
  WHERE
    `t0`.`measured_at` >= CAST('2022-07-01T00:00:00' AS TIMESTAMP)
    AND `t0`.`measured_at` < CAST('2022-10-01T00:00:00' AS TIMESTAMP)
) AS `t1`
