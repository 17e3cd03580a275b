"""The workbook of ``roundtrip``: written so that a person can edit it, read back with its base."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from sanyi.kernel import Finding, Severity, UnreadableFileError
from sanyi.ledger.roundtrip import (
    DUE_ON,
    EDITABLE,
    FIXED,
    ID,
    NO,
    PROOF,
    PROOF_WORDS,
    REVISION,
    STANDING,
    YES,
    SheetRow,
)
from sanyi.ledger.xlsx_cells import BODY, CENTER, GRID, HEADER, HEADER_FILL, LEFT, SMALL, put

SHEET, BASE_SHEET, NOTES_SHEET = "台账", "导出时的内容", "说明"
HEADINGS = (ID, REVISION, "文件", "序号", "章节", *EDITABLE, "任务内容", "办理状态", "进展",
            "认定理由", "来源")  # fmt: skip
_WIDTHS = {
    ID: 24, REVISION: 9, "文件": 16, "序号": 7, "章节": 18, "任务": 44, DUE_ON: 13, STANDING: 10,
    PROOF: 20, "牵头单位": 24, "默认负责单位": 22, "配合单位": 30, "任务内容": 50, "办理状态": 10,
    "进展": 14, "认定理由": 50, "来源": 12,
}  # fmt: skip
_MOST_ROWS = 50_000
_NOTES = (
    "白底各列可以修改，灰底各列只供查看，改了也不导入。",
    "不要改动“编号”和“修改次数”：系统凭它们找到任务、发现冲突。",
    "单位之间用顿号“、”分开；日期写成 2025-06-30。",
    "不想修改的行可以删去；删去的行在台账中不受影响。",
    "导入时先逐格列出差异，由您确认；导出之后别人改过的任务会标为冲突，不会被覆盖。",
)


def rows_as_xlsx(rows: Sequence[SheetRow]) -> bytes:
    """The workbook of ledger rows."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    _head(sheet)
    for at, row in enumerate(rows, start=2):
        cells = {**row.fixed, **row.values, ID: row.entry_id, REVISION: str(row.revision)}
        for column, name in enumerate(HEADINGS, start=1):
            cell = put(sheet, at, column, cells.get(name, ""), BODY if name in EDITABLE else SMALL)
            cell.alignment, cell.border = LEFT, GRID
            if name in FIXED:
                cell.fill = HEADER_FILL
    _choices(sheet, len(rows))
    _base(book.create_sheet(BASE_SHEET), rows)
    notes = book.create_sheet(NOTES_SHEET)
    for at, text in enumerate(_NOTES, start=1):
        put(notes, at, 1, text)
    notes.column_dimensions["A"].width = 100
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _head(sheet: Worksheet) -> None:
    for column, name in enumerate(HEADINGS, start=1):
        cell = put(sheet, 1, column, name, HEADER)
        cell.alignment, cell.border, cell.fill = CENTER, GRID, HEADER_FILL
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS[name]
    sheet.freeze_panes = "G2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(HEADINGS))}1"


def _choices(sheet: Worksheet, count: int) -> None:
    """Drop-downs for what has a closed list of words."""
    for name, words in ((STANDING, (YES, NO)), (PROOF, PROOF_WORDS)):
        letter = get_column_letter(HEADINGS.index(name) + 1)
        rule = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
        rule.add(f"{letter}2:{letter}{max(2, count + 1)}")
        sheet.add_data_validation(rule)


def _base(sheet: Worksheet, rows: Sequence[SheetRow]) -> None:
    sheet.sheet_state = "hidden"
    for column, name in enumerate((ID, REVISION, *EDITABLE), start=1):
        put(sheet, 1, column, name)
    for at, row in enumerate(rows, start=2):
        texts = (row.entry_id, str(row.revision), *(row.values[name] for name in EDITABLE))
        for column, text in enumerate(texts, start=1):
            put(sheet, at, column, text)


# --- read back


def rows_from_xlsx(data: bytes) -> tuple[tuple[SheetRow, ...], tuple[Finding, ...]]:
    """Rows of a workbook that came back, and what is wrong with it.

    Raises:
        UnreadableFileError: it is no workbook, or not one that was exported here.
    """
    try:
        book = load_workbook(io.BytesIO(data), data_only=True)
    except (BadZipFile, KeyError, ValueError, OSError, TypeError, EOFError) as error:
        raise UnreadableFileError(
            "RTP-010", "读不出这个 Excel 文件。", "用 Excel 或 WPS 打开后另存为 xlsx 再导入。"
        ) from error
    sheet = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
    table = _table(sheet)
    if not table or ID not in table[0][1] or REVISION not in table[0][1]:
        raise UnreadableFileError(
            "RTP-011", f"表中没有“{ID}”和“{REVISION}”两列。", "从台账页面导出，在导出的文件上修改。"
        )
    base = _base_of(book[BASE_SHEET]) if BASE_SHEET in book.sheetnames else {}
    rows, findings = [], []
    for at, cells in table[1:]:
        revision = cells.get(REVISION, "")
        if not revision.isdecimal():
            findings.append(
                Finding("RTP-004", Severity.WARNING, f"第{at}行",
                        f"第{at}行：“{REVISION}”不是数字，没有导入。", "重新导出后再改。")
            )  # fmt: skip
            continue
        id = cells.get(ID, "")
        values = {name: cells[name] for name in EDITABLE if name in cells}
        fixed = {name: cells[name] for name in FIXED if name in cells}
        rows.append(SheetRow(id, int(revision), values, fixed, base.get((id, revision)), at))
    return tuple(rows), tuple(findings)


def _table(sheet: Worksheet) -> list[tuple[int, dict[str, str]]]:
    """(row number, cells by heading); the first is the headings themselves, empty rows left out."""
    last = min(sheet.max_row, _MOST_ROWS)
    widest = min(sheet.max_column, len(HEADINGS) + 10)
    lines = sheet.iter_rows(max_row=last, max_col=widest, values_only=True)
    headings = [_text(value) for value in next(iter(lines), ())]
    found = [(1, {name: name for name in headings if name})]
    for at, line in enumerate(lines, start=2):
        cells = {n: _text(v) for n, v in zip(headings, line, strict=False) if n}
        if any(cells.values()):
            found.append((at, cells))
    return found


def _base_of(sheet: Worksheet) -> Mapping[tuple[str, str], Mapping[str, str]]:
    rows: Iterable[dict[str, str]] = (cells for _, cells in _table(sheet)[1:])
    return {
        (cells.get(ID, ""), cells.get(REVISION, "")): {n: cells.get(n, "") for n in EDITABLE}
        for cells in rows
    }


def _text(value: Any) -> str:
    """A cell as text: what Excel made into a date or a number is written out again."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
