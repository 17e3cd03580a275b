"""Pages of reminders and the outbox."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from sanyi.bulletin.reminders import RULE_LABELS, by_unit, reminder_rules_of
from sanyi.kernel import InputError
from sanyi.web.acts.matrix import Act
from sanyi.web.base.access import Request, page
from sanyi.web.base.clock import today
from sanyi.web.supervision import forms, mail, queries, reminding, schedule
from sanyi.web.supervision.jobs import rules_for
from sanyi.web.supervision.models import Message, ReminderRow
from sanyi.web.units.models import Place

_PER_PAGE = 30
_GIVEN = 50  # reminders of the past that the page lists


@page(Act.REMIND)
def reminders(request: Request) -> HttpResponse:
    """Whom to remind of what on a day, before it is done."""
    place = _place(request)
    form = forms.RemindForm(request.GET or None, initial={"day": today()})
    day = form.cleaned_data["day"] if form.is_bound and form.is_valid() else today()
    due = by_unit(reminding.due_on(place, day))
    workdays = rules_for(place).workdays
    context = {
        "tab": "reminders", "form": forms.RemindForm(initial={"day": day}), "day": day,
        "due": [(unit, [(RULE_LABELS[r.rule], r.text) for r in items])
                for unit, items in due.items()],
        "is_workday": workdays.is_workday(day), "is_known": workdays.is_known(day),
        "rules": _rule_lines(place),
        "plan": (plan := schedule.plan_of(place)),
        "plan_form": forms.PlanForm(initial={"is_on": plan.is_on, "at": plan.at}),
        "given": ReminderRow.objects.filter(place=place).select_related("unit")[:_GIVEN],
    }  # fmt: skip
    return render(request, "supervision/reminders.html", context)


def _rule_lines(place: Place) -> list[tuple[str, str, str]]:
    from django.conf import settings

    from sanyi.web.base.home import workspace_folder

    lines = []
    for name, rule in reminder_rules_of(workspace_folder(settings.HOME, place.code)).items():
        words = []
        if rule.before:
            days = "、".join(f"前{n}个工作日" if n else "当天" for n in rule.before)
            words.append(days)
        if rule.every:
            words.append(f"过期后每{rule.every}个工作日")
        basis = "本程序设定，可改" if rule.basis == "assumed" else rule.source
        lines.append((RULE_LABELS[name], "；".join(words), basis))
    return lines


def _place(request: Request) -> Place:
    if request.user.place is None:
        raise InputError("REM-010", "账号没有所属地方。", "请系统管理员补齐。")
    return request.user.place


@page(Act.REMIND)
@require_POST
def give(request: Request) -> HttpResponse:
    """Give the reminders of a day."""
    form = forms.RemindForm(request.POST)
    if not form.is_valid():
        messages.error(request, "请选择提醒日。")
        return redirect("supervision:reminders")
    day: dt.date = form.cleaned_data["day"]
    written = reminding.remind(request.user, _place(request), day)
    messages.success(request, f"已写给{written}个单位。" if written else "没有需要提醒的。")
    return redirect(f"{reverse('supervision:reminders')}?day={day}")


@page(Act.REMIND)
@require_POST
def set_plan(request: Request) -> HttpResponse:
    """Switch the program's own reminders on or off."""
    form = forms.PlanForm(request.POST)
    if not form.is_valid():
        messages.error(request, "请填写提醒的时间，如 08:30。")
        return redirect("supervision:reminders")
    data = form.cleaned_data
    plan = schedule.set_plan(request.user, _place(request), is_on=data["is_on"], at=data["at"])
    words = f"已开启：每个工作日 {plan.at:%H:%M} 自动提醒。" if plan.is_on else "已关闭自动提醒。"
    messages.success(request, words)
    return redirect("supervision:reminders")


@page(Act.VIEW_SUPERVISION)
def outbox(request: Request) -> HttpResponse:
    """Messages written, and what became of them."""
    rows = queries.visible_messages(request.user).select_related("unit")
    sheet = Paginator(rows, _PER_PAGE).get_page(request.GET.get("page"))
    context = {"tab": "outbox", "sheet": sheet, "is_configured": mail.is_configured(),
               "is_liaison": queries.is_liaison(request.user)}  # fmt: skip
    return render(request, "supervision/outbox.html", context)


@page(Act.REMIND)
@require_POST
def retry(request: Request, pk: int) -> HttpResponse:
    """Send a message again."""
    found = get_object_or_404(queries.visible_messages(request.user), pk=pk)
    assert isinstance(found, Message)
    mail.retry(request.user, found)
    messages.success(request, "已重新排队发送。")
    return redirect("supervision:outbox")
