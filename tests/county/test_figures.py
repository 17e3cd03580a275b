"""数字与真值：文件每一条数值目标，指标算出的逐月数字就是种下的度量。"""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import sanyi.samples
from county_data import Loaded
from sanyi.county.targets import TARGETS
from sanyi.indicators import definitions
from sanyi.ledger import EntryKind, Ledger
from sanyi.pipeline import read_ledger
from sanyi.targets import History
from sanyi.targets.binding import Proposer, candidate
from sanyi.targets.figures import histories_of, own_place

_COUNTY = "990423"
# the ledger reads these two as tasks that name no number; they are judged by reports
_WITHOUT_NUMBER = {"retention_paid", "hospital_review"}


@cache
def _ledger() -> Ledger:
    return read_ledger(Path(sanyi.samples.__file__).parent / "anhe-2025.docx")


@cache
def _indicators() -> dict[str, str]:
    """Indicator proposed first for the words of each planted target."""
    proposer = Proposer(candidate(d) for d in definitions().values())
    found = {}
    for entry in _ledger().entries:
        if entry.kind is not EntryKind.CLAUSE:
            continue
        for target in entry.targets:
            here = [t for t in TARGETS if entry.id.endswith(f"#{t.clause}")]
            planted = next(
                (t for t in here if target.phrase in t.quote or t.quote in target.phrase), None
            )
            if planted is not None and (proposals := proposer.propose(target, entry)):
                found.setdefault(planted.key, proposals[0].indicator)
    return found


@pytest.fixture(scope="module")
def histories(county: Loaded) -> dict[str, History]:
    codes = set(_indicators().values())
    place = own_place(_ledger(), county.session)
    found, findings = histories_of(county.session, codes, 2025, dt.date(2025, 12, 31), place=place)
    assert not findings
    return dict(found)


def test_the_documents_county_is_found_among_the_places(county: Loaded) -> None:
    assert own_place(_ledger(), county.session) == _COUNTY


def test_every_target_with_a_number_is_bound() -> None:
    assert set(_indicators()) == {t.key for t in TARGETS} - _WITHOUT_NUMBER


@pytest.mark.parametrize("key", [t.key for t in TARGETS if t.key not in _WITHOUT_NUMBER])
def test_figure_is_the_planted_measure_month_by_month(
    key: str, county: Loaded, histories: dict[str, History]
) -> None:
    planted = next(row for row in county.truth["targets"] if row["key"] == key)
    history = histories[_indicators()[key]]
    assert _values(history.this_year, history.unit) == _told(planted["monthly"])
    if history.last_year:
        assert _values(history.last_year, history.unit) == _told(planted["previous_year_monthly"])
    else:
        assert planted["kind"] == "growth"


def _told(values: list[float | None]) -> list[Any]:
    return [None if v is None else pytest.approx(v, abs=1e-5) for v in values]


def _values(figures: Any, unit: str) -> list[float | None]:
    """A growth is planted as this year over last year; the figure is the change."""
    shift = 1 if unit == "growth" else 0
    return [None if f.value is None else float(f.value) + shift for f in figures]
