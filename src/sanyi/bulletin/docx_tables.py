"""Ruled tables over pages, the table of sources, and the imprint (版记)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docx.document import Document as DocxDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import Table as DocxTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as DocxParagraph

from sanyi.bulletin.blocks import OfficialDocument, Sources, Table
from sanyi.bulletin.docx_parts import (
    BODY_FONT,
    HEAD_FONT,
    add_run,
    add_sentence,
    off_grid,
    spaced,
)
from sanyi.targets import Sentence

_SIZE, _LINE, _SMALL = 10.5, 15.0, 8.0


def _width_mm(docx: DocxDocument) -> float:
    section = docx.sections[-1]
    return float((section.page_width - section.left_margin - section.right_margin) / Mm(1))


def add_table(docx: DocxDocument, block: Table, markers: Mapping[str, int]) -> None:
    """A table whose heading repeats on every page and whose rows do not break."""
    table = _ruled(docx, block.columns, block.widths)
    for row in block.rows:
        cells = _new_row(table)
        for index, (cell, sentence) in enumerate(zip(cells, row, strict=True)):
            _write(cell, sentence, markers, centered=index in block.centered)
    if not block.rows:
        cells = _new_row(table)
        merged = cells[0].merge(cells[-1])
        paragraph = merged.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        add_run(spaced(paragraph, line=24.0), block.empty, BODY_FONT, _SIZE)
    _set_widths(table, block.widths, _width_mm(docx))


def _ruled(docx: DocxDocument, columns: Sequence[str], widths: Sequence[float]) -> DocxTable:
    table = docx.add_table(rows=1, cols=len(columns))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _small_margins(table)
    head = table.rows[0]
    _flag(head, "w:tblHeader")
    _flag(head, "w:cantSplit")
    for cell, name in zip(head.cells, columns, strict=True):
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = off_grid(spaced(cell.paragraphs[0], line=20.0))
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        add_run(paragraph, name, HEAD_FONT, _SIZE)
    return table


def _small_margins(table: DocxTable, twips: int = 60) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(twips))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    table._tbl.tblPr.append(margins)


def _flag(row: _Row, name: str) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement(name))


def _new_row(table: DocxTable) -> list[_Cell]:
    row = table.add_row()
    _flag(row, "w:cantSplit")
    return list(row.cells)


def _write(cell: _Cell, sentence: Sentence, markers: Mapping[str, int], *, centered: bool) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = off_grid(spaced(cell.paragraphs[0], line=_LINE))
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centered else WD_ALIGN_PARAGRAPH.LEFT
    add_sentence(paragraph, sentence, markers, size=_SIZE)


def _set_widths(table: DocxTable, shares: Sequence[float], width_mm: float) -> None:
    for index, share in enumerate(shares):
        width = Mm(width_mm * share / sum(shares))
        table.columns[index].width = width
        for cell in table.columns[index].cells:
            cell.width = width


def add_sources(docx: DocxDocument, block: Sources) -> None:
    """The table that the markers lead to, in small print."""
    note = off_grid(spaced(docx.add_paragraph(), line=18.0, after=6.0))
    add_run(
        note,
        "正文和附件中数字右上角的[n]指本表编号。"
        "查看某个数字的全部来历：sanyi explain 数字编号；列出记录：加 --rows。"
        "编号末尾为“group:*”的，把“*”换成目标编号、单位或领域的名称。",
        BODY_FONT, _SIZE,
    )  # fmt: skip
    columns, widths = (
        ("编号", "数字编号", "口径和参数", "条款", "数据表"),
        (0.05, 0.23, 0.36, 0.16, 0.2),
    )
    table = _ruled(docx, columns, widths)
    for row in block.rows:
        cells = _new_row(table)
        texts = (str(row.marker), row.ids, row.wording, row.clauses, row.tables)
        for index, (cell, text) in enumerate(zip(cells, texts, strict=True)):
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            paragraph = off_grid(spaced(cell.paragraphs[0], line=11.5))
            paragraph.alignment = (
                WD_ALIGN_PARAGRAPH.CENTER if index == 0 else WD_ALIGN_PARAGRAPH.LEFT
            )
            add_run(paragraph, text, BODY_FONT, _SMALL)
    _set_widths(table, widths, _width_mm(docx))


def add_imprint(section: Section, document: OfficialDocument) -> None:
    """抄送, 印发机关 and the day of printing between rules, at the foot of the last page.

    They are the footer of that page: its last line is then the last line of the type area, however
    much or little stands above.
    """
    lines: list[tuple[str, str]] = []
    if document.copy_to:
        lines.append((f"抄送：{document.copy_to}。", ""))
    day = document.printed_on or document.signed_on
    if document.printed_by:
        lines.append((document.printed_by, f"{day.year}年{day.month}月{day.day}日印发"))
    assert section.page_width is not None and section.left_margin is not None
    assert section.right_margin is not None and section.bottom_margin is not None
    width = section.page_width - section.left_margin - section.right_margin
    section.footer_distance = section.bottom_margin
    for footer in (section.footer, section.even_page_footer):
        footer.is_linked_to_previous = False
        table = footer.add_table(rows=len(lines), cols=1, width=width)
        table.autofit = False
        _small_margins(table, 0)
        _imprint_rules(table)
        for row, (left, right) in zip(table.rows, lines, strict=True):
            _flag(row, "w:cantSplit")
            _imprint_line(row.cells[0].paragraphs[0], left, right, width)
        _set_widths(table, (1.0,), width / Mm(1))
        # a footer ends with a paragraph; the table goes before it
        last = footer.paragraphs[0]
        last._p.addprevious(table._tbl)
        spaced(last, line=1.0)


def _imprint_line(paragraph: DocxParagraph, left: str, right: str, width: int) -> None:
    off_grid(spaced(paragraph, line=26.0))
    room = width / Pt(1) - 2 * _IMPRINT_SIZE
    # printer and day share one line, whatever the length of the name
    needed = sum(0.55 if c.isascii() else 1.0 for c in left + right)
    size = min(_IMPRINT_SIZE, room / needed) if right else _IMPRINT_SIZE
    # one character in on either side; a second line begins under the name of the first unit
    hang = Pt(_IMPRINT_SIZE * 3) if left.startswith("抄送：") else Pt(0)
    paragraph.paragraph_format.left_indent = Pt(_IMPRINT_SIZE) + hang
    paragraph.paragraph_format.first_line_indent = -hang
    paragraph.paragraph_format.right_indent = Pt(_IMPRINT_SIZE)
    if right:
        end = width - Pt(_IMPRINT_SIZE * 2)
        paragraph.paragraph_format.tab_stops.add_tab_stop(end, WD_TAB_ALIGNMENT.RIGHT)
    add_run(paragraph, f"{left}\t{right}" if right else left, BODY_FONT, size)


_IMPRINT_SIZE = 14.0


def _imprint_rules(table: DocxTable) -> None:
    """First and last rule 0.35 mm (1 pt), between them 0.25 mm (0.75 pt)."""
    borders = OxmlElement("w:tblBorders")
    for side, size in (("top", "8"), ("bottom", "8"), ("insideH", "6")):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:val"), "single")
        edge.set(qn("w:sz"), size)
        edge.set(qn("w:color"), "000000")
        borders.append(edge)
    table._tbl.tblPr.append(borders)
