"""txt and md -> Document: the file's characters as they stand, with their notation marked."""

from __future__ import annotations

import re

from sanyi.documents.encoding import decode
from sanyi.documents.inline_markup import mark_runs
from sanyi.documents.model import Document, Line, LineKind
from sanyi.documents.problems import report
from sanyi.documents.text_tables import TextTable, find_tables
from sanyi.kernel import Span

_HEADING = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+(?=\S)")
_PAGE_BREAK = "\f"


def read_plain_text(data: bytes, name: str, format_: str = "txt") -> Document:
    """A plain text or markdown file."""
    decoded = decode(data, name)
    text = decoded.text
    page_starts = _page_starts(text)
    spans = _line_spans(text, page_starts)
    tables = find_tables(text, spans)
    headings = _headings(text, spans)
    markup = [Span(m.start, m.end) for m, _ in headings.values()]
    markup += [s for t in tables for s in t.markup]
    markup += [Span(p - 1, p) for p in page_starts[1:]]
    runs, findings = mark_runs(text, markup, name)
    if not text.strip():
        findings.append(report("DOC-033", name))
    return Document(
        name=name,
        format=format_,
        text=text,
        lines=tuple(_lines(spans, tables, headings)),
        runs=tuple(runs),
        tables=tuple(t.table for t in tables),
        page_starts=page_starts,
        findings=(*decoded.findings, *findings),
    )


def _page_starts(text: str) -> tuple[int, ...]:
    """Form feeds are the only pages a plain text file can have."""
    breaks = [m.end() for m in re.finditer(_PAGE_BREAK, text)]
    return (0, *breaks) if breaks else ()


def _line_spans(text: str, page_starts: tuple[int, ...]) -> list[Span]:
    spans = []
    start, page = 0, 0
    for line in text.split("\n"):
        while page < len(page_starts) and page_starts[page] <= start:
            page += 1
        spans.append(Span(start, start + len(line), page or None))
        start += len(line) + 1
    return spans


def _headings(text: str, spans: list[Span]) -> dict[int, tuple[Span, int]]:
    """Line number -> the span of its ``#`` marks and the level they stand for."""
    found = {}
    for number, span in enumerate(spans):
        if match := _HEADING.match(text, span.start, span.end):
            found[number] = (Span(*match.span()), len(match[1]))
    return found


def _lines(
    spans: list[Span], tables: list[TextTable], headings: dict[int, tuple[Span, int]]
) -> list[Line]:
    in_table = {number for table in tables for number in table.lines}
    lines = []
    for number, span in enumerate(spans):
        is_row = number in in_table and len(span) > 0
        kind = LineKind.CELL_ROW if is_row else LineKind.PHYSICAL
        _, level = headings.get(number, (None, None))
        lines.append(Line(span, kind, heading_level=level))
    return lines
