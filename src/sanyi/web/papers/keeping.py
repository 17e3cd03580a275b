"""What was read of a document is kept in one step, with the corrections replayed on it."""

from __future__ import annotations

from django.db import transaction

from sanyi.documents import Document
from sanyi.ledger import Ledger
from sanyi.web.acts.service import record
from sanyi.web.papers.adapters import Corrected, layout_of, ledger_as_record
from sanyi.web.papers.models import Correction, Paper, ReadingState, Version
from sanyi.web.papers.queries import corrected_version

SUBJECT = "paper"
NEW = "new-"


def provisional_slug(paper: Paper) -> str:
    """What a document is called until its first reading gives it an id."""
    return f"{NEW}{paper.pk}"


@transaction.atomic
def keep_reading(version: Version, document: Document, ledger: Ledger) -> Version:
    """Store what was read in one step, and replay the corrections on it."""
    version = Version.objects.select_for_update().get(pk=version.pk)
    paper = version.paper
    version.text, version.layout = document.text, layout_of(document)
    version.reading = ledger_as_record(ledger)
    version.reading_state, version.progress = ReadingState.READ, 100
    version.progress_text = version.problem = ""
    version.attempts = 0
    version.save()
    if paper.slug == provisional_slug(paper):
        paper.slug = ledger.document.id
    proof = corrected_version(version)
    store_outcomes(proof)
    store_facts(paper, proof.ledger)
    record(None, "read", SUBJECT, paper.slug, place=paper.place,
           after={"version": version.number, "id": paper.slug, "entries": len(ledger.entries),
                  "findings": len(ledger.findings)})  # fmt: skip
    return version


def store_outcomes(proof: Corrected) -> None:
    for row, outcome in zip(proof.rows, proof.outcomes, strict=True):
        row.outcome = outcome.value
    Correction.objects.bulk_update(proof.rows, ["outcome"])


def store_facts(paper: Paper, ledger: Ledger) -> None:
    """The document's facts on the row, as read and corrected."""
    head = ledger.document
    paper.title = (head.title or paper.title)[:200]
    paper.number, paper.issuer = (head.document_number or "")[:60], (head.issuer or "")[:120]
    paper.issued_on, paper.year = head.issued_on, head.year
    paper.save()
