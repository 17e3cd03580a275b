"""The coverage table names only what exists and is tested."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from sanyi.indicators import Extent, coverage, definitions

TESTS = Path(__file__).parent.parent
ROWS = coverage()


def test_served_rows_are_counted_and_not_rounded_up() -> None:
    served = [row for row in ROWS if row.extent is not Extent.NONE]
    by_indicators = [r for r in served if any(s.startswith("indicator:") for s in r.served_by)]
    assert len(by_indicators) >= 120
    assert all(row.missing for row in ROWS if row.extent is not Extent.WHOLE)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row.row))
def test_everything_named_exists_and_has_a_test(row: object) -> None:
    assert hasattr(row, "served_by")
    for name in row.served_by:
        kind, _, value = name.partition(":")
        if kind == "indicator":
            assert row.row in definitions()[value].serves
            assert (TESTS / "spec" / "indicators" / f"{value}.toml").exists()
        else:
            assert kind == "module", name
            assert importlib.util.find_spec(value) is not None, name
            assert list((TESTS / value.split(".")[1]).glob("test_*.py")), name


def test_every_indicator_is_named_in_its_rows() -> None:
    named = {(row.row, name) for row in ROWS for name in row.served_by}
    for definition in definitions().values():
        for number in definition.serves:
            assert (number, f"indicator:{definition.code}") in named
