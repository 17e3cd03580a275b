"""Acts on letters: drafted by rule, sent or discarded by a person, answered, closed on proof."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from sanyi.bulletin import document_as_docx
from sanyi.bulletin.codec import document_as_record, document_from_record
from sanyi.bulletin.escalation import LetterRules
from sanyi.bulletin.issuing import file_name
from sanyi.bulletin.letters import Step
from sanyi.bulletin.numbering import numbers_after
from sanyi.bulletin.redating import redated, sent_on
from sanyi.kernel import InputError
from sanyi.ledger import cut_text
from sanyi.web.acts.matrix import Act
from sanyi.web.acts.service import record, require
from sanyi.web.base.files import EVIDENCE, checked
from sanyi.web.ledgers.models import EntryRow, EvidenceFile
from sanyi.web.ledgers.queries import relation_of
from sanyi.web.ledgers.service import ensure_revision
from sanyi.web.supervision.adapters import letter_of
from sanyi.web.supervision.mail import write_to_units
from sanyi.web.supervision.models import Answer, Ending, LetterRow, LetterState
from sanyi.web.units.models import Person, Place

SUBJECT = "letter"


@transaction.atomic
def send(  # noqa: PLR0917 - what is said when a letter goes out
    actor: Person, row: LetterRow, number: str, day: dt.date, rules: LetterRules, revision: int
) -> LetterRow:
    """Send a drafted letter: its Word file is kept, the one it follows is closed.

    Raises:
        InputError: it is no draft, the record has moved on since, or number or day cannot be.
    """
    row = _locked(row, revision)
    require(actor, Act.SEND_LETTER, row.place)
    _expect(row, LetterState.DRAFT, "发出")
    _check_number(row, number)
    running = running_letter(row.entry)
    _check_order(row, running, day)
    drafted = letter_of(row)
    sent = sent_on(drafted, day, rules)
    document = redated(document_from_record(row.content), drafted, sent, number)
    data = document_as_docx(document)
    row.content = document_as_record(document)
    if running is not None:
        _end(running, day, Ending.WITHDRAWN if row.step == Step.WITHDRAWAL else Ending.ESCALATED)
        _save_end(actor, running, "由后一份督办函接续")
    is_end = row.step == Step.WITHDRAWAL
    row.state = LetterState.CLOSED if is_end else LetterState.SENT
    row.closed_on = day if is_end else None
    row.issued_on, row.due_on, row.number = day, sent.due_on, number
    row.sent_by, row.sent_at = actor, timezone.now()
    row.sha256 = _keep(row, file_name(sent), data)
    row.revision += 1
    row.save()
    record(actor, Act.SEND_LETTER, SUBJECT, row.letter_id, place=row.place,
           before={"state": LetterState.DRAFT.value},
           after={"state": row.state, "number": number, "issued_on": day.isoformat(),
                  "due_on": sent.due_on.isoformat() if sent.due_on else None,
                  "sha256": row.sha256})  # fmt: skip
    _tell(actor, row)
    return row


def send_many(  # noqa: PLR0917 - what is said when letters go out
    actor: Person, drafts: Mapping[int, int], form: str, day: dt.date, place: Place,
    rules: LetterRules,
) -> tuple[int, list[str]]:  # fmt: skip
    """Send several drafts of a place with running numbers; one that cannot go holds up no other.

    Args:
        drafts: the revision that the person saw, by key.

    Returns:
        How many were sent, and why the others were not.
    """
    require(actor, Act.SEND_LETTER, place)
    used = LetterRow.objects.filter(place=place).exclude(number="")
    numbers = numbers_after(form, used.values_list("number", flat=True))
    number = next(numbers)
    sent, problems = 0, []
    for row in LetterRow.objects.filter(place=place, pk__in=drafts).select_related("entry"):
        try:
            send(actor, row, number, day, rules, drafts[row.pk])
        except InputError as problem:
            problems.append(f"“{cut_text(row.entry.title, 20)}”：{problem.message}")
        else:
            sent += 1
            number = next(numbers)
    return sent, problems


def _tell(actor: Person, row: LetterRow) -> None:
    until = f"，请于{row.due_on:%Y-%m-%d}前答复" if row.due_on else ""
    text = f"“{row.entry.title}”：{row.label}（{row.number}）已发出{until}。请登录查看并下载。"
    units = {u.unit for u in row.entry.units.select_related("unit") if u.role != "cooperating"}
    write_to_units(row.place, units, f"{row.get_step_display()}：{row.label}", text, actor)


@transaction.atomic
def discard(actor: Person, row: LetterRow, reason: str, revision: int) -> None:
    """Decide that a drafted letter is not sent; the reason is kept.

    Raises:
        InputError: it is no draft, or no reason is given.
    """
    row = _locked(row, revision)
    require(actor, Act.DRAFT_LETTER, row.place)
    _expect(row, LetterState.DRAFT, "取消")
    _need(reason, "不予发出须写明理由。")
    row.state, row.ending_reason = LetterState.DISCARDED, reason
    row.revision += 1
    row.save()
    record(actor, "discard_letter", SUBJECT, row.letter_id, place=row.place,
           before={"state": "draft"}, after={"state": row.state}, reason=reason)  # fmt: skip


@transaction.atomic
def answer(  # noqa: PLR0917 - what a unit says
    actor: Person, row: LetterRow, text: str, asks_until: dt.date | None,
    uploads: Sequence[UploadedFile[Any]], day: dt.date,
) -> Answer:  # fmt: skip
    """Enter a unit's answer with its evidence.

    Raises:
        PermissionDenied: the unit neither leads nor joins the task.
        InputError: the letter does not run, or what is said cannot be.
    """
    row = LetterRow.objects.select_for_update().get(pk=row.pk)
    require(actor, Act.ANSWER_LETTER, row.place, relation_of(actor, row.entry))
    _expect(row, LetterState.SENT, "答复")
    _need(text, "请写明办理情况。")
    assert actor.unit is not None  # a liaison whose unit stands in the entry
    limit = row.extended_to or row.due_on
    if asks_until is not None and limit is not None:
        if day > limit:
            raise InputError(
                "SUP-031", f"{limit}已到期，延期应在时限之前提出。", "直接答复办理情况。"
            )
        if asks_until <= limit:
            raise InputError("SUP-032", f"申请延期的日期应在{limit}之后。", "改日期后再交。")
    made = Answer.objects.create(letter=row, unit=actor.unit, text=text, asks_until=asks_until,
                                 author=actor, answered_on=max(day, row.issued_on))  # fmt: skip
    for upload in uploads:
        made.files.add(_evidence(actor, row, upload))
    record(actor, Act.ANSWER_LETTER, SUBJECT, row.letter_id, place=row.place,
           after={"answer": made.pk, "answered_on": made.answered_on.isoformat(),
                  "files": [f.sha256 for f in made.files.all()],
                  "asks_until": asks_until.isoformat() if asks_until else None})  # fmt: skip
    return made


def _evidence(actor: Person, row: LetterRow, upload: UploadedFile[Any]) -> EvidenceFile:
    _, digest = checked(upload, EVIDENCE)
    kept = EvidenceFile(entry=row.entry, name=(upload.name or "")[-200:], title="答复督办函",
                        sha256=digest, size=upload.size or 0, added_by=actor)  # fmt: skip
    kept.file.save(upload.name or "", upload, save=False)
    kept.save()
    return kept


@transaction.atomic
def review(actor: Person, found: Answer, *, is_accepted: bool, note: str) -> None:
    """Accept an answer, granting the extension asked for, or send it back with what is missing.

    Raises:
        InputError: it was dealt with, the letter is closed, or no note says what is missing.
    """
    row = LetterRow.objects.select_for_update().get(pk=found.letter_id)
    found = Answer.objects.select_for_update().get(pk=found.pk)
    require(actor, Act.CLOSE_LETTER, row.place)
    _expect(row, LetterState.SENT, "处理答复")
    if found.review != Answer.Review.WAITING:
        raise InputError("SUP-033", f"这份答复{found.get_review_display()}。", "刷新页面。")
    if not is_accepted:
        _need(note, "退回须写明缺什么。")
    found.review = Answer.Review.ACCEPTED if is_accepted else Answer.Review.RETURNED
    found.review_note, found.reviewed_by = note, actor
    found.save()
    if is_accepted and found.asks_until is not None:
        row.extended_to = found.asks_until
        row.revision += 1
        row.save()
    record(actor, "review_answer", SUBJECT, row.letter_id, place=row.place,
           before={"review": "waiting"},
           after={"answer": found.pk, "review": found.review,
                  "extended_to": row.extended_to.isoformat() if row.extended_to else None},
           reason=note)  # fmt: skip
    if not is_accepted:
        write_to_units(row.place, [found.unit], "督办函答复被退回",
                       f"“{row.entry.title}”的答复被退回：{note}", actor)  # fmt: skip


@transaction.atomic
def close(actor: Person, row: LetterRow, reason: str, day: dt.date, revision: int) -> None:
    """Close a letter on the proof of its rectification (整改办结); the reason is kept.

    Raises:
        InputError: there is no accepted answer with a proof, or no reason.
    """
    row = _locked(row, revision)
    require(actor, Act.CLOSE_LETTER, row.place)
    _expect(row, LetterState.SENT, "办结")
    _need(reason, "办结须写明依据什么认定整改到位。")
    accepted = row.answers.filter(review=Answer.Review.ACCEPTED)
    if not accepted.exists():
        raise InputError("SUP-034", "没有已采纳的答复，不能办结。", "先处理单位的答复。")
    if not accepted.filter(files__withdrawn_at__isnull=True, files__isnull=False).exists():
        raise InputError("SUP-035", "已采纳的答复没有佐证材料，不能办结。",
                         "退回答复，请单位补交佐证。")  # fmt: skip
    _end(row, max(day, row.issued_on), Ending.RECTIFIED)
    row.ending_reason = reason
    _save_end(actor, row, reason)


def running_letter(entry: EntryRow) -> LetterRow | None:
    """The letter of an entry that still runs."""
    sent = entry.letters.filter(state=LetterState.SENT).exclude(step=Step.WITHDRAWAL)
    return sent.select_for_update().first()


def _end(row: LetterRow, day: dt.date, ending: Ending) -> None:
    row.state, row.closed_on, row.ending = LetterState.CLOSED, day, ending


def _save_end(actor: Person, row: LetterRow, reason: str) -> None:
    row.revision += 1
    row.save()
    record(actor, Act.CLOSE_LETTER, SUBJECT, row.letter_id, place=row.place,
           before={"state": LetterState.SENT.value},
           after={"state": row.state, "ending": row.ending,
                  "closed_on": row.closed_on.isoformat() if row.closed_on else None},
           reason=reason)  # fmt: skip


def _check_number(row: LetterRow, number: str) -> None:
    _need(number, "请填写发文字号。")
    others = LetterRow.objects.filter(place=row.place, number=number).exclude(pk=row.pk)
    if others.exists():
        raise InputError("SUP-036", f"发文字号“{number}”已经用过。", "换一个顺序号。")


def _check_order(row: LetterRow, running: LetterRow | None, day: dt.date) -> None:
    """A draft is only sent while what it was drafted from still holds."""
    again = "重新按规则起草。"
    if day < row.judged_on:
        raise InputError("SUP-037", f"发出日期不能早于认定日{row.judged_on}。", "改日期后再发。")
    if row.step == Step.FIRST:
        if running is not None:
            raise InputError("SUP-038", "这项任务已有未办结的督办函。", again)
        return
    if running is None:
        raise InputError("SUP-038", "前一份督办函已经办结，不再升级或解除。", again)
    later = running.answers.filter(made_at__gt=row.drafted_at)
    if row.step == Step.NEXT and later.exclude(review=Answer.Review.RETURNED).exists():
        raise InputError("SUP-039", "起草之后单位已经答复。", f"先处理答复，再{again}")


def _locked(row: LetterRow, revision: int) -> LetterRow:
    found = LetterRow.objects.select_for_update().get(pk=row.pk)
    ensure_revision(found, revision)
    return found


def _expect(row: LetterRow, state: LetterState, doing: str) -> None:
    if row.state != state:
        raise InputError(
            "SUP-030", f"这份督办函{row.get_state_display()}，不能{doing}。", "刷新页面。"
        )


def _need(text: str, words: str) -> None:
    if not text.strip():
        raise InputError("SUP-040", words, "填写后再试。")


def _keep(row: LetterRow, name: str, data: bytes) -> str:
    """Keep what is sent, for good; returns its SHA-256."""
    import hashlib

    row.file.save(name, ContentFile(data), save=False)
    return hashlib.sha256(data).hexdigest()
