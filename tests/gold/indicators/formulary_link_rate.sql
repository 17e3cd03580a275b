-- clickhouse
SELECT
  countIf(
    COALESCE("t15"."institution_id__is_lead_hospital" = TRUE, FALSE)
    AND (
      COALESCE("t15"."valid_from_on" < toDate('2022-10-01'), TRUE)
      AND COALESCE("t15"."valid_to_on" >= toDate('2022-09-30'), TRUE)
    )
    AND isNotNull("t15"."e0_0")
  ) AS "m0",
  countIf(
    COALESCE("t15"."institution_id__is_lead_hospital" = TRUE, FALSE)
    AND (
      COALESCE("t15"."valid_from_on" < toDate('2022-10-01'), TRUE)
      AND COALESCE("t15"."valid_to_on" >= toDate('2022-09-30'), TRUE)
    )
  ) AS "m1"
FROM (
  SELECT
    "t12"."generic_id" AS "generic_id",
    "t12"."institution_id" AS "institution_id",
    "t12"."valid_from_on" AS "valid_from_on",
    "t12"."valid_to_on" AS "valid_to_on",
    "t12"."institution_id__consortium_id" AS "institution_id__consortium_id",
    "t12"."institution_id__is_lead_hospital" AS "institution_id__is_lead_hospital",
    "t14"."e0_0" AS "e0_0",
    "t14"."e0_1" AS "e0_1"
  FROM (
    SELECT
      "t8".*
      EXCEPT ("institution_id__key")
    FROM (
      SELECT
        "t5"."generic_id" AS "generic_id",
        "t5"."institution_id" AS "institution_id",
        "t5"."valid_from_on" AS "valid_from_on",
        "t5"."valid_to_on" AS "valid_to_on",
        "t6"."institution_id__key" AS "institution_id__key",
        "t6"."institution_id__consortium_id" AS "institution_id__consortium_id",
        "t6"."institution_id__is_lead_hospital" AS "institution_id__is_lead_hospital"
      FROM (
        SELECT
          "t0"."generic_id" AS "generic_id",
          "t0"."institution_id" AS "institution_id",
          "t0"."valid_from_on" AS "valid_from_on",
          "t0"."valid_to_on" AS "valid_to_on"
        FROM "formularies" AS "t0"
      ) AS "t5"
      LEFT OUTER JOIN (
        SELECT
          "t1"."institution_id" AS "institution_id__key",
          "t1"."consortium_id" AS "institution_id__consortium_id",
          "t1"."is_lead_hospital" AS "institution_id__is_lead_hospital"
        FROM "institutions" AS "t1"
      ) AS "t6"
        ON "t5"."institution_id" = "t6"."institution_id__key"
    ) AS "t8"
  ) AS "t12"
  LEFT OUTER JOIN (
    SELECT DISTINCT
      "t11"."generic_id" AS "e0_0",
      "t11"."institution_id__consortium_id" AS "e0_1"
    FROM (
      SELECT
        "t9".*
        EXCEPT ("institution_id__key")
      FROM (
        SELECT
          "t5"."generic_id" AS "generic_id",
          "t5"."institution_id" AS "institution_id",
          "t5"."valid_from_on" AS "valid_from_on",
          "t5"."valid_to_on" AS "valid_to_on",
          "t7"."institution_id__key" AS "institution_id__key",
          "t7"."institution_id__consortium_id" AS "institution_id__consortium_id",
          "t7"."institution_id__is_primary" AS "institution_id__is_primary"
        FROM (
          SELECT
            "t0"."generic_id" AS "generic_id",
            "t0"."institution_id" AS "institution_id",
            "t0"."valid_from_on" AS "valid_from_on",
            "t0"."valid_to_on" AS "valid_to_on"
          FROM "formularies" AS "t0"
        ) AS "t5"
        LEFT OUTER JOIN (
          SELECT
            "t1"."institution_id" AS "institution_id__key",
            "t1"."consortium_id" AS "institution_id__consortium_id",
            "t1"."is_primary" AS "institution_id__is_primary"
          FROM "institutions" AS "t1"
        ) AS "t7"
          ON "t5"."institution_id" = "t7"."institution_id__key"
      ) AS "t9"
    ) AS "t11"
    WHERE
      COALESCE("t11"."institution_id__is_primary" = TRUE, FALSE)
      AND COALESCE("t11"."valid_from_on" < toDate('2022-10-01'), TRUE)
      AND COALESCE("t11"."valid_to_on" >= toDate('2022-09-30'), TRUE)
  ) AS "t14"
    ON "t12"."generic_id" = "t14"."e0_0"
    AND "t12"."institution_id__consortium_id" = "t14"."e0_1"
) AS "t15"

-- duckdb
SELECT
  COUNT(*) FILTER(WHERE
    COALESCE("t15"."institution_id__is_lead_hospital" = TRUE, FALSE)
    AND (
      COALESCE("t15"."valid_from_on" < MAKE_DATE(2022, 10, 1), TRUE)
      AND COALESCE("t15"."valid_to_on" >= MAKE_DATE(2022, 9, 30), TRUE)
    )
    AND (
      "t15"."e0_0" IS NOT NULL
    )) AS "m0",
  COUNT(*) FILTER(WHERE
    COALESCE("t15"."institution_id__is_lead_hospital" = TRUE, FALSE)
    AND (
      COALESCE("t15"."valid_from_on" < MAKE_DATE(2022, 10, 1), TRUE)
      AND COALESCE("t15"."valid_to_on" >= MAKE_DATE(2022, 9, 30), TRUE)
    )) AS "m1"
FROM (
  SELECT
    "t12"."generic_id",
    "t12"."institution_id",
    "t12"."valid_from_on",
    "t12"."valid_to_on",
    "t12"."institution_id__consortium_id",
    "t12"."institution_id__is_lead_hospital",
    "t14"."e0_0",
    "t14"."e0_1"
  FROM (
    SELECT
      "t8".*
      EXCLUDE ("institution_id__key")
    FROM (
      SELECT
        "t5"."generic_id",
        "t5"."institution_id",
        "t5"."valid_from_on",
        "t5"."valid_to_on",
        "t6"."institution_id__key",
        "t6"."institution_id__consortium_id",
        "t6"."institution_id__is_lead_hospital"
      FROM (
        SELECT
          "t0"."generic_id",
          "t0"."institution_id",
          "t0"."valid_from_on",
          "t0"."valid_to_on"
        FROM "formularies" AS "t0"
      ) AS "t5"
      LEFT OUTER JOIN (
        SELECT
          "t1"."institution_id" AS "institution_id__key",
          "t1"."consortium_id" AS "institution_id__consortium_id",
          "t1"."is_lead_hospital" AS "institution_id__is_lead_hospital"
        FROM "institutions" AS "t1"
      ) AS "t6"
        ON "t5"."institution_id" = "t6"."institution_id__key"
    ) AS "t8"
  ) AS "t12"
  LEFT OUTER JOIN (
    SELECT DISTINCT
      "t11"."generic_id" AS "e0_0",
      "t11"."institution_id__consortium_id" AS "e0_1"
    FROM (
      SELECT
        "t9".*
        EXCLUDE ("institution_id__key")
      FROM (
        SELECT
          "t5"."generic_id",
          "t5"."institution_id",
          "t5"."valid_from_on",
          "t5"."valid_to_on",
          "t7"."institution_id__key",
          "t7"."institution_id__consortium_id",
          "t7"."institution_id__is_primary"
        FROM (
          SELECT
            "t0"."generic_id",
            "t0"."institution_id",
            "t0"."valid_from_on",
            "t0"."valid_to_on"
          FROM "formularies" AS "t0"
        ) AS "t5"
        LEFT OUTER JOIN (
          SELECT
            "t1"."institution_id" AS "institution_id__key",
            "t1"."consortium_id" AS "institution_id__consortium_id",
            "t1"."is_primary" AS "institution_id__is_primary"
          FROM "institutions" AS "t1"
        ) AS "t7"
          ON "t5"."institution_id" = "t7"."institution_id__key"
      ) AS "t9"
    ) AS "t11"
    WHERE
      COALESCE("t11"."institution_id__is_primary" = TRUE, FALSE)
      AND COALESCE("t11"."valid_from_on" < MAKE_DATE(2022, 10, 1), TRUE)
      AND COALESCE("t11"."valid_to_on" >= MAKE_DATE(2022, 9, 30), TRUE)
  ) AS "t14"
    ON "t12"."generic_id" = "t14"."e0_0"
    AND "t12"."institution_id__consortium_id" = "t14"."e0_1"
) AS "t15"

-- mysql
SELECT
  SUM(
    CAST(COALESCE(`t15`.`institution_id__is_lead_hospital` = TRUE, FALSE)
    AND (
      COALESCE(`t15`.`valid_from_on` < DATE('2022-10-01'), TRUE)
      AND COALESCE(`t15`.`valid_to_on` >= DATE('2022-09-30'), TRUE)
    )
    AND (
      `t15`.`e0_0` IS NOT NULL
    ) AS SIGNED)
  ) AS `m0`,
  SUM(
    CAST(COALESCE(`t15`.`institution_id__is_lead_hospital` = TRUE, FALSE)
    AND (
      COALESCE(`t15`.`valid_from_on` < DATE('2022-10-01'), TRUE)
      AND COALESCE(`t15`.`valid_to_on` >= DATE('2022-09-30'), TRUE)
    ) AS SIGNED)
  ) AS `m1`
FROM (
  SELECT
    `t12`.`generic_id`,
    `t12`.`institution_id`,
    `t12`.`valid_from_on`,
    `t12`.`valid_to_on`,
    `t12`.`institution_id__consortium_id`,
    `t12`.`institution_id__is_lead_hospital`,
    `t14`.`e0_0`,
    `t14`.`e0_1`
  FROM (
    SELECT
      `t8`.`generic_id`,
      `t8`.`institution_id`,
      `t8`.`valid_from_on`,
      `t8`.`valid_to_on`,
      `t8`.`institution_id__consortium_id`,
      `t8`.`institution_id__is_lead_hospital`
    FROM (
      SELECT
        `t5`.`generic_id`,
        `t5`.`institution_id`,
        `t5`.`valid_from_on`,
        `t5`.`valid_to_on`,
        `t6`.`institution_id__key`,
        `t6`.`institution_id__consortium_id`,
        `t6`.`institution_id__is_lead_hospital`
      FROM (
        SELECT
          `t0`.`generic_id`,
          `t0`.`institution_id`,
          `t0`.`valid_from_on`,
          `t0`.`valid_to_on`
        FROM `formularies` AS `t0`
      ) AS `t5`
      LEFT OUTER JOIN (
        SELECT
          `t1`.`institution_id` AS `institution_id__key`,
          `t1`.`consortium_id` AS `institution_id__consortium_id`,
          `t1`.`is_lead_hospital` AS `institution_id__is_lead_hospital`
        FROM `institutions` AS `t1`
      ) AS `t6`
        ON CAST(`t5`.`institution_id` AS BINARY) = `t6`.`institution_id__key`
    ) AS `t8`
  ) AS `t12`
  LEFT OUTER JOIN (
    SELECT DISTINCT
      `t11`.`generic_id` AS `e0_0`,
      `t11`.`institution_id__consortium_id` AS `e0_1`
    FROM (
      SELECT
        `t9`.`generic_id`,
        `t9`.`institution_id`,
        `t9`.`valid_from_on`,
        `t9`.`valid_to_on`,
        `t9`.`institution_id__consortium_id`,
        `t9`.`institution_id__is_primary`
      FROM (
        SELECT
          `t5`.`generic_id`,
          `t5`.`institution_id`,
          `t5`.`valid_from_on`,
          `t5`.`valid_to_on`,
          `t7`.`institution_id__key`,
          `t7`.`institution_id__consortium_id`,
          `t7`.`institution_id__is_primary`
        FROM (
          SELECT
            `t0`.`generic_id`,
            `t0`.`institution_id`,
            `t0`.`valid_from_on`,
            `t0`.`valid_to_on`
          FROM `formularies` AS `t0`
        ) AS `t5`
        LEFT OUTER JOIN (
          SELECT
            `t1`.`institution_id` AS `institution_id__key`,
            `t1`.`consortium_id` AS `institution_id__consortium_id`,
            `t1`.`is_primary` AS `institution_id__is_primary`
          FROM `institutions` AS `t1`
        ) AS `t7`
          ON CAST(`t5`.`institution_id` AS BINARY) = `t7`.`institution_id__key`
      ) AS `t9`
    ) AS `t11`
    WHERE
      COALESCE(`t11`.`institution_id__is_primary` = TRUE, FALSE)
      AND COALESCE(`t11`.`valid_from_on` < DATE('2022-10-01'), TRUE)
      AND COALESCE(`t11`.`valid_to_on` >= DATE('2022-09-30'), TRUE)
  ) AS `t14`
    ON CAST(`t12`.`generic_id` AS BINARY) = `t14`.`e0_0`
    AND CAST(`t12`.`institution_id__consortium_id` AS BINARY) = `t14`.`e0_1`
) AS `t15`

-- oracle
SELECT
  COUNT(
    CASE
      WHEN COALESCE("t15"."institution_id__is_lead_hospital", FALSE)
      AND (
        COALESCE("t15"."valid_from_on" < TO_DATE('2022-10-01', 'FXYYYY-MM-DD'), TRUE)
        AND COALESCE("t15"."valid_to_on" >= TO_DATE('2022-09-30', 'FXYYYY-MM-DD'), TRUE)
      )
      AND (
        "t15"."e0_0" IS NOT NULL
      )
      THEN 1
      ELSE NULL
    END
  ) AS "m0",
  COUNT(
    CASE
      WHEN COALESCE("t15"."institution_id__is_lead_hospital", FALSE)
      AND (
        COALESCE("t15"."valid_from_on" < TO_DATE('2022-10-01', 'FXYYYY-MM-DD'), TRUE)
        AND COALESCE("t15"."valid_to_on" >= TO_DATE('2022-09-30', 'FXYYYY-MM-DD'), TRUE)
      )
      THEN 1
      ELSE NULL
    END
  ) AS "m1"
FROM (
  SELECT
    "t12"."generic_id",
    "t12"."institution_id",
    "t12"."valid_from_on",
    "t12"."valid_to_on",
    "t12"."institution_id__consortium_id",
    "t12"."institution_id__is_lead_hospital",
    "t14"."e0_0",
    "t14"."e0_1"
  FROM (
    SELECT
      "t8"."generic_id",
      "t8"."institution_id",
      "t8"."valid_from_on",
      "t8"."valid_to_on",
      "t8"."institution_id__consortium_id",
      "t8"."institution_id__is_lead_hospital"
    FROM (
      SELECT
        "t5"."generic_id",
        "t5"."institution_id",
        "t5"."valid_from_on",
        "t5"."valid_to_on",
        "t6"."institution_id__key",
        "t6"."institution_id__consortium_id",
        "t6"."institution_id__is_lead_hospital"
      FROM (
        SELECT
          "t0"."generic_id",
          "t0"."institution_id",
          "t0"."valid_from_on",
          "t0"."valid_to_on"
        FROM "formularies" "t0"
      ) "t5"
      LEFT OUTER JOIN (
        SELECT
          "t1"."institution_id" AS "institution_id__key",
          "t1"."consortium_id" AS "institution_id__consortium_id",
          "t1"."is_lead_hospital" AS "institution_id__is_lead_hospital"
        FROM "institutions" "t1"
      ) "t6"
        ON "t5"."institution_id" = "t6"."institution_id__key"
    ) "t8"
  ) "t12"
  LEFT OUTER JOIN (
    SELECT DISTINCT
      "t11"."generic_id" AS "e0_0",
      "t11"."institution_id__consortium_id" AS "e0_1"
    FROM (
      SELECT
        "t9"."generic_id",
        "t9"."institution_id",
        "t9"."valid_from_on",
        "t9"."valid_to_on",
        "t9"."institution_id__consortium_id",
        "t9"."institution_id__is_primary"
      FROM (
        SELECT
          "t5"."generic_id",
          "t5"."institution_id",
          "t5"."valid_from_on",
          "t5"."valid_to_on",
          "t7"."institution_id__key",
          "t7"."institution_id__consortium_id",
          "t7"."institution_id__is_primary"
        FROM (
          SELECT
            "t0"."generic_id",
            "t0"."institution_id",
            "t0"."valid_from_on",
            "t0"."valid_to_on"
          FROM "formularies" "t0"
        ) "t5"
        LEFT OUTER JOIN (
          SELECT
            "t1"."institution_id" AS "institution_id__key",
            "t1"."consortium_id" AS "institution_id__consortium_id",
            "t1"."is_primary" AS "institution_id__is_primary"
          FROM "institutions" "t1"
        ) "t7"
          ON "t5"."institution_id" = "t7"."institution_id__key"
      ) "t9"
    ) "t11"
    WHERE
      COALESCE("t11"."institution_id__is_primary", FALSE)
      AND COALESCE("t11"."valid_from_on" < TO_DATE('2022-10-01', 'FXYYYY-MM-DD'), TRUE)
      AND COALESCE("t11"."valid_to_on" >= TO_DATE('2022-09-30', 'FXYYYY-MM-DD'), TRUE)
  ) "t14"
    ON "t12"."generic_id" = "t14"."e0_0"
    AND "t12"."institution_id__consortium_id" = "t14"."e0_1"
) "t15"

-- postgres
SELECT
  COUNT(*) FILTER(WHERE
    COALESCE("t15"."institution_id__is_lead_hospital" = TRUE, FALSE)
    AND (
      COALESCE("t15"."valid_from_on" < MAKE_DATE(2022, 10, 1), TRUE)
      AND COALESCE("t15"."valid_to_on" >= MAKE_DATE(2022, 9, 30), TRUE)
    )
    AND (
      "t15"."e0_0" IS NOT NULL
    )) AS "m0",
  COUNT(*) FILTER(WHERE
    COALESCE("t15"."institution_id__is_lead_hospital" = TRUE, FALSE)
    AND (
      COALESCE("t15"."valid_from_on" < MAKE_DATE(2022, 10, 1), TRUE)
      AND COALESCE("t15"."valid_to_on" >= MAKE_DATE(2022, 9, 30), TRUE)
    )) AS "m1"
FROM (
  SELECT
    "t12"."generic_id",
    "t12"."institution_id",
    "t12"."valid_from_on",
    "t12"."valid_to_on",
    "t12"."institution_id__consortium_id",
    "t12"."institution_id__is_lead_hospital",
    "t14"."e0_0",
    "t14"."e0_1"
  FROM (
    SELECT
      "t8"."generic_id",
      "t8"."institution_id",
      "t8"."valid_from_on",
      "t8"."valid_to_on",
      "t8"."institution_id__consortium_id",
      "t8"."institution_id__is_lead_hospital"
    FROM (
      SELECT
        "t5"."generic_id",
        "t5"."institution_id",
        "t5"."valid_from_on",
        "t5"."valid_to_on",
        "t6"."institution_id__key",
        "t6"."institution_id__consortium_id",
        "t6"."institution_id__is_lead_hospital"
      FROM (
        SELECT
          "t0"."generic_id",
          "t0"."institution_id",
          "t0"."valid_from_on",
          "t0"."valid_to_on"
        FROM "formularies" AS "t0"
      ) AS "t5"
      LEFT OUTER JOIN (
        SELECT
          "t1"."institution_id" AS "institution_id__key",
          "t1"."consortium_id" AS "institution_id__consortium_id",
          "t1"."is_lead_hospital" AS "institution_id__is_lead_hospital"
        FROM "institutions" AS "t1"
      ) AS "t6"
        ON "t5"."institution_id" = "t6"."institution_id__key"
    ) AS "t8"
  ) AS "t12"
  LEFT OUTER JOIN (
    SELECT DISTINCT
      "t11"."generic_id" AS "e0_0",
      "t11"."institution_id__consortium_id" AS "e0_1"
    FROM (
      SELECT
        "t9"."generic_id",
        "t9"."institution_id",
        "t9"."valid_from_on",
        "t9"."valid_to_on",
        "t9"."institution_id__consortium_id",
        "t9"."institution_id__is_primary"
      FROM (
        SELECT
          "t5"."generic_id",
          "t5"."institution_id",
          "t5"."valid_from_on",
          "t5"."valid_to_on",
          "t7"."institution_id__key",
          "t7"."institution_id__consortium_id",
          "t7"."institution_id__is_primary"
        FROM (
          SELECT
            "t0"."generic_id",
            "t0"."institution_id",
            "t0"."valid_from_on",
            "t0"."valid_to_on"
          FROM "formularies" AS "t0"
        ) AS "t5"
        LEFT OUTER JOIN (
          SELECT
            "t1"."institution_id" AS "institution_id__key",
            "t1"."consortium_id" AS "institution_id__consortium_id",
            "t1"."is_primary" AS "institution_id__is_primary"
          FROM "institutions" AS "t1"
        ) AS "t7"
          ON "t5"."institution_id" = "t7"."institution_id__key"
      ) AS "t9"
    ) AS "t11"
    WHERE
      COALESCE("t11"."institution_id__is_primary" = TRUE, FALSE)
      AND COALESCE("t11"."valid_from_on" < MAKE_DATE(2022, 10, 1), TRUE)
      AND COALESCE("t11"."valid_to_on" >= MAKE_DATE(2022, 9, 30), TRUE)
  ) AS "t14"
    ON "t12"."generic_id" = "t14"."e0_0"
    AND "t12"."institution_id__consortium_id" = "t14"."e0_1"
) AS "t15"

-- pyspark
SELECT
  SUM(
    CAST(COALESCE(`t15`.`institution_id__is_lead_hospital` = TRUE, FALSE)
    AND (
      COALESCE(`t15`.`valid_from_on` < MAKE_DATE(2022, 10, 1), TRUE)
      AND COALESCE(`t15`.`valid_to_on` >= MAKE_DATE(2022, 9, 30), TRUE)
    )
    AND (
      `t15`.`e0_0` IS NOT NULL
    ) AS BIGINT)
  ) AS `m0`,
  SUM(
    CAST(COALESCE(`t15`.`institution_id__is_lead_hospital` = TRUE, FALSE)
    AND (
      COALESCE(`t15`.`valid_from_on` < MAKE_DATE(2022, 10, 1), TRUE)
      AND COALESCE(`t15`.`valid_to_on` >= MAKE_DATE(2022, 9, 30), TRUE)
    ) AS BIGINT)
  ) AS `m1`
FROM (
  SELECT
    `t12`.`generic_id`,
    `t12`.`institution_id`,
    `t12`.`valid_from_on`,
    `t12`.`valid_to_on`,
    `t12`.`institution_id__consortium_id`,
    `t12`.`institution_id__is_lead_hospital`,
    `t14`.`e0_0`,
    `t14`.`e0_1`
  FROM (
    SELECT
      `t8`.`generic_id`,
      `t8`.`institution_id`,
      `t8`.`valid_from_on`,
      `t8`.`valid_to_on`,
      `t8`.`institution_id__consortium_id`,
      `t8`.`institution_id__is_lead_hospital`
    FROM (
      SELECT
        `t5`.`generic_id`,
        `t5`.`institution_id`,
        `t5`.`valid_from_on`,
        `t5`.`valid_to_on`,
        `t6`.`institution_id__key`,
        `t6`.`institution_id__consortium_id`,
        `t6`.`institution_id__is_lead_hospital`
      FROM (
        SELECT
          `t0`.`generic_id`,
          `t0`.`institution_id`,
          `t0`.`valid_from_on`,
          `t0`.`valid_to_on`
        FROM `formularies` AS `t0`
      ) AS `t5`
      LEFT OUTER JOIN (
        SELECT
          `t1`.`institution_id` AS `institution_id__key`,
          `t1`.`consortium_id` AS `institution_id__consortium_id`,
          `t1`.`is_lead_hospital` AS `institution_id__is_lead_hospital`
        FROM `institutions` AS `t1`
      ) AS `t6`
        ON `t5`.`institution_id` = `t6`.`institution_id__key`
    ) AS `t8`
  ) AS `t12`
  LEFT OUTER JOIN (
    SELECT DISTINCT
      `t11`.`generic_id` AS `e0_0`,
      `t11`.`institution_id__consortium_id` AS `e0_1`
    FROM (
      SELECT
        `t9`.`generic_id`,
        `t9`.`institution_id`,
        `t9`.`valid_from_on`,
        `t9`.`valid_to_on`,
        `t9`.`institution_id__consortium_id`,
        `t9`.`institution_id__is_primary`
      FROM (
        SELECT
          `t5`.`generic_id`,
          `t5`.`institution_id`,
          `t5`.`valid_from_on`,
          `t5`.`valid_to_on`,
          `t7`.`institution_id__key`,
          `t7`.`institution_id__consortium_id`,
          `t7`.`institution_id__is_primary`
        FROM (
          SELECT
            `t0`.`generic_id`,
            `t0`.`institution_id`,
            `t0`.`valid_from_on`,
            `t0`.`valid_to_on`
          FROM `formularies` AS `t0`
        ) AS `t5`
        LEFT OUTER JOIN (
          SELECT
            `t1`.`institution_id` AS `institution_id__key`,
            `t1`.`consortium_id` AS `institution_id__consortium_id`,
            `t1`.`is_primary` AS `institution_id__is_primary`
          FROM `institutions` AS `t1`
        ) AS `t7`
          ON `t5`.`institution_id` = `t7`.`institution_id__key`
      ) AS `t9`
    ) AS `t11`
    WHERE
      COALESCE(`t11`.`institution_id__is_primary` = TRUE, FALSE)
      AND COALESCE(`t11`.`valid_from_on` < MAKE_DATE(2022, 10, 1), TRUE)
      AND COALESCE(`t11`.`valid_to_on` >= MAKE_DATE(2022, 9, 30), TRUE)
  ) AS `t14`
    ON `t12`.`generic_id` = `t14`.`e0_0`
    AND `t12`.`institution_id__consortium_id` = `t14`.`e0_1`
) AS `t15`
