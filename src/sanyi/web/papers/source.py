"""The source pane: the text cut into pieces, each with its editing state and what it belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sanyi.documents import CELL_BREAK
from sanyi.kernel import Span

_KEPT = "kept"
_MARKUP = "markup"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text under a key that the page uses for both panes."""

    key: str
    span: Span
    kind: str = ""  # entry, unit, deadline, target, error, warning, note


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters alike in all respects.

    Args:
        at: where it begins in the text.
        marks: keys of the marks over it, the widest first, with blanks between.
        begins: key of the entry that begins here, or empty.
        kinds: kinds of the marks, for the style.
    """

    text: str
    at: int
    state: str
    marks: str
    begins: str = ""
    kinds: str = ""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the text; ``page`` is the number of the page that begins with it."""

    pieces: tuple[Piece, ...]
    page: int | None = None
    is_furniture: bool = False


def source_lines(
    text: str, layout: Mapping[str, Any] | None, marks: Sequence[Mark]
) -> list[SourceLine]:
    """The text in lines and pieces; not a character is lost but the carrier's own notation.

    Args:
        layout: what ``adapters.layout_of`` stored, or None for a text without it.
    """
    layout = layout or {"runs": [], "furniture": [], "pages": []}
    furniture = {start for start, _ in layout["furniture"]}
    pages = {start: number for number, start in enumerate(layout["pages"], start=1)}
    pieces = _Cutter(text, layout["runs"], marks)
    lines, start, page = [], 0, None
    for line in text.split("\n"):
        end = start + len(line)
        page = (
            next((pages[p] for p in range(start, end + 1) if p in pages), None) if pages else None
        )
        lines.append(SourceLine(tuple(pieces.between(start, end)), page, start in furniture))
        start = end + 1
    return lines


class _Cutter:
    def __init__(self, text: str, runs: Sequence[Sequence[Any]], marks: Sequence[Mark]) -> None:
        self._text = text
        self._opens: dict[int, list[Mark]] = defaultdict(list)
        self._closes: dict[int, list[Mark]] = defaultdict(list)
        self._states: dict[int, str] = {}
        for mark in sorted(marks, key=lambda m: -len(m.span)):
            if mark.span.start < mark.span.end:
                self._opens[mark.span.start].append(mark)
                self._closes[mark.span.end].append(mark)
        for start, end, state in runs:
            self._states[start] = state
            self._states.setdefault(end, _KEPT)
        cuts = {*self._opens, *self._closes, *self._states, 0, len(text)}
        cuts |= {i for i, c in enumerate(text) if c == "\n"}
        cuts |= {i + 1 for i, c in enumerate(text) if c == "\n"}
        self._cuts = sorted(c for c in cuts if c <= len(text))
        self._at = 0
        self._active: list[Mark] = []
        self._begun: list[str] = []
        self._state = _KEPT

    def between(self, start: int, end: int) -> Iterator[Piece]:
        """Pieces of a line; lines are asked for one after the other."""
        while self._at < len(self._cuts) and self._cuts[self._at] <= end:
            here = self._cuts[self._at]
            if here == end and start != end:
                break
            self._enter(here)
            self._at += 1
            stop = self._cuts[self._at] if self._at < len(self._cuts) else here
            if start <= here < min(stop, end) and self._state != _MARKUP:
                yield self._piece(here, min(stop, end))

    def _enter(self, here: int) -> None:
        self._state = self._states.get(here, self._state)
        closing = self._closes.get(here)
        if closing:
            self._active = [m for m in self._active if m not in closing]
        for mark in self._opens.get(here, ()):
            self._active.append(mark)
            if mark.kind == "entry":
                self._begun.append(mark.key)

    def _piece(self, start: int, end: int) -> Piece:
        begins = self._begun.pop(0) if self._begun else ""
        self._begun.clear()
        shown = self._text[start:end].replace("\t", "　｜　").replace(CELL_BREAK, " ")
        widest_first = sorted(self._active, key=lambda m: -len(m.span))
        return Piece(
            shown, start, self._state, " ".join(m.key for m in widest_first), begins,
            " ".join(sorted({f"on-{m.kind}" for m in self._active if m.kind})),
        )  # fmt: skip
