"""Entries are taken over from a document and move along the table of states."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from sanyi.kernel import InputError
from sanyi.ledger import Move, State
from sanyi.targets import tasks_of
from sanyi.web.acts.models import Event
from sanyi.web.ledgers import service
from sanyi.web.ledgers.adapters import entry_of, ledger_of
from web.conftest import sample_ledger


def test_rows_give_back_the_ledger_they_were_made_from(paper) -> None:  # type: ignore[no-untyped-def]
    assert ledger_of(paper).entries == tasks_of(sample_ledger())
    assert entry_of(paper.entries.first()) == tasks_of(sample_ledger())[0]


def test_entry_is_assigned_by_the_office_and_started_by_its_lead(entry, people) -> None:  # type: ignore[no-untyped-def]
    row = service.move(people["office"], entry, Move.ASSIGN)
    assert row.state == State.ASSIGNED
    row = service.move(people["liaison"], row, Move.START)
    assert row.state == State.RUNNING
    assert [e.act for e in Event.objects.filter(subject=row.entry_id)] == [
        "propose", "assign", "start",
    ]  # fmt: skip


def test_entry_is_not_closed_by_a_liaison(entry, people) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PermissionDenied):
        service.move(people["liaison"], entry, Move.CLOSE, reason="完成")


def test_second_person_sees_that_the_first_has_changed_the_entry(entry, people) -> None:  # type: ignore[no-untyped-def]
    seen = entry.revision
    service.move(people["office"], entry, Move.ASSIGN, revision=seen)
    with pytest.raises(InputError, match="已被别人修改"):
        service.move(people["head"], entry, Move.ADJUST, reason="换单位", revision=seen)
