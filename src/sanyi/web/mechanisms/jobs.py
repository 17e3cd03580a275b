"""Running a mechanism in the background."""

from __future__ import annotations

from decimal import Decimal

from django_tasks import task

from sanyi.bulletin.store import FigureStore
from sanyi.datasets import Session, Workspace
from sanyi.kernel import InputError, Period, SanyiError
from sanyi.ledger import finding_as_dict
from sanyi.params import with_changes
from sanyi.web.base.workspaces import folder_of
from sanyi.web.mechanisms.models import MechanismRun
from sanyi.web.mechanisms.registry import mechanisms


@task()
def run_in_background(run_id: int) -> str:
    """Run what was asked; a second run gives the same."""
    run = MechanismRun.objects.select_related("place").get(pk=run_id)
    if not run.is_working:
        return run.state
    try:
        _run(run)
        run.state = MechanismRun.State.DONE
    except SanyiError as error:
        run.state, run.problem = MechanismRun.State.FAILED, f"{error.message}{error.hint}"
    run.save()
    return run.state


def _run(run: MechanismRun) -> None:
    mechanism = mechanisms().get(run.key)
    if mechanism is None:
        raise InputError("MEC-001", "没有这个机制。", "返回列表重选。")
    period, book = Period.parse(run.period), mechanism.parameters
    with Session(Workspace(folder_of(run.place))) as session:
        lacking = [name for name in mechanism.tables if not session.has(name)]
        if lacking:
            raise InputError(
                "MEC-002", f"数据表 {'、'.join(lacking)} 还没有装载。", "在“数据”里装载后再运行。"
            )
        figures, findings = mechanism.run(session, book, period)
        if run.changes:
            changes = {name: Decimal(text) for name, text in run.changes.items()}
            tried, _ = mechanism.run(session, with_changes(book, changes, period.end), period)
            run.tried = [f.to_json() for f in tried]
    if not run.changes:
        FigureStore(folder_of(run.place)).add(figures)
    run.figures = [f.to_json() for f in figures]
    run.findings = [finding_as_dict(f) for f in findings]
