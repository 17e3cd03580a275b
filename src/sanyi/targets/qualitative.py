"""A task without a number: judged by the unit's report and its proof.

A report alone never makes a task met; "done" without a document number or evidence does not count.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sanyi.kernel import Period, PeriodKind
from sanyi.targets.method import Method
from sanyi.targets.model import ProgressReport, Status
from sanyi.targets.statement import Sentence, Words, reported, say


def report_verdict(
    reports: Sequence[ProgressReport],
    due_on: dt.date,
    year: int,
    today: dt.date,
    method: Method,
    *,
    is_standing: bool = False,
    is_due_assumed: bool = False,
) -> tuple[Status, Sentence]:
    """The verdict on a task that only its unit can speak of.

    Args:
        reports: of this task, oldest first, none later than today.
        is_standing: 长期: it is never over and never missed.
        is_due_assumed: the document prints no time limit.
    """
    over = today > due_on and not is_standing
    proven = next((r for r in reports if r.is_done and r.has_proof), None)
    if proven is not None and (proven.period_end_on <= due_on or not over):
        return Status.MET, say("{}报告已完成，有佐证{}。", proven.unit, _proof(proven))
    if proven is not None:
        return Status.MET, say("{}于时限之后报告完成，有佐证{}。", proven.unit, _proof(proven))
    due: Words = due_on
    if over:
        limit = (
            say("文件未写明时限，按{}认定，", due) if is_due_assumed else say("时限{}已过，", due)
        )
        if reports and reports[-1].is_done:
            reason = say("{}{}自报已完成，但没有文号或佐证，不予认定。", limit, reports[-1].unit)
            return Status.MISSED, reason
        return Status.MISSED, say("{}没有完成的佐证。", limit)
    latest = reports[-1] if reports else None
    if latest is None or not _is_current(latest, today):
        return Status.NO_DATA, say("本季度没有收到责任单位的报告。")
    plan = elapsed_share(dt.date(year, 1, 1), due_on, today)
    near = (due_on - today).days <= 30
    return _running(latest, plan, method, near=near, is_standing=is_standing)


def _proof(report: ProgressReport) -> Words:
    return reported(report.document_number or report.evidence, report.id)


def _is_current(report: ProgressReport, today: dt.date) -> bool:
    """It speaks of the quarter of today, or of the quarter before while today's is not over."""
    quarter = Period.containing(today, PeriodKind.QUARTER)
    oldest = quarter.start if today == quarter.end else quarter.previous().start
    return report.period_end_on >= oldest


def _running(
    latest: ProgressReport, plan: float, method: Method, *, near: bool, is_standing: bool
) -> tuple[Status, Sentence]:
    if latest.is_done:
        status = Status.LAGGING if near and not is_standing else Status.ON_COURSE
        return status, say("{}自报已完成，但没有文号或佐证，不予认定，请补报。", latest.unit)
    if latest.status == "delayed":
        return Status.LAGGING, say("{}自报进展滞后。", latest.unit)
    if is_standing:
        return Status.ON_COURSE, say("{}报告长期坚持（自报，未经核实）。", latest.unit)
    if latest.status == "not_started" and plan > 0.5:
        return Status.LAGGING, say("时限已过半，{}自报尚未启动。", latest.unit)
    share = latest.progress_share
    if share is not None and float(share) < plan - method.lamp_red_gap:
        printed = reported(f"{float(share):.0%}", latest.id)
        return Status.LAGGING, say("{}自报进度{}，落后于时间进度。", latest.unit, printed)
    return Status.ON_COURSE, say("{}报告正在推进（自报，未经核实）。", latest.unit)


def elapsed_share(start: dt.date, due_on: dt.date, today: dt.date) -> float:
    """Share of the time that is gone, 0..1.

    Example:
        >>> start, due_on = dt.date(2022, 1, 1), dt.date(2022, 12, 31)
        >>> round(elapsed_share(start, due_on, dt.date(2022, 9, 30)), 4)
        0.7473
    """
    whole = (due_on - start).days
    return 1.0 if whole <= 0 else min(1.0, max(0.0, (today - start).days / whole))
