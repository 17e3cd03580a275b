"""A drafted letter at the moment it is sent: its number, its day, the day of the answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from sanyi.bulletin.blocks import Block, Heading, OfficialDocument, Paragraph
from sanyi.bulletin.escalation import LetterRules
from sanyi.bulletin.letters import Letter, Step
from sanyi.bulletin.quarterly import number_words
from sanyi.targets import Cited, RefKind, Sentence, say

_LAST = 1  # level of the headings between the parts of a letter


def sent_on(letter: Letter, day: dt.date, rules: LetterRules) -> Letter:
    """The letter as of the day it is really sent; the answer's days are counted from there."""
    if letter.step is Step.WITHDRAWAL:
        return replace(letter, issued_on=day)
    until = rules.workdays.after(day, rules.level(letter.level).answer_working_days)
    return replace(letter, issued_on=day, due_on=until)


def redated(
    document: OfficialDocument, drafted: Letter, sent: Letter, number: str
) -> OfficialDocument:
    """The document of a letter with its number and days as sent.

    Only the last part, what is demanded, names the day of the answer; other dates stay.
    """
    heads = [i for i, b in enumerate(document.blocks)
             if isinstance(b, Heading) and b.level == _LAST]  # fmt: skip
    last = heads[-1] if heads else len(document.blocks)
    blocks = (*document.blocks[:last], *_moved(document.blocks[last:], drafted, sent))
    return replace(
        document, document_number=number_words(number), signed_on=sent.issued_on, blocks=blocks
    )


def _moved(blocks: tuple[Block, ...], drafted: Letter, sent: Letter) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield replace(
                block, sentences=tuple(_redated(s, drafted, sent) for s in block.sentences)
            )
        else:
            yield block


def _redated(sentence: Sentence, drafted: Letter, sent: Letter) -> Sentence:
    if drafted.due_on is None or sent.due_on is None:
        return sentence
    (new,) = say("{}", sent.due_on).parts
    return Sentence(
        tuple(
            new if isinstance(p, Cited) and p.kind is RefKind.DATE
            and p.id == drafted.due_on.isoformat() else p
            for p in sentence.parts
        )
    )  # fmt: skip
