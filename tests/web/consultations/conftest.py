"""A draft put to three units: one liaison each for two of them, the third stays silent."""

from __future__ import annotations

import datetime as dt
import functools
from importlib.resources import files
from pathlib import Path

import pytest
from django.utils import timezone

from sanyi.bulletin.workdays import load_workdays
from sanyi.ledger import Ledger
from sanyi.pipeline import read_ledger
from sanyi.web import office
from sanyi.web.acts.matrix import Role
from sanyi.web.consultations import service
from sanyi.web.consultations.models import Invitation, PassageRow, Round
from sanyi.web.papers.models import Paper
from sanyi.web.units.models import Person, Place, Unit

HEALTH, INSURANCE, SILENT = "县卫生健康局", "县医疗保障局", "县财政局"


def draft_file() -> Path:
    return Path(str(files("sanyi.samples") / "anhe-2026-draft.docx"))


@functools.cache
def draft_ledger() -> Ledger:
    return read_ledger(draft_file())


@pytest.fixture
def draft(place: Place, people: dict[str, Person]) -> Paper:
    return office.take_in(place, draft_file(), people["office"], ledger=draft_ledger())


@pytest.fixture
def due_on() -> dt.date:
    return load_workdays().after(timezone.localdate(), 5)


def liaison(people: dict[str, Person], place: Place, name: str) -> Person:
    """The liaison of a unit; the account is known to ``as_role`` by the unit's name."""
    unit, _ = Unit.objects.get_or_create(place=place, name=name)
    found = office.add_person(
        f"l{unit.pk}",
        "联络员（示例）",
        Role.LIAISON,
        place,
        unit,
        "Anhe-2025-test",
        must_change=False,
    )
    people[name] = found
    return found


@pytest.fixture
def round_(draft: Paper, people: dict[str, Person], place: Place, due_on: dt.date) -> Round:
    for name in (HEALTH, INSURANCE):
        liaison(people, place, name)
    version = draft.versions.get()
    return service.open_round(
        people["office"], version, [HEALTH, INSURANCE, SILENT], due_on, "请逐条研究。"
    )


@pytest.fixture
def health(round_: Round) -> Invitation:
    return round_.invitations.get(unit__name=HEALTH)


@pytest.fixture
def insurance(round_: Round) -> Invitation:
    return round_.invitations.get(unit__name=INSURANCE)


@pytest.fixture
def clause(round_: Round) -> PassageRow:
    """Clause （一）, which says 县域就诊率稳定在90%以上."""
    return round_.passages.get(key="anhe-2026-draft#1")


def after_the_day(round_: Round) -> Round:
    """The same round a day after its day."""
    round_.due_on = timezone.localdate() - dt.timedelta(days=1)
    round_.save()
    return round_
