"""Pages of bulletins and locked quarters."""

from __future__ import annotations

import io
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from sanyi.bulletin.comparing import figure_changes
from sanyi.bulletin.editing import block_text
from sanyi.kernel import InputError, Period
from sanyi.web.acts.matrix import Act, may
from sanyi.web.acts.models import LockedPeriod
from sanyi.web.base.access import Request, page
from sanyi.web.supervision import bulletins, forms, packs, queries
from sanyi.web.supervision.adapters import blocks_of, document_of, draft_from_record
from sanyi.web.supervision.models import BulletinRow, BulletinState

_WORKING = (BulletinState.QUEUED, BulletinState.COMPOSING)


@page(Act.VIEW_SUPERVISION)
def index(request: Request) -> HttpResponse:
    """Bulletins, the latest quarter first."""
    rows = queries.visible_bulletins(request.user).select_related("place").defer("content", "sheet")
    return render(request, "supervision/bulletins.html", {"rows": rows, "tab": "bulletins"})


@page(Act.DRAFT_BULLETIN)
def new(request: Request) -> HttpResponse:
    """Begin the bulletin of a quarter."""
    papers = queries.papers_in_force(request.user)
    first = papers.first()
    if first is None:
        raise InputError(
            "BUL-026", "还没有下达的文件，不能起草通报。", "先在“文件”里下达一份文件。"
        )
    if request.method == "POST":
        form = forms.BulletinForm(papers, request.POST)
        if form.is_valid():
            fields = dict(form.cleaned_data)
            paper, quarter = fields.pop("paper"), bulletins.quarter_named(fields.pop("quarter"))
            row = bulletins.begin(request.user, paper, quarter, fields)
            return redirect("supervision:bulletin", row.pk)
    else:
        form = forms.BulletinForm(papers, initial=forms.proposed_bulletin(first))
    return render(request, "supervision/bulletin_new.html", {"form": form, "tab": "bulletins"})


def _found(request: Request, pk: int) -> BulletinRow:
    rows = queries.visible_bulletins(request.user).select_related("place", "corrects", "paper")
    return get_object_or_404(rows, pk=pk)


@page(Act.VIEW_SUPERVISION)
def bulletin(request: Request, pk: int) -> HttpResponse:
    """A bulletin block by block, every number with its way to what it rests on."""
    row = _found(request, pk)
    context: dict[str, Any] = {"row": row, "tab": "bulletins"}
    context["quarter"] = Period.parse(row.quarter)
    if row.content is not None:
        context |= _content(request, row)
    return render(request, "supervision/bulletin.html", context)


def _content(request: Request, row: BulletinRow) -> dict[str, Any]:
    assert row.content is not None
    document = row.content["document"]
    changes = []
    if row.corrects is not None and row.corrects.content is not None:
        changes = list(figure_changes(document_of(row.corrects), document_of(row)))
    is_draft = row.state == BulletinState.DRAFT
    revision = {"revision": row.revision}
    return {
        "document": document, "blocks": blocks_of(row.content), "changes": changes,
        "may_edit": is_draft and may(request.user.role, Act.DRAFT_BULLETIN),
        "figure_count": len(document["figures"]),
        "issued_key": f"bulletin-{row.pk}" if row.state == BulletinState.ISSUED else "",
        "revision_form": forms.RevisionForm(initial=revision),
        "discard_form": forms.ReasonForm(initial=revision, prefix="discard"),
        "issue_form": forms.IssueForm(initial={**revision, "signed_on": row.signed_on}),
        "corrections": row.corrections.exclude(state=BulletinState.DISCARDED),
    }  # fmt: skip


@page(Act.VIEW_SUPERVISION)
def progress(request: Request, pk: int) -> HttpResponse:
    """How the drafting goes on; asked for every second while it runs."""
    row = _found(request, pk)
    response = render(request, "supervision/bulletin_progress.html", {"row": row})
    if row.state not in _WORKING:
        response["HX-Redirect"] = reverse("supervision:bulletin", args=[pk])
    return response


@page(Act.DRAFT_BULLETIN)
@require_POST
def again(request: Request, pk: int) -> HttpResponse:
    """Compose once more from today's data."""
    bulletins.compose_again(request.user, _found(request, pk), _revision(request))
    return redirect("supervision:bulletin", pk)


@page(Act.DRAFT_BULLETIN)
@require_POST
def discard(request: Request, pk: int) -> HttpResponse:
    """Give up a draft."""
    form = forms.ReasonForm(request.POST, prefix="discard")
    if not form.is_valid():
        raise InputError("BUL-025", "作废须写明理由。", "填写后再试。")
    data = form.cleaned_data
    bulletins.discard(request.user, _found(request, pk), data["reason"], data["revision"])
    messages.success(request, "已作废。")
    return redirect("supervision:bulletins")


def _revision(request: Request) -> int:
    form = forms.RevisionForm(request.POST)
    if not form.is_valid():
        raise InputError("ACT-005", "看不出您打开的是哪一次修改。", "刷新页面后再试。")
    revision: int = form.cleaned_data["revision"]
    return revision


@page(Act.DRAFT_BULLETIN)
def edit(request: Request, pk: int, index: int) -> HttpResponse:
    """Change the words of one paragraph."""
    row = _found(request, pk)
    if row.content is None:
        raise InputError("BUL-022", "通报还没有起草好。", "稍后再来。")
    form = forms.TextForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            bulletins.rewrite(request.user, row, index, data["text"], data["revision"])
        except InputError as problem:
            form.add_error("text", f"{problem.message}{problem.hint}")
        else:
            messages.success(request, "已修改。")
            return redirect(f"{reverse('supervision:bulletin', args=[pk])}#block-{index}")
    elif request.method != "POST":
        text = block_text(draft_from_record(row.content).document, index)
        form = forms.TextForm(initial={"text": text, "revision": row.revision})
    return _text_page(request, row, form, "修改一段")


@page(Act.DRAFT_BULLETIN)
def add(request: Request, pk: int, index: int) -> HttpResponse:
    """Add a paragraph of one's own."""
    row = _found(request, pk)
    form = forms.TextForm(request.POST or None, initial={"revision": row.revision})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            bulletins.add(request.user, row, index, data["text"], data["revision"])
        except InputError as problem:
            form.add_error("text", f"{problem.message}{problem.hint}")
        else:
            messages.success(request, "已增加。")
            return redirect(f"{reverse('supervision:bulletin', args=[pk])}#block-{index + 1}")
    return _text_page(request, row, form, "增加一段")


def _text_page(
    request: Request, row: BulletinRow, form: forms.TextForm, heading: str
) -> HttpResponse:
    status = 400 if form.errors else 200
    context = {"row": row, "form": form, "heading": heading, "tab": "bulletins"}
    return render(request, "supervision/bulletin_text.html", context, status=status)


@page(Act.DRAFT_BULLETIN)
@require_POST
def remove(request: Request, pk: int, index: int) -> HttpResponse:
    """Take out a paragraph that was added by hand."""
    bulletins.remove(request.user, _found(request, pk), index, _revision(request))
    messages.success(request, "已删去。")
    return redirect("supervision:bulletin", pk)


@page(Act.APPROVE_BULLETIN)
@require_POST
def approve(request: Request, pk: int) -> HttpResponse:
    """Approve a draft and lock its quarter."""
    bulletins.approve(request.user, _found(request, pk), _revision(request))
    messages.success(request, "已审定，本季度已锁定。")
    return redirect("supervision:bulletin", pk)


@page(Act.ISSUE_BULLETIN)
@require_POST
def issue(request: Request, pk: int) -> HttpResponse:
    """Issue an approved bulletin."""
    form = forms.IssueForm(request.POST)
    if not form.is_valid():
        raise InputError("BUL-025", "请填写发文字号和成文日期。", "填写后再试。")
    data = form.cleaned_data
    bulletins.issue(
        request.user, _found(request, pk), data["number"], data["signed_on"], data["revision"]
    )
    messages.success(request, "已印发，文件已固定。")
    return redirect("supervision:bulletin", pk)


@page(Act.VIEW_SUPERVISION)
def word(request: Request, pk: int) -> HttpResponseBase:
    """The bulletin as Word: the frozen file once it is issued."""
    row = _found(request, pk)
    _ready(row)
    return _download(packs.bulletin_word(row), f"{row.quarter}-通报-{row.get_state_display()}.docx")


@page(Act.VIEW_SUPERVISION)
def pack(request: Request, pk: int) -> HttpResponseBase:
    """The meeting pack; units have no part in the letters of others."""
    if queries.is_liaison(request.user):
        raise Http404  # the sheet names every unit's late tasks and letters
    row = _found(request, pk)
    _ready(row)
    visible = queries.visible_letters(request.user).values("pk")
    letters = [n for n in packs.open_letters(row) if n.pk in {v["pk"] for v in visible}]
    return _download(packs.meeting_pack(row, letters), f"{row.quarter}-会议材料.zip")


def _ready(row: BulletinRow) -> None:
    if row.content is None:
        raise InputError("BUL-022", "通报还没有起草好。", "稍后再来。")


def _download(data: bytes, name: str) -> FileResponse:
    return FileResponse(io.BytesIO(data), as_attachment=True, filename=name,
                        content_type="application/octet-stream")  # fmt: skip


# --- periods


@page(Act.VIEW_SUPERVISION)
def periods(request: Request) -> HttpResponse:
    """Locked quarters, when they were opened again and why, and what was said in them."""
    locks = LockedPeriod.objects.filter(place__in=request.user.place_keys)
    rows = [
        {"lock": lock, "label": Period.parse(lock.period).label}
        for lock in locks.select_related("place", "locked_by", "reopened_by").order_by("-locked_at")
    ]
    issued = queries.visible_bulletins(request.user).filter(state=BulletinState.ISSUED)
    by_quarter: dict[tuple[int, str], list[BulletinRow]] = {}
    for found in issued.defer("content", "sheet").order_by("issued_at"):
        by_quarter.setdefault((found.place_id, found.quarter), []).append(found)
    for line in rows:
        lock = line["lock"]
        assert isinstance(lock, LockedPeriod)
        line["issued"] = by_quarter.get((lock.place_id, lock.period), [])
    context = {"rows": rows, "form": forms.ReopenForm(), "tab": "periods"}
    return render(request, "supervision/periods.html", context)


@page(Act.REOPEN_PERIOD)
@require_POST
def reopen(request: Request, pk: int) -> HttpResponse:
    """Open a locked quarter again."""
    locked = get_object_or_404(LockedPeriod, pk=pk, place__in=request.user.place_keys)
    quarter = bulletins.quarter_named(locked.period)
    form = forms.ReopenForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    bulletins.reopen_quarter(request.user, locked.place, quarter, reason)
    messages.success(request, f"{quarter.label}已重开。")
    return redirect("supervision:periods")
