"""Plain text and markdown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sanyi.documents import (
    GONE_AS_DRAFTED,
    GONE_WHEN_ACCEPTED,
    Document,
    LineKind,
    RunState,
    read_bytes,
)


def read(text: str, name: str = "通知.txt") -> Document:
    """A document of UTF-8 text."""
    return read_bytes(text.encode(), name)


def states(document: Document) -> list[tuple[str, str]]:
    """(state, characters) of all runs that are not ordinary."""
    return [
        (r.state.value, r.span.of(document.text))
        for r in document.runs
        if r.state is not RunState.KEPT
    ]


def codes(document: Document) -> list[str]:
    """Codes of the findings."""
    return [f.code for f in document.findings]


def test_text_stands_as_in_the_file() -> None:
    text = "\n\n关于印发  任务的通知\n\n一、总则 \n"
    assert read(text).text == text


def test_line_ends_of_other_systems_become_line_feeds() -> None:
    assert read("甲\r\n乙\r丙\n").text == "甲\n乙\n丙\n"


def test_lines_are_physical_and_leave_out_the_break() -> None:
    document = read("甲\n乙")
    assert [(line.span.of(document.text), line.kind) for line in document.lines] == [
        ("甲", LineKind.PHYSICAL),
        ("乙", LineKind.PHYSICAL),
    ]


def test_tildes_strike_what_is_between_them() -> None:
    document = read("争取 ~~4=2~~ 个重点专科，完成~~16~~2个。")
    assert states(document) == [
        ("markup", "~~"), ("struck", "4=2"), ("markup", "~~"),
        ("markup", "~~"), ("struck", "16"), ("markup", "~~"),
    ]  # fmt: skip
    assert document.view(GONE_WHEN_ACCEPTED).text == "争取  个重点专科，完成2个。"
    assert document.view(GONE_AS_DRAFTED).text == "争取 4=2 个重点专科，完成162个。"


def test_tilde_without_partner_is_kept_and_reported() -> None:
    document = read("甲~~乙\n\n丙")
    assert states(document) == []
    assert codes(document) == ["DOC-023"]
    span = document.findings[0].span
    assert span is not None
    assert span.of(document.text) == "~~"


def test_strike_over_a_line_end_is_struck_and_reported() -> None:
    document = read("甲~~乙\n丙~~丁")
    assert states(document) == [("markup", "~~"), ("struck", "乙\n丙"), ("markup", "~~")]
    assert codes(document) == ["DOC-024"]


def test_strike_carried_over_ends_at_the_first_mark_of_the_next_line() -> None:
    document = read("甲~~乙\n丙~~丁~~戊~~己")
    struck = [c for state, c in states(document) if state == "struck"]
    assert struck == ["乙\n丙", "戊"]


def test_many_marks_without_partner_are_counted_in_linear_time() -> None:
    document = read("<s>" * 50_000 + "\n" + "</ins>" * 50_000 + "\n\n~~\n\n甲")
    assert states(document) == []
    assert len(document.findings) == 101
    assert codes(document)[-1] == "DOC-035"


def test_single_tilde_of_a_range_is_no_mark() -> None:
    document = read("3~5人，6～8人，~~~代码~~~")
    assert states(document) == []
    assert codes(document) == []


def test_bold_marks_are_markup_only_in_pairs() -> None:
    assert states(read("（九）**推进统筹**。")) == [("markup", "**"), ("markup", "**")]
    assert states(read("5**2")) == []
    assert states(read("********")) == []


def test_inline_tags_give_their_states() -> None:
    document = read("争取<del>4</del><ins>2</ins>个，<s>县财政局</s>", "通知.md")
    assert states(document) == [
        ("markup", "<del>"), ("deleted", "4"), ("markup", "</del><ins>"), ("inserted", "2"),
        ("markup", "</ins>"), ("markup", "<s>"), ("struck", "县财政局"), ("markup", "</s>"),
    ]  # fmt: skip


def test_tag_without_partner_is_reported() -> None:
    document = read("争取</del>2个")
    assert states(document) == []
    assert codes(document) == ["DOC-023"]


def test_heading_marks_are_markup_with_a_level() -> None:
    document = read("## 二、总则\n#标签\n正文", "通知.md")
    assert [line.heading_level for line in document.lines] == [2, None, None]
    assert states(document) == [("markup", "## ")]


def test_tab_separated_lines_become_one_table_over_page_breaks() -> None:
    document = read("附件\n\n序号\t任务\t单位\n1\t甲\t县局\n\n2\t乙\t\n\n印发")
    assert [t.shape for t in document.tables] == [(3, 3)]
    rows = [[c.span.of(document.text) for c in row] for row in document.tables[0].rows()]
    assert rows == [["序号", "任务", "单位"], ["1", "甲", "县局"], ["2", "乙", ""]]
    kinds = [line.kind for line in document.lines]
    assert kinds.count(LineKind.CELL_ROW) == 3
    assert document.lines[-1].kind is LineKind.PHYSICAL


def test_row_with_missing_cells_is_kept_as_it_is() -> None:
    document = read("序号\t任务\t单位\n1\t甲 县局\n")
    assert [len(row) for row in document.tables[0].rows()] == [3, 2]


def test_line_without_tabs_between_rows_is_a_row_of_one_cell() -> None:
    document = read("1\t甲\t县局\n二 保障制度改革\n2\t乙\t县局")
    assert [len(row) for row in document.tables[0].rows()] == [3, 1, 3]


def test_indented_paragraphs_are_no_table() -> None:
    assert read("\t为贯彻落实上级部署\n\t现通知如下").tables == ()


def test_single_tab_line_is_no_table() -> None:
    assert read("联系人：某某\t电话：略\n正文").tables == ()


def test_pipe_table_has_cells_without_the_pipes() -> None:
    document = read("前\n\n| 序号 | 任务 |\n|---|:---:|\n| 1 | 甲 |\n\n后", "通知.md")
    table = document.tables[0]
    assert [c.span.of(document.text) for c in table.cells] == ["序号", "任务", "1", "甲"]
    assert table.shape == (2, 2)
    assert ("markup", "|---|:---:|") in states(document)


def test_pipes_without_a_rule_are_no_table() -> None:
    assert read("| 甲 | 乙 |\n| 丙 | 丁 |").tables == ()


def test_form_feeds_begin_pages() -> None:
    document = read("甲\n\f乙\n\f丙")
    assert [document.page_at(document.text.index(c)) for c in "甲乙丙"] == [1, 2, 3]
    assert read("甲").page_starts == ()


def test_file_of_blanks_is_reported() -> None:
    assert codes(read("  \n \n")) == ["DOC-033"]


PIECES = st.sampled_from(
    ["甲", "县财政局", "4", "~~", "**", "<s>", "</s>", "<ins>", "</ins>", "\t", "\n", "\n\n", "|",
     "|---|", "# ", " ", "\r\n", "\f", "。"]
)  # fmt: skip


@given(st.lists(PIECES, min_size=1, max_size=40).map("".join).filter(str.strip))
def test_runs_and_lines_cover_any_text(text: str) -> None:
    document = read(text)
    assert document.text == text.replace("\r\n", "\n")
    assert "".join(r.span.of(document.text) for r in document.runs) == document.text
    assert "\n".join(line.span.of(document.text) for line in document.lines) == document.text
    for table in document.tables:
        for cell in table.cells:
            assert table.span.covers(cell.span)


def test_document_in_one_line_is_read_in_linear_time() -> None:
    import time

    def seconds(length: int) -> float:
        text = "（一）推进紧密型县域医共体建设。" * (length // 16)
        started = time.perf_counter()
        assert read(text).text == text
        return time.perf_counter() - started

    seconds(1_000)
    assert seconds(400_000) < 2


def test_many_comments_before_text_do_not_slow_recognition_down() -> None:
    text = "<!-- 甲 -->" * 300 + "正文"
    assert read(text).text == text
