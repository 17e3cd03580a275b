"""Table expressions become SQL text here; no engine is imported and no data is read.

One expression is compiled for every engine the product promises. Ibis is used as a compiler
only: tables are declared from contracts, and the text is all that an executor gets.
"""

from __future__ import annotations

from collections.abc import Sequence

import ibis
from ibis.config import Config
from ibis.expr import operations as ops

DIALECTS = ("clickhouse", "duckdb", "mysql", "oracle", "postgres", "pyspark")


class _SparkOptions(Config):  # type: ignore[misc]
    """The one option the Spark compiler asks for; its own comes only with a Spark connection."""

    treat_nan_as_null: bool = False


def _ready() -> None:
    if ibis.options.pyspark is None:
        ibis.options.pyspark = _SparkOptions()


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
    _ready()
    return str(ibis.to_sql(expression, dialect=dialect))


def tables_of(expression: ibis.Table) -> frozenset[str]:
    """Names of the tables an expression reads."""
    return frozenset(node.name for node in expression.op().find(ops.UnboundTable))


def ratio(numerator: ibis.Value, denominator: ibis.Value) -> ibis.Value:
    """A share or mean as a double; no value where the denominator is zero or unknown.

    Engines disagree on what a decimal divided by an integer is, so both sides are made doubles.
    """
    return numerator.cast("float64") / denominator.nullif(0).cast("float64")


def quantiles(
    table: ibis.Table, column: str, shares: dict[str, float], group: Sequence[str] = ()
) -> ibis.Table:
    """Quantiles by rank, in each group: the least value that at least that share does not exceed.

    Written with row numbers, since not every engine has quantiles and those that have one do not
    agree between two values. One row per group: its columns, ``n`` and one column per share.

    Args:
        shares: name of a result column -> share, such as ``{"median": 0.5}``.
        group: columns; without any there is one row.

    Example:
        >>> t = ibis.table({"kind": "string", "days": "int64"}, name="t")
        >>> quantiles(t, "days", {"median": 0.5}, ["kind"]).columns
        ('kind', 'n', 'median')
    """
    known = table.filter(table[column].notnull())
    window = ibis.window(group_by=list(group), order_by=known[column])
    frame = ibis.window(group_by=list(group))
    ranked = known.select(
        *group,
        value=known[column],
        place=(ibis.row_number().over(window) + 1).cast("int64"),
        n=known.count().over(frame).cast("int64"),
    )
    wanted = {
        # Whole numbers on both sides: 0.7 of ten must be seven on every engine.
        name: ranked.value.min(where=ranked.place * 10_000 >= ranked.n * round(share * 10_000))
        for name, share in shares.items()
    }
    if not group:
        return ranked.agg(n=ranked.count(), **wanted)
    return ranked.group_by(list(group)).agg(n=ranked.count(), **wanted)
