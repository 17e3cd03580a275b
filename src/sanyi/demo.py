"""What ``make demo`` shows: the path from a document to its ledger, on documents of our own."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path


def show_demo(folder: Path) -> None:
    """Read the sample documents, show ledger and findings, write the workbooks."""
