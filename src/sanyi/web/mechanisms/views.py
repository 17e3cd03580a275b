"""Pages of the desk 机制: the list, and for each mechanism run, explain and sandbox."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from sanyi.datasets import Session, Workspace, contracts
from sanyi.indicators.wording import EVIDENCE_LABELS
from sanyi.kernel import Figure, Period, ScopeKind, unit_of
from sanyi.kernel.figure_changes import FigureChange, figure_changes
from sanyi.web.acts.matrix import Act, Role
from sanyi.web.acts.service import record, require
from sanyi.web.base.access import Request, page
from sanyi.web.base.workspaces import folder_of, place_asked, places_of, tables_of
from sanyi.web.ledgers.queries import units_of
from sanyi.web.mechanisms.forms import RunForm
from sanyi.web.mechanisms.jobs import run_in_background
from sanyi.web.mechanisms.models import MechanismRun
from sanyi.web.mechanisms.registry import Mechanism, mechanisms
from sanyi.web.units.models import Person, Unit


@page(Act.VIEW_MECHANISMS)
def index(request: Request) -> HttpResponse:
    """All mechanisms."""
    place = place_asked(request, request.user)
    loaded = tables_of(place)
    rows = [
        {"mechanism": m, "is_ready": loaded.keys() >= set(m.tables),
         "last": MechanismRun.objects.filter(place=place, key=m.key, changes={}).first()}
        for m in mechanisms().values()
    ]  # fmt: skip
    return render(
        request,
        "mechanisms/list.html",
        {"rows": rows, "place": place, "places": places_of(request.user)},
    )


def _mechanism(key: str) -> Mechanism:
    found = mechanisms().get(key)
    if found is None:
        raise Http404
    return found


@page(Act.VIEW_MECHANISMS)
def mechanism(request: Request, key: str) -> HttpResponse:
    """One mechanism: what it is, its parameters, its runs."""
    return _page(request, _mechanism(key), None)


def _page(request: Request, found: Mechanism, form: RunForm | None) -> HttpResponse:
    place = place_asked(request, request.user)
    loaded = tables_of(place)
    return render(request, "mechanisms/mechanism.html", {
        "mechanism": found, "place": place, "places": places_of(request.user),
        "evidence": EVIDENCE_LABELS.get(found.evidence, found.evidence),
        "tables": [(contracts()[name], loaded.get(name)) for name in found.tables],
        "parameters": list(found.parameters), "form": form or RunForm(mechanism=found),
        "runs": MechanismRun.objects.filter(place=place, key=found.key)[:20],
    })  # fmt: skip


@page(Act.JUDGE)
@require_POST
def run(request: Request, key: str) -> HttpResponse:
    """Run a mechanism; with changed parameters it is a trial that publishes nothing."""
    found, place = _mechanism(key), place_asked(request, request.user)
    require(request.user, Act.JUDGE, place)
    form = RunForm(request.POST, mechanism=found)
    if not form.is_valid():
        return _page(request, found, form)
    with transaction.atomic():
        made = MechanismRun.objects.create(
            place=place, key=key, period=form.cleaned_data["period"], changes=form.changes(),
            made_by=request.user,
        )  # fmt: skip
        record(request.user, Act.JUDGE, "mechanism", key, place=place,
               after={"period": made.period, "changes": made.changes})  # fmt: skip
        run_in_background.enqueue(made.pk)
    return redirect("mechanisms:result", pk=made.pk)


@page(Act.VIEW_MECHANISMS)
def result(request: Request, pk: int) -> HttpResponse:
    """The figures of a run; of a trial, baseline and change side by side."""
    made = get_object_or_404(MechanismRun, pk=pk, place__in=request.user.place_keys)
    figures = _seen(request.user, made.figures)
    tried = _seen(request.user, made.tried) if made.changes else figures
    changes = figure_changes(figures, tried)
    context = {
        "run": made, "place": made.place, "mechanism": mechanisms().get(made.key),
        "period": Period.parse(made.period), "rows": [_row(c) for c in changes],
        "unchanged": sum(c.is_same for c in changes),
    }  # fmt: skip
    return render(request, "mechanisms/result.html", context)


def _seen(person: Person, stored: list[dict[str, Any]]) -> list[Figure]:
    """Figures of a run; an institution sees its own and those of all."""
    figures = [Figure.from_json(data) for data in stored]
    if person.role != Role.INSTITUTION:
        return figures
    own = set(Unit.objects.filter(pk__in=units_of(person)).values_list("institution_id", flat=True))
    return [
        f for f in figures
        if f.scope.kind is ScopeKind.ALL
        or (f.scope.kind is ScopeKind.INSTITUTION and f.scope.id in own)
    ]  # fmt: skip


def _row(change: FigureChange) -> dict[str, Any]:
    known = change.after or change.before
    assert known is not None  # a change is of one of the two
    unit = unit_of(known.unit)
    return {
        "change": change, "figure": known, "scope": known.scope.label or known.scope.id,
        "difference": "" if change.difference is None else unit.print(change.difference),
    }  # fmt: skip


@page(Act.VIEW_RECORDS)
def explain(request: Request, key: str) -> HttpResponse:
    """Why one row got what it got; who looked is written down."""
    found, place = _mechanism(key), place_asked(request, request.user)
    require(request.user, Act.VIEW_RECORDS, place)
    if found.explain is None:
        raise Http404
    row, text = request.GET.get("row", "").strip()[:100], request.GET.get("period", "")
    story: tuple[tuple[str, str], ...] = ()
    if row and text:
        with Session(Workspace(folder_of(place))) as session:
            story = found.explain(session, found.parameters, Period.parse(text), row)
        with transaction.atomic():
            record(request.user, Act.VIEW_RECORDS, "mechanism", key, place=place,
                   after={"rows": 1, "period": text})  # fmt: skip
    return render(request, "mechanisms/explain.html", {
        "mechanism": found, "place": place, "story": story, "row": row, "period": text,
    })  # fmt: skip
