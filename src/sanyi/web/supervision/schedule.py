"""Reminders that the program gives by itself: switched on by the office, once each working day."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from sanyi.web.acts.matrix import Act
from sanyi.web.acts.service import record, require
from sanyi.web.base.clock import today
from sanyi.web.supervision.jobs import rules_for
from sanyi.web.supervision.models import ReminderPlan
from sanyi.web.supervision.reminding import remind
from sanyi.web.units.models import Person, Place


def plan_of(place: Place) -> ReminderPlan:
    """The plan of a place; off where nobody has switched it on."""
    return ReminderPlan.objects.filter(place=place).first() or ReminderPlan(place=place)


@transaction.atomic
def set_plan(actor: Person, place: Place, *, is_on: bool, at: dt.time) -> ReminderPlan:
    """Switch the reminders of a place on or off."""
    require(actor, Act.REMIND, place)
    plan = plan_of(place)
    before = _words(plan)
    plan.is_on, plan.at, plan.changed_by = is_on, at, actor
    plan.save()
    record(actor, "plan_reminders", "place", place.code, place=place,
           before=before, after=_words(plan))  # fmt: skip
    return plan


def _words(plan: ReminderPlan) -> dict[str, object]:
    return {"is_on": plan.is_on, "at": f"{plan.at:%H:%M}"}


def remind_when_due() -> None:
    """Give today's reminders at every place whose time has come and that has not had them."""
    day, now = today(), timezone.localtime().time()
    waiting = ReminderPlan.objects.filter(is_on=True, at__lte=now).exclude(last_day=day)
    for key in waiting.values_list("pk", flat=True):
        _remind_one(key, day)


@transaction.atomic
def _remind_one(key: int, day: dt.date) -> None:
    """The day is kept in the same transaction: a stop in between reminds nobody twice."""
    plan = ReminderPlan.objects.select_for_update(of=("self",)).select_related("place").get(pk=key)
    if not plan.is_on or plan.last_day == day:
        return
    if rules_for(plan.place).workdays.is_workday(day):
        remind(None, plan.place, day)
    plan.last_day = day
    plan.save(update_fields=["last_day"])
