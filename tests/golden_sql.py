"""Stored SQL text of expressions: one file per expression with a part for each dialect.

Set ``SANYI_UPDATE_GOLDEN=1`` to write the files anew; then read the difference before committing.
"""

from __future__ import annotations

import os
from pathlib import Path

import ibis

from sanyi.datasets import DIALECTS, compile_sql


def golden_text(expression: ibis.Table) -> str:
    """The SQL of an expression in all dialects, each under its heading."""
    parts = [f"-- {dialect}\n{compile_sql(expression, dialect)}\n" for dialect in DIALECTS]
    return "\n".join(parts)


def assert_golden(expression: ibis.Table, path: Path) -> None:
    """Compare with the stored text; a missing file is a failure unless it is being updated."""
    text = golden_text(expression)
    if os.environ.get("SANYI_UPDATE_GOLDEN") == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    assert path.exists(), f"{path.name} 没有保存过；设 SANYI_UPDATE_GOLDEN=1 生成后核对"
    with path.open(encoding="utf-8", newline="") as handle:
        stored = handle.read()
    assert text == stored, f"{path.name} 与保存的 SQL 不同"
