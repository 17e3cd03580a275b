"""Checks of the cells of an annexed ledger: torn rows, stray characters, remains of markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sanyi.ledger.entry import Entry, UnitRole
from sanyi.ledger.examine.case import Case, Hit

TAG = re.compile(
    r"</?(?:p|br|div|span|font|strong|em|b|i|u|a|td|tr|th|table|tbody|li|ul|ol|h[1-6]|o:p|st1:\w+)"
    r"(?:\s[^<>]{0,120})?/?>|&(?:nbsp|lt|gt|amp|ldquo|rdquo|mdash|middot|ensp|emsp);",
    re.IGNORECASE,
)


def missing_cell(case: Case) -> Iterator[Hit]:
    """Rows with fewer cells than the heading."""
    for entry in case.row_entries:
        if "missing_cell" in entry.notes:
            yield Hit(
                entry.id,
                f"本行只有 {len(entry.cells)} 个单元格，少于表头，相邻各列并在一格；"
                f"{_read_as(entry)}",
                entry.span,
            )


def _read_as(entry: Entry) -> str:
    lead = "、".join(entry.names(UnitRole.LEAD)) or "（空）"
    cooperating = "、".join(entry.names(UnitRole.COOPERATING)) or "（空）"
    due = entry.deadline.phrase if entry.deadline else "（空）"
    return f"暂读作责任：{lead}；配合：{cooperating}；时限：{due}。"


def placeholder_in_cell(case: Case) -> Iterator[Hit]:
    """A dash for none that stands in a cell together with other content."""
    for entry in case.row_entries:
        if "placeholder" in entry.notes and "missing_cell" not in entry.notes:
            yield Hit(
                entry.id, f"占位符“——”与别的内容并在一格，单元格错位；{_read_as(entry)}", entry.span
            )


def stray_text(case: Case) -> Iterator[Hit]:
    """Characters in a cell that belong to no column."""
    for entry in case.row_entries:
        if "stray_text" in entry.notes:
            yield Hit(entry.id, "单元格里有不属于任何一列的字，多为换行时断开的残字。", entry.span)


def tags(case: Case) -> Iterator[Hit]:
    """Remains of a web page's markup in cells or running text; one finding per entry."""
    seen: dict[str, int] = {}
    spans: dict[str, tuple[int, int]] = {}
    for match in TAG.finditer(case.text):
        where = case.where(match.start())
        seen[where] = seen.get(where, 0) + 1
        spans.setdefault(where, (match.start(), match.end()))
    for where, count in seen.items():
        start, end = spans[where]
        yield Hit(where, f"残留网页标记 {count} 处。", case.reading_span(start, end))
