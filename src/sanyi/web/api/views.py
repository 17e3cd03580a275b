"""Pages about the interface: its description, and the clients that may ask."""

from __future__ import annotations

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from sanyi.indicators.exchange import as_json
from sanyi.kernel import InputError
from sanyi.web.acts.matrix import ACT_LABELS, Act
from sanyi.web.api import openapi, tokens
from sanyi.web.api.forms import ClientForm
from sanyi.web.api.models import ApiClient
from sanyi.web.api.registry import ENDPOINTS
from sanyi.web.base.access import Request, any_person, open_to_all, page


@open_to_all
def description(request: Request) -> HttpResponse:
    """The OpenAPI document; it says nothing that the public source does not."""
    return HttpResponse(as_json(openapi.document()), content_type="application/json")


@any_person
def index(request: Request) -> HttpResponse:
    """What can be asked, for people."""
    rows = [{"endpoint": e, "act": ACT_LABELS[e.act]} for e in ENDPOINTS]
    return render(request, "api/index.html", {"rows": rows})


@page(Act.MANAGE_CLIENTS)
def clients(request: Request) -> HttpResponse:
    """Clients; a new one's token is shown this once."""
    form = ClientForm(request.POST or None, person=request.user)
    token = ""
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                _, token = tokens.make(request.user, **form.cleaned_data)
        except InputError as error:
            form.add_error(None, f"{error.message}{error.hint}")
        except IntegrityError:
            form.add_error("name", "已有同名的客户端。")
        else:
            form = ClientForm(person=request.user)
    found = ApiClient.objects.filter(place__in=request.user.place_keys)
    response = render(request, "api/clients.html", {
        "form": form, "token": token, "clients": found.select_related("place", "unit"),
    })  # fmt: skip
    response["Cache-Control"] = "no-store"
    return response


@page(Act.MANAGE_CLIENTS)
@require_POST
def revoke(request: Request, pk: int) -> HttpResponse:
    """End a token."""
    client = get_object_or_404(ApiClient, pk=pk, place__in=request.user.place_keys)
    tokens.revoke(request.user, client)
    messages.success(request, f"“{client.name}”的令牌已停用。")
    return redirect("api:clients")
