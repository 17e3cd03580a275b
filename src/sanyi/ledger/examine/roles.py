"""Checks of who answers for a task: leads missing, roles doubled, names damaged or varying."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from sanyi.clauses import Mapped, Role, UnitGroup, is_none_mark
from sanyi.clauses.gazetteer import (
    recognise_unit,
    restore_damaged,
    restore_prefixes,
    same_unit,
    split_unit_list,
)
from sanyi.kernel import Span
from sanyi.ledger.entry import Entry, UnitRole
from sanyi.ledger.examine.case import Case, Hit


def without_lead(case: Case) -> Iterator[Hit]:
    """Tasks without a lead beside tasks that have one.

    A section in which no task names a unit is written that way (组织保障) and is left alone.
    """
    with_units: dict[int, int] = Counter()
    total: dict[int, int] = Counter()
    for entry, clause in case.entry_clauses:
        with_units[id(clause.parent)] += bool(entry.units)
        total[id(clause.parent)] += 1
    for entry, clause in case.entry_clauses:
        named, beside = with_units[id(clause.parent)], total[id(clause.parent)]
        if not _leads(entry) and named and named * 2 >= beside - 1:
            yield Hit(
                entry.id, "本条没有牵头（责任）单位，同一部分的其他条款都列有单位。", entry.span
            )
    yield from _rows_without_lead(case)


def _rows_without_lead(case: Case) -> Iterator[Hit]:
    led = sum(1 for e in case.row_entries if _leads(e))
    for entry in case.row_entries:
        if not _leads(entry) and led * 2 > len(case.row_entries) and "swapped" not in entry.notes:
            yield Hit(entry.id, "本行没有牵头（责任）单位。", entry.span)


def _leads(entry: Entry) -> bool:
    return any(u.role is UnitRole.LEAD for u in entry.units)


def two_cooperating_lines(case: Case) -> Iterator[Hit]:
    """Two lines 配合单位 and none of 责任单位."""
    for entry in case.clause_entries:
        if entry.is_repaired_lead:
            first = entry.names(UnitRole.LEAD)
            yield Hit(
                entry.id,
                f"两行都印作“配合单位”，没有“责任单位”；暂按第一行（{'、'.join(first)}）为责任单位。",
                entry.span,
            )


def lead_in_other_cell(case: Case) -> Iterator[Hit]:
    """An empty cell of the responsible unit beside a filled one of the cooperating unit."""
    for entry in case.row_entries:
        if "swapped" in entry.notes:
            units = "、".join(entry.names(UnitRole.LEAD))
            yield Hit(
                entry.id, f"责任单位格为空，{units} 印在配合单位格；暂按责任单位读。", entry.span
            )


def both_roles(case: Case) -> Iterator[Hit]:
    """One unit printed as responsible and as cooperating for the same work."""
    for entry, clause in case.entry_clauses:
        groups = case.clause_texts[clause.span.start].groups
        for doubled in _doubled_roles(groups):
            yield Hit(entry.id, f"{doubled} 既是责任（牵头）单位又是配合单位。", entry.span)
    for entry, row in case.rows:
        doubled_in_row = _shared(_names(row.lead), _names(row.cooperating))
        if "repeated_unit" in entry.notes and not doubled_in_row:
            doubled_in_row = entry.names(UnitRole.LEAD)
        if doubled_in_row:
            units = "、".join(doubled_in_row)
            yield Hit(entry.id, f"{units} 在责任、配合两格重复出现。", entry.span)


def _doubled_roles(groups: Sequence[UnitGroup]) -> Iterator[str]:
    """Labelled lines of a clause belong together; a bracket stands for itself."""
    lines = [u for g in groups if g.is_line for u in g.units]
    for units in (lines, *(list(g.units) for g in groups if not g.is_line)):
        names = restore_prefixes([u.as_printed for u in units], None)
        roles: dict[str, set[bool]] = defaultdict(set)
        for name, unit in zip(names, units, strict=True):
            roles[name].add(unit.role is Role.COOPERATING)
        yield from (name for name, found in roles.items() if len(found) > 1)


def _names(cell: Mapped) -> list[str]:
    if not cell or is_none_mark(cell.text):
        return []
    return restore_prefixes(split_unit_list(cell.text).names, None)


def _shared(one: Iterable[str], other: Iterable[str]) -> list[str]:
    there = set(other)
    return [name for name in dict.fromkeys(one) if name in there]


def unit_repeated(case: Case) -> Iterator[Hit]:
    """A unit listed twice in one list."""
    for entry, clause in case.entry_clauses:
        for group in case.clause_texts[clause.span.start].groups:
            by_role: dict[Role, list[str]] = defaultdict(list)
            for unit in group.units:
                by_role[unit.role].append(unit.as_printed)
            for names in by_role.values():
                yield from _repeats(entry, names)
    for entry, row in case.rows:
        yield from _repeats(entry, _names(row.lead))
        yield from _repeats(entry, _names(row.cooperating))


def _repeats(entry: Entry, names: list[str]) -> Iterator[Hit]:
    for name, count in Counter(restore_prefixes(names, None)).items():
        if count > 1:
            yield Hit(entry.id, f"{name} 在同一串单位中列了 {count} 次。", entry.span)


def damaged_name(case: Case) -> Iterator[Hit]:
    """A name that lost characters; the whole one, or several that fit, stand elsewhere."""
    named = dict.fromkeys(u.name for e in case.ledger.entries for u in e.units)
    known = [n for n in named if (found := recognise_unit(n)) and found.kind]
    for entry in case.ledger.entries:
        for unit in entry.units:
            printed = "".join(unit.as_printed.split())
            if unit.role is UnitRole.DEFAULT:
                continue
            if not unit.name.endswith(printed):
                yield Hit(
                    entry.id,
                    f"单位名称“{printed}”残缺，按全文其他各处应为“{unit.name}”；台账暂用后者。",
                    unit.span or entry.span,
                )
            elif len(fits := _possible_names(unit.name, known)) > 1:
                or_else = "或".join(f"“{n}”" for n in fits)
                yield Hit(
                    entry.id,
                    f"单位名称“{printed}”疑似残缺，可能是{or_else}；台账照原文。",
                    unit.span or entry.span,
                )


def _possible_names(name: str, known: Sequence[str]) -> list[str]:
    unit = recognise_unit(name, in_list=True)
    if unit is not None and (unit.kind or unit.is_collective):
        return []
    return [n for n in known if restore_damaged(name, [n], [])]


def two_names(case: Case) -> Iterator[Hit]:
    """One unit under two names, once per pair; the rarer name is pointed at."""
    counts: Counter[str] = Counter()
    first: dict[str, Span | None] = {}
    by_kind: dict[str, list[str]] = defaultdict(list)
    for entry in case.ledger.entries:
        for unit in entry.units:
            counts[unit.name] += 1
            first.setdefault(unit.name, unit.span)
    for name in counts:
        known = recognise_unit(name)
        if known is not None and known.kind and not known.is_collective:
            by_kind[known.kind].append(name)
    for names in by_kind.values():
        for one, other in combinations(names, 2):
            proposal = same_unit(one, other)
            if proposal is None or _only_place_differs(one, other):
                continue
            rarer = min((other, one), key=lambda n: counts[n])
            yield Hit(
                case.id,
                f"“{one}”（{counts[one]} 处）与“{other}”（{counts[other]} 处）可能是同一单位："
                f"{proposal.reason}。未自动合并。",
                first[rarer],
            )


def _only_place_differs(one: str, other: str) -> bool:
    left, right = recognise_unit(one), recognise_unit(other)
    return left is not None and right is not None and left.core == right.core
