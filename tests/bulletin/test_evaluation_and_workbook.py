"""The year-end sheet and the ledger workbook with progress."""

from __future__ import annotations

import datetime as dt
import io

from openpyxl import load_workbook

from bulletin.written import BINDINGS, HEAD, HISTORIES, LEDGER, REPORTS, texts, unresolved
from sanyi.bulletin import document_as_docx
from sanyi.bulletin.evaluation import compose_evaluation
from sanyi.bulletin.workbook import ledger_with_progress
from sanyi.targets import Evidence, assess
from targets.made import DAY, rate_history

YEAR_END = dt.date(2026, 1, 5)


def test_year_end_sheet_counts_every_task_once() -> None:
    whole = {
        "visits": rate_history([0.80] * 12, [0.84] * 12),
        "fund": rate_history([0.78] * 12, code="fund_rate"),
    }
    tasks = assess(LEDGER, Evidence(whole, BINDINGS, REPORTS), YEAR_END)
    sheet = compose_evaluation(LEDGER, tasks, 2025, HEAD, YEAR_END)
    counts = [f.value for f in sheet.figures if f.indicator.startswith("year_")]
    assert sum(counts) == len(tasks) == 4  # type: ignore[arg-type]
    told = texts(sheet.document)
    assert "未达成" in told and "已达成" in told
    by_id = {f.id: f for f in sheet.figures}
    assert unresolved(sheet.document, by_id.__getitem__, LEDGER, REPORTS) == []
    assert document_as_docx(sheet.document)[:2] == b"PK"


def test_workbook_holds_the_progress_of_each_task() -> None:
    tasks = assess(LEDGER, Evidence(HISTORIES, BINDINGS, REPORTS), DAY)
    data = ledger_with_progress(LEDGER, tasks)
    assert data == ledger_with_progress(LEDGER, tasks)
    book = load_workbook(io.BytesIO(data))
    rows = {r[0].value: r[6].value for r in book.worksheets[0].iter_rows(min_row=4)}
    assert {k: v for k, v in rows.items() if k in {"2", "3"}} == {"2": "推进中", "3": "基本完成"}
    sheet = book["目标进展"]
    ids = {c.value for c in sheet["I"]}
    assert "visit_rate@2025C09/all" in ids


def test_workbook_text_never_becomes_a_formula() -> None:
    tasks = assess(LEDGER, Evidence(HISTORIES, BINDINGS, REPORTS), DAY)
    book = load_workbook(io.BytesIO(ledger_with_progress(LEDGER, tasks)))
    for sheet in book:
        assert all(c.data_type != "f" for row in sheet.iter_rows() for c in row)
