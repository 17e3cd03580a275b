"""Export, edit, import: differences first, conflicts shown, only ticked cells taken."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from sanyi.kernel import InputError
from sanyi.ledger import CellState
from sanyi.ledger.roundtrip_xlsx import HEADINGS, SHEET
from sanyi.web.acts.chain import verify_all
from sanyi.web.ledgers import sheet
from sanyi.web.ledgers.editing import edit_entry
from sanyi.web.ledgers.models import EntryRow, ImportDraft

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def workbook(paper, as_role) -> bytes:  # type: ignore[no-untyped-def]
    answer = as_role("office").get("/ledger/export/", {"section": "健全推进机制"})
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return bytes(answer.content)


def changed(data: bytes, cells: dict[tuple[int, str], str]) -> SimpleUploadedFile:
    book = load_workbook(io.BytesIO(data))
    for (at, name), value in cells.items():
        book[SHEET].cell(at, HEADINGS.index(name) + 1).value = value
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("台账.xlsx", out.getvalue(), XLSX)


def ticks(draft: ImportDraft, person: Any, *, conflicts: bool = False) -> list[str]:
    """The boxes as the page ticks them; conflicts only when asked."""
    return [
        f"{r.row.pk}:{r.row.revision}:{c.column}"
        for r in sheet.differences(person, draft)[0]
        for c in r.cells
        if c.state is CellState.CHANGE or (conflicts and c.state is CellState.CONFLICT)
    ]


def test_export_holds_what_the_filter_shows(workbook, paper) -> None:  # type: ignore[no-untyped-def]
    rows = load_workbook(io.BytesIO(workbook))[SHEET]
    ids = [c.value for c in rows["A"][1:]]
    assert ids == list(
        paper.entries.filter(section="健全推进机制").values_list("entry_id", flat=True)
    )


def test_upload_alone_changes_nothing_and_the_page_shows_each_cell(workbook, as_role) -> None:  # type: ignore[no-untyped-def]
    client = as_role("office")
    before = list(EntryRow.objects.values_list("title", "revision"))
    upload = changed(workbook, {(2, "任务"): "新的任务名", (3, "完成时限"): "某月"})
    answer = client.post("/ledger/import/", {"file": upload}, follow=True)
    page = answer.content.decode()
    assert "第2行“任务”" in page and "新的任务名" in page
    assert "第3行“完成时限”" in page and "日期应写成" in page
    assert list(EntryRow.objects.values_list("title", "revision")) == before
    assert as_role("head").get(answer.redirect_chain[-1][0]).status_code == 404


def test_ticked_cells_are_taken_and_logged(workbook, as_role, people) -> None:  # type: ignore[no-untyped-def]
    cells = {(2, "任务"): "新的任务名", (3, "完成时限"): "2025-09-30", (3, "长期任务"): "是"}
    draft = sheet.take_in(people["office"], changed(workbook, cells))
    chosen = [t for t in ticks(draft, people["office"]) if not t.endswith("长期任务")]
    answer = as_role("office").post(f"/ledger/import/{draft.pk}/", {"cell": chosen}, follow=True)
    assert "已导入2项任务的2格" in answer.content.decode()
    first, second = EntryRow.objects.filter(section="健全推进机制")[:2]
    assert (first.title, str(second.due_on), second.is_standing) == (
        "新的任务名",
        "2025-09-30",
        False,
    )
    assert verify_all() == []
    with pytest.raises(InputError, match="已经导入过"):
        sheet.apply(people["office"], ImportDraft.objects.get(), [(1, "任务", 1)], "")


def test_row_changed_since_the_export_is_a_conflict_and_stays_as_it_is(
    workbook, as_role, people
) -> None:  # type: ignore[no-untyped-def]
    row = EntryRow.objects.filter(section="健全推进机制").first()
    upload = changed(workbook, {(2, "任务"): "我的写法", (3, "任务"): "无冲突的修改"})
    edit_entry(people["head"], row, {"title": "别人的写法"}, revision=1)
    draft = sheet.take_in(people["office"], upload)
    page = as_role("office").get(f"/ledger/import/{draft.pk}/").content.decode()
    assert "冲突" in page and "别人的写法" in page and "我的写法" in page
    as_role("office").post(f"/ledger/import/{draft.pk}/", {"cell": ticks(draft, people["office"])})
    row.refresh_from_db()
    assert row.title == "别人的写法"
    assert EntryRow.objects.filter(title="无冲突的修改").exists()


def test_conflict_is_taken_only_when_ticked_and_not_if_changed_again(workbook, people) -> None:  # type: ignore[no-untyped-def]
    office, head = people["office"], people["head"]
    row = EntryRow.objects.filter(section="健全推进机制").first()
    edit_entry(head, row, {"title": "别人的写法"}, revision=1)
    draft = sheet.take_in(office, changed(workbook, {(2, "任务"): "我的写法"}))
    seen = [(row.pk, "任务", 2)]
    edit_entry(head, row, {"title": "别人又改"}, revision=2)
    outcome = sheet.apply(office, draft, seen, "")
    assert (outcome.cells, len(outcome.refused)) == (0, 1)
    row.refresh_from_db()
    assert row.title == "别人又改"
    assert sheet.apply(office, draft, [(row.pk, "任务", 3)], "").cells == 1
    row.refresh_from_db()
    assert row.title == "我的写法"


def test_misspelt_unit_makes_no_unit(workbook, people) -> None:  # type: ignore[no-untyped-def]
    draft = sheet.take_in(people["office"], changed(workbook, {(2, "牵头单位"): "县卫生建康局"}))
    ((found,), _) = sheet.differences(people["office"], draft)
    assert (found.cells[0].state, "没有单位" in found.cells[0].problem) == (CellState.WRONG, True)


def test_assigned_entries_take_the_import_as_their_reason(workbook, people, paper) -> None:  # type: ignore[no-untyped-def]
    from sanyi.ledger import Move
    from sanyi.web.acts.models import Event
    from sanyi.web.ledgers import service

    row = service.move(people["office"], paper.entries.first(), Move.ASSIGN)
    draft = sheet.take_in(people["office"], changed(workbook, {(2, "任务"): "写法"}))
    assert sheet.apply(people["office"], draft, [(row.pk, "任务", 2)], "").cells == 1
    assert (
        Event.objects.filter(act="edit_entry", subject=row.entry_id)
        .get()
        .reason.startswith("Excel")
    )


@pytest.mark.parametrize("role", ["liaison", "leader", "analyst", "auditor"])
def test_import_is_for_the_office_alone(paper, as_role, role) -> None:  # type: ignore[no-untyped-def]
    assert as_role(role).get("/ledger/import/").status_code == 403


def test_file_that_is_no_workbook_is_said_on_the_form(paper, as_role) -> None:  # type: ignore[no-untyped-def]
    client = as_role("office")
    for name, content in (("a.xlsx", b"PK\x03\x04broken"), ("a.pdf", b"%PDF-1"), ("a.xlsx", b"")):
        answer = client.post("/ledger/import/", {"file": SimpleUploadedFile(name, content)})
        assert answer.status_code == 400
    assert not ImportDraft.objects.exists()
