"""Putting a document into the archive, and out of it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from sanyi.kernel import SanyiError
from sanyi.web.acts.matrix import Act
from sanyi.web.acts.service import require
from sanyi.web.base.access import Request, page
from sanyi.web.papers import archiving, queries
from sanyi.web.papers.models import Paper
from sanyi.web.units.models import Person


@page(Act.ARCHIVE_DOCUMENT)
def archive(request: Request, pk: int) -> HttpResponse:
    """Say what archiving means for a document, then do it."""
    paper = queries.paper_or_404(request.user, pk)
    require(request.user, Act.ARCHIVE_DOCUMENT, paper.place)
    return _decide(request, paper, archiving.archive, "文件已归档。")


@page(Act.RESTORE_DOCUMENT)
def restore(request: Request, pk: int) -> HttpResponse:
    """Ask why a document is taken out of the archive, then do it."""
    paper = queries.paper_or_404(request.user, pk)
    require(request.user, Act.RESTORE_DOCUMENT, paper.place)
    return _decide(request, paper, archiving.restore, "已撤回归档，任务恢复办理。")


def _decide(
    request: Request, paper: Paper, act: Callable[[Person, Paper, str], None], done: str
) -> HttpResponse:
    reason, problem = request.POST.get("reason", "")[:500], ""
    if request.method == "POST":
        try:
            act(request.user, paper, reason)
        except SanyiError as refused:
            problem = f"{refused.message}{refused.hint}"
        else:
            messages.success(request, done)
            return redirect("papers:paper", pk=paper.pk)
    context = {"paper": paper, "plan": archiving.plan_archive(paper), "reason": reason,
               "problem": problem, "is_restoring": act is archiving.restore}  # fmt: skip
    return render(request, "papers/archive.html", context, status=400 if problem else 200)
