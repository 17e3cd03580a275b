"""What is loaded for a place: its tables, their grades, and the place a page is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.http import Http404, HttpRequest

from sanyi.datasets import TableEntry, Workspace
from sanyi.datasets.checks import CheckRun, grade, read_run
from sanyi.web.base.home import workspace_folder
from sanyi.web.units.models import Person, Place

T = TypeVar("T")
LATEST = "checks/latest.json"


def folder_of(place: Place) -> Path:
    """The analytic workspace of a place."""
    return workspace_folder(settings.HOME, place.code)


def place_asked(request: HttpRequest, person: Person) -> Place:
    """The place a page is about: ``?place=`` where given, else the person's own.

    Raises:
        Http404: the person has none, or the one asked for is not among theirs.
    """
    code = request.GET.get("place") or request.POST.get("place") or ""
    if not code and person.place is not None:
        return person.place
    found = Place.objects.filter(code=code, pk__in=person.place_keys).first()
    if found is None:
        raise Http404
    return found


def places_of(person: Person) -> list[Place]:
    """The places among which a person may choose."""
    return list(Place.objects.filter(pk__in=person.place_keys))


def tables_of(place: Place) -> Mapping[str, TableEntry]:
    """The loaded tables of a place by name; read again only when the manifest has changed."""
    folder = folder_of(place)
    return fresh(folder / "manifest.json", lambda _: Workspace(folder).manifest.tables, {})


def grades_of(place: Place) -> Mapping[str, str]:
    """Letter by table, from the last check of everything; a table not checked has none."""
    return {name: g.letter for name, g in graded(last_run(place)).items() if g.letter}


def graded(run: CheckRun | None) -> dict[str, Any]:
    """Grade and reason of each table of a run."""
    return {} if run is None else {name: grade(checks) for name, checks in run.tables.items()}


def last_run(place: Place) -> CheckRun | None:
    """The last check of all tables of a place; None before the first."""
    return fresh(folder_of(place) / LATEST, read_run, None)


def fresh(path: Path, read: Callable[[Path], T], absent: T) -> T:
    """What was read of a file, kept for as long as the file is the same."""
    try:
        state = path.stat()
    except FileNotFoundError:
        return absent
    kept = _kept(str(path), read.__module__ + read.__qualname__)
    key = (state.st_mtime_ns, state.st_size, state.st_ino)
    if kept.get("key") != key:
        kept["value"] = read(path)
        kept["key"] = key
    value: T = kept["value"]
    return value


@lru_cache(maxsize=256)
def _kept(path: str, reader: str) -> dict[str, Any]:
    return {}
