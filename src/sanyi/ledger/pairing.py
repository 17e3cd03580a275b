"""Which passage of one reading is which passage of another: by id and words, then by likeness.

Ids move when a clause is put in before others, so words decide, and the id breaks the tie.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from sanyi.ledger.entry import Entry

_ALIKE_UNDER_SAME_ID = 50.0  # edit ratio, 0..100
_ALIKE = 70.0


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a passage is found again by.

    Args:
        id: of the entry or target.
        text: exact words.
        part: only passages of the same part are paired (clauses with clauses, rows with rows).
    """

    id: str
    text: str
    part: str = ""


def anchor_of(entry: Entry) -> str:
    """The words an entry is found again by: its text, or what was struck of it."""
    return entry.text or "".join(entry.struck)


def part_of(entry_id: str) -> str:
    """``annex`` for ids of annex rows, else empty."""
    return "annex" if "#annex" in entry_id else ""


def entry_anchor(entry: Entry) -> Anchor:
    """The anchor of an entry."""
    return Anchor(entry.id, anchor_of(entry), part_of(entry.id))


def pair(old: Sequence[Anchor], new: Sequence[Anchor]) -> list[int | None]:
    """For each old passage the place of its heir in ``new``, or None; no heir is shared.

    Example:
        >>> pair([Anchor("d#1", "甲"), Anchor("d#2", "乙")], [Anchor("d#1", "乙")])
        [None, 0]
    """
    found: list[int | None] = [None] * len(old)
    free = dict.fromkeys(range(len(new)))
    by_id = {anchor.id: place for place, anchor in reversed(list(enumerate(new)))}
    for i, anchor in enumerate(old):
        place = by_id.get(anchor.id)
        if place is not None and place in free and new[place].text == anchor.text:
            found[i] = place
            del free[place]
    by_text: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place in reversed(free):
        by_text[new[place].part, new[place].text].append(place)
    for i, anchor in enumerate(old):
        same = by_text.get((anchor.part, anchor.text)) if anchor.text else None
        if found[i] is None and same:
            found[i] = same.pop()
            del free[found[i]]  # type: ignore[arg-type]
    _pair_alike(old, new, found, free)
    return found


def _pair_alike(
    old: Sequence[Anchor], new: Sequence[Anchor], found: list[int | None], free: dict[int, None]
) -> None:
    """The best likeness first, until none is left that is good enough."""
    scores = []
    for i, anchor in enumerate(old):
        if found[i] is not None or not anchor.text:
            continue
        for place in free:
            other = new[place]
            if other.part != anchor.part or not other.text:
                continue
            floor = _ALIKE_UNDER_SAME_ID if other.id == anchor.id else _ALIKE
            score = fuzz.ratio(anchor.text, other.text, score_cutoff=floor)
            if score:
                scores.append((-score, other.id != anchor.id, i, place))
    for _, _, i, place in sorted(scores):
        if found[i] is None and place in free:
            found[i] = place
            del free[place]
