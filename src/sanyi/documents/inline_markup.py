"""Plain text notation for editing: ``~~…~~``, ``<s>``, ``<del>``, ``<ins>`` and bold ``**…**``.

A mark counts only with its partner on the same line, or, for strikes, on the next one. A mark
without a partner stays an ordinary character and yields a finding.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sanyi.documents.model import Run, RunState
from sanyi.documents.problems import capped, report
from sanyi.kernel import Finding, Span

_TOKEN = re.compile(
    r"(?P<tilde>(?<!~)~~(?!~))"
    r"|(?P<star>(?<!\*)\*{2,3}(?!\*))"
    r"|(?P<tag><(?P<close>/?)(?P<name>s|strike|del|ins)(?:\s[^<>\n]{0,200})?>)",
    re.IGNORECASE,
)
_STATES = (
    RunState.KEPT,
    RunState.INSERTED,
    RunState.DELETED,
    RunState.STRUCK,
    RunState.MARKUP,
)
_STATE_OF_MARK = {
    "~~": RunState.STRUCK,
    "s": RunState.STRUCK,
    "strike": RunState.STRUCK,
    "del": RunState.DELETED,
    "ins": RunState.INSERTED,
}
_EQUAL_STRETCH = re.compile(rb"(.)\1*", re.DOTALL)


class _Mark(NamedTuple):
    start: int
    end: int
    line: int
    name: str
    opens: bool
    closes: bool


class _Pair(NamedTuple):
    opening: _Mark
    closing: _Mark


def mark_runs(text: str, markup: Sequence[Span], name: str) -> tuple[list[Run], list[Finding]]:
    """Runs that cover ``text``: its inline notation, and the ``markup`` spans found elsewhere."""
    pairs, findings = _pair_marks(text, name)
    paint = bytearray(len(text))
    for pair in pairs:
        if (state := _STATE_OF_MARK.get(pair.opening.name)) is not None:
            _paint(paint, pair.opening.end, pair.closing.start, state)
    for pair in pairs:
        for mark in pair:
            _paint(paint, mark.start, mark.end, RunState.MARKUP)
    for span in markup:
        _paint(paint, span.start, span.end, RunState.MARKUP)
    runs = [
        Run(Span(*match.span()), _STATES[match.group(1)[0]])
        for match in _EQUAL_STRETCH.finditer(paint)
    ]
    return runs, findings


def _paint(paint: bytearray, start: int, end: int, state: RunState) -> None:
    paint[start:end] = bytes([_STATES.index(state)]) * (end - start)


def _pair_marks(text: str, name: str) -> tuple[list[_Pair], list[Finding]]:
    pairs: list[_Pair] = []
    findings: list[Finding] = []
    waiting: dict[str, _Mark] = {}  # opened on the line before, partner not seen yet
    for marks in _marks_by_line(text):
        carried = [m for m in waiting.values() if m.line + 1 == marks[0].line]
        loose = [m for m in waiting.values() if m not in carried]
        rest = marks
        for opening in carried:
            closing = _first_closing(rest, opening.name)
            if closing is None:
                loose.append(opening)
                continue
            rest = [m for m in rest if m is not closing]
            pairs.append(_Pair(opening, closing))
            span = Span(opening.start, closing.end)
            findings.append(report("DOC-024", name, span, line=opening.line))
        found, left = _pair_within(rest, text)
        pairs += found
        waiting = {m.name: m for m in left if m.opens and m.name != "**"}
        loose += [m for m in left if m.name != "**" and waiting.get(m.name) is not m]
        findings += [_unpaired(m, text, name) for m in loose]
    findings += [_unpaired(m, text, name) for m in waiting.values()]
    return pairs, capped(findings, name)


def _first_closing(marks: list[_Mark], name: str) -> _Mark | None:
    """The mark that ends what the line before began: a closing tag, or a tilde too many."""
    same = [m for m in marks if m.name == name]
    if not same or not same[0].closes or (same[0].opens and len(same) % 2 == 0):
        return None
    return same[0]


def _marks_by_line(text: str) -> list[list[_Mark]]:
    lines: list[list[_Mark]] = []
    line, scanned = 1, 0
    for match in _TOKEN.finditer(text):
        line += text.count("\n", scanned, match.start())
        scanned = match.start()
        mark = _mark(match, line)
        if lines and lines[-1][0].line == line:
            lines[-1].append(mark)
        else:
            lines.append([mark])
    return lines


def _mark(match: re.Match[str], line: int) -> _Mark:
    start, end = match.span()
    if match["tag"]:
        is_close = bool(match["close"])
        return _Mark(start, end, line, match["name"].lower(), not is_close, is_close)
    return _Mark(start, end, line, "~~" if match["tilde"] else "**", True, True)


def _pair_within(marks: list[_Mark], text: str) -> tuple[list[_Pair], list[_Mark]]:
    """Partners among the marks of one line, and the marks left over."""
    pairs: list[_Pair] = []
    loose: list[_Mark] = []
    open_marks: dict[str, list[_Mark]] = {}
    for mark in marks:
        stack = open_marks.setdefault(mark.name, [])
        if mark.closes and stack and text[stack[-1].end : mark.start].strip():
            pairs.append(_Pair(stack.pop(), mark))
        elif mark.opens:
            stack.append(mark)
        else:
            loose.append(mark)
    return pairs, sorted([*loose, *(m for stack in open_marks.values() for m in stack)])


def _unpaired(mark: _Mark, text: str, name: str) -> Finding:
    span = Span(mark.start, mark.end)
    return report("DOC-023", name, span, line=mark.line, mark=span.of(text))
