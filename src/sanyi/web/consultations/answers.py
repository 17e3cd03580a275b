"""Acts of a unit: opinions written, changed, taken back; the answer handed in; the scan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from sanyi.bulletin.drafts import anchor
from sanyi.bulletin.opinions import AnswerKind
from sanyi.kernel import InputError
from sanyi.web.acts.matrix import Act
from sanyi.web.acts.service import record, require
from sanyi.web.base import clock
from sanyi.web.base.files import checked
from sanyi.web.base.privacy import shown_text
from sanyi.web.consultations.models import Invitation, OpinionRow, PassageRow, ScanFile
from sanyi.web.consultations.service import SUBJECT, subject_of
from sanyi.web.ledgers.service import ensure_revision
from sanyi.web.units.models import Person

SCANS = ("pdf", "png", "jpg", "jpeg", "ofd")
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Written:
    """An opinion as the form gives it.

    Args:
        passage: None for the whole document.
        near: where the quote was selected; 0 when it was typed.
    """

    passage: PassageRow | None
    quote: str
    words: str
    proposed: str
    near: int = 0


def is_changeable(invitation: Invitation) -> bool:
    """Whether the unit may still write: it has not handed in, and the round is open."""
    return invitation.round.is_open and not invitation.kind


def may_take_back(invitation: Invitation) -> bool:
    """Whether the unit may take its answer back to change it: until the day, nothing decided."""
    return (
        invitation.round.is_open
        and bool(invitation.kind)
        and clock.today() <= invitation.round.due_on
        and not invitation.opinions.exclude(outcome="").exists()
    )


def _locked(actor: Person, invitation: Invitation) -> Invitation:
    found = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("round__paper", "round__place", "unit")
        .get(pk=invitation.pk)
    )
    require(actor, Act.GIVE_OPINION, found.round.place)
    if not found.round.is_open:
        raise InputError("CST-007", "这一轮征求意见已结束。", "有新的意见请直接联系医改办。")
    return found


def _ensure_changeable(invitation: Invitation) -> None:
    if invitation.kind:
        hint = "截止日前可以先撤回再修改。" if may_take_back(invitation) else "请联系医改办。"
        raise InputError("CST-020", "你单位已提交反馈。", hint)


def _anchored(actor: Person, row: OpinionRow, written: Written) -> OpinionRow:
    """Find the quoted words in the passage; the place is worked out here, not in the browser."""
    if not written.words.strip() and not written.proposed.strip():
        raise InputError("CST-021", "没有写意见。", "写明意见，或写出建议的文字。")
    row.passage, row.words = written.passage, written.words.strip()[:LONGEST]
    row.proposed, row.start, row.end, row.quote = written.proposed.strip()[:LONGEST], 0, 0, ""
    if written.passage is None or not written.quote.strip():
        return row
    text = shown_text(written.passage.text, actor)  # nobody quotes what stands behind asterisks
    found = anchor(text, written.quote, written.near)
    if found is None:
        raise InputError(
            "CST-022", "这一条里找不到您引用的原文。", "从原文复制一段，或不填原文，对整条提意见。"
        )
    row.start, row.end = found
    row.quote = text[row.start : row.end]
    return row


@transaction.atomic
def add_opinion(actor: Person, invitation: Invitation, written: Written) -> OpinionRow:
    """Write an opinion; the office sees it when the answer is handed in."""
    asked = _locked(actor, invitation)
    _ensure_changeable(asked)
    row = _anchored(actor, OpinionRow(invitation=asked, written_by=actor), written)
    row.save()
    _note(actor, asked, {"opinion": row.pk, **_content(row)})
    return row


@transaction.atomic
def change_opinion(
    actor: Person, row: OpinionRow, written: Written, revision: int | None
) -> OpinionRow:
    """Change an opinion that is not handed in."""
    asked = _locked(actor, row.invitation)
    _ensure_changeable(asked)
    row = OpinionRow.objects.select_for_update(of=("self",)).get(pk=row.pk)
    ensure_revision(row, revision)
    before = _content(row)
    _anchored(actor, row, written)
    row.revision += 1
    row.save()
    _note(actor, asked, {"opinion": row.pk, **_content(row)}, before)
    return row


@transaction.atomic
def remove_opinion(actor: Person, row: OpinionRow) -> None:
    """Take an opinion out before it is handed in; it stays in the log."""
    asked = _locked(actor, row.invitation)
    _ensure_changeable(asked)
    before = _content(row)
    row.removed_at = timezone.now()
    row.save(update_fields=["removed_at"])
    _note(actor, asked, {"opinion": row.pk, "removed": True}, before)


def _content(row: OpinionRow) -> dict[str, Any]:
    return {
        "passage": row.passage.key if row.passage else "", "start": row.start, "end": row.end,
        "quote": row.quote, "words": row.words, "proposed": row.proposed,
    }  # fmt: skip


def _note(
    actor: Person, asked: Invitation, after: dict[str, Any], before: dict[str, Any] | None = None
) -> None:
    record(actor, Act.GIVE_OPINION, SUBJECT, subject_of(asked.round), place=asked.round.place,
           before=before, after={"unit": asked.unit.name, **after})  # fmt: skip


@transaction.atomic
def hand_in(actor: Person, invitation: Invitation, kind: AnswerKind) -> Invitation:
    """Hand in the answer: the opinions written, or 无意见. After the day it is marked late.

    Raises:
        InputError: it was handed in, or what is handed in is not what was written.
    """
    asked = _locked(actor, invitation)
    _ensure_changeable(asked)
    count = asked.opinions.filter(removed_at__isnull=True).count()
    if kind is AnswerKind.NIL and count:
        raise InputError("CST-023", f"您写了 {count} 条意见。", "删去意见，或提交意见。")
    if kind is AnswerKind.OPINIONS and not count:
        raise InputError("CST-024", "还没有写意见。", "写意见后提交；没有意见的，提交“无意见”。")
    asked.kind, asked.answered_at, asked.answered_by = kind.value, timezone.now(), actor
    asked.is_late = clock.today() > asked.round.due_on
    asked.revision += 1
    asked.save()
    _note(actor, asked, {"answer": kind.value, "opinions": count, "is_late": asked.is_late})
    return asked


@transaction.atomic
def take_back(actor: Person, invitation: Invitation) -> Invitation:
    """Take the answer back to change it; until it is handed in again the unit is silent."""
    asked = _locked(actor, invitation)
    if not may_take_back(asked):
        raise InputError("CST-025", "已过截止日或意见已开始处理，不能撤回。", "请联系医改办。")
    before = {"answer": asked.kind}
    asked.kind, asked.answered_at, asked.answered_by, asked.is_late = "", None, None, False
    asked.revision += 1
    asked.save()
    _note(actor, asked, {"answer": ""}, before)
    return asked


@transaction.atomic
def add_scan(actor: Person, invitation: Invitation, upload: UploadedFile[Any]) -> ScanFile:
    """Keep the stamped answer; it may follow the answer as long as the round is open."""
    asked = _locked(actor, invitation)
    _, digest = checked(upload, SCANS)
    scan = ScanFile(
        invitation=asked, file=upload, name=(upload.name or "")[-200:], sha256=digest,
        size=upload.size or 0, uploaded_by=actor,
    )  # fmt: skip
    scan.save()
    _note(actor, asked, {"scan": scan.pk, "sha256": digest})
    return scan


@transaction.atomic
def withdraw_scan(actor: Person, scan: ScanFile) -> None:
    """Take a scan out that was wrong; the file and the log keep it."""
    asked = _locked(actor, scan.invitation)
    scan.withdrawn_at = timezone.now()
    scan.save(update_fields=["withdrawn_at"])
    _note(actor, asked, {"scan": scan.pk, "withdrawn": True})
