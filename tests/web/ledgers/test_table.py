"""The ledger table: filtered, searched, sorted, saved as a view, shown as of a past day."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from sanyi.ledger import Move
from sanyi.web.acts.models import Event
from sanyi.web.ledgers import service
from sanyi.web.ledgers.filters import EntryFilter, matching
from sanyi.web.ledgers.models import EntryRow, SavedView
from sanyi.web.ledgers.past import ledger_on
from sanyi.web.ledgers.queries import visible_entries


def narrowed(person, **data):  # type: ignore[no-untyped-def]
    return EntryFilter(data, person, visible_entries(person)).qs


def test_search_takes_every_word_anywhere_in_the_text(paper, people) -> None:  # type: ignore[no-untyped-def]
    entries = visible_entries(people["office"])
    found = matching(entries, "采购率  集中", people["office"])
    assert found.count() >= 0
    word = entries.first().text[2:6]
    assert entries.first() in matching(entries, word, people["office"])
    assert not matching(entries, f"{word} 绝无此词", people["office"]).exists()


def test_search_treats_percent_and_underscore_as_characters(paper, people) -> None:  # type: ignore[no-untyped-def]
    entries = visible_entries(people["office"])
    assert matching(entries, "95%以上", people["office"]).count() < entries.count()
    assert not matching(entries, "_______", people["office"]).exists()


def test_each_condition_narrows_and_together_they_meet(paper, people) -> None:  # type: ignore[no-untyped-def]
    office = people["office"]
    every = visible_entries(office)
    row = every.filter(due_on="2025-06-30").first()
    row.lamp = "red"
    row.save()
    assert list(narrowed(office, lamp="red")) == [row]
    assert row in narrowed(office, due_from="2025-06-30", due_until="2025-06-30")
    assert row not in narrowed(office, due_from="2025-07-01")
    assert set(narrowed(office, section=row.section)) == set(every.filter(section=row.section))
    assert set(narrowed(office, proof=row.proof, year="2025")) == set(every.filter(proof=row.proof))
    assert not narrowed(office, state="closed").exists()
    assert list(narrowed(office, lamp="red", paper=paper.pk, state="proposed")) == [row]


def test_unit_and_role_must_hold_of_the_same_unit(paper, people) -> None:  # type: ignore[no-untyped-def]
    office, unit = people["office"], people["liaison"].unit
    led = set(narrowed(office, unit=unit.pk, role="lead"))
    joined = set(narrowed(office, unit=unit.pk, role="cooperating"))
    assert led == set(EntryRow.objects.filter(units__unit=unit, units__role="lead"))
    assert led | joined == set(narrowed(office, unit=unit.pk))
    assert not led & joined


def test_liaison_filters_among_its_own_entries_only(paper, people) -> None:  # type: ignore[no-untyped-def]
    liaison = people["liaison"]
    assert set(narrowed(liaison)) == set(EntryRow.objects.filter(units__unit=liaison.unit))


def test_page_sorts_pages_and_links(paper, as_role) -> None:  # type: ignore[no-untyped-def]
    client = as_role("office")
    page = client.get("/ledger/", {"sort": "-due_on"}).content.decode()
    assert "共 31 项任务" in page and "page=2" in page
    second = client.get("/ledger/", {"page": 2})
    assert second.status_code == 200
    assert client.get("/ledger/", {"page": 99, "due_from": "不是日期"}).status_code == 200


def test_saved_view_is_kept_replaced_deleted_and_private(paper, as_role, people) -> None:  # type: ignore[no-untyped-def]
    client = as_role("office")
    for query in ("lamp=red", "lamp=yellow"):
        client.post("/ledger/views/", {"name": "要催的", "query": query})
    view = SavedView.objects.get()
    assert (view.owner, view.query) == (people["office"], "lamp=yellow")
    assert "要催的" in client.get("/ledger/").content.decode()
    assert "要催的" not in as_role("head").get("/ledger/").content.decode()
    assert as_role("head").post(f"/ledger/views/{view.pk}/delete/").status_code == 404
    client.post(f"/ledger/views/{view.pk}/delete/")
    assert not SavedView.objects.exists()


def test_many_entries_are_assigned_at_once_and_refusals_named(paper, as_role, people) -> None:  # type: ignore[no-untyped-def]
    without = paper.entries.first()
    without.units.all().delete()
    page = as_role("office").post(
        "/ledger/assign/", {"scope": "all", "query": "", "x": 1}, follow=True
    )
    words = page.content.decode()
    assert "已分解交办30项" in words and "没有责任单位" in words
    assert paper.entries.filter(state="assigned").count() == 30
    again = as_role("office").post("/ledger/assign/", {"pick": [without.pk + 1]}, follow=True)
    assert "没有勾选等待分解的任务" in again.content.decode()
    assert as_role("liaison").post("/ledger/assign/", {"scope": "all"}).status_code == 403


# --- the past


def backdate(subject: str, act: str, day: dt.date) -> None:
    """Let an event have happened on a day; the chain is not the matter here."""
    moment = timezone.make_aware(dt.datetime.combine(day, dt.time(12)))
    Event.objects.filter(subject=subject, act=act).update(at=moment)


@pytest.fixture
def history(entry, people) -> EntryRow:  # type: ignore[no-untyped-def]
    """Proposed on 1 March, assigned on 1 June."""
    row = service.move(people["office"], entry, Move.ASSIGN)
    for act, day in (("propose", dt.date(2025, 3, 1)), ("assign", dt.date(2025, 6, 1))):
        backdate(row.entry_id, act, day)
    return row


def test_past_day_shows_the_state_of_that_day(history, people) -> None:  # type: ignore[no-untyped-def]
    def state_on(month: int, day: int) -> list[str]:
        entries = visible_entries(people["office"]).filter(pk=history.pk)
        return [p.state for p in ledger_on(entries, dt.date(2025, month, day))]

    assert [state_on(2, 28), state_on(3, 1), state_on(5, 31), state_on(6, 1)] == [
        [], ["立项"], ["立项"], ["分解"],
    ]  # fmt: skip


def test_past_page_shows_old_entries_only_and_says_what_changed(history, as_role) -> None:  # type: ignore[no-untyped-def]
    client = as_role("auditor")
    page = client.get("/ledger/", {"as_of": "2025-04-01"}).content.decode()
    assert "共 1 项任务" in page and "有变化" in page
    assert (
        "还没有符合条件的任务" in client.get("/ledger/", {"as_of": "2024-01-01"}).content.decode()
    )
    assert client.get("/ledger/", {"as_of": "2999-01-01"}).status_code == 302
    assert client.get("/ledger/", {"as_of": "昨天"}).status_code == 302


def test_past_shows_no_entry_of_another_unit(history, people) -> None:  # type: ignore[no-untyped-def]
    others = visible_entries(people["liaison"]).exclude(pk=history.pk)
    assert ledger_on(others, dt.date(2025, 4, 1)) == []
