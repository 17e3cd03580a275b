"""Printed contacts are shown to the office alone, on every page that shows texts."""
# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import pytest
from django.urls import reverse

from sanyi.ledger import State
from sanyi.web.acts.matrix import Role
from sanyi.web.base.privacy import sees_contacts, shown_text
from sanyi.web.ledgers.models import EntryRow, Report

PHONE, NAME = "13800001234", "王某某"
CONTACT = f"联系人：{NAME}，电话：{PHONE}。"
SEE = {"office", "head"}


@pytest.fixture
def told(entry: EntryRow, people) -> EntryRow:
    """An entry with contacts in its title, its text and in what its unit reported."""
    entry.title, entry.text, entry.why = CONTACT, f"推进改革。{CONTACT}", CONTACT
    entry.lamp, entry.state = "red", State.RUNNING.value
    entry.save()
    Report.objects.create(entry=entry, unit=people["liaison"].unit, period="2025Q3",
                          text=f"已办。{CONTACT}", problem=CONTACT, next_step=CONTACT,
                          state="submitted", author=people["liaison"])  # fmt: skip
    return entry


def pages(entry: EntryRow) -> list[str]:
    return [
        reverse("ledgers:entry", args=[entry.pk]), reverse("ledgers:list"), reverse("home"),
        reverse("mytasks:list"), reverse("mytasks:report", args=[entry.pk]),
    ]  # fmt: skip


@pytest.mark.parametrize("role", [role.value for role in Role])
def test_contacts_are_shown_to_the_office_and_masked_for_all_others(as_role, told, role) -> None:
    seen, hidden = 0, 0
    for address in pages(told):
        answer = as_role(role).get(address)
        content = answer.content.decode() if answer.status_code == 200 else ""
        if role in SEE:
            seen += PHONE in content
        else:
            assert PHONE not in content and NAME not in content, address
            hidden += "138****1234" in content
    assert (seen >= 2) is (role in SEE)
    if role in ("liaison", "leader", "analyst", "auditor"):
        assert hidden >= 2  # the text is there, its contacts are not


def test_unit_reads_its_own_task_masked_on_each_page(as_role, told) -> None:
    client = as_role("liaison")
    for address in (pages(told)[0], pages(told)[1], pages(told)[3], pages(told)[4]):
        assert "138****1234" in client.get(address).content.decode(), address


@pytest.mark.parametrize("role", [role.value for role in Role])
def test_masking_keeps_the_length_and_what_is_no_contact(people, role) -> None:
    shown = shown_text(CONTACT, people[role])
    assert len(shown) == len(CONTACT) and shown.startswith("联系人：王")
    assert (shown == CONTACT) is sees_contacts(people[role]) is (role in SEE)
    assert shown_text("完成率达到90%以上。", people[role]) == "完成率达到90%以上。"
    assert shown_text(None, people[role]) == ""
