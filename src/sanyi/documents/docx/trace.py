"""Which element of a docx each character of the text was read from, noted by the reader itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from sanyi.documents.docx.inline import Piece
from sanyi.documents.docx.numbering import Label
from sanyi.documents.model import GONE_WHEN_ACCEPTED
from sanyi.documents.safe_xml import Element

BREAK = "\n"


@dataclass(slots=True, eq=False)
class Glyphs:
    """Characters of one element: a ``w:t``, a tab, a symbol, a formula, or a line break.

    Args:
        start: offset of the first character in the text; a line break stands at the next one.
        is_gone: whether accepting the edits of the file takes them out.
    """

    element: Element
    start: int
    text: str
    is_gone: bool


@dataclass(slots=True, eq=False)
class TracedParagraph:
    """A ``w:p`` in reading order.

    Args:
        label: automatic number as printed, with the gap behind it; no element holds it.
        label_start: its offset in the text.
    """

    element: Element
    label: str
    label_start: int
    glyphs: list[Glyphs] = field(default_factory=list)


@dataclass(slots=True)
class Trace:
    """Paragraphs in the order they were numbered; cells by the offset at which their text begins.

    A table inside a cell begins where that cell does, and is part of it.
    """

    paragraphs: list[TracedParagraph] = field(default_factory=list)
    cells: dict[int, Element] = field(default_factory=dict)

    def begin(self, element: Element, label: Label | None, offset: int) -> None:
        """A paragraph begins; ``offset`` is behind its number."""
        text = "" if label is None else label.text + label.gap
        self.paragraphs.append(TracedParagraph(element, text, offset - len(text)))

    def put(self, piece: Piece, end: int) -> None:
        """A piece of the last paragraph was written up to ``end``."""
        if piece.source is None or (piece.kind == "text" and not piece.text):
            return
        text = piece.text or BREAK
        start = end - len(piece.text)
        gone = piece.ink.state in GONE_WHEN_ACCEPTED
        self.paragraphs[-1].glyphs.append(Glyphs(piece.source, start, text, gone))
