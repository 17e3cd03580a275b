-- clickhouse
SELECT
  sumIf(
    (
      (
        DATE_DIFF(DAY, toDate("t1"."called_at"), toDate("t1"."arrived_at")) * 1440
      ) + (
        (
          CAST(toHour("t1"."arrived_at") AS Nullable(Int64)) - CAST(toHour("t1"."called_at") AS Nullable(Int64))
        ) * 60
      ) + CAST(toMinute("t1"."arrived_at") AS Nullable(Int64))
    ) - CAST(toMinute("t1"."called_at") AS Nullable(Int64)),
    (
      "t1"."called_at" >= parseDateTimeBestEffort('2022-07-01T00:00:00')
    )
    AND (
      "t1"."called_at" < parseDateTimeBestEffort('2022-10-01T00:00:00')
    )
    AND isNotNull("t1"."arrived_at")
  ) AS "m0",
  countIf(
    (
      "t1"."called_at" >= parseDateTimeBestEffort('2022-07-01T00:00:00')
    )
    AND (
      "t1"."called_at" < parseDateTimeBestEffort('2022-10-01T00:00:00')
    )
    AND isNotNull("t1"."arrived_at")
  ) AS "m1"
FROM (
  SELECT
    "t0"."arrived_at" AS "arrived_at",
    "t0"."called_at" AS "called_at"
  FROM "emergency_calls" AS "t0"
  WHERE
    "t0"."called_at" >= parseDateTimeBestEffort('2022-07-01T00:00:00')
    AND "t0"."called_at" < parseDateTimeBestEffort('2022-10-01T00:00:00')
) AS "t1"

-- duckdb
SELECT
  SUM(
    (
      (
        DATE_DIFF('DAY', CAST("t1"."called_at" AS DATE), CAST("t1"."arrived_at" AS DATE)) * 1440
      ) + (
        (
          CAST(EXTRACT(hour FROM "t1"."arrived_at") AS BIGINT) - CAST(EXTRACT(hour FROM "t1"."called_at") AS BIGINT)
        ) * 60
      ) + CAST(EXTRACT(minute FROM "t1"."arrived_at") AS BIGINT)
    ) - CAST(EXTRACT(minute FROM "t1"."called_at") AS BIGINT)
  ) FILTER(WHERE
    (
      "t1"."called_at" >= MAKE_TIMESTAMP(2022, 7, 1, 0, 0, 0.0)
    )
    AND (
      "t1"."called_at" < MAKE_TIMESTAMP(2022, 10, 1, 0, 0, 0.0)
    )
    AND (
      "t1"."arrived_at" IS NOT NULL
    )) AS "m0",
  COUNT(*) FILTER(WHERE
    (
      "t1"."called_at" >= MAKE_TIMESTAMP(2022, 7, 1, 0, 0, 0.0)
    )
    AND (
      "t1"."called_at" < MAKE_TIMESTAMP(2022, 10, 1, 0, 0, 0.0)
    )
    AND (
      "t1"."arrived_at" IS NOT NULL
    )) AS "m1"
FROM (
  SELECT
    "t0"."arrived_at",
    "t0"."called_at"
  FROM "emergency_calls" AS "t0"
  WHERE
    "t0"."called_at" >= MAKE_TIMESTAMP(2022, 7, 1, 0, 0, 0.0)
    AND "t0"."called_at" < MAKE_TIMESTAMP(2022, 10, 1, 0, 0, 0.0)
) AS "t1"

-- mysql
SELECT
  SUM(
    CASE
      WHEN (
        `t1`.`called_at` >= TIMESTAMP('2022-07-01T00:00:00')
      )
      AND (
        `t1`.`called_at` < TIMESTAMP('2022-10-01T00:00:00')
      )
      AND (
        `t1`.`arrived_at` IS NOT NULL
      )
      THEN (
        (
          TIMESTAMPDIFF(DAY, DATE(`t1`.`called_at`), DATE(`t1`.`arrived_at`)) * 1440
        ) + (
          (
            CAST(EXTRACT(hour FROM `t1`.`arrived_at`) AS SIGNED) - CAST(EXTRACT(hour FROM `t1`.`called_at`) AS SIGNED)
          ) * 60
        ) + CAST(EXTRACT(minute FROM `t1`.`arrived_at`) AS SIGNED)
      ) - CAST(EXTRACT(minute FROM `t1`.`called_at`) AS SIGNED)
      ELSE NULL
    END
  ) AS `m0`,
  SUM(
    CAST((
      `t1`.`called_at` >= TIMESTAMP('2022-07-01T00:00:00')
    )
    AND (
      `t1`.`called_at` < TIMESTAMP('2022-10-01T00:00:00')
    )
    AND (
      `t1`.`arrived_at` IS NOT NULL
    ) AS SIGNED)
  ) AS `m1`
FROM (
  SELECT
    `t0`.`arrived_at`,
    `t0`.`called_at`
  FROM `emergency_calls` AS `t0`
  WHERE
    `t0`.`called_at` >= TIMESTAMP('2022-07-01T00:00:00')
    AND `t0`.`called_at` < TIMESTAMP('2022-10-01T00:00:00')
) AS `t1`

-- oracle
SELECT
  SUM(
    CASE
      WHEN (
        "t1"."called_at" >= TO_TIMESTAMP('2022-07-01T00:00:00', 'YYYY-MM-DD"T"HH24:MI:SS.FF6')
      )
      AND (
        "t1"."called_at" < TO_TIMESTAMP('2022-10-01T00:00:00', 'YYYY-MM-DD"T"HH24:MI:SS.FF6')
      )
      AND (
        "t1"."arrived_at" IS NOT NULL
      )
      THEN (
        (
          (
            TRUNC("t1"."arrived_at", 'DDD') - TRUNC("t1"."called_at", 'DDD')
          ) * 1440
        ) + (
          (
            CAST(EXTRACT(hour FROM "t1"."arrived_at") AS INT) - CAST(EXTRACT(hour FROM "t1"."called_at") AS INT)
          ) * 60
        ) + CAST(EXTRACT(minute FROM "t1"."arrived_at") AS INT)
      ) - CAST(EXTRACT(minute FROM "t1"."called_at") AS INT)
      ELSE NULL
    END
  ) AS "m0",
  COUNT(
    CASE
      WHEN (
        "t1"."called_at" >= TO_TIMESTAMP('2022-07-01T00:00:00', 'YYYY-MM-DD"T"HH24:MI:SS.FF6')
      )
      AND (
        "t1"."called_at" < TO_TIMESTAMP('2022-10-01T00:00:00', 'YYYY-MM-DD"T"HH24:MI:SS.FF6')
      )
      AND (
        "t1"."arrived_at" IS NOT NULL
      )
      THEN 1
      ELSE NULL
    END
  ) AS "m1"
FROM (
  SELECT
    "t0"."arrived_at",
    "t0"."called_at"
  FROM "emergency_calls" "t0"
  WHERE
    "t0"."called_at" >= TO_TIMESTAMP('2022-07-01T00:00:00', 'YYYY-MM-DD"T"HH24:MI:SS.FF6')
    AND "t0"."called_at" < TO_TIMESTAMP('2022-10-01T00:00:00', 'YYYY-MM-DD"T"HH24:MI:SS.FF6')
) "t1"

-- postgres
SELECT
  SUM(
    (
      (
        CAST(EXTRACT(epoch FROM CAST(DATE("t1"."arrived_at") AS TIMESTAMP) - CAST(DATE("t1"."called_at") AS TIMESTAMP)) / 86400 AS BIGINT) * 1440
      ) + (
        (
          CAST(EXTRACT(hour FROM "t1"."arrived_at") AS BIGINT) - CAST(EXTRACT(hour FROM "t1"."called_at") AS BIGINT)
        ) * 60
      ) + CAST(EXTRACT(minute FROM "t1"."arrived_at") AS BIGINT)
    ) - CAST(EXTRACT(minute FROM "t1"."called_at") AS BIGINT)
  ) FILTER(WHERE
    (
      "t1"."called_at" >= CAST('2022-07-01T00:00:00' AS TIMESTAMP(6))
    )
    AND (
      "t1"."called_at" < CAST('2022-10-01T00:00:00' AS TIMESTAMP(6))
    )
    AND (
      "t1"."arrived_at" IS NOT NULL
    )) AS "m0",
  COUNT(*) FILTER(WHERE
    (
      "t1"."called_at" >= CAST('2022-07-01T00:00:00' AS TIMESTAMP(6))
    )
    AND (
      "t1"."called_at" < CAST('2022-10-01T00:00:00' AS TIMESTAMP(6))
    )
    AND (
      "t1"."arrived_at" IS NOT NULL
    )) AS "m1"
FROM (
  SELECT
    "t0"."arrived_at",
    "t0"."called_at"
  FROM "emergency_calls" AS "t0"
  WHERE
    "t0"."called_at" >= CAST('2022-07-01T00:00:00' AS TIMESTAMP(6))
    AND "t0"."called_at" < CAST('2022-10-01T00:00:00' AS TIMESTAMP(6))
) AS "t1"

-- pyspark
SELECT
  SUM(
    IF(
      (
        `t1`.`called_at` >= CAST('2022-07-01T00:00:00' AS TIMESTAMP)
      )
      AND (
        `t1`.`called_at` < CAST('2022-10-01T00:00:00' AS TIMESTAMP)
      )
      AND (
        `t1`.`arrived_at` IS NOT NULL
      ),
      (
        (
          DATEDIFF(DAY, CAST(`t1`.`called_at` AS DATE), CAST(`t1`.`arrived_at` AS DATE)) * 1440
        ) + (
          (
            CAST(EXTRACT(hour FROM `t1`.`arrived_at`) AS BIGINT) - CAST(EXTRACT(hour FROM `t1`.`called_at`) AS BIGINT)
          ) * 60
        ) + CAST(EXTRACT(minute FROM `t1`.`arrived_at`) AS BIGINT)
      ) - CAST(EXTRACT(minute FROM `t1`.`called_at`) AS BIGINT),
      NULL
    )
  ) AS `m0`,
  SUM(
    CAST((
      `t1`.`called_at` >= CAST('2022-07-01T00:00:00' AS TIMESTAMP)
    )
    AND (
      `t1`.`called_at` < CAST('2022-10-01T00:00:00' AS TIMESTAMP)
    )
    AND (
      `t1`.`arrived_at` IS NOT NULL
    ) AS BIGINT)
  ) AS `m1`
FROM (
  SELECT
    `t0`.`arrived_at`,
    `t0`.`called_at`
  FROM `emergency_calls` AS `t0`
  WHERE
    `t0`.`called_at` >= CAST('2022-07-01T00:00:00' AS TIMESTAMP)
    AND `t0`.`called_at` < CAST('2022-10-01T00:00:00' AS TIMESTAMP)
) AS `t1`
