"""A letter with its answer and a bulletin in draft, made without judging anything."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from sanyi.bulletin import OfficialDocument
from sanyi.bulletin.blocks import Form, Paragraph
from sanyi.bulletin.codec import document_as_record
from sanyi.bulletin.editing import Draft
from sanyi.targets import say
from sanyi.web.acts.models import LockedPeriod
from sanyi.web.ledgers.models import EvidenceFile
from sanyi.web.supervision.adapters import draft_as_record
from sanyi.web.supervision.models import Answer, BulletinRow, LetterRow, LetterRun, Message
from sanyi.web.units.models import Person

DAY = dt.date(2025, 10, 15)
DOCUMENT = OfficialDocument(
    Form.SHEET, "安禾县医改办", say(""), say("通报"), say("各单位"),
    (Paragraph((say("进展平稳。"),)),), DAY,
)  # fmt: skip


def supervision_samples(entry: Any, people: dict[str, Person]) -> dict[str, dict[str, Any]]:
    """Arguments of the addresses of the desk 督办与通报."""
    office, liaison = people["office"], people["liaison"]
    letter = LetterRow.objects.create(
        entry=entry, place=entry.place, letter_id="x/blue@2025-10-15", step="first", level="blue",
        label="蓝色督查单", state="sent", judged_on=DAY, issued_on=DAY, why="滞后",
        content=document_as_record(DOCUMENT), drafted_by=office, due_on=DAY,
    )  # fmt: skip
    answer = Answer.objects.create(letter=letter, unit=liaison.unit, text="已办", author=liaison,
                                   answered_on=DAY)  # fmt: skip
    proof = EvidenceFile(entry=entry, name="a.txt", sha256="0" * 64, size=1, added_by=liaison)
    proof.file.save("a.txt", ContentFile(b"x"), save=True)
    answer.files.add(proof)
    bulletin = BulletinRow.objects.create(
        paper=entry.paper, place=entry.place, quarter="2025Q3", state="draft", cut_off_on=DAY,
        reply_on=DAY, signed_on=DAY, issuer="安禾县医改办", made_by=office,
        content=draft_as_record(Draft.of(DOCUMENT)), sheet=document_as_record(DOCUMENT),
    )  # fmt: skip
    run = LetterRun.objects.create(paper=entry.paper, day=DAY, made_by=office, state="done")
    message = Message.objects.create(place=entry.place, unit=liaison.unit, title="提醒", text="一件",
                                     state="kept")  # fmt: skip
    locked = LockedPeriod.objects.create(place=entry.place, period="2025Q2",
                                         locked_by=people["head"], locked_at=timezone.now())  # fmt: skip
    of_letter = ("letter", "send", "discard", "letter_word", "answer", "close")
    of_bulletin = ("bulletin", "progress", "again", "bulletin_discard", "approve", "issue", "word",
                   "pack")  # fmt: skip
    given: dict[str, dict[str, Any]] = {
        **{name: {"pk": letter.pk} for name in of_letter},
        **{name: {"pk": bulletin.pk} for name in of_bulletin},
        **{name: {"pk": bulletin.pk, "index": 0} for name in ("edit", "add", "remove")},
        **{name: {"pk": answer.pk} for name in ("accept", "send_back")},
        "answer_file": {"pk": letter.pk, "file_pk": proof.pk},
        "run": {"pk": run.pk},
        "retry": {"pk": message.pk},
        "reopen": {"pk": locked.pk},
    }
    return {f"supervision:{name}": arguments for name, arguments in given.items()}
