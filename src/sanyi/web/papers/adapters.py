"""Stored readings and corrections <-> records of the library."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cattrs.preconf.json import make_converter

from sanyi.documents import Document, Line, LineKind, Run, RunState
from sanyi.kernel import Span
from sanyi.ledger import (
    CorrectedField,
    Correction,
    Entry,
    Ledger,
    Outcome,
    add_entries,
    apply_corrections,
)
from sanyi.web.papers.models import Correction as CorrectionRow
from sanyi.web.papers.models import Version

_CONVERTER = make_converter(detailed_validation=False)


def ledger_as_record(ledger: Ledger) -> dict[str, Any]:
    """A ledger as JSON values; ``ledger_from_record`` gives the same ledger back."""
    record: dict[str, Any] = _CONVERTER.unstructure(ledger)
    return record


def ledger_from_record(record: dict[str, Any]) -> Ledger:
    """The ledger that ``ledger_as_record`` stored."""
    return _CONVERTER.structure(record, Ledger)


def entry_as_record(entry: Entry) -> dict[str, Any]:
    """One entry as JSON values."""
    record: dict[str, Any] = _CONVERTER.unstructure(entry)
    return record


def entry_from_record(record: dict[str, Any]) -> Entry:
    """The entry that ``entry_as_record`` stored."""
    return _CONVERTER.structure(record, Entry)


def layout_of(document: Document) -> dict[str, Any]:
    """What the source pane needs beside the text: edited runs, page furniture, page starts."""
    return {
        "runs": [[r.span.start, r.span.end, r.state.value]
                 for r in document.runs if r.state is not RunState.KEPT],
        "furniture": [[li.span.start, li.span.end]
                      for li in document.lines if li.kind is LineKind.PAGE_FURNITURE],
        "pages": list(document.page_starts),
    }  # fmt: skip


def document_of(version: Version) -> Document:
    """The text of a version with its edits, page furniture and pages; tables are not kept."""
    layout = version.layout or {"runs": [], "furniture": [], "pages": []}
    furniture = {start for start, _ in layout["furniture"]}
    lines, start = [], 0
    for text in version.text.split("\n"):
        kind = LineKind.PAGE_FURNITURE if start in furniture else LineKind.PARAGRAPH
        lines.append(Line(Span(start, start + len(text)), kind))
        start += len(text) + 1
    runs, at = [], 0
    for begin, end, state in [*layout["runs"], (len(version.text), len(version.text), "kept")]:
        if at < begin:
            runs.append(Run(Span(at, begin), RunState.KEPT))
        if begin < end:
            runs.append(Run(Span(begin, end), RunState(state)))
        at = end
    return Document(version.original_name, "", version.text, tuple(lines), tuple(runs),
                    page_starts=tuple(layout["pages"]))  # fmt: skip


def correction_of(row: CorrectionRow) -> Correction:
    """The correction that a row stores."""
    return Correction(row.entry_id, row.anchor, CorrectedField(row.field), row.before, row.after)


@dataclass(frozen=True, slots=True)
class Corrected:
    """A version's reading with the corrections replayed on it.

    Args:
        read: what was read, with the entries added by hand as their words are read.
    """

    read: Ledger
    ledger: Ledger
    rows: tuple[CorrectionRow, ...]
    outcomes: tuple[Outcome, ...]


def corrected(version: Version, rows: Iterable[CorrectionRow]) -> Corrected:
    """The corrected ledger of a version that has been read.

    Args:
        rows: corrections that count for it, the oldest first.
    """
    assert version.reading is not None  # asked for only after it was read
    read, rows = ledger_from_record(version.reading), tuple(rows)
    known = [(row.pk, correction_of(row)) for row in rows]
    added = {key: c for key, c in known if c.field is CorrectedField.ADDED}
    others = {key: c for key, c in known if key not in added}
    outcomes: dict[int, Outcome] = {}
    if added:
        read, found = add_entries(read, document_of(version), list(added.values()))
        outcomes |= zip(added, found, strict=True)
    ledger, found = apply_corrections(read, list(others.values()))
    outcomes |= zip(others, found, strict=True)
    return Corrected(read, ledger, rows, tuple(outcomes[row.pk] for row in rows))
