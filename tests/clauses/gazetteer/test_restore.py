"""Elided prefixes come back; names with an anchor, and damage without proof, stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanyi.clauses.gazetteer import restore_damaged, restore_prefixes


@pytest.mark.parametrize(
    ("items", "default", "restored"),
    [
        (["市发展和改革局", "财政局"], None, ["市发展和改革局", "市财政局"]),
        (["省科技厅", "工业和信息化厅"], None, ["省科技厅", "省工业和信息化厅"]),
        (["县卫生健康委", "发展改革委"], None, ["县卫生健康委", "县发展改革委"]),
        (
            ["市卫生健康委", "市医保局", "市场监管局"],
            None,
            ["市卫生健康委", "市医保局", "市市场监管局"],
        ),
        (["临澜市卫健委", "财政局"], None, ["临澜市卫健委", "临澜市财政局"]),
        (["自治区医保局", "财政厅"], None, ["自治区医保局", "自治区财政厅"]),
        (["财政局", "市医保局"], "市", ["市财政局", "市医保局"]),
        (["财政局"], None, ["财政局"]),
        (
            ["市卫健委", "总工会", "残联", "妇联"],
            None,
            ["市卫健委", "市总工会", "市残联", "市妇联"],
        ),
        (
            ["市疾控中心", "妇幼保健计划生育中心"],
            "市",
            ["市疾控中心", "市妇幼保健计划生育中心"],
        ),
        (["市卫健委", "人民医院"], None, ["市卫健委", "市人民医院"]),
    ],
)
def test_elided_prefix_follows_the_nearest_name(
    items: list[str], default: str | None, restored: list[str]
) -> None:
    assert restore_prefixes(items, default) == restored


def test_party_organs_get_the_committee_government_offices_do_not() -> None:
    assert restore_prefixes(["市委组织部", "宣传部", "财政局"], None) == [
        "市委组织部",
        "市委宣传部",
        "市财政局",
    ]
    assert restore_prefixes(["县发改局", "编办"], None) == ["县发改局", "县委编办"]
    assert restore_prefixes(["自治区财政厅", "组织部"], None)[1] == "自治区党委组织部"


@pytest.mark.parametrize(
    "anchored",
    [
        "各县区政府",
        "各有关部门",
        "团省委",
        "宁波海关",
        "人民银行临澜市分行",
        "国网临澜供电公司",
        "安徽理工大学",
        "皖西学院",
        "市、县两级政府",
        "国家医保局",
        "财政部",
        "国家税务总局临澜市税务局",
        "不是单位",
    ],
)
def test_name_with_its_own_anchor_stays(anchored: str) -> None:
    assert restore_prefixes(["市卫健委", anchored, "财政局"], None)[1] == anchored


def test_anchored_name_between_does_not_change_the_prefix() -> None:
    items = ["市卫健委", "团省委", "宁波海关", "各县区政府", "财政局"]
    assert restore_prefixes(items, None)[-1] == "市财政局"


def test_national_prefix_is_shared_only_where_such_a_unit_exists() -> None:
    assert restore_prefixes(["国家卫生健康委", "医保局", "财政部", "药监局"], None) == [
        "国家卫生健康委",
        "国家医保局",
        "财政部",
        "国家药监局",
    ]


def test_provincial_office_never_gets_a_city_prefix() -> None:
    assert restore_prefixes(["市卫健委", "财政厅"], "省") == ["市卫健委", "省财政厅"]
    assert restore_prefixes(["市卫健委", "财政厅"], None) == ["市卫健委", "财政厅"]


@given(st.lists(st.text(max_size=12), max_size=6), st.sampled_from([None, "市", "省", "县"]))
def test_restoring_keeps_count_and_only_adds_in_front(
    items: list[str], default: str | None
) -> None:
    restored = restore_prefixes(items, default)
    assert len(restored) == len(items)
    for before, after in zip(items, restored, strict=True):
        assert after.endswith("".join(before.split()))


ROSTER = ["市医疗保障局", "市人力资源和社会保障局", "市卫生健康局", "市财政局"]


def test_damaged_name_is_proposed_when_one_unit_is_left() -> None:
    present = ["市人力资源和社会保障局", "市卫生健康局"]
    assert restore_damaged("市保障局", ROSTER, present) == "市医疗保障局"


def test_damaged_name_is_left_when_two_units_fit() -> None:
    assert restore_damaged("市保障局", ROSTER, []) is None


@pytest.mark.parametrize("name", ["市财政局", "县保障局", "市局", "市气象局", "保障局"])
def test_whole_or_unrelated_names_get_no_proposal(name: str) -> None:
    assert restore_damaged(name, ROSTER, ["市人力资源和社会保障局"]) is None
