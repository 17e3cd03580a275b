"""The 口径 text is made from the definition that runs."""

from __future__ import annotations

import pytest

from sanyi.datasets import code_lists
from sanyi.indicators import definitions, get_definition, tables_needed, wording


def test_ratio_is_said_in_words() -> None:
    assert wording(get_definition("in_county_fund_rate")) == (
        "【医保基金县域内支出率（不含药店）】分子÷分母×100%。"
        "分子：县域内基金支出，即“医保结算”中结算日期在统计期间内，医疗类别不为定点药店购药，"
        "就医地为县域内的记录的基金支付总额合计。"
        "分母：参保人基金支出，即“医保结算”中结算日期在统计期间内，医疗类别不为定点药店购药"
        "的记录的基金支付总额合计。"
        "数据来源：“医保结算”。数值越高越好。有公开文本依据。"
    )


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("county_visit_rate", ["剔除：冲正记录（冲正）。", "结算编号在“医保结算”有记录"]),
        ("waste_in_time_rate", ["包的收集时间后（参数“医疗废物暂存时限”）小时"]),
        ("new_item_review_median", ["中位数", "自受理日期至", "的历时"]),
        ("cost_per_stay_growth", ["“次均住院费用”的本期值÷上年同期值－1"]),
        ("reimbursement_level_gap", ["减“三级医疗机构住院实际报销比例”"]),
        ("reimbursement_by_level", ["分组：按机构的"]),
        ("consortium_tightness", ["只取统计期末前最近一期"]),
        ("tcm_techniques_short", ["没有", "种以上不同条目编码的"]),
        ("supervisors_per_10k", ["×10000"]),
        ("special_study_meetings", ["下述记录计数。", "会议种类为“专题研究”"]),
    ],
)
def test_every_kind_has_its_sentence(code: str, parts: list[str]) -> None:
    said = wording(get_definition(code))
    assert [part for part in parts if part not in said] == [], said


@pytest.mark.parametrize("code", sorted(definitions()))
def test_wording_is_chinese_and_names_its_tables(code: str) -> None:
    said = wording(definitions()[code])
    assert definitions()[code].name in said
    assert "数据来源：" in said
    names = {c.code for codes in code_lists().values() for c in codes.codes if "_" in c.code}
    assert not [name for name in names if f"为{name}" in said]
    assert not [table for table in tables_needed(definitions()[code]) if f"“{table}”" in said]
