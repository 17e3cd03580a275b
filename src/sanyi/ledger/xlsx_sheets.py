"""The sheets of a ledger workbook, each laid out for A4 on its side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sanyi.kernel import Severity
from sanyi.ledger.columns import COLUMNS, PROGRESS_STATES, SEVERITY_LABELS, LedgerRowText
from sanyi.ledger.entry import Ledger
from sanyi.ledger.xlsx_cells import (
    BAND,
    BAND_FILL,
    BODY,
    BODY_SIZE,
    CENTER,
    DELETED,
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
    put_task,
)

_WIDTHS = (6.5, 46, 18, 18, 13.5, 26, 10.5, 20, 14)
_CENTERED = {"序号", "时限要求", "进展情况", "条款出处"}
_PROGRESS = COLUMNS.index("进展情况") + 1
_DELETED_MARK = "已删除"


def ledger_sheet(
    sheet: Worksheet, ledger: Ledger, rows: Sequence[LedgerRowText], name: str
) -> None:
    """Fill a sheet with the rows of a ledger under the title of its document."""
    document = ledger.document
    _page(sheet, _WIDTHS, header_row=3)
    _title(sheet, f"{document.title or document.id}{name}", len(COLUMNS))
    count = sum(r.entry is not None for r in rows)
    facts = [f"编号：{document.id}"]
    if document.document_number:
        facts.insert(0, document.document_number)
    if document.issued_on:
        facts.append(f"日期：{document.issued_on.isoformat()}")
    facts.append(f"共 {count} 项")
    _subtitle(sheet, "　　".join(facts), len(COLUMNS))
    _header(sheet, 3, COLUMNS)
    validation = _status_list()
    at = 4
    for row in rows:
        at = _band(sheet, at, row) if row.entry is None else _entry(sheet, at, row, validation)
    if not count:
        _empty(sheet, at, "没有读到任务。", len(COLUMNS))
    elif validation.sqref:
        sheet.add_data_validation(validation)
    sheet.auto_filter.ref = f"A3:{get_column_letter(len(COLUMNS))}{max(3, at - 1)}"


def _status_list() -> DataValidation:
    return DataValidation(
        type="list",
        formula1=f'"{",".join(PROGRESS_STATES)}"',
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="进展情况",
        error="请从列表中选择：" + "、".join(PROGRESS_STATES),
        showInputMessage=True,
        promptTitle="进展情况",
        prompt="从列表中选择",
    )


def _band(sheet: Worksheet, at: int, row: LedgerRowText) -> int:
    put(sheet, at, 1, row.task, BAND)
    for column in range(1, len(COLUMNS) + 1):
        sheet.cell(at, column).border = GRID
        sheet.cell(at, column).fill = BAND_FILL
    sheet.cell(at, 1).alignment = LEFT
    sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=len(COLUMNS))
    sheet.row_dimensions[at].height = height_of(line_count(row.task, sum(_WIDTHS)))
    return at + 1


def _entry(sheet: Worksheet, at: int, row: LedgerRowText, validation: DataValidation) -> int:
    """Write one entry; one too long for a row of Excel takes several rows, merged."""
    deleted = row.entry is not None and row.entry.is_deleted
    texts = (
        row.number,
        "\n".join(t for t in (row.task, row.struck) if t),
        row.lead,
        row.cooperating,
        row.deadline,
        row.targets,
        _DELETED_MARK if deleted else "",
        row.proof,
        row.source,
    )
    height = height_of(max(_lines(*cell) for cell in zip(COLUMNS, texts, _WIDTHS, strict=True)))
    count = ceil(height / HIGHEST_ROW)
    for column, (name, text) in enumerate(zip(COLUMNS, texts, strict=True), start=1):
        if name == "重点工作":
            cell = put_task(sheet, at, column, row)
        else:
            cell = put(sheet, at, column, text, _font(name, deleted))
        cell.alignment = CENTER if name in _CENTERED else LEFT
        for extra in range(count):
            sheet.cell(at + extra, column).border = GRID
        if count > 1:
            sheet.merge_cells(
                start_row=at, end_row=at + count - 1, start_column=column, end_column=column
            )
    for extra in range(count):
        sheet.row_dimensions[at + extra].height = round(height / count, 1)
    if not deleted:
        validation.add(sheet.cell(at, _PROGRESS).coordinate)
    return at + count


def _lines(name: str, text: str, width: float) -> int:
    size = _font(name, deleted=False).size or BODY_SIZE
    return line_count(text, width * BODY_SIZE / size)


def _font(name: str, deleted: bool) -> Font:
    if deleted:
        return DELETED if name == "序号" else SMALL
    return SMALL if name in {"佐证", "条款出处"} else BODY


def findings_sheet(sheet: Worksheet, ledgers: Sequence[Ledger]) -> None:
    """Fill a sheet with what was found wrong with the documents."""
    widths = (7, 10, 12, 30, 62, 62)
    names = ("序号", "级别", "代码", "位置", "发现", "建议")
    _page(sheet, widths, header_row=3)
    _title(sheet, "公文体检发现", len(names))
    found = [f for ledger in ledgers for f in ledger.findings]
    counts = "，".join(
        f"{label} {n}"
        for severity, label in SEVERITY_LABELS.items()
        if (n := sum(f.severity is severity for f in found))
    )
    _subtitle(sheet, f"共 {len(found)} 项" + (f"：{counts}" if counts else ""), len(names))
    _header(sheet, 3, names)
    for number, f in enumerate(found, start=1):
        page = f"（第{f.span.page}页）" if f.span and f.span.page else ""
        place = f"{f.where}{page}"
        texts = (str(number), SEVERITY_LABELS[f.severity], f.code, place, f.message, f.hint)
        _plain_row(sheet, 3 + number, texts, widths, centered=4, bold=f.severity is Severity.ERROR)
    if not found:
        _empty(sheet, 4, "没有发现问题。", len(names))
    sheet.auto_filter.ref = f"A3:F{3 + max(1, len(found))}"


def notes_sheet(
    sheet: Worksheet, ledgers: Sequence[Ledger], notes: Iterable[tuple[str, str]]
) -> None:
    """Fill a sheet with where the ledger comes from and how its columns are meant."""
    widths = (26, 120)
    _page(sheet, widths, header_row=1)
    _title(sheet, "说明", 2)
    at = 2
    for ledger in ledgers:
        for name, text in _facts(ledger):
            _plain_row(sheet, at, (name, text), widths, centered=0)
            at += 1
    for name, text in notes:
        _plain_row(sheet, at, (name, text), widths, centered=0)
        at += 1


def _facts(ledger: Ledger) -> Iterable[tuple[str, str]]:
    d = ledger.document
    yield "文件", f"{d.title or '（没有读到标题）'}（编号 {d.id}）"
    yield "状态", "征求意见稿" if d.is_draft else "印发文件"
    for name, text in (
        ("发文字号", d.document_number),
        ("发文机关", d.issuer),
        ("日期", d.issued_on.isoformat() if d.issued_on else None),
        ("适用地区", d.jurisdiction),
    ):
        yield name, text or "（没有读到）"
    if d.consultation is not None:
        yield "征求意见", d.consultation.phrase
    for default in ledger.defaults:
        yield "全文约定", f"“{default.phrase}”"


# --- layout


def _page(sheet: Worksheet, widths: Sequence[float], *, header_row: int) -> None:
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.45
    sheet.page_margins.top = 0.6
    sheet.page_margins.bottom = 0.7
    sheet.page_margins.header = sheet.page_margins.footer = 0.3
    sheet.print_options.horizontalCentered = True
    sheet.print_title_rows = f"1:{header_row}"
    sheet.freeze_panes = f"A{header_row + 1}"
    assert sheet.oddFooter is not None
    footer = sheet.oddFooter.center
    assert footer is not None
    footer.text, footer.font, footer.size = "第 &P 页 共 &N 页", "宋体", 9


def _title(sheet: Worksheet, text: str, columns: int) -> None:
    put(sheet, 1, 1, text, TITLE).alignment = CENTER
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=columns)
    sheet.row_dimensions[1].height = 34


def _subtitle(sheet: Worksheet, text: str, columns: int) -> None:
    put(sheet, 2, 1, text, SMALL).alignment = Alignment(horizontal="right", vertical="center")
    sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=columns)
    sheet.row_dimensions[2].height = 18


def _header(sheet: Worksheet, at: int, names: Sequence[str]) -> None:
    for column, name in enumerate(names, start=1):
        cell = put(sheet, at, column, name, HEADER)
        cell.alignment, cell.border, cell.fill = CENTER, GRID, HEADER_FILL
    sheet.row_dimensions[at].height = 26


def _empty(sheet: Worksheet, at: int, text: str, columns: int) -> None:
    put(sheet, at, 1, text, SMALL).alignment = CENTER
    sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=columns)
    for column in range(1, columns + 1):
        sheet.cell(at, column).border = GRID
    sheet.row_dimensions[at].height = 40


def _plain_row(
    sheet: Worksheet,
    at: int,
    texts: Sequence[str],
    widths: Sequence[float],
    *,
    centered: int,
    bold: bool = False,
) -> None:
    """A row of texts, the first ``centered`` of them in the middle of their cells."""
    for column, text in enumerate(texts, start=1):
        cell: Cell = put(sheet, at, column, text, HEADER if bold and column == 2 else BODY)
        cell.alignment = CENTER if column <= centered else LEFT
        cell.border = GRID
    lines = max(line_count(t, w) for t, w in zip(texts, widths, strict=True))
    sheet.row_dimensions[at].height = min(HIGHEST_ROW, height_of(lines))
