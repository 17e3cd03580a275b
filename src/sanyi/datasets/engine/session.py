"""A session: a workspace, an executor, and the way from an expression to rows or a table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

import ibis
from ibis.expr import operations as ops

from sanyi.datasets.engine.duckdb_executor import PASSING_OPTIONS, DuckDBExecutor, whole_sql
from sanyi.datasets.engine.expressions import tables_of
from sanyi.datasets.engine.files import OwnFolder, publish
from sanyi.datasets.engine.manifest import TableEntry
from sanyi.datasets.engine.workspace import Workspace
from sanyi.datasets.model import Column
from sanyi.datasets.registry import contracts
from sanyi.kernel import InputError

Progress = Callable[[str, float], None]


def no_progress(step: str, share: float) -> None:
    """Take progress reports and say nothing."""


class Executor(Protocol):
    """What an engine must do; one class each for DuckDB, Spark and ClickHouse."""

    dialect: str

    def register(self, name: str, path: Path) -> None: ...

    def rows(self, expression: ibis.Table) -> list[dict[str, Any]]: ...

    def write(self, expression: ibis.Table, path: Path) -> None: ...

    def close(self) -> None: ...


class Session:
    """Runs expressions over the tables of a workspace.

    Args:
        workspace: where the tables are.
        executor: engine for expressions; None takes the embedded one.
        memory_limit, threads: of the embedded engine.
        progress: called with the step in Chinese and the share done, 0 to 1.

    Example:
        ``with Session(Workspace(folder)) as session: session.rows(table("claims").count())``
    """

    def __init__(
        self,
        workspace: Workspace,
        executor: Executor | None = None,
        memory_limit: str = "4GB",
        threads: int | None = None,
        progress: Progress = no_progress,
    ) -> None:
        self.workspace = workspace
        self._spill = OwnFolder(workspace.spill)
        self.local = DuckDBExecutor(memory_limit, self._spill.path, threads)
        self.executor: Executor = executor or self.local
        self.progress = progress
        self._registered: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the engines; the workspace stays."""
        self.executor.close()
        if self.executor is not self.local:
            self.local.close()
        self._spill.remove()

    def has(self, *names: str) -> bool:
        """Whether all these tables have been loaded."""
        tables = self.workspace.manifest.tables
        return all(name in tables for name in names)

    def missing(self, expression: ibis.Table) -> tuple[str, ...]:
        """Tables an expression needs and the workspace lacks, sorted."""
        tables = self.workspace.manifest.tables
        return tuple(sorted(name for name in tables_of(expression) if name not in tables))

    def rows(self, expression: ibis.Table) -> list[dict[str, Any]]:
        """Rows of an expression.

        Raises:
            InputError: a table it reads has not been loaded.
        """
        self._prepare(expression)
        return self.executor.rows(expression)

    def write(self, expression: ibis.Table, path: Path) -> None:
        """Write the rows of an expression to a Parquet file, whole or not at all."""
        self._prepare(expression)
        temporary = path.with_name(f".{path.name}.tmp")
        self.executor.write(expression, temporary)
        publish(temporary, path)

    def save(self, name: str, expression: ibis.Table, loaded_at: str) -> TableEntry:
        """Keep the rows of an expression as a table of the workspace, with what it came from."""
        origin = self._prepare(expression)
        with self.workspace.writing():
            staged = self.workspace.staging(f"{name}.parquet")
            self.executor.write(expression, staged)
            return self.workspace.put(name, staged, self.local, loaded_at, derived_from=origin)

    def inputs(self, expression: ibis.Table) -> dict[str, tuple[int, str]]:
        """Row count and content hash of each table an expression reads: the trace of a figure."""
        entries = self.workspace.manifest.tables
        names = sorted(tables_of(expression))
        return {name: (entries[name].rows, entries[name].content_hash) for name in names}

    def _prepare(self, expression: ibis.Table) -> dict[str, str]:
        entries = self.workspace.manifest.tables
        absent = self.missing(expression)
        if absent:
            raise InputError(
                "DAT-022", f"数据表 {'、'.join(absent)} 还没有装载。", "先用 sanyi data load 装载。"
            )
        origin: dict[str, str] = {}
        for name in sorted(tables_of(expression)):
            entry = entries[name]
            origin[name] = entry.content_hash
            later = _absent(entry)
            _refuse_needed(expression, entry, later)
            if self._registered.get(name) != entry.file:
                self._register(name, self.workspace.root / entry.file, later)
                self._registered[name] = entry.file
        return origin

    def _register(self, name: str, path: Path, absent: tuple[Column, ...]) -> None:
        """Show a table to the engine with all columns its contract has by now."""
        types = {column.name: ibis.dtype(column.ibis_type) for column in absent}
        if self.executor is self.local:
            self.local.register_with(name, path, types)
        elif not absent:
            self.executor.register(name, path)
        else:  # another engine reads a completed copy: each has its own words for "no value"
            completed = self._spill.path / f"{path.stem}.parquet"
            self.local.copy(whole_sql(path, types), completed, PASSING_OPTIONS)
            self.executor.register(name, completed)


def _absent(entry: TableEntry) -> tuple[Column, ...]:
    """Columns that the contract of a table gained after it was loaded."""
    contract = contracts().get(entry.name)
    if contract is None or not entry.contract_hash:  # made here, not loaded by a contract
        return ()
    return tuple(c for c in contract.stored_columns if c.name not in entry.columns)


def _refuse_needed(
    expression: ibis.Table, entry: TableEntry, absent: tuple[Column, ...]
) -> None:  # fmt: skip
    """Refuse an expression that reads a column without which no row may be."""
    needed = [column for column in absent if column.required]
    if not needed:
        return
    read = set(expression.columns)
    for field in expression.op().find(ops.Field):
        if entry.name in {node.name for node in field.rel.find(ops.UnboundTable)}:
            read.add(field.name)
    labels = [column.label for column in needed if column.name in read]
    if labels:
        raise InputError(
            "DAT-038",
            f"数据表 {entry.name} 是按旧的要求装载的，缺少必填的列：{'、'.join(labels)}。",
            "用有这些列的文件重新装载这张表。",
        )
