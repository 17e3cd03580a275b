"""Table expressions become SQL text here; no engine is imported and no data is read.

One expression is compiled for every engine the product promises. Ibis is used as a compiler
only: tables are declared from contracts, and the text is all that an executor gets.
"""

from __future__ import annotations

import ibis
from ibis.expr import operations as ops

DIALECTS = ("clickhouse", "duckdb", "mysql", "oracle", "postgres", "pyspark")


def compile_sql(expression: ibis.Table, dialect: str = "duckdb") -> str:
    """SQL text of an expression in one dialect.

    Example:
        >>> t = ibis.table({"a": "int64"}, name="t")
        >>> print(compile_sql(t.filter(t.a > 1)))
        SELECT
          *
        FROM "t" AS "t0"
        WHERE
          "t0"."a" > 1
    """
    return str(ibis.to_sql(expression, dialect=dialect))


def tables_of(expression: ibis.Table) -> frozenset[str]:
    """Names of the tables an expression reads."""
    return frozenset(node.name for node in expression.op().find(ops.UnboundTable))
