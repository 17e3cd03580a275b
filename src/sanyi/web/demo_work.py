"""The model county's office in the middle of its work, so that no desk of the demo is empty.

Everything is done by the acts that people do: what they check and write to the log holds here too.
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile

from sanyi.bulletin.opinions import AnswerKind
from sanyi.bulletin.workdays import load_workdays
from sanyi.datasets import Session, Workspace
from sanyi.kernel import Period
from sanyi.targets import ProgressReport
from sanyi.targets.figures import reports_of
from sanyi.targets.tasks import reported_under
from sanyi.web.acts.matrix import Relation, Role
from sanyi.web.base.clock import today
from sanyi.web.base.home import workspace_folder
from sanyi.web.consultations import answers, pages
from sanyi.web.consultations.models import Invitation
from sanyi.web.consultations.service import open_round, proposed_due
from sanyi.web.data import jobs as data_jobs
from sanyi.web.data import service as data
from sanyi.web.ledgers import evidence, reporting
from sanyi.web.ledgers.adapters import entry_of
from sanyi.web.ledgers.models import EntryRow, Report
from sanyi.web.ledgers.queries import relation_of
from sanyi.web.office import take_in
from sanyi.web.papers.models import Paper
from sanyi.web.papers.queries import latest_version
from sanyi.web.supervision import bulletins, jobs, letters
from sanyi.web.supervision.forms import proposed_bulletin
from sanyi.web.supervision.models import LetterRow, LetterRun, LetterState
from sanyi.web.units.models import Person, Place

LETTERS = "安医改督〔2025〕{}号"
_LEFT = 2  # drafts of letters that are left for whoever looks around
_WAITING = 3  # reports that wait for the office
_SAID = (
    ("建议明确完成时间，便于安排全年工作。", "请按季度写明进度要求。"),
    ("建议增加财政部门为配合单位，保障经费。", ""),
)


def check_tables(place: Place) -> None:
    """Have the tables checked, so that every figure carries the grade of what it rests on."""
    asked = data.check(Person.objects.get(username="analyst"), place, today())
    data_jobs.check_in_background.func(asked.pk)


def hand_in_reports(paper: Paper, quarter: Period) -> None:
    """What the county's units say of a quarter, handed in by those that have an account."""
    with Session(Workspace(workspace_folder(settings.HOME, paper.place.code))) as session:
        said = [r for r in reports_of(session) if r.period_end_on == quarter.end]
    rows = _rows_by_name(paper)
    liaisons = {
        p.unit.name: p
        for p in Person.objects.filter(place=paper.place, role=Role.LIAISON).select_related("unit")
        if p.unit is not None
    }
    made: dict[tuple[int, int], Report] = {}
    for report in said:
        row, liaison = rows.get(report.entry_id), liaisons.get(report.unit)
        if row is None or liaison is None or relation_of(liaison, row) is Relation.NONE:
            continue
        if (row.pk, liaison.pk) not in made:  # two clauses may stand behind one row
            made[row.pk, liaison.pk] = _hand_in(liaison, row, quarter, report)
    _review(list(made.values()))


def _rows_by_name(paper: Paper) -> dict[str, EntryRow]:
    """Rows by the ids under which units report on them: their own, or that of the clause."""
    rows = {row.entry_id: row for row in paper.entries.prefetch_related("units__unit")}
    tasks = [entry_of(row) for row in rows.values()]
    return {id: rows[task.id] for task in tasks for id in reported_under(task, tasks)}


def _hand_in(person: Person, row: EntryRow, quarter: Period, said: ProgressReport) -> Report:
    values = {
        "claim": said.status, "text": said.text, "problem": said.problem,
        "next_step": said.next_step, "document_number": said.document_number,
    }  # fmt: skip
    draft = reporting.save_draft(person, row, quarter, values, revision=None)
    if said.evidence:
        words = f"示例佐证（合成）：{said.evidence}\n{said.text}\n"
        # a name is what the report calls it; the demo's files are plain text
        held = ContentFile(words.encode(), name=f"{Path(said.evidence).stem[:60]}.txt")
        evidence.attach(person, row, held, said.evidence[:200], draft)  # type: ignore[arg-type]
    return reporting.submit(person, draft, revision=draft.revision)


def _review(reports: list[Report]) -> None:
    """The office takes what is not doubtful; the doubtful ones and a few more still wait."""
    head = Person.objects.get(username="head")
    plain = [r for r in reports if not r.flags]
    for report in plain[: max(0, len(plain) - _WAITING)]:
        reporting.accept(head, report)


def write_letters(paper: Paper, quarter: Period) -> None:
    """Letters drafted by rule; all but a few are sent, and one is answered."""
    head = Person.objects.get(username="head")
    run = LetterRun.objects.create(paper=paper, day=quarter.end, made_by=head)
    jobs.draft_letters.func(run.pk)
    drafts = LetterRow.objects.filter(entry__paper=paper, state=LetterState.DRAFT).order_by("pk")
    out = {row.pk: row.revision for row in drafts[: max(0, drafts.count() - _LEFT)]}
    letters.send_many(head, out, LETTERS, today(), paper.place, jobs.rules_for(paper.place))
    for row in LetterRow.objects.filter(pk__in=out, state=LetterState.SENT).order_by("pk"):
        person = _lead_of(row.entry)
        if person is not None:
            words = "已召集相关机构会商，逐家列出短板，十月底前补齐。"
            letters.answer(person, row, words, None, [], today())
            return


def _lead_of(row: EntryRow) -> Person | None:
    units = row.units.filter(role__in=("lead", "default")).values("unit")
    return Person.objects.filter(unit__in=units, role=Role.LIAISON).first()


def draft_bulletin(paper: Paper, quarter: Period) -> None:
    """The bulletin of the quarter, composed and waiting for the head."""
    fields = {k: v for k, v in proposed_bulletin(paper).items() if k not in ("paper", "quarter")}
    made = bulletins.begin(Person.objects.get(username="office"), paper, quarter, fields)
    jobs.compose_in_background.func(made.pk)


def consult(place: Place, draft: Path) -> None:
    """Next year's draft with its units: one has opinions, one has none, the others are silent."""
    office = Person.objects.get(username="office")
    version = latest_version(take_in(place, draft, office))
    assert version is not None  # a paper begins with a version
    due_on, _ = proposed_due(version, today(), load_workdays())
    named = [choice.name for choice in pages.unit_choices(version) if choice.is_named]
    round_ = open_round(office, version, named, due_on, "请各单位按时反馈，无意见也请反馈。")
    asked = [i for i in round_.invitations.select_related("unit") if _liaison(i) is not None]
    tasks = list(round_.passages.exclude(key__contains="#p").exclude(text=""))
    for invitation, kind in zip(asked, (AnswerKind.OPINIONS, AnswerKind.NIL), strict=False):
        person = _liaison(invitation)
        assert person is not None
        if kind is AnswerKind.OPINIONS:
            for passage, (words, proposed) in zip(tasks, _SAID, strict=False):
                said = answers.Written(passage, "", words, proposed and passage.text + proposed)
                answers.add_opinion(person, invitation, said)
        answers.hand_in(person, invitation, kind)


def _liaison(invitation: Invitation) -> Person | None:
    return Person.objects.filter(unit=invitation.unit_id, role=Role.LIAISON).first()
