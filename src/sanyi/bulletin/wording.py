"""Turns of phrase that every document shares."""

from __future__ import annotations

import datetime as dt

from sanyi.kernel import Figure, unit_of
from sanyi.ledger import UnitRole
from sanyi.targets import (
    LAMP_LABELS,
    STATUS_LABELS,
    Cited,
    Kind,
    Lamp,
    RefKind,
    Sentence,
    TargetVerdict,
    TaskVerdict,
    Words,
    caveats,
    goal_words,
    named,
    quote,
    say,
)

_NUMERIC = "0123456789.%‰"
_DERIVED = frozenset({"expected", "forecast", "chance", "chance_low", "chance_high"})


def bare(figure: Figure) -> Cited:
    """A figure without its unit, for the cells of a table whose heading says the unit."""
    if figure.value is None:
        return Cited("—", RefKind.FIGURE, figure.id, figure)
    return Cited(unit_of(figure.unit).number(figure.value), RefKind.FIGURE, figure.id, figure)


def cell(word: Words | None) -> Sentence:
    """One cell of a table; a dash where there is nothing."""
    return say("—") if word is None or word == "" else say("{}", word)


def with_caveats(sentence: Sentence) -> Sentence:
    """The sentence with what must be said beside its figures, before its last stop."""
    measured = [f for f in sentence.figures if f.indicator not in _DERIVED]
    projected = [f for f in sentence.figures if f.indicator in _DERIVED]
    said = list(caveats(measured))
    for words in caveats(projected):
        if words not in said:
            said.append("推算参数为设定值" if "设定" in words else words)
    if not said:
        return sentence
    note = f"（注：{'；'.join(dict.fromkeys(said))}）"
    last = sentence.parts[-1]
    if isinstance(last, str) and last.endswith("。"):
        return Sentence((*sentence.parts[:-1], f"{last[:-1]}{note}。"))
    return Sentence((*sentence.parts, note))


def task_number(task: TaskVerdict) -> Words:
    """第28项 or clause （三）, referring to the entry."""
    number = (task.entry.number or "").strip()
    return quote(f"第{number}项" if number.isdigit() else number or "未编号任务", task.entry.id)


def task_name(task: TaskVerdict, longest: int = 30) -> Cited:
    """The title of a task, or the first words of its text."""
    text = " ".join((task.entry.title or task.entry.text).split())
    return quote(_shortened(text, longest).rstrip("。；"), task.entry.id)


def _shortened(text: str, longest: int) -> str:
    """The beginning of a text; a number is never cut in two, 90% must not become 9….

    Example:
        >>> _shortened("县域就诊率达到90%以上", 9), _shortened("县域就诊率", 9)
        ('县域就诊率达到…', '县域就诊率')
    """
    if len(text) <= longest:
        return text
    kept = text[: longest - 1]
    if text[longest - 1] in _NUMERIC:
        kept = kept.rstrip(_NUMERIC)
    return kept.rstrip("，、；。 ") + "…"


def units(task: TaskVerdict, role: UnitRole) -> Sentence:
    """Names of the units in a role, with 、 between."""
    names = task.entry.names(role)
    return say("、".join("{}" for _ in names), *(named(n) for n in names)) if names else say("—")


def lead_words(task: TaskVerdict) -> Sentence:
    """（牵头单位：…）, by the word the document prints."""
    if not task.entry.names(UnitRole.LEAD):
        return say("")
    return say("（责任单位：{}）", units(task, UnitRole.LEAD))


def due_words(task: TaskVerdict) -> Words:
    """The time limit as printed, or the day it is judged by."""
    deadline = task.entry.deadline
    if deadline is not None:
        return quote(deadline.phrase, task.entry.id)
    return task.due_on if task.due_on is not None else "未写明"


def lamp_label(task: TaskVerdict) -> str:
    """The words for where a task stands in the bulletin."""
    if task.lamp is Lamp.GREEN:
        return STATUS_LABELS[task.status]
    if task.lamp is Lamp.RED:
        return "未达成" if task.status.value == "missed" else "预警"
    return LAMP_LABELS[task.lamp].split("（")[0]


def day_words(day: dt.date) -> Sentence:
    """A date as printed."""
    return say("{}", day)


def standing_words(verdict: TargetVerdict) -> Sentence:
    """One target in a few words: its value, its bound, its verdict."""
    label = STATUS_LABELS[verdict.status]
    if verdict.value is None or verdict.goal is None or verdict.goal.bound is None:
        return say("“{}”{}", quote(verdict.target.phrase, verdict.target.id), label)
    title = named(verdict.value.title)
    if verdict.goal.kind is Kind.FREQUENCY:
        phrase = quote(verdict.target.phrase, verdict.target.id)
        return say("“{}”，{}为{}，{}", phrase, verdict.value.period, verdict.value, label)
    bound = goal_words(verdict.goal, verdict.value.unit, verdict.target)
    return say("{}{}（目标{}），{}", title, verdict.value, bound, label)
