"""Rows and records -> what the pages of figures show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.urls import NoReverseMatch, reverse

from sanyi.bulletin.explanation import Clause, Explanation
from sanyi.datasets import Contract, Personal, TableEntry, contracts
from sanyi.indicators import Definition, definitions, tables_needed
from sanyi.indicators.exchange import OrgUnits
from sanyi.kernel import Figure, ScopeKind, unit_of
from sanyi.web.base.workspaces import grades_of, tables_of
from sanyi.web.figures.queries import visible_targets
from sanyi.web.figures.shelf import scope_of, shelf_of
from sanyi.web.ledgers.models import TargetRow
from sanyi.web.ledgers.queries import visible_entries
from sanyi.web.units.models import Person, Place

_TARGET = re.compile(r"/t\d+$")
_SHOWN = 8  # characters of a pseudonym: enough to tell two apart


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator in the list."""

    definition: Definition
    figure: Figure | None
    has_tables: bool
    targets: int


@dataclass(frozen=True, slots=True)
class Linked:
    """A clause with the address of the page of its entry, where the person may open it."""

    id: str
    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class TableUse:
    """A table an indicator reads, as it stands in a place."""

    contract: Contract
    entry: TableEntry | None
    grade: str


def entry_address(entry_id: str) -> str:
    """The page of an entry; empty where there is none."""
    try:
        return reverse("ledgers:entry", args=[entry_id])
    except NoReverseMatch:
        return ""


def linked(person: Person, clauses: Iterable[Clause]) -> list[Linked]:
    """Clauses with their words and the pages of their entries, for what the person may see."""
    wanted = list(clauses)
    ids = {c.id for c in wanted}
    entries = {
        e.entry_id: e
        for e in visible_entries(person).filter(entry_id__in={_TARGET.sub("", i) for i in ids})
    }
    targets = {t.target_id: t for t in visible_targets(person).filter(target_id__in=ids)}
    found = []
    for clause in wanted:
        entry = entries.get(_TARGET.sub("", clause.id))
        target = targets.get(clause.id)
        own = (
            target.phrase if target else entry.text if entry and entry.entry_id == clause.id else ""
        )
        address = entry_address(entry.entry_id) if entry else ""
        found.append(Linked(clause.id, " ".join((own or clause.text).split()), address))
    return found


def told(person: Person, found: Explanation) -> dict[str, Any]:
    """What the page of a figure shows beside the figure itself."""
    figure = found.figure
    titles = contracts()
    clauses = linked(person, found.clauses)
    return {
        "figure": figure,
        "definition": definitions().get(figure.indicator),
        "scope": figure.scope.label or figure.scope.id,
        "numerator": number(figure.numerator),
        "denominator": number(figure.denominator),
        "exact": number(figure.value),
        "unit": unit_of(figure.unit).label,
        "clauses": clauses,
        "elsewhere": [clause.id for clause in clauses if not clause.text],
        "members": linked(person, found.members),
        "inputs": [
            {"use": use, "title": titles[use.table].title if use.table in titles else "",
             "has_page": use.table in titles} for use in figure.trace.inputs
        ],
        "left_out": [
            {"item": item,
             "title": titles[item.table].title if item.table in titles else item.table}
            for item in figure.trace.left_out
        ],
        "made_from": found.made_from,
        "parts": found.records,
    }  # fmt: skip


def number(value: Decimal | None) -> str:
    """A number in full, with thousands separators; empty where there is none."""
    return "" if value is None else f"{value:,f}"


def key_rows(contract: Contract, rows: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    """Keys of records for the screen; what stands for a person is shortened."""
    return [[masked(contract, name, row[name]) for name in contract.key] for row in rows]


def masked(contract: Contract, name: str, value: Any) -> str:
    """A value as the screen shows it: of a pseudonym only the beginning."""
    if value is None:
        return ""
    text = str(value)
    if contract.column(name).personal is Personal.NONE:
        return text
    return f"{text[:_SHOWN]}••••" if len(text) > _SHOWN else "••••"


def table_uses(definition: Definition, place: Place) -> list[TableUse]:
    """The tables of an indicator with rows and grade."""
    loaded, grades = tables_of(place), grades_of(place)
    return [
        TableUse(contracts()[name], loaded.get(name), grades.get(name, ""))
        for name in tables_needed(definition)
    ]


def org_units(place: Place) -> OrgUnits:
    """Codes by which other systems know the place, those below it and its institutions."""
    from sanyi.datasets import Session, Workspace, table
    from sanyi.web.base.workspaces import folder_of
    from sanyi.web.units.models import Unit

    own = Unit.objects.filter(place=place).exclude(institution_id="")
    institutions = set(own.values_list("institution_id", flat=True))
    below = place.children.exclude(division_code="")
    places = set(below.values_list("division_code", flat=True))
    loaded = tables_of(place)
    with Session(Workspace(folder_of(place))) as session:
        for name, column, into in (
            ("institutions", "institution_id", institutions), ("places", "place_id", places),
        ):  # fmt: skip
            if name in loaded:
                into |= {str(row[column]) for row in session.rows(table(name).select(column))}
    for scope in {scope_of(id) for id in shelf_of(place).lines}:  # what we have sent ourselves
        kind, _, name = scope.partition(":")
        if kind == ScopeKind.INSTITUTION:
            institutions.add(name)
        elif scope != "all" and not name:
            places.add(scope)
    whole = place.division_code or place.code
    return OrgUnits(whole, places - {whole}, institutions)


def verdict_rows(targets: Iterable[TargetRow]) -> list[dict[str, Any]]:
    """Targets with what the last judging said of them."""
    return [
        {"row": t, "entry": t.entry, "address": entry_address(t.entry.entry_id),
         "verdict": t.verdict or {}, "definition": definitions().get(t.indicator)}
        for t in targets
    ]  # fmt: skip


def with_label(figure: Figure, label: str) -> Figure:
    """The same figure under a name for its scope."""
    return replace(figure, scope=replace(figure.scope, label=label))
