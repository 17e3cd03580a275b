"""The audit: who did what, whether the chain is whole, and a table to take away."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Iterator

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone

from sanyi.web.acts import chain
from sanyi.web.acts.matrix import ACT_LABELS, Act
from sanyi.web.acts.models import ChainHead, Event
from sanyi.web.acts.words import act_label, changes_of, subject_label
from sanyi.web.base.access import Request, page
from sanyi.web.base.cells import guarded
from sanyi.web.base.privacy import holding

_PAGE = 50


@page(Act.VIEW_AUDIT)
def audit(request: Request) -> HttpResponse:
    """Events, newest first."""
    events = _filtered(request)
    shown = Paginator(events.order_by("-number"), _PAGE).get_page(request.GET.get("page"))
    context = {
        "page": shown,
        "rows": [(e, act_label(e.act), subject_label(e), changes_of(e)) for e in shown],
        "acts": sorted({**{a.value: label for a, label in ACT_LABELS.items()}}.items()),
        "head": ChainHead.objects.first(),
        "query": _query_without_page(request),
    }
    return render(request, "units/audit.html", context)


@page(Act.VERIFY_EVENTS)
def verify(request: Request) -> HttpResponse:
    """Walk the whole chain."""
    found = chain.verify_all()
    return render(
        request, "units/verify.html", {"findings": found, "head": ChainHead.objects.first()}
    )


@page(Act.VIEW_AUDIT)
def audit_table(request: Request) -> StreamingHttpResponse:
    """The filtered events as CSV, newest last."""

    class Line:
        def write(self, value: str) -> str:
            return value

    writer = csv.writer(Line())
    head = ("序号", "时间", "操作人", "地方", "操作", "对象", "之前", "之后", "理由", "哈希")
    rows = (
        writer.writerow([guarded(cell) for cell in _cells(e)])
        for e in _filtered(request).order_by("number").iterator()
    )

    def lines() -> Iterator[str]:
        yield "\ufeff" + str(writer.writerow(head))
        yield from map(str, rows)

    answer = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = "attachment; filename=audit.csv"
    return answer


def _cells(event: Event) -> tuple[str, ...]:
    def text(value: object) -> str:
        return json.dumps(value, ensure_ascii=False) if value else ""

    at = timezone.localtime(event.at).isoformat(timespec="seconds")
    return (
        str(event.number), at, event.actor_label, event.place, act_label(event.act), event.subject,
        text(event.before), text(event.after), event.reason, event.hash,
    )  # fmt: skip


def _filtered(request: Request) -> QuerySet[Event]:
    events = Event.objects.all()
    wanted = {k: str(v).strip() for k, v in request.GET.items() if str(v).strip()}
    if act := wanted.get("act"):
        events = events.filter(act=act)
    if who := wanted.get("who"):
        events = holding(events, "actor_label", who, request.user)
    if subject := wanted.get("subject"):
        events = holding(events, "subject", subject, request.user)
    for name, lookup in (("from", "at__date__gte"), ("until", "at__date__lte")):
        if day := _day(wanted.get(name, "")):
            events = events.filter(**{lookup: day})
    return events


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _query_without_page(request: Request) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
