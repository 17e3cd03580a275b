"""Figures for other systems and values from them, as files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from sanyi.indicators import definitions
from sanyi.indicators.exchange import as_json, data_value_set, measure_reports
from sanyi.kernel import Figure, Finding, Period
from sanyi.web.acts.matrix import Act
from sanyi.web.acts.service import require
from sanyi.web.base.access import Request, page
from sanyi.web.base.files import checked
from sanyi.web.base.workspaces import place_asked, places_of
from sanyi.web.figures import adapters, forms, service
from sanyi.web.figures.models import Delivery
from sanyi.web.figures.queries import Sight
from sanyi.web.figures.shelf import period_of
from sanyi.web.units.models import Place


@page(Act.VIEW_DATA)
def exchange(request: Request) -> HttpResponse:
    """What can be given out, and what came in."""
    place = place_asked(request, request.user)
    return render(request, "figures/exchange.html", {
        "place": place, "places": places_of(request.user), "export_form": forms.ExportForm(),
        "form": forms.DeliveryForm(), "deliveries": Delivery.objects.filter(place=place)[:50],
    })  # fmt: skip


@page(Act.EXPORT)
def export(request: Request) -> HttpResponse:
    """Figures of indicators as a file."""
    place = place_asked(request, request.user)
    require(request.user, Act.EXPORT, place)
    form = forms.ExportForm(request.GET)
    if not form.is_valid():
        messages.error(request, "请选择格式。")
        return redirect("figures:exchange")
    format, period = form.cleaned_data["format"], form.cleaned_data["period"]
    data, _ = given_out(Sight(request.user, place), format, period)
    response = HttpResponse(as_json(data), content_type="application/json")
    name = f"{place.code}-{period or 'all'}-{format}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def given_out(sight: Sight, format: str, period: str) -> tuple[dict[str, Any], Iterable[Finding]]:
    """The indicators' figures that a person sees, in a format.

    Raises:
        ShapeError: the period cannot be read.
    """
    wanted = str(Period.parse(period)) if period else ""
    ids = [
        id for code in definitions() for id in sight.ids_of(code)
        if not wanted or str(period_of(id)) == wanted
    ]  # fmt: skip
    figures: list[Figure] = sight.figures(ids)
    units = adapters.org_units(sight.place)
    if format == Delivery.Format.DHIS2:
        return data_value_set(figures, units)
    return measure_reports(figures, units, timezone.localtime(), office_of(sight.place))


def office_of(place: Place) -> str:
    """Who sends: the office of a place."""
    office = place.units.filter(kind="office").first()
    return office.name if office else place.name


@page(Act.LOAD_DATA)
@require_POST
def take_in(request: Request) -> HttpResponse:
    """Take in a file of values."""
    place = place_asked(request, request.user)
    form = forms.DeliveryForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, "请选择格式和文件。")
        return redirect("figures:exchange")
    upload = form.cleaned_data["file"]
    checked(upload, ("json",))
    sender = f"上传：{request.user.unit.name if request.user.unit else request.user.role_label}"
    found = service.take_in(request.user, place, form.cleaned_data["format"], upload.read(),
                            adapters.org_units(place), sender)  # fmt: skip
    return redirect("figures:delivery", pk=found.pk)


@page(Act.VIEW_DATA)
def delivery(request: Request, pk: int) -> HttpResponse:
    """What was taken of a file, and what did not fit."""
    found = get_object_or_404(Delivery, pk=pk, place__in=request.user.place_keys)
    values = [
        {"value": v, "definition": definitions().get(v.indicator)} for v in found.values.all()[:500]
    ]
    return render(request, "figures/delivery.html", {"delivery": found, "values": values})
