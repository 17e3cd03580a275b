"""Definitions and a session become figures with their traces, in few round trips.

A table that is not loaded gives a finding and no figure; an empty denominator gives a figure
without a value that says why. Nothing here reads a document or a clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import ibis

from sanyi.datasets import get_code_list, get_contract
from sanyi.indicators.files import target_of
from sanyi.indicators.model import Definition, Evidence, Kind, Measure
from sanyi.indicators.plan import Within, plan
from sanyi.indicators.registry import get_definition, parameters
from sanyi.indicators.results import (
    Cell,
    Cells,
    Outcome,
    changed,
    collect,
    left_out_of,
    outcome,
)
from sanyi.indicators.wording import tables_needed, tables_on, wording
from sanyi.kernel import (
    Figure,
    Finding,
    InputUse,
    LeftOut,
    Period,
    PeriodKind,
    Scope,
    ScopeKind,
    Severity,
    ShapeError,
    Trace,
)
from sanyi.params import ParameterBook


class Source(Protocol):
    """What is needed of a session."""

    def rows(self, expression: ibis.Table) -> list[dict[str, Any]]: ...

    def inputs(self, expression: ibis.Table) -> dict[str, tuple[int, str]]: ...

    def has(self, *names: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Options:
    """How figures are split and what is known of the tables.

    Args:
        places: one figure for each of these places; empty for everything loaded.
        own: one figure for the office's own county; rows that name no place are counted with it.
        by: ``place`` or ``institution`` gives one figure for each found; empty for one whole.
        grades: letter A to D by table, from the quality checks.
        book: dated values; None takes those of the package.
        lowest_grade: a table graded worse is remarked on.
    """

    places: tuple[str, ...] = ()
    own: str = ""
    by: str = ""
    grades: Mapping[str, str] | None = None
    book: ParameterBook | None = None
    lowest_grade: str = "B"


def evaluate(
    session: Source,
    codes: Iterable[str],
    period: Period,
    places: Sequence[str] | None = None,
    *,
    by: str = "",
    grades: Mapping[str, str] | None = None,
) -> tuple[tuple[Figure, ...], tuple[Finding, ...]]:
    """Figures of one period.

    Args:
        session: tables and an engine.
        codes: indicators wanted; figures come in this order.
        period: the statistical period.
        places: one figure for each of these counties; None for everything loaded.
        by: ``place`` or ``institution`` to split by what is found in the data.
        grades: letter A to D by table.

    Returns:
        (figures, findings): a finding for each indicator that cannot be computed.
    """
    options = Options(tuple(places or ()), by=by, grades=grades)
    wanted = [(get_definition(code), period) for code in dict.fromkeys(codes)]
    return evaluate_all(session, wanted, options)


def series(
    session: Source, code: str, year: int, months: int = 12, places: Sequence[str] | None = None
) -> tuple[Figure, ...]:
    """The year up to each month: the path of an indicator, one figure a month and place."""
    definition = get_definition(code)
    wanted = [(definition, Period(PeriodKind.TO_DATE, year, month + 1)) for month in range(months)]
    return evaluate_all(session, wanted, Options(tuple(places or ())))[0]


def evaluate_all(
    session: Source, wanted: Sequence[tuple[Definition, Period]], options: Options
) -> tuple[tuple[Figure, ...], tuple[Finding, ...]]:
    """Figures of definitions and periods mixed at will, in one plan.

    Raises:
        ShapeError: ``by`` is not a known way to split.
    """
    if options.by not in ("", "place", "institution"):
        raise ShapeError("IND-004", f"不能按 {options.by} 分列。", "可用 place 或 institution。")
    findings: list[Finding] = []
    possible: list[tuple[Definition, Period]] = []
    refused: set[str] = set()
    for definition, period in wanted:
        finding = _obstacle(session, definition, options)
        if finding is None:
            possible.append((definition, period))
        elif definition.code not in refused:
            refused.add(definition.code)
            findings.append(finding)
    run = _Run(session, options)
    run.measure(possible)
    figures = [figure for item in possible for figure in run.figures(*item)]
    return tuple(figures), tuple(findings)


def _obstacle(session: Source, definition: Definition, options: Options) -> Finding | None:
    lacking = [t for t in _tables(definition, options, session) if not session.has(t)]
    if lacking:
        names = "、".join(f"“{get_contract(t).title}”（{t}）" for t in lacking)
        return Finding(
            "IND-101", Severity.WARNING, definition.code,
            f"{definition.name}：没有数据，{names} 还没有装载。", "装载后重新计算。",
        )  # fmt: skip
    kind = "place" if options.places else options.by
    for measured in [get_definition(code) for code in definition.of] or [definition]:
        for measure in measured.measures:
            if kind and not getattr(measure, kind):
                title = get_contract(measure.table).title
                return Finding(
                    "IND-102", Severity.NOTE, definition.code,
                    f"{definition.name}：“{title}”没有可用于分列的列，不能按{_BY[kind]}分列。",
                    "按全部数据计算，或在定义中写明所在列。",
                )  # fmt: skip
    return None


def _usable(session: Source, measure: Measure, kind: str) -> tuple[str, ...]:
    """The paths of a split through tables that are loaded; the first of all if none is."""
    paths: tuple[str, ...] = getattr(measure, kind)
    loaded = tuple(p for p in paths if all(map(session.has, tables_on(measure.table, p))))
    return loaded or paths[:1]


def _tables(definition: Definition, options: Options, session: Source) -> tuple[str, ...]:
    """Tables a figure rests on, those by which it is split among them."""
    found = set(tables_needed(definition))
    kind = "place" if options.places or options.own else options.by
    for measured in [get_definition(code) for code in definition.of] or [definition]:
        for measure in measured.measures:
            for path in _usable(session, measure, kind) if kind else ():
                found |= tables_on(measure.table, path)
    return tuple(sorted(found))


_OWN_WORDS = "统计范围：文件所属的县（市、区），没有写明地区的记录一并计入。"
_BY = {"place": "地区", "institution": "机构"}


class _Run:
    """Cells of one evaluation and the figures made of them."""

    def __init__(self, session: Source, options: Options) -> None:
        self.session = session
        self.options = options
        self.book = options.book or parameters()
        self.cells: Cells = {}
        self.groups: Cells = {}
        self.inputs: dict[str, tuple[int, str]] = {}
        self._words: dict[str, str] = {}
        self._rests: dict[str, tuple[str, ...]] = {}

    def measure(self, wanted: Sequence[tuple[Definition, Period]]) -> None:
        requests = dict.fromkeys(pair for item in wanted for pair in _measured(*item))
        self.cells = self._cells(list(requests), self._split)
        if not self.options.by and not self.options.places:
            levels = [pair for pair in requests if pair[0].kind is Kind.SHARE_BY_LEVEL]
            self.groups = self._cells(levels, lambda definition, measure: (definition.split_by,))

    def _split(self, definition: Definition, measure: Measure) -> tuple[str, ...]:
        kind = "place" if self.options.places else self.options.by
        return _usable(self.session, measure, kind) if kind else ()

    def _cells(self, requests: list[tuple[Definition, Period]], split: Any) -> Cells:
        within = Within(
            self.options.places, self.options.own, lambda m: _usable(self.session, m, "place")
        )
        scans = plan(requests, self.book, split, within)
        for scan in scans:
            self.inputs.update(self.session.inputs(scan.expression))
        return collect((scan, self.session.rows(scan.expression)) for scan in scans)

    def figures(self, definition: Definition, period: Period) -> Iterable[Figure]:
        is_split = bool(self.options.places or self.options.by)
        for scope in self._scopes(definition, period) if is_split else ("",):
            yield self._figure(definition, period, self._scope(scope), self.cells, scope)
        groups = self.groups.get((definition.code, period), {})
        for group in sorted(groups):
            label = _group_label(definition, group)
            yield self._figure(
                definition, period, Scope(ScopeKind.GROUP, group, label), self.groups, group
            )

    def _scopes(self, definition: Definition, period: Period) -> Iterable[str]:
        if self.options.places:
            return self.options.places
        found: set[str] = set()
        for part, when in _measured(definition, period):
            found.update(self.cells.get((part.code, when), {}))
        return sorted(found)

    def _scope(self, scope: str) -> Scope:
        if not scope:
            own = self.options.own
            return Scope(ScopeKind.OWN, own) if own else Scope()
        is_place = bool(self.options.places) or self.options.by == "place"
        return Scope(ScopeKind.PLACE if is_place else ScopeKind.INSTITUTION, scope)

    def _figure(
        self, definition: Definition, period: Period, scope: Scope, cells: Cells, key: str
    ) -> Figure:
        parts = [
            (part, cells.get((part.code, when), {}).get(key, Cell()))
            for part, when in _measured(definition, period)
        ]
        outcomes = [outcome(part, cell) for part, cell in parts]
        if definition.of:
            result = changed(definition, outcomes[0].value, outcomes[1].value)
        else:
            result = outcomes[0]
        left_out = tuple(line for _, cell in parts for line in left_out_of(cell))
        return Figure(
            indicator=definition.code,
            version=definition.version,
            title=definition.name,
            period=period,
            scope=scope,
            unit=definition.unit,
            value=result.value,
            numerator=result.numerator,
            denominator=result.denominator,
            trace=self._trace(definition, period, left_out),
            reason=result.reason,
        )

    def _trace(
        self, definition: Definition, period: Period, left_out: tuple[LeftOut, ...]
    ) -> Trace:
        if definition.code not in self._words:
            self._words[definition.code] = wording(definition)
        grades = self.options.grades or {}
        if definition.code not in self._rests:
            self._rests[definition.code] = _tables(definition, self.options, self.session)
        tables = self._rests[definition.code]
        uses = tuple(InputUse(t, *self.inputs[t], grades.get(t, "")) for t in tables)
        names = dict.fromkeys(
            n for part, _ in _measured(definition, period) for n in part.parameters
        )
        return Trace(
            definition_file=definition.file,
            definition_hash=definition.hash,
            inputs=uses,
            clauses=definition.clauses,
            parameters=tuple(self.book.use(name, period.end) for name in names),
            left_out=left_out,
            remarks=tuple(_remarks(definition, uses, self.options.lowest_grade)),
            wording=self._words[definition.code] + (_OWN_WORDS if self.options.own else ""),
        )


def _measured(definition: Definition, period: Period) -> list[tuple[Definition, Period]]:
    """The definitions and periods that must be measured for one figure."""
    if definition.kind is Kind.YEAR_ON_YEAR:
        base = get_definition(definition.of[0])
        return [(base, period), (base, period.same_last_year())]
    if definition.kind is Kind.DIFFERENCE:
        return [(get_definition(code), period) for code in definition.of]
    return [(definition, period)]


def _remarks(definition: Definition, uses: Iterable[InputUse], lowest: str) -> Iterable[str]:
    for use in uses:
        if use.grade > lowest:
            yield f"“{get_contract(use.table).title}”数据质量为{use.grade}级"
    if definition.evidence is not Evidence.SEEN:
        yield (
            "口径未经官方文本核对" if definition.evidence is Evidence.RECALLED else "本项目设计口径"
        )


def _group_label(definition: Definition, code: str) -> str:
    measure = definition.numerator
    assert measure is not None  # a share by level has both sides
    table, path = measure.table, definition.split_by
    while "." in path:
        own, _, path = path.partition(".")
        table = target_of(get_contract(table).column(own)) or table
    column = get_contract(table).column(path)
    return get_code_list(column.codes).label(code) if column.codes else code


__all__ = ["Options", "Outcome", "Source", "evaluate", "evaluate_all", "series"]
