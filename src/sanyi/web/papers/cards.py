"""The reading pane: one card for each entry, and the marks that tie it to the source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sanyi.clauses import DeadlineKind
from sanyi.kernel import Finding, Severity, Span
from sanyi.ledger import (
    ENTRY_FIELDS,
    FIELD_LABELS,
    PROOF_LABELS,
    SEVERITY_LABELS,
    CorrectedField,
    Entry,
    EntryKind,
    EntryTarget,
    UnitRole,
    field_value,
)
from sanyi.targets import tasks_of
from sanyi.web.papers.adapters import Corrected
from sanyi.web.papers.labels import ROLE_NAMES, printed_goal
from sanyi.web.papers.models import Correction
from sanyi.web.papers.service import fingerprint
from sanyi.web.papers.source import Mark


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a card that points at a place of the source."""

    key: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A finding as a card shows it."""

    key: str
    finding: Finding
    label: str


@dataclass(frozen=True, slots=True)
class Card:
    """One entry of the reading; ``added`` says who added it by hand, to those who may know."""

    key: str
    entry: Entry
    units: tuple[tuple[str, tuple[Part, ...]], ...]
    deadline: Part | None
    targets: tuple[Part, ...]
    proof: str
    notes: tuple[Note, ...]
    corrected: tuple[str, ...]
    is_row: bool
    is_counted: bool
    seen: str
    added: Correction | None

    @property
    def heading(self) -> str:
        """The title, or the beginning of the text."""
        entry = self.entry
        struck = "".join(entry.struck).strip().removeprefix(entry.number or "")
        return entry.title or entry.text[:40] or struck[:40] or "（无文字）"

    @property
    def rest(self) -> str:
        """The text where the heading is not all of it."""
        return "" if self.entry.text == self.heading else self.entry.text


def cards_of(proof: Corrected, only: Collection[str] | None = None) -> list[Card]:
    """Cards of a corrected reading in the order of the document.

    Args:
        only: ids of the entries to show; all when None.
    """
    notes = notes_by_entry(proof)
    counted = {entry.id for entry in tasks_of(proof.ledger)}
    return [
        _card(f"e{place}", entry, proof.read.entries[place], notes[entry.id], counted, proof)
        for place, entry in enumerate(proof.ledger.entries)
        if only is None or entry.id in only
    ]


def notes_by_entry(proof: Corrected) -> dict[str, list[Note]]:
    """Findings by the entry they are on; those of no entry under the empty text."""
    ids = {entry.id for entry in proof.ledger.entries}
    found: dict[str, list[Note]] = defaultdict(list)
    for number, finding in enumerate(proof.ledger.findings):
        # a target's finding is shown with its entry
        where = finding.where if finding.where in ids else finding.where.rpartition("/")[0]
        note = Note(f"f{number}", finding, SEVERITY_LABELS[finding.severity])
        found[where if where in ids else ""].append(note)
    return found


def _card(  # noqa: PLR0917 - what a card is made of
    key: str, entry: Entry, read: Entry, notes: list[Note], counted: Collection[str],
    proof: Corrected,
) -> Card:  # fmt: skip
    deadline = entry.deadline
    day = deadline.due_on if deadline else None
    return Card(
        key=key,
        entry=entry,
        units=tuple(_units(key, entry)),
        deadline=None if deadline is None else Part(
            f"{key}d", deadline.phrase,
            "长期" if deadline.kind is DeadlineKind.ONGOING else f"{day}" if day else "",
        ),
        targets=tuple(
            Part(f"{key}t{n}", t.phrase, goal_of(t)) for n, t in enumerate(entry.targets)
        ),
        proof=PROOF_LABELS[entry.proof.type] or "未定",
        notes=tuple(notes),
        corrected=tuple(
            FIELD_LABELS[f] for f in ENTRY_FIELDS if field_value(entry, f) != field_value(read, f)
        ),
        is_row=entry.kind is EntryKind.LEDGER_ROW,
        is_counted=entry.id in counted,
        seen=fingerprint(proof.ledger, entry.id),
        added=next((r for r in proof.rows if r.entry_id == entry.id
                    and r.field == CorrectedField.ADDED), None) if entry.is_added else None,
    )  # fmt: skip


def goal_of(target: EntryTarget) -> str:
    """What was read of a target: 不低于 95%，2025-12-31."""
    due = f"{target.due.due_on}" if target.due and target.due.due_on else ""
    return "，".join(part for part in (printed_goal(target), due) if part)


def _units(key: str, entry: Entry) -> list[tuple[str, tuple[Part, ...]]]:
    out = []
    for role in UnitRole:
        parts = tuple(
            Part(f"{key}u{n}", u.name, "" if u.as_printed == u.name else f"原文“{u.as_printed}”")
            for n, u in enumerate(entry.units)
            if u.role is role
        )
        if parts:
            out.append((ROLE_NAMES[role], parts))
    return out


_KIND_OF = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def marks_of(cards: list[Card], other: list[Note], length: int) -> list[Mark]:
    """Marks of all that the cards point at, within a text of ``length`` characters."""
    marks = []
    for card in cards:
        entry = card.entry
        found: list[tuple[str, Span | None, str]] = [(card.key, entry.span, "entry")]
        found += [(f"{card.key}u{n}", u.span, "unit") for n, u in enumerate(entry.units)]
        found += [(f"{card.key}t{n}", t.span, "target") for n, t in enumerate(entry.targets)]
        if entry.deadline is not None:
            found.append((f"{card.key}d", entry.deadline.span, "deadline"))
        found += [(n.key, n.finding.span, _KIND_OF[n.finding.severity]) for n in card.notes]
        marks += [Mark(k, s, kind) for k, s, kind in found if s is not None]
    marks += [
        Mark(n.key, n.finding.span, _KIND_OF[n.finding.severity])
        for n in other if n.finding.span is not None
    ]  # fmt: skip
    # a finding about the whole document is not drawn over all of it
    return [m for m in marks if m.span.end <= length and len(m.span) < max(2, length // 2)]
