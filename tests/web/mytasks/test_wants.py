"""What is wanted of a unit, the most pressing first."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanyi.ledger import State
from sanyi.targets import Lamp
from sanyi.web.ledgers.models import Report
from sanyi.web.mytasks.wants import (
    WANT_LABELS,
    Situation,
    Want,
    quarter_to_report,
    quarters_open,
    wanted,
)


@pytest.mark.parametrize(
    ("state", "lamp", "is_lead", "report", "want"),
    [
        ("proposed", "red", True, "", Want.WAIT_ASSIGNED),
        ("assigned", "grey", True, "", Want.RECEIVE),
        ("assigned", "grey", False, "", Want.REPORT),
        ("running", "green", True, "", Want.REPORT),
        ("running", "red", True, "", Want.REPORT_LATE),
        ("running", "green", True, "draft", Want.FINISH_DRAFT),
        ("reported", "green", True, "submitted", Want.WAIT_OFFICE),
        ("running", "red", True, "returned", Want.REDO),
        ("running", "yellow", True, "accepted", Want.CATCH_UP),
        ("running", "green", True, "accepted", Want.NOTHING),
        ("closed", "closed", True, "", Want.NOTHING),
    ],
)
def test_situation_leads_to_one_want(state, lamp, is_lead, report, want) -> None:  # type: ignore[no-untyped-def]
    assert wanted(Situation(state, lamp, is_lead, report)) is want


@given(st.sampled_from(State), st.sampled_from(Lamp), st.booleans(),
       st.sampled_from(["", *Report.State.values]))  # fmt: skip
def test_every_situation_has_a_want_with_words(state, lamp, is_lead, report) -> None:  # type: ignore[no-untyped-def]
    assert WANT_LABELS[wanted(Situation(state, lamp, is_lead, report))]


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (dt.date(2024, 12, 1), "2025Q1"),
        (dt.date(2025, 1, 15), "2025Q1"),
        (dt.date(2025, 6, 30), "2025Q2"),
        (dt.date(2025, 7, 31), "2025Q2"),
        (dt.date(2025, 8, 1), "2025Q3"),
        (dt.date(2026, 1, 31), "2025Q4"),
        (dt.date(2027, 5, 1), "2025Q4"),
    ],
)
def test_quarter_just_over_is_reported_for_a_month(day: dt.date, quarter: str) -> None:
    assert str(quarter_to_report(day, 2025)) == quarter


def test_quarters_that_have_not_begun_are_not_offered() -> None:
    assert [str(q) for q in quarters_open(dt.date(2025, 7, 1), 2025)] == [
        "2025Q3",
        "2025Q2",
        "2025Q1",
    ]
    assert [str(q) for q in quarters_open(dt.date(2024, 7, 1), 2025)] == ["2025Q1"]
