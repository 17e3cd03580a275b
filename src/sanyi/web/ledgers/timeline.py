"""The acts on one entry in Chinese words, with old and new values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from sanyi.ledger import cut_text
from sanyi.web.acts import words
from sanyi.web.acts.field_names import FIELDS
from sanyi.web.acts.models import Event
from sanyi.web.acts.words import Change, act_label
from sanyi.web.ledgers.evidence import subject_of, visible_evidence
from sanyi.web.ledgers.models import EntryRow, Report
from sanyi.web.units.models import Person

_SHOWN = (
    "title", "due_on", "is_standing", "proof", "lead", "default", "cooperating", "state", "waiver",
    "merged_into", "name", "text", "number", "section", "due_phrase", "withdrawn", "unit", "period",
    "claim", "problem", "next_step", "document_number", "document_on", "flags",
)  # fmt: skip
# the fields that the page of an entry shows, by the names they have there
FIELD_LABELS = {name: FIELDS[name] for name in _SHOWN} | {
    "title": "任务", "due_on": "完成时限", "is_standing": "长期任务", "state": "办理状态",
    "name": "文件名", "text": "内容", "number": "序号",
}  # fmt: skip
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Moment:
    """One act as the page prints it."""

    number: int
    subject: str
    at: dt.datetime
    who: str
    what: str
    differences: tuple[Change, ...]
    reason: str


def timeline_of(person: Person, entry: EntryRow) -> list[Moment]:
    """Acts on an entry, newest first; drafts of reports only for their own unit and the office."""
    events = Event.objects.filter(_about(person, entry)).order_by("-number")
    return [_moment(event) for event in events]


def since(entry: EntryRow, revision: int) -> list[Moment]:
    """Acts that made an entry newer than a revision."""
    events = Event.objects.filter(subject_kind="entry", subject=entry.entry_id)
    newer = [e for e in events.order_by("number") if e.after.get("revision", 0) > revision]
    return [_moment(event) for event in newer]


def _about(person: Person, entry: EntryRow) -> Q:
    reports = visible_reports(person, entry)
    hanging = [subject_of(entry, "report", r.pk) for r in reports]
    hanging += [subject_of(entry, "evidence", e.pk) for e in visible_evidence(person, entry)]
    hanging += [subject_of(entry, "comment", c.pk) for c in entry.comments.all()]
    return Q(subject_kind="entry", subject=entry.entry_id) | Q(subject__in=hanging)


def visible_reports(person: Person, entry: EntryRow) -> list[Report]:
    """Reports of an entry; a draft is seen by its own unit only."""
    from sanyi.web.ledgers.queries import units_of

    mine = units_of(person)
    found = entry.reports.select_related("unit", "author", "reviewed_by").prefetch_related(
        "evidence"
    )
    return [r for r in found if r.state != Report.State.DRAFT or r.unit_id in mine]


def _moment(event: Event) -> Moment:
    names = [n for n in dict.fromkeys((*event.before, *event.after)) if n in FIELD_LABELS]
    is_first = event.act == "propose"
    differences = [] if is_first else [_difference(event, name) for name in names]
    differences = [d for d in differences if (d.before or words.EMPTY) != (d.after or words.EMPTY)]
    at = timezone.localtime(event.at)
    return Moment(event.number, event.subject, at, event.actor_label, _act(event),
                  tuple(differences), event.reason)  # fmt: skip


def _act(event: Event) -> str:
    if event.after.get("withdrawn"):
        return "撤回佐证"
    return act_label(event.act)


def _difference(event: Event, name: str) -> Change:
    kind = "report" if event.subject_kind == "report" else "entry"
    before = printed(name, event.before[name], kind) if name in event.before else ""
    after = printed(name, event.after[name], kind) if name in event.after else ""
    label = "报告状态" if (kind, name) == ("report", "state") else FIELD_LABELS[name]
    return Change(label, before, after)


def printed(name: str, value: Any, kind: str = "entry") -> str:
    """A field's value as a person reads it; a long text is cut."""
    text = words.printed(kind, name, value)
    return text if len(text) <= _LONGEST else cut_text(text, _LONGEST) + "……"
