"""Limits of time: what is one, what is none, and on which day it ends."""

from __future__ import annotations

from datetime import date

import pytest

from sanyi.clauses import Calendar, DeadlineKind, find_deadlines, read_deadline_cell

WHEN = Calendar(2025, date(2025, 3, 12))


@pytest.mark.parametrize(
    ("text", "phrase", "day"),
    [
        ("年底前完成改造", "年底前", "2025-12-31"),
        ("年内开展1次评估", "年内", "2025-12-31"),
        ("6月底前出台方案", "6月底前", "2025-06-30"),
        ("到2027年底，建成体系", "到2027年底", "2027-12-31"),
        ("2025年力争覆盖全部医院", "2025年", "2025-12-31"),
        ("2026年一季度完成评审", "2026年一季度", "2026-03-31"),
        ("二季度末前上线", "二季度末前", "2025-06-30"),
        ("“十四五”末全部达标", "“十四五”末", "2025-12-31"),
        ("二〇二六年底前完成", "二〇二六年底前", "2026-12-31"),
        ("8月15日前报送", "8月15日前", "2025-08-15"),
        ("2月底前完成清算", "2月底前", "2025-02-28"),
        ("今年年底前完成", "今年年底前", "2025-12-31"),
    ],
)
def test_limit_is_read_with_its_last_day(text: str, phrase: str, day: str) -> None:
    found = find_deadlines(text, WHEN)
    assert [(d.phrase, str(d.due_on)) for d in found] == [(phrase, day)]
    assert text[found[0].start : found[0].end] == phrase


@pytest.mark.parametrize(
    "text",
    [
        "做好2025年度价格调整评估工作",
        "自2020年起每年安排专项资金",
        "签约率较2024年提高",
        "全面落实2024年督察反馈问题整改",
        "申报2025年全国示范社区",
        "截至2024年底，已建成12个",
        "近3年内未受处罚",
        "贯彻《安禾县公共卫生三年行动计划（2023—2025年）》",
        "每年至少研究1次",
        "上半年度考核结果",
    ],
)
def test_year_in_a_name_start_or_baseline_is_no_limit(text: str) -> None:
    assert [d.phrase for d in find_deadlines(text, WHEN) if d.phrase != "上半年"] == []


def test_year_once_named_is_carried_to_the_next_limits() -> None:
    found = find_deadlines("2026年3月底前启动，9月底前完成，次年1月底前评估", WHEN)
    assert [str(d.due_on) for d in found] == ["2026-03-31", "2026-09-30", "2027-01-31"]


def test_pair_of_years_gives_two_limits() -> None:
    found = find_deadlines("到2025年和2030年，健康素养水平分别达到", WHEN)
    assert [str(d.due_on) for d in found] == ["2025-12-31", "2030-12-31"]


def test_length_of_time_needs_an_anchor_for_a_day() -> None:
    assert find_deadlines("力争3年内建成", WHEN)[0].due_on is None
    assert find_deadlines("力争3年内建成", WHEN)[0].kind is DeadlineKind.PERIOD
    anchored = find_deadlines("自印发之日起3个月内制定细则", WHEN)[0]
    assert anchored.due_on == date(2025, 6, 12)


def test_document_without_year_gives_no_day() -> None:
    assert find_deadlines("年底前完成", Calendar(None))[0].due_on is None


@pytest.mark.parametrize(
    ("cell", "kind", "day"),
    [
        ("12月底", DeadlineKind.DATE, "2025-12-31"),
        ("长期", DeadlineKind.ONGOING, "None"),
        ("持续推进", DeadlineKind.ONGOING, "None"),
        ("10月底前 出台文件", DeadlineKind.DATE, "2025-10-31"),
        ("12月底前完成阶段性目标", DeadlineKind.STAGE, "2025-12-31"),
        ("2025年11月", DeadlineKind.DATE, "2025-11-30"),
        ("2025年", DeadlineKind.DATE, "2025-12-31"),
    ],
)
def test_cell_is_one_phrase_whatever_it_holds(cell: str, kind: DeadlineKind, day: str) -> None:
    read = read_deadline_cell(cell, WHEN)
    assert read is not None
    assert (read.phrase, read.kind, str(read.due_on)) == (cell, kind, day)


@pytest.mark.parametrize("cell", ["——", "—", "/", "", "县财政局"])
def test_cell_without_a_limit_gives_none(cell: str) -> None:
    assert read_deadline_cell(cell, WHEN) is None
