"""Computing figures in the background: this and last year, and the last month by part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from django_tasks import task

from sanyi.bulletin.store import FigureStore
from sanyi.datasets import Session, Workspace, table
from sanyi.indicators import Definition, Options, definitions, evaluate_all, tables_needed
from sanyi.kernel import Figure, Finding, Period, PeriodKind, SanyiError, ScopeKind
from sanyi.ledger import finding_as_dict
from sanyi.targets.figures import complete_months, county_named
from sanyi.web.base.workspaces import folder_of, grades_of
from sanyi.web.figures.models import Computation
from sanyi.web.ledgers.models import TargetRow
from sanyi.web.units.models import Place

_AT_ONCE = 40  # indicators of one round trip
_SPLITS = {"institution": ("institutions", "institution_id", "institution_name"),
           "place": ("places", "place_id", "place_name")}  # fmt: skip


@task()
def compute_in_background(computation_id: int) -> int:
    """Compute what was asked; run twice it gives the same figures under the same ids."""
    asked = Computation.objects.select_related("place").get(pk=computation_id)
    if not asked.is_open:
        return asked.figures
    asked.state, asked.problem = Computation.State.RUNNING, ""
    asked.save()
    try:
        figures, findings = _compute(asked)
        FigureStore(folder_of(asked.place)).add(figures)
    except SanyiError as error:
        asked.state, asked.problem = Computation.State.FAILED, f"{error.message}{error.hint}"
    else:
        asked.state, asked.figures = Computation.State.DONE, len(figures)
        asked.findings = [finding_as_dict(f) for f in findings]
        asked.progress, asked.progress_text = 100, "完成"
    asked.save()
    return asked.figures


def _compute(asked: Computation) -> tuple[list[Figure], list[Finding]]:
    grades = grades_of(asked.place)
    figures: list[Figure] = []
    findings: dict[Finding, None] = {}
    with Session(Workspace(folder_of(asked.place))) as session:
        wanted = _wanted(session, asked.code)
        options = Options(own=county_named([asked.place.name], session), grades=grades)
        for done in range(0, len(wanted), _AT_ONCE):
            some = wanted[done : done + _AT_ONCE]
            _tell(asked, f"第 {done + 1} 至 {done + len(some)} 个指标，共 {len(wanted)} 个",
                  done / len(wanted))  # fmt: skip
            for found, problems in _of(session, some, asked.today, options):
                figures += found
                findings.update(dict.fromkeys(problems))
        names = {kind: _names(session, *_SPLITS[kind]) for kind in _SPLITS}
    clauses = _asked_by(asked.place)
    return [_asked(_labelled(f, names), clauses) for f in figures], list(findings)


def _asked_by(place: Place) -> dict[str, list[str]]:
    """Entries of the place whose targets are measured by each indicator."""
    targets = TargetRow.objects.filter(entry__place=place).exclude(indicator="")
    found: dict[str, dict[str, None]] = {}
    for code, entry in targets.values_list("indicator", "entry__entry_id"):
        found.setdefault(code, {})[entry] = None
    return {code: list(ids) for code, ids in found.items()}


def _asked(figure: Figure, clauses: Mapping[str, Sequence[str]]) -> Figure:
    """The figure with the clauses of the place named first, as a judging names them."""
    cited = dict.fromkeys((*clauses.get(figure.indicator, ()), *figure.trace.clauses))
    return replace(figure, trace=replace(figure.trace, clauses=tuple(cited)))


def _tell(asked: Computation, words: str, share: float) -> None:
    asked.progress, asked.progress_text = int(100 * share), words
    asked.save(update_fields=["progress", "progress_text"])


def _wanted(session: Session, code: str) -> list[Definition]:
    """The indicator asked for, or all whose tables are loaded."""
    if code:
        return [definitions()[code]]
    return [d for d in definitions().values() if session.has(*tables_needed(d))]


def _of(
    session: Session, some: Sequence[Definition], today: dt.date, options: Options
) -> Iterator[tuple[Sequence[Figure], Sequence[Finding]]]:
    months = complete_months(today, today.year)
    periods = [Period(PeriodKind.TO_DATE, today.year - 1, m) for m in range(1, 13)]
    periods += [Period(PeriodKind.TO_DATE, today.year, m) for m in range(1, months + 1)]
    pairs = [(d, period) for d in some for period in periods]
    yield evaluate_all(session, pairs, options)
    last = [(d, periods[-1]) for d in some]
    for by in _SPLITS:
        splittable = [(d, period) for d, period in last if _splits(d, by)]
        if splittable:
            yield evaluate_all(session, splittable, Options(by=by, grades=options.grades))[0], ()


def _splits(definition: Definition, by: str) -> bool:
    """Whether every side of an indicator can be split."""
    parts = [definitions()[code] for code in definition.of] or [definition]
    return all(getattr(measure, by) for part in parts for measure in part.measures)


def _names(session: Session, name: str, key: str, label: str) -> dict[str, str]:
    if not session.has(name):
        return {}
    return {str(r[key]): str(r[label]) for r in session.rows(table(name).select(key, label))}


def _labelled(figure: Figure, names: Mapping[str, Mapping[str, str]]) -> Figure:
    scope = figure.scope
    if scope.kind not in (ScopeKind.INSTITUTION, ScopeKind.PLACE) or scope.label:
        return figure
    label = names[scope.kind.value].get(scope.id, "")
    return replace(figure, scope=replace(scope, label=label))
