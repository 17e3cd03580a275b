"""The archive: what may go there, what is no longer done there, what stays readable, the way back."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from sanyi.kernel import InputError, Period
from sanyi.ledger import Move
from sanyi.web.acts.models import Event
from sanyi.web.base import clock
from sanyi.web.home.queries import standing
from sanyi.web.ledgers import editing, evidence, reporting
from sanyi.web.ledgers import service as ledgers
from sanyi.web.ledgers.models import EntryRow
from sanyi.web.mytasks.queries import my_tasks
from sanyi.web.papers import archiving, service
from sanyi.web.papers.models import Paper, PaperState, Version
from web.papers.documents import CLAUSES, file_of, text_of

REASON = "未了结的任务转入下一年度"


@pytest.fixture
def over(paper: Paper, monkeypatch: Any) -> Paper:
    """The sample document on the day after its year."""
    assert paper.year is not None
    on(monkeypatch, dt.date(paper.year + 1, 1, 1))
    return paper


def on(monkeypatch: Any, day: dt.date) -> None:
    for module in (clock, archiving):
        monkeypatch.setattr(module, "today", lambda: day)


def settle(paper: Paper, person: Any) -> None:
    for row in paper.entries.all():
        ledgers.move(person, row, Move.TERMINATE, reason="不再办理")


# --- what may be archived, and when


def test_document_is_archived_when_all_its_tasks_are_settled(paper, people, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    on(monkeypatch, dt.date(paper.year, 6, 1))
    with pytest.raises(InputError, match="还没有结束"):
        archiving.archive(people["head"], paper, REASON)
    settle(paper, people["head"])
    archiving.archive(people["head"], paper)
    paper.refresh_from_db()
    assert paper.state == PaperState.ARCHIVED


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_open_tasks_are_archived_from_the_day_after_the_year(
    days, paper, people, monkeypatch
) -> None:  # type: ignore[no-untyped-def]
    on(monkeypatch, dt.date(paper.year, 12, 31) + dt.timedelta(days=days))
    if days <= 0:
        with pytest.raises(InputError, match="项任务没有"):
            archiving.archive(people["head"], paper, REASON)
        return
    with pytest.raises(InputError, match="须写明理由"):
        archiving.archive(people["head"], paper, "  ")
    archiving.archive(people["head"], paper, REASON)
    event = Event.objects.filter(act="archive_document").get()
    assert (event.before, event.after["state"], event.reason) == (
        {"state": "issued"}, "archived", REASON,
    )  # fmt: skip
    assert event.after["open"] == paper.entries.count()


def test_document_that_was_never_issued_is_not_archived(place, people) -> None:  # type: ignore[no-untyped-def]
    version = service.upload(people["office"], place, file_of(text_of(*CLAUSES)))
    with pytest.raises(InputError, match="已下达"):
        archiving.archive(people["head"], version.paper, REASON)


def test_archived_document_is_not_archived_twice_nor_restored_twice(over, people) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError, match="没有归档"):
        archiving.restore(people["head"], over, "误操作")
    archiving.archive(people["head"], over, REASON)
    with pytest.raises(InputError, match="已经归档"):
        archiving.archive(people["head"], over, REASON)


@pytest.mark.parametrize("role", ["office", "leader", "liaison", "auditor"])
def test_only_the_head_archives_and_restores(role, over, people, as_role) -> None:  # type: ignore[no-untyped-def]
    for act in (archiving.archive, archiving.restore):
        with pytest.raises(PermissionDenied):
            act(people[role], over, REASON)
    for name in ("archive", "restore"):
        assert as_role(role).get(f"/papers/{over.pk}/{name}/").status_code == 403


# --- in the browser


def test_head_archives_and_restores_on_the_page_of_the_document(over, people, as_role) -> None:  # type: ignore[no-untyped-def]
    head = as_role("head")
    address = f"/papers/{over.pk}/"
    assert f"{address}archive/" in head.get(address).content.decode()
    assert (
        f"{over.entries.count()} 项任务没有销号" in head.get(f"{address}archive/").content.decode()
    )
    assert head.post(f"{address}archive/", {"reason": ""}).status_code == 400
    done = head.post(f"{address}archive/", {"reason": REASON}, follow=True).content.decode()
    assert "本文件已归档" in done
    assert REASON in done  # among what was done with it
    assert "上传新版" not in done
    assert f"{address}restore/" in done
    assert head.post(f"{address}restore/", {"reason": " "}).status_code == 400
    back = head.post(f"{address}restore/", {"reason": "补办一项"}, follow=True).content.decode()
    assert "本文件已归档" not in back
    over.refresh_from_db()
    assert over.state == PaperState.ISSUED


def test_page_says_why_a_document_cannot_be_archived(paper, as_role, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    on(monkeypatch, dt.date(paper.year, 6, 1))
    page = as_role("head").get(f"/papers/{paper.pk}/archive/").content.decode()
    assert "现在不能归档" in page
    assert "<textarea" not in page


# --- out of the current work, and found


@pytest.fixture
def archived(over: Paper, people: Any) -> Paper:
    archiving.archive(people["head"], over, REASON)
    over.refresh_from_db()
    return over


def rows_of(answer: Any) -> list[EntryRow]:
    return [row.record for row in answer.context["table"].rows]


def test_archived_document_is_found_in_the_archive_alone(archived, as_role) -> None:  # type: ignore[no-untyped-def]
    client = as_role("office")
    assert client.get("/papers/").context["rows"] == []
    assert "已归档（1）" in client.get("/papers/").content.decode()
    assert [p for p, _ in client.get("/papers/?state=archived").context["rows"]] == [archived]


def test_its_tasks_leave_the_table_and_are_found_by_the_filter(archived, as_role) -> None:  # type: ignore[no-untyped-def]
    client = as_role("office")
    assert rows_of(client.get("/ledger/")) == []
    for query in (
        "scope=archived",
        "scope=all",
        f"paper={archived.pk}",
        f"scope=archived&year={archived.year}",
    ):
        found = client.get(f"/ledger/?{query}").context["table"].paginator.count
        assert found == archived.entries.count(), query
    assert client.get("/ledger/export/?scope=archived").status_code == 200


def test_archived_tasks_are_not_offered_for_assigning(archived, as_role) -> None:  # type: ignore[no-untyped-def]
    answer = as_role("office").get("/ledger/?scope=archived")
    assert archived.entries.filter(state="proposed").exists()
    assert answer.context["waiting"] == 0
    assert 'name="pick"' not in answer.content.decode()
    assert "分解交办勾选" not in answer.content.decode()


def test_other_documents_stay_in_the_table(archived, people, place, as_role) -> None:  # type: ignore[no-untyped-def]
    from sanyi.web.papers import issuing

    later = service.upload(people["office"], place, file_of(text_of(*CLAUSES)))
    later.refresh_from_db()
    issuing.issue(people["head"], later, reason="已核对")
    client = as_role("office")
    assert {r.paper_id for r in rows_of(client.get("/ledger/"))} == {later.paper_id}
    assert {r.paper_id for r in rows_of(client.get("/ledger/?scope=archived"))} == {archived.pk}


def test_leader_sees_the_archived_year_only_where_asked(archived, people, as_role) -> None:  # type: ignore[no-untyped-def]
    assert standing(people["leader"], None, None) is None
    found = standing(people["leader"], None, None, PaperState.ARCHIVED)
    assert found is not None
    assert found.whole.total == archived.entries.count()
    client = as_role("leader")
    assert "state=archived" in client.get("/").content.decode()
    assert "已归档：" in client.get("/?state=archived").content.decode()


def test_unit_has_no_task_of_an_archived_document(archived, people, as_role) -> None:  # type: ignore[no-untyped-def]
    assert my_tasks(people["liaison"]) == []
    assert as_role("liaison").get("/tasks/").status_code == 200


def test_archived_document_is_read_and_downloaded_as_before(archived, entry, as_role) -> None:  # type: ignore[no-untyped-def]
    for role in ("office", "leader", "liaison", "auditor"):
        client = as_role(role)
        for address in (
            f"/papers/{archived.pk}/",
            f"/papers/{archived.pk}/1/",
            f"/ledger/{entry.pk}/",
        ):
            assert client.get(address).status_code == 200, (role, address)
        answer = client.get(f"/papers/{archived.pk}/1/download/")
        assert answer.status_code == 200, role
        is_whole = len(b"".join(answer)) == Version.objects.get(paper=archived).size
        assert is_whole == (role == "office")  # the others get the copy without contacts


# --- nothing is done on it


def test_tasks_of_an_archived_document_are_not_worked_on(archived, entry, people) -> None:  # type: ignore[no-untyped-def]
    office, liaison = people["office"], people["liaison"]
    pdf = SimpleUploadedFile("a.pdf", b"%PDF-1.4\n%%EOF")
    acts = (
        lambda: ledgers.move(office, entry, Move.ASSIGN),
        lambda: editing.edit_entry(office, entry, {"title": "甲"}, revision=entry.revision, reason="改"),
        lambda: reporting.save_draft(liaison, entry, Period.parse("2025Q4"), {"text": "甲"}, revision=None),
        lambda: evidence.attach(office, entry, pdf),
        lambda: evidence.remark(office, entry, "留言"),
        lambda: ledgers.ask_for_judging(office, archived, dt.date(2025, 12, 31)),
        lambda: service.upload(office, archived.place, file_of(text_of(*CLAUSES)), paper=archived),
        lambda: service.read_again(office, Version.objects.get(paper=archived)),
    )  # fmt: skip
    count = Event.objects.count()
    for act in acts:
        with pytest.raises(InputError, match="已归档"):
            act()
    assert Event.objects.count() == count


def test_page_of_its_task_offers_no_act(archived, entry, as_role) -> None:  # type: ignore[no-untyped-def]
    for role in ("office", "head", "liaison"):
        page = as_role(role).get(f"/ledger/{entry.pk}/").content.decode()
        assert "只供查看" in page
        assert f"/ledger/{entry.pk}/move/" not in page
        assert f"/ledger/{entry.pk}/remark/" not in page
        assert f"/tasks/{entry.pk}/" not in page


def test_restored_document_is_worked_on_again(archived, entry, people, as_role) -> None:  # type: ignore[no-untyped-def]
    archiving.restore(people["head"], archived, "补办一项")
    entry.refresh_from_db()
    ledgers.move(people["office"], entry, Move.ASSIGN)
    assert entry in rows_of(as_role("office").get(f"/ledger/?q={entry.number}&paper={archived.pk}"))
    assert [e.act for e in Event.objects.filter(subject=archived.slug).order_by("number")][-2:] == [
        "archive_document", "restore_document",
    ]  # fmt: skip
