"""What a person may see of the documents."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from sanyi.web.acts.matrix import Role
from sanyi.web.papers.adapters import Corrected, corrected
from sanyi.web.papers.models import Correction, Paper, PaperState, ReadingState, Version
from sanyi.web.units.models import Person

OFFICE = frozenset({Role.OFFICE.value, Role.HEAD.value})
READERS = OFFICE | {Role.LEADER.value, Role.ANALYST.value, Role.AUDITOR.value}
_IN_FORCE = (PaperState.ISSUED, PaperState.ARCHIVED)


def visible_papers(person: Person) -> QuerySet[Paper]:
    """Documents of the person's places; a liaison sees those in force that name its unit."""
    from sanyi.web.ledgers.queries import visible_entries  # which itself stands on papers

    papers = Paper.objects.filter(place__in=person.place_keys)
    if person.role == Role.LIAISON:
        mine = visible_entries(person).values("paper")
        return papers.filter(state__in=_IN_FORCE, pk__in=mine)
    return papers if person.role in READERS else papers.none()


def visible_versions(person: Person) -> QuerySet[Version]:
    """Versions of those documents; a liaison sees those that were put in force."""
    versions = Version.objects.filter(paper__in=visible_papers(person)).select_related(
        "paper", "paper__place"
    )
    return versions.filter(issued_at__isnull=False) if person.role == Role.LIAISON else versions


def version_or_404(person: Person, pk: int, number: int) -> Version:
    """A version that the person may see."""
    found = visible_versions(person).filter(paper=pk, number=number).first()
    if found is None:
        raise Http404
    return found


def paper_or_404(person: Person, pk: int) -> Paper:
    """A document that the person may see."""
    found = visible_papers(person).select_related("place").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def latest_version(paper: Paper) -> Version | None:
    """The newest version, read or not."""
    return paper.versions.order_by("number").last()


def version_in_force(paper: Paper) -> Version | None:
    """The version whose tasks are in the ledger."""
    return paper.versions.filter(issued_at__isnull=False).order_by("number").last()


def corrections_for(version: Version) -> QuerySet[Correction]:
    """Corrections that count for a version: those made before the next one came in."""
    rows = version.paper.corrections.filter(withdrawn_at__isnull=True).select_related("made_by")
    later = version.paper.versions.filter(number__gt=version.number).order_by("number").first()
    return rows.filter(made_at__lt=later.uploaded_at) if later is not None else rows


def corrected_version(version: Version) -> Corrected:
    """The corrected ledger of a version."""
    return corrected(version, corrections_for(version))


def is_correctable(version: Version) -> bool:
    """Whether a version is the newest, read, and not yet in force."""
    if version.issued_at is not None or version.reading is None:
        return False
    if version.reading_state != ReadingState.READ or version.paper.state == PaperState.ARCHIVED:
        return False
    return not version.paper.versions.filter(number__gt=version.number).exists()
