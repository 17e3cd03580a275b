"""Pages of a unit: the draft by clause, its opinions, its answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from sanyi.bulletin.opinions import AnswerKind
from sanyi.kernel import InputError
from sanyi.web.acts.matrix import Act
from sanyi.web.base.access import Request, page
from sanyi.web.consultations import answers, pages, queries
from sanyi.web.consultations.forms import OpinionForm, ScanForm
from sanyi.web.consultations.models import Invitation, OpinionRow


def _invitation(request: Request, pk: int) -> Invitation:
    round_ = get_object_or_404(queries.visible_rounds(request.user), pk=pk)
    found = queries.own_invitation(request.user, round_)
    if found is None:
        raise Http404
    return found


def _own_opinion(request: Request, pk: int) -> OpinionRow:
    rounds = queries.visible_rounds(request.user)
    row = get_object_or_404(
        OpinionRow.objects.select_related("invitation__round"),
        pk=pk, removed_at__isnull=True, invitation__round__in=rounds,
    )  # fmt: skip
    invitation = queries.own_invitation(request.user, row.invitation.round)
    if invitation is None or invitation.pk != row.invitation_id:
        raise Http404
    return row


def _page(
    request: Request, asked: Invitation, form: OpinionForm, status: int = 200
) -> HttpResponse:
    context = pages.for_unit(request.user, asked) | {"form": form, "scan_form": ScanForm()}
    return render(request, "consultations/answer.html", context, status=status)


@page(Act.GIVE_OPINION)
def answer(request: Request, pk: int) -> HttpResponse:
    """The draft, and what the unit has to say to it."""
    asked = _invitation(request, pk)
    return _page(request, asked, OpinionForm(round_=asked.round))


@page(Act.GIVE_OPINION)
@require_POST
def add(request: Request, pk: int) -> HttpResponse:
    """Write an opinion."""
    asked = _invitation(request, pk)
    form = OpinionForm(request.POST, round_=asked.round)
    if form.is_valid():
        try:
            answers.add_opinion(request.user, asked, form.written())
        except InputError as problem:
            form.add_error(None, f"{problem.message}{problem.hint}")
        else:
            messages.success(request, "意见已保存，提交反馈后医改办才能看到。")
            return redirect("consultations:answer", asked.round_id)
    return _page(request, asked, form, 400)


@page(Act.GIVE_OPINION)
def change(request: Request, pk: int) -> HttpResponse:
    """Change an opinion that is not handed in."""
    row = _own_opinion(request, pk)
    round_ = row.invitation.round
    initial = {
        "passage": row.passage_id or "", "quote": row.quote, "words": row.words,
        "proposed": row.proposed, "near": row.start, "revision": row.revision,
    }  # fmt: skip
    form = OpinionForm(request.POST or None, round_=round_, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            revision = form.cleaned_data["revision"]
            answers.change_opinion(request.user, row, form.written(), revision)
        except InputError as problem:
            form.add_error(None, f"{problem.message}{problem.hint}")
        else:
            messages.success(request, "意见已修改。")
            return redirect("consultations:answer", round_.pk)
    context = {"round": round_, "row": row, "form": form}
    return render(request, "consultations/change.html", context,
                  status=400 if form.errors else 200)  # fmt: skip


@page(Act.GIVE_OPINION)
@require_POST
def remove(request: Request, pk: int) -> HttpResponse:
    """Take an opinion out."""
    row = _own_opinion(request, pk)
    answers.remove_opinion(request.user, row)
    messages.success(request, "意见已删去。")
    return redirect("consultations:answer", row.invitation.round_id)


@page(Act.GIVE_OPINION)
@require_POST
def hand_in(request: Request, pk: int) -> HttpResponse:
    """Hand in the opinions, or 无意见."""
    asked = _invitation(request, pk)
    is_nil = request.POST.get("kind") == AnswerKind.NIL
    asked = answers.hand_in(request.user, asked, AnswerKind.NIL if is_nil else AnswerKind.OPINIONS)
    late = "（逾期）" if asked.is_late else ""
    messages.success(request, f"已反馈{'“无意见”' if is_nil else '意见'}{late}。")
    return redirect("consultations:answer", pk)


@page(Act.GIVE_OPINION)
@require_POST
def take_back(request: Request, pk: int) -> HttpResponse:
    """Take the answer back to change it."""
    answers.take_back(request.user, _invitation(request, pk))
    messages.warning(request, "反馈已撤回。改好后须重新提交，否则算未反馈。")
    return redirect("consultations:answer", pk)


@page(Act.GIVE_OPINION)
@require_POST
def add_scan(request: Request, pk: int) -> HttpResponse:
    """Upload the stamped answer."""
    asked = _invitation(request, pk)
    form = ScanForm(request.POST, request.FILES)
    if not form.is_valid():
        raise InputError("UPL-002", "没有选文件，或文件是空的。", "选一个文件再上传。")
    answers.add_scan(request.user, asked, form.cleaned_data["scan"])
    messages.success(request, "盖章件已上传。")
    return redirect("consultations:answer", pk)


@page(Act.GIVE_OPINION)
@require_POST
def withdraw_scan(request: Request, pk: int) -> HttpResponse:
    """Take a wrong scan out."""
    scan = pages.scan_for(request.user, pk)
    answers.withdraw_scan(request.user, scan)
    messages.success(request, "盖章件已撤下。")
    return redirect("consultations:answer", scan.invitation.round_id)
