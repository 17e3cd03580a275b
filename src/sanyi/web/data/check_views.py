"""Pages of the checks: runs, results by table, what changed between two runs."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from sanyi.datasets import contracts
from sanyi.datasets.checks import CHANGE_LABELS, CheckRun, compare_runs, read_run
from sanyi.kernel import InputError
from sanyi.web.acts.matrix import Act
from sanyi.web.base import clock
from sanyi.web.base.access import Request, page
from sanyi.web.base.workspaces import folder_of, fresh, graded, last_run, place_asked, places_of
from sanyi.web.data import forms, service
from sanyi.web.data.models import Checking


@page(Act.VIEW_DATA)
def checks(request: Request) -> HttpResponse:
    """Runs, and how each table stands in the last one."""
    place = place_asked(request, request.user)
    run = last_run(place)
    grades = graded(run)
    rows = [
        {"contract": contracts().get(name), "checked": checked, "grade": grades[name],
         "failing": [r for r in checked.results if r.failed and r.severity != "note"]}
        for name, checked in (run.tables.items() if run else ())
    ]  # fmt: skip
    rows.sort(key=lambda r: (-ord(r["grade"].letter or "A"), -len(r["failing"])))
    runs = Checking.objects.filter(place=place)[:20]
    return render(request, "data/checks.html", {
        "place": place, "places": places_of(request.user), "rows": rows, "runs": runs,
        "as_of": run.as_of if run else "",
        "running": next((r for r in runs if r.is_working), None),
        "form": forms.CheckForm(initial={"as_of": clock.today()}),
    })  # fmt: skip


@page(Act.LOAD_DATA)
@require_POST
def new(request: Request) -> HttpResponse:
    """Have all tables checked."""
    place = place_asked(request, request.user)
    form = forms.CheckForm(request.POST)
    if not form.is_valid():
        raise InputError("DTA-004", "日期不对。", "返回重填。")
    service.check(request.user, place, form.cleaned_data["as_of"])
    return redirect(f"{reverse('data:checks')}?place={place.code}")


@page(Act.VIEW_DATA)
def state(request: Request, pk: int) -> HttpResponse:
    """How far a check is."""
    found = get_object_or_404(Checking, pk=pk, place__in=request.user.place_keys)
    response = render(request, "data/_check_state.html", {"running": found})
    if not found.is_working:
        response["HX-Refresh"] = "true"
    return response


@page(Act.VIEW_DATA)
def differences(request: Request) -> HttpResponse:
    """What is new, persists or is resolved between two runs."""
    place = place_asked(request, request.user)
    done = Checking.objects.filter(place=place, state=Checking.State.DONE)
    after = _run_asked(request, "after") or done.first()
    earlier = done.filter(pk__lt=after.pk) if after else done.none()
    before = _run_asked(request, "before") or earlier.first()
    if after is None or before is None:
        messages.info(request, "至少要有两次检查才能比较，再检查一次。")
        return redirect(f"{reverse('data:checks')}?place={place.code}")
    found = compare_runs(_content(before), _content(after))
    rows = [
        {"difference": d, "label": CHANGE_LABELS[d.change],
         "title": contracts()[d.table].title if d.table in contracts() else d.table}
        for d in found
    ]  # fmt: skip
    counts = {label: sum(d.change is c for d in found) for c, label in CHANGE_LABELS.items()}
    return render(request, "data/differences.html", {
        "place": place, "before": before, "after": after, "rows": rows, "counts": counts,
        "runs": done[:20],
    })  # fmt: skip


def _run_asked(request: Request, name: str) -> Checking | None:
    text = request.GET.get(name, "")
    if not text:
        return None
    if not text.isdigit():
        raise Http404
    return get_object_or_404(
        Checking, pk=int(text), place__in=request.user.place_keys, state=Checking.State.DONE
    )


def _content(one: Checking) -> CheckRun:
    run = fresh(folder_of(one.place) / one.file, read_run, None)
    if run is None:
        raise InputError("DTA-006", "这次检查的结果文件不在了。", "重新检查。")
    return run
