"""What stands in the columns of a printed ledger."""

from __future__ import annotations

import pytest

from reading import ledger_of, title_block
from sanyi.ledger import LedgerRowText, ledger_rows, plain


def only(text: str) -> LedgerRowText:
    (row,) = (r for r in ledger_rows(ledger_of(title_block() + text)) if r.entry)
    return row


def test_bracket_of_units_leaves_the_text_and_other_brackets_stay() -> None:
    row = only("（一）规范诊疗（不含药店）。推进改革（县卫生健康局、县医保局）。\n")
    assert row.task == "规范诊疗（不含药店）。推进改革。"
    assert row.lead


def test_roles_inside_the_bracket_leave_with_it() -> None:
    row = only("（一）推进改革（县卫生健康局、县医保局分别牵头，县财政局配合）。\n")
    assert row.task == "推进改革。"


def test_alternatives_are_joined_by_or() -> None:
    row = only("（一）县域就诊率达到90%以上或较上年度提高2个百分点。\n责任单位：县卫生健康局\n")
    assert row.targets == "县域就诊率达到90%以上\n或：较上年度提高2个百分点"


def test_deadline_shows_its_last_day() -> None:
    row = only("（一）9月底前出台实施办法。\n责任单位：县卫生健康局\n")
    assert row.deadline == "9月底前\n2025-09-30"


def test_number_printed_twice_shows_its_path() -> None:
    text = "一、甲类工作\n\n1.做好第一件事情。\n\n2.做好第二件事情。\n\n二、乙类工作\n\n1.做好第三件事情。\n"
    places = [r.source for r in ledger_rows(ledger_of(title_block() + text)) if r.entry]
    assert len(set(places)) == len(places)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("甲\v乙", "甲\n乙"), ("甲\r\n乙\r丙", "甲\n乙\n丙"), ("甲\x00乙", "甲�乙"), ("\ud800", "�")],
)
def test_control_characters_never_reach_a_sheet(text: str, shown: str) -> None:
    assert plain(text) == shown
