"""The workbook an office would have made by hand, and what it must never do."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

import sanyi
from reading import ledger_of, title_block
from sanyi.kernel import Finding, Severity
from sanyi.ledger import COLUMNS, PROGRESS_STATES, Ledger, ledgers_as_xlsx
from sanyi.ledger.xlsx_cells import LONGEST_CELL, line_count, put, shortened, text_width
from sanyi.pipeline import read_ledger

SAMPLES = Path(sanyi.__file__).parent / "samples"


def opened(*ledgers: Ledger) -> Workbook:
    return load_workbook(io.BytesIO(ledgers_as_xlsx(ledgers)), rich_text=False)


def final() -> Ledger:
    return read_ledger(SAMPLES / "anhe-2025.docx", id="anhe-2025")


def draft() -> Ledger:
    return read_ledger(SAMPLES / "anhe-2026-draft.docx")


def column(sheet: Worksheet, name: str) -> int:
    return COLUMNS.index(name) + 1


def row_of(sheet: Worksheet, number: str) -> int:
    return next(r for r in range(4, sheet.max_row + 1) if sheet.cell(r, 1).value == number)


def test_columns_are_those_of_the_office() -> None:
    sheet = opened(final())["台账"]
    assert tuple(c.value for c in sheet[3]) == (
        "序号",
        "重点工作",
        "责任单位",
        "配合单位",
        "时限要求",
        "目标",
        "进展情况",
        "佐证",
        "条款出处",
    )


def test_annexed_ledger_comes_first_and_no_clause_is_lost() -> None:
    book = opened(final())
    assert book.sheetnames == ["台账", "正文条款", "体检发现", "说明"]
    numbers = [str(c.value) for c in book["台账"]["A"][3:] if str(c.value).isdigit()]
    assert numbers == [str(n) for n in range(1, 32)]
    clauses = [c.value for c in book["正文条款"]["A"][3:] if str(c.value).startswith("（")]
    assert len(clauses) == 26


def test_row_holds_what_the_document_says() -> None:
    sheet = opened(final())["台账"]
    cells = [c.value for c in sheet[row_of(sheet, "8")]]
    assert cells == [
        "8",
        "远程医疗系统覆盖全部乡镇卫生院。",
        "县卫生健康局",
        "县数据资源局\n县人民医院",
        "9月底\n2025-09-30",
        "远程医疗系统覆盖全部乡镇卫生院",
        None,
        "建议：逐一登记的名册\n要求全覆盖，逐一登记：远程医疗系统覆盖全部乡镇卫生院",
        "附件第8项\n对应正文（四）",
    ]


def test_sections_are_bands_over_the_whole_row() -> None:
    sheet = opened(final())["台账"]
    assert sheet["A4"].value == "健全推进机制"
    assert "A4:I4" in {str(r) for r in sheet.merged_cells.ranges}


def test_sheet_prints_on_a4_on_its_side_with_its_header_on_every_page() -> None:
    for sheet in opened(final()).worksheets:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "&P" in sheet.oddFooter.center.text and "&N" in sheet.oddFooter.center.text
        assert sheet.print_title_rows
        assert sheet.freeze_panes


def test_progress_can_only_be_chosen_from_the_list() -> None:
    sheet = opened(final())["台账"]
    (validation,) = sheet.data_validations.dataValidation
    assert validation.formula1 == '"' + ",".join(PROGRESS_STATES) + '"'
    assert validation.type == "list" and validation.showErrorMessage
    progress = f"G{row_of(sheet, '8')}"
    assert progress in validation.sqref
    assert "A4" not in validation.sqref


def test_deleted_clause_stands_at_its_place_struck_through() -> None:
    book = load_workbook(io.BytesIO(ledgers_as_xlsx([draft()])), rich_text=True)
    sheet = book["台账"]
    numbers = [c.value for c in sheet["A"][3:]]
    at = row_of(sheet, "（三）")
    assert numbers.index("（二）") < numbers.index("（三）") < numbers.index("（四）")
    (part,) = sheet.cell(at, 2).value
    assert part.font.strike and "药品耗材联合采购中心" in part.text
    assert sheet.cell(at, column(sheet, "进展情况")).value == "已删除"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "=HYPERLINK(", "＝"])
def test_text_of_a_document_never_becomes_a_formula(start: str) -> None:
    sheet = Workbook().active
    assert isinstance(sheet, Worksheet)
    cell = put(sheet, 1, 1, start + '1+1,"x")')
    assert cell.data_type == "s"


def test_formula_in_a_document_stays_text_in_the_file() -> None:
    text = title_block() + (
        '（一）=HYPERLINK("http://example.com","点我")。@SUM(1)全年召开会议不少于4次。\n'
        "责任单位：县卫生健康局\n"
    )
    ledger = ledger_of(text)
    ledger.findings = (Finding("LED-001", Severity.NOTE, "=1+1", "=cmd|' /C calc'!A0", "-1"),)
    data = ledgers_as_xlsx([ledger])
    for sheet in load_workbook(io.BytesIO(data)).worksheets:
        for row in sheet.iter_rows():
            assert [c.coordinate for c in row if c.data_type == "f"] == []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
        assert all(b"<f>" not in archive.read(n) for n in sheets)


@given(st.text(min_size=0, max_size=80))
def test_any_text_can_be_written_and_read_back(text: str) -> None:
    ledger = final_with_finding(text)
    data = ledgers_as_xlsx([ledger])
    cell = load_workbook(io.BytesIO(data))["体检发现"]["E4"]
    assert cell.data_type in {"s", "n", "inlineStr"}
    assert not (isinstance(cell.value, str) and cell.data_type == "f")


def final_with_finding(message: str) -> Ledger:
    ledger = ledger_of(title_block() + "（一）做好工作。\n")
    ledger.findings = (Finding("X-1", Severity.WARNING, "x", message),)
    return ledger


def test_same_ledger_gives_the_same_bytes() -> None:
    assert ledgers_as_xlsx([final()]) == ledgers_as_xlsx([final()])


def test_document_without_tasks_gives_a_sheet_that_says_so() -> None:
    book = opened(ledger_of("今天天气很好。\n"))
    assert book["台账"]["A4"].value == "没有读到任务。"


def test_very_long_clause_takes_several_rows_and_none_is_cut() -> None:
    body = "，".join(f"第{n}项工作要抓紧抓实抓好并且定期报告情况" for n in range(120))
    ledger = ledger_of(title_block() + f"（一）从严从实抓落实。{body}。\n责任单位：县卫生健康局\n")
    sheet = opened(ledger)["台账"]
    at = row_of(sheet, "（一）")
    merged = [r for r in sheet.merged_cells.ranges if r.min_row == at and r.min_col == 2]
    assert merged and merged[0].max_row > at
    assert all((d.height or 0) <= 409 for d in sheet.row_dimensions.values())
    assert str(sheet.cell(at, 2).value).endswith("报告情况。")


def test_cell_longer_than_excel_takes_says_that_it_was_cut() -> None:
    assert shortened("字" * LONGEST_CELL) == "字" * LONGEST_CELL
    cut = shortened("字" * (LONGEST_CELL + 1))
    assert len(cut) < 32_767 and cut.endswith("见原文）")


def test_sheet_names_are_short_and_each_once() -> None:
    ledgers = []
    for _ in range(2):
        ledger = final()
        ledgers.append(ledger)
    names = opened(*ledgers).sheetnames
    assert len(set(names)) == len(names)
    assert all(len(n) <= 31 for n in names)


def test_width_counts_a_chinese_character_twice() -> None:
    assert text_width("医改ab") == 6
    assert line_count("医改" * 10, 22.5) == 2
    assert line_count("一\n二", 40) == 2
