"""Two names that are probably one unit. Proposed with a reason, never merged."""

from __future__ import annotations

from dataclasses import dataclass

from sanyi.clauses.gazetteer.register import ended_in, unit_kind
from sanyi.clauses.gazetteer.unit_names import UnitName, compact, read_place, recognise_unit


@dataclass(frozen=True, slots=True)
class Proposal:
    """A pair of names that may be one unit, and why."""

    first: str
    second: str
    kind: str
    reason: str


def same_unit(first: str, second: str) -> Proposal | None:
    """Propose that two different names mean one unit.

    Args:
        first, second: names with their place, such as 市卫健委 and 市卫生健康局.

    Returns:
        A proposal where kind and place agree under different names; None otherwise, also for
        equal names, collective units, and kinds that hold several units of one place.
    """
    one, other = compact(first), compact(second)
    if one == other:
        return None
    left, right = recognise_unit(one), recognise_unit(other)
    if left is None or right is None or left.kind is None or left.kind != right.kind:
        return None
    kind = unit_kind(left.kind)
    if kind is None or left.is_collective or right.is_collective:
        return None
    if not _same_place(left, right) or not _one_office(left, right):
        return None
    return Proposal(one, other, left.kind, _reason(left, right))


def _same_place(left: UnitName, right: UnitName) -> bool:
    if left.level == right.level == "national":
        return True
    one, other = _bare(left.place), _bare(right.place)
    if one == other:
        return True
    # 市 and 某某市: the same place said shortly and in full
    short, full = sorted((one, other), key=len)
    return len(short) == 1 and full.endswith(short) and left.level == right.level


def _bare(place: str) -> str:
    for seat in ("人民政府", "政府", "党委", "委"):
        if place.endswith(seat) and read_place(place.removesuffix(seat)):
            return place.removesuffix(seat)
    return place


def _one_office(left: UnitName, right: UnitName) -> bool:
    """Names of the head office itself; an office below it is a unit of its own."""
    kind = unit_kind(left.kind or "")
    if kind is None:
        return False
    if left.core == right.core:
        return True
    head = {*kind.laddered, *kind.national, *(name for name, _ in kind.former)}
    if left.core in head and right.core in head:
        return True
    return any(left.core in group and right.core in group for group in kind.synonyms)


def _reason(left: UnitName, right: UnitName) -> str:
    former = [unit for unit in (left, right) if ended_in(unit.core) is not None]
    if len(former) == 1:
        year = ended_in(former[0].core)
        since = f"（{year} 年机构改革前）" if year else ""
        return f"“{former[0].core}”是同类单位的旧称{since}，层级与地名一致"
    if left.core == right.core:
        return f"同为“{left.core}”，一处省略了地名"
    return f"“{left.core}”与“{right.core}”是同一类单位的全称、简称或不同层级的叫法，层级与地名一致"
