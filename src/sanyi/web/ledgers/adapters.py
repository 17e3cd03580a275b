"""Rows of the ledger desk <-> records of the library."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sanyi.kernel import Period
from sanyi.ledger import Entry, Ledger, ProofType, Standing, State, UnitRole
from sanyi.targets import (
    Cited,
    History,
    ProgressReport,
    Sentence,
    Status,
    TargetVerdict,
    Trajectory,
)
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


def _progress(report: Report) -> ProgressReport:
    evidence = "、".join(e.name for e in report.evidence.all() if e.withdrawn_at is None)
    return ProgressReport(
        id=f"report-{report.pk}",
        entry_id=report.entry.entry_id,
        unit=report.unit.name,
        period_end_on=Period.parse(report.period).end,
        submitted_on=report.submitted_at.date() if report.submitted_at else None,
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
    verdict: TargetVerdict, history: History | None, path: Trajectory | None
) -> dict[str, Any]:
    """What a page shows of the verdict on a target: numbers with the ids of their figures."""

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
        "chance": number(verdict.chance),
        "chance_low": number(verdict.chance_low),
        "chance_high": number(verdict.chance_high),
        "goal": None if goal is None else {
            "kind": goal.kind.value,
            "bound": None if goal.bound is None else float(goal.bound),
            "upper": None if goal.upper is None else float(goal.upper),
            "due_on": goal.due_on.isoformat(),
            "is_due_assumed": goal.is_due_assumed,
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
