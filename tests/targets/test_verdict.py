"""Where a target stands today; the arithmetic is in the numbers of the cases."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanyi.clauses import Basis, Operator
from sanyi.kernel import Figure
from sanyi.targets import History, Question, Status, TargetVerdict, judge, method_on
from sanyi.targets.months import months_of
from targets.made import DAY, deadline, entry, figure, rate_history, target, values_history

FLAT = [0.84] * 12


def verdict(
    item=None, history: History | None = None, today: dt.date = DAY, due=None
) -> TargetVerdict:
    item = item or target()
    question = Question(item, entry(item, due=due), 2025, today, history)
    return judge(question, method_on(today))


def test_no_figures_are_never_met() -> None:
    found = verdict()
    assert found.status is Status.NO_DATA and "尚未与指标对应" in found.reason.text


def test_figures_without_a_value_are_no_data() -> None:
    found = verdict(history=values_history([None] * 9))
    assert found.status is Status.NO_DATA and "分母为零" in found.reason.text


def test_rate_above_its_bound_is_on_course_not_met() -> None:
    found = verdict(history=rate_history([0.88] * 9, FLAT))
    assert found.status is Status.ON_COURSE
    assert found.chance is not None and found.chance.value == Decimal("0.99")


def test_rate_far_below_its_bound_lags_and_is_flagged() -> None:
    found = verdict(history=rate_history([0.80] * 9, FLAT))
    assert found.status is Status.LAGGING and found.will_be_missed
    # nine months at 0.80 and three more like them
    assert found.forecast is not None and abs(found.forecast.value - Decimal("0.80")) < Decimal(
        "0.002"
    )


def test_recent_months_weigh_more_than_old_ones() -> None:
    rising = verdict(history=rate_history([0.80] * 5 + [0.92] * 4, [0.85] * 12))
    falling = verdict(history=rate_history([0.92] * 4 + [0.80] * 5, [0.85] * 12))
    assert rising.forecast and falling.forecast
    assert rising.forecast.value > rising.value.value  # type: ignore[union-attr]
    assert falling.forecast.value < falling.value.value  # type: ignore[union-attr]


def test_three_months_do_not_make_a_warning() -> None:
    found = verdict(history=rate_history([0.70] * 3, FLAT), today=dt.date(2025, 3, 31))
    assert found.status is Status.LAGGING and not found.will_be_missed


def test_two_months_give_no_chance() -> None:
    found = verdict(history=rate_history([0.70] * 2, FLAT), today=dt.date(2025, 2, 28))
    assert found.chance is None and "尚不足以推算" in found.reason.text


@pytest.mark.parametrize(("rate", "status"), [(0.85, Status.MET), (0.8499, Status.MISSED)])
def test_day_after_the_limit_decides(rate: float, status: Status) -> None:
    found = verdict(history=rate_history([rate] * 12, FLAT), today=dt.date(2026, 1, 1))
    assert found.status is status


def test_data_short_of_the_limit_decide_nothing() -> None:
    found = verdict(history=rate_history([0.95] * 11, FLAT), today=dt.date(2026, 1, 1))
    assert found.status is Status.NO_DATA and "2025年1—11月" in found.reason.text


def test_target_due_in_june_is_judged_by_june() -> None:
    june = deadline("6月底", dt.date(2025, 6, 30))
    found = verdict(history=rate_history([0.80] * 6 + [0.99] * 3, FLAT), due=june)
    assert found.status is Status.MISSED
    assert found.value is not None and found.value.period.last_month == 6


def test_full_register_is_met_before_the_limit() -> None:
    item = target(Operator.COVER_ALL, 100.0, basis=Basis.COVERAGE, phrase="实现全覆盖")
    found = verdict(item, values_history([0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1], subjects=10))
    assert found.status is Status.MET and found.chance is None


def test_register_that_stopped_filling_is_flagged() -> None:
    item = target(Operator.COVER_ALL, 100.0, basis=Basis.COVERAGE, phrase="实现全覆盖")
    last = [0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.5]
    this = [0.5, 0.55, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6]
    found = verdict(item, values_history(this, last, subjects=100))
    assert found.status is Status.LAGGING and found.will_be_missed


def test_register_that_keeps_last_years_pace_is_not_flagged() -> None:
    last = [m / 12 for m in range(1, 13)]
    this = [round(m / 12 * 20) / 20 for m in range(1, 10)]
    found = verdict(target(value=95.0), values_history(this, last, subjects=20))
    assert not found.will_be_missed


def test_register_that_stopped_is_flagged_however_fast_it_began() -> None:
    last = [m / 12 for m in range(1, 13)]
    this = [0.1, 0.25, 0.4, 0.5, 0.6, 0.7, 0.7, 0.71, 0.72]
    found = verdict(target(value=95.0), values_history(this, last, subjects=500))
    assert found.will_be_missed


def test_warning_waits_until_the_day_is_near_enough_to_tell() -> None:
    behind = values_history([0.05] * 6, [m / 12 for m in range(1, 13)], subjects=20)
    june = verdict(target(value=95.0), behind, dt.date(2025, 6, 30))
    assert june.status is Status.LAGGING and not june.will_be_missed


def test_share_that_catches_up_every_year_is_projected_along_last_years_path() -> None:
    """Contracts are signed first and served later: the share of a month alone may pass one."""
    signed = [30, 100, 200, 300, 370, 400, 420, 430, 440, 445, 450, 450]
    served = [20, 60, 120, 170, 260, 250, 290, 320, 345, 370, 395, 410]

    def path(months: int, year: int) -> tuple[Figure, ...]:
        return tuple(
            figure(f"{n / d:.6f}", m, year, n=str(n), d=str(d))
            for m, (n, d) in enumerate(zip(served[:months], signed, strict=False), start=1)
        )

    found = verdict(
        target(value=90.0), History("x", "履约率", "share", path(9, 2025), path(12, 2024))
    )
    assert found.forecast is not None and found.forecast.value is not None
    assert abs(float(found.forecast.value) - served[-1] / signed[-1]) < 1e-6


@given(
    st.lists(st.integers(0, 4), min_size=5, max_size=9),
    st.lists(st.integers(0, 4), min_size=12, max_size=12),
    st.sampled_from([24, 5000]),
)
def test_chance_of_a_register_is_a_chance_whatever_its_size(
    added: list[int], before: list[int], subjects: int
) -> None:
    def shares(steps: list[int]) -> list[float]:
        return [min(1.0, sum(steps[: i + 1]) / 24) for i in range(len(steps))]

    history = values_history(shares(added), shares(before), subjects=subjects)
    found = verdict(target(value=90.0), history, history.this_year[-1].period.end)
    if found.chance is not None:
        low, middle, high = (f.value for f in (found.chance_low, found.chance, found.chance_high))
        assert 0 <= low <= middle <= high <= 1


def test_count_reached_early_is_met() -> None:
    item = target(value=3.0, unit="篇", basis=Basis.COUNT, phrase="不少于3篇")
    found = verdict(item, values_history([0, 1, 1, 2, 2, 3, 3, 3, 3], unit="count"))
    assert found.status is Status.MET


def test_count_over_its_ceiling_cannot_be_met_any_more() -> None:
    item = target(Operator.AT_MOST, 2.0, "次", basis=Basis.COUNT, phrase="不超过2次")
    found = verdict(
        item,
        values_history([0, 0, 1, 1, 2, 2, 3, 3, 3], [0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3], "times"),
    )
    assert found.status is Status.MISSED


def test_single_event_grows_unlikely_as_months_pass() -> None:
    item = target(value=1.0, unit="次", basis=Basis.COUNT, phrase="开展1次")
    last = [0] * 10 + [1, 1]
    june = verdict(item, values_history([0] * 6, last, "times"), dt.date(2025, 6, 30))
    september = verdict(item, values_history([0] * 9, last, "times"))
    assert june.chance is not None and september.chance is not None
    assert june.chance.value > september.chance.value
    assert september.forecast is None and "按剩余时间" in str(september.reason)
    assert not june.will_be_missed and september.will_be_missed


def test_watched_indicator_is_on_course_while_it_has_figures() -> None:
    item = target(Operator.MONITOR, None, None, basis=Basis.MONITOR, phrase="加强监测")
    assert verdict(item, rate_history([0.8] * 9)).status is Status.ON_COURSE
    assert verdict(item, values_history([None] * 9)).status is Status.NO_DATA


def test_half_year_that_held_nothing_is_missed() -> None:
    item = target(value=1.0, unit="次", basis=Basis.FREQUENCY, phrase="每半年至少研究1次")
    found = verdict(item, values_history([0, 0, 0, 0, 0, 0, 1, 1, 2], unit="times"))
    assert found.status is Status.MISSED and "2025年上半年" in found.reason.text


def test_each_half_year_with_its_meeting_is_on_course() -> None:
    item = target(value=1.0, unit="次", basis=Basis.FREQUENCY, phrase="每半年至少研究1次")
    found = verdict(item, values_history([0, 0, 0, 0, 1, 1, 1, 1, 2], unit="times"))
    assert found.status is Status.ON_COURSE


def test_year_end_limit_that_is_assumed_is_said() -> None:
    item = target()
    task = entry(item)
    task.deadline = None
    found = judge(Question(item, task, 2025, DAY, rate_history([0.80] * 9, FLAT)), method_on(DAY))
    assert "文件未写明时限" in found.reason.text


def test_derived_figures_carry_the_inputs_and_the_assumptions() -> None:
    found = verdict(history=rate_history([0.80] * 9, FLAT))
    assert found.chance is not None
    assert found.chance.trace.inputs == found.value.trace.inputs  # type: ignore[union-attr]
    assert found.chance.trace.rests_on_assumption
    assert "anhe-2025#3/t1" in found.chance.trace.clauses


def test_month_not_over_is_not_used() -> None:
    history = rate_history([0.8] * 9, FLAT)
    assert history.until(6).latest == history.this_year[5]


@given(st.lists(st.floats(0.5, 0.99), min_size=6, max_size=11))
def test_chance_lies_in_its_interval_and_inside_certainty(rates: list[float]) -> None:
    found = verdict(history=rate_history(rates, FLAT))
    assert found.chance and found.chance_low and found.chance_high
    values = [f.value for f in (found.chance_low, found.chance, found.chance_high)]
    assert all(v is not None and Decimal("0.01") <= v <= Decimal("0.99") for v in values)
    assert values[0] <= values[1] <= values[2]  # type: ignore[operator]


@given(st.lists(st.floats(0.5, 0.9), min_size=6, max_size=11), st.floats(0.001, 0.05))
def test_better_months_never_lower_the_forecast(rates: list[float], more: float) -> None:
    worse = verdict(history=rate_history(rates, FLAT))
    better = verdict(history=rate_history([r + more for r in rates], FLAT))
    assert worse.forecast and better.forecast
    assert better.forecast.value >= worse.forecast.value  # type: ignore[operator]


def test_figure_keeps_no_float_noise() -> None:
    assert figure("0.1", 1).value == Decimal("0.1")


def test_months_before_the_first_value_stand_at_nothing_where_values_grow() -> None:
    months = months_of(values_history([None, 0.1, 0.2, 0.4], subjects=10).this_year)
    assert months.values == (0.0, 0.1, 0.2, 0.4) and months.denominators == (10.0,) * 4
    level = months_of(values_history([None, 0.8, 0.81, 0.82]).this_year)
    assert level.values[0] == 0.8


def test_gap_inside_the_year_ends_what_is_known() -> None:
    assert months_of(values_history([0.1, None, 0.3]).this_year).values == (0.1,)


def test_season_of_last_year_counts_only_as_far_as_it_is_no_noise() -> None:
    rising = [0.60 + 0.02 * m for m in range(12)]
    jumping = [0.71 + (0.04 if m % 2 else -0.04) for m in range(12)]
    level = [0.66] * 9
    with_season = verdict(history=rate_history(level, rising))
    without = verdict(history=rate_history(level, jumping))
    assert with_season.forecast is not None and without.forecast is not None
    # last year's last quarter was better than its year; noise that jumps says nothing
    assert with_season.forecast.value > Decimal("0.67")
    assert abs(without.forecast.value - Decimal("0.66")) < Decimal("0.002")
