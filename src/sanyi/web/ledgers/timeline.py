"""The acts on one entry in Chinese words, with old and new values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from sanyi.kernel import Period, ShapeError
from sanyi.ledger import PROOF_LABELS, STATE_LABELS, ProofType, State, cut_text
from sanyi.web.acts.models import Event
from sanyi.web.acts.words import act_label
from sanyi.web.ledgers.evidence import subject_of, visible_evidence
from sanyi.web.ledgers.models import EntryRow, Report
from sanyi.web.units.models import Person

FIELD_LABELS = {
    "title": "任务", "due_on": "完成时限", "is_standing": "长期任务", "proof": "佐证方式",
    "lead": "牵头单位", "default": "默认负责单位", "cooperating": "配合单位", "state": "办理状态",
    "waiver": "豁免理由", "merged_into": "并入", "name": "文件名", "text": "内容",
    "number": "序号", "section": "章节", "due_phrase": "时限原文",
    "withdrawn": "撤回", "unit": "单位", "period": "期间", "claim": "进展", "problem": "存在问题",
    "next_step": "下一步", "document_number": "文件号", "document_on": "文件日期",
    "flags": "核对疑点",
}  # fmt: skip
_LONGEST = 200
_EMPTY = "（空）"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of an act."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Moment:
    """One act as the page prints it."""

    number: int
    subject: str
    at: dt.datetime
    who: str
    what: str
    differences: tuple[Difference, ...]
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
    differences = [d for d in differences if (d.before or _EMPTY) != (d.after or _EMPTY)]
    at = timezone.localtime(event.at)
    return Moment(event.number, event.subject, at, event.actor_label, _act(event),
                  tuple(differences), event.reason)  # fmt: skip


def _act(event: Event) -> str:
    if event.after.get("withdrawn"):
        return "撤回佐证"
    return act_label(event.act)


def _difference(event: Event, name: str) -> Difference:
    kind = "report" if event.subject_kind == "report" else "entry"
    before = printed(name, event.before[name], kind) if name in event.before else ""
    after = printed(name, event.after[name], kind) if name in event.after else ""
    label = "报告状态" if (kind, name) == ("report", "state") else FIELD_LABELS[name]
    return Difference(label, before, after)


def printed(name: str, value: Any, kind: str = "entry") -> str:  # noqa: PLR0911 - a kind a line
    """A field's value as a person reads it."""
    if value is None or value in ("", []):
        return _EMPTY
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(str(v) for v in value)
    if name == "state":
        return str(Report.State(value).label) if kind == "report" else STATE_LABELS[State(value)]
    if name == "proof":
        return PROOF_LABELS[ProofType(value)] or "未定"
    if name == "claim":
        return str(Report.Claim(value).label)
    if name == "period":
        try:
            return Period.parse(str(value)).label
        except ShapeError:
            return str(value)
    text = str(value)
    return text if len(text) <= _LONGEST else cut_text(text, _LONGEST) + "……"
