"""Printed groups of units are split into names, and told from other brackets."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanyi.clauses.gazetteer import is_unit_list, split_unit_list, unit_list_score

LISTS: list[tuple[str, list[str]]] = [
    ("市发展和改革局、财政局和市教育局", ["市发展和改革局", "财政局", "市教育局"]),
    ("市委编办,市财政局，市医保局；市民政局", ["市委编办", "市财政局", "市医保局", "市民政局"]),
    ("市卫生健康局 市人力资源和社会保障局", ["市卫生健康局", "市人力资源和社会保障局"]),
    ("县卫健局\t县医保局\n县财政局", ["县卫健局", "县医保局", "县财政局"]),
    ("市卫健委/市医保局", ["市卫健委", "市医保局"]),
    ("市卫健委以及各县〔市、区〕政府", ["市卫健委", "各县〔市、区〕政府"]),
    (
        "市自然资源和规划局、市粮食和物资储备局、市工业和信息化局、市文化和旅游局、市住房和城乡建设局",
        [
            "市自然资源和规划局",
            "市粮食和物资储备局",
            "市工业和信息化局",
            "市文化和旅游局",
            "市住房和城乡建设局",
        ],
    ),
    ("国家发展和改革委员会、民政部", ["国家发展和改革委员会", "民政部"]),
    ("市卫健委和市医保局及各县区政府", ["市卫健委", "市医保局", "各县区政府"]),
    ("各乡（镇）人民政府、各街道办事处", ["各乡（镇）人民政府", "各街道办事处"]),
    ("各乡镇人民政府、街道办事处", ["各乡镇人民政府", "街道办事处"]),
    ("各县、区人民政府，市直有关部门", ["各县、区人民政府", "市直有关部门"]),
    ("各市、县（市、区）人民政府", ["各市、县（市、区）人民政府"]),
    ("各县（市、区）、开发区管委会", ["各县（市、区）", "开发区管委会"]),
    ("州委编办及州直相关单位，各县市人民政府", ["州委编办", "州直相关单位", "各县市人民政府"]),
    (
        "市教育局(体育局)、市医保局（市医疗保障事务中心）",
        ["市教育局(体育局)", "市医保局（市医疗保障事务中心）"],
    ),
    ("市卫健委，各县区园区", ["市卫健委", "各县区园区"]),
    ("团省委、人民银行临澜市分行、临澜市税务局", ["团省委", "人民银行临澜市分行", "临澜市税务局"]),
    (
        "国家卫生健康委、国家中医药局、中国残联、共青团中央",
        ["国家卫生健康委", "国家中医药局", "中国残联", "共青团中央"],
    ),
    (
        "市生态环境局、市水务局、国网临澜供电公司、市气象局",
        ["市生态环境局", "市水务局", "国网临澜供电公司", "市气象局"],
    ),
    (
        "县残联、县教体局、县妇联、团县委、各乡镇（街道）",
        ["县残联", "县教体局", "县妇联", "团县委", "各乡镇（街道）"],
    ),
    (
        "省科协、省委组织部、各高校、省总工会",
        ["省科协", "省委组织部", "各高校", "省总工会"],
    ),
]


@pytest.mark.parametrize(("text", "names"), LISTS)
def test_list_is_split_into_the_printed_names(text: str, names: list[str]) -> None:
    found = split_unit_list(text)
    assert found.names == names
    assert found.leftover == ()
    assert is_unit_list(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("市财政局、人力资源\n和社会保障局", ["市财政局", "人力资源和社会保障局"]),
        ("人力资源\n\n和社会保障局", ["人力资源和社会保障局"]),
        ("国家卫生健\n康委、财政部", ["国家卫生健康委", "财政部"]),
        ("县\n卫生健康委、县医保局", ["县卫生健康委", "县医保局"]),
        ("市人民政府\n办公室、市医保局", ["市人民政府办公室", "市医保局"]),
        ("市委\n组织部", ["市委组织部"]),
        ("各县（市、\n区）人民政府", ["各县（市、区）人民政府"]),
    ],
)
def test_name_broken_over_lines_is_joined(text: str, names: list[str]) -> None:
    assert split_unit_list(text).names == names


def test_names_that_lost_their_separator_are_parted() -> None:
    text = "市人力资源和社会保障局临澜市财政局 临澜市卫生健康委员会"
    assert split_unit_list(text).names == [
        "市人力资源和社会保障局",
        "临澜市财政局",
        "临澜市卫生健康委员会",
    ]


@pytest.mark.parametrize(
    ("text", "names", "rest", "is_open"),
    [
        ("市卫健委等按职责分工负责", ["市卫健委"], ["等", "按职责分工负责"], True),
        ("县医保局等部门", ["县医保局"], ["等部门"], True),
        ("团省委、省妇联等15个部门", ["团省委", "省妇联"], ["等15个部门"], True),
        (
            "县委组织部、县卫健委分别牵头，县财政局配合",
            ["县委组织部", "县卫健委", "县财政局"],
            ["分别牵头", "配合"],
            False,
        ),
        ("市卫健委牵头市财政局配合", ["市卫健委", "市财政局"], ["牵头", "配合"], False),
        ("市卫健委（牵头）、市财政局", ["市卫健委", "市财政局"], ["（牵头）"], False),
        ("责任单位：市卫健委", ["市卫健委"], ["责任单位："], False),
        ("县卫健局（县医保局配合）", ["县卫健局", "县医保局"], ["配合"], False),
        ("由市卫健委负责", ["市卫健委"], ["负责"], False),
    ],
)
def test_role_words_are_left_over(
    text: str, names: list[str], rest: list[str], is_open: bool
) -> None:
    found = split_unit_list(text)
    assert found.names == names
    assert [left.text for left in found.leftover] == rest
    assert found.is_open is is_open
    assert unit_list_score(text) == 1.0


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("（市卫健委、市财政局）", ["市卫健委", "市财政局"]),
        ("市卫健委、市财政局）", ["市卫健委", "市财政局"]),
        ("市卫健委（", ["市卫健委"]),
        ("市发改委(县人民政府", ["市发改委", "县人民政府"]),
        ("市委市政府", ["市委", "市政府"]),
        (
            "和县卫健局、安徽省和县医保局和同江市财政局",
            ["和县卫健局", "安徽省和县医保局", "同江市财政局"],
        ),
        ("各乡（镇）人民政府，市政府各委、办、局", ["各乡（镇）人民政府", "市政府各委、办、局"]),
    ],
)
def test_stray_bracket_or_lost_separator_hides_no_unit(text: str, names: list[str]) -> None:
    assert split_unit_list(text).names == names


def test_statement_after_the_units_is_left_over_whole() -> None:
    found = split_unit_list(
        "市卫生健康委以及各县〔市、区〕政府等按职责分工负责。以下各条均由各县〔市、区〕政府负责，不再列出"
    )
    assert found.names == ["市卫生健康委", "各县〔市、区〕政府"]
    assert "以下各条均由各县〔市、区〕政府负责" in [left.text for left in found.leftover]


@pytest.mark.parametrize(
    "text",
    [
        "不含药店",
        "百千工程",
        "专科",
        "DRG",
        "社区",
        "镇",
        "市、区",
        "村",
        "居",
        "儿科",
        "征求意见稿",
        "此件公开发布",
        "国办发〔2021〕99号",
        "2020—2022年",
        "请一并寄送",
        "金寨县、霍山县",
        "高血压、糖尿病",
        "青海",
        "针灸",
        "年薪",
        "以下简称《方案》",
        "中医馆、国医堂",
        "发热门诊、发热哨点诊室",
        "含康复医院、护理院",
        "如县人民医院、县中医院",
        "新建中医院、妇幼保健院",
        "包括社区卫生服务中心、乡镇卫生院、村卫生室",
        "一",
        "团队",
        "周三",
        "影像、病理、检验",
        "经考核合格并当年在基层医疗卫生机构工作的大学毕业生，在招聘、落户等方面一视同仁",
    ],
)
def test_other_brackets_are_no_unit_lists(text: str) -> None:
    assert not is_unit_list(text)


def test_time_limit_beside_units_does_not_spoil_the_list() -> None:
    assert is_unit_list("市卫健委牵头，市财政局配合，2022年12月底前完成")
    assert is_unit_list("市卫健委、各县区；完成时限：12月底")


@given(
    st.lists(
        st.sampled_from(
            [
                "市卫健委",
                "市发展和改革局",
                "各县（市、区）人民政府",
                "团市委",
                "市医保局（市医保中心）",
            ]
        ),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from(["、", "，", ",", "；", "、\n"]),
)
def test_joined_names_come_back_in_order(names: list[str], separator: str) -> None:
    assert split_unit_list(separator.join(names)).names == names


@given(
    st.text(alphabet="市县区各委局和与及等、，（）〔〕政府中心卫健财政牵头负责 \n2", max_size=80)
)
def test_every_piece_stands_where_it_says_and_none_is_lost(text: str) -> None:
    found = split_unit_list(text)
    pieces = sorted([*found.items, *found.leftover], key=lambda piece: piece.start)
    last = 0
    for piece in pieces:
        assert last <= piece.start < piece.end <= len(text)
        last = piece.end
    for item in found.items:
        assert re.sub(r"\s", "", text[item.start : item.end]) == item.name
    assert 0.0 <= unit_list_score(text) <= 1.0


def test_long_prose_is_refused_quickly() -> None:
    prose = (
        "加快推进优质医疗资源扩容和区域均衡布局提高县域就诊率完善分级诊疗体系和医疗保障制度" * 25
    )
    start = time.perf_counter()
    assert not is_unit_list(prose)
    assert time.perf_counter() - start < 0.5


def test_units_of_a_whole_document_are_read_in_well_under_a_second() -> None:
    line = "市卫生健康委、市人力资源社会保障局、各县（市、区）人民政府等按职责分工负责"
    start = time.perf_counter()
    for number in range(400):
        assert is_unit_list(f"{line}，{number}")
    assert time.perf_counter() - start < 1.5  # about 0.2 s on an idle machine
