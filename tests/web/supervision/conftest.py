"""Judging a document takes seconds: the same document on the same day is judged once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from sanyi.bulletin.run import Judged
from sanyi.web.ledgers.adapters import closed_ids
from sanyi.web.ledgers.jobs import judged_paper
from sanyi.web.ledgers.models import Report
from sanyi.web.papers.models import Paper
from sanyi.web.supervision import jobs

_KNOWN: dict[tuple[str, dt.date, frozenset[str]], Judged] = {}


@pytest.fixture(autouse=True)
def _judged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def judged(paper: Paper, today: dt.date) -> Judged:
        if Report.objects.exists():
            return judged_paper(paper, today)
        key = (paper.slug, today, closed_ids(paper))
        if key not in _KNOWN:
            _KNOWN[key] = judged_paper(paper, today)
        return _KNOWN[key]

    monkeypatch.setattr(jobs, "judged_paper", judged)


@pytest.fixture(autouse=True)
def queued(settings: Any) -> None:
    """Tasks wait in the queue, as they do for the worker; a test runs them where it wants."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture
def at_once(settings: Any, queued: None) -> None:
    """Tasks run when they are queued."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
