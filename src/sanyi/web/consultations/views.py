"""Pages of the office: rounds, one round, the decisions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from sanyi.bulletin.effect import Effect
from sanyi.bulletin.opinions import Outcome
from sanyi.bulletin.workdays import load_workdays
from sanyi.kernel import InputError
from sanyi.web.acts.matrix import Act, Role
from sanyi.web.acts.service import require
from sanyi.web.base import clock
from sanyi.web.base.access import Request, page
from sanyi.web.consultations import adapters, decisions, pages, queries, service
from sanyi.web.consultations.decisions import Decision
from sanyi.web.consultations.forms import AddForm, DecisionForm, DueForm, OpenForm, RewordForm
from sanyi.web.consultations.models import OpinionRow, PassageRow, Round
from sanyi.web.papers.models import ReadingState


@page(Act.VIEW_CONSULTATION)
def index(request: Request) -> HttpResponse:
    """Rounds, and the drafts that wait for one."""
    rounds = list(queries.with_counts(queries.visible_rounds(request.user)))
    shown = [
        {"round": r, "status": pages.status_of(r),
         "own": pages.shown_answers_of(request.user, own)
         if (own := queries.own_invitation(request.user, r)) else None}
        for r in rounds
    ]  # fmt: skip
    can_open = request.user.role in (Role.OFFICE, Role.HEAD)
    drafts = queries.drafts(request.user) if can_open else ()
    context = {"rounds": shown, "drafts": drafts, "can_open": can_open}
    return render(request, "consultations/list.html", context)


@page(Act.OPEN_CONSULTATION)
def open_round(request: Request, slug: str) -> HttpResponse:
    """Choose the units and the day, and put the draft to them."""
    paper = get_object_or_404(queries.drafts(request.user), slug=slug)
    require(request.user, Act.OPEN_CONSULTATION, paper.place)
    version = paper.versions.filter(reading_state=ReadingState.READ).order_by("-number").first()
    assert version is not None  # ``drafts`` are read
    due_on, source = service.proposed_due(version, clock.today(), load_workdays())
    form = OpenForm(request.POST or None, due_on=due_on, source=source)
    choices = pages.unit_choices(version)
    chosen = set(request.POST.getlist("units")) if request.POST else None
    if request.method == "POST" and form.is_valid():
        names = request.POST.getlist("units") + request.POST.get("more", "").splitlines()
        data = form.cleaned_data
        try:
            opened = service.open_round(request.user, version, names, data["due_on"], data["note"])
        except InputError as problem:
            form.add_error(None, f"{problem.message}{problem.hint}")
        else:
            messages.success(request, f"已发起，共 {opened.invitations.count()} 个单位。")
            return redirect("consultations:round", opened.pk)
    units = [(c, c.is_named if chosen is None else c.name in chosen) for c in choices]
    context = {"paper": paper, "version": version, "form": form, "units": units}
    return render(request, "consultations/open.html", context, status=400 if form.errors else 200)


def _round(request: Request, pk: int) -> Round:
    rounds = queries.visible_rounds(request.user).select_related("paper", "place", "next_version")
    return get_object_or_404(rounds, pk=pk)


@page(Act.VIEW_CONSULTATION)
def show(request: Request, pk: int) -> HttpResponse:
    """A round: who answered, who is silent, what was said to which clause."""
    round_ = _round(request, pk)
    if request.user.role == Role.LIAISON:
        return redirect("consultations:answer", pk)
    context = pages.for_office(request.user, round_)
    return render(request, "consultations/round.html", context)


@page(Act.VIEW_CONSULTATION)
def text(request: Request, pk: int) -> HttpResponse:
    """The draft by passage with the opinions on it and how it is to read."""
    round_ = _round(request, pk)
    if request.user.role == Role.LIAISON:
        return redirect("consultations:answer", pk)
    opinions = list(queries.visible_opinions(request.user, round_))
    shown = pages.shown_passages(round_, opinions)
    context = {"round": round_, "passages": shown, "status": pages.status_of(round_)}
    return render(request, "consultations/text.html", context)


@page(Act.DECIDE_OPINION)
def effect(request: Request, pk: int) -> HttpResponse:
    """What all decided changes together do to the ledger."""
    round_ = _round(request, pk)
    context = {"round": round_, "effect": decisions.whole_effect(round_)}
    return render(request, "consultations/effect.html", context)


@page(Act.DECIDE_OPINION)
def decide(request: Request, pk: int) -> HttpResponse:
    """Decide an opinion: first the effect of the wording, then the confirmation."""
    opinion = get_object_or_404(
        OpinionRow.objects.select_related(
            "invitation__round__paper", "invitation__unit", "passage__round__paper",
            "passage__round__version", "added"),
        pk=pk, removed_at__isnull=True, invitation__kind="opinions",
        invitation__round__in=queries.visible_rounds(request.user),
    )  # fmt: skip
    round_, row = opinion.invitation.round, opinion.passage
    if request.method == "POST":
        form = DecisionForm(request.POST)
    else:
        start = row.decided if row is not None and opinion.outcome else None
        start = decisions.proposed_text(opinion) if start is None else start
        form = DecisionForm(initial={
            "outcome": opinion.outcome, "reason": opinion.reason, "revision": opinion.revision,
            "wording": decisions.typed(row, start) if row else opinion.wording,
            "added": decisions.typed(added, added.decided) if (added := opinion.added) else "",
        })  # fmt: skip
    context: dict[str, Any] = {
        "round": round_, "opinion": opinion, "row": row, "form": form, "effect": None,
        "place": adapters.place_words(row), "outcome": pages.outcome_label(opinion),
        "others": row.opinions.exclude(pk=opinion.pk).filter(
            removed_at__isnull=True, invitation__kind="opinions").select_related("invitation__unit")
        if row else (),
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        outcome = Outcome(data["outcome"])
        needs_look = row is not None and outcome is not Outcome.REFUSED
        try:
            if needs_look and "confirm" not in request.POST:
                assert row is not None
                context |= _preview(form, row, data["wording"], data["added"], opinion.added)
            else:
                made = Decision(outcome, data["reason"], data["wording"], data["seen"],
                                data["added"])  # fmt: skip
                decisions.decide(request.user, opinion, made, data["revision"])
                messages.success(request, "已处理。")
                return redirect("consultations:round", round_.pk)
        except InputError as problem:
            form.add_error(None, f"{problem.message}{problem.hint}")
    return render(request, "consultations/decide.html", context, status=400 if form.errors else 200)


def _preview(
    form: DecisionForm | RewordForm | AddForm, row: PassageRow, wording: str, added: str = "",
    behind: PassageRow | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The effect of a wording, and the form that carries the proof that it was shown.

    Args:
        added: the passage behind it, as typed; ``behind`` is its row if it has one already.
    """
    text_ = decisions.untyped(row, wording)
    behind = behind or decisions.row_behind(row, added)
    more = decisions.untyped(behind, added)
    found: Effect = decisions.effect_on_ledger(row, text_, behind, more)
    form.data = {**form.data.dict(), "seen": decisions.seal(row, text_, more)}  # type: ignore[attr-defined]
    shown = pages.Shown(PassageRow(text=row.decided, decided=text_, style=row.style))
    new = PassageRow(text=behind.decided, decided=more, style=behind.style)
    return {"effect": found, "preview": shown, "added": pages.Shown(new) if more else None}


@page(Act.DECIDE_OPINION)
def reword(request: Request, pk: int) -> HttpResponse:
    """Change a passage without an opinion."""
    row = get_object_or_404(
        PassageRow.objects.select_related("round__paper"),
        pk=pk, round__in=queries.visible_rounds(request.user),
    )  # fmt: skip
    form = RewordForm(request.POST or None, initial={"wording": decisions.typed(row, row.decided)})
    context: dict[str, Any] = {
        "round": row.round, "row": row, "form": form, "effect": None,
        "shown": pages.Shown(row), "place": adapters.place_words(row),
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            if "confirm" not in request.POST:
                context |= _preview(form, row, data["wording"])
            else:
                decisions.reword(request.user, row, data["wording"], data["reason"], data["seen"])
                messages.success(request, "文字已修改。")
                return redirect("consultations:text", row.round_id)
        except InputError as problem:
            form.add_error(None, f"{problem.message}{problem.hint}")
    return render(request, "consultations/reword.html", context, status=400 if form.errors else 200)


@page(Act.DECIDE_OPINION)
def add_behind(request: Request, pk: int) -> HttpResponse:
    """Add a passage behind another without an opinion: a clause, or a row of its table."""
    row = get_object_or_404(
        PassageRow.objects.select_related("round__paper", "round__version"),
        pk=pk, round__in=queries.visible_rounds(request.user),
    )  # fmt: skip
    form = AddForm(request.POST or None)
    context: dict[str, Any] = {
        "round": row.round, "row": row, "form": form, "effect": None,
        "place": adapters.place_words(row), "like": decisions.row_behind(row),
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            if "confirm" not in request.POST:
                context |= _preview(form, row, decisions.typed(row, row.decided), data["added"])
            else:
                decisions.add_behind(request.user, row, data["added"], data["reason"], data["seen"])
                messages.success(request, "文字已新增。")
                return redirect("consultations:text", row.round_id)
        except InputError as problem:
            form.add_error(None, f"{problem.message}{problem.hint}")
    return render(request, "consultations/add.html", context, status=400 if form.errors else 200)


@page(Act.OPEN_CONSULTATION)
def move_due(request: Request, pk: int) -> HttpResponse:
    """Set another day by which to answer."""
    round_ = _round(request, pk)
    initial = {"due_on": round_.due_on, "revision": round_.revision}
    form = DueForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            service.move_due(request.user, round_, data["due_on"], data["reason"], data["revision"])
        except InputError as problem:
            form.add_error(None, f"{problem.message}{problem.hint}")
        else:
            messages.success(request, "截止日已修改。")
            return redirect("consultations:round", pk)
    context = {"round": round_, "form": form}
    return render(request, "consultations/due.html", context, status=400 if form.errors else 200)


@page(Act.REMIND)
def reminders(request: Request, pk: int) -> HttpResponse:
    """The words that remind the silent units."""
    round_ = _round(request, pk)
    if request.method == "POST":
        silent = service.remind(request.user, round_)
        messages.success(request, f"已记下：提醒了 {len(silent)} 个单位。")
        return redirect("consultations:reminders", pk)
    context = {"round": round_, "texts": pages.reminder_texts(round_)}
    return render(request, "consultations/reminders.html", context)


@page(Act.CLOSE_CONSULTATION)
@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    """End the round."""
    round_ = _round(request, pk)
    service.close_round(request.user, round_, int(request.POST.get("revision") or 0))
    messages.success(request, "征求意见已结束，可以下载复函、采纳情况表和修订稿，形成新稿。")
    return redirect("consultations:round", pk)


@page(Act.UPLOAD_DOCUMENT)
@require_POST
def make_version(request: Request, pk: int) -> HttpResponse:
    """Keep the decided text as the next version."""
    version = service.make_next_version(request.user, _round(request, pk))
    messages.success(request, f"已形成第{version.number}版，原稿不变。到“文件”校对、下达。")
    return redirect("consultations:round", pk)
