"""docx -> Document: what Word shows, with its revisions, and with the numbers Word restores."""

from __future__ import annotations

from sanyi.documents.archive import Archive
from sanyi.documents.builder import KEPT, Ink, LineNotes, TextBuilder
from sanyi.documents.docx.comments import CommentAnchors
from sanyi.documents.docx.inline import InlineReader, Piece, first_choice, revised
from sanyi.documents.docx.names import attribute, is_on, w
from sanyi.documents.docx.numbering import Numbering
from sanyi.documents.docx.package import Package, body_of
from sanyi.documents.docx.styles import Styles
from sanyi.documents.docx.tables import TableReader
from sanyi.documents.docx.trace import Trace
from sanyi.documents.flow import CellFlow, Flow, LineFlow
from sanyi.documents.model import Document, RunState
from sanyi.documents.problems import report
from sanyi.documents.safe_xml import Element, descendants, local_name

_BLOCK_WRAPPERS = frozenset(
    {"sdt", "sdtContent", "customXml", "ins", "del", "moveFrom", "moveTo", "txbxContent"}
)


def read_docx(data: bytes, name: str, format_: str = "docx") -> Document:
    """A Word document; headers and footers are left out, notes stand at the end."""
    with Archive(data, name) as archive:
        return Walker(Package(archive, name), name).read(format_)


class Walker:
    """Walks the parts of a package once; ``trace`` remembers what was read from where."""

    def __init__(self, package: Package, name: str) -> None:
        self.trace = Trace()
        self._package = package
        self._name = name
        self._builder = TextBuilder()
        styles = Styles(package.part("styles"))
        self._styles = styles
        self._numbering = self.numbering()
        self._inline = InlineReader(styles)
        self._comments = CommentAnchors(self._builder)
        self._page_kind = _page_kind(package.document)

    def numbering(self) -> Numbering:
        """The lists of the package, none of their numbers used up."""
        return Numbering(self._package.part("numbering"), self._styles)

    def read(self, format_: str) -> Document:
        """The text of all parts that are read."""
        builder = self._builder
        if self._page_kind is not None:
            builder.begin_page()
        lines = LineFlow(builder)
        self._blocks(body_of(self._package, self._name), lines)
        for part, tag in (("footnotes", "footnote"), ("endnotes", "endnote")):
            self._notes(part, tag, lines)
        self._comments.finish(self._package.part("comments"))
        builder.findings += self._package.findings
        for format_name in sorted(self._numbering.unknown_formats):
            builder.findings.append(report("DOC-029", self._name, format=format_name))
        document = builder.document(self._name, format_)
        if not document.text.strip():
            builder.findings.append(report("DOC-033", self._name))
            document = builder.document(self._name, format_)
        return document

    def _blocks(self, parent: Element, flow: Flow) -> None:
        for child in parent:
            name = local_name(child)
            if name == "p":
                self._paragraph(child, flow)
            elif name == "tbl":
                outer = flow if isinstance(flow, CellFlow) else None
                TableReader(self._builder, self._blocks, self.trace).read(child, outer)
            elif name in _BLOCK_WRAPPERS:
                self._blocks(child, flow)
            elif name == "AlternateContent":
                if (chosen := first_choice(child)) is not None:
                    self._blocks(chosen, flow)
            elif name.startswith("commentRange"):
                self._comments.mark(attribute(child, "id") or "", name.endswith("Start"))

    def _paragraph(self, paragraph: Element, flow: Flow) -> None:
        properties = paragraph.find(w("pPr"))
        if self._page_kind == "page" and is_on(properties, "pageBreakBefore"):
            self._builder.begin_page()
        boxes: list[Element] = []
        pieces = list(self._inline.pieces(paragraph, boxes.append))
        mark = _mark_ink(properties)
        label = self._numbering.label(properties)
        flow.begin()
        start = self._builder.offset
        if label is not None:
            flow.put(label.text + label.gap, _common_ink(pieces, mark))
        self.trace.begin(paragraph, label, self._builder.offset)
        for piece in pieces:
            self._piece(piece, flow, start)
        level = self._styles.heading_level(properties)
        printed = label.text if label is not None and label.text else None
        flow.end(LineNotes(label=printed, heading_level=level), mark)
        for box in _outermost(boxes):
            self._blocks(box, flow)

    def _piece(self, piece: Piece, flow: Flow, start: int) -> None:
        match piece.kind:
            case "text":
                flow.put(piece.text, piece.ink)
                self.trace.put(piece, self._builder.offset)
            case "break":
                flow.soft_break(piece.ink)
                self.trace.put(piece, self._builder.offset)
            case "page" | "rendered_page":
                if piece.kind == "page" and self._builder.offset > start:
                    flow.soft_break(piece.ink)
                if piece.kind == self._page_kind:
                    self._builder.begin_page()
            case _:
                self._comments.mark(piece.text, piece.kind == "comment_start")

    def _notes(self, part: str, tag: str, flow: Flow) -> None:
        root = self._package.part(part)
        for note in root.iterfind(w(tag)) if root is not None else ():
            if attribute(note, "type") in (None, "normal"):
                self._blocks(note, flow)


def _page_kind(document: Element) -> str | None:
    """Which page marks to count: those Word laid out last, else those a person set, else none."""
    if next(descendants(document, "lastRenderedPageBreak"), None) is not None:
        return "rendered_page"
    for br in descendants(document, "br"):
        if attribute(br, "type") == "page":
            return "page"
    return "page" if next(descendants(document, "pageBreakBefore"), None) is not None else None


def _mark_ink(properties: Element | None) -> Ink:
    """What became of the paragraph mark."""
    run = properties.find(w("rPr")) if properties is not None else None
    ink = KEPT
    for name in ("ins", "moveTo", "del", "moveFrom"):
        if run is not None and (revision := run.find(w(name))) is not None:
            ink = revised(ink, revision)
    return ink


def _common_ink(pieces: list[Piece], mark: Ink) -> Ink:
    """Ink of a label: that of the whole paragraph when it has only one."""
    inks = {p.ink for p in pieces if p.kind == "text" and p.text.strip()}
    if not inks:
        return mark
    if len({i.state for i in inks}) > 1:
        gone = {RunState.DELETED, RunState.STRUCK, RunState.MARKUP}
        if not {i.state for i in inks} <= gone:
            return KEPT
    return next(iter(sorted(inks, key=str)))


def _outermost(boxes: list[Element]) -> list[Element]:
    """Text boxes that are not inside another one; the outer one brings them along."""
    return [box for box in boxes if not any(a in boxes for a in box.iterancestors())]
