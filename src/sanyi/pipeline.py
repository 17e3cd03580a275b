"""The whole path on one screen: start reading here.

A document becomes clauses, clauses become a ledger, and the ledger is examined together with the
words it was read from. Nothing is computed here; each step is one package.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sanyi.clauses import read_clauses
from sanyi.documents import Document, Progress, read_document
from sanyi.kernel import Finding
from sanyi.ledger import Ledger, build_ledger, examine


def read_ledger(
    path: Path | str, *, id: str | None = None, progress: Progress | None = None
) -> Ledger:
    """Read a document into its ledger, with everything found wrong with it.

    Args:
        path: the file, of any format in ``supported_formats()``.
        id: the document's id; derived from its name, or its place and year, when not given.
        progress: called with (what, done, total) during long work.

    Raises:
        InputError: the file cannot be read.
    """
    return ledger_of_document(read_document(path, progress=progress), id=id)


def ledger_of_document(document: Document, *, id: str | None = None) -> Ledger:
    """The ledger of a document that is already read; see ``read_ledger``."""
    reading = read_clauses(document)
    ledger = build_ledger(reading, id=id)
    carrier = tuple(_named(f, ledger.document.id) for f in document.findings)
    return replace(ledger, findings=(*carrier, *examine(reading, ledger)))


def _named(finding: Finding, document_id: str) -> Finding:
    """A finding of the reader calls the document by its id, as all others do."""
    return replace(finding, where=document_id)
