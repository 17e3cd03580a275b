"""Masking across runs and revisions, the way back, and cutting before a value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanyi.ledger import DELETED, INSERTED, KEPT, cut_text, mask_runs, mask_text, restore_masked

CONTACT = "联系人：王某某，电话：13800001234。"
WORDS = st.text(alphabet="王某某联系人电话：，。0123456789*- \n", max_size=60)


def test_number_in_two_runs_is_masked_in_both() -> None:
    assert mask_runs([("电话：1380", KEPT), ("0001234", KEPT)]) == ["电话：138*", "***1234"]


def test_number_that_a_revision_takes_away_is_masked_too() -> None:
    runs = [("电话：138", KEPT), ("00001234", DELETED), ("11115678", INSERTED), ("。", KEPT)]
    assert mask_runs(runs) == ["电话：138", "****1234", "****5678", "。"]


@given(st.lists(st.tuples(WORDS, st.sampled_from([KEPT, INSERTED, DELETED])), max_size=6))
def test_each_run_keeps_its_length(runs: list[tuple[str, str]]) -> None:
    assert [len(t) for t in mask_runs(runs)] == [len(t) for t, _ in runs]


@given(WORDS)
def test_masked_text_handed_back_is_the_original(text: str) -> None:
    assert restore_masked(mask_text(text), text) == text


@given(WORDS, WORDS)
def test_words_around_a_masked_value_may_change(before: str, after: str) -> None:
    changed = f"{before}。\n{mask_text(CONTACT)}\n。{after}"
    if "*" not in before + after and mask_text(before + after) == before + after:
        assert restore_masked(changed, CONTACT).count("13800001234") == 1


@pytest.mark.parametrize("typed", ["电话：139****1234。", "电话：***********。", "王**"])
def test_asterisks_that_cannot_be_told_stay(typed: str) -> None:
    """No value is put together from half of an old one and half of a new."""
    back = restore_masked(typed, "办公室，电话：13800001234。")
    assert back == typed


def test_text_is_cut_before_a_value_and_not_through_it() -> None:
    assert cut_text(CONTACT, 14) == "联系人：王某某，电话："
    assert cut_text(CONTACT, 200) == CONTACT and cut_text("推进改革工作", 4) == "推进改革"
