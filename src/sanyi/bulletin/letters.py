"""Which supervision letters are due today: a pure function of verdicts, record and rules.

Of one task at most one letter is open. A letter ends when the task recovers (解除) or when the next
colour follows it. Nothing here reads a clock, a file or the network.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sanyi.bulletin.escalation import LetterRules, Level
from sanyi.kernel import InputError
from sanyi.targets import STATUS_LABELS, TaskVerdict


class Step(StrEnum):
    """What a letter does."""

    FIRST = "first"
    NEXT = "next"
    WITHDRAWAL = "withdrawal"


class Outcome(StrEnum):
    """How a letter ended."""

    ESCALATED = "escalated"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of the record.

    Args:
        id: entry, level and day of issue.
        level: its colour; of a withdrawal, the colour that it ends.
        due_on: the day by which the unit answers; a withdrawal asks for no answer.
        why: the rule that called for it, in Chinese.
        number: its document number, empty while none is given.
        answered_on, answer: when and what the unit answered.
        extended_to: a later day that the office has granted.
        closed_on, outcome: None while it is open.
    """

    id: str
    entry_id: str
    step: Step
    level: str
    issued_on: dt.date
    due_on: dt.date | None
    why: str = ""
    number: str = ""
    answered_on: dt.date | None = None
    answer: str = ""
    extended_to: dt.date | None = None
    closed_on: dt.date | None = None
    outcome: Outcome | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still runs."""
        return self.closed_on is None and self.step is not Step.WITHDRAWAL

    @property
    def answer_limit(self) -> dt.date | None:
        """The day by which an answer is in time, an extension counted."""
        return self.extended_to or self.due_on


def next_letters(
    tasks: Iterable[TaskVerdict], record: Sequence[Letter], today: dt.date, rules: LetterRules
) -> tuple[Letter, ...]:
    """The letters to issue today: first ones, next colours and withdrawals.

    Args:
        tasks: verdicts of today; letters of other tasks in the record are left alone.
        record: every letter so far, in any order.
    """
    found = (_of_task(task, open_letter(task.entry.id, record, rules), today, rules)
             for task in tasks)  # fmt: skip
    taken = {letter.id for letter in record}
    return tuple(_named_once(letter, taken) for letter in found if letter is not None)


def _named_once(letter: Letter, taken: Collection[str]) -> Letter:
    """A letter with an id of its own: one may be withdrawn and issued again on the same day."""
    id, number = letter.id, 2
    while id in taken:
        id, number = f"{letter.id}-{number}", number + 1
    return replace(letter, id=id)


def with_issued(record: Sequence[Letter], issued: Iterable[Letter]) -> tuple[Letter, ...]:
    """The record after letters were issued: the ones they follow are closed."""
    new = {letter.entry_id: letter for letter in issued}
    kept = []
    for letter in record:
        later = new.get(letter.entry_id)
        if letter.is_open and later is not None:
            ended = Outcome.WITHDRAWN if later.step is Step.WITHDRAWAL else Outcome.ESCALATED
            letter = replace(letter, closed_on=later.issued_on, outcome=ended)  # noqa: PLW2901
        kept.append(letter)
    return (*kept, *new.values())


def with_answer(
    record: Sequence[Letter], id: str, on: dt.date, answer: str,
    extended_to: dt.date | None = None,
) -> tuple[Letter, ...]:  # fmt: skip
    """The record after a unit answered; an extension must have been asked for in time.

    Raises:
        InputError: no such letter, it is closed, or the days cannot be.
    """
    letter = next((item for item in record if item.id == id), None)
    if letter is None:
        known = "、".join(item.id for item in record if item.is_open) or "没有"
        raise InputError("SUP-010", f"没有编号为 {id} 的督查单。", f"未办结的：{known}。")
    if not letter.is_open:
        raise InputError("SUP-011", f"{id} 已办结，不再登记答复。", "查看：sanyi letters list。")
    if on < letter.issued_on:
        raise InputError("SUP-012", f"答复日期 {on} 早于发出日期 {letter.issued_on}。")
    limit = letter.answer_limit
    if extended_to is not None and limit is not None:
        if on > limit:
            raise InputError("SUP-013", f"{limit} 已到期，延期应在原定时限之前提出。",
                             "只登记答复，不给 --extend-to。")  # fmt: skip
        if extended_to <= limit:
            raise InputError("SUP-013", f"延期的日期应在 {limit} 之后。")
    done = replace(letter, answered_on=on, answer=answer,
                   extended_to=extended_to or letter.extended_to)  # fmt: skip
    return tuple(done if item.id == id else item for item in record)


def open_letter(entry_id: str, record: Sequence[Letter], rules: LetterRules) -> Letter | None:
    """The open letter of an entry; of several, left so by hand, the gravest and latest."""
    mine = [item for item in record if item.entry_id == entry_id and item.is_open]
    return max(mine, key=lambda n: (rules.rank(n.level), n.issued_on), default=None)


def runs_until(letter: Letter, rules: LetterRules) -> dt.date:
    """The last day before the next step: the answer's day, or the end of the watch after it."""
    limit = letter.answer_limit or letter.issued_on
    answered = letter.answered_on
    if answered is None or answered > limit:
        return limit
    return max(limit, rules.workdays.after(answered, rules.watch_working_days))


def talks_due(record: Iterable[Letter], today: dt.date, rules: LetterRules) -> tuple[Letter, ...]:
    """Letters of the gravest level that have run out: their units are called in (约谈)."""
    return tuple(
        letter for letter in record
        if letter.is_open and rules.after(letter.level) is None
        and today > runs_until(letter, rules)
    )  # fmt: skip


def _of_task(
    task: TaskVerdict, current: Letter | None, today: dt.date, rules: LetterRules
) -> Letter | None:
    if current is None:
        return _first(task, today, rules)
    status = str(task.status)
    if task.is_closed or status in rules.recovered:
        label = "已核实销号" if task.is_closed else f"现状为“{STATUS_LABELS[task.status]}”"
        why = f"{label}，解除{rules.level(current.level).label}。"
        return Letter(_id(task, f"withdrawal-{current.level}", today), task.entry.id,
                      Step.WITHDRAWAL, current.level, today, None, why)  # fmt: skip
    if today <= runs_until(current, rules):
        return None
    # a status that gets no first letter, such as no data, does not excuse a missing answer
    if status not in rules.start and current.answered_on is not None:
        return None
    level = rules.after(current.level)
    return None if level is None else _issue(task, level, Step.NEXT, today, rules, _why(current))


def _first(task: TaskVerdict, today: dt.date, rules: LetterRules) -> Letter | None:
    status = str(task.status)
    if task.is_closed or status not in rules.start:
        return None
    start = rules.level(rules.start[status])
    important = rules.important.get(task.entry.id)
    why = f"现状为“{STATUS_LABELS[task.status]}”，首次发单。"
    if important is not None and rules.rank(important) > rules.rank(start.code):
        start, why = rules.level(important), f"{why[:-1]}（重要紧急事项）。"
    return _issue(task, start, Step.FIRST, today, rules, why)


def _why(current: Letter) -> str:
    if current.answered_on is None:
        return f"{current.answer_limit}到期未答复。"
    if current.answer_limit is not None and current.answered_on > current.answer_limit:
        return f"{current.answered_on}才答复，迟于{current.answer_limit}，任务仍未好转。"
    return f"{current.answered_on}已答复，观察期满仍未好转。"


def _issue(  # noqa: PLR0917 - what a letter is made from
    task: TaskVerdict, level: Level, step: Step, today: dt.date, rules: LetterRules, why: str
) -> Letter:
    until = rules.workdays.after(today, level.answer_working_days)
    return Letter(_id(task, level.code, today), task.entry.id, step, level.code, today, until, why)


def _id(task: TaskVerdict, name: str, today: dt.date) -> str:
    return f"{task.entry.id}/{name}@{today.isoformat()}"
