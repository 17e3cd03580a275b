"""Runs SQL text on the embedded engine: the default, in this process, no server."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import ibis

from sanyi.datasets.engine.expressions import compile_sql
from sanyi.kernel import SanyiError

# Fixed row groups keep the bytes of a file independent of threads and of the size of memory.
PARQUET_OPTIONS = "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880"
# What is read back once and thrown away.
PASSING_OPTIONS = "FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 122880"


class DuckDBExecutor:
    """One in-memory database over Parquet files, with a memory limit and a spill folder.

    Args:
        memory_limit: such as ``"4GB"``; beyond it the engine spills to ``spill``.
        spill: folder for spilled data; None lets the engine choose.
        threads: worker threads; None takes all cores.
    """

    dialect = "duckdb"

    def __init__(
        self, memory_limit: str = "4GB", spill: Path | None = None, threads: int | None = None
    ) -> None:
        config: dict[str, Any] = {
            "memory_limit": memory_limit,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        if spill is not None:
            spill.mkdir(parents=True, exist_ok=True)
            config["temp_directory"] = str(spill)
        if threads is not None:
            config["threads"] = threads
        self._connection = duckdb.connect(":memory:", config=config)
        self._connection.execute("SET TimeZone = 'UTC'")

    def register(self, name: str, path: Path) -> None:
        """Make a Parquet file readable under a table name."""
        self.register_with(name, path, {})

    def register_with(self, name: str, path: Path, absent: Mapping[str, Any]) -> None:
        """The same, with columns of no value that the file lacks: name -> Ibis type."""
        self.execute(f"CREATE OR REPLACE VIEW {quoted(name)} AS {whole_sql(path, absent)}")

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Run one statement and fetch its rows.

        Raises:
            SanyiError: the engine refused; its message is given without any value of the data.
        """
        try:
            rows: list[tuple[Any, ...]] = self._connection.execute(sql, list(parameters)).fetchall()
        except duckdb.Error as error:
            raise engine_error(error) from error
        return rows

    def rows(self, expression: ibis.Table) -> list[dict[str, Any]]:
        """Rows of an expression as dictionaries, with the types the expression declares."""
        names = expression.columns
        return [dict(zip(names, row, strict=True)) for row in self.execute(self._sql(expression))]

    def write(self, expression: ibis.Table, path: Path) -> None:
        """Write the rows of an expression to a Parquet file."""
        self.copy(self._sql(expression), path)

    def copy(self, sql: str, path: Path, options: str = PARQUET_OPTIONS) -> None:
        """Write the rows of SQL text to a Parquet file."""
        self.execute(f"COPY ({sql}) TO {quoted_text(str(path))} ({options})")

    def copy_typed(self, sql: str, expression: ibis.Table, path: Path) -> None:
        """Write another engine's rows to a Parquet file with the types an expression declares."""
        self.copy(typed_sql(sql, dict(expression.schema().items())), path)

    def close(self) -> None:
        """Give back memory and spill files."""
        self._connection.close()

    def _sql(self, expression: ibis.Table) -> str:
        return typed_sql(compile_sql(expression, "duckdb"), dict(expression.schema().items()))


def whole_sql(path: Path, absent: Mapping[str, Any]) -> str:
    """SQL text of all rows of a Parquet file, with columns of no value that it lacks."""
    more = "".join(
        f", CAST(NULL AS {duckdb_type(dtype)}) AS {quoted(name)}" for name, dtype in absent.items()
    )
    return f"SELECT *{more} FROM read_parquet({quoted_text(str(path))})"


def typed_sql(sql: str, schema: Mapping[str, Any]) -> str:
    """Wrap SQL text so that each column has its declared type.

    The engine widens a sum of integers beyond 64 bits and Parquet would then hold it as a float.
    """
    columns = ", ".join(
        f"CAST({quoted(name)} AS {duckdb_type(dtype)}) AS {quoted(name)}"
        for name, dtype in schema.items()
    )
    return f"SELECT {columns} FROM ({sql}) AS typed"


def duckdb_type(dtype: Any) -> str:
    """Name of an Ibis type in the embedded engine."""
    if dtype.is_decimal():
        return f"DECIMAL({dtype.precision or 38}, {dtype.scale or 0})"
    names = {
        "string": "VARCHAR", "int64": "BIGINT", "int32": "INTEGER", "int16": "SMALLINT",
        "int8": "TINYINT", "float64": "DOUBLE", "float32": "FLOAT", "boolean": "BOOLEAN",
        "date": "DATE",
    }  # fmt: skip
    if dtype.is_timestamp():
        return "TIMESTAMP"
    return names.get(str(dtype).removeprefix("!"), "VARCHAR")


def quoted(name: str) -> str:
    """An identifier in double quotes."""
    return '"' + name.replace('"', '""') + '"'


def quoted_text(text: str) -> str:
    """A string literal."""
    return "'" + text.replace("'", "''") + "'"


def engine_error(error: Exception) -> SanyiError:
    """An engine's refusal without the values that stand in its text."""
    kind = type(error).__name__
    if isinstance(error, duckdb.OutOfMemoryException):
        return SanyiError("DAT-031", "内存不够用。", "调大内存上限，或给溢出目录更多空间。")
    if isinstance(error, duckdb.IOException):
        return SanyiError("DAT-032", "读写数据文件失败。", "检查磁盘空间、权限和文件是否完整。")
    return SanyiError(
        "DAT-030", f"计算引擎拒绝了这条语句（{kind}）。", "请把操作步骤报给维护人员。"
    )
