"""Passages and what is decided on them -> changes that can be written into a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from sanyi.bulletin.drafts import CELLS, CellPlace, Passage, Style, lines_of
from sanyi.clauses.numbering import MarkerKind, markers_at


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who changed it and when, as Word shows it beside every change."""

    author: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Change:
    """A passage and the text it gets; the same text leaves it as it is.

    Args:
        text, before: how it is to read and how it reads in the draft; both have the cells of
            ``cells`` when it is a row.
        cells: of a row, where its cells stand after all changes of the table.
    """

    passage: Passage
    text: str
    before: str
    cells: tuple[CellPlace, ...] = ()

    @property
    def is_taken_out(self) -> bool:
        """Whether nothing is left of what the draft says."""
        return bool(self.before) and not self.text


def changes_of(passages: Iterable[Passage], texts: Mapping[str, str]) -> tuple[Change, ...]:
    """Every passage with its text in ``texts``, or its own where none is given.

    A cell that reaches over several rows goes on in the next row when its first row is taken out,
    and reaches over a row that is added below it.
    """
    changes = [Change(p, texts.get(p.key, p.text), p.text, p.cells) for p in passages]
    standing = [c for c in changes if c.text or not c.passage.is_added]
    out: list[Change] = []
    for table, group in groupby(standing, key=lambda c: c.passage.table):
        members = list(group)
        out += members if table < 0 else _handed_down(_stretched(members))
    return tuple(out)


def lines_after(changes: Iterable[Change]) -> list[str]:
    """What a reader must find in the next version: its paragraphs and rows, blank ones left out."""
    return lines_of(replace(c.passage, text=c.text) for c in changes)


def added_passage(before: Passage, key: str, text: str) -> Passage:
    """A passage to be added behind another: a row behind a row, else a paragraph.

    Args:
        before: the passage it follows; a row has its cells, less those that reach further down.
        text: how it begins decides whether it is set as the one before.
    """
    if before.style is Style.ROW:
        own = [c for c in before.cells if c.height == 1] or before.cells
        cells = tuple(CellPlace(c.column, c.width) for c in own)
        return Passage(key, Style.ROW, "", "", table=before.table, cells=cells, is_added=True)
    alike = before.style in _SET_ALIKE and kind_of_number(text) == kind_of_number(before.text)
    return Passage(key, before.style if alike else Style.BODY, "", "", is_added=True)


def kind_of_number(text: str) -> MarkerKind | None:
    """The form of the number a text begins with.

    Example:
        >>> kind_of_number("（四）新增一条").value, kind_of_number("正文")
        ('chinese_bracket', None)
    """
    return next((marker.kind for marker in markers_at(text)), None)


_SET_ALIKE = (Style.HEADING, Style.SUBHEADING)


def _stretched(rows: Sequence[Change]) -> list[Change]:
    """A row that is added lies under the cells above it in the columns it has no cell in."""
    out = list(rows)
    left: dict[tuple[int, int], int] = {}  # (row, index of a cell) -> rows it still covers
    for number, row in enumerate(rows):
        if not row.passage.is_added:
            left = {k: v - 1 for k, v in left.items() if v > 0}
        else:
            own = {c.column + n for c in row.cells for n in range(c.width)}
            for above, index in left:
                cells = list(out[above].cells)
                if cells[index].column in own:
                    continue
                cells[index] = replace(cells[index], height=cells[index].height + 1)
                out[above] = replace(out[above], cells=tuple(cells))
        if not row.passage.is_added:
            left |= {(number, i): c.height - 1 for i, c in enumerate(row.cells)}
    return out


def _handed_down(rows: Sequence[Change]) -> Iterator[Change]:
    """A cell that reaches below a row that is taken out goes on in the next one."""
    handed: dict[int, tuple[CellPlace, str]] = {}  # column -> the cell and its text
    for row in rows:
        taken = [(place, ("", text)) for place, text in handed.values()]
        before, after = _texts(row.before, row.cells), _texts(row.text, row.cells)
        own = [(p, pair) for p, *pair in zip(row.cells, before, after, strict=True)]
        cells = sorted([*taken, *own], key=lambda cell: cell[0].column)
        handed = {}
        if row.is_taken_out:
            handed = {
                place.column: (replace(place, height=place.height - 1), old or new)
                for place, (old, new) in cells if place.height > 1
            }  # fmt: skip
            cells = [(replace(place, height=1), (old, "")) for place, (old, _) in cells]
        yield replace(
            row,
            before=_joined(old for _, (old, _) in cells),
            text=_joined(new for _, (_, new) in cells),
            cells=tuple(place for place, _ in cells),
        )


def _texts(text: str, cells: Sequence[CellPlace]) -> list[str]:
    return text.split(CELLS) if text else [""] * len(cells)


def _joined(texts: Iterable[str]) -> str:
    found = list(texts)
    return CELLS.join(found) if any(found) else ""
