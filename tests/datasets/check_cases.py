"""One tiny table for each kind of check; the expected counts can be read off the rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Case:
    """A kind called on a table written as SQL values.

    ``columns`` is ``name type`` with types of contracts; ``others`` are related tables alike.
    """

    kind: str
    parameters: dict[str, Any]
    columns: str
    rows: Sequence[str]
    checked: int
    failed: int
    others: dict[str, tuple[str, Sequence[str]]] = field(default_factory=dict)
    key: str = "k"


D = "DATE '{}'".format


def days(*texts: str) -> str:
    """A row of dates after a key."""
    return ", ".join(D(text) if text else "NULL" for text in texts)


CASES = [
    Case("not_null", {"column": "a"}, "k string, a int64", ["'1', 1", "'2', NULL"], 2, 1),
    Case(
        "in_code_list",
        {"column": "a", "codes": "sexes"},
        "k string, a string",
        ["'1', '1'", "'2', '7'", "'3', NULL"],
        2,
        1,
    ),
    Case(
        "in_range",
        {"column": "a", "low": "0", "high": "130"},
        "k string, a int64",
        ["'1', 0", "'2', 130", "'3', 131", "'4', -1", "'5', NULL"],
        4,
        2,
    ),
    Case(
        "pattern",
        {"column": "a", "pattern": "[A-Z][0-9]{2}.*"},
        "k string, a string",
        ["'1', 'J18.9'", "'2', 'j18'", "'3', 'xJ18'", "'4', NULL"],
        3,
        2,
    ),
    Case(
        "text_length_between",
        {"column": "a", "low": 2, "high": 3},
        "k string, a string",
        ["'1', '一'", "'2', '一二'", "'3', '一二三'", "'4', '一二三四'"],
        4,
        2,
    ),
    Case(
        "placeholder",
        {"column": "a", "texts": ["不详", "无"]},
        "k string, a string",
        ["'1', '不详'", "'2', '无'", "'3', '无锡'", "'4', NULL"],
        3,
        2,
    ),
    Case(
        "date_not_future",
        {"column": "a"},
        "k string, a date",
        [f"'1', {D('2022-10-01')}", f"'2', {D('2022-10-02')}", "'3', NULL"],
        2,
        1,
    ),
    Case(
        "date_not_before",
        {"column": "a", "date": "2020-01-01"},
        "k string, a date",
        [f"'1', {D('2020-01-01')}", f"'2', {D('2019-12-31')}"],
        2,
        1,
    ),
    Case(
        "date_order",
        {"earlier": "a", "later": "b"},
        "k string, a date, b date",
        [
            f"'1', {days('2022-01-01', '2022-01-01')}",
            f"'2', {days('2022-01-02', '2022-01-01')}",
            f"'3', {days('2022-01-02', '')}",
        ],
        2,
        1,
    ),
    Case(
        "days_between",
        {"start": "a", "end": "b", "low": 0, "high": 30},
        "k string, a date, b date",
        [
            f"'1', {days('2022-01-01', '2022-01-31')}",
            f"'2', {days('2022-01-01', '2022-02-01')}",
            f"'3', {days('2022-01-02', '2022-01-01')}",
        ],
        3,
        2,
    ),
    Case(
        "compare_columns",
        {"left": "a", "operator": "le", "right": "b", "factor": 2},
        "k string, a int64, b int64",
        ["'1', 20, 10", "'2', 21, 10", "'3', NULL, 10"],
        2,
        1,
    ),
    Case(
        "conditional_required",
        {"when": "a", "equals": "done", "column": "b"},
        "k string, a string, b string",
        ["'1', 'done', 'x'", "'2', 'done', NULL", "'3', 'planned', NULL", "'4', NULL, NULL"],
        2,
        1,
    ),
    Case(
        "mutually_exclusive",
        {"columns": ["a", "b"]},
        "k string, a fen, b fen",
        ["'1', 5, 0", "'2', 5, 5", "'3', 0, NULL", "'4', NULL, 5"],
        3,
        1,
    ),
    Case(
        "one_of_required",
        {"columns": ["a", "b"]},
        "k string, a string, b string",
        ["'1', 'x', NULL", "'2', NULL, NULL"],
        2,
        1,
    ),
    Case(
        "requires_both",
        {"columns": ["a", "b"]},
        "k string, a date, b fen",
        [f"'1', {D('2022-01-01')}, 5", f"'2', {D('2022-01-01')}, NULL", "'3', NULL, NULL"],
        2,
        1,
    ),
    Case(
        "monotone_funnel",
        {"columns": ["a", "b", "c"]},
        "k string, a date, b boolean, c date",
        [
            f"'1', {D('2022-01-01')}, true, {D('2022-02-01')}",
            f"'2', {D('2022-01-01')}, false, {D('2022-02-01')}",
            f"'3', {D('2022-01-01')}, NULL, NULL",
            "'4', NULL, NULL, NULL",
        ],
        3,
        1,
    ),
    Case(
        "sum_equals_parts",
        {"total": "t", "parts": ["a", "b"], "tolerance": 1},
        "k string, t fen, a fen, b fen",
        ["'1', 30, 10, 20", "'2', 31, 10, 20", "'3', 32, 10, 20", "'4', 10, 10, NULL"],
        4,
        1,
    ),
    Case(
        "parts_not_over_total",
        {"total": "t", "parts": ["a", "b"]},
        "k string, t fen, a fen, b fen",
        ["'1', 30, 10, 20", "'2', 29, 10, 20", "'3', -30, -10, -20", "'4', 30, NULL, NULL"],
        3,
        1,
    ),
    Case(
        "product_equals",
        {"quantity": "q", "price": "p", "amount": "a"},
        "k string, q decimal(18,4), p decimal(18,6), a fen",
        ["'1', 3, 1.25, 375", "'2', 3, 1.25, 377", "'3', 7, 0.0735, 51"],
        3,
        1,
    ),
    Case(
        "stock_balances",
        {"opening": "o", "received": "r", "issued": "i", "moved": "m", "closing": "c"},
        "k string, o int64, r int64, i int64, m int64, c int64",
        ["'1', 100, 50, 30, NULL, 120", "'2', 100, 50, 30, 5, 120", "'3', NULL, 1, 1, 1, 1"],
        2,
        1,
    ),
    Case(
        "age_matches_birth",
        {"age": "a", "born": "b", "at": "d"},
        "k string, a int64, b date, d date",
        [
            f"'1', 41, {days('1980-05-02', '2022-05-01')}",
            f"'2', 42, {days('1980-05-01', '2022-05-01')}",
            f"'3', 42, {days('1980-05-02', '2022-05-01')}",
        ],
        3,
        1,
    ),
    Case(
        "stay_length_matches_dates",
        {"days": "n", "start": "a", "end": "b"},
        "k string, n int64, a date, b date",
        [
            f"'1', 4, {days('2022-01-01', '2022-01-05')}",
            f"'2', 5, {days('2022-01-01', '2022-01-05')}",
            f"'3', 1, {days('2022-01-01', '2022-01-01')}",
        ],
        3,
        1,
    ),
    Case(
        "negative_only_if",
        {"column": "a", "when": "b"},
        "k string, a fen, b boolean",
        ["'1', -5, true", "'2', -5, false", "'3', -5, NULL", "'4', 5, false"],
        3,
        2,
    ),
    Case(
        "change_between",
        {"column": "a", "previous": "b", "change": 0.5},
        "k string, a int64, b int64",
        ["'1', 150, 100", "'2', 151, 100", "'3', 40, 100", "'4', 5, 0"],
        3,
        2,
    ),
    Case(
        "unique_key",
        {"columns": ["k"]},
        "k string, a int64",
        ["'1', 1", "'2', 1", "'2', 2"],
        2,
        1,
    ),
    Case(
        "duplicate_rows",
        {"columns": ["a", "b"]},
        "k string, a string, b string",
        ["'1', 'x', 'y'", "'2', 'x', 'y'", "'3', 'x', NULL", "'4', 'x', NULL"],
        1,
        1,
    ),
    Case(
        "no_overlap",
        {"group": ["g"], "start": "a", "end": "b"},
        "k string, g string, a date, b date",
        [
            f"'1', 'p', {days('2022-01-01', '2022-01-05')}",
            f"'2', 'p', {days('2022-01-05', '2022-01-09')}",
            f"'3', 'p', {days('2022-01-02', '2022-01-03')}",
            f"'4', 'q', {days('2022-01-02', '')}",
            f"'5', 'q', {days('2023-01-02', '')}",
        ],
        5,
        2,
    ),
    Case(
        "sequence_no_gap",
        {"group": ["g"], "column": "n"},
        "k string, g string, n int64",
        ["'1', 'a', 1", "'2', 'a', 2", "'3', 'b', 1", "'4', 'b', 3", "'5', 'c', 2"],
        3,
        2,
    ),
    Case(
        "monotone",
        {"group": ["g"], "order": "n", "column": "a"},
        "k string, g string, n int64, a int64",
        ["'1', 'a', 1, 10", "'2', 'a', 2, 10", "'3', 'a', 3, 9", "'4', 'b', 1, 1"],
        2,
        1,
    ),
    Case(
        "flat_line",
        {"group": ["g"], "order": "n", "column": "a", "run": 3},
        "k string, g string, n int64, a decimal(18,4)",
        ["'1', 'a', 1, 0.3", "'2', 'a', 2, 0.3", "'3', 'a', 3, 0.3", "'4', 'a', 4, 0.4"],
        2,
        1,
    ),
    Case(
        "outlier_iqr",
        {"column": "a", "factor": 3, "at_least": 8},
        "k string, a int64",
        [f"'{n}', {v}" for n, v in enumerate([10, 11, 12, 13, 14, 15, 16, 17, 90])],
        9,
        1,
    ),
    Case(
        "no_gap_in_series",
        {"group": ["g"], "column": "a", "step": "month"},
        "k string, g string, a date",
        [
            f"'1', 'x', {D('2021-11-01')}",
            f"'2', 'x', {D('2021-12-05')}",
            f"'3', 'x', {D('2022-01-01')}",
            f"'4', 'x', {D('2022-04-01')}",
            f"'5', 'y', {D('2022-04-01')}",
        ],
        3,
        1,
    ),
    Case(
        "compare_to_previous_period",
        {"column": "a", "step": "month", "value": "n", "change": 0.5},
        "k string, a date, n int64",
        [
            f"'1', {D('2022-01-01')}, 100",
            f"'2', {D('2022-02-01')}, 150",
            f"'3', {D('2022-03-01')}, 60",
            f"'4', {D('2022-05-01')}, 999",
        ],
        2,
        1,
    ),
    Case(
        "freshness",
        {"column": "a", "days": 31},
        "k string, a date",
        [f"'1', {D('2022-08-30')}", f"'2', {D('2022-08-01')}"],
        1,
        1,
    ),
    Case("row_count_between", {"low": 3}, "k string, a int64", ["'1', 1", "'2', 1"], 1, 1),
    Case(
        "share_between",
        {"column": "a", "equals": "__filled__", "low": 0.6, "high": 1.0},
        "k string, a string",
        ["'1', 'x'", "'2', NULL"],
        1,
        1,
    ),
    Case(
        "dominant_value",
        {"column": "a", "high": 0.7, "at_least": 4},
        "k string, a string",
        ["'1', 'x'", "'2', 'x'", "'3', 'x'", "'4', 'y'", "'5', NULL"],
        1,
        1,
    ),
    Case(
        "constant_column",
        {"column": "a", "group": ["g"], "at_least": 2},
        "k string, g string, a int64",
        ["'1', 'x', 5", "'2', 'x', 5", "'3', 'y', 5", "'4', 'y', 6", "'5', 'z', 1"],
        2,
        1,
    ),
    Case(
        "digit_preference",
        {"column": "a", "modulus": 10, "tolerance": 0.1, "at_least": 4},
        "k string, a int64",
        ["'1', 110", "'2', 120", "'3', 133", "'4', 147"],
        1,
        1,
    ),
    Case(
        "foreign_key",
        {"column": "a", "references": "parents.p"},
        "k string, a string",
        ["'1', 'x'", "'2', 'y'", "'3', NULL"],
        2,
        1,
        {"parents": ("p string", ["'x'", "'x'", "'z'"])},
    ),
    Case(
        "rows_have_child",
        {"child": "children", "on": ["k"]},
        "k string, a int64",
        ["'1', 1", "'2', 1"],
        2,
        1,
        {"children": ("k string, n int64", ["'1', 1", "'1', 2"])},
    ),
    Case(
        "cost_equals_lines",
        {"child": "children", "on": ["k"], "total": "t", "amount": "a", "tolerance": 1},
        "k string, t fen",
        ["'1', 31", "'2', 5", "'3', 9"],
        2,
        1,
        {"children": ("k string, a fen", ["'1', 10", "'1', 20", "'2', 7"])},
    ),
    Case(
        "date_after_parent",
        {"parent": "parents", "on": ["p"], "parent_date": "d", "column": "a"},
        "k string, p string, a date",
        [f"'1', 'x', {D('2022-01-01')}", f"'2', 'x', {D('2021-12-31')}", "'3', 'x', NULL"],
        2,
        1,
        {"parents": ("p string, d date", [f"'x', {D('2022-01-01')}"])},
    ),
    Case(
        "equals_parent",
        {"parent": "parents", "on": ["p"], "parent_column": "w", "column": "w", "tolerance": 0.5},
        "k string, p string, w decimal(10,3)",
        ["'1', 'x', 41.5", "'2', 'x', 41.4", "'3', 'y', 1"],
        2,
        1,
        {"parents": ("p string, w decimal(10,3)", ["'x', 42.0"])},
    ),
    Case(
        "filled_in_period",
        {"group": ["g"], "column": "a", "value": "v", "step": "quarter"},
        "k string, g string, a date, v string",
        [
            f"'1', 'x', {D('2022-01-05')}, '已办'",
            f"'2', 'x', {D('2022-04-05')}, ''",
            f"'3', 'y', {D('2022-04-09')}, '在办'",
        ],
        4,
        2,
    ),
]
