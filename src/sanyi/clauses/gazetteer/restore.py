"""Elided and damaged names get their prefix back: 财政局 after 市卫健委 is 市财政局.

Only the place is restored. A name that has an anchor of its own, or stands for many units, stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sanyi.clauses.gazetteer.divisions import find_places
from sanyi.clauses.gazetteer.register import UnitKind, unit_kind
from sanyi.clauses.gazetteer.unit_names import UnitName, compact, read_place, recognise_unit

_PARTY_STYLES = frozenset({"party"})
_SEAT = re.compile(r"(?:委|人民政府|政府|党委)$")
# 厅 exists only in a province, so a city's prefix is never carried to it
_PROVINCIAL = re.compile(r"厅$")


def restore_prefixes(items: Sequence[str], default_prefix: str | None) -> list[str]:
    """Give each name of a list the place that was elided.

    Args:
        items: names as printed, in order.
        default_prefix: place to use before any name has shown one, such as 市; None leaves such
            names as they are.

    Returns:
        One name per item. The nearest earlier prefix wins over the default.

    Example:
        >>> restore_prefixes(["市卫生健康委", "市场监管局"], None)
        ['市卫生健康委', '市市场监管局']
    """
    restored: list[str] = []
    prefix = default_prefix
    for item in items:
        name = compact(item)
        unit = recognise_unit(name, in_list=True)
        if unit is not None and unit.rule in ("register", "suffix"):
            carried = _carried(unit)
            if carried:
                prefix = carried
            elif prefix and _is_elided(unit):
                name = _prefixed(unit, prefix, default_prefix)
        restored.append(name)
    return restored


def _carried(unit: UnitName) -> str | None:
    """The place later names may share, or None."""
    if unit.level == "national":
        return "国家" if unit.text.startswith("国家") else None
    if not unit.place or unit.is_collective or not unit.text.startswith(unit.place):
        return None
    kind = unit_kind(unit.kind) if unit.kind else None
    if kind is not None and (kind.anchored or kind.style == "institution"):
        return None
    place = _SEAT.sub("", unit.place)
    # a branch named after a place without suffix (某某海关) shares nothing
    return place if read_place(place) and place[-1] in "省市县区州旗盟" else None


def _is_elided(unit: UnitName) -> bool:
    if unit.place or unit.level is not None or unit.is_collective:
        return False
    kind = unit_kind(unit.kind) if unit.kind else None
    if kind is not None and kind.anchored:
        return False
    if kind is None and not re.search(r"(?:局|厅|委员会|委|办公室|办|中心|站|所)$", unit.core):
        return False
    # 某某理工大学, 某某新区管委会: a place stands inside although not as a prefix
    return not find_places(unit.text)


def _prefixed(unit: UnitName, prefix: str, default_prefix: str | None) -> str:
    kind = unit_kind(unit.kind) if unit.kind else None
    if prefix == "国家":
        return _national(unit, kind)
    if _PROVINCIAL.search(unit.core) and prefix[-1] not in "省区":
        prefix = default_prefix if default_prefix and default_prefix[-1] in "省区" else ""
    if kind is not None and kind.style in _PARTY_STYLES and prefix:
        seat = "" if unit.core.startswith("委") or re.match("直|政府|国家", unit.core) else "委"
        party = "党" if seat and prefix.endswith("自治区") else ""
        return f"{prefix}{party}{seat}{unit.text}"
    return prefix + unit.text


def _national(unit: UnitName, kind: UnitKind | None) -> str:
    candidate = "国家" + unit.text
    return candidate if kind is not None and candidate in kind.national else unit.text


def restore_damaged(name: str, roster: Sequence[str], present: Sequence[str]) -> str | None:
    """Propose the unit that a damaged name stands for.

    Args:
        name: the printed name, such as 市保障局.
        roster: units the document names elsewhere.
        present: units already named in this entry; they are no candidates.

    Returns:
        The one unit of the roster of which ``name`` keeps the place and a part in order, or None:
        the name is whole, nothing fits, or more than one unit does.
    """
    printed = compact(name)
    unit = recognise_unit(printed, in_list=True)
    if unit is not None and unit.kind is not None:
        return None
    here = {compact(other) for other in present}
    known = dict.fromkeys(compact(other) for other in roster)
    if printed in known and sum(compact(other) == printed for other in roster) > 1:
        return None
    fits = [
        whole
        for whole in known
        if whole != printed and whole not in here and _is_damaged_form(printed, whole)
    ]
    return fits[0] if len(fits) == 1 else None


def _is_damaged_form(damaged: str, whole: str) -> bool:
    unit = recognise_unit(whole)
    if unit is None or not unit.place or unit.is_collective or len(damaged) >= len(whole):
        return False
    place, core = unit.place, whole[len(unit.place) :]
    if not damaged.startswith(place):
        return False
    rest = damaged[len(place) :]
    # a single character left over says too little
    return len(rest) >= 3 and (core.endswith(rest) or _is_subsequence(rest, core))


def _is_subsequence(part: str, whole: str) -> bool:
    letters = iter(whole)
    return all(letter in letters for letter in part) and part[-1] == whole[-1]
