"""Collects characters, lines, cells and anchors in reading order; the readers' common pen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from sanyi.documents.model import (
    Box,
    Cell,
    Comment,
    Document,
    Line,
    LineKind,
    Run,
    RunState,
    Table,
)
from sanyi.kernel import Finding, Span


class Ink(NamedTuple):
    """State, author and time of the characters being written."""

    state: RunState = RunState.KEPT
    author: str | None = None
    at: str | None = None


KEPT = Ink()
MARKUP = Ink(RunState.MARKUP)
STRUCK = Ink(RunState.STRUCK)


@dataclass(frozen=True, slots=True)
class LineNotes:
    """What a reader knows of a line besides its characters."""

    kind: LineKind = LineKind.PARAGRAPH
    box: Box | None = None
    label: str | None = None
    heading_level: int | None = None
    confidence: float | None = None


class TextBuilder:
    """Writes one text from left to right.

    A line break is written only when the next line begins, in the ink the last line was closed
    with: a deleted paragraph mark joins two paragraphs once the deletion is accepted.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._runs: list[tuple[int, int, Ink]] = []
        self._break: Ink | None = None
        self._line_start = 0
        self.lines: list[Line] = []
        self.tables: list[Table] = []
        self.comments: list[Comment] = []
        self.page_starts: list[int] = []
        self.findings: list[Finding] = []

    @property
    def offset(self) -> int:
        """Where the next character will stand."""
        return self._length

    @property
    def page(self) -> int | None:
        """The page being written, from 1."""
        return len(self.page_starts) or None

    def put(self, text: str, ink: Ink = KEPT) -> Span:
        """Write characters and say where they stand."""
        start = self._length
        if text:
            self._parts.append(text)
            self._length += len(text)
            if self._runs and self._runs[-1][2] == ink:
                self._runs[-1] = (self._runs[-1][0], self._length, ink)
            else:
                self._runs.append((start, self._length, ink))
        return Span(start, self._length, self.page)

    def begin_line(self) -> int:
        """Start a new line and return its offset."""
        if self._break is not None:
            self.put("\n", self._break)
            self._break = None
        self._line_start = self._length
        return self._length

    def end_line(self, notes: LineNotes | None = None, ink: Ink = KEPT) -> Line:
        """Close the line begun last; ``ink`` is that of its line break."""
        n = notes or LineNotes()
        span = Span(self._line_start, self._length, self.page)
        line = Line(span, n.kind, n.box, n.label, n.heading_level, n.confidence)
        self.lines.append(line)
        self._break = ink
        return line

    def write_line(self, text: str, notes: LineNotes | None = None, ink: Ink = KEPT) -> Line:
        """A whole line at once."""
        self.begin_line()
        self.put(text, ink)
        return self.end_line(notes, ink)

    def begin_page(self) -> None:
        """The next line opens a new page."""
        breaks = 1 if self._break is not None else 0
        self.page_starts.append(self._length + breaks)

    def end_table(self, start: int, cells: Iterable[Cell], end: int | None = None) -> Table:
        """Record a table whose text runs from ``start`` to ``end``, or to here."""
        in_order = tuple(cells)
        page = in_order[0].span.page if in_order else None
        table = Table(Span(start, self._length if end is None else end, page), in_order)
        self.tables.append(table)
        return table

    def document(self, name: str, format_: str) -> Document:
        """The finished document."""
        runs = tuple(Run(Span(a, b), i.state, i.author, i.at) for a, b, i in self._runs)
        return Document(
            name=name,
            format=format_,
            text="".join(self._parts),
            lines=tuple(self.lines),
            runs=runs,
            tables=tuple(sorted(self.tables, key=lambda t: t.span.start)),
            comments=tuple(self.comments),
            page_starts=tuple(self.page_starts),
            findings=tuple(self.findings),
        )
