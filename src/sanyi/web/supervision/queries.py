"""What a person may see of letters, bulletins and messages."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from sanyi.web.acts.matrix import Act, Role, may
from sanyi.web.ledgers.models import EntryUnitRow
from sanyi.web.ledgers.queries import units_of
from sanyi.web.papers.models import Paper, PaperState
from sanyi.web.supervision.models import (
    BulletinRow,
    BulletinState,
    LetterRow,
    LetterState,
    Message,
)
from sanyi.web.units.models import Person

OUT = (LetterState.SENT, LetterState.CLOSED)
_PUBLIC = (BulletinState.APPROVED, BulletinState.ISSUED)


def sees_drafts(person: Person) -> bool:
    """Whether what is not yet sent is shown: to the office, and to whoever audits it."""
    return may(person.role, Act.DRAFT_LETTER) or person.role == Role.AUDITOR


def visible_letters(person: Person) -> QuerySet[LetterRow]:
    """Letters of the person's places; a liaison sees those sent to its unit."""
    letters = LetterRow.objects.filter(place__in=person.place_keys)
    if not may(person.role, Act.VIEW_SUPERVISION):
        return letters.none()
    if person.role == Role.LIAISON:
        mine = EntryUnitRow.objects.filter(entry=OuterRef("entry"), unit__in=units_of(person))
        letters = letters.filter(Exists(mine))
    return letters if sees_drafts(person) else letters.filter(state__in=OUT)


def visible_bulletins(person: Person) -> QuerySet[BulletinRow]:
    """Bulletins of the person's places; a draft is the office's, a unit sees the issued ones."""
    bulletins = BulletinRow.objects.filter(place__in=person.place_keys)
    if not may(person.role, Act.VIEW_SUPERVISION):
        return bulletins.none()
    if sees_drafts(person):
        return bulletins
    if person.role == Role.LIAISON:
        return bulletins.filter(state=BulletinState.ISSUED)
    return bulletins.filter(state__in=_PUBLIC)


def visible_messages(person: Person) -> QuerySet[Message]:
    """The outbox of the office; a liaison sees what was written to its unit."""
    messages = Message.objects.filter(place__in=person.place_keys)
    if person.role == Role.LIAISON:
        return messages.filter(unit__in=units_of(person))
    return messages if sees_drafts(person) else messages.none()


def papers_in_force(person: Person) -> QuerySet[Paper]:
    """Documents of the person's places by which letters and bulletins are written."""
    return Paper.objects.filter(place__in=person.place_keys, state=PaperState.ISSUED)


def is_liaison(person: Person) -> bool:
    """Whether a person answers for a unit."""
    return person.role == Role.LIAISON
