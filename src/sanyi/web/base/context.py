"""What every page needs: the desks a person may open."""

from __future__ import annotations

from django.http import HttpRequest

from sanyi.web.base.desks import DESKS, Desk


def desks(request: HttpRequest) -> dict[str, list[Desk] | str]:
    """Desks of the person who is logged in, and the one that is open."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"desks": [], "open_desk": ""}
    match = request.resolver_match
    return {
        "desks": [desk for desk in DESKS if desk.is_open_to(user.role)],
        # the leader's page stands at the root, in no group of addresses
        "open_desk": (match.app_name or match.url_name or "") if match else "",
    }
