"""The Word file: fonts and pages of GB/T 9704, and the same bytes for the same content."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Mm

from bulletin.written import HEAD, write
from sanyi.bulletin import document_as_docx
from sanyi.bulletin.blocks import Form
from sanyi.bulletin.official_layout import ordinal, title_lines
from sanyi.bulletin.wording import _shortened


@pytest.fixture(scope="module")
def data() -> bytes:
    return document_as_docx(write().document)


def test_same_content_gives_the_same_bytes(data: bytes) -> None:
    assert document_as_docx(write().document) == data


def test_no_member_carries_the_time_of_making(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {m.date_time[0] for m in archive.infolist()} == {1980}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("2025-10-15T00:00:00Z") == 2


def test_page_is_a4_with_the_type_area_of_the_standard(data: bytes) -> None:
    section = Document(io.BytesIO(data)).sections[0]
    edges = (section.top_margin, section.left_margin, section.right_margin, section.bottom_margin)
    assert [round(e / Mm(1)) for e in edges] == [37, 28, 26, 35]
    assert round((section.page_width - section.left_margin - section.right_margin) / Mm(1)) == 156
    grid = section._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")


def test_fonts_are_written_by_their_official_names(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body, styles = (archive.read(f"word/{n}.xml").decode() for n in ("document", "styles"))
    for font in ("仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"):
        assert f'w:eastAsia="{font}"' in body
    assert 'w:eastAsia="en-US"' not in styles and '<w:spacing w:val="-5"/>' in styles


def test_odd_and_even_pages_have_their_numbers(data: bytes) -> None:
    docx = Document(io.BytesIO(data))
    assert docx.settings.odd_and_even_pages_header_footer
    for footer in (docx.sections[0].footer, docx.sections[0].even_page_footer):
        assert "PAGE" in footer._element.xml and "—" in footer.paragraphs[0].text


def test_tables_repeat_their_heading_and_keep_rows_whole(data: bytes) -> None:
    for table in Document(io.BytesIO(data)).tables:
        assert table.rows[0]._tr.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None
        assert all(r._tr.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None for r in table.rows)


def test_parts_stand_in_their_order(data: bytes) -> None:
    text = [p.text for p in Document(io.BytesIO(data)).paragraphs if p.text]
    wanted = [f"{HEAD.issuer}文件", HEAD.number, "医改领导小组各成员单位：", "一、总体情况",
              "四、下一步工作要求", "附件：1. 重点工作任务台账及进展", HEAD.issuer, "2025年10月15日", "附件1",
              "附件4"]  # fmt: skip
    at = -1
    for start in wanted:
        at = next(i for i, t in enumerate(text) if i > at and t.startswith(start))


def test_markers_lead_to_rows_of_the_table_of_sources(data: bytes) -> None:
    docx = Document(io.BytesIO(data))
    rows = {r.cells[0].text for r in docx.tables[-1].rows[1:]}
    markers = {m for p in docx.paragraphs for m in re.findall(r"\[(\d+)\]", p.text)}
    assert markers and markers <= rows


@pytest.mark.parametrize(
    "text",
    ["短标题", "关于2025年第三季度安禾县医改重点工作任务进展情况的通报",
     "关于“推进县域医共体人员、技术和病种下沉”的督办函"],
)  # fmt: skip
def test_title_lines_lose_nothing_and_break_no_number(text: str) -> None:
    lines = title_lines(text)
    assert "".join(lines) == text
    assert all(not line.startswith(("的", "、", "”", "年", "月")) for line in lines)


def test_ordinals_up_to_ninety_nine() -> None:
    assert [ordinal(n) for n in (1, 9, 10, 11, 20, 99)] == [
        "一",
        "九",
        "十",
        "十一",
        "二十",
        "九十九",
    ]


def test_imprint_stands_at_the_foot_of_an_even_page_without_number(data: bytes) -> None:
    section = Document(io.BytesIO(data)).sections[-1]
    assert section.start_type is WD_SECTION.EVEN_PAGE
    assert section.footer_distance == section.bottom_margin  # its last line ends the type area
    for footer in (section.footer, section.even_page_footer):
        assert "PAGE" not in footer._element.xml
        (table,) = footer.tables
        texts = [row.cells[0].text for row in table.rows]
        assert texts == ["抄送：县委办公室。", "安禾县医改办\t2025年10月15日印发"]
        rules = table._tbl.tblPr.find(qn("w:tblBorders"))
        assert [r.get(qn("w:sz")) for r in rules] == ["8", "8", "6"]


def test_long_name_of_the_printer_keeps_to_one_line() -> None:
    long = replace(write().document, printed_by="深化医药卫生体制改革" * 4)
    footer = Document(io.BytesIO(document_as_docx(long))).sections[-1].footer
    run = footer.tables[0].rows[-1].cells[0].paragraphs[0].runs[0]
    assert run.font.size is not None and 5 < run.font.size.pt < 14


def test_document_without_an_imprint_has_none() -> None:
    bare = replace(write().document, copy_to="", printed_by="")
    docx = Document(io.BytesIO(document_as_docx(bare)))
    assert docx.sections[-1].start_type is not WD_SECTION.EVEN_PAGE
    assert docx.tables[-1].rows[0].cells[0].text == "编号"


def test_wide_pages_turn_their_numbers_with_them(data: bytes) -> None:
    sections = Document(io.BytesIO(data)).sections
    wide = [s for s in sections if s.orientation is WD_ORIENT.LANDSCAPE]
    assert wide
    for section in wide:
        for footer in (section.footer, section.even_page_footer):
            assert 'vert="vert"' in footer._element.xml and " PAGE " in footer._element.xml
    tall = [s for s in sections if s.orientation is not WD_ORIENT.LANDSCAPE]
    assert not any('vert="vert"' in s.footer._element.xml for s in tall)


def test_letter_has_its_head_and_no_number_on_the_first_page() -> None:
    letter = replace(write().document, form=Form.LETTER, copy_to="", printed_by="")
    section = Document(io.BytesIO(document_as_docx(letter))).sections[0]
    assert section.different_first_page_header_footer
    head, foot = section.first_page_header, section.first_page_footer
    assert head.paragraphs[0].text == HEAD.issuer and round(section.header_distance / Mm(1)) == 30
    assert "thickThinSmallGap" in head._element.xml and "thinThickSmallGap" in foot._element.xml
    assert "PAGE" not in foot._element.xml and "PAGE" in section.even_page_footer._element.xml
    beyond = head.paragraphs[0].paragraph_format.left_indent
    assert beyond is not None and round((section.left_margin + beyond) / Mm(1)) == 20


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice 未安装")
def test_rendered_imprint_is_at_the_foot_of_the_last_page(data: bytes, tmp_path: Path) -> None:
    pdfplumber = pytest.importorskip("pdfplumber", reason="pdfplumber 未安装")
    (tmp_path / "a.docx").write_bytes(data)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "a.docx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        first, last = pdf.pages[0], pdf.pages[-1]
        number = [w for w in first.extract_words() if w["text"] == "1" and w["top"] > 740]
        assert number and number[0]["x0"] > first.width / 2  # odd page: right
        told = last.extract_text()
        bottom = max(c["bottom"] for c in last.chars)
        assert told.startswith("抄送") and "印发" in told
        assert abs(bottom - (297 - 35) / 25.4 * 72) < 12


def test_number_is_never_cut_in_a_short_name() -> None:
    assert _shortened("县域就诊率达到90%以上", 9) == "县域就诊率达到…"
    assert _shortened("完成率90%并持续提高", 7) == "完成率90%…"
