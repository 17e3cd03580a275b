"""The entries of a unit, each with what is wanted of it now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sanyi.kernel import Period
from sanyi.ledger import UnitRole
from sanyi.web.acts.service import is_locked
from sanyi.web.ledgers.models import EntryRow, Report
from sanyi.web.ledgers.queries import current, office_day, units_of, visible_entries
from sanyi.web.mytasks.wants import WANT_LABELS, Situation, Want, quarter_to_report, wanted
from sanyi.web.papers.models import Paper
from sanyi.web.units.models import Person


@dataclass(frozen=True, slots=True)
class MyTask:
    """One line of the desk."""

    row: EntryRow
    is_lead: bool
    want: Want
    quarter: Period
    report: Report | None

    @property
    def want_label(self) -> str:
        """What is wanted, in words."""
        return WANT_LABELS[self.want]

    @property
    def is_pressing(self) -> bool:
        """Whether the unit has something to do now."""
        return self.want < Want.WAIT_OFFICE


def my_tasks(person: Person) -> list[MyTask]:
    """What the person's unit leads and joins, the most pressing first."""
    mine = set(units_of(person))
    if not mine:
        return []
    rows = list(
        current(visible_entries(person), person)
        .filter(units__unit__in=mine).distinct()
        .select_related("paper", "place").prefetch_related("units")
        .defer("reading", "text", "search_text")
    )  # fmt: skip
    quarters = {p: quarter_of(p) for p in {row.paper for row in rows}}
    reports = {
        (r.entry_id, r.period): r
        for r in Report.objects.filter(unit__in=mine, entry__in=[r.pk for r in rows])
    }
    tasks = [_task(row, mine, quarters[row.paper], reports) for row in rows]
    last = dt.date.max
    tasks.sort(key=lambda t: (t.want, not t.is_lead, t.row.due_on or last, t.row.position))
    return tasks


def quarter_of(paper: Paper) -> Period:
    """The quarter that is reported on a document now; the one before while that is open."""
    day = office_day(paper)
    quarter = quarter_to_report(day, paper.year or day.year)
    if is_locked(paper.place, quarter) and quarter.index < 4 and quarter.after <= day:
        return Period(quarter.kind, quarter.year, quarter.index + 1)
    return quarter


def _task(
    row: EntryRow, mine: set[int], quarter: Period, reports: dict[tuple[int, str], Report]
) -> MyTask:
    is_lead = any(u.unit_id in mine and u.role != UnitRole.COOPERATING for u in row.units.all())
    report = reports.get((row.pk, str(quarter)))
    returned = next(
        (r for (entry, _), r in reports.items()
         if entry == row.pk and r.state == Report.State.RETURNED), None,
    )  # fmt: skip
    if returned is not None and (report is None or report.state == Report.State.RETURNED):
        report, quarter = returned, Period.parse(returned.period)
    situation = Situation(row.state, row.lamp, is_lead, report.state if report else "")
    return MyTask(row, is_lead, wanted(situation), quarter, report)
