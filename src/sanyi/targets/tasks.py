"""Verdicts on targets and units' reports -> one verdict and one lamp for each task."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sanyi.clauses import DeadlineKind
from sanyi.kernel import Period, PeriodKind
from sanyi.ledger import Entry, EntryKind, Ledger
from sanyi.targets.bindings import Binding
from sanyi.targets.goals import due_of
from sanyi.targets.method import Method, method_on
from sanyi.targets.model import (
    STATUS_LABELS,
    History,
    Lamp,
    ProgressReport,
    Status,
    TargetVerdict,
    TaskVerdict,
)
from sanyi.targets.qualitative import report_verdict
from sanyi.targets.statement import Sentence, join, quote, say
from sanyi.targets.trajectory import EditedPath
from sanyi.targets.verdict import Question, judge

# what decides when several must hold, worst first; of alternatives the other end decides
_WORST = (Status.MISSED, Status.LAGGING, Status.NO_DATA, Status.ON_COURSE, Status.MET)
_BEST = (Status.MET, Status.ON_COURSE, Status.LAGGING, Status.NO_DATA, Status.MISSED)


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is known on a day besides the document.

    Args:
        histories: figures by indicator code.
        bindings: confirmed bindings by target id.
        reports: units' own reports.
        closed: ids of the entries the office has closed (销号).
        paths: trajectories set by hand, by target id.
    """

    histories: Mapping[str, History] = field(default_factory=dict)
    bindings: Mapping[str, Binding] = field(default_factory=dict)
    reports: Sequence[ProgressReport] = ()
    closed: Collection[str] = ()
    paths: Mapping[str, EditedPath] = field(default_factory=dict)


def tasks_of(ledger: Ledger) -> tuple[Entry, ...]:
    """The tasks counted: the annexed ledger where there is one, else the clauses.

    What a person added by hand counts wherever it stands.
    """
    kept = [e for e in ledger.entries if not e.is_deleted]
    has_rows = any(e.kind is EntryKind.LEDGER_ROW and not e.is_added for e in kept)
    counted = EntryKind.LEDGER_ROW if has_rows else EntryKind.CLAUSE
    return tuple(e for e in kept if e.kind is counted or e.is_added)


def assess(ledger: Ledger, evidence: Evidence, today: dt.date) -> tuple[TaskVerdict, ...]:
    """A verdict on every task of a ledger, as of today.

    The year of the document, or else of today, is the year that is judged.
    """
    method = method_on(today)
    year = ledger.document.year or today.year
    tasks = tasks_of(ledger)
    return tuple(
        assess_entry(e, evidence, today, year, method, reported_under(e, tasks)) for e in tasks
    )


def reported_under(entry: Entry, tasks: Sequence[Entry]) -> frozenset[str]:
    """Ids under which units report on an entry: its own, and its clause's if only it has it."""
    shared = Counter(id for task in tasks for id in task.counterparts)
    return frozenset({entry.id, *(id for id in entry.counterparts if shared[id] == 1)})


def assess_entry(  # noqa: PLR0917 - what a verdict is made from
    entry: Entry, evidence: Evidence, today: dt.date, year: int, method: Method,
    reported_under: Collection[str],
) -> TaskVerdict:  # fmt: skip
    """The verdict on one task; ``reported_under`` are the ids by which reports speak of it."""
    reports = tuple(
        sorted(
            (
                r
                for r in evidence.reports
                if r.entry_id in reported_under and r.period_end_on <= today
            ),
            key=lambda r: (r.period_end_on, r.id),
        )
    )
    targets = tuple(
        judge(_question(target.id, entry, evidence, today, year), method)
        for target in entry.targets
    )
    deadline = entry.deadline
    standing = deadline is not None and deadline.kind is DeadlineKind.ONGOING
    if deadline is not None and deadline.due_on is not None:
        due_on, assumed = deadline.due_on, False
    else:
        due_on, assumed = dt.date(year, 12, 31), not standing
    if targets:
        status, reason = combine(targets)
    else:
        status, reason = report_verdict(
            reports, due_on, year, today, method, is_standing=standing, is_due_assumed=assumed
        )
    closed = entry.id in evidence.closed
    lamp = _lamp(status, targets, closed, standing, _reported_this_quarter(reports, today))
    return TaskVerdict(
        entry, status, lamp, targets, reason, None if standing else due_on, standing, closed,
        reports,
    )  # fmt: skip


def _question(
    target_id: str, entry: Entry, evidence: Evidence, today: dt.date, year: int
) -> Question:
    target = next(t for t in entry.targets if t.id == target_id)
    binding = evidence.bindings.get(target_id)
    history = evidence.histories.get(binding.indicator) if binding else None
    why = "目标尚未与指标对应"
    if binding is not None and history is None:
        why = "对应指标所需的数据表还没有装载"
    return Question(target, entry, year, today, history, why, evidence.paths.get(target_id))


def combine(targets: Sequence[TargetVerdict]) -> tuple[Status, Sentence]:
    """All targets must hold; of those joined by 或 one suffices."""
    groups: dict[str, list[TargetVerdict]] = {}
    for verdict in targets:
        groups.setdefault(verdict.target.alternative_group or verdict.target.id, []).append(verdict)
    deciding = [min(group, key=lambda v: _BEST.index(v.status)) for group in groups.values()]
    status = min((v.status for v in deciding), key=_WORST.index)
    told = sorted(deciding, key=lambda v: _WORST.index(v.status))
    return status, join(
        _told(v, alternatives=len(groups[v.target.alternative_group or v.target.id]) > 1)
        for v in told
    )


def _told(verdict: TargetVerdict, *, alternatives: bool) -> Sentence:
    label = STATUS_LABELS[verdict.status]
    note = "（“或”目标中以此项认定）" if alternatives else ""
    phrase = quote(verdict.target.phrase, verdict.target.id)
    return say(f"“{{}}”{label}{note}：{{}}", phrase, verdict.reason)


def deciding_targets(task: TaskVerdict) -> tuple[TargetVerdict, ...]:
    """The targets that decide: the best of each 或-group and all the others."""
    groups: dict[str, list[TargetVerdict]] = {}
    for verdict in task.targets:
        groups.setdefault(verdict.target.alternative_group or verdict.target.id, []).append(verdict)
    return tuple(min(g, key=lambda v: _BEST.index(v.status)) for g in groups.values())


def _reported_this_quarter(reports: Iterable[ProgressReport], today: dt.date) -> bool:
    """Whether a report speaks of the quarter of today, or of the last one that is over."""
    quarter = Period.containing(today, PeriodKind.QUARTER)
    current = {quarter, quarter.previous()} if today != quarter.end else {quarter}
    return any(Period.containing(r.period_end_on, PeriodKind.QUARTER) in current for r in reports)


def _lamp(
    status: Status, targets: Sequence[TargetVerdict], closed: bool, standing: bool, reported: bool
) -> Lamp:
    if closed:
        return Lamp.CLOSED
    if standing and status not in (Status.MISSED, Status.LAGGING):
        return Lamp.BLUE if reported else Lamp.GREY
    if status is Status.LAGGING:
        return Lamp.RED if any(t.will_be_missed for t in targets) else Lamp.YELLOW
    return {
        Status.MET: Lamp.GREEN,
        Status.ON_COURSE: Lamp.GREEN,
        Status.MISSED: Lamp.RED,
        Status.NO_DATA: Lamp.GREY,
    }[status]


def due_day(entry: Entry, year: int) -> dt.date:
    """The last of the days on which an entry's targets are judged."""
    days = [due_of(target, entry, year)[0] for target in entry.targets]
    if entry.deadline is not None and entry.deadline.due_on is not None:
        days.append(entry.deadline.due_on)
    return max(days, default=dt.date(year, 12, 31))
