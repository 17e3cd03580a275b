"""Ruled tables of a PDF page; the lines come from pdfplumber, the characters from PDFium."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from sanyi.documents.model import Box
from sanyi.documents.pages import Grid, GridCell
from sanyi.documents.pdf.glyphs import Glyph
from sanyi.documents.pdf.lines import printed_lines

_THIN = 3.0
_LONG = 8.0
_SAME_EDGE = 3.0
_USUAL_PADDING = 5.4  # what office software leaves on each side of a cell


def has_rules(page: pdfium.PdfPage) -> bool:
    """Whether the page has vertical rules or frames; the red line of a letterhead is neither."""
    for found in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=3):
        left, bottom, right, top = found.get_bounds()
        width, height = right - left, top - bottom
        if height > _LONG and (width < _THIN or width > _LONG):
            return True
        if page.get_rotation() in (90, 270) and width > _LONG and height < _THIN:
            return True
    return False


def find_grids(plumbed: Any, glyphs: Sequence[Glyph]) -> tuple[list[Grid], list[Glyph]]:
    """Tables of a page, and the glyphs that stand in none of them."""
    grids = []
    rest = list(glyphs)
    for table in plumbed.find_tables():
        boxes = [Box(*map(float, c)) for c in table.cells if c is not None]
        grid = _grid(boxes)
        if grid is None:
            continue
        inside = [g for g in rest if _is_inside(g, grid.box)]
        if not any(g.char.strip() for g in inside):
            continue
        rest = [g for g in rest if not _is_inside(g, grid.box) or g.breaks_line]
        _fill(grid, boxes, inside)
        grids.append(grid)
    return grids, rest


def _grid(boxes: list[Box]) -> Grid | None:
    """The frame of a table; a single column or a single cell is a box around text.

    Places that no rules close off, as where a merged cell goes over a page end, are added to
    ``boxes`` so that every glyph finds its cell.
    """
    lefts = _edges(b.left for b in boxes)
    tops = _edges(b.top for b in boxes)
    if len(lefts) < 2:
        return None
    around = Box(
        min(b.left for b in boxes),
        min(b.top for b in boxes),
        max(b.right for b in boxes),
        max(b.bottom for b in boxes),
    )
    cells = [_cell(box, lefts, tops) for box in boxes]
    for box in _open_places(cells, [*lefts, around.right], [*tops, around.bottom]):
        boxes.append(box)
        cells.append(_cell(box, lefts, tops))
    return Grid(around, tuple(lefts), len(tops), cells)


def _cell(box: Box, lefts: Sequence[float], tops: Sequence[float]) -> GridCell:
    row, column = _index(tops, box.top), _index(lefts, box.left)
    height = sum(1 for t in tops if box.top - _SAME_EDGE <= t < box.bottom - _SAME_EDGE)
    width = sum(1 for x in lefts if box.left - _SAME_EDGE <= x < box.right - _SAME_EDGE)
    return GridCell(row, column, max(height, 1), max(width, 1), box.right - box.left)


def _open_places(
    cells: Sequence[GridCell], lefts: Sequence[float], tops: Sequence[float]
) -> list[Box]:
    """Boxes of the grid places without a cell, those below each other as one."""
    taken = {
        (row, column)
        for c in cells
        for row in range(c.row, c.row + c.row_span)
        for column in range(c.column, c.column + c.column_span)
    }
    boxes = []
    for column in range(len(lefts) - 1):
        row = 0
        while row < len(tops) - 1:
            end = row
            while end < len(tops) - 1 and (end, column) not in taken:
                end += 1
            if end > row:
                boxes.append(Box(lefts[column], tops[row], lefts[column + 1], tops[end]))
            row = max(end, row + 1)
    return boxes


def _fill(grid: Grid, boxes: Sequence[Box], glyphs: Sequence[Glyph]) -> None:
    """Give each glyph to the cell it stands in, or to the nearest one."""
    held: list[list[Glyph]] = [[] for _ in boxes]
    current = 0
    for glyph in glyphs:
        if glyph.breaks_line or glyph.generated:
            held[current].append(glyph)
            continue
        found = current if _is_inside(glyph, boxes[current]) else _cell_of(glyph, boxes)
        if found != current:
            held[current].append(Glyph("\n", glyph.box, True))
        current = found
        held[current].append(glyph)
    for cell, box, content in zip(grid.cells, boxes, held, strict=True):
        printed = [g for g in content if not g.generated and g.char.strip()]
        if not printed:
            continue
        margin = min(min(g.box.left for g in printed) - box.left, _USUAL_PADDING)
        cell.width -= 2 * max(margin, 0.0)
        cell.lines = printed_lines(content)


def _cell_of(glyph: Glyph, boxes: Sequence[Box]) -> int:
    x, y = _centre(glyph)

    def distance(number: int) -> float:
        box = boxes[number]
        beside = max(box.left - x, x - box.right, 0.0)
        above = max(box.top - y, y - box.bottom, 0.0)
        return beside + above

    return min(range(len(boxes)), key=distance)


def _is_inside(glyph: Glyph, box: Box) -> bool:
    x, y = _centre(glyph)
    return box.left <= x <= box.right and box.top <= y <= box.bottom


def _centre(glyph: Glyph) -> tuple[float, float]:
    return (glyph.box.left + glyph.box.right) / 2, (glyph.box.top + glyph.box.bottom) / 2


def _edges(values: Any) -> list[float]:
    """Distinct coordinates; rules a hair apart are one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME_EDGE:
            edges.append(value)
    return edges


def _index(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))
