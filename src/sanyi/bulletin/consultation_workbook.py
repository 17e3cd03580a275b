"""A round -> the 采纳情况表 as an Excel workbook: opinions on one sheet, answers on the other."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sanyi.bulletin.archive import without_clock
from sanyi.bulletin.consultation import TABLE_COLUMNS, answer_rows, opinion_rows
from sanyi.bulletin.opinions import Round
from sanyi.ledger.xlsx_cells import (
    BODY,
    CENTER,
    GRID,
    HEADER,
    HEADER_FILL,
    HIGHEST_ROW,
    LEFT,
    TITLE,
    height_of,
    line_count,
    put,
)
from sanyi.targets import Words, say

_OPINION_WIDTHS = (6, 16, 12, 32, 32, 32, 11, 24, 40)
_ANSWER_COLUMNS = ("序号", "单位", "反馈情况", "反馈日期", "意见条数", "盖章件")
_ANSWER_WIDTHS = (6, 30, 16, 16, 10, 10)
_CENTERED = frozenset({0, 1, 2, 6})


def round_as_xlsx(round_: Round) -> bytes:
    """The workbook; the same round gives the same bytes."""
    book = Workbook()
    first = book.worksheets[0]
    first.title = "采纳情况表"
    title = f"《{round_.title}》征求意见采纳情况表"
    _sheet(first, title, TABLE_COLUMNS, _OPINION_WIDTHS, opinion_rows(round_))
    second = book.create_sheet("反馈情况")
    _sheet(second, "各单位反馈情况", _ANSWER_COLUMNS, _ANSWER_WIDTHS, answer_rows(round_))
    out = io.BytesIO()
    book.save(out)
    return without_clock(out.getvalue())


def _sheet(
    sheet: Worksheet, title: str, columns: Sequence[str], widths: Sequence[float],
    rows: Sequence[Sequence[Words]],
) -> None:  # fmt: skip
    put(sheet, 1, 1, title, TITLE).alignment = CENTER
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(columns))
    sheet.row_dimensions[1].height = height_of(2 * line_count(title, sum(widths)))
    for column, (name, width) in enumerate(zip(columns, widths, strict=True), start=1):
        cell = put(sheet, 2, column, name, HEADER)
        cell.alignment, cell.border, cell.fill = CENTER, GRID, HEADER_FILL
        sheet.column_dimensions[get_column_letter(column)].width = width
    for at, row in enumerate(rows, start=3):
        texts = [_text(word) for word in row]
        for column, text in enumerate(texts):
            cell = put(sheet, at, column + 1, text, BODY)
            cell.alignment, cell.border = (CENTER if column in _CENTERED else LEFT), GRID
        lines = max(line_count(t, w) for t, w in zip(texts, widths, strict=True))
        sheet.row_dimensions[at].height = min(HIGHEST_ROW, height_of(lines))
    if not rows:
        put(sheet, 3, 1, "没有收到修改意见。", BODY)
    sheet.freeze_panes = "A3"
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:2"


def _text(word: Words) -> str:
    if isinstance(word, dt.date):
        return word.isoformat()
    return word if isinstance(word, str) else say("{}", word).text
