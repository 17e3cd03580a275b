"""Tiny tables of a spec case: text to typed rows, and an in-memory session over them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import duckdb
import ibis

from sanyi.datasets import Column, compile_sql, get_contract, tables_of
from sanyi.datasets.engine.duckdb_executor import duckdb_type, quoted, typed_sql

REMARK = "说明"


def parse_table(name: str, text: str) -> list[dict[str, Any]]:
    """Rows of a table drawn with bars; the column 说明 is for people, an empty cell is empty."""
    lines = [line for line in text.strip().splitlines() if line.strip()]
    names = [cell.strip() for cell in lines[0].split("|")]
    contract = get_contract(name)
    rows = []
    for line in lines[1:]:
        cells = [cell.strip() for cell in line.split("|")]
        assert len(cells) == len(names), f"{name}: {line}"
        pairs = zip(names, cells, strict=True)
        rows.append({n: typed(contract.column(n), c) for n, c in pairs if n != REMARK})
    return rows


def typed(column: Column, text: str) -> Any:
    if not text:
        return None
    if column.type in ("int64", "fen"):
        return int(text)
    if column.type == "boolean":
        return {"true": True, "false": False}[text]
    if column.type in ("date", "month"):
        return dt.date.fromisoformat(text)
    if column.type == "datetime":
        return dt.datetime.fromisoformat(text)
    return Decimal(text) if column.type.startswith("decimal") else text


class TinySession:
    """Tables in memory, typed by their contracts; does what ``evaluate`` asks of a session."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self.tables: dict[str, int] = {}

    def fill(self, tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        """Replace everything by these tables."""
        for name in self.tables:
            self.connection.execute(f"DROP TABLE {quoted(name)}")
        self.tables = {name: len(rows) for name, rows in tables.items()}
        for name, rows in tables.items():
            schema = ibis.schema({c.name: c.ibis_type for c in get_contract(name).stored_columns})
            columns = ", ".join(f"{quoted(n)} {duckdb_type(t)}" for n, t in schema.items())
            self.connection.execute(f"CREATE TABLE {quoted(name)} ({columns})")
            if rows:
                marks = ", ".join("?" for _ in schema)
                values = [[row.get(n) for n in schema] for row in rows]
                self.connection.executemany(f"INSERT INTO {quoted(name)} VALUES ({marks})", values)

    def has(self, *names: str) -> bool:
        return all(name in self.tables for name in names)

    def inputs(self, expression: ibis.Table) -> dict[str, tuple[int, str]]:
        return {n: (self.tables[n], "0" * 64) for n in sorted(tables_of(expression))}

    def rows(self, expression: ibis.Table) -> list[dict[str, Any]]:
        sql = typed_sql(compile_sql(expression), dict(expression.schema().items()))
        found = self.connection.execute(sql).fetchall()
        return [dict(zip(expression.columns, row, strict=True)) for row in found]
