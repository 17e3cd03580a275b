"""The records behind a figure: their keys, never any other personal column."""

from __future__ import annotations

from collections.abc import Collection

import ibis

from sanyi.datasets import get_contract
from sanyi.indicators.conditions import AllOf, AnyOf, Not
from sanyi.indicators.frame import Frame, Need
from sanyi.indicators.model import Definition, Measure
from sanyi.indicators.plan import Within, counted_where, keep_within
from sanyi.indicators.registry import get_definition, parameters
from sanyi.indicators.wording import tables_on
from sanyi.kernel import Period, Scope, ScopeKind, ShapeError


def listed_rows(
    definition: Definition, period: Period, part: str = "numerator", scope: Scope | None = None,
    tables: Collection[str] | None = None,
) -> ibis.Table:  # fmt: skip
    """Keys of the rows a figure counted.

    Args:
        part: ``numerator``, ``denominator``, ``left_out``, or ``not_met`` for rows of the
            denominator that are not in the numerator.
        scope: the place or institution of the figure; None for everything.
        tables: the inputs of the figure; the scope is found by paths through these only.

    Returns:
        One row per record: the key columns of its table, sorted.

    Raises:
        ShapeError: the indicator has no such part.
    """
    measure, where = _part(definition, part)
    paths = _scope_paths(definition, measure, scope)
    if tables is not None:
        paths = tuple(p for p in paths if tables_on(measure.table, p) <= {*tables})
    keys = get_contract(measure.table).key
    frame = Frame(measure.table, [Need(where, period)], [*keys, *paths], parameters())
    frame.keep(where, period)
    if paths and scope is not None:
        is_own = scope.kind is ScopeKind.OWN
        keep_within(frame, paths, Within(own=scope.id) if is_own else Within((scope.id,)))
    rows = frame.rows
    return rows.select(*keys).distinct().order_by(list(keys))


def _part(definition: Definition, part: str) -> tuple[Measure, AllOf]:
    if definition.of:
        return _part(get_definition(definition.of[0]), part)
    top, bottom = definition.numerator, definition.denominator
    if part == "numerator" and top is not None:
        return top, counted_where(definition, top)
    if part == "denominator" and bottom is not None:
        return bottom, counted_where(definition, bottom)
    if part == "left_out" and definition.exclusions:
        table = definition.exclusions[0].table
        measure = next(m for m in reversed(definition.measures) if m.table == table)
        barred = AnyOf(tuple(e.where for e in definition.exclusions if e.table == table))
        return measure, AllOf((*measure.where.parts, barred))
    if part == "not_met" and top is not None and bottom is not None and top.table == bottom.table:
        met = AllOf(top.where.parts)
        return bottom, AllOf((*counted_where(definition, bottom).parts, Not(met)))
    raise ShapeError("IND-005", f"{definition.code} 没有“{part}”这一部分。")


def _scope_paths(definition: Definition, measure: Measure, scope: Scope | None) -> tuple[str, ...]:
    if scope is None or scope.kind is ScopeKind.ALL:
        return ()
    if scope.kind is ScopeKind.GROUP:
        return (definition.split_by,)
    return measure.institution if scope.kind is ScopeKind.INSTITUTION else measure.place
