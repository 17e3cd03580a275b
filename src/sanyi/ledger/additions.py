"""Entries that the reader missed: words of the document that a person declares to be a task.

Only the words are kept; what they say is read from them each time, as with every other entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sanyi.clauses import Calendar, DialectRule, Mapped
from sanyi.clauses.gazetteer import resolve_jurisdiction
from sanyi.clauses.lines import cell_text
from sanyi.clauses.numbering import Marker, half_width_brackets, markers_at, printed_number
from sanyi.documents import Document, LineKind
from sanyi.kernel import Finding, Severity, Span
from sanyi.ledger.corrections import Correction, Outcome
from sanyi.ledger.entry import Entry, EntryKind, Ledger
from sanyi.ledger.entry_parts import EntryParts, default_units
from sanyi.ledger.entry_units import (
    UnitConventions,
    entry_units,
    prefix_of,
    roster_of,
    text_of_lines,
)
from sanyi.ledger.fields import CorrectedField
from sanyi.ledger.mask import mask_text
from sanyi.ledger.pairing import Anchor, pair

_HAND = "hand"
_MOST = 0.8  # of an entry's characters: a passage that holds them is that entry
_QUOTED = 24  # characters of the words that a finding quotes


def hand_id(ledger: Ledger, span: Span, number: int) -> str:
    """The id of an entry added by hand: ``anhe-2025#hand/1``, in an annex ``…#annex/hand/1``.

    Args:
        span: where its words stand.
        number: how many were added to the document before, those taken back included, plus one.
    """
    annex = "annex/" if _kind(ledger, span) is EntryKind.LEDGER_ROW else ""
    return f"{ledger.document.id}#{annex}{_HAND}/{number}"


def hand_number(id: str) -> int:
    """The number in an id of an entry added by hand."""
    return int(id.rpartition("/")[2])


def find_words(text: str, words: str) -> list[Span]:
    """Every place where words stand in a text, white space left out of account.

    Example:
        >>> find_words("一、甲 乙\\n丙。甲乙丙", "甲乙丙")
        [Span(start=2, end=7, page=None), Span(start=8, end=11, page=None)]
    """
    wanted = [re.escape(c) for c in words if not c.isspace()]
    if not wanted:
        return []
    return [Span(*m.span()) for m in re.finditer(r"\s*".join(wanted), text)]


def addition(id: str, document: Document, span: Span) -> Correction:
    """The correction that makes a passage of a document an entry.

    It keeps the words and, where they stand in the document more than once, which of them.
    """
    words = span.of(document.text)
    places = [s.start for s in find_words(document.text, words)]
    return Correction(id, words, CorrectedField.ADDED, None, places.index(span.start) + 1)


def read_passage(ledger: Ledger, document: Document, span: Span, id: str) -> Entry:
    """What the words of a passage say, under the conventions of its document.

    Args:
        ledger: of the document as read; its facts, conventions and units are looked at.
        span: the passage; ``tidy_span`` has no white space at its ends.
        id: of the entry that is made of it.

    Returns:
        The entry, marked as added; its text is empty where the passage holds nothing that stays
        when the edits are accepted.
    """
    lines = list(_lines(document, span))
    marker = _marker(document, span, lines)
    if marker is not None:
        lines[0] = lines[0].cut(marker.length)
    entry = Entry(
        id,
        _kind(ledger, span),
        printed_number(marker.printed) if marker else None,
        (half_width_brackets(marker.printed),) if marker else (),
        _section(ledger, span),
        None,
        "",
        replace(span, page=document.page_at(span.start)),
        is_added=True,
    )
    own = text_of_lines(lines)
    if not own.text:
        return entry
    units, entry.is_repaired_lead = entry_units(own.text, own.groups, _conventions(ledger))
    entry.units = (*units, *default_units(ledger.defaults, span.start, units))
    head = ledger.document
    parts = EntryParts(Calendar(head.year, head.issued_on), document.page_at)
    return parts.fill(entry, own, stands_alone=False)


def tidy_span(text: str, span: Span) -> Span:
    """The span without white space at its ends, within the text."""
    start, end = min(span.start, len(text)), min(span.end, len(text))
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return Span(start, max(start, end - (len(words) - len(words.rstrip()))))


def add_entries(
    ledger: Ledger, document: Document, additions: Sequence[Correction]
) -> tuple[Ledger, tuple[Outcome, ...]]:
    """Put the entries added by hand among those that were read.

    Args:
        ledger: as read; it is left as it is.
        document: the text it was read from.
        additions: corrections made by ``addition``, the oldest first.

    Returns:
        The ledger, and what became of each addition: found by its words, found by words that
        changed, read by the reader itself by now, or lost. One that is lost leaves a finding.
    """
    entries, findings = list(ledger.entries), list(ledger.findings)
    read = {_folded(e.text) for e in entries if e.text}
    outcomes = []
    for one, (span, outcome) in zip(additions, _places(ledger, document, additions), strict=True):
        outcomes.append(outcome)
        if span is None:
            findings.append(_lost(ledger, one))
            continue
        entry = read_passage(ledger, document, span, one.entry_id)
        if _folded(entry.text) in read:
            outcomes[-1] = Outcome.READ
            continue
        entries.insert(_place_among(entries, entry), entry)
        if outcome is Outcome.CHANGED:
            findings.append(_changed(one))
    return replace(ledger, entries=tuple(entries), findings=tuple(findings)), tuple(outcomes)


def same_entry(ledger: Ledger, entry: Entry) -> Entry | None:
    """The entry of a ledger that has the same words already."""
    words = _folded(entry.text)
    return next((e for e in ledger.entries if _folded(e.text) == words), None)


def _places(
    ledger: Ledger, document: Document, additions: Sequence[Correction]
) -> list[tuple[Span | None, Outcome]]:
    """Where the words of each addition stand: as they were, else the likest passage left."""
    found: list[tuple[Span | None, Outcome]] = []
    for one in additions:
        spans = find_words(document.text, one.anchor)
        span = spans[min(int(one.after), len(spans)) - 1] if spans else None
        found.append((span, Outcome.APPLIED if spans else Outcome.LOST))
    missing = [i for i, (span, _) in enumerate(found) if span is None]
    by_size: dict[int, list[int]] = {}
    for i in missing:
        by_size.setdefault(additions[i].anchor.count("\n") + 1, []).append(i)
    for size, places in by_size.items():
        spans = [tidy_span(document.text, s) for s in _passages(document, size)]
        spans = [s for s in spans if not _is_taken(s, ledger.entries)]
        anchors = [Anchor("", s.of(document.text)) for s in spans]
        wanted = [Anchor(additions[i].entry_id, additions[i].anchor) for i in places]
        for i, place in zip(places, pair(wanted, anchors), strict=True):
            if place is not None:
                found[i] = spans[place], Outcome.CHANGED
    return found


def _is_taken(span: Span, entries: Sequence[Entry]) -> bool:
    """Whether a passage is what the reader made an entry of; a part of one is free."""
    return any(
        span.overlaps(e.span)
        and min(span.end, e.span.end) - max(span.start, e.span.start) > _MOST * len(e.span)
        for e in entries
    )


def _passages(document: Document, size: int) -> Iterator[Span]:
    """So many lines on end as the words had; for a single line also each sentence."""
    lines = [li.span for li in document.lines if li.kind is not LineKind.PAGE_FURNITURE]
    for first, last in zip(lines, lines[size - 1 :], strict=False):
        yield Span(first.start, last.end)
    if size == 1:
        for line in lines:
            ends = [m.end() for m in re.finditer(r"[。；;]", line.of(document.text))]
            for start, end in zip([0, *ends], [*ends, len(line)], strict=True):
                if 0 < end - start < len(line):
                    yield Span(line.start + start, line.start + end)


def _lines(document: Document, span: Span) -> Iterator[Mapped]:
    """The accepted lines of a passage, cells of a table one by one, page furniture left out."""
    for line in document.lines:
        start, end = max(line.span.start, span.start), min(line.span.end, span.end)
        if start >= end or line.kind is LineKind.PAGE_FURNITURE:
            continue
        accepted = cell_text(document, Span(start, end))
        for cell in re.finditer(r"[^\t]+", accepted.text):
            if part := accepted.cut(*cell.span()).strip():
                yield part


def _marker(document: Document, span: Span, lines: Sequence[Mapped]) -> Marker | None:
    """The number that a passage begins with, if it begins a line."""
    begins_line = not document.text[: span.start].rpartition("\n")[2].strip()
    found = markers_at(lines[0].text) if lines and begins_line else []
    return found[0] if found else None


def _kind(ledger: Ledger, span: Span) -> EntryKind:
    """A row where it stands among or below the rows of an annexed ledger."""
    rows = [e.span.start for e in ledger.entries if e.kind is EntryKind.LEDGER_ROW]
    return EntryKind.LEDGER_ROW if rows and min(rows) <= span.start else EntryKind.CLAUSE


def _section(ledger: Ledger, span: Span) -> str | None:
    """The section of the entries around, where those before and after are of one."""
    kind = _kind(ledger, span)
    around = [e for e in ledger.entries if e.kind is kind]
    before = [e.section for e in around if e.span.start <= span.start]
    after = [e.section for e in around if e.span.start > span.start]
    return before[-1] if before and after and before[-1] == after[0] else None


def _conventions(ledger: Ledger) -> UnitConventions:
    places = resolve_jurisdiction(ledger.document.jurisdiction or "")
    leads = any(d.rule is DialectRule.FIRST_LISTED_LEADS for d in ledger.defaults)
    names = (u.name for e in ledger.entries for u in e.units)
    return UnitConventions(prefix_of(places[0] if places else None), leads, roster_of(names))


def _place_among(entries: Sequence[Entry], entry: Entry) -> int:
    """Behind the last entry that begins before it."""
    before = [i for i, e in enumerate(entries) if e.span.start <= entry.span.start]
    return before[-1] + 1 if before else 0


def _folded(text: str) -> str:
    return "".join(text.split()).rstrip("。；;")


def _lost(ledger: Ledger, one: Correction) -> Finding:
    return Finding(
        "COR-003", Severity.ERROR, ledger.document.id,
        f"人工登记的任务 {one.entry_id}（“{_quoted(one.anchor)}”）在这一版中找不到原文，没有列入。",
        "文字改过的，选中现在的文字重新登记；系统已经读出或确已删去的，写明核对结果。登记的内容仍保留在“更正”中。",
    )  # fmt: skip


def _changed(one: Correction) -> Finding:
    return Finding(
        "COR-004", Severity.WARNING, one.entry_id,
        f"人工登记的任务，原文与登记时不同：登记时为“{_quoted(one.anchor)}”。已按现在的文字重读。",
        "核对责任单位、时限和目标，写明核对结果。",
    )  # fmt: skip


def _quoted(words: str) -> str:
    """The beginning of the words, without personal data."""
    text = "".join(mask_text(words).split())
    return text if len(text) <= _QUOTED else text[:_QUOTED] + "……"
