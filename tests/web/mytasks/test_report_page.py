"""A unit's own desk: sorted list, a report that asks little, draft and submit, returned notes."""

from __future__ import annotations

import pytest

from sanyi.kernel import Period
from sanyi.ledger import Move, State
from sanyi.web.acts.service import lock
from sanyi.web.ledgers import reporting, service
from sanyi.web.ledgers.models import EntryRow, EvidenceFile, Report
from sanyi.web.ledgers.queries import units_of
from sanyi.web.mytasks.queries import my_tasks
from sanyi.web.mytasks.wants import Want
from web.mytasks.conftest import pdf


def address(row: EntryRow, period: str = "2025Q3") -> str:
    return f"/tasks/{row.pk}/report/?period={period}"


def test_list_holds_what_the_unit_leads_and_joins_sorted_by_want(running, people) -> None:  # type: ignore[no-untyped-def]
    tasks = my_tasks(people["liaison"])
    mine = EntryRow.objects.filter(units__unit__in=units_of(people["liaison"])).distinct()
    assert {t.row.pk for t in tasks} == {row.pk for row in mine}
    assert [t.want for t in tasks] == sorted(t.want for t in tasks)
    assert tasks[0].row.pk == running.pk and tasks[0].is_pressing


def test_everything_assigned_is_received_at_once(paper, people, as_role) -> None:  # type: ignore[no-untyped-def]
    service.move_many(people["office"], paper.entries.all(), Move.ASSIGN)
    led = sum(t.want is Want.RECEIVE for t in my_tasks(people["liaison"]))
    page = as_role("liaison").post("/tasks/start/", follow=True).content.decode()
    assert f"已签收{led}项" in page
    assert paper.entries.filter(state=State.RUNNING).count() == led > 0


def test_computed_entry_asks_no_numbers_and_no_claim(paper, people, as_role) -> None:  # type: ignore[no-untyped-def]
    row = paper.entries.filter(
        proof="computed", targets__isnull=False, units__unit=people["liaison"].unit
    ).first()
    service.move(people["office"], row, Move.ASSIGN)
    page = as_role("liaison").get(address(row)).content.decode()
    assert 'name="text"' in page and 'name="claim"' not in page
    assert "数字不用填" in page and row.targets.first().phrase in page


def test_entry_proved_by_a_document_asks_its_number_and_names_the_clause(
    paper, people, as_role
) -> None:  # type: ignore[no-untyped-def]
    row = paper.entries.filter(proof="issued", units__unit=people["liaison"].unit).first()
    service.move(people["office"], row, Move.ASSIGN)
    page = as_role("liaison").get(address(row)).content.decode()
    assert 'name="document_number"' in page and f"第{row.number}项" in page


def test_draft_is_kept_then_handed_in(running, as_role) -> None:  # type: ignore[no-untyped-def]
    client = as_role("liaison")
    assert client.post(address(running), {"text": "写了一半"}).status_code == 302
    kept = Report.objects.get()
    assert (kept.state, kept.text, kept.period) == ("draft", "写了一半", "2025Q3")
    assert "写了一半" in client.get(address(running)).content.decode()
    posted = {"text": "全部写完，共召开会议两次。", "revision": kept.revision, "submit": "1"}
    assert client.post(address(running), posted).headers["Location"] == "/tasks/"
    kept.refresh_from_db()
    assert (kept.state, len(kept.prefilled["targets"])) == ("submitted", running.targets.count())
    page = client.get(address(running)).content.decode()
    assert "报告已提交" in page and 'name="submit"' not in page


def test_text_is_not_lost_when_it_cannot_be_handed_in(running, as_role) -> None:  # type: ignore[no-untyped-def]
    client = as_role("liaison")
    posted = {"text": " ", "problem": "缺少经费", "submit": "1"}
    answer = client.post(address(running), posted)
    page = answer.content.decode()
    assert answer.status_code == 400 and "没有写进展情况" in page and "缺少经费" in page
    assert Report.objects.get().problem == "缺少经费"
    again = posted | {"text": "已向财政局申请。", "revision": Report.objects.get().revision}
    assert client.post(address(running), again).status_code == 302


def test_stale_page_of_a_colleague_does_not_overwrite(running, as_role) -> None:  # type: ignore[no-untyped-def]
    client = as_role("liaison")
    client.post(address(running), {"text": "甲写的"})
    answer = client.post(address(running), {"text": "乙写的"})
    assert answer.status_code == 400 and "已被别人修改" in answer.content.decode()
    assert Report.objects.get().text == "甲写的"


def test_returned_report_shows_the_note_and_comes_first(submitted, people, as_role) -> None:  # type: ignore[no-untyped-def]
    reporting.send_back(people["office"], submitted, "请附会议纪要")
    assert my_tasks(people["liaison"])[0].want is Want.REDO
    assert "请附会议纪要" in as_role("liaison").get(address(submitted.entry)).content.decode()


def test_unit_is_kindly_told_of_doubts_before_it_hands_in(running, people, as_role) -> None:  # type: ignore[no-untyped-def]
    values = {"text": "各项工作已经全部完成，成效明显。", "claim": "done"}
    reporting.save_draft(people["liaison"], running, Period.parse("2025Q3"), values, revision=None)
    page = as_role("liaison").get(address(running)).content.decode()
    assert "提交前请看一看" in page


def test_evidence_is_attached_to_the_quarters_report(running, as_role) -> None:  # type: ignore[no-untyped-def]
    client = as_role("liaison")
    answer = client.post(
        f"/tasks/{running.pk}/report/2025Q3/evidence/", {"file": pdf(), "title": "纪要"}
    )
    assert answer.status_code == 302
    kept = EvidenceFile.objects.get()
    assert (kept.report.period, kept.report.state) == ("2025Q3", "draft")
    assert kept.name in client.get(address(running)).content.decode()


def test_locked_quarter_takes_no_report_and_says_so(running, people, place, as_role) -> None:  # type: ignore[no-untyped-def]
    lock(people["head"], place, Period.parse("2025Q3"))
    client = as_role("liaison")
    page = client.get(address(running)).content.decode()
    assert "已锁定" in page and 'name="submit"' not in page
    assert client.post(address(running), {"text": "x"}).status_code == 400
    assert not Report.objects.exists()


@pytest.mark.parametrize("period", ["2025", "2025M07", "2024Q3", "明天"])
def test_period_that_is_no_quarter_of_the_year_is_not_found(running, as_role, period) -> None:  # type: ignore[no-untyped-def]
    assert as_role("liaison").get(address(running, period)).status_code == 404


def test_desk_and_reports_are_for_named_units_alone(running, paper, people, as_role) -> None:  # type: ignore[no-untyped-def]
    assert as_role("office").get("/tasks/").status_code == 403
    assert as_role("office").post(address(running), {"text": "x"}).status_code == 403
    other = paper.entries.exclude(units__unit=people["liaison"].unit).first()
    if other is not None:
        assert as_role("liaison").get(address(other)).status_code == 404
