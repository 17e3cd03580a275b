"""Lines -> tree of clauses, by the numbers that are due.

What no number opens is front or back matter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sanyi.clauses.back_matter import ends_clauses, is_signature, is_title_like
from sanyi.clauses.lines import TextLine
from sanyi.clauses.model import Clause, Outline
from sanyi.clauses.numbering import Marker, MarkerKind, markers_at
from sanyi.clauses.responsibility import ends_with_units, goes_on, is_label_line

_RANK = {kind: rank for rank, kind in enumerate(MarkerKind)}
_LEADER = re.compile(r"(?:[.．…·]\s*){4,}\d*\s*$")  # a line of a table of contents
_VALUE = re.compile(r"[0-9０-９.．]+\s*[%％‰]")  # a broken line such as 12. 95%以上
_BARE_HEADING = 40  # characters of a heading without text, at most
_WIDEST_SKIP = 3  # in the middle of a sentence a leap is not a number of this list


def outline(lines: Sequence[TextLine]) -> Outline:
    """Build the tree. Each line goes to exactly one place."""
    builder = _Builder()
    for line in lines:
        builder.take(line)
    builder.close()
    return Outline(
        tuple(_without_contents(builder)),
        tuple(builder.front),
        tuple(builder.back),
        tuple(builder.furniture),
    )


class _Builder:
    """The open clauses from the outermost to the one that takes the next line."""

    def __init__(self) -> None:
        self.roots: list[Clause] = []
        self.front: list[TextLine] = []
        self.back: list[TextLine] = []
        self.furniture: list[TextLine] = []
        self._stack: list[Clause] = []
        self._last: dict[MarkerKind, int] = {}
        self._open = False  # whether an unnumbered line still belongs to the innermost clause
        self._part = 0
        self._is_after_stop = True  # whether the line before could end a paragraph

    def take(self, line: TextLine) -> None:
        """Put one line in its place."""
        clauses = len(self._stack), self._last.copy()
        self._put(line)
        if not line.is_furniture:
            opened = clauses != (len(self._stack), self._last)
            ends = line.drafted.text.rstrip()[-1:] in "。；;：:！）)】"
            labels = is_label_line(line.drafted.text)
            self._is_after_stop = ends or opened or labels or line.is_paragraph

    def _put(self, line: TextLine) -> None:
        if line.is_furniture:
            self.furniture.append(line)
        elif _LEADER.search(line.drafted.text):
            self.front.append(line)
        elif marker := self._marker_of(line):
            self._open_clause(marker, line)
        elif not self._stack:
            self.front.append(line)
        elif self._open and not self._closes(line):
            self._stack[-1].lines.append(line)
        else:
            self._open = False
            self.back.append(line)

    def _closes(self, line: TextLine) -> bool:
        """Whether a line without a number ends the numbered text: a note, a date, a signature."""
        text = line.drafted.text
        if ends_clauses(text):
            return True
        before = self._stack[-1].lines[-1].drafted.text
        is_labelled = is_label_line(before) and not goes_on(before, text)
        return is_signature(text) and (self._is_after_stop or is_labelled)

    def close(self) -> None:
        """At the end of the text, let closing paragraphs go from the last clause of each part."""
        for clause in self._last_of_parts():
            kept = _complete_at(clause)
            if kept is not None:
                self.back.extend(clause.lines[kept:])
                del clause.lines[kept:]
        self.back.sort(key=lambda line: line.span.start)

    def _last_of_parts(self) -> list[Clause]:
        last: dict[int, Clause] = {}
        for root in self.roots:
            for clause in root.walk():
                last[clause.part] = clause
        return list(last.values())

    def _marker_of(self, line: TextLine) -> Marker | None:
        text = line.drafted.text
        lead = len(text) - len(text.lstrip(" \t\u3000"))
        for marker in markers_at(text, lead):
            if self._is_due(marker, line):
                return Marker(
                    marker.kind,
                    marker.value,
                    marker.printed,
                    marker.length + lead,
                    marker.parent_value,
                )
        return None

    def _is_due(self, marker: Marker, line: TextLine) -> bool:
        if _VALUE.match(line.drafted.text.lstrip()[marker.length :]):
            return False
        if marker.kind is MarkerKind.DECIMAL and marker.value != 1:
            above = self._last.get(MarkerKind.ARABIC) or self._last.get(MarkerKind.CHINESE)
            if marker.parent_value != above:
                return False
        seen = self._last.get(marker.kind)
        if marker.value == 1:
            return True
        if seen is None:
            return self._may_begin_at(marker)
        return seen <= marker.value and (self._is_after_stop or marker.value <= seen + _WIDEST_SKIP)

    def _may_begin_at(self, marker: Marker) -> bool:
        """Part of a series may begin a document, or stand under a heading."""
        if not self._stack or _RANK[marker.kind] <= _RANK[self._stack[0].marker.kind]:
            return True
        return self._is_after_stop and self._is_heading_open()

    def _open_clause(self, marker: Marker, line: TextLine) -> None:
        kinds = [c.marker.kind for c in self._stack]
        if self._begins_part(marker, kinds):
            self._part += 1
            self._stack, self._last = [], {}
        elif marker.kind in kinds:
            del self._stack[kinds.index(marker.kind) :]
        elif not self._is_heading_open():
            while self._stack and _RANK[self._stack[-1].marker.kind] > _RANK[marker.kind]:
                self._stack.pop()
        parent = self._stack[-1] if self._stack else None
        clause = Clause(marker, [line], parent, part=self._part)
        (parent.children if parent else self.roots).append(clause)
        self._stack.append(clause)
        self._last[marker.kind] = marker.value
        self._open = True

    def _is_heading_open(self) -> bool:
        """Whether the innermost clause is so far a heading without text: what comes is below it."""
        if not self._stack:
            return False
        top = self._stack[-1]
        return len(top.lines) == 1 and len(top.drafted) <= _BARE_HEADING

    def _begins_part(self, marker: Marker, kinds: list[MarkerKind]) -> bool:
        if not kinds or marker.value != 1:
            return False
        if marker.kind not in kinds and self._is_heading_open():
            return False
        return marker.kind is kinds[0] or _RANK[marker.kind] < _RANK[kinds[0]]


def _complete_at(clause: Clause) -> int | None:
    """How many lines a last clause keeps: up to the one that names its units, if prose follows."""
    for index in range(len(clause.lines) - 1, 0, -1):
        before, line = clause.lines[index - 1], clause.lines[index]
        if is_label_line(line.accepted.text) or line.is_deleted:
            continue
        text = before.accepted.text.rstrip()
        if is_title_like(line.drafted.text) or (ends_with_units(text) or is_label_line(text)):
            rest = [li.accepted.text for li in clause.lines[index:]]
            if not any(ends_with_units(t) or is_label_line(t) for t in rest):
                return index
    return None


def _without_contents(builder: _Builder) -> list[Clause]:
    """Drop a table of contents: a part whose headings all come again in a later one."""
    parts: dict[int, list[Clause]] = {}
    for root in builder.roots:
        parts.setdefault(root.part, []).append(root)
    kept: list[Clause] = []
    for number, roots in parts.items():
        later = [
            _heading_key(c, 80)
            for n, rs in parts.items()
            if n > number
            for r in rs
            for c in r.walk()
        ]
        listed = [c for r in roots for c in r.walk()]
        keys = [_heading_key(c, 24) for c in listed]
        if (
            later
            and all(len(c.lines) == 1 for c in listed[:-1])
            and all(any(text.startswith(key) for text in later) for key in keys)
        ):
            builder.front.extend(line for c in listed for line in c.lines)
        else:
            kept.extend(roots)
    builder.front.sort(key=lambda line: line.span.start)
    return kept


def _heading_key(clause: Clause, length: int) -> str:
    text = clause.lines[0].drafted.text.strip()
    text = text.rstrip("0123456789 \t-—–·.…．。")
    return "".join(text.split())[:length]
