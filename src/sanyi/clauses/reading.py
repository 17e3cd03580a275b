"""Document -> Reading: the tree of clauses, the facts, the conventions and the ledger tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sanyi.clauses.deadlines import Calendar
from sanyi.clauses.dialects import Dialect, find_dialects
from sanyi.clauses.facts import DocumentFacts, read_facts
from sanyi.clauses.ledger_tables import LedgerRow, read_ledger
from sanyi.clauses.lines import TextLine, text_lines
from sanyi.clauses.model import Clause, Outline, Region, RegionKind
from sanyi.clauses.outline import outline
from sanyi.documents import Document
from sanyi.kernel import Span


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words of a document say, before any of it becomes a ledger."""

    document: Document
    facts: DocumentFacts
    outline: Outline
    dialects: tuple[Dialect, ...]
    ledgers: tuple[tuple[LedgerRow, ...], ...]
    regions: tuple[Region, ...]

    @property
    def calendar(self) -> Calendar:
        """What a deadline without a year is counted from."""
        return Calendar(self.facts.year, self.facts.issued_on)


def read_clauses(document: Document) -> Reading:
    """Read the clauses of a document. It never raises on what the text says."""
    lines = text_lines(document)
    tree = outline(lines)
    facts = read_facts(
        tree, is_edited=document.is_edited, full_text=document.text, name=document.name
    )
    when = Calendar(facts.year, facts.issued_on)
    ledgers = tuple(
        tuple(rows) for table in document.tables if (rows := read_ledger(document, table, when))
    )
    return Reading(
        document, facts, tree, tuple(find_dialects(lines)), ledgers, tuple(_regions(document, tree))
    )


def _regions(document: Document, tree: Outline) -> Iterator[Region]:
    """Every line and every cell once, by where it went."""
    for kind, lines in (
        (RegionKind.FRONT, tree.front),
        (RegionKind.BACK, tree.back),
        (RegionKind.FURNITURE, tree.furniture),
    ):
        for line in lines:
            yield Region(kind, line.span)
    for clause in tree.clauses():
        kind = RegionKind.HEADING if is_heading(clause) else RegionKind.CLAUSE
        for line in clause.lines:
            yield Region(kind, _whole(line))
    for table in document.tables:
        for cell in table.cells:
            if cell.span.of(document.text).strip():
                yield Region(RegionKind.CELL, cell.span)


def _whole(line: TextLine) -> Span:
    return line.span


def is_heading(clause: Clause) -> bool:
    """Whether a clause only heads others: it has children and no sentence of its own."""
    return bool(clause.children) and len(clause.lines) == 1 and "。" not in clause.drafted.text
