"""A home with the model county's office, made in a process of its own (see test_killed_server)."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from sanyi.pipeline import read_ledger
from sanyi.web.server import set_up


def main(home: Path, document: Path, password: str) -> None:
    """An office, its head, its analyst and a document in force."""
    set_up(home)
    from sanyi.web import office
    from sanyi.web.acts.matrix import Role
    from sanyi.web.ledgers.jobs import judge_paper
    from sanyi.web.units.models import Place, Unit, UnitKind

    place = Place.objects.create(code="anhe", name="安禾县")
    unit = Unit.objects.create(place=place, name="安禾县医改办", kind=UnitKind.OFFICE)
    people = {
        role: office.add_person(role.value, f"{role.value}（示例）", role, place, unit, password,
                                must_change=False)
        for role in (Role.HEAD, Role.OFFICE)
    }  # fmt: skip
    head = people[Role.HEAD]
    paper = office.take_in(place, document, head, ledger=read_ledger(document))
    office.issue(paper, head, reason="错误已逐条核对")
    judge_paper(paper, dt.date(2025, 9, 30), head)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
