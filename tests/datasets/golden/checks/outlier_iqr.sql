-- clickhouse
SELECT
  COALESCE(SUM(CAST("t8"."is_checked" AS Nullable(Int64))), 0) AS "checked",
  COALESCE(SUM(CAST("t8"."is_failed" AS Nullable(Int64))), 0) AS "failed"
FROM (
  SELECT
    "t7"."k" AS "k",
    "t7"."a" AS "a",
    "t7"."one" AS "one",
    "t7"."size" AS "size",
    "t7"."n" AS "n",
    "t7"."low" AS "low",
    "t7"."high" AS "high",
    COALESCE((
      "t7"."n" >= 8
    ) AND (
      "t7"."high" > "t7"."low"
    ), FALSE) AS "is_checked",
    COALESCE(
      (
        "t7"."n" >= 8
      )
      AND (
        "t7"."high" > "t7"."low"
      )
      AND (
        (
          "t7"."size" < (
            "t7"."low" - (
              (
                "t7"."high" - "t7"."low"
              ) * 3
            )
          )
        )
        OR (
          "t7"."size" > (
            "t7"."high" + (
              (
                "t7"."high" - "t7"."low"
              ) * 3
            )
          )
        )
      ),
      FALSE
    ) AS "is_failed"
  FROM (
    SELECT
      "t3"."k" AS "k",
      "t3"."a" AS "a",
      "t3"."one" AS "one",
      "t3"."size" AS "size",
      "t6"."n" AS "n",
      "t6"."low" AS "low",
      "t6"."high" AS "high"
    FROM (
      SELECT
        "t0"."k" AS "k",
        "t0"."a" AS "a",
        1 AS "one",
        CAST("t0"."a" AS Nullable(Decimal(38, 6))) AS "size"
      FROM "subject" AS "t0"
      WHERE
        isNotNull("t0"."a")
    ) AS "t3"
    INNER JOIN (
      SELECT
        "t4"."one" AS "one",
        COUNT(*) AS "n",
        minIf("t4"."value", (
          "t4"."place" * 10000
        ) >= (
          "t4"."n" * 2500
        )) AS "low",
        minIf("t4"."value", (
          "t4"."place" * 10000
        ) >= (
          "t4"."n" * 7500
        )) AS "high"
      FROM (
        SELECT
          "t2"."one" AS "one",
          "t2"."size" AS "value",
          (
            ROW_NUMBER() OVER (
              PARTITION BY "t2"."one"
              ORDER BY "t2"."size" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) - 1
          ) + 1 AS "place",
          COUNT(*) OVER (PARTITION BY "t2"."one" ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS "n"
        FROM (
          SELECT
            "t0"."k" AS "k",
            "t0"."a" AS "a",
            1 AS "one",
            CAST("t0"."a" AS Nullable(Decimal(38, 6))) AS "size"
          FROM "subject" AS "t0"
          WHERE
            isNotNull("t0"."a") AND isNotNull(CAST("t0"."a" AS Nullable(Decimal(38, 6))))
        ) AS "t2"
      ) AS "t4"
      GROUP BY
        "t4"."one"
    ) AS "t6"
      ON "t3"."one" = "t6"."one"
  ) AS "t7"
) AS "t8"

-- duckdb
SELECT
  COALESCE(SUM(CAST("t8"."is_checked" AS BIGINT)), 0) AS "checked",
  COALESCE(SUM(CAST("t8"."is_failed" AS BIGINT)), 0) AS "failed"
FROM (
  SELECT
    "t7"."k",
    "t7"."a",
    "t7"."one",
    "t7"."size",
    "t7"."n",
    "t7"."low",
    "t7"."high",
    COALESCE((
      "t7"."n" >= 8
    ) AND (
      "t7"."high" > "t7"."low"
    ), FALSE) AS "is_checked",
    COALESCE(
      (
        "t7"."n" >= 8
      )
      AND (
        "t7"."high" > "t7"."low"
      )
      AND (
        (
          "t7"."size" < (
            "t7"."low" - (
              (
                "t7"."high" - "t7"."low"
              ) * 3
            )
          )
        )
        OR (
          "t7"."size" > (
            "t7"."high" + (
              (
                "t7"."high" - "t7"."low"
              ) * 3
            )
          )
        )
      ),
      FALSE
    ) AS "is_failed"
  FROM (
    SELECT
      "t3"."k",
      "t3"."a",
      "t3"."one",
      "t3"."size",
      "t6"."n",
      "t6"."low",
      "t6"."high"
    FROM (
      SELECT
        "t0"."k",
        "t0"."a",
        1 AS "one",
        CAST("t0"."a" AS DECIMAL(38, 6)) AS "size"
      FROM "subject" AS "t0"
      WHERE
        "t0"."a" IS NOT NULL
    ) AS "t3"
    INNER JOIN (
      SELECT
        "t4"."one",
        COUNT(*) AS "n",
        MIN("t4"."value") FILTER(WHERE
          (
            "t4"."place" * 10000
          ) >= (
            "t4"."n" * 2500
          )) AS "low",
        MIN("t4"."value") FILTER(WHERE
          (
            "t4"."place" * 10000
          ) >= (
            "t4"."n" * 7500
          )) AS "high"
      FROM (
        SELECT
          "t2"."one",
          "t2"."size" AS "value",
          (
            ROW_NUMBER() OVER (
              PARTITION BY "t2"."one"
              ORDER BY "t2"."size" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) - 1
          ) + 1 AS "place",
          COUNT(*) OVER (PARTITION BY "t2"."one" ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS "n"
        FROM (
          SELECT
            "t0"."k",
            "t0"."a",
            1 AS "one",
            CAST("t0"."a" AS DECIMAL(38, 6)) AS "size"
          FROM "subject" AS "t0"
          WHERE
            "t0"."a" IS NOT NULL AND CAST("t0"."a" AS DECIMAL(38, 6)) IS NOT NULL
        ) AS "t2"
      ) AS "t4"
      GROUP BY
        1
    ) AS "t6"
      ON "t3"."one" = "t6"."one"
  ) AS "t7"
) AS "t8"

-- mysql
SELECT
  COALESCE(SUM(CAST(`t8`.`is_checked` AS SIGNED)), 0) AS `checked`,
  COALESCE(SUM(CAST(`t8`.`is_failed` AS SIGNED)), 0) AS `failed`
FROM (
  SELECT
    `t7`.`k`,
    `t7`.`a`,
    `t7`.`one`,
    `t7`.`size`,
    `t7`.`n`,
    `t7`.`low`,
    `t7`.`high`,
    COALESCE((
      `t7`.`n` >= 8
    ) AND (
      `t7`.`high` > `t7`.`low`
    ), FALSE) AS `is_checked`,
    COALESCE(
      (
        `t7`.`n` >= 8
      )
      AND (
        `t7`.`high` > `t7`.`low`
      )
      AND (
        (
          `t7`.`size` < (
            `t7`.`low` - (
              (
                `t7`.`high` - `t7`.`low`
              ) * 3
            )
          )
        )
        OR (
          `t7`.`size` > (
            `t7`.`high` + (
              (
                `t7`.`high` - `t7`.`low`
              ) * 3
            )
          )
        )
      ),
      FALSE
    ) AS `is_failed`
  FROM (
    SELECT
      `t3`.`k`,
      `t3`.`a`,
      `t3`.`one`,
      `t3`.`size`,
      `t6`.`n`,
      `t6`.`low`,
      `t6`.`high`
    FROM (
      SELECT
        `t0`.`k`,
        `t0`.`a`,
        1 AS `one`,
        CAST(`t0`.`a` AS DECIMAL(38, 6)) AS `size`
      FROM `subject` AS `t0`
      WHERE
        `t0`.`a` IS NOT NULL
    ) AS `t3`
    INNER JOIN (
      SELECT
        `t4`.`one`,
        COUNT(*) AS `n`,
        MIN(
          CASE
            WHEN (
              `t4`.`place` * 10000
            ) >= (
              `t4`.`n` * 2500
            )
            THEN `t4`.`value`
            ELSE NULL
          END
        ) AS `low`,
        MIN(
          CASE
            WHEN (
              `t4`.`place` * 10000
            ) >= (
              `t4`.`n` * 7500
            )
            THEN `t4`.`value`
            ELSE NULL
          END
        ) AS `high`
      FROM (
        SELECT
          `t2`.`one`,
          `t2`.`size` AS `value`,
          (
            ROW_NUMBER() OVER (
              PARTITION BY `t2`.`one`
              ORDER BY CASE WHEN `t2`.`size` IS NULL THEN 1 ELSE 0 END, `t2`.`size` ASC
            ) - 1
          ) + 1 AS `place`,
          COUNT(*) OVER (
            PARTITION BY `t2`.`one`
            ORDER BY CASE WHEN NULL IS NULL THEN 1 ELSE 0 END, NULL ASC
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          ) AS `n`
        FROM (
          SELECT
            `t0`.`k`,
            `t0`.`a`,
            1 AS `one`,
            CAST(`t0`.`a` AS DECIMAL(38, 6)) AS `size`
          FROM `subject` AS `t0`
          WHERE
            `t0`.`a` IS NOT NULL AND CAST(`t0`.`a` AS DECIMAL(38, 6)) IS NOT NULL
        ) AS `t2`
      ) AS `t4`
      GROUP BY
        1
    ) AS `t6`
      ON `t3`.`one` = `t6`.`one`
  ) AS `t7`
) AS `t8`

-- oracle
SELECT
  COALESCE(SUM(CAST("t8"."is_checked" AS INT)), 0) AS "checked",
  COALESCE(SUM(CAST("t8"."is_failed" AS INT)), 0) AS "failed"
FROM (
  SELECT
    "t7"."k",
    "t7"."a",
    "t7"."one",
    "t7"."size",
    "t7"."n",
    "t7"."low",
    "t7"."high",
    COALESCE((
      "t7"."n" >= 8
    ) AND (
      "t7"."high" > "t7"."low"
    ), FALSE) AS "is_checked",
    COALESCE(
      (
        "t7"."n" >= 8
      )
      AND (
        "t7"."high" > "t7"."low"
      )
      AND (
        (
          "t7"."size" < (
            "t7"."low" - (
              (
                "t7"."high" - "t7"."low"
              ) * 3
            )
          )
        )
        OR (
          "t7"."size" > (
            "t7"."high" + (
              (
                "t7"."high" - "t7"."low"
              ) * 3
            )
          )
        )
      ),
      FALSE
    ) AS "is_failed"
  FROM (
    SELECT
      "t3"."k",
      "t3"."a",
      "t3"."one",
      "t3"."size",
      "t6"."n",
      "t6"."low",
      "t6"."high"
    FROM (
      SELECT
        "t0"."k",
        "t0"."a",
        1 AS "one",
        CAST("t0"."a" AS NUMBER(38, 6)) AS "size"
      FROM "subject" "t0"
      WHERE
        "t0"."a" IS NOT NULL
    ) "t3"
    INNER JOIN (
      SELECT
        "t4"."one",
        COUNT(*) AS "n",
        MIN(
          CASE
            WHEN (
              "t4"."place" * 10000
            ) >= (
              "t4"."n" * 2500
            )
            THEN "t4"."value"
            ELSE NULL
          END
        ) AS "low",
        MIN(
          CASE
            WHEN (
              "t4"."place" * 10000
            ) >= (
              "t4"."n" * 7500
            )
            THEN "t4"."value"
            ELSE NULL
          END
        ) AS "high"
      FROM (
        SELECT
          "t2"."one",
          "t2"."size" AS "value",
          (
            ROW_NUMBER() OVER (PARTITION BY "t2"."one" ORDER BY "t2"."size" ASC) - 1
          ) + 1 AS "place",
          COUNT(*) OVER (PARTITION BY "t2"."one" ORDER BY NULL ASC) AS "n"
        FROM (
          SELECT
            "t0"."k",
            "t0"."a",
            1 AS "one",
            CAST("t0"."a" AS NUMBER(38, 6)) AS "size"
          FROM "subject" "t0"
          WHERE
            "t0"."a" IS NOT NULL AND CAST("t0"."a" AS NUMBER(38, 6)) IS NOT NULL
        ) "t2"
      ) "t4"
      GROUP BY
        "t4"."one"
    ) "t6"
      ON "t3"."one" = "t6"."one"
  ) "t7"
) "t8"

-- postgres
SELECT
  COALESCE(SUM(CAST("t8"."is_checked" AS BIGINT)), 0) AS "checked",
  COALESCE(SUM(CAST("t8"."is_failed" AS BIGINT)), 0) AS "failed"
FROM (
  SELECT
    "t7"."k",
    "t7"."a",
    "t7"."one",
    "t7"."size",
    "t7"."n",
    "t7"."low",
    "t7"."high",
    COALESCE((
      "t7"."n" >= 8
    ) AND (
      "t7"."high" > "t7"."low"
    ), FALSE) AS "is_checked",
    COALESCE(
      (
        "t7"."n" >= 8
      )
      AND (
        "t7"."high" > "t7"."low"
      )
      AND (
        (
          "t7"."size" < (
            "t7"."low" - (
              (
                "t7"."high" - "t7"."low"
              ) * 3
            )
          )
        )
        OR (
          "t7"."size" > (
            "t7"."high" + (
              (
                "t7"."high" - "t7"."low"
              ) * 3
            )
          )
        )
      ),
      FALSE
    ) AS "is_failed"
  FROM (
    SELECT
      "t3"."k",
      "t3"."a",
      "t3"."one",
      "t3"."size",
      "t6"."n",
      "t6"."low",
      "t6"."high"
    FROM (
      SELECT
        "t0"."k",
        "t0"."a",
        1 AS "one",
        CAST("t0"."a" AS DECIMAL(38, 6)) AS "size"
      FROM "subject" AS "t0"
      WHERE
        "t0"."a" IS NOT NULL
    ) AS "t3"
    INNER JOIN (
      SELECT
        "t4"."one",
        COUNT(*) AS "n",
        MIN("t4"."value") FILTER(WHERE
          (
            "t4"."place" * 10000
          ) >= (
            "t4"."n" * 2500
          )) AS "low",
        MIN("t4"."value") FILTER(WHERE
          (
            "t4"."place" * 10000
          ) >= (
            "t4"."n" * 7500
          )) AS "high"
      FROM (
        SELECT
          "t2"."one",
          "t2"."size" AS "value",
          (
            ROW_NUMBER() OVER (
              PARTITION BY "t2"."one"
              ORDER BY "t2"."size" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) - 1
          ) + 1 AS "place",
          COUNT(*) OVER (PARTITION BY "t2"."one" ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS "n"
        FROM (
          SELECT
            "t0"."k",
            "t0"."a",
            1 AS "one",
            CAST("t0"."a" AS DECIMAL(38, 6)) AS "size"
          FROM "subject" AS "t0"
          WHERE
            "t0"."a" IS NOT NULL AND CAST("t0"."a" AS DECIMAL(38, 6)) IS NOT NULL
        ) AS "t2"
      ) AS "t4"
      GROUP BY
        1
    ) AS "t6"
      ON "t3"."one" = "t6"."one"
  ) AS "t7"
) AS "t8"

-- pyspark
SELECT
  COALESCE(SUM(CAST(`t8`.`is_checked` AS BIGINT)), 0) AS `checked`,
  COALESCE(SUM(CAST(`t8`.`is_failed` AS BIGINT)), 0) AS `failed`
FROM (
  SELECT
    `t7`.`k`,
    `t7`.`a`,
    `t7`.`one`,
    `t7`.`size`,
    `t7`.`n`,
    `t7`.`low`,
    `t7`.`high`,
    COALESCE((
      `t7`.`n` >= 8
    ) AND (
      `t7`.`high` > `t7`.`low`
    ), FALSE) AS `is_checked`,
    COALESCE(
      (
        `t7`.`n` >= 8
      )
      AND (
        `t7`.`high` > `t7`.`low`
      )
      AND (
        (
          `t7`.`size` < (
            `t7`.`low` - (
              (
                `t7`.`high` - `t7`.`low`
              ) * 3
            )
          )
        )
        OR (
          `t7`.`size` > (
            `t7`.`high` + (
              (
                `t7`.`high` - `t7`.`low`
              ) * 3
            )
          )
        )
      ),
      FALSE
    ) AS `is_failed`
  FROM (
    SELECT
      `t3`.`k`,
      `t3`.`a`,
      `t3`.`one`,
      `t3`.`size`,
      `t6`.`n`,
      `t6`.`low`,
      `t6`.`high`
    FROM (
      SELECT
        `t0`.`k`,
        `t0`.`a`,
        1 AS `one`,
        CAST(`t0`.`a` AS DECIMAL(38, 6)) AS `size`
      FROM `subject` AS `t0`
      WHERE
        `t0`.`a` IS NOT NULL
    ) AS `t3`
    INNER JOIN (
      SELECT
        `t4`.`one`,
        COUNT(*) AS `n`,
        MIN(IF((
          `t4`.`place` * 10000
        ) >= (
          `t4`.`n` * 2500
        ), `t4`.`value`, NULL)) AS `low`,
        MIN(IF((
          `t4`.`place` * 10000
        ) >= (
          `t4`.`n` * 7500
        ), `t4`.`value`, NULL)) AS `high`
      FROM (
        SELECT
          `t2`.`one`,
          `t2`.`size` AS `value`,
          (
            ROW_NUMBER() OVER (PARTITION BY `t2`.`one` ORDER BY `t2`.`size` ASC NULLS LAST) - 1
          ) + 1 AS `place`,
          COUNT(*) OVER (PARTITION BY `t2`.`one` ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS `n`
        FROM (
          SELECT
            `t0`.`k`,
            `t0`.`a`,
            1 AS `one`,
            CAST(`t0`.`a` AS DECIMAL(38, 6)) AS `size`
          FROM `subject` AS `t0`
          WHERE
            `t0`.`a` IS NOT NULL AND CAST(`t0`.`a` AS DECIMAL(38, 6)) IS NOT NULL
        ) AS `t2`
      ) AS `t4`
      GROUP BY
        1
    ) AS `t6`
      ON `t3`.`one` = `t6`.`one`
  ) AS `t7`
) AS `t8`
