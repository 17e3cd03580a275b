"""A drafted letter on its way out; a closed one is watched; the sheet of a meeting."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bulletin.test_letters import JUDGED, RULES
from bulletin.written import BINDINGS, HEAD, HISTORIES, LEDGER, QUARTER, REPORTS, texts, unresolved
from sanyi.bulletin import BulletinInput, document_as_docx
from sanyi.bulletin.letter import compose_letter
from sanyi.bulletin.letters import Letter, Step, next_letters
from sanyi.bulletin.meeting import compose_meeting_sheet
from sanyi.bulletin.redating import redated, sent_on
from sanyi.bulletin.supervised import supervised_as_of
from sanyi.bulletin.watching import without_watched
from sanyi.targets import Evidence, Lamp, assess
from targets.made import DAY, entry, ledger, target

DRAFTED = dt.date(2025, 9, 30)
SENT = dt.date(2025, 10, 15)
LATE = replace(JUDGED, status="lagging")  # type: ignore[arg-type]


def drafted() -> Letter:
    return next_letters([LATE], (), DRAFTED, RULES)[0]


def test_letter_sent_later_counts_its_answer_from_then() -> None:
    sent = sent_on(drafted(), SENT, RULES)
    assert sent.issued_on == SENT
    assert sent.due_on == RULES.workdays.after(SENT, 7) == dt.date(2025, 10, 24)


def test_document_of_a_sent_letter_names_its_new_days() -> None:
    letter = drafted()
    document = compose_letter(letter, LATE, ledger(entry(target())), RULES, HEAD)
    sent = redated(document, letter, sent_on(letter, SENT, RULES), "安医改督〔2025〕1号")
    said = "".join(texts(sent))
    assert "2025年10月24日前书面反馈" in said and "2025年10月16日" not in said
    assert sent.document_number.text == "安医改督〔2025〕1号" and sent.signed_on == SENT
    assert document_as_docx(sent)


def test_withdrawal_has_no_day_to_answer() -> None:
    letter = Letter("x", "anhe-2025#3", Step.WITHDRAWAL, "blue", DRAFTED, None)
    assert sent_on(letter, SENT, RULES).due_on is None


def test_task_closed_on_proof_is_watched_before_a_new_letter() -> None:
    closed = dt.date(2025, 9, 1)
    last = RULES.workdays.after(closed, RULES.watch_working_days)
    due = (drafted(),)
    kept = {"anhe-2025#3": closed}
    assert without_watched(due, kept, last, RULES) == ()
    assert without_watched(due, kept, last + dt.timedelta(days=1), RULES) == due
    assert without_watched(due, {}, last, RULES) == due


def test_meeting_sheet_lists_late_tasks_with_reasons_and_running_letters() -> None:
    tasks = assess(LEDGER, Evidence(HISTORIES, BINDINGS, REPORTS), DAY)
    late = [t for t in tasks if t.lamp in (Lamp.RED, Lamp.YELLOW)]
    letter = Letter("x", late[0].entry.id, Step.FIRST, "blue", dt.date(2025, 10, 9),
                    dt.date(2025, 10, 16))  # fmt: skip
    given = BulletinInput(LEDGER, tasks, QUARTER, DAY, HEAD, SENT,
                          supervised=supervised_as_of([letter], dt.date(2025, 10, 20), RULES))  # fmt: skip
    sheet, counts = compose_meeting_sheet(given)
    said = "".join(texts(sheet))
    assert all("".join(t.reason.text.split("。")[0].split()) in said or t.targets for t in late)
    assert "蓝色督查单" in said and "到期未答复" in said
    known = {f.id: f for f in (*counts, *(f for t in tasks for f in _figures(t)))}
    assert unresolved(sheet, known.__getitem__, LEDGER) == []
    assert document_as_docx(sheet)


def _figures(task) -> list:  # type: ignore[no-untyped-def, type-arg]
    return [*task.reason.figures, *(f for v in task.targets for f in v.reason.figures)]
