"""A closed round with everything in it, for the crawler."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from sanyi.bulletin.opinions import AnswerKind, Outcome
from sanyi.bulletin.workdays import load_workdays
from sanyi.web import office
from sanyi.web.consultations import answers, decisions, service
from sanyi.web.units.models import Person
from web.consultations.conftest import draft_file, draft_ledger


def consultation_samples(people: dict[str, Person]) -> dict[str, dict[str, Any]]:
    """Arguments by name of the address: the liaison's unit was asked and answered."""
    place, liaison = people["office"].place, people["liaison"]
    assert place is not None and liaison.unit is not None
    paper = office.take_in(place, draft_file(), people["office"], ledger=draft_ledger())
    due_on = load_workdays().after(timezone.localdate(), 5)
    opened = service.open_round(people["office"], paper.versions.get(), [liaison.unit.name], due_on)
    asked = opened.invitations.get()
    passage = opened.passages.get(key="anhe-2026-draft#1")
    opinion = answers.add_opinion(liaison, asked, answers.Written(passage, "", "意见", ""))
    scan = answers.add_scan(liaison, asked, SimpleUploadedFile("a.pdf", b"%PDF-1.4"))
    answers.hand_in(liaison, asked, AnswerKind.OPINIONS)
    decision = decisions.Decision(Outcome.REFUSED, "理由")
    decisions.decide(people["office"], opinion, decision, opinion.revision)
    opened.due_on = timezone.localdate() - dt.timedelta(days=1)
    opened.save()
    service.close_round(people["head"], opened, 0)
    one = {"pk": opened.pk}
    of_round = (
        "round", "text", "effect", "due", "reminders", "close", "version", "answer", "add",
        "hand_in", "take_back", "add_scan", "summary", "workbook", "redline", "replies",
        "reminders_file",
    )  # fmt: skip
    return {
        **{f"consultations:{name}": one for name in of_round},
        **{f"consultations:{name}": {"pk": opinion.pk} for name in ("decide", "change", "remove")},
        **{f"consultations:{name}": {"pk": scan.pk} for name in ("scan", "withdraw_scan")},
        "consultations:open": {"slug": paper.slug},
        "consultations:reword": {"pk": passage.pk},
        "consultations:add_behind": {"pk": passage.pk},
        "consultations:reply": {"pk": opened.pk, "invitation": asked.pk},
    }
