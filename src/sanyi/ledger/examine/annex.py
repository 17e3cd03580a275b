"""Checks of the annexed ledger against the text: what stands in only one of the two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process

from sanyi.clauses import Mapped, segments, sentences
from sanyi.kernel import Span
from sanyi.kernel.similarity import containment, grams
from sanyi.ledger.entry import Entry
from sanyi.ledger.examine.case import Case, Hit, clipped, listed

# shares of character triples and edit ratios below which a stretch has no counterpart
_NOT_THERE = 0.30
_HARDLY_THERE = 0.45
_ALIKE = 70
_SHORTEST = 8
_BRACKET = re.compile(r"[（(][^（）()]*[）)]")


def has_annex(case: Case) -> bool:
    """Whether the document has clauses and a ledger drawn from them."""
    matched = sum(1 for r in case.row_entries if r.counterparts)
    return bool(case.clause_entries) and matched * 3 >= len(case.row_entries) > 2


def row_without_basis(case: Case) -> Iterator[Hit]:
    """Rows none of whose words stand in the text."""
    if not has_annex(case):
        return
    for entry in case.row_entries:
        parts = _parts(entry.text)
        if parts and len(_new_parts(case, parts)) == len(parts):
            yield Hit(entry.id, f"正文没有与本行对应的语句：“{clipped(entry.text)}”。", entry.span)


def row_adds(case: Case) -> Iterator[Hit]:
    """Rows that say more than the text."""
    if not has_annex(case):
        return
    for entry, row in case.rows:
        parts = _parts(entry.text)
        added = _new_parts(case, parts)
        if added and len(added) < len(parts):
            said = "、".join(f"“{clipped(p)}”" for p in added)
            yield Hit(
                entry.id, f"本行比正文多出：{said}。", _span_of(row.text, added[0]) or entry.span
            )


def _parts(text: str) -> list[str]:
    return [text[a:b] for a, b in segments(text) if b - a >= 6]


def _new_parts(case: Case, parts: Sequence[str]) -> list[str]:
    return [
        p
        for p in parts
        if containment(grams(p), case.clause_grams) < _HARDLY_THERE
        and process.extractOne(
            p, case.clause_segments, scorer=fuzz.ratio, score_cutoff=_ALIKE, processor=None
        )
        is None
    ]


def _span_of(text: Mapped, part: str) -> Span | None:
    at = text.text.find(part)
    return text.span(at, at + len(part)) if at >= 0 else None


def clause_without_row(case: Case) -> Iterator[Hit]:
    """Clauses that no row of the ledger takes up."""
    if not has_annex(case):
        return
    for entry in case.clause_entries:
        if not entry.counterparts and not _is_taken_up(case, entry):
            yield Hit(entry.id, "本条在附件台账中没有对应的行。", entry.span)


def _is_taken_up(case: Case, entry: Entry) -> bool:
    return containment(grams(entry.text), case.row_grams) >= _NOT_THERE


def sentence_without_row(case: Case) -> Iterator[Hit]:
    """Sentences of a clause that no row takes up; one hit per clause.

    Where more than a third of the clauses have some, the ledger is a summary: one hit for all.
    """
    if not has_annex(case):
        return
    found = list(_clauses_left_out(case))
    if len(found) * 3 <= len(case.clause_entries):
        yield from (hit for _, hit in found)
    else:
        numbers = listed([entry.number or entry.id for entry, _ in found], 30)
        yield Hit(
            case.id,
            f"台账是正文的摘要，{len(found)} 条有内容没有列入：{numbers}。",
            found[0][1].span,
        )


def _clauses_left_out(case: Case) -> Iterator[tuple[Entry, Hit]]:
    rows = case.row_grams
    for entry, clause in case.entry_clauses:
        if not entry.counterparts and not _is_taken_up(case, entry):
            continue
        own = case.clause_texts[clause.span.start]
        left_out = list(_left_out(own.masked, rows, has_title=entry.title is not None))
        if left_out:
            said = "、".join(f"“{clipped(own.text.text[a:b])}”" for a, b in left_out)
            span = own.text.span(left_out[0][0], left_out[-1][1])
            yield entry, Hit(entry.id, f"正文这些内容台账没有列入：{said}。", span)


def _left_out(text: str, rows: frozenset[str], *, has_title: bool) -> Iterator[tuple[int, int]]:
    """Stretches that no row has, of sentences that are left out by half or more."""
    for number, (start, end) in enumerate(sentences(text)):
        if number == 0 and has_title:
            continue
        parts = [(start + a, start + b) for a, b in segments(text[start:end])]
        missing = [p for p in parts if _is_missing(text[slice(*p)], rows)]
        if sum(b - a for a, b in missing) * 2 >= sum(b - a for a, b in parts):
            yield from missing


def _is_missing(part: str, rows: frozenset[str]) -> bool:
    plain = _BRACKET.sub("", part).strip()
    return len(plain) >= _SHORTEST and containment(grams(plain), rows) < _NOT_THERE


def matched_pairs(case: Case) -> Iterator[tuple[Entry, Entry]]:
    """(row, clause) for each row that has its clause."""
    if not has_annex(case):
        return
    for row in case.row_entries:
        if row.counterparts and row.counterparts[0] in case.entries_by_id:
            yield row, case.entries_by_id[row.counterparts[0]]
