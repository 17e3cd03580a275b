"""Acts on documents: taken in, read again, corrected; ``issuing`` puts them in force."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from typing import Any

from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from sanyi.kernel import InputError
from sanyi.ledger import (
    DOCUMENT_FIELDS,
    ENTRY_FIELDS,
    FIELD_LABELS,
    CorrectedField,
    Ledger,
    anchor_of,
    document_value,
    field_value,
    finding_correction,
    with_value,
)
from sanyi.ledger import Correction as CorrectionMade
from sanyi.ledger.fields import document_with
from sanyi.web.acts.matrix import Act
from sanyi.web.acts.service import record, require
from sanyi.web.base.files import DOCUMENTS, checked
from sanyi.web.papers.adapters import Corrected
from sanyi.web.papers.jobs import read_in_background
from sanyi.web.papers.keeping import NEW, SUBJECT, provisional_slug, store_facts, store_outcomes
from sanyi.web.papers.models import Correction, Paper, PaperState, ReadingState, Version
from sanyi.web.papers.queries import corrected_version, is_correctable
from sanyi.web.units.models import Person, Place

# --- taking in


def upload(
    actor: Person, place: Place, file: UploadedFile[Any], *, note: str = "",
    paper: Paper | None = None,
) -> Version:  # fmt: skip
    """Keep an uploaded file and have it read in the background.

    Args:
        paper: the document that this is a further version of; None for a new document.

    Raises:
        InputError: the file cannot be taken, or is there already.
    """
    require(actor, Act.UPLOAD_DOCUMENT, place)
    _, sha256 = checked(file, DOCUMENTS)
    known = Version.objects.filter(paper__place=place, sha256=sha256).select_related("paper")
    if (same := known.first()) is not None:
        raise InputError("PAP-001", f"这个文件已经上传过：{same}。", "打开已有的那一份继续校对。")
    with transaction.atomic():
        version = keep_file(actor, place, file.name or "", file, sha256, note=note, paper=paper)
        # in the same transaction: there is no version that nobody is going to read
        read_in_background.enqueue(version.pk)
    return version


@transaction.atomic
def keep_file(
    actor: Person, place: Place, name: str, content: File[Any], sha256: str, *,
    note: str = "", paper: Paper | None = None,
) -> Version:  # fmt: skip
    """A file as a version that waits to be read; the file is whole before its row is there."""
    if paper is None:
        paper = Paper.objects.create(
            place=place, slug=f"{NEW}{secrets.token_hex(8)}", title=name[:200], created_by=actor
        )
        paper.slug = provisional_slug(paper)  # until the reading gives it its id
        paper.save(update_fields=["slug"])
    else:
        paper = Paper.objects.select_for_update().get(pk=paper.pk)
        _ensure_not_archived(paper)
    last = paper.versions.order_by("number").last()
    version = Version(
        paper=paper, number=last.number + 1 if last else 1, original_name=name[-200:],
        size=content.size or 0, sha256=sha256, uploaded_by=actor, note=note[:200],
    )  # fmt: skip
    version.file.save(name, content, save=False)
    try:
        version.save()
        record(actor, Act.UPLOAD_DOCUMENT, SUBJECT, paper.slug, place=place,
               after={"version": version.number, "sha256": sha256, "name": name})  # fmt: skip
    except BaseException:
        version.file.delete(save=False)
        raise
    return version


@transaction.atomic
def read_again(actor: Person, version: Version) -> None:
    """Have a version read again; what was read stays until the new reading is whole.

    Raises:
        InputError: it is in force, or is being read.
    """
    require(actor, Act.UPLOAD_DOCUMENT, version.paper.place)
    version = Version.objects.select_for_update().get(pk=version.pk)
    _ensure_not_archived(version.paper)
    if version.issued_at is not None:
        raise InputError("PAP-002", "这一版已经下达，读数不再改动。", "有改动的，上传新的版本。")
    if version.reading_state in (ReadingState.QUEUED, ReadingState.READING):
        raise InputError("PAP-003", "这一版正在读取。", "等读完再看。")
    version.reading_state, version.progress, version.attempts = ReadingState.QUEUED, 0, 0
    version.save()
    record(actor, "read_again", SUBJECT, version.paper.slug, place=version.paper.place,
           after={"version": version.number})  # fmt: skip
    read_in_background.enqueue(version.pk)


def _ensure_not_archived(paper: Paper) -> None:
    if paper.state == PaperState.ARCHIVED:
        raise InputError(
            "PAP-019", "文件已归档，不再上传新版、不再读取。", "确需改动的，由负责人撤回归档。"
        )


# --- correcting


def fingerprint(ledger: Ledger, id: str) -> str:
    """What a person saw of an entry, or of the document: another value means a change since."""
    entry = next((e for e in ledger.entries if e.id == id), None)
    if entry is None:
        values = [document_value(ledger.document, f) for f in DOCUMENT_FIELDS]
    else:
        values = [field_value(entry, f) for f in ENTRY_FIELDS]
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()[:16]


@transaction.atomic
def correct(
    actor: Person, version: Version, entry_id: str, values: Mapping[CorrectedField, Any], *,
    note: str = "", seen: str | None = None,
) -> list[Correction]:  # fmt: skip
    """Set fields of an entry right; only what differs is kept.

    Args:
        values: the fields as they should be, as JSON values.
        seen: the fingerprint of what the person saw.

    Raises:
        InputError: the version cannot be corrected any more, the entry is not there, a value does
            not fit, or somebody else was first.
    """
    proof = opened(actor, version)
    entry = next((e for e in proof.ledger.entries if e.id == entry_id), None)
    if entry is None:
        raise InputError("PAP-004", "没有这一条。", "刷新页面再看。")
    _ensure_seen(proof, entry_id, seen)
    rows = []
    for field, after in values.items():
        with_value(entry, field, after)  # refused before anything is written
        before = field_value(entry, field)
        if before != after:
            one = CorrectionMade(entry_id, anchor_of(entry), field, before, after)
            rows.append(keep(actor, version, one, note))
    return rows


@transaction.atomic
def correct_document(
    actor: Person, version: Version, values: Mapping[CorrectedField, Any], *, note: str = "",
    seen: str | None = None,
) -> list[Correction]:  # fmt: skip
    """Set facts of the document right: title, number, issuer, day, year."""
    proof = opened(actor, version)
    document = proof.ledger.document
    _ensure_seen(proof, document.id, seen)
    rows = []
    for field in DOCUMENT_FIELDS:
        before = document_value(document, field)
        after = values.get(field, before)
        document = document_with(document, field, after)
        if before != after:
            one = CorrectionMade(document.id, "", field, before, after)
            rows.append(keep(actor, version, one, note))
    store_facts(version.paper, corrected_version(version).ledger)
    return rows


@transaction.atomic
def settle_finding(actor: Person, version: Version, code: str, message: str, note: str) -> None:
    """Take a finding off the list, with the reason.

    Raises:
        InputError: no reason is given, or there is no such finding.
    """
    if not note.strip():
        raise InputError("PAP-005", "没有写处理结果。", "写明怎样核对、为什么不影响。")
    proof = opened(actor, version)
    found = next((f for f in proof.ledger.findings if (f.code, f.message) == (code, message)), None)
    if found is None:
        raise InputError("PAP-006", "这个发现已经处理过，或不再出现。", "刷新页面再看。")
    keep(actor, version, finding_correction(found, note.strip()), note)


@transaction.atomic
def withdraw(actor: Person, version: Version, correction_id: int) -> None:
    """Take a correction back; it stays in the records.

    With the adding of an entry go the corrections of that entry.
    """
    proof = opened(actor, version)
    row = next((r for r in proof.rows if r.pk == correction_id), None)
    if row is None:
        raise InputError("PAP-007", "这条更正已经撤回。", "刷新页面再看。")
    is_adding = row.field == CorrectedField.ADDED
    for one in [r for r in proof.rows if r is row or (is_adding and r.entry_id == row.entry_id)]:
        one.withdrawn_at = timezone.now()
        one.save()
        record(actor, Act.CORRECT_READING, SUBJECT, version.paper.slug, place=version.paper.place,
               before={"entry": one.entry_id, "field": one.field, "value": one.after},
               after={"withdrawn": one.pk})  # fmt: skip
    after = corrected_version(version)
    store_outcomes(after)
    if row.field in DOCUMENT_FIELDS:
        store_facts(version.paper, after.ledger)


def opened(actor: Person, version: Version) -> Corrected:
    """The reading as it stands, locked against a second writer."""
    require(actor, Act.CORRECT_READING, version.paper.place)
    Paper.objects.select_for_update().get(pk=version.paper_id)
    version.refresh_from_db(fields=["reading_state", "issued_at", "reading"])
    if not is_correctable(version):
        raise InputError(
            "PAP-008", "这一版不能再更正：已经下达、已有新版，或正在读取。",
            "下达以后的改动到台账里“调整”；有新版的更正最新一版。",
        )  # fmt: skip
    return corrected_version(version)


def _ensure_seen(proof: Corrected, entry_id: str, seen: str | None) -> None:
    if seen is not None and seen != fingerprint(proof.ledger, entry_id):
        raise InputError(
            "ACT-005", "打开之后，别人已经更正过这一条。",
            "刷新页面，看过对方的更正再决定；您填写的内容没有保存。",
        )  # fmt: skip


def keep(actor: Person, version: Version, one: CorrectionMade, note: str) -> Correction:
    """Write a correction down, with who and when; call it behind ``opened``."""
    row = Correction.objects.create(
        paper=version.paper, entry_id=one.entry_id, anchor=one.anchor, field=one.field.value,
        before=one.before, after=one.after, note=note[:200], made_by=actor,
    )  # fmt: skip
    record(actor, Act.CORRECT_READING, SUBJECT, version.paper.slug, place=version.paper.place,
           before={"entry": one.entry_id, "field": FIELD_LABELS[one.field], "value": one.before},
           after={"version": version.number, "correction": row.pk, "value": one.after},
           reason=note)  # fmt: skip
    return row
