"""A document is put in force by the head; a later version renews the ledger and loses nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from sanyi.kernel import InputError
from sanyi.ledger import CorrectedField, Move, State
from sanyi.web.acts.models import Event
from sanyi.web.ledgers import service as ledgers
from sanyi.web.ledgers.adapters import ledger_of
from sanyi.web.ledgers.models import EntryRow, Report
from sanyi.web.papers import issuing, service
from sanyi.web.papers.models import PaperState, Version
from sanyi.web.papers.queries import corrected_version
from web.conftest import sample
from web.papers.documents import CLAUSES, EXTRA, file_of, text_of

CHANGED = CLAUSES[0].replace("90%", "92%")
NEXT = (EXTRA, CHANGED, CLAUSES[1], CLAUSES[3])  # one new, one changed, one gone, one moved


@pytest.fixture
def issued(version: Version, people: Any) -> Version:
    issuing.issue(people["head"], version, reason="核对过")
    version.refresh_from_db()
    return version


@pytest.fixture
def later(issued: Version, people: Any, place: Any) -> Version:
    made = service.upload(people["office"], place, file_of(text_of(*NEXT)), paper=issued.paper)
    made.refresh_from_db()
    return made


def rows() -> dict[str, EntryRow]:
    return {row.text[:8]: row for row in EntryRow.objects.all()}


def row_of(clause: str) -> EntryRow:
    return rows()[clause[:8]]


def test_issued_document_becomes_rows_as_corrected(version, people) -> None:  # type: ignore[no-untyped-def]
    first, second = corrected_version(version).ledger.entries[:2]
    service.correct(people["office"], version, first.id, {CorrectedField.TITLE: "更正过的标题"})
    service.correct(people["office"], version, second.id, {CorrectedField.IS_TASK: False})
    issuing.issue(people["head"], version, reason="核对过")
    assert EntryRow.objects.get(entry_id=first.id).title == "更正过的标题"
    assert not EntryRow.objects.filter(entry_id=second.id).exists()
    version.paper.refresh_from_db()
    assert version.paper.state == PaperState.ISSUED


@pytest.mark.parametrize("role", ["office", "leader", "liaison", "analyst"])
def test_document_is_issued_by_the_head_only(role, version, people, as_role) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PermissionDenied):
        issuing.issue(people[role], version, reason="核对过")
    assert as_role(role).post(f"/papers/{version.paper_id}/issue/").status_code == 403
    assert not EntryRow.objects.exists()


def test_errors_stand_against_issuing_until_a_reason_is_given(place, people, as_role) -> None:  # type: ignore[no-untyped-def]
    from sanyi.web import office

    paper = office.take_in(place, sample(), people["head"])
    client = as_role("head")
    answer = client.post(f"/papers/{paper.pk}/issue/", {"reason": " "})
    assert answer.status_code == 400
    assert "3 个错误没有处理" in answer.content.decode()
    assert not EntryRow.objects.exists()
    client.post(f"/papers/{paper.pk}/issue/", {"reason": "县长办公会要求先行"})
    event = Event.objects.get(act="issue_document")
    assert event.reason == "县长办公会要求先行"
    assert len(event.after["errors"]) == 3
    assert EntryRow.objects.count() == event.after["tasks"]


def test_settled_errors_stand_no_longer_against_issuing(place, people) -> None:  # type: ignore[no-untyped-def]
    from sanyi.web import office

    paper = office.take_in(place, sample(), people["head"])
    version = paper.versions.get()
    for finding in issuing.plan_issue(version).errors:
        service.settle_finding(people["office"], version, finding.code, finding.message, "核对过")
    issuing.issue(people["head"], version)
    assert paper.entries.exists()


def test_issued_version_is_issued_and_corrected_no_more(issued, people) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError, match="不能下达"):
        issuing.issue(people["head"], issued, reason="再来")
    with pytest.raises(InputError, match="不能再更正"):
        service.correct(people["office"], issued, issued.reading["entries"][0]["id"],
                        {CorrectedField.TITLE: "甲"})  # fmt: skip
    with pytest.raises(InputError, match="已经下达"):
        service.read_again(people["office"], issued)


def test_document_without_a_task_is_not_issued(place, people) -> None:  # type: ignore[no-untyped-def]
    version = service.upload(people["office"], place, file_of("关于召开会议的通知\n请准时参加。\n"))
    version.refresh_from_db()
    with pytest.raises(InputError, match="没有读出任务"):
        issuing.issue(people["head"], version, reason="先下达")


def test_version_in_proofreading_leaves_the_ledger_as_it_is(later, issued) -> None:  # type: ignore[no-untyped-def]
    assert EntryRow.objects.count() == len(CLAUSES)
    assert [e.id for e in ledger_of(issued.paper).entries] == [
        row.entry_id for row in EntryRow.objects.order_by("position")
    ]


def test_what_a_version_changes_is_shown_before_it_is_taken_in(later, as_role) -> None:  # type: ignore[no-untyped-def]
    page = as_role("head").get(f"/papers/{later.paper_id}/issue/").content.decode()
    assert "新增 1 项" in page
    assert "不再列入 1 项" in page
    assert "<del>90%</del><ins>92%</ins>" in page
    assert "健全药品短缺监测" in page
    assert EntryRow.objects.count() == len(CLAUSES)


def test_changed_row_keeps_its_id_state_history_and_reports(later, people) -> None:  # type: ignore[no-untyped-def]
    row = row_of(CLAUSES[0])
    ledgers.move(people["office"], row, Move.ASSIGN)
    unit = row.units.first().unit
    report = Report.objects.create(entry=row, unit=unit, period="2025Q1", text="已启动",
                                   author=people["office"])  # fmt: skip
    targets = list(row.targets.values_list("target_id", flat=True))
    revision = EntryRow.objects.get(pk=row.pk).revision
    issuing.issue(people["head"], later, reason="核对过")
    renewed = EntryRow.objects.get(pk=row.pk)
    assert "92%" in renewed.text
    assert (renewed.entry_id, renewed.state) == (row.entry_id, State.ASSIGNED)
    assert renewed.reading["id"] == row.entry_id
    assert renewed.number == "（二）"
    assert renewed.revision > revision
    assert list(renewed.targets.values_list("target_id", flat=True)) == targets
    assert report.entry_id == row.pk
    acts = [e.act for e in Event.objects.filter(subject_kind="entry", subject=row.entry_id)]
    assert acts == ["propose", "assign", "renew"]


def test_new_row_takes_an_id_of_its_own_and_the_gone_one_is_ended(later, people) -> None:  # type: ignore[no-untyped-def]
    before = {row.entry_id for row in EntryRow.objects.all()}
    issuing.issue(people["head"], later, reason="核对过")
    added = row_of(EXTRA)
    assert added.entry_id not in before
    assert added.entry_id == "anhe-2027#1-v2"
    gone = row_of(CLAUSES[2])
    assert gone.state == State.TERMINATED
    assert [row.text[:4] for row in EntryRow.objects.order_by("position")] == [
        c[:4] for c in (*NEXT, CLAUSES[2])
    ]
    assert [e.id for e in ledger_of(later.paper).entries] == [row_of(c).entry_id for c in NEXT]


def test_gone_row_that_is_kept_goes_on(later, as_role) -> None:  # type: ignore[no-untyped-def]
    as_role("head").post(f"/papers/{later.paper_id}/issue/", {"reason": "核对过"})
    assert row_of(CLAUSES[2]).state == State.PROPOSED


def test_third_version_brings_nothing_twice(later, people, place) -> None:  # type: ignore[no-untyped-def]
    issuing.issue(people["head"], later, reason="核对过")
    third = service.upload(people["office"], place, file_of(text_of(*CLAUSES, EXTRA)),
                           paper=later.paper)  # fmt: skip
    third.refresh_from_db()
    issuing.issue(people["head"], third, reason="核对过")
    assert EntryRow.objects.count() == len(CLAUSES) + 1
    assert row_of(CLAUSES[2]).state == State.TERMINATED  # taken up again only by a person's act


def test_versions_are_compared_clause_by_clause(later, as_role) -> None:  # type: ignore[no-untyped-def]
    page = as_role("leader").get(f"/papers/{later.paper_id}/difference/").content.decode()
    assert "<del>90%</del><ins>92%</ins>" in page
    assert "新增 <strong>1</strong> 条" in page
    assert "删除 <strong>1</strong> 条" in page
    assert as_role("liaison").get(f"/papers/{later.paper_id}/difference/").status_code == 404


def test_liaison_reads_the_version_in_force_and_its_own_entries(later, as_role, people) -> None:  # type: ignore[no-untyped-def]
    client = as_role("liaison")
    assert client.get(f"/papers/{later.paper_id}/2/").status_code == 404
    page = client.get(f"/papers/{later.paper_id}/1/")
    mine = {c.entry.id for c in page.context["cards"]}
    unit = people["liaison"].unit
    assert mine == {
        row.entry_id for row in EntryRow.objects.filter(units__unit=unit)
    }  # fmt: skip
    assert 0 < len(mine) < len(CLAUSES)
    assert "待处理" not in page.content.decode()
