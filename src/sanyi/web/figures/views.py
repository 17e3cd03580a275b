"""Pages of the desk 指标."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from sanyi.web.acts.matrix import Act
from sanyi.web.base.access import Request, page


@page(Act.VIEW_FIGURES)
def index(request: Request) -> HttpResponse:
    """The first page of the desk."""
    return render(request, "figures/list.html")


@page(Act.VIEW_FIGURES)
def explain(request: Request, figure_id: str) -> HttpResponse:
    """Everything a figure rests on."""
    raise Http404(figure_id)
