"""The ledger as it was on a past day, from the log alone; the lamps from the verdicts then made."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from sanyi.ledger import STATE_LABELS, State, facts_at
from sanyi.web.acts.models import Event
from sanyi.web.ledgers.adapters import changes_of, facts_of
from sanyi.web.ledgers.models import EntryRow, StandingRow
from sanyi.web.ledgers.service import SUBJECT


@dataclass(frozen=True, slots=True)
class PastEntry:
    """An entry as it stood: its row for the link, its facts, its lamp."""

    row: EntryRow
    facts: dict[str, Any]
    lamp: str
    status: str
    judged_on: dt.date | None

    @property
    def state(self) -> str:
        """The state in Chinese."""
        return STATE_LABELS[State(self.facts["state"])]

    @property
    def differs(self) -> bool:
        """Whether the entry says something else today."""
        today = facts_of(self.row)
        return any(today[name] != value for name, value in self.facts.items())


def end_of(day: dt.date) -> dt.datetime:
    """The last moment of a day in the office's time zone."""
    next_day = dt.datetime.combine(day + dt.timedelta(days=1), dt.time())
    return timezone.make_aware(next_day) - dt.timedelta(microseconds=1)


def ledger_on(entries: QuerySet[EntryRow], day: dt.date) -> list[PastEntry]:
    """Entries of a query that were there at the end of a day, as they then were.

    Where no event names a field (such as the number in the document) it never changed.
    """
    moment = end_of(day)
    rows = list(entries.prefetch_related("units__unit").defer("reading", "search_text"))
    ids = {row.entry_id for row in rows}
    events = Event.objects.filter(subject_kind=SUBJECT).order_by("number")
    known = facts_at((c for c in changes_of(events.iterator()) if c.subject in ids), moment)
    lamps = _lamps(rows, moment)
    found = []
    for row in rows:
        if row.entry_id in known:
            now = facts_of(row)
            then = {name: known[row.entry_id].get(name, value) for name, value in now.items()}
            standing = lamps.get(row.pk)
            lamp, status, judged = (
                (standing.lamp, standing.status, standing.run.today)
                if standing
                else ("grey", "no_data", None)
            )
            found.append(PastEntry(row, then, lamp, status, judged))
    return found


def _lamps(rows: list[EntryRow], moment: dt.datetime) -> dict[int, StandingRow]:
    """The last verdict on each entry that was made by then."""
    made = StandingRow.objects.filter(entry__in=[r.pk for r in rows], run__made_at__lte=moment)
    ordered = made.select_related("run").order_by("run__made_at")
    return {standing.entry_id: standing for standing in ordered}
