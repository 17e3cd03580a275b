"""The Excel round trip of the desk: rows out, differences shown, chosen cells taken."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from sanyi.kernel import InputError
from sanyi.ledger import (
    BY_HAND,
    PROOF_LABELS,
    CellChange,
    CellState,
    Current,
    ProofType,
    SheetRow,
    compare,
    finding_as_dict,
    plain,
    rows_as_xlsx,
    rows_from_xlsx,
)
from sanyi.ledger.roundtrip import (
    COOPERATING,
    DEFAULTS,
    DUE_ON,
    LEADS,
    NO,
    PROOF,
    STANDING,
    TITLE,
    YES,
)
from sanyi.web.acts.matrix import Act
from sanyi.web.acts.service import record, require
from sanyi.web.base.files import checked
from sanyi.web.ledgers.adapters import facts_of
from sanyi.web.ledgers.editing import edit_entry
from sanyi.web.ledgers.models import EntryRow, ImportDraft
from sanyi.web.ledgers.queries import visible_entries
from sanyi.web.units.models import Person
from sanyi.web.units.names import unit_named

FIELD_OF = {
    TITLE: "title", DUE_ON: "due_on", STANDING: "is_standing", PROOF: "proof",
    LEADS: "lead", DEFAULTS: "default", COOPERATING: "cooperating",
}  # fmt: skip
_UNIT_COLUMNS = (LEADS, DEFAULTS, COOPERATING)
_PROOF_BY_LABEL = {label: proof.value for proof, label in PROOF_LABELS.items()}


def exported(actor: Person, entries: QuerySet[EntryRow]) -> bytes:
    """The workbook of the entries a filter shows."""
    rows = entries.select_related("paper").prefetch_related("units__unit").defer("reading")
    by_hand = set(entries.filter(reading__is_added=True).values_list("pk", flat=True))
    data = rows_as_xlsx([_sheet_row(row, is_added=row.pk in by_hand) for row in rows])
    place = actor.place
    record(actor, Act.EXPORT, "ledger", "xlsx", place=place,
           after={"rows": len(rows), "sha256": hashlib.sha256(data).hexdigest()})  # fmt: skip
    return data


def _sheet_row(row: EntryRow, *, is_added: bool) -> SheetRow:
    fixed = {
        "文件": str(row.paper), "序号": row.number, "章节": row.section, "任务内容": row.text,
        "办理状态": row.get_state_display(), "进展": row.get_lamp_display(), "认定理由": row.why,
        "来源": BY_HAND if is_added else "文件",
    }  # fmt: skip
    return SheetRow(row.entry_id, row.revision, cells_of(row), fixed)


def cells_of(row: EntryRow) -> dict[str, str]:
    """The editable cells of an entry as the workbook writes them."""
    facts = facts_of(row)
    cells = {
        TITLE: facts["title"],
        DUE_ON: facts["due_on"] or "",
        STANDING: YES if facts["is_standing"] else NO,
        PROOF: PROOF_LABELS[ProofType(facts["proof"])],
        **{column: "、".join(facts[FIELD_OF[column]]) for column in _UNIT_COLUMNS},
    }
    return {name: plain(text).strip() for name, text in cells.items()}


def take_in(actor: Person, upload: UploadedFile[Any]) -> ImportDraft:
    """Read a workbook that came back and keep what was read; the ledger is not touched.

    Raises:
        InputError: it is no workbook, or not one that was exported here.
    """
    if actor.place is not None:
        require(actor, Act.EDIT_ENTRY, actor.place)
    _, digest = checked(upload, ("xlsx",))
    rows, findings = rows_from_xlsx(upload.read())
    if not rows and not findings:
        raise InputError("RTP-012", "表中没有任务。", "从台账页面导出，在导出的文件上修改。")
    return ImportDraft.objects.create(
        owner=actor, name=(upload.name or "")[-200:], sha256=digest,
        rows=[asdict(row) for row in rows], findings=[finding_as_dict(f) for f in findings],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class RowDifferences:
    """The changed cells of one entry, and the revision they are shown against."""

    row: EntryRow
    at: int
    cells: tuple[CellChange, ...]

    @property
    def has_conflict(self) -> bool:
        """Whether somebody else changed the entry since the export."""
        return any(c.state is CellState.CONFLICT for c in self.cells)


def differences(
    person: Person, draft: ImportDraft
) -> tuple[list[RowDifferences], list[dict[str, Any]]]:
    """What a kept workbook would change in the ledger as it is now, and its doubtful rows."""
    rows = [SheetRow(**row) for row in draft.rows]
    ids = [row.entry_id for row in rows]
    entries = _entries(person, ids)
    current = {id: Current(row.revision, cells_of(row)) for id, row in entries.items()}
    changes, findings = compare(rows, current)
    by_entry: dict[str, list[CellChange]] = {}
    for change in changes:
        checked_change = _known_units(entries[change.entry_id], change)
        by_entry.setdefault(change.entry_id, []).append(checked_change)
    found = [RowDifferences(entries[id], c[0].at, tuple(c)) for id, c in by_entry.items()]
    return found, [*draft.findings, *(finding_as_dict(f) for f in findings)]


def _entries(person: Person, ids: Collection[str]) -> dict[str, EntryRow]:
    seen = visible_entries(person).select_related("paper", "place")
    rows: dict[str, EntryRow] = {}
    wanted = list(dict.fromkeys(ids))
    for start in range(0, len(wanted), 500):  # SQLite takes a limited number of values
        part = seen.filter(entry_id__in=wanted[start : start + 500])
        rows |= {row.entry_id: row for row in part.prefetch_related("units__unit")}
    return rows


def _known_units(row: EntryRow, change: CellChange) -> CellChange:
    """A cell that names a unit nobody knows is wrong; a misspelling makes no unit."""
    if change.column not in _UNIT_COLUMNS or change.state is CellState.WRONG:
        return change
    unknown = [n for n in _names(change.wanted) if unit_named(row.place, n) is None]
    if not unknown:
        return change
    return replace(change, state=CellState.WRONG, problem=f"没有单位“{'、'.join(unknown)}”。")


def _names(cell: str) -> list[str]:
    return [name for name in cell.split("、") if name]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an import went."""

    rows: int
    cells: int
    refused: tuple[str, ...]


def apply(
    actor: Person, draft: ImportDraft, chosen: Collection[tuple[int, str, int]], reason: str
) -> Outcome:
    """Take the chosen cells, each entry in a transaction of its own.

    Args:
        chosen: (key of the entry, column, revision the differences were shown against); an entry
            that was changed since is refused and stays as it is.

    Raises:
        InputError: the draft was applied before, or nothing is chosen.
    """
    if draft.applied_at is not None:
        raise InputError("RTP-013", "这个文件已经导入过。", "再次修改的，重新导出。")
    if not chosen:
        raise InputError("RTP-014", "没有选中任何一格。", "勾选要导入的格子。")
    wanted: dict[int, dict[str, int]] = {}
    for key, column, revision in chosen:
        wanted.setdefault(key, {})[column] = revision
    refused, rows, cells = [], 0, 0
    note = reason.strip() or f"Excel 导入：{draft.name}"
    for found in differences(actor, draft)[0]:
        picked = [
            c for c in found.cells
            if c.column in wanted.get(found.row.pk, {}) and c.state is not CellState.WRONG
        ]  # fmt: skip
        if not picked:
            continue
        revision = min(wanted[found.row.pk].values())
        try:
            edit_entry(actor, found.row, dict(_values(picked)), revision=revision, reason=note)
        except InputError as problem:
            refused.append(f"第{found.at}行 {found.row.entry_id}：{problem.message}")
            continue
        rows, cells = rows + 1, cells + len(picked)
    with transaction.atomic():
        if not refused:
            draft.applied_at = timezone.now()
            draft.save(update_fields=["applied_at"])
        record(actor, Act.EDIT_ENTRY, "import", str(draft.pk), place=actor.place, reason=note,
               after={"name": draft.name, "sha256": draft.sha256, "rows": rows, "cells": cells,
                      "refused": len(refused)})  # fmt: skip
    return Outcome(rows, cells, tuple(refused))


def _values(cells: Iterable[CellChange]) -> Iterable[tuple[str, Any]]:
    """Cells as facts."""
    for cell in cells:
        field, value = FIELD_OF[cell.column], cell.wanted
        if cell.column in _UNIT_COLUMNS:
            yield field, _names(value)
        elif cell.column == DUE_ON:
            yield field, dt.date.fromisoformat(value).isoformat() if value else None
        elif cell.column == STANDING:
            yield field, value == YES
        elif cell.column == PROOF:
            yield field, _PROOF_BY_LABEL[value]
        else:
            yield field, value
