"""The page of one entry, and the acts on it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from sanyi.kernel import InputError
from sanyi.ledger import MOVE_LABELS, Move, State, wanting
from sanyi.web.acts.matrix import Act, may
from sanyi.web.acts.service import require
from sanyi.web.base.access import Request, page
from sanyi.web.base.files import attachment
from sanyi.web.ledgers import charts, evidence, past, reporting, service
from sanyi.web.ledgers.adapters import UNIT_FIELDS, entry_of, facts_of, standing_of
from sanyi.web.ledgers.editing import FIELDS, edit_entry
from sanyi.web.ledgers.forms import (
    EntryForm,
    EvidenceForm,
    MoveForm,
    RemarkForm,
    UnitFormSet,
)
from sanyi.web.ledgers.models import EntryRow, EvidenceFile, Report
from sanyi.web.ledgers.past_entry import entry_then, first_day
from sanyi.web.ledgers.queries import relation_of, visible_entries
from sanyi.web.ledgers.timeline import (
    FIELD_LABELS,
    printed,
    since,
    timeline_of,
    visible_reports,
)
from sanyi.web.papers.models import PaperState

# what a move asks beside the click; moves about reports are made on the report itself
ASKS: dict[Move, frozenset[str]] = {
    Move.ASSIGN: frozenset(), Move.START: frozenset(),
    Move.VERIFY: frozenset({"waiver"}), Move.CLOSE: frozenset({"reason", "waiver"}),
    Move.REOPEN: frozenset({"reason"}), Move.ADJUST: frozenset({"reason"}),
    Move.MERGE: frozenset({"reason", "merged_into"}), Move.TERMINATE: frozenset({"reason"}),
}  # fmt: skip
_HEAVY = (Move.MERGE, Move.TERMINATE, Move.ADJUST, Move.REOPEN)


def found(request: Request, pk: int) -> EntryRow:
    """An entry the person may see; 404 for what is not theirs."""
    entries = visible_entries(request.user).select_related("paper", "place", "merged_into")
    return get_object_or_404(entries.prefetch_related("units__unit", "targets"), pk=pk)


@page(Act.VIEW_ENTRY)
@require_GET
def entry(request: Request, pk: int) -> HttpResponse:
    """Everything about one entry; with ``as_of`` as it was on a past day, and without acts."""
    row = found(request, pk)
    if as_of := request.GET.get("as_of", ""):
        return _past(request, row, as_of)
    return render(request, "ledgers/entry.html", page_of(request, row))


def _past(request: Request, row: EntryRow, as_of: str) -> HttpResponse:
    day = past.day_of(as_of)
    if day is None:
        messages.error(request, past.NO_PAST_DAY)
        return redirect("ledgers:entry", pk=row.pk)
    context = {"row": row, "day": day, "then": entry_then(request.user, row, day),
               "first_day": first_day(row)}  # fmt: skip
    return render(request, "ledgers/past_entry.html", context)


def page_of(request: Request, row: EntryRow) -> dict[str, Any]:
    """What the entry page shows."""
    relation = relation_of(request.user, row)
    record = entry_of(row)
    reports = [r for r in visible_reports(request.user, row) if r.state != Report.State.DRAFT]
    moves = [m for m in service.allowed_moves(request.user, row) if m in ASKS]

    is_archived = row.paper.state == PaperState.ARCHIVED

    def permitted(act: Act) -> bool:
        return not is_archived and may(request.user.role, act, relation)

    return {
        "row": row,
        "is_archived": is_archived,
        "record": record,
        "path": [p for p in record.path if p],
        "units": _units(row),
        "targets": [_target(t, n) for n, t in enumerate(row.targets.all())],
        "moves": [(m.value, MOVE_LABELS[m], not ASKS[m], m in _HEAVY) for m in moves],
        "reports": reports,
        "evidence": evidence.visible_evidence(request.user, row),
        "timeline": timeline_of(request.user, row),
        "missing": () if is_archived else missing(row),
        "evidence_form": EvidenceForm(),
        "remark_form": RemarkForm(),
        "may_edit": permitted(Act.EDIT_ENTRY),
        "may_attach": permitted(Act.ATTACH_EVIDENCE) and row.state not in evidence.OVER,
        "may_comment": permitted(Act.COMMENT),
        "may_review": permitted(Act.GO_ON),
        "may_report": reporting.may_report(request.user, row),
    }


def missing(row: EntryRow) -> tuple[str, ...]:
    """What the entry still lacks to be found done, in the guards' own words."""
    if row.state not in (State.ASSIGNED, State.RUNNING, State.REPORTED):
        return ()
    return wanting(Move.VERIFY, State.REPORTED, standing_of(row), "")


def _units(row: EntryRow) -> list[tuple[str, list[str]]]:
    facts = facts_of(row)
    return [(FIELD_LABELS[f], facts[f]) for f in UNIT_FIELDS if facts[f]]


def _target(target: Any, number: int) -> dict[str, Any]:
    return {
        "row": target,
        "option": charts.option_of(target.verdict),
        "chart": f"chart-{number}",
        "months": charts.months_table(target.verdict),
    }


# --- moves


@page(Act.VIEW_ENTRY)
def move(request: Request, pk: int, step: str) -> HttpResponse:
    """Ask what a move needs, then make it."""
    row = found(request, pk)
    wanted = next((m for m in ASKS if m.value == step), None)
    if wanted is None:
        raise Http404
    relation = relation_of(request.user, row)
    if request.method != "POST" and not may(request.user.role, Act(step), relation):
        raise Http404  # for this person there is no such form
    require(request.user, Act(step), row.place, relation)
    form = MoveForm(
        request.POST or None, person=request.user, entry=row, asks=ASKS[wanted],
        initial={"revision": row.revision},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            _make(request, row, wanted, form.cleaned_data)
        except InputError as problem:
            form.add_error(None, f"{problem.message}{problem.hint}")
        else:
            messages.success(request, f"已办理：{MOVE_LABELS[wanted]}。")
            return redirect("ledgers:entry", pk=row.pk)
    standing = standing_of(row, actor_id=request.user.pk, merged_into="?")
    lacks = wanting(wanted, State(row.state), standing, "?")
    context = {"row": row, "form": form, "label": MOVE_LABELS[wanted], "lacks": lacks}
    return render(request, "ledgers/move.html", context, status=400 if form.errors else 200)


def _make(request: Request, row: EntryRow, step: Move, values: dict[str, Any]) -> None:
    waiver = values.get("waiver") or ""
    if step is Move.VERIFY:
        reporting.verify(request.user, row, revision=values["revision"], waiver=waiver,
                         note=values["reason"])  # fmt: skip
        return
    service.move(
        request.user, row, step, reason=values["reason"], revision=values["revision"],
        waiver=waiver, merged_into=values.get("merged_into"),
    )  # fmt: skip


# --- editing


@page(Act.EDIT_ENTRY)
def edit(request: Request, pk: int) -> HttpResponse:
    """Change what the entry says; a second editor sees both versions and decides."""
    row = found(request, pk)
    require(request.user, Act.EDIT_ENTRY, row.place, relation_of(request.user, row))
    initial = {"title": row.title, "due_on": row.due_on, "is_standing": row.is_standing,
               "proof": row.proof, "revision": row.revision}  # fmt: skip
    units = [{"unit": u.unit_id, "role": u.role} for u in row.units.all()]
    form = EntryForm(request.POST or None, initial=initial)
    lines = UnitFormSet(request.POST or None, initial=units, prefix="units",
                        form_kwargs={"place": row.place})  # fmt: skip
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid() and lines.is_valid():
            wanted = _wanted(form, lines)
            if form.cleaned_data["revision"] != row.revision:
                return _conflict(request, row, form, wanted)
            try:
                edit_entry(request.user, row, wanted, revision=form.cleaned_data["revision"],
                           reason=form.cleaned_data["reason"])  # fmt: skip
            except InputError as problem:
                form.add_error(None, f"{problem.message}{problem.hint}")
            else:
                messages.success(request, "已保存。")
                return redirect("ledgers:entry", pk=row.pk)
    context = {"row": row, "form": form, "lines": lines}
    return render(request, "ledgers/edit.html", context, status=status)


def _wanted(form: EntryForm, lines: Any) -> dict[str, Any]:
    values = form.cleaned_data
    units: dict[str, list[str]] = {field: [] for field in UNIT_FIELDS}
    for line in lines.cleaned_data:
        if line.get("unit") is not None and line["unit"].name not in units[line["role"]]:
            units[line["role"]].append(line["unit"].name)
    return {
        "title": values["title"].strip(),
        "due_on": values["due_on"].isoformat() if values["due_on"] else None,
        "is_standing": values["is_standing"],
        "proof": values["proof"],
        **units,
    }


def _conflict(
    request: Request, row: EntryRow, form: EntryForm, wanted: dict[str, Any]
) -> HttpResponse:
    """Both versions side by side; nothing is saved until the person says which."""
    now = facts_of(row)
    rows = [
        (FIELD_LABELS[f], printed(f, now[f]), printed(f, wanted[f]), now[f] != wanted[f])
        for f in FIELDS
    ]
    posted = [(k, v) for k in request.POST for v in request.POST.getlist(k)
              if k not in ("revision", "csrfmiddlewaretoken")]  # fmt: skip
    context = {
        "row": row, "rows": rows, "posted": posted, "seen": form.cleaned_data["revision"],
        "others": since(row, form.cleaned_data["revision"]),
    }  # fmt: skip
    return render(request, "ledgers/conflict.html", context, status=409)


# --- reports, evidence, remarks


@page(Act.GO_ON)
@require_POST
def review(request: Request, pk: int, answer: str) -> HttpResponse:
    """Accept or return a unit's report."""
    report = get_object_or_404(
        Report.objects.select_related("entry").exclude(state=Report.State.DRAFT), pk=pk,
        entry__in=visible_entries(request.user),
    )  # fmt: skip
    note = request.POST.get("note", "")
    if answer == "accept":
        reporting.accept(request.user, report, note)
        messages.success(request, "已采纳报告。")
    elif answer == "return":
        reporting.send_back(request.user, report, note)
        messages.success(request, "已退回，对方会在“我的任务”中看到理由。")
    else:
        raise Http404
    return redirect("ledgers:entry", pk=report.entry_id)


@page(Act.COMMENT)
@require_POST
def remark(request: Request, pk: int) -> HttpResponse:
    """Leave a remark."""
    evidence.remark(request.user, found(request, pk), request.POST.get("text", ""))
    return redirect(f"/ledger/{pk}/#remarks")


@page(Act.ATTACH_EVIDENCE)
@require_POST
def add_evidence(request: Request, pk: int) -> HttpResponse:
    """Upload a file of evidence for the entry itself."""
    row = found(request, pk)
    form = EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        raise InputError("UPL-002", "没有选择文件，或文件是空的。", "选择文件后再上传。")
    evidence.attach(request.user, row, form.cleaned_data["file"], form.cleaned_data["title"])
    messages.success(request, "已上传。")
    return redirect(f"/ledger/{pk}/#evidence")


def _file(request: Request, pk: int) -> EvidenceFile:
    kept = get_object_or_404(
        EvidenceFile.objects.select_related("entry__place", "report"), pk=pk,
        entry__in=visible_entries(request.user),
    )  # fmt: skip
    if not evidence.visible_evidence(request.user, kept.entry).filter(pk=pk).exists():
        raise Http404
    return kept


@page(Act.VIEW_ENTRY)
@require_GET
def evidence_file(request: Request, pk: int) -> HttpResponseBase:
    """Download a file of evidence."""
    kept = _file(request, pk)
    if not kept.file.storage.exists(kept.file.name or ""):
        raise Http404  # lost from the disk: a backup has it
    return attachment(kept.file, kept.name, request.user, kept.added_by)


@page(Act.ATTACH_EVIDENCE)
@require_POST
def withdraw_evidence(request: Request, pk: int) -> HttpResponse:
    """Withdraw a file, with a reason."""
    kept = _file(request, pk)
    evidence.withdraw(request.user, kept, request.POST.get("reason", ""))
    messages.success(request, "已撤回；文件和撤回理由仍留存在记录中。")
    back = request.POST.get("back", "")
    if back.startswith("/tasks/"):
        return redirect(back)
    return redirect(f"/ledger/{kept.entry_id}/#evidence")
