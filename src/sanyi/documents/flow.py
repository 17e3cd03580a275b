"""Where the characters of a paragraph go: into lines of their own, or into the cell of a table."""

from __future__ import annotations

from typing import Protocol

from sanyi.documents.builder import KEPT, Ink, LineNotes, TextBuilder
from sanyi.documents.model import CELL_BREAK, LineKind
from sanyi.kernel import Span


class Flow(Protocol):
    """Takes paragraphs, characters and breaks in reading order."""

    def begin(self) -> None:
        """A paragraph begins."""

    def put(self, text: str, ink: Ink) -> None:
        """Characters without a break."""

    def soft_break(self, ink: Ink) -> None:
        """A line ends inside the paragraph."""

    def end(self, notes: LineNotes, ink: Ink) -> None:
        """The paragraph ends with a mark of the given ink."""


class LineFlow:
    """Each paragraph is a line; a soft break cuts it into physical lines."""

    def __init__(self, builder: TextBuilder) -> None:
        self._builder = builder

    def begin(self) -> None:
        """See ``Flow``."""
        self._builder.begin_line()

    def put(self, text: str, ink: Ink) -> None:
        """See ``Flow``."""
        self._builder.put(text, ink)

    def soft_break(self, ink: Ink) -> None:
        """See ``Flow``."""
        self._builder.end_line(LineNotes(LineKind.PHYSICAL), ink)
        self._builder.begin_line()

    def end(self, notes: LineNotes, ink: Ink) -> None:
        """See ``Flow``."""
        self._builder.end_line(notes, ink)


class CellFlow:
    """Paragraphs of a cell follow each other in one line, kept apart by ``CELL_BREAK``.

    ``row_ink`` overrides the ink of the cell when the whole row was inserted or deleted.
    """

    def __init__(self, builder: TextBuilder, row_ink: Ink = KEPT) -> None:
        self._builder = builder
        self._row_ink = row_ink
        self._start = builder.offset
        self._break: Ink | None = None

    @property
    def span(self) -> Span:
        """What was written so far."""
        return Span(self._start, self._builder.offset, self._builder.page)

    def begin(self) -> None:
        """See ``Flow``."""

    def put(self, text: str, ink: Ink) -> None:
        """See ``Flow``."""
        if not text:
            return
        self.flush()
        # A tab would read as the end of the cell.
        self._builder.put(text.replace("\t", " "), self._inked(ink))

    def soft_break(self, ink: Ink) -> None:
        """See ``Flow``."""
        self._break = self._break or ink

    def end(self, notes: LineNotes, ink: Ink) -> None:
        """See ``Flow``."""
        self._break = self._break or ink

    def flush(self) -> None:
        """Write the break that is due before the next characters of the cell."""
        if self._break is not None and self._builder.offset > self._start:
            self._builder.put(CELL_BREAK, self._inked(self._break))
        self._break = None

    def _inked(self, ink: Ink) -> Ink:
        return self._row_ink if ink.state is KEPT.state else ink
