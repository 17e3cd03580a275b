"""Pages of the desk 我的任务: what is wanted of a unit now, and its report."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from sanyi.kernel import InputError, Period, PeriodKind, ShapeError
from sanyi.ledger import Move
from sanyi.web.acts.matrix import Act
from sanyi.web.acts.service import is_locked, require
from sanyi.web.base.access import Request, page
from sanyi.web.ledgers import evidence, reporting, service
from sanyi.web.ledgers.adapters import entry_of
from sanyi.web.ledgers.entry_views import found, missing
from sanyi.web.ledgers.forms import EvidenceForm
from sanyi.web.ledgers.models import EntryRow, Report
from sanyi.web.ledgers.queries import office_day, relation_of
from sanyi.web.mytasks.forms import ReportForm, is_computed
from sanyi.web.mytasks.queries import my_tasks, quarter_of
from sanyi.web.mytasks.wants import Want, quarters_open


@page(Act.REPORT)
@require_GET
def index(request: Request) -> HttpResponse:
    """What the person's unit leads and joins, sorted by what is wanted from it now."""
    tasks = my_tasks(request.user)
    context = {
        "tasks": tasks,
        "pressing": sum(t.is_pressing for t in tasks),
        "to_receive": sum(t.want is Want.RECEIVE for t in tasks),
        "quarters": sorted({t.quarter.label for t in tasks if t.is_pressing}),
    }
    return render(request, "mytasks/list.html", context)


@page(Act.REPORT)
@require_POST
def start(request: Request) -> HttpResponse:
    """Take in hand everything that has been assigned to the unit as lead."""
    rows = [t.row for t in my_tasks(request.user) if t.want is Want.RECEIVE]
    done, refused = service.move_many(request.user, rows, Move.START)
    messages.success(request, f"已签收{done}项。")
    for words in refused[:10]:
        messages.error(request, words)
    return redirect("mytasks:list")


def _period(row: EntryRow, text: str) -> Period:
    """The quarter asked for; another year or kind does not exist here."""
    if not text:
        return quarter_of(row.paper)
    try:
        period = Period.parse(text)
    except ShapeError:
        raise Http404 from None
    if period.kind is not PeriodKind.QUARTER or period.year != row.year:
        raise Http404
    return period


@page(Act.REPORT)
def report(request: Request, pk: int) -> HttpResponse:
    """The report of one entry for one quarter: draft or submit."""
    row = found(request, pk)
    require(request.user, Act.REPORT, row.place, relation_of(request.user, row))
    period = _period(row, request.GET.get("period", ""))
    unit = reporting.reporting_unit(request.user, row)
    kept = Report.objects.filter(entry=row, unit=unit, period=str(period)).first()
    entry = entry_of(row)
    form = ReportForm(request.POST or None, row=row, entry=entry, initial=_initial(kept))
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                saved = _save(request, row, period, form)
            except InputError as problem:
                form.add_error(None, f"{problem.message}{problem.hint}")
            else:
                if saved.state == Report.State.SUBMITTED:
                    messages.success(request, "已提交。办公室处理后，结果会显示在“我的任务”。")
                    return redirect("mytasks:list")
                messages.success(request, "草稿已保存，还没有提交。")
                return redirect(_address(row, period))
    context = _context(request, row, period, kept) | {"form": form, "entry": entry}
    return render(request, "mytasks/report.html", context, status=status)


def _initial(kept: Report | None) -> dict[str, Any]:
    if kept is None:
        return {"claim": Report.Claim.ONGOING}
    return {name: getattr(kept, name) for name in reporting.FIELDS} | {"revision": kept.revision}


def _save(request: Request, row: EntryRow, period: Period, form: ReportForm) -> Report:
    """Keep the draft first: what was written is not lost when it cannot be submitted."""
    values = {k: v for k, v in form.cleaned_data.items() if k in reporting.FIELDS}
    kept = reporting.save_draft(request.user, row, period, values,
                                revision=form.cleaned_data["revision"])  # fmt: skip
    if "submit" not in request.POST:
        return kept
    try:
        return reporting.submit(request.user, kept, revision=kept.revision)
    except InputError:
        # the draft is newer than the page: the next try must be able to save it
        posted = request.POST.copy()
        posted["revision"] = str(kept.revision)
        form.data = posted
        raise


def _context(
    request: Request, row: EntryRow, period: Period, kept: Report | None
) -> dict[str, Any]:
    is_open = kept is None or kept.state in (Report.State.DRAFT, Report.State.RETURNED)
    locked = is_locked(row.place, period)
    day = office_day(row.paper)
    return {
        "row": row,
        "period": period,
        "periods": quarters_open(day, row.year),
        "kept": kept,
        "is_open": is_open and not locked and reporting.may_report(request.user, row),
        "is_locked": locked,
        "not_assigned": row.state not in reporting.OPEN_FOR_REPORTS,
        "may_start": Move.START in service.allowed_moves(request.user, row),
        "is_computed": is_computed(row),
        "targets": row.targets.all(),
        "doubts": reporting.flags_of(kept) if kept is not None and is_open else [],
        "missing": missing(row),
        "files": [] if kept is None else kept.evidence.filter(withdrawn_at=None),
        "evidence_form": EvidenceForm(),
        "earlier": Report.objects.filter(entry=row, unit__in=[u.unit_id for u in row.units.all()])
        .exclude(state=Report.State.DRAFT).exclude(period=str(period)).select_related("unit"),
    }  # fmt: skip


def _address(row: EntryRow, period: Period) -> str:
    from django.urls import reverse

    return f"{reverse('mytasks:report', args=[row.pk])}?period={period}"


@page(Act.REPORT)
@require_POST
def add_evidence(request: Request, pk: int, period: str) -> HttpResponse:
    """Attach a file to the quarter's report; a report that is not there yet is begun."""
    row = found(request, pk)
    require(request.user, Act.REPORT, row.place, relation_of(request.user, row))
    quarter = _period(row, period)
    form = EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        raise InputError("UPL-002", "没有选择文件，或文件是空的。", "选择文件后再上传。")
    reporting.ensure_reportable(row, str(quarter))
    unit = reporting.reporting_unit(request.user, row)
    kept = Report.objects.filter(entry=row, unit=unit, period=str(quarter)).first()
    if kept is None:
        kept = reporting.save_draft(request.user, row, quarter, {}, revision=None)
    if kept.state not in (Report.State.DRAFT, Report.State.RETURNED):
        raise InputError("RPT-002", "报告已提交，不能再加附件。", "需要补充的，请办公室退回。")
    upload, title = form.cleaned_data["file"], form.cleaned_data["title"]
    evidence.attach(request.user, row, upload, title, report=kept)
    messages.success(request, "已上传。")
    return redirect(_address(row, quarter))


@page(Act.REPORT)
@require_POST
def submit(request: Request, pk: int) -> HttpResponse:
    """Hand in a draft as it is."""
    kept = get_object_or_404(Report.objects.select_related("entry"), pk=pk)
    found(request, kept.entry_id)
    revision = request.POST.get("revision", "")
    reporting.submit(request.user, kept, revision=int(revision) if revision.isdecimal() else 0)
    messages.success(request, "已提交。办公室处理后，结果会显示在“我的任务”。")
    return redirect("mytasks:list")
