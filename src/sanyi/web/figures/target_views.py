"""Targets of a place: which indicator measures each, and along which path."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sanyi.indicators import definitions
from sanyi.kernel import SanyiError, unit_of
from sanyi.targets import load_edited_paths
from sanyi.targets.binding import Proposal, Proposer, candidate
from sanyi.targets.trajectory import EditedPath
from sanyi.web.acts.matrix import Act
from sanyi.web.base.access import Request, page
from sanyi.web.base.workspaces import folder_of, place_asked, places_of
from sanyi.web.figures import adapters, forms, service
from sanyi.web.figures.queries import targets_of, visible_targets
from sanyi.web.ledgers.adapters import entry_of
from sanyi.web.ledgers.models import TargetRow
from sanyi.web.units.models import Place

PER_PAGE = 50
_OPEN = {"": "全部", "no": "未对应指标", "yes": "已对应指标"}


@page(Act.VIEW_FIGURES)
def targets(request: Request) -> HttpResponse:
    """All targets of a place with the indicator that measures each."""
    place = place_asked(request, request.user)
    found = targets_of(request.user, place).order_by("entry__year", "entry__position", "position")
    bound = request.GET.get("bound", "")
    if bound == "no":
        found = found.filter(indicator="")
    elif bound == "yes":
        found = found.exclude(indicator="")
    paged = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "figures/targets.html", {
        "place": place, "places": places_of(request.user), "paged": paged, "bound": bound,
        "choices": _OPEN, "rows": adapters.verdict_rows(paged.object_list),
        "query": f"place={place.code}&bound={bound}",
    })  # fmt: skip


def _target(request: Request, target_id: str) -> TargetRow:
    found = visible_targets(request.user).filter(target_id=target_id).first()
    if found is None:
        raise Http404
    return found


@page(Act.CONFIRM_BINDING)
def bind(request: Request, target_id: str) -> HttpResponse:
    """Proposals for a target with their reasons; a person confirms one."""
    target = _target(request, target_id)
    place = target.entry.place
    now = service.bound(place).get(target_id)
    form = forms.BindForm(
        request.POST or None,
        initial={"seen": now.indicator if now else "", "indicator": now.indicator if now else ""},
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        service.bind(request.user, target, chosen["indicator"], seen=chosen["seen"],
                     note=chosen["note"])  # fmt: skip
        messages.success(
            request, "已保存，正在重新认定。" if chosen["indicator"] else "已取消对应。"
        )
        return redirect(f"{reverse('figures:targets')}?place={place.code}")
    return render(request, "figures/bind.html", {
        "target": target, "entry": target.entry, "place": place, "form": form, "now": now,
        "address": adapters.entry_address(target.entry.entry_id),
        "definition": definitions().get(now.indicator) if now else None,
        "proposals": proposals(target), "all": definitions().values(),
    })  # fmt: skip


def proposals(target: TargetRow) -> tuple[Proposal, ...]:
    """What the library proposes for a target, best first."""
    entry = entry_of(target.entry)
    wanted = next((t for t in entry.targets if t.id == target.target_id), None)
    if wanted is None:
        return ()
    return Proposer(candidate(d) for d in definitions().values()).propose(wanted, entry)


@page(Act.SET_PATH)
def set_path(request: Request, target_id: str) -> HttpResponse:
    """The months of a path, set by the office."""
    target = _target(request, target_id)
    definition = definitions().get(target.indicator)
    if definition is None:
        messages.error(request, "先确认对应的指标，再设进度路径。")
        return redirect("figures:bind", target_id=target_id)
    year, set_by_hand = target.entry.year, _edited(target.entry.place, target_id)
    initial = _initial(set_by_hand, definition.unit)
    form = forms.PathForm(request.POST or None, year=year, unit=definition.unit, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            service.set_path(request.user, target, form.cleaned_data["points"],
                             form.cleaned_data["reason"])  # fmt: skip
        except SanyiError as error:
            form.add_error(None, f"{error.message}{error.hint}")
        else:
            messages.success(request, "已保存，正在重新认定。")
            return redirect(f"{reverse('figures:targets')}?place={target.entry.place.code}")
    return render(request, "figures/path.html", {
        "target": target, "entry": target.entry, "definition": definition, "form": form,
        "year": year, "edited": set_by_hand, "expected": _expected(target, definition.unit),
        "address": adapters.entry_address(target.entry.entry_id),
    })  # fmt: skip


def _edited(place: Place, target_id: str) -> EditedPath | None:
    file = folder_of(place) / service.PATHS
    return load_edited_paths(file).get(target_id) if file.exists() else None


def _initial(path: EditedPath | None, unit: str) -> dict[str, str]:
    factor = unit_of(unit).factor
    points = path.points if path else ()
    return {f"m{day.month}": f"{(value * factor).normalize():f}" for day, value in points}


def _expected(target: TargetRow, unit: str) -> list[tuple[int, str]]:
    """The path in force, month by month, as it is printed."""
    from decimal import Decimal

    path: dict[str, Any] = (target.verdict or {}).get("path") or {}
    values = path.get("values", ())
    return [(m, unit_of(unit).print(Decimal(str(v)))) for m, v in enumerate(values, start=1)]
