"""Kinds that look at one row at a time; all of a table's run in one scan."""

from __future__ import annotations

import functools
import operator
from typing import Any

import ibis

from sanyi.datasets.checks.kinds import Kind, Question, equals, has_value, is_true
from sanyi.datasets.registry import get_code_list

Pair = tuple[ibis.Value, ibis.Value]
_COMPARE = {
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
    "eq": operator.eq,
    "ne": operator.ne,
}


def _everywhere() -> ibis.Value:
    return ibis.literal(True)


def _not_null(q: Question) -> Pair:
    return _everywhere(), q.column("column").isnull()


def _in_code_list(q: Question) -> Pair:
    codes = [code.code for code in get_code_list(q["codes"]).codes]
    return q.column("column").notnull(), q.column("column").notin(codes)


def _in_range(q: Question) -> Pair:
    value = q.column("column")
    low, high = q["low"], q["high"]
    bad = ibis.literal(False)
    if low is not None:
        bad = bad | (value < _like(value, low))
    if high is not None:
        bad = bad | (value > _like(value, high))
    return value.notnull(), bad


def _like(value: ibis.Value, bound: Any) -> ibis.Value:
    """A bound written as text, in the type of the column it limits."""
    if value.type().is_integer():
        return ibis.literal(int(float(bound)), "int64")
    return ibis.literal(str(bound)).cast(value.type())


def _pattern(q: Question) -> Pair:
    value = q.column("column")
    return value.notnull(), ~value.re_search(f"^({q['pattern']})$")


def _text_length_between(q: Question) -> Pair:
    length = q.column("column").strip().length()
    return q.column("column").notnull(), ~length.between(q["low"], q["high"])


def _placeholder(q: Question) -> Pair:
    value = q.column("column")
    return value.notnull(), value.strip().isin(list(q["texts"]))


def _date_not_future(q: Question) -> Pair:
    value = q.column("column")
    return value.notnull(), value.cast("date") > ibis.literal(q.as_of)


def _date_not_before(q: Question) -> Pair:
    value = q.column("column")
    return value.notnull(), value.cast("date") < ibis.date(str(q["date"]))


def _date_order(q: Question) -> Pair:
    earlier, later = q.column("earlier"), q.column("later")
    return earlier.notnull() & later.notnull(), earlier > later


def _days_between(q: Question) -> Pair:
    start, end = q.column("start").cast("date"), q.column("end").cast("date")
    days = end.delta(start, unit="day")
    return start.notnull() & end.notnull(), ~days.between(q["low"], q["high"])


def _compare_columns(q: Question) -> Pair:
    left, right = q.column("left"), q.column("right")
    if q["factor"] != 1:
        right = right * q["factor"]
    holds = _COMPARE[q["operator"]](left, right)
    return left.notnull() & right.notnull(), ~holds


def _conditional_required(q: Question) -> Pair:
    return equals(q.column("when"), q["equals"]), q.column("column").isnull()


def _mutually_exclusive(q: Question) -> Pair:
    filled = [has_value(column) for column in q.columns("columns")]
    pairs = [a & b for i, a in enumerate(filled) for b in filled[i + 1 :]]
    return _any(filled), _any(pairs)


def _one_of_required(q: Question) -> Pair:
    return _everywhere(), ~_any([column.notnull() for column in q.columns("columns")])


def _requires_both(q: Question) -> Pair:
    filled = [column.notnull() for column in q.columns("columns")]
    return _any(filled), ~functools.reduce(operator.and_, filled)


def _monotone_funnel(q: Question) -> Pair:
    filled = [has_value(column) for column in q.columns("columns")]
    jumps = [late & ~early for early, late in zip(filled, filled[1:], strict=False)]
    return _any(filled), _any(jumps)


def _any(conditions: list[ibis.Value]) -> ibis.Value:
    return functools.reduce(operator.or_, conditions)


def _sum(columns: list[ibis.Value]) -> ibis.Value:
    return functools.reduce(operator.add, [column.fill_null(0) for column in columns])


def _sum_equals_parts(q: Question) -> Pair:
    parts = q.columns("parts")
    known = q.column("total").notnull() & _any([part.notnull() for part in parts])
    return known, (q.column("total") - _sum(parts)).abs() > q["tolerance"]


def _parts_not_over_total(q: Question) -> Pair:
    parts = q.columns("parts")
    known = q.column("total").notnull() & _any([part.notnull() for part in parts])
    # A reversal carries both signs turned round, so sizes are compared.
    return known, _sum(parts).abs() > q.column("total").abs() + q["tolerance"]


def _product_equals(q: Question) -> Pair:
    quantity, price = q.column("quantity"), q.column("price")
    amount = quantity.cast("decimal(18,4)") * price.cast("decimal(18,6)") * 100
    known = quantity.notnull() & price.notnull() & q.column("amount").notnull()
    return known, (q.column("amount") - amount).abs() > q["tolerance"]


def _stock_balances(q: Question) -> Pair:
    moves = [q.column("opening"), q.column("received")]
    gone = [q.column("issued"), q.column("moved")]
    gap = _sum(moves) - _sum(gone) - q.column("closing")
    return q.column("opening").notnull() & q.column("closing").notnull(), gap.abs() > q["tolerance"]


def _age_matches_birth(q: Question) -> Pair:
    born, day, age = q.column("born"), q.column("at").cast("date"), q.column("age")
    before = (day.month() * 100 + day.day()) < (born.month() * 100 + born.day())
    years = day.year() - born.year() - before.cast("int64")
    known = born.notnull() & day.notnull() & age.notnull()
    return known, (years - age).abs() > q["tolerance"]


def _stay_length_matches_dates(q: Question) -> Pair:
    start, end, days = q.column("start"), q.column("end"), q.column("days")
    nights = end.cast("date").delta(start.cast("date"), unit="day")
    # A stay within one day is counted as one day by some systems and as none by others.
    same_day = (nights == 0) & days.isin([0, 1])
    return start.notnull() & end.notnull() & days.notnull(), (nights != days) & ~same_day


def _negative_only_if(q: Question) -> Pair:
    return q.column("column") < 0, ~is_true(q.column("when"))


def _change_between(q: Question) -> Pair:
    now, before = q.column("column"), q.column("previous")
    known = now.notnull() & before.notnull() & (before != 0)
    change = (now.cast("float64") / before.cast("float64") - 1).abs()
    return known, change > q["change"]


ROW_KINDS = (
    Kind("not_null", "必填", columns=("column",), row=_not_null),
    Kind("in_code_list", "取值在代码表中", ("column",), values=("codes",), row=_in_code_list),
    Kind(
        "in_range", "取值在范围内", ("column",), defaults={"low": None, "high": None}, row=_in_range
    ),
    Kind("pattern", "符合格式", ("column",), values=("pattern",), row=_pattern),
    Kind(
        "text_length_between",
        "文字长度",
        ("column",),
        values=("low", "high"),
        row=_text_length_between,
    ),
    Kind("placeholder", "不是占位文字", ("column",), values=("texts",), row=_placeholder),
    Kind("date_not_future", "日期不在将来", ("column",), row=_date_not_future),
    Kind("date_not_before", "日期不过早", ("column",), values=("date",), row=_date_not_before),
    Kind("date_order", "日期先后", ("earlier", "later"), row=_date_order),
    Kind(
        "days_between", "间隔天数", ("start", "end"), values=("low", "high"), row=_days_between
    ),
    Kind(
        "compare_columns",
        "两列比较",
        ("left", "right"),
        values=("operator",),
        defaults={"factor": 1},
        row=_compare_columns,
    ),
    Kind(
        "conditional_required",
        "有前提的必填",
        ("when", "column"),
        values=("equals",),
        row=_conditional_required,
    ),
    Kind("mutually_exclusive", "互斥", lists=("columns",), row=_mutually_exclusive),
    Kind("one_of_required", "至少填一项", lists=("columns",), row=_one_of_required),
    Kind("requires_both", "须同时填", lists=("columns",), row=_requires_both),
    Kind("monotone_funnel", "先有前一步", lists=("columns",), row=_monotone_funnel),
    Kind(
        "sum_equals_parts",
        "合计等于分项之和",
        ("total",),
        ("parts",),
        defaults={"tolerance": 0},
        row=_sum_equals_parts,
    ),
    Kind(
        "parts_not_over_total",
        "分项不超过合计",
        ("total",),
        ("parts",),
        defaults={"tolerance": 0},
        row=_parts_not_over_total,
    ),
    Kind(
        "product_equals",
        "数量乘单价等于金额",
        ("quantity", "price", "amount"),
        defaults={"tolerance": 1},
        row=_product_equals,
    ),
    Kind(
        "stock_balances",
        "进销存平衡",
        ("opening", "received", "issued", "moved", "closing"),
        defaults={"tolerance": 0},
        row=_stock_balances,
    ),
    Kind(
        "age_matches_birth",
        "年龄与出生日期相符",
        ("age", "born", "at"),
        defaults={"tolerance": 0},
        row=_age_matches_birth,
    ),
    Kind(
        "stay_length_matches_dates",
        "住院天数与日期相符",
        ("days", "start", "end"),
        row=_stay_length_matches_dates,
    ),
    Kind("negative_only_if", "负数只见于冲正", ("column", "when"), row=_negative_only_if),
    Kind(
        "change_between",
        "与上年同期相差不大",
        ("column", "previous"),
        values=("change",),
        row=_change_between,
    ),
)
