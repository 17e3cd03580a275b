"""The figures of a place as its store keeps them, found by id and by indicator without reading all.

A line becomes a figure only when it is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sanyi.bulletin.store import FILE, FigureStore, Stored
from sanyi.kernel import Figure, Period, PeriodKind, ScopeKind
from sanyi.web.base.workspaces import folder_of, fresh
from sanyi.web.units.models import Place


@dataclass(frozen=True, slots=True)
class Shelf:
    """Lines by id, ids by indicator, in order of period and scope.

    ``whole``: those of the place as a whole: its own where it has such, else those of all loaded.
    """

    lines: Mapping[str, str]
    by_indicator: Mapping[str, tuple[str, ...]]
    whole: Mapping[str, tuple[str, ...]]

    def get(self, id: str) -> Stored | None:
        """The figure of an id."""
        line = self.lines.get(id)
        return None if line is None else Stored.from_line(line)

    def figures(self, ids: Iterable[str]) -> list[Figure]:
        """The figures of some ids."""
        return [Stored.from_line(self.lines[id]).figure for id in ids]

    def ids_of(self, code: str, scope: str = "") -> list[str]:
        """Ids of an indicator, oldest first; ``all``: only those of the place as a whole."""
        return list((self.whole if scope == "all" else self.by_indicator).get(code, ()))

    def latest(self, code: str) -> Figure | None:
        """The last figure of everything that an indicator has."""
        ids = self.whole.get(code, ())
        return self.figures(ids[-1:])[0] if ids else None


EMPTY = Shelf({}, {}, {})


def shelf_of(place: Place) -> Shelf:
    """The figures of a place; read again only when its store has changed."""
    return fresh(folder_of(place) / FILE, read_shelf, EMPTY)


def read_shelf(path: Path) -> Shelf:
    """Sort the lines of a store."""
    lines = FigureStore(path.parent).lines()
    by_indicator: dict[str, list[str]] = {}
    for id in lines:
        by_indicator.setdefault(id.partition("@")[0], []).append(id)
    ordered = {code: tuple(sorted(ids, key=_order)) for code, ids in by_indicator.items()}
    whole = {code: _own(ids) or _of_all(ids) for code, ids in ordered.items()}
    return Shelf(lines, ordered, {code: ids for code, ids in whole.items() if ids})


def _own(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(id for id in ids if scope_of(id).startswith(f"{ScopeKind.OWN}:"))


def _of_all(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(id for id in ids if scope_of(id) == ScopeKind.ALL)


def is_whole(id: str) -> bool:
    """Whether a figure speaks of the place as a whole."""
    return bool(_own([id]) or _of_all([id]))


def period_of(id: str) -> Period:
    """The period in the id of a figure."""
    return Period.parse(id.partition("@")[2].partition("/")[0])


def scope_of(id: str) -> str:
    """The scope in the id of a figure: ``all``, ``institution:H01``."""
    return id.partition("/")[2]


def _order(id: str) -> tuple[int, int, int, str]:
    period = period_of(id)
    # of two that end alike the longer stands last: the year before the month
    span = period.last_month - period.first_month
    return period.year, period.last_month, span + (period.kind is PeriodKind.TO_DATE), id
