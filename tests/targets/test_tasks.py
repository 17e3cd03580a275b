"""Targets and reports together: one verdict and one lamp for each task."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from sanyi.clauses import DeadlineKind, Operator
from sanyi.ledger import Entry
from sanyi.targets import Binding, Evidence, Lamp, ProgressReport, Status, TaskVerdict, assess
from targets.made import DAY, deadline, entry, ledger, progress, rate_history, target

GOOD, BAD = rate_history([0.90] * 9, [0.84] * 12), rate_history([0.80] * 9, [0.84] * 12)


def bound(*pairs: tuple[str, str]) -> dict[str, Binding]:
    return {t: Binding(t, code, "综合岗", dt.date(2025, 3, 20)) for t, code in pairs}


def one(item: Entry, *reports: ProgressReport, today: dt.date = DAY, **more: object) -> TaskVerdict:
    evidence = Evidence(reports=reports, **more)  # type: ignore[arg-type]
    return assess(ledger(item), evidence, today)[0]


def with_targets(group: str | None, first: str, second: str) -> TaskVerdict:
    a = target(id="anhe-2025#3/t1", group=group)
    b = target(id="anhe-2025#3/t2", group=group, phrase="另一目标")
    histories = {"good": GOOD, "bad": BAD}
    pairs = [p for p in (("anhe-2025#3/t1", first), ("anhe-2025#3/t2", second)) if p[1]]
    return one(entry(a, b), histories=histories, bindings=bound(*pairs))


def test_one_of_two_alternatives_suffices() -> None:
    found = with_targets("A", "bad", "good")
    assert (found.status, found.lamp) == (Status.ON_COURSE, Lamp.GREEN)
    assert "“或”目标" in found.reason.text


def test_both_of_two_indicators_must_hold() -> None:
    assert with_targets(None, "bad", "good").status is Status.LAGGING


def test_unbound_target_leaves_the_task_without_verdict() -> None:
    found = with_targets(None, "good", "")
    assert (found.status, found.lamp) == (Status.NO_DATA, Lamp.GREY)


def test_flagged_task_is_red_before_its_limit() -> None:
    assert with_targets(None, "bad", "bad").lamp is Lamp.RED


def test_done_with_document_number_is_met() -> None:
    report = progress(status="done", document_number="安卫发〔2025〕12号")
    assert one(entry(), report).status is Status.MET


def test_done_without_proof_is_not_met() -> None:
    found = one(entry(), progress(status="done"))
    assert found.status is Status.ON_COURSE and "不予认定" in found.reason.text


def test_done_without_proof_is_missed_after_the_limit() -> None:
    june = entry(due=deadline("6月底", dt.date(2025, 6, 30)))
    assert one(june, progress(status="done")).status is Status.MISSED


@pytest.mark.parametrize(("day", "status"), [(30, Status.NO_DATA), (31, Status.MISSED)])
def test_unreported_task_is_missed_from_the_day_after(day: int, status: Status) -> None:
    item = entry(due=deadline("7月30日前", dt.date(2025, 7, 30)))
    assert one(item, today=dt.date(2025, 7, day)).status is status


def test_report_of_a_later_day_is_not_seen() -> None:
    report = progress(status="done", evidence="E1", end=dt.date(2025, 12, 31))
    assert one(entry(), report).status is Status.NO_DATA


def test_self_report_never_turns_a_lagging_figure_green() -> None:
    item = entry(target())
    report = progress(status="done", evidence="E1")
    found = one(item, report, histories={"bad": BAD}, bindings=bound(("anhe-2025#3/t1", "bad")))
    assert found.lamp is Lamp.RED


def test_standing_task_is_blue_with_a_report_and_grey_without() -> None:
    item = entry(due=deadline("长期", None, DeadlineKind.ONGOING))
    assert one(item, progress(status="standing")).lamp is Lamp.BLUE
    assert one(item).lamp is Lamp.GREY


def test_closed_task_is_closed_whatever_else() -> None:
    assert one(entry(), closed={"anhe-2025#3"}).lamp is Lamp.CLOSED


def test_rows_of_the_annex_are_counted_not_their_clauses() -> None:
    row = entry()
    clause = replace(row, id="anhe-2025#1", kind=type(row.kind).CLAUSE)
    assert [t.entry.id for t in assess(ledger(clause, row), Evidence(), DAY)] == [row.id]


def test_directional_target_compares_with_last_year() -> None:
    item = target(Operator.INCREASE, None, None, phrase="提高县域就诊率")
    found = one(entry(item), histories={"bad": BAD}, bindings=bound((item.id, "bad")))
    assert found.status is Status.LAGGING and "上年度为84.00%" in found.reason.text
