"""The page of an entry as it stood on a past evening: as logged, and nothing of today."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from sanyi.kernel import Period
from sanyi.ledger import Move
from sanyi.web.acts.matrix import Role
from sanyi.web.acts.models import Event
from sanyi.web.ledgers import editing, evidence, reporting, service
from sanyi.web.ledgers.models import (
    Comment,
    EntryRow,
    EvidenceFile,
    Report,
    StandingRow,
    VerdictRun,
)
from sanyi.web.ledgers.past import ledger_on
from sanyi.web.ledgers.past_entry import entry_then, first_day
from sanyi.web.papers import archiving, issuing
from sanyi.web.papers import service as papers
from web.ledgers.conftest import pdf
from web.papers.documents import CLAUSES, file_of, text_of

Clock = Callable[[int, int], dt.datetime]
Q3 = Period.parse("2025Q3")


@pytest.fixture
def on(monkeypatch: Any) -> Clock:
    """Sets the clock of the office to noon of a day of 2025."""

    def set_to(month: int, day: int) -> dt.datetime:
        moment = timezone.make_aware(dt.datetime(2025, month, day, 12))
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return moment

    return set_to


def day(month: int, number: int) -> dt.date:
    return dt.date(2025, month, number)


@pytest.fixture
def year(on: Clock, request: Any, people: Any) -> EntryRow:
    """An entry with a year behind it: each act on a day of its own."""
    on(2, 1)
    entry = request.getfixturevalue("entry")
    on(3, 1)
    row = service.move(people["office"], entry, Move.ASSIGN)
    on(4, 1)
    row = service.move(people["liaison"], row, Move.START)
    on(5, 1)
    changed = {"title": "改过的任务名", "due_on": "2025-11-30", "is_standing": False}
    row = editing.edit_entry(
        people["office"], row, changed, revision=row.revision, reason="上级要求"
    )
    on(6, 1)
    evidence.attach(people["liaison"], row, pdf("六月.pdf"))
    evidence.remark(people["office"], row, "六月的留言")
    on(7, 1)
    evidence.withdraw(people["office"], EvidenceFile.objects.get(), "放错了")
    on(8, 1)
    judged(row, "yellow", "lagging", "八月的理由")
    on(9, 1)
    values = {"text": "九月的进展", "claim": "ongoing", "problem": "缺人手"}
    draft = reporting.save_draft(people["liaison"], row, Q3, values, revision=None)
    on(9, 10)
    reporting.submit(people["liaison"], draft, revision=draft.revision)
    on(9, 20)
    reporting.send_back(people["office"], Report.objects.get(), "补充数字")
    on(10, 1)
    report = Report.objects.get()
    draft = reporting.save_draft(
        people["liaison"], row, Q3, {"text": "十月重写"}, revision=report.revision
    )
    reporting.submit(people["liaison"], draft, revision=draft.revision)
    judged(row, "green", "on_course", "十月的理由")
    on(12, 1)
    return EntryRow.objects.get(pk=row.pk)


def judged(row: EntryRow, lamp: str, status: str, why: str) -> None:
    run = VerdictRun.objects.create(paper=row.paper, today=timezone.localdate())
    StandingRow.objects.create(run=run, entry=row, lamp=lamp, status=status, why=why)
    EntryRow.objects.filter(pk=row.pk).update(lamp=lamp, status=status, why=why)


def then(people: Any, row: EntryRow, month: int, number: int, who: str = "office") -> Any:
    return entry_then(people[who], row, day(month, number))


# --- what stood there on the evening


def test_state_stands_as_on_that_evening(year, people) -> None:  # type: ignore[no-untyped-def]
    states = {
        d: then(people, year, *d).state for d in ((2, 1), (2, 28), (3, 1), (4, 1), (9, 10), (9, 20))
    }
    assert states == {(2, 1): "立项", (2, 28): "立项", (3, 1): "分解", (4, 1): "开展",
                      (9, 10): "报告", (9, 20): "开展"}  # fmt: skip


def test_fields_stand_as_before_and_after_they_were_edited(year, people) -> None:  # type: ignore[no-untyped-def]
    before, after = then(people, year, 4, 30), then(people, year, 5, 1)
    assert before.facts["title"] != "改过的任务名"
    assert (after.facts["title"], after.facts["due_on"]) == ("改过的任务名", "2025-11-30")
    assert {"title", "due_on"} <= before.changed
    assert not {"title", "due_on", "lead", "text"} & after.changed
    assert before.facts["revision"] < after.facts["revision"]


def test_evidence_and_remarks_appear_with_their_day(year, people) -> None:  # type: ignore[no-untyped-def]
    assert (then(people, year, 5, 31).files, then(people, year, 5, 31).comments) == ([], [])
    june = then(people, year, 6, 1)
    assert [(f.file.name, f.is_withdrawn) for f in june.files] == [("六月.pdf", False)]
    assert [c.text for c in june.comments] == ["六月的留言"]
    assert [f.is_withdrawn for f in then(people, year, 7, 1).files] == [True]


def test_verdict_is_the_last_one_made_by_then(year, people) -> None:  # type: ignore[no-untyped-def]
    assert then(people, year, 7, 31).standing is None
    assert then(people, year, 9, 30).standing.why == "八月的理由"
    assert then(people, year, 10, 1).standing.why == "十月的理由"


def test_report_stands_with_the_words_and_state_of_then(year, people) -> None:  # type: ignore[no-untyped-def]
    assert then(people, year, 9, 9).reports == []  # a draft
    handed, returned, again = (
        then(people, year, *d).reports[0] for d in ((9, 10), (9, 20), (10, 1))
    )
    assert (handed.state, handed.facts["text"], handed.note) == ("已提交", "九月的进展", "")
    assert (returned.state, returned.note) == ("已退回", "补充数字")
    assert (again.state, again.facts["text"], again.facts["problem"]) == (
        "已提交",
        "十月重写",
        "缺人手",
    )


def test_figures_of_a_report_written_again_are_not_made_up(year, people) -> None:  # type: ignore[no-untyped-def]
    assert then(people, year, 9, 10).reports[0].figures is None
    assert then(people, year, 10, 1).reports[0].figures is not None


def test_report_that_no_event_tells_of_is_counted_and_not_shown(year, people) -> None:  # type: ignore[no-untyped-def]
    at = timezone.make_aware(dt.datetime(2025, 5, 1))
    Report.objects.create(entry=year, unit=people["liaison"].unit, period="2025Q1", text="今天的内容",
                          author=people["liaison"], state="accepted", submitted_at=at)  # fmt: skip
    assert then(people, year, 4, 30).unlogged_count == 0
    assert then(people, year, 5, 1).unlogged_count == 1
    assert all(r.facts["text"] != "今天的内容" for r in then(people, year, 12, 1).reports)


def test_timeline_ends_on_that_evening(year, people) -> None:  # type: ignore[no-untyped-def]
    acts = [m.what for m in then(people, year, 4, 1).timeline]
    assert acts == ["签收开展", "分解交办", "立项"]


def test_draft_of_another_unit_leaves_no_trace_on_its_day(year, people) -> None:  # type: ignore[no-untyped-def]
    acts = {
        who: [m.what for m in then(people, year, 9, 5, who).timeline]
        for who in ("leader", "liaison")
    }
    assert "保存报告草稿" in acts["liaison"]
    assert "保存报告草稿" not in acts["leader"]


def test_waiver_and_heir_are_not_there_before_they_were_given(year, people, on) -> None:  # type: ignore[no-untyped-def]
    heir = year.paper.entries.exclude(pk=year.pk).first()
    service.move(people["head"], year, Move.MERGE, reason="内容重复", merged_into=heir)
    year.refresh_from_db()
    assert then(people, year, 11, 30).merged_into is None
    assert then(people, year, 12, 1).merged_into == heir


# --- a later version


def test_words_units_and_limit_stand_as_before_a_later_version(people, place, on) -> None:  # type: ignore[no-untyped-def]
    on(2, 1)
    first = papers.upload(people["office"], place, file_of(text_of(*CLAUSES)))
    first.refresh_from_db()
    issuing.issue(people["head"], first, reason="已核对")
    row = EntryRow.objects.get(number="（一）")
    on(6, 1)
    text = (
        CLAUSES[0]
        .replace("12月底", "11月底")
        .replace("90%", "92%")
        .replace("县医疗保障局", "县财政局")
    )
    later = papers.upload(
        people["office"], place, file_of(text_of(text, *CLAUSES[1:])), paper=first.paper
    )
    later.refresh_from_db()
    issuing.issue(people["head"], later, reason="已核对")
    row.refresh_from_db()
    before, after = then(people, row, 5, 31), then(people, row, 6, 1)
    assert (before.facts["text"], after.facts["text"]) == (CLAUSES[0], text)
    assert (before.facts["due_on"], after.facts["due_on"]) == ("2025-12-31", "2025-11-30")
    assert (before.facts["cooperating"], after.facts["cooperating"]) == (
        ["县医疗保障局"],
        ["县财政局"],
    )
    assert {"text", "due_on", "cooperating"} <= before.changed
    assert before.targets is None  # their old words are kept nowhere
    assert after.targets == [t.phrase for t in row.targets.all()]
    table = {e.row.pk: e.facts for e in ledger_on(EntryRow.objects.all(), day(6, 1))}
    assert table[row.pk]["is_standing"] is False
    assert table[row.pk]["cooperating"] == ["县财政局"]


# --- the archive


def test_past_table_holds_what_was_not_archived_by_then(
    year, people, on, monkeypatch, as_role
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(archiving, "today", lambda: dt.date(2026, 1, 1))
    on(12, 10)
    archiving.archive(people["head"], year.paper, "转入下一年度")
    on(12, 20)
    client = as_role("office")
    count = year.paper.entries.count()
    found = {q: len(client.get(f"/ledger/?as_of={q}").context["rows"]) for q in (
        "2025-12-09", "2025-12-10", "2025-12-10&scope=archived", "2025-12-09&scope=archived",
        "2025-12-10&scope=all",
    )}  # fmt: skip
    assert list(found.values()) == [count, 0, count, 0, count]
    year.refresh_from_db()
    assert [then(people, year, 12, d).is_archived for d in (9, 10)] == [False, True]


# --- the page


def test_page_is_marked_as_past_and_offers_no_act(year, as_role) -> None:  # type: ignore[no-untyped-def]
    page = as_role("office").get(f"/ledger/{year.pk}/?as_of=2025-04-15").content.decode()
    assert "2025年4月15日 终了时的样子" in page
    assert "改过的任务名" not in page
    assert "后来改动" in page
    assert "当时尚未认定" in page
    assert re.findall(r'<form[^>]*method="post"[^>]*action="/ledger', page) == []
    assert f"/ledger/{year.pk}/edit/" not in page


def test_day_before_the_entry_says_when_it_came(year, as_role) -> None:  # type: ignore[no-untyped-def]
    page = as_role("office").get(f"/ledger/{year.pk}/?as_of=2025-01-31").content.decode()
    assert "这一天台账中还没有这项任务" in page
    assert "?as_of=2025-02-01" in page
    assert first_day(year) == day(2, 1)
    Event.objects.filter(subject=year.entry_id).delete()
    assert (
        "没有它立项的日期"
        in as_role("office").get(f"/ledger/{year.pk}/?as_of=2025-06-01").content.decode()
    )


@pytest.mark.parametrize("text", ["2999-01-01", "昨天", "2025-02-30", "20250201", "2025-1-1"])
def test_day_that_is_none_leads_back_with_a_word(text, year, as_role) -> None:  # type: ignore[no-untyped-def]
    client = as_role("office")
    for address in (f"/ledger/{year.pk}/", "/ledger/"):
        answer = client.get(address, {"as_of": text}, follow=True)
        assert answer.redirect_chain
        assert "不晚于今天" in answer.content.decode()


def test_timeline_and_past_table_lead_to_the_past_page(year, as_role) -> None:  # type: ignore[no-untyped-def]
    client = as_role("office")
    assert '?as_of=2025-09-10"' in client.get(f"/ledger/{year.pk}/").content.decode()
    table = client.get("/ledger/?as_of=2025-04-15").content.decode()
    assert f'/ledger/{year.pk}/?as_of=2025-04-15"' in table


def test_leader_sees_no_contact_in_the_past_either(year, people, as_role) -> None:  # type: ignore[no-untyped-def]
    Comment.objects.create(
        entry=year, author=people["office"], text="联系人：王某某，电话：13800000000"
    )
    address = f"/ledger/{year.pk}/?as_of=2025-12-01"
    assert "13800000000" in as_role("office").get(address).content.decode()
    assert "13800000000" not in as_role("leader").get(address).content.decode()


def test_unit_that_is_not_named_does_not_open_the_past(year, people, place) -> None:  # type: ignore[no-untyped-def]
    from django.test import Client

    from sanyi.web import office
    from sanyi.web.units.models import Unit

    idle = Unit.objects.create(place=place, name="无任务单位")
    person = office.add_person("idle", "甲", Role.LIAISON, place, idle, "x", must_change=False)
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/ledger/{year.pk}/?as_of=2025-12-01").status_code == 404


def test_past_page_asks_the_database_as_often_for_many_reports(  # type: ignore[no-untyped-def]
    year, people, as_role, django_assert_max_num_queries
) -> None:
    for month in range(1, 13):
        evidence.remark(people["office"], year, f"第{month}条")
    client = as_role("office")
    with django_assert_max_num_queries(32):
        client.get(f"/ledger/{year.pk}/?as_of=2025-12-01")
