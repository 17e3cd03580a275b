"""PDF: printed lines, page furniture and ruled tables."""

from __future__ import annotations

import pytest

from documents.makers import PdfPage, pdf
from sanyi.documents import CELL_BREAK, Document, LineKind, read_bytes
from sanyi.kernel import EncryptedFileError, UnreadableFileError

LEFTS = (60.0, 110.0, 300.0, 450.0)


def printed(document: Document, kind: LineKind) -> list[str]:
    """The lines of one kind."""
    return [line.span.of(document.text) for line in document.lines if line.kind is kind]


def body_page(number: int, *lines: str) -> PdfPage:
    """A page with a running header, some lines and its number."""
    page = PdfPage().text(60, 40, "安禾县医改文件汇编")
    for row, line in enumerate(lines):
        page.text(60, 120 + 25 * row, line)
    return page.text(280, 790, f"— {number} —")


def test_lines_are_physical_and_know_their_box_and_page() -> None:
    document = read_bytes(pdf(body_page(1, "推进医共体建"), body_page(2, "设，县财政局")), "甲.pdf")
    lines = [line for line in document.lines if line.kind is LineKind.PHYSICAL]
    assert [line.span.of(document.text) for line in lines] == ["推进医共体建", "设，县财政局"]
    assert [document.page_at(line.span.start) for line in lines] == [1, 2]
    box = lines[0].box
    assert box is not None
    assert box.left == pytest.approx(60, abs=2)
    assert box.top == pytest.approx(120, abs=4)
    assert box.right == pytest.approx(60 + 6 * 12, abs=3)


def test_page_numbers_and_running_headers_are_furniture() -> None:
    document = read_bytes(pdf(body_page(1, "第一条"), body_page(2, "第二条")), "甲.pdf")
    furniture = printed(document, LineKind.PAGE_FURNITURE)
    assert [line.replace(" ", "") for line in furniture] == [
        "安禾县医改文件汇编",
        "—1—",
        "安禾县医改文件汇编",
        "—2—",
    ]


def test_number_in_the_middle_of_a_page_is_no_furniture() -> None:
    page = PdfPage().text(60, 400, "12").text(60, 430, "正文")
    document = read_bytes(pdf(page), "甲.pdf")
    assert printed(document, LineKind.PAGE_FURNITURE) == []


def test_line_at_the_margin_of_one_page_only_is_no_furniture() -> None:
    pages = (
        PdfPage().text(60, 40, "安禾县文件").text(60, 300, "甲"),
        PdfPage().text(60, 300, "乙"),
    )
    assert printed(read_bytes(pdf(*pages), "甲.pdf"), LineKind.PAGE_FURNITURE) == []


def test_ruled_table_becomes_cells_and_is_written_once() -> None:
    page = PdfPage().text(60, 60, "附件")
    page.grid(
        LEFTS, (100, 130, 170), [["序号", "重点工作", "单位"], ["1", "建医共体", "卫健局\n财政局"]]
    )
    page.text(60, 300, "结尾")
    document = read_bytes(pdf(page), "甲.pdf")
    assert len(document.tables) == 1
    table = document.tables[0]
    assert table.shape == (2, 3)
    assert [c.span.of(document.text) for c in table.cells] == [
        "序号", "重点工作", "单位", "1", "建医共体", f"卫健局{CELL_BREAK}财政局",
    ]  # fmt: skip
    for words in ("附件", "重点工作", "建医共体", "结尾"):
        assert document.text.count(words) == 1
    order = [document.text.index(w) for w in ("附件", "序号", "建医共体", "结尾")]
    assert order == sorted(order)


def test_line_wrapped_at_the_edge_of_a_cell_is_joined() -> None:
    page = PdfPage().grid((60, 100, 183), (100, 180), [["1", "完善医疗服务\n价格动态"]])
    document = read_bytes(pdf(page), "甲.pdf")
    assert document.tables[0].cells[1].span.of(document.text) == "完善医疗服务价格动态"


def test_row_split_by_a_page_break_is_put_together() -> None:
    first = PdfPage().grid(
        LEFTS, (700, 730, 760), [["序号", "工作", "单位"], ["1", "上半", "甲局"]]
    )
    first.text(280, 800, "— 1 —")
    second = PdfPage().grid(LEFTS, (60, 90, 120), [["", "下半", ""], ["2", "乙事", "乙局"]])
    second.text(280, 800, "— 2 —")
    document = read_bytes(pdf(first, second), "甲.pdf")
    assert len(document.tables) == 1
    rows = [[c.span.of(document.text) for c in row] for row in document.tables[0].rows()]
    assert rows == [
        ["序号", "工作", "单位"],
        ["1", f"上半{CELL_BREAK}下半", "甲局"],
        ["2", "乙事", "乙局"],
    ]
    assert len(printed(document, LineKind.PAGE_FURNITURE)) == 2


def test_row_that_lacks_only_its_number_stays_a_row() -> None:
    first = PdfPage().grid(
        LEFTS, (700, 730, 760), [["序号", "工作", "单位"], ["1", "甲事", "甲局"]]
    )
    second = PdfPage().grid(LEFTS, (60, 90), [["", "乙事", "乙局"]])
    document = read_bytes(pdf(first, second), "甲.pdf")
    assert document.tables[0].shape == (3, 3)


def test_header_repeated_on_the_next_page_is_furniture() -> None:
    header = ["序号", "工作", "单位"]
    first = PdfPage().grid(LEFTS, (700, 730, 760), [header, ["1", "甲事", "甲局"]])
    second = PdfPage().grid(LEFTS, (60, 90, 120), [header, ["2", "乙事", "乙局"]])
    document = read_bytes(pdf(first, second), "甲.pdf")
    assert document.tables[0].shape == (3, 3)
    assert printed(document, LineKind.PAGE_FURNITURE) == ["序号\t工作\t单位"]


def test_merged_cell_goes_on_over_a_page_break() -> None:
    header = ["单位", "序号", "工作"]

    def page(tops: tuple[float, ...], rows: list[list[str]], unit: str) -> PdfPage:
        drawn = PdfPage().grid((60, 150, 250, 450), tops[:2], [header])
        drawn.grid((150, 250, 450), tops[1:], rows)
        drawn.rule(60, tops[1], 60, tops[-1]).rule(60, tops[-1], 150, tops[-1])
        return drawn.text(65, tops[1] + 4, unit) if unit else drawn

    first = page((690, 720, 750, 780), [["1", "甲事"], ["2", "乙事"]], "县局")
    second = page((60, 90, 120, 150), [["3", "丙事"], ["4", "丁事"]], "")
    document = read_bytes(pdf(first, second), "甲.pdf")
    assert len(document.tables) == 1
    assert document.tables[0].shape == (5, 3)
    merged = document.tables[0].cells[3]
    assert merged.span.of(document.text) == "县局"
    assert (merged.row, merged.row_span) == (1, 4)
    assert document.text.splitlines()[-1] == "\t4\t丁事"


def test_tables_with_other_columns_stay_apart() -> None:
    first = PdfPage().grid(LEFTS, (700, 730), [["1", "甲事", "甲局"]])
    second = PdfPage().grid((60, 200, 450), (60, 90), [["丙事", "丙局"]])
    document = read_bytes(pdf(first, second), "甲.pdf")
    assert [t.shape for t in document.tables] == [(1, 3), (1, 2)]


def test_frame_around_text_is_no_table() -> None:
    page = PdfPage().grid((60, 450), (100, 130), [["此件公开发布"]])
    document = read_bytes(pdf(page), "甲.pdf")
    assert document.tables == ()
    assert "此件公开发布" in document.text


def test_encrypted_pdf_is_refused() -> None:
    with pytest.raises(EncryptedFileError) as caught:
        read_bytes(pdf(body_page(1, "甲"), encrypted=True), "甲.pdf")
    assert caught.value.code == "DOC-006"


def test_pdf_without_pages_tree_is_refused() -> None:
    with pytest.raises(UnreadableFileError):
        read_bytes(b"%PDF-1.4\n%%EOF\n", "甲.pdf")


def test_progress_counts_the_pages() -> None:
    seen: list[tuple[str, int, int]] = []
    data = pdf(body_page(1, "甲"), body_page(2, "乙"))
    read_bytes(data, "甲.pdf", progress=lambda what, done, total: seen.append((what, done, total)))
    assert [(done, total) for _, done, total in seen] == [(1, 2), (2, 2)]
