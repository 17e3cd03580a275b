-- clickhouse
SELECT
  sumIf(
    CAST(CAST("t14"."quantity" AS Nullable(Decimal(18, 6))) / nullIf("t14"."product_id__ddd_quantity", 0) AS Nullable(Decimal(18, 6))),
    COALESCE("t14"."product_id__is_antibacterial" = TRUE, FALSE)
    AND COALESCE("t14"."prescription_id__care_kind" = 'inpatient', FALSE)
    AND COALESCE(
      (
        "t14"."prescription_id__prescribed_on" >= toDate('2022-07-01')
      )
      AND (
        "t14"."prescription_id__prescribed_on" < toDate('2022-10-01')
      ),
      FALSE
    )
    AND COALESCE("t14"."product_id__ddd_quantity" > 0, FALSE)
  ) AS "m0"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t12".*
      EXCEPT ("product_id__key")
    FROM (
      SELECT
        "t11"."prescription_id" AS "prescription_id",
        "t11"."product_id" AS "product_id",
        "t11"."quantity" AS "quantity",
        "t11"."prescription_id__care_kind" AS "prescription_id__care_kind",
        "t11"."prescription_id__prescribed_on" AS "prescription_id__prescribed_on",
        "t6"."product_id__key" AS "product_id__key",
        "t6"."product_id__ddd_quantity" AS "product_id__ddd_quantity",
        "t6"."product_id__is_antibacterial" AS "product_id__is_antibacterial"
      FROM (
        SELECT
          "t9".*
          EXCEPT ("prescription_id__key")
        FROM (
          SELECT
            "t7"."prescription_id" AS "prescription_id",
            "t7"."product_id" AS "product_id",
            "t7"."quantity" AS "quantity",
            "t8"."prescription_id__key" AS "prescription_id__key",
            "t8"."prescription_id__care_kind" AS "prescription_id__care_kind",
            "t8"."prescription_id__prescribed_on" AS "prescription_id__prescribed_on"
          FROM (
            SELECT
              "t1"."prescription_id" AS "prescription_id",
              "t1"."product_id" AS "product_id",
              "t1"."quantity" AS "quantity"
            FROM "prescription_lines" AS "t1"
          ) AS "t7"
          LEFT OUTER JOIN (
            SELECT
              "t2"."prescription_id" AS "prescription_id__key",
              "t2"."care_kind" AS "prescription_id__care_kind",
              "t2"."prescribed_on" AS "prescription_id__prescribed_on"
            FROM "prescriptions" AS "t2"
          ) AS "t8"
            ON "t7"."prescription_id" = "t8"."prescription_id__key"
        ) AS "t9"
      ) AS "t11"
      LEFT OUTER JOIN (
        SELECT
          "t0"."product_id" AS "product_id__key",
          "t0"."ddd_quantity" AS "product_id__ddd_quantity",
          "t0"."is_antibacterial" AS "product_id__is_antibacterial"
        FROM "products" AS "t0"
      ) AS "t6"
        ON "t11"."product_id" = "t6"."product_id__key"
    ) AS "t12"
  ) AS "t13"
  WHERE
    "t13"."prescription_id__prescribed_on" >= toDate('2022-07-01')
    AND "t13"."prescription_id__prescribed_on" < toDate('2022-10-01')
) AS "t14"

-- duckdb
SELECT
  SUM(
    CAST(CAST("t14"."quantity" AS DECIMAL(18, 6)) / NULLIF("t14"."product_id__ddd_quantity", 0) AS DECIMAL(18, 6))
  ) FILTER(WHERE
    COALESCE("t14"."product_id__is_antibacterial" = TRUE, FALSE)
    AND COALESCE("t14"."prescription_id__care_kind" = 'inpatient', FALSE)
    AND COALESCE(
      (
        "t14"."prescription_id__prescribed_on" >= MAKE_DATE(2022, 7, 1)
      )
      AND (
        "t14"."prescription_id__prescribed_on" < MAKE_DATE(2022, 10, 1)
      ),
      FALSE
    )
    AND COALESCE("t14"."product_id__ddd_quantity" > 0, FALSE)) AS "m0"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t12".*
      EXCLUDE ("product_id__key")
    FROM (
      SELECT
        "t11"."prescription_id",
        "t11"."product_id",
        "t11"."quantity",
        "t11"."prescription_id__care_kind",
        "t11"."prescription_id__prescribed_on",
        "t6"."product_id__key",
        "t6"."product_id__ddd_quantity",
        "t6"."product_id__is_antibacterial"
      FROM (
        SELECT
          "t9".*
          EXCLUDE ("prescription_id__key")
        FROM (
          SELECT
            "t7"."prescription_id",
            "t7"."product_id",
            "t7"."quantity",
            "t8"."prescription_id__key",
            "t8"."prescription_id__care_kind",
            "t8"."prescription_id__prescribed_on"
          FROM (
            SELECT
              "t1"."prescription_id",
              "t1"."product_id",
              "t1"."quantity"
            FROM "prescription_lines" AS "t1"
          ) AS "t7"
          LEFT OUTER JOIN (
            SELECT
              "t2"."prescription_id" AS "prescription_id__key",
              "t2"."care_kind" AS "prescription_id__care_kind",
              "t2"."prescribed_on" AS "prescription_id__prescribed_on"
            FROM "prescriptions" AS "t2"
          ) AS "t8"
            ON "t7"."prescription_id" = "t8"."prescription_id__key"
        ) AS "t9"
      ) AS "t11"
      LEFT OUTER JOIN (
        SELECT
          "t0"."product_id" AS "product_id__key",
          "t0"."ddd_quantity" AS "product_id__ddd_quantity",
          "t0"."is_antibacterial" AS "product_id__is_antibacterial"
        FROM "products" AS "t0"
      ) AS "t6"
        ON "t11"."product_id" = "t6"."product_id__key"
    ) AS "t12"
  ) AS "t13"
  WHERE
    "t13"."prescription_id__prescribed_on" >= MAKE_DATE(2022, 7, 1)
    AND "t13"."prescription_id__prescribed_on" < MAKE_DATE(2022, 10, 1)
) AS "t14"

-- mysql
SELECT
  SUM(
    CASE
      WHEN COALESCE(`t14`.`product_id__is_antibacterial` = TRUE, FALSE)
      AND COALESCE(CAST(`t14`.`prescription_id__care_kind` AS BINARY) = 'inpatient', FALSE)
      AND COALESCE(
        (
          `t14`.`prescription_id__prescribed_on` >= DATE('2022-07-01')
        )
        AND (
          `t14`.`prescription_id__prescribed_on` < DATE('2022-10-01')
        ),
        FALSE
      )
      AND COALESCE(`t14`.`product_id__ddd_quantity` > 0, FALSE)
      THEN CAST(CAST(`t14`.`quantity` AS DECIMAL(18, 6)) / NULLIF(`t14`.`product_id__ddd_quantity`, 0) AS DECIMAL(18, 6))
      ELSE NULL
    END
  ) AS `m0`
FROM (
  SELECT
    *
  FROM (
    SELECT
      `t12`.`prescription_id`,
      `t12`.`product_id`,
      `t12`.`quantity`,
      `t12`.`prescription_id__care_kind`,
      `t12`.`prescription_id__prescribed_on`,
      `t12`.`product_id__ddd_quantity`,
      `t12`.`product_id__is_antibacterial`
    FROM (
      SELECT
        `t11`.`prescription_id`,
        `t11`.`product_id`,
        `t11`.`quantity`,
        `t11`.`prescription_id__care_kind`,
        `t11`.`prescription_id__prescribed_on`,
        `t6`.`product_id__key`,
        `t6`.`product_id__ddd_quantity`,
        `t6`.`product_id__is_antibacterial`
      FROM (
        SELECT
          `t9`.`prescription_id`,
          `t9`.`product_id`,
          `t9`.`quantity`,
          `t9`.`prescription_id__care_kind`,
          `t9`.`prescription_id__prescribed_on`
        FROM (
          SELECT
            `t7`.`prescription_id`,
            `t7`.`product_id`,
            `t7`.`quantity`,
            `t8`.`prescription_id__key`,
            `t8`.`prescription_id__care_kind`,
            `t8`.`prescription_id__prescribed_on`
          FROM (
            SELECT
              `t1`.`prescription_id`,
              `t1`.`product_id`,
              `t1`.`quantity`
            FROM `prescription_lines` AS `t1`
          ) AS `t7`
          LEFT OUTER JOIN (
            SELECT
              `t2`.`prescription_id` AS `prescription_id__key`,
              `t2`.`care_kind` AS `prescription_id__care_kind`,
              `t2`.`prescribed_on` AS `prescription_id__prescribed_on`
            FROM `prescriptions` AS `t2`
          ) AS `t8`
            ON CAST(`t7`.`prescription_id` AS BINARY) = `t8`.`prescription_id__key`
        ) AS `t9`
      ) AS `t11`
      LEFT OUTER JOIN (
        SELECT
          `t0`.`product_id` AS `product_id__key`,
          `t0`.`ddd_quantity` AS `product_id__ddd_quantity`,
          `t0`.`is_antibacterial` AS `product_id__is_antibacterial`
        FROM `products` AS `t0`
      ) AS `t6`
        ON CAST(`t11`.`product_id` AS BINARY) = `t6`.`product_id__key`
    ) AS `t12`
  ) AS `t13`
  WHERE
    `t13`.`prescription_id__prescribed_on` >= DATE('2022-07-01')
    AND `t13`.`prescription_id__prescribed_on` < DATE('2022-10-01')
) AS `t14`

-- oracle
SELECT
  SUM(
    CASE
      WHEN COALESCE("t14"."product_id__is_antibacterial", FALSE)
      AND COALESCE("t14"."prescription_id__care_kind" = 'inpatient', FALSE)
      AND COALESCE(
        (
          "t14"."prescription_id__prescribed_on" >= TO_DATE('2022-07-01', 'FXYYYY-MM-DD')
        )
        AND (
          "t14"."prescription_id__prescribed_on" < TO_DATE('2022-10-01', 'FXYYYY-MM-DD')
        ),
        FALSE
      )
      AND COALESCE("t14"."product_id__ddd_quantity" > 0, FALSE)
      THEN CAST(CAST("t14"."quantity" AS NUMBER(18, 6)) / NULLIF("t14"."product_id__ddd_quantity", 0) AS NUMBER(18, 6))
      ELSE NULL
    END
  ) AS "m0"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t12"."prescription_id",
      "t12"."product_id",
      "t12"."quantity",
      "t12"."prescription_id__care_kind",
      "t12"."prescription_id__prescribed_on",
      "t12"."product_id__ddd_quantity",
      "t12"."product_id__is_antibacterial"
    FROM (
      SELECT
        "t11"."prescription_id",
        "t11"."product_id",
        "t11"."quantity",
        "t11"."prescription_id__care_kind",
        "t11"."prescription_id__prescribed_on",
        "t6"."product_id__key",
        "t6"."product_id__ddd_quantity",
        "t6"."product_id__is_antibacterial"
      FROM (
        SELECT
          "t9"."prescription_id",
          "t9"."product_id",
          "t9"."quantity",
          "t9"."prescription_id__care_kind",
          "t9"."prescription_id__prescribed_on"
        FROM (
          SELECT
            "t7"."prescription_id",
            "t7"."product_id",
            "t7"."quantity",
            "t8"."prescription_id__key",
            "t8"."prescription_id__care_kind",
            "t8"."prescription_id__prescribed_on"
          FROM (
            SELECT
              "t1"."prescription_id",
              "t1"."product_id",
              "t1"."quantity"
            FROM "prescription_lines" "t1"
          ) "t7"
          LEFT OUTER JOIN (
            SELECT
              "t2"."prescription_id" AS "prescription_id__key",
              "t2"."care_kind" AS "prescription_id__care_kind",
              "t2"."prescribed_on" AS "prescription_id__prescribed_on"
            FROM "prescriptions" "t2"
          ) "t8"
            ON "t7"."prescription_id" = "t8"."prescription_id__key"
        ) "t9"
      ) "t11"
      LEFT OUTER JOIN (
        SELECT
          "t0"."product_id" AS "product_id__key",
          "t0"."ddd_quantity" AS "product_id__ddd_quantity",
          "t0"."is_antibacterial" AS "product_id__is_antibacterial"
        FROM "products" "t0"
      ) "t6"
        ON "t11"."product_id" = "t6"."product_id__key"
    ) "t12"
  ) "t13"
  WHERE
    "t13"."prescription_id__prescribed_on" >= TO_DATE('2022-07-01', 'FXYYYY-MM-DD')
    AND "t13"."prescription_id__prescribed_on" < TO_DATE('2022-10-01', 'FXYYYY-MM-DD')
) "t14"

-- postgres
SELECT
  SUM(
    CAST(CAST("t14"."quantity" AS DECIMAL(18, 6)) / NULLIF("t14"."product_id__ddd_quantity", 0) AS DECIMAL(18, 6))
  ) FILTER(WHERE
    COALESCE("t14"."product_id__is_antibacterial" = TRUE, FALSE)
    AND COALESCE("t14"."prescription_id__care_kind" = 'inpatient', FALSE)
    AND COALESCE(
      (
        "t14"."prescription_id__prescribed_on" >= MAKE_DATE(2022, 7, 1)
      )
      AND (
        "t14"."prescription_id__prescribed_on" < MAKE_DATE(2022, 10, 1)
      ),
      FALSE
    )
    AND COALESCE("t14"."product_id__ddd_quantity" > 0, FALSE)) AS "m0"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t12"."prescription_id",
      "t12"."product_id",
      "t12"."quantity",
      "t12"."prescription_id__care_kind",
      "t12"."prescription_id__prescribed_on",
      "t12"."product_id__ddd_quantity",
      "t12"."product_id__is_antibacterial"
    FROM (
      SELECT
        "t11"."prescription_id",
        "t11"."product_id",
        "t11"."quantity",
        "t11"."prescription_id__care_kind",
        "t11"."prescription_id__prescribed_on",
        "t6"."product_id__key",
        "t6"."product_id__ddd_quantity",
        "t6"."product_id__is_antibacterial"
      FROM (
        SELECT
          "t9"."prescription_id",
          "t9"."product_id",
          "t9"."quantity",
          "t9"."prescription_id__care_kind",
          "t9"."prescription_id__prescribed_on"
        FROM (
          SELECT
            "t7"."prescription_id",
            "t7"."product_id",
            "t7"."quantity",
            "t8"."prescription_id__key",
            "t8"."prescription_id__care_kind",
            "t8"."prescription_id__prescribed_on"
          FROM (
            SELECT
              "t1"."prescription_id",
              "t1"."product_id",
              "t1"."quantity"
            FROM "prescription_lines" AS "t1"
          ) AS "t7"
          LEFT OUTER JOIN (
            SELECT
              "t2"."prescription_id" AS "prescription_id__key",
              "t2"."care_kind" AS "prescription_id__care_kind",
              "t2"."prescribed_on" AS "prescription_id__prescribed_on"
            FROM "prescriptions" AS "t2"
          ) AS "t8"
            ON "t7"."prescription_id" = "t8"."prescription_id__key"
        ) AS "t9"
      ) AS "t11"
      LEFT OUTER JOIN (
        SELECT
          "t0"."product_id" AS "product_id__key",
          "t0"."ddd_quantity" AS "product_id__ddd_quantity",
          "t0"."is_antibacterial" AS "product_id__is_antibacterial"
        FROM "products" AS "t0"
      ) AS "t6"
        ON "t11"."product_id" = "t6"."product_id__key"
    ) AS "t12"
  ) AS "t13"
  WHERE
    "t13"."prescription_id__prescribed_on" >= MAKE_DATE(2022, 7, 1)
    AND "t13"."prescription_id__prescribed_on" < MAKE_DATE(2022, 10, 1)
) AS "t14"

-- pyspark
SELECT
  SUM(
    IF(
      COALESCE(`t14`.`product_id__is_antibacterial` = TRUE, FALSE)
      AND COALESCE(`t14`.`prescription_id__care_kind` = 'inpatient', FALSE)
      AND COALESCE(
        (
          `t14`.`prescription_id__prescribed_on` >= MAKE_DATE(2022, 7, 1)
        )
        AND (
          `t14`.`prescription_id__prescribed_on` < MAKE_DATE(2022, 10, 1)
        ),
        FALSE
      )
      AND COALESCE(`t14`.`product_id__ddd_quantity` > 0, FALSE),
      CAST(CAST(`t14`.`quantity` AS DECIMAL(18, 6)) / NULLIF(`t14`.`product_id__ddd_quantity`, 0) AS DECIMAL(18, 6)),
      NULL
    )
  ) AS `m0`
FROM (
  SELECT
    *
  FROM (
    SELECT
      `t12`.`prescription_id`,
      `t12`.`product_id`,
      `t12`.`quantity`,
      `t12`.`prescription_id__care_kind`,
      `t12`.`prescription_id__prescribed_on`,
      `t12`.`product_id__ddd_quantity`,
      `t12`.`product_id__is_antibacterial`
    FROM (
      SELECT
        `t11`.`prescription_id`,
        `t11`.`product_id`,
        `t11`.`quantity`,
        `t11`.`prescription_id__care_kind`,
        `t11`.`prescription_id__prescribed_on`,
        `t6`.`product_id__key`,
        `t6`.`product_id__ddd_quantity`,
        `t6`.`product_id__is_antibacterial`
      FROM (
        SELECT
          `t9`.`prescription_id`,
          `t9`.`product_id`,
          `t9`.`quantity`,
          `t9`.`prescription_id__care_kind`,
          `t9`.`prescription_id__prescribed_on`
        FROM (
          SELECT
            `t7`.`prescription_id`,
            `t7`.`product_id`,
            `t7`.`quantity`,
            `t8`.`prescription_id__key`,
            `t8`.`prescription_id__care_kind`,
            `t8`.`prescription_id__prescribed_on`
          FROM (
            SELECT
              `t1`.`prescription_id`,
              `t1`.`product_id`,
              `t1`.`quantity`
            FROM `prescription_lines` AS `t1`
          ) AS `t7`
          LEFT OUTER JOIN (
            SELECT
              `t2`.`prescription_id` AS `prescription_id__key`,
              `t2`.`care_kind` AS `prescription_id__care_kind`,
              `t2`.`prescribed_on` AS `prescription_id__prescribed_on`
            FROM `prescriptions` AS `t2`
          ) AS `t8`
            ON `t7`.`prescription_id` = `t8`.`prescription_id__key`
        ) AS `t9`
      ) AS `t11`
      LEFT OUTER JOIN (
        SELECT
          `t0`.`product_id` AS `product_id__key`,
          `t0`.`ddd_quantity` AS `product_id__ddd_quantity`,
          `t0`.`is_antibacterial` AS `product_id__is_antibacterial`
        FROM `products` AS `t0`
      ) AS `t6`
        ON `t11`.`product_id` = `t6`.`product_id__key`
    ) AS `t12`
  ) AS `t13`
  WHERE
    `t13`.`prescription_id__prescribed_on` >= MAKE_DATE(2022, 7, 1)
    AND `t13`.`prescription_id__prescribed_on` < MAKE_DATE(2022, 10, 1)
) AS `t14`
