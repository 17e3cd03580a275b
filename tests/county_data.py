"""A model county as tests see it: its folder, its open session, its truth."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sanyi.datasets import LoadReport, Session


@dataclass(frozen=True, slots=True)
class Loaded:
    """A county's folder, its open session, its load reports and its truth."""

    folder: Path
    session: Session
    reports: tuple[LoadReport, ...]
    truth: dict[str, Any]

    def sql(self, text: str) -> list[tuple[Any, ...]]:
        """Rows of a query in which ``{name}`` stands for a table of the workspace."""
        tables = self.session.workspace.manifest.tables
        paths = {
            name: f"(FROM read_parquet('{self.session.workspace.root / entry.file}'))"
            for name, entry in tables.items()
        }
        return list(self.session.local.execute(text.format(**paths)))
