"""Different names of one unit are proposed with a reason, never merged."""

from __future__ import annotations

import pytest

from sanyi.clauses.gazetteer import same_unit


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ("市卫健委", "市卫生健康委", "health"),
        ("市卫健委", "市卫生健康局", "health"),
        ("市医保局", "市医疗保障局", "medical_insurance"),
        ("县人社局", "县人力资源社会保障局", "human_resources"),
        ("市市场监管局", "市市场监督管理局", "market_regulation"),
        ("市委编办", "市委机构编制委员会办公室", "party_staffing"),
        ("省残联", "省残疾人联合会", "disabled"),
        ("国家卫健委", "国家卫生健康委员会", "health"),
        ("市税务局", "临澜市税务局", "tax"),
        ("市疾控中心", "市疾病预防控制中心", "disease_control_centre"),
        ("市医改办", "市医改领导小组秘书处", "health_reform_office"),
    ],
)
def test_same_kind_and_place_is_proposed(first: str, second: str, kind: str) -> None:
    proposal = same_unit(first, second)
    assert proposal is not None
    assert proposal.kind == kind
    assert proposal.reason


def test_former_name_is_proposed_with_its_year() -> None:
    proposal = same_unit("市卫计委", "市卫生健康委")
    assert proposal is not None
    assert "2018" in proposal.reason
    assert "卫计委" in proposal.reason


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("市卫健委", "市卫健委"),
        ("市卫健委", "县卫健委"),
        ("安禾县卫健局", "临水县卫健局"),
        ("市医保局", "市医保中心"),
        ("市人民医院", "市中心医院"),
        ("市委组织部", "市委老干部局"),
        ("市财政局", "市审计局"),
        ("市教育局", "市体育局"),
        ("各县区政府", "各县（市、区）人民政府"),
        ("不是单位", "市卫健委"),
        ("市医管办", "市医改办"),
    ],
)
def test_different_units_are_not_proposed(first: str, second: str) -> None:
    assert same_unit(first, second) is None
