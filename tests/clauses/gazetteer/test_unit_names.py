"""Which phrases are units, and of which kind, place and level."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanyi.clauses.gazetteer import official_name, recognise_unit, unit_register

KINDS = [
    ("市卫健委", "health", "市", "city"),
    ("县卫生健康局", "health", "县", "county"),
    ("省卫生健康委员会", "health", "省", "province"),
    ("市卫计委", "health", "市", "city"),
    ("临澜市发展和改革局", "development_reform", "临澜市", "city"),
    ("江岭省临澜市医保局", "medical_insurance", "江岭省临澜市", "city"),
    ("市场监管局", "market_regulation", "", None),
    ("市市场监管局", "market_regulation", "市", "city"),
    ("市委编办", "party_staffing", "市委", "city"),
    ("县委组织部", "party_organisation", "县委", "county"),
    ("市纪委监委", "discipline", "市", "city"),
    ("团省委", "youth_league", "", "province"),
    ("共青团临澜市委", "youth_league", "临澜市", "city"),
    ("人民银行临澜市分行", "central_bank", "临澜市", "city"),
    ("国网临澜市供电公司", "power_supply", "临澜市", "city"),
    ("国家税务总局临澜市税务局", "tax", "临澜市", "city"),
    ("临澜市税务局", "tax", "临澜市", "city"),
    ("宁波海关", "customs", "宁波", "city"),
    ("国家卫生健康委", "health", "", "national"),
    ("国务院医改领导小组秘书处", "state_ministries", "", "national"),
    ("全国妇联", "women", "", "national"),
    ("中国残联", "disabled", "", "national"),
    ("市医改领导小组秘书处", "health_reform_office", "市", "city"),
    ("区生态环境局", "environment", "区", "county"),
    ("县教体局", "education", "县", "county"),
    ("市科学技术协会", "science_association", "市", "city"),
    ("市行政审批服务局", "government_services", "市", "city"),
    ("市人民医院", "hospital", "市", "city"),
    ("县疾控中心", "disease_control_centre", "县", "county"),
    ("盟卫生健康委", "health", "盟", "city"),
    ("旗医疗保障局", "medical_insurance", "旗", "county"),
    ("城关镇人民政府", "government", "城关镇", "town"),
    ("临澜市安禾县人民政府", "government", "临澜市安禾县", "county"),
]


@pytest.mark.parametrize(("name", "kind", "place", "level"), KINDS)
def test_register_gives_kind_place_and_level(
    name: str, kind: str, place: str, level: str | None
) -> None:
    unit = recognise_unit(name)
    assert unit is not None
    assert (unit.kind, unit.place, unit.level, unit.is_collective) == (kind, place, level, False)


@pytest.mark.parametrize(
    "name",
    [
        "各县区园区",
        "各县(市、区)人民政府",
        "县〔市、区〕政府",
        "各市（州）、县（市、区）人民政府",
        "各乡（镇）人民政府",
        "各街道办事处",
        "领导小组各成员单位",
        "市直相关医疗机构",
        "各有关部门",
        "省有关部门",
        "市直各部门",
        "各相关单位",
        "有关高校",
        "各级党委和政府",
        "各旗县区人民政府",
        "各省、自治区、直辖市人民政府",
        "各医共体牵头医院",
        "各承办保险公司",
        "市府各委办局",
        "各村（居）委会",
        "行业主管部门",
        "市、县（区）卫生健康部门",
        "县食品安全委员会各成员单位",
    ],
)
def test_collective_phrase_is_one_unit(name: str) -> None:
    unit = recognise_unit(name)
    assert unit is not None
    assert unit.is_collective
    assert unit.rule == "collective"


@pytest.mark.parametrize(
    "name",
    [
        "市重点项目推进服务中心",
        "市农牧水利和林草科技局",
        "舒城经开区管委会",
        "临澜职业技术学院",
        "县搬迁安置办公室",
        "市公安局高新区分局",
        "健康临澜行动推进委员会办公室",
        "市行政审批制度改革工作领导小组办公室",
        "市高新区",
    ],
)
def test_unknown_kind_is_read_by_its_suffix(name: str) -> None:
    unit = recognise_unit(name, in_list=True)
    assert unit is not None
    assert not unit.is_collective


@pytest.mark.parametrize(
    "name",
    ["市医保局（市医疗保障事务中心）", "市教育局(体育局)", "区发展改革委[粮食和储备局]"],
)
def test_bracket_of_a_name_stays_with_it(name: str) -> None:
    unit = recognise_unit(name)
    assert unit is not None
    assert unit.text == name
    assert unit.kind in {"medical_insurance", "education", "development_reform"}


@pytest.mark.parametrize(
    "text",
    [
        "不含药店",
        "211工程",
        "专科",
        "DRG",
        "社区",
        "儿科",
        "以下简称《方案》",
        "以下简称市卫健委",
        "国办发〔2021〕99号",
        "2020—2022年",
        "医联体",
        "医共体",
        "青海",
        "下同",
        "按规定",
        "高血压",
        "糖尿病",
        "2022年12月底前",
        "12月底",
        "长期",
        "征求意见稿",
        "新格局",
        "就医格局",
        "中医馆",
        "公立医院",
        "三级医院",
        "康复(医学)科",
        "实验室",
        "排在第一位的为牵头单位",
        "家庭医生",
        "团队",
        "试行",
        "县域",
        "全县",
        "责任单位",
        "配合单位",
        "以疾病为中心",
        "此件公开发布",
        "包括村卫生室",
        "不含社会办",
        "有关规定",
        "相关指标",
        "各类人群",
        "卫生健康",
        "医疗保障",
        "基层",
        "数据",
        "科技",
        "国家区域医疗中心",
        "医疗资源共享中心",
        "干部",
        "全部",
        "常委",
        "村委",
        "主办",
        "社会办",
        "国家队",
        "老城区",
        "市委员",
        "中部",
        "市区",
        "病区",
        "大局",
        "客厅",
        "伦理委员会",
        "%",
        "一",
        "（",
        "市",
    ],
)
def test_words_that_are_no_unit_are_refused(text: str) -> None:
    assert recognise_unit(text) is None


def test_hospital_without_place_counts_only_among_units() -> None:
    assert recognise_unit("人民医院") is None
    assert recognise_unit("人民医院", in_list=True) is not None


def test_line_wrap_inside_a_name_is_ignored() -> None:
    unit = recognise_unit("市人力资源\n和社会 保障局")
    assert unit is not None
    assert unit.text == "市人力资源和社会保障局"
    assert unit.kind == "human_resources"


def test_official_name_follows_the_level() -> None:
    assert official_name("finance", "province", "江岭省") == "江岭省财政厅"
    assert official_name("finance", "county", "安禾县") == "安禾县财政局"
    assert official_name("health", "city", "临澜市") == "临澜市卫生健康委员会"
    assert official_name("no_such_kind", "city", "临澜市") is None


def test_every_current_name_is_read_as_a_kind_of_its_own_after_a_place() -> None:
    register = unit_register()
    for name, key in register.after_place.items():
        unit = recognise_unit("安禾县" + name, in_list=True)
        assert unit is not None, name
        assert unit.kind is not None, (name, key)


def test_every_national_name_is_recognised() -> None:
    for name in unit_register().national:
        assert recognise_unit(name) is not None, name


@given(st.text(alphabet="市县区委局和与、（）〔〕各政府中心医院卫生健康财政2的 \n", max_size=60))
def test_any_text_is_read_or_refused_without_error(text: str) -> None:
    unit = recognise_unit(text, in_list=True)
    if unit is not None:
        assert unit.text == "".join(text.split())
        assert unit.text.startswith(unit.place) or unit.rule == "register"
