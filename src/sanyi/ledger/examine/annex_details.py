"""Checks of matched rows and clauses: targets, time limits, units, wording, headings, titles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from sanyi.clauses import Basis, segments
from sanyi.clauses.gazetteer import divisions_named
from sanyi.kernel import Span
from sanyi.ledger.entry import Entry, EntryTarget, UnitRole
from sanyi.ledger.examine.annex import has_annex
from sanyi.ledger.examine.case import Case, Hit, clipped

_MEASURED = (Basis.NUMERIC, Basis.COUNT, Basis.FREQUENCY)
_LIKE_INDICATOR = 60


def _pairs(case: Case) -> Iterator[tuple[Entry, Entry]]:
    """(row, clause) for each row that has its clause."""
    if not has_annex(case):
        return
    for row in case.row_entries:
        if row.counterparts and row.counterparts[0] in case.entries_by_id:
            yield row, case.entries_by_id[row.counterparts[0]]


def _measured(entry: Entry) -> list[EntryTarget]:
    return [t for t in entry.targets if t.basis in _MEASURED and t.value is not None]


def _same_value(one: EntryTarget, other: EntryTarget) -> bool:
    return (one.value, one.upper, one.unit) == (other.value, other.upper, other.unit)


def _same_matter(one: EntryTarget, other: EntryTarget) -> bool:
    return fuzz.ratio(_object(one), _object(other)) >= _LIKE_INDICATOR


_REACHING = re.compile(r"^(?:达到|实现|完成|力争|提高到|提高至|不低于|至少|确保)+|的?目标$")


def _object(target: EntryTarget) -> str:
    return _REACHING.sub("", "".join(target.indicator.split()))


def target_in_one_only(case: Case) -> Iterator[Hit]:
    """Numbers to be reached that stand only in the clause or only in the row."""
    for row, clause in _pairs(case):
        there = _measured(clause)
        for target in {t.phrase: t for t in _measured(row)}.values():
            if not any(_same_value(target, t) or _same_matter(target, t) for t in there):
                yield Hit(
                    row.id, f"目标“{clipped(target.phrase)}”只见于台账，正文没有。", target.span
                )
    for clause in case.clause_entries:
        rows = [case.entries_by_id[i] for i in clause.counterparts]
        there = [t for r in rows for t in _measured(r)]
        for target in _measured(clause) if rows and has_annex(case) else ():
            if not any(_same_value(target, t) or _same_matter(target, t) for t in there):
                yield Hit(
                    clause.id, f"目标“{clipped(target.phrase)}”只见于正文，台账没有。", target.span
                )


def target_values_differ(case: Case) -> Iterator[Hit]:
    """One indicator with different numbers in clause and row."""
    for row, clause in _pairs(case):
        there = _measured(clause)
        for target in _measured(row):
            if any(_same_value(target, t) for t in there):
                continue
            for other in there:
                if target.unit == other.unit and _same_matter(target, other):
                    yield Hit(
                        row.id,
                        f"目标数值不一致：台账“{clipped(target.phrase)}”，"
                        f"正文“{clipped(other.phrase)}”。",
                        target.span,
                    )
                    break


def target_objects_differ(case: Case) -> Iterator[Hit]:
    """One number, said of differently worded things."""
    for row, clause in _pairs(case):
        for target in _measured(row):
            same = [t for t in _measured(clause) if _same_value(target, t)]
            if not same or any(_object(t) == _object(target) for t in same):
                continue
            near = [t for t in same if _same_matter(target, t)]
            if near:
                yield Hit(
                    row.id,
                    f"同一目标的口径用语不同：台账“{_object(target)}”，正文“{_object(near[0])}”。",
                    target.span,
                )


def limits_differ(case: Case) -> Iterator[Hit]:
    """A row that repeats the clause's time limit and has another in its own cell."""
    for row, clause in _pairs(case):
        mine, theirs = row.deadline, clause.deadline
        if mine is None or theirs is None or mine.due_on is None or theirs.due_on is None:
            continue
        if mine.due_on != theirs.due_on and theirs.phrase in row.text:
            yield Hit(
                row.id,
                f"时限不一致：时限格为“{mine.phrase}”，条文为“{theirs.phrase}”。",
                mine.span or row.span,
            )


def units_differ(case: Case) -> Iterator[Hit]:
    """Units of a row that its clause does not have, or has in another role; one hit per row."""
    for row, clause in _pairs(case):
        mine, theirs = _roles(row), _roles(clause)
        if not mine or not theirs:
            continue
        changed = [u for u in mine if u in theirs and mine[u] is not theirs[u]]
        said = [f"{u} 台账为{_ROLE[mine[u]]}、正文为{_ROLE[theirs[u]]}" for u in changed]
        said += [f"{u} 只见于台账" for u in mine if u not in theirs]
        if said:
            yield Hit(
                row.id, f"单位与正文{clause.number or ''}不一致：{'；'.join(said)}。", row.span
            )


def units_left_out(case: Case) -> Iterator[Hit]:
    """Units of a clause that some of its rows do not have; one hit per clause.

    A row may take only a part of its clause, so each unit is said with the rows that lack it.
    """
    rows_of: dict[str, list[Entry]] = {}
    for row, clause in _pairs(case):
        if _roles(row):
            rows_of.setdefault(clause.id, []).append(row)
    for id, rows in rows_of.items():
        clause = case.entries_by_id[id]
        said = []
        for unit in _roles(clause):
            lacking = [r.number or r.id for r in rows if unit not in _roles(r)]
            if lacking:
                said.append(f"{unit}（第 {'、'.join(lacking)} 行）")
        if said:
            yield Hit(id, f"本条所列单位有的台账行没有列入：{'、'.join(said)}。", clause.span)


_ROLE = {UnitRole.LEAD: "责任", UnitRole.COOPERATING: "配合"}


def _roles(entry: Entry) -> dict[str, UnitRole]:
    return {u.name: u.role for u in entry.units if u.role is not UnitRole.DEFAULT}


def wording_differs(case: Case) -> Iterator[Hit]:
    """Stretches of a row that are those of the clause but for a few characters."""
    for row, clause in _pairs(case):
        theirs = [clause.text[a:b] for a, b in segments(clause.text)]
        found: list[str] = []
        for a, b in segments(row.text):
            found += _differences(row.text[a:b], theirs)
        if found:
            yield Hit(
                row.id, f"用语与正文{clause.number or ''}不同：{'；'.join(found)}。", row.span
            )


_NEAR, _WINDOW = 80, 3


def _differences(part: str, theirs: Sequence[str]) -> list[str]:
    """Replaced, added or dropped characters with what stands around them, both ways."""
    tight = "".join(part.split())
    if len(tight) < 8:
        return []
    best, score = "", 0.0
    for other in theirs:
        candidate = "".join(other.split())
        if candidate == tight:
            return []
        ratio = fuzz.ratio(tight, candidate, score_cutoff=max(_NEAR, score))
        if ratio > score:
            best, score = candidate, ratio
    if not best:
        return []
    edits = [e for e in Levenshtein.opcodes(tight, best) if e.tag != "equal"]
    if len(edits) > 3:
        return []
    start = max(0, min(e.src_start for e in edits) - _WINDOW)
    end = min(len(tight), max(e.src_end for e in edits) + _WINDOW)
    start2 = max(0, min(e.dest_start for e in edits) - _WINDOW)
    end2 = min(len(best), max(e.dest_end for e in edits) + _WINDOW)
    mine, other = tight[start:end], best[start2:end2]
    if _LIGHT.sub("", mine) == _LIGHT.sub("", other):
        return []
    return [f"台账“{clipped(mine)}”，正文“{clipped(other)}”"]


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
