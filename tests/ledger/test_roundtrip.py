"""The workbook of the ledger goes out and comes back; differences are found cell by cell."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from sanyi.kernel import UnreadableFileError
from sanyi.ledger import CellState, Current, SheetRow, compare, rows_as_xlsx, rows_from_xlsx
from sanyi.ledger.roundtrip import (
    COOPERATING,
    DEFAULTS,
    DUE_ON,
    EDITABLE,
    LEADS,
    PROOF,
    STANDING,
    TITLE,
    read_cell,
)
from sanyi.ledger.roundtrip_xlsx import BASE_SHEET, HEADINGS, SHEET

VALUES = {
    TITLE: "印发工作规则", DUE_ON: "2025-06-30", STANDING: "否", PROOF: "印发的文件",
    LEADS: "县卫生健康局", DEFAULTS: "", COOPERATING: "县财政局、县医疗保障局",
}  # fmt: skip


def row(id: str = "anhe-2025#annex/1", revision: int = 1, **values: str) -> SheetRow:
    return SheetRow(id, revision, {**VALUES, **values}, {"序号": "1", "任务内容": "全文。"})


def now(revision: int = 1, **values: str) -> Current:
    return Current(revision, {**VALUES, **values})


def edited(data: bytes, cells: dict[tuple[int, str], object], *, base: bool = True) -> bytes:
    """The workbook after a person has changed cells by row and heading."""
    book = load_workbook(io.BytesIO(data))
    sheet = book[SHEET]
    for (at, name), value in cells.items():
        sheet.cell(at, HEADINGS.index(name) + 1).value = value
    if not base:
        del book[BASE_SHEET]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def compared(data: bytes, ledger: dict[str, Current]):  # type: ignore[no-untyped-def]
    rows, findings = rows_from_xlsx(data)
    changes, more = compare(rows, ledger)
    return changes, (*findings, *more)


ID = "anhe-2025#annex/1"


def test_workbook_handed_back_unchanged_changes_nothing() -> None:
    assert compared(rows_as_xlsx([row()]), {ID: now()}) == ((), ())


def test_changed_cell_is_found_with_its_row_and_column() -> None:
    data = edited(rows_as_xlsx([row()]), {(2, DUE_ON): "2025年9月30日"})
    ((change,), _) = compared(data, {ID: now()})
    assert (change.where, change.now, change.wanted) == (
        "第2行“完成时限”", "2025-06-30", "2025-09-30",
    )  # fmt: skip
    assert change.state is CellState.CHANGE


def test_changed_cell_of_a_row_changed_since_is_a_conflict() -> None:
    data = edited(rows_as_xlsx([row()]), {(2, TITLE): "修订工作规则"})
    ((change,), _) = compared(data, {ID: now(2, **{TITLE: "印发新规则"})})
    assert change.state is CellState.CONFLICT
    assert (change.exported, change.now, change.wanted) == (
        "印发工作规则", "印发新规则", "修订工作规则",
    )  # fmt: skip


def test_cell_nobody_touched_in_the_file_keeps_what_others_wrote() -> None:
    data = edited(rows_as_xlsx([row()]), {(2, TITLE): "修订工作规则"})
    changes, _ = compared(data, {ID: now(2, **{DUE_ON: "2025-12-31"})})
    assert [c.column for c in changes] == [TITLE]


def test_lost_base_makes_every_difference_of_a_newer_row_a_conflict() -> None:
    data = edited(rows_as_xlsx([row()]), {}, base=False)
    changes, _ = compared(data, {ID: now(2, **{DUE_ON: "2025-12-31"})})
    assert [(c.column, c.state) for c in changes] == [(DUE_ON, CellState.CONFLICT)]


@pytest.mark.parametrize(
    ("column", "written", "problem"),
    [
        (DUE_ON, "六月底", "日期应写成"),
        (DUE_ON, "2025-02-30", "日期应写成"),
        (STANDING, "也许", "只能写"),
        (PROOF, "口头", "只能写"),
        (TITLE, "", "不能为空"),
        (TITLE, "长" * 301, "超过300字"),
    ],
)
def test_wrong_cell_is_named_and_never_taken(column: str, written: str, problem: str) -> None:
    data = edited(rows_as_xlsx([row()]), {(2, column): written})
    ((change,), _) = compared(data, {ID: now()})
    assert change.state is CellState.WRONG
    assert problem in change.problem


def test_date_that_excel_made_its_own_is_read_as_a_date() -> None:
    import datetime as dt

    data = edited(rows_as_xlsx([row()]), {(2, DUE_ON): dt.datetime(2025, 9, 30)})
    ((change,), _) = compared(data, {ID: now()})
    assert change.wanted == "2025-09-30"


def test_rows_without_known_or_single_id_are_findings() -> None:
    rows = [row(), row(), row(id="anhe-2025#annex/99")]
    changes, findings = compared(rows_as_xlsx(rows), {ID: now()})
    assert changes == ()
    assert [f.code for f in findings] == ["RTP-002", "RTP-003"]
    data = edited(rows_as_xlsx([row()]), {(2, "编号"): None})
    assert [f.code for f in compared(data, {ID: now()})[1]] == ["RTP-001"]
    data = edited(rows_as_xlsx([row()]), {(2, "修改次数"): "一"})
    assert [f.code for f in compared(data, {ID: now()})[1]] == ["RTP-004"]


def test_row_deleted_in_the_file_changes_nothing_in_the_ledger() -> None:
    book = load_workbook(io.BytesIO(rows_as_xlsx([row(), row(id="anhe-2025#annex/2")])))
    book[SHEET].delete_rows(2)
    out = io.BytesIO()
    book.save(out)
    ledger = {ID: now(), "anhe-2025#annex/2": now()}
    assert compared(out.getvalue(), ledger) == ((), ())


def test_file_that_is_no_exported_workbook_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="读不出"):
        rows_from_xlsx(b"PK\x03\x04 not a workbook")
    out = io.BytesIO()
    Workbook().save(out)
    with pytest.raises(UnreadableFileError, match="没有“编号”"):
        rows_from_xlsx(out.getvalue())


@pytest.mark.parametrize("words", ["=1+1", "+86", "-3 例", "@SUM(A1)"])
def test_text_that_begins_like_a_formula_stays_text(words: str) -> None:
    sheet = load_workbook(io.BytesIO(rows_as_xlsx([row(**{TITLE: words})])))[SHEET]
    cell = sheet.cell(2, HEADINGS.index(TITLE) + 1)
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", words, True)
    assert compared(rows_as_xlsx([row(**{TITLE: words})]), {ID: now(**{TITLE: words})}) == ((), ())


CELL = {
    TITLE: st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=30),
    DUE_ON: st.dates().map(lambda d: d.isoformat()) | st.just(""),
    STANDING: st.sampled_from(["是", "否"]),
    PROOF: st.sampled_from(["", "指标计算", "单位书面报告"]),
    **{c: st.lists(st.sampled_from(["甲局", "乙局", "丙局"]), unique=True).map("、".join)
       for c in (LEADS, DEFAULTS, COOPERATING)},
}  # fmt: skip


@settings(max_examples=25)
@given(st.fixed_dictionaries(CELL), st.fixed_dictionaries(CELL))
def test_every_changed_cell_and_no_other_is_found(before: dict[str, str],
                                                  after: dict[str, str]) -> None:  # fmt: skip
    data = edited(
        rows_as_xlsx([row(**before)]), {(2, name): after[name] or None for name in EDITABLE}
    )
    changes, findings = compared(data, {ID: now(**before)})
    assert {c.column: c.wanted for c in changes} == {
        n: after[n] for n in EDITABLE if after[n] != before[n]
    }
    assert findings == ()


def test_reading_a_cell_twice_gives_the_same() -> None:
    once, _ = read_cell(COOPERATING, " 甲局,乙局；甲局\n丙局 ")
    assert once == "甲局、乙局、丙局" == read_cell(COOPERATING, once)[0]


def test_wrong_cell_beside_a_good_one_does_not_take_it_along() -> None:
    data = edited(rows_as_xlsx([row()]), {(2, DUE_ON): "某日", (2, TITLE): "新题"})
    changes, _ = compared(data, {ID: now()})
    assert {c.column: c.state for c in changes} == {
        TITLE: CellState.CHANGE, DUE_ON: CellState.WRONG,
    }  # fmt: skip
    assert replace(changes[0], at=9).where == "第9行“任务”"
