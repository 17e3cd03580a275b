"""docx: runs, tables, comments, breaks and parts."""

from __future__ import annotations

import io

import docx as python_docx

from documents.makers import deleted, docx, inserted, mark, p, r, tbl, tc, tr, zipped
from sanyi.documents import (
    CELL_BREAK,
    GONE_WHEN_ACCEPTED,
    GONE_WHEN_REJECTED,
    Document,
    LineKind,
    RunState,
    read_bytes,
)


def read(body: str, **parts: str) -> Document:
    """A document with the given body."""
    return read_bytes(docx(body, **parts), "通知.docx")


def accepted(document: Document) -> str:
    """The text once all changes are accepted."""
    return document.view(GONE_WHEN_ACCEPTED).text


def rejected(document: Document) -> str:
    """The text before the changes."""
    return document.view(GONE_WHEN_REJECTED).text


def test_number_is_never_glued_over_a_revision() -> None:
    document = read(p(r("争取") + deleted("4") + inserted("2") + r("个")))
    assert document.text == "争取42个"
    assert [r.state for r in document.runs] == [
        RunState.KEPT, RunState.DELETED, RunState.INSERTED, RunState.KEPT,
    ]  # fmt: skip
    assert accepted(document) == "争取2个"
    assert rejected(document) == "争取4个"


def test_runs_carry_author_and_date() -> None:
    run = read(p(inserted("新", author="乙"))).runs[0]
    assert (run.author, run.at) == ("乙", "2026-03-01T09:00:00Z")


def test_moves_are_deletion_and_insertion() -> None:
    body = p(
        f'<w:moveFrom w:id="1" w:author="甲">{r("旧处")}</w:moveFrom>'
        f'<w:moveTo w:id="2" w:author="甲">{r("新处")}</w:moveTo>'
    )
    document = read(body)
    assert (accepted(document), rejected(document)) == ("新处", "旧处")


def test_strike_is_struck_unless_switched_off() -> None:
    document = read(
        p(
            r("甲", "<w:strike/>")
            + r("乙", '<w:dstrike w:val="1"/>')
            + r("丙", '<w:strike w:val="0"/>')
        )
    )
    assert accepted(document) == "丙"
    assert rejected(document) == "甲乙丙"


def test_strike_of_a_character_style_counts() -> None:
    style = '<w:style w:type="character" w:styleId="X"><w:rPr><w:strike/></w:rPr></w:style>'
    document = read(p(r("甲", '<w:rStyle w:val="X"/>') + r("乙")), styles=style)
    assert accepted(document) == "乙"


def test_insertion_that_was_deleted_again_is_in_no_reading() -> None:
    document = read(p(r("甲") + f'<w:ins w:id="1" w:author="甲">{deleted("废")}</w:ins>'))
    assert document.text == "甲废"
    assert (accepted(document), rejected(document)) == ("甲", "甲")


def test_deleted_paragraph_mark_joins_paragraphs_when_accepted() -> None:
    document = read(p(r("前"), mark("del")) + p(r("后")))
    assert document.text == "前\n后"
    assert accepted(document) == "前后"
    assert rejected(document) == "前\n后"


def test_inserted_paragraph_mark_is_absent_when_rejected() -> None:
    document = read(p(r("前"), mark("ins")) + p(r("后")))
    assert rejected(document) == "前后"


def test_fields_links_controls_and_text_boxes_are_read_once() -> None:
    box = p(r("框内"))
    body = p(
        f"<w:hyperlink>{r('链接')}</w:hyperlink><w:sdt><w:sdtContent>{r('控件')}</w:sdtContent></w:sdt>"
        f'<w:fldSimple w:instr="PAGE">{r("7")}</w:fldSimple>'
        "<w:r><w:instrText>DATE</w:instrText></w:r>"
        '<w:r><mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice><w:drawing><w:txbxContent>'
        f"{box}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{box}"
        "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    block = f"<w:sdt><w:sdtContent>{p(r('块'))}</w:sdtContent></w:sdt>"
    assert read(body + block).text == "链接控件7\n框内\n块"


def test_soft_break_makes_a_physical_line() -> None:
    document = read(p(r("上") + "<w:r><w:br/></w:r>" + r("下")))
    assert [(line.span.of(document.text), line.kind) for line in document.lines] == [
        ("上", LineKind.PHYSICAL),
        ("下", LineKind.PARAGRAPH),
    ]


def test_pages_are_those_word_laid_out_last() -> None:
    body = p(r("甲")) + p("<w:r><w:lastRenderedPageBreak/></w:r>" + r("乙"))
    document = read(body)
    assert [document.page_at(document.text.index(c)) for c in "甲乙"] == [1, 2]
    assert read(p(r("甲"))).page_starts == ()


def test_explicit_page_breaks_count_where_there_is_no_layout() -> None:
    document = read(p(r("甲") + '<w:r><w:br w:type="page"/></w:r>' + r("乙")))
    assert document.text == "甲\n乙"
    assert document.page_at(document.text.index("乙")) == 2


def test_comment_knows_author_and_passage() -> None:
    body = p(
        r("推进")
        + '<w:commentRangeStart w:id="5"/>'
        + r("医共体")
        + '<w:commentRangeEnd w:id="5"/>'
    )
    comments = f'<w:comment w:id="5" w:author="丙">{p(r("请核"))}</w:comment>'
    document = read(body, comments=comments)
    comment = document.comments[0]
    assert (comment.author, comment.text) == ("丙", "请核")
    assert comment.anchor is not None
    assert comment.anchor.of(document.text) == "医共体"


def test_merged_cells_are_counted_once() -> None:
    table = tbl(
        tr(tc("任务", '<w:gridSpan w:val="2"/>'), tc("单位", '<w:vMerge w:val="restart"/>')),
        tr(tc("甲"), tc("乙"), tc("", "<w:vMerge/>")),
    )
    document = read(p(r("附件")) + table + p(r("印发")))
    cells = document.tables[0].cells
    assert [(c.row, c.column, c.row_span, c.column_span) for c in cells] == [
        (0, 0, 1, 2), (0, 2, 2, 1), (1, 0, 1, 1), (1, 1, 1, 1),
    ]  # fmt: skip
    assert document.text == "附件\n任务\t单位\n甲\t乙\t\n印发"
    assert document.tables[0].shape == (2, 3)


def test_words_in_a_continued_cell_are_not_lost() -> None:
    table = tbl(
        tr(tc("上", '<w:vMerge w:val="restart"/>')),
        tr(tc("下", "<w:vMerge/>")),
    )
    document = read(table)
    assert document.text == "上\n下"
    assert [c.span.of(document.text) for c in document.tables[0].cells] == ["上", "下"]


def test_paragraphs_of_a_cell_stay_in_one_row() -> None:
    document = read(tbl(tr(tc(p(r("县卫健局")) + p(r("县财政局"))), tc("12月底"))))
    assert document.text == f"县卫健局{CELL_BREAK}县财政局\t12月底"
    assert [line.kind for line in document.lines] == [LineKind.CELL_ROW]


def test_nested_table_is_a_table_inside_its_cell() -> None:
    inner = tbl(tr(tc("内1"), tc("内2")), tr(tc("内3"), tc("内4")))
    document = read(tbl(tr(tc(p(r("外")) + inner + p()), tc("旁"))))
    outer, nested = document.tables
    assert outer.cells[0].span.covers(nested.span)
    assert [c.span.of(document.text) for c in nested.cells] == ["内1", "内2", "内3", "内4"]
    assert len(document.lines) == 1


def test_deleted_row_disappears_when_accepted() -> None:
    table = tbl(
        tr(tc("甲"), tc("乙"), properties='<w:del w:id="1" w:author="甲"/>'), tr(tc("丙"), tc("丁"))
    )
    assert accepted(read(table)) == "丙\t丁"


def test_headings_have_levels_from_style_or_outline() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="K"><w:basedOn w:val="H"/></w:style>'
    )
    document = read(
        p(r("甲"), '<w:pStyle w:val="K"/>') + p(r("乙"), '<w:outlineLvl w:val="0"/>') + p(r("丙")),
        styles=styles,
    )
    assert [line.heading_level for line in document.lines] == [2, 1, None]


def test_notes_follow_at_the_end() -> None:
    notes = (
        f'<w:footnote w:id="0" w:type="separator">{p(r("线"))}</w:footnote>'
        f'<w:footnote w:id="1">{p(r("脚注"))}</w:footnote>'
    )
    assert read(p(r("正文")), footnotes=notes).text == "正文\n脚注"


def test_headers_are_left_out() -> None:
    source = python_docx.Document()
    source.add_paragraph("正文")
    source.sections[0].header.paragraphs[0].text = "页眉"
    out = io.BytesIO()
    source.save(out)
    assert read_bytes(out.getvalue(), "通知.docx").text == "正文"


def test_damaged_side_part_is_reported_and_the_text_read() -> None:
    document = read(p(r("正文")), comments="<w:comment>")
    assert document.text == "正文"
    assert [f.code for f in document.findings] == ["DOC-031"]


def test_strict_dialect_is_read() -> None:
    strict = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    body = f"<w:document {strict}><w:body>{p(deleted('旧') + inserted('新'))}</w:body></w:document>"
    members = {"[Content_Types].xml": "<Types/>", "word/document.xml": body}
    document = read_bytes(zipped(members), "通知.docx")
    assert (accepted(document), rejected(document)) == ("新", "旧")
