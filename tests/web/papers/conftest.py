"""A document that has been read and waits to be proofread."""

from __future__ import annotations

import pytest

from sanyi.web.papers import service
from sanyi.web.papers.models import Version
from sanyi.web.units.models import Person, Place
from web.papers.documents import CLAUSES, file_of, text_of


@pytest.fixture
def version(place: Place, people: dict[str, Person]) -> Version:
    made = service.upload(people["office"], place, file_of(text_of(*CLAUSES)))
    made.refresh_from_db()
    return made
