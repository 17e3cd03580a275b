"""Every contract on the shelf is whole, and a wrong one is refused with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from sanyi.datasets import (
    Personal,
    code_lists,
    contracts,
    get_code_list,
    get_contract,
    read_code_list,
    read_contract,
    table,
)
from sanyi.kernel import DefinitionError

GOOD = """name = "wards"
title = "病区"
grain = "一行 = 一个病区"
group = "机构"
key = ["ward_id"]

[columns]
ward_id = { type = "string", label = "病区编号", required = true }
opened_on = { type = "date", label = "开设日期" }
"""


def test_every_system_named_by_documents_has_data() -> None:
    served = {row for contract in contracts().values() for row in contract.serves}
    assert served == set(range(1, 223))


@pytest.mark.parametrize("name", sorted(contracts()))
def test_contract_builds_a_table_expression(name: str) -> None:
    contract = contracts()[name]
    columns = table(name).columns
    assert set(contract.key) <= set(columns)
    assert all(c.name not in columns for c in contract.columns if c.personal is Personal.DROP)


@pytest.mark.parametrize("name", sorted(contracts()))
def test_names_of_persons_are_never_kept(name: str) -> None:
    for column in contracts()[name].columns:
        if column.label in ("姓名", "患者姓名"):
            assert column.personal is Personal.DROP
        if column.name in ("person_id", "staff_id", "doctor_id", "mentor_id"):
            assert column.personal is Personal.PSEUDONYMISE


def test_code_lists_name_source_and_date() -> None:
    for codes in code_lists().values():
        assert codes.source and codes.as_of
    assert get_code_list("institution_levels").label("3") == "三级"
    assert get_code_list("institution_levels").spellings()["二甲"] == "2"


def test_unknown_table_names_the_nearest() -> None:
    with pytest.raises(DefinitionError, match="inpatient_stays") as caught:
        get_contract("inpatient_stay")
    assert caught.value.code == "DAT-003"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('type = "date"', 'type = "dates"', "第9行 opened_on：没有类型“dates”"),
        ('type = "date"', 'type = "string"', "第9行 opened_on：类型 string 与词尾 _on 不相符"),
        ('key = ["ward_id"]', 'key = ["ward"]', "第5行 key：主键列 ward 不在 columns 里"),
        ("required = true", "required = false", "第8行 ward_id：主键列必须 required"),
        ('label = "开设日期"', 'label = "病区编号"', "第9行 opened_on：“病区编号”已经是 ward_id"),
        ('group = "机构"', 'groups = "机构"', "第4行 groups：不认识的项"),
        ('label = "开设日期"', 'labels = "开设日期"', "第9行 opened_on：不认识的项 labels"),
        ('name = "wards"', 'name = "ward"', "第1行 name：应与文件名 wards 相同"),
        ("[columns]", "[columns", "不是正确的 TOML"),
    ],
)
def test_mistake_names_file_line_and_column(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = tmp_path / "wards.toml"
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        read_contract(path)
    assert "wards.toml" in caught.value.message
    assert said in caught.value.message


def test_right_contract_is_read(tmp_path: Path) -> None:
    path = tmp_path / "wards.toml"
    path.write_text(GOOD, encoding="utf-8")
    contract = read_contract(path)
    assert contract.key == ("ward_id",)
    assert contract.column("opened_on").label == "开设日期"


def test_spelling_belongs_to_one_code(tmp_path: Path) -> None:
    path = tmp_path / "kinds.toml"
    path.write_text(
        'title = "类"\nsource = "自拟"\nas_of = 2022-01-01\n[codes]\na = "甲"\n'
        'b = { label = "乙", aliases = ["甲"] }\n',
        encoding="utf-8",
    )
    with pytest.raises(DefinitionError, match="第6行 b：“甲”已经属于 a"):
        read_code_list(path)
