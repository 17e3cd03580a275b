"""Tables in plain text: tab-separated lines and markdown pipe tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sanyi.documents.model import Cell, Table
from sanyi.kernel import Span

_PIPE_ROW = re.compile(r"[ ]{0,3}\|.*\|[ \t]*$")
_PIPE_RULE = re.compile(r"[ ]{0,3}\|(?:[ \t]*:?-{1,}:?[ \t]*\|)+[ \t]*$")
_PIPE = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table, the numbers of the lines it takes up, and the notation in it."""

    table: Table
    lines: range
    markup: tuple[Span, ...] = ()


def find_tables(text: str, lines: Sequence[Span]) -> list[TextTable]:
    """All tables among the lines of a plain text."""
    printed = [line.of(text) for line in lines]
    tables = [_tab_table(text, lines, rows) for rows in _tab_blocks(printed)]
    taken = {n for t in tables for n in t.lines}
    tables += [
        _pipe_table(text, lines, rows) for rows in _pipe_blocks(printed) if taken.isdisjoint(rows)
    ]
    return sorted(tables, key=lambda t: t.table.span.start)


def _tab_blocks(printed: Sequence[str]) -> Iterator[range]:
    """Line ranges of tab tables; blank lines between two rows are page breaks inside the table.

    A single line without tabs directly between two rows is a row of one cell.
    """
    is_row = ["\t" in line.lstrip() for line in printed]  # an indent alone is no cell
    first = last = -1
    rows = 0
    for number, line in enumerate(printed):
        if is_row[number]:
            first = number if first < 0 else first
            last = number
            rows += 1
            continue
        if first < 0 or not line.strip():
            continue
        between = last == number - 1 and number + 1 < len(printed) and is_row[number + 1]
        if not between:
            if rows > 1:
                yield range(first, last + 1)
            first, rows = -1, 0
    if rows > 1:
        yield range(first, last + 1)


def _tab_table(text: str, lines: Sequence[Span], numbers: range) -> TextTable:
    cells: list[Cell] = []
    row = 0
    for number in numbers:
        line = lines[number]
        if not line.of(text).strip():
            continue
        start = line.start
        for column, printed in enumerate(line.of(text).split("\t")):
            cells.append(Cell(row, column, 1, 1, Span(start, start + len(printed), line.page)))
            start += len(printed) + 1
        row += 1
    return TextTable(_table(lines, numbers, cells), numbers)


def _pipe_blocks(printed: Sequence[str]) -> Iterator[range]:
    """A header row, a rule of dashes, and the rows that follow."""
    number = 1
    while number < len(printed):
        if not (_PIPE_RULE.match(printed[number]) and _PIPE_ROW.match(printed[number - 1])):
            number += 1
            continue
        end = number + 1
        while end < len(printed) and _PIPE_ROW.match(printed[end]):
            end += 1
        yield range(number - 1, end)
        number = end + 1


def _pipe_table(text: str, lines: Sequence[Span], numbers: range) -> TextTable:
    cells: list[Cell] = []
    markup: list[Span] = []
    row = 0
    for number in numbers:
        line = lines[number]
        if number == numbers.start + 1:
            markup.append(line)
            continue
        bars = [line.start + m.start() for m in _PIPE.finditer(line.of(text))]
        markup += [Span(bar, bar + 1) for bar in bars]
        for column, (left, right) in enumerate(pairwise(bars)):
            cells.append(Cell(row, column, 1, 1, _stripped(text, left + 1, right, line.page)))
        row += 1
    return TextTable(_table(lines, numbers, cells), numbers, tuple(markup))


def _stripped(text: str, start: int, end: int, page: int | None) -> Span:
    while start < end and text[start] in " \t":
        start += 1
    while end > start and text[end - 1] in " \t":
        end -= 1
    return Span(start, end, page)


def _table(lines: Sequence[Span], numbers: range, cells: list[Cell]) -> Table:
    first = lines[numbers.start]
    return Table(Span(first.start, lines[numbers.stop - 1].end, first.page), tuple(cells))
