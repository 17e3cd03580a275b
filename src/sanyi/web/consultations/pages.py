"""What the pages of the desk show, put together from rows."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404

from sanyi.bulletin.opinions import ANSWER_LABELS, OUTCOME_LABELS, AnswerKind, Outcome
from sanyi.bulletin.redline import Piece, changes
from sanyi.bulletin.workdays import load_workdays
from sanyi.web.base import clock
from sanyi.web.consultations import adapters, answers, queries
from sanyi.web.consultations.models import Invitation, OpinionRow, PassageRow, Round, ScanFile
from sanyi.web.papers.models import Version
from sanyi.web.units.models import Person, Unit
from sanyi.web.units.names import unit_named

_LAMPS = {AnswerKind.OPINIONS: "blue", AnswerKind.NIL: "green", AnswerKind.SILENT: "red"}


@dataclass(slots=True)
class Shown:
    """A passage with the opinions on it."""

    row: PassageRow
    opinions: list[OpinionRow] = field(default_factory=list)

    @property
    def is_heading(self) -> bool:
        """Whether it is set as a heading."""
        return self.row.style in ("title", "heading", "subheading")

    @property
    def is_added(self) -> bool:
        """Whether the office added it."""
        return self.row.is_added

    @property
    def cells(self) -> list[str]:
        """The cells of a row of a table."""
        return [c.replace("\v", "\n") for c in self.row.text.split("\t")]

    @property
    def struck(self) -> list[str]:
        """What the draft itself strikes out."""
        return list(self.row.layout["struck"])

    @property
    def is_changed(self) -> bool:
        """Whether it is to read otherwise than in the draft."""
        return self.row.text != self.row.decided

    @property
    def pieces(self) -> list[Piece]:
        """The change from the draft to the decided text."""
        gap = "　｜　" if self.row.style == "row" else "\t"
        return list(changes(*(t.replace("\v", "\n").replace("\t", gap)
                              for t in (self.row.text, self.row.decided))))  # fmt: skip


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """How a unit answered, for a page."""

    invitation: Invitation
    label: str
    lamp: str
    scans: tuple[ScanFile, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One crossing of unit and clause: how many opinions, how many undecided, is it named there."""

    count: int
    undecided: int
    is_named: bool


def shown_passages(round_: Round, opinions: list[OpinionRow]) -> list[Shown]:
    """The passages in order, each with the opinions on it."""
    by_passage: dict[int, list[OpinionRow]] = defaultdict(list)
    for opinion in opinions:
        if opinion.passage_id is not None:
            by_passage[opinion.passage_id].append(opinion)
    return [Shown(row, by_passage[row.pk]) for row in round_.passages.all()]


def status_of(round_: Round, today: dt.date | None = None) -> str:
    """Where a round stands, in words with the working days left."""
    if not round_.is_open:
        return "已结束"
    left = workdays_left(today or clock.today(), round_.due_on)
    if left < 0:
        return "已过截止日"
    return "今天截止" if left == 0 else f"还有{left}个工作日"


def workdays_left(today: dt.date, due_on: dt.date) -> int:
    """Working days after today up to the day; -1 when it has passed, 0 on the day itself."""
    if due_on < today:
        return -1
    days = load_workdays()
    span = (today + dt.timedelta(days=n) for n in range(1, (due_on - today).days + 1))
    return sum(days.is_workday(day) for day in span)


def shown_answers(person: Person, round_: Round) -> list[AnswerShown]:
    """How each unit answered; a liaison sees its own until the round is closed."""
    invitations = list(round_.invitations.select_related("unit"))
    own = queries.own_invitation(person, round_)
    if own is not None and round_.is_open:
        invitations = [own]
    scans: dict[int, list[ScanFile]] = defaultdict(list)
    for scan in queries.visible_scans(person, round_):
        scans[scan.invitation_id].append(scan)
    return [_answer(i, tuple(scans[i.pk])) for i in invitations]


def _answer(invitation: Invitation, scans: tuple[ScanFile, ...]) -> AnswerShown:
    kind = AnswerKind(invitation.kind) if invitation.kind else AnswerKind.SILENT
    label = ANSWER_LABELS[kind] + ("（逾期）" if invitation.is_late else "")
    return AnswerShown(invitation, label, _LAMPS[kind], scans)


def matrix_of(round_: Round, shown: list[Shown], opinions: list[OpinionRow],
              answered: list[AnswerShown]) -> dict[str, Any]:  # fmt: skip
    """Units by clauses: only the clauses that order something or that somebody spoke to."""
    columns: list[Shown | None] = [
        s for s in shown if ("#p" not in s.row.key and s.row.text) or s.opinions
    ]
    if any(o.passage_id is None for o in opinions):
        columns.append(None)
    counts: dict[tuple[int, int | None], list[OpinionRow]] = defaultdict(list)
    for opinion in opinions:
        counts[opinion.invitation_id, opinion.passage_id].append(opinion)
    named = _named_units(round_, columns)
    rows = []
    for answer in answered:
        cells = []
        for column in columns:
            key = None if column is None else column.row.pk
            found = counts[answer.invitation.pk, key]
            is_named = key is not None and answer.invitation.unit_id in named[key]
            cells.append(Cell(len(found), sum(not o.outcome for o in found), is_named))
        rows.append((answer, cells))
    heads = [
        (c.row.pk if c else 0, c.row.number or adapters.place_words(c.row)[:6] if c else "总体",
         adapters.place_words(c.row) if c else adapters.WHOLE)
        for c in columns
    ]  # fmt: skip
    return {"heads": heads, "rows": rows}


def _named_units(round_: Round, columns: list[Shown | None]) -> dict[int, set[int]]:
    names = {n for c in columns if c for n in c.row.layout["units"]}
    units = {name: unit_named(round_.place, name) for name in names}
    return {
        c.row.pk: {u.pk for n in c.row.layout["units"] if (u := units[n]) is not None}
        for c in columns if c
    }  # fmt: skip


def for_unit(person: Person, asked: Invitation) -> dict[str, Any]:
    """What a unit's page shows."""
    round_ = asked.round
    opinions = list(queries.visible_opinions(person, round_))
    own = [o for o in opinions if o.invitation_id == asked.pk]
    others = [o for o in opinions if o.invitation_id != asked.pk]
    return {
        "round": round_, "asked": asked, "status": status_of(round_),
        "passages": [s for s in shown_passages(round_, own) if not s.is_added],
        "own": _labelled(own),
        "others": _labelled(others), "answer": shown_answers_of(person, asked),
        "is_changeable": answers.is_changeable(asked),
        "may_take_back": answers.may_take_back(asked),
    }  # fmt: skip


def shown_answers_of(person: Person, asked: Invitation) -> AnswerShown:
    """A unit's own answer."""
    scans = queries.visible_scans(person, asked.round).filter(invitation=asked)
    return _answer(asked, tuple(scans))


def _labelled(opinions: list[OpinionRow]) -> list[dict[str, Any]]:
    return [
        {"row": o, "place": adapters.place_words(o.passage), "outcome": outcome_label(o)}
        for o in opinions
    ]


def outcome_label(row: OpinionRow) -> str:
    """What became of an opinion, in Chinese."""
    return OUTCOME_LABELS[Outcome(row.outcome)] if row.outcome else "未处理"


def for_office(person: Person, round_: Round) -> dict[str, Any]:
    """What the office's page of a round shows."""
    opinions = list(queries.visible_opinions(person, round_))
    shown = shown_passages(round_, opinions)
    answered = shown_answers(person, round_)
    kinds = [a.invitation.kind for a in answered]
    return {
        "round": round_, "status": status_of(round_), "answers": answered,
        "matrix": matrix_of(round_, shown, opinions, answered),
        "opinions": _labelled(opinions),
        "undecided": sum(not o.outcome for o in opinions),
        "silent": [a for a in answered if not a.invitation.kind],
        "nil_count": kinds.count(AnswerKind.NIL.value),
        "opinion_count": kinds.count(AnswerKind.OPINIONS.value),
        "changed": [s for s in shown if s.is_changed],
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """A unit that may be asked."""

    name: str
    is_named: bool


def unit_choices(version: Version) -> list[Choice]:
    """Units to ask: those the draft names first, then the others of the place."""
    place = version.paper.place
    entries = (version.reading or {}).get("entries", [])
    printed = dict.fromkeys(u["name"] for e in entries for u in e.get("units", ()))
    named = []
    for name in printed:
        unit = unit_named(place, name)
        named.append(unit.name if unit else name)
    others = Unit.objects.filter(place=place, successor__isnull=True).exclude(kind="office")
    names = dict.fromkeys(named)
    rest = [u.name for u in others if u.name not in names]
    return [Choice(n, True) for n in names] + [Choice(n, False) for n in rest]


def reminder_texts(round_: Round) -> list[tuple[str, str]]:
    """(unit, text) for every unit that is silent."""
    today = clock.today()
    due = round_.due_on
    day = f"{due.year}年{due.month}月{due.day}日"
    passed = due < today
    texts = []
    for invitation in round_.invitations.filter(kind="").select_related("unit"):
        when = f"反馈截止日为{day}，现已逾期" if passed else f"请于{day}前反馈"
        texts.append((
            invitation.unit.name,
            f"{invitation.unit.name}：《{round_.title}》征求意见，{when}。截至"
            f"{today.year}年{today.month}月{today.day}日尚未收到你单位的反馈，无意见也请反馈；"
            "不反馈不视为同意。",
        ))  # fmt: skip
    return texts


def scan_for(person: Person, pk: int) -> ScanFile:
    """A scan that a person may see."""
    rounds = queries.visible_rounds(person)
    scan = (
        ScanFile.objects.select_related("invitation__round")
        .filter(pk=pk, invitation__round__in=rounds)
        .first()
    )
    if scan is None or scan not in queries.visible_scans(person, scan.invitation.round):
        raise Http404
    return scan
