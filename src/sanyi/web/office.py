"""Set up an office: its place, its units and accounts, a document in force, the first verdicts."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction

from sanyi.kernel import InputError
from sanyi.ledger import Ledger
from sanyi.pipeline import read_ledger
from sanyi.web.acts.matrix import ROLE_LABELS, Act, Role
from sanyi.web.acts.service import record
from sanyi.web.ledgers.service import take_over
from sanyi.web.papers.adapters import ledger_as_record
from sanyi.web.papers.models import Paper, PaperState, ReadingState, Version
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
    """Keep a document and its reading as the first version of a paper; it is not yet in force."""
    read = ledger or read_ledger(path)
    content = path.read_bytes()
    head = read.document
    paper = Paper.objects.create(
        place=place, slug=head.id, title=head.title or "", number=head.document_number or "",
        issuer=head.issuer or "", issued_on=head.issued_on, year=head.year, created_by=actor,
    )  # fmt: skip
    version = Version(
        paper=paper, number=1, original_name=path.name, size=len(content),
        sha256=hashlib.sha256(content).hexdigest(), uploaded_by=actor,
        reading_state=ReadingState.READ, progress=100, reading=ledger_as_record(read),
    )  # fmt: skip
    version.text = _text_of(path)
    version.file.save(path.name, ContentFile(content), save=False)
    version.save()
    record(actor, Act.UPLOAD_DOCUMENT, "paper", paper.slug, place=place,
           after={"version": 1, "sha256": version.sha256})  # fmt: skip
    return paper


def _text_of(path: Path) -> str:
    from sanyi.documents import read_document

    return read_document(path).text


@transaction.atomic
def issue(paper: Paper, ledger: Ledger, actor: Person) -> None:
    """Put a document in force: its tasks become rows of the ledger."""
    paper.state = PaperState.ISSUED
    paper.save()
    take_over(paper, ledger, actor)
    record(
        actor, Act.ISSUE_DOCUMENT, "paper", paper.slug, place=paper.place,
        before={"state": PaperState.PROOFREADING}, after={"state": PaperState.ISSUED},
    )  # fmt: skip


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
