"""Pages of the desk 指标: the list, an indicator, and everything a figure rests on."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from sanyi.bulletin.explanation import Clause, Explanation, count_of, explained, page_of
from sanyi.datasets import Session, Workspace
from sanyi.indicators import Definition, definitions, tables_needed, wording
from sanyi.indicators.pages import GROUP_LABELS, KIND_LABELS
from sanyi.indicators.wording import DIRECTION_LABELS
from sanyi.kernel import InputError, PeriodKind, unit_of
from sanyi.web.acts.matrix import Act, may
from sanyi.web.acts.service import record, require
from sanyi.web.base.access import Request, page
from sanyi.web.base.workspaces import folder_of, place_asked, places_of, tables_of
from sanyi.web.figures import adapters, charts, forms, published, service
from sanyi.web.figures.models import Computation, ReceivedValue
from sanyi.web.figures.queries import Sight, day_of, sights, targets_of
from sanyi.web.figures.shelf import is_whole, period_of
from sanyi.web.units.models import Place

PER_PAGE = 50


@page(Act.VIEW_FIGURES)
def index(request: Request) -> HttpResponse:
    """All indicators, filtered."""
    place = place_asked(request, request.user)
    sight = Sight(request.user, place)
    bound = _bound_counts(request, place)
    form = forms.FilterForm(request.GET or None)
    chosen = [d for d in definitions().values() if _fits(d, form, sight, bound)]
    paged = Paginator(chosen, PER_PAGE).get_page(request.GET.get("page"))
    loaded = tables_of(place)
    rows = [
        adapters.Row(d, _latest(sight, d), loaded.keys() >= set(tables_needed(d)),
                     bound.get(d.code, 0)) for d in paged.object_list
    ]  # fmt: skip
    context = {
        "form": form, "paged": paged, "rows": rows, "place": place, "total": len(definitions()),
        "places": places_of(request.user), "groups": GROUP_LABELS, "query": _query(request),
        "with_figures": sum(code in sight.shelf.whole for code in definitions()),
        "compute_form": forms.ComputeForm(initial={"today": day_of(place)}),
        "running": Computation.objects.filter(place=place).first(),
    }  # fmt: skip
    name = "figures/_rows.html" if getattr(request, "htmx", False) else "figures/list.html"
    return render(request, name, context)


def _bound_counts(request: Request, place: Place) -> dict[str, int]:
    counted = targets_of(request.user, place).exclude(indicator="")
    counts = counted.order_by().values_list("indicator").annotate(n=Count("pk"))
    return dict(counts.values_list("indicator", "n"))


def _fits(
    definition: Definition, form: forms.FilterForm, sight: Sight, bound: dict[str, int]
) -> bool:
    if not form.is_valid():
        return True
    asked = form.cleaned_data
    words = f"{definition.code} {definition.name} {' '.join(definition.aliases)}".lower()
    is_bound = definition.code in bound
    has = definition.code in sight.shelf.whole
    return (
        all(word in words for word in asked["q"].lower().split())
        and asked["group"] in ("", definition.group)
        and asked["bound"] in ("", "yes" if is_bound else "no")
        and asked["figures"] in ("", "yes" if has else "no")
    )


def _latest(sight: Sight, definition: Definition) -> Any:
    return sight.shelf.latest(definition.code)


def _query(request: Request) -> str:
    kept = request.GET.copy()
    kept.pop("page", None)
    return kept.urlencode()


@page(Act.JUDGE)
@require_POST
def compute(request: Request) -> HttpResponse:
    """Compute one indicator, or all, in the background."""
    place = place_asked(request, request.user)
    code = request.POST.get("code", "")
    form = forms.ComputeForm(request.POST)
    if (code and code not in definitions()) or not form.is_valid():
        raise InputError("FIG-023", "认定日或指标代码不对。", "返回重选。")
    service.compute(request.user, place, code, form.cleaned_data["today"])
    address = reverse("figures:indicator", args=[code]) if code else reverse("figures:list")
    return redirect(f"{address}?place={place.code}")


@page(Act.JUDGE)
def progress(request: Request, pk: int) -> HttpResponse:
    """How far a computing is; asked for by the page while it runs."""
    found = get_object_or_404(Computation, pk=pk, place__in=request.user.place_keys)
    response = render(request, "figures/_progress.html", {"running": found})
    if not found.is_open:
        response["HX-Refresh"] = "true"
    return response


@page(Act.VIEW_FIGURES)
def indicator(request: Request, code: str) -> HttpResponse:
    """What an indicator is, its path, its parts, and the targets it measures."""
    definition = definitions().get(code)
    if definition is None:
        raise Http404
    place = place_asked(request, request.user)
    sight = Sight(request.user, place)
    path = [f for f in sight.figures(sight.ids_of(code, "all"))]
    monthly = [f for f in path if f.period.kind is PeriodKind.TO_DATE]
    years: dict[int, list[Any]] = {}
    for figure in monthly:
        years.setdefault(figure.period.year, []).append(figure)
    years = dict(sorted(years.items())[-2:])
    targets = list(targets_of(request.user, place).filter(indicator=code))
    expected = next(
        (t.verdict["path"]["values"] for t in targets if (t.verdict or {}).get("path")), ()
    )
    parts = _parts(sight, code)
    return render(request, "figures/indicator.html", {
        "definition": definition, "place": place, "places": places_of(request.user),
        "group": GROUP_LABELS.get(definition.group, definition.group),
        "kind": KIND_LABELS[definition.kind], "direction": DIRECTION_LABELS[definition.direction],
        "unit": unit_of(definition.unit).label, "wording": wording(definition),
        "clauses": adapters.linked(request.user, [
            Clause(c, "")
            for c in dict.fromkeys((*(t.entry.entry_id for t in targets), *definition.clauses))
        ]),
        "tables": adapters.table_uses(definition, place),
        "latest": path[-1] if path else None,
        "months": _by_month(years), "years": sorted(years),
        "chart": charts.path_chart(definition.unit, years, expected) if monthly else None,
        "parts": parts,
        "parts_chart": charts.parts_chart(definition.unit, parts[:20]) if len(parts) > 1 else None,
        "targets": adapters.verdict_rows(targets),
        "received": ReceivedValue.objects.filter(
            indicator=code, delivery__place=place).select_related("delivery")[:50]
        if may(request.user.role, Act.VIEW_DATA) else (),
        "compute_form": forms.ComputeForm(initial={"today": day_of(place)}),
        "running": Computation.objects.filter(place=place, code__in=(code, "")).first(),
    })  # fmt: skip


def _parts(sight: Sight, code: str) -> list[Any]:
    """Figures by place, institution or group of the last period that has any."""
    ids = [id for id in sight.ids_of(code) if not is_whole(id)]
    if not ids:
        return []
    last = period_of(ids[-1])
    found = sight.figures([id for id in ids if period_of(id) == last])
    return sorted(found, key=lambda f: (f.scope.kind, f.value is None, -(f.value or 0), f.scope.id))


def _by_month(years: dict[int, list[Any]]) -> list[tuple[int, list[Any]]]:
    """A row for each month, a figure or None for each year."""
    found = {(y, f.period.last_month): f for y, figures in years.items() for f in figures}
    return [(m, [found.get((y, m)) for y in sorted(years)]) for m in range(1, 13)]


@page(Act.VIEW_FIGURES)
def explain(request: Request, figure_id: str) -> HttpResponse:
    """Everything a figure rests on; opened from what was sent out, as it was then."""
    place, found, issued = _explained(request, figure_id)
    return render(request, "figures/explain.html", {
        "place": place, "is_elsewhere": place.pk != request.user.place_id,
        "issued": issued, "query": _same_page(request, place),
        "now": issued and published.now_other(request.user, issued),
        **adapters.told(request.user, found),
    })  # fmt: skip


def _explained(
    request: Request, figure_id: str
) -> tuple[Place, Explanation, published.Issued | None]:
    """The figure of an id in the document asked for, else in the place, else in any of theirs."""
    issued = published.issued(request.user, request.GET.get("issued", ""), figure_id)
    if issued is not None and issued.figure is not None:
        return issued.place, explained(issued.figure), issued
    first = issued.place if issued is not None else place_asked(request, request.user)
    for sight in sights(request.user, first):
        stored = sight.get(figure_id)
        if stored is not None:
            return sight.place, explained(stored), issued
        if request.GET.get("place"):
            break
    raise Http404


def _same_page(request: Request, place: Place) -> str:
    """What the addresses of a figure's other pages carry on."""
    kept = {"place": place.code}
    if request.GET.get("issued"):
        kept["issued"] = request.GET["issued"]
    return urlencode(kept)


@page(Act.VIEW_RECORDS)
def records(request: Request, figure_id: str) -> HttpResponse:
    """Keys of the records behind a figure, a page at a time; the first look is written down."""
    place, found, _ = _explained(request, figure_id)
    require(request.user, Act.VIEW_RECORDS, place)
    part = next((r for r in found.records if r.part == request.GET.get("part")), None)
    if part is None:
        raise Http404
    with Session(Workspace(folder_of(place))) as session:
        if not session.has(part.contract.name):
            raise InputError("FIG-024", "这张表已不在数据目录里。", "重新装载后再看。")
        paged = Paginator(range(count_of(part, session.rows)), PER_PAGE).get_page(
            request.GET.get("page")
        )
        rows = page_of(part, session.rows, limit=PER_PAGE, offset=max(paged.start_index() - 1, 0))
    if paged.number == 1:
        with transaction.atomic():
            record(request.user, Act.VIEW_RECORDS, "figure", figure_id[:160], place=place,
                   after={"part": part.part, "rows": paged.paginator.count})  # fmt: skip
    inputs = {use.table: use for use in found.figure.trace.inputs}
    used, entry = inputs.get(part.contract.name), tables_of(place).get(part.contract.name)
    return render(request, "figures/records.html", {
        "place": place, "figure": found.figure, "part": part, "paged": paged,
        "columns": [part.contract.column(name) for name in part.contract.key],
        "rows": adapters.key_rows(part.contract, rows),
        "query": f"part={part.part}&{_same_page(request, place)}",
        "figure_query": _same_page(request, place),
        "has_changed": used is not None and entry is not None
        and used.content_hash != entry.content_hash,
    })  # fmt: skip
