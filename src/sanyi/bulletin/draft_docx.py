"""Passages before and after -> Word: the next version, or the redline with real tracked changes.

Both are written by the same hand, so that accepting all changes of the redline gives the next
version and rejecting them gives the draft, paragraph by paragraph.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from sanyi.bulletin.archive import without_clock
from sanyi.bulletin.docx_parts import (
    BODY_FONT,
    BODY_SIZE,
    HEAD_FONT,
    KAI_FONT,
    TITLE_FONT,
    add_page_numbers,
    add_run,
    body_paragraph,
    off_grid,
    set_defaults,
    spaced,
)
from sanyi.bulletin.draft_changes import Change, Stamp
from sanyi.bulletin.drafts import CELLS, Style, text_lines
from sanyi.bulletin.redline import Mark, Pair, closed, paired, paragraph_marks

_CELL_SIZE = 10.5
_FONTS = {
    Style.TITLE: TITLE_FONT,
    Style.HEADING: HEAD_FONT,
    Style.SUBHEADING: KAI_FONT,
}
_TAGS = {Mark.DELETED: "w:del", Mark.INSERTED: "w:ins"}


def version_as_docx(changes: Sequence[Change], title: str, day: dt.date) -> bytes:
    """The text after the changes, as a Word file without any mark of editing."""
    return _Writer(None).write([(_plain(c), c) for c in changes], title, day)


def redline_as_docx(changes: Sequence[Change], title: str, stamp: Stamp) -> bytes:
    """The text before, with every change tracked: accept all gives the text after."""
    return _Writer(stamp).write([(_tracked(c), c) for c in changes], title, stamp.at.date())


def _plain(change: Change) -> list[Pair]:
    return [Pair(line, line) for line in text_lines(change.passage.style, change.text)]


def _tracked(change: Change) -> list[Pair]:
    style = change.passage.style
    return paired(text_lines(style, change.before), text_lines(style, change.text))


class _Writer:
    """Writes paragraphs and tables; counts the ids of the changes."""

    def __init__(self, stamp: Stamp | None) -> None:
        self._stamp = stamp
        self._count = 0
        self._docx: DocxDocument = Document()

    def write(self, parts: Sequence[tuple[list[Pair], Change]], title: str, day: dt.date) -> bytes:
        """The file; the same content gives the same bytes."""
        set_defaults(self._docx)
        self._page()
        for table, group in groupby(parts, key=lambda part: part[1].passage.table):
            members = list(group)
            if table >= 0:
                self._table(members)
            else:
                self._paragraphs([(p, c.passage.style) for pairs, c in members for p in pairs])
        self._properties(title, day)
        out = io.BytesIO()
        self._docx.save(out)
        return without_clock(out.getvalue(), f"{day.isoformat()}T00:00:00Z")

    def _page(self) -> None:
        section = self._docx.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        section.footer_distance = Mm(23)
        add_page_numbers(section)
        self._docx.settings.odd_and_even_pages_header_footer = True

    def _paragraphs(self, lines: Sequence[tuple[Pair, Style]]) -> None:
        pairs = closed([pair for pair, _ in lines])
        styles = {id(pair): style for pair, style in lines}
        marks = paragraph_marks(pairs)
        before: Style | None = None
        for pair, mark in zip(pairs, marks, strict=True):
            style = styles.get(id(pair), Style.BODY)
            paragraph = self._styled(style, is_first_title=before is not Style.TITLE)
            self._fill(paragraph, pair, _FONTS.get(style, BODY_FONT), _size(style))
            self._mark_paragraph(paragraph, mark)
            before = style

    def _styled(self, style: Style, *, is_first_title: bool) -> Paragraph:
        if style is Style.TITLE:
            paragraph = spaced(self._docx.add_paragraph(), before=29.0 if is_first_title else 0.0,
                               line=36.0, after=12.0)  # fmt: skip
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            return paragraph
        if style is Style.SIGNATURE:
            paragraph = spaced(self._docx.add_paragraph())
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.right_indent = Pt(BODY_SIZE * 2)
            return paragraph
        return body_paragraph(self._docx, indent=style is not Style.ADDRESSEE)

    def _fill(self, paragraph: Paragraph, pair: Pair, font: str, size: float) -> None:
        for piece in pair.pieces:
            run = add_run(paragraph, piece.text, font, size)._element
            if piece.mark is Mark.KEPT or self._stamp is None:
                continue
            if piece.mark is Mark.DELETED:
                for text in run.findall(qn("w:t")):
                    text.tag = qn("w:delText")
            frame = self._revision(_TAGS[piece.mark])
            run.addprevious(frame)
            frame.append(run)

    def _mark_paragraph(self, paragraph: Paragraph, mark: Mark) -> None:
        if mark is Mark.KEPT or self._stamp is None:
            return
        properties = paragraph._p.get_or_add_pPr()
        own = OxmlElement("w:rPr")
        own.append(self._revision(_TAGS[mark]))
        properties.append(own)

    def _revision(self, tag: str) -> Any:
        assert self._stamp is not None  # only a redline has revisions
        self._count += 1
        element = OxmlElement(tag)
        element.set(qn("w:id"), str(self._count))
        element.set(qn("w:author"), self._stamp.author)
        element.set(qn("w:date"), self._stamp.at.strftime("%Y-%m-%dT%H:%M:%SZ"))
        return element

    def _table(self, rows: Sequence[tuple[list[Pair], Change]]) -> None:
        owners = _owners([change for _, change in rows])
        # a row whose text is taken out is gone; one that was blank from the start stays
        standing = [i for i, (pairs, c) in enumerate(rows) if pairs or not c.before]
        width = max((p.column + p.width for _, c in rows for p in c.cells), default=1)
        if not standing:
            return
        table = self._docx.add_table(rows=len(standing), cols=width)
        table.style = "Table Grid"
        for at, original in enumerate(standing):
            pairs, change = rows[original]
            pair = pairs[0] if pairs else Pair("", "")
            self._row(table.rows[at], pair, change)
            above = standing[at - 1] if at else -1
            below = standing[at + 1] if at + 1 < len(standing) else -1
            _merge(table.rows[at]._tr, owners, (above, original, below))
            if pair.mark is not Mark.KEPT and self._stamp is not None:
                change_mark = self._revision(_TAGS[pair.mark])
                table.rows[at]._tr.get_or_add_trPr().append(change_mark)

    def _row(self, row: Any, pair: Pair, change: Change) -> None:
        """The cells that begin in this row; what changes in a cell is tracked inside it."""
        before, after = _cells(pair.old), _cells(pair.new)
        cells = list(row.cells)
        for index, place in enumerate(change.cells):
            old, new = _cell_lines(before, index), _cell_lines(after, index)
            self._cell(cells[place.column], paired(old, new))

    def _cell(self, cell: Any, lines: Sequence[Pair]) -> None:
        for number, (pair, mark) in enumerate(zip(lines, paragraph_marks(lines), strict=True)):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            off_grid(spaced(paragraph, line=15.0))
            self._fill(paragraph, pair, BODY_FONT, _CELL_SIZE)
            self._mark_paragraph(paragraph, mark)

    def _properties(self, title: str, day: dt.date) -> None:
        core = self._docx.core_properties
        core.title, core.author, core.last_modified_by = title, "", ""
        core.created = core.modified = dt.datetime.combine(day, dt.time())
        core.revision, core.comments, core.language = 1, "", "zh-CN"


def _size(style: Style) -> float:
    return 22.0 if style is Style.TITLE else BODY_SIZE


def _cells(text: str | None) -> list[str]:
    return [] if text is None else text.split(CELLS)


def _cell_lines(cells: list[str], index: int) -> list[str]:
    return [t for t in cells[index].split("\v") if t] if index < len(cells) else []


def _merge(row: Any, owners: Mapping[tuple[int, int], int], rows: tuple[int, int, int]) -> None:
    """Join the cells of a row that one cell covers, to the right and with the rows beside it."""
    above, here, below = rows
    cells = row.tc_lst
    column = 0
    while column < len(cells):
        owner = owners.get((here, column))
        span = 1
        while owner is not None and owners.get((here, column + span)) == owner:
            span += 1
        properties = cells[column].get_or_add_tcPr()
        goes_on = owner is not None and owners.get((above, column)) == owner
        if goes_on or (owner is not None and owners.get((below, column)) == owner):
            properties.vMerge_val = "continue" if goes_on else "restart"
        if span > 1:
            properties.grid_span = span
            for other in cells[column + 1 : column + span]:
                row.remove(other)
        column += span


def _owners(rows: Sequence[Change]) -> dict[tuple[int, int], int]:
    """(row, column) -> a number for the cell that covers it."""
    owners: dict[tuple[int, int], int] = {}
    number = 0
    for row, change in enumerate(rows):
        for place in change.cells:
            number += 1
            for down in range(place.height):
                for right in range(place.width):
                    owners[row + down, place.column + right] = number
    return owners
