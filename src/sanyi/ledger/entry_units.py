"""Printed unit groups -> units of an entry: conventions applied, elided prefixes restored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sanyi.clauses import (
    Clause,
    Mapped,
    PrintedUnit,
    Role,
    UnitGroup,
    is_none_mark,
    split_at_labels,
    unit_groups,
)
from sanyi.clauses.gazetteer import (
    Division,
    recognise_unit,
    restore_damaged,
    restore_prefixes,
)
from sanyi.clauses.listed_units import listed_units
from sanyi.clauses.model import accepted_lines
from sanyi.ledger.entry import EntryUnit, UnitRole, UnitRule


@dataclass(frozen=True, slots=True)
class ClauseText:
    """A clause's own accepted text, line breaks removed, with its unit groups."""

    text: Mapped
    lines: tuple[Mapped, ...]
    groups: tuple[UnitGroup, ...]

    @property
    def without_lines(self) -> Mapped:
        """The text less labelled lines: what ``Entry.text`` holds."""
        return self.text.without((g.start, g.end) for g in self.groups if g.is_line)

    @property
    def masked(self) -> str:
        """The text with unit groups blanked out, position by position."""
        out = list(self.text.text)
        for group in self.groups:
            out[group.start : group.end] = " " * (group.end - group.start)
        return "".join(out)


def clause_text(clause: Clause) -> ClauseText:
    """Join the lines of a clause and find the units in it."""
    return text_of_lines(accepted_lines(clause))


def text_of_lines(lines: Iterable[Mapped]) -> ClauseText:
    """Join accepted lines into one text and find the units in it."""
    parts = tuple(part.strip() for line in lines for part in split_at_labels(line.squeezed()))
    joined = Mapped("".join(li.text for li in parts), [o for li in parts for o in li.offsets])
    return ClauseText(joined, parts, tuple(unit_groups(joined, parts)))


@dataclass(frozen=True, slots=True)
class UnitConventions:
    """What holds for the units of the whole document."""

    default_prefix: str | None
    first_listed_leads: bool
    roster: tuple[str, ...] = ()


_PREFIX = {"province": "省", "prefecture": "市", "county": "县"}


def prefix_of(place: Division | None) -> str | None:
    """What stands before the elided names of a place's own units: 市 of 市财政局."""
    if place is None:
        return None
    if place.name.endswith("自治区") and place.level == "province":
        return "自治区"
    last = place.name[-1]
    return last if last in "市县区州旗盟省" else _PREFIX.get(place.level)


def roster_of(names: Iterable[str]) -> tuple[str, ...]:
    """Known units among the names of a document, by which damaged ones are restored."""
    return tuple(n for n in sorted(set(names)) if (unit := recognise_unit(n)) and unit.kind)


def entry_units(
    text: Mapped, groups: Sequence[UnitGroup], conventions: UnitConventions
) -> tuple[tuple[EntryUnit, ...], bool]:
    """Units of the groups with role and rule; and whether a mislabelled lead was set right.

    Two lines 配合单位 and none of 责任单位 is a misprint: the first line leads.
    """
    groups, is_repaired = _relabelled(groups)
    units: list[EntryUnit] = []
    for index, group in enumerate(groups):
        covers = _covered(text, groups, index)
        for unit, rule in _with_convention(group, conventions.first_listed_leads):
            units.append(_entry_unit(unit, rule, covers))
    return _named(units, conventions), is_repaired


def cell_units(
    lead: Mapped, cooperating: Mapped, conventions: UnitConventions
) -> tuple[EntryUnit, ...]:
    """Units of a ledger row's two cells."""
    units: list[EntryUnit] = []
    for cell, role in ((lead, UnitRole.LEAD), (cooperating, UnitRole.COOPERATING)):
        if not cell or is_none_mark(cell.text):
            continue
        for group in unit_groups_of_cell(cell, role):
            units.extend(group)
    return _named(units, conventions)


def unit_groups_of_cell(cell: Mapped, role: UnitRole) -> list[list[EntryUnit]]:
    """The units of a cell; printed words such as 牵头 and 配合 inside it win over its column."""
    if re.search(r"牵头|配合|参与|协办", cell.text):
        bracketed = Mapped(
            "（" + cell.text + "）", [cell.offsets[0], *cell.offsets, cell.offsets[-1]]
        )
        groups = unit_groups(bracketed, [bracketed])
        if groups:
            return [[_entry_unit(u, UnitRule.PRINTED, None, role) for u in g.units] for g in groups]
    listed, _ = listed_units(cell.text)
    return [
        [
            EntryUnit(i.name, i.name, role, UnitRule.PRINTED, None, cell.span(i.start, i.end))
            for i in listed
        ]
    ]


def _relabelled(groups: Sequence[UnitGroup]) -> tuple[Sequence[UnitGroup], bool]:
    lines = [g for g in groups if g.is_line]
    roles = {u.role for g in groups for u in g.units}
    if len(lines) < 2 or roles != {Role.COOPERATING}:
        return groups, False
    first = replace(lines[0], units=tuple(replace(u, role=Role.LEAD) for u in lines[0].units))
    return [first if g is lines[0] else g for g in groups], True


def _with_convention(
    group: UnitGroup, first_listed_leads: bool
) -> list[tuple[PrintedUnit, UnitRule]]:
    plain = all(u.role is Role.RESPONSIBLE for u in group.units) or (
        bool(group.labels) and all(u.role is Role.LEAD for u in group.units)
    )
    if first_listed_leads and plain and group.units:
        roles = [Role.LEAD, *[Role.COOPERATING] * (len(group.units) - 1)]
        return [
            (replace(u, role=r), UnitRule.FIRST_LISTED)
            for u, r in zip(group.units, roles, strict=True)
        ]
    return [(u, UnitRule.JOINT_BY_DUTY if u.is_joint else UnitRule.PRINTED) for u in group.units]


def _covered(text: Mapped, groups: Sequence[UnitGroup], index: int) -> str | None:
    """The text that a bracket answers for, where a clause has several."""
    brackets = [g for g in groups if not g.is_line]
    if len(brackets) < 2 or groups[index].is_line:
        return None
    at = brackets.index(groups[index])
    start = brackets[at - 1].end if at else 0
    return text.text[start : groups[index].start].strip(" 。；;，,") or None


def _entry_unit(
    unit: PrintedUnit, rule: UnitRule, covers: str | None, column: UnitRole = UnitRole.LEAD
) -> EntryUnit:
    role = column if unit.role is Role.RESPONSIBLE else UnitRole.LEAD
    if unit.role is Role.COOPERATING:
        role = UnitRole.COOPERATING
    return EntryUnit(unit.as_printed, unit.as_printed, role, rule, covers, unit.span)


def _named(units: Sequence[EntryUnit], conventions: UnitConventions) -> tuple[EntryUnit, ...]:
    """Prefixes restored over the whole list; a unit that leads anywhere leads, once."""
    names = restore_prefixes([u.name for u in units], conventions.default_prefix)
    present = [n for n in names if n in conventions.roster]
    out: dict[str, EntryUnit] = {}
    for unit, restored in zip(units, names, strict=True):
        name = restored
        if conventions.roster and name not in present:
            name = restore_damaged(name, conventions.roster, present) or name
        named = replace(unit, name=name)
        known = out.get(name)
        if known is None or (known.role is not UnitRole.LEAD and named.role is UnitRole.LEAD):
            out[name] = (
                named if known is None else replace(known, role=UnitRole.LEAD, rule=named.rule)
            )
    return tuple(out.values())
