"""HTML -> Document: the body of a web page, its tables, and its editing marks."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from sanyi.documents.builder import KEPT, Ink, LineNotes, TextBuilder
from sanyi.documents.encoding import decode
from sanyi.documents.flow import Flow, LineFlow
from sanyi.documents.html.noise import noise_kind, phrase_kind
from sanyi.documents.html.tables import is_data_table, write_table
from sanyi.documents.limits import LIMITS
from sanyi.documents.model import Document, LineKind, RunState
from sanyi.documents.problems import report

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details"}
    | {"div", "dl", "dt", "fieldset", "figcaption", "figure", "form", "header", "hr", "li"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "main", "ol", "p", "pre", "section", "summary"}
    | {"table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)
_STATES = {
    "s": RunState.STRUCK,
    "strike": RunState.STRUCK,
    "del": RunState.DELETED,
    "ins": RunState.INSERTED,
}
_LINE_THROUGH = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f\u00a0]+")
_NUMBERED = re.compile(r"\s*(?:[\d０-９①-⑳]|[（(]?[一二三四五六七八九十]+[、）)])")
_WIDE = re.compile(r"[\u2e80-\uffef]")


def read_html(data: bytes, name: str) -> Document:
    """A web page; what was left out as page furniture is counted in a finding."""
    decoded = decode(data, name)
    tree = LexborHTMLParser(decoded.text)
    walker = _Walker(name)
    root = tree.body or tree.root
    if root is not None:
        walker.read(root)
    return walker.finish([f for f in decoded.findings if f.code != "DOC-022"])


class _Walker:
    """Gathers inline text until a block ends, then writes it as a line."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._builder = TextBuilder()
        self._pending: list[tuple[str, Ink]] = []
        self._dropped: Counter[str] = Counter()
        self._dropped_characters = 0
        self._body_length = 0
        self._level: int | None = None
        self._label: str | None = None

    def read(self, root: Any) -> None:
        """Write everything below ``root``."""
        self._body_length = len(" ".join((root.text() or "").split()))
        flow = LineFlow(self._builder)
        self._children(root, flow, KEPT, 0)
        self._flush(flow)

    def finish(self, findings: list[Any]) -> Document:
        """The document written so far."""
        self._builder.findings += [_without_span(f) for f in findings]
        if self._dropped_characters:
            finding = report(
                "DOC-026",
                self._name,
                count=sum(self._dropped.values()),
                characters=self._dropped_characters,
                kinds="、".join(sorted(self._dropped)),
            )
            self._builder.findings.append(finding)
        if not any(len(line.span) for line in self._builder.lines):
            self._builder.findings.append(report("DOC-033", self._name))
        return self._builder.document(self._name, "html")

    def _children(self, node: Any, flow: Flow, ink: Ink, depth: int) -> None:
        for child in node.iter(include_text=True):
            if child.tag == "-text":
                self._pending.append((child.text(deep=False) or "", ink))
            elif child.tag == "br":
                self._flush(flow, soft=True)
            elif child.tag not in ("_comment", "-comment", "head"):
                self._element(child, flow, ink, depth)

    def _element(self, node: Any, flow: Flow, ink: Ink, depth: int) -> None:
        # A cell of a table is part of the document whatever it says.
        kind = noise_kind(node, self._body_length) if isinstance(flow, LineFlow) else None
        if kind is not None:
            self._drop(node, kind)
            return
        if depth > LIMITS.xml_depth:
            self._pending.append((node.text(deep=True) or "", ink))
            return
        ink = _ink_of(node, ink)
        if node.tag not in _BLOCKS:
            self._children(node, flow, ink, depth + 1)
            return
        self._flush(flow)
        if node.tag == "table" and isinstance(flow, LineFlow) and is_data_table(node):
            write_table(node, self._builder, lambda c, f: self._cell(c, f, ink, depth))
            return
        if node.tag[0] == "h" and node.tag[1:].isdigit():
            self._level = int(node.tag[1:])
        if node.tag == "li":
            self._label = _label_of(node)
        self._children(node, flow, ink, depth + 1)
        self._flush(flow)
        self._level = self._label = None

    def _cell(self, cell: Any, flow: Flow, ink: Ink, depth: int) -> None:
        self._children(cell, flow, ink, depth + 1)
        self._flush(flow)

    def _drop(self, node: Any, kind: str) -> None:
        text = "".join((node.text() or "").split())
        if node.tag not in ("script", "style", "noscript", "template", "svg", "iframe") and text:
            self._dropped[kind] += 1
            self._dropped_characters += len(text)

    def _flush(self, flow: Flow, soft: bool = False) -> None:
        pieces, self._pending = _collapsed(self._pending), []
        if not pieces:
            return
        text = "".join(t for t, _ in pieces)
        if isinstance(flow, LineFlow) and (kind := phrase_kind(text)) is not None:
            self._dropped[kind] += 1
            self._dropped_characters += len("".join(text.split()))
            return
        flow.begin()
        label, self._label = self._label, None
        if label is not None and not _NUMBERED.match(text):
            flow.put(f"{label} ", KEPT)
        else:
            label = None
        for piece, ink in pieces:
            flow.put(piece, ink)
        kind_of_line = LineKind.PHYSICAL if soft else LineKind.PARAGRAPH
        flow.end(LineNotes(kind_of_line, label=label, heading_level=self._level), KEPT)


def _collapsed(pieces: list[tuple[str, Ink]]) -> list[tuple[str, Ink]]:
    """White space as a browser shows it, none at the ends, none for a source line end in Han."""
    out: list[tuple[str, Ink]] = []
    tail = " "
    for text, ink in pieces:
        shown = ""
        position = 0
        for match in _SPACES.finditer(text):
            shown += text[position : match.start()]
            position = match.end()
            before = (shown or tail)[-1]
            after = text[position : position + 1]
            wrapped = "\n" in match.group() and _WIDE.match(before) and _WIDE.match(after or "x")
            if before != " " and not wrapped:
                shown += " "
        shown += text[position:]
        if tail == " ":
            shown = shown.removeprefix(" ")
        if shown:
            out.append((shown, ink))
            tail = shown[-1]
    return _stripped(out)


def _stripped(pieces: list[tuple[str, Ink]]) -> list[tuple[str, Ink]]:
    while pieces and not (first := pieces[0][0].lstrip()):
        pieces.pop(0)
    if pieces:
        pieces[0] = (first, pieces[0][1])
    while pieces and not (last := pieces[-1][0].rstrip()):
        pieces.pop()
    if pieces:
        pieces[-1] = (last, pieces[-1][1])
    return pieces


def _ink_of(node: Any, ink: Ink) -> Ink:
    state = _STATES.get(node.tag)
    if state is None and _LINE_THROUGH.search(node.attributes.get("style") or ""):
        state = RunState.STRUCK
    if state is None:
        return ink
    if ink.state is RunState.INSERTED and state is not RunState.INSERTED:
        return Ink(RunState.MARKUP)
    return Ink(state, None, node.attributes.get("datetime")) if ink.state is RunState.KEPT else ink


def _label_of(item: Any) -> str | None:
    """Number of a list item in an ordered list."""
    parent = item.parent
    if parent is None or parent.tag != "ol":
        return None
    try:
        start = int(parent.attributes.get("start") or 1)
    except ValueError:
        start = 1
    before = 0
    sibling = item.prev
    while sibling is not None:
        before += sibling.tag == "li"
        sibling = sibling.prev
    return f"{start + before}."


def _without_span(finding: Any) -> Any:
    """Positions in the source of the page are no positions in its text."""
    from dataclasses import replace

    return replace(finding, span=None)
