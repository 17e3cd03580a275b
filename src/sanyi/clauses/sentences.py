"""Sentences and the stretches between commas; brackets and quotation marks hold together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_OPEN = {
    "（": "）",
    "(": ")",
    "“": "”",
    "《": "》",
    "〔": "〕",
    "【": "】",
    "[": "]",
    "‘": "’",
    "「": "」",
}
_CLOSE = {v: k for k, v in _OPEN.items()}
_MARKS = re.compile("[" + re.escape("".join([*_OPEN, *_OPEN.values()])) + "]")
_STOPS = "。；;！？!?"
_FARTHEST = 400  # an opening mark without its partner must not swallow the rest of the clause


@lru_cache(maxsize=64)  # one text is asked for its sentences, segments and names in turn
def _partners(text: str) -> dict[int, int]:
    """Opening position -> closing position; marks without a partner are left out."""
    pairs: dict[int, int] = {}
    open_at: list[int] = []
    for mark in _MARKS.finditer(text):
        i, c = mark.start(), mark.group(0)
        if c in _OPEN:
            open_at.append(i)
        else:
            for depth in range(len(open_at) - 1, -1, -1):
                if text[open_at[depth]] == _CLOSE[c] and i - open_at[depth] <= _FARTHEST:
                    pairs[open_at[depth]] = i
                    del open_at[depth:]
                    break
    return pairs


def _cut_points(text: str, marks: str) -> Iterator[int]:
    """Positions just after each of ``marks`` that stands outside brackets and quotation marks."""
    pairs = _partners(text)
    i = 0
    while i < len(text):
        if i in pairs:
            end = pairs[i]
            # a full stop inside the quotation ends the sentence too: …建设项目。”加快…
            if text[i] in "“‘「" and end > 0 and text[end - 1] in "。！？" and marks == _STOPS:
                yield end + 1
            i = end + 1
            continue
        if text[i] in marks:
            yield i + 1
        i += 1


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Half-open ranges of the sentences, final stop included, blank ones left out."""
    yield from _ranges(text, _STOPS)


def segments(text: str) -> Iterator[tuple[int, int]]:
    """Half-open ranges between commas and stops, the mark at the end left out."""
    for start, end in _ranges(text, _STOPS + "，,:："):
        kept = start + len(text[start:end].rstrip(_STOPS + "，,:："))
        if text[start:kept].strip():
            yield start, kept


def _ranges(text: str, marks: str) -> Iterator[tuple[int, int]]:
    at = 0
    for cut in [*_cut_points(text, marks), len(text)]:
        if cut > at:
            start, end = at, cut
            while start < end and text[start].isspace():
                start += 1
            while end > start and text[end - 1].isspace():
                end -= 1
            if text[start:end].strip(marks + " "):
                yield start, end
            at = cut


def enclosed(text: str, marks: str) -> list[tuple[int, int]]:
    """Stretches inside the given opening marks, marks included."""
    return [(a, b + 1) for a, b in _partners(text).items() if text[a] in marks]
