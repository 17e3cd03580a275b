"""The ledger as it was on a past day, from the log alone; the lamps from the verdicts then made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_date

from sanyi.ledger import STATE_LABELS, Facts, State, facts_at
from sanyi.web.acts.matrix import Act
from sanyi.web.acts.models import Event
from sanyi.web.ledgers.adapters import changes_of, facts_of
from sanyi.web.ledgers.models import EntryRow, StandingRow
from sanyi.web.ledgers.service import SUBJECT
from sanyi.web.papers.models import Paper

NO_PAST_DAY = "日期应写成 2025-06-30，且不晚于今天。"
_ARCHIVING = (Act.ARCHIVE_DOCUMENT.value, Act.RESTORE_DOCUMENT.value)


@dataclass(frozen=True, slots=True)
class PastEntry:
    """An entry as it stood: its row for the link, its facts, its lamp."""

    row: EntryRow
    facts: dict[str, Any]
    standing: StandingRow | None

    @property
    def state(self) -> str:
        """The state in Chinese."""
        return STATE_LABELS[State(self.facts["state"])]

    @property
    def differs(self) -> bool:
        """Whether the entry says something else today."""
        today = facts_of(self.row)
        return any(today[name] != value for name, value in self.facts.items())


def day_of(text: str) -> dt.date | None:
    """A day up to today as an address writes it; None for anything else."""
    try:
        day = parse_date(text) if len(text) == 10 else None
    except ValueError:  # of the form, but no day: 2025-02-30
        return None
    return day if day is not None and day <= timezone.localdate() else None


def end_of(day: dt.date) -> dt.datetime:
    """The last moment of a day in the office's time zone."""
    next_day = dt.datetime.combine(day + dt.timedelta(days=1), dt.time())
    return timezone.make_aware(next_day) - dt.timedelta(microseconds=1)


def ledger_on(
    entries: QuerySet[EntryRow], day: dt.date, *, archived: bool | None = None
) -> list[PastEntry]:
    """Entries of a query that were there at the end of a day, as they then were.

    Args:
        archived: whether only those whose document was archived by then, or only the others; all
            when None.
    """
    moment = end_of(day)
    rows = entries.select_related("paper").prefetch_related("units__unit")
    rows = list(rows.defer("reading", "search_text"))  # type: ignore[assignment]
    if archived is not None:
        away = archived_on({row.paper for row in rows}, moment)
        rows = [row for row in rows if (row.paper_id in away) is archived]  # type: ignore[assignment]
    ids = {row.entry_id for row in rows}
    events = Event.objects.filter(subject_kind=SUBJECT).order_by("number")
    known = facts_at((c for c in changes_of(events.iterator()) if c.subject in ids), moment)
    standings = standings_on(rows, moment)
    return [
        PastEntry(row, as_known(facts_of(row), known[row.entry_id]), standings.get(row.pk))
        for row in rows
        if row.entry_id in known
    ]


def as_known(today: Facts, known: Facts) -> Facts:
    """The facts of a past moment.

    Where no event names a field (such as the number in the document) it never changed.
    """
    return {name: known.get(name, value) for name, value in today.items()}


def standings_on(rows: Iterable[EntryRow], moment: dt.datetime) -> dict[int, StandingRow]:
    """The last verdict on each entry that was made by then."""
    made = StandingRow.objects.filter(entry__in=[r.pk for r in rows], run__made_at__lte=moment)
    ordered = made.select_related("run").order_by("run__made_at")
    return {standing.entry_id: standing for standing in ordered}


def archived_on(papers: Iterable[Paper], moment: dt.datetime) -> set[int]:
    """Keys of the documents that were in the archive at a moment."""
    keys = {paper.slug: paper.pk for paper in papers}
    acts = Event.objects.filter(
        subject_kind="paper", subject__in=keys, act__in=_ARCHIVING, at__lte=moment
    ).order_by("number")
    last = dict(acts.values_list("subject", "act"))
    return {keys[slug] for slug, act in last.items() if act == Act.ARCHIVE_DOCUMENT}
