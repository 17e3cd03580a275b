-- clickhouse
SELECT
  SUM("t4"."value") AS "m0",
  COUNT(*) AS "m1",
  MAX("t4"."many") AS "m2"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t2"."value" AS "value",
      (
        ROW_NUMBER() OVER (
          ORDER BY "t2"."value" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) - 1
      ) + 1 AS "nth",
      COUNT(*) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS "many"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          DATE_DIFF(DAY, "t0"."received_on", "t0"."decided_on") AS "value"
        FROM "price_applications" AS "t0"
        WHERE
          COALESCE(
            (
              "t0"."decided_on" >= toDate('2022-07-01')
            )
            AND (
              "t0"."decided_on" < toDate('2022-10-01')
            ),
            FALSE
          )
          AND "t0"."application_kind" = '新增项目'
      ) AS "t1"
      WHERE
        isNotNull("t1"."value")
    ) AS "t2"
  ) AS "t3"
  WHERE
    (
      "t3"."nth" * 2
    ) >= "t3"."many"
    AND (
      "t3"."nth" * 2
    ) <= (
      "t3"."many" + 2
    )
) AS "t4"

-- duckdb
SELECT
  SUM("t4"."value") AS "m0",
  COUNT(*) AS "m1",
  MAX("t4"."many") AS "m2"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t2"."value",
      (
        ROW_NUMBER() OVER (
          ORDER BY "t2"."value" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) - 1
      ) + 1 AS "nth",
      COUNT(*) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS "many"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          DATE_DIFF('DAY', "t0"."received_on", "t0"."decided_on") AS "value"
        FROM "price_applications" AS "t0"
        WHERE
          COALESCE(
            (
              "t0"."decided_on" >= MAKE_DATE(2022, 7, 1)
            )
            AND (
              "t0"."decided_on" < MAKE_DATE(2022, 10, 1)
            ),
            FALSE
          )
          AND "t0"."application_kind" = '新增项目'
      ) AS "t1"
      WHERE
        "t1"."value" IS NOT NULL
    ) AS "t2"
  ) AS "t3"
  WHERE
    (
      "t3"."nth" * 2
    ) >= "t3"."many"
    AND (
      "t3"."nth" * 2
    ) <= (
      "t3"."many" + 2
    )
) AS "t4"

-- mysql
SELECT
  SUM(`t4`.`value`) AS `m0`,
  COUNT(*) AS `m1`,
  MAX(`t4`.`many`) AS `m2`
FROM (
  SELECT
    *
  FROM (
    SELECT
      `t2`.`value`,
      (
        ROW_NUMBER() OVER (ORDER BY CASE WHEN `t2`.`value` IS NULL THEN 1 ELSE 0 END, `t2`.`value` ASC) - 1
      ) + 1 AS `nth`,
      COUNT(*) OVER (
        ORDER BY CASE WHEN NULL IS NULL THEN 1 ELSE 0 END, NULL ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS `many`
    FROM (
      SELECT
        *
      FROM (
        SELECT
          TIMESTAMPDIFF(DAY, `t0`.`received_on`, `t0`.`decided_on`) AS `value`
        FROM `price_applications` AS `t0`
        WHERE
          COALESCE(
            (
              `t0`.`decided_on` >= DATE('2022-07-01')
            )
            AND (
              `t0`.`decided_on` < DATE('2022-10-01')
            ),
            FALSE
          )
          AND CAST(`t0`.`application_kind` AS BINARY) = '新增项目'
      ) AS `t1`
      WHERE
        `t1`.`value` IS NOT NULL
    ) AS `t2`
  ) AS `t3`
  WHERE
    (
      `t3`.`nth` * 2
    ) >= `t3`.`many`
    AND (
      `t3`.`nth` * 2
    ) <= (
      `t3`.`many` + 2
    )
) AS `t4`

-- oracle
SELECT
  SUM("t4"."value") AS "m0",
  COUNT(*) AS "m1",
  MAX("t4"."many") AS "m2"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t2"."value",
      (
        ROW_NUMBER() OVER (ORDER BY "t2"."value" ASC) - 1
      ) + 1 AS "nth",
      COUNT(*) OVER (ORDER BY NULL ASC) AS "many"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t0"."decided_on" - "t0"."received_on" AS "value"
        FROM "price_applications" "t0"
        WHERE
          COALESCE(
            (
              "t0"."decided_on" >= TO_DATE('2022-07-01', 'FXYYYY-MM-DD')
            )
            AND (
              "t0"."decided_on" < TO_DATE('2022-10-01', 'FXYYYY-MM-DD')
            ),
            FALSE
          )
          AND "t0"."application_kind" = '新增项目'
      ) "t1"
      WHERE
        "t1"."value" IS NOT NULL
    ) "t2"
  ) "t3"
  WHERE
    (
      "t3"."nth" * 2
    ) >= "t3"."many"
    AND (
      "t3"."nth" * 2
    ) <= (
      "t3"."many" + 2
    )
) "t4"

-- postgres
SELECT
  SUM("t4"."value") AS "m0",
  COUNT(*) AS "m1",
  MAX("t4"."many") AS "m2"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t2"."value",
      (
        ROW_NUMBER() OVER (
          ORDER BY "t2"."value" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) - 1
      ) + 1 AS "nth",
      COUNT(*) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS "many"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          CAST(EXTRACT(epoch FROM CAST("t0"."decided_on" AS TIMESTAMP) - CAST("t0"."received_on" AS TIMESTAMP)) / 86400 AS BIGINT) AS "value"
        FROM "price_applications" AS "t0"
        WHERE
          COALESCE(
            (
              "t0"."decided_on" >= MAKE_DATE(2022, 7, 1)
            )
            AND (
              "t0"."decided_on" < MAKE_DATE(2022, 10, 1)
            ),
            FALSE
          )
          AND "t0"."application_kind" = '新增项目'
      ) AS "t1"
      WHERE
        "t1"."value" IS NOT NULL
    ) AS "t2"
  ) AS "t3"
  WHERE
    (
      "t3"."nth" * 2
    ) >= "t3"."many"
    AND (
      "t3"."nth" * 2
    ) <= (
      "t3"."many" + 2
    )
) AS "t4"

-- pyspark
SELECT
  SUM(`t4`.`value`) AS `m0`,
  COUNT(*) AS `m1`,
  MAX(`t4`.`many`) AS `m2`
FROM (
  SELECT
    *
  FROM (
    SELECT
      `t2`.`value`,
      (
        ROW_NUMBER() OVER (ORDER BY `t2`.`value` ASC NULLS LAST) - 1
      ) + 1 AS `nth`,
      COUNT(*) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS `many`
    FROM (
      SELECT
        *
      FROM (
        SELECT
          DATEDIFF(DAY, `t0`.`received_on`, `t0`.`decided_on`) AS `value`
        FROM `price_applications` AS `t0`
        WHERE
          COALESCE(
            (
              `t0`.`decided_on` >= MAKE_DATE(2022, 7, 1)
            )
            AND (
              `t0`.`decided_on` < MAKE_DATE(2022, 10, 1)
            ),
            FALSE
          )
          AND `t0`.`application_kind` = '新增项目'
      ) AS `t1`
      WHERE
        `t1`.`value` IS NOT NULL
    ) AS `t2`
  ) AS `t3`
  WHERE
    (
      `t3`.`nth` * 2
    ) >= `t3`.`many`
    AND (
      `t3`.`nth` * 2
    ) <= (
      `t3`.`many` + 2
    )
) AS `t4`
