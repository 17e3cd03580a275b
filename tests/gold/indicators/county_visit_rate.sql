-- clickhouse
SELECT
  countIf(
    (
      "t6"."settled_on" >= toDate('2022-07-01')
    )
    AND (
      "t6"."settled_on" < toDate('2022-10-01')
    )
    AND NOT (
      "t6"."care_kind" = 'pharmacy'
    )
    AND (
      "t6"."place_of_care" = 'in_county'
    )
    AND NOT (
      COALESCE("t6"."is_reversal" = TRUE, FALSE)
    )
    AND NOT (
      isNotNull("t6"."e0_0")
    )
  ) AS "m0",
  countIf(
    (
      "t6"."settled_on" >= toDate('2022-07-01')
    )
    AND (
      "t6"."settled_on" < toDate('2022-10-01')
    )
    AND NOT (
      "t6"."care_kind" = 'pharmacy'
    )
    AND NOT (
      COALESCE("t6"."is_reversal" = TRUE, FALSE)
    )
    AND NOT (
      isNotNull("t6"."e0_0")
    )
  ) AS "m1",
  countIf(
    (
      "t6"."settled_on" >= toDate('2022-07-01')
    )
    AND (
      "t6"."settled_on" < toDate('2022-10-01')
    )
    AND NOT (
      "t6"."care_kind" = 'pharmacy'
    )
    AND COALESCE("t6"."is_reversal" = TRUE, FALSE)
  ) AS "m2",
  countIf(
    (
      "t6"."settled_on" >= toDate('2022-07-01')
    )
    AND (
      "t6"."settled_on" < toDate('2022-10-01')
    )
    AND NOT (
      "t6"."care_kind" = 'pharmacy'
    )
    AND NOT (
      COALESCE("t6"."is_reversal" = TRUE, FALSE)
    )
    AND isNotNull("t6"."e0_0")
  ) AS "m3"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t3"."care_kind" AS "care_kind",
      "t3"."claim_id" AS "claim_id",
      "t3"."is_reversal" AS "is_reversal",
      "t3"."place_of_care" AS "place_of_care",
      "t3"."settled_on" AS "settled_on",
      "t4"."e0_0" AS "e0_0"
    FROM (
      SELECT
        "t0"."care_kind" AS "care_kind",
        "t0"."claim_id" AS "claim_id",
        "t0"."is_reversal" AS "is_reversal",
        "t0"."place_of_care" AS "place_of_care",
        "t0"."settled_on" AS "settled_on"
      FROM "claims" AS "t0"
    ) AS "t3"
    LEFT OUTER JOIN (
      SELECT DISTINCT
        "t0"."reverses_claim_id" AS "e0_0"
      FROM "claims" AS "t0"
    ) AS "t4"
      ON "t3"."claim_id" = "t4"."e0_0"
  ) AS "t5"
  WHERE
    "t5"."settled_on" >= toDate('2022-07-01')
    AND "t5"."settled_on" < toDate('2022-10-01')
) AS "t6"

-- duckdb
SELECT
  COUNT(*) FILTER(WHERE
    (
      "t6"."settled_on" >= MAKE_DATE(2022, 7, 1)
    )
    AND (
      "t6"."settled_on" < MAKE_DATE(2022, 10, 1)
    )
    AND NOT (
      "t6"."care_kind" = 'pharmacy'
    )
    AND (
      "t6"."place_of_care" = 'in_county'
    )
    AND NOT (
      COALESCE("t6"."is_reversal" = TRUE, FALSE)
    )
    AND NOT (
      "t6"."e0_0" IS NOT NULL
    )) AS "m0",
  COUNT(*) FILTER(WHERE
    (
      "t6"."settled_on" >= MAKE_DATE(2022, 7, 1)
    )
    AND (
      "t6"."settled_on" < MAKE_DATE(2022, 10, 1)
    )
    AND NOT (
      "t6"."care_kind" = 'pharmacy'
    )
    AND NOT (
      COALESCE("t6"."is_reversal" = TRUE, FALSE)
    )
    AND NOT (
      "t6"."e0_0" IS NOT NULL
    )) AS "m1",
  COUNT(*) FILTER(WHERE
    (
      "t6"."settled_on" >= MAKE_DATE(2022, 7, 1)
    )
    AND (
      "t6"."settled_on" < MAKE_DATE(2022, 10, 1)
    )
    AND NOT (
      "t6"."care_kind" = 'pharmacy'
    )
    AND COALESCE("t6"."is_reversal" = TRUE, FALSE)) AS "m2",
  COUNT(*) FILTER(WHERE
    (
      "t6"."settled_on" >= MAKE_DATE(2022, 7, 1)
    )
    AND (
      "t6"."settled_on" < MAKE_DATE(2022, 10, 1)
    )
    AND NOT (
      "t6"."care_kind" = 'pharmacy'
    )
    AND NOT (
      COALESCE("t6"."is_reversal" = TRUE, FALSE)
    )
    AND (
      "t6"."e0_0" IS NOT NULL
    )) AS "m3"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t3"."care_kind",
      "t3"."claim_id",
      "t3"."is_reversal",
      "t3"."place_of_care",
      "t3"."settled_on",
      "t4"."e0_0"
    FROM (
      SELECT
        "t0"."care_kind",
        "t0"."claim_id",
        "t0"."is_reversal",
        "t0"."place_of_care",
        "t0"."settled_on"
      FROM "claims" AS "t0"
    ) AS "t3"
    LEFT OUTER JOIN (
      SELECT DISTINCT
        "t0"."reverses_claim_id" AS "e0_0"
      FROM "claims" AS "t0"
    ) AS "t4"
      ON "t3"."claim_id" = "t4"."e0_0"
  ) AS "t5"
  WHERE
    "t5"."settled_on" >= MAKE_DATE(2022, 7, 1)
    AND "t5"."settled_on" < MAKE_DATE(2022, 10, 1)
) AS "t6"

-- mysql
SELECT
  SUM(
    CAST((
      `t6`.`settled_on` >= DATE('2022-07-01')
    )
    AND (
      `t6`.`settled_on` < DATE('2022-10-01')
    )
    AND NOT (
      CAST(`t6`.`care_kind` AS BINARY) = 'pharmacy'
    )
    AND (
      CAST(`t6`.`place_of_care` AS BINARY) = 'in_county'
    )
    AND NOT (
      COALESCE(`t6`.`is_reversal` = TRUE, FALSE)
    )
    AND NOT (
      `t6`.`e0_0` IS NOT NULL
    ) AS SIGNED)
  ) AS `m0`,
  SUM(
    CAST((
      `t6`.`settled_on` >= DATE('2022-07-01')
    )
    AND (
      `t6`.`settled_on` < DATE('2022-10-01')
    )
    AND NOT (
      CAST(`t6`.`care_kind` AS BINARY) = 'pharmacy'
    )
    AND NOT (
      COALESCE(`t6`.`is_reversal` = TRUE, FALSE)
    )
    AND NOT (
      `t6`.`e0_0` IS NOT NULL
    ) AS SIGNED)
  ) AS `m1`,
  SUM(
    CAST((
      `t6`.`settled_on` >= DATE('2022-07-01')
    )
    AND (
      `t6`.`settled_on` < DATE('2022-10-01')
    )
    AND NOT (
      CAST(`t6`.`care_kind` AS BINARY) = 'pharmacy'
    )
    AND COALESCE(`t6`.`is_reversal` = TRUE, FALSE) AS SIGNED)
  ) AS `m2`,
  SUM(
    CAST((
      `t6`.`settled_on` >= DATE('2022-07-01')
    )
    AND (
      `t6`.`settled_on` < DATE('2022-10-01')
    )
    AND NOT (
      CAST(`t6`.`care_kind` AS BINARY) = 'pharmacy'
    )
    AND NOT (
      COALESCE(`t6`.`is_reversal` = TRUE, FALSE)
    )
    AND (
      `t6`.`e0_0` IS NOT NULL
    ) AS SIGNED)
  ) AS `m3`
FROM (
  SELECT
    *
  FROM (
    SELECT
      `t3`.`care_kind`,
      `t3`.`claim_id`,
      `t3`.`is_reversal`,
      `t3`.`place_of_care`,
      `t3`.`settled_on`,
      `t4`.`e0_0`
    FROM (
      SELECT
        `t0`.`care_kind`,
        `t0`.`claim_id`,
        `t0`.`is_reversal`,
        `t0`.`place_of_care`,
        `t0`.`settled_on`
      FROM `claims` AS `t0`
    ) AS `t3`
    LEFT OUTER JOIN (
      SELECT DISTINCT
        `t0`.`reverses_claim_id` AS `e0_0`
      FROM `claims` AS `t0`
    ) AS `t4`
      ON CAST(`t3`.`claim_id` AS BINARY) = `t4`.`e0_0`
  ) AS `t5`
  WHERE
    `t5`.`settled_on` >= DATE('2022-07-01')
    AND `t5`.`settled_on` < DATE('2022-10-01')
) AS `t6`

-- oracle
SELECT
  COUNT(
    CASE
      WHEN (
        "t6"."settled_on" >= TO_DATE('2022-07-01', 'FXYYYY-MM-DD')
      )
      AND (
        "t6"."settled_on" < TO_DATE('2022-10-01', 'FXYYYY-MM-DD')
      )
      AND NOT (
        "t6"."care_kind" = 'pharmacy'
      )
      AND (
        "t6"."place_of_care" = 'in_county'
      )
      AND NOT (
        COALESCE("t6"."is_reversal", FALSE)
      )
      AND NOT (
        "t6"."e0_0" IS NOT NULL
      )
      THEN 1
      ELSE NULL
    END
  ) AS "m0",
  COUNT(
    CASE
      WHEN (
        "t6"."settled_on" >= TO_DATE('2022-07-01', 'FXYYYY-MM-DD')
      )
      AND (
        "t6"."settled_on" < TO_DATE('2022-10-01', 'FXYYYY-MM-DD')
      )
      AND NOT (
        "t6"."care_kind" = 'pharmacy'
      )
      AND NOT (
        COALESCE("t6"."is_reversal", FALSE)
      )
      AND NOT (
        "t6"."e0_0" IS NOT NULL
      )
      THEN 1
      ELSE NULL
    END
  ) AS "m1",
  COUNT(
    CASE
      WHEN (
        "t6"."settled_on" >= TO_DATE('2022-07-01', 'FXYYYY-MM-DD')
      )
      AND (
        "t6"."settled_on" < TO_DATE('2022-10-01', 'FXYYYY-MM-DD')
      )
      AND NOT (
        "t6"."care_kind" = 'pharmacy'
      )
      AND COALESCE("t6"."is_reversal", FALSE)
      THEN 1
      ELSE NULL
    END
  ) AS "m2",
  COUNT(
    CASE
      WHEN (
        "t6"."settled_on" >= TO_DATE('2022-07-01', 'FXYYYY-MM-DD')
      )
      AND (
        "t6"."settled_on" < TO_DATE('2022-10-01', 'FXYYYY-MM-DD')
      )
      AND NOT (
        "t6"."care_kind" = 'pharmacy'
      )
      AND NOT (
        COALESCE("t6"."is_reversal", FALSE)
      )
      AND (
        "t6"."e0_0" IS NOT NULL
      )
      THEN 1
      ELSE NULL
    END
  ) AS "m3"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t3"."care_kind",
      "t3"."claim_id",
      "t3"."is_reversal",
      "t3"."place_of_care",
      "t3"."settled_on",
      "t4"."e0_0"
    FROM (
      SELECT
        "t0"."care_kind",
        "t0"."claim_id",
        "t0"."is_reversal",
        "t0"."place_of_care",
        "t0"."settled_on"
      FROM "claims" "t0"
    ) "t3"
    LEFT OUTER JOIN (
      SELECT DISTINCT
        "t0"."reverses_claim_id" AS "e0_0"
      FROM "claims" "t0"
    ) "t4"
      ON "t3"."claim_id" = "t4"."e0_0"
  ) "t5"
  WHERE
    "t5"."settled_on" >= TO_DATE('2022-07-01', 'FXYYYY-MM-DD')
    AND "t5"."settled_on" < TO_DATE('2022-10-01', 'FXYYYY-MM-DD')
) "t6"

-- postgres
SELECT
  COUNT(*) FILTER(WHERE
    (
      "t6"."settled_on" >= MAKE_DATE(2022, 7, 1)
    )
    AND (
      "t6"."settled_on" < MAKE_DATE(2022, 10, 1)
    )
    AND NOT (
      "t6"."care_kind" = 'pharmacy'
    )
    AND (
      "t6"."place_of_care" = 'in_county'
    )
    AND NOT (
      COALESCE("t6"."is_reversal" = TRUE, FALSE)
    )
    AND NOT (
      "t6"."e0_0" IS NOT NULL
    )) AS "m0",
  COUNT(*) FILTER(WHERE
    (
      "t6"."settled_on" >= MAKE_DATE(2022, 7, 1)
    )
    AND (
      "t6"."settled_on" < MAKE_DATE(2022, 10, 1)
    )
    AND NOT (
      "t6"."care_kind" = 'pharmacy'
    )
    AND NOT (
      COALESCE("t6"."is_reversal" = TRUE, FALSE)
    )
    AND NOT (
      "t6"."e0_0" IS NOT NULL
    )) AS "m1",
  COUNT(*) FILTER(WHERE
    (
      "t6"."settled_on" >= MAKE_DATE(2022, 7, 1)
    )
    AND (
      "t6"."settled_on" < MAKE_DATE(2022, 10, 1)
    )
    AND NOT (
      "t6"."care_kind" = 'pharmacy'
    )
    AND COALESCE("t6"."is_reversal" = TRUE, FALSE)) AS "m2",
  COUNT(*) FILTER(WHERE
    (
      "t6"."settled_on" >= MAKE_DATE(2022, 7, 1)
    )
    AND (
      "t6"."settled_on" < MAKE_DATE(2022, 10, 1)
    )
    AND NOT (
      "t6"."care_kind" = 'pharmacy'
    )
    AND NOT (
      COALESCE("t6"."is_reversal" = TRUE, FALSE)
    )
    AND (
      "t6"."e0_0" IS NOT NULL
    )) AS "m3"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t3"."care_kind",
      "t3"."claim_id",
      "t3"."is_reversal",
      "t3"."place_of_care",
      "t3"."settled_on",
      "t4"."e0_0"
    FROM (
      SELECT
        "t0"."care_kind",
        "t0"."claim_id",
        "t0"."is_reversal",
        "t0"."place_of_care",
        "t0"."settled_on"
      FROM "claims" AS "t0"
    ) AS "t3"
    LEFT OUTER JOIN (
      SELECT DISTINCT
        "t0"."reverses_claim_id" AS "e0_0"
      FROM "claims" AS "t0"
    ) AS "t4"
      ON "t3"."claim_id" = "t4"."e0_0"
  ) AS "t5"
  WHERE
    "t5"."settled_on" >= MAKE_DATE(2022, 7, 1)
    AND "t5"."settled_on" < MAKE_DATE(2022, 10, 1)
) AS "t6"

-- pyspark
SELECT
  SUM(
    CAST((
      `t6`.`settled_on` >= MAKE_DATE(2022, 7, 1)
    )
    AND (
      `t6`.`settled_on` < MAKE_DATE(2022, 10, 1)
    )
    AND NOT (
      `t6`.`care_kind` = 'pharmacy'
    )
    AND (
      `t6`.`place_of_care` = 'in_county'
    )
    AND NOT (
      COALESCE(`t6`.`is_reversal` = TRUE, FALSE)
    )
    AND NOT (
      `t6`.`e0_0` IS NOT NULL
    ) AS BIGINT)
  ) AS `m0`,
  SUM(
    CAST((
      `t6`.`settled_on` >= MAKE_DATE(2022, 7, 1)
    )
    AND (
      `t6`.`settled_on` < MAKE_DATE(2022, 10, 1)
    )
    AND NOT (
      `t6`.`care_kind` = 'pharmacy'
    )
    AND NOT (
      COALESCE(`t6`.`is_reversal` = TRUE, FALSE)
    )
    AND NOT (
      `t6`.`e0_0` IS NOT NULL
    ) AS BIGINT)
  ) AS `m1`,
  SUM(
    CAST((
      `t6`.`settled_on` >= MAKE_DATE(2022, 7, 1)
    )
    AND (
      `t6`.`settled_on` < MAKE_DATE(2022, 10, 1)
    )
    AND NOT (
      `t6`.`care_kind` = 'pharmacy'
    )
    AND COALESCE(`t6`.`is_reversal` = TRUE, FALSE) AS BIGINT)
  ) AS `m2`,
  SUM(
    CAST((
      `t6`.`settled_on` >= MAKE_DATE(2022, 7, 1)
    )
    AND (
      `t6`.`settled_on` < MAKE_DATE(2022, 10, 1)
    )
    AND NOT (
      `t6`.`care_kind` = 'pharmacy'
    )
    AND NOT (
      COALESCE(`t6`.`is_reversal` = TRUE, FALSE)
    )
    AND (
      `t6`.`e0_0` IS NOT NULL
    ) AS BIGINT)
  ) AS `m3`
FROM (
  SELECT
    *
  FROM (
    SELECT
      `t3`.`care_kind`,
      `t3`.`claim_id`,
      `t3`.`is_reversal`,
      `t3`.`place_of_care`,
      `t3`.`settled_on`,
      `t4`.`e0_0`
    FROM (
      SELECT
        `t0`.`care_kind`,
        `t0`.`claim_id`,
        `t0`.`is_reversal`,
        `t0`.`place_of_care`,
        `t0`.`settled_on`
      FROM `claims` AS `t0`
    ) AS `t3`
    LEFT OUTER JOIN (
      SELECT DISTINCT
        `t0`.`reverses_claim_id` AS `e0_0`
      FROM `claims` AS `t0`
    ) AS `t4`
      ON `t3`.`claim_id` = `t4`.`e0_0`
  ) AS `t5`
  WHERE
    `t5`.`settled_on` >= MAKE_DATE(2022, 7, 1)
    AND `t5`.`settled_on` < MAKE_DATE(2022, 10, 1)
) AS `t6`
