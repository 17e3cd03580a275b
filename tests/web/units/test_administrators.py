"""Three administrators apart: none can do the others' acts."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from sanyi.kernel import InputError
from sanyi.web.acts.matrix import ADMINISTRATORS, MATRIX, Act, Role
from sanyi.web.acts.models import Event
from sanyi.web.units import service
from sanyi.web.units.models import Person, Unit
from sanyi.web.units.names import unit_named


def acts_of(role: Role) -> set[Act]:
    return {act for act, grant in MATRIX.items() if role in grant}


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_administrators_share_only_the_door_of_their_desk(role: Role) -> None:
    for other in ADMINISTRATORS - {role}:
        assert acts_of(role) & acts_of(other) == {Act.VIEW_SYSTEM}


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_administrators_do_nothing_of_the_offices_work(role: Role) -> None:
    for other in set(Role) - ADMINISTRATORS - {Role.AUDITOR}:
        assert acts_of(role) & acts_of(other) == set()


def test_account_begins_without_role_and_cannot_log_in(people, place, client) -> None:  # type: ignore[no-untyped-def]
    page = reverse("units:add_person")
    client.force_login(people["system_admin"], backend="django.contrib.auth.backends.ModelBackend")
    client.post(page, {"username": "new", "name": "新人", "place": place.pk})
    made = Person.objects.get(username="new")
    assert (made.role, made.is_active, made.has_usable_password()) == ("", False, False)


def test_security_administrator_grants_role_and_first_password(people, place) -> None:  # type: ignore[no-untyped-def]
    made = service.save_person(
        people["system_admin"], Person(username="new", name="新人", place=place)
    )
    with pytest.raises(InputError, match="还没有角色"):
        service.reset_password(people["security_admin"], made)
    service.set_role(people["security_admin"], made, "office", "新调入")
    password = service.reset_password(people["security_admin"], made)
    made.refresh_from_db()
    assert made.check_password(password)
    assert made.must_change_password
    assert password not in str(list(Event.objects.values()))


def test_system_administrator_grants_no_role(people) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PermissionDenied):
        service.set_role(people["system_admin"], people["office"], "head", "自作主张")


def test_nobody_changes_the_own_role(people) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError, match="自己的角色"):
        service.set_role(people["security_admin"], people["security_admin"], "head", "")


def test_last_administrator_keeps_the_role(people) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError, match="最后一位审计管理员"):
        service.set_role(people["security_admin"], people["audit_admin"], "office", "调动")


def test_renamed_unit_keeps_its_work_and_its_people(entry, people) -> None:  # type: ignore[no-untyped-def]
    import datetime as dt

    from sanyi.web.ledgers.queries import visible_entries

    old = people["liaison"].unit
    seen = set(visible_entries(people["liaison"]).values_list("pk", flat=True))
    new = service.succeed(
        people["system_admin"], old, "renamed", dt.date(2025, 7, 1), "机构改革方案", name="新名称局"
    )
    person = Person.objects.get(username="liaison")
    assert person.unit == new
    assert set(visible_entries(person).values_list("pk", flat=True)) == seen
    assert unit_named(old.place, old.name) == new


def test_unit_does_not_succeed_itself_in_a_circle(people, place) -> None:  # type: ignore[no-untyped-def]
    import datetime as dt

    a, b = (Unit.objects.create(place=place, name=n) for n in ("甲局", "乙局"))
    service.succeed(people["system_admin"], a, "merged", dt.date(2025, 1, 1), "x", into=b)
    with pytest.raises(InputError, match="不能是它自己"):
        service.succeed(people["system_admin"], b, "merged", dt.date(2025, 2, 1), "x", into=a)


def test_one_alias_belongs_to_one_unit(people, place) -> None:  # type: ignore[no-untyped-def]
    a, b = (Unit.objects.create(place=place, name=n) for n in ("甲局", "乙局"))
    service.save_unit(people["system_admin"], a, ["老名"])
    with pytest.raises(InputError, match="甲局"):
        service.save_unit(people["system_admin"], b, ["老名"])


def test_audit_shows_and_verifies(as_role, people) -> None:  # type: ignore[no-untyped-def]
    auditor = as_role("audit_admin")
    assert "没有被改动" in auditor.get(reverse("units:verify")).content.decode()
    assert auditor.get(reverse("units:audit"), {"act": "manage_people"}).status_code == 200
    table = b"".join(auditor.get(reverse("units:audit_table")).streaming_content).decode()
    assert table.startswith("\ufeff序号")


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "head", "office", "liaison"])
def test_audit_is_closed_to_others(as_role, role) -> None:  # type: ignore[no-untyped-def]
    assert as_role(role).get(reverse("units:audit")).status_code == 403


def test_desk_leads_the_security_administrator_alone_to_the_tokens(as_role) -> None:  # type: ignore[no-untyped-def]
    link = f'href="{reverse("api:clients")}"'
    for role in sorted(ADMINISTRATORS):
        page = as_role(role).get(reverse("units:system")).content.decode()
        assert (link in page) is (role == Role.SECURITY_ADMIN)
