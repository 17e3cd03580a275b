"""Whether two Parquet files hold the same rows: EXCEPT ALL in both directions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sanyi.datasets.engine.duckdb_executor import DuckDBExecutor, quoted, quoted_text


@dataclass(frozen=True, slots=True)
class RowDifference:
    """Rows that only one side has."""

    only_left: int
    only_right: int

    def __bool__(self) -> bool:
        return bool(self.only_left or self.only_right)


def compare_rows(left: Path, right: Path) -> RowDifference:
    """Count the rows that only one file has; floating numbers are compared to nine decimals."""
    engine = DuckDBExecutor()
    try:
        names = _rounded(engine, left)
        a = f"SELECT {names} FROM read_parquet({quoted_text(str(left))})"
        b = f"SELECT {names} FROM read_parquet({quoted_text(str(right))})"
        counts = [
            int(engine.execute(f"SELECT count(*) FROM ({x} EXCEPT ALL {y})")[0][0])
            for x, y in ((a, b), (b, a))
        ]
    finally:
        engine.close()
    return RowDifference(*counts)


def _rounded(engine: DuckDBExecutor, path: Path) -> str:
    columns = engine.execute(f"DESCRIBE FROM read_parquet({quoted_text(str(path))})")
    return ", ".join(
        f"round({quoted(str(name))}, 9) AS {quoted(str(name))}"
        if kind in ("DOUBLE", "FLOAT")
        else quoted(str(name))
        for name, kind, *_rest in columns
    )
