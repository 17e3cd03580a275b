"""Tables of a web page: rows, cells and spans; tables that only lay out the page are not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sanyi.documents.builder import LineNotes, TextBuilder
from sanyi.documents.flow import CellFlow, Flow
from sanyi.documents.model import Cell, LineKind

_SECTIONS = ("thead", "tbody", "tfoot")
_MOST_ROWS = 20_000
_MOST_COLUMNS = 500

Walk = Callable[[Any, Flow], None]


def is_data_table(table: Any) -> bool:
    """At least two rows and two columns, and no table inside."""
    if len(table.css("table")) > 1:
        return False
    rows = [len(list(_cells(r))) for r in _rows(table)]
    return len(rows) >= 2 and max(rows, default=0) >= 2


def write_table(table: Any, builder: TextBuilder, walk: Walk) -> None:
    """Write each row as a line; a cell that spans rows leaves its place empty below."""
    cells: list[Cell] = []
    taken: dict[int, int] = {}  # column -> number of further rows it is taken by a cell above
    start = builder.offset
    for number, row in enumerate(_rows(table)):
        offset = builder.begin_line()
        start = offset if number == 0 else start
        column = written = 0
        for cell in _cells(row):
            column, written = _skip_taken(taken, column, written, builder)
            down = _span(cell, "rowspan", _MOST_ROWS)
            across = _span(cell, "colspan", _MOST_COLUMNS)
            builder.put("\t" if written else "")
            flow = CellFlow(builder)
            walk(cell, flow)
            cells.append(Cell(number, column, down, across, flow.span))
            for covered in range(column, column + across):
                taken[covered] = down
            column += across
            written += 1
        _skip_taken(taken, column, written, builder)
        taken = {c: n - 1 for c, n in taken.items() if n > 1}
        builder.end_line(LineNotes(LineKind.CELL_ROW))
    builder.end_table(start, _within(cells))


def _skip_taken(
    taken: dict[int, int], column: int, written: int, builder: TextBuilder
) -> tuple[int, int]:
    while taken.get(column, 0) > 0 and column < _MOST_COLUMNS * 2:
        builder.put("\t" if written else "")
        column += 1
        written += 1
    return column, written


def _within(cells: list[Cell]) -> list[Cell]:
    """Row spans cut at the last row: pages often declare more than they have."""
    last = max((c.row for c in cells), default=0) + 1
    return [
        Cell(c.row, c.column, min(c.row_span, last - c.row), c.column_span, c.span) for c in cells
    ]


def _rows(table: Any) -> Iterator[Any]:
    for child in table.iter():
        if child.tag == "tr":
            yield child
        elif child.tag in _SECTIONS:
            yield from (row for row in child.iter() if row.tag == "tr")


def _cells(row: Any) -> Iterator[Any]:
    return (cell for cell in row.iter() if cell.tag in ("td", "th"))


def _span(cell: Any, name: str, most: int) -> int:
    try:
        number = int(cell.attributes.get(name) or 1)
    except ValueError:
        return 1
    return min(max(number, 1), most)
