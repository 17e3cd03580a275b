"""Acts of the office on a round: opened, its day moved, units reminded, closed, written out."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from sanyi.bulletin.draft_changes import Stamp, changes_of
from sanyi.bulletin.draft_file import redline
from sanyi.bulletin.effect import Written, write_version
from sanyi.bulletin.workdays import Workdays, load_workdays
from sanyi.kernel import InputError
from sanyi.pipeline import ledger_of_document
from sanyi.web.acts.matrix import Act
from sanyi.web.acts.service import record, require
from sanyi.web.base import clock
from sanyi.web.consultations import adapters
from sanyi.web.consultations.models import Invitation, PassageRow, Round
from sanyi.web.ledgers.service import ensure_revision
from sanyi.web.papers.keeping import keep_reading
from sanyi.web.papers.models import Paper, PaperState, ReadingState, Version
from sanyi.web.papers.service import keep_file
from sanyi.web.units.models import Person
from sanyi.web.units.names import units_named

SUBJECT = "consultation"
DAYS_TO_ANSWER = 10  # working days, where the draft does not print a day


def subject_of(round_: Round) -> str:
    """How a round is called in the log."""
    return f"{round_.paper.slug}/{round_.number}"


def proposed_due(version: Version, today: dt.date, days: Workdays) -> tuple[dt.date, str]:
    """The day by which to answer and where it comes from: printed in the draft, or counted."""
    consultation = (version.reading or {}).get("document", {}).get("consultation") or {}
    printed = consultation.get("reply_due_on")
    if printed and dt.date.fromisoformat(str(printed)) >= today:
        return dt.date.fromisoformat(str(printed)), f"文件写明：{consultation.get('phrase', '')}"
    words = f"按{DAYS_TO_ANSWER}个工作日推算"
    if printed:
        words += f"（文件写的 {printed} 已过）"
    return days.after(today, DAYS_TO_ANSWER), words


def ensure_due(due_on: dt.date, today: dt.date) -> None:
    """Refuse a day that has passed or on which offices are closed.

    Raises:
        InputError: it is such a day.
    """
    if due_on < today:
        raise InputError("CST-002", f"截止日 {due_on} 已过。", "选今天或以后的工作日。")
    if not load_workdays().is_workday(due_on):
        raise InputError("CST-003", f"{due_on} 不是工作日。", "选一个工作日。")


@transaction.atomic
def open_round(
    actor: Person, version: Version, names: Iterable[str], due_on: dt.date, note: str = ""
) -> Round:
    """Put a version of a draft to units; the text they see is kept as it is today.

    Raises:
        InputError: the draft is in force or already out, nobody is asked, or the day is no use.
    """
    paper = Paper.objects.select_for_update().get(pk=version.paper_id)
    require(actor, Act.OPEN_CONSULTATION, paper.place)
    _ensure_draft(paper, version)
    ensure_due(due_on, clock.today())
    asked = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    if not asked:
        raise InputError("CST-004", "没有选征求意见的单位。", "至少选一个单位。")
    passages, _ = adapters.read_version(version)
    earlier = Round.objects.filter(paper=paper).count()
    round_ = Round.objects.create(
        place=paper.place, paper=paper, version=version, number=earlier + 1,
        title=paper.title or paper.slug, due_on=due_on, note=note, opened_by=actor,
    )  # fmt: skip
    PassageRow.objects.bulk_create(
        adapters.passage_row(round_, at, passage) for at, passage in enumerate(passages)
    )
    units = {unit.pk: unit for unit in units_named(paper.place, asked).values()}
    Invitation.objects.bulk_create(Invitation(round=round_, unit=u) for u in units.values())
    before, paper.state = paper.state, PaperState.CONSULTING
    paper.save()
    record(
        actor, Act.OPEN_CONSULTATION, SUBJECT, subject_of(round_), place=paper.place,
        before={"state": before},
        after={"state": paper.state, "version": version.number, "due_on": due_on.isoformat(),
               "units": [unit.name for unit in units.values()]},
    )  # fmt: skip
    return round_


def _ensure_draft(paper: Paper, version: Version) -> None:
    if paper.state != PaperState.PROOFREADING:
        raise InputError(
            "CST-005", f"文件现在是“{paper.get_state_display()}”，不能征求意见。",
            "只有校对中的文件可以征求意见。",
        )  # fmt: skip
    if version.reading_state != ReadingState.READ:
        raise InputError("CST-006", "这一版还没有读完。", "等文件读取完成后再发起。")


def _open(round_: Round) -> Round:
    """The round, locked for a change.

    Raises:
        InputError: it is closed.
    """
    locked = Round.objects.select_for_update().get(pk=round_.pk)
    if not locked.is_open:
        raise InputError(
            "CST-007", "这一轮征求意见已结束。", "需要再征求意见的，对新稿发起下一轮。"
        )
    return locked


@transaction.atomic
def move_due(actor: Person, round_: Round, due_on: dt.date, reason: str, revision: int) -> Round:
    """Set another day by which to answer; the reason is kept."""
    require(actor, Act.OPEN_CONSULTATION, round_.place)
    locked = _open(round_)
    ensure_revision(locked, revision)
    ensure_due(due_on, clock.today())
    if not reason.strip():
        raise InputError("CST-008", "改截止日须写明理由。", "填写理由后再试。")
    before, locked.due_on = locked.due_on, due_on
    locked.revision += 1
    locked.save()
    record(actor, Act.OPEN_CONSULTATION, SUBJECT, subject_of(locked), place=locked.place,
           before={"due_on": before.isoformat()}, after={"due_on": due_on.isoformat()},
           reason=reason)  # fmt: skip
    return locked


@transaction.atomic
def remind(actor: Person, round_: Round) -> list[Invitation]:
    """Note that the silent units were reminded."""
    require(actor, Act.REMIND, round_.place)
    locked = _open(round_)
    silent = list(locked.invitations.filter(kind="").select_related("unit"))
    if not silent:
        raise InputError("CST-009", "各单位都已反馈，不需要提醒。")
    locked.invitations.filter(kind="").update(reminded_at=timezone.now())
    record(actor, Act.REMIND, SUBJECT, subject_of(locked), place=locked.place,
           after={"units": [i.unit.name for i in silent]})  # fmt: skip
    return silent


@transaction.atomic
def close_round(actor: Person, round_: Round, revision: int) -> Round:
    """End a round: every opinion decided, and nobody cut off before the day.

    Raises:
        InputError: something is undecided, or somebody still has time.
    """
    require(actor, Act.CLOSE_CONSULTATION, round_.place)
    locked = _open(round_)
    ensure_revision(locked, revision)
    silent = locked.invitations.filter(kind="")
    if clock.today() <= locked.due_on and silent.exists():
        raise InputError(
            "CST-010", f"还没有过截止日（{locked.due_on}），有 {silent.count()} 个单位未反馈。",
            "等各单位反馈，或过了截止日再结束。",
        )  # fmt: skip
    records = adapters.round_of(locked)
    if undecided := records.decided(None):
        raise InputError("CST-011", f"还有 {len(undecided)} 条意见没有处理。", "逐条处理完再结束。")
    locked.state, locked.closed_by, locked.closed_at = Round.State.CLOSED, actor, timezone.now()
    locked.revision += 1
    locked.save()
    paper = Paper.objects.select_for_update().get(pk=locked.paper_id)
    paper.state = PaperState.PROOFREADING
    paper.save()
    record(
        actor, Act.CLOSE_CONSULTATION, SUBJECT, subject_of(locked), place=locked.place,
        before={"state": Round.State.OPEN},
        after={"state": locked.state, "silent": [i.unit.name for i in silent],
               "opinions": len(records.opinions)},
    )  # fmt: skip
    return locked


def written_of(round_: Round) -> Written:
    """The text as decided so far, written and read back."""
    rows = list(round_.passages.all())
    changes = changes_of(map(adapters.passage_of, rows), adapters.decided_texts(rows))
    draft = adapters.draft_of(round_.version)
    return write_version(changes, round_.paper.slug, round_.title, _day_of(round_), draft)


def redline_of(round_: Round) -> bytes:
    """The draft with every decided change tracked."""
    rows = list(round_.passages.all())
    changes = changes_of(map(adapters.passage_of, rows), adapters.decided_texts(rows))
    at = timezone.localtime(round_.closed_at or timezone.now()).replace(tzinfo=None, microsecond=0)
    stamp = Stamp(adapters.masthead_of(round_).issuer, at)
    return redline(changes, round_.title, stamp, adapters.draft_of(round_.version))


def _day_of(round_: Round) -> dt.date:
    return timezone.localdate(round_.closed_at) if round_.closed_at else clock.today()


@transaction.atomic
def make_next_version(actor: Person, round_: Round) -> Version:
    """Keep the decided text as the next version of the paper; the draft stays as it was.

    It is kept and read as an uploaded file is: the corrections of the paper are replayed on it.

    Raises:
        InputError: the round is open, was written out before, or changed nothing.
    """
    require(actor, Act.UPLOAD_DOCUMENT, round_.place)
    locked = Round.objects.select_for_update().get(pk=round_.pk)
    if locked.is_open:
        raise InputError("CST-012", "征求意见还没有结束。", "由负责人结束这一轮后再形成新稿。")
    if locked.next_version is not None:
        raise InputError("CST-013", f"已形成第{locked.next_version.number}版。", "到“文件”查看。")
    if all(row.text == row.decided for row in locked.passages.all()):
        raise InputError("CST-014", "没有采纳任何修改，文字没有变化。", "原稿可以直接继续办理。")
    written = written_of(locked)
    last = locked.paper.versions.order_by("-number").first()
    ending = adapters.ending_of(locked.version) if written.is_own_file else ".docx"
    name = f"{locked.paper.slug}-第{last.number + 1 if last else 1}版{ending}"
    note = f"第{locked.number}轮征求意见后形成"
    version = keep_file(
        actor, locked.place, name, ContentFile(written.data),
        hashlib.sha256(written.data).hexdigest(), paper=locked.paper,
        note=note if written.is_own_file else f"{note}，按公文格式重新排版",
    )  # fmt: skip
    document = written.reading.document
    version = keep_reading(version, document, ledger_of_document(document, id=locked.paper.slug))
    locked.next_version = version
    locked.save()
    return version
