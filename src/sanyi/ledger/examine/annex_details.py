"""Checks of matched rows and clauses: targets, time limits and units."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from sanyi.clauses import Basis
from sanyi.kernel.similarity import containment, grams
from sanyi.ledger.entry import Entry, EntryTarget, UnitRole
from sanyi.ledger.examine.annex import has_annex, matched_pairs
from sanyi.ledger.examine.case import Case, Hit, clipped

_MEASURED = (Basis.NUMERIC, Basis.COUNT, Basis.FREQUENCY)
_LIKE_INDICATOR = 60
_PRINTED = 0.8
_WORD = 4  # the length of a word that changes what is measured


def _measured(entry: Entry) -> list[EntryTarget]:
    return [t for t in entry.targets if t.basis in _MEASURED and t.value is not None]


def _same_value(one: EntryTarget, other: EntryTarget) -> bool:
    return (one.value, one.upper, one.unit) == (other.value, other.upper, other.unit)


def _same_matter(one: EntryTarget, other: EntryTarget) -> bool:
    return fuzz.ratio(_object(one), _object(other)) >= _LIKE_INDICATOR


def _is_printed(target: EntryTarget, entry: Entry) -> bool:
    """Whether the words of a target stand in another entry, though no target was read there."""
    return containment(grams(target.phrase), grams(entry.text)) >= _PRINTED


_REACHING = re.compile(r"^(?:达到|实现|完成|力争|提高到|提高至|不低于|至少|确保)+|的?目标$")


def _object(target: EntryTarget) -> str:
    return _REACHING.sub("", "".join(target.indicator.split()))


def target_in_one_only(case: Case) -> Iterator[Hit]:
    """Numbers to be reached that stand only in the clause or only in the row."""
    for row, clause in matched_pairs(case):
        there = _measured(clause)
        for target in {t.phrase: t for t in _measured(row)}.values():
            if _is_printed(target, clause):
                continue
            if not any(_same_value(target, t) or _same_matter(target, t) for t in there):
                yield Hit(
                    row.id, f"目标“{clipped(target.phrase)}”只见于台账，正文没有。", target.span
                )
    for clause in case.clause_entries:
        rows = [case.entries_by_id[i] for i in clause.counterparts]
        there = [t for r in rows for t in _measured(r)]
        for target in _measured(clause) if rows and has_annex(case) else ():
            if any(_is_printed(target, r) for r in rows):
                continue
            if not any(_same_value(target, t) or _same_matter(target, t) for t in there):
                yield Hit(
                    clause.id, f"目标“{clipped(target.phrase)}”只见于正文，台账没有。", target.span
                )


def target_values_differ(case: Case) -> Iterator[Hit]:
    """One indicator with different numbers in clause and row."""
    for row, clause in matched_pairs(case):
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
    for row, clause in matched_pairs(case):
        for target in _measured(row):
            same = [t for t in _measured(clause) if _same_value(target, t)]
            if not same or any(_object(t) == _object(target) for t in same):
                continue
            near = [t for t in same if _same_matter(target, t) and not _is_context(target, t)]
            if near:
                yield Hit(
                    row.id,
                    f"同一目标的口径用语不同：台账“{_object(target)}”，正文“{_object(near[0])}”。",
                    target.span,
                )


def _is_context(one: EntryTarget, other: EntryTarget) -> bool:
    """Whether one side only says more before the same words: who does it, and when."""
    short, long = sorted((_object(one), _object(other)), key=len)
    return long.endswith(short) and len(long) - len(short) > _WORD


def limits_differ(case: Case) -> Iterator[Hit]:
    """A row that repeats the clause's time limit and has another in its own cell."""
    for row, clause in matched_pairs(case):
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
    for row, clause in matched_pairs(case):
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
    for row, clause in matched_pairs(case):
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
