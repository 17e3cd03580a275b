"""An approved period is locked; reopening needs a reason and is written down."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from sanyi.kernel import InputError, Period
from sanyi.web.acts import service
from sanyi.web.acts.models import Event, LockedPeriod

Q3 = Period.parse("2025Q3")


def test_locked_period_refuses_changes_and_others_do_not(people, place) -> None:  # type: ignore[no-untyped-def]
    service.lock(people["head"], place, Q3)
    with pytest.raises(InputError, match="2025年第三季度已锁定"):
        service.ensure_open(place, Q3)
    service.ensure_open(place, Period.parse("2025Q4"))


def test_locking_twice_is_locking_once(people, place) -> None:  # type: ignore[no-untyped-def]
    assert service.lock(people["head"], place, Q3) == service.lock(people["head"], place, Q3)
    assert Event.objects.filter(act="lock_period").count() == 1


def test_reopening_needs_a_reason(people, place) -> None:  # type: ignore[no-untyped-def]
    service.lock(people["head"], place, Q3)
    with pytest.raises(InputError, match="理由"):
        service.reopen(people["head"], place, Q3, "  ")


def test_reopened_period_can_be_changed_and_its_history_stays(people, place) -> None:  # type: ignore[no-untyped-def]
    service.lock(people["head"], place, Q3)
    service.reopen(people["head"], place, Q3, "数据更正")
    service.ensure_open(place, Q3)
    service.lock(people["head"], place, Q3)
    assert LockedPeriod.objects.filter(place=place, period="2025Q3").count() == 2
    assert Event.objects.get(act="reopen_period").reason == "数据更正"


@pytest.mark.parametrize("role", ["office", "liaison", "leader", "sysadmin"])
def test_only_the_head_locks(people, place, role) -> None:  # type: ignore[no-untyped-def]
    actor = people.get(role, people["system_admin"])
    with pytest.raises(PermissionDenied):
        service.lock(actor, place, Q3)


def test_head_of_another_place_does_not_lock(people, place) -> None:  # type: ignore[no-untyped-def]
    from sanyi.web.units.models import Place

    other = Place.objects.create(code="other", name="邻县")
    with pytest.raises(PermissionDenied):
        service.lock(people["head"], other, Q3)
