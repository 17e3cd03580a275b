"""One entry as it stood on the evening of a past day.

What people did is folded from the log; verdicts are those of the runs made by then; files and
remarks carry their own times. What none of these keeps is None, never today's value.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from sanyi.ledger import PROOF_LABELS, STATE_LABELS, Facts, ProofType, State, facts_at
from sanyi.web.acts.models import Event
from sanyi.web.ledgers.adapters import UNIT_FIELDS, changes_of, facts_of
from sanyi.web.ledgers.evidence import subject_of, visible_evidence
from sanyi.web.ledgers.models import Comment, EntryRow, EvidenceFile, Report, StandingRow
from sanyi.web.ledgers.past import archived_on, as_known, end_of, standings_on
from sanyi.web.ledgers.queries import units_of
from sanyi.web.ledgers.service import SUBJECT
from sanyi.web.ledgers.timeline import FIELD_LABELS, Moment, timeline_of
from sanyi.web.units.models import Person

_WRITTEN = ("draft_report", "submit_report")  # acts that change what a report says


@dataclass(frozen=True, slots=True)
class PastReport:
    """A report as it stood.

    Args:
        facts: what it said and its state, as logged.
        figures: the figures it carried; None where it was written again since, for only the last
            are kept.
        note: what the office answered by then.
    """

    key: int
    facts: Facts
    figures: list[dict[str, Any]] | None
    submitted_at: dt.datetime | None
    note: str

    @property
    def state(self) -> str:
        """The state in Chinese."""
        return str(Report.State(self.facts["state"]).label)

    @property
    def claim(self) -> str:
        """What the unit said of its progress, in Chinese."""
        return str(Report.Claim(self.facts["claim"]).label) if self.facts.get("claim") else ""


@dataclass(frozen=True, slots=True)
class PastFile:
    """A file of evidence, and whether it was withdrawn by then."""

    file: EvidenceFile
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class EntryThen:
    """Everything known of an entry at the end of a day.

    Args:
        changed: names of the facts that are other today.
        targets: their words; None where a later version changed them and the old ones are lost.
        unlogged_count: reports of the time of which the log says nothing.
    """

    row: EntryRow
    day: dt.date
    facts: Facts
    changed: frozenset[str]
    merged_into: EntryRow | None
    standing: StandingRow | None
    targets: list[str] | None
    reports: list[PastReport]
    unlogged_count: int
    files: list[PastFile]
    comments: list[Comment]
    timeline: list[Moment]
    is_archived: bool

    @property
    def state(self) -> str:
        """The state in Chinese."""
        return STATE_LABELS[State(self.facts["state"])]

    @property
    def proof(self) -> str:
        """The kind of proof in Chinese."""
        return PROOF_LABELS[ProofType(self.facts["proof"])] or "未定"

    @property
    def units(self) -> list[tuple[str, list[str], bool]]:
        """Units by role, and whether they are others today."""
        return [(FIELD_LABELS[f], self.facts[f], f in self.changed)
                for f in UNIT_FIELDS if self.facts[f] or f in self.changed]  # fmt: skip


def first_day(row: EntryRow) -> dt.date | None:
    """The day an entry came into the ledger; None where the log does not say."""
    first = _events(row).first()
    return timezone.localtime(first.at).date() if first else None


def entry_then(person: Person, row: EntryRow, day: dt.date) -> EntryThen | None:
    """An entry at the end of a day as a person sees it; None where it was not there yet."""
    moment = end_of(day)
    events = list(_events(row))
    known = facts_at(changes_of(events), moment).get(row.entry_id)
    if known is None:
        return None
    today = _facts_today(row)
    # a waiver and an heir are set by moves alone: before these there are none
    facts = as_known(today, {"waiver": "", "merged_into": "", **known})
    reports, unlogged = _reports(row, moment)
    shown = [r for r in reports if r.facts["state"] != Report.State.DRAFT]
    hidden = _drafts_of_others(person, row, reports)
    return EntryThen(
        row, day, facts, frozenset(n for n in today if today[n] != facts[n]),
        EntryRow.objects.filter(entry_id=facts["merged_into"] or None).first(),
        standings_on([row], moment).get(row.pk),
        _targets(row, events, moment), shown, unlogged,
        _files(person, row, moment, hidden),
        list(row.comments.filter(made_at__lte=moment).select_related("author__unit")),
        _timeline(person, row, moment, hidden),
        row.paper_id in archived_on([row.paper], moment),
    )  # fmt: skip


def _events(row: EntryRow) -> Any:
    return Event.objects.filter(subject_kind=SUBJECT, subject=row.entry_id).order_by("number")


def _facts_today(row: EntryRow) -> Facts:
    heir = row.merged_into.entry_id if row.merged_into else ""
    return {**facts_of(row), "text": row.text, "due_phrase": row.due_phrase,
            "revision": row.revision, "waiver": row.waiver, "merged_into": heir}  # fmt: skip


def _targets(row: EntryRow, events: Iterable[Event], moment: dt.datetime) -> list[str] | None:
    is_lost = any(e.at > moment and "targets" in e.after.get("fields", ()) for e in events)
    return None if is_lost else [t.phrase for t in row.targets.all()]


def _reports(row: EntryRow, moment: dt.datetime) -> tuple[list[PastReport], int]:
    """Reports that were begun by a moment; and how many the log does not know."""
    rows = {subject_of(row, "report", r.pk): r for r in row.reports.all()}
    events = list(Event.objects.filter(subject_kind="report", subject__in=rows).order_by("number"))
    known = facts_at(changes_of(events), moment)
    logged = {e.subject for e in events}
    unlogged = sum(
        subject not in logged and r.submitted_at is not None and r.submitted_at <= moment
        for subject, r in rows.items()
    )
    found = [_report(rows[s], facts, [e for e in events if e.subject == s], moment)
             for s, facts in known.items()]  # fmt: skip
    return sorted(found, key=lambda r: r.facts["period"], reverse=True), unlogged


def _report(row: Report, facts: Facts, events: Sequence[Event], moment: dt.datetime) -> PastReport:
    until = [e for e in events if e.at <= moment]
    is_rewritten = any(e.at > moment and e.act in _WRITTEN for e in events)
    submitted = [e.at for e in until if e.act == "submit_report"]
    answers = [e.reason for e in until if e.act == "review_report"]
    return PastReport(
        row.pk, {"state": Report.State.DRAFT.value, **facts},
        None if is_rewritten else row.prefilled.get("targets", []),
        submitted[-1] if submitted else None, answers[-1] if answers else "",
    )  # fmt: skip


def _drafts_of_others(
    person: Person, row: EntryRow, reports: Iterable[PastReport]
) -> frozenset[int]:
    """Keys of the reports that only another unit could see then."""
    drafts = {r.key for r in reports if r.facts["state"] == Report.State.DRAFT}
    own = row.reports.filter(unit__in=units_of(person)).values_list("pk", flat=True)
    return frozenset(drafts - set(own))


def _files(
    person: Person, row: EntryRow, moment: dt.datetime, hidden: frozenset[int]
) -> list[PastFile]:
    kept = visible_evidence(person, row).filter(added_at__lte=moment)
    return [
        PastFile(f, f.withdrawn_at is not None and f.withdrawn_at <= moment)
        for f in kept if f.report_id not in hidden
    ]  # fmt: skip


def _timeline(
    person: Person, row: EntryRow, moment: dt.datetime, hidden: frozenset[int]
) -> list[Moment]:
    unseen = {subject_of(row, "report", key) for key in hidden}
    theirs = row.evidence.filter(report__in=hidden).values_list("pk", flat=True)
    unseen |= {subject_of(row, "evidence", key) for key in theirs}
    return [m for m in timeline_of(person, row) if m.at <= moment and m.subject not in unseen]
