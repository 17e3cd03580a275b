"""What units answered to a draft and what became of it: the records that documents are made of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What became of an opinion."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    REFUSED = "refused"


OUTCOME_LABELS = {
    Outcome.ACCEPTED: "采纳",
    Outcome.PARTLY: "部分采纳",
    Outcome.REFUSED: "不采纳",
}


class AnswerKind(StrEnum):
    """What a unit answered; silence is an answer of no kind, and never consent."""

    OPINIONS = "opinions"
    NIL = "nil"
    SILENT = "silent"


ANSWER_LABELS = {
    AnswerKind.OPINIONS: "有意见",
    AnswerKind.NIL: "无意见",
    AnswerKind.SILENT: "未反馈",
}


@dataclass(frozen=True, slots=True)
class Opinion:
    """One opinion of one unit.

    Args:
        id: such as ``consultation/3/12``.
        place: the number of the clause as printed, or 总体意见.
        quote: the passage it is about; empty for the whole clause or document.
        outcome: None while it is undecided.
        wording: how the passage reads after the decision.
    """

    id: str
    unit: str
    place: str
    quote: str
    words: str
    proposed: str
    outcome: Outcome | None = None
    reason: str = ""
    wording: str = ""

    @property
    def label(self) -> str:
        """What became of it, in Chinese."""
        return "未处理" if self.outcome is None else OUTCOME_LABELS[self.outcome]


@dataclass(frozen=True, slots=True)
class Answer:
    """How one unit answered."""

    unit: str
    kind: AnswerKind
    answered_on: dt.date | None = None
    is_late: bool = False
    has_scan: bool = False

    @property
    def label(self) -> str:
        """What it answered, in Chinese; a late answer says so."""
        return ANSWER_LABELS[self.kind] + ("（逾期）" if self.is_late else "")


@dataclass(frozen=True, slots=True)
class Round:
    """A consultation with all that came in.

    Args:
        id: such as ``consultation/3``; counts in the documents refer to it.
        title: of the draft.
        document_id: of the draft.
    """

    id: str
    title: str
    document_id: str
    opened_on: dt.date
    due_on: dt.date
    answers: tuple[Answer, ...]
    opinions: tuple[Opinion, ...]

    def of(self, unit: str) -> tuple[Opinion, ...]:
        """The opinions of a unit."""
        return tuple(o for o in self.opinions if o.unit == unit)

    def answered(self, kind: AnswerKind) -> tuple[Answer, ...]:
        """The units that answered in this way."""
        return tuple(a for a in self.answers if a.kind is kind)

    def decided(self, outcome: Outcome | None) -> tuple[Opinion, ...]:
        """The opinions that were decided in this way; None gives the undecided ones."""
        return tuple(o for o in self.opinions if o.outcome is outcome)
