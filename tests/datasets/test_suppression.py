"""Small cells are not published, nor what would give them away."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sanyi.datasets import is_small, suppress_small_cells


def test_counts_from_one_to_four_are_small() -> None:
    assert [n for n in range(7) if is_small(n)] == [1, 2, 3, 4]
    assert not is_small(None)


def test_rate_on_a_small_count_goes_too() -> None:
    rows = [{"n": 4, "rate": 0.5}, {"n": 0, "rate": None}, {"n": 5, "rate": 0.2}]
    assert suppress_small_cells(rows, ["n"], dependent={"rate": "n"}) == [
        {"n": "＜5", "rate": None},
        {"n": 0, "rate": None},
        {"n": 5, "rate": 0.2},
    ]


def test_single_small_cell_under_a_total_hides_a_second() -> None:
    rows = [{"n": 3}, {"n": 50}, {"n": 9}]
    assert [r["n"] for r in suppress_small_cells(rows, ["n"], total_of=["n"])] == ["＜5", 50, "—"]
    two = [{"n": 3}, {"n": 4}, {"n": 9}]
    assert [r["n"] for r in suppress_small_cells(two, ["n"], total_of=["n"])] == ["＜5", "＜5", 9]


@given(st.lists(st.integers(0, 20), min_size=1, max_size=8), st.integers(2, 10))
def test_no_small_count_is_ever_published(counts: list[int], limit: int) -> None:
    rows = [{"n": n} for n in counts]
    shown = [r["n"] for r in suppress_small_cells(rows, ["n"], limit, total_of=["n"])]
    assert not any(isinstance(n, int) and 0 < n < limit for n in shown)
    hidden = [n for n in shown if not isinstance(n, int)]
    filled = [n for n in counts if n]
    assert len(hidden) != 1 or len(filled) == 1, "只藏一格，用合计就能倒算"
