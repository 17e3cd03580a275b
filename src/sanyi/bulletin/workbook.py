"""The ledger workbook with progress: the office's ledger, filled in, and the targets beside it."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sanyi.bulletin.archive import without_clock
from sanyi.kernel import Figure
from sanyi.ledger import COLUMNS, Ledger, LedgerRowText, ledgers_as_xlsx, part_rows
from sanyi.ledger.xlsx_cells import BODY, CENTER, GRID, HEADER, HEADER_FILL, LEFT, SMALL, TITLE, put
from sanyi.targets import STATUS_LABELS, Lamp, Status, TargetVerdict, TaskVerdict

_STATES = {
    Status.MET: "基本完成",
    Status.ON_COURSE: "推进中",
    Status.LAGGING: "滞后",
    Status.MISSED: "滞后",
}
_PROGRESS = COLUMNS.index("进展情况") + 1
_TARGET_COLUMNS = (
    ("序号", 8), ("目标", 40), ("认定", 11), ("本期数值", 16), ("应达到", 14), ("到期推算", 14),
    ("达成可能性", 12), ("理由", 70), ("数字编号", 40),
)  # fmt: skip


def ledger_with_progress(ledger: Ledger, tasks: Sequence[TaskVerdict]) -> bytes:
    """The ledger's workbook with 进展情况 filled in and a sheet of targets."""
    book = load_workbook(io.BytesIO(ledgers_as_xlsx([ledger])), rich_text=True)
    sheet = book.worksheets[0]
    by_entry = {task.entry.id: task for task in tasks}
    _fill(sheet, ledger, by_entry)
    _targets(book.create_sheet("目标进展", 1), tasks)
    out = io.BytesIO()
    book.save(out)
    return without_clock(out.getvalue())


def state_of(task: TaskVerdict) -> str:
    """The word of the progress column; an entry without data stays blank for the office."""
    if task.lamp is Lamp.CLOSED:
        return "已完成"
    return _STATES.get(task.status, "")


def _fill(sheet: Worksheet, ledger: Ledger, tasks: Mapping[str, TaskVerdict]) -> None:
    """Walk the rows as they were written; of an entry over several rows the first counts."""
    at = 4
    for row in _rows_of(ledger, tasks):
        while str(sheet.cell(at, 1).value or "") != row.number:
            at += 1
        task = tasks.get(row.entry.id) if row.entry is not None else None
        if task is not None and (state := state_of(task)):
            put(sheet, at, _PROGRESS, state).alignment = CENTER
        at += 1


def _rows_of(ledger: Ledger, tasks: Mapping[str, TaskVerdict]) -> list[LedgerRowText]:
    kinds = {task.entry.kind for task in tasks.values()}
    rows = [row for kind in kinds for row in part_rows(ledger, kind)]
    return [row for row in rows if row.entry is not None and row.number]


def _targets(sheet: Worksheet, tasks: Sequence[TaskVerdict]) -> None:
    put(sheet, 1, 1, "目标进展", TITLE).alignment = CENTER
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(_TARGET_COLUMNS))
    for column, (name, width) in enumerate(_TARGET_COLUMNS, start=1):
        cell = put(sheet, 2, column, name, HEADER)
        cell.alignment, cell.border, cell.fill = CENTER, GRID, HEADER_FILL
        sheet.column_dimensions[get_column_letter(column)].width = width
    at = 3
    for task in tasks:
        for verdict in task.targets:
            for column, text in enumerate(_texts(task, verdict), start=1):
                cell = put(sheet, at, column, text, SMALL if column > 7 else BODY)
                cell.alignment, cell.border = (LEFT if column in (2, 8, 9) else CENTER), GRID
            at += 1
    if at == 3:
        put(sheet, 3, 1, "没有可计算的目标。", SMALL)
    sheet.freeze_panes = "A3"
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:2"


def _texts(task: TaskVerdict, verdict: TargetVerdict) -> tuple[str, ...]:
    def printed(figure: Figure | None) -> str:
        return "" if figure is None else figure.printed

    return (
        task.entry.number or "",
        verdict.target.phrase,
        STATUS_LABELS[verdict.status],
        printed(verdict.value),
        printed(verdict.expected),
        printed(verdict.forecast),
        printed(verdict.chance),
        verdict.reason.text,
        "" if verdict.value is None else verdict.value.id,
    )
