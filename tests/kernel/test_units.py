"""The closed list of units and its printing rules."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sanyi.kernel import UNITS, DefinitionError, unit_of


@pytest.mark.parametrize(
    ("unit", "value", "printed"),
    [
        ("share", "0.85", "85.00%"),
        ("share", "0.56005", "56.01%"),
        ("share", "-0.000001", "0.00%"),
        ("pp", "0.055", "5.50个百分点"),
        ("growth", "-0.1", "-10.00%"),
        ("fen", "123456789", "1,234,567.89元"),
        ("visits", "1234.5", "1,235人次"),
        ("per_10k", "12.345", "12.35／万人"),
        ("days", "3.25", "3.3天"),
        ("ratio", "0.33333", "0.3333"),
    ],
)
def test_value_is_printed_by_the_rule_of_its_unit(unit: str, value: str, printed: str) -> None:
    assert unit_of(unit).print(Decimal(value)) == printed


@pytest.mark.parametrize("unit", sorted(UNITS))
def test_missing_value_is_never_printed_as_a_number(unit: str) -> None:
    assert unit_of(unit).print(None) == "无法计算"


def test_unit_outside_the_list_is_refused() -> None:
    with pytest.raises(DefinitionError, match="没有单位 percent"):
        unit_of("percent")
