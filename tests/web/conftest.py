"""An office for tests: 安禾县 with its sample document in force and one account for each role."""

from __future__ import annotations

import functools
from importlib.resources import files
from pathlib import Path

import pytest
from django.test import Client

from sanyi.kernel import Period
from sanyi.ledger import Ledger
from sanyi.pipeline import read_ledger
from sanyi.web import demo, office
from sanyi.web.acts.matrix import Role
from sanyi.web.ledgers.models import EntryRow
from sanyi.web.papers.models import Paper
from sanyi.web.units.models import Person, Place, Unit, UnitKind

PASSWORD = "Anhe-2025-test"


@functools.cache
def sample_ledger() -> Ledger:
    return read_ledger(sample())


def sample() -> Path:
    return Path(str(files("sanyi.samples") / "anhe-2025.docx"))


@pytest.fixture
def place(db: None) -> Place:
    return Place.objects.create(code="anhe", name="安禾县")


@pytest.fixture
def office_unit(place: Place) -> Unit:
    return Unit.objects.create(place=place, name="安禾县医改办", kind=UnitKind.OFFICE)


@pytest.fixture
def people(place: Place, office_unit: Unit) -> dict[str, Person]:
    """One person for each role; the liaison belongs to the unit that leads most entries."""
    found = {}
    lead = Unit.objects.create(place=place, name=demo.units_by_weight(sample_ledger())[0])
    for role in Role:
        unit = {Role.LIAISON: lead}.get(role, office_unit)
        found[role.value] = office.add_person(
            role.value, f"{role.value}（示例）", role, place, unit, PASSWORD, must_change=False
        )
    return found


@pytest.fixture
def paper(place: Place, people: dict[str, Person]) -> Paper:
    """The sample document, in force."""
    paper = office.take_in(place, sample(), people["head"], ledger=sample_ledger())
    office.issue(paper, people["head"], reason="错误已逐条核对")
    return paper


@pytest.fixture
def entry(paper: Paper, people: dict[str, Person]) -> EntryRow:
    """An entry that the liaison's unit leads."""
    unit = people["liaison"].unit
    assert unit is not None
    found = paper.entries.filter(units__unit=unit, units__role="lead").first()
    assert found is not None
    return found


@pytest.fixture
def as_role(people: dict[str, Person]):  # type: ignore[no-untyped-def]
    """A client logged in as a role: ``as_role("office").get(...)``."""

    def client(role: str) -> Client:
        made = Client()
        made.force_login(people[role], backend="django.contrib.auth.backends.ModelBackend")
        return made

    return client


@pytest.fixture
def quarter() -> Period:
    return Period.parse("2025Q3")
