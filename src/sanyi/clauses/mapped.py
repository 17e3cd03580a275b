"""Text that remembers where each of its characters stands in the document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sanyi.kernel import Span


@dataclass(frozen=True, slots=True)
class Mapped:
    """Characters and their offsets in ``Document.text``; both of one length.

    Slicing, stripping and cutting keep the way back, so whatever a layer finds in a cleaned text
    still points at the printed characters.
    """

    text: str
    offsets: Sequence[int]

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return bool(self.text)

    def cut(self, start: int, end: int | None = None) -> Mapped:
        """The part from ``start`` to ``end``."""
        return Mapped(self.text[start:end], self.offsets[start:end])

    def strip(self, characters: str | None = None) -> Mapped:
        """Without the given characters (white space by default) at both ends."""
        left = len(self.text) - len(self.text.lstrip(characters))
        return self.cut(left, max(left, len(self.text.rstrip(characters))))

    def without(self, holes: Iterable[tuple[int, int]]) -> Mapped:
        """The text less the given half-open ranges."""
        kept, at = [], 0
        for start, end in sorted(holes):
            kept.append(self.cut(at, max(at, start)))
            at = max(at, end)
        return join([*kept, self.cut(at)])

    def squeezed(self) -> Mapped:
        """Without line breaks and the blanks around them: a sentence broken by a page is whole."""
        return self.without(m.span() for m in _BREAK.finditer(self.text))

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Where the part from ``start`` to ``end`` stands in the document."""
        stop = len(self.text) if end is None else end
        if not self.text:
            raise ValueError("an empty text stands nowhere")
        if stop <= start:
            at = self.offsets[min(start, len(self.text) - 1)]
            return Span(at, at)
        return Span(self.offsets[start], self.offsets[stop - 1] + 1)


_BREAK = re.compile(r"(?:(?<![ \t\u3000])[ \t\u3000]+)?[\n\v]\s*")


def join(parts: Iterable[Mapped]) -> Mapped:
    """The parts one after the other."""
    listed = [p for p in parts if p]
    if len(listed) == 1:
        return listed[0]
    return Mapped("".join(p.text for p in listed), [o for p in listed for o in p.offsets])
