"""Acts on entries: taken over from an issued document, moved along the table of states."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from sanyi.clauses import DeadlineKind
from sanyi.kernel import InputError
from sanyi.ledger import (
    Entry,
    Ledger,
    Move,
    State,
    UnitRole,
    cut_text,
    moves_from,
    state_after,
)
from sanyi.targets import tasks_of
from sanyi.web.acts.matrix import Act, may
from sanyi.web.acts.service import record, require
from sanyi.web.ledgers.adapters import facts_of, standing_of
from sanyi.web.ledgers.jobs import judge_as_asked
from sanyi.web.ledgers.models import EntryRow, EntryUnitRow, Judging, TargetRow
from sanyi.web.ledgers.queries import relation_of
from sanyi.web.papers.adapters import entry_as_record
from sanyi.web.papers.models import Paper, PaperState
from sanyi.web.units.models import Person
from sanyi.web.units.names import units_named

SUBJECT = "entry"


@transaction.atomic
def take_over(paper: Paper, ledger: Ledger, actor: Person | None) -> list[EntryRow]:
    """Make the tasks of a document's ledger into rows; a row that exists is left as it is."""
    year = ledger.document.year or paper.created_at.year
    known = set(paper.entries.values_list("entry_id", flat=True))
    rows = []
    for position, entry in enumerate(tasks_of(ledger)):
        if entry.id in known:
            continue
        row = EntryRow.objects.create(paper=paper, place=paper.place, year=year,
                                      position=position, **entry_fields(entry))  # fmt: skip
        _add_units(row, entry)
        _add_targets(row, entry)
        facts = {**facts_of(row), "revision": row.revision}
        record(actor, "propose", SUBJECT, entry.id, place=paper.place, after=facts)
        rows.append(row)
    return rows


def entry_fields(entry: Entry) -> dict[str, Any]:
    """Columns of a row from an entry."""
    deadline = entry.deadline
    title = entry.title or entry.text.split("。")[0]
    units = "　".join(u.name for u in entry.units)
    return {
        "entry_id": entry.id,
        "number": entry.number or "",
        "section": (entry.section or "")[:200],
        "title": cut_text(title, 300),
        "text": entry.text,
        "due_on": deadline.due_on if deadline else None,
        "due_phrase": (deadline.phrase if deadline else "")[:120],
        "is_standing": deadline is not None and deadline.kind is DeadlineKind.ONGOING,
        "proof": entry.proof.type.value,
        "reading": entry_as_record(entry),
        "search_text": search_text(entry.number or "", title, entry.text, units),
    }


def search_text(number: str, title: str, text: str, units: str) -> str:
    """What the full-text search looks at."""
    return f"{number} {title} {text} {units}"


def _add_units(row: EntryRow, entry: Entry) -> None:
    found = units_named(row.place, (u.name for u in entry.units))
    for unit in entry.units:
        EntryUnitRow.objects.get_or_create(
            entry=row, unit=found[unit.name], role=unit.role.value,
            defaults={"as_printed": unit.as_printed[:120]},
        )  # fmt: skip


def _add_targets(row: EntryRow, entry: Entry) -> None:
    for position, target in enumerate(entry.targets):
        TargetRow.objects.create(
            entry=row, target_id=target.id, position=position,
            phrase=cut_text(target.phrase, 300), basis=target.basis.value,
        )  # fmt: skip


def allowed_moves(person: Person, row: EntryRow) -> tuple[Move, ...]:
    """Moves the table and the matrix leave to a person; guards speak when the move is tried."""
    relation = relation_of(person, row)
    if row.paper.state == PaperState.ARCHIVED:
        return ()
    return tuple(
        m for m in moves_from(State(row.state)) if may(person.role, Act(m.value), relation)
    )


@transaction.atomic
def move(
    actor: Person,
    row: EntryRow,
    step: Move,
    *,
    reason: str = "",
    revision: int | None = None,
    waiver: str = "",
    merged_into: EntryRow | None = None,
) -> EntryRow:
    """Move an entry along the table, and write it to the chain.

    Args:
        revision: what the person saw; a row that was changed since is refused.
        waiver: why an entry may close although a target is not met.

    Raises:
        PermissionDenied: the matrix does not allow it.
        InputError: the table, a guard or the revision forbids it.
    """
    row = EntryRow.objects.select_for_update().get(pk=row.pk)
    require(actor, Act(step.value), row.place, relation_of(actor, row))
    ensure_current(row)
    ensure_revision(row, revision)
    heir = merged_into.entry_id if merged_into else ""
    standing = standing_of(row, actor_id=actor.pk, waiver=waiver, merged_into=heir)
    before = {"state": row.state}
    row.state = state_after(step, State(row.state), standing, reason)
    after: dict[str, Any] = {"state": row.state}
    if waiver.strip():
        row.waiver, after["waiver"] = waiver, waiver
    if merged_into is not None:
        row.merged_into, after["merged_into"] = merged_into, heir
    row.revision += 1
    after["revision"] = row.revision
    row.save()
    record(actor, Act(step.value), SUBJECT, row.entry_id, place=row.place,
           before=before, after=after, reason=reason)  # fmt: skip
    return row


def move_many(actor: Person, rows: Iterable[EntryRow], step: Move) -> tuple[int, tuple[str, ...]]:
    """Move entries one by one: (how many went, why the others did not)."""
    done, refused = 0, []
    for row in rows:
        try:
            move(actor, row, step, revision=row.revision)
        except InputError as problem:
            refused.append(f"{row.number} {cut_text(row.title, 30)}：{problem.message}")
        except PermissionDenied:
            refused.append(f"{row.number} {cut_text(row.title, 30)}：您的单位不能办理。")
        else:
            done += 1
    return done, tuple(refused)


@transaction.atomic
def ask_for_judging(actor: Person, paper: Paper, day: dt.date) -> Judging:
    """Have a document judged as of a day, in the background."""
    require(actor, Act.JUDGE, paper.place)
    if paper.state == PaperState.ARCHIVED:
        raise InputError("LED-102", "文件已归档，不再认定。", "确需认定的，由负责人撤回归档。")
    asked = Judging.objects.create(paper=paper, today=day, asked_by=actor)
    record(actor, Act.JUDGE, "paper", paper.slug, place=paper.place,
           after={"judging": asked.pk, "today": day.isoformat()})  # fmt: skip
    # in the same transaction: a stop between the two would leave it waiting for ever
    judge_as_asked.enqueue(asked.pk)
    return asked


def ensure_current(row: EntryRow) -> None:
    """Refuse to work on an entry of an archived document.

    Raises:
        InputError: the document is archived.
    """
    if row.paper.state == PaperState.ARCHIVED:
        raise InputError(
            "ACT-007", "文件已归档，任务不再办理。", "确需办理的，由负责人在“文件”中撤回归档。"
        )


def ensure_revision(row: Any, revision: int | None) -> None:
    """Refuse to write over what somebody else has changed meanwhile.

    Raises:
        InputError: the row is newer than what the person saw.
    """
    if revision is not None and row.revision != revision:
        raise InputError(
            "ACT-005",
            f"打开之后已被别人修改（您看到的是第{revision}次修改，现为第{row.revision}次）。",
            "刷新页面，看过对方的修改再决定；您填写的内容没有保存。",
        )


def lead_roles() -> tuple[str, ...]:
    """Roles that answer for an entry."""
    return (UnitRole.LEAD.value, UnitRole.DEFAULT.value)
