"""Web pages."""

from __future__ import annotations

from sanyi.documents import CELL_BREAK, Document, LineKind, RunState, read_bytes


def read(body: str, encoding: str = "utf-8") -> Document:
    """A page with the given body."""
    page = f"<!DOCTYPE html><html><head><title>网站</title></head><body>{body}</body></html>"
    return read_bytes(page.encode(encoding), "通知.html")


BODY = "<p>一、推进医共体建设。县卫生健康局牵头，县财政局配合，年底前完成。</p>" * 8


def test_blocks_become_paragraphs_with_their_spaces_folded() -> None:
    document = read("<div><p>　　一、推进\n医共体 建设</p>二、完善<b>保障</b></div>")
    assert document.text == "一、推进医共体 建设\n二、完善保障"
    assert {line.kind for line in document.lines} == {LineKind.PARAGRAPH}


def test_page_in_gb18030_is_read() -> None:
    assert read("<p>县财政局</p>", "gb18030").text == "县财政局"


def test_edited_passages_have_states() -> None:
    document = read(
        "<p>争取<del>4</del><ins>2</ins>个<s>甲</s><span style='text-decoration:line-through'>乙"
        "</span></p>"
    )
    states = [(r.state, r.span.of(document.text)) for r in document.runs]
    assert states == [
        (RunState.KEPT, "争取"), (RunState.DELETED, "4"), (RunState.INSERTED, "2"),
        (RunState.KEPT, "个"), (RunState.STRUCK, "甲乙"),
    ]  # fmt: skip


def test_furniture_around_the_body_is_left_out_and_reported() -> None:
    document = read(
        "<nav>首页</nav><div class='position'>您的位置：首页</div>"
        "<ul><li><a>首页</a><li><a>公开</a><li><a>办事</a><li><a>互动</a><li><a>数据</a></ul>"
        f"<h1>通知</h1><div class='bdshare'>分享到：微信</div><div>浏览次数：12</div>{BODY}"
        "<div id='footer'>版权所有 安禾县人民政府</div><script>var a = '脚本';</script>"
    )
    assert document.text == "通知\n" + "\n".join(
        ["一、推进医共体建设。县卫生健康局牵头，县财政局配合，年底前完成。"] * 8
    )
    assert [f.code for f in document.findings] == ["DOC-026"]
    assert document.lines[0].heading_level == 1


def test_body_text_that_sounds_like_furniture_stays() -> None:
    sentences = (
        "提高政务公开网站点击率：每年增长5%。",
        "推广“扫一扫”分享到群的做法，方便群众。",
        "发布时间：2026-03-01 浏览次数：12",
    )
    document = read("".join(f"<p>{s}</p>" for s in sentences) + BODY)
    for sentence in sentences:
        assert sentence in document.text


def test_container_with_a_misleading_name_stays_when_it_holds_the_body() -> None:
    assert "医共体" in read(f"<div class='menu'>{BODY}</div>").text


def test_list_of_attachments_is_no_menu() -> None:
    links = "".join(f"<li><a href='{n}.docx'>附件{n}</a></li>" for n in range(1, 7))
    assert "附件6" in read(f"{BODY}<ul>{links}</ul>").text


def test_ordered_list_prints_its_numbers() -> None:
    document = read("<ol start=3><li>甲</li><li>乙</li></ol><ol><li>1.丙</li></ol>")
    assert document.text == "3. 甲\n4. 乙\n1.丙"
    assert [line.label for line in document.lines] == ["3.", "4.", None]


def test_spans_of_a_table_are_resolved_once() -> None:
    document = read(
        "<table><tr><th rowspan=2>序号</th><th colspan=2>任务</th></tr>"
        "<tr><td><p>甲</p><p>乙</p></td><td>丙</td></tr><tr><td>1</td><td>丁</td><td></td></tr></table>"
    )
    table = document.tables[0]
    assert document.text == f"序号\t任务\n\t甲{CELL_BREAK}乙\t丙\n1\t丁\t"
    assert [(c.row, c.column, c.row_span, c.column_span) for c in table.cells][:4] == [
        (0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1),
    ]  # fmt: skip
    assert table.shape == (3, 3)


def test_words_of_a_cell_are_never_furniture() -> None:
    document = read(
        "<table><tr><td>指标</td><td>值</td></tr><tr><td><p>点击率：</p></td><td>5</td></tr></table>"
    )
    assert "点击率：" in document.text


def test_layout_table_is_read_as_blocks() -> None:
    document = read(f"<table><tr><td>{BODY}<table><tr><td>内</td></tr></table></td></tr></table>")
    assert document.tables == ()
    assert "内" in document.text


def test_line_break_ends_a_physical_line() -> None:
    document = read("<p>上<br>下</p>")
    assert [line.kind for line in document.lines] == [LineKind.PHYSICAL, LineKind.PARAGRAPH]


def test_deep_nesting_is_read_without_recursion() -> None:
    assert read("<div>" * 5000 + "深" + "</div>" * 5000).text == "深"


def test_absurd_spans_are_bounded() -> None:
    document = read(
        "<table><tr><td rowspan=999999 colspan=999999>甲</td><td>乙</td></tr>"
        "<tr><td>丙</td><td>丁</td></tr></table>"
    )
    assert document.tables[0].shape[0] == 2
    for word in "甲乙丙丁":
        assert document.text.count(word) == 1


def test_phrase_of_one_line_does_not_take_its_container_along() -> None:
    document = read(f"{BODY}<div><p>第九条 其他</p><p>打印本页</p></div>")
    assert "第九条 其他" in document.text
    assert "打印本页" not in document.text


def test_banner_of_the_site_is_left_out_but_a_title_in_its_place_stays() -> None:
    banner = "<div class='header'>安禾县人民政府门户网站</div>"
    title = "<header><h1>安禾县2026年综合医改重点任务</h1></header>"
    document = read(banner + title + BODY)
    assert document.text.startswith("安禾县2026年综合医改重点任务\n")


def test_trail_of_pages_and_print_buttons_are_left_out() -> None:
    document = read(f"<div>首页 &gt; 政务公开 &gt; 文件</div>{BODY}<div>【打印】 【关闭】</div>")
    assert "首页" not in document.text
    assert "打印" not in document.text
    assert "医共体" in document.text
