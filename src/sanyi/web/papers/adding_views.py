"""The page on which words of the source become an entry that the reader missed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from sanyi.kernel import SanyiError, Span
from sanyi.ledger import CorrectedField, Entry
from sanyi.web.acts.matrix import Act
from sanyi.web.base.access import Request, page
from sanyi.web.papers import adding, queries
from sanyi.web.papers.adapters import document_of
from sanyi.web.papers.forms import (
    EntryForm,
    PassageForm,
    SpanForm,
    TargetFormSet,
    entry_initial,
    target_values,
    targets_initial,
)
from sanyi.web.papers.models import Version
from sanyi.web.papers.proof_views import targets_follow


@page(Act.CORRECT_READING)
def add(request: Request, pk: int, number: int) -> HttpResponse:
    """Name a passage (its characters, or a paragraph and words), see what it says, keep it."""
    version = queries.version_or_404(request.user, pk, number)
    if version.reading is None:
        raise Http404
    if not queries.is_correctable(version):
        return redirect("papers:proof", pk=pk, number=number)
    marked = SpanForm(request.POST if request.method == "POST" else request.GET)
    if not marked.is_valid():
        return _ask(request, version)
    span = marked.span(version.text)
    try:
        entry = adding.proposed(version, queries.corrected_version(version), span)
    except SanyiError as problem:
        return _ask(request, version, f"{problem.message}{problem.hint}")
    return _propose(request, version, span, entry)


def _ask(request: Request, version: Version, problem: str = "") -> HttpResponse:
    """The form that names the passage; what it names is then proposed."""
    document = document_of(version)
    free = adding.free_paragraphs(document, queries.corrected_version(version).ledger)
    is_asked = not problem and bool(request.GET.keys() & {"paragraph", "words"})
    form = PassageForm(request.GET if is_asked else None, paragraphs=free)
    if is_asked and form.is_valid():
        data = form.cleaned_data
        try:
            span = adding.passage_of(document, paragraph=data["paragraph"], words=data["words"])
        except SanyiError as refused:
            form.add_error(None, f"{refused.message}{refused.hint}")
        else:
            return redirect(f"{request.path}?{urlencode({'start': span.start, 'end': span.end})}")
    context = {"version": version, "paper": version.paper, "form": form, "problem": problem}
    status = 400 if problem or form.errors else 200
    return render(request, "papers/passage.html", context, status=status)


def _propose(request: Request, version: Version, span: Span, entry: Entry) -> HttpResponse:
    """The entry as its words are read, every field correctable; kept on POST."""
    data = request.POST if request.method == "POST" else None
    form = EntryForm(data, initial=entry_initial(entry))
    targets = TargetFormSet(data, initial=targets_initial(entry), prefix="t")
    if data is not None and form.is_valid() and targets.is_valid():
        values: dict[CorrectedField, Any] = form.values(entry)
        values |= {CorrectedField.TARGETS: target_values(targets, entry),
                   CorrectedField.IS_TASK: True}  # fmt: skip
        targets_follow(entry, values)
        try:
            added = adding.add(request.user, version, span, values,
                               note=form.cleaned_data["note"])  # fmt: skip
        except SanyiError as problem:
            form.add_error(None, f"{problem.message}{problem.hint}")
        else:
            messages.success(request, f"已登记为任务：{added.id}。")
            address = reverse("papers:proof", args=[version.paper_id, version.number])
            return redirect(f"{address}?{urlencode({'at': added.id})}")
    context = {"version": version, "paper": version.paper, "entry": entry, "span": span,
               "form": form, "entry_form": form, "targets": targets, "key": "new"}  # fmt: skip
    status = 400 if form.errors or any(targets.errors) else 200
    return render(request, "papers/add.html", context, status=status)
