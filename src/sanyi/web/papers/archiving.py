"""Archiving a document whose work is over (归档), and taking that back.

An archived document stays as it is: it is read, downloaded and found, and nothing is done on it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from sanyi.kernel import InputError
from sanyi.ledger import OPEN_STATES, State
from sanyi.web.acts.matrix import Act
from sanyi.web.acts.service import record, require
from sanyi.web.base.clock import today
from sanyi.web.papers.keeping import SUBJECT
from sanyi.web.papers.models import Paper, PaperState, ReadingState, Version
from sanyi.web.units.models import Person

_AT_WORK = frozenset(OPEN_STATES | {State.DONE})
_BEING_READ = (ReadingState.QUEUED, ReadingState.READING)


@dataclass(frozen=True, slots=True)
class Archiving:
    """What stands in the way of archiving a document.

    Args:
        open_count: tasks that are neither closed nor merged nor terminated.
        is_year_over: whether the last day of its year is past.
        wanting: why it cannot be archived at all; empty when it can.
    """

    open_count: int
    is_year_over: bool
    wanting: str

    @property
    def needs_reason(self) -> bool:
        """Whether tasks stay open, so that the reason has to be kept."""
        return self.open_count > 0


def plan_archive(paper: Paper) -> Archiving:
    """Look at whether a document can be archived; nothing is changed."""
    count = paper.entries.filter(state__in=_AT_WORK).count()
    is_over = paper.year is not None and today() > dt.date(paper.year, 12, 31)
    return Archiving(count, is_over, _wanting(paper, count, is_over))


def _wanting(paper: Paper, open_count: int, is_year_over: bool) -> str:
    if paper.state == PaperState.ARCHIVED:
        return "文件已经归档。"
    if paper.state != PaperState.ISSUED:
        return "只有已下达的文件才归档。"
    if Version.objects.filter(paper=paper, reading_state__in=_BEING_READ).exists():
        return "有一版正在读取，读完再归档。"
    if open_count and not is_year_over:
        year = f"{paper.year}年" if paper.year else "文件的年度"
        return f"还有{open_count}项任务没有销号、合并或终止，{year}也还没有结束。"
    return ""


@transaction.atomic
def archive(actor: Person, paper: Paper, reason: str = "") -> None:
    """Put a document away.

    Raises:
        PermissionDenied: the actor is not the office's head.
        InputError: it is not in force, or tasks are open in a year that is not over, or tasks stay
            open and no reason is given.
    """
    require(actor, Act.ARCHIVE_DOCUMENT, paper.place)
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    plan = plan_archive(paper)
    if plan.wanting:
        raise InputError("PAP-017", plan.wanting, "了结各项任务，或到年度结束以后再归档。")
    if plan.needs_reason and not reason.strip():
        raise InputError(
            "ACT-003", f"还有{plan.open_count}项任务没有了结，归档须写明理由。",
            "写明这些任务怎样处理，如转入下一年度。",
        )  # fmt: skip
    _set(actor, Act.ARCHIVE_DOCUMENT, paper, PaperState.ARCHIVED, reason, plan.open_count)


@transaction.atomic
def restore(actor: Person, paper: Paper, reason: str) -> None:
    """Take a document out of the archive; its tasks are worked on again.

    Raises:
        PermissionDenied: the actor is not the office's head.
        InputError: it is not archived, or no reason is given.
    """
    require(actor, Act.RESTORE_DOCUMENT, paper.place)
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    if paper.state != PaperState.ARCHIVED:
        raise InputError("PAP-018", "文件没有归档。", "不需要撤回归档。")
    if not reason.strip():
        raise InputError("ACT-003", "撤回归档须写明理由。", "填写理由后再试。")
    _set(actor, Act.RESTORE_DOCUMENT, paper, PaperState.ISSUED, reason,
         plan_archive(paper).open_count)  # fmt: skip


def _set(  # noqa: PLR0917 - what the log keeps
    actor: Person, act: Act, paper: Paper, state: PaperState, reason: str, open_count: int
) -> None:
    before, paper.state = paper.state, state
    paper.save(update_fields=["state"])
    record(actor, act, SUBJECT, paper.slug, place=paper.place, reason=reason.strip(),
           before={"state": before}, after={"state": state.value, "open": open_count})  # fmt: skip
