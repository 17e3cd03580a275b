"""Checks of the words of matched rows and clauses, and of headings and titles of the annex."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from sanyi.clauses import segments
from sanyi.clauses.gazetteer import divisions_named
from sanyi.kernel import Span
from sanyi.ledger.examine.annex import has_annex, matched_pairs
from sanyi.ledger.examine.case import Case, Hit, clipped


def wording_differs(case: Case) -> Iterator[Hit]:
    """Stretches of a row that are those of the clause but for a few characters."""
    for row, clause in matched_pairs(case):
        theirs = [clause.text[a:b] for a, b in segments(clause.text)]
        found: list[str] = []
        for a, b in segments(row.text):
            found += _differences(row.text[a:b], theirs)
        if found:
            yield Hit(
                row.id, f"用语与正文{clause.number or ''}不同：{'；'.join(found)}。", row.span
            )


_NEAR, _WINDOW, _MOST_EDITS, _SHORTEST_PART = 80, 3, 3, 8


def _differences(part: str, theirs: Sequence[str]) -> list[str]:
    """Replaced, added or dropped characters with what stands around them, both ways."""
    tight = _untimed(part)
    best = _nearest(tight, [_untimed(other) for other in theirs])
    edits = [e for e in Levenshtein.opcodes(tight, best) if e.tag != "equal"] if best else []
    if not 1 <= len(edits) <= _MOST_EDITS:
        return []
    mine = _around(tight, edits[0].src_start, edits[-1].src_end)
    other = _around(best, edits[0].dest_start, edits[-1].dest_end)
    if any(same.sub("", mine) == same.sub("", other) for same in (_LIGHT, _DIGITS)):
        return []
    return [f"台账“{clipped(mine)}”，正文“{clipped(other)}”"]


def _nearest(part: str, theirs: Sequence[str]) -> str:
    """The stretch that is nearly the same; empty where one is the same or none is near."""
    if len(part) < _SHORTEST_PART or part in theirs:
        return ""
    best, score = "", 0.0
    for other in theirs:
        ratio = fuzz.ratio(part, other, score_cutoff=max(_NEAR, score))
        if ratio > score:
            best, score = other, ratio
    return best


def _around(text: str, start: int, end: int) -> str:
    return text[max(0, start - _WINDOW) : end + _WINDOW]


def _untimed(part: str) -> str:
    """A stretch without its time limit: a row has that in another column."""
    return _TIME_FIRST.sub("", "".join(part.split()))


_TIME_FIRST = re.compile(
    r"^[到在至]?(?:\d{4}年)?(?:\d{1,2}月|年|上半年|第?[一二三四]季度)[底末内中]?前?(?!度)"
)
# numbers that differ have a check of their own
_DIGITS = re.compile(r"[0-9０-９.．]+")
# words that change the tone of an order and not its matter
_LIGHT = re.compile(
    r"[的了和与及好对、“”‘’\"]|全面|持续|继续|进一步|积极|加快|推动|推进|[我全本](?=[省市县区])"
)
_NUMBER = re.compile(r"^[（(]?[一二三四五六七八九十]+[）)]?[、.．\s]*")


def _sections(case: Case) -> tuple[list[tuple[str, Span]], list[tuple[str, Span]]]:
    text: dict[str, Span] = {}
    for entry, clause in case.entry_clauses:
        if entry.section:
            root = clause
            while root.parent is not None:
                root = root.parent
            text.setdefault(_NUMBER.sub("", entry.section), root.lines[0].span)
    annex: dict[str, Span] = {}
    for entry in case.row_entries:
        if entry.section:
            annex.setdefault(_NUMBER.sub("", entry.section), entry.span)
    return list(text.items()), list(annex.items())


def _differing_headings(case: Case) -> Iterator[tuple[int, str, str, Span]]:
    text, annex = _sections(case)
    if not has_annex(case) or len(text) != len(annex):
        return
    for number, ((one, _), (other, span)) in enumerate(zip(text, annex, strict=True), start=1):
        if _tight(one) != _tight(other) and fuzz.ratio(one, other) >= 50:
            yield number, one, other, span


def places_in_headings_differ(case: Case) -> Iterator[Hit]:
    """A heading that names one place in the text and another in the annex."""
    for number, one, other, span in _differing_headings(case):
        if _place_names(one) ^ _place_names(other):
            yield Hit(case.id, f"第 {number} 部分标题地名不同：正文“{one}”，台账“{other}”。", span)


def headings_differ(case: Case) -> Iterator[Hit]:
    """Headings worded differently in text and annex; one hit for the document."""
    found = [
        (f"第 {number} 部分“{one}”／“{other}”", span)
        for number, one, other, span in _differing_headings(case)
        if not _place_names(one) ^ _place_names(other)
    ]
    if found:
        yield Hit(
            case.id,
            f"正文／台账标题用语不同：{'；'.join(said for said, _ in found)}。",
            found[0][1],
        )


def _tight(text: str) -> str:
    return "".join(text.split())


def _place_names(text: str) -> set[str]:
    pieces = {text[i : i + n] for n in (2, 3, 4) for i in range(len(text) - n + 1)}
    return {p for p in pieces if divisions_named(p)}


_ANNEX_NOTE = re.compile(
    r"^\s*附\s*件\s*\d*\s*[:：]\s*(?:\d+\s*[.．、]\s*)?《?(?P<title>[^《》\n]{6,60}?)》?\s*$"
)


def annex_title_differs(case: Case) -> Iterator[Hit]:
    """The annex is called by another name where the text announces it."""
    lines = [*case.reading.outline.front, *case.reading.outline.back]
    texts = [(_tight(li.accepted.text), li) for li in lines]
    for line in lines:
        match = _ANNEX_NOTE.match(line.accepted.text)
        if match is None:
            continue
        announced = _tight(match["title"])
        later = [(t, li) for t, li in texts if li.span.start > line.span.start and t]
        if any(t.strip("《》") == announced for t, _ in later):
            continue
        for title, li in later:
            if fuzz.ratio(announced, title) >= 80 and not _ANNEX_NOTE.match(li.accepted.text):
                yield Hit(
                    case.id, f"附件名称不一致：正文作“{announced}”，附件作“{title}”。", li.span
                )
                break
