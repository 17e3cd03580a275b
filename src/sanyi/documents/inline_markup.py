"""Plain text notation for editing: ``~~…~~``, ``<s>``, ``<del>``, ``<ins>`` and bold ``**…**``.

A mark counts only with its partner on the same line, or, for strikes, on the next one. A mark
without a partner stays an ordinary character and yields a finding.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sanyi.documents.model import Run, RunState
from sanyi.documents.problems import report
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
    waiting: list[_Mark] = []  # opened on an earlier line, partner not seen yet
    for line_marks in _marks_by_line(text):
        line = line_marks[0].line
        findings += [_unpaired(m, text, name) for m in waiting if m.line + 1 < line]
        waiting = [m for m in waiting if m.line + 1 >= line]
        found, loose = _pair_within(line_marks, text)
        pairs += found
        still_loose: list[_Mark] = []
        for mark in loose:
            partner = next((w for w in waiting if _is_partner(w, mark)), None)
            if partner is None:
                still_loose.append(mark)
                continue
            waiting.remove(partner)
            pairs.append(_Pair(partner, mark))
            span = Span(partner.start, mark.end)
            findings.append(report("DOC-024", name, span, line=partner.line))
        waiting += [m for m in still_loose if m.name != "**"]
    findings += [_unpaired(m, text, name) for m in waiting]
    return pairs, findings


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
    open_marks: list[_Mark] = []
    loose: list[_Mark] = []
    for mark in marks:
        partner = next((m for m in reversed(open_marks) if _is_partner(m, mark)), None)
        if partner is not None and text[partner.end : mark.start].strip():
            open_marks.remove(partner)
            pairs.append(_Pair(partner, mark))
        elif mark.opens:
            open_marks.append(mark)
        else:
            loose.append(mark)
    return pairs, sorted(loose + open_marks)


def _is_partner(opening: _Mark, closing: _Mark) -> bool:
    return opening.opens and closing.closes and opening.name == closing.name


def _unpaired(mark: _Mark, text: str, name: str) -> Finding:
    span = Span(mark.start, mark.end)
    return report("DOC-023", name, span, line=mark.line, mark=span.of(text))
