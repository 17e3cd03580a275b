"""What every reader returns: one text, and over it lines, runs, tables and comments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from sanyi.kernel import Finding, Span


class RunState(StrEnum):
    """What editing did to a run of characters.

    ``MARKUP`` is notation of the carrier (``**``, the tildes of ``~~…~~``), part of no reading.
    """

    KEPT = "kept"
    INSERTED = "inserted"
    DELETED = "deleted"
    STRUCK = "struck"
    MARKUP = "markup"


GONE_WHEN_ACCEPTED = frozenset({RunState.DELETED, RunState.STRUCK, RunState.MARKUP})
GONE_AS_DRAFTED = frozenset({RunState.MARKUP})
GONE_WHEN_REJECTED = frozenset({RunState.INSERTED, RunState.MARKUP})


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive characters of one editing state.

    Runs lie in order and cover the text without gaps.
    """

    span: Span
    state: RunState
    author: str | None = None
    at: str | None = None  # ISO 8601, as the file says


@dataclass(frozen=True, slots=True)
class Box:
    """Rectangle on a page in points (1/72 inch), origin at the top left corner."""

    left: float
    top: float
    right: float
    bottom: float


class LineKind(StrEnum):
    """What a line of the text is in its carrier."""

    PARAGRAPH = "paragraph"  # a whole paragraph: the carrier says where it ends
    PHYSICAL = "physical"  # a printed line: the sentence may go on in the next one
    CELL_ROW = "cell_row"  # one row of a table, cells separated by tabs
    PAGE_FURNITURE = "page_furniture"  # running header, footer, page number


@dataclass(frozen=True, slots=True)
class Line:
    """One line of ``Document.text``; the span leaves out the line break.

    ``label`` is the automatic number restored from the carrier (it is part of the text as well).
    ``heading_level`` is 1.. where the carrier marks a heading, else None.
    """

    span: Span
    kind: LineKind
    box: Box | None = None
    label: str | None = None
    heading_level: int | None = None
    confidence: float | None = None  # of recognition, 0..1, for scanned lines


CELL_BREAK = "\v"
"""Stands between the paragraphs of one cell; white space to ``str.strip`` and ``\\s``."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, once, however many grid positions it spans. Counted from 0."""

    row: int
    column: int
    row_span: int
    column_span: int
    span: Span


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its cells in reading order, and the lines of text they stand in."""

    span: Span
    cells: tuple[Cell, ...]

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, columns) of the grid."""
        rows = max((c.row + c.row_span for c in self.cells), default=0)
        columns = max((c.column + c.column_span for c in self.cells), default=0)
        return rows, columns

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """Rows from top to bottom; each holds the cells that begin in it, left to right."""
        rows, _ = self.shape
        by_row: list[list[Cell]] = [[] for _ in range(rows)]
        for cell in self.cells:
            by_row[cell.row].append(cell)
        for row in by_row:
            yield tuple(sorted(row, key=lambda c: c.column))


@dataclass(frozen=True, slots=True)
class Comment:
    """A reviewer's comment and the passage it is anchored to."""

    id: str
    author: str | None
    at: str | None
    text: str
    anchor: Span | None


@dataclass(frozen=True, slots=True)
class View:
    """A reading of the text with some runs left out; ``offsets[i]`` is where character i stands."""

    text: str
    offsets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A file as text with positions.

    ``text`` holds every character of the file's body once, also deleted and struck ones; lines are
    joined by ``\\n`` and the cells of a table row by ``\\t``. All spans point into it.
    """

    name: str
    format: str
    text: str
    lines: tuple[Line, ...]
    runs: tuple[Run, ...]
    tables: tuple[Table, ...] = ()
    comments: tuple[Comment, ...] = ()
    page_starts: tuple[int, ...] = ()  # offset at which page 1, 2, … begins; empty without pages
    findings: tuple[Finding, ...] = field(default=())

    def page_at(self, offset: int) -> int | None:
        """Page number from 1, or None where the format has no pages."""
        from bisect import bisect_right

        return bisect_right(self.page_starts, offset) or None if self.page_starts else None

    def view(self, without: frozenset[RunState]) -> View:
        """The text without the runs of the given states, with the way back to ``text``."""
        offsets = [
            i
            for run in self.runs
            if run.state not in without
            for i in range(run.span.start, run.span.end)
        ]
        return View("".join(self.text[i] for i in offsets), tuple(offsets))

    @property
    def is_edited(self) -> bool:
        """Whether any character is inserted, deleted or struck."""
        return any(r.state not in (RunState.KEPT, RunState.MARKUP) for r in self.runs)
