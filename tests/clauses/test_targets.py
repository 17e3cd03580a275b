"""What is to be reached: numbers, coverage, directions, and the numbers that are no targets."""

from __future__ import annotations

import pytest

from sanyi.clauses import Basis, Calendar, Operator, Target, find_deadlines, find_targets


def read(text: str) -> list[Target]:
    return find_targets(text, find_deadlines(text, Calendar(2025)))


def short(text: str) -> list[tuple[str, float | None, str | None]]:
    return [(t.op.value, t.value, t.unit) for t in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县域就诊率达到90%以上", (">=", 90, "%")),
        ("70%的乡镇卫生院开展按病种付费", (">=", 70, "%")),
        ("住院次均费用增幅控制在5%以内", ("<=", 5, "%")),
        ("孕产妇死亡率控制在15/10万以下", ("<=", 15, "/10万")),
        ("婴儿死亡率下降到5‰以下", ("<=", 5, "‰")),
        ("医疗服务收入占比较上年度提高2个百分点", ("increase_by", 2, "百分点")),
        ("药占比下降3个百分点", ("decrease_by", 3, "百分点")),
        ("遴选2个社区申报示范", ("=", 2, "个")),
        ("力争建设1所县级中医院", (">=", 1, "所")),
        ("至少培训村医200名", (">=", 200, "名")),
        ("新增托位不少于１００个", (">=", 100, "个")),
        ("培养骨干１．５万名", ("=", 15000, "名")),
        ("建成三所社区医院", ("=", 3, "所")),
        ("百分之八十的村卫生室接入平台", (">=", 80, "%")),
        ("人均预期寿命提高到79.5岁", (">=", 79.5, "岁")),
        ("每千人口床位数达到7.2张", (">=", 7.2, "张")),
        ("接种率≥95%", (">=", 95, "%")),
        ("吸烟率不高于22%", ("<=", 22, "%")),
        ("签约率不低于60%", (">=", 60, "%")),
        ("年底前80%符合条件的机构开展付费", (">=", 80, "%")),
        ("就业人数达到2.4万以上", (">=", 24000, "人")),
        ("培训不少于3个月", (">=", 3, "个月")),
        ("满意度达到90分以上", (">=", 90, "分")),
        ("由60%提高到70%", (">=", 70, "%")),
    ],
)
def test_number_is_read_with_its_comparison(text: str, expected: tuple[str, float, str]) -> None:
    assert short(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "争创2—3个省级重点专科",
        "争创2一3个省级重点专科",
        "争创2--3个省级重点专科",
        "争创2至3个省级重点专科",
    ],
)
def test_range_is_read_whatever_its_dash(text: str) -> None:
    (target,) = read(text)
    assert (target.op, target.value, target.upper) == (Operator.RANGE, 2, 3)


@pytest.mark.parametrize(
    "text",
    [
        "落实健康安禾三年行动",
        "实施“1+3”服务模式",
        "落实“两个允许”要求",
        "做好12345热线办理",
        "在5个工作日内办结",
        "为65岁以上老年人建档",
        "执行安政办〔2025〕3号文件",
        "按照《第3批目录（2025版）》执行",
        "支持300张床位以上的医院改扩建",
        "统筹推进第2批试点",
        "打造15分钟服务圈",
        "完善三个方面机制",
        "截至目前已建成12个站点",
        "推进289工程（含3期）",
        "扶持年销售收入达500亿元的企业",
        "实施121人才梯队项目",
        "做好离校2年内毕业生就业",
    ],
)
def test_number_in_a_name_is_no_target(text: str) -> None:
    assert [t for t in read(text) if t.basis in (Basis.NUMERIC, Basis.COUNT)] == []


def test_alternatives_share_a_group() -> None:
    first, second = read("县域就诊率达到90%以上或较上年度提高3个百分点")
    assert first.alternative_group == second.alternative_group == "A"
    assert second.indicator == first.indicator == "县域就诊率"
    assert second.baseline == "上年度"


def test_two_indicators_in_one_phrase_are_two_targets() -> None:
    assert [t.indicator for t in read("重点人群签约率、履约率达到90%以上")] == [
        "重点人群签约率",
        "履约率",
    ]


def test_pair_of_years_gives_each_value_its_own_day() -> None:
    one, two = read("到2025年和2030年，健康素养水平分别达到30%和35%")
    assert (one.value, str(one.due and one.due.due_on)) == (30, "2025-12-31")
    assert (two.value, str(two.due and two.due.due_on)) == (35, "2030-12-31")


def test_second_value_goes_by_the_comparison_of_the_first() -> None:
    assert short("成人吸烟率分别低于24%和20%") == [("<=", 24, "%"), ("<=", 20, "%")]


def test_frequency_is_told_from_count() -> None:
    (target,) = read("每年至少专题研究医改工作1次")
    assert (target.basis, target.op, target.value) == (Basis.FREQUENCY, Operator.AT_LEAST, 1)


@pytest.mark.parametrize(
    "text",
    ["实现村级服务全覆盖", "做到应签尽签", "全面实现系统“村村通”", "推动所有养老机构都能提供服务"],
)
def test_coverage_is_implied_without_a_number(text: str) -> None:
    (target,) = read(text)
    assert (target.basis, target.op, target.value, target.implied) == (
        Basis.COVERAGE,
        Operator.COVER_ALL,
        100,
        True,
    )


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("逐步提高医疗服务收入占比", Operator.INCREASE),
        ("扩大按病种付费的病种范围", Operator.INCREASE),
        ("基层诊疗人次占比较上年度明显上升", Operator.INCREASE),
        ("降低大型设备检查价格", Operator.DECREASE),
        ("将服务覆盖范围扩大至村", Operator.INCREASE),
    ],
)
def test_direction_needs_a_noun_of_the_closed_list(text: str, op: Operator) -> None:
    (target,) = read(text)
    assert (target.basis, target.op) == (Basis.DIRECTIONAL, op)


@pytest.mark.parametrize(
    "text",
    [
        "提高医院运行效率",
        "提升服务能力",
        "将门诊费用纳入医保支付范围",
        "提升保障水平",
        "扩大用地供给",
        "合理拉开支付比例",
    ],
)
def test_other_nouns_give_no_direction(text: str) -> None:
    assert read(text) == []


def test_constraint_and_monitoring_have_their_own_basis() -> None:
    assert [t.basis for t in read("在总体不增加患者负担的前提下调整价格")] == [Basis.CONSTRAINT]
    assert [t.indicator for t in read("加强县域就诊率、基层医保基金占比等指标监测")] == [
        "县域就诊率",
        "基层医保基金占比",
    ]
