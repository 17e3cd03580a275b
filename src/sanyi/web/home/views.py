"""The leader's page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from sanyi.web.acts.matrix import Act
from sanyi.web.base.access import Request, page


@page(Act.VIEW_HOME)
def home(request: Request) -> HttpResponse:
    """What is late, why, who."""
    return render(request, "home/home.html")
