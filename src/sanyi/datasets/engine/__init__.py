"""The analytic engine: expressions compiled to SQL text, executors that run it, the workspace."""

from sanyi.datasets.engine.chdb_executor import ChdbExecutor
from sanyi.datasets.engine.choice import executor_from
from sanyi.datasets.engine.duckdb_executor import DuckDBExecutor
from sanyi.datasets.engine.expressions import DIALECTS, compile_sql, quantiles, ratio, tables_of
from sanyi.datasets.engine.manifest import Manifest, Source, TableEntry
from sanyi.datasets.engine.rowcompare import RowDifference, compare_rows
from sanyi.datasets.engine.session import Executor, Progress, Session
from sanyi.datasets.engine.spark_executor import SparkExecutor
from sanyi.datasets.engine.workspace import Workspace

__all__ = [
    "DIALECTS",
    "ChdbExecutor",
    "DuckDBExecutor",
    "Executor",
    "Manifest",
    "Progress",
    "RowDifference",
    "Session",
    "Source",
    "SparkExecutor",
    "TableEntry",
    "Workspace",
    "compare_rows",
    "compile_sql",
    "executor_from",
    "quantiles",
    "ratio",
    "tables_of",
]
