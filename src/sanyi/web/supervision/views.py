"""Pages of letters: what runs, one letter with its answers, drafting and sending."""

from __future__ import annotations

import io

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from sanyi.bulletin.letters import runs_until, talks_due
from sanyi.web.acts.matrix import Act, may
from sanyi.web.acts.service import require
from sanyi.web.base.access import Request, page
from sanyi.web.base.clock import today
from sanyi.web.base.files import attachment
from sanyi.web.ledgers.models import EvidenceFile
from sanyi.web.ledgers.queries import relation_of
from sanyi.web.supervision import forms, jobs, letters, queries
from sanyi.web.supervision.adapters import letter_of
from sanyi.web.supervision.models import (
    Answer,
    JobState,
    LetterRow,
    LetterRun,
    LetterState,
)
from sanyi.web.supervision.packs import letter_name, word_of

_PER_PAGE = 30
_VIEWS = {
    "open": ("未办结", (LetterState.SENT,)),
    "draft": ("待发", (LetterState.DRAFT,)),
    "closed": ("已办结", (LetterState.CLOSED,)),
    "discarded": ("不予发出", (LetterState.DISCARDED,)),
}
_OFFICE_VIEWS = ("draft", "discarded")


@page(Act.VIEW_SUPERVISION)
def index(request: Request) -> HttpResponse:
    """Letters by where they stand."""
    drafts = queries.sees_drafts(request.user)
    shown = {k: v for k, v in _VIEWS.items() if drafts or k not in _OFFICE_VIEWS}
    chosen = request.GET.get("view", "open")
    chosen = chosen if chosen in shown else "open"
    everything = queries.visible_letters(request.user)
    rows = (
        everything.filter(state__in=shown[chosen][1])
        .select_related("entry", "place")
        .prefetch_related("entry__units__unit", "answers")
        .defer("content", "entry__reading", "entry__text", "entry__search_text")
    )
    counts = {k: everything.filter(state__in=v[1]).count() for k, v in shown.items()}
    sheet = Paginator(rows, _PER_PAGE).get_page(request.GET.get("page"))
    day = today()
    context = {
        "views": [(k, v[0], counts[k]) for k, v in shown.items()], "chosen": chosen,
        "letters": [_line(row, day) for row in sheet], "sheet": sheet, "tab": "letters",
        "draft_form": _draft_form(request),
        "send_form": _send_form(request) if chosen == "draft" and sheet.object_list else None,
    }  # fmt: skip
    return render(request, "supervision/list.html", context)


def _draft_form(request: Request) -> forms.DraftLettersForm | None:
    papers = queries.papers_in_force(request.user)
    first = papers.first()
    if first is None or not may(request.user.role, Act.DRAFT_LETTER):
        return None
    run = first.runs.first()
    day = run.today if run else today()
    return forms.DraftLettersForm(papers, initial={"paper": first.pk, "day": day})


def _send_form(request: Request) -> forms.SendManyForm | None:
    if not may(request.user.role, Act.SEND_LETTER):
        return None
    day = today()
    return forms.SendManyForm(initial={"number_form": f"医改督〔{day.year}〕{{}}号", "day": day})


@page(Act.SEND_LETTER)
@require_POST
def send_many(request: Request) -> HttpResponse:
    """Send the drafts that were ticked, numbered in turn."""
    form = forms.SendManyForm(request.POST)
    # each box holds key and revision, as the page showed them
    ticked = [value.split("-") for value in request.POST.getlist("letter")]
    drafts = {int(v[0]): int(v[1]) for v in ticked if len(v) == 2 and all(map(str.isdecimal, v))}
    back = f"{reverse('supervision:list')}?view=draft"
    if not form.is_valid() or not drafts or request.user.place is None:
        messages.error(request, "请勾选要发出的督办函，填写文号样式和发出日期。")
        return redirect(back)
    place = request.user.place
    sent, problems = letters.send_many(
        request.user, drafts, form.cleaned_data["number_form"], form.cleaned_data["day"], place,
        jobs.rules_for(place),
    )  # fmt: skip
    if sent:
        messages.success(request, f"已发出{sent}份，并已写入责任单位的消息。")
    for problem in problems:
        messages.error(request, f"没有发出：{problem}")
    return redirect(back)


def _line(row: LetterRow, day: object) -> dict[str, object]:
    units = [u.unit.name for u in row.entry.units.all() if u.role != "cooperating"]
    answered = [a for a in row.answers.all() if a.review != Answer.Review.RETURNED]
    limit = row.extended_to or row.due_on
    late = row.state == LetterState.SENT and not answered and limit is not None and limit < day  # type: ignore[operator]
    return {"row": row, "units": "、".join(units), "limit": limit, "is_late": late,
            "answer": answered[-1] if answered else None}  # fmt: skip


@page(Act.DRAFT_LETTER)
@require_POST
def draft(request: Request) -> HttpResponse:
    """Begin a drafting by rule in the background."""
    form = forms.DraftLettersForm(queries.papers_in_force(request.user), request.POST)
    if not form.is_valid():
        messages.error(request, "请选择文件和认定日。")
        return redirect("supervision:list")
    paper = form.cleaned_data["paper"]
    require(request.user, Act.DRAFT_LETTER, paper.place)
    with transaction.atomic():
        made = LetterRun.objects.create(
            paper=paper, day=form.cleaned_data["day"], made_by=request.user
        )
        jobs.draft_letters.enqueue(made.pk)  # in the same transaction: both stand or neither
    return redirect("supervision:run", made.pk)


@page(Act.DRAFT_LETTER)
def run(request: Request, pk: int) -> HttpResponse:
    """How a drafting goes on; it may be left and looked at later."""
    found = get_object_or_404(LetterRun, pk=pk, paper__place__in=request.user.place_keys)
    is_over = found.state in (JobState.DONE, JobState.FAILED)
    if request.htmx:
        response = render(request, "supervision/run_progress.html", {"run": found})
        if is_over:
            response["HX-Redirect"] = reverse("supervision:run", args=[pk])
        return response
    if found.state == JobState.DONE:
        words = f"按{found.day}的认定起草了{found.drafted}份。" if found.drafted else (
            f"按{found.day}的认定，没有需要新发的督办函。"
        )  # fmt: skip
        messages.success(request, words)
        return redirect(f"{reverse('supervision:list')}?view=draft")
    return render(request, "supervision/run.html", {"run": found, "tab": "letters"})


@page(Act.VIEW_SUPERVISION)
def letter(request: Request, pk: int) -> HttpResponse:
    """One letter: its text, answers, and what may be done with it."""
    return _letter_page(request, _found(request, pk))


def _letter_page(
    request: Request, row: LetterRow, bound: dict[str, object] | None = None, status: int = 200
) -> HttpResponse:
    person, day = request.user, today()
    rules = jobs.rules_for(row.place)
    relation = relation_of(person, row.entry)
    record = letter_of(row)
    is_sent = row.state == LetterState.SENT
    context: dict[str, object] = {
        "row": row, "line": _line(row, day), "tab": "letters", "relation": relation,
        "answers": row.answers.select_related("unit", "reviewed_by").prefetch_related("files"),
        "until": runs_until(record, rules) if is_sent else None,
        "is_called_in": bool(talks_due([record], day, rules)) if is_sent else False,
        "level": rules.level(row.level),
        "issued_key": f"letter-{row.pk}" if row.state in queries.OUT else "",
        "history": _history(row),
        "may_answer": is_sent and may(person.role, Act.ANSWER_LETTER, relation),
        "send_form": forms.SendForm(
            initial={"revision": row.revision, "day": max(day, row.judged_on)}
        ),
        "discard_form": forms.ReasonForm(initial={"revision": row.revision}, prefix="discard"),
        "close_form": forms.ReasonForm(initial={"revision": row.revision}, prefix="close"),
        "answer_form": forms.AnswerForm(), "review_form": forms.ReviewForm(),
    }  # fmt: skip
    return render(request, "supervision/letter.html", {**context, **(bound or {})}, status=status)


def _history(row: LetterRow) -> QuerySet[LetterRow]:
    """The other letters that went out on the same task."""
    sent = row.entry.letters.exclude(pk=row.pk).filter(state__in=queries.OUT)
    return sent.defer("content")


def _found(request: Request, pk: int) -> LetterRow:
    rows = queries.visible_letters(request.user).select_related("entry", "place", "sent_by")
    return get_object_or_404(rows, pk=pk)


@page(Act.SEND_LETTER)
@require_POST
def send(request: Request, pk: int) -> HttpResponse:
    """Send a drafted letter."""
    row = _found(request, pk)
    form = forms.SendForm(request.POST)
    if not form.is_valid():
        return _letter_page(request, row, {"send_form": form}, 400)
    data = form.cleaned_data
    letters.send(
        request.user, row, data["number"], data["day"], jobs.rules_for(row.place), data["revision"]
    )
    messages.success(request, "已发出，并已写入责任单位的消息。")
    return redirect("supervision:letter", pk)


@page(Act.DRAFT_LETTER)
@require_POST
def discard(request: Request, pk: int) -> HttpResponse:
    """Decide that a draft is not sent."""
    row = _found(request, pk)
    form = forms.ReasonForm(request.POST, prefix="discard")
    if not form.is_valid():
        return _letter_page(request, row, {"discard_form": form}, 400)
    letters.discard(request.user, row, form.cleaned_data["reason"], form.cleaned_data["revision"])
    messages.success(request, "已记为不予发出。")
    return redirect("supervision:list")


@page(Act.VIEW_SUPERVISION)
def letter_word(request: Request, pk: int) -> HttpResponseBase:
    """The file that was sent, or the draft as it stands."""
    row = _found(request, pk)
    name = letter_name(row) if row.file else f"草稿-{letter_name(row)}"
    return FileResponse(io.BytesIO(word_of(row)), as_attachment=True, filename=name,
                        content_type="application/octet-stream")  # fmt: skip


@page(Act.ANSWER_LETTER)
@require_POST
def answer(request: Request, pk: int) -> HttpResponse:
    """Enter a unit's answer."""
    row = _found(request, pk)
    require(request.user, Act.ANSWER_LETTER, row.place, relation_of(request.user, row.entry))
    form = forms.AnswerForm(request.POST, request.FILES)
    if not form.is_valid():
        return _letter_page(request, row, {"answer_form": form}, 400)
    data = form.cleaned_data
    letters.answer(request.user, row, data["text"], data["asks_until"], data["evidence"], today())
    messages.success(request, "答复已提交。")
    return redirect("supervision:letter", pk)


@page(Act.CLOSE_LETTER)
@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    """Close a letter on proof."""
    row = _found(request, pk)
    form = forms.ReasonForm(request.POST, prefix="close")
    if not form.is_valid():
        return _letter_page(request, row, {"close_form": form}, 400)
    data = form.cleaned_data
    letters.close(request.user, row, data["reason"], today(), data["revision"])
    messages.success(request, "已办结。")
    return redirect("supervision:letter", pk)


@page(Act.VIEW_SUPERVISION)
def answer_file(request: Request, pk: int, file_pk: int) -> HttpResponseBase:
    """A file that a unit attached to its answer."""
    row = _found(request, pk)
    found = get_object_or_404(
        EvidenceFile.objects.filter(answers__letter=row).distinct(), pk=file_pk
    )
    return attachment(found.file, found.name, request.user, found.added_by)


@page(Act.CLOSE_LETTER)
@require_POST
def accept(request: Request, pk: int) -> HttpResponse:
    """Accept an answer, with the extension it asks for."""
    return _review(request, pk, is_accepted=True)


@page(Act.CLOSE_LETTER)
@require_POST
def send_back(request: Request, pk: int) -> HttpResponse:
    """Send an answer back with what is missing."""
    return _review(request, pk, is_accepted=False)


def _review(request: Request, pk: int, *, is_accepted: bool) -> HttpResponse:
    visible = queries.visible_letters(request.user)
    found = get_object_or_404(Answer, pk=pk, letter__in=visible)
    form = forms.ReviewForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    letters.review(request.user, found, is_accepted=is_accepted, note=note)
    messages.success(request, "已采纳。" if is_accepted else "已退回。")
    return redirect("supervision:letter", found.letter_id)
