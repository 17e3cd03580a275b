"""How an act is done: allowed by the matrix, kept out of locked periods, written to the chain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from sanyi.kernel import InputError, Period
from sanyi.web.acts import chain
from sanyi.web.acts.matrix import ACT_LABELS, Act, Relation, may
from sanyi.web.acts.models import Event, LockedPeriod
from sanyi.web.units.models import Person, Place

PROGRAM = "系统"


def require(
    actor: Person, act: Act, place: Place | None, relation: Relation = Relation.NONE
) -> None:
    """Refuse an act that the matrix or the place does not allow.

    Args:
        place: of the subject; None for what belongs to the whole installation.

    Raises:
        PermissionDenied: with the act's name, never with what is behind it.
    """
    if not may(actor.role, act, relation) or (place is not None and not actor.sees_place(place)):
        raise PermissionDenied(f"您的角色不能“{ACT_LABELS[act]}”。")


def record(
    actor: Person | None,
    act: Act | str,
    subject_kind: str,
    subject: str,
    *,
    place: Place | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> Event:
    """Write what was done to the chain; call it in the transaction that does it.

    Args:
        actor: None for what the program does by itself.
        subject_kind, subject: such as ``entry`` and ``anhe-2025#annex/3``.
        before, after: the fields that changed, as JSON values.
    """
    return chain.append(
        Event(
            actor=actor,
            actor_label=label_of(actor),
            place=place.code if place else "",
            act=str(act),
            subject_kind=subject_kind,
            subject=subject,
            before=dict(before or {}),
            after=dict(after or {}),
            reason=reason,
        )
    )


def label_of(actor: Person | None) -> str:
    """Role and unit of an actor; the name stands behind the key, so that no log repeats it."""
    if actor is None:
        return PROGRAM
    unit = actor.unit.name if actor.unit else ""
    return f"{unit} {actor.role_label} {actor.username}".strip()


def ensure_open(place: Place, period: Period | str) -> None:
    """Refuse a change to what belongs to a locked period.

    Raises:
        InputError: it is locked.
    """
    if is_locked(place, period):
        raise InputError(
            "ACT-002",
            f"{Period.parse(str(period)).label}已锁定。",
            "确需修改的，由负责人写明理由重开。",
        )


def is_locked(place: Place, period: Period | str) -> bool:
    """Whether a period of a place is approved and not reopened."""
    return LockedPeriod.objects.filter(
        place=place, period=str(period), reopened_at__isnull=True
    ).exists()


def lock(actor: Person, place: Place, period: Period) -> LockedPeriod:
    """Lock a period after it was approved."""
    require(actor, Act.LOCK_PERIOD, place)
    found = LockedPeriod.objects.filter(place=place, period=str(period), reopened_at=None).first()
    if found is not None:
        return found
    locked = LockedPeriod.objects.create(
        place=place, period=str(period), locked_by=actor, locked_at=timezone.now()
    )
    record(actor, Act.LOCK_PERIOD, "period", str(period), place=place, after={"locked": True})
    return locked


def reopen(actor: Person, place: Place, period: Period, reason: str) -> None:
    """Open a locked period again; the reason is kept, the old values stay in the log.

    Raises:
        InputError: it is not locked, or no reason is given.
    """
    require(actor, Act.REOPEN_PERIOD, place)
    if not reason.strip():
        raise InputError("ACT-003", "重开期间须写明理由。", "填写理由后再试。")
    locked = LockedPeriod.objects.filter(place=place, period=str(period), reopened_at=None).first()
    if locked is None:
        raise InputError("ACT-004", f"{period.label}没有锁定。", "不需要重开。")
    locked.reopened_by, locked.reopened_at, locked.reason = actor, timezone.now(), reason
    locked.save()
    record(
        actor, Act.REOPEN_PERIOD, "period", str(period), place=place,
        before={"locked": True}, after={"locked": False}, reason=reason,
    )  # fmt: skip
