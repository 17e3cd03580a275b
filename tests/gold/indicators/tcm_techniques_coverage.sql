-- clickhouse
SELECT
  countIf(
    COALESCE("t8"."has_tcm_clinic" = TRUE, FALSE)
    AND (
      COALESCE("t8"."opened_on" < toDate('2022-10-01'), TRUE)
      AND COALESCE("t8"."closed_on" >= toDate('2022-10-01'), TRUE)
    )
    AND isNotNull("t8"."e0_0")
  ) AS "m0",
  countIf(
    COALESCE("t8"."has_tcm_clinic" = TRUE, FALSE)
    AND (
      COALESCE("t8"."opened_on" < toDate('2022-10-01'), TRUE)
      AND COALESCE("t8"."closed_on" >= toDate('2022-10-01'), TRUE)
    )
  ) AS "m1"
FROM (
  SELECT
    "t3"."closed_on" AS "closed_on",
    "t3"."has_tcm_clinic" AS "has_tcm_clinic",
    "t3"."institution_id" AS "institution_id",
    "t3"."opened_on" AS "opened_on",
    "t7"."e0_0" AS "e0_0"
  FROM (
    SELECT
      "t0"."closed_on" AS "closed_on",
      "t0"."has_tcm_clinic" AS "has_tcm_clinic",
      "t0"."institution_id" AS "institution_id",
      "t0"."opened_on" AS "opened_on"
    FROM "institutions" AS "t0"
  ) AS "t3"
  LEFT OUTER JOIN (
    SELECT
      "t5"."e0_0" AS "e0_0"
    FROM (
      SELECT
        "t4"."e0_0" AS "e0_0",
        COUNT(*) AS "many"
      FROM (
        SELECT DISTINCT
          "t1"."subject_id" AS "e0_0",
          "t1"."item_code" AS "e0_n"
        FROM "checklist_items" AS "t1"
        WHERE
          "t1"."checklist" = '中医药适宜技术'
          AND "t1"."status" = 'done'
          AND "t1"."checked_on" < toDate('2022-10-01')
      ) AS "t4"
      GROUP BY
        "t4"."e0_0"
    ) AS "t5"
    WHERE
      "t5"."many" >= 6
  ) AS "t7"
    ON "t3"."institution_id" = "t7"."e0_0"
) AS "t8"

-- duckdb
SELECT
  COUNT(*) FILTER(WHERE
    COALESCE("t8"."has_tcm_clinic" = TRUE, FALSE)
    AND (
      COALESCE("t8"."opened_on" < MAKE_DATE(2022, 10, 1), TRUE)
      AND COALESCE("t8"."closed_on" >= MAKE_DATE(2022, 10, 1), TRUE)
    )
    AND (
      "t8"."e0_0" IS NOT NULL
    )) AS "m0",
  COUNT(*) FILTER(WHERE
    COALESCE("t8"."has_tcm_clinic" = TRUE, FALSE)
    AND (
      COALESCE("t8"."opened_on" < MAKE_DATE(2022, 10, 1), TRUE)
      AND COALESCE("t8"."closed_on" >= MAKE_DATE(2022, 10, 1), TRUE)
    )) AS "m1"
FROM (
  SELECT
    "t3"."closed_on",
    "t3"."has_tcm_clinic",
    "t3"."institution_id",
    "t3"."opened_on",
    "t7"."e0_0"
  FROM (
    SELECT
      "t0"."closed_on",
      "t0"."has_tcm_clinic",
      "t0"."institution_id",
      "t0"."opened_on"
    FROM "institutions" AS "t0"
  ) AS "t3"
  LEFT OUTER JOIN (
    SELECT
      "t5"."e0_0"
    FROM (
      SELECT
        "t4"."e0_0",
        COUNT(*) AS "many"
      FROM (
        SELECT DISTINCT
          "t1"."subject_id" AS "e0_0",
          "t1"."item_code" AS "e0_n"
        FROM "checklist_items" AS "t1"
        WHERE
          "t1"."checklist" = '中医药适宜技术'
          AND "t1"."status" = 'done'
          AND "t1"."checked_on" < MAKE_DATE(2022, 10, 1)
      ) AS "t4"
      GROUP BY
        1
    ) AS "t5"
    WHERE
      "t5"."many" >= 6
  ) AS "t7"
    ON "t3"."institution_id" = "t7"."e0_0"
) AS "t8"

-- mysql
SELECT
  SUM(
    CAST(COALESCE(`t8`.`has_tcm_clinic` = TRUE, FALSE)
    AND (
      COALESCE(`t8`.`opened_on` < DATE('2022-10-01'), TRUE)
      AND COALESCE(`t8`.`closed_on` >= DATE('2022-10-01'), TRUE)
    )
    AND (
      `t8`.`e0_0` IS NOT NULL
    ) AS SIGNED)
  ) AS `m0`,
  SUM(
    CAST(COALESCE(`t8`.`has_tcm_clinic` = TRUE, FALSE)
    AND (
      COALESCE(`t8`.`opened_on` < DATE('2022-10-01'), TRUE)
      AND COALESCE(`t8`.`closed_on` >= DATE('2022-10-01'), TRUE)
    ) AS SIGNED)
  ) AS `m1`
FROM (
  SELECT
    `t3`.`closed_on`,
    `t3`.`has_tcm_clinic`,
    `t3`.`institution_id`,
    `t3`.`opened_on`,
    `t7`.`e0_0`
  FROM (
    SELECT
      `t0`.`closed_on`,
      `t0`.`has_tcm_clinic`,
      `t0`.`institution_id`,
      `t0`.`opened_on`
    FROM `institutions` AS `t0`
  ) AS `t3`
  LEFT OUTER JOIN (
    SELECT
      `t5`.`e0_0`
    FROM (
      SELECT
        `t4`.`e0_0`,
        COUNT(*) AS `many`
      FROM (
        SELECT DISTINCT
          `t1`.`subject_id` AS `e0_0`,
          `t1`.`item_code` AS `e0_n`
        FROM `checklist_items` AS `t1`
        WHERE
          CAST(`t1`.`checklist` AS BINARY) = '中医药适宜技术'
          AND CAST(`t1`.`status` AS BINARY) = 'done'
          AND `t1`.`checked_on` < DATE('2022-10-01')
      ) AS `t4`
      GROUP BY
        1
    ) AS `t5`
    WHERE
      `t5`.`many` >= 6
  ) AS `t7`
    ON CAST(`t3`.`institution_id` AS BINARY) = `t7`.`e0_0`
) AS `t8`

-- oracle
SELECT
  COUNT(
    CASE
      WHEN COALESCE("t8"."has_tcm_clinic", FALSE)
      AND (
        COALESCE("t8"."opened_on" < TO_DATE('2022-10-01', 'FXYYYY-MM-DD'), TRUE)
        AND COALESCE("t8"."closed_on" >= TO_DATE('2022-10-01', 'FXYYYY-MM-DD'), TRUE)
      )
      AND (
        "t8"."e0_0" IS NOT NULL
      )
      THEN 1
      ELSE NULL
    END
  ) AS "m0",
  COUNT(
    CASE
      WHEN COALESCE("t8"."has_tcm_clinic", FALSE)
      AND (
        COALESCE("t8"."opened_on" < TO_DATE('2022-10-01', 'FXYYYY-MM-DD'), TRUE)
        AND COALESCE("t8"."closed_on" >= TO_DATE('2022-10-01', 'FXYYYY-MM-DD'), TRUE)
      )
      THEN 1
      ELSE NULL
    END
  ) AS "m1"
FROM (
  SELECT
    "t3"."closed_on",
    "t3"."has_tcm_clinic",
    "t3"."institution_id",
    "t3"."opened_on",
    "t7"."e0_0"
  FROM (
    SELECT
      "t0"."closed_on",
      "t0"."has_tcm_clinic",
      "t0"."institution_id",
      "t0"."opened_on"
    FROM "institutions" "t0"
  ) "t3"
  LEFT OUTER JOIN (
    SELECT
      "t5"."e0_0"
    FROM (
      SELECT
        "t4"."e0_0",
        COUNT(*) AS "many"
      FROM (
        SELECT DISTINCT
          "t1"."subject_id" AS "e0_0",
          "t1"."item_code" AS "e0_n"
        FROM "checklist_items" "t1"
        WHERE
          "t1"."checklist" = '中医药适宜技术'
          AND "t1"."status" = 'done'
          AND "t1"."checked_on" < TO_DATE('2022-10-01', 'FXYYYY-MM-DD')
      ) "t4"
      GROUP BY
        "t4"."e0_0"
    ) "t5"
    WHERE
      "t5"."many" >= 6
  ) "t7"
    ON "t3"."institution_id" = "t7"."e0_0"
) "t8"

-- postgres
SELECT
  COUNT(*) FILTER(WHERE
    COALESCE("t8"."has_tcm_clinic" = TRUE, FALSE)
    AND (
      COALESCE("t8"."opened_on" < MAKE_DATE(2022, 10, 1), TRUE)
      AND COALESCE("t8"."closed_on" >= MAKE_DATE(2022, 10, 1), TRUE)
    )
    AND (
      "t8"."e0_0" IS NOT NULL
    )) AS "m0",
  COUNT(*) FILTER(WHERE
    COALESCE("t8"."has_tcm_clinic" = TRUE, FALSE)
    AND (
      COALESCE("t8"."opened_on" < MAKE_DATE(2022, 10, 1), TRUE)
      AND COALESCE("t8"."closed_on" >= MAKE_DATE(2022, 10, 1), TRUE)
    )) AS "m1"
FROM (
  SELECT
    "t3"."closed_on",
    "t3"."has_tcm_clinic",
    "t3"."institution_id",
    "t3"."opened_on",
    "t7"."e0_0"
  FROM (
    SELECT
      "t0"."closed_on",
      "t0"."has_tcm_clinic",
      "t0"."institution_id",
      "t0"."opened_on"
    FROM "institutions" AS "t0"
  ) AS "t3"
  LEFT OUTER JOIN (
    SELECT
      "t5"."e0_0"
    FROM (
      SELECT
        "t4"."e0_0",
        COUNT(*) AS "many"
      FROM (
        SELECT DISTINCT
          "t1"."subject_id" AS "e0_0",
          "t1"."item_code" AS "e0_n"
        FROM "checklist_items" AS "t1"
        WHERE
          "t1"."checklist" = '中医药适宜技术'
          AND "t1"."status" = 'done'
          AND "t1"."checked_on" < MAKE_DATE(2022, 10, 1)
      ) AS "t4"
      GROUP BY
        1
    ) AS "t5"
    WHERE
      "t5"."many" >= 6
  ) AS "t7"
    ON "t3"."institution_id" = "t7"."e0_0"
) AS "t8"

-- pyspark
SELECT
  SUM(
    CAST(COALESCE(`t8`.`has_tcm_clinic` = TRUE, FALSE)
    AND (
      COALESCE(`t8`.`opened_on` < MAKE_DATE(2022, 10, 1), TRUE)
      AND COALESCE(`t8`.`closed_on` >= MAKE_DATE(2022, 10, 1), TRUE)
    )
    AND (
      `t8`.`e0_0` IS NOT NULL
    ) AS BIGINT)
  ) AS `m0`,
  SUM(
    CAST(COALESCE(`t8`.`has_tcm_clinic` = TRUE, FALSE)
    AND (
      COALESCE(`t8`.`opened_on` < MAKE_DATE(2022, 10, 1), TRUE)
      AND COALESCE(`t8`.`closed_on` >= MAKE_DATE(2022, 10, 1), TRUE)
    ) AS BIGINT)
  ) AS `m1`
FROM (
  SELECT
    `t3`.`closed_on`,
    `t3`.`has_tcm_clinic`,
    `t3`.`institution_id`,
    `t3`.`opened_on`,
    `t7`.`e0_0`
  FROM (
    SELECT
      `t0`.`closed_on`,
      `t0`.`has_tcm_clinic`,
      `t0`.`institution_id`,
      `t0`.`opened_on`
    FROM `institutions` AS `t0`
  ) AS `t3`
  LEFT OUTER JOIN (
    SELECT
      `t5`.`e0_0`
    FROM (
      SELECT
        `t4`.`e0_0`,
        COUNT(*) AS `many`
      FROM (
        SELECT DISTINCT
          `t1`.`subject_id` AS `e0_0`,
          `t1`.`item_code` AS `e0_n`
        FROM `checklist_items` AS `t1`
        WHERE
          `t1`.`checklist` = '中医药适宜技术'
          AND `t1`.`status` = 'done'
          AND `t1`.`checked_on` < MAKE_DATE(2022, 10, 1)
      ) AS `t4`
      GROUP BY
        1
    ) AS `t5`
    WHERE
      `t5`.`many` >= 6
  ) AS `t7`
    ON `t3`.`institution_id` = `t7`.`e0_0`
) AS `t8`
