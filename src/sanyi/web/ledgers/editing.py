"""Changing what an entry says: one act, with the revision the person saw and the reason."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from sanyi.kernel import InputError
from sanyi.ledger import STATE_LABELS, State
from sanyi.web.acts.matrix import Act
from sanyi.web.acts.service import record, require
from sanyi.web.ledgers.adapters import UNIT_FIELDS, edited_entry, entry_of, facts_of
from sanyi.web.ledgers.models import EntryRow, EntryUnitRow
from sanyi.web.ledgers.queries import relation_of
from sanyi.web.ledgers.service import SUBJECT, ensure_current, ensure_revision, search_text
from sanyi.web.papers.adapters import entry_as_record
from sanyi.web.units.models import Person
from sanyi.web.units.names import unit_named

FIELDS = ("title", "due_on", "is_standing", "proof", *UNIT_FIELDS)
_FIXED = frozenset({State.CLOSED, State.MERGED, State.TERMINATED})


@transaction.atomic
def edit_entry(
    actor: Person, row: EntryRow, wanted: dict[str, Any], *, revision: int, reason: str = ""
) -> EntryRow:
    """Change some of ``FIELDS`` of an entry; what is already so is not an act.

    Args:
        wanted: as ``facts_of`` writes them; units by name.
        revision: what the person saw; a row that was changed since is refused.
        reason: needed once the entry has been assigned.

    Raises:
        PermissionDenied: the matrix does not allow it.
        InputError: the state, the revision, a missing reason or an unknown unit forbids it.
    """
    row = EntryRow.objects.select_for_update().get(pk=row.pk)
    require(actor, Act.EDIT_ENTRY, row.place, relation_of(actor, row))
    ensure_current(row)
    ensure_revision(row, revision)
    before = facts_of(row)
    changed = {k: v for k, v in wanted.items() if k in FIELDS and v != before[k]}
    if not changed:
        return row
    _ensure_editable(row, reason)
    units = {field: _units(row, changed[field]) for field in UNIT_FIELDS if field in changed}
    row.reading = entry_as_record(edited_entry(entry_of(row), changed))
    for name in ("title", "is_standing", "proof"):
        setattr(row, name, changed.get(name, getattr(row, name)))
    if "due_on" in changed:
        day = changed["due_on"]
        row.due_on = dt.date.fromisoformat(day) if day else None
    for field, found in units.items():
        _replace_units(row, field, found)
    names = "　".join(u.unit.name for u in row.units.select_related("unit"))
    row.search_text = search_text(row.number, row.title, row.text, names)
    row.revision += 1
    row.save()
    record(
        actor, Act.EDIT_ENTRY, SUBJECT, row.entry_id, place=row.place,
        before={k: before[k] for k in changed}, after={**changed, "revision": row.revision},
        reason=reason,
    )  # fmt: skip
    return row


def _ensure_editable(row: EntryRow, reason: str) -> None:
    state = State(row.state)
    if state in _FIXED:
        raise InputError(
            "ACT-006", f"“{STATE_LABELS[state]}”的任务不能修改。", "确需修改的，先恢复办理。"
        )
    if state is not State.PROPOSED and not reason.strip():
        raise InputError("ACT-003", "已分解交办的任务，修改须写明理由。", "填写理由后再试。")


def _units(row: EntryRow, names: list[str]) -> list[Any]:
    """Units by name; an unknown name is asked about, never made into a unit."""
    found = []
    for name in names:
        unit = unit_named(row.place, name)
        if unit is None:
            raise InputError(
                "LED-101", f"没有名为“{name[:30]}”的单位。",
                "核对名称；新单位由系统管理员在“系统”中添加。",
            )  # fmt: skip
        found.append(unit)
    return list(dict.fromkeys(found))


def _replace_units(row: EntryRow, role: str, units: list[Any]) -> None:
    """Exactly these units in a role; the printed words of those that stay are kept."""
    printed = {u.unit_id: u.as_printed for u in row.units.filter(role=role)}
    row.units.filter(role=role).delete()
    EntryUnitRow.objects.bulk_create(
        EntryUnitRow(entry=row, unit=u, role=role, as_printed=printed.get(u.pk, u.name))
        for u in units
    )
    row._prefetched_objects_cache = {}  # type: ignore[attr-defined]  # units are read again
