"""The inside of a paragraph: runs with their revision, breaks, comment anchors and text boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sanyi.documents.builder import KEPT, Ink
from sanyi.documents.docx.names import XML_SPACE, attribute, w
from sanyi.documents.docx.styles import Styles
from sanyi.documents.model import RunState
from sanyi.documents.safe_xml import Element, descendants, local_name

_INSERTING = frozenset({"ins", "moveTo"})
_DELETING = frozenset({"del", "moveFrom"})
_WRAPPERS = frozenset(
    {"hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo"}
    | {"ruby", "rubyBase", "subDoc"}
)
_FIXED = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
_GAP = " \t\r\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a paragraph: characters, or one of the events named by ``kind``.

    ``kind`` is ``text``, ``break``, ``page``, ``rendered_page``, ``comment_start``,
    ``comment_end``; ``text`` is the id of the comment for the latter two. ``source`` is the element
    that holds the characters or the break.
    """

    kind: str
    text: str = ""
    ink: Ink = KEPT
    source: Element | None = None


class InlineReader:
    """Walks a paragraph once, in reading order."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def pieces(self, paragraph: Element, on_box: Callable[[Element], None]) -> Iterator[Piece]:
        """Everything in a paragraph; text boxes anchored in it are handed to ``on_box``."""
        properties = paragraph.find(w("pPr"))
        yield from self._walk(paragraph, KEPT, properties, on_box)

    def _walk(
        self,
        parent: Element,
        ink: Ink,
        paragraph: Element | None,
        on_box: Callable[[Element], None],
    ) -> Iterator[Piece]:
        for child in parent:
            name = local_name(child)
            if name == "r":
                yield from self._run(child, ink, paragraph, on_box)
            elif name in _INSERTING or name in _DELETING:
                yield from self._walk(child, revised(ink, child), paragraph, on_box)
            elif name in _WRAPPERS:
                yield from self._walk(child, ink, paragraph, on_box)
            elif name == "AlternateContent":
                if (chosen := first_choice(child)) is not None:
                    yield from self._walk(chosen, ink, paragraph, on_box)
            elif name in ("commentRangeStart", "commentRangeEnd"):
                kind = "comment_start" if name.endswith("Start") else "comment_end"
                yield Piece(kind, attribute(child, "id") or "")
            elif name in ("oMath", "oMathPara"):
                formula = "".join(t.text or "" for t in descendants(child, "t"))
                yield Piece("text", formula, ink, child)

    def _run(
        self,
        run: Element,
        ink: Ink,
        paragraph: Element | None,
        on_box: Callable[[Element], None],
    ) -> Iterator[Piece]:
        if self._styles.is_struck(run.find(w("rPr")), paragraph):
            ink = _struck(ink)
        for child in run:
            name = local_name(child)
            if name in ("t", "delText"):
                yield Piece("text", _characters(child), ink, child)
            elif name in _FIXED:
                yield Piece("text", _FIXED[name], ink, child)
            elif name == "sym":
                yield Piece("text", _symbol(child), ink, child)
            elif name in ("br", "cr"):
                kind = "page" if attribute(child, "type") == "page" else "break"
                yield Piece(kind, ink=ink, source=child)
            elif name == "lastRenderedPageBreak":
                yield Piece("rendered_page")
            elif name == "ruby":
                yield from self._walk(child, ink, paragraph, on_box)
            elif name in ("drawing", "pict", "object", "AlternateContent"):
                chosen = first_choice(child) if name == "AlternateContent" else child
                for box in descendants(chosen, "txbxContent") if chosen is not None else ():
                    on_box(box)


def revised(ink: Ink, element: Element) -> Ink:
    """Ink inside a revision element.

    What one author inserted and another deleted again stands in no reading of the text.
    """
    author, at = attribute(element, "author"), attribute(element, "date")
    if local_name(element) in _INSERTING:
        return Ink(RunState.INSERTED, author, at) if ink.state is RunState.KEPT else ink
    if ink.state in (RunState.INSERTED, RunState.MARKUP):
        return Ink(RunState.MARKUP, author, at)
    return Ink(RunState.DELETED, author, at)


def first_choice(alternate: Element) -> Element | None:
    """One of the renderings of the same content; both would read it twice."""
    for name in ("Choice", "Fallback"):
        for child in alternate:
            if local_name(child) == name:
                return child
    return None


def _struck(ink: Ink) -> Ink:
    match ink.state:
        case RunState.KEPT:
            return Ink(RunState.STRUCK, ink.author, ink.at)
        case RunState.INSERTED:
            return Ink(RunState.MARKUP, ink.author, ink.at)
        case _:
            return ink


def _characters(element: Element) -> str:
    text = element.text or ""
    if element.get(XML_SPACE) != "preserve":
        text = text.strip(_GAP)
    return text.replace("\r\n", " ").replace("\n", " ").replace("\r", " ").replace("\t", " ")


def _symbol(element: Element) -> str:
    """A character of a symbol font; the private area stands for the font's own code page."""
    try:
        code = int(attribute(element, "char") or "", 16)
    except ValueError:
        return ""
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE else ""
