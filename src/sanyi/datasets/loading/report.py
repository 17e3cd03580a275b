"""What a load did, in counts; and how a person asked for it to be done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sanyi.kernel import Finding


class LoadMode(StrEnum):
    """``full`` replaces the table; ``upsert`` replaces rows of the same key and adds the others;
    ``insert`` adds rows with new keys and rejects those already there."""

    FULL = "full"
    UPSERT = "upsert"
    INSERT = "insert"


@dataclass(frozen=True, slots=True)
class LoadReport:
    """Counts of one load; ``rows_in == kept + rejected`` always.

    Args:
        table_rows: rows of the table afterwards.
        unchanged: the same file had been loaded in the same way, and nothing was done.
        rejected_file: Parquet with row number, reasons and text of each rejected row.
        reasons: how many rows each reason rejected, most first.
    """

    table: str
    source: str
    rows_in: int
    kept: int
    rejected: int
    table_rows: int
    content_hash: str
    unchanged: bool = False
    rejected_file: Path | None = None
    reasons: tuple[tuple[str, int], ...] = ()
    findings: tuple[Finding, ...] = ()
