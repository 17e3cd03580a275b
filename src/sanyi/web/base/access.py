"""Every view says by which act it is opened; a test finds one that does not."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, TypeVar

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from sanyi.web.acts.matrix import ACT_LABELS, Act, roles_of
from sanyi.web.units.models import Person

OPEN = "open"  # the mark of a view that needs no login
View = Callable[..., HttpResponseBase]
F = TypeVar("F", bound=View)


class Request(HttpRequest):
    """A request of somebody who is logged in."""

    user: Person
    htmx: Any


def page(act: Act) -> Callable[[Callable[Concatenate[Request, ...], HttpResponseBase]], View]:
    """Open a view to the roles that may ever do ``act``; the object is checked in the view."""

    def decorate(view: Callable[Concatenate[Request, ...], HttpResponseBase]) -> View:
        @login_required
        @wraps(view)
        def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.user.role not in roles_of(act):
                raise PermissionDenied(f"您的角色不能“{ACT_LABELS[act]}”。")
            return view(request, *args, **kwargs)

        guarded.sanyi_access = act  # type: ignore[attr-defined]
        return guarded

    return decorate


def any_person(view: View) -> View:
    """Open a view to everybody who is logged in."""
    guarded = login_required(view)
    guarded.sanyi_access = "any"  # type: ignore[attr-defined]
    return guarded


def open_to_all(view: F) -> F:
    """Mark a view that needs no login, such as the login itself."""
    view.sanyi_access = OPEN  # type: ignore[attr-defined]
    return view
