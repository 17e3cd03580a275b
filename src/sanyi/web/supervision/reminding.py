"""Reminders by rule: what is due is looked up, one message to each unit is written."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction

from sanyi.bulletin.reminders import Reminder, by_unit, reminder_rules_of, reminders_due
from sanyi.ledger import State, cut_text
from sanyi.web.acts.matrix import Act
from sanyi.web.acts.service import record, require
from sanyi.web.base.home import workspace_folder
from sanyi.web.ledgers.models import EntryRow
from sanyi.web.supervision.adapters import matters_of, waiting_of
from sanyi.web.supervision.jobs import rules_for
from sanyi.web.supervision.mail import write_to_units
from sanyi.web.supervision.models import Answer, LetterRow, LetterState, ReminderRow
from sanyi.web.units.models import Person, Place
from sanyi.web.units.names import unit_named

_OVER = (State.CLOSED, State.MERGED, State.TERMINATED)
_CHUNK = 500  # keys asked for at once


def due_on(place: Place, day: dt.date) -> tuple[Reminder, ...]:
    """Reminders due at a place on a day that were not given yet."""
    entries = (
        EntryRow.objects.filter(place=place, paper__state="issued")
        .exclude(state__in=_OVER)
        .prefetch_related("units__unit", "reports__unit")
        .defer("reading", "text", "search_text")
    )
    letters = (
        LetterRow.objects.filter(place=place, state=LetterState.SENT)
        .exclude(answers__review__in=(Answer.Review.WAITING, Answer.Review.ACCEPTED))
        .select_related("entry")
        .prefetch_related("entry__units__unit")
        .defer("content")
    )
    found = reminders_due(
        matters_of(entries), waiting_of(letters), day,
        reminder_rules_of(workspace_folder(settings.HOME, place.code)), rules_for(place).workdays,
    )  # fmt: skip
    given = _given([r.key for r in found])
    return tuple(r for r in found if r.key not in given)


def _given(keys: list[str]) -> set[str]:
    known: set[str] = set()
    for start in range(0, len(keys), _CHUNK):
        some = ReminderRow.objects.filter(key__in=keys[start : start + _CHUNK])
        known.update(some.values_list("key", flat=True))
    return known


@transaction.atomic
def remind(actor: Person | None, place: Place, day: dt.date) -> int:
    """Give the reminders due on a day; returns how many units were written to.

    Args:
        actor: None when the program reminds by itself.
    """
    if actor is not None:
        require(actor, Act.REMIND, place)
    written = 0
    for name, reminders in by_unit(due_on(place, day)).items():
        unit = unit_named(place, name)
        if unit is None:
            continue
        for r in reminders:
            ReminderRow.objects.create(place=place, key=r.key, rule=r.rule, subject=r.subject,
                                       unit=unit, text=cut_text(r.text, 500), day=day)  # fmt: skip
        lines = "\n".join(f"{n}. {r.text}" for n, r in enumerate(reminders, start=1))
        write_to_units(place, [unit], f"医改任务提醒：{len(reminders)}件", lines, actor)
        record(actor, Act.REMIND, "unit", str(unit.pk), place=place,
               after={"day": day.isoformat(), "reminders": [r.key for r in reminders]})  # fmt: skip
        written += 1
    return written
