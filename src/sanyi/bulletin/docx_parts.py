"""Runs, paragraphs and page numbers with the fonts and spacing of official documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from sanyi.bulletin.sources import marker_key
from sanyi.targets import Cited, Sentence

BODY_FONT, HEAD_FONT, KAI_FONT = "仿宋_GB2312", "黑体", "楷体_GB2312"
TITLE_FONT, SONG_FONT, LATIN_FONT = "方正小标宋简体", "宋体", "Times New Roman"
BODY_SIZE, LINE = 16.0, 29.0
RED = "C00000"
_LETTER_LINE_MM = 170
_MARKER_SIZE, _MARKER_COLOR = 8.0, "7F7F7F"


def set_defaults(docx: DocxDocument) -> None:
    """Normal at 16 pt with the spacing that gives 28 characters a line in any renderer."""
    style = docx.styles["Normal"]
    style.font.name, style.font.size = LATIN_FONT, Pt(BODY_SIZE)
    properties = style.element.get_or_add_rPr()
    _fonts(properties, BODY_FONT)
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), "-5")
    properties.append(spacing)
    for language in docx.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")


def _fonts(properties: Any, font: str) -> None:
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    fonts.set(qn("w:eastAsia"), font)
    fonts.set(qn("w:ascii"), LATIN_FONT)
    fonts.set(qn("w:hAnsi"), LATIN_FONT)


def add_run(
    paragraph: Paragraph,
    text: str,
    font: str,
    size: float,
    color: str = "",
    *,
    raised: bool = False,
) -> Run:
    """Text in an official font; the Latin part stays in the Latin font."""
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.font.name = LATIN_FONT
    _fonts(run._element.get_or_add_rPr(), font)
    if color:
        run.font.color.rgb = RGBColor.from_string(color)
    if raised:
        run.font.superscript = True
    return run


def add_sentence(
    paragraph: Paragraph,
    sentence: Sentence,
    markers: Mapping[str, int],
    font: str = BODY_FONT,
    size: float = BODY_SIZE,
    *,
    marked: bool = True,
) -> None:
    """A sentence, each figure followed by its small grey marker."""
    for part in sentence.parts:
        text = part if isinstance(part, str) else part.text
        add_run(paragraph, text, font, size)
        if marked and isinstance(part, Cited) and part.figure is not None:
            marker = markers.get(marker_key(part.figure))
            if marker is not None:
                add_run(paragraph, f"[{marker}]", font, max(_MARKER_SIZE, size * 0.6),
                        _MARKER_COLOR, raised=True)  # fmt: skip


def spaced(
    paragraph: Paragraph, before: float = 0.0, line: float = LINE, after: float = 0.0
) -> Paragraph:
    """Exact line spacing and no space around."""
    layout = paragraph.paragraph_format
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)
    return paragraph


def off_grid(paragraph: Paragraph) -> Paragraph:
    """Small print of a table must not be pulled onto the 29 pt grid of the page."""
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    properties = paragraph._p.get_or_add_pPr()
    spacing = properties.find(qn("w:spacing"))
    if spacing is None:
        properties.append(snap)
    else:
        spacing.addprevious(snap)
    return paragraph


def body_paragraph(docx: DocxDocument, *, indent: bool = True) -> Paragraph:
    """A paragraph of the body, two characters in."""
    paragraph = spaced(docx.add_paragraph())
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    if indent:
        properties = paragraph._p.get_or_add_pPr()
        indentation = properties.get_or_add_ind()
        indentation.set(qn("w:firstLineChars"), "200")
        indentation.set(qn("w:firstLine"), str(int(BODY_SIZE * 20 * 2)))
    return paragraph


def rule_below(
    paragraph: Paragraph, color: str, eighths: int, kind: str = "single", space: int = 11
) -> None:
    """A rule as wide as the paragraph, 4 mm below the text."""
    properties = paragraph._p.get_or_add_pPr()
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    bottom.set(qn("w:val"), kind)
    bottom.set(qn("w:sz"), str(eighths))
    bottom.set(qn("w:space"), str(space))
    bottom.set(qn("w:color"), color)
    borders.append(bottom)
    insert_borders(properties, borders)


def insert_borders(properties: Any, borders: Any) -> None:
    """Put w:pBdr where the schema wants it: before spacing, indents and alignment."""
    later = ("w:shd", "w:tabs", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr")
    after = next((e for e in properties if e.tag in {qn(name) for name in later}), None)
    if after is None:
        properties.append(borders)
    else:
        after.addprevious(borders)


def add_page_numbers(section: Section) -> None:
    """— 1 — in 宋体 14 pt: odd pages right, even pages left, one character in."""
    for footer, alignment in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = alignment
        layout = paragraph.paragraph_format
        if alignment is WD_ALIGN_PARAGRAPH.RIGHT:
            layout.right_indent = Pt(14)
        else:
            layout.left_indent = Pt(14)
        page_number(paragraph)


def mark_size(name: str) -> float:
    """Points of the issuer's mark: it fills the line without leaving it."""
    return max(20.0, min(48.0, 430.0 / max(1, len(name))))


def add_letter_head(section: Section, issuer: str) -> None:
    """信函格式: mark 30 mm from the top, two red double lines, no number on the first page.

    The first line is thick over thin, 4 mm below the mark; the second thin over thick, 20 mm from
    the bottom of the page; both are 170 mm long and centred on the page.
    """
    section.different_first_page_header_footer = True
    section.header_distance = Mm(30)
    mark = section.first_page_header.paragraphs[0]
    size = mark_size(issuer)
    spaced(mark, line=size * 1.35)
    mark.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_run(mark, issuer, TITLE_FONT, size, color=RED)
    _widened(mark, section)
    rule_below(mark, RED, 18, "thickThinSmallGap")
    foot = section.first_page_footer.paragraphs[0]
    spaced(foot, line=2.0)
    _widened(foot, section)
    rule_below(foot, RED, 18, "thinThickSmallGap", space=0)
    for header in (section.header, section.even_page_header):
        header.is_linked_to_previous = False
        spaced(header.paragraphs[0], line=2.0)


def _widened(paragraph: Paragraph, section: Section) -> None:
    """Let a rule reach beyond the type area, to 170 mm centred on the page."""
    assert section.page_width is not None and section.left_margin is not None
    assert section.right_margin is not None
    edge = (section.page_width - Mm(_LETTER_LINE_MM)) // 2
    paragraph.paragraph_format.left_indent = edge - section.left_margin
    paragraph.paragraph_format.right_indent = edge - section.right_margin


def page_number(paragraph: Paragraph) -> None:
    """— 1 — in 宋体 14 pt."""
    add_run(paragraph, "— ", SONG_FONT, 14)
    _field(add_run(paragraph, "", SONG_FONT, 14), "PAGE")
    add_run(paragraph, " —", SONG_FONT, 14)


def _field(run: Run, code: str) -> None:
    for kind in ("begin", None, "end"):
        if kind is None:
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = f" {code} "
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._element.append(element)
