"""The Word file: fonts and pages of GB/T 9704, and the same bytes for the same content."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from bulletin.written import HEAD, write
from sanyi.bulletin import document_as_docx
from sanyi.bulletin.official_layout import ordinal, title_lines


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
    for table in Document(io.BytesIO(data)).tables[:-1]:
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
    rows = {r.cells[0].text for r in docx.tables[-2].rows[1:]}
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


def test_imprint_is_the_last_table_with_its_three_rules(data: bytes) -> None:
    table = Document(io.BytesIO(data)).tables[-1]
    texts = [row.cells[0].text for row in table.rows]
    assert texts == ["抄送：县委办公室。", "安禾县医改办\t2025年10月15日印发"]
    rules = table._tbl.tblPr.find(qn("w:tblBorders"))
    assert [r.get(qn("w:sz")) for r in rules] == ["8", "8", "6"]


def test_document_without_an_imprint_has_none() -> None:
    bare = replace(write().document, copy_to="", printed_by="")
    last = Document(io.BytesIO(document_as_docx(bare))).tables[-1]
    assert last.rows[0].cells[0].text == "编号"
