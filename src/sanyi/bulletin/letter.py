"""A letter of the record -> the document (督办函) to the lead unit: one matter, one letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sanyi.bulletin.blocks import Block, Form, Heading, OfficialDocument, Paragraph
from sanyi.bulletin.escalation import LetterRules
from sanyi.bulletin.letters import Letter, Step
from sanyi.bulletin.quarterly import Masthead, document_words, number_words
from sanyi.bulletin.sources import with_sources
from sanyi.bulletin.wording import due_words, task_number, units, with_caveats
from sanyi.kernel import ShapeError
from sanyi.ledger import Ledger, UnitRole
from sanyi.targets import Sentence, Status, TaskVerdict, deciding_targets, quote, reported, say

_GOOD = (Status.MET, Status.ON_COURSE)


def compose_letter(  # noqa: PLR0917 - what a letter is made from
    letter: Letter,
    task: TaskVerdict,
    ledger: Ledger,
    rules: LetterRules,
    masthead: Masthead,
    record: Sequence[Letter] = (),
) -> OfficialDocument:
    """Write the letter: what the document asks, where the task stands, what is demanded.

    Args:
        record: earlier letters of the same task are named in the text.

    Raises:
        ShapeError: the letter is of another task.
    """
    if letter.entry_id != task.entry.id:
        raise ShapeError("SUP-003", f"督查单属于 {letter.entry_id}，不是 {task.entry.id}。")
    label = rules.level(letter.level).label
    is_end = letter.step is Step.WITHDRAWAL
    earlier = [n for n in record if n.entry_id == task.entry.id and n.step is not Step.WITHDRAWAL
               and n.issued_on < letter.issued_on]  # fmt: skip
    blocks = (
        Paragraph((say("现就以下任务{}{}。", "解除" if is_end else "发出", label),)),
        *_task(task, ledger),
        *_standing(task, earlier, rules),
        *(_end() if is_end else _demand(letter, rules)),
    )
    title = "关于解除{}重点工作任务督办的函" if is_end else "关于{}重点工作任务的督办函"
    document = OfficialDocument(
        Form.LETTER,
        masthead.issuer,
        number_words(letter.number or masthead.number),
        say(title, task_number(task)),
        units(task, UnitRole.LEAD) if task.entry.names(UnitRole.LEAD) else say("责任单位"),
        blocks,
        masthead.signed_on,
        remark=f"{label}，一事一单",
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


def _standing(task: TaskVerdict, earlier: Sequence[Letter], rules: LetterRules) -> Iterator[Block]:
    yield Heading(1, say("目前情况"))
    deciding = deciding_targets(task)
    failing = [v for v in deciding if v.status not in _GOOD]
    told = failing or (deciding if task.status in _GOOD else ())
    reasons = [v.reason for v in told] or [task.reason]
    yield Paragraph(tuple(with_caveats(reason) for reason in reasons))
    for letter in sorted(earlier, key=lambda n: n.issued_on):
        yield Paragraph((_history(letter, rules),))


def _history(letter: Letter, rules: LetterRules) -> Sentence:
    label = rules.level(letter.level).label
    head = say(
        "{}曾发出{}，要求{}前答复", letter.issued_on, label, letter.due_on or letter.issued_on
    )
    if letter.extended_to is not None:
        head = say("{}，经批准延期至{}", head, letter.extended_to)
    if letter.answered_on is None:
        return say("{}，未收到答复。", head)
    if not letter.answer:
        return say("{}，{}已答复。", head, letter.answered_on)
    words = reported(letter.answer.rstrip("。；"), letter.id)
    return say("{}，{}答复：“{}”。", head, letter.answered_on, words)


def _demand(letter: Letter, rules: LetterRules) -> Iterator[Block]:
    level = rules.level(letter.level)
    yield Heading(1, say("办理要求"))
    due_on = letter.due_on or letter.issued_on
    sentences = [say("{}，并于{}前书面反馈办理情况，附佐证材料。", level.demand, due_on)]
    if rules.after(letter.level) is not None:
        sentences.append(
            say("逾期未答复，或者答复后仍未好转又无正当理由的，按规定发出下一级督查单。")
        )
    sentences.append(say("确需延期的，应在上述时限之前提出。"))
    yield Paragraph(tuple(sentences))


def _end() -> Iterator[Block]:
    yield Heading(1, say("后续要求"))
    yield Paragraph(
        (
            say("自本函发出之日起解除督查。"),
            say("请继续按时限推进并按季度报送进展；再次滞后的，重新发出督查单。"),
        )
    )
