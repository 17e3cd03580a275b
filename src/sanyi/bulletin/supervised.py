"""督办情况 of the bulletin: which letters run, and whose units are called in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sanyi.bulletin.escalation import LetterRules
from sanyi.bulletin.letters import Letter, talks_due
from sanyi.bulletin.wording import task_name, task_number
from sanyi.targets import Sentence, TaskVerdict, say


@dataclass(frozen=True, slots=True)
class Supervised:
    """One running letter, in the words of the bulletin."""

    letter: Letter
    label: str
    is_overdue: bool
    is_called_in: bool


def supervised_as_of(
    record: Sequence[Letter], day: dt.date, rules: LetterRules
) -> Mapping[str, Supervised]:
    """Letters issued by a day and still running, by entry; a bulletin names nothing later."""
    known = [n for n in record if n.issued_on <= day]
    called = {n.id for n in talks_due(known, day, rules)}
    found: dict[str, Supervised] = {}
    for letter in sorted((n for n in known if n.is_open), key=lambda n: n.issued_on):
        limit = letter.answer_limit
        late = letter.answered_on is None and limit is not None and day > limit
        label = rules.level(letter.level).label
        found[letter.entry_id] = Supervised(letter, label, late, letter.id in called)
    return found


def supervised_sentences(
    tasks: Sequence[TaskVerdict], supervised: Mapping[str, Supervised]
) -> Iterator[Sentence]:
    """A sentence for each task under a letter, in the order of the ledger."""
    for task in tasks:
        if task.entry.id in supervised:
            yield _sentence(task, supervised[task.entry.id])


def _sentence(task: TaskVerdict, item: Supervised) -> Sentence:
    head = say("{}“{}”：{}发出{}", task_number(task), task_name(task), item.letter.issued_on,
               item.label)  # fmt: skip
    limit = item.letter.answer_limit or item.letter.issued_on
    if item.is_overdue:
        head = say("{}，{}到期未答复", head, limit)
    elif item.letter.answered_on is not None:
        head = say("{}，{}已答复", head, item.letter.answered_on)
    else:
        head = say("{}，答复时限{}", head, limit)
    return say("{}，列入约谈名单。", head) if item.is_called_in else say("{}。", head)
