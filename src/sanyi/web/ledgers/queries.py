"""What a person may see of the ledger."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from sanyi.ledger import UnitRole
from sanyi.web.acts.matrix import Relation, Role
from sanyi.web.ledgers.models import EntryRow, EntryUnitRow
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
