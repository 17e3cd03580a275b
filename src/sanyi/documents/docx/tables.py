"""Tables of a docx: one line of text a row, merged cells counted once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sanyi.documents.builder import KEPT, Ink, LineNotes, TextBuilder
from sanyi.documents.docx.inline import first_choice, revised
from sanyi.documents.docx.names import attribute, number_of, w
from sanyi.documents.docx.trace import Trace
from sanyi.documents.flow import CellFlow, Flow
from sanyi.documents.model import CELL_BREAK, Cell, LineKind
from sanyi.documents.safe_xml import Element, local_name
from sanyi.kernel import Span

_CONTAINERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "del", "moveFrom"})
_WIDEST = 1000

WalkBlocks = Callable[[Element, Flow], None]


@dataclass(slots=True)
class _Open:
    """A cell that may still grow downwards."""

    row: int
    column: int
    width: int
    span: Span
    height: int = 1


class TableReader:
    """Writes one table; ``walk`` writes the blocks of a cell."""

    def __init__(self, builder: TextBuilder, walk: WalkBlocks, trace: Trace) -> None:
        self._builder = builder
        self._walk = walk
        self._trace = trace
        self._cells: list[_Open] = []
        self._above: dict[int, _Open] = {}  # column -> the cell that reaches down to this row

    def read(self, table: Element, outer: CellFlow | None) -> None:
        """Write the table as lines, or, inside a cell, as part of the outer cell."""
        if outer is not None:
            outer.flush()
        start = -1
        for number, row in enumerate(children(table, "tr")):
            ink = _row_ink(row)
            if outer is None:
                offset = self._builder.begin_line()
            else:
                offset = self._builder.offset
                self._builder.put(CELL_BREAK if number else "", ink)
            start = offset if number == 0 else start
            self._row(row, number, ink, " " if outer else "\t")
            if outer is None:
                self._builder.end_line(LineNotes(LineKind.CELL_ROW), ink)
        if self._cells:
            self._builder.end_table(start, (_closed(c) for c in self._cells))
        if outer is not None:
            outer.soft_break(KEPT)

    def _row(self, row: Element, number: int, ink: Ink, separator: str) -> None:
        properties = row.find(w("trPr"))
        column = min(number_of(properties, "gridBefore", 0), _WIDEST)
        above, self._above = self._above, {}
        for position, cell in enumerate(children(row, "tc")):
            self._builder.put(separator if position else "", ink)
            flow = CellFlow(self._builder, ink)
            self._trace.cells.setdefault(flow.span.start, cell)
            self._walk(cell, flow)
            column += self._place(cell, number, column, flow.span, above)

    def _place(
        self, cell: Element, row: int, column: int, span: Span, above: dict[int, _Open]
    ) -> int:
        """Put a cell into the grid; returns how many columns it takes."""
        properties = cell.find(w("tcPr"))
        width = max(1, min(number_of(properties, "gridSpan", 1), _WIDEST))
        upper = above.get(column)
        if upper is not None and _continues(properties) and not len(span):
            upper.height += 1
            opened = upper
        else:
            opened = _Open(row, column, width, span)
            self._cells.append(opened)
        self._above[column] = opened
        return width


def children(parent: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also inside content controls."""
    for child in parent:
        found = local_name(child)
        if found == name:
            yield child
        elif found in _CONTAINERS:
            yield from children(child, name)
        elif found == "AlternateContent" and (chosen := first_choice(child)) is not None:
            yield from children(chosen, name)


def _row_ink(row: Element) -> Ink:
    properties = row.find(w("trPr"))
    for name in ("del", "ins"):
        revision = properties.find(w(name)) if properties is not None else None
        if revision is not None:
            return revised(KEPT, revision)
    return KEPT


def _continues(properties: Element | None) -> bool:
    merge = properties.find(w("vMerge")) if properties is not None else None
    return merge is not None and attribute(merge, "val") in (None, "continue")


def _closed(cell: _Open) -> Cell:
    return Cell(cell.row, cell.column, cell.height, cell.width, cell.span)
