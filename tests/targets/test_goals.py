"""What a target asks for, in the unit of its indicator."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from sanyi.clauses import Basis, Operator
from sanyi.targets import Goal, Kind
from sanyi.targets.goals import converted, due_of, frequency_of, goal_of
from targets.made import deadline, entry, figure, target

DUE = (dt.date(2025, 12, 31), False)


def goal(item, unit="share", base=None) -> Goal:
    found = goal_of(item, DUE, unit, base)
    assert isinstance(found, Goal), found
    return found


def test_at_least_becomes_a_share() -> None:
    found = goal(target())
    assert (found.kind, found.bound) == (Kind.AT_LEAST, Decimal("0.85"))
    assert found.is_met_by(Decimal("0.85")) and not found.is_met_by(Decimal("0.8499"))


def test_at_most_is_met_at_the_bound() -> None:
    found = goal(target(Operator.AT_MOST, 28.0))
    assert found.is_met_by(Decimal("0.28")) and not found.is_met_by(Decimal("0.2801"))


def test_points_are_added_to_last_year() -> None:
    base = figure("0.785", 12, 2024)
    found = goal(target(Operator.INCREASE_BY, 5.0, "百分点", baseline="上年度"), base=base)
    assert found.bound == Decimal("0.785") + Decimal("0.05")


def test_percent_growth_multiplies_last_year() -> None:
    base = figure("200", 12, 2024, unit="visits")
    found = goal(target(Operator.INCREASE_BY, 10.0, "%"), "visits", base)
    assert found.bound == Decimal(200) + Decimal(200) * Decimal("0.1")


def test_growth_indicator_needs_no_last_year() -> None:
    found = goal(target(Operator.INCREASE_BY, 10.0, "%"), "growth")
    assert (found.kind, found.bound) == (Kind.AT_LEAST, Decimal("0.1"))


def test_direction_alone_must_beat_last_year() -> None:
    base = figure("0.60", 12, 2024)
    found = goal(target(Operator.INCREASE, None, None, basis=Basis.DIRECTIONAL), base=base)
    assert not found.is_met_by(Decimal("0.60")) and found.is_met_by(Decimal("0.6001"))


def test_direction_without_last_year_is_unread() -> None:
    found = goal_of(target(Operator.INCREASE, None, None), DUE, "share", None)
    assert isinstance(found, str) and "上年度" in found


def test_constraint_may_not_rise_over_last_year() -> None:
    base = figure("0.30", 12, 2024)
    item = target(Operator.NO_INCREASE, None, None, basis=Basis.CONSTRAINT)
    found = goal(item, base=base)
    assert found.is_met_by(Decimal("0.30")) and not found.is_met_by(Decimal("0.31"))


def test_range_has_two_ends() -> None:
    found = goal(target(Operator.RANGE, 2.0, "个", upper=3.0, basis=Basis.COUNT), "count")
    assert [found.is_met_by(Decimal(n)) for n in (1, 2, 3, 4)] == [False, True, True, False]


def test_full_coverage_is_one() -> None:
    found = goal(target(Operator.COVER_ALL, 100.0, "%", basis=Basis.COVERAGE))
    assert found.bound == 1


def test_number_for_each_is_kept_by_all() -> None:
    item = target(
        value=6.0, unit="类", basis=Basis.COUNT, phrase="每个中医馆至少提供6类以上适宜技术"
    )
    assert goal(item).bound == 1


def test_units_that_do_not_fit_are_said() -> None:
    found = goal_of(
        target(value=3.0, unit="家", basis=Basis.COUNT, phrase="建成3家"), DUE, "share", None
    )
    assert isinstance(found, str) and "对不上" in found


@pytest.mark.parametrize(
    ("value", "printed", "unit", "wanted"),
    [
        ("85", "%", "share", "0.85"),
        ("5", "百分点", "pp", "0.05"),
        ("3", "亿元", "fen", "30000000000"),
        ("6", "‰", "per_1000", "6"),
        ("90", "分", "score", "90"),
        ("85", "%", "count", None),
        ("3", "家", "fen", None),
    ],
)
def test_printed_values_are_converted(
    value: str, printed: str, unit: str, wanted: str | None
) -> None:
    assert converted(Decimal(value), printed, unit) == (None if wanted is None else Decimal(wanted))


def test_missing_time_limit_is_the_year_end_and_said() -> None:
    item = entry(target(), due=None)
    item.deadline = None
    assert due_of(target(), item, 2025) == (dt.date(2025, 12, 31), True)


@pytest.mark.parametrize(
    ("phrase", "parts"),
    [
        ("每季度至少组织1次", 4),
        ("每月通报", 12),
        ("每半年至少1次", 2),
        ("全年不少于4次", 1),
        ("至少6类", None),
    ],
)
def test_frequency_is_read_from_the_phrase(phrase: str, parts: int | None) -> None:
    assert frequency_of(phrase) == parts


def test_limit_printed_with_another_target_does_not_hold_for_this_one() -> None:
    far = deadline("“十五五”末", dt.date(2030, 12, 31))
    yearly = target()
    other = target(id="anhe-2025#3/t2", phrase="占比达到45%", value=45.0, due=far)
    both = entry(yearly, other, due=far)
    assert due_of(other, both, 2025) == (dt.date(2030, 12, 31), False)
    assert due_of(yearly, both, 2025) == (dt.date(2025, 12, 31), True)


def test_limit_of_the_clause_holds_for_a_target_that_prints_none() -> None:
    item = target()
    assert due_of(item, entry(item, due=deadline("6月底", dt.date(2025, 6, 30))), 2025) == (
        dt.date(2025, 6, 30), False,
    )  # fmt: skip
