"""Periods: bounds, neighbours, labels and ids."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanyi.kernel import Period, PeriodKind, ShapeError

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))
KINDS = st.sampled_from(list(PeriodKind))


@pytest.mark.parametrize(
    ("text", "label", "start", "end"),
    [
        ("2025", "2025年", "2025-01-01", "2025-12-31"),
        ("2025H1", "2025年上半年", "2025-01-01", "2025-06-30"),
        ("2025H2", "2025年下半年", "2025-07-01", "2025-12-31"),
        ("2025Q3", "2025年第三季度", "2025-07-01", "2025-09-30"),
        ("2024M02", "2024年2月", "2024-02-01", "2024-02-29"),
        ("2025C07", "2025年1—7月", "2025-01-01", "2025-07-31"),
        ("2025C01", "2025年1月", "2025-01-01", "2025-01-31"),
    ],
)
def test_period_knows_its_label_and_bounds(text: str, label: str, start: str, end: str) -> None:
    period = Period.parse(text)
    assert (str(period), period.label) == (text, label)
    assert (str(period.start), str(period.end)) == (start, end)


@pytest.mark.parametrize(
    "text", ["", "25Q1", "2025Q5", "2025Q0", "2025H3", "2025M13", "2025X1", "1"]
)
def test_text_that_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ShapeError) as caught:
        Period.parse(text)
    assert caught.value.code == "PER-001"


@pytest.mark.parametrize(
    ("text", "previous", "last_year", "to_date"),
    [
        ("2025", "2024", "2024", "2025C12"),
        ("2025Q1", "2024Q4", "2024Q1", "2025C03"),
        ("2025H2", "2025H1", "2024H2", "2025C12"),
        ("2025M01", "2024M12", "2024M01", "2025C01"),
        ("2025C07", "2025C06", "2024C07", "2025C07"),
    ],
)
def test_neighbours_of_a_period(text: str, previous: str, last_year: str, to_date: str) -> None:
    period = Period.parse(text)
    found = (period.previous(), period.same_last_year(), period.to_date())
    assert tuple(map(str, found)) == (previous, last_year, to_date)


@given(DAYS, KINDS)
def test_day_lies_in_the_period_that_contains_it(day: dt.date, kind: PeriodKind) -> None:
    period = Period.containing(day, kind)
    assert day in period
    assert period.end + dt.timedelta(days=1) not in period
    assert Period.parse(str(period)) == period


@given(DAYS, st.sampled_from([k for k in PeriodKind if k is not PeriodKind.TO_DATE]))
def test_previous_period_ends_the_day_before(day: dt.date, kind: PeriodKind) -> None:
    period = Period.containing(day, kind)
    assert period.previous().after == period.start


@given(DAYS, KINDS)
def test_months_cover_the_period_without_gaps(day: dt.date, kind: PeriodKind) -> None:
    period = Period.containing(day, kind)
    months = period.months()
    assert (months[0].start, months[-1].end) == (period.start, period.end)
    assert all(a.after == b.start for a, b in itertools.pairwise(months))
