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
from sanyi.documents import Document, Table
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
    """

    key: str
    style: Style
    number: str
    text: str
    units: tuple[str, ...] = ()
    struck: tuple[str, ...] = ()
    table: int = -1
    cells: tuple[CellPlace, ...] = ()

    @property
    def is_task(self) -> bool:
        """Whether the ledger has an entry for it."""
        return "#p" not in self.key


def passages_of(reading: Reading, ledger: Ledger) -> tuple[Passage, ...]:
    """The passages of a document in printed order; every word of the accepted text is in one."""
    entries = {e.span.start: e for e in ledger.entries}
    title = _tight(reading.facts.title or "")
    found: list[tuple[Span, Passage]] = []
    outside = (*reading.outline.front, *reading.outline.back)
    for line in sorted(outside, key=lambda li: li.span.start):
        text = line.accepted.text.strip(_BLANK)
        passage = Passage("", _style_outside(text, title), "", text, struck=_struck([line]))
        found.append((line.span, passage))
    for clause in reading.outline.clauses():
        found.append((clause.span, _clause(clause, entries.get(clause.span.start))))
    for index, table in enumerate(reading.document.tables):
        found += _rows(reading.document, table, index, ledger.entries)
    found.sort(key=lambda pair: pair[0].start)
    kept = [p for _, p in found if p.text or p.struck or p.style is Style.ROW]
    return tuple(
        p if p.key else replace(p, key=f"{ledger.document.id}#p{number}")
        for number, p in enumerate(_headed(kept), start=1)
    )


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


def _clause(clause: Clause, entry: Entry | None) -> Passage:
    text = ""
    for line in clause.lines:
        own = line.accepted.text.strip(_BLANK)
        joint = "\n" if text and own and line.is_paragraph else ""
        text += joint + own
    style = Style.BODY
    if is_heading(clause) or entry is None:
        style = Style.SUBHEADING if clause.parent is not None else Style.HEADING
    units = () if entry is None else tuple(dict.fromkeys(u.name for u in entry.units))
    key = "" if entry is None else entry.id
    return Passage(key, style, clause.number, text, units, _struck(clause.lines))


def _rows(
    document: Document, table: Table, index: int, entries: Sequence[Entry]
) -> Iterator[tuple[Span, Passage]]:
    for cells in table.rows():
        if not cells:
            continue
        span = Span(cells[0].span.start, max(c.span.end for c in cells))
        texts = [_cell(document, c.span) for c in cells]
        entry = next((e for e in entries if span.start <= e.span.start < span.end), None)
        units = () if entry is None else tuple(dict.fromkeys(u.name for u in entry.units))
        places = tuple(CellPlace(c.column, c.column_span, c.row_span) for c in cells)
        text = CELLS.join(texts) if any(texts) else ""
        number = (entry.number or "") if entry else ""
        key = entry.id if entry else ""
        yield span, Passage(key, Style.ROW, number, text, units, (), index, places)


def _cell(document: Document, span: Span) -> str:
    text = cell_text(document, span).text
    parts = (
        part.strip(_BLANK).replace(CELLS, " ") for part in text.replace("\v", "\n").split("\n")
    )
    return "\v".join(part for part in parts if part)


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
    return "\n".join(kept for line in lines if (kept := _printable(line)))


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
