"""The leader's page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from sanyi.targets import Lamp
from sanyi.web.acts.matrix import Act, Role, roles_of
from sanyi.web.base.access import Request, any_person
from sanyi.web.base.desks import first_page_of
from sanyi.web.home.queries import standing
from sanyi.web.ledgers.queries import archived_papers
from sanyi.web.papers.models import PaperState
from sanyi.web.units.models import Place


@any_person
def front(request: Request) -> HttpResponse:
    """The root: the leader's page, or the first desk of somebody who has none."""
    if request.user.role in roles_of(Act.VIEW_HOME):
        return home(request)
    return redirect(first_page_of(request.user.role))


def home(request: Request) -> HttpResponse:
    """What is late, why, who: by place, by unit, by section, by target."""
    person = request.user
    place = _place(request)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else None
    is_archive = request.GET.get("state") == PaperState.ARCHIVED
    state = PaperState.ARCHIVED if is_archive else PaperState.ISSUED
    found = standing(person, place, year, state)
    own = person.place
    context = {
        "standing": found, "place": place or own, "is_wide": bool(found and found.places),
        "is_one_of_many": place is not None and own is not None and place.pk != own.pk,
        "is_archive": is_archive,
        "has_archive": not is_archive and bool(archived_papers(person)),
        "is_liaison": person.role == Role.LIAISON, "red": Lamp.RED.value,
    }  # fmt: skip
    return render(request, "home/home.html", context)


def _place(request: Request) -> Place | None:
    """The place asked for, among those the person sees; None for all of them."""
    code = request.GET.get("place")
    if not code:
        keys = request.user.place_keys
        return Place.objects.get(pk=next(iter(keys))) if len(keys) == 1 else None
    return get_object_or_404(Place, code=code, pk__in=request.user.place_keys)
