"""Two wordings -> the changes between them, and paragraphs paired so that either can be had back.

Numbers and Latin words change whole: 14 -> 12 is never 1[-4-]{+2+}.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import LCSseq
from rapidfuzz.fuzz import ratio

from sanyi.ledger import Change, compare_words

_ALIKE = 40.0  # below it a paragraph is another one, not a changed one


class Mark(StrEnum):
    """What a change does to a stretch of text."""

    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"


_MARKS = {
    Change.SAME: Mark.KEPT,
    Change.REMOVED: Mark.DELETED,
    Change.ADDED: Mark.INSERTED,
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one paragraph and what becomes of it."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph before and after; None where it does not exist on that side."""

    old: str | None
    new: str | None

    @property
    def mark(self) -> Mark:
        """Whether the paragraph as such stays, goes or comes."""
        if self.new is None:
            return Mark.DELETED
        return Mark.INSERTED if self.old is None else Mark.KEPT

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Its text in pieces; what goes stands before what comes."""
        return tuple(changes(self.old or "", self.new or ""))


def changes(old: str, new: str) -> Iterator[Piece]:
    """Pieces whose kept and deleted text is ``old`` and whose kept and inserted text is ``new``.

    Example:
        >>> [(p.mark.value, p.text) for p in changes("争取14个", "争取12个")]
        [('kept', '争取'), ('deleted', '14'), ('inserted', '12'), ('kept', '个')]
    """
    for words in compare_words(old, new):
        yield Piece(_MARKS[words.change], words.text)


def paired(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Paragraphs of two versions side by side: equal ones first, then the most alike between them.

    At the very end a deleted and an inserted paragraph are one changed paragraph: Word cannot take
    back the last paragraph of a text both ways.

    Example:
        >>> [(p.old, p.new) for p in paired(["一", "二", "三"], ["一", "三"])]
        [('一', '一'), ('二', None), ('三', '三')]
    """
    found: list[Pair] = []
    for step in LCSseq.opcodes(list(old), list(new)):
        left, right = old[step.src_start : step.src_end], new[step.dest_start : step.dest_end]
        if step.tag == "equal":
            found += [Pair(a, b) for a, b in zip(left, right, strict=True)]
        else:
            found += [Pair(a, None) for a in left] + [Pair(None, b) for b in right]
    return closed(_matched(found))


def _matched(pairs: Sequence[Pair]) -> list[Pair]:
    """Between kept paragraphs, a deleted and an inserted one that are alike are one changed."""
    out: list[Pair] = []
    stretch: list[Pair] = []
    for pair in [*pairs, Pair("", "")]:
        if pair.mark is not Mark.KEPT:
            stretch.append(pair)
            continue
        old = [p.old for p in stretch if p.old is not None]
        new = [p.new for p in stretch if p.new is not None]
        out += _alike(old, new)
        stretch = []
        out.append(pair)
    return out[:-1]


def _alike(old: list[str], new: list[str]) -> list[Pair]:
    """In order, each old paragraph with the first new one that is like it."""
    out: list[Pair] = []
    at = 0
    for before in old:
        like = next((i for i in range(at, len(new)) if ratio(before, new[i]) >= _ALIKE), None)
        if like is None:
            out.append(Pair(before, None))
            continue
        out += [Pair(None, text) for text in new[at:like]]
        out.append(Pair(before, new[like]))
        at = like + 1
    return out + [Pair(None, text) for text in new[at:]]


def closed(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs with what goes and what comes at the very end paired off."""
    last = max((i for i, p in enumerate(pairs) if p.mark is Mark.KEPT), default=-1)
    old = [p.old for p in pairs[last + 1 :] if p.old is not None]
    new = [p.new for p in pairs[last + 1 :] if p.new is not None]
    both = min(len(old), len(new))
    tail = [Pair(a, b) for a, b in zip(old, new, strict=False)]
    tail += [Pair(text, None) for text in old[both:]] + [Pair(None, text) for text in new[both:]]
    return [*pairs[: last + 1], *tail]


def paragraph_marks(pairs: Sequence[Pair]) -> list[Mark]:
    """What becomes of each paragraph's mark, the last of which always stays.

    A paragraph goes with its own mark; those after the last kept one go with the mark before them.
    """
    marks = [pair.mark for pair in pairs]
    last = max((i for i, mark in enumerate(marks) if mark is Mark.KEPT), default=-1)
    if last >= 0:
        marks = [*marks[:last], *marks[last + 1 :], Mark.KEPT]
    elif marks:
        marks = [*marks[:-1], Mark.KEPT]
    return marks
