"""What the leader's page shows: few aggregated queries over indexed columns.

Tasks that were merged or terminated are not counted. Lamps are those of the last verdict.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Max, QuerySet

from sanyi.indicators import definitions
from sanyi.ledger import State
from sanyi.targets import Lamp, Status
from sanyi.web.acts.matrix import Role
from sanyi.web.ledgers.models import EntryRow, EntryUnitRow, TargetRow
from sanyi.web.ledgers.queries import archived_papers, current, visible_entries
from sanyi.web.ledgers.service import lead_roles
from sanyi.web.papers.models import Paper, PaperState
from sanyi.web.units.models import Person, Place

_GONE = (State.MERGED, State.TERMINATED)
_LATE = (Lamp.RED, Lamp.YELLOW)
_TASKS = 10  # late tasks that the page names; the rest is in the ledger
_ROWS = 10  # units, sections, targets
_FAILING = (Status.MISSED, Status.LAGGING)


@dataclass(slots=True)
class Line:
    """How the tasks of one unit, section or place stand."""

    name: str
    key: str = ""
    lamps: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """All its tasks."""
        return sum(self.lamps.values())

    @property
    def red(self) -> int:
        """Missed, or foreseen to be."""
        return self.lamps[Lamp.RED]

    @property
    def yellow(self) -> int:
        """Lagging."""
        return self.lamps[Lamp.YELLOW]

    @property
    def grey(self) -> int:
        """Without data."""
        return self.lamps[Lamp.GREY]

    @property
    def closed(self) -> int:
        """Closed on proof."""
        return self.lamps[Lamp.CLOSED]

    @property
    def order(self) -> tuple[int, int, int, str]:
        """Most late first."""
        return (-self.red, -self.yellow, -self.grey, self.name)


@dataclass(frozen=True, slots=True)
class Target:
    """A target that fails, or an indicator that fails in several places."""

    name: str
    status: str
    value: dict[str, Any] | None = None
    expected: dict[str, Any] | None = None
    entry_key: int = 0
    places: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything on the page."""

    year: int
    years: Sequence[int]
    judged_on: dt.date | None
    whole: Line
    places: Sequence[Line]
    sections: Sequence[Line]
    units: Sequence[Line]
    targets: Sequence[Target]
    tasks: Sequence[EntryRow]


def standing(
    person: Person, place: Place | None, year: int | None, state: PaperState = PaperState.ISSUED
) -> Standing | None:
    """How a year stands for a person; None where there is no such document.

    Args:
        place: one place; None for all that the person sees, side by side.
        year: None for the latest.
        state: of the documents: those in force, or the archived ones.
    """
    keys = [place.pk] if place else sorted(person.place_keys)
    years = _years(keys, state)
    if not years:
        return None
    year = year if year in years else years[0]
    entries = _entries(person, state).filter(place__in=keys, year=year).exclude(state__in=_GONE)
    groups = list(entries.order_by().values_list("place", "section", "lamp").annotate(Count("pk")))
    whole = _lines((("", lamp, n) for _, _, lamp, n in groups)).get("", Line(""))
    places = _places(groups) if len(keys) > 1 else []
    sections = _lines((section, lamp, n) for _, section, lamp, n in groups if section)
    is_wide = len(keys) > 1
    return Standing(
        year, years, _judged_on(keys, year, state), whole, places,
        sorted(sections.values(), key=lambda x: x.order)[:_ROWS],
        [] if is_wide or person.role == Role.LIAISON else _units(entries),
        _indicators(entries) if is_wide else _targets(entries),
        _tasks(entries),
    )  # fmt: skip


def _entries(person: Person, state: PaperState) -> QuerySet[EntryRow]:
    if state == PaperState.ARCHIVED:
        return visible_entries(person).filter(paper__in=archived_papers(person))
    return current(visible_entries(person), person)


def _years(keys: list[int], state: PaperState) -> list[int]:
    papers = Paper.objects.filter(place__in=keys, state=state, year__isnull=False)
    years = papers.order_by("-year").values_list("year", flat=True).distinct()
    return [year for year in years if year is not None]


def _judged_on(keys: list[int], year: int, state: PaperState) -> dt.date | None:
    papers = Paper.objects.filter(place__in=keys, year=year, state=state)
    found: dt.date | None = papers.aggregate(last=Max("runs__today"))["last"]
    return found


def _lines(groups: Iterable[tuple[str, str, int]]) -> dict[str, Line]:
    found: dict[str, Line] = {}
    for name, lamp, count in groups:
        found.setdefault(name, Line(name)).lamps[lamp] += count
    return found


def _places(groups: Iterable[tuple[int, str, str, int]]) -> list[Line]:
    by_key: dict[int, Line] = {}
    for key, _, lamp, count in groups:
        by_key.setdefault(key, Line("")).lamps[lamp] += count
    for place in Place.objects.filter(pk__in=by_key):
        by_key[place.pk].name, by_key[place.pk].key = place.name, place.code
    return sorted(by_key.values(), key=lambda line: line.order)


def _units(entries: QuerySet[EntryRow]) -> list[Line]:
    rows = (
        EntryUnitRow.objects.filter(entry__in=entries.order_by().values("pk"))
        .filter(role__in=lead_roles())
        .order_by()
        .values_list("unit__name", "entry__lamp")
        .annotate(Count("pk"))
    )
    lines = _lines((name, lamp, count) for name, lamp, count in rows)
    return sorted(lines.values(), key=lambda line: line.order)[:_ROWS]


def _targets(entries: QuerySet[EntryRow]) -> list[Target]:
    """Targets of one place that fail, with the value and what it should be."""
    rows = (
        TargetRow.objects.filter(entry__in=entries.order_by().values("pk"), status__in=_FAILING)
        .order_by("-status", "entry__position", "position")
        .only("phrase", "status", "verdict", "entry_id")[:_ROWS]
    )
    return [
        Target(row.phrase, row.status, row.verdict.get("value"), row.verdict.get("expected"),
               row.entry_id)
        for row in rows
    ]  # fmt: skip


def _indicators(entries: QuerySet[EntryRow]) -> list[Target]:
    """Indicators by the number of places where their targets fail."""
    rows = (
        TargetRow.objects.filter(entry__in=entries.order_by().values("pk"), status__in=_FAILING)
        .exclude(indicator="")
        .order_by()
        .values_list("indicator")
        .annotate(places=Count("entry__place", distinct=True))
        .order_by("-places", "indicator")[:_ROWS]
    )
    known = definitions()
    return [
        Target(known[code].name if code in known else code, "", places=count)
        for code, count in rows
    ]


def _tasks(entries: QuerySet[EntryRow]) -> list[EntryRow]:
    """The most pressing late tasks: red before yellow, the earliest time limit first."""
    keys: list[int] = []
    for lamp in _LATE:
        if len(keys) < _TASKS:
            late = entries.filter(lamp=lamp).order_by("due_on", "pk").values_list("pk", flat=True)
            keys += late[: _TASKS - len(keys)]
    rows = (
        EntryRow.objects.filter(pk__in=keys)
        .select_related("place")
        .prefetch_related("units__unit")
        .defer("reading", "text", "search_text")
    )
    return sorted(rows, key=lambda row: keys.index(row.pk))
