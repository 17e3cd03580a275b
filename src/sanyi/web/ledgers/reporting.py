"""Reports of units: drafted, checked, submitted; accepted, returned or verified by the office."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sanyi.kernel import InputError, Period
from sanyi.ledger import Move, State, finding_as_dict
from sanyi.targets import check_reports
from sanyi.web.acts.matrix import Act, may
from sanyi.web.acts.service import ensure_open, record, require
from sanyi.web.ledgers import adapters, service
from sanyi.web.ledgers.evidence import subject_of
from sanyi.web.ledgers.models import EntryRow, Report
from sanyi.web.ledgers.queries import relation_of, units_of
from sanyi.web.papers.models import PaperState
from sanyi.web.units.models import Person, Unit

FIELDS = ("claim", "text", "problem", "next_step", "document_number", "document_on")
OPEN_FOR_REPORTS = frozenset({State.ASSIGNED, State.RUNNING, State.REPORTED})
_HELD = (Report.State.SUBMITTED, Report.State.ACCEPTED)


def reporting_unit(person: Person, entry: EntryRow) -> Unit:
    """The unit in whose name a person reports on an entry: the one that is named there.

    Raises:
        PermissionDenied: the person's unit is not named.
    """
    mine = units_of(person)
    named = [u for u in entry.units.all() if u.unit_id in mine]
    if not named:
        raise PermissionDenied("您的单位不在这项任务的责任单位和配合单位之列。")
    leading = [u for u in named if u.role in service.lead_roles()]
    return (leading or named)[0].unit


def ensure_reportable(entry: EntryRow, period: str) -> None:
    """Refuse reports on an entry that is not in hand, or for a locked or future period.

    Raises:
        InputError: says which.
    """
    service.ensure_current(entry)
    if entry.state not in OPEN_FOR_REPORTS:
        is_early = entry.state == State.PROPOSED
        words = "尚未分解交办，暂不上报" if is_early else "已办结，不再上报"
        raise InputError("RPT-001", f"这项任务{words}。", "有疑问的，在任务页面留言。")
    ensure_open(entry.place, period)


@transaction.atomic
def save_draft(
    actor: Person, entry: EntryRow, period: Period, values: dict[str, Any],
    *, revision: int | None,
) -> Report:  # fmt: skip
    """Keep a report without handing it in; the figures of the entry's targets are filled in.

    Args:
        values: some of ``FIELDS``.
        revision: of the report the person saw; None for a new one.

    Raises:
        InputError: it was handed in or changed meanwhile, or the entry or period refuses it.
    """
    entry = EntryRow.objects.select_for_update().get(pk=entry.pk)
    require(actor, Act.REPORT, entry.place, relation_of(actor, entry))
    ensure_reportable(entry, str(period))
    unit = reporting_unit(actor, entry)
    report = (
        Report.objects.select_for_update()
        .filter(entry=entry, unit=unit, period=str(period))
        .first()
    )
    if report is None:
        report = Report(entry=entry, unit=unit, period=str(period), revision=0)
    else:
        _ensure_open(report)
        service.ensure_revision(report, revision if revision is not None else 0)
    before = {} if report.pk is None else _content(report)
    for name in FIELDS:
        if name in values:
            setattr(report, name, values[name])
    report.prefilled, report.author = prefilled(entry), actor
    report.revision += 1
    report.save()
    after = _content(report)
    changed = [k for k in after if before.get(k) != after[k]]
    record(
        actor, "draft_report", "report", subject_of(entry, "report", report.pk), place=entry.place,
        before={k: before[k] for k in changed if k in before}, after={k: after[k] for k in changed},
    )  # fmt: skip
    return report


def _ensure_open(report: Report) -> None:
    if report.state in _HELD:
        label = Period.parse(report.period).label
        raise InputError(
            "RPT-002",
            f"{label}的报告{report.get_state_display()}，不能再改。",
            "需要更正的，请办公室退回。",
        )


def _content(report: Report) -> dict[str, Any]:
    values = {name: getattr(report, name) for name in FIELDS}
    day = values["document_on"]
    values["document_on"] = day.isoformat() if isinstance(day, dt.date) else None
    return {"unit": report.unit.name, "period": report.period, **values}


def prefilled(entry: EntryRow) -> dict[str, Any]:
    """The figures of an entry's targets, as the report will carry them."""
    return {
        "judged_on": entry.judged_on.isoformat() if entry.judged_on else None,
        "targets": [
            {
                "id": target.target_id,
                "phrase": target.phrase,
                "status": target.status,
                "value": target.verdict.get("value"),
                "reason": target.verdict.get("reason", []),
            }
            for target in entry.targets.all()
        ],
    }


def flags_of(report: Report) -> list[dict[str, Any]]:
    """What looks doubtful in a report, held against figures, earlier reports and other units'."""
    quarter = Period.parse(report.period)
    periods = (str(quarter), str(quarter.previous()))
    known = Report.objects.filter(
        entry__paper=report.entry.paper, period__in=periods, state__in=_HELD
    ).exclude(pk=report.pk)
    rows = [*known.select_related("entry", "unit").prefetch_related("evidence"), report]
    reports = adapters.progress_reports(rows)
    verdict = adapters.task_verdict_of(report.entry, quarter.end)
    own = adapters.report_id(report)
    return [
        finding_as_dict(f) for f in check_reports(reports, [verdict], quarter) if f.where == own
    ]


@transaction.atomic
def submit(actor: Person, report: Report, *, revision: int) -> Report:
    """Hand a report in; the entry moves on to 报告.

    Raises:
        InputError: it says nothing, or was handed in or changed meanwhile, or the period is locked.
    """
    report = Report.objects.select_for_update().get(pk=report.pk)
    entry = report.entry
    require(actor, Act.REPORT, entry.place, relation_of(actor, entry))
    if report.unit_id not in units_of(actor):
        raise PermissionDenied("这不是您单位的报告。")
    ensure_reportable(entry, report.period)
    _ensure_open(report)
    service.ensure_revision(report, revision)
    if not report.text.strip():
        raise InputError("RPT-003", "没有写进展情况。", "写明本季度做了什么，再提交。")
    before = {"state": report.state}
    report.prefilled, report.author = prefilled(entry), actor
    report.state, report.submitted_at = Report.State.SUBMITTED, timezone.now()
    report.flags = flags_of(report)
    report.revision += 1
    report.save()
    record(
        actor, "submit_report", "report", subject_of(entry, "report", report.pk),
        place=entry.place, before=before, after={"state": report.state, "period": report.period,
                                                 "flags": [f["code"] for f in report.flags]},
    )  # fmt: skip
    service.move(actor, entry, Move.REPORT)
    return report


@transaction.atomic
def accept(actor: Person, report: Report, note: str = "") -> Report:
    """Take a report as it is; when none waits any more the entry goes on."""
    return _review(actor, report, Report.State.ACCEPTED, Move.GO_ON, note)


@transaction.atomic
def send_back(actor: Person, report: Report, reason: str) -> Report:
    """Return a report with what is wanting.

    Raises:
        InputError: no reason is given.
    """
    if not reason.strip():
        raise InputError("ACT-003", "退回须写明理由。", "写明要补充什么，再退回。")
    return _review(actor, report, Report.State.RETURNED, Move.RETURN, reason)


def _review(actor: Person, report: Report, state: Report.State, step: Move, note: str) -> Report:
    report = Report.objects.select_for_update().get(pk=report.pk)
    entry = EntryRow.objects.select_for_update().get(pk=report.entry_id)
    require(actor, Act(step.value), entry.place, relation_of(actor, entry))
    _reviewed(actor, report, entry, state, note)
    waiting = entry.reports.filter(state=Report.State.SUBMITTED).exists()
    if not waiting and entry.state == State.REPORTED:
        service.move(actor, entry, step, reason=note)
    return report


def _reviewed(
    actor: Person, report: Report, entry: EntryRow, state: Report.State, note: str
) -> None:
    service.ensure_current(entry)
    if report.state != Report.State.SUBMITTED:
        words = f"这份报告{report.get_state_display()}，没有等待处理。"
        raise InputError("RPT-004", words, "刷新页面。")
    ensure_open(entry.place, report.period)
    before = {"state": report.state}
    report.state, report.reviewed_by, report.review_note = state, actor, note.strip()
    report.revision += 1
    report.save()
    record(
        actor, "review_report", "report", subject_of(entry, "report", report.pk),
        place=entry.place, before=before, after={"state": report.state, "period": report.period,
                                                 "unit": report.unit.name}, reason=note,
    )  # fmt: skip


@transaction.atomic
def verify(
    actor: Person, entry: EntryRow, *, revision: int, waiver: str = "", note: str = ""
) -> EntryRow:
    """Find that an entry is done on its proof; the waiting reports are accepted with it."""
    moved = service.move(actor, entry, Move.VERIFY, reason=note, revision=revision, waiver=waiver)
    waiting = Report.objects.select_for_update().filter(entry=entry, state=Report.State.SUBMITTED)
    for report in waiting:
        _reviewed(actor, report, moved, Report.State.ACCEPTED, note)
    return moved


def may_report(person: Person, entry: EntryRow) -> bool:
    """Whether a person may report on an entry in its present state."""
    is_open = entry.state in OPEN_FOR_REPORTS and entry.paper.state != PaperState.ARCHIVED
    return is_open and may(person.role, Act.REPORT, relation_of(person, entry))
