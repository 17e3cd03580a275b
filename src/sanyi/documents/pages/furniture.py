"""Which lines are page furniture: page numbers, running headers and footers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from sanyi.documents.pages.layout import Page, PageLine

_DASH = r"[-—–―－─_~·•\s]*"
_NUMBER = re.compile(
    rf"{_DASH}(?:第\s*)?[0-9０-９]{{1,4}}(?:\s*页)?"
    rf"(?:\s*[,，/／]?\s*共?\s*[0-9０-９]{{1,4}}\s*页?)?{_DASH}"
    rf"|{_DASH}[ivxlIVXLⅠ-Ⅻ]{{1,6}}{_DASH}"
)
_LONGEST_NUMBER = 30
_MARGIN = 0.12  # share of the page height in which furniture stands
_EDGE_LINES = 3
_SAME_HEIGHT = 6.0
_DIGITS = re.compile(r"[0-9０-９]+")


def mark_furniture(pages: Sequence[Page]) -> None:
    """Mark page numbers, and lines repeated at the same height of several pages."""
    by_look: dict[str, list[tuple[int, PageLine]]] = defaultdict(list)
    for page in pages:
        for line in _edge_lines(page):
            if len(line.text) <= _LONGEST_NUMBER and _NUMBER.fullmatch(line.text):
                line.is_furniture = True
            elif text := _DIGITS.sub("0", "".join(line.text.split())):
                by_look[text].append((page.number, line))
    least = max(2, len(pages) // 3)
    for sightings in by_look.values():
        for _, line in sightings:
            peers = {n for n, other in sightings if _is_same_height(other, line)}
            line.is_furniture = line.is_furniture or len(peers) >= least


def _edge_lines(page: Page) -> list[PageLine]:
    """Lines among the first or last of the page that stand in its margins."""
    lines = sorted(page.lines, key=lambda line: line.box.top)
    candidates = lines[:_EDGE_LINES] + lines[_EDGE_LINES:][-_EDGE_LINES:]
    margin = page.height * _MARGIN
    return [c for c in candidates if c.box.bottom <= margin or c.box.top >= page.height - margin]


def _is_same_height(one: PageLine, other: PageLine) -> bool:
    return abs(one.box.top - other.box.top) <= _SAME_HEIGHT
