"""The page on which a version is put in force, with what it changes in the ledger."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from sanyi.kernel import SanyiError
from sanyi.ledger import STATE_LABELS, Change, EntryDifference, State
from sanyi.web.acts.matrix import Act
from sanyi.web.acts.service import require
from sanyi.web.base.access import Request, page
from sanyi.web.papers import issuing, queries


@page(Act.ISSUE_DOCUMENT)
def issue(request: Request, pk: int) -> HttpResponse:
    """Look at what issuing does, then do it."""
    paper = queries.paper_or_404(request.user, pk)
    require(request.user, Act.ISSUE_DOCUMENT, paper.place)
    version = queries.latest_version(paper)
    if version is None or version.reading is None:
        raise Http404
    if version.issued_at is not None:
        return redirect("papers:paper", pk=pk)
    plan = issuing.plan_issue(version)
    in_force = queries.version_in_force(paper)
    reason, problem = request.POST.get("reason", ""), ""
    if request.method == "POST":
        terminate = request.POST.getlist("terminate") if in_force else None
        try:
            issuing.issue(request.user, version, reason=reason, terminate=terminate)
        except SanyiError as refused:
            problem = f"{refused.message}{refused.hint}"
        else:
            messages.success(request, f"第{version.number}版已下达，任务已进入台账。")
            return redirect("papers:paper", pk=pk)
    renewal = plan.renewal

    def shown(change: Change) -> list[tuple[EntryDifference, str]]:
        return [
            (d, STATE_LABELS[State(renewal.states[d.old.id])] if d.old else "")
            for d in renewal.of(change)
        ]

    context = {
        "paper": paper, "version": version, "plan": plan, "in_force": in_force,
        "added": shown(Change.ADDED), "changed": shown(Change.CHANGED),
        "removed": shown(Change.REMOVED), "same_count": len(renewal.of(Change.SAME)),
        "ending": {d.old.id for d in renewal.gone if d.old}, "reason": reason,
        "problem": problem, "is_consulting": paper.state == "consulting",
    }  # fmt: skip
    return render(request, "papers/issue.html", context, status=400 if problem else 200)
