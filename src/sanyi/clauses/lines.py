"""Document -> lines of running text, page furniture set aside, run-together lines taken apart."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from sanyi.clauses.mapped import Mapped
from sanyi.clauses.numbering import Marker, MarkerKind, markers_at
from sanyi.documents import GONE_WHEN_ACCEPTED, Document, LineKind, RunState
from sanyi.kernel import Span


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line as drafted (struck and deleted text included) and as accepted (without it).

    ``follows_blank`` tells that an empty line stands before it; ``is_paragraph`` that the carrier
    itself says the paragraph ends here.
    """

    drafted: Mapped
    accepted: Mapped
    span: Span
    is_paragraph: bool
    is_furniture: bool = False
    follows_blank: bool = False
    heading_level: int | None = None

    @property
    def is_deleted(self) -> bool:
        """Whether the line holds text and none of it is left when the edits are accepted."""
        return bool(self.drafted.text.strip()) and not self.accepted.text.strip()


_PAGE_NUMBER = re.compile(
    r"[-–—－―·\s]*第?\s*\d{1,3}\s*页?[-–—－―·\s]*$|第\s*\d+\s*页[,，/\s]*共\s*\d+\s*页$|\d+\s*/\s*\d+$"
)
_DASHED = re.compile(r"[-–—－―·]")


def text_lines(document: Document) -> list[TextLine]:
    """The lines of the document that stand outside tables, in order; none is left out."""
    views = _Views(document)
    lines: list[TextLine] = []
    blank = False
    numbers = _running_numbers(document)
    for line in document.lines:
        if line.kind is LineKind.CELL_ROW:
            blank = False
            continue
        drafted = views.drafted(line.span)
        if not drafted.text.strip():
            blank = True
            continue
        is_furniture = line.kind is LineKind.PAGE_FURNITURE or line.span.start in numbers
        parts = _taken_apart(drafted, len(document.text))
        # marks at the ends of a part (~~) belong to it though they are part of no reading
        starts = [line.span.start, *(p.offsets[0] for p in parts[1:]), line.span.end]
        for part, (start, end) in zip(parts, pairwise(starts), strict=True):
            accepted = views.accepted_of(part)
            lines.append(
                TextLine(
                    part,
                    accepted,
                    Span(start, end),
                    line.kind is LineKind.PARAGRAPH,
                    is_furniture,
                    blank,
                    line.heading_level,
                )
            )
            blank = False
    return lines


def cell_text(document: Document, span: Span) -> Mapped:
    """The accepted text of a table cell."""
    views = _Views(document)
    return views.accepted_of(views.drafted(span))


class _Views:
    """The two readings of a span; a document without edits pays nothing for them."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._runs = [r for r in document.runs if r.state is not RunState.KEPT]
        self._ends = [r.span.end for r in self._runs]

    def drafted(self, span: Span) -> Mapped:
        offsets: list[int] | range = range(span.start, span.end)
        marks = [r.span for r in self._touching(span) if r.state is RunState.MARKUP]
        if marks:
            offsets = [o for o in offsets if not any(o in m for m in marks)]
            return Mapped("".join(self._text[o] for o in offsets), offsets)
        return Mapped(self._text[span.start : span.end], offsets)

    def accepted_of(self, drafted: Mapped) -> Mapped:
        if not drafted:
            return drafted
        gone = [r.span for r in self._touching(drafted.span()) if r.state in GONE_WHEN_ACCEPTED]
        if not gone:
            return drafted
        kept = [i for i, o in enumerate(drafted.offsets) if not any(o in g for g in gone)]
        return Mapped("".join(drafted.text[i] for i in kept), [drafted.offsets[i] for i in kept])

    def _touching(self, span: Span) -> Iterator:  # type: ignore[type-arg]
        for run in self._runs[bisect_left(self._ends, span.start) :]:
            if run.span.start >= span.end:
                return
            yield run


def _running_numbers(document: Document) -> frozenset[int]:
    """Starts of lines that hold nothing but a page number.

    Dashed ones always count; a bare number only as part of a rising series, for a lone 3 may be
    what is left of a table.
    """
    dashed, bare = set(), []
    for line in document.lines:
        if line.kind is not LineKind.PHYSICAL or len(line.span) > 16:
            continue
        text = line.span.of(document.text).strip()
        if not text or not _PAGE_NUMBER.fullmatch(text):
            continue
        if text.isdigit():
            bare.append((int(text), line.span.start))
        elif _DASHED.search(text) or not text[0].isdigit() or "/" in text:
            dashed.add(line.span.start)
    rising = {
        start
        for one, two in pairwise(bare)
        for (number, start), (other, _) in ((one, two), (two, one))
        if abs(number - other) == 1
    }
    return frozenset(dashed | rising | _running_titles(document, dashed | rising))


def _running_titles(document: Document, numbers: set[int]) -> set[int]:
    """Short lines that stand next to a page number more than once, always the same."""
    printed = [li for li in document.lines if li.span.of(document.text).strip()]
    beside: dict[str, list[int]] = {}
    for index, line in enumerate(printed):
        around = printed[max(0, index - 1) : index] + printed[index + 1 : index + 2]
        text = line.span.of(document.text).strip()
        if (
            len(text) <= 40
            and line.span.start not in numbers
            and any(a.span.start in numbers for a in around)
        ):
            beside.setdefault(text, []).append(line.span.start)
    return {start for starts in beside.values() if len(starts) > 1 for start in starts}


# a line that holds half of the document, or that is longer than any paragraph, is several lines
_RUN_TOGETHER_SHARE = 0.5
_LONGEST_PARAGRAPH = 2500
_SKIPPED = 20
# the signature that closes a document printed as one line
_SIGNED = re.compile(
    r"[。；）)]\s*((?:[\u4e00-\u9fff]{2,30}(?:政府|办公厅|办公室|委员会|国务院|局|厅))?\s*"
    r"\d{4}年\d{1,2}月\d{1,2}日(?:印发)?\s*(?:[（(][^（）()]{2,16}[）)])?[^。]{0,40})$"
)
_DEEP = (MarkerKind.CIRCLED, MarkerKind.ARABIC_BRACKET, MarkerKind.DECIMAL)


def _taken_apart(line: Mapped, length: int) -> list[Mapped]:
    """Cut a line that holds a whole document at the numbers that are due in it."""
    if len(line) < min(_LONGEST_PARAGRAPH, _RUN_TOGETHER_SHARE * length):
        return [line]
    cuts = _due_markers(line.text)
    if not cuts:
        return [line]
    if end := _SIGNED.search(line.text, cuts[-1]):
        cuts.append(end.start(1))
    bounds = [0, *cuts, len(line)]
    return [p for a, b in pairwise(bounds) if (p := line.cut(a, b)).text.strip()]


_INSIDE = re.compile(
    r"[（(〔]?\s*[一二三四五六七八九十]{1,3}\s*[）)〕]|[一二三四五六七八九十]{1,3}、|\d{1,2}\s*[.．、]"
)


def _due_markers(text: str) -> list[int]:
    """Positions of numbers that continue a series begun at one and of at least two members."""
    last: dict[MarkerKind, int] = {}
    found: list[tuple[int, Marker]] = []
    for match in _INSIDE.finditer(text):
        at = match.start()
        if at and (text[at - 1] in "第十百0123456789.．〔《" or _in_brackets(text, at)):
            continue
        for marker in markers_at(text, at):
            if marker.kind in _DEEP or _is_decimal(text, at, marker):
                continue
            due = last.get(marker.kind, 0) + 1
            is_child = marker.value == 1 and found and found[-1][1].kind is not marker.kind
            # a number may be left out; then a stop must stand before the next
            heads = bool(found) and found[-1][1].kind is not marker.kind and at - found[-1][0] < 40
            ends = text[at - 1] in "。；;）)】〕" or _AFTER_UNITS.search(text, max(0, at - 90), at)
            skips = due < marker.value <= due + _SKIPPED and (heads or bool(ends))
            if marker.value == due or is_child or skips:
                last[marker.kind] = marker.value
                found.append((at, marker))
                break
    kinds = [m.kind for _, m in found]
    series = {k for k in kinds if kinds.count(k) > 1}
    if not series & {MarkerKind.CHINESE, MarkerKind.CHINESE_BRACKET}:
        if kinds.count(MarkerKind.ARABIC) < 3:
            return []
        series.add(MarkerKind.CHINESE)  # the one heading above the series
    return [at for at, m in found if m.kind in series and at > 0]


_AFTER_UNITS = re.compile(r"(?:单位|部门)[：:][^。；;]{2,80}$")


def _is_decimal(text: str, at: int, marker: Marker) -> bool:
    """控制在3.5%: a number that goes on in digits begins an item only after a stop."""
    goes_on = text[at + marker.length : at + marker.length + 1].isdigit()
    return (
        goes_on and marker.kind is MarkerKind.ARABIC and text[at - 1] not in "。；;）)】〕 \t\u3000"
    )


def _in_brackets(text: str, at: int) -> bool:
    window = text[max(0, at - 60) : at]
    return window.rfind("（") > window.rfind("）") or window.rfind("《") > window.rfind("》")
