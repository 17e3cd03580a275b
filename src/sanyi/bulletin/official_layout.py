"""OfficialDocument -> .docx in the layout of GB/T 9704-2012; the same content gives the same bytes.

A4, type area 156 x 225 mm, 22 lines of 28 characters; fonts are written by their official names and
none is shipped.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Mapping, Sequence

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt

from sanyi.bulletin.archive import without_clock
from sanyi.bulletin.blocks import (
    Annex,
    Block,
    Form,
    Heading,
    OfficialDocument,
    Paragraph,
    Sources,
    Table,
)
from sanyi.bulletin.docx_parts import (
    BODY_FONT,
    BODY_SIZE,
    HEAD_FONT,
    KAI_FONT,
    RED,
    TITLE_FONT,
    add_letter_head,
    add_page_numbers,
    add_run,
    add_sentence,
    body_paragraph,
    mark_size,
    off_grid,
    rule_below,
    set_defaults,
    spaced,
)
from sanyi.bulletin.docx_tables import add_imprint, add_sources, add_table
from sanyi.bulletin.docx_turned import turn_page_numbers
from sanyi.bulletin.sources import markers_of
from sanyi.targets import Sentence, say

_NOTE_SIZE = 10.5
_CHINESE = "一二三四五六七八九十"


def document_as_docx(document: OfficialDocument) -> bytes:
    """The document as a Word file."""
    markers = markers_of(document)
    docx = Document()
    set_defaults(docx)
    _page(docx.sections[0])
    add_page_numbers(docx.sections[0])
    docx.settings.odd_and_even_pages_header_footer = True
    if document.form is Form.LETTER:
        add_letter_head(docx.sections[0], document.issuer)
        _letter_number(docx, document)
    elif document.form is Form.NOTICE:
        _head(docx, document)
    _title(docx, document.title.text)
    if document.addressee:
        add_sentence(body_paragraph(docx, indent=False), _with_tail(document), markers)
    _blocks(docx, document.blocks, markers)
    _annex_list(docx, document.annexes)
    _signature(docx, document)
    for number, annex in enumerate(document.annexes, start=1):
        _annex(docx, annex, number, len(document.annexes), markers)
    if document.copy_to or document.printed_by:
        _imprint(docx, document)
    _properties(docx, document)
    out = io.BytesIO()
    docx.save(out)
    return without_clock(out.getvalue(), f"{document.signed_on.isoformat()}T00:00:00Z")


def _with_tail(document: OfficialDocument) -> Sentence:
    return say("{}：", document.addressee)


def _page(section: Section, *, wide: bool = False) -> None:
    section.page_width, section.page_height = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    # a wide page is the tall one turned: the binding edge is then the top
    top, left, right, bottom = (28, 35, 37, 26) if wide else (37, 28, 26, 35)
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.header_distance = Mm(15)
    # the number stands 7 mm below the type area; its own line is about 5 mm high
    section.footer_distance = Mm(bottom - 7 - 5)
    _grid(section)


def _grid(section: Section) -> None:
    properties = section._sectPr
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), "579")
    properties.append(grid)


def _head(docx: DocxDocument, document: OfficialDocument) -> None:
    mark = docx.add_paragraph()
    mark.alignment = WD_ALIGN_PARAGRAPH.CENTER
    name = f"{document.issuer}文件"
    size = mark_size(name)
    spaced(mark, before=72.0, line=size * 1.35)
    add_run(mark, name, TITLE_FONT, size, color=RED)
    number = docx.add_paragraph()
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    spaced(number, before=29.0)
    add_run(number, document.document_number.text, BODY_FONT, BODY_SIZE)
    rule_below(number, RED, 12)


def _letter_number(docx: DocxDocument, document: OfficialDocument) -> None:
    """The number of a letter stands under the first red line, flush right."""
    number = docx.add_paragraph()
    number.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    add_run(spaced(number), document.document_number.text, BODY_FONT, BODY_SIZE)


def _imprint(docx: DocxDocument, document: OfficialDocument) -> None:
    """The imprint closes the document at the foot of an even page of its own.

    Which page the text ends on is known to the renderer only, so the section begins on an even
    page; the standard prints no number on such a page, nor on the blank one before it.
    """
    section = docx.add_section(WD_SECTION.EVEN_PAGE)
    _page(section)
    section.different_first_page_header_footer = False
    add_imprint(section, document)


def _title(docx: DocxDocument, text: str) -> None:
    blank = docx.add_paragraph()
    spaced(blank)
    for line in title_lines(text):
        paragraph = docx.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.keep_with_next = True
        spaced(paragraph, line=36.0)
        add_run(paragraph, line, TITLE_FONT, 22)
    spaced(docx.add_paragraph())


def title_lines(text: str, longest: int = 20) -> list[str]:
    """Break a long title into lines of falling length, not inside a word that 的 or a number ends.

    Example:
        >>> title_lines("关于2025年第三季度安禾县医改重点工作任务进展情况的通报")
        ['关于2025年第三季度安禾县医改', '重点工作任务进展情况的通报']
    """
    width = [0.5 if c.isascii() else 1.0 for c in text]
    if sum(width) <= longest:
        return [text]
    count = int(-(-sum(width) // longest))
    breaks = [
        i for i in range(1, len(text))
        if _is_gap(text, i)
    ]  # fmt: skip
    lines, start = [], 0
    for part in range(1, count):
        wanted = sum(width) * part / count
        best = min(
            (b for b in breaks if b > start),
            key=lambda b: abs(sum(width[:b]) - wanted),
            default=len(text),
        )
        lines.append(text[start:best])
        start = best
    return [line for line in (*lines, text[start:]) if line]


_WORDS = re.compile(
    r"重点|工作|任务|进展|情况|通报|医改|深化|关于|第[一二三四]季度|季度|县|市|区|督办|事项|年度|评价|考核|完成"
)


def _is_gap(text: str, index: int) -> bool:
    """Whether a line may end here: after a known word, never before 的, never inside a number."""
    if text[index] in "的、，。）》" or (
        text[index - 1].isdigit() and text[index] in "0123456789年月日"
    ):
        return False
    for match in _WORDS.finditer(text):
        if match.start() < index < match.end():
            return False
    return any(m.end() == index for m in _WORDS.finditer(text)) and text[index - 1] != "第"


def _blocks(docx: DocxDocument, blocks: Sequence[Block], markers: Mapping[str, int]) -> None:
    numbers = [0, 0]
    for block in blocks:
        match block:
            case Heading(level=1):
                numbers = [numbers[0] + 1, 0]
                _heading(docx, f"{ordinal(numbers[0])}、", block, HEAD_FONT, markers)
            case Heading():
                numbers[1] += 1
                _heading(docx, f"（{ordinal(numbers[1])}）", block, KAI_FONT, markers)
            case Paragraph():
                paragraph = body_paragraph(docx)
                size = _NOTE_SIZE if block.is_note else BODY_SIZE
                if block.is_note:
                    off_grid(spaced(paragraph, before=6.0, line=18.0))
                for sentence in block.sentences:
                    add_sentence(paragraph, sentence, markers, size=size)
            case Table():
                add_table(docx, block, markers)
            case Sources():
                add_sources(docx, block)


def ordinal(number: int) -> str:
    """A Chinese ordinal up to ninety-nine.

    Example:
        >>> ordinal(1), ordinal(10), ordinal(12), ordinal(21)
        ('一', '十', '十二', '二十一')
    """
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_CHINESE[tens - 1]}十"
    return head + (_CHINESE[ones - 1] if ones else "")


def _heading(
    docx: DocxDocument, label: str, block: Heading, font: str, markers: Mapping[str, int]
) -> None:
    paragraph = body_paragraph(docx)
    paragraph.paragraph_format.keep_with_next = True
    add_run(paragraph, label, font, BODY_SIZE)
    add_sentence(paragraph, block.text, markers, font=font)


def _annex_list(docx: DocxDocument, annexes: Sequence[Annex]) -> None:
    if not annexes:
        return
    spaced(docx.add_paragraph())
    for number, annex in enumerate(annexes, start=1):
        paragraph = body_paragraph(docx, indent=False)
        # the name of each annex begins under the name of the first
        label = "附件：" if number == 1 else "　　　"
        one = f"{number}. " if len(annexes) > 1 else ""
        paragraph.paragraph_format.left_indent = Pt(BODY_SIZE * 2)
        add_run(paragraph, f"{label}{one}{annex.title.text}", BODY_FONT, BODY_SIZE)


def _signature(docx: DocxDocument, document: OfficialDocument) -> None:
    for _ in range(2):
        spaced(docx.add_paragraph()).paragraph_format.keep_with_next = True
    day = document.signed_on
    date = f"{day.year}年{day.month}月{day.day}日"
    name = docx.add_paragraph()
    name.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    spaced(name)
    # without a seal the name ends two characters in and the date is centred under it
    longer = max(0.0, (len(document.issuer) - _width(date)) / 2)
    name.paragraph_format.right_indent = Pt(BODY_SIZE * 2)
    name.paragraph_format.keep_with_next = True
    add_run(name, document.issuer, BODY_FONT, BODY_SIZE)
    line = docx.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    spaced(line)
    line.paragraph_format.right_indent = Pt(BODY_SIZE * (2 + longer))
    add_run(line, date, BODY_FONT, BODY_SIZE)
    if document.remark:
        add_run(body_paragraph(docx), f"（{document.remark}）", BODY_FONT, BODY_SIZE)


def _width(text: str) -> float:
    return sum(0.5 if c.isascii() else 1.0 for c in text)


def _annex(
    docx: DocxDocument, annex: Annex, number: int, count: int, markers: Mapping[str, int]
) -> None:
    section = docx.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = False
    _page(section, wide=annex.is_wide)
    if annex.is_wide:
        turn_page_numbers(section)
    else:
        add_page_numbers(section)
    paragraph = spaced(docx.add_paragraph())
    add_run(paragraph, f"附件{number if count > 1 else ''}", HEAD_FONT, BODY_SIZE)
    _title(docx, annex.title.text)
    _blocks(docx, annex.blocks, markers)


def _properties(docx: DocxDocument, document: OfficialDocument) -> None:
    """Fixed properties: the day of signing, never the clock."""
    core = docx.core_properties
    moment = dt.datetime.combine(document.signed_on, dt.time())
    core.title, core.author, core.last_modified_by = document.title.text, document.issuer, ""
    core.created = core.modified = moment
    core.revision, core.comments, core.language = 1, "", "zh-CN"
