"""Entries in hand, and files to attach."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sanyi.kernel import Period
from sanyi.ledger import Move
from sanyi.web.ledgers import reporting, service
from sanyi.web.ledgers.models import EntryRow, Report


def pdf(name: str = "会议纪要.pdf", content: bytes = b"%PDF-1.7 minutes") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


@pytest.fixture
def running(entry, people) -> EntryRow:  # type: ignore[no-untyped-def]
    """The liaison's entry, assigned and in hand."""
    row = service.move(people["office"], entry, Move.ASSIGN)
    return service.move(people["liaison"], row, Move.START)


@pytest.fixture
def submitted(running, people) -> Report:  # type: ignore[no-untyped-def]
    """The liaison's report for the third quarter, handed in."""
    values = {"text": "已召开专题会议两次，议定事项全部建账并逐项回复。", "claim": "ongoing"}
    draft = reporting.save_draft(
        people["liaison"], running, Period.parse("2025Q3"), values, revision=None
    )
    return reporting.submit(people["liaison"], draft, revision=draft.revision)
