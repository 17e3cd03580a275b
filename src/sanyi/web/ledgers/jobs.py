"""Judging a document: the library's verdicts, written beside the entries."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction
from django_tasks import task

from sanyi.bulletin.run import Judged, judge_ledger
from sanyi.bulletin.store import FigureStore
from sanyi.datasets import Session, Workspace
from sanyi.kernel import Figure, SanyiError
from sanyi.ledger import finding_as_dict
from sanyi.targets import (
    History,
    Method,
    TargetVerdict,
    Trajectory,
    band_of,
    method_on,
    trajectory_of,
)
from sanyi.targets.memory import HistoryMemory
from sanyi.web.base.home import workspace_folder
from sanyi.web.base.workspaces import grades_of
from sanyi.web.ledgers import adapters
from sanyi.web.ledgers.models import (
    EntryRow,
    Judging,
    Report,
    StandingRow,
    TargetRow,
    VerdictRun,
)
from sanyi.web.papers.models import Paper
from sanyi.web.units.models import Person

_MEMORY = HistoryMemory()  # letters and bulletin of a day follow its judging
_COUNTED = (Report.State.SUBMITTED, Report.State.ACCEPTED)


@task()
def judge_in_background(paper_id: int, today: str, person_id: int | None = None) -> int:
    """Judge a document; returns the key of the run."""
    paper = Paper.objects.get(pk=paper_id)
    person = Person.objects.filter(pk=person_id).first() if person_id else None
    return judge_paper(paper, dt.date.fromisoformat(today), person).pk


@task()
def judge_as_asked(judging_id: int) -> None:
    """Judge as a person asked for; one that is done is not done again."""
    asked = Judging.objects.select_related("paper__place", "asked_by").get(pk=judging_id)
    if asked.state == Judging.State.DONE:
        return
    asked.state, asked.problem = Judging.State.RUNNING, ""
    asked.save(update_fields=["state", "problem"])
    try:
        # no transaction around it: the computing takes its time, and others go on writing
        asked.run = judge_paper(asked.paper, asked.today, asked.asked_by)
        asked.state = Judging.State.DONE
    except SanyiError as problem:
        asked.state, asked.problem = Judging.State.FAILED, str(problem)
    asked.save(update_fields=["state", "problem", "run"])


def judge_paper(paper: Paper, today: dt.date, person: Person | None = None) -> VerdictRun:
    """Judge all tasks of an issued document as of a day and store how they stand."""
    judged, method = judged_paper(paper, today), method_on(today)
    figures = [f for t in judged.tasks for v in t.targets for f in _figures(v, judged, method)]
    FigureStore(workspace_folder(settings.HOME, paper.place.code)).add(figures)
    return _store(paper, today, person, judged)


def judged_paper(paper: Paper, today: dt.date) -> Judged:
    """The library's verdicts on a document, as of a day."""
    folder = workspace_folder(settings.HOME, paper.place.code)
    reports = Report.objects.filter(entry__paper=paper, state__in=_COUNTED)
    with Session(Workspace(folder)) as session:
        return judge_ledger(
            adapters.ledger_of(paper), session, today,
            bindings_file=folder / "bindings.toml",
            paths_file=folder / "trajectories.toml",
            closed=adapters.closed_ids(paper),
            grades=grades_of(paper.place),
            memory=_MEMORY,
            reports=adapters.progress_reports(
                reports.select_related("entry", "unit").prefetch_related("evidence")
            ),
        )  # fmt: skip


def _figures(verdict: TargetVerdict, judged: Judged, method: Method) -> list[Figure]:
    history = judged.histories.get(verdict.indicator)
    shown = [*verdict.reason.figures]
    shown += [f for f in (verdict.value, verdict.expected, verdict.forecast, verdict.chance,
                          verdict.chance_low, verdict.chance_high) if f is not None]  # fmt: skip
    shown += _band(verdict, judged, method)
    if history is not None:
        shown += [*history.this_year, *history.last_year]
    return shown


@transaction.atomic
def _store(paper: Paper, today: dt.date, person: Person | None, judged: Judged) -> VerdictRun:
    run = VerdictRun.objects.create(
        paper=paper, today=today, made_by=person,
        findings=[finding_as_dict(f) for f in judged.findings],
    )  # fmt: skip
    rows = {row.entry_id: row for row in EntryRow.objects.select_for_update().filter(paper=paper)}
    targets = {t.target_id: t for t in TargetRow.objects.filter(entry__paper=paper)}
    standings, changed = [], []
    method = method_on(today)
    for task_verdict in judged.tasks:
        row = rows[task_verdict.entry.id]
        row.lamp, row.status = task_verdict.lamp.value, task_verdict.status.value
        row.why, row.judged_on = task_verdict.reason.text, today
        standings.append(
            StandingRow(run=run, entry=row, lamp=row.lamp, status=row.status, why=row.why)
        )
        for verdict in task_verdict.targets:
            if target := targets.get(verdict.target.id):
                target.indicator, target.status = verdict.indicator, verdict.status.value
                target.verdict = adapters.verdict_content(
                    verdict, *_path(verdict, judged), _band(verdict, judged, method)
                )
                changed.append(target)
    EntryRow.objects.bulk_update(rows.values(), ["lamp", "status", "why", "judged_on"])
    TargetRow.objects.bulk_update(changed, ["indicator", "status", "verdict"])
    StandingRow.objects.bulk_create(standings)
    return run


def _path(verdict: TargetVerdict, judged: Judged) -> tuple[History | None, Trajectory | None]:
    history = judged.histories.get(verdict.indicator)
    if history is None or verdict.goal is None:
        return history, None
    return history, trajectory_of(verdict.goal, history, judged.paths.get(verdict.target.id))


def _band(verdict: TargetVerdict, judged: Judged, method: Method) -> tuple[Figure, ...]:
    """The interval of the forecast that a chart draws; empty where nothing is forecast."""
    history = judged.histories.get(verdict.indicator)
    entry = next((e for e in judged.ledger.entries if e.id == verdict.entry_id), None)
    if history is None or entry is None or verdict.goal is None or verdict.forecast is None:
        return ()
    return band_of(verdict.target, entry, verdict.goal, history, method)
