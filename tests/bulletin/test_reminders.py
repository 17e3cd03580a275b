"""Reminders by working days: each step once, none on a day of rest."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sanyi.bulletin.reminders import (
    Matter,
    Rule,
    Waiting,
    by_unit,
    load_reminder_rules,
    reminders_due,
)
from sanyi.bulletin.workdays import load_workdays
from sanyi.kernel import DefinitionError

WORKDAYS = load_workdays()
RULES = {
    "due_soon": Rule((5, 0), 0, "assumed", ""),
    "overdue": Rule((), 10, "assumed", ""),
    "not_reported": Rule((5,), 0, "assumed", ""),
    "unanswered": Rule((2, 0), 3, "assumed", ""),
}


def day(month: int, number: int) -> dt.date:
    return dt.date(2025, month, number)


def matter(due: dt.date | None = None, *reported: str) -> Matter:
    periods = {"县卫生健康局": frozenset(reported)}
    return Matter("anhe-2025#3", "签约履约", ("县卫生健康局",), due, periods)


def rules_of(today: dt.date, *matters: Matter, letters: tuple[Waiting, ...] = ()) -> list[str]:
    return [r.rule for r in reminders_due(matters, letters, today, RULES, WORKDAYS)]


# 2025年10月9日上班、11日（周六）调休上班：9月30日之后第3个工作日是10月11日
@pytest.mark.parametrize(
    ("today", "wanted"),
    [
        (day(9, 26), []),  # 28(Sunday worked) 29 30, 9 10 11: six left
        (day(9, 28), ["due_soon"]),  # 29 30, 9 10 11: five left
        (day(10, 5), []),  # holiday
        (day(10, 11), ["due_soon"]),  # the day itself, a Saturday that is worked
        (day(10, 12), []),  # Sunday
        (day(10, 13), []),  # one working day late
        (day(10, 24), ["overdue"]),  # ten late
    ],
)
def test_deadline_reminds_by_working_days(today: dt.date, wanted: list[str]) -> None:
    assert rules_of(today, matter(day(10, 11), "2025Q3", "2025Q4")) == wanted


def test_step_has_one_key_even_when_its_day_was_missed() -> None:
    keys = {
        r.key
        for today in (day(9, 28), day(9, 29), day(9, 30))
        for r in reminders_due([matter(day(10, 11), "2025Q3")], [], today, RULES, WORKDAYS)
    }
    assert len(keys) == 1


def test_quarter_without_report_reminds_and_a_report_stops_it() -> None:
    assert rules_of(day(12, 24), matter()) == ["not_reported"]
    assert rules_of(day(12, 24), matter(None, "2025Q4")) == []
    assert rules_of(day(12, 24), matter(None, "2025Q3")) == ["not_reported"]


def test_unanswered_letter_reminds_before_and_after_its_day() -> None:
    letter = Waiting("x/blue@2025-04-10", "蓝色督查单", "签约履约", ("县卫生健康局",), day(4, 21))
    found = {number: rules_of(day(4, number), letters=(letter,)) for number in (16, 17, 21, 22, 24)}
    assert found == {16: [], 17: ["unanswered"], 21: ["unanswered"], 22: [], 24: ["unanswered"]}


def test_one_message_gathers_the_reminders_of_a_unit() -> None:
    other = Matter("anhe-2025#4", "采购", ("县医保局", "县卫生健康局"), None, {})
    due = reminders_due([matter(), other], [], day(12, 24), RULES, WORKDAYS)
    assert {u: len(items) for u, items in by_unit(due).items()} == {
        "县卫生健康局": 2,
        "县医保局": 1,
    }


def test_rules_that_come_with_the_program_are_read() -> None:
    rules = load_reminder_rules()
    assert set(rules) == {"due_soon", "overdue", "not_reported", "unanswered"}
    assert all(rule.basis == "assumed" for rule in rules.values())


@pytest.mark.parametrize(
    "text",
    [
        "[other]\n",
        '[due_soon]\nworking_days = [-1]\nbasis = "assumed"\nsource = ""\n',
        '[due_soon]\nworking_days = [5]\nbasis = "guess"\nsource = ""\n',
        '[overdue]\nevery_working_days = 0\nbasis = "assumed"\nsource = ""\n',
        "[due_soon\n",
    ],
)
def test_wrong_rules_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "reminders.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(DefinitionError):
        load_reminder_rules(path)


@pytest.mark.parametrize("year", [2022, 2023, 2024, 2025, 2026])
def test_working_days_agree_with_an_independent_calendar(year: int) -> None:
    calendar = pytest.importorskip("chinese_calendar", reason="only a cross-check")
    first = dt.date(year, 1, 1)
    days = [first + dt.timedelta(days=n) for n in range((dt.date(year + 1, 1, 1) - first).days)]
    assert [d for d in days if WORKDAYS.is_workday(d) != calendar.is_workday(d)] == []


def test_days_between_are_those_that_after_counts() -> None:
    for count in range(30):
        later = WORKDAYS.after(day(9, 20), count)
        assert WORKDAYS.between(day(9, 20), later) == count
