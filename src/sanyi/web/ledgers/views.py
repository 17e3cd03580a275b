"""Pages of the desk 台账: the table, its saved views, its past, its export, judging now."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from django_tables2 import RequestConfig

from sanyi.ledger import Move, State
from sanyi.web.acts.matrix import Act, may
from sanyi.web.acts.service import require
from sanyi.web.base.access import Request, page
from sanyi.web.ledgers import past, service, sheet
from sanyi.web.ledgers.filters import ALL, ARCHIVED, EntryFilter
from sanyi.web.ledgers.forms import JudgeForm, ViewForm
from sanyi.web.ledgers.models import EntryRow, Judging, SavedView
from sanyi.web.ledgers.queries import current, office_day, visible_entries
from sanyi.web.ledgers.tables import EntryTable
from sanyi.web.papers.models import Paper, PaperState

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PER_PAGE = 25
_NOT_A_FILTER = ("page", "sort", "as_of")


@page(Act.VIEW_LEDGER)
@require_GET
def index(request: Request) -> HttpResponse:
    """The table, or with ``as_of`` the table as it was on a past day."""
    filtered, entries = _filtered(request)
    as_of = request.GET.get("as_of", "")
    context: dict[str, Any] = {
        "filter": filtered,
        "views": SavedView.objects.filter(owner=request.user),
        "query": _query(request),
        "is_narrowed": any(request.GET.get(name) for name in filtered.form.fields),
        "is_detailed": any(request.GET.get(n) for n in filtered.form.fields if n not in _SHORT),
        "as_of": as_of,
        "papers": _papers(request),
        "waiting": current(entries, request.user).filter(state=State.PROPOSED).count()
        if may(request.user.role, Act.ASSIGN)
        else 0,
    }
    if as_of:
        return _past(request, entries, as_of, context)
    rows = entries.select_related("paper").prefetch_related("units__unit")
    picks = bool(context["waiting"])
    deferred = rows.defer("reading", "text", "search_text", "why")
    table = EntryTable(deferred, exclude=() if picks else ("pick",))
    RequestConfig(request, paginate={"per_page": _PER_PAGE}).configure(table)
    return render(request, "ledgers/list.html", {**context, "table": table})


_SHORT = ("q", "year", "state", "lamp", "unit")


def _filtered(request: Request) -> tuple[EntryFilter, QuerySet[EntryRow]]:
    data = request.GET.copy()
    if data.get("as_of"):
        data["scope"] = ALL  # what was archived by then the log says
    filtered = EntryFilter(data, request.user, visible_entries(request.user))
    return filtered, filtered.qs


def _query(request: Request) -> str:
    """The filter as it is saved: without page and order."""
    query = request.GET.copy()
    for name in _NOT_A_FILTER:
        query.pop(name, None)
    return "&".join(part for part in query.urlencode().split("&") if not part.endswith("="))


def _papers(request: Request) -> list[dict[str, Any]]:
    """Documents a person may have judged, each with the day that is proposed."""
    if not may(request.user.role, Act.JUDGE):
        return []
    papers = Paper.objects.filter(place__in=request.user.place_keys, state=PaperState.ISSUED)
    return [{"paper": p, "form": JudgeForm({"today": office_day(p)}, auto_id=f"id_%s_{p.pk}")}
            for p in papers[:5]]  # fmt: skip


def _past(
    request: Request, entries: QuerySet[EntryRow], as_of: str, context: dict[str, Any]
) -> HttpResponse:
    day = past.day_of(as_of)
    if day is None:
        messages.error(request, past.NO_PAST_DAY)
        return redirect("ledgers:list")
    scope = request.GET.get("scope") or (ALL if request.GET.get("paper") else "")
    archived = None if scope == ALL else scope == ARCHIVED
    rows = past.ledger_on(entries, day, archived=archived)
    return render(request, "ledgers/past.html", {**context, "day": day, "rows": rows})


@page(Act.VIEW_LEDGER)
@require_POST
def save_view(request: Request) -> HttpResponse:
    """Keep the filter under a name; the same name replaces."""
    form = ViewForm(request.POST)
    if form.is_valid():
        SavedView.objects.update_or_create(
            owner=request.user, name=form.cleaned_data["name"].strip(),
            defaults={"query": form.cleaned_data["query"]},
        )  # fmt: skip
        messages.success(request, "已保存这个视图。")
    else:
        messages.error(request, "没有保存：先筛选，再给视图起一个不超过40字的名称。")
    return redirect(f"/ledger/?{request.POST.get('query', '')}")


@page(Act.VIEW_LEDGER)
@require_POST
def delete_view(request: Request, pk: int) -> HttpResponse:
    """Forget a saved view of one's own."""
    get_object_or_404(SavedView, pk=pk, owner=request.user).delete()
    messages.success(request, "已删除这个视图。")
    return redirect("ledgers:list")


@page(Act.ASSIGN)
@require_POST
def assign(request: Request) -> HttpResponse:
    """Assign the entries ticked, or all that the filter shows and that wait for it."""
    query = request.POST.get("query", "")
    if request.POST.get("scope") == "all":
        rows = EntryFilter(QueryDict(query), request.user, visible_entries(request.user)).qs
    else:
        keys = [int(k) for k in request.POST.getlist("pick") if k.isdecimal()]
        rows = visible_entries(request.user).filter(pk__in=keys)
    waiting = rows.filter(state=State.PROPOSED)
    done, refused = service.move_many(request.user, waiting, Move.ASSIGN)
    if done:
        messages.success(request, f"已分解交办{done}项，责任单位会在“我的任务”中看到。")
    elif not refused:
        messages.error(request, "没有勾选等待分解的任务。")
    for words in refused[:10]:
        messages.error(request, words)
    return redirect(f"/ledger/?{query}")


@page(Act.EXPORT)
@require_GET
def export(request: Request) -> HttpResponse:
    """What the filter shows, as a workbook that may come back."""
    _, entries = _filtered(request)
    data = sheet.exported(request.user, entries)
    name = f"台账-{timezone.localdate():%Y%m%d}.xlsx"
    response = HttpResponse(data, content_type=_EXCEL)
    response.headers["Content-Disposition"] = _attachment(name)
    return response


def _attachment(name: str) -> str:
    from django.utils.http import content_disposition_header

    return content_disposition_header(True, name) or "attachment"


# --- judging now


@page(Act.JUDGE)
@require_POST
def judge(request: Request, paper_pk: int) -> HttpResponse:
    """Have a document judged as of a day; one that is under way is not started again."""
    entries = visible_entries(request.user).filter(paper=paper_pk)
    if not entries.exists():
        raise Http404
    paper = Paper.objects.select_related("place").get(pk=paper_pk)
    require(request.user, Act.JUDGE, paper.place)
    form = JudgeForm(request.POST)
    if not form.is_valid():
        messages.error(request, "认定日不是一个日期。")
        return redirect("ledgers:list")
    asked = service.ask_for_judging(request.user, paper, form.cleaned_data["today"])
    return redirect("ledgers:judging", pk=asked.pk)


@page(Act.JUDGE)
@require_GET
def judging(request: Request, pk: int) -> HttpResponse:
    """How a judging goes; the page asks again each second and may be left."""
    asked = get_object_or_404(
        Judging.objects.select_related("paper", "run"), pk=pk,
        paper__place__in=request.user.place_keys,
    )  # fmt: skip
    waited = timezone.now() - asked.asked_at
    context = {
        "asked": asked,
        "is_over": asked.state in (Judging.State.DONE, Judging.State.FAILED),
        "is_slow": waited > dt.timedelta(minutes=2),
        "lamps": _lamps(asked),
    }
    template = "ledgers/_judging.html" if request.htmx else "ledgers/judging.html"
    return render(request, template, context)


def _lamps(asked: Judging) -> list[tuple[str, int]]:
    if asked.run is None:
        return []
    counts: dict[str, int] = {}
    for lamp in asked.run.standings.values_list("lamp", flat=True):
        counts[lamp] = counts.get(lamp, 0) + 1
    return sorted(counts.items(), key=lambda c: -c[1])
