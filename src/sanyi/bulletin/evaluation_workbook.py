"""The evaluation sheet as a workbook: tasks, units and targets on a sheet each."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sanyi.bulletin.archive import without_clock
from sanyi.bulletin.blocks import Block, OfficialDocument, Paragraph, Table
from sanyi.ledger.xlsx_cells import (
    BODY,
    CENTER,
    GRID,
    HEADER,
    HEADER_FILL,
    HIGHEST_ROW,
    LEFT,
    SMALL,
    TITLE,
    height_of,
    line_count,
    put,
)
from sanyi.targets import Sentence

_WIDTH = 120  # half-width columns over the printed columns of a sheet
_IDS_WIDTH = 52


def evaluation_as_xlsx(document: OfficialDocument) -> bytes:
    """The tables of the evaluation sheet; every number is followed by its id in a last column."""
    book = Workbook()
    book.remove(book.worksheets[0])
    _sheet(book.create_sheet("任务评价"), document.title.text, document.blocks)
    for annex in document.annexes:
        if any(isinstance(block, Table) for block in annex.blocks):
            _sheet(book.create_sheet(annex.title.text[:31]), annex.title.text, annex.blocks)
    out = io.BytesIO()
    book.save(out)
    return without_clock(out.getvalue(), f"{document.signed_on.isoformat()}T00:00:00Z")


def _sheet(sheet: Worksheet, title: str, blocks: Sequence[Block]) -> None:
    columns = max(len(b.columns) for b in blocks if isinstance(b, Table)) + 1
    _merged(sheet, 1, title, columns).font = TITLE
    at = 2
    for block in blocks:
        match block:
            case Paragraph():
                text = "".join(s.text for s in block.sentences)
                cell = _merged(sheet, at, text, columns)
                cell.font, cell.alignment = (SMALL if block.is_note else BODY), LEFT
                sheet.row_dimensions[at].height = _height([text], [_WIDTH + _IDS_WIDTH])
                at += 1
            case Table():
                at = _table(sheet, block, at)
            case _:
                pass
    _page(sheet)


def _merged(sheet: Worksheet, row: int, text: str, columns: int) -> Cell:
    cell = put(sheet, row, 1, text)
    cell.alignment = CENTER
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
    return cell


def _table(sheet: Worksheet, table: Table, at: int) -> int:
    widths = [max(8.0, _WIDTH * share) for share in table.widths] + [_IDS_WIDTH]
    for column, name in enumerate((*table.columns, "数字编号"), start=1):
        cell = put(sheet, at, column, name, HEADER)
        cell.alignment, cell.border, cell.fill = CENTER, GRID, HEADER_FILL
        sheet.column_dimensions[get_column_letter(column)].width = widths[column - 1]
    sheet.print_title_rows = f"1:{at}"
    sheet.freeze_panes = f"A{at + 1}"
    for row in table.rows:
        at += 1
        for column, sentence in enumerate(row, start=1):
            cell = put(sheet, at, column, sentence.text, BODY)
            cell.alignment = CENTER if column - 1 in table.centered else LEFT
            cell.border = GRID
        cell = put(sheet, at, len(table.columns) + 1, _ids(row), SMALL)
        cell.alignment, cell.border = LEFT, GRID
        texts = [*(sentence.text for sentence in row), _ids(row)]
        sheet.row_dimensions[at].height = _height(texts, widths)
    if not table.rows:
        at += 1
        put(sheet, at, 1, table.empty, SMALL)
    return at + 1


def _height(texts: Sequence[str], widths: Sequence[float]) -> float:
    lines = max(line_count(text, width) for text, width in zip(texts, widths, strict=True))
    return min(HIGHEST_ROW, height_of(lines))


def _ids(row: Sequence[Sentence]) -> str:
    return "\n".join(dict.fromkeys(f.id for sentence in row for f in sentence.figures))


def _page(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
