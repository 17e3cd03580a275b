"""Two readings of one entry -> the columns that read differently, as an office prints them."""

from __future__ import annotations

from dataclasses import dataclass

from sanyi.ledger.columns import PROOF_LABELS
from sanyi.ledger.entry import Entry, EntryTarget, UnitRole

NOTHING = "（无）"
_UNIT_LABELS = {
    UnitRole.LEAD: "牵头单位",
    UnitRole.COOPERATING: "配合单位",
    UnitRole.DEFAULT: "责任单位（按全文约定）",
}


@dataclass(frozen=True, slots=True)
class ColumnChange:
    """One column of a row, before and after."""

    label: str
    before: str
    after: str


def column_changes(before: Entry | None, after: Entry | None) -> tuple[ColumnChange, ...]:
    """The columns in which two readings of a row differ; None where there is no row.

    Targets that stay are not repeated.

    Example:
        >>> column_changes(None, None)
        ()
    """
    left, right = _columns(before), _columns(after)
    changes = [
        ColumnChange(label, left.get(label) or NOTHING, right.get(label) or NOTHING)
        for label in dict.fromkeys((*left, *right))
        if left.get(label, "") != right.get(label, "")
    ]
    return (*changes, *_target_changes(before, after))


def short_title(entry: Entry) -> str:
    """What a row is called: its title, or the first sentence of its text."""
    return entry.title or entry.text.split("。")[0]


def _columns(entry: Entry | None) -> dict[str, str]:
    if entry is None:
        return {}
    columns = {"编号": entry.number or "", "章节": entry.section or "", "任务": short_title(entry)}
    for role, label in _UNIT_LABELS.items():
        columns[label] = "、".join(entry.names(role))
    deadline = entry.deadline
    columns["时限"] = "" if deadline is None else _due(deadline.phrase, deadline.due_on)
    columns["完成的凭据"] = PROOF_LABELS[entry.proof.type]
    return columns


def _target_changes(before: Entry | None, after: Entry | None) -> tuple[ColumnChange, ...]:
    left, right = ([_target(t) for t in e.targets] if e else [] for e in (before, after))
    gone = [t for t in left if t not in right]
    come = [t for t in right if t not in left]
    if not (gone or come):
        return ()
    return (ColumnChange("目标", "；".join(gone) or NOTHING, "；".join(come) or NOTHING),)


def _due(phrase: str, day: object) -> str:
    return phrase if day is None else f"{phrase}（{day}）"


def _target(target: EntryTarget) -> str:
    due = f"，{target.due.phrase}" if target.due else ""
    return f"{target.phrase}{due}"
