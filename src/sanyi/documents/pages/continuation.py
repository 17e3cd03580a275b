"""Tables that go on over a page break."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sanyi.documents.model import Box
from sanyi.documents.pages.layout import Grid, GridCell, Page, PageLine

_SAME_EDGE = 3.0


def join_tables(pages: Sequence[Page]) -> None:
    """Mark grids that continue the one before, and put rows together that a page break split."""
    first: Grid | None = None
    for upper, lower in pairwise(pages):
        last, following = _last_grid(upper), _first_grid(lower)
        if last is None or following is None or not _has_same_columns(last, following):
            continue
        following.continues = True
        first = last if not last.continues or first is None else first
        if _repeats_header(first, following):
            _header_to_furniture(lower, following)
        if following.row_count and last.row_count and _is_rest_of_row(following):
            _append_row(last, following)


def _body_items(page: Page) -> list[PageLine | Grid]:
    return [i for i in page.items if isinstance(i, Grid) or not i.is_furniture]


def _last_grid(page: Page) -> Grid | None:
    items = _body_items(page)
    return items[-1] if items and isinstance(items[-1], Grid) else None


def _first_grid(page: Page) -> Grid | None:
    items = _body_items(page)
    return items[0] if items and isinstance(items[0], Grid) else None


def _has_same_columns(one: Grid, other: Grid) -> bool:
    return len(one.lefts) == len(other.lefts) and all(
        abs(a - b) <= _SAME_EDGE for a, b in zip(one.lefts, other.lefts, strict=True)
    )


def _repeats_header(first: Grid, following: Grid) -> bool:
    header = [c.text for c in first.row(0)]
    return following is not first and header == [c.text for c in following.row(0)] and any(header)


def _header_to_furniture(page: Page, grid: Grid) -> None:
    """A repeated header is printed matter of the page, not another row."""
    text = "\t".join(c.text for c in grid.row(0))
    grid.drop_first_row()
    box = Box(grid.box.left, grid.box.top, grid.box.right, grid.box.top)
    page.items.insert(page.items.index(grid), PageLine(text, box, is_furniture=True))


def _is_rest_of_row(following: Grid) -> bool:
    """Whether the first row has no beginning: an empty first cell, and another one.

    A row whose first cell alone is empty may as well be a new one under a merged cell.
    """
    row = following.row(0)
    empty = [not c.lines for c in row]
    if not row or row[0].column or not empty[0] or all(empty):
        return False
    return len(row) <= 2 or sum(empty) >= 2


def _append_row(last: Grid, following: Grid) -> None:
    targets = {c.column: c for c in _cells_at_bottom(last)}
    row = following.row(0)
    if any(c.lines and c.column not in targets for c in row):
        return
    for cell in row:
        if cell.lines:
            targets[cell.column].lines += cell.lines
    following.drop_first_row()


def _cells_at_bottom(grid: Grid) -> list[GridCell]:
    return [c for c in grid.cells if c.row + c.row_span == grid.row_count]
