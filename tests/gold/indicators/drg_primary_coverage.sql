-- clickhouse
SELECT
  countIf(
    COALESCE("t1"."institution_level" = '1', FALSE)
    AND COALESCE("t1"."is_designated" = TRUE, FALSE)
    AND COALESCE("t1"."is_payment_eligible" = TRUE, FALSE)
    AND (
      COALESCE("t1"."opened_on" < toDate('2022-10-01'), TRUE)
      AND COALESCE("t1"."closed_on" >= toDate('2022-10-01'), TRUE)
    )
    AND COALESCE("t1"."payment_mode" = 'drg', FALSE)
    AND COALESCE("t1"."payment_mode_since_on" < toDate('2022-10-01'), FALSE)
  ) AS "m0",
  countIf(
    COALESCE("t1"."institution_level" = '1', FALSE)
    AND COALESCE("t1"."is_designated" = TRUE, FALSE)
    AND COALESCE("t1"."is_payment_eligible" = TRUE, FALSE)
    AND (
      COALESCE("t1"."opened_on" < toDate('2022-10-01'), TRUE)
      AND COALESCE("t1"."closed_on" >= toDate('2022-10-01'), TRUE)
    )
  ) AS "m1"
FROM (
  SELECT
    "t0"."closed_on" AS "closed_on",
    "t0"."institution_level" AS "institution_level",
    "t0"."is_designated" AS "is_designated",
    "t0"."is_payment_eligible" AS "is_payment_eligible",
    "t0"."opened_on" AS "opened_on",
    "t0"."payment_mode" AS "payment_mode",
    "t0"."payment_mode_since_on" AS "payment_mode_since_on"
  FROM "institutions" AS "t0"
) AS "t1"

-- duckdb
SELECT
  COUNT(*) FILTER(WHERE
    COALESCE("t1"."institution_level" = '1', FALSE)
    AND COALESCE("t1"."is_designated" = TRUE, FALSE)
    AND COALESCE("t1"."is_payment_eligible" = TRUE, FALSE)
    AND (
      COALESCE("t1"."opened_on" < MAKE_DATE(2022, 10, 1), TRUE)
      AND COALESCE("t1"."closed_on" >= MAKE_DATE(2022, 10, 1), TRUE)
    )
    AND COALESCE("t1"."payment_mode" = 'drg', FALSE)
    AND COALESCE("t1"."payment_mode_since_on" < MAKE_DATE(2022, 10, 1), FALSE)) AS "m0",
  COUNT(*) FILTER(WHERE
    COALESCE("t1"."institution_level" = '1', FALSE)
    AND COALESCE("t1"."is_designated" = TRUE, FALSE)
    AND COALESCE("t1"."is_payment_eligible" = TRUE, FALSE)
    AND (
      COALESCE("t1"."opened_on" < MAKE_DATE(2022, 10, 1), TRUE)
      AND COALESCE("t1"."closed_on" >= MAKE_DATE(2022, 10, 1), TRUE)
    )) AS "m1"
FROM (
  SELECT
    "t0"."closed_on",
    "t0"."institution_level",
    "t0"."is_designated",
    "t0"."is_payment_eligible",
    "t0"."opened_on",
    "t0"."payment_mode",
    "t0"."payment_mode_since_on"
  FROM "institutions" AS "t0"
) AS "t1"

-- mysql
SELECT
  SUM(
    CAST(COALESCE(CAST(`t1`.`institution_level` AS BINARY) = '1', FALSE)
    AND COALESCE(`t1`.`is_designated` = TRUE, FALSE)
    AND COALESCE(`t1`.`is_payment_eligible` = TRUE, FALSE)
    AND (
      COALESCE(`t1`.`opened_on` < DATE('2022-10-01'), TRUE)
      AND COALESCE(`t1`.`closed_on` >= DATE('2022-10-01'), TRUE)
    )
    AND COALESCE(CAST(`t1`.`payment_mode` AS BINARY) = 'drg', FALSE)
    AND COALESCE(`t1`.`payment_mode_since_on` < DATE('2022-10-01'), FALSE) AS SIGNED)
  ) AS `m0`,
  SUM(
    CAST(COALESCE(CAST(`t1`.`institution_level` AS BINARY) = '1', FALSE)
    AND COALESCE(`t1`.`is_designated` = TRUE, FALSE)
    AND COALESCE(`t1`.`is_payment_eligible` = TRUE, FALSE)
    AND (
      COALESCE(`t1`.`opened_on` < DATE('2022-10-01'), TRUE)
      AND COALESCE(`t1`.`closed_on` >= DATE('2022-10-01'), TRUE)
    ) AS SIGNED)
  ) AS `m1`
FROM (
  SELECT
    `t0`.`closed_on`,
    `t0`.`institution_level`,
    `t0`.`is_designated`,
    `t0`.`is_payment_eligible`,
    `t0`.`opened_on`,
    `t0`.`payment_mode`,
    `t0`.`payment_mode_since_on`
  FROM `institutions` AS `t0`
) AS `t1`

-- oracle
SELECT
  COUNT(
    CASE
      WHEN COALESCE("t1"."institution_level" = '1', FALSE)
      AND COALESCE("t1"."is_designated", FALSE)
      AND COALESCE("t1"."is_payment_eligible", FALSE)
      AND (
        COALESCE("t1"."opened_on" < TO_DATE('2022-10-01', 'FXYYYY-MM-DD'), TRUE)
        AND COALESCE("t1"."closed_on" >= TO_DATE('2022-10-01', 'FXYYYY-MM-DD'), TRUE)
      )
      AND COALESCE("t1"."payment_mode" = 'drg', FALSE)
      AND COALESCE("t1"."payment_mode_since_on" < TO_DATE('2022-10-01', 'FXYYYY-MM-DD'), FALSE)
      THEN 1
      ELSE NULL
    END
  ) AS "m0",
  COUNT(
    CASE
      WHEN COALESCE("t1"."institution_level" = '1', FALSE)
      AND COALESCE("t1"."is_designated", FALSE)
      AND COALESCE("t1"."is_payment_eligible", FALSE)
      AND (
        COALESCE("t1"."opened_on" < TO_DATE('2022-10-01', 'FXYYYY-MM-DD'), TRUE)
        AND COALESCE("t1"."closed_on" >= TO_DATE('2022-10-01', 'FXYYYY-MM-DD'), TRUE)
      )
      THEN 1
      ELSE NULL
    END
  ) AS "m1"
FROM (
  SELECT
    "t0"."closed_on",
    "t0"."institution_level",
    "t0"."is_designated",
    "t0"."is_payment_eligible",
    "t0"."opened_on",
    "t0"."payment_mode",
    "t0"."payment_mode_since_on"
  FROM "institutions" "t0"
) "t1"

-- postgres
SELECT
  COUNT(*) FILTER(WHERE
    COALESCE("t1"."institution_level" = '1', FALSE)
    AND COALESCE("t1"."is_designated" = TRUE, FALSE)
    AND COALESCE("t1"."is_payment_eligible" = TRUE, FALSE)
    AND (
      COALESCE("t1"."opened_on" < MAKE_DATE(2022, 10, 1), TRUE)
      AND COALESCE("t1"."closed_on" >= MAKE_DATE(2022, 10, 1), TRUE)
    )
    AND COALESCE("t1"."payment_mode" = 'drg', FALSE)
    AND COALESCE("t1"."payment_mode_since_on" < MAKE_DATE(2022, 10, 1), FALSE)) AS "m0",
  COUNT(*) FILTER(WHERE
    COALESCE("t1"."institution_level" = '1', FALSE)
    AND COALESCE("t1"."is_designated" = TRUE, FALSE)
    AND COALESCE("t1"."is_payment_eligible" = TRUE, FALSE)
    AND (
      COALESCE("t1"."opened_on" < MAKE_DATE(2022, 10, 1), TRUE)
      AND COALESCE("t1"."closed_on" >= MAKE_DATE(2022, 10, 1), TRUE)
    )) AS "m1"
FROM (
  SELECT
    "t0"."closed_on",
    "t0"."institution_level",
    "t0"."is_designated",
    "t0"."is_payment_eligible",
    "t0"."opened_on",
    "t0"."payment_mode",
    "t0"."payment_mode_since_on"
  FROM "institutions" AS "t0"
) AS "t1"

-- pyspark
SELECT
  SUM(
    CAST(COALESCE(`t1`.`institution_level` = '1', FALSE)
    AND COALESCE(`t1`.`is_designated` = TRUE, FALSE)
    AND COALESCE(`t1`.`is_payment_eligible` = TRUE, FALSE)
    AND (
      COALESCE(`t1`.`opened_on` < MAKE_DATE(2022, 10, 1), TRUE)
      AND COALESCE(`t1`.`closed_on` >= MAKE_DATE(2022, 10, 1), TRUE)
    )
    AND COALESCE(`t1`.`payment_mode` = 'drg', FALSE)
    AND COALESCE(`t1`.`payment_mode_since_on` < MAKE_DATE(2022, 10, 1), FALSE) AS BIGINT)
  ) AS `m0`,
  SUM(
    CAST(COALESCE(`t1`.`institution_level` = '1', FALSE)
    AND COALESCE(`t1`.`is_designated` = TRUE, FALSE)
    AND COALESCE(`t1`.`is_payment_eligible` = TRUE, FALSE)
    AND (
      COALESCE(`t1`.`opened_on` < MAKE_DATE(2022, 10, 1), TRUE)
      AND COALESCE(`t1`.`closed_on` >= MAKE_DATE(2022, 10, 1), TRUE)
    ) AS BIGINT)
  ) AS `m1`
FROM (
  SELECT
    `t0`.`closed_on`,
    `t0`.`institution_level`,
    `t0`.`is_designated`,
    `t0`.`is_payment_eligible`,
    `t0`.`opened_on`,
    `t0`.`payment_mode`,
    `t0`.`payment_mode_since_on`
  FROM `institutions` AS `t0`
) AS `t1`
