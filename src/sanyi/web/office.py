"""Set up an office: its place, its units and accounts, a document in force, the first verdicts."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction

from sanyi.documents import read_document
from sanyi.kernel import InputError
from sanyi.ledger import Ledger
from sanyi.pipeline import ledger_of_document
from sanyi.web.acts.matrix import ROLE_LABELS, Act, Role
from sanyi.web.acts.service import record
from sanyi.web.papers import issuing
from sanyi.web.papers.keeping import keep_reading
from sanyi.web.papers.models import Paper
from sanyi.web.papers.queries import latest_version
from sanyi.web.papers.service import keep_file
from sanyi.web.units.models import Person, Place, Unit, UnitKind
from sanyi.web.units.passwords import new_password


@dataclass(frozen=True, slots=True)
class Login:
    """An account as it is told to its person, once."""

    username: str
    password: str
    role: str
    unit: str


@transaction.atomic
def add_person(  # noqa: PLR0917 - what an account has
    username: str, name: str, role: Role, place: Place | None, unit: Unit | None, password: str,
    *, must_change: bool = True, by: Person | None = None,
) -> Person:  # fmt: skip
    """Make an account, with its event."""
    person = Person(username=username, name=name, role=role, place=place, unit=unit,
                    must_change_password=must_change)  # fmt: skip
    person.set_password(password)
    person.save()
    record(by, Act.MANAGE_PEOPLE, "person", username, place=place,
           after={"role": role.value, "unit": unit.name if unit else ""})  # fmt: skip
    return person


@transaction.atomic
def take_in(place: Place, path: Path, actor: Person, *, ledger: Ledger | None = None) -> Paper:
    """Keep a document and its reading as the first version of a paper; it is not yet in force.

    Args:
        ledger: what was read from it, when that is at hand.
    """
    content = path.read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    version = keep_file(actor, place, path.name, ContentFile(content), sha256)
    document = read_document(path)
    return keep_reading(version, document, ledger or ledger_of_document(document)).paper


def issue(paper: Paper, actor: Person, *, reason: str = "") -> None:
    """Put the newest version of a document in force: its tasks become rows of the ledger.

    Args:
        reason: why, although errors stand.
    """
    version = latest_version(paper)
    assert version is not None  # a paper begins with a version
    issuing.issue(actor, version, reason=reason)
    paper.refresh_from_db()


@transaction.atomic
def found_office(code: str, name: str) -> list[Login]:
    """A new installation: its place, its office, the three administrators with first passwords.

    Raises:
        InputError: there is an installation already.
    """
    if Person.objects.exists():
        raise InputError("WEB-003", "这里已经建立过办公室。", "用 --home 给出新文件夹。")
    place = Place.objects.create(code=code, name=name)
    Unit.objects.create(place=place, name=f"{name}医改办", kind=UnitKind.OFFICE)
    logins = []
    for username, role in (
        ("sysadmin", Role.SYSTEM_ADMIN), ("secadmin", Role.SECURITY_ADMIN),
        ("audadmin", Role.AUDIT_ADMIN),
    ):  # fmt: skip
        password = new_password()
        add_person(username, ROLE_LABELS[role], role, place, None, password)
        logins.append(Login(username, password, ROLE_LABELS[role], ""))
    return logins
