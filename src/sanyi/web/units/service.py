"""Acts of the administrators: each writes its event."""

from __future__ import annotations

import datetime as dt
from typing import Any

from axes.utils import reset as axes_reset
from django.db import transaction

from sanyi.kernel import InputError
from sanyi.web.acts.matrix import ADMINISTRATORS, Act, Role
from sanyi.web.acts.service import record, require
from sanyi.web.units.models import Person, Succession, Unit, UnitAlias
from sanyi.web.units.passwords import new_password


@transaction.atomic
def save_unit(actor: Person, unit: Unit, aliases: list[str]) -> Unit:
    """Make or change a unit and its aliases."""
    require(actor, Act.MANAGE_UNITS, None)
    old = Unit.objects.filter(pk=unit.pk).first() if unit.pk else None
    before = _unit_fields(old) if old else {}
    taken = UnitAlias.objects.filter(unit__place=unit.place, name__in=aliases)
    other = taken.exclude(unit=unit.pk).select_related("unit").first()
    if other is not None:
        raise InputError(
            "SYS-001", f"“{other.name}”已是“{other.unit.name}”的别名。", "一个名称只能归一个单位。"
        )
    unit.save()
    unit.aliases.exclude(name__in=aliases).delete()
    for name in aliases:
        UnitAlias.objects.get_or_create(unit=unit, name=name)
    record(actor, Act.MANAGE_UNITS, "unit", str(unit.pk), place=unit.place,
           before=before, after=_unit_fields(unit))  # fmt: skip
    return unit


def _unit_fields(unit: Unit) -> dict[str, Any]:
    return {
        "name": unit.name,
        "kind": unit.kind,
        "aliases": sorted(unit.aliases.values_list("name", flat=True)),
    }


@transaction.atomic
def succeed(
    actor: Person, unit: Unit, how: str, on: dt.date, reason: str, *, name: str = "",
    into: Unit | None = None,
) -> Unit:  # fmt: skip
    """Let a unit go over into another; its people and its open work follow, its past stays.

    Returns:
        The unit that answers from now on.
    """
    require(actor, Act.MANAGE_UNITS, None)
    if unit.successor is not None:
        raise InputError("SYS-002", f"{unit.name}已由{unit.successor.name}承接。", "改动承接单位。")
    if how == Succession.RENAMED:
        if Unit.objects.filter(place=unit.place, name=name).exists():
            raise InputError("SYS-003", f"已有单位叫“{name}”。", "改用“并入”。")
        into = Unit.objects.create(
            place=unit.place, name=name, kind=unit.kind, institution_id=unit.institution_id
        )
    if into is None or into.heir().pk == unit.pk:
        raise InputError("SYS-004", "承接单位不能是它自己。", "选另一个单位。")
    unit.successor, unit.succession, unit.succeeded_on = into, how, on
    unit.save()
    Person.objects.filter(unit=unit).update(unit=into)
    after = {"successor": into.name, "how": how, "on": on.isoformat()}
    record(actor, Act.MANAGE_UNITS, "unit", str(unit.pk), place=unit.place,
           after=after, reason=reason)  # fmt: skip
    return into


@transaction.atomic
def save_person(actor: Person, person: Person) -> Person:
    """Make or change an account; a new one has no role and cannot log in yet."""
    require(actor, Act.MANAGE_PEOPLE, None)
    if person.pk is None:
        person.is_active = False
        person.set_unusable_password()
    person.save()
    record(actor, Act.MANAGE_PEOPLE, "person", person.username, place=person.place,
           after={"unit": person.unit.name if person.unit else ""})  # fmt: skip
    return person


@transaction.atomic
def set_role(actor: Person, person: Person, role: str, reason: str) -> None:
    """Grant the one role of an account; nobody grants a role to himself."""
    require(actor, Act.SET_ROLE, None)
    if actor.pk == person.pk:
        raise InputError("SYS-005", "不能改自己的角色。", "由另一位安全管理员办理。")
    _keep_one(person, role)
    before, person.role = person.role, role
    person.save(update_fields=["role"])
    record(actor, Act.SET_ROLE, "person", person.username, place=person.place,
           before={"role": before}, after={"role": role}, reason=reason)  # fmt: skip


def _keep_one(person: Person, role: str) -> None:
    """The last active administrator of a kind keeps the role."""
    if person.role not in ADMINISTRATORS or person.role == role:
        return
    others = Person.objects.filter(role=person.role, is_active=True).exclude(pk=person.pk)
    if not others.exists():
        label = person.role_label
        raise InputError("SYS-006", f"这是最后一位{label}。", "先授予另一个人这个角色。")


@transaction.atomic
def reset_password(actor: Person, person: Person) -> str:
    """A new first password, shown once; also opens an account that was off."""
    require(actor, Act.RESET_PASSWORD, None)
    if person.role not in {r.value for r in Role}:
        raise InputError("SYS-007", "账号还没有角色。", "先授予角色。")
    password = new_password()
    person.set_password(password)
    person.must_change_password, person.is_active = True, True
    person.save()
    axes_reset(username=person.username)
    record(actor, Act.RESET_PASSWORD, "person", person.username, place=person.place,
           after={"is_active": True})  # fmt: skip
    return password


@transaction.atomic
def unlock(actor: Person, person: Person) -> None:
    """Take away the lock after wrong passwords."""
    require(actor, Act.UNLOCK, None)
    axes_reset(username=person.username)
    record(actor, Act.UNLOCK, "person", person.username, place=person.place)


@transaction.atomic
def deactivate(actor: Person, person: Person, reason: str) -> None:
    """Close an account; what it did stays."""
    require(actor, Act.RESET_PASSWORD, None)
    if actor.pk == person.pk:
        raise InputError("SYS-008", "不能停用自己的账号。", "由另一位安全管理员办理。")
    _keep_one(person, "")
    person.is_active = False
    person.save(update_fields=["is_active"])
    record(actor, "deactivate", "person", person.username, place=person.place,
           before={"is_active": True}, after={"is_active": False}, reason=reason)  # fmt: skip
