"""Pages of the desk 文件."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from sanyi.web.acts.matrix import Act
from sanyi.web.base.access import Request, page


@page(Act.VIEW_DOCUMENTS)
def index(request: Request) -> HttpResponse:
    """The first page of the desk."""
    return render(request, "papers/list.html")
