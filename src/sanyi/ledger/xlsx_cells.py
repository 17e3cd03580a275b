"""Cells of a printed sheet: text that is never a formula, fonts, and rows high enough to read."""

from __future__ import annotations

import unicodedata
from math import ceil

from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from sanyi.ledger.columns import LedgerRowText, plain

BODY_SIZE = 10.5
LINE_POINTS = 14.5
HIGHEST_ROW = 400.0  # Excel draws no row above 409 points
LONGEST_CELL = 32_000  # Excel takes 32767 characters
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

BODY = Font(name="仿宋", size=BODY_SIZE)
SMALL = Font(name="仿宋", size=9, color="FF595959")
DELETED = Font(name="仿宋", size=BODY_SIZE, color="FF8C8C8C", strike=True)
HEADER = Font(name="黑体", size=BODY_SIZE)
BAND = Font(name="楷体", size=BODY_SIZE, bold=True)
TITLE = Font(name="宋体", size=18, bold=True)
_THIN = Side(style="thin", color="FF7F7F7F")
GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
HEADER_FILL = PatternFill("solid", fgColor="FFDDE6EE")
BAND_FILL = PatternFill("solid", fgColor="FFF2F2F2")
CENTER = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)


def put(sheet: Worksheet, row: int, column: int, text: str, font: Font = BODY) -> Cell:
    """Write text that stays text: no formula, no number, no date, whatever it begins with."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    value = shortened(plain(text))
    if value:
        cell.value = value
        cell.data_type = "s"
        # tells Excel to keep it text when a person edits the cell
        cell.quotePrefix = value.startswith(_FORMULA_STARTS)
    cell.font = font
    return cell


def put_task(sheet: Worksheet, at: int, column: int, row: LedgerRowText) -> Cell:
    """The text of a task: its short title in bold, deleted words in grey and struck through."""
    title, task, struck = (shortened(plain(t)) for t in (row.title, row.task, row.struck))
    cell = put(sheet, at, column, task, BODY)
    if not struck and not (title and task.startswith(title)):
        return cell
    parts: list[TextBlock] = []
    if title and task.startswith(title):
        parts.append(TextBlock(_inline(BODY, bold=True), title))
        task = task[len(title) :]
    if task:
        parts.append(TextBlock(_inline(BODY), task))
    if struck:
        gap = "\n" if parts else ""
        parts.append(TextBlock(_inline(DELETED), gap + struck))
    cell.value = CellRichText(*parts)
    cell.quotePrefix = "".join(p.text for p in parts).startswith(_FORMULA_STARTS)
    return cell


def _inline(font: Font, *, bold: bool = False) -> InlineFont:
    return InlineFont(rFont=font.name, sz=font.size, b=bold, strike=font.strike, color=font.color)


def shortened(text: str) -> str:
    """Text that fits a cell; a cut is said."""
    if len(text) <= LONGEST_CELL:
        return text
    return text[:LONGEST_CELL] + "……（单元格容纳不下，余下部分见原文）"


def text_width(text: str) -> int:
    """Width in half-width columns: a Chinese character counts two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def line_count(text: str, width: float) -> int:
    """How many printed lines a text takes in a column of ``width`` half-width columns."""
    # the margins take a column; a mark that may not begin a line takes a character down with it
    usable = max(2.0, width - 2.5)
    return sum(max(1, ceil(text_width(line) / usable)) for line in text.split("\n"))


def height_of(lines: int) -> float:
    """Height in points of a row of so many lines, with some air."""
    return max(22.0, lines * LINE_POINTS + 6)
