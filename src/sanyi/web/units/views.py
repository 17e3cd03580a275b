"""Pages of the desk 系统: units and people, roles and locks, and the audit."""

from __future__ import annotations

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from sanyi.web.acts.matrix import Act
from sanyi.web.acts.service import record
from sanyi.web.base.access import Request, page
from sanyi.web.base.privacy import holding, keep
from sanyi.web.units import service
from sanyi.web.units.forms import PersonForm, PlaceForm, RoleForm, SuccessionForm, UnitForm
from sanyi.web.units.models import Person, Place, Unit, UnitAlias


@page(Act.VIEW_SYSTEM)
def system(request: Request) -> HttpResponse:
    """What each administrator comes for."""
    counts = {
        "people": Person.objects.count(),
        "waiting": Person.objects.filter(role="").count(),
        "units": Unit.objects.filter(successor=None).count(),
        "places": Place.objects.count(),
        "locked": len(_locked()),
    }
    return render(request, "units/system.html", {"counts": counts, "home": settings.HOME})


@page(Act.MANAGE_UNITS)
def units(request: Request) -> HttpResponse:
    """Units of all places, with their aliases and successors."""
    word = request.GET.get("q", "").strip()
    rows = Unit.objects.select_related("place", "successor").prefetch_related("aliases")
    if word:
        called = holding(UnitAlias.objects.all(), "name", word, request.user)
        named = holding(Unit.objects.all(), "name", word, request.user)
        rows = rows.filter(Q(pk__in=named.values("pk")) | Q(pk__in=called.values("unit")))
    return render(request, "units/units.html", {"units": rows, "q": word})


@page(Act.MANAGE_UNITS)
def edit_unit(request: Request, key: int | None = None) -> HttpResponse:
    """Add or change a unit."""
    unit = get_object_or_404(Unit, pk=key) if key else None
    form = UnitForm(request.POST or None, instance=unit)
    if request.method == "POST" and form.is_valid():
        service.save_unit(request.user, form.save(commit=False), form.aliases())
        messages.success(request, "已保存。")
        return redirect("units:units")
    title = "修改单位" if unit else "添加单位"
    return render(request, "units/form.html", {"form": form, "title": title, "unit": unit})


@page(Act.MANAGE_UNITS)
def succeed_unit(request: Request, key: int) -> HttpResponse:
    """A unit is renamed or merged into another."""
    unit = get_object_or_404(Unit, pk=key)
    form = SuccessionForm(unit, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        heir = service.succeed(
            request.user, unit, data["how"], data["on"], data["reason"],
            name=data["name"], into=data["into"],
        )  # fmt: skip
        messages.success(request, f"{unit.name}的任务和人员今后由{heir.name}承接，历史记录不变。")
        return redirect("units:units")
    return render(request, "units/form.html", {"form": form, "title": f"{unit.name}：更名或并入"})


@page(Act.MANAGE_UNITS)
def places(request: Request) -> HttpResponse:
    """Places, and one more."""
    form = PlaceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = form.save()
        record(request.user, Act.MANAGE_UNITS, "place", made.code, after={"name": made.name})
        messages.success(request, "已添加。")
        return redirect("units:places")
    return render(request, "units/places.html", {"places": Place.objects.all(), "form": form})


@page(Act.VIEW_SYSTEM)
def people(request: Request) -> HttpResponse:
    """Accounts, their roles and locks; the audit side sees no accounts."""
    if request.user.role not in ("system_admin", "security_admin"):
        return redirect("units:audit")
    rows = Person.objects.select_related("unit", "place")
    locked = _locked()
    context = {"people": [(person, person.username in locked) for person in rows]}
    return render(request, "units/people.html", context)


def _locked() -> set[str]:
    limit = settings.AXES_FAILURE_LIMIT
    found = AccessAttempt.objects.filter(failures_since_start__gte=limit)
    return set(found.values_list("username", flat=True))


@page(Act.MANAGE_PEOPLE)
def edit_person(request: Request, key: int | None = None) -> HttpResponse:
    """Add or change an account."""
    person = get_object_or_404(Person, pk=key) if key else None
    form = PersonForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        service.save_person(request.user, form.save(commit=False))
        messages.success(request, "已保存。新账号须由安全管理员授予角色、设初始密码后才能登录。")
        return redirect("units:people")
    title = "修改人员" if person else "添加人员"
    response = render(request, "units/form.html", {"form": form, "title": title})
    return keep(response, person.email if person else "")  # whoever keeps an address reads it


@page(Act.SET_ROLE)
def set_role(request: Request, key: int) -> HttpResponse:
    """Grant a role."""
    person = get_object_or_404(Person, pk=key)
    form = RoleForm(person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        service.set_role(request.user, person, data["role"], data["reason"])
        messages.success(request, "已授予角色。")
        return redirect("units:people")
    return render(request, "units/form.html", {"form": form, "title": f"授予角色：{person.name}"})


@require_POST
@page(Act.RESET_PASSWORD)
def reset_password(request: Request, key: int) -> HttpResponse:
    """Set a first password and show it once."""
    person = get_object_or_404(Person, pk=key)
    password = service.reset_password(request.user, person)
    return render(request, "units/password_once.html", {"person": person, "password": password})


@require_POST
@page(Act.UNLOCK)
def unlock(request: Request, key: int) -> HttpResponse:
    """Take away a lock."""
    service.unlock(request.user, get_object_or_404(Person, pk=key))
    messages.success(request, "已解除锁定。")
    return redirect("units:people")


@require_POST
@page(Act.RESET_PASSWORD)
def deactivate(request: Request, key: int) -> HttpResponse:
    """Close an account."""
    person = get_object_or_404(Person, pk=key)
    service.deactivate(request.user, person, request.POST.get("reason", ""))
    messages.success(request, "已停用。")
    return redirect("units:people")
