"""Kinds that look at groups, series, shares or related tables."""

from __future__ import annotations

import ibis
from ibis import _

from sanyi.datasets.checks.kinds import (
    Kind,
    Question,
    equals,
    has_value,
    is_true,
    marked,
    period_number,
)


def _repeated(q: Question) -> ibis.Table:
    names = list(q["columns"])
    filled = q.table.filter(*[q.table[name].notnull() for name in names])
    groups = filled.group_by(names).agg(times=_.count())
    return marked(groups, groups.times > 0, groups.times > 1)


def _no_overlap(q: Question) -> ibis.Table:
    group, start, end = list(q["group"]), q["start"], q["end"]
    known = q.table.filter(
        *[q.table[name].notnull() for name in (*group, start)]
    )
    window = ibis.window(
        group_by=group,
        order_by=[known[start], *(known[name] for name in q.contract.key)],
        preceding=(None, 1),
    )
    # An open end has no bound: whatever starts later overlaps it.
    last = ibis.date("2999-12-31")
    shifted = known.mutate(before=known[end].cast("date").fill_null(last).max().over(window))
    overlaps = shifted.before > shifted[start].cast("date")
    return marked(shifted, ibis.literal(True), overlaps)


def _sequence_no_gap(q: Question) -> ibis.Table:
    group, column = list(q["group"]), q["column"]
    groups = q.table.group_by(group).agg(
        low=_[column].min(), high=_[column].max(), distinct=_[column].nunique()
    )
    broken = (groups.low != q["start"]) | (groups.high - groups.low + 1 != groups.distinct)
    return marked(groups, groups.high.notnull(), broken)


def _monotone(q: Question) -> ibis.Table:
    column = q["column"]
    known = q.table.filter(q.table[column].notnull())
    window = ibis.window(group_by=list(q["group"]), order_by=known[q["order"]])
    shifted = known.mutate(before=known[column].lag().over(window))
    return marked(shifted, shifted.before.notnull(), shifted[column] < shifted.before)


def _flat_line(q: Question) -> ibis.Table:
    column, run = q["column"], int(q["run"])
    known = q.table.filter(q.table[column].notnull())
    window = ibis.window(
        group_by=list(q["group"]), order_by=known[q["order"]], preceding=run - 1, following=0
    )
    spread = known.mutate(
        seen=known.count().over(window),
        low=known[column].min().over(window),
        high=known[column].max().over(window),
    )
    return marked(spread, spread.seen >= run, spread.low == spread.high)


def _outlier_iqr(q: Question) -> ibis.Table:
    column, group = q["column"], list(q["group"])
    known = q.table.filter(q.table[column].notnull()).mutate(
        one=ibis.literal(1), size=_[column].cast("float64")
    )
    keys = group or ["one"]
    bands = known.group_by(keys).agg(
        low=_.size.quantile(0.25), high=_.size.quantile(0.75), n=_.count()
    )
    joined = known.inner_join(bands, keys)
    reach = (joined.high - joined.low) * q["factor"]
    outside = (joined.size < joined.low - reach) | (joined.size > joined.high + reach)
    # A band without width says nothing: most values are then the same.
    return marked(joined, (joined.n >= q["at_least"]) & (joined.high > joined.low), outside)


def _no_gap_in_series(q: Question) -> ibis.Table:
    group = list(q["group"])
    numbered = q.table.mutate(number=period_number(q.column("column"), q["step"]))
    periods = numbered.filter(_.number.notnull()).select(*group, "number").distinct()
    window = ibis.window(group_by=group, order_by=periods.number)
    shifted = periods.mutate(before=periods.number.lag().over(window))
    return marked(shifted, shifted.before.notnull(), shifted.number - shifted.before > 1)


def _compare_to_previous_period(q: Question) -> ibis.Table:
    numbered = q.table.mutate(number=period_number(q.column("column"), q["step"]))
    known = numbered.filter(_.number.notnull())
    size = _.count() if q["value"] is None else _[q["value"]].sum()
    periods = known.group_by("number").agg(size=size.cast("float64"))
    window = ibis.window(order_by=periods.number)
    shifted = periods.mutate(
        before=periods["size"].lag().over(window), last=periods.number.lag().over(window)
    )
    comparable = (shifted.last == shifted.number - 1) & (shifted.before != 0)
    change = (shifted["size"] / shifted.before.nullif(0) - 1).abs()
    return marked(shifted, comparable, change > q["change"])


def _freshness(q: Question) -> ibis.Table:
    newest = q.table.agg(newest=q.column("column").cast("date").max())
    age = ibis.literal(q.as_of).delta(newest.newest, unit="day")
    return marked(newest, newest.newest.notnull(), age > q["days"])


def _row_count_between(q: Question) -> ibis.Table:
    counted = q.table.agg(n=q.table.count())
    bad = counted.n < q["low"]
    if q["high"] is not None:
        bad = bad | (counted.n > q["high"])
    return marked(counted, ibis.literal(True), bad)


def _share_between(q: Question) -> ibis.Table:
    hit = equals(q.column("column"), q["equals"]).cast("int64")
    counted = q.table.agg(n=q.table.count(), hits=hit.sum())
    share = counted.hits.cast("float64") / counted.n.nullif(0).cast("float64")
    return marked(counted, counted.n > 0, ~share.between(q["low"], q["high"]))


def _dominant_value(q: Question) -> ibis.Table:
    column = q["column"]
    sizes = q.table.filter(q.table[column].notnull()).group_by(column).agg(times=_.count())
    whole = sizes.agg(n=sizes.times.sum(), most=sizes.times.max())
    share = whole.most.cast("float64") / whole.n.nullif(0).cast("float64")
    return marked(whole, whole.n >= q["at_least"], share > q["high"])


def _constant_column(q: Question) -> ibis.Table:
    column = q["column"]
    known = q.table.filter(q.table[column].notnull()).mutate(one=ibis.literal(1))
    groups = known.group_by(list(q["group"]) or ["one"]).agg(
        n=_.count(), distinct=_[column].nunique()
    )
    return marked(groups, groups.n >= q["at_least"], groups.distinct == 1)


def _digit_preference(q: Question) -> ibis.Table:
    """Too many round values: written by hand, or invented."""
    value, modulus = q.column("column"), q["modulus"]
    expected = 1 / modulus if q["expected"] is None else q["expected"]
    if not value.type().is_integer():
        value = value.cast("decimal(18,4)")
    round_ones = is_true(value % modulus == 0).cast("int64")
    counted = q.table.agg(n=value.count(), hits=round_ones.sum())
    share = counted.hits.cast("float64") / counted.n.nullif(0).cast("float64")
    return marked(counted, counted.n >= q["at_least"], share > expected + q["tolerance"])


def _foreign_key(q: Question) -> ibis.Table:
    table, _dot, target = q["references"].partition(".")
    column = q["column"]
    known = q.table.filter(q.table[column].notnull())
    parents = q.other(table).select(parent=target).distinct()
    orphans = known.left_join(parents, known[column] == parents.parent)
    return marked(orphans, ibis.literal(True), orphans.parent.isnull())


def _rows_have_child(q: Question) -> ibis.Table:
    names = list(q["on"])
    children = q.other(q["child"]).select(*names).distinct().mutate(has_child=ibis.literal(True))
    joined = q.table.left_join(children, names)
    return marked(joined, ibis.literal(True), joined.has_child.isnull())


def _cost_equals_lines(q: Question) -> ibis.Table:
    names, amount = list(q["on"]), q["amount"]
    lines = q.other(q["child"]).group_by(names).agg(of_lines=_[amount].sum().cast("int64"))
    joined = q.table.inner_join(lines, names)
    return marked(
        joined, joined[q["total"]].notnull(), (joined[q["total"]] - joined.of_lines).abs() > q["tolerance"]
    )


def _date_after_parent(q: Question) -> ibis.Table:
    joined = _with_parent(q, q["parent_date"])
    known = joined.parent_value.notnull() & joined[q["column"]].notnull()
    return marked(joined, known, joined[q["column"]] < joined.parent_value)


def _equals_parent(q: Question) -> ibis.Table:
    joined = _with_parent(q, q["parent_column"])
    known = joined.parent_value.notnull() & joined[q["column"]].notnull()
    if joined.parent_value.type().is_numeric():
        bad = (joined[q["column"]] - joined.parent_value).abs() > q["tolerance"]
    else:
        bad = joined[q["column"]] != joined.parent_value
    return marked(joined, known, bad)


def _with_parent(q: Question, column: str) -> ibis.Table:
    names = list(q["on"])
    parents = q.other(q["parent"]).select(*names, parent_value=column)
    return q.table.inner_join(parents, names)


def _filled_in_period(q: Question) -> ibis.Table:
    """Each member of a register has a row in each period that anyone has."""
    names, step = list(q["group"]), q["step"]
    numbered = q.table.mutate(number=period_number(q.column("column"), step))
    known = numbered.filter(_.number.notnull())
    members = known.select(*names).distinct()
    periods = known.select("number").distinct()
    wanted = members.cross_join(periods)
    present = known.filter(has_value(known[q["value"]])).select(*names, "number").distinct()
    found = present.mutate(is_present=ibis.literal(True))
    joined = wanted.left_join(found, [*names, "number"])
    return marked(joined, ibis.literal(True), joined.is_present.isnull())


TABLE_KINDS = (
    Kind("unique_key", "主键唯一", lists=("columns",), whole=_repeated),
    Kind("duplicate_rows", "没有重复内容", lists=("columns",), whole=_repeated),
    Kind("no_overlap", "时段不重叠", ("start", "end"), ("group",), whole=_no_overlap),
    Kind(
        "sequence_no_gap",
        "序号连续",
        ("column",),
        ("group",),
        defaults={"start": 1},
        whole=_sequence_no_gap,
    ),
    Kind("monotone", "只增不减", ("column", "order"), ("group",), whole=_monotone),
    Kind(
        "flat_line", "读数不呆滞", ("column", "order"), ("group",), values=("run",), whole=_flat_line
    ),
    Kind(
        "outlier_iqr",
        "没有离群值",
        ("column",),
        ("group",),
        defaults={"group": (), "factor": 3, "at_least": 20},
        whole=_outlier_iqr,
    ),
    Kind(
        "no_gap_in_series",
        "时间序列不断档",
        ("column",),
        ("group",),
        values=("step",),
        defaults={"group": ()},
        whole=_no_gap_in_series,
    ),
    Kind(
        "compare_to_previous_period",
        "与上期相差不大",
        ("column", "value"),
        values=("step", "change"),
        defaults={"value": None},
        whole=_compare_to_previous_period,
    ),
    Kind("freshness", "数据够新", ("column",), values=("days",), whole=_freshness),
    Kind(
        "row_count_between",
        "行数在范围内",
        values=("low",),
        defaults={"high": None},
        whole=_row_count_between,
    ),
    Kind(
        "share_between",
        "占比在范围内",
        ("column",),
        values=("equals", "low", "high"),
        whole=_share_between,
    ),
    Kind(
        "dominant_value",
        "没有一值独大",
        ("column",),
        values=("high",),
        defaults={"at_least": 20},
        whole=_dominant_value,
    ),
    Kind(
        "constant_column",
        "取值有变化",
        ("column",),
        ("group",),
        defaults={"group": (), "at_least": 6},
        whole=_constant_column,
    ),
    Kind(
        "digit_preference",
        "尾数没有偏好",
        ("column",),
        defaults={"modulus": 5, "expected": None, "tolerance": 0.1, "at_least": 50},
        whole=_digit_preference,
    ),
    Kind("foreign_key", "关联存在", ("column",), values=("references",), whole=_foreign_key),
    Kind("rows_have_child", "有明细", (), ("on",), ("child",), whole=_rows_have_child),
    Kind(
        "cost_equals_lines",
        "总额等于明细之和",
        ("total",),
        ("on",),
        ("child",),
        ("amount",),
        {"tolerance": 0},
        whole=_cost_equals_lines,
    ),
    Kind(
        "date_after_parent",
        "不早于上级记录",
        ("column",),
        ("on",),
        ("parent",),
        ("parent_date",),
        whole=_date_after_parent,
    ),
    Kind(
        "equals_parent",
        "与上级记录一致",
        ("column",),
        ("on",),
        ("parent",),
        ("parent_column",),
        {"tolerance": 0},
        whole=_equals_parent,
    ),
    Kind(
        "filled_in_period",
        "各期都有报送",
        ("column", "value"),
        ("group",),
        values=("step",),
        whole=_filled_in_period,
    ),
)
