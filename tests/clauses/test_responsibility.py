"""Who answers for a clause, by which printed words."""

from __future__ import annotations

import pytest

from reading import cooperating, entries_of, leads, ledger_of, title_block
from sanyi.ledger.entry import UnitRole, UnitRule


def one(units: str) -> tuple[list[str], list[str]]:
    """(lead, cooperating) of a clause that ends in the given words."""
    (entry, _) = entries_of(
        title_block()
        + f"一、服务\n（一）改善服务。推进便民服务。{units}\n（二）其他。做好其他工作。（县政府办负责）\n"
    )
    return leads(entry), cooperating(entry)


@pytest.mark.parametrize(
    ("units", "lead", "coop"),
    [
        ("（县医保局、县财政局按职责分工负责）", ["县医保局", "县财政局"], []),
        (
            "（县医保局牵头，县财政局、县卫生健康局配合）",
            ["县医保局"],
            ["县财政局", "县卫生健康局"],
        ),
        (
            "（县医保局牵头，县财政局、县卫生健康局按职责分工负责）",
            ["县医保局"],
            ["县财政局", "县卫生健康局"],
        ),
        (
            "（县医保局、县财政局分别牵头，县卫生健康局配合）",
            ["县医保局", "县财政局"],
            ["县卫生健康局"],
        ),
        ("（牵头单位：县医保局；配合单位：县财政局）", ["县医保局"], ["县财政局"]),
        (
            "（牵头单位：县医保局；责任单位：县财政局、县审计局）",
            ["县医保局"],
            ["县财政局", "县审计局"],
        ),
        ("（责任单位：县医保局、县财政局）", ["县医保局", "县财政局"], []),
        ("【责任单位：县医保局，各乡镇人民政府】", ["县医保局", "各乡镇人民政府"], []),
        ("（县医保局、财政局、卫生健康局负责）", ["县医保局", "县财政局", "县卫生健康局"], []),
        (
            "（县医保局牵头，县财政局参与，各乡镇人民政府负责落实）",
            ["县医保局"],
            ["县财政局", "各乡镇人民政府"],
        ),
        ("（县医保局会同县财政局负责）", ["县医保局"], ["县财政局"]),
        ("（省科技厅、工业和信息化厅按职责分工负责）", ["省科技厅", "省工业和信息化厅"], []),
        (
            "（团县委、县总工会、国家税务总局安禾县税务局负责）",
            ["团县委", "县总工会", "国家税务总局安禾县税务局"],
            [],
        ),
        (
            "（县医保局、县发展和改革局及县市场监督管理局负责）",
            ["县医保局", "县发展和改革局", "县市场监督管理局"],
            [],
        ),
    ],
)
def test_printed_words_give_the_roles(units: str, lead: list[str], coop: list[str]) -> None:
    assert one(units) == (lead, coop)


@pytest.mark.parametrize(
    "remark",
    [
        "（不含药店）",
        "（DRG）",
        "（专科）",
        "（社区）",
        "（289工程）",
        "（安政办〔2025〕3号）",
        "（以下简称“平台”）",
        "（2023—2025年）",
    ],
)
def test_bracket_without_units_is_no_group(remark: str) -> None:
    assert one(f"推进试点{remark}。") == ([], [])


def test_labelled_lines_are_no_part_of_the_text() -> None:
    (entry,) = entries_of(
        title_block()
        + "一、服务\n（一）改善服务。推进便民服务。\n责任单位：县卫生健康局\n配合单位：县医保局、财政局\n二、其他\n"
    )
    assert entry.text == "改善服务。推进便民服务。"
    assert (leads(entry), cooperating(entry)) == (["县卫生健康局"], ["县医保局", "县财政局"])


def test_two_cooperating_lines_make_the_first_lead() -> None:
    (entry,) = entries_of(
        title_block()
        + "一、服务\n（一）改善服务。推进便民服务。\n配合单位：县卫生健康局\n配合单位：县医保局\n二、其他\n"
    )
    assert (leads(entry), cooperating(entry)) == (["县卫生健康局"], ["县医保局"])
    assert entry.is_repaired_lead


def test_first_listed_leads_where_the_document_says_so() -> None:
    text = (
        title_block()
        + "一、服务\n（一）改善服务。推进便民服务（县卫生健康局、县医保局，排在第一位的为牵头单位，下同）。\n（二）规范收费。规范收费行为（县医保局、县市场监管局）。\n"
    )
    first, second = entries_of(text)
    assert (leads(first), cooperating(first)) == (["县卫生健康局"], ["县医保局"])
    assert (leads(second), cooperating(second)) == (["县医保局"], ["县市场监管局"])
    assert second.units[0].rule is UnitRule.FIRST_LISTED


def test_document_default_adds_units_to_every_later_entry() -> None:
    text = (
        title_block()
        + "一、服务\n（一）改善服务。推进便民服务。（县卫生健康局负责。以下均需各乡镇人民政府负责，不再列出）\n（二）规范收费。规范收费行为。（县医保局负责）\n"
    )
    first, second = entries_of(text)
    assert first.names(UnitRole.DEFAULT) == []
    assert second.names(UnitRole.DEFAULT) == ["各乡镇人民政府"]
    assert "各乡镇人民政府" not in leads(second)
    assert ledger_of(text).defaults[0].units == ("各乡镇人民政府",)


def test_several_brackets_cover_their_own_sentences() -> None:
    text = (
        title_block()
        + "一、服务\n（一）改善服务。推进预约（县卫生健康局负责）。规范收费（县医保局负责）。\n（二）其他。做好其他工作。（县政府办负责）\n"
    )
    first = entries_of(text)[0]
    assert leads(first) == ["县卫生健康局", "县医保局"]
    assert [u.covers for u in first.units] == ["改善服务。推进预约", "规范收费"]


def test_deadline_after_the_units_in_the_bracket_is_the_clauses_own() -> None:
    text = (
        title_block()
        + "一、文件\n1.制定实施方案。（县卫生健康局负责，2025年6月底前完成）\n2.制定考核办法。（县医保局负责，2025年9月底前完成）\n"
    )
    first = entries_of(text)[0]
    assert first.deadline is not None and str(first.deadline.due_on) == "2025-06-30"
    assert leads(first) == ["县卫生健康局"]
