"""The draft's own file: its edits accepted in place, its paragraphs and cells found by passage."""

from __future__ import annotations

import copy
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sanyi.bulletin.draft_changes import Change
from sanyi.bulletin.draft_xml import is_empty_run, new_paragraph, number_off, owner_of
from sanyi.bulletin.drafts import Place, places_of
from sanyi.bulletin.redline import Mark
from sanyi.clauses import read_clauses
from sanyi.clauses.mapped import Mapped
from sanyi.documents.docx.accepting import accept, holds_kept_things, remove_paragraph
from sanyi.documents.docx.file import DocxFile
from sanyi.documents.docx.names import w
from sanyi.documents.docx.trace import BREAK, Glyphs, TracedParagraph
from sanyi.documents.safe_xml import Element, local_name


@dataclass(slots=True, eq=False)
class Paragraph:
    """A ``w:p`` of the accepted draft, or one that comes new, and what becomes of it.

    Args:
        glyphs: its characters in order.
        model: the paragraph a new one is set like; None for one of the draft.
        label: of one of the draft, its automatic number as the passage shows it.
        printed: its automatic number after all changes.
        is_off: its automatic number is taken off.
        following: new paragraphs behind it, in order.
    """

    element: Element
    glyphs: list[Glyphs] = field(default_factory=list)
    model: Element | None = None
    label: str = ""
    printed: str = ""
    is_off: bool = False
    mark: Mark = Mark.KEPT
    lines: list[Line] = field(default_factory=list)
    preceding: list[Paragraph] = field(default_factory=list)
    following: list[Paragraph] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Line:
    """A line of a passage: most often all of a paragraph, else what stands between two breaks.

    Args:
        typed: how it is to read, its number included; None when it goes.
        text: how it reads in the draft, without an automatic number.
        spots: the element and index of each of its characters.
    """

    paragraph: Paragraph
    typed: str | None
    text: str = ""
    spots: list[tuple[Glyphs, int]] = field(default_factory=list)
    has_number: bool = False
    is_changed: bool = False
    wording: str = ""  # ``typed`` without an automatic number; set when the numbers are known

    @property
    def read(self) -> str:
        """How a reader finds it in the next version."""
        return (self.paragraph.printed if self.has_number else "") + self.wording


@dataclass(slots=True, eq=False)
class Located:
    """A change and where its passage stands: lines, or a row with the lines of its cells."""

    change: Change
    lines: list[Line] = field(default_factory=list)
    row: Element | None = None
    cells: dict[int, list[Line]] = field(default_factory=dict)  # column -> lines
    holder: Paragraph | None = None  # an empty paragraph where all of the passage was struck


class Draft:
    """A docx with its own edits accepted, and its passages found in it.

    Args:
        data: the draft as a docx.
        name: how findings call it.
        changes: what is decided, in order; those of passages that are added included.
    """

    def __init__(self, data: bytes, name: str, changes: Sequence[Change]) -> None:
        self.file = DocxFile(data, name)
        places = places_of(read_clauses(self.file.document))
        own = [c.passage.text for c in changes if not c.passage.is_added]
        self.fits = [place.text for place in places] == own
        self.located: list[Located] = []
        self.paragraphs: list[Paragraph] = []  # in the order in which they are numbered
        self.returned_rows: set[Element] = set()
        self._index = _Index(self.file.trace.paragraphs)
        self._holders: dict[Element, Element] = {}  # paragraph of the draft -> the one behind it
        self._models: dict[Element, Element] = {}  # holder -> what it is set like
        if self.fits:
            at = iter(places)
            self._locate([(c, None if c.passage.is_added else next(at)) for c in changes])

    def _locate(self, pairs: Sequence[tuple[Change, Place | None]]) -> None:
        rows = [self._row(change, place) for change, place in pairs]
        holders = [self._holder(change, place) for change, place in pairs]
        self._accept([line for _, place in pairs if place for line in place.lines])
        known = self._standing()
        for (change, place), row, holder in zip(pairs, rows, holders, strict=True):
            stands = row is not None and self._stands(row)
            found = Located(change, row=row if stands else None)
            found.holder = known[holder] if holder is not None else None
            if place is not None:
                found.lines = [self._line(line, known) for line in place.lines if line]
                found.cells = {
                    cell.column: [self._line(part, known) for part in parts]
                    for cell, parts in place.cells
                }
            self.located.append(found)

    def _row(self, change: Change, place: Place | None) -> Element | None:
        """The row of a passage; one that the draft takes out is kept when it is brought back."""
        if place is None or not place.cells:
            return None
        cell = self.file.trace.cells.get(place.cells[0][0].span.start)
        row = next(cell.iterancestors(w("tr")), None) if cell is not None else None
        if row is None or not change.text or change.passage.text:
            return row
        properties = row.find(w("trPr"))
        for mark in properties.findall(w("del")) if properties is not None else ():
            _take_out(mark)
            self.returned_rows.add(row)
            inside = set(row.iter(w("p")))
            for paragraph in self.file.trace.paragraphs:
                for glyphs in paragraph.glyphs if paragraph.element in inside else ():
                    glyphs.is_gone = True
        return row

    def _holder(self, change: Change, place: Place | None) -> Element | None:
        """The place of a passage that the draft strikes out and that is brought back."""
        if place is None or place.cells or place.text or not change.text:
            return None
        paragraphs = [p for p in self.file.trace.paragraphs if _begins_in(p, place)]
        if not paragraphs:
            return None
        old = paragraphs[-1].element
        holder = new_paragraph(old)
        self._models[holder] = copy.deepcopy(old)
        self._holders[old] = holder
        old.addnext(holder)
        return holder

    def _accept(self, lines: Iterable[Mapped]) -> None:
        """Resolve what the draft itself inserts, deletes and strikes."""
        traced = self.file.trace.paragraphs
        emptied = [p.element for p in traced if _is_all_gone(p)]
        for paragraph in traced:
            for glyphs in paragraph.glyphs:
                if glyphs.is_gone:
                    _take_out(glyphs.element)
        joined = {p for line in lines for p in self._index.owners(line)[:-1]}
        for root in self.file.roots:
            accept(root, joined, self._models.keys())
        for element in emptied:
            is_left = self._stands(element) and not holds_kept_things(element)
            if is_left and not remove_paragraph(element):
                number_off(element)

    def _standing(self) -> dict[Element, Paragraph]:
        """The paragraphs that are left, with the characters that are now in each."""
        known: dict[Element, Paragraph] = {}
        traced = self.file.trace.paragraphs
        for paragraph in traced:
            element = paragraph.element
            if self._stands(element):
                known[element] = Paragraph(element, label=paragraph.label)
            if (holder := self._holders.get(element)) is not None:
                known[holder] = Paragraph(holder, model=self._models[holder], mark=Mark.INSERTED)
        for glyphs in (g for p in traced for g in p.glyphs if not g.is_gone):
            if self._stands(glyphs.element):
                known[owner_of(glyphs.element)].glyphs.append(glyphs)
        self.paragraphs = list(known.values())
        return known

    def _line(self, mapped: Mapped, known: dict[Element, Paragraph]) -> Line:
        spots = [spot for offset in mapped.offsets if (spot := self._index.spot(offset))]
        paragraph = known[
            owner_of(spots[0][0].element) if spots else self._index.labelled(mapped.offsets[0])
        ]
        text = "".join(
            c for c, o in zip(mapped.text, mapped.offsets, strict=True) if self._index.spot(o)
        )
        has_number = self._index.spot(mapped.offsets[0]) is None
        line = Line(paragraph, mapped.text, text, spots, has_number)
        paragraph.lines.append(line)
        return line

    def _stands(self, element: Element) -> bool:
        top = element
        for top in element.iterancestors():  # noqa: B007 - the last one counts
            pass
        return top in self.file.roots


class _Index:
    """From an offset in the text to the element that holds its character."""

    def __init__(self, paragraphs: Sequence[TracedParagraph]) -> None:
        found = (g for p in paragraphs for g in p.glyphs if g.text != BREAK)
        self._glyphs = sorted(found, key=lambda g: g.start)
        self._starts = [g.start for g in self._glyphs]
        self._numbered = sorted(
            ((p.label_start, p) for p in paragraphs if p.label), key=lambda pair: pair[0]
        )

    def spot(self, offset: int) -> tuple[Glyphs, int] | None:
        """The element and the index in it; None for part of an automatic number."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0 or offset >= self._starts[at] + len(self._glyphs[at].text):
            return None
        return self._glyphs[at], offset - self._starts[at]

    def labelled(self, offset: int) -> Element:
        """The paragraph whose automatic number stands at or before an offset."""
        at = bisect_right(self._numbered, offset, key=lambda pair: pair[0]) - 1
        return self._numbered[at][1].element

    def owners(self, line: Mapped) -> list[Element]:
        """The paragraphs that the characters of a line stand in."""
        spots = (self.spot(offset) for offset in line.offsets)
        return list(dict.fromkeys(owner_of(spot[0].element) for spot in spots if spot))


def _begins_in(paragraph: TracedParagraph, place: Place) -> bool:
    starts = [g.start for g in paragraph.glyphs] or [paragraph.label_start]
    return place.span.start <= starts[0] < max(place.span.end, place.span.start + 1)


def _is_all_gone(paragraph: TracedParagraph) -> bool:
    said = [g for g in paragraph.glyphs if g.text.strip()]
    return bool(said) and all(g.is_gone for g in said)


def _take_out(element: Element) -> None:
    """Remove the characters, and the run when nothing else is in it."""
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    above = parent.getparent()
    if local_name(parent) == "r" and is_empty_run(parent) and above is not None:
        above.remove(parent)
