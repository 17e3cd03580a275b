"""Pages of the desk 数据: the tables, one table, its rejected rows."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from sanyi.datasets import Contract, Session, Workspace, contracts
from sanyi.datasets.checks import checks_of, kind_of
from sanyi.datasets.loading.preview import rejected_rows
from sanyi.web.acts.matrix import Act
from sanyi.web.base.access import Request, page
from sanyi.web.base.workspaces import (
    folder_of,
    graded,
    last_run,
    place_asked,
    places_of,
    tables_of,
)
from sanyi.web.data.adapters import rejected_as_record
from sanyi.web.data.models import Checking, Import

PER_PAGE = 50
_LOADED = {"": "全部", "yes": "已装载", "no": "未装载"}


@page(Act.VIEW_DATA)
def index(request: Request) -> HttpResponse:
    """All contracts with what is loaded of each."""
    place = place_asked(request, request.user)
    loaded, grades = tables_of(place), graded(last_run(place))
    word, group = request.GET.get("q", "").strip().lower(), request.GET.get("group", "")
    wanted = request.GET.get("loaded", "")
    rows = [
        {"contract": c, "entry": loaded.get(c.name), "grade": grades.get(c.name),
         "rejected": sum(s.rejected for s in loaded[c.name].sources) if c.name in loaded else 0}
        for c in sorted(contracts().values(), key=lambda c: (c.group, c.title))
        if word in f"{c.name} {c.title}".lower() and group in ("", c.group)
        and wanted in ("", "yes" if c.name in loaded else "no")
    ]  # fmt: skip
    return render(request, "data/list.html", {
        "place": place, "places": places_of(request.user), "rows": rows,
        "loaded": len(loaded.keys() & contracts().keys()), "total": len(contracts()),
        "groups": sorted({c.group for c in contracts().values()}), "choices": _LOADED,
        "q": request.GET.get("q", ""), "group": group, "wanted": wanted,
        "open": Import.objects.filter(place=place).exclude(
            state__in=(Import.State.DONE, Import.State.CANCELLED)),
        "check": Checking.objects.filter(place=place).first(),
    })  # fmt: skip


def contract_named(name: str) -> Contract:
    """The contract of a table; 404 when there is none."""
    found = contracts().get(name)
    if found is None:
        raise Http404
    return found


@page(Act.VIEW_DATA)
def table(request: Request, name: str) -> HttpResponse:
    """A contract, and the table as it stands: rows, hash, loads, checks."""
    contract = contract_named(name)
    place = place_asked(request, request.user)
    run = last_run(place)
    checked = run.tables.get(name) if run else None
    entry = tables_of(place).get(name)
    return render(request, "data/table.html", {
        "contract": contract, "place": place, "places": places_of(request.user), "entry": entry,
        "checked": checked, "as_of": run.as_of if run else "",
        "is_stale": bool(checked and entry and checked.content_hash != entry.content_hash),
        "grade": graded(run).get(name), "results": _results(checked),
        "imports": Import.objects.filter(place=place, table=name).select_related("made_by")[:20],
        "checks": [(kind_of(spec, contract).title, spec) for spec in checks_of(contract)]
        if checked is None else (),
    })  # fmt: skip


def _results(checked: Any) -> list[Any]:
    """Results, those that failed first."""
    return sorted(checked.results, key=lambda r: (r.failed == 0, r.severity)) if checked else []


@page(Act.VIEW_DATA)
def rejected(request: Request, name: str, number: int) -> HttpResponse:
    """Rows of one load that were not taken, with the reason."""
    contract = contract_named(name)
    place = place_asked(request, request.user)
    entry = tables_of(place).get(name)
    if entry is None or number >= len(entry.sources) or not entry.sources[number].rejected_file:
        raise Http404
    source = entry.sources[number]
    paged = Paginator(range(source.rejected), PER_PAGE).get_page(request.GET.get("page"))
    workspace = Workspace(folder_of(place))
    with Session(workspace) as session:
        rows = rejected_rows(
            session, workspace.root / source.rejected_file, contract, PER_PAGE,
            max(paged.start_index() - 1, 0),
        )  # fmt: skip
    return render(request, "data/rejected.html", {
        "contract": contract, "place": place, "source": source, "paged": paged,
        "rows": [rejected_as_record(row, contract) for row in rows],
        "query": f"place={place.code}",
    })  # fmt: skip
