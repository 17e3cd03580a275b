"""A notice -> the supervision letter (督办函) to the lead unit."""

from __future__ import annotations

from collections.abc import Iterator

from sanyi.bulletin.blocks import Block, Form, Heading, OfficialDocument, Paragraph
from sanyi.bulletin.escalation import Escalation, Notice
from sanyi.bulletin.quarterly import Masthead, document_words, number_words
from sanyi.bulletin.sources import with_sources
from sanyi.bulletin.wording import due_words, task_number, units, with_caveats
from sanyi.kernel import ShapeError
from sanyi.ledger import Ledger, UnitRole
from sanyi.targets import Status, TaskVerdict, deciding_targets, quote, say

_GOOD = (Status.MET, Status.ON_COURSE)


def compose_letter(  # noqa: PLR0917 - what a letter is made from
    notice: Notice,
    task: TaskVerdict,
    ledger: Ledger,
    escalation: Escalation,
    masthead: Masthead,
    issued: tuple[Notice, ...] = (),
) -> OfficialDocument:
    """Write the letter of one notice: one matter, one letter (一事一单).

    Args:
        issued: earlier notices of the same task, named in the letter.

    Raises:
        ShapeError: the notice is of another task.
    """
    if notice.entry_id != task.entry.id:
        raise ShapeError("SUP-003", f"督查单属于 {notice.entry_id}，不是 {task.entry.id}。")
    level = escalation.level(notice.level)
    blocks = (
        Paragraph((say("现就以下任务发出{}。", level.label),)),
        *_task(task, ledger),
        *_standing(task, notice, issued, escalation),
        *_demand(task, notice, level.demand),
    )
    document = OfficialDocument(
        Form.LETTER,
        masthead.issuer,
        number_words(masthead.number),
        say("关于{}重点工作任务的督办函", task_number(task)),
        units(task, UnitRole.LEAD) if task.entry.names(UnitRole.LEAD) else say("责任单位"),
        blocks,
        masthead.signed_on,
        remark=f"{level.label}，一事一单",
    )
    return with_sources(document) if any(v.value for v in task.targets) else document


def _task(task: TaskVerdict, ledger: Ledger) -> Iterator[Block]:
    yield Heading(1, say("任务要求"))
    text = quote(" ".join(task.entry.text.split()).rstrip("。；"), task.entry.id)
    sentences = [say("{}{}规定：“{}”。", document_words(ledger), task_number(task), text)]
    sentences.append(say("时限：{}。", due_words(task)))
    if task.entry.names(UnitRole.COOPERATING):
        sentences.append(say("配合单位：{}。", units(task, UnitRole.COOPERATING)))
    yield Paragraph(tuple(sentences))


def _standing(
    task: TaskVerdict, notice: Notice, issued: tuple[Notice, ...], escalation: Escalation
) -> Iterator[Block]:
    yield Heading(1, say("目前情况"))
    failing = [v for v in deciding_targets(task) if v.status not in _GOOD]
    reasons = [v.reason for v in failing] or [task.reason]
    yield Paragraph(tuple(with_caveats(reason) for reason in reasons))
    before = [n for n in issued if n.entry_id == task.entry.id and n.issued_on < notice.issued_on]
    for earlier in before:
        label = escalation.level(earlier.level).label
        yield Paragraph(
            (say("{}曾发出{}，{}到期，至今未完成。", earlier.issued_on, label, earlier.due_on),)
        )


def _demand(task: TaskVerdict, notice: Notice, demand: str) -> Iterator[Block]:
    yield Heading(1, say("办理要求"))
    yield Paragraph(
        (
            say("{}，并于{}前书面反馈办理情况，附佐证材料。", demand, notice.due_on),
            say("逾期未完成又无正当理由的，按规定发出下一级督查单。"),
            say("确需延期的，应在原定时限之前提出。"),
        )
    )
