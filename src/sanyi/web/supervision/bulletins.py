"""Acts on bulletins: begun, edited, approved with its quarter locked, issued and frozen."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from sanyi.bulletin import document_as_docx
from sanyi.bulletin.editing import Draft, rewritten, with_added, without_added
from sanyi.bulletin.quarterly import number_words
from sanyi.kernel import InputError, Period, PeriodKind, SanyiError
from sanyi.web.acts.matrix import Act
from sanyi.web.acts.service import ensure_open, lock, record, reopen, require
from sanyi.web.ledgers.service import ensure_revision
from sanyi.web.papers.models import Paper
from sanyi.web.supervision import jobs
from sanyi.web.supervision.adapters import draft_as_record, draft_from_record
from sanyi.web.supervision.models import BulletinRow, BulletinState
from sanyi.web.units.models import Person, Place

SUBJECT = "bulletin"
_IN_WORK = (
    BulletinState.QUEUED, BulletinState.COMPOSING, BulletinState.FAILED, BulletinState.DRAFT,
    BulletinState.APPROVED,
)  # fmt: skip


def quarter_named(text: str) -> Period:
    """The quarter that a person gave.

    Raises:
        InputError: it is none.
    """
    try:
        period = Period.parse(text)
    except SanyiError as error:
        raise InputError("BUL-020", f"“{text}”不是季度。", "写成 2025Q3。") from error
    if period.kind is not PeriodKind.QUARTER:
        raise InputError("BUL-020", f"“{text}”不是季度。", "写成 2025Q3。")
    return period


@transaction.atomic
def begin(actor: Person, paper: Paper, quarter: Period, fields: Mapping[str, Any]) -> BulletinRow:
    """Begin the bulletin of a quarter; it is composed in the background.

    Raises:
        InputError: the quarter is locked, or a bulletin of it is in work.
    """
    require(actor, Act.DRAFT_BULLETIN, paper.place)
    ensure_open(paper.place, quarter)
    mine = BulletinRow.objects.select_for_update().filter(paper=paper, quarter=str(quarter))
    if mine.filter(state__in=_IN_WORK).exists():
        raise InputError("BUL-021", f"{quarter.label}的通报正在办理。", "打开它继续，或先作废它。")
    last = mine.filter(state=BulletinState.ISSUED).order_by("-issued_at").first()
    row = BulletinRow.objects.create(
        paper=paper, place=paper.place, quarter=str(quarter), corrects=last, made_by=actor, **fields
    )
    record(actor, Act.DRAFT_BULLETIN, SUBJECT, str(row.pk), place=row.place,
           after={"state": row.state, "quarter": row.quarter,
                  "corrects": last.pk if last else None})  # fmt: skip
    jobs.compose_in_background.enqueue(row.pk)  # in the same transaction: both stand or neither
    return row


@transaction.atomic
def compose_again(actor: Person, row: BulletinRow, revision: int) -> None:
    """Compose a failed bulletin, or a draft whose data have changed, once more; edits are lost."""
    row = _locked(row, revision)
    require(actor, Act.DRAFT_BULLETIN, row.place)
    _expect(row, (BulletinState.FAILED, BulletinState.DRAFT), "重新起草")
    before = row.state
    row.state, row.problem, row.progress = BulletinState.QUEUED, "", 0
    row.content = row.sheet = None
    _save(actor, row, Act.DRAFT_BULLETIN, before)
    jobs.compose_in_background.enqueue(row.pk)  # in the same transaction: both stand or neither


@transaction.atomic
def discard(actor: Person, row: BulletinRow, reason: str, revision: int) -> None:
    """Give up a bulletin that is not approved; the reason is kept."""
    row = _locked(row, revision)
    require(actor, Act.DRAFT_BULLETIN, row.place)
    _expect(row, (BulletinState.FAILED, BulletinState.DRAFT), "作废")
    _need(reason, "作废须写明理由。")
    before = row.state
    row.state = BulletinState.DISCARDED
    _save(actor, row, "discard_bulletin", before, reason)


def rewrite(actor: Person, row: BulletinRow, index: int, text: str, revision: int) -> None:
    """Change the words of a paragraph; its numbers stay bound to their figures."""
    _edit(actor, row, revision, lambda d: rewritten(d, index, text), index)


def add(actor: Person, row: BulletinRow, after: int, text: str, revision: int) -> None:
    """Add a paragraph of one's own after a block."""
    _edit(actor, row, revision, lambda d: with_added(d, after, text), after)


def remove(actor: Person, row: BulletinRow, index: int, revision: int) -> None:
    """Take out a paragraph that was added by hand."""
    _edit(actor, row, revision, lambda d: without_added(d, index), index)


@transaction.atomic
def _edit(
    actor: Person, row: BulletinRow, revision: int, change: Callable[[Draft], Draft], index: int
) -> None:
    row = _locked(row, revision)
    require(actor, Act.DRAFT_BULLETIN, row.place)
    _expect(row, (BulletinState.DRAFT,), "修改")
    assert row.content is not None
    before = row.content["document"]["blocks"]
    draft = change(draft_from_record(row.content))
    row.content = {**row.content, **draft_as_record(draft)}
    after = row.content["document"]["blocks"]
    row.revision += 1
    row.save()
    gone = [b for b in before if b not in after]
    new = [b for b in after if b not in before]
    record(actor, "edit_bulletin", SUBJECT, str(row.pk), place=row.place,
           before={"block": index, "text": _words(gone)},
           after={"block": index, "text": _words(new)})  # fmt: skip


def _words(blocks: list[dict[str, Any]]) -> str:
    sentences = [s for b in blocks for s in b.get("sentences", ())]
    return "".join(part["text"] for sentence in sentences for part in sentence)


@transaction.atomic
def approve(actor: Person, row: BulletinRow, revision: int) -> None:
    """Approve a draft and lock its quarter: what it says can no longer be changed under it."""
    row = _locked(row, revision)
    require(actor, Act.APPROVE_BULLETIN, row.place)
    _expect(row, (BulletinState.DRAFT,), "审定")
    quarter = Period.parse(row.quarter)
    ensure_open(row.place, quarter)
    row.state, row.approved_by, row.approved_at = BulletinState.APPROVED, actor, timezone.now()
    _save(actor, row, Act.APPROVE_BULLETIN, BulletinState.DRAFT)
    lock(actor, row.place, quarter)


@transaction.atomic
def issue(
    actor: Person, row: BulletinRow, number: str, signed_on: dt.date, revision: int
) -> BulletinRow:
    """Issue an approved bulletin: its Word file is made once and frozen with its SHA-256.

    Raises:
        InputError: it is not approved, its quarter was reopened, or the number is missing or used.
    """
    row = _locked(row, revision)
    require(actor, Act.ISSUE_BULLETIN, row.place)
    _expect(row, (BulletinState.APPROVED,), "印发")
    _need(number, "请填写发文字号。")
    if signed_on <= Period.parse(row.quarter).start:
        raise InputError("BUL-023", "成文日期早于所通报的季度。", "改日期后再印发。")
    others = BulletinRow.objects.filter(place=row.place, number=number, issued_at__isnull=False)
    if others.exists():
        raise InputError("BUL-024", f"发文字号“{number}”已经用过。", "换一个顺序号。")
    assert row.content is not None
    draft = draft_from_record(row.content)
    document = replace(
        draft.document, document_number=number_words(number), signed_on=signed_on,
        printed_on=signed_on if row.printed_by else None,
    )  # fmt: skip
    data = document_as_docx(document)
    row.content = {**row.content, **draft_as_record(replace(draft, document=document))}
    row.number, row.signed_on = number, signed_on
    row.sha256 = hashlib.sha256(data).hexdigest()
    row.file.save("bulletin.docx", ContentFile(data), save=False)
    row.state, row.issued_by, row.issued_at = BulletinState.ISSUED, actor, timezone.now()
    _save(actor, row, Act.ISSUE_BULLETIN, BulletinState.APPROVED, sha256=row.sha256, number=number)
    return row


@transaction.atomic
def reopen_quarter(actor: Person, place: Place, quarter: Period, reason: str) -> None:
    """Reopen a locked quarter with a reason; what is issued stays, what is only approved is a draft
    again.
    """
    reopen(actor, place, quarter, reason)
    approved = BulletinRow.objects.select_for_update().filter(
        place=place, quarter=str(quarter), state=BulletinState.APPROVED
    )
    for row in approved:
        row.state, row.approved_by, row.approved_at = BulletinState.DRAFT, None, None
        _save(actor, row, Act.REOPEN_PERIOD, BulletinState.APPROVED, reason)


def _save(
    actor: Person, row: BulletinRow, act: Act | str, before: str, reason: str = "", **more: str
) -> None:
    row.revision += 1
    row.save()
    record(actor, act, SUBJECT, str(row.pk), place=row.place, before={"state": str(before)},
           after={"state": str(row.state), **more}, reason=reason)  # fmt: skip


def _locked(row: BulletinRow, revision: int) -> BulletinRow:
    found = BulletinRow.objects.select_for_update().get(pk=row.pk)
    ensure_revision(found, revision)
    return found


def _expect(row: BulletinRow, states: tuple[BulletinState, ...], doing: str) -> None:
    if row.state not in states:
        raise InputError(
            "BUL-022", f"这份通报{row.get_state_display()}，不能{doing}。", "刷新页面。"
        )


def _need(text: str, words: str) -> None:
    if not text.strip():
        raise InputError("BUL-025", words, "填写后再试。")
