"""Two readings of the same matter -> what becomes of its rows: task, units, deadline, targets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sanyi.ledger.columns import PROOF_LABELS
from sanyi.ledger.difference import CHANGE_LABELS, Change
from sanyi.ledger.entry import Entry, EntryTarget, UnitRole

NOTHING = "（无）"
_UNIT_LABELS = {
    UnitRole.LEAD: "牵头单位",
    UnitRole.COOPERATING: "配合单位",
    UnitRole.DEFAULT: "责任单位（按全文约定）",
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One column of a row, before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class EntryChange:
    """One row of the ledger, before and after; ``fields`` are the columns that differ."""

    kind: Change
    number: str
    title: str
    fields: tuple[FieldChange, ...]

    @property
    def label(self) -> str:
        """What becomes of the row, in Chinese."""
        return CHANGE_LABELS[self.kind]


def entry_change(before: Entry | None, after: Entry | None) -> EntryChange:
    """What differs between two readings of one row; None where there is no row.

    Example:
        >>> entry_change(None, None).kind.value
        'same'
    """
    left, right = _columns(before), _columns(after)
    fields = tuple(
        FieldChange(label, left.get(label) or NOTHING, right.get(label) or NOTHING)
        for label in dict.fromkeys((*left, *right))
        if left.get(label, "") != right.get(label, "")
    )
    fields += _target_changes(before, after)
    shown = after or before
    number = "" if shown is None else shown.number or ""
    title = "" if shown is None else shown.title or shown.text.split("。")[0][:40]
    return EntryChange(_kind(before, after, fields), number, title, fields)


def compare_ledger_rows(
    pairs: Iterable[tuple[Entry | None, Entry | None]],
) -> tuple[EntryChange, ...]:
    """The changes of several rows, without those that stay as they are."""
    found = (entry_change(a, b) for a, b in pairs)
    return tuple(c for c in found if c.kind is not Change.SAME)


def _kind(before: Entry | None, after: Entry | None, fields: tuple[FieldChange, ...]) -> Change:
    if before is None and after is not None:
        return Change.ADDED
    if after is None and before is not None:
        return Change.REMOVED
    return Change.CHANGED if fields else Change.SAME


def _columns(entry: Entry | None) -> dict[str, str]:
    if entry is None:
        return {}
    columns = {"编号": entry.number or "", "任务": entry.title or entry.text.split("。")[0]}
    for role, label in _UNIT_LABELS.items():
        columns[label] = "、".join(entry.names(role))
    deadline = entry.deadline
    columns["时限"] = "" if deadline is None else _due(deadline.phrase, deadline.due_on)
    columns["完成的凭据"] = PROOF_LABELS[entry.proof.type]
    return columns


def _target_changes(before: Entry | None, after: Entry | None) -> tuple[FieldChange, ...]:
    """Targets that are on one side only; those that stay are not repeated."""
    left, right = ([_target(t) for t in e.targets] if e else [] for e in (before, after))
    gone = [t for t in left if t not in right]
    come = [t for t in right if t not in left]
    if not (gone or come):
        return ()
    return (FieldChange("目标", "；".join(gone) or NOTHING, "；".join(come) or NOTHING),)


def _due(phrase: str, day: object) -> str:
    return phrase if day is None else f"{phrase}（{day}）"


def _target(target: EntryTarget) -> str:
    due = f"，{target.due.phrase}" if target.due else ""
    return f"{target.phrase}{due}"
