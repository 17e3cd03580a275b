"""What a person may see of the ledger."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from sanyi.ledger import UnitRole
from sanyi.web.acts.matrix import Relation, Role
from sanyi.web.base.clock import today
from sanyi.web.ledgers.models import EntryRow, EntryUnitRow
from sanyi.web.papers.models import Paper, PaperState
from sanyi.web.units.models import Person

_LEADING = (UnitRole.LEAD.value, UnitRole.DEFAULT.value)


def visible_entries(person: Person) -> QuerySet[EntryRow]:
    """Entries of the person's places; a liaison sees those its unit leads or joins."""
    entries = EntryRow.objects.filter(place__in=person.place_keys)
    if person.role == Role.LIAISON:
        mine = EntryUnitRow.objects.filter(unit__in=units_of(person)).values("entry")
        entries = entries.filter(pk__in=mine)
    elif person.role in (
        Role.INSTITUTION,
        Role.SYSTEM_ADMIN,
        Role.SECURITY_ADMIN,
        Role.AUDIT_ADMIN,
    ):
        return EntryRow.objects.none()
    return entries


def current(entries: QuerySet[EntryRow], person: Person) -> QuerySet[EntryRow]:
    """Entries of a query less those of archived documents.

    The few archived documents are looked up first, so that an index over the entries still serves.
    """
    archived = archived_papers(person)
    return entries.exclude(paper__in=archived) if archived else entries


def archived_papers(person: Person) -> list[int]:
    """Keys of the archived documents of the person's places."""
    papers = Paper.objects.filter(place__in=person.place_keys, state=PaperState.ARCHIVED)
    return list(papers.order_by().values_list("pk", flat=True))


def units_of(person: Person) -> list[int]:
    """Keys of the person's unit and of the units it has taken over."""
    if person.unit_id is None:
        return []
    found, level = [person.unit_id], [person.unit_id]
    from sanyi.web.units.models import Unit

    while level:
        level = list(Unit.objects.filter(successor__in=level).values_list("pk", flat=True))
        found += level
    return found


def relation_of(person: Person, entry: EntryRow) -> Relation:
    """What the person's unit is to an entry."""
    mine = set(units_of(person))
    roles = {u.role for u in entry.units.all() if u.unit_id in mine}
    if roles & set(_LEADING):
        return Relation.LEAD
    return Relation.COOPERATING if roles else Relation.NONE


def led_by(units: list[int]) -> Q:
    """Entries that one of the units leads."""
    return Q(units__unit__in=units, units__role__in=_LEADING)


def office_day(paper: Paper) -> dt.date:
    """The day the office's work on a document speaks of: today within its year and the quarter
    after, in which the year is closed; later the day of its last verdict.
    """
    day = today()
    year = paper.year or day.year
    if dt.date(year, 1, 1) <= day <= dt.date(year + 1, 3, 31):
        return day
    run = paper.runs.first()
    return run.today if run is not None else dt.date(year, 12, 31)
