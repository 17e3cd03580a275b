"""Runs one expression on two engines and compares the rows, EXCEPT ALL in both directions."""

from __future__ import annotations

from pathlib import Path

import ibis

from sanyi.datasets import ChdbExecutor, DuckDBExecutor, Executor, compare_rows


def assert_same_rows(
    expression: ibis.Table, tables: dict[str, Path], folder: Path, second: Executor | None = None
) -> None:
    """Fail when DuckDB and the second engine (ClickHouse unless given) differ in a row.

    Args:
        tables: Parquet file of each table the expression reads.
        folder: where the two results are written.
    """
    results: list[Path] = []
    for engine in (DuckDBExecutor(threads=1), second or ChdbExecutor()):
        try:
            for name, path in tables.items():
                engine.register(name, path)
            results.append(folder / f"result.{engine.dialect}.parquet")
            engine.write(expression, results[-1])
        finally:
            if engine is not second:
                engine.close()
    assert not compare_rows(*results), f"两个引擎的行不同：{compare_rows(*results)}"
