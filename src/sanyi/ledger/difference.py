"""Two readings side by side: entries added, removed and changed, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from rapidfuzz.distance import Indel

from sanyi.ledger.entry import Entry, EntryTarget, Ledger
from sanyi.ledger.fields import ENTRY_FIELDS, CorrectedField, field_value, target_key
from sanyi.ledger.pairing import Anchor, entry_anchor, pair
from sanyi.ledger.printed_changes import ColumnChange, column_changes, short_title


class Change(StrEnum):
    """What became of an entry, or of words."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


CHANGE_LABELS = {
    Change.SAME: "未变",
    Change.CHANGED: "修改",
    Change.ADDED: "新增",
    Change.REMOVED: "删除",
}


@dataclass(frozen=True, slots=True)
class Words:
    """Consecutive characters that stayed, came or went."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class EntryDifference:
    """One entry in both readings; ``old`` or ``new`` is None where it stands in only one.

    ``fields`` are those read differently, apart from the words of the text.
    """

    change: Change
    old: Entry | None
    new: Entry | None
    words: tuple[Words, ...] = ()
    fields: tuple[CorrectedField, ...] = ()
    is_renumbered: bool = False

    @property
    def label(self) -> str:
        """What became of the entry, in Chinese."""
        return CHANGE_LABELS[self.change]

    @property
    def number(self) -> str:
        """As printed in the new reading, or in the old one where it is gone."""
        entry = self.new or self.old
        return (entry.number if entry else None) or ""

    @property
    def title(self) -> str:
        """What the entry is called, shortened."""
        entry = self.new or self.old
        return short_title(entry)[:40] if entry else ""

    @property
    def columns(self) -> tuple[ColumnChange, ...]:
        """The columns of the ledger that read differently, before and after."""
        return column_changes(self.old, self.new)


# a number with its sign stays in one piece, so that 4 -> 42 shows as a change of the number
_TOKEN = re.compile(r"\d+(?:\.\d+)?[%％‰]?|[A-Za-z]+|.", re.DOTALL)
_ISLAND = 1  # equal characters between two changes that only make the change harder to read


def compare_words(old: str, new: str) -> tuple[Words, ...]:
    """The two texts as one run of words that stayed, went and came.

    What is not ADDED gives the old text back, what is not REMOVED the new one.

    Example:
        >>> [w.text for w in compare_words("达到4%", "达到42%") if w.change is not Change.SAME]
        ['4%', '42%']
    """
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    out: list[tuple[str, str, str]] = []  # (same, removed, added), later merged
    for edit in Indel.opcodes(a, b):
        left = "".join(a[edit.src_start : edit.src_end])
        right = "".join(b[edit.dest_start : edit.dest_end])
        out.append((left, "", "") if edit.tag == "equal" else ("", left, right))
    return tuple(_as_words(_joined(out)))


def _joined(parts: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Changes that touch, or have a single equal character between them, become one."""
    out: list[tuple[str, str, str]] = []
    for place, part in enumerate(parts):
        is_island = 0 < place < len(parts) - 1 and 0 < len(part[0]) <= _ISLAND
        piece = ("", part[0], part[0]) if is_island else part
        if not piece[0] and out and not out[-1][0]:
            _, removed, added = piece
            out[-1] = ("", out[-1][1] + removed, out[-1][2] + added)
        else:
            out.append(piece)
    return out


def _as_words(parts: Iterable[tuple[str, str, str]]) -> Iterable[Words]:
    for same, removed, added in parts:
        if same:
            yield Words(Change.SAME, same)
        if removed:
            yield Words(Change.REMOVED, removed)
        if added:
            yield Words(Change.ADDED, added)


def compare_ledgers(old: Ledger, new: Ledger) -> tuple[EntryDifference, ...]:
    """Every entry of two readings once, in the order of the new one.

    Deleted entries count as not there. What was removed stands where it was.
    """
    return compare_entries(
        [e for e in old.entries if not e.is_deleted], [e for e in new.entries if not e.is_deleted]
    )


def compare_entries(old: Sequence[Entry], new: Sequence[Entry]) -> tuple[EntryDifference, ...]:
    """Every entry of two lists once; see ``compare_ledgers``."""
    heirs = pair([entry_anchor(e) for e in old], [entry_anchor(e) for e in new])
    heir_of = {place: old[i] for i, place in enumerate(heirs) if place is not None}
    out = [entry_difference(heir_of.get(place), entry) for place, entry in enumerate(new)]
    for i, heir in enumerate(heirs):
        if heir is not None:
            continue
        before = next((h for h in reversed(heirs[:i]) if h is not None), None)
        anchor = new[before] if before is not None else None
        at = next((k + 1 for k, d in enumerate(out) if anchor and d.new is anchor), 0)
        while at < len(out) and out[at].change is Change.REMOVED:
            at += 1
        out.insert(at, entry_difference(old[i], None))
    return tuple(out)


def entry_difference(old: Entry | None, new: Entry | None) -> EntryDifference:
    """What became of one entry; None where it does not stand.

    Example:
        >>> entry_difference(None, None).change.value
        'same'
    """
    if new is None:
        if old is None:
            return EntryDifference(Change.SAME, None, None)
        return EntryDifference(Change.REMOVED, old, None, (Words(Change.REMOVED, old.text),))
    if old is None:
        return EntryDifference(Change.ADDED, None, new, (Words(Change.ADDED, new.text),))
    fields = tuple(f for f in ENTRY_FIELDS if _differs(old, new, f))
    renumbered = old.number != new.number
    if old.text == new.text and not fields and not renumbered:
        return EntryDifference(Change.SAME, old, new)
    words = compare_words(old.text, new.text) if old.text != new.text else ()
    return EntryDifference(Change.CHANGED, old, new, words, fields, renumbered)


def _differs(old: Entry, new: Entry, field: CorrectedField) -> bool:
    before, after = field_value(old, field), field_value(new, field)
    if field is CorrectedField.TARGETS:
        return _without_keys(before) != _without_keys(after)
    return bool(before != after)


def _without_keys(targets: Any) -> list[dict[str, Any]]:
    return [{k: v for k, v in t.items() if k != "key"} for t in targets]


def with_published_ids(
    ledger: Ledger, published: Sequence[Entry], version: int, taken: Iterable[str] = ()
) -> Ledger:
    """The ledger of a later version under the ids that the document's entries already have.

    Args:
        ledger: of the new version, with the ids it was read with.
        published: entries in force, under ids that must not change.
        version: number of the new version; a new entry whose id is another's takes ``-v2``.
        taken: further ids that were given once, such as those of terminated entries.
    """
    entries = list(ledger.entries)
    heirs = pair([entry_anchor(e) for e in published], [entry_anchor(e) for e in entries])
    known = {place: published[i] for i, place in enumerate(heirs) if place is not None}
    used = {e.id for e in published} | set(taken)
    names: dict[str, str] = {}
    for place, entry in enumerate(entries):
        name = known[place].id if place in known else _free(entry.id, used, version)
        names[entry.id] = name
        used.add(name)
    renamed = tuple(_renamed(entry, names, known.get(place)) for place, entry in enumerate(entries))
    findings = tuple(replace(f, where=names.get(f.where, f.where)) for f in ledger.findings)
    return replace(ledger, entries=renamed, findings=findings)


def _free(id: str, used: set[str], version: int) -> str:
    name, number = id, version
    while name in used:
        name, number = f"{id}-v{number}", number + 1
    return name


def _renamed(entry: Entry, names: dict[str, str], known: Entry | None) -> Entry:
    name = names[entry.id]
    counterparts = tuple(names.get(c, c) for c in entry.counterparts)
    targets = _target_ids(name, entry.targets, known.targets if known else ())
    return replace(entry, id=name, counterparts=counterparts, targets=targets)


def _target_ids(
    name: str, targets: Sequence[EntryTarget], known: Sequence[EntryTarget]
) -> tuple[EntryTarget, ...]:
    """A target keeps its id by its words: bindings and paths hang on it."""
    heirs = pair(
        [Anchor(target_key(t), t.phrase) for t in known],
        [Anchor(target_key(t), t.phrase) for t in targets],
    )
    keys = {place: target_key(known[i]) for i, place in enumerate(heirs) if place is not None}
    used, number = {target_key(t) for t in known}, 1
    for place in range(len(targets)):
        while place not in keys:
            if f"t{number}" not in used:
                keys[place] = f"t{number}"
                used.add(f"t{number}")
            number += 1
    return tuple(replace(t, id=f"{name}/{keys[p]}") for p, t in enumerate(targets))
