"""Background work of the desk: letters drafted by rule, bulletins composed.

Each job may be killed and run again: it writes what it made in one transaction at its end, and
until then nothing of it is shown but its progress.
"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from sanyi.bulletin import BulletinInput, Masthead, compose_bulletin, figures_of
from sanyi.bulletin.codec import document_as_record
from sanyi.bulletin.editing import Draft
from sanyi.bulletin.escalation import LetterRules, rules_of
from sanyi.bulletin.letter import compose_letter
from sanyi.bulletin.letters import Letter, next_letters
from sanyi.bulletin.meeting import compose_meeting_sheet
from sanyi.bulletin.run import Judged
from sanyi.bulletin.store import FigureStore
from sanyi.bulletin.supervised import supervised_as_of
from sanyi.bulletin.watching import without_watched
from sanyi.kernel import Period, SanyiError
from sanyi.ledger import cut_text
from sanyi.targets.reports import check_reports
from sanyi.web.acts.matrix import Act
from sanyi.web.acts.service import record
from sanyi.web.base.home import workspace_folder
from sanyi.web.ledgers.jobs import judged_paper
from sanyi.web.ledgers.models import EntryRow
from sanyi.web.papers.models import Paper
from sanyi.web.supervision import adapters
from sanyi.web.supervision.letters import SUBJECT
from sanyi.web.supervision.models import (
    BulletinRow,
    BulletinState,
    Ending,
    JobState,
    LetterRow,
    LetterRun,
    LetterState,
)
from sanyi.web.units.models import Place, Unit, UnitKind

_NOT_NEEDED = "现状已变，按规则不再需要。"
_BROKEN = "程序出错，已记入日志。请重试；仍不行的，告诉系统管理员。"


def rules_for(place: Place) -> LetterRules:
    """The rules of letters in force at a place: its own files, or those of the program."""
    return rules_of(workspace_folder(settings.HOME, place.code))


def issuer_of(place: Place) -> str:
    """Who signs: the office of the place."""
    office = Unit.objects.filter(place=place, kind=UnitKind.OFFICE).first()
    return office.name if office else f"{place.name}医改领导小组秘书处"


# --- letters


@task()
def draft_letters(run_id: int) -> None:
    """Draft the letters that the rules call for on the day of a run."""
    run = LetterRun.objects.select_related("paper__place", "made_by").get(pk=run_id)
    if run.state in (JobState.DONE, JobState.FAILED):
        return
    LetterRun.objects.filter(pk=run.pk).update(
        state=JobState.RUNNING, progress_text="正在按数据逐项认定（约需一分钟以内）"
    )
    try:
        drafted = _draft(run)
    except SanyiError as problem:
        _fail_run(run, f"{problem.message}{problem.hint}")
    except Exception:
        _fail_run(run, _BROKEN)
        raise
    else:
        LetterRun.objects.filter(pk=run.pk).update(
            state=JobState.DONE, drafted=drafted, progress_text=""
        )


def _fail_run(run: LetterRun, words: str) -> None:
    LetterRun.objects.filter(pk=run.pk).update(state=JobState.FAILED, problem=words)


def _draft(run: LetterRun) -> int:
    paper = run.paper
    rules = rules_for(paper.place)
    judged = judged_paper(paper, run.day)
    kept = adapters.record_of(paper.pk)
    due = next_letters(judged.tasks, kept, run.day, rules)
    due = without_watched(due, _rectified(paper), run.day, rules)
    tasks = {task.entry.id: task for task in judged.tasks}
    head = Masthead(issuer_of(paper.place), run.day)
    documents = {
        letter.id: compose_letter(letter, tasks[letter.entry_id], judged.ledger, rules, head, kept)
        for letter in due
    }
    store = FigureStore(workspace_folder(settings.HOME, paper.place.code))
    store.add(f for document in documents.values() for f in figures_of(document))
    contents = {id: document_as_record(document) for id, document in documents.items()}
    return _store_drafts(run, due, contents, rules)


def _rectified(paper: Paper) -> dict[str, dt.date]:
    closed = LetterRow.objects.filter(entry__paper=paper, ending=Ending.RECTIFIED)
    days = closed.order_by("closed_on").values_list("entry__entry_id", "closed_on")
    return {entry: day for entry, day in days if day is not None}


@transaction.atomic
def _store_drafts(
    run: LetterRun, due: tuple[Letter, ...], contents: dict[str, dict[str, object]],
    rules: LetterRules,
) -> int:  # fmt: skip
    """Replace the drafts of a document; what a person has decided on is left alone."""
    drafts = LetterRow.objects.select_for_update().filter(
        entry__paper=run.paper, state=LetterState.DRAFT
    )
    wanted = {letter.id for letter in due}
    for old in drafts.exclude(letter_id__in=wanted):
        old.state, old.ending_reason = LetterState.DISCARDED, _NOT_NEEDED
        old.save()
    decided = set(
        LetterRow.objects.filter(letter_id__in=wanted)
        .exclude(state=LetterState.DRAFT)
        .values_list("letter_id", flat=True)
    )
    rows = {row.entry_id: row for row in EntryRow.objects.filter(paper=run.paper)}
    made = 0
    for letter in due:
        if letter.id in decided:
            continue
        row = rows[letter.entry_id]
        LetterRow.objects.update_or_create(
            letter_id=letter.id,
            defaults={
                "entry": row, "place": row.place, "step": letter.step.value,
                "level": letter.level, "label": rules.level(letter.level).label,
                "judged_on": run.day, "issued_on": letter.issued_on, "due_on": letter.due_on,
                "why": cut_text(letter.why, 300), "content": contents[letter.id],
                "drafted_by": run.made_by, "drafted_at": timezone.now(),
            },
        )  # fmt: skip
        record(None, Act.DRAFT_LETTER, SUBJECT, letter.id, place=row.place,
               after={"state": "draft", "level": letter.level, "step": letter.step.value},
               reason=letter.why)  # fmt: skip
        made += 1
    return made


# --- bulletins


@task()
def compose_in_background(bulletin_id: int) -> None:
    """Compose the bulletin of a row; nothing of it is shown before it is whole."""
    row = BulletinRow.objects.select_related("paper__place", "place").get(pk=bulletin_id)
    if row.state not in (BulletinState.QUEUED, BulletinState.COMPOSING):
        return
    _progress(row, 10, "正在按数据逐项认定（约需一分钟以内）")
    try:
        _compose(row)
    except SanyiError as problem:
        _fail(row, f"{problem.message}{problem.hint}")
    except Exception:
        _fail(row, _BROKEN)
        raise


def _fail(row: BulletinRow, words: str) -> None:
    BulletinRow.objects.filter(pk=row.pk).update(
        state=BulletinState.FAILED, problem=words, progress_text=""
    )


def _progress(row: BulletinRow, share: int, words: str) -> None:
    BulletinRow.objects.filter(
        pk=row.pk, state__in=(BulletinState.QUEUED, BulletinState.COMPOSING)
    ).update(state=BulletinState.COMPOSING, progress=share, progress_text=words)


def _compose(row: BulletinRow) -> None:
    judged = judged_paper(row.paper, row.cut_off_on)
    _progress(row, 70, "正在起草")
    given = _input(row, judged)
    bulletin = compose_bulletin(given)
    sheet, counts = compose_meeting_sheet(given)
    store = FigureStore(workspace_folder(settings.HOME, row.place.code))
    store.add((*bulletin.figures, *counts, *figures_of(sheet)), bulletin.members)
    content = adapters.draft_as_record(Draft.of(bulletin.document))
    content["members"] = {id: list(found) for id, found in bulletin.members.items()}
    assert bulletin.problems is not None
    with transaction.atomic():
        changed = BulletinRow.objects.filter(pk=row.pk, state=BulletinState.COMPOSING).update(
            state=BulletinState.DRAFT, content=content, sheet=document_as_record(sheet),
            problems=dict(bulletin.problems.problems), progress=100, progress_text="",
        )  # fmt: skip
        if changed:
            record(None, Act.DRAFT_BULLETIN, "bulletin", str(row.pk), place=row.place,
                   before={"state": "composing"},
                   after={"state": "draft", "quarter": row.quarter,
                          "figures": len(bulletin.figures)})  # fmt: skip


def _input(row: BulletinRow, judged: Judged) -> BulletinInput:
    quarter = Period.parse(row.quarter)
    rules = rules_for(row.place)
    return BulletinInput(
        judged.ledger, judged.tasks, quarter, row.cut_off_on, adapters.masthead_of(row),
        row.reply_on, check_reports(judged.reports, judged.tasks, quarter),
        adapters.past_of(row),
        supervised_as_of(adapters.record_of(row.paper_id), row.signed_on, rules),
    )  # fmt: skip
