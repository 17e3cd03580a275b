"""What every check looks at: the reading, the ledger, and the views that several checks share."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from sanyi.clauses import Clause, LedgerRow, Mapped, Reading, is_heading, segments, sentences
from sanyi.documents import GONE_WHEN_ACCEPTED, RunState
from sanyi.kernel import Span
from sanyi.kernel.similarity import grams
from sanyi.ledger.entry import Entry, EntryKind, Ledger
from sanyi.ledger.entry_units import ClauseText, clause_text


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that a check found: where (an entry or the document), what, and its place."""

    where: str
    message: str
    span: Span | None = None


class PassageKind(StrEnum):
    """What a passage is in the document."""

    CLAUSE = "clause"
    HEADING = "heading"
    ROW = "row"
    AROUND = "around"  # front and back matter


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of accepted text without page breaks, and the entry that it belongs to."""

    where: str
    kind: PassageKind
    text: Mapped
    masked: str = ""  # the text with its lists of units blanked out

    @property
    def words(self) -> str:
        """The text without the units: what is ordered, not who answers for it."""
        return self.masked or self.text.text

    def hit(self, message: str, start: int, end: int) -> Hit:
        """A hit on the characters from ``start`` to ``end``."""
        return Hit(self.where, message, self.text.span(start, end))


@dataclass(frozen=True, slots=True)
class Seam:
    """A place where edits took text away: ``at`` in the accepted text, and the text that went."""

    at: int
    gone: str


# the title begins with a place that the register of divisions need not hold
_NAMED_PLACE = re.compile(r"(?:中共)?[\u4e00-\u9fff]{2,5}?(?P<level>[省市县区旗])(?![场域级])")


class Case:
    """One document under examination. Views are made once, when a check first asks for them."""

    def __init__(self, reading: Reading, ledger: Ledger) -> None:
        self.reading, self.ledger = reading, ledger
        self.id = ledger.document.id
        self.text = reading.document.text

    @cached_property
    def clause_entries(self) -> list[Entry]:
        """Entries that are clauses and not deleted as a whole."""
        return [e for e in self.ledger.entries if e.kind is EntryKind.CLAUSE and not e.is_deleted]

    @cached_property
    def row_entries(self) -> list[Entry]:
        """Entries that are rows of an annexed ledger."""
        return [e for e in self.ledger.entries if e.kind is EntryKind.LEDGER_ROW]

    @cached_property
    def entries_by_id(self) -> dict[str, Entry]:
        """All entries by id."""
        return {e.id: e for e in self.ledger.entries}

    @cached_property
    def rows(self) -> list[tuple[Entry, LedgerRow]]:
        """Row entries beside the rows they were made of."""
        printed = [row for rows in self.reading.ledgers for row in rows]
        return list(zip(self.row_entries, printed, strict=True))

    @cached_property
    def clauses(self) -> list[Clause]:
        """All clauses of the outline, headings included, those deleted as a whole left out."""
        return [c for c in self.reading.outline.clauses() if not c.is_deleted]

    @cached_property
    def clause_texts(self) -> dict[int, ClauseText]:
        """Accepted text and unit groups of each clause, by the start of its span."""
        return {c.span.start: clause_text(c) for c in self.clauses}

    @cached_property
    def entry_clauses(self) -> list[tuple[Entry, Clause]]:
        """Clause entries beside their clauses."""
        by_start = {c.span.start: c for c in self.clauses}
        return [
            (e, by_start[e.span.start]) for e in self.clause_entries if e.span.start in by_start
        ]

    def place_of(self, clause: Clause) -> str:
        """Id of the clause's entry, or of the document where it is no entry."""
        return self._entry_at.get(clause.span.start, self.id)

    @cached_property
    def _entry_at(self) -> dict[int, str]:
        return {e.span.start: e.id for e in self.ledger.entries}

    @cached_property
    def _ordered(self) -> list[Entry]:
        return sorted(self.ledger.entries, key=lambda e: e.span.start)

    @cached_property
    def _starts(self) -> list[int]:
        return [e.span.start for e in self._ordered]

    def where(self, offset: int) -> str:
        """Id of the entry that holds a place of the document, or of the document."""
        at = bisect_right(self._starts, offset) - 1
        if at >= 0 and offset < self._ordered[at].span.end:
            return self._ordered[at].id
        return self.id

    @cached_property
    def passages(self) -> list[Passage]:
        """The accepted text of clauses, rows and the lines around them."""
        found = [
            Passage(
                self.place_of(c),
                PassageKind.HEADING if is_heading(c) else PassageKind.CLAUSE,
                self.clause_texts[c.span.start].text,
                self.clause_texts[c.span.start].masked,
            )
            for c in self.clauses
        ]
        found += [Passage(e.id, PassageKind.ROW, r.text.squeezed().strip()) for e, r in self.rows]
        outline = self.reading.outline
        found += [
            Passage(self.id, PassageKind.AROUND, li.accepted)
            for li in (*outline.front, *outline.back)
        ]
        return [p for p in found if p.text]

    @cached_property
    def tasks(self) -> list[Passage]:
        """Passages that order something: clauses and rows."""
        return [p for p in self.passages if p.kind in (PassageKind.CLAUSE, PassageKind.ROW)]

    @cached_property
    def clause_grams(self) -> frozenset[str]:
        """Character triples of all clauses."""
        return frozenset().union(*(grams(t) for t in self._clause_words))

    @cached_property
    def row_grams(self) -> frozenset[str]:
        """Character triples of all rows."""
        return frozenset().union(*(grams(e.text) for e in self.row_entries))

    @cached_property
    def clause_segments(self) -> list[str]:
        """The stretches between commas of all clauses."""
        return [t[a:b] for t in self._clause_words for a, b in segments(t)]

    @cached_property
    def _clause_words(self) -> list[str]:
        return [p.text.text for p in self.tasks if p.kind is PassageKind.CLAUSE]

    @cached_property
    def level(self) -> str | None:
        """The character for the document's own level: 省, 市, 县, 区 …, or None."""
        place = self.reading.facts.place
        if place is None:
            named = _NAMED_PLACE.match(self.ledger.document.title or "")
            return named["level"] if named else None
        if place.level == "province":
            return "省" if place.name.endswith("省") else "区" if "自治区" in place.name else "市"
        return place.name[-1] if place.name[-1] in "市县区州旗盟" else None

    def reading_span(self, start: int, end: int) -> Span:
        """A span of the document with its page."""
        return Span(start, end, self.reading.document.page_at(start))

    def seams(self, clause: Clause) -> Iterator[Seam]:
        """Places in ``clause_texts`` of a clause where deleted or struck text stood."""
        gone = self._gone
        if not gone:
            return
        offsets = self.clause_texts[clause.span.start].text.offsets
        number_end = clause.lines[0].drafted.offsets[clause.marker.length - 1] + 1
        before = [number_end, *(o + 1 for o in offsets)]
        after = [*offsets, clause.span.end]
        for at, (a, b) in enumerate(zip(before, after, strict=True)):
            if b > a and (part := _between(gone, self.text, a, b)).strip():
                yield Seam(at, part)

    @cached_property
    def _gone(self) -> list[Span]:
        return [
            r.span
            for r in self.reading.document.runs
            if r.state in GONE_WHEN_ACCEPTED and r.state is not RunState.MARKUP
        ]


def _between(gone: list[Span], text: str, start: int, end: int) -> str:
    parts = [
        text[max(s.start, start) : min(s.end, end)] for s in gone if s.start < end and start < s.end
    ]
    return "".join("".join(parts).split()).strip("~")


def sentence_list(text: str) -> list[str]:
    """The sentences of a text, as printed."""
    return [text[a:b] for a, b in sentences(text)]


def clipped(text: str, longest: int = 24) -> str:
    """A quotation short enough for a message, white space and personal numbers left out."""
    tight = re.sub(r"\s+", "", text)
    return tight if len(tight) <= longest else tight[: longest - 1] + "…"


def listed(items: list[str], most: int = 5) -> str:
    """Items joined by 、, the rest counted."""
    shown = "、".join(items[:most])
    return shown if len(items) <= most else f"{shown} 等 {len(items)} 处"
