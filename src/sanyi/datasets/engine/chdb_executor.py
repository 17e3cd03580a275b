"""Runs SQL text on ClickHouse inside this process: the second engine of the portability gate."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import ibis

from sanyi.datasets.engine.duckdb_executor import DuckDBExecutor, quoted, quoted_text
from sanyi.datasets.engine.expressions import compile_sql
from sanyi.kernel import MissingToolError, SanyiError

_SETTINGS = (
    "join_use_nulls = 1, output_format_parquet_string_as_string = 1, "
    "session_timezone = 'UTC', schema_inference_make_columns_nullable = 1"
)


class ChdbExecutor:
    """One in-process ClickHouse over Parquet files; only one may be open at a time.

    Raises:
        MissingToolError: chdb is not installed.
    """

    dialect = "clickhouse"

    def __init__(self) -> None:
        try:
            from chdb import session
        except ImportError as error:
            raise MissingToolError(
                "DAT-033", "没有安装 chdb。", "安装开发用的可选依赖。"
            ) from error
        self._session = session.Session()

    def register(self, name: str, path: Path) -> None:
        """Make a Parquet file readable under a table name."""
        self._run(
            f"CREATE OR REPLACE VIEW {quoted(name)} AS "
            f"SELECT * FROM file({quoted_text(str(path.resolve()))}, Parquet)"
        )

    def rows(self, expression: ibis.Table) -> list[dict[str, Any]]:
        """Rows of an expression as dictionaries; dates and decimals come as text."""
        text = self._run(compile_sql(expression, self.dialect), "JSONEachRow")
        return [json.loads(line) for line in text.splitlines() if line]

    def write(self, expression: ibis.Table, path: Path) -> None:
        """Write the rows of an expression to a Parquet file with the types it declares."""
        raw = path.with_name(f".{path.name}.clickhouse")
        raw.unlink(missing_ok=True)
        sql = compile_sql(expression, self.dialect)
        self._run(f"{sql} INTO OUTFILE {quoted_text(str(raw.resolve()))} FORMAT Parquet")
        engine = DuckDBExecutor()
        try:
            engine.copy_typed(f"FROM read_parquet({quoted_text(str(raw))})", expression, path)
        finally:
            engine.close()
            raw.unlink(missing_ok=True)

    def close(self) -> None:
        """Give the process's only session back."""
        self._session.close()

    def _run(self, sql: str, output: str = "CSV") -> str:
        settings = "" if sql.startswith("CREATE") else f" SETTINGS {_SETTINGS}"
        try:
            return str(self._session.query(sql + settings, output))
        except Exception as error:
            raise SanyiError(
                "DAT-034",
                f"ClickHouse 拒绝了这条语句（{type(error).__name__}）。",
                "换默认引擎重试。",
            ) from error
