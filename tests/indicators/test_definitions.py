"""Definition files: the shelf is whole, and a wrong file is refused with its place."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from sanyi.indicators import definitions, get_definition, parameters, read_definition, shelf
from sanyi.kernel import DefinitionError, ParameterError

GOOD = """code = "online_rate"
name = "网采率"
why = "采购要透明。"
kind = "ratio"
unit = "share"
direction = "up"
serves = [69]
evidence = "design"
author = "某人"
next_review = 2027-06-30

[numerator]
label = "平台采购金额"
table = "procurement_orders"
sum = "amount_fen"
where = [
  { column = "channel", in = ["platform", "volume_procurement"] },
  { column = "institution_id.is_public", eq = true },
]

[denominator]
label = "采购金额"
table = "procurement_orders"
sum = "amount_fen"

[[exclude]]
reason = "已终止"
where = [{ column = "status", eq = "stopped" }]
"""


def read(tmp_path: Path, text: str) -> object:
    path = tmp_path / "procurement" / "online_rate.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return read_definition(path, tmp_path)


def test_right_file_is_read(tmp_path: Path) -> None:
    definition = read(tmp_path, GOOD)
    assert definition == read(tmp_path, GOOD)
    assert getattr(definition, "group") == "procurement"  # noqa: B009


@pytest.mark.parametrize(
    ("old", "new", "said", "hint"),
    [
        ('"channel", in', '"chanel", in', "第17行 chanel：数据表 procurement_orders", "channel"),
        ('"platform", "volume', '"plattform", "volume', "第17行 plattform：代码表", "platform"),
        ("is_public", "is_publik", "第18行 institution_id.is_publik", "is_public"),
        ("institution_id.is_public", "channel.is_public", "channel 不指向别的数据表", ""),
        ("eq = true", 'eq = "yes"', "类型不对", ""),
        ("eq = true", "equals = true", "第18行 equals：不认识的比较", ""),
        ("eq = true", "eq = true, ne = false", "正好有一个比较", ""),
        ("eq = true", "gt = true", "gt 不能用于 boolean 列", ""),
        ("eq = true", "in_period = true", "只用于日期列或年度列", ""),
        ('sum = "amount_fen"', 'sum = "supplier"', "string 列不能求和", ""),
        ('sum = "amount_fen"', 'sum = "amount"', "没有列 amount", "amount_fen"),
        ('sum = "amount_fen"', 'sum = "amount_fen"\ncount = true', "只能写一个", ""),
        ('table = "procurement_orders"', 'table = "orders"', "没有这张数据表", ""),
        ('unit = "share"', 'unit = "percent"', "第5行 unit：没有单位 percent", ""),
        ('kind = "ratio"', 'kind = "ratios"', "第4行 kind：没有 ratios", "ratio"),
        ('kind = "ratio"', 'kind = "count"', "count 的数据部分应为：numerator", ""),
        ('kind = "ratio"', 'kind = "coverage"', "covered、population", ""),
        ('kind = "ratio"', 'kind = "share_by_level"', "split_by", ""),
        ('kind = "ratio"', 'kind = "year_on_year"', "数据部分应为：都不要", ""),
        ('direction = "up"', 'direction = "better"', "没有 better", "up"),
        ('evidence = "design"', 'evidence = "sure"', "没有 sure", "seen"),
        ('code = "online_rate"', 'code = "online"', "应与文件名 online_rate 相同", ""),
        ('author = "某人"', "", "缺少或为空", ""),
        ('author = "某人"', 'author = "某人"\nsql = "1=1"', "sql：不认识的项", ""),
        ("next_review = 2027-06-30", 'next_review = "soon"', "应为日期", ""),
        ('reason = "已终止"', 'reason = ""', "缺少 reason", ""),
        ('reason = "已终止"', 'reason = "x"\ntable = "claims"', "claims", ""),
        ('label = "平台采购金额"', 'label = "甲"\nwhen = "latest"', "latest 应写明 latest_by", ""),
        ('label = "平台采购金额"', 'label = "甲"\nwhen = "sometimes"', "没有 sometimes", ""),
        ("[numerator]", "[numerator", "不是正确的 TOML", ""),
    ],
)
def test_mistake_names_file_line_and_what_was_meant(
    tmp_path: Path, old: str, new: str, said: str, hint: str
) -> None:
    with pytest.raises(DefinitionError) as caught:
        read(tmp_path, GOOD.replace(old, new, 1))
    assert "procurement/online_rate.toml" in caught.value.message
    assert said in caught.value.message
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ('{ exists = { table = "claim", on = { order_id = "claim_id" } } }', "没有这张数据表"),
        ('{ exists = { table = "claims" } }', "用哪一列相连"),
        ('{ exists = { table = "claims", on = { quantity = "claim_id" } } }', "不能与"),
        ('{ exists = { table = "claims", on = { order_id = "claim" } } }', "没有列 claim"),
        ('{ exists = { table = "claims", on = { order_id = "claim_id" }, wher = [] } }', "wher"),
        ('{ in_force = ["ordered_on"] }', "in_force"),
        ('{ in_force = ["ordered_on", "supplier"] }', "只用于日期列"),
        ('{ column = "ordered_on", le = 2022-01-01 }', "不写死日期"),
        ('{ column = "ordered_on", le = { column = "supplier" } }', "不能与"),
        ('{ column = "quantity", gt = { value = 1 } }', "右边应为"),
        ('{ column = "quantity", between = [1] }', "between 的值不对"),
        ('{ column = "supplier", not_null = false }', "应写成 not_null = true"),
        ('{ column = "channel", in_code_group = "public" }', "没有分组 public"),
        ('{ sql = "1 = 1" }', "sql：不认识的条件"),
        ('"channel"', "每个条件应写成"),
    ],
)
def test_condition_outside_the_language_is_refused(
    tmp_path: Path, condition: str, said: str
) -> None:
    text = GOOD.replace('{ column = "status", eq = "stopped" }', condition)
    with pytest.raises(DefinitionError) as caught:
        read(tmp_path, text)
    assert said in caught.value.message


def test_parameter_that_is_not_there_is_refused(tmp_path: Path) -> None:
    condition = '{ column = "quantity", gt = { parameter = "indicators.nothing" } }'
    read(tmp_path, GOOD.replace('{ column = "status", eq = "stopped" }', condition))
    with pytest.raises(DefinitionError, match=r"没有参数 indicators\.nothing"):
        shelf(tmp_path, parameters())


def test_link_to_an_indicator_that_is_not_there_is_refused(tmp_path: Path) -> None:
    head = GOOD.split("[numerator]", maxsplit=1)[0].replace('"ratio"', '"year_on_year"')
    read(tmp_path, head.replace('unit = "share"', 'unit = "growth"\nof = "online_rat"'))
    with pytest.raises(DefinitionError, match="没有指标 online_rat") as caught:
        shelf(tmp_path, parameters())
    assert "online_rate" in caught.value.hint


def test_code_standing_twice_is_refused(tmp_path: Path) -> None:
    read(tmp_path, GOOD)
    (tmp_path / "service").mkdir()
    (tmp_path / "service" / "online_rate.toml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(DefinitionError, match=r"代码已用于 procurement/online_rate\.toml"):
        shelf(tmp_path, parameters())


def test_unknown_code_names_the_nearest() -> None:
    with pytest.raises(DefinitionError) as caught:
        get_definition("county_visits_rate")
    assert "county_visit_rate" in caught.value.hint


def test_names_and_aliases_lead_to_one_indicator() -> None:
    names = [definition.name for definition in definitions().values()]
    assert len(names) == len(set(names))


def test_every_parameter_is_used_and_in_force_in_2022() -> None:
    used = {name for definition in definitions().values() for name in definition.parameters}
    assert used == {parameter.name for parameter in parameters()}
    for name in used:
        with pytest.raises(ParameterError):
            first = parameters().get(name).values[0].from_on
            parameters().number(name, first.replace(year=first.year - 1))


@pytest.mark.parametrize("code", sorted(definitions()))
def test_definition_is_reviewable(code: str) -> None:
    definition = definitions()[code]
    assert all(1 <= row <= 222 for row in definition.serves)
    assert definition.evidence != "seen" or definition.source, "看到的依据要写明出处"
    assert definition.why.endswith("。")
    path = Path(__file__).parents[2] / "src/sanyi/indicators/definitions" / definition.file
    assert tomllib.loads(path.read_text(encoding="utf-8"))["code"] == code
