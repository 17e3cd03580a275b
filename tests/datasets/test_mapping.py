"""Proposed and saved mappings of columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from sanyi.datasets import (
    ColumnMapping,
    SourceMapping,
    get_contract,
    propose_file,
    propose_mapping,
    read_mapping,
    write_mapping,
)
from sanyi.kernel import InputError


def _targets(*headings: str, table: str = "claims", **kw: object) -> dict[str, str]:
    found = propose_mapping(headings, get_contract(table), **kw)  # type: ignore[arg-type]
    return {c.source: c.target for c in found.mapping.columns}


def test_headings_are_matched_by_name_alias_and_likeness() -> None:
    assert _targets("结算ID", "证件号码", "医疗总费用（元）", "统筹支付", "结算的日期") == {
        "结算ID": "claim_id",
        "证件号码": "person_id",
        "医疗总费用（元）": "total_cost_fen",
        "统筹支付": "basic_paid_fen",
        "结算的日期": "settled_on",
    }


def test_strange_headings_are_left_open() -> None:
    found = propose_mapping(["天气", "结算编号"], get_contract("claims"))
    assert found.unused == ("天气",)
    assert "person_id" in found.unfilled and "claim_id" not in found.unfilled


def test_values_of_code_lists_are_evidence() -> None:
    samples = {"单位性质类别": ["综合医院", "乡镇卫生院", "村卫生室"], "是否": ["是"]}
    found = propose_mapping(["单位性质类别"], get_contract("institutions"), samples)
    assert [(c.target, "代码表" in c.reason) for c in found.mapping.columns] == [
        ("institution_kind", True)
    ]
    wrong = {"机构类型别": ["晴", "雨", "雪"]}
    assert not propose_mapping(["机构类型别"], get_contract("institutions"), wrong).mapping.columns


def test_money_unit_is_read_from_the_heading() -> None:
    found = propose_mapping(["总费用（万元）", "fund_paid_fen", "现金支付"], get_contract("claims"))
    assert [(c.target, c.unit) for c in found.mapping.columns] == [
        ("total_cost_fen", "万元"),
        ("fund_paid_fen", "分"),
        ("cash_paid_fen", "元"),
    ]


def test_each_source_and_target_is_used_once() -> None:
    found = propose_mapping(["总费用", "医疗总费用", "费用总额"], get_contract("claims"))
    targets = [c.target for c in found.mapping.columns]
    assert len(targets) == len(set(targets))


def test_saved_mapping_reads_back_the_same(tmp_path: Path) -> None:
    mapping = SourceMapping(
        "claims",
        (ColumnMapping('总"费"用', "total_cost_fen", "万元", 88.0, "名称相似"),),
        {"insurance_scheme": "居民"},
        encoding="gb18030",
        header_row=3,
    )
    write_mapping(tmp_path / "m.toml", mapping)
    assert read_mapping(tmp_path / "m.toml") == mapping
    assert read_mapping(tmp_path / "m.toml").sha256 == mapping.sha256


@pytest.mark.parametrize("text", ["not toml [", 'table = "claims"\nfoo = 1\n', ""])
def test_broken_mapping_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "m.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"m\.toml"):
        read_mapping(tmp_path / "m.toml")


def test_file_is_proposed_with_its_values(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("机构代码,单位性质类别\nH1,综合医院\nH2,诊所\n", encoding="gb18030")
    found = propose_file(path, get_contract("institutions"), tmp_path)
    assert [c.target for c in found.mapping.columns] == ["institution_id", "institution_kind"]
