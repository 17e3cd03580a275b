"""OFD."""

from __future__ import annotations

import pytest

from documents.makers import ofd, ofd_text, zipped
from sanyi.documents import LineKind, read_bytes
from sanyi.kernel import UnreadableFileError


def test_lines_come_in_the_order_of_the_page() -> None:
    document = read_bytes(
        ofd(ofd_text(20, 60, "第二行") + ofd_text(20, 30, "第一行"), ofd_text(20, 30, "次页")),
        "甲.ofd",
    )
    assert document.text == "第一行\n第二行\n次页"
    assert document.page_at(document.text.index("次页")) == 2
    assert {line.kind for line in document.lines} == {LineKind.PHYSICAL}


def test_pieces_of_one_line_are_joined() -> None:
    document = read_bytes(ofd(ofd_text(20, 30, "推进医") + ofd_text(32, 30, "共体")), "甲.ofd")
    assert document.text == "推进医共体"


def test_boxes_are_points_from_the_top_left() -> None:
    box = read_bytes(ofd(ofd_text(25.4, 25.4, "推进")), "甲.ofd").lines[0].box
    assert box is not None
    assert (box.left, box.top) == pytest.approx((72, 72), abs=1)
    assert box.right == pytest.approx(72 + 8 / 25.4 * 72, abs=1)


def test_wide_advance_separates_columns() -> None:
    document = read_bytes(ofd(ofd_text(20, 30, "甲乙丙丁", deltas="4 40 4")), "甲.ofd")
    assert document.text == "甲乙 丙丁"


def test_repeated_advances_are_expanded() -> None:
    box = read_bytes(ofd(ofd_text(0, 30, "甲乙丙丁", deltas="g 3 6")), "甲.ofd").lines[0].box
    assert box is not None
    assert box.right == pytest.approx(22 / 25.4 * 72, abs=1)


def test_template_page_is_read_on_each_page() -> None:
    document = read_bytes(
        ofd(
            ofd_text(20, 100, "正文"), ofd_text(20, 100, "续页"), template=ofd_text(20, 10, "密级")
        ),
        "甲.ofd",
    )
    assert document.text == "密级\n正文\n密级\n续页"
    assert document.lines[0].kind is LineKind.PAGE_FURNITURE


def test_glyphs_without_characters_are_reported() -> None:
    glyphs = (
        '<ofd:CGTransform CodePosition="0" CodeCount="2" GlyphCount="2">'
        "<ofd:Glyphs>5 6</ofd:Glyphs></ofd:CGTransform>"
    )
    document = read_bytes(
        ofd(ofd_text(20, 30, "¤¤", more=glyphs) + ofd_text(20, 60, "正文", more=glyphs)), "甲.ofd"
    )
    assert document.text == "正文"
    assert [f.code for f in document.findings] == ["DOC-027"]


def test_missing_page_is_reported_and_the_others_read() -> None:
    import io
    import zipfile

    whole = zipfile.ZipFile(io.BytesIO(ofd(ofd_text(20, 30, "首页"), ofd_text(20, 30, "次页"))))
    members = {n: whole.read(n) for n in whole.namelist() if "Page_0" not in n}
    document = read_bytes(zipped(members), "甲.ofd")
    assert document.text == "次页"
    assert [f.code for f in document.findings] == ["DOC-031"]


def test_ofd_without_its_document_is_refused() -> None:
    members = {"OFD.xml": "<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>"}
    with pytest.raises(UnreadableFileError):
        read_bytes(zipped(members), "甲.ofd")
