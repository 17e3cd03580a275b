"""Rows of the desk 督办与通报 <-> records of the library."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sanyi.bulletin import Masthead, OfficialDocument, PastProblems
from sanyi.bulletin.codec import document_as_record, document_from_record
from sanyi.bulletin.editing import Draft, Origin
from sanyi.bulletin.letters import Letter, Outcome, Step
from sanyi.bulletin.reminders import Matter, Waiting
from sanyi.kernel import Period
from sanyi.ledger import cut_text
from sanyi.web.ledgers.models import EntryRow
from sanyi.web.supervision.models import Answer, BulletinRow, Ending, LetterRow, LetterState

Record = dict[str, Any]


def letter_of(row: LetterRow) -> Letter:
    """A letter of the record: its answer is the first one the office has not sent back."""
    answer = next((a for a in row.answers.all() if a.review != Answer.Review.RETURNED), None)
    ended = {
        Ending.ESCALATED: Outcome.ESCALATED,
        Ending.WITHDRAWN: Outcome.WITHDRAWN,
        Ending.RECTIFIED: Outcome.WITHDRAWN,  # either way it no longer runs
    }
    return Letter(
        row.letter_id,
        row.entry.entry_id,
        Step(row.step),
        row.level,
        row.issued_on,
        row.due_on,
        row.why,
        row.number,
        answer.answered_on if answer else None,
        answer.text if answer else "",
        row.extended_to,
        row.closed_on,
        ended[Ending(row.ending)] if row.ending else None,
    )


def record_of(paper_id: int) -> tuple[Letter, ...]:
    """Every letter sent for a document, oldest first; drafts are none."""
    rows = (
        LetterRow.objects.filter(entry__paper=paper_id)
        .filter(state__in=(LetterState.SENT, LetterState.CLOSED))
        .select_related("entry")
        .prefetch_related("answers")
    )
    return tuple(letter_of(row) for row in rows.order_by("issued_on", "pk"))


def draft_as_record(draft: Draft) -> Record:
    """A draft with the origins of its blocks, as JSON values."""
    return {
        "document": document_as_record(draft.document),
        "origins": [origin.value for origin in draft.origins],
        "was": {str(index): words for index, words in draft.was.items()},
    }


def draft_from_record(record: Record) -> Draft:
    """The draft that ``draft_as_record`` wrote."""
    return Draft(
        document_from_record(record["document"]),
        tuple(Origin(value) for value in record["origins"]),
        {int(index): words for index, words in record["was"].items()},
    )


def document_of(row: BulletinRow) -> OfficialDocument:
    """The document of a bulletin that has been drafted."""
    assert row.content is not None
    return draft_from_record(row.content).document


def masthead_of(row: BulletinRow) -> Masthead:
    """What the office has said about a bulletin."""
    return Masthead(
        row.issuer, row.signed_on, row.number, row.place.name, row.addressee, row.copy_to,
        row.printed_by, row.signed_on if row.printed_by else None,
    )  # fmt: skip


def past_of(row: BulletinRow) -> PastProblems | None:
    """What the issued bulletin of the quarter before named."""
    quarter = Period.parse(row.quarter).previous()
    before = BulletinRow.objects.filter(
        paper=row.paper, quarter=str(quarter), state="issued"
    ).first()
    if before is None or before.problems is None:
        return None
    return PastProblems(quarter, dict(before.problems))


def matters_of(entries: Iterable[EntryRow]) -> list[Matter]:
    """Tasks as reminders see them; units, reports must be prefetched."""
    return [_matter(row) for row in entries]


def _matter(row: EntryRow) -> Matter:
    reported: dict[str, set[str]] = {}
    for report in row.reports.all():
        if report.state in ("submitted", "accepted"):
            reported.setdefault(report.unit.name, set()).add(report.period)
    return Matter(
        row.entry_id, cut_text(row.title, 60), _leads(row), row.due_on,
        {unit: frozenset(periods) for unit, periods in reported.items()},
    )  # fmt: skip


def waiting_of(letters: Iterable[LetterRow]) -> list[Waiting]:
    """Letters that still wait for an answer."""
    return [
        Waiting(row.letter_id, row.label, cut_text(row.entry.title, 60), _leads(row.entry), limit)
        for row in letters
        if (limit := row.extended_to or row.due_on) is not None
    ]


def _leads(row: EntryRow) -> tuple[str, ...]:
    names = dict.fromkeys(u.unit.name for u in row.units.all() if u.role in ("lead", "default"))
    return tuple(names)


def blocks_of(record: Record) -> list[Mapping[str, Any]]:
    """The blocks of a draft as a page shows them, with origin and the words before."""
    kept: list[Record] = record["document"]["blocks"]
    return [
        {**block, "index": index, "origin": origin, "was": record["was"].get(str(index), "")}
        for index, (block, origin) in enumerate(zip(kept, record["origins"], strict=True))
    ]
