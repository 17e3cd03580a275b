"""Entries that the reader missed: found in the source, read from their words, kept apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from sanyi.documents import Document, LineKind
from sanyi.kernel import InputError, Span
from sanyi.ledger import (
    CorrectedField,
    Entry,
    Ledger,
    addition,
    find_words,
    hand_id,
    hand_number,
    read_passage,
    same_entry,
    tidy_span,
)
from sanyi.web.papers import service
from sanyi.web.papers.adapters import Corrected, document_of
from sanyi.web.papers.models import Correction, Paper, Version
from sanyi.web.units.models import Person

_SHORTEST = 4  # characters: less than that orders nothing
_LABEL = 60  # characters of a paragraph in the list


def free_paragraphs(document: Document, ledger: Ledger) -> list[tuple[int, str]]:
    """Paragraphs that belong to no entry: (where they begin, their first words)."""
    taken = [e.span for e in ledger.entries]
    found = []
    for line in document.lines:
        words = " ".join(line.span.of(document.text).split())
        if line.kind is LineKind.PAGE_FURNITURE or len(words) < _SHORTEST:
            continue
        if not any(line.span.overlaps(span) for span in taken):
            found.append((line.span.start, words[:_LABEL] + ("……" if len(words) > _LABEL else "")))
    return found


def passage_of(document: Document, *, paragraph: int | None, words: str) -> Span:
    """The place that a paragraph, words, or words within a paragraph name.

    Args:
        paragraph: where it begins in the text; None for anywhere.
        words: quoted from the source; empty for the whole paragraph.

    Raises:
        InputError: nothing is named, the words do not stand there, or stand in several places.
    """
    lines = {line.span.start: line.span for line in document.lines}
    within = Span(0, len(document.text)) if paragraph is None else lines.get(paragraph)
    if within is None or (paragraph is None and not words.strip()):
        raise InputError("PAP-012", "没有指明是原文的哪一段。", "选一个段落，或引用原文的文字。")
    if not words.strip():
        return tidy_span(document.text, within)
    found = [s for s in find_words(document.text, words) if within.covers(s)]
    if not found:
        raise InputError(
            "PAP-013", "原文中没有这些文字。", "从左边的原文中照抄，一字不差；空格换行不计。"
        )
    if len(found) > 1:
        raise InputError(
            "PAP-014", f"这些文字在原文中出现{len(found)}次。", "多引几个字，或同时选定段落。"
        )
    return found[0]


def proposed(version: Version, found: Corrected, span: Span) -> Entry:
    """What the words of a passage say, as the entry they would become; nothing is kept.

    Raises:
        InputError: the passage holds too little, or is an entry already.
    """
    document = document_of(version)
    span = tidy_span(version.text, span)
    entry = read_passage(found.read, document, span, _next_id(version.paper, found.read, span))
    if len("".join(entry.text.split())) < _SHORTEST:
        raise InputError("PAP-015", "选中的文字太少，或已经删去。", "选中整句话或整段话再登记。")
    if (same := same_entry(found.ledger, entry)) is not None:
        raise InputError(
            "PAP-016", f"这段文字已经是一条：{same.id}。",
            "在那一条上更正；不列为任务的，在更正里勾选“列为任务”。",
        )  # fmt: skip
    return entry


@transaction.atomic
def add(
    actor: Person, version: Version, span: Span, values: Mapping[CorrectedField, Any], *,
    note: str = "",
) -> Entry:  # fmt: skip
    """Make a passage an entry; fields that differ from what its words say become corrections.

    Args:
        values: the fields as they should be, as JSON values; none for what the words say.

    Raises:
        PermissionDenied: the actor is not of the office.
        InputError: the version cannot be corrected any more, the passage holds too little or is an
            entry already, or a value does not fit.
    """
    found = service.opened(actor, version)
    entry = proposed(version, found, span)
    one = addition(entry.id, document_of(version), tidy_span(version.text, span))
    service.keep(actor, version, one, note)
    service.correct(actor, version, entry.id, values, note=note)
    return entry


def _next_id(paper: Paper, ledger: Ledger, span: Span) -> str:
    """An id that no entry of the document has had, those taken back included."""
    given = Correction.objects.filter(paper=paper, field=CorrectedField.ADDED.value)
    last = max((hand_number(id) for id in given.values_list("entry_id", flat=True)), default=0)
    return hand_id(ledger, span, last + 1)
