"""A later version of an issued document is taken into the ledger.

Rows that stay keep their state, history and reports; only what the document says of them changes.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from sanyi.ledger import (
    Change,
    Entry,
    EntryDifference,
    Ledger,
    Move,
    State,
    compare_entries,
    cut_text,
    moves_from,
    with_published_ids,
)
from sanyi.targets import tasks_of
from sanyi.web.acts.service import record
from sanyi.web.ledgers.adapters import entry_of, facts_of
from sanyi.web.ledgers.models import EntryRow, EntryUnitRow, TargetRow
from sanyi.web.ledgers.service import SUBJECT, entry_fields, move, take_over
from sanyi.web.papers.adapters import entry_as_record
from sanyi.web.papers.models import Paper
from sanyi.web.units.models import Person
from sanyi.web.units.names import units_named

_GONE = frozenset({State.TERMINATED.value, State.MERGED.value})


@dataclass(frozen=True, slots=True)
class Renewal:
    """What a version would do to the ledger; ``ledger`` has the ids that the rows already have.

    Args:
        states: state of each row by its id.
    """

    ledger: Ledger
    differences: tuple[EntryDifference, ...]
    states: dict[str, str]

    def of(self, change: Change) -> list[EntryDifference]:
        """The differences of one kind."""
        return [d for d in self.differences if d.change is change]

    @property
    def gone(self) -> list[EntryDifference]:
        """Rows that the version no longer has and that are still at work."""
        return [
            d for d in self.of(Change.REMOVED)
            if d.old and Move.TERMINATE in moves_from(State(self.states[d.old.id]))
        ]  # fmt: skip


def plan_renewal(paper: Paper, ledger: Ledger, version: int) -> Renewal:
    """Compare the rows of a document with the ledger of a version; nothing is changed.

    Args:
        ledger: of the version, corrected.
        version: its number; new entries whose id is taken carry it.
    """
    rows = list(paper.entries.order_by("position"))
    published = [entry_of(row) for row in rows]
    held = with_published_ids(ledger, published, version)
    return Renewal(
        held, compare_entries(published, tasks_of(held)), {row.entry_id: row.state for row in rows}
    )


@transaction.atomic
def renew(paper: Paper, plan: Renewal, actor: Person, terminate: Collection[str]) -> None:
    """Take a version in as planned.

    Args:
        terminate: ids of the rows gone from the document that are ended; the others stay.

    Raises:
        PermissionDenied: the actor may not end a task.
    """
    rows = {
        row.entry_id: row
        for row in EntryRow.objects.select_for_update().filter(paper=paper).select_related("place")
    }
    tasks = {entry.id: place for place, entry in enumerate(tasks_of(plan.ledger))}
    for difference in plan.differences:
        if difference.old is not None and difference.new is not None:
            _update(rows[difference.old.id], difference, tasks[difference.new.id], actor)
    _keep_order(paper, [row for row in rows.values() if row.entry_id not in tasks], len(tasks))
    take_over(paper, plan.ledger, actor)
    version = paper.versions.order_by("number").last()
    reason = f"第{version.number if version else '?'}版不再列入"
    for difference in plan.gone:
        assert difference.old is not None  # what is gone was there
        if difference.old.id in terminate:
            move(actor, rows[difference.old.id], Move.TERMINATE, reason=reason)


def _keep_order(paper: Paper, rows: list[EntryRow], after: int) -> None:
    """Rows that the document no longer has stand below those it has."""
    for offset, row in enumerate(sorted(rows, key=lambda r: r.position)):
        row.position = after + offset
    EntryRow.objects.bulk_update(rows, ["position"])


def _update(row: EntryRow, difference: EntryDifference, position: int, actor: Person) -> None:
    entry = difference.new
    assert entry is not None
    if difference.change is Change.SAME:
        if row.position != position or row.reading != entry_as_record(entry):
            row.position, row.reading = position, entry_as_record(entry)
            row.save(update_fields=["position", "reading"])
        return
    fields = entry_fields(entry)
    before = _said(row)
    for name, value in fields.items():
        setattr(row, name, value)
    row.position = position
    row.revision += 1
    row.save()
    _set_units(row, entry)
    _set_targets(row, entry)
    after = _said(row)
    changed = [name for name in after if before[name] != after[name]]
    record(actor, "renew", SUBJECT, row.entry_id, place=row.place,
           before={n: before[n] for n in changed},
           after={n: after[n] for n in changed}
           | {"fields": [f.value for f in difference.fields],
              "revision": row.revision})  # fmt: skip


def _said(row: EntryRow) -> dict[str, Any]:
    """What the log keeps of an entry: from it a past day is told."""
    return {**facts_of(row), "text": row.text, "due_phrase": row.due_phrase}


def _set_units(row: EntryRow, entry: Entry) -> None:
    found = units_named(row.place, (u.name for u in entry.units))
    wanted = {(found[u.name].pk, u.role.value): u for u in entry.units}
    for known in row.units.all():
        if (known.unit_id, known.role) not in wanted:
            known.delete()
    for unit in entry.units:
        EntryUnitRow.objects.get_or_create(
            entry=row, unit=found[unit.name], role=unit.role.value,
            defaults={"as_printed": unit.as_printed[:120]},
        )  # fmt: skip


def _set_targets(row: EntryRow, entry: Entry) -> None:
    row.targets.exclude(target_id__in=[t.id for t in entry.targets]).delete()
    for position, target in enumerate(entry.targets):
        TargetRow.objects.update_or_create(
            target_id=target.id,
            defaults={"entry": row, "position": position, "phrase": cut_text(target.phrase, 300),
                      "basis": target.basis.value},
        )  # fmt: skip
