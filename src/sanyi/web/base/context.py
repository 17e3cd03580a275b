"""What every page needs: the desks a person may open."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from sanyi.web.base.desks import DESKS, Desk

SYNTHETIC = "SYNTHETIC"  # the file that marks a home of made-up data


def desks(request: HttpRequest) -> dict[str, list[Desk] | str | bool]:
    """Desks of the person who is logged in, and the one that is open."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"desks": [], "open_desk": "", "is_synthetic": is_synthetic()}
    match = request.resolver_match
    return {
        "desks": [desk for desk in DESKS if desk.is_open_to(user.role)],
        # the leader's page stands at the root, in no group of addresses
        "is_synthetic": is_synthetic(),
        "open_desk": (match.app_name or match.url_name or "") if match else "",
    }


def is_synthetic() -> bool:
    """Whether the home holds the model county, which every page must say."""
    return bool((settings.HOME / SYNTHETIC).exists())
