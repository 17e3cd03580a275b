"""Dated values: found by day, never guessed, always with a source."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from sanyi.kernel import DefinitionError, ParameterError
from sanyi.params import Basis, ParameterBook, load_parameters

GOOD = """
[retain_share]
title = "结余留用比例"
unit = "share"
last_checked = 2022-12-31

[[retain_share.values]]
from = 2022-01-01
value = 0.60
basis = "assumed"
source = { document = "anhe-2022", clause = "6", quote = "结余留用" }

[[retain_share.values]]
from = 2023-01-01
value = 0.7
basis = "stated"
source = { document = "anhe-2023", clause = "6", quote = "按70%留用" }

[[retain_share.values]]
from = 2024-01-01
ended = true
basis = "stated"
source = { document = "anhe-2024", clause = "2", quote = "停止执行" }
"""


def book(tmp_path: Path, text: str = GOOD) -> ParameterBook:
    path = tmp_path / "params.toml"
    path.write_text(text, encoding="utf-8")
    return load_parameters(path, "retention")


@pytest.mark.parametrize(
    ("day", "value"),
    [
        ("2022-01-01", "0.60"),
        ("2022-12-31", "0.60"),
        ("2023-01-01", "0.7"),
        ("2023-12-31", "0.7"),
    ],
)
def test_value_in_force_is_found_by_day(tmp_path: Path, day: str, value: str) -> None:
    found = book(tmp_path).number("retention.retain_share", dt.date.fromisoformat(day))
    assert found == Decimal(value)
    assert isinstance(found, Decimal)


def test_day_before_the_first_value_has_none(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="在 2021-12-31 没有值，最早的值自 2022-01-01 起") as e:
        book(tmp_path).number("retention.retain_share", dt.date(2021, 12, 31))
    assert e.value.code == "PAR-001"


def test_day_after_the_end_has_none(tmp_path: Path) -> None:
    with pytest.raises(ParameterError) as caught:
        book(tmp_path).number("retention.retain_share", dt.date(2024, 1, 1))
    assert caught.value.code == "PAR-002"


def test_unknown_parameter_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ParameterError) as caught:
        book(tmp_path).get("retention.share")
    assert caught.value.code == "PAR-003"


def test_use_says_value_day_basis_and_source(tmp_path: Path) -> None:
    use = book(tmp_path).use("retention.retain_share", dt.date(2022, 6, 1))
    assert (use.value, use.from_on, use.basis) == ("0.60", "2022-01-01", Basis.ASSUMED)
    assert use.source == "anhe-2022#6"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('unit = "share"', 'unit = "percent"', "没有单位 percent"),
        ("last_checked = 2022-12-31", "", "缺少 last_checked"),
        ('basis = "assumed"', 'basis = "guessed"', "缺少 basis"),
        ("value = 0.60", 'value = "0.60"', "应为数字"),
        ("value = 0.60", "value = true", "应有 value"),
        ("value = 0.60", "", "应有 value"),
        ("from = 2023-01-01", "from = 2022-01-01", "从早到晚"),
        ("from = 2022-01-01", 'from = "2022"', "from 应为日期"),
        (', quote = "按70%留用"', "", "应有 quote"),
        ("[retain_share]", "[retain_share", "不是正确的 TOML"),
    ],
)
def test_wrong_file_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(DefinitionError, match=said):
        book(tmp_path, GOOD.replace(old, new, 1))
