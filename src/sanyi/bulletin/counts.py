"""How many tasks stand where: every count is a figure, and its members are kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import partial

from sanyi.kernel import Figure, InputUse, Period, Scope, ScopeKind, Trace
from sanyi.ledger import Ledger, UnitRole
from sanyi.targets import LAMP_LABELS, Lamp, Method, Status, TaskVerdict, counted


@dataclass(slots=True)
class Counter:
    """Counts over the tasks of one ledger on one day; remembers who was counted."""

    ledger: Ledger
    tasks: Sequence[TaskVerdict]
    period: Period
    members: dict[str, tuple[str, ...]]

    @classmethod
    def over(cls, ledger: Ledger, tasks: Sequence[TaskVerdict], period: Period) -> Counter:
        """A counter that has counted nothing yet."""
        return cls(ledger, tasks, period, {})

    @property
    def source(self) -> InputUse:
        """The ledger with its verdicts as an input of a trace."""
        lines = "\n".join(f"{t.entry.id} {t.status} {t.lamp}" for t in self.tasks)
        digest = hashlib.sha256(lines.encode()).hexdigest()
        return InputUse(f"台账 {self.ledger.document.id}", len(self.tasks), digest)

    def count(
        self, code: str, title: str, chosen: Callable[[TaskVerdict], bool], group: str = "",
        among: Callable[[TaskVerdict], bool] = lambda _: True,
    ) -> Figure:  # fmt: skip
        """The number of tasks that are chosen among those meant."""
        whole = [t.entry.id for t in self.tasks if among(t)]
        ids = [t.entry.id for t in self.tasks if among(t) and chosen(t)]
        figure = counted(
            code, title, ids, among=whole, period=self.period, source=self.source, group=group,
            wording=f"{title}：台账各项任务按认定规则逐项归类后的项数。",
            clauses=(self.ledger.document.id,),
        )  # fmt: skip
        self.members[figure.id] = tuple(ids)
        return figure

    def share(self, code: str, title: str, part: Figure, whole: Figure, wording: str) -> Figure:
        """One count over another; no value when there is nothing to divide by."""
        value = None
        if whole.value and part.value is not None:
            value = (part.value / whole.value).quantize(Decimal("0.000001"), ROUND_HALF_UP)
        trace = replace(part.trace, wording=wording)
        return Figure(
            code, part.version, title, self.period, Scope(), "share", value, part.value,
            whole.value, trace, "" if value is not None else "没有可以销号的任务",
        )  # fmt: skip


def lamp_counts(counter: Counter) -> Mapping[Lamp, Figure]:
    """The number of tasks under each lamp; they add up to the number of tasks."""
    return {
        lamp: counter.count(f"tasks_{lamp}", f"{LAMP_LABELS[lamp]}任务数",
                            partial(_shows, lamp=lamp))
        for lamp in Lamp
    }  # fmt: skip


# --- units


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit in the ranking."""

    unit: str
    rank: Figure
    score: Figure
    led: Figure
    lamps: Mapping[Lamp, Figure]


def leads(task: TaskVerdict, unit: str) -> bool:
    """Whether a unit is printed as responsible for a task."""
    return unit in task.entry.names(UnitRole.LEAD)


def ranking(counter: Counter, method: Method) -> tuple[UnitRow, ...]:
    """Units that lead, best first; ties share a rank.

    The score is the mean of the scores of the unit's tasks; tasks it only joins count in part.
    """
    units = list(dict.fromkeys(u for t in counter.tasks for u in t.entry.names(UnitRole.LEAD)))
    scores = {unit: _score(counter, unit, method) for unit in units}
    ordered = sorted(units, key=lambda u: (-(scores[u].value or Decimal(0)), units.index(u)))
    rows = []
    for unit in ordered:
        better = sum(1 for u in units if (scores[u].value or 0) > (scores[unit].value or 0))
        rank = _rank(counter, scores[unit], better + 1)
        led = counter.count("unit_tasks", f"{unit}牵头任务数", partial(leads, unit=unit), unit)
        rows.append(UnitRow(unit, rank, scores[unit], led, _unit_lamps(counter, unit)))
    return tuple(rows)


def _unit_lamps(counter: Counter, unit: str) -> Mapping[Lamp, Figure]:
    return {
        lamp: counter.count(f"unit_{lamp}", f"{unit}牵头任务中{LAMP_LABELS[lamp]}的项数",
                            partial(_shows, lamp=lamp), unit, partial(leads, unit=unit))
        for lamp in Lamp
    }  # fmt: skip


def _shows(task: TaskVerdict, lamp: Lamp) -> bool:
    return task.lamp is lamp


def _score(counter: Counter, unit: str, method: Method) -> Figure:
    points = {
        Status.MET: method.score_met,
        Status.ON_COURSE: method.score_on_course,
        Status.LAGGING: method.score_lagging,
        Status.MISSED: method.score_missed,
        Status.NO_DATA: method.score_no_data,
    }
    total = weight = Decimal(0)
    used: list[str] = []
    for task in counter.tasks:
        if leads(task, unit):
            share = Decimal(1)
        elif unit in task.entry.names(UnitRole.COOPERATING):
            share = Decimal(str(method.cooperating_weight))
        else:
            continue
        used.append(task.entry.id)
        point = 1.0 if task.is_closed else points[task.status]
        total += share * Decimal(str(point))
        weight += share
    value = (100 * total / weight).quantize(Decimal("0.01"), ROUND_HALF_UP)
    base = counter.count("unit_scored", f"{unit}计分任务数", lambda t: t.entry.id in used, unit)
    names = ("score_met", "score_on_course", "score_lagging", "score_missed", "score_no_data",
             "cooperating_weight")  # fmt: skip
    trace = Trace(
        base.trace.definition_file, base.trace.definition_hash, base.trace.inputs,
        base.trace.clauses, method.uses(*names),
        wording="各任务得分的加权平均，满分一百；配合的任务按权重计入。",
    )  # fmt: skip
    figure = Figure(
        "unit_score", base.version, f"{unit}得分", counter.period,
        Scope(ScopeKind.GROUP, unit, unit), "score", value, total, weight, trace,
    )  # fmt: skip
    counter.members[figure.id] = tuple(used)
    return figure


def _rank(counter: Counter, score: Figure, rank: int) -> Figure:
    trace = replace(score.trace, wording="按得分从高到低排列，得分相同的名次相同。")
    return replace(
        score, indicator="unit_rank", title=f"{score.scope.label}名次", unit="count",
        value=Decimal(rank), numerator=None, denominator=None, trace=trace,
    )  # fmt: skip
