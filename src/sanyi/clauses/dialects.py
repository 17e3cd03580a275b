"""Conventions that hold for the whole document, each with the words that state it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sanyi.clauses.gazetteer import split_unit_list
from sanyi.clauses.lines import TextLine
from sanyi.clauses.mapped import Mapped, join
from sanyi.kernel import Span


class DialectRule(StrEnum):
    """What a convention does to the units of the entries."""

    FIRST_LISTED_LEADS = "first_listed_leads"
    UNITS_ADDED = "units_added_to_every_entry"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Dialect:
    """A convention, its words and their place. ``units`` are those added to every later entry."""

    phrase: str
    rule: DialectRule
    units: tuple[str, ...]
    span: Span
    is_deleted: bool = False


_FIRST = re.compile(
    r"(?:其中[，,]?)?(?:排|列)?(?:在|于)?(?:第一|首)(?:位|个)的?(?:单位|部门|责任单位)?(?:为|是|即为)(?:牵头|主办|主要责任|责任|第一责任|主责)[^，。；）)]{0,8}(?:[，,]下同)?"
)
_ADDED = re.compile(
    r"(?:以下|以上)?(?:各项|有关|所有|工作|任务|重点)*[均都]?(?:需|须|要)?(?:由|涉及)?(?P<units>(?:[^，。；、由需]{0,6})各[^，。；]{2,60}?|县[（(〔][^，。；]{2,30}?政府)(?:均|都)?(?:按照?职责(?:分工)?)?"
    r"(?:(?:负责|落实|参与|配合|组织实施)(?:落实)?|为(?:各项|所有|每项|以下)?[^，。；]{0,10}(?:责任|落实|实施)(?:单位|主体))[，,]?[^，。；]{0,6}?(?:不再|不)(?:逐一|一一|单独|分别|重复|另行)?(?:列出|列明|列示|列入|注明|标注)"
)


def find_dialects(lines: Sequence[TextLine]) -> list[Dialect]:
    """Conventions in the order of the text; struck ones too, marked as deleted."""
    text = join(_broken(lines)).squeezed()
    gone = (
        {o for li in lines for o in set(li.drafted.offsets) - set(li.accepted.offsets)}
        if any(len(li.drafted) != len(li.accepted) for li in lines)
        else set()
    )
    return sorted(_found(text, gone), key=lambda d: d.span.start)


def _broken(lines: Sequence[TextLine]) -> Iterator[Mapped]:
    for line in lines:
        if not line.is_furniture:
            yield line.drafted
            yield Mapped("\n", (line.drafted.offsets[-1],))


def _found(text: Mapped, gone: set[int]) -> Iterator[Dialect]:
    for match in _FIRST.finditer(text.text):
        span = text.span(*match.span())
        yield Dialect(match.group(0), DialectRule.FIRST_LISTED_LEADS, (), span, span.start in gone)
    for match in _ADDED.finditer(text.text):
        units = tuple(split_unit_list(match["units"]).names)
        if units:
            span = text.span(*match.span())
            yield Dialect(match.group(0), DialectRule.UNITS_ADDED, units, span, span.start in gone)
