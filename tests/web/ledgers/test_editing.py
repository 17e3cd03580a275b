"""What an entry says is changed with the revision the person saw; nothing is overwritten."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from sanyi.kernel import InputError
from sanyi.ledger import Move
from sanyi.web.acts.chain import verify_all
from sanyi.web.acts.models import Event
from sanyi.web.ledgers import service
from sanyi.web.ledgers.adapters import entry_of, facts_of
from sanyi.web.ledgers.editing import edit_entry
from sanyi.web.units.models import Unit


def form_of(row, **changed):  # type: ignore[no-untyped-def]
    """What the browser posts for an entry with some fields changed."""
    units = list(row.units.all())
    data = {
        "title": row.title, "due_on": row.due_on or "", "proof": row.proof, "reason": "",
        "revision": row.revision, "units-TOTAL_FORMS": len(units) + 3,
        "units-INITIAL_FORMS": len(units),
    }  # fmt: skip
    for number in range(len(units) + 3):
        unit = units[number] if number < len(units) else None
        data[f"units-{number}-unit"] = unit.unit_id if unit else ""
        data[f"units-{number}-role"] = unit.role if unit else "lead"
    return data | changed


def test_edit_changes_row_reading_and_log(entry, people) -> None:  # type: ignore[no-untyped-def]
    row = edit_entry(
        people["office"], entry, {"due_on": "2025-11-30", "title": "新的任务名"}, revision=1
    )
    assert (str(row.due_on), row.title, row.revision) == ("2025-11-30", "新的任务名", 2)
    assert str(entry_of(row).deadline.due_on) == "2025-11-30"
    assert "新的任务名" in row.search_text
    event = Event.objects.filter(subject=row.entry_id).last()
    assert event.before == {"due_on": "2025-12-31", "title": entry.title}
    assert event.after == {"due_on": "2025-11-30", "title": "新的任务名", "revision": 2}
    assert verify_all() == []


def test_targets_follow_the_new_limit_of_their_entry(paper, people) -> None:  # type: ignore[no-untyped-def]
    row = paper.entries.filter(targets__isnull=False, due_on="2025-12-31").first()
    row = edit_entry(people["office"], row, {"due_on": "2025-10-31"}, revision=1)
    assert {str(t.due.due_on) for t in entry_of(row).targets} == {"2025-10-31"}


def test_units_are_changed_by_role_and_search_finds_the_new_one(entry, people, place) -> None:  # type: ignore[no-untyped-def]
    Unit.objects.create(place=place, name="县数据局")
    row = edit_entry(people["office"], entry, {"lead": ["县数据局"]}, revision=1)
    assert facts_of(row)["lead"] == ["县数据局"]
    assert [u.name for u in entry_of(row).units if u.role == "lead"] == ["县数据局"]
    assert "县数据局" in row.search_text


def test_same_values_are_no_act(entry, people) -> None:  # type: ignore[no-untyped-def]
    before = Event.objects.count()
    row = edit_entry(people["office"], entry, {"title": entry.title}, revision=1)
    assert (row.revision, Event.objects.count()) == (1, before)


@pytest.mark.parametrize("role", ["liaison", "leader", "auditor", "analyst", "system_admin"])
def test_edit_is_refused_to_other_roles(entry, people, role) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PermissionDenied):
        edit_entry(people[role], entry, {"title": "x"}, revision=1)


def test_stale_revision_unknown_unit_and_missing_reason_are_refused(entry, people) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError, match="没有名为"):
        edit_entry(people["office"], entry, {"lead": ["县卫生建康局"]}, revision=1)
    row = service.move(people["office"], entry, Move.ASSIGN)
    with pytest.raises(InputError, match="已被别人修改"):
        edit_entry(people["office"], row, {"title": "x"}, revision=1, reason="改")
    with pytest.raises(InputError, match="须写明理由"):
        edit_entry(people["office"], row, {"title": "x"}, revision=row.revision)
    assert edit_entry(people["office"], row, {"title": "x"}, revision=2, reason="改").title == "x"


def test_terminated_entry_is_not_edited(entry, people) -> None:  # type: ignore[no-untyped-def]
    row = service.move(people["head"], entry, Move.TERMINATE, reason="上级取消")
    with pytest.raises(InputError, match="不能修改"):
        edit_entry(people["office"], row, {"title": "x"}, revision=row.revision, reason="改")


def test_second_editor_sees_both_versions_and_nothing_is_overwritten(entry, as_role) -> None:  # type: ignore[no-untyped-def]
    address = f"/ledger/{entry.pk}/edit/"
    first, second = as_role("office"), as_role("head")
    opened_by_both = form_of(entry)
    assert first.post(address, opened_by_both | {"due_on": "2025-10-31"}).status_code == 302
    answer = second.post(address, opened_by_both | {"due_on": "2025-11-30"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "2025-10-31" in page and "2025-11-30" in page and "别人改过" in page
    entry.refresh_from_db()
    assert (str(entry.due_on), entry.revision) == ("2025-10-31", 2)
    # having seen both, the second may still decide for the own version
    assert (
        second.post(address, opened_by_both | {"due_on": "2025-11-30", "revision": 2}).status_code
        == 302
    )
    entry.refresh_from_db()
    assert str(entry.due_on) == "2025-11-30"


def test_form_saves_units_and_a_wrong_date_is_named(entry, as_role, people) -> None:  # type: ignore[no-untyped-def]
    client, address = as_role("office"), f"/ledger/{entry.pk}/edit/"
    assert client.get(address).status_code == 200
    answer = client.post(address, form_of(entry, due_on="六月底"))
    assert (answer.status_code, "有效的日期" in answer.content.decode()) == (400, True)
    count = entry.units.count()
    assert (
        client.post(address, form_of(entry, **{f"units-{count - 1}-unit": ""})).status_code == 302
    )
    assert entry.units.count() == count - 1
