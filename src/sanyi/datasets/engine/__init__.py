"""The analytic engine: expressions compiled to SQL text, executors that run it, the workspace."""

from sanyi.datasets.engine.duckdb_executor import DuckDBExecutor
from sanyi.datasets.engine.expressions import DIALECTS, compile_sql, tables_of
from sanyi.datasets.engine.manifest import Manifest, Source, TableEntry
from sanyi.datasets.engine.session import Executor, Progress, Session
from sanyi.datasets.engine.workspace import Workspace

__all__ = [
    "DIALECTS",
    "DuckDBExecutor",
    "Executor",
    "Manifest",
    "Progress",
    "Session",
    "Source",
    "TableEntry",
    "Workspace",
    "compile_sql",
    "tables_of",
]
