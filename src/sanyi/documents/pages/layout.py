"""What a reader of printed pages collects before the text is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sanyi.documents.model import CELL_BREAK, Box
from sanyi.kernel import Finding

_ROOM_BESIDE_DIGIT = 2.7  # a quarter of a character, set between Han and other scripts
_NAME_ENDS = "局委办厅院会部署队"


@dataclass(slots=True)
class PageLine:
    """A printed line; ``is_furniture`` is decided once all pages are known."""

    text: str
    box: Box
    confidence: float | None = None
    is_furniture: bool = False


class PrintedLine(NamedTuple):
    """A line inside a cell: its characters, its width, and the width of its first character."""

    text: str
    width: float
    first_width: float


@dataclass(slots=True)
class GridCell:
    """A cell of a ruled table with the lines printed in it."""

    row: int
    column: int
    row_span: int
    column_span: int
    width: float  # room for characters
    lines: list[PrintedLine] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The lines joined; a line that was full when it ended was wrapped, not ended."""
        out = ""
        for number, line in enumerate(self.lines):
            if number and self._ends(self.lines[number - 1], line):
                out += CELL_BREAK
            out += line.text
        return out

    def _ends(self, upper: PrintedLine, lower: PrintedLine) -> bool:
        beside_digit = upper.text[-1].isascii() != lower.text[0].isascii()
        gap = _ROOM_BESIDE_DIGIT if beside_digit else 0.0
        if upper.width + gap + lower.first_width <= self.width:
            return True
        # A full line may still be a whole name above another one: 县…局 over 县…局.
        return upper.text[-1] in _NAME_ENDS and upper.text[0] == lower.text[0]


@dataclass(slots=True)
class Grid:
    """A ruled table, or the part of it on one page."""

    box: Box
    lefts: tuple[float, ...]  # left edges of the columns
    row_count: int
    cells: list[GridCell]
    continues: bool = False  # the table began on an earlier page

    def row(self, number: int) -> list[GridCell]:
        """Cells that begin in a row, left to right."""
        return sorted((c for c in self.cells if c.row == number), key=lambda c: c.column)

    def drop_first_row(self) -> None:
        """Take the first row away; what a cell of it takes up below stays, empty."""
        kept = [c for c in self.cells if c.row > 0]
        for cell in self.cells:
            if cell.row == 0 and cell.row_span > 1:
                height = cell.row_span - 1
                kept.append(GridCell(1, cell.column, height, cell.column_span, cell.width))
        for cell in kept:
            cell.row -= 1
        self.cells = kept
        self.row_count -= 1


@dataclass(slots=True)
class Page:
    """One page: lines and tables from top to bottom."""

    number: int
    width: float
    height: float
    items: list[PageLine | Grid]
    findings: list[Finding] = field(default_factory=list)

    @property
    def lines(self) -> list[PageLine]:
        """The lines outside tables."""
        return [i for i in self.items if isinstance(i, PageLine)]


def bounding_box(boxes: Sequence[Box]) -> Box:
    """The smallest box around some boxes."""
    return Box(
        round(min(b.left for b in boxes), 2),
        round(min(b.top for b in boxes), 2),
        round(max(b.right for b in boxes), 2),
        round(max(b.bottom for b in boxes), 2),
    )
