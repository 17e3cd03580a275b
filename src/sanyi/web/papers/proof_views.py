"""The proofreading page: source on the left, reading on the right, every field correctable."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from sanyi.kernel import SanyiError, Severity
from sanyi.ledger import CorrectedField, Entry, mask_ledger
from sanyi.web.acts.matrix import Act
from sanyi.web.base.access import Request, page
from sanyi.web.base.privacy import sees_contacts, shown_text
from sanyi.web.papers import queries, service
from sanyi.web.papers.adapters import Corrected
from sanyi.web.papers.cards import Card, cards_of, marks_of, notes_by_entry
from sanyi.web.papers.forms import (
    EntryForm,
    FactsForm,
    TargetFormSet,
    entry_initial,
    facts_initial,
    target_values,
    targets_initial,
)
from sanyi.web.papers.models import ReadingState, Version
from sanyi.web.papers.source import source_lines


@page(Act.VIEW_DOCUMENTS)
def proof(request: Request, pk: int, number: int) -> HttpResponse:
    """Source and reading side by side."""
    version = queries.version_or_404(request.user, pk, number)
    if version.reading is None:
        return redirect("papers:paper", pk=pk)
    is_office = request.user.role in queries.OFFICE
    found = _seen_by(request, queries.corrected_version(version))
    text = shown_text(version.text, request.user)
    cards = cards_of(found, _only(request, version))
    other = notes_by_entry(found)[""] if is_office else []
    context = _summary(found) | {
        "version": version,
        "paper": version.paper,
        "lines": source_lines(text, version.layout, marks_of(cards, other, len(text))),
        "is_edited": any(r[2] != "markup" for r in (version.layout or {}).get("runs", ())),
        "cards": cards,
        "other_notes": other,
        "document": found.ledger.document,
        "is_office": is_office,
        "may_correct": is_office and queries.is_correctable(version),
        "is_reading": version.reading_state in (ReadingState.QUEUED, ReadingState.READING),
    }
    return render(request, "papers/proof.html", context)


def _seen_by(request: Request, found: Corrected) -> Corrected:
    """The reading as a role sees it: personal data masked for all but the office."""
    if sees_contacts(request.user):
        return found
    return Corrected(mask_ledger(found.read), mask_ledger(found.ledger), (), ())


def _only(request: Request, version: Version) -> set[str] | None:
    """Ids of the entries a unit leads or joins; None for those who see all."""
    if request.user.role in queries.READERS:
        return None
    from sanyi.web.ledgers.queries import visible_entries

    mine = visible_entries(request.user).filter(paper=version.paper_id)
    return set(mine.values_list("entry_id", flat=True))


def _summary(found: Corrected) -> dict[str, Any]:
    counts = {s.value: sum(f.severity is s for f in found.ledger.findings) for s in Severity}
    return {"counts": counts, "correction_count": len(found.rows)}


@page(Act.CORRECT_READING)
def correct(request: Request, pk: int, number: int) -> HttpResponse:
    """The form of one entry (?id=), in its card or on a page of its own."""
    version = queries.version_or_404(request.user, pk, number)
    if version.reading is None:
        raise Http404
    entry_id = request.GET.get("id", "")
    found = queries.corrected_version(version)
    entry = next((e for e in found.ledger.entries if e.id == entry_id), None)
    if entry is None:
        raise Http404
    card = _card(found, entry_id)
    if request.method == "GET" and request.GET.get("show"):
        return _shown(request, version, card, {})
    data = request.POST if request.method == "POST" else None
    form = EntryForm(data, initial=entry_initial(entry) | {"seen": card.seen})
    targets = TargetFormSet(data, initial=targets_initial(entry), prefix="t")
    if request.method == "POST" and form.is_valid() and targets.is_valid():
        values = form.values(entry) | {CorrectedField.TARGETS: target_values(targets, entry)}
        targets_follow(entry, values)
        try:
            rows = service.correct(request.user, version, entry_id, values,
                                   note=form.cleaned_data["note"],
                                   seen=form.cleaned_data["seen"])  # fmt: skip
        except SanyiError as problem:
            form.add_error(None, f"{problem.message}{problem.hint}")
        else:
            return _after(request, version, entry_id, len(rows))
    context = {"version": version, "paper": version.paper, "card": card, "form": form,
               "entry_form": form, "targets": targets}  # fmt: skip
    if not request.htmx:
        return render(request, "papers/correct.html", context)
    response = render(request, "papers/_correct.html", context)
    response["HX-Retarget"], response["HX-Reswap"] = f"#card-{card.key}", "innerHTML"
    return response


def targets_follow(entry: Entry, values: dict[CorrectedField, Any]) -> None:
    """Targets that were due with the entry are due with it still."""
    old = entry.deadline.due_on.isoformat() if entry.deadline and entry.deadline.due_on else None
    deadline = values[CorrectedField.DEADLINE]
    new = deadline["due_on"] if deadline else None
    if old != new:
        for target in values[CorrectedField.TARGETS]:
            if target["due_on"] == old:
                target["due_on"] = new


def _card(found: Corrected, entry_id: str) -> Card:
    return next(c for c in cards_of(found) if c.entry.id == entry_id)


def _after(request: Request, version: Version, entry_id: str, count: int) -> HttpResponse:
    if not request.htmx:
        messages.success(request, f"已更正 {count} 栏。" if count else "没有改动。")
        address = reverse("papers:proof", args=[version.paper_id, version.number])
        return redirect(f"{address}?{urlencode({'at': entry_id})}")
    found = queries.corrected_version(version)
    return _shown(request, version, _card(found, entry_id), _summary(found))


def _shown(request: Request, version: Version, card: Card, more: dict[str, Any]) -> HttpResponse:
    context = {"version": version, "paper": version.paper, "card": card, "is_office": True,
               "may_correct": queries.is_correctable(version)} | more  # fmt: skip
    return render(request, "papers/_card_again.html", context)


@page(Act.CORRECT_READING)
def facts(request: Request, pk: int, number: int) -> HttpResponse:
    """Title, number, issuer, day and year of the document."""
    version = queries.version_or_404(request.user, pk, number)
    if version.reading is None:
        raise Http404
    ledger = queries.corrected_version(version).ledger
    seen = service.fingerprint(ledger, ledger.document.id)
    form = FactsForm(request.POST or None, initial=facts_initial(ledger.document) | {"seen": seen})
    if request.method == "POST" and form.is_valid():
        try:
            service.correct_document(request.user, version, form.values(),
                                     note=form.cleaned_data["note"],
                                     seen=form.cleaned_data["seen"])  # fmt: skip
        except SanyiError as problem:
            form.add_error(None, f"{problem.message}{problem.hint}")
        else:
            messages.success(request, "文件信息已更正。")
            return redirect("papers:proof", pk=pk, number=number)
    context = {"form": form, "version": version, "paper": version.paper}
    return render(request, "papers/facts.html", context)


@page(Act.CORRECT_READING)
@require_POST
def settle(request: Request, pk: int, number: int) -> HttpResponse:
    """Take a finding off the list, with what was done about it."""
    version = queries.version_or_404(request.user, pk, number)
    service.settle_finding(
        request.user, version, request.POST.get("code", ""), request.POST.get("message", ""),
        request.POST.get("note", ""),
    )  # fmt: skip
    messages.success(request, "已记下处理结果。")
    return _back(request, version)


@page(Act.CORRECT_READING)
@require_POST
def withdraw(request: Request, pk: int, number: int) -> HttpResponse:
    """Take a correction back."""
    version = queries.version_or_404(request.user, pk, number)
    key = request.POST.get("correction", "")
    service.withdraw(request.user, version, int(key) if key.isdigit() else 0)
    messages.success(request, "已撤回这条更正。")
    return redirect("papers:paper", pk=pk)


def _back(request: Request, version: Version) -> HttpResponse:
    address = reverse("papers:proof", args=[version.paper_id, version.number])
    at = request.POST.get("at", "")
    return redirect(f"{address}#{at}" if at.isalnum() else address)
