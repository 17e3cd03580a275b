"""Pages -> Document: one text, every printed character once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sanyi.documents.builder import LineNotes, TextBuilder
from sanyi.documents.model import Cell, Document, LineKind
from sanyi.documents.pages.continuation import join_tables
from sanyi.documents.pages.furniture import mark_furniture
from sanyi.documents.pages.layout import Grid, GridCell, Page, PageLine
from sanyi.documents.problems import report
from sanyi.kernel import Finding

_SURE = 0.9


def write_pages(
    pages: Sequence[Page], name: str, format_: str, findings: Sequence[Finding] = ()
) -> Document:
    """Write collected pages as a document."""
    mark_furniture(pages)
    join_tables(pages)
    writer = _PageWriter(name)
    for page in pages:
        writer.page(page)
    return writer.finish(format_, findings)


class _PageWriter:
    def __init__(self, name: str) -> None:
        self._name = name
        self._builder = TextBuilder()
        self._cells: list[Cell] = []
        self._rows = 0
        self._start = self._end = 0

    def page(self, page: Page) -> None:
        """Write a page; a table is closed only when something else than its rest follows."""
        self._builder.begin_page()
        self._builder.findings += page.findings
        for item in page.items:
            if isinstance(item, Grid):
                self._grid(item)
            else:
                self._line(item)

    def finish(self, format_: str, findings: Sequence[Finding]) -> Document:
        """The document written so far."""
        self._close_table()
        self._builder.findings += findings
        if not any(line.span for line in self._builder.lines):
            self._builder.findings.append(report("DOC-033", self._name))
        return self._builder.document(self._name, format_)

    def _line(self, line: PageLine) -> None:
        if not line.is_furniture:
            self._close_table()
        kind = LineKind.PAGE_FURNITURE if line.is_furniture else LineKind.PHYSICAL
        notes = LineNotes(kind, line.box, confidence=line.confidence)
        written = self._builder.write_line(line.text, notes)
        if line.confidence is not None and line.confidence < _SURE:
            finding = report(
                "DOC-025", self._name, written.span, confidence=f"{line.confidence:.2f}"
            )
            self._builder.findings.append(finding)

    def _grid(self, grid: Grid) -> None:
        if not grid.continues:
            self._close_table()
        for number in range(grid.row_count):
            start = self._builder.begin_line()
            if not self._cells:
                self._start = start
            self._row(grid, number)
            self._builder.end_line(LineNotes(LineKind.CELL_ROW, grid.box))
        self._end = self._builder.offset
        self._rows += grid.row_count

    def _row(self, grid: Grid, number: int) -> None:
        """Cells from left to right; one that reaches down from above leaves its place empty."""
        reaching = [c for c in grid.cells if c.row <= number < c.row + c.row_span]
        for position, cell in enumerate(sorted(reaching, key=lambda c: c.column)):
            self._builder.put("\t" if position else "")
            if cell.row != number:
                continue
            row = cell.row + self._rows
            span = self._builder.put(cell.text)
            is_rest = grid.continues and row == self._rows and cell.row_span > 1 and not len(span)
            if is_rest and self._reaches_over(cell, row):
                continue
            self._cells.append(Cell(row, cell.column, cell.row_span, cell.column_span, span))

    def _reaches_over(self, cell: GridCell, row: int) -> bool:
        """Let a merged cell go on over a page break, where its rest is printed empty."""
        for place, upper in enumerate(self._cells):
            if upper.column == cell.column and upper.row + upper.row_span == row:
                self._cells[place] = replace(upper, row_span=upper.row_span + cell.row_span)
                return True
        return False

    def _close_table(self) -> None:
        if self._cells:
            self._builder.end_table(self._start, self._cells, self._end)
        self._cells = []
        self._rows = 0
