"""Evidence files and remarks: added and withdrawn, never lost."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from sanyi.kernel import InputError
from sanyi.ledger import State
from sanyi.web.acts.matrix import Act, Role
from sanyi.web.acts.service import ensure_open, record, require
from sanyi.web.base.files import EVIDENCE, checked
from sanyi.web.ledgers.models import Comment, EntryRow, EvidenceFile, Report
from sanyi.web.ledgers.queries import relation_of, units_of
from sanyi.web.ledgers.service import ensure_current
from sanyi.web.units.models import Person

OVER = frozenset({State.CLOSED, State.MERGED, State.TERMINATED})


def visible_evidence(person: Person, entry: EntryRow) -> QuerySet[EvidenceFile]:
    """Files of an entry; those of a report that is still a draft belong to its unit alone."""
    mine = Q(report__isnull=True) | ~Q(report__state=Report.State.DRAFT)
    if person.role == Role.LIAISON:
        mine |= Q(report__unit__in=units_of(person))
    return entry.evidence.filter(mine).select_related("added_by__unit", "report__unit")


@transaction.atomic
def attach(
    actor: Person, entry: EntryRow, upload: UploadedFile[Any], title: str = "",
    report: Report | None = None,
) -> EvidenceFile:  # fmt: skip
    """Keep a file that shows what was done.

    Raises:
        PermissionDenied: the matrix does not allow it.
        InputError: the file, the entry's state or a locked period forbids it.
    """
    require(actor, Act.ATTACH_EVIDENCE, entry.place, relation_of(actor, entry))
    ensure_current(entry)
    if entry.state in OVER:
        raise InputError("EVD-001", "已了结的任务不再收佐证。", "确需补充的，先恢复办理。")
    if report is not None:
        ensure_open(entry.place, report.period)
    _, digest = checked(upload, EVIDENCE)
    name = (upload.name or "")[-200:]
    held = entry.evidence.filter(sha256=digest, withdrawn_at__isnull=True, report=report).first()
    if held is not None:
        raise InputError("EVD-002", f"这个文件已经上传过（{held.name}）。", "不需要再传。")
    kept = EvidenceFile(entry=entry, report=report, name=name, title=title[:200], sha256=digest,
                        size=upload.size or 0, added_by=actor)  # fmt: skip
    kept.file.save(name, upload, save=False)
    kept.save()
    record(
        actor, Act.ATTACH_EVIDENCE, "evidence", subject_of(entry, "evidence", kept.pk),
        place=entry.place, after={"name": name, "title": title, "sha256": digest},
    )  # fmt: skip
    return kept


@transaction.atomic
def withdraw(actor: Person, evidence: EvidenceFile, reason: str) -> None:
    """Take a file out of account; it stays in the log and on the disk.

    Raises:
        PermissionDenied: not one's own, and not of the office.
        InputError: it rests in an accepted report or a locked period, or no reason is given.
    """
    evidence = EvidenceFile.objects.select_for_update().get(pk=evidence.pk)
    entry, report = evidence.entry, evidence.report
    require(actor, Act.ATTACH_EVIDENCE, entry.place, relation_of(actor, entry))
    ensure_current(entry)
    if actor.role == Role.LIAISON and evidence.added_by.unit_id not in units_of(actor):
        raise InputError("EVD-003", "只能撤回本单位上传的佐证。", "请上传的单位撤回。")
    if evidence.withdrawn_at is not None:
        return
    if report is not None:
        ensure_open(entry.place, report.period)
        if report.state == Report.State.ACCEPTED:
            raise InputError("EVD-004", "报告已采纳，其佐证不能撤回。", "需要更换的，另行上传。")
    if not reason.strip():
        raise InputError("ACT-003", "撤回佐证须写明理由。", "填写理由后再试。")
    evidence.withdrawn_at = timezone.now()
    evidence.save(update_fields=["withdrawn_at"])
    record(
        actor, Act.ATTACH_EVIDENCE, "evidence", subject_of(entry, "evidence", evidence.pk),
        place=entry.place, before={"withdrawn": False}, after={"withdrawn": True}, reason=reason,
    )  # fmt: skip


@transaction.atomic
def remark(actor: Person, entry: EntryRow, text: str) -> Comment:
    """Leave a remark on an entry."""
    require(actor, Act.COMMENT, entry.place, relation_of(actor, entry))
    ensure_current(entry)
    if not text.strip():
        raise InputError("CMT-001", "留言是空的。", "写下内容再提交。")
    comment = Comment.objects.create(entry=entry, author=actor, text=text.strip()[:2000])
    record(actor, Act.COMMENT, "comment", subject_of(entry, "comment", comment.pk),
           place=entry.place, after={"text": comment.text})  # fmt: skip
    return comment


def subject_of(entry: EntryRow, kind: str, key: int) -> str:
    """What the log calls something that hangs on an entry."""
    return f"{entry.entry_id}/{kind}/{key}"
