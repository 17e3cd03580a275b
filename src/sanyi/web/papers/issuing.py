"""Putting a version in force (下达): its tasks become, or renew, rows of the ledger."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from sanyi.kernel import Finding, InputError, Severity
from sanyi.ledger import Ledger
from sanyi.targets import tasks_of
from sanyi.web.acts.matrix import Act
from sanyi.web.acts.service import record, require
from sanyi.web.ledgers.renewal import Renewal, plan_renewal, renew
from sanyi.web.papers.keeping import SUBJECT
from sanyi.web.papers.models import Paper, PaperState, Version
from sanyi.web.papers.queries import corrected_version, is_correctable, version_in_force
from sanyi.web.units.models import Person


@dataclass(frozen=True, slots=True)
class Issue:
    """What issuing a version would do.

    Args:
        task_count: tasks that the ledger will hold.
        errors: findings that stand against it.
        renewal: what changes in the ledger.
    """

    version: Version
    ledger: Ledger
    task_count: int
    errors: tuple[Finding, ...]
    renewal: Renewal


def plan_issue(version: Version) -> Issue:
    """Look at what issuing a version would do; nothing is changed.

    Raises:
        InputError: it cannot be issued: not read, not the newest, or in force already.
    """
    if not is_correctable(version):
        raise InputError(
            "PAP-009", "这一版不能下达：还没有读完、已有新版，或已经下达。", "打开最新一版再办理。"
        )
    ledger = corrected_version(version).ledger
    renewal = plan_renewal(version.paper, ledger, version.number)
    tasks = tasks_of(renewal.ledger)
    errors = tuple(f for f in ledger.findings if f.severity is Severity.ERROR)
    return Issue(version, ledger, len(tasks), errors, renewal)


@transaction.atomic
def issue(
    actor: Person, version: Version, *, reason: str = "", terminate: Collection[str] | None = None
) -> Issue:
    """Put a version in force.

    Args:
        reason: why it is issued although errors stand; kept in the records.
        terminate: rows gone from the document that are ended; all of them when None.

    Raises:
        PermissionDenied: the actor is not the office's head.
        InputError: it cannot be issued, has no task, or errors stand without a reason.
    """
    require(actor, Act.ISSUE_DOCUMENT, version.paper.place)
    paper = Paper.objects.select_for_update().get(pk=version.paper_id)
    version = Version.objects.select_related("paper", "paper__place").get(pk=version.pk)
    plan = plan_issue(version)
    if not plan.task_count:
        raise InputError("PAP-010", "没有读出任务，不能下达。", "检查文件，或上传新的版本。")
    if plan.errors and not reason.strip():
        raise InputError(
            "PAP-011", f"还有 {len(plan.errors)} 个错误没有处理。",
            "逐个更正或写明处理结果；确需先下达的，写明理由。",
        )  # fmt: skip
    before = version_in_force(paper)
    gone = {d.old.id for d in plan.renewal.gone if d.old}
    renew(paper, plan.renewal, actor, gone if terminate is None else gone & set(terminate))
    state, paper.state = paper.state, PaperState.ISSUED
    paper.save(update_fields=["state"])
    version.issued_at = timezone.now()
    version.save(update_fields=["issued_at"])
    record(
        actor, Act.ISSUE_DOCUMENT, SUBJECT, paper.slug, place=paper.place, reason=reason,
        before={"state": state, "version": before.number if before else None},
        after={"state": paper.state, "version": version.number, "tasks": plan.task_count,
               "errors": [f.code for f in plan.errors]},
    )  # fmt: skip
    return plan
