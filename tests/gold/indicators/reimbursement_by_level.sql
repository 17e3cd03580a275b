-- clickhouse
SELECT
  sumIf(
    "t12"."fund_paid_fen",
    (
      "t12"."settled_on" >= toDate('2022-07-01')
    )
    AND (
      "t12"."settled_on" < toDate('2022-10-01')
    )
    AND (
      "t12"."care_kind" = 'inpatient'
    )
    AND isNotNull("t12"."institution_id__institution_level")
    AND NOT (
      COALESCE("t12"."is_reversal" = TRUE, FALSE)
    )
    AND NOT (
      isNotNull("t12"."e0_0")
    )
  ) AS "m0",
  sumIf(
    "t12"."total_cost_fen",
    (
      "t12"."settled_on" >= toDate('2022-07-01')
    )
    AND (
      "t12"."settled_on" < toDate('2022-10-01')
    )
    AND (
      "t12"."care_kind" = 'inpatient'
    )
    AND isNotNull("t12"."institution_id__institution_level")
    AND NOT (
      COALESCE("t12"."is_reversal" = TRUE, FALSE)
    )
    AND NOT (
      isNotNull("t12"."e0_0")
    )
  ) AS "m1",
  countIf(
    (
      "t12"."settled_on" >= toDate('2022-07-01')
    )
    AND (
      "t12"."settled_on" < toDate('2022-10-01')
    )
    AND (
      "t12"."care_kind" = 'inpatient'
    )
    AND isNotNull("t12"."institution_id__institution_level")
    AND COALESCE("t12"."is_reversal" = TRUE, FALSE)
  ) AS "m2",
  countIf(
    (
      "t12"."settled_on" >= toDate('2022-07-01')
    )
    AND (
      "t12"."settled_on" < toDate('2022-10-01')
    )
    AND (
      "t12"."care_kind" = 'inpatient'
    )
    AND isNotNull("t12"."institution_id__institution_level")
    AND NOT (
      COALESCE("t12"."is_reversal" = TRUE, FALSE)
    )
    AND isNotNull("t12"."e0_0")
  ) AS "m3"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t10"."care_kind" AS "care_kind",
      "t10"."claim_id" AS "claim_id",
      "t10"."fund_paid_fen" AS "fund_paid_fen",
      "t10"."institution_id" AS "institution_id",
      "t10"."is_reversal" AS "is_reversal",
      "t10"."settled_on" AS "settled_on",
      "t10"."total_cost_fen" AS "total_cost_fen",
      "t10"."institution_id__institution_level" AS "institution_id__institution_level",
      "t5"."e0_0" AS "e0_0"
    FROM (
      SELECT
        "t8".*
        EXCEPT ("institution_id__key")
      FROM (
        SELECT
          "t6"."care_kind" AS "care_kind",
          "t6"."claim_id" AS "claim_id",
          "t6"."fund_paid_fen" AS "fund_paid_fen",
          "t6"."institution_id" AS "institution_id",
          "t6"."is_reversal" AS "is_reversal",
          "t6"."settled_on" AS "settled_on",
          "t6"."total_cost_fen" AS "total_cost_fen",
          "t7"."institution_id__key" AS "institution_id__key",
          "t7"."institution_id__institution_level" AS "institution_id__institution_level"
        FROM (
          SELECT
            "t0"."care_kind" AS "care_kind",
            "t0"."claim_id" AS "claim_id",
            "t0"."fund_paid_fen" AS "fund_paid_fen",
            "t0"."institution_id" AS "institution_id",
            "t0"."is_reversal" AS "is_reversal",
            "t0"."settled_on" AS "settled_on",
            "t0"."total_cost_fen" AS "total_cost_fen"
          FROM "claims" AS "t0"
        ) AS "t6"
        LEFT OUTER JOIN (
          SELECT
            "t1"."institution_id" AS "institution_id__key",
            "t1"."institution_level" AS "institution_id__institution_level"
          FROM "institutions" AS "t1"
        ) AS "t7"
          ON "t6"."institution_id" = "t7"."institution_id__key"
      ) AS "t8"
    ) AS "t10"
    LEFT OUTER JOIN (
      SELECT DISTINCT
        "t0"."reverses_claim_id" AS "e0_0"
      FROM "claims" AS "t0"
    ) AS "t5"
      ON "t10"."claim_id" = "t5"."e0_0"
  ) AS "t11"
  WHERE
    "t11"."settled_on" >= toDate('2022-07-01')
    AND "t11"."settled_on" < toDate('2022-10-01')
) AS "t12"

-- duckdb
SELECT
  SUM("t12"."fund_paid_fen") FILTER(WHERE
    (
      "t12"."settled_on" >= MAKE_DATE(2022, 7, 1)
    )
    AND (
      "t12"."settled_on" < MAKE_DATE(2022, 10, 1)
    )
    AND (
      "t12"."care_kind" = 'inpatient'
    )
    AND (
      "t12"."institution_id__institution_level" IS NOT NULL
    )
    AND NOT (
      COALESCE("t12"."is_reversal" = TRUE, FALSE)
    )
    AND NOT (
      "t12"."e0_0" IS NOT NULL
    )) AS "m0",
  SUM("t12"."total_cost_fen") FILTER(WHERE
    (
      "t12"."settled_on" >= MAKE_DATE(2022, 7, 1)
    )
    AND (
      "t12"."settled_on" < MAKE_DATE(2022, 10, 1)
    )
    AND (
      "t12"."care_kind" = 'inpatient'
    )
    AND (
      "t12"."institution_id__institution_level" IS NOT NULL
    )
    AND NOT (
      COALESCE("t12"."is_reversal" = TRUE, FALSE)
    )
    AND NOT (
      "t12"."e0_0" IS NOT NULL
    )) AS "m1",
  COUNT(*) FILTER(WHERE
    (
      "t12"."settled_on" >= MAKE_DATE(2022, 7, 1)
    )
    AND (
      "t12"."settled_on" < MAKE_DATE(2022, 10, 1)
    )
    AND (
      "t12"."care_kind" = 'inpatient'
    )
    AND (
      "t12"."institution_id__institution_level" IS NOT NULL
    )
    AND COALESCE("t12"."is_reversal" = TRUE, FALSE)) AS "m2",
  COUNT(*) FILTER(WHERE
    (
      "t12"."settled_on" >= MAKE_DATE(2022, 7, 1)
    )
    AND (
      "t12"."settled_on" < MAKE_DATE(2022, 10, 1)
    )
    AND (
      "t12"."care_kind" = 'inpatient'
    )
    AND (
      "t12"."institution_id__institution_level" IS NOT NULL
    )
    AND NOT (
      COALESCE("t12"."is_reversal" = TRUE, FALSE)
    )
    AND (
      "t12"."e0_0" IS NOT NULL
    )) AS "m3"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t10"."care_kind",
      "t10"."claim_id",
      "t10"."fund_paid_fen",
      "t10"."institution_id",
      "t10"."is_reversal",
      "t10"."settled_on",
      "t10"."total_cost_fen",
      "t10"."institution_id__institution_level",
      "t5"."e0_0"
    FROM (
      SELECT
        "t8".*
        EXCLUDE ("institution_id__key")
      FROM (
        SELECT
          "t6"."care_kind",
          "t6"."claim_id",
          "t6"."fund_paid_fen",
          "t6"."institution_id",
          "t6"."is_reversal",
          "t6"."settled_on",
          "t6"."total_cost_fen",
          "t7"."institution_id__key",
          "t7"."institution_id__institution_level"
        FROM (
          SELECT
            "t0"."care_kind",
            "t0"."claim_id",
            "t0"."fund_paid_fen",
            "t0"."institution_id",
            "t0"."is_reversal",
            "t0"."settled_on",
            "t0"."total_cost_fen"
          FROM "claims" AS "t0"
        ) AS "t6"
        LEFT OUTER JOIN (
          SELECT
            "t1"."institution_id" AS "institution_id__key",
            "t1"."institution_level" AS "institution_id__institution_level"
          FROM "institutions" AS "t1"
        ) AS "t7"
          ON "t6"."institution_id" = "t7"."institution_id__key"
      ) AS "t8"
    ) AS "t10"
    LEFT OUTER JOIN (
      SELECT DISTINCT
        "t0"."reverses_claim_id" AS "e0_0"
      FROM "claims" AS "t0"
    ) AS "t5"
      ON "t10"."claim_id" = "t5"."e0_0"
  ) AS "t11"
  WHERE
    "t11"."settled_on" >= MAKE_DATE(2022, 7, 1)
    AND "t11"."settled_on" < MAKE_DATE(2022, 10, 1)
) AS "t12"

-- mysql
SELECT
  SUM(
    CASE
      WHEN (
        `t12`.`settled_on` >= DATE('2022-07-01')
      )
      AND (
        `t12`.`settled_on` < DATE('2022-10-01')
      )
      AND (
        CAST(`t12`.`care_kind` AS BINARY) = 'inpatient'
      )
      AND (
        `t12`.`institution_id__institution_level` IS NOT NULL
      )
      AND NOT (
        COALESCE(`t12`.`is_reversal` = TRUE, FALSE)
      )
      AND NOT (
        `t12`.`e0_0` IS NOT NULL
      )
      THEN `t12`.`fund_paid_fen`
      ELSE NULL
    END
  ) AS `m0`,
  SUM(
    CASE
      WHEN (
        `t12`.`settled_on` >= DATE('2022-07-01')
      )
      AND (
        `t12`.`settled_on` < DATE('2022-10-01')
      )
      AND (
        CAST(`t12`.`care_kind` AS BINARY) = 'inpatient'
      )
      AND (
        `t12`.`institution_id__institution_level` IS NOT NULL
      )
      AND NOT (
        COALESCE(`t12`.`is_reversal` = TRUE, FALSE)
      )
      AND NOT (
        `t12`.`e0_0` IS NOT NULL
      )
      THEN `t12`.`total_cost_fen`
      ELSE NULL
    END
  ) AS `m1`,
  SUM(
    CAST((
      `t12`.`settled_on` >= DATE('2022-07-01')
    )
    AND (
      `t12`.`settled_on` < DATE('2022-10-01')
    )
    AND (
      CAST(`t12`.`care_kind` AS BINARY) = 'inpatient'
    )
    AND (
      `t12`.`institution_id__institution_level` IS NOT NULL
    )
    AND COALESCE(`t12`.`is_reversal` = TRUE, FALSE) AS SIGNED)
  ) AS `m2`,
  SUM(
    CAST((
      `t12`.`settled_on` >= DATE('2022-07-01')
    )
    AND (
      `t12`.`settled_on` < DATE('2022-10-01')
    )
    AND (
      CAST(`t12`.`care_kind` AS BINARY) = 'inpatient'
    )
    AND (
      `t12`.`institution_id__institution_level` IS NOT NULL
    )
    AND NOT (
      COALESCE(`t12`.`is_reversal` = TRUE, FALSE)
    )
    AND (
      `t12`.`e0_0` IS NOT NULL
    ) AS SIGNED)
  ) AS `m3`
FROM (
  SELECT
    *
  FROM (
    SELECT
      `t10`.`care_kind`,
      `t10`.`claim_id`,
      `t10`.`fund_paid_fen`,
      `t10`.`institution_id`,
      `t10`.`is_reversal`,
      `t10`.`settled_on`,
      `t10`.`total_cost_fen`,
      `t10`.`institution_id__institution_level`,
      `t5`.`e0_0`
    FROM (
      SELECT
        `t8`.`care_kind`,
        `t8`.`claim_id`,
        `t8`.`fund_paid_fen`,
        `t8`.`institution_id`,
        `t8`.`is_reversal`,
        `t8`.`settled_on`,
        `t8`.`total_cost_fen`,
        `t8`.`institution_id__institution_level`
      FROM (
        SELECT
          `t6`.`care_kind`,
          `t6`.`claim_id`,
          `t6`.`fund_paid_fen`,
          `t6`.`institution_id`,
          `t6`.`is_reversal`,
          `t6`.`settled_on`,
          `t6`.`total_cost_fen`,
          `t7`.`institution_id__key`,
          `t7`.`institution_id__institution_level`
        FROM (
          SELECT
            `t0`.`care_kind`,
            `t0`.`claim_id`,
            `t0`.`fund_paid_fen`,
            `t0`.`institution_id`,
            `t0`.`is_reversal`,
            `t0`.`settled_on`,
            `t0`.`total_cost_fen`
          FROM `claims` AS `t0`
        ) AS `t6`
        LEFT OUTER JOIN (
          SELECT
            `t1`.`institution_id` AS `institution_id__key`,
            `t1`.`institution_level` AS `institution_id__institution_level`
          FROM `institutions` AS `t1`
        ) AS `t7`
          ON CAST(`t6`.`institution_id` AS BINARY) = `t7`.`institution_id__key`
      ) AS `t8`
    ) AS `t10`
    LEFT OUTER JOIN (
      SELECT DISTINCT
        `t0`.`reverses_claim_id` AS `e0_0`
      FROM `claims` AS `t0`
    ) AS `t5`
      ON CAST(`t10`.`claim_id` AS BINARY) = `t5`.`e0_0`
  ) AS `t11`
  WHERE
    `t11`.`settled_on` >= DATE('2022-07-01')
    AND `t11`.`settled_on` < DATE('2022-10-01')
) AS `t12`

-- oracle
SELECT
  SUM(
    CASE
      WHEN (
        "t12"."settled_on" >= TO_DATE('2022-07-01', 'FXYYYY-MM-DD')
      )
      AND (
        "t12"."settled_on" < TO_DATE('2022-10-01', 'FXYYYY-MM-DD')
      )
      AND (
        "t12"."care_kind" = 'inpatient'
      )
      AND (
        "t12"."institution_id__institution_level" IS NOT NULL
      )
      AND NOT (
        COALESCE("t12"."is_reversal", FALSE)
      )
      AND NOT (
        "t12"."e0_0" IS NOT NULL
      )
      THEN "t12"."fund_paid_fen"
      ELSE NULL
    END
  ) AS "m0",
  SUM(
    CASE
      WHEN (
        "t12"."settled_on" >= TO_DATE('2022-07-01', 'FXYYYY-MM-DD')
      )
      AND (
        "t12"."settled_on" < TO_DATE('2022-10-01', 'FXYYYY-MM-DD')
      )
      AND (
        "t12"."care_kind" = 'inpatient'
      )
      AND (
        "t12"."institution_id__institution_level" IS NOT NULL
      )
      AND NOT (
        COALESCE("t12"."is_reversal", FALSE)
      )
      AND NOT (
        "t12"."e0_0" IS NOT NULL
      )
      THEN "t12"."total_cost_fen"
      ELSE NULL
    END
  ) AS "m1",
  COUNT(
    CASE
      WHEN (
        "t12"."settled_on" >= TO_DATE('2022-07-01', 'FXYYYY-MM-DD')
      )
      AND (
        "t12"."settled_on" < TO_DATE('2022-10-01', 'FXYYYY-MM-DD')
      )
      AND (
        "t12"."care_kind" = 'inpatient'
      )
      AND (
        "t12"."institution_id__institution_level" IS NOT NULL
      )
      AND COALESCE("t12"."is_reversal", FALSE)
      THEN 1
      ELSE NULL
    END
  ) AS "m2",
  COUNT(
    CASE
      WHEN (
        "t12"."settled_on" >= TO_DATE('2022-07-01', 'FXYYYY-MM-DD')
      )
      AND (
        "t12"."settled_on" < TO_DATE('2022-10-01', 'FXYYYY-MM-DD')
      )
      AND (
        "t12"."care_kind" = 'inpatient'
      )
      AND (
        "t12"."institution_id__institution_level" IS NOT NULL
      )
      AND NOT (
        COALESCE("t12"."is_reversal", FALSE)
      )
      AND (
        "t12"."e0_0" IS NOT NULL
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
      "t10"."care_kind",
      "t10"."claim_id",
      "t10"."fund_paid_fen",
      "t10"."institution_id",
      "t10"."is_reversal",
      "t10"."settled_on",
      "t10"."total_cost_fen",
      "t10"."institution_id__institution_level",
      "t5"."e0_0"
    FROM (
      SELECT
        "t8"."care_kind",
        "t8"."claim_id",
        "t8"."fund_paid_fen",
        "t8"."institution_id",
        "t8"."is_reversal",
        "t8"."settled_on",
        "t8"."total_cost_fen",
        "t8"."institution_id__institution_level"
      FROM (
        SELECT
          "t6"."care_kind",
          "t6"."claim_id",
          "t6"."fund_paid_fen",
          "t6"."institution_id",
          "t6"."is_reversal",
          "t6"."settled_on",
          "t6"."total_cost_fen",
          "t7"."institution_id__key",
          "t7"."institution_id__institution_level"
        FROM (
          SELECT
            "t0"."care_kind",
            "t0"."claim_id",
            "t0"."fund_paid_fen",
            "t0"."institution_id",
            "t0"."is_reversal",
            "t0"."settled_on",
            "t0"."total_cost_fen"
          FROM "claims" "t0"
        ) "t6"
        LEFT OUTER JOIN (
          SELECT
            "t1"."institution_id" AS "institution_id__key",
            "t1"."institution_level" AS "institution_id__institution_level"
          FROM "institutions" "t1"
        ) "t7"
          ON "t6"."institution_id" = "t7"."institution_id__key"
      ) "t8"
    ) "t10"
    LEFT OUTER JOIN (
      SELECT DISTINCT
        "t0"."reverses_claim_id" AS "e0_0"
      FROM "claims" "t0"
    ) "t5"
      ON "t10"."claim_id" = "t5"."e0_0"
  ) "t11"
  WHERE
    "t11"."settled_on" >= TO_DATE('2022-07-01', 'FXYYYY-MM-DD')
    AND "t11"."settled_on" < TO_DATE('2022-10-01', 'FXYYYY-MM-DD')
) "t12"

-- postgres
SELECT
  SUM("t12"."fund_paid_fen") FILTER(WHERE
    (
      "t12"."settled_on" >= MAKE_DATE(2022, 7, 1)
    )
    AND (
      "t12"."settled_on" < MAKE_DATE(2022, 10, 1)
    )
    AND (
      "t12"."care_kind" = 'inpatient'
    )
    AND (
      "t12"."institution_id__institution_level" IS NOT NULL
    )
    AND NOT (
      COALESCE("t12"."is_reversal" = TRUE, FALSE)
    )
    AND NOT (
      "t12"."e0_0" IS NOT NULL
    )) AS "m0",
  SUM("t12"."total_cost_fen") FILTER(WHERE
    (
      "t12"."settled_on" >= MAKE_DATE(2022, 7, 1)
    )
    AND (
      "t12"."settled_on" < MAKE_DATE(2022, 10, 1)
    )
    AND (
      "t12"."care_kind" = 'inpatient'
    )
    AND (
      "t12"."institution_id__institution_level" IS NOT NULL
    )
    AND NOT (
      COALESCE("t12"."is_reversal" = TRUE, FALSE)
    )
    AND NOT (
      "t12"."e0_0" IS NOT NULL
    )) AS "m1",
  COUNT(*) FILTER(WHERE
    (
      "t12"."settled_on" >= MAKE_DATE(2022, 7, 1)
    )
    AND (
      "t12"."settled_on" < MAKE_DATE(2022, 10, 1)
    )
    AND (
      "t12"."care_kind" = 'inpatient'
    )
    AND (
      "t12"."institution_id__institution_level" IS NOT NULL
    )
    AND COALESCE("t12"."is_reversal" = TRUE, FALSE)) AS "m2",
  COUNT(*) FILTER(WHERE
    (
      "t12"."settled_on" >= MAKE_DATE(2022, 7, 1)
    )
    AND (
      "t12"."settled_on" < MAKE_DATE(2022, 10, 1)
    )
    AND (
      "t12"."care_kind" = 'inpatient'
    )
    AND (
      "t12"."institution_id__institution_level" IS NOT NULL
    )
    AND NOT (
      COALESCE("t12"."is_reversal" = TRUE, FALSE)
    )
    AND (
      "t12"."e0_0" IS NOT NULL
    )) AS "m3"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t10"."care_kind",
      "t10"."claim_id",
      "t10"."fund_paid_fen",
      "t10"."institution_id",
      "t10"."is_reversal",
      "t10"."settled_on",
      "t10"."total_cost_fen",
      "t10"."institution_id__institution_level",
      "t5"."e0_0"
    FROM (
      SELECT
        "t8"."care_kind",
        "t8"."claim_id",
        "t8"."fund_paid_fen",
        "t8"."institution_id",
        "t8"."is_reversal",
        "t8"."settled_on",
        "t8"."total_cost_fen",
        "t8"."institution_id__institution_level"
      FROM (
        SELECT
          "t6"."care_kind",
          "t6"."claim_id",
          "t6"."fund_paid_fen",
          "t6"."institution_id",
          "t6"."is_reversal",
          "t6"."settled_on",
          "t6"."total_cost_fen",
          "t7"."institution_id__key",
          "t7"."institution_id__institution_level"
        FROM (
          SELECT
            "t0"."care_kind",
            "t0"."claim_id",
            "t0"."fund_paid_fen",
            "t0"."institution_id",
            "t0"."is_reversal",
            "t0"."settled_on",
            "t0"."total_cost_fen"
          FROM "claims" AS "t0"
        ) AS "t6"
        LEFT OUTER JOIN (
          SELECT
            "t1"."institution_id" AS "institution_id__key",
            "t1"."institution_level" AS "institution_id__institution_level"
          FROM "institutions" AS "t1"
        ) AS "t7"
          ON "t6"."institution_id" = "t7"."institution_id__key"
      ) AS "t8"
    ) AS "t10"
    LEFT OUTER JOIN (
      SELECT DISTINCT
        "t0"."reverses_claim_id" AS "e0_0"
      FROM "claims" AS "t0"
    ) AS "t5"
      ON "t10"."claim_id" = "t5"."e0_0"
  ) AS "t11"
  WHERE
    "t11"."settled_on" >= MAKE_DATE(2022, 7, 1)
    AND "t11"."settled_on" < MAKE_DATE(2022, 10, 1)
) AS "t12"

-- pyspark
SELECT
  SUM(
    IF(
      (
        `t12`.`settled_on` >= MAKE_DATE(2022, 7, 1)
      )
      AND (
        `t12`.`settled_on` < MAKE_DATE(2022, 10, 1)
      )
      AND (
        `t12`.`care_kind` = 'inpatient'
      )
      AND (
        `t12`.`institution_id__institution_level` IS NOT NULL
      )
      AND NOT (
        COALESCE(`t12`.`is_reversal` = TRUE, FALSE)
      )
      AND NOT (
        `t12`.`e0_0` IS NOT NULL
      ),
      `t12`.`fund_paid_fen`,
      NULL
    )
  ) AS `m0`,
  SUM(
    IF(
      (
        `t12`.`settled_on` >= MAKE_DATE(2022, 7, 1)
      )
      AND (
        `t12`.`settled_on` < MAKE_DATE(2022, 10, 1)
      )
      AND (
        `t12`.`care_kind` = 'inpatient'
      )
      AND (
        `t12`.`institution_id__institution_level` IS NOT NULL
      )
      AND NOT (
        COALESCE(`t12`.`is_reversal` = TRUE, FALSE)
      )
      AND NOT (
        `t12`.`e0_0` IS NOT NULL
      ),
      `t12`.`total_cost_fen`,
      NULL
    )
  ) AS `m1`,
  SUM(
    CAST((
      `t12`.`settled_on` >= MAKE_DATE(2022, 7, 1)
    )
    AND (
      `t12`.`settled_on` < MAKE_DATE(2022, 10, 1)
    )
    AND (
      `t12`.`care_kind` = 'inpatient'
    )
    AND (
      `t12`.`institution_id__institution_level` IS NOT NULL
    )
    AND COALESCE(`t12`.`is_reversal` = TRUE, FALSE) AS BIGINT)
  ) AS `m2`,
  SUM(
    CAST((
      `t12`.`settled_on` >= MAKE_DATE(2022, 7, 1)
    )
    AND (
      `t12`.`settled_on` < MAKE_DATE(2022, 10, 1)
    )
    AND (
      `t12`.`care_kind` = 'inpatient'
    )
    AND (
      `t12`.`institution_id__institution_level` IS NOT NULL
    )
    AND NOT (
      COALESCE(`t12`.`is_reversal` = TRUE, FALSE)
    )
    AND (
      `t12`.`e0_0` IS NOT NULL
    ) AS BIGINT)
  ) AS `m3`
FROM (
  SELECT
    *
  FROM (
    SELECT
      `t10`.`care_kind`,
      `t10`.`claim_id`,
      `t10`.`fund_paid_fen`,
      `t10`.`institution_id`,
      `t10`.`is_reversal`,
      `t10`.`settled_on`,
      `t10`.`total_cost_fen`,
      `t10`.`institution_id__institution_level`,
      `t5`.`e0_0`
    FROM (
      SELECT
        `t8`.`care_kind`,
        `t8`.`claim_id`,
        `t8`.`fund_paid_fen`,
        `t8`.`institution_id`,
        `t8`.`is_reversal`,
        `t8`.`settled_on`,
        `t8`.`total_cost_fen`,
        `t8`.`institution_id__institution_level`
      FROM (
        SELECT
          `t6`.`care_kind`,
          `t6`.`claim_id`,
          `t6`.`fund_paid_fen`,
          `t6`.`institution_id`,
          `t6`.`is_reversal`,
          `t6`.`settled_on`,
          `t6`.`total_cost_fen`,
          `t7`.`institution_id__key`,
          `t7`.`institution_id__institution_level`
        FROM (
          SELECT
            `t0`.`care_kind`,
            `t0`.`claim_id`,
            `t0`.`fund_paid_fen`,
            `t0`.`institution_id`,
            `t0`.`is_reversal`,
            `t0`.`settled_on`,
            `t0`.`total_cost_fen`
          FROM `claims` AS `t0`
        ) AS `t6`
        LEFT OUTER JOIN (
          SELECT
            `t1`.`institution_id` AS `institution_id__key`,
            `t1`.`institution_level` AS `institution_id__institution_level`
          FROM `institutions` AS `t1`
        ) AS `t7`
          ON `t6`.`institution_id` = `t7`.`institution_id__key`
      ) AS `t8`
    ) AS `t10`
    LEFT OUTER JOIN (
      SELECT DISTINCT
        `t0`.`reverses_claim_id` AS `e0_0`
      FROM `claims` AS `t0`
    ) AS `t5`
      ON `t10`.`claim_id` = `t5`.`e0_0`
  ) AS `t11`
  WHERE
    `t11`.`settled_on` >= MAKE_DATE(2022, 7, 1)
    AND `t11`.`settled_on` < MAKE_DATE(2022, 10, 1)
) AS `t12`
