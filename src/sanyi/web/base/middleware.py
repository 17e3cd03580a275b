"""Session end on idle, the forced change of a first password, and errors of the house as pages."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sanyi.kernel import SanyiError

Next = Callable[[HttpRequest], HttpResponse]
_SEEN = "seen_at"
_WRITE_EVERY = 60  # seconds: not every page writes the session


class IdleMiddleware:
    """Log out whoever has not been seen for ``IDLE_SECONDS``."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = time.time()
            seen = request.session.get(_SEEN)
            if seen is not None and now - seen > settings.IDLE_SECONDS:
                logout(request)
                messages.info(request, "长时间没有操作，已退出。请重新登录。")
                return _to(request, reverse("login"))
            if seen is None or now - seen > min(_WRITE_EVERY, settings.IDLE_SECONDS / 2):
                request.session[_SEEN] = now
        return self.get_response(request)


class FirstPasswordMiddleware:
    """A password set by an administrator opens one page only: the one that changes it."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated and user.must_change_password:
            allowed = {reverse("password_change"), reverse("logout")}
            if request.path not in allowed and not request.path.startswith("/static/"):
                return _to(request, reverse("password_change"))
        return self.get_response(request)


class ProblemMiddleware:
    """An error of the house becomes a message with what to do; nobody sees a traceback."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if not isinstance(problem, SanyiError):
            return None
        status = 400 if problem.exit_code == 2 else 500
        return render(request, "base/problem.html", {"problem": problem}, status=status)


def _to(request: HttpRequest, address: str) -> HttpResponse:
    """A redirect that htmx follows with the whole page, too."""
    if getattr(request, "htmx", False):
        response = HttpResponse()
        response["HX-Redirect"] = address
        return response
    return redirect(address)
