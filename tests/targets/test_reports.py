"""Self-reports against figures, against last quarter, against each other."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from sanyi.clauses import Basis
from sanyi.kernel import Period
from sanyi.targets import Binding, Evidence, ProgressReport, Status, TaskVerdict, assess
from sanyi.targets.reports import _same, check_reports
from targets.made import (
    DAY,
    deadline,
    entry,
    ledger,
    progress,
    rate_history,
    target,
    values_history,
)

QUARTER = Period.parse("2025Q3")
JUNE = dt.date(2025, 6, 30)
TEXT = "开展县域医共体同质化管理培训，召开专题调度会，组织专家下沉带教，群众就医体验明显改善。"
OTHER = "完成家庭医生团队组建，入户随访慢性病患者，更新健康档案，开展中医药适宜技术推广活动。"


def judged(rate: float = 0.80) -> tuple[TaskVerdict, ...]:
    item = target()
    binding = {item.id: Binding(item.id, "visit_rate", "岗", JUNE)}
    histories = {"visit_rate": rate_history([rate] * 9, [0.84] * 12)}
    return assess(ledger(entry(item)), Evidence(histories, binding), DAY)


def codes(*reports: ProgressReport, rate: float = 0.80) -> list[str]:
    return [f.code for f in check_reports(reports, judged(rate), QUARTER)]


def test_done_against_a_lagging_figure_is_a_contradiction() -> None:
    found = check_reports([progress(TEXT, status="done", evidence="E1")], judged(), QUARTER)
    assert [f.code for f in found] == ["REP-001"]
    assert "80.00%" in found[0].message and found[0].hint


def test_reported_value_off_the_figure_is_a_contradiction() -> None:
    assert codes(progress(TEXT, reported_value=Decimal("0.88"))) == ["REP-001"]


def test_reported_value_in_percent_is_the_same_value() -> None:
    assert codes(progress(TEXT, reported_value=Decimal("80.2"))) == []


def test_percentage_in_the_text_is_held_against_the_figure() -> None:
    assert codes(progress(TEXT + "县域就诊率达88%。")) == ["REP-001"]


def test_naming_the_target_itself_contradicts_nothing() -> None:
    assert codes(progress(TEXT + "力争年底达到85%。")) == []


def test_done_with_a_right_number_short_of_the_target_is_a_wrong_status() -> None:
    told = progress(TEXT, status="done", evidence="E1", reported_value=Decimal("0.80"))
    found = check_reports([told], judged(), QUARTER)
    assert [f.code for f in found] == ["REP-005"]
    assert "80.00%" in found[0].message and found[0].hint


def test_done_while_the_figure_is_above_its_bound_is_no_contradiction() -> None:
    told = progress(TEXT, status="done", evidence="E1", reported_value=Decimal("0.86"))
    assert codes(told, rate=0.86) == []


def test_done_after_the_limit_is_done() -> None:
    june = target(value=1.0, unit="家", basis=Basis.COUNT, phrase="至少1家开通",
                  due=deadline("6月底", JUNE))  # fmt: skip
    binding = {june.id: Binding(june.id, "covered", "岗", JUNE)}
    history = values_history([0, 0, 0, 0, 0, 0, 1, 1, 1], unit="institutions")
    tasks = assess(ledger(entry(june)), Evidence({"covered": history}, binding), DAY)
    assert tasks[0].status is Status.MISSED
    told = progress(TEXT, status="done", evidence="E1", reported_value=Decimal(1))
    assert check_reports([told], tasks, QUARTER) == ()
    too_much = progress(TEXT, status="done", evidence="E1", reported_value=Decimal(3))
    assert [f.code for f in check_reports([too_much], tasks, QUARTER)] == ["REP-001"]


def test_old_number_in_a_copied_text_is_told_once() -> None:
    text = TEXT + "县域就诊率达83%。"
    before = progress(text, id="A", end=JUNE)
    assert codes(before, progress(text, id="B", reported_value=Decimal("0.80"))) == ["REP-002"]
    wrong = progress(text, id="B", reported_value=Decimal("0.88"))
    assert codes(before, wrong) == ["REP-001", "REP-002"]


def test_text_of_last_quarter_is_found() -> None:
    before = progress("二季度，" + TEXT, id="A", end=JUNE)
    assert codes(before, progress("三季度，" + TEXT, id="B")) == ["REP-002"]


def test_same_work_with_a_new_figure_is_no_copy() -> None:
    before = progress(TEXT + "累计培训100人次，覆盖12家机构。", id="A", end=JUNE)
    assert codes(before, progress(TEXT + "累计培训230人次，覆盖15家机构。", id="B")) == []


def test_report_under_the_clause_reaches_the_row_of_the_annex() -> None:
    item = target()
    row = replace(entry(item), id="anhe-2025#annex/5", counterparts=("anhe-2025#3",))
    binding = {item.id: Binding(item.id, "visit_rate", "岗", JUNE)}
    histories = {"visit_rate": rate_history([0.80] * 9, [0.84] * 12)}
    tasks = assess(ledger(row), Evidence(histories, binding), DAY)
    found = check_reports([progress(TEXT, status="done", evidence="E")], tasks, QUARTER)
    assert [f.code for f in found] == ["REP-001"]


def test_number_is_held_against_the_target_that_the_report_quotes() -> None:
    one, two = target(), target(id="anhe-2025#3/t2", phrase="基金支出率达到75%以上", value=75.0)
    bindings = {
        t.id: Binding(t.id, code, "岗", JUNE)
        for t, code in ((one, "visit_rate"), (two, "fund_rate"))
    }
    histories = {
        "visit_rate": rate_history([0.80] * 9, [0.84] * 12),
        "fund_rate": rate_history([0.70] * 9, [0.74] * 12, code="fund_rate"),
    }
    tasks = assess(ledger(entry(one, two)), Evidence(histories, bindings), DAY)
    told = progress("围绕“基金支出率达到75%以上”按月调度。截至季末达到80.00%。")
    found = check_reports([told], tasks, QUARTER)
    assert [f.code for f in found] == ["REP-001"] and "70.00%" in found[0].message


def test_target_quoted_in_part_is_the_one_meant() -> None:
    one = target(
        basis=Basis.COUNT, value=1.0, unit="次", phrase="县政府每年至少专题研究医改工作1次"
    )
    two = target(id="anhe-2025#3/t2", basis=Basis.COUNT, value=4.0, unit="次",
                 phrase="联席会议不少于4次")  # fmt: skip
    bindings = {t.id: Binding(t.id, t.id, "岗", JUNE) for t in (one, two)}
    histories = {
        one.id: values_history([0, 0, 0, 0, 1, 1, 1, 1, 1], unit="times"),
        two.id: values_history([0, 1, 1, 1, 2, 2, 2, 2, 2], unit="times"),
    }
    tasks = assess(ledger(entry(one, two)), Evidence(histories, bindings), DAY)
    told = progress("围绕“每年至少专题研究医改工作1次”按月调度。", reported_value=Decimal(2))
    assert [f.code for f in check_reports([told], tasks, QUARTER)] == ["REP-001"]


@pytest.mark.parametrize(
    ("stated", "figure", "unit", "same"),
    [
        ("90.6", "90.2", "score", True),
        ("90.6", "89.2", "score", False),
        ("1.16", "0.157", "growth", True),
        ("1.16", "0.0167", "growth", False),
        ("16", "0.157", "growth", True),
        ("98", "0.98", "share", True),
        ("0.98", "0.927", "share", False),
        ("1020", "1010", "persons", True),
    ],
)
def test_stated_number_is_rounded_as_people_round(
    stated: str, figure: str, unit: str, same: bool
) -> None:
    assert _same(Decimal(stated), Decimal(figure), unit) is same


def test_new_text_is_no_copy() -> None:
    assert codes(progress(TEXT, id="A", end=JUNE), progress(OTHER, id="B")) == []


def test_text_of_another_unit_is_found_on_the_later_one() -> None:
    first = progress(TEXT, id="A")
    copy = progress(TEXT, id="B", unit="县财政局", entry_id="anhe-2025#9")
    found = check_reports([first, copy], judged(0.9), QUARTER)
    assert [(f.code, f.where) for f in found] == [("REP-003", "B")]
    assert "县卫生健康局" in found[0].message


def test_short_texts_are_not_compared() -> None:
    assert codes(progress("正在推进。", id="A", end=JUNE), progress("正在推进。", id="B")) == []


def test_done_without_document_or_evidence_is_found() -> None:
    assert codes(progress(OTHER, status="done", entry_id="anhe-2025#7")) == ["REP-004"]


def test_reports_of_other_quarters_are_left_alone() -> None:
    assert codes(progress(TEXT, status="done", end=JUNE)) == []
