"""No digit without a reference."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanyi.kernel import ShapeError
from sanyi.targets import Cited, RefKind, Sentence, join, named, quote, say, whole_percent
from targets.made import figure


@pytest.mark.parametrize("text", ["达到85%", "共３项", "第①项"])
def test_digit_in_plain_text_is_refused(text: str) -> None:
    with pytest.raises(ShapeError, match="没有出处的数字"):
        say(text)


@given(st.text(min_size=1))
def test_a_sentence_is_made_or_refused_by_its_digits(text: str) -> None:
    if "{}" in text:
        return
    has_digit = any(c.isdigit() and (c.isdecimal() or "①" <= c <= "⑳") for c in text)
    try:
        assert say(text).text == text
        assert not has_digit
    except ShapeError:
        assert has_digit


def test_figure_prints_itself_and_keeps_its_id() -> None:
    sentence = say("县域就诊率为{}。", figure("0.8102", 9))
    assert sentence.text == "县域就诊率为81.02%。"
    assert [c.id for c in sentence.references] == ["visit_rate@2025C09/all"]


def test_dates_and_periods_are_references() -> None:
    sentence = say("截至{}，", dt.date(2025, 9, 30))
    assert [(c.kind, c.id) for c in sentence.references] == [(RefKind.DATE, "2025-09-30")]


def test_quotation_inside_a_quotation_gets_single_marks() -> None:
    assert quote("召开“三医”会议", "x#1").text == "召开‘三医’会议"


def test_name_with_a_digit_is_a_reference_to_itself() -> None:
    assert isinstance(named("30天再入院率"), Cited) and named("县财政局") == "县财政局"


def test_figure_reference_without_its_figure_is_refused() -> None:
    with pytest.raises(ShapeError):
        Cited("81%", RefKind.FIGURE, "visit_rate@2025C09/all")


def test_template_and_words_must_match() -> None:
    with pytest.raises(ShapeError):
        say("{}和{}", "甲")


def test_chance_is_printed_without_decimals() -> None:
    assert whole_percent(figure("0.125", 9)).text == "13%"


def test_sentences_join_with_their_references() -> None:
    both = join([say("{}", figure("0.1", 1)), say("{}", figure("0.2", 2))], "、")
    assert both.text == "10.00%、20.00%" and len(both.figures) == 2
    assert not Sentence(())
