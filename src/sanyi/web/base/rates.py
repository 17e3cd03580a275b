"""Rate limits: so many requests a minute of one person, or of one address before the login."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from limits import RateLimitItemPerMinute, parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

_LIMITER = FixedWindowRateLimiter(MemoryStorage())  # for each server process


class RateMiddleware:
    """Answer 429 to whoever asks faster than any person can."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        limit, who = _limit_of(request)
        if not _LIMITER.hit(limit, who):
            response = render(request, "base/too_fast.html", status=429)
            response["Retry-After"] = "60"
            return response
        return self.get_response(request)


def _limit_of(request: HttpRequest) -> tuple[RateLimitItemPerMinute, str]:
    user = request.user
    if user.is_authenticated:
        name = "write" if request.method == "POST" else "read"
        return parse(settings.RATES[name]), f"{name}:{user.pk}"  # type: ignore[return-value]
    address = request.META.get("REMOTE_ADDR", "")
    return parse(settings.RATES["stranger"]), f"stranger:{address}"  # type: ignore[return-value]
