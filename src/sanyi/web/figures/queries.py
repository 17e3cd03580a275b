"""What a person may see of figures, and of the targets they are measured for."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from sanyi.bulletin.store import Stored
from sanyi.kernel import Figure, Scope, ScopeKind
from sanyi.web.acts.matrix import Act, Role, may
from sanyi.web.base import clock
from sanyi.web.figures.shelf import Shelf, is_whole, scope_of, shelf_of
from sanyi.web.ledgers.models import TargetRow, VerdictRun
from sanyi.web.ledgers.queries import archived_papers, units_of, visible_entries
from sanyi.web.units.models import Person, Place, Unit


class Sight:
    """What one person sees of the figures of a place."""

    def __init__(self, person: Person, place: Place) -> None:
        self.person = person
        self.place = place
        self.shelf: Shelf = shelf_of(place)
        self._own = institutions_of(person) if person.role == Role.INSTITUTION else frozenset()

    def ids_of(self, code: str, scope: str = "") -> list[str]:
        """Ids of an indicator that the person sees, oldest first."""
        return [id for id in self.shelf.ids_of(code, scope) if self.sees_id(id)]

    def all_ids(self) -> list[str]:
        """Ids of all figures that the person sees, in order of their ids."""
        return [id for id in sorted(self.shelf.lines) if self.sees_id(id)]

    def sees_id(self, id: str) -> bool:
        """Whether the person sees a figure: an institution only its own and those of all."""
        if self.person.role != Role.INSTITUTION:
            return True
        kind, _, name = scope_of(id).partition(":")
        return is_whole(id) or (kind == ScopeKind.INSTITUTION and name in self._own)

    def get(self, id: str) -> Stored | None:
        """A figure that the person sees; None where there is none, or it is not for them."""
        if not self.sees_id(id):
            return None
        stored = self.shelf.get(id)
        return stored if stored is not None and self.sees(stored.figure) else None

    def sees(self, figure: Figure) -> bool:
        """Whether a figure is for the person, wherever it was kept."""
        return self.sees_id(figure.id) and self._sees_target(figure.scope)

    def figures(self, ids: list[str]) -> list[Figure]:
        """The figures of ids that the person was given."""
        return self.shelf.figures(ids)

    def _sees_target(self, scope: Scope) -> bool:
        """A projection about one target is for those who see its entry."""
        if scope.kind is not ScopeKind.GROUP or self.person.role != Role.LIAISON:
            return True
        target = TargetRow.objects.filter(target_id=scope.id)
        return not target.exists() or visible_targets(self.person).filter(pk__in=target).exists()


def sights(person: Person, first: Place) -> list[Sight]:
    """The person's places, that of the page first: an id alone does not say its place."""
    others = Place.objects.filter(pk__in=person.place_keys).exclude(pk=first.pk)
    return [Sight(person, place) for place in (first, *others)]


def institutions_of(person: Person) -> frozenset[str]:
    """Codes of the institutions a person's unit is, or has taken over."""
    found = Unit.objects.filter(pk__in=units_of(person)).exclude(institution_id="")
    return frozenset(found.values_list("institution_id", flat=True))


def visible_targets(person: Person) -> QuerySet[TargetRow]:
    """Targets of the entries a person sees."""
    return TargetRow.objects.filter(entry__in=visible_entries(person)).select_related(
        "entry", "entry__paper"
    )


def targets_of(person: Person, place: Place) -> QuerySet[TargetRow]:
    """Those of one place's current documents; none for who does not see the ledger."""
    if not may(person.role, Act.VIEW_LEDGER):
        return TargetRow.objects.none()
    found = visible_targets(person).filter(entry__place=place)
    archived = archived_papers(person)
    return found.exclude(entry__paper__in=archived) if archived else found


def day_of(place: Place) -> dt.date:
    """The day of the last verdicts of a place, else today: figures and verdicts speak of one."""
    run = VerdictRun.objects.filter(paper__place=place).order_by("-today").first()
    return run.today if run else clock.today()
