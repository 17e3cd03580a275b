"""Rows of the ledger desk <-> records of the library."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils import timezone

from sanyi.clauses import DeadlineKind
from sanyi.kernel import Figure, Period
from sanyi.ledger import (
    Entry,
    EntryDeadline,
    EntryUnit,
    FactChange,
    Ledger,
    Proof,
    ProofType,
    Standing,
    State,
    UnitRole,
    UnitRule,
)
from sanyi.targets import (
    Cited,
    Goal,
    History,
    Kind,
    Lamp,
    ProgressReport,
    Sentence,
    Status,
    TargetVerdict,
    TaskVerdict,
    Trajectory,
)
from sanyi.web.acts.models import Event
from sanyi.web.ledgers.models import EntryRow, Report
from sanyi.web.papers.adapters import entry_from_record
from sanyi.web.papers.models import Paper
from sanyi.web.papers.queries import corrected_version

_LEADING = {UnitRole.LEAD.value, UnitRole.DEFAULT.value}


def ledger_of(paper: Paper) -> Ledger:
    """The ledger in force: the entries as issued, without those merged or terminated."""
    version = paper.versions.filter(issued_at__isnull=False).order_by("number").last()
    assert version is not None and version.reading is not None  # issued from a reading
    read = corrected_version(version).ledger
    gone = (State.MERGED, State.TERMINATED)
    rows = paper.entries.exclude(state__in=gone).order_by("position")
    read.entries = tuple(entry_of(row) for row in rows)
    return read


def entry_of(row: EntryRow) -> Entry:
    """The entry of a row."""
    return entry_from_record(row.reading)


def closed_ids(paper: Paper) -> frozenset[str]:
    """Ids of the entries that are closed (销号)."""
    return frozenset(paper.entries.filter(state=State.CLOSED).values_list("entry_id", flat=True))


def progress_reports(reports: Iterable[Report]) -> tuple[ProgressReport, ...]:
    """Submitted and accepted reports as the verdicts take them."""
    return tuple(_progress(report) for report in reports)


def report_id(report: Report) -> str:
    """What verdicts and findings call a report."""
    return f"report-{report.pk}"


def _progress(report: Report) -> ProgressReport:
    evidence = "、".join(e.name for e in report.evidence.all() if e.withdrawn_at is None)
    return ProgressReport(
        id=report_id(report),
        entry_id=report.entry.entry_id,
        unit=report.unit.name,
        period_end_on=Period.parse(report.period).end,
        submitted_on=timezone.localdate(report.submitted_at) if report.submitted_at else None,
        status=report.claim,
        text=report.text,
        problem=report.problem,
        next_step=report.next_step,
        document_number=report.document_number,
        evidence=evidence,
    )


def standing_of(row: EntryRow, *, actor_id: int | None = None, waiver: str = "",
                merged_into: str = "") -> Standing:  # fmt: skip
    """What the guards of a move look at.

    Args:
        actor_id: who acts, to tell the reporter from the one who verifies.
        waiver: the reason why it may close although a target is not met.
    """
    waiting = list(row.reports.filter(state=Report.State.SUBMITTED))
    files = row.evidence.filter(withdrawn_at__isnull=True).count()
    numbered = row.reports.exclude(document_number="").exclude(
        state__in=(Report.State.DRAFT, Report.State.RETURNED)
    )
    return Standing(
        has_lead=any(u.role in _LEADING for u in row.units.all()),
        has_limit=row.due_on is not None,
        is_standing=row.is_standing,
        proof=ProofType(row.proof),
        has_report=bool(waiting),
        proof_count=files + numbered.count(),
        targets_met=None if not row.targets.exists() else row.status == Status.MET,
        is_own_report=any(r.author_id == actor_id for r in waiting),
        is_waived=bool((waiver or row.waiver).strip()),
        merged_into=merged_into,
    )


def sentence_parts(sentence: Sentence) -> list[dict[str, str]]:
    """A sentence as text and references, for a page that links each number."""
    return [
        {"text": part.text, "kind": part.kind.value, "id": part.id}
        if isinstance(part, Cited)
        else {"text": part}
        for part in sentence.parts
    ]


def verdict_content(
    verdict: TargetVerdict,
    history: History | None,
    path: Trajectory | None,
    band: tuple[Figure, ...] = (),
) -> dict[str, Any]:
    """What a page shows of the verdict on a target: numbers with the ids of their figures.

    ``latest_record`` is the last figure known, with its trace: reports are held against it.
    """

    def number(figure: Any) -> dict[str, Any] | None:
        if figure is None or figure.value is None:
            return None
        return {"id": figure.id, "value": float(figure.value), "printed": figure.printed}

    goal = verdict.goal
    return {
        "reason": sentence_parts(verdict.reason),
        "will_be_missed": verdict.will_be_missed,
        "progress": verdict.progress,
        "value": number(verdict.value),
        "expected": number(verdict.expected),
        "forecast": number(verdict.forecast),
        "band": [number(figure) for figure in band],
        "latest_record": None if verdict.latest is None else verdict.latest.to_json(),
        "chance": number(verdict.chance),
        "chance_low": number(verdict.chance_low),
        "chance_high": number(verdict.chance_high),
        "goal": None if goal is None else {
            "kind": goal.kind.value,
            "bound": None if goal.bound is None else float(goal.bound),
            "upper": None if goal.upper is None else float(goal.upper),
            "due_on": goal.due_on.isoformat(),
            "is_due_assumed": goal.is_due_assumed,
            "base_record": None if goal.base is None else goal.base.to_json(),
        },
        "path": None if path is None else {
            "values": list(path.values), "source": path.source.value, "start": path.start,
        },
        "this_year": [] if history is None else [_point(f) for f in history.this_year],
        "last_year": [] if history is None else [_point(f) for f in history.last_year],
        "name": "" if history is None else history.name,
        "unit": "" if history is None else history.unit,
    }  # fmt: skip


def _point(figure: Any) -> dict[str, Any]:
    value = None if figure.value is None else float(figure.value)
    return {"id": figure.id, "month": figure.period.last_month, "value": value,
            "printed": figure.printed}  # fmt: skip


def task_verdict_of(row: EntryRow, until: dt.date) -> TaskVerdict:
    """The stored verdict on a task, for checks of reports; figures of later months are left out."""
    entry = entry_of(row)
    by_id = {t.id: t for t in entry.targets}
    verdicts = []
    for target in row.targets.all():
        if target.target_id not in by_id:
            continue
        stored = target.verdict
        latest = _figure(stored.get("latest_record"))
        if latest is not None and latest.period.end > until:
            latest = None
        verdicts.append(
            TargetVerdict(
                by_id[target.target_id], row.entry_id, Status(target.status), Sentence(()),
                _goal(stored.get("goal")), target.indicator, latest=latest,
            )
        )  # fmt: skip
    return TaskVerdict(entry, Status(row.status), Lamp(row.lamp), tuple(verdicts), Sentence(()))


def _figure(record: dict[str, Any] | None) -> Figure | None:
    return None if record is None else Figure.from_json(record)


def _goal(record: dict[str, Any] | None) -> Goal | None:
    if record is None:
        return None
    bound, upper = (
        None if record[name] is None else Decimal(str(record[name])) for name in ("bound", "upper")
    )
    return Goal(
        Kind(record["kind"]), bound, dt.date.fromisoformat(record["due_on"]), upper,
        _figure(record.get("base_record")), record["is_due_assumed"],
    )  # fmt: skip


# --- the facts of an entry that people change

UNIT_FIELDS = (UnitRole.LEAD.value, UnitRole.DEFAULT.value, UnitRole.COOPERATING.value)


def facts_of(row: EntryRow) -> dict[str, Any]:
    """What an entry says and where it stands, as the log keeps it."""
    units = {role: [] for role in UNIT_FIELDS}  # type: dict[str, list[str]]
    for unit in row.units.all():
        units[unit.role].append(unit.unit.name)
    return {
        "title": row.title,
        "due_on": row.due_on.isoformat() if row.due_on else None,
        "is_standing": row.is_standing,
        "proof": row.proof,
        **units,
        "state": row.state,
        "number": row.number,
        "section": row.section,
    }


def edited_entry(entry: Entry, changed: dict[str, Any]) -> Entry:
    """An entry with the facts that a person changed; verdicts are then made from it."""
    if "title" in changed:
        entry = replace(entry, title=changed["title"])
    if "proof" in changed:
        entry = replace(entry, proof=Proof(ProofType(changed["proof"]), "由办公室确定"))
    if changed.keys() & {"due_on", "is_standing"}:
        entry = _with_deadline(entry, changed)
    if changed.keys() & set(UNIT_FIELDS):
        entry = replace(entry, units=_units(entry, changed))
    return entry


def _with_deadline(entry: Entry, changed: dict[str, Any]) -> Entry:
    """The new time limit; targets that had the entry's own limit follow it."""
    old = entry.deadline
    was_standing = old is not None and old.kind is DeadlineKind.ONGOING
    is_standing = changed.get("is_standing", was_standing)
    day = changed.get("due_on", old.due_on.isoformat() if old and old.due_on else None)
    due_on = dt.date.fromisoformat(day) if day else None
    kind = DeadlineKind.ONGOING if is_standing else DeadlineKind.DATE
    words = "长期" if is_standing else f"{due_on:%Y-%m-%d}" if due_on else ""
    new = EntryDeadline(words, due_on, kind, None) if words else None
    targets = tuple(
        replace(t, due=new) if t.due is None or old is None or t.due.due_on == old.due_on else t
        for t in entry.targets
    )
    return replace(entry, deadline=new, targets=targets)


def _units(entry: Entry, changed: dict[str, Any]) -> tuple[EntryUnit, ...]:
    """Units in their roles; one that keeps its role keeps its printed words."""
    known = {(u.name, u.role): u for u in entry.units}
    units: list[EntryUnit] = []
    for field in UNIT_FIELDS:
        role = UnitRole(field)
        names = changed.get(field, entry.names(role))
        units += [
            known.get((n, role)) or EntryUnit(n, n, role, UnitRule.PRINTED, None, None)
            for n in names
        ]
    return tuple(units)


def changes_of(events: Iterable[Event]) -> Iterable[FactChange]:
    """Events of entries as the fold over the past takes them."""
    return (FactChange(e.at, e.subject, e.before, e.after) for e in events)
