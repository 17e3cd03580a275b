"""A document and a workspace -> verdicts: what every command of this package begins with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sanyi.datasets import Session
from sanyi.indicators import definitions
from sanyi.kernel import Finding
from sanyi.ledger import Entry, Ledger
from sanyi.targets import (
    Binding,
    EditedPath,
    Evidence,
    History,
    ProgressReport,
    TaskVerdict,
    assess,
    load_bindings,
    load_edited_paths,
    tasks_of,
)
from sanyi.targets.figures import asked_by, histories_of, own_place, reports_of
from sanyi.targets.memory import HistoryMemory
from sanyi.targets.tasks import reported_under


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdicts of a ledger on a day, with what they were made from."""

    ledger: Ledger
    tasks: tuple[TaskVerdict, ...]
    reports: tuple[ProgressReport, ...]
    bindings: Mapping[str, Binding]
    findings: tuple[Finding, ...]
    histories: Mapping[str, History] = field(default_factory=dict)
    paths: Mapping[str, EditedPath] = field(default_factory=dict)


def judge_ledger(
    ledger: Ledger,
    session: Session,
    today: dt.date,
    *,
    bindings_file: Path,
    paths_file: Path | None = None,
    closed: Collection[str] = (),
    grades: Mapping[str, str] | None = None,
    reports: Sequence[ProgressReport] = (),
    memory: HistoryMemory | None = None,
) -> Judged:
    """Verdicts on all tasks of a ledger, from the tables of a workspace.

    Args:
        today: the day the verdicts speak of; only months over by then are used.
        bindings_file: ``bindings.toml``; a file that is not there binds nothing.
        paths_file: ``trajectories.toml``, where the office has set paths.
        closed: entries the office has closed.
        grades: letter by table, from the quality checks.
        reports: further reports; each stands in place of one loaded as ``progress_reports`` of the
            same entry, unit and period.
        memory: of a process that judges again and again; None measures anew.
    """
    targets = {t.id for e in ledger.entries for t in e.targets}
    bindings, findings = load_bindings(bindings_file, targets, definitions().keys())
    counted = {t.id for e in tasks_of(ledger) for t in e.targets}
    codes = sorted({b.indicator for b in bindings.values() if b.target in counted})
    year = ledger.document.year or today.year
    place = own_place(ledger, session)
    measure = memory.histories_of if memory is not None else histories_of
    histories, found = measure(session, codes, year, today, grades, place=place)
    reports = _together(reports_of(session), reports, tasks_of(ledger))
    paths = load_edited_paths(paths_file) if paths_file and paths_file.exists() else {}
    asked = _clauses_by_indicator(ledger, bindings)
    histories = {code: asked_by(h, asked.get(code, ())) for code, h in histories.items()}
    evidence = Evidence(histories, bindings, reports, closed, paths)
    tasks = assess(ledger, evidence, today)
    found = (*findings, *found)
    return Judged(ledger, tasks, reports, bindings, found, histories, paths)


def _together(
    loaded: Sequence[ProgressReport], own: Sequence[ProgressReport], tasks: Sequence[Entry]
) -> tuple[ProgressReport, ...]:
    names = {id: task.id for task in tasks for id in reported_under(task, tasks)}

    def matter(report: ProgressReport) -> tuple[str, str, dt.date]:
        task = names.get(report.entry_id, report.entry_id)
        return task, report.unit, report.period_end_on

    said = {matter(r) for r in own}
    return (*(r for r in loaded if matter(r) not in said), *own)


def _clauses_by_indicator(
    ledger: Ledger, bindings: Mapping[str, Binding]
) -> dict[str, tuple[str, ...]]:
    """Clauses and annex rows of the document that ask for each indicator, in printed order."""
    asked: dict[str, dict[str, None]] = {}
    for entry in ledger.entries:
        for target in entry.targets:
            if target.id in bindings:
                asked.setdefault(bindings[target.id].indicator, {})[entry.id] = None
    return {code: tuple(ids) for code, ids in asked.items()}
