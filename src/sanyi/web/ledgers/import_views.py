"""The way back of the Excel round trip: upload, differences cell by cell, apply what is chosen."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from sanyi.kernel import SanyiError
from sanyi.web.acts.matrix import Act
from sanyi.web.base.access import Request, page
from sanyi.web.ledgers import sheet
from sanyi.web.ledgers.forms import ImportForm
from sanyi.web.ledgers.models import ImportDraft


@page(Act.EDIT_ENTRY)
def upload(request: Request) -> HttpResponse:
    """Take the workbook; the ledger is not touched yet."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            draft = sheet.take_in(request.user, form.cleaned_data["file"])
        except SanyiError as problem:
            form.add_error("file", f"{problem.message}{problem.hint}")
        else:
            return redirect("ledgers:preview", pk=draft.pk)
    drafts = ImportDraft.objects.filter(owner=request.user, applied_at=None).defer("rows")[:5]
    return render(request, "ledgers/import.html", {"form": form, "drafts": drafts},
                  status=400 if form.errors else 200)  # fmt: skip


@page(Act.EDIT_ENTRY)
def preview(request: Request, pk: int) -> HttpResponse:
    """Differences between the file and the ledger as it is now; chosen cells are taken."""
    draft = get_object_or_404(ImportDraft, pk=pk, owner=request.user)
    if request.method == "POST":
        outcome = sheet.apply(request.user, draft, _chosen(request), request.POST.get("reason", ""))
        if outcome.cells:
            messages.success(request, f"已导入{outcome.rows}项任务的{outcome.cells}格。")
        for words in outcome.refused:
            messages.error(request, words)
        if outcome.refused:
            return redirect("ledgers:preview", pk=draft.pk)
        return redirect("ledgers:list")
    rows, findings = sheet.differences(request.user, draft)
    context = {
        "draft": draft, "rows": rows, "findings": findings,
        "cells": sum(len(r.cells) for r in rows),
        "conflicts": sum(r.has_conflict for r in rows),
    }  # fmt: skip
    return render(request, "ledgers/preview.html", context)


def _chosen(request: Request) -> list[tuple[int, str, int]]:
    """Ticked cells as ``key:revision:column``."""
    chosen = []
    for value in request.POST.getlist("cell"):
        key, _, rest = value.partition(":")
        revision, _, column = rest.partition(":")
        if key.isdecimal() and revision.isdecimal() and column in sheet.FIELD_OF:
            chosen.append((int(key), column, int(revision)))
    return chosen
