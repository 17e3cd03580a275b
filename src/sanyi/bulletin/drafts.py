"""A document that was read -> passages that can be answered one by one, and put together again.

A passage is a clause with all its paragraphs, a row of a table, or a line outside the clauses.
Its text is the accepted reading: what the draft itself strikes out is named apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sanyi.clauses import Clause, Reading, is_heading
from sanyi.clauses.back_matter import is_date_line, is_signature, is_title_like
from sanyi.clauses.lines import TextLine, cell_text
from sanyi.clauses.mapped import Mapped, join
from sanyi.documents import GONE_WHEN_ACCEPTED, Cell, Document, LineKind, Table
from sanyi.kernel import Span
from sanyi.ledger import Entry, Ledger

_BLANK = " \t\u3000\xa0\n\v"
CELLS = "\t"  # between the cells of a row; no cell holds one


class Style(StrEnum):
    """How a passage is set."""

    TITLE = "title"
    ADDRESSEE = "addressee"
    BODY = "body"
    HEADING = "heading"
    SUBHEADING = "subheading"
    SIGNATURE = "signature"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where a cell of a row stands: its first column, and how far it reaches."""

    column: int
    width: int = 1
    height: int = 1


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a draft that can be answered by itself.

    Args:
        key: id of the entry, or ``…#p7`` for the seventh passage where it orders nothing.
        number: as printed; empty outside the clauses.
        text: as accepted, number included; paragraphs parted by a line break, the cells of a row by
            a tab; empty where the draft itself strikes all of it.
        units: names of the units that answer for it.
        struck: what the draft strikes out.
        table: counted from 0 for the rows of a table, else -1.
        is_added: whether it stands in no draft: the office adds it behind the passage before it.
    """

    key: str
    style: Style
    number: str
    text: str
    units: tuple[str, ...] = ()
    struck: tuple[str, ...] = ()
    table: int = -1
    cells: tuple[CellPlace, ...] = ()
    is_added: bool = False

    @property
    def is_task(self) -> bool:
        """Whether the ledger has an entry for it."""
        return "#p" not in self.key


@dataclass(frozen=True, slots=True)
class Place:
    """Where the text of a passage stands in its document.

    Args:
        span: the passage with all that was struck in it.
        lines: the paragraphs of its text.
        cells: of a row, each cell with the paragraphs of its text.
    """

    span: Span
    lines: tuple[Mapped, ...] = ()
    cells: tuple[tuple[Cell, tuple[Mapped, ...]], ...] = ()

    @property
    def starts(self) -> list[int]:
        """Where each line of the text begins; a row is one line."""
        return [self.span.start] if self.cells else [line.offsets[0] for line in self.lines if line]

    @property
    def text(self) -> str:
        """The text of the passage, as ``Passage.text`` has it."""
        if not self.cells:
            return "\n".join(line.text for line in self.lines)
        texts = ["\v".join(part.text for part in parts) for _, parts in self.cells]
        return CELLS.join(texts) if any(texts) else ""


def passages_of(reading: Reading, ledger: Ledger) -> tuple[Passage, ...]:
    """The passages of a document in printed order; every word of the accepted text is in one."""
    kept = [passage for passage, _ in _placed(reading, ledger.entries)]
    return tuple(
        p if p.key else replace(p, key=f"{ledger.document.id}#p{number}")
        for number, p in enumerate(_headed(kept), start=1)
    )


def places_of(reading: Reading) -> tuple[Place, ...]:
    """Where each of the passages of a document stands, in the same order."""
    return tuple(place for _, place in _placed(reading, ()))


def _placed(reading: Reading, entries: Sequence[Entry]) -> list[tuple[Passage, Place]]:
    by_start = {e.span.start: e for e in entries}
    title = _tight(reading.facts.title or "")
    found: list[tuple[Passage, Place]] = []
    for line in (*reading.outline.front, *reading.outline.back):
        own = line.accepted.strip(_BLANK)
        style = _style_outside(own.text, title)
        passage = Passage("", style, "", own.text, struck=_struck([line]))
        found.append((passage, Place(line.span, (own,))))
    breaks = _Breaks(reading.document)
    for clause in reading.outline.clauses():
        found += _clause(clause, by_start.get(clause.span.start), breaks)
    for index, table in enumerate(reading.document.tables):
        if not _is_inside_another(index, reading.document.tables):
            found += _rows(reading.document, table, index, entries)
    found.sort(key=lambda pair: pair[1].span.start)
    return [f for f in found if f[0].text or f[0].struck or f[0].style is Style.ROW]


def _is_inside_another(index: int, tables: Sequence[Table]) -> bool:
    """Whether a table is part of a cell; it was closed before the one around it."""
    own = tables[index].span
    return any(
        other.span.start <= own.start and own.end <= other.span.end
        and (len(other.span) > len(own) or number > index)
        for number, other in enumerate(tables) if number != index
    )  # fmt: skip


class _Breaks:
    """Which line breaks of a document part paragraphs.

    Where the carrier knows paragraphs, all but those that are gone once the edits are accepted;
    the break before an automatic number stays, for it is the number of a paragraph. Printed lines
    go on in the next one.
    """

    def __init__(self, document: Document) -> None:
        labelled = {line.span.start - 1 for line in document.lines if line.label}
        gone = (r.span for r in document.runs if r.state in GONE_WHEN_ACCEPTED)
        self._gone = {
            at for span in gone for at in range(span.start, span.end) if document.text[at] == "\n"
        } - labelled
        self._parts = any(line.kind is LineKind.PARAGRAPH for line in document.lines)
        self._tables = [table.span.start for table in document.tables]

    def ends(self, line: TextLine) -> bool:
        """Whether a paragraph ends with a line."""
        return self._parts and line.span.end not in self._gone

    def crosses_table(self, line: TextLine, following: TextLine) -> bool:
        """Whether a table stands between two lines."""
        return any(line.span.end <= at < following.span.start for at in self._tables)


def _headed(passages: Sequence[Passage]) -> Iterator[Passage]:
    """The issuer's name above everything is a title, not a signature."""
    has_begun = False
    for passage in passages:
        has_begun = has_begun or passage.style is not Style.SIGNATURE
        yield passage if has_begun else replace(passage, style=Style.TITLE)


def lines_of(passages: Iterable[Passage]) -> list[str]:
    """Paragraphs and rows in order, blank ones left out: two documents are equal when these are."""
    lines = (line for p in passages for line in text_lines(p.style, p.text))
    # rows of one table may differ in their empty cells at the end
    return [kept for line in lines if (kept := line.rstrip(CELLS)).strip()]


def text_lines(style: Style, text: str) -> list[str]:
    """The paragraphs of a passage's text; a row is one line."""
    if not text:
        return []
    return [text] if style is Style.ROW else text.split("\n")


def _tight(text: str) -> str:
    return "".join(text.split())


def _style_outside(text: str, title: str) -> Style:
    tight = _tight(text)
    if tight.endswith(("：", ":")):
        return Style.ADDRESSEE
    if len(tight) >= 4 and (tight in title or is_title_like(text)):
        return Style.TITLE
    if tight and (is_date_line(text) or is_signature(text)):
        return Style.SIGNATURE
    return Style.BODY


def _struck(lines: Iterable[TextLine]) -> tuple[str, ...]:
    """Stretches that are in the drafted text of the lines and not in the accepted one."""
    out: list[str] = []
    for line in lines:
        kept = set(line.accepted.offsets)
        before = -2
        for character, offset in zip(line.drafted.text, line.drafted.offsets, strict=True):
            if offset in kept:
                continue
            if offset == before + 1 and out:
                out[-1] += character
            else:
                out.append(character)
            before = offset
    return tuple(text for text in out if text.strip(_BLANK))


def _clause(
    clause: Clause, entry: Entry | None, breaks: _Breaks
) -> Iterator[tuple[Passage, Place]]:
    """The passage of a clause; what follows a table in it is one of its own."""
    style = Style.BODY
    if is_heading(clause) or entry is None:
        style = Style.SUBHEADING if clause.parent is not None else Style.HEADING
    units = () if entry is None else tuple(dict.fromkeys(u.name for u in entry.units))
    key = "" if entry is None else entry.id
    first, *others = _between_tables(clause.lines, breaks)
    place = Place(clause.span, _paragraphs(first, breaks))
    yield Passage(key, style, clause.number, place.text, units, _struck(first)), place
    for lines in others:
        place = Place(Span(lines[0].span.start, lines[-1].span.end), _paragraphs(lines, breaks))
        yield Passage("", Style.BODY, "", place.text, (), _struck(lines)), place


def _between_tables(lines: Sequence[TextLine], breaks: _Breaks) -> list[list[TextLine]]:
    parts: list[list[TextLine]] = [[]]
    for line in lines:
        if parts[-1] and breaks.crosses_table(parts[-1][-1], line):
            parts.append([])
        parts[-1].append(line)
    return parts


def _paragraphs(lines: Iterable[TextLine], breaks: _Breaks) -> tuple[Mapped, ...]:
    """The accepted text by paragraphs: lines go on until one ends a paragraph that still does."""
    paragraphs: list[Mapped] = []
    has_ended = True
    for line in lines:
        own = line.accepted.strip(_BLANK)
        if own and has_ended:
            paragraphs.append(own)
        elif own:
            paragraphs[-1] = join([paragraphs[-1], own])
        has_ended = (has_ended and not own) or breaks.ends(line)
    return tuple(paragraphs)


def _rows(
    document: Document, table: Table, index: int, entries: Sequence[Entry]
) -> Iterator[tuple[Passage, Place]]:
    for cells in table.rows():
        if not cells:
            continue
        span = Span(cells[0].span.start, max(c.span.end for c in cells))
        place = Place(span, (), tuple((c, _cell(document, c.span)) for c in cells))
        entry = next((e for e in entries if span.start <= e.span.start < span.end), None)
        units = () if entry is None else tuple(dict.fromkeys(u.name for u in entry.units))
        places = tuple(CellPlace(c.column, c.column_span, c.row_span) for c in cells)
        number = (entry.number or "") if entry else ""
        key = entry.id if entry else ""
        yield Passage(key, Style.ROW, number, place.text, units, (), index, places), place


def _cell(document: Document, span: Span) -> tuple[Mapped, ...]:
    """The paragraphs of a cell."""
    text = cell_text(document, span)
    shown = text.text.replace(CELLS, " ")
    parts = (
        Mapped(m[0], text.offsets[m.start() : m.end()]).strip(_BLANK)
        for m in re.finditer(r"[^\n\v]+", shown)
    )
    return tuple(part for part in parts if part)


def cleaned(text: str, passage: Passage) -> str:
    """A wording as a person typed it, in the shape of a passage's text.

    Example:
        >>> cleaned(" 第一段\\r\\n\\r\\n　第二段 ", Passage("a#1", Style.BODY, "", ""))
        '第一段\\n第二段'
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if passage.style is Style.ROW:
        cells = "\n".join(lines).split(CELLS)
        own = ["\v".join(p for c in cell.replace("\v", "\n").split("\n")
                         if (p := _printable(c))) for cell in cells]  # fmt: skip
        return CELLS.join(own) if any(own) else ""
    parts = (line.split("\t") for line in lines)  # a tab stays a tab
    kept = ("\t".join(map(_printable, part)).strip(_BLANK) for part in parts)
    return "\n".join(line for line in kept if line)


def _printable(text: str) -> str:
    """Without what no Word file can hold, and without blanks around."""
    allowed = (c if c not in "\t\v\f" else " " for c in text)
    return "".join(c for c in allowed if ord(c) >= 32 and not _is_private(ord(c))).strip(_BLANK)


def _is_private(code: int) -> bool:
    return 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF)


def anchor(text: str, quote: str, near: int = 0) -> tuple[int, int] | None:
    """Where a quoted passage stands: at ``near`` if it is there, else its nearest occurrence.

    Blanks are not compared, for a person may copy a line break or leave out a space.

    Example:
        >>> anchor("稳定在90%以上，力争95%以上", "以上", 13), anchor("稳定在 90%", "在90%")
        ((14, 16), (2, 7))
        >>> anchor("无", "有") is None
        True
    """
    kept = [i for i, c in enumerate(text) if not c.isspace()]
    tight, wanted = "".join(text[i] for i in kept), "".join(quote.split())
    if not wanted:
        return None
    starts = [m.start() for m in re.finditer(f"(?={re.escape(wanted)})", tight)]
    if not starts:
        return None
    at = min(starts, key=lambda s: abs(kept[s] - near))
    return kept[at], kept[at + len(wanted) - 1] + 1
