"""The office of the model county: its units, an account for every role, the document in force."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sanyi.kernel import Period
from sanyi.ledger import Ledger, Move, State, UnitRole, wanting
from sanyi.pipeline import read_ledger
from sanyi.web.acts.matrix import ROLE_LABELS, Role
from sanyi.web.ledgers.adapters import standing_of
from sanyi.web.ledgers.service import lead_roles, move
from sanyi.web.office import Login, add_person, issue, take_in
from sanyi.web.papers.models import Paper
from sanyi.web.units.models import Person, Place, Unit, UnitKind
from sanyi.web.units.passwords import new_password


def demo_people(place: Place, units: Iterable[Unit], office: Unit) -> list[Login]:
    """An account for every role, and one for the liaison of each unit."""
    logins = []
    of_office = (
        ("office", "办公室（示例）", Role.OFFICE), ("head", "负责人（示例）", Role.HEAD),
        ("leader", "组长（示例）", Role.LEADER), ("analyst", "数据（示例）", Role.ANALYST),
        ("auditor", "审计（示例）", Role.AUDITOR), ("hospital", "医院（示例）", Role.INSTITUTION),
    )  # fmt: skip
    for username, name, role in of_office:
        logins.append(_demo_person(username, name, role, place, office))
    for username, name, role in (
        ("sysadmin", "系统管理员（示例）", Role.SYSTEM_ADMIN),
        ("secadmin", "安全管理员（示例）", Role.SECURITY_ADMIN),
        ("audadmin", "审计管理员（示例）", Role.AUDIT_ADMIN),
    ):
        logins.append(_demo_person(username, name, role, place, None))
    for number, unit in enumerate(units, start=1):
        logins.append(
            _demo_person(f"unit{number}", f"联络员{number}（示例）", Role.LIAISON, place, unit)
        )
    return logins


def _demo_person(username: str, name: str, role: Role, place: Place, unit: Unit | None) -> Login:
    password = new_password()
    add_person(username, name, role, place, unit, password, must_change=False)
    return Login(username, password, ROLE_LABELS[role], unit.name if unit else "")


def make_demo_office(
    document: Path, draft: Path, code: str, name: str, quarter: Period
) -> list[Login]:
    """The model county's office in the home that is set up; its tables are already loaded.

    Args:
        document: the document in force.
        draft: next year's, to be put to the units.
        code, name: of the place; ``places/<code>`` of the home is its workspace.
        quarter: the one whose reports are in and whose bulletin is due.
    """
    from sanyi.web import demo_work as work
    from sanyi.web.ledgers.jobs import judge_paper

    place = Place.objects.create(code=code, name=name)
    office = Unit.objects.create(place=place, name=f"{name}医改办（秘书处）", kind=UnitKind.OFFICE)
    ledger = read_ledger(document)
    leads = units_by_weight(ledger)
    units = [Unit.objects.create(place=place, name=lead) for lead in leads]
    logins = demo_people(place, units, office)
    actor = Person.objects.get(username="head")
    paper = take_in(place, document, actor, ledger=ledger)
    issue(paper, actor, reason="示例办公室：文件里的错误是有意留下的，供校对时查看。")
    _set_to_work(paper, actor)
    work.check_tables(place)
    work.hand_in_reports(paper, quarter)
    judge_paper(paper, quarter.end, actor)
    work.write_letters(paper, quarter)
    work.draft_bulletin(paper, quarter)
    work.consult(place, draft)
    return logins


def _set_to_work(paper: Paper, actor: Person) -> None:
    """Assign every entry that can be, and let the units that lead begin."""
    for row in paper.entries.prefetch_related("units"):
        if wanting(Move.ASSIGN, State(row.state), standing_of(row), ""):
            continue
        assigned = move(actor, row, Move.ASSIGN)
        lead = next((u.unit_id for u in row.units.all() if u.role in lead_roles()), None)
        liaison = Person.objects.filter(unit=lead, role=Role.LIAISON).first()
        if liaison is not None:
            move(liaison, assigned, Move.START)


def units_by_weight(ledger: Ledger) -> list[str]:
    """Units that lead, most entries first."""
    counts: dict[str, int] = {}
    for entry in ledger.entries:
        for name in entry.names(UnitRole.LEAD) + entry.names(UnitRole.DEFAULT):
            counts[name] = counts.get(name, 0) + 1
    return sorted(counts, key=lambda n: (-counts[n], n))
