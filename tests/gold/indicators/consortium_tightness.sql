-- clickhouse
SELECT
  SUM("t3"."score") AS "m0"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t1"."checked_on" AS "checked_on",
      "t1"."checklist" AS "checklist",
      "t1"."full_score" AS "full_score",
      "t1"."item_code" AS "item_code",
      "t1"."score" AS "score",
      "t1"."subject_id" AS "subject_id",
      ROW_NUMBER() OVER (
        PARTITION BY "t1"."subject_id", "t1"."item_code"
        ORDER BY "t1"."checked_on" DESC, "t1"."checklist" DESC, "t1"."subject_id" DESC, "t1"."item_code" DESC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) - 1 AS "nth"
    FROM (
      SELECT
        "t0"."checked_on" AS "checked_on",
        "t0"."checklist" AS "checklist",
        "t0"."full_score" AS "full_score",
        "t0"."item_code" AS "item_code",
        "t0"."score" AS "score",
        "t0"."subject_id" AS "subject_id"
      FROM "checklist_items" AS "t0"
      WHERE
        "t0"."checked_on" < toDate('2022-10-01')
    ) AS "t1"
  ) AS "t2"
  WHERE
    "t2"."nth" = 0 AND "t2"."checklist" = '紧密型医共体评判' AND isNotNull("t2"."full_score")
) AS "t3"

-- duckdb
SELECT
  SUM("t3"."score") AS "m0"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t1"."checked_on",
      "t1"."checklist",
      "t1"."full_score",
      "t1"."item_code",
      "t1"."score",
      "t1"."subject_id",
      ROW_NUMBER() OVER (
        PARTITION BY "t1"."subject_id", "t1"."item_code"
        ORDER BY "t1"."checked_on" DESC, "t1"."checklist" DESC, "t1"."subject_id" DESC, "t1"."item_code" DESC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) - 1 AS "nth"
    FROM (
      SELECT
        "t0"."checked_on",
        "t0"."checklist",
        "t0"."full_score",
        "t0"."item_code",
        "t0"."score",
        "t0"."subject_id"
      FROM "checklist_items" AS "t0"
      WHERE
        "t0"."checked_on" < MAKE_DATE(2022, 10, 1)
    ) AS "t1"
  ) AS "t2"
  WHERE
    "t2"."nth" = 0 AND "t2"."checklist" = '紧密型医共体评判' AND "t2"."full_score" IS NOT NULL
) AS "t3"

-- mysql
SELECT
  SUM(`t3`.`score`) AS `m0`
FROM (
  SELECT
    *
  FROM (
    SELECT
      `t1`.`checked_on`,
      `t1`.`checklist`,
      `t1`.`full_score`,
      `t1`.`item_code`,
      `t1`.`score`,
      `t1`.`subject_id`,
      ROW_NUMBER() OVER (
        PARTITION BY `t1`.`subject_id`, `t1`.`item_code`
        ORDER BY `t1`.`checked_on` DESC, `t1`.`checklist` DESC, `t1`.`subject_id` DESC, `t1`.`item_code` DESC
      ) - 1 AS `nth`
    FROM (
      SELECT
        `t0`.`checked_on`,
        `t0`.`checklist`,
        `t0`.`full_score`,
        `t0`.`item_code`,
        `t0`.`score`,
        `t0`.`subject_id`
      FROM `checklist_items` AS `t0`
      WHERE
        `t0`.`checked_on` < DATE('2022-10-01')
    ) AS `t1`
  ) AS `t2`
  WHERE
    `t2`.`nth` = 0
    AND CAST(`t2`.`checklist` AS BINARY) = '紧密型医共体评判'
    AND `t2`.`full_score` IS NOT NULL
) AS `t3`

-- oracle
SELECT
  SUM("t3"."score") AS "m0"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t1"."checked_on",
      "t1"."checklist",
      "t1"."full_score",
      "t1"."item_code",
      "t1"."score",
      "t1"."subject_id",
      ROW_NUMBER() OVER (
        PARTITION BY "t1"."subject_id", "t1"."item_code"
        ORDER BY "t1"."checked_on" DESC NULLS LAST, "t1"."checklist" DESC NULLS LAST, "t1"."subject_id" DESC NULLS LAST, "t1"."item_code" DESC NULLS LAST
      ) - 1 AS "nth"
    FROM (
      SELECT
        "t0"."checked_on",
        "t0"."checklist",
        "t0"."full_score",
        "t0"."item_code",
        "t0"."score",
        "t0"."subject_id"
      FROM "checklist_items" "t0"
      WHERE
        "t0"."checked_on" < TO_DATE('2022-10-01', 'FXYYYY-MM-DD')
    ) "t1"
  ) "t2"
  WHERE
    "t2"."nth" = 0 AND "t2"."checklist" = '紧密型医共体评判' AND "t2"."full_score" IS NOT NULL
) "t3"

-- postgres
SELECT
  SUM("t3"."score") AS "m0"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t1"."checked_on",
      "t1"."checklist",
      "t1"."full_score",
      "t1"."item_code",
      "t1"."score",
      "t1"."subject_id",
      ROW_NUMBER() OVER (
        PARTITION BY "t1"."subject_id", "t1"."item_code"
        ORDER BY "t1"."checked_on" DESC NULLS LAST, "t1"."checklist" DESC NULLS LAST, "t1"."subject_id" DESC NULLS LAST, "t1"."item_code" DESC NULLS LAST
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) - 1 AS "nth"
    FROM (
      SELECT
        "t0"."checked_on",
        "t0"."checklist",
        "t0"."full_score",
        "t0"."item_code",
        "t0"."score",
        "t0"."subject_id"
      FROM "checklist_items" AS "t0"
      WHERE
        "t0"."checked_on" < MAKE_DATE(2022, 10, 1)
    ) AS "t1"
  ) AS "t2"
  WHERE
    "t2"."nth" = 0 AND "t2"."checklist" = '紧密型医共体评判' AND "t2"."full_score" IS NOT NULL
) AS "t3"

-- pyspark
SELECT
  SUM(`t3`.`score`) AS `m0`
FROM (
  SELECT
    *
  FROM (
    SELECT
      `t1`.`checked_on`,
      `t1`.`checklist`,
      `t1`.`full_score`,
      `t1`.`item_code`,
      `t1`.`score`,
      `t1`.`subject_id`,
      ROW_NUMBER() OVER (
        PARTITION BY `t1`.`subject_id`, `t1`.`item_code`
        ORDER BY `t1`.`checked_on` DESC, `t1`.`checklist` DESC, `t1`.`subject_id` DESC, `t1`.`item_code` DESC
      ) - 1 AS `nth`
    FROM (
      SELECT
        `t0`.`checked_on`,
        `t0`.`checklist`,
        `t0`.`full_score`,
        `t0`.`item_code`,
        `t0`.`score`,
        `t0`.`subject_id`
      FROM `checklist_items` AS `t0`
      WHERE
        `t0`.`checked_on` < MAKE_DATE(2022, 10, 1)
    ) AS `t1`
  ) AS `t2`
  WHERE
    `t2`.`nth` = 0 AND `t2`.`checklist` = '紧密型医共体评判' AND `t2`.`full_score` IS NOT NULL
) AS `t3`
