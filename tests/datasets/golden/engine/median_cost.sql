-- clickhouse
SELECT
  "t2"."institution_id" AS "institution_id",
  COUNT(*) AS "n",
  minIf("t2"."value", (
    "t2"."place" * 10000
  ) >= (
    "t2"."n" * 5000
  )) AS "median",
  minIf("t2"."value", (
    "t2"."place" * 10000
  ) >= (
    "t2"."n" * 9000
  )) AS "p90"
FROM (
  SELECT
    "t1"."institution_id" AS "institution_id",
    "t1"."total_cost_fen" AS "value",
    (
      ROW_NUMBER() OVER (
        PARTITION BY "t1"."institution_id"
        ORDER BY "t1"."total_cost_fen" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) - 1
    ) + 1 AS "place",
    COUNT(*) OVER (
      PARTITION BY "t1"."institution_id"
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) AS "n"
  FROM (
    SELECT
      *
    FROM "inpatient_stays" AS "t0"
    WHERE
      isNotNull("t0"."total_cost_fen")
  ) AS "t1"
) AS "t2"
GROUP BY
  "t2"."institution_id"

-- duckdb
SELECT
  "t2"."institution_id",
  COUNT(*) AS "n",
  MIN("t2"."value") FILTER(WHERE
    (
      "t2"."place" * 10000
    ) >= (
      "t2"."n" * 5000
    )) AS "median",
  MIN("t2"."value") FILTER(WHERE
    (
      "t2"."place" * 10000
    ) >= (
      "t2"."n" * 9000
    )) AS "p90"
FROM (
  SELECT
    "t1"."institution_id",
    "t1"."total_cost_fen" AS "value",
    (
      ROW_NUMBER() OVER (
        PARTITION BY "t1"."institution_id"
        ORDER BY "t1"."total_cost_fen" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) - 1
    ) + 1 AS "place",
    COUNT(*) OVER (
      PARTITION BY "t1"."institution_id"
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) AS "n"
  FROM (
    SELECT
      *
    FROM "inpatient_stays" AS "t0"
    WHERE
      "t0"."total_cost_fen" IS NOT NULL
  ) AS "t1"
) AS "t2"
GROUP BY
  1

-- mysql
SELECT
  `t2`.`institution_id`,
  COUNT(*) AS `n`,
  MIN(
    CASE
      WHEN (
        `t2`.`place` * 10000
      ) >= (
        `t2`.`n` * 5000
      )
      THEN `t2`.`value`
      ELSE NULL
    END
  ) AS `median`,
  MIN(
    CASE
      WHEN (
        `t2`.`place` * 10000
      ) >= (
        `t2`.`n` * 9000
      )
      THEN `t2`.`value`
      ELSE NULL
    END
  ) AS `p90`
FROM (
  SELECT
    `t1`.`institution_id`,
    `t1`.`total_cost_fen` AS `value`,
    (
      ROW_NUMBER() OVER (
        PARTITION BY `t1`.`institution_id`
        ORDER BY CASE WHEN `t1`.`total_cost_fen` IS NULL THEN 1 ELSE 0 END, `t1`.`total_cost_fen` ASC
      ) - 1
    ) + 1 AS `place`,
    COUNT(*) OVER (
      PARTITION BY `t1`.`institution_id`
      ORDER BY CASE WHEN NULL IS NULL THEN 1 ELSE 0 END, NULL ASC
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) AS `n`
  FROM (
    SELECT
      *
    FROM `inpatient_stays` AS `t0`
    WHERE
      `t0`.`total_cost_fen` IS NOT NULL
  ) AS `t1`
) AS `t2`
GROUP BY
  1

-- oracle
SELECT
  "t2"."institution_id",
  COUNT(*) AS "n",
  MIN(
    CASE
      WHEN (
        "t2"."place" * 10000
      ) >= (
        "t2"."n" * 5000
      )
      THEN "t2"."value"
      ELSE NULL
    END
  ) AS "median",
  MIN(
    CASE
      WHEN (
        "t2"."place" * 10000
      ) >= (
        "t2"."n" * 9000
      )
      THEN "t2"."value"
      ELSE NULL
    END
  ) AS "p90"
FROM (
  SELECT
    "t1"."institution_id",
    "t1"."total_cost_fen" AS "value",
    (
      ROW_NUMBER() OVER (PARTITION BY "t1"."institution_id" ORDER BY "t1"."total_cost_fen" ASC) - 1
    ) + 1 AS "place",
    COUNT(*) OVER (PARTITION BY "t1"."institution_id" ORDER BY NULL ASC) AS "n"
  FROM (
    SELECT
      *
    FROM "inpatient_stays" "t0"
    WHERE
      "t0"."total_cost_fen" IS NOT NULL
  ) "t1"
) "t2"
GROUP BY
  "t2"."institution_id"

-- postgres
SELECT
  "t2"."institution_id",
  COUNT(*) AS "n",
  MIN("t2"."value") FILTER(WHERE
    (
      "t2"."place" * 10000
    ) >= (
      "t2"."n" * 5000
    )) AS "median",
  MIN("t2"."value") FILTER(WHERE
    (
      "t2"."place" * 10000
    ) >= (
      "t2"."n" * 9000
    )) AS "p90"
FROM (
  SELECT
    "t1"."institution_id",
    "t1"."total_cost_fen" AS "value",
    (
      ROW_NUMBER() OVER (
        PARTITION BY "t1"."institution_id"
        ORDER BY "t1"."total_cost_fen" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) - 1
    ) + 1 AS "place",
    COUNT(*) OVER (
      PARTITION BY "t1"."institution_id"
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) AS "n"
  FROM (
    SELECT
      *
    FROM "inpatient_stays" AS "t0"
    WHERE
      "t0"."total_cost_fen" IS NOT NULL
  ) AS "t1"
) AS "t2"
GROUP BY
  1

-- pyspark
SELECT
  `t2`.`institution_id`,
  COUNT(*) AS `n`,
  MIN(IF((
    `t2`.`place` * 10000
  ) >= (
    `t2`.`n` * 5000
  ), `t2`.`value`, NULL)) AS `median`,
  MIN(IF((
    `t2`.`place` * 10000
  ) >= (
    `t2`.`n` * 9000
  ), `t2`.`value`, NULL)) AS `p90`
FROM (
  SELECT
    `t1`.`institution_id`,
    `t1`.`total_cost_fen` AS `value`,
    (
      ROW_NUMBER() OVER (PARTITION BY `t1`.`institution_id` ORDER BY `t1`.`total_cost_fen` ASC NULLS LAST) - 1
    ) + 1 AS `place`,
    COUNT(*) OVER (
      PARTITION BY `t1`.`institution_id`
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) AS `n`
  FROM (
    SELECT
      *
    FROM `inpatient_stays` AS `t0`
    WHERE
      `t0`.`total_cost_fen` IS NOT NULL
  ) AS `t1`
) AS `t2`
GROUP BY
  1
