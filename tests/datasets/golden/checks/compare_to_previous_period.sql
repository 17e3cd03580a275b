-- clickhouse
SELECT
  COALESCE(SUM(CAST("t5"."is_checked" AS Nullable(Int64))), 0) AS "checked",
  COALESCE(SUM(CAST("t5"."is_failed" AS Nullable(Int64))), 0) AS "failed"
FROM (
  SELECT
    "t4"."number" AS "number",
    "t4"."size" AS "size",
    "t4"."before" AS "before",
    "t4"."last" AS "last",
    COALESCE(
      (
        "t4"."last" = (
          "t4"."number" - 1
        )
      ) AND (
        "t4"."before" <> 0
      ),
      FALSE
    ) AS "is_checked",
    COALESCE(
      (
        "t4"."last" = (
          "t4"."number" - 1
        )
      )
      AND (
        "t4"."before" <> 0
      )
      AND (
        ABS((
          "t4"."size" / nullIf("t4"."before", 0)
        ) - 1) > 0.5
      ),
      FALSE
    ) AS "is_failed"
  FROM (
    SELECT
      "t3"."number" AS "number",
      "t3"."size" AS "size",
      lagInFrame("t3"."size") OVER (
        ORDER BY "t3"."number" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "before",
      lagInFrame("t3"."number") OVER (
        ORDER BY "t3"."number" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "last"
    FROM (
      SELECT
        "t2"."number" AS "number",
        CAST(SUM("t2"."n") AS Nullable(Float64)) AS "size"
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t0"."k" AS "k",
            "t0"."a" AS "a",
            "t0"."n" AS "n",
            (
              toYear("t0"."a") * 12
            ) + toMonth("t0"."a") AS "number"
          FROM "subject" AS "t0"
        ) AS "t1"
        WHERE
          isNotNull("t1"."number")
      ) AS "t2"
      GROUP BY
        "t2"."number"
    ) AS "t3"
  ) AS "t4"
) AS "t5"

-- duckdb
SELECT
  COALESCE(SUM(CAST("t5"."is_checked" AS BIGINT)), 0) AS "checked",
  COALESCE(SUM(CAST("t5"."is_failed" AS BIGINT)), 0) AS "failed"
FROM (
  SELECT
    "t4"."number",
    "t4"."size",
    "t4"."before",
    "t4"."last",
    COALESCE(
      (
        "t4"."last" = (
          "t4"."number" - 1
        )
      ) AND (
        "t4"."before" <> 0
      ),
      FALSE
    ) AS "is_checked",
    COALESCE(
      (
        "t4"."last" = (
          "t4"."number" - 1
        )
      )
      AND (
        "t4"."before" <> 0
      )
      AND (
        ABS((
          "t4"."size" / NULLIF("t4"."before", 0)
        ) - 1) > 0.5
      ),
      FALSE
    ) AS "is_failed"
  FROM (
    SELECT
      "t3"."number",
      "t3"."size",
      LAG("t3"."size") OVER (
        ORDER BY "t3"."number" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "before",
      LAG("t3"."number") OVER (
        ORDER BY "t3"."number" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "last"
    FROM (
      SELECT
        "t2"."number",
        CAST(SUM("t2"."n") AS DOUBLE) AS "size"
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t0"."k",
            "t0"."a",
            "t0"."n",
            (
              EXTRACT(year FROM "t0"."a") * 12
            ) + EXTRACT(month FROM "t0"."a") AS "number"
          FROM "subject" AS "t0"
        ) AS "t1"
        WHERE
          "t1"."number" IS NOT NULL
      ) AS "t2"
      GROUP BY
        1
    ) AS "t3"
  ) AS "t4"
) AS "t5"

-- mysql
SELECT
  COALESCE(SUM(CAST(`t5`.`is_checked` AS SIGNED)), 0) AS `checked`,
  COALESCE(SUM(CAST(`t5`.`is_failed` AS SIGNED)), 0) AS `failed`
FROM (
  SELECT
    `t4`.`number`,
    `t4`.`size`,
    `t4`.`before`,
    `t4`.`last`,
    COALESCE(
      (
        `t4`.`last` = (
          `t4`.`number` - 1
        )
      ) AND (
        `t4`.`before` <> 0
      ),
      FALSE
    ) AS `is_checked`,
    COALESCE(
      (
        `t4`.`last` = (
          `t4`.`number` - 1
        )
      )
      AND (
        `t4`.`before` <> 0
      )
      AND (
        ABS((
          `t4`.`size` / NULLIF(`t4`.`before`, 0)
        ) - 1) > 0.5
      ),
      FALSE
    ) AS `is_failed`
  FROM (
    SELECT
      `t3`.`number`,
      `t3`.`size`,
      LAG(`t3`.`size`) OVER (
        ORDER BY CASE WHEN `t3`.`number` IS NULL THEN 1 ELSE 0 END, `t3`.`number` ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
      ) AS `before`,
      LAG(`t3`.`number`) OVER (
        ORDER BY CASE WHEN `t3`.`number` IS NULL THEN 1 ELSE 0 END, `t3`.`number` ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
      ) AS `last`
    FROM (
      SELECT
        `t2`.`number`,
        CAST(SUM(`t2`.`n`) AS DOUBLE) AS `size`
      FROM (
        SELECT
          *
        FROM (
          SELECT
            `t0`.`k`,
            `t0`.`a`,
            `t0`.`n`,
            (
              EXTRACT(year FROM `t0`.`a`) * 12
            ) + EXTRACT(month FROM `t0`.`a`) AS `number`
          FROM `subject` AS `t0`
        ) AS `t1`
        WHERE
          `t1`.`number` IS NOT NULL
      ) AS `t2`
      GROUP BY
        1
    ) AS `t3`
  ) AS `t4`
) AS `t5`

-- oracle
SELECT
  COALESCE(SUM(CAST("t5"."is_checked" AS INT)), 0) AS "checked",
  COALESCE(SUM(CAST("t5"."is_failed" AS INT)), 0) AS "failed"
FROM (
  SELECT
    "t4"."number",
    "t4"."size",
    "t4"."before",
    "t4"."last",
    COALESCE(
      (
        "t4"."last" = (
          "t4"."number" - 1
        )
      ) AND (
        "t4"."before" <> 0
      ),
      FALSE
    ) AS "is_checked",
    COALESCE(
      (
        "t4"."last" = (
          "t4"."number" - 1
        )
      )
      AND (
        "t4"."before" <> 0
      )
      AND (
        ABS((
          "t4"."size" / NULLIF("t4"."before", 0)
        ) - 1) > 0.5
      ),
      FALSE
    ) AS "is_failed"
  FROM (
    SELECT
      "t3"."number",
      "t3"."size",
      LAG("t3"."size") OVER (ORDER BY "t3"."number" ASC) AS "before",
      LAG("t3"."number") OVER (ORDER BY "t3"."number" ASC) AS "last"
    FROM (
      SELECT
        "t2"."number",
        CAST(SUM("t2"."n") AS DOUBLE PRECISION) AS "size"
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t0"."k",
            "t0"."a",
            "t0"."n",
            (
              EXTRACT(year FROM "t0"."a") * 12
            ) + EXTRACT(month FROM "t0"."a") AS "number"
          FROM "subject" "t0"
        ) "t1"
        WHERE
          "t1"."number" IS NOT NULL
      ) "t2"
      GROUP BY
        "t2"."number"
    ) "t3"
  ) "t4"
) "t5"

-- postgres
SELECT
  COALESCE(SUM(CAST("t5"."is_checked" AS BIGINT)), 0) AS "checked",
  COALESCE(SUM(CAST("t5"."is_failed" AS BIGINT)), 0) AS "failed"
FROM (
  SELECT
    "t4"."number",
    "t4"."size",
    "t4"."before",
    "t4"."last",
    COALESCE(
      (
        "t4"."last" = (
          "t4"."number" - 1
        )
      ) AND (
        "t4"."before" <> 0
      ),
      FALSE
    ) AS "is_checked",
    COALESCE(
      (
        "t4"."last" = (
          "t4"."number" - 1
        )
      )
      AND (
        "t4"."before" <> 0
      )
      AND (
        ABS((
          CAST("t4"."size" AS DOUBLE PRECISION) / NULLIF("t4"."before", 0)
        ) - 1) > 0.5
      ),
      FALSE
    ) AS "is_failed"
  FROM (
    SELECT
      "t3"."number",
      "t3"."size",
      LAG("t3"."size") OVER (
        ORDER BY "t3"."number" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "before",
      LAG("t3"."number") OVER (
        ORDER BY "t3"."number" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "last"
    FROM (
      SELECT
        "t2"."number",
        CAST(SUM("t2"."n") AS DOUBLE PRECISION) AS "size"
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t0"."k",
            "t0"."a",
            "t0"."n",
            (
              EXTRACT(year FROM "t0"."a") * 12
            ) + EXTRACT(month FROM "t0"."a") AS "number"
          FROM "subject" AS "t0"
        ) AS "t1"
        WHERE
          "t1"."number" IS NOT NULL
      ) AS "t2"
      GROUP BY
        1
    ) AS "t3"
  ) AS "t4"
) AS "t5"

-- pyspark
SELECT
  COALESCE(SUM(CAST(`t5`.`is_checked` AS BIGINT)), 0) AS `checked`,
  COALESCE(SUM(CAST(`t5`.`is_failed` AS BIGINT)), 0) AS `failed`
FROM (
  SELECT
    `t4`.`number`,
    `t4`.`size`,
    `t4`.`before`,
    `t4`.`last`,
    COALESCE(
      (
        `t4`.`last` = (
          `t4`.`number` - 1
        )
      ) AND (
        `t4`.`before` <> 0
      ),
      FALSE
    ) AS `is_checked`,
    COALESCE(
      (
        `t4`.`last` = (
          `t4`.`number` - 1
        )
      )
      AND (
        `t4`.`before` <> 0
      )
      AND (
        ABS((
          `t4`.`size` / NULLIF(`t4`.`before`, 0)
        ) - 1) > 0.5
      ),
      FALSE
    ) AS `is_failed`
  FROM (
    SELECT
      `t3`.`number`,
      `t3`.`size`,
      LAG(`t3`.`size`) OVER (ORDER BY `t3`.`number` ASC NULLS LAST) AS `before`,
      LAG(`t3`.`number`) OVER (ORDER BY `t3`.`number` ASC NULLS LAST) AS `last`
    FROM (
      SELECT
        `t2`.`number`,
        CAST(SUM(`t2`.`n`) AS DOUBLE) AS `size`
      FROM (
        SELECT
          *
        FROM (
          SELECT
            `t0`.`k`,
            `t0`.`a`,
            `t0`.`n`,
            (
              EXTRACT(year FROM `t0`.`a`) * 12
            ) + EXTRACT(month FROM `t0`.`a`) AS `number`
          FROM `subject` AS `t0`
        ) AS `t1`
        WHERE
          `t1`.`number` IS NOT NULL
      ) AS `t2`
      GROUP BY
        1
    ) AS `t3`
  ) AS `t4`
) AS `t5`
