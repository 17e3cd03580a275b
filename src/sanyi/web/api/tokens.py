"""Tokens: made once, kept as a hash, compared in constant time, counted by the minute."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets
import time

from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone

from sanyi.kernel import InputError
from sanyi.web.acts.matrix import Act
from sanyi.web.acts.service import record, require
from sanyi.web.api.models import ApiClient
from sanyi.web.units.models import Person, Place, Unit

PREFIX = "sanyi"
_NOBODY = hashlib.sha256(b"").hexdigest()


def make(  # noqa: PLR0917 - what a client has
    actor: Person, name: str, place: Place, role: str, unit: Unit | None, per_minute: int = 120,
    expires_on: dt.date | None = None, *, is_shown_contacts: bool = False,
) -> tuple[ApiClient, str]:  # fmt: skip
    """A client and its token, which is told this once.

    Raises:
        PermissionDenied: the actor does not manage clients.
        InputError: a unit of another place, or none where the role needs one.
    """
    require(actor, Act.MANAGE_CLIENTS, place)
    if role in ("liaison", "institution") and unit is None:
        raise InputError("API-001", "这种权限须指明单位。", "选择单位。")
    if unit is not None and unit.place_id != place.pk:
        raise InputError("API-002", "单位不在这个地方。", "重选单位或地方。")
    key, secret = secrets.token_hex(8), secrets.token_urlsafe(32)
    with transaction.atomic():
        client = ApiClient.objects.create(
            name=name, place=place, role=role, unit=unit, per_minute=per_minute, key=key,
            token_hash=_hash(secret), created_by=actor, expires_on=expires_on,
            is_shown_contacts=is_shown_contacts,
        )  # fmt: skip
        record(actor, Act.MANAGE_CLIENTS, "client", key, place=place,
               after={"name": name, "role": role, "unit": unit.name if unit else "",
                      "per_minute": per_minute,
                      "is_shown_contacts": is_shown_contacts})  # fmt: skip
    return client, f"{PREFIX}_{key}_{secret}"


def revoke(actor: Person, client: ApiClient) -> None:
    """End a token at once."""
    require(actor, Act.MANAGE_CLIENTS, client.place)
    with transaction.atomic():
        row = ApiClient.objects.select_for_update().get(pk=client.pk)
        if row.revoked_at is not None:
            return
        row.revoked_at = timezone.now()
        row.save(update_fields=["revoked_at"])
        record(actor, Act.MANAGE_CLIENTS, "client", row.key, place=row.place,
               before={"revoked": False}, after={"revoked": True})  # fmt: skip


def client_of(token: str) -> ApiClient | None:
    """The client of a token that is in force; None for any other text.

    The open part finds the row, the secret is compared in constant time; a key that nobody has
    takes as long.
    """
    prefix, _, rest = token.partition("_")
    key, _, secret = rest.partition("_")
    found = ApiClient.objects.select_related("place", "unit").filter(key=key[:16]).first()
    known = found.token_hash if found else _NOBODY
    is_same = hmac.compare_digest(_hash(secret), known)
    if found is None or not is_same or prefix != PREFIX or not secret:
        return None
    is_over = found.expires_on is not None and found.expires_on < timezone.localdate()
    return None if found.revoked_at is not None or is_over else found


def count(client: ApiClient) -> int:
    """Count one request; returns how many seconds to wait, 0 when it may go on."""
    now = int(time.time())
    minute = now // 60
    ApiClient.objects.filter(pk=client.pk).update(
        count=Case(When(minute=minute, then=F("count") + 1), default=Value(1)),
        minute=minute, last_used_at=timezone.now(),
    )  # fmt: skip
    used = ApiClient.objects.values_list("count", flat=True).get(pk=client.pk)
    return 60 - now % 60 if used > client.per_minute else 0


def person_of(client: ApiClient) -> Person:
    """The rights of a client as those of a person of its role, place and unit; never saved."""
    person = Person(username=f"client:{client.key}", name=client.name, role=client.role,
                    place=client.place, unit=client.unit)  # fmt: skip
    person.is_shown_contacts = client.is_shown_contacts
    return person


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
