"""Pages of a file on its way into a table: upload, mapping, trial, load."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from sanyi.datasets import get_contract
from sanyi.kernel import InputError
from sanyi.web.acts.matrix import Act
from sanyi.web.base.access import Request, page
from sanyi.web.base.workspaces import place_asked, places_of, tables_of
from sanyi.web.data import forms, service
from sanyi.web.data.adapters import mapping_from_record
from sanyi.web.data.models import Import


def _import(request: Request, pk: int) -> Import:
    found = Import.objects.select_related("place", "made_by")
    return get_object_or_404(found, pk=pk, place__in=request.user.place_keys)


@page(Act.VIEW_DATA)
def imports(request: Request) -> HttpResponse:
    """All imports of a place, the last first."""
    place = place_asked(request, request.user)
    found = Import.objects.filter(place=place).select_related("made_by")
    return render(request, "data/imports.html", {
        "place": place, "places": places_of(request.user), "query": f"place={place.code}",
        "paged": Paginator(found, 50).get_page(request.GET.get("page")),
    })  # fmt: skip


@page(Act.LOAD_DATA)
def new(request: Request) -> HttpResponse:
    """Upload a file for a table."""
    place = place_asked(request, request.user)
    form = forms.UploadForm(
        request.POST or None, request.FILES or None, initial={"table": request.GET.get("table")}
    )
    if request.method == "POST" and form.is_valid():
        try:
            one = service.start(
                request.user, place, form.cleaned_data["table"], form.cleaned_data["file"]
            )
        except InputError as error:
            form.add_error("file", f"{error.message}{error.hint}")
        else:
            return redirect("data:import", pk=one.pk)
    return render(request, "data/new.html", {"form": form, "place": place})


@page(Act.VIEW_DATA)
def one(request: Request, pk: int) -> HttpResponse:
    """Where an import stands, and what a person does next."""
    found = _import(request, pk)
    return _page(request, found)


def _page(request: Request, found: Import, form: forms.MappingForm | None = None) -> HttpResponse:
    contract = get_contract(found.table)
    mapping = mapping_from_record(found.table, found.mapping)
    initial = {"mode": found.mode, "revision": found.revision}
    if form is None and found.can_edit and found.headings:
        form = forms.MappingForm(contract=contract, headings=found.headings, mapping=mapping,
                                 initial=initial)  # fmt: skip
    used = {c.source for c in mapping.columns}
    sheet = {"sheet": mapping.sheet, "header_row": mapping.header_row, "revision": found.revision}
    is_workbook = found.stored.endswith(".xlsx")
    return render(request, "data/import.html", {
        "one": found, "place": found.place, "contract": contract, "form": form,
        "unused": [h for h in found.headings if h not in used],
        "sheet_form": forms.SheetForm(initial=sheet) if is_workbook and found.can_edit else None,
        "entry": tables_of(found.place).get(found.table),
    })  # fmt: skip


@page(Act.VIEW_DATA)
def state(request: Request, pk: int) -> HttpResponse:
    """How far the program is; asked for by the page while it works."""
    found = _import(request, pk)
    response = render(request, "data/_state.html", {"one": found})
    if not found.is_working:
        response["HX-Refresh"] = "true"
    return response


@page(Act.LOAD_DATA)
@require_POST
def map_columns(request: Request, pk: int) -> HttpResponse:
    """Keep the mapping and try the load."""
    found = _import(request, pk)
    mapping = mapping_from_record(found.table, found.mapping)
    form = forms.MappingForm(request.POST, contract=get_contract(found.table),
                             headings=found.headings, mapping=mapping)  # fmt: skip
    if not form.is_valid():
        return _page(request, found, form)
    try:
        service.map_columns(request.user, found, form.mapping(), form.cleaned_data["mode"],
                            form.cleaned_data["revision"])  # fmt: skip
    except InputError as error:
        if error.code != "DAT-050":
            raise
        form.add_error(None, error.message)
        return _page(request, found, form)
    return redirect("data:import", pk=pk)


@page(Act.LOAD_DATA)
@require_POST
def read_again(request: Request, pk: int) -> HttpResponse:
    """Read the columns from another worksheet."""
    found = _import(request, pk)
    form = forms.SheetForm(request.POST)
    if form.is_valid():
        asked = form.cleaned_data
        service.read_again(request.user, found, asked["sheet"], asked["header_row"],
                           asked["revision"])  # fmt: skip
    else:
        messages.error(request, "表头行应是数字。")
    return redirect("data:import", pk=pk)


@page(Act.LOAD_DATA)
@require_POST
def load(request: Request, pk: int) -> HttpResponse:
    """Load what was tried."""
    found = _import(request, pk)
    service.load(request.user, found, int(request.POST.get("revision") or 0))
    return redirect("data:import", pk=pk)


@page(Act.LOAD_DATA)
@require_POST
def cancel(request: Request, pk: int) -> HttpResponse:
    """Give an import up; its file is removed."""
    service.give_up(request.user, _import(request, pk))
    messages.success(request, "已取消，文件已删除。")
    return redirect("data:list")
