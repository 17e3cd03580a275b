"""Rows of a consultation <-> records of the library."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from django.utils import timezone

from sanyi.bulletin import Masthead, opinions
from sanyi.bulletin.archive import without_clock
from sanyi.bulletin.drafts import CellPlace, Passage, Style, passages_of
from sanyi.bulletin.opinions import Answer, AnswerKind, Opinion, Outcome
from sanyi.clauses import read_clauses
from sanyi.documents import as_docx, read_bytes
from sanyi.ledger import Ledger, build_ledger
from sanyi.web.base import clock
from sanyi.web.consultations.models import Invitation, OpinionRow, PassageRow, Round
from sanyi.web.papers.adapters import ledger_from_record
from sanyi.web.papers.models import Version

WHOLE = "总体意见"
DELETED = "（删去）"


def read_version(version: Version) -> tuple[tuple[Passage, ...], Ledger]:
    """The passages of a stored version, and its ledger as it was proofread."""
    ending = PurePosixPath(version.original_name).suffix
    with version.file.open("rb") as file:
        document = read_bytes(file.read(), f"{version.paper.slug}{ending}")
    reading = read_clauses(document)
    ledger = (
        ledger_from_record(version.reading)
        if version.reading and document.text == version.text
        else build_ledger(reading, id=version.paper.slug)
    )
    return passages_of(reading, ledger), ledger


def draft_of(version: Version) -> bytes | None:
    """The file of a version as docx, in which changes are made; None where it is no such file."""
    return _draft(version.file.path, version.original_name, version.sha256)


@functools.lru_cache(maxsize=2)  # a conversion takes seconds, and every preview asks for it
def _draft(path: str, name: str, sha256: str) -> bytes | None:
    data = Path(path).read_bytes()
    docx = as_docx(data, name)
    return docx if docx is None or docx is data else without_clock(docx)


def ending_of(version: Version) -> str:
    """The ending of a file made from a version's: one with macros cannot be called docx."""
    ending = PurePosixPath(version.original_name).suffix.lower()
    return ending if ending in (".docm", ".dotx", ".dotm") else ".docx"


def passage_row(round_: Round, position: int, passage: Passage) -> PassageRow:
    """The row that keeps a passage as it is put to the units."""
    return PassageRow(
        round=round_, position=position, key=passage.key, style=passage.style.value,
        number=passage.number[:40], text=passage.text, decided=passage.text,
        layout={
            "units": passage.units, "struck": passage.struck, "table": passage.table,
            "cells": [(c.column, c.width, c.height) for c in passage.cells],
            "added": passage.is_added,
        },
    )  # fmt: skip


def passage_of(row: PassageRow) -> Passage:
    """The passage that ``passage_row`` kept."""
    layout = row.layout
    return Passage(
        row.key, Style(row.style), row.number, row.text,
        tuple(layout["units"]), tuple(layout["struck"]), layout["table"],
        tuple(CellPlace(*c) for c in layout["cells"]), layout.get("added", False),
    )  # fmt: skip


def decided_texts(rows: Iterable[PassageRow]) -> dict[str, str]:
    """How each passage is to read."""
    return {row.key: row.decided for row in rows}


def place_words(passage: PassageRow | None) -> str:
    """How a passage is called: its number and the first words of its text."""
    if passage is None:
        return WHOLE
    own = passage.decided if passage.is_added else passage.text
    text = (own or "".join(passage.layout["struck"])).replace("\t", "　")
    head = text.replace("\v", "").split("\n")[0].split("。")[0]
    if passage.number and not head.startswith(passage.number):
        head = f"{passage.number}　{head}"
    head = f"新增：{head}" if passage.is_added else head
    return head if len(head) <= 24 else f"{head[:23]}…"


def answer_of(invitation: Invitation, *, has_scan: bool) -> Answer:
    """How a unit answered."""
    day = timezone.localdate(invitation.answered_at) if invitation.answered_at else None
    kind = AnswerKind(invitation.kind) if invitation.kind else AnswerKind.SILENT
    return Answer(invitation.unit.name, kind, day, invitation.is_late, has_scan)


def opinion_of(row: OpinionRow) -> Opinion:
    """An opinion with what became of it."""
    return Opinion(
        f"consultation/{row.invitation.round_id}/{row.pk}", row.invitation.unit.name,
        place_words(row.passage), row.quote, row.words, row.proposed,
        Outcome(row.outcome) if row.outcome else None, row.reason, _final_wording(row),
    )  # fmt: skip


def _final_wording(row: OpinionRow) -> str:
    """How the passage reads in the end: a later decision may have changed it once more."""
    if row.passage is None or row.outcome not in (Outcome.ACCEPTED, Outcome.PARTLY):
        return row.wording
    text = row.passage.decided or DELETED
    if row.added is not None and row.added.decided:
        text += f"（其后新增：{row.added.decided}）"
    return text


def round_of(round_: Round) -> opinions.Round:
    """The round with all that was handed in, for the documents written from it."""
    invitations = list(round_.invitations.select_related("unit").order_by("pk"))
    scanned = set(
        round_.invitations.filter(scans__withdrawn_at__isnull=True, scans__isnull=False)
        .values_list("pk", flat=True)
    )  # fmt: skip
    rows = OpinionRow.objects.filter(
        invitation__round=round_, invitation__kind="opinions", removed_at__isnull=True
    ).select_related("invitation__unit", "passage", "added")
    return opinions.Round(
        f"consultation/{round_.pk}", round_.title, round_.paper.slug,
        timezone.localdate(round_.opened_at), round_.due_on,
        tuple(answer_of(i, has_scan=i.pk in scanned) for i in invitations),
        tuple(opinion_of(row) for row in rows),
    )  # fmt: skip


def masthead_of(round_: Round) -> Masthead:
    """The office signs, on the day the round was closed or today."""
    office = round_.place.units.filter(kind="office", successor__isnull=True).first()
    day = timezone.localdate(round_.closed_at) if round_.closed_at else clock.today()
    return Masthead(office.name if office else f"{round_.place.name}医改办", day)
