"""Logging in and out are acts too."""

from __future__ import annotations

from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from sanyi.web.acts.service import record
from sanyi.web.units.models import Person


@receiver(user_logged_in)
def on_login(sender: object, user: Person, **kwargs: Any) -> None:
    record(user, "login", "person", user.username, place=user.place)


@receiver(user_logged_out)
def on_logout(sender: object, user: Person | None, **kwargs: Any) -> None:
    if user is not None:
        record(user, "logout", "person", user.username, place=user.place)


@receiver(user_login_failed)
def on_failure(sender: object, credentials: dict[str, Any], **kwargs: Any) -> None:
    _note("login_failed", str(credentials.get("username", "")))


@receiver(user_locked_out)
def on_lock(sender: object, username: str = "", **kwargs: Any) -> None:
    _note("locked_out", username)


def _note(act: str, username: str) -> None:
    """Only names of accounts are written: what else is typed there may be a password."""
    person = Person.objects.filter(username=username).first()
    record(None, act, "person", username if person else "（没有这个账号）")
