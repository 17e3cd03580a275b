"""Layouts and numberings of the genre, in documents written for the tests."""

from __future__ import annotations

import pytest

from reading import cooperating, entries_of, leads, ledger_of, reading_of, title_block

BODY = (
    "一、完善医保支付\n"
    "（一）推进按病种付费。全面推开按病种付费，年底前覆盖全部二级医院。（县医保局、县卫生健康局按职责分工负责）\n"
    "（二）规范门诊统筹。提高门诊报销比例。（县医保局牵头，县财政局配合）\n"
    "二、加强基层服务\n"
    "（三）夯实乡镇卫生院。完成3所乡镇卫生院改造。（县卫生健康局负责）\n"
)


def numbers(text: str) -> list[str | None]:
    return [e.number for e in entries_of(text)]


def test_numbers_run_on_across_sections() -> None:
    assert numbers(title_block() + BODY) == ["（一）", "（二）", "（三）"]


def test_one_physical_line_is_read_like_the_printed_page() -> None:
    flat = (title_block() + BODY).replace("\n", "")
    apart = entries_of(flat)
    assert [e.number for e in apart] == ["（一）", "（二）", "（三）"]
    assert [leads(e) for e in apart] == [leads(e) for e in entries_of(title_block() + BODY)]


def test_page_number_may_split_a_unit_name() -> None:
    text = title_block() + (
        "一、人才\n（一）办好培训。开展全员培训。（县卫生健康局、县人力资源和社会\n— 3 —\n保障局按职责分工负责）\n"
        "（二）用好编制。盘活编制。（县委编办负责）\n"
    )
    first, second = entries_of(text)
    assert leads(first) == ["县卫生健康局", "县人力资源和社会保障局"]
    assert leads(second) == ["县委编办"]


def test_table_of_contents_is_not_read_twice() -> None:
    contents = "目录\n一、完善医保支付……1\n（一）推进按病种付费……1\n（二）规范门诊统筹……2\n二、加强基层服务……3\n（三）夯实乡镇卫生院……3\n"
    assert numbers(title_block() + contents + BODY) == ["（一）", "（二）", "（三）"]


def test_contents_without_leaders_are_not_read_twice() -> None:
    contents = "目录\n一、完善医保支付\n（一）推进按病种付费\n（二）规范门诊统筹\n二、加强基层服务\n（三）夯实乡镇卫生院\n"
    assert numbers(title_block() + contents + BODY) == ["（一）", "（二）", "（三）"]


@pytest.mark.parametrize(
    "marks",
    [
        ("1.", "2.", "3."),
        ("１．", "２．", "３．"),
        ("1、", "2、", "3、"),
        ("①", "②", "③"),
        ("（1）", "（2）", "（3）"),
        ("第一条 ", "第二条 ", "第三条 "),
    ],
)
def test_each_printed_form_of_a_number_opens_an_item(marks: tuple[str, str, str]) -> None:
    body = BODY.replace("（一）", marks[0]).replace("（二）", marks[1]).replace("（三）", marks[2])
    assert len(entries_of(title_block() + body)) == 3


def test_numbers_that_restart_get_ids_of_their_own() -> None:
    body = BODY.replace("（一）", "1.").replace("（二）", "2.").replace("（三）", "1.")
    ids = [e.id for e in entries_of(title_block() + body)]
    assert len(set(ids)) == 3
    assert ids[0].endswith("#1.1") and ids[2].endswith("#2.1")


def test_a_skipped_number_does_not_end_the_list() -> None:
    body = BODY.replace("（三）", "（五）")
    assert numbers(title_block() + body) == ["（一）", "（二）", "（五）"]


def test_heading_that_begins_with_digits_keeps_them() -> None:
    text = (
        title_block()
        + "一、便民\n1.12345热线提速。压缩办理时间。（县政府办负责）\n2.2025年体检全覆盖。组织体检。（县卫生健康局负责）\n"
    )
    first, second = entries_of(text)
    assert first.number == "1." and first.title == "12345热线提速"
    assert second.number == "2." and second.title == "2025年体检全覆盖"


def test_child_tasks_and_their_parent_each_name_units() -> None:
    text = title_block() + (
        "一、放管服\n（一）压减审批。持续压减审批事项。（县政府办牵头，各有关部门配合）\n具体措施：\n"
        "1.编制清单。编制审批清单。（县司法局负责）\n2.一网通办。推进网上办理。（县数据资源局负责）\n"
    )
    entries = entries_of(text)
    assert [e.number for e in entries] == ["（一）", "1.", "2."]
    assert leads(entries[0]) == ["县政府办"] and leads(entries[2]) == ["县数据资源局"]


def test_items_without_units_answer_with_their_parent() -> None:
    text = title_block() + (
        "一、服务\n（一）改善服务。（县卫生健康局负责）\n1.优化预约。优化预约诊疗流程。\n2.推广日间。推广日间手术服务。\n"
    )
    assert [leads(e) for e in entries_of(text)] == [["县卫生健康局"], ["县卫生健康局"]]


def test_unit_lines_after_the_last_item_hold_for_all_items() -> None:
    text = title_block() + (
        "一、服务\n（一）改善服务。\n1.优化预约。优化预约诊疗流程。\n2.推广日间。推广日间手术服务。\n责任单位：县卫生健康局\n配合单位：县医保局\n"
    )
    entries = entries_of(text)
    assert [leads(e) for e in entries] == [["县卫生健康局"], ["县卫生健康局"]]
    assert [cooperating(e) for e in entries] == [["县医保局"], ["县医保局"]]


def test_item_without_short_title_has_none() -> None:
    text = (
        title_block()
        + "一、支付\n1.定期调度支付改革进展，按月填报数据（县医保局）。\n2.结清上年款项，做好对账（县财政局）。\n"
    )
    assert [e.title for e in entries_of(text)] == [None, None]


def test_closing_paragraph_belongs_to_no_task() -> None:
    text = (
        title_block()
        + BODY
        + "各乡镇、各部门要高度重视，按季度通报进展。\n\n安禾县人民政府办公室\n2025年3月12日\n"
    )
    last = entries_of(text)[-1]
    assert "高度重视" not in last.text
    assert ledger_of(text).document.issuer == "安禾县人民政府办公室"
    assert str(ledger_of(text).document.issued_on) == "2025-03-12"


def test_web_page_remains_belong_to_no_task() -> None:
    text = (
        "首页 > 政务公开\n"
        + title_block()
        + BODY
        + "【打印】 【关闭】\n分享到：\n浏览次数：128\n版权所有：安禾县人民政府\n"
    )
    last = entries_of(text)[-1]
    assert last.text.endswith("（县卫生健康局负责）")


def test_goal_section_above_numbered_sections_is_a_heading() -> None:
    text = (
        title_block()
        + "一、工作目标\n到2025年底，医改任务全面完成。\n"
        + BODY.replace("二、", "三、").replace("一、完善", "二、完善")
    )
    assert numbers(text) == ["（一）", "（二）", "（三）"]


def test_annexed_plan_begins_a_part_of_its_own() -> None:
    text = (
        title_block()
        + BODY
        + "附件\n安禾县医改宣传方案\n一、宣传内容\n（一）解读政策。开展政策解读。（县委宣传部负责）\n（二）推广经验。推广典型经验。（县委宣传部负责）\n"
    )
    entries = entries_of(text)
    assert [e.number for e in entries] == ["（一）", "（二）", "（三）", "（一）", "（二）"]
    assert len({e.id for e in entries}) == 5


def test_every_character_is_in_exactly_one_region() -> None:
    text = title_block() + BODY + "安禾县人民政府办公室\n2025年3月12日\n"
    seen = [0] * len(text)
    for region in reading_of(text).regions:
        for i in range(region.span.start, region.span.end):
            seen[i] += 1
    assert all(
        n == (0 if c.isspace() else 1) or c.isspace() for n, c in zip(seen, text, strict=True)
    )
