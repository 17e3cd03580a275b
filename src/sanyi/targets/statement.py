"""A sentence that cannot state a number without saying where the number comes from.

Text and references take turns; a digit outside a reference is refused when the sentence is made,
so no template can smuggle one in.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from sanyi.kernel import Figure, Period, ShapeError

_DIGIT = re.compile(r"\d|[０-９]|[①-⑳]")


class RefKind(StrEnum):
    """What a reference leads to."""

    FIGURE = "figure"
    DATE = "date"
    CLAUSE = "clause"
    DOCUMENT = "document"
    REPORT = "report"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Cited:
    """Printed words and what they lead to.

    Args:
        text: the words as printed.
        kind: see ``RefKind``.
        id: figure id, ISO date or period, entry or target id, document id, report id, or the name.
        figure: the figure itself, for ``FIGURE`` only.
    """

    text: str
    kind: RefKind
    id: str
    figure: Figure | None = None

    def __post_init__(self) -> None:
        if not self.id or (self.kind is RefKind.FIGURE) != (self.figure is not None):
            raise ShapeError("SEN-002", f"引用不完整：{self.kind} {self.id!r}。")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Text parts and references in printed order.

    Raises:
        ShapeError: a text part holds a digit.
    """

    parts: tuple[str | Cited, ...]

    def __post_init__(self) -> None:
        for part in self.parts:
            if isinstance(part, str) and _DIGIT.search(part):
                raise ShapeError(
                    "SEN-001", f"句子中有没有出处的数字：{part}", "用数字、日期或条款引用写它。"
                )

    @property
    def text(self) -> str:
        """The sentence as printed."""
        return "".join(p if isinstance(p, str) else p.text for p in self.parts)

    @property
    def references(self) -> tuple[Cited, ...]:
        """Its references in printed order."""
        return tuple(p for p in self.parts if isinstance(p, Cited))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures it prints."""
        return tuple(c.figure for c in self.references if c.figure is not None)

    def __bool__(self) -> bool:
        return bool(self.text)


Words = str | Cited | Sentence | Figure | dt.date | Period


def say(template: str, *words: Words) -> Sentence:
    """Fill the ``{}`` of a template.

    Example:
        >>> say("截至{}，已完成。", dt.date(2025, 9, 30)).text
        '截至2025年9月30日，已完成。'
    """
    texts = template.split("{}")
    if len(texts) != len(words) + 1:
        raise ShapeError("SEN-003", f"模板与引用数目不符：{template}")
    parts: list[str | Cited] = [texts[0]]
    for word, text in zip(words, texts[1:], strict=True):
        parts += [*_parts(word), text]
    return Sentence(tuple(p for p in parts if p))


def join(sentences: Iterable[Sentence], separator: str = "") -> Sentence:
    """Several sentences as one."""
    parts: list[str | Cited] = []
    for sentence in sentences:
        if parts and separator:
            parts.append(separator)
        parts += sentence.parts
    return Sentence(tuple(parts))


def quote(text: str, id: str) -> Cited:
    """Words of an entry or a target, as printed there."""
    return Cited(inner(text), RefKind.CLAUSE, id)


def whole_percent(figure: Figure) -> Cited:
    """A share without decimals: a projected chance is not known better."""
    assert figure.value is not None
    percent = (figure.value * 100).quantize(Decimal(1), ROUND_HALF_UP)
    return Cited(f"{percent}%", RefKind.FIGURE, figure.id, figure)


def inner(text: str) -> str:
    """Quotation marks inside a quotation are single ones."""
    return text.replace("“", "‘").replace("”", "’")


def named(name: str) -> Words:
    """A name, which may hold digits of its own."""
    return Cited(name, RefKind.NAME, name) if _DIGIT.search(name) else name


def reported(text: str, id: str) -> Cited:
    """Words of a unit's report."""
    return Cited(text, RefKind.REPORT, id)


def _parts(word: Words) -> Iterator[str | Cited]:
    match word:
        case str() | Cited():
            yield word
        case Sentence():
            yield from word.parts
        case Figure():
            yield Cited(word.printed, RefKind.FIGURE, word.id, word)
        case Period():
            yield Cited(word.label, RefKind.DATE, str(word))
        case _:
            label = f"{word.year}年{word.month}月{word.day}日"
            yield Cited(label, RefKind.DATE, word.isoformat())
