"""What a person may see of a consultation."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from sanyi.web.acts.matrix import Act, Role, roles_of
from sanyi.web.consultations.models import Invitation, OpinionRow, Round, ScanFile
from sanyi.web.ledgers.queries import units_of
from sanyi.web.papers.models import Paper, PaperState, ReadingState
from sanyi.web.units.models import Person


def visible_rounds(person: Person) -> QuerySet[Round]:
    """Rounds of the person's places; a liaison sees those its unit was asked in."""
    rounds = Round.objects.filter(place__in=person.place_keys)
    if person.role not in roles_of(Act.VIEW_CONSULTATION):
        return Round.objects.none()
    if person.role == Role.LIAISON:
        asked = Invitation.objects.filter(unit__in=units_of(person)).values("round")
        rounds = rounds.filter(pk__in=asked)
    return rounds


def visible_opinions(person: Person, round_: Round) -> QuerySet[OpinionRow]:
    """A unit's own opinions; of the others what was handed in, for a liaison once it is closed."""
    opinions = OpinionRow.objects.filter(invitation__round=round_, removed_at__isnull=True)
    opinions = opinions.select_related("invitation__unit", "passage", "added")
    handed_in = Q(invitation__kind="opinions")
    if person.role != Role.LIAISON:
        return opinions.filter(handed_in)
    own = Q(invitation__unit__in=units_of(person))
    return opinions.filter(own if round_.is_open else own | handed_in)


def visible_scans(person: Person, round_: Round) -> QuerySet[ScanFile]:
    """Scans of the person's unit; the office and its readers see all."""
    scans = ScanFile.objects.filter(invitation__round=round_, withdrawn_at__isnull=True)
    if person.role == Role.LIAISON:
        scans = scans.filter(invitation__unit__in=units_of(person))
    return scans


def own_invitation(person: Person, round_: Round) -> Invitation | None:
    """The invitation that a liaison answers."""
    if person.role != Role.LIAISON:
        return None
    asked = round_.invitations.filter(unit__in=units_of(person))
    return asked.select_related("unit", "round").order_by("kind", "pk").first()


def with_counts(rounds: QuerySet[Round]) -> QuerySet[Round]:
    """Rounds with how many units were asked and have answered."""
    return rounds.select_related("paper").annotate(
        asked=Count("invitations", distinct=True),
        answered=Count("invitations", filter=~Q(invitations__kind=""), distinct=True),
    )


def drafts(person: Person) -> QuerySet[Paper]:
    """Documents that may be put to the units: read, not in force, no round open."""
    read = Paper.objects.filter(
        place__in=person.place_keys, state=PaperState.PROOFREADING,
        versions__reading_state=ReadingState.READ,
    )  # fmt: skip
    return read.distinct()
