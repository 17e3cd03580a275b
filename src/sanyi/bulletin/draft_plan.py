"""Decided wordings -> what becomes of each paragraph, row and character of the draft's own file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sanyi.bulletin.draft_changes import Change, kind_of_number
from sanyi.bulletin.draft_places import Draft, Line, Located, Paragraph
from sanyi.bulletin.draft_xml import new_paragraph, new_row, restart_merge, without_merge
from sanyi.bulletin.drafts import CELLS, Style, lines_of, text_lines
from sanyi.bulletin.redline import Mark, changes, paired
from sanyi.documents import CELL_BREAK
from sanyi.documents.docx.accepting import cell_at, grid_of, holds_kept_things, merge_of
from sanyi.documents.docx.names import w
from sanyi.documents.docx.trace import BREAK, Glyphs
from sanyi.documents.safe_xml import Element, local_name
from sanyi.kernel import ShapeError

_BLANK = " \t\u3000\xa0"


class Plan:
    """What is to be done to a draft, all of it known before any of it is done.

    Args:
        draft: the draft, which must fit the changes.

    Raises:
        ShapeError: a passage is added where nothing stands that it could follow.
    """

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.gone: dict[Glyphs, set[int]] = defaultdict(set)
        self.added: dict[tuple[Glyphs, int], str] = defaultdict(str)
        self.filled: dict[Paragraph, str] = {}
        self.rows: dict[Element, Mark] = {row: Mark.INSERTED for row in draft.returned_rows}
        self._known = {p.element: p for p in draft.paragraphs}
        self._row: Element | None = None  # the row before
        self._before: list[Line] = []  # the lines of the passage before
        self._read = [(found.change, self._decide(found)) for found in draft.located]
        for paragraph in draft.paragraphs:
            self._settle(paragraph)
        self._number()
        for paragraph in self.in_order():
            for line in paragraph.lines:
                self._reword(line)

    @property
    def lines(self) -> list[str]:
        """What a reader must find in the next version; automatic numbers as they will be."""
        return lines_of(
            replace(change.passage, text=_text(change, lines)) for change, lines in self._read
        )

    def in_order(self) -> Iterator[Paragraph]:
        """All paragraphs, new ones included, in the order in which they are numbered."""
        for paragraph in self.draft.paragraphs:
            yield from _around(paragraph)

    # --- what becomes of passages

    def _decide(self, found: Located) -> list[list[Line]]:
        """Mark what changes; returns the lines that are left, by cell for a row."""
        change = found.change
        if change.passage.style is Style.ROW:
            return self._decide_row(found)
        wanted = text_lines(change.passage.style, change.text)
        start: Line | Paragraph | None = found.holder
        if change.passage.is_added and self._before:
            start = self._before[-1]
        lines = self._lines(found.lines, wanted, start)
        self._before = lines or found.lines or self._before
        return [lines]

    def _decide_row(self, found: Located) -> list[list[Line]]:
        change = found.change
        if change.passage.is_added:
            found.row = self._added_row(change)
        if found.row is None:
            return []
        self._row = found.row
        if change.is_taken_out:
            self._take_out(found.row)
            return []
        texts = change.text.split(CELLS) if change.text else [""] * len(change.cells)
        wanted = {p.column: text for p, text in zip(change.cells, texts, strict=True)}
        # a cell that came down from a row the draft itself takes out begins here now, empty
        begun = {at for at, cell in grid_of(found.row) if merge_of(cell) != "continue"}
        return [
            self._cell(found, at, [t for t in wanted.get(at, "").split(CELL_BREAK) if t])
            for at in sorted(begun | wanted.keys())
        ]

    def _cell(self, found: Located, column: int, wanted: list[str]) -> list[Line]:
        assert found.row is not None
        lines = found.cells.get(column, [])
        cell = cell_at(found.row, column)
        empty = cell.findall(w("p")) if cell is not None and not lines else []
        return self._lines(lines, wanted, self._known[empty[-1]] if empty else None)

    def _take_out(self, row: Element) -> None:
        self.rows[row] = Mark.DELETED
        for element in row.iter(w("p")):
            paragraph = self._known[element]
            paragraph.mark = Mark.DELETED
            for line in paragraph.lines:
                line.typed = None
            self._erase(paragraph)

    def _added_row(self, change: Change) -> Element:
        if self._row is None:
            raise _no_place()
        row = new_row(self._row)
        own = {place.column for place in change.cells}
        last = self._known[list(self._row.iter(w("p")))[-1]]
        for (column, cell), (_, like) in zip(grid_of(row), grid_of(self._row), strict=True):
            if column in own:
                without_merge(cell)
            else:
                restart_merge(cell, "continue")
            for element in cell.iter(w("p")):
                paragraph = Paragraph(element, model=list(like.iter(w("p")))[-1])
                self._known[element] = paragraph
                last.following.append(paragraph)
        self._row.addnext(row)
        self.rows[row] = Mark.INSERTED
        return row

    # --- what becomes of lines

    def _lines(
        self, lines: Sequence[Line], wanted: Sequence[str], start: Line | Paragraph | None
    ) -> list[Line]:
        """Pair the lines of a passage with those wanted; returns those that are left.

        Args:
            start: where the first line goes when there is none yet: into an empty paragraph, or
                behind a line of the passage before.
        """
        rest, last, out = iter(lines), start, []
        for pair in paired([line.typed or "" for line in lines], wanted):
            if pair.old is not None:
                line = next(rest)
                line.typed, line.is_changed = pair.new, pair.new != pair.old
            elif isinstance(last, Line) and _is_emptied(last):
                line, last.typed = last, pair.new
            elif last is None:
                line = self._insert_first(pair.new or "", lines)
            else:
                line = self._insert(pair.new or "", last, lines)
            if line.typed is not None:
                out.append(line)
            last = line
        return out

    def _insert(self, text: str, last: Line | Paragraph, lines: Sequence[Line]) -> Line:
        if isinstance(last, Paragraph):
            return _only_line(last, text)
        paragraph = last.paragraph
        if last is not paragraph.lines[-1]:  # another line follows in the same paragraph
            if not last.spots:
                raise _no_place()
            glyphs, at = last.spots[-1]
            self.added[glyphs, at + 1] += BREAK + text
            return Line(paragraph, text, spots=last.spots, wording=text)
        new = _new(_model(text, lines or self._before or [last]))
        paragraph.following.insert(0, new)
        return _only_line(new, text)

    def _insert_first(self, text: str, lines: Sequence[Line]) -> Line:
        if not lines:
            raise _no_place()
        first = lines[0]
        if first is not first.paragraph.lines[0] and first.spots:
            self.added[first.spots[0]] += text + BREAK
            return Line(first.paragraph, text, spots=first.spots, wording=text)
        new = _new(_model(text, lines))
        first.paragraph.preceding.append(new)
        return _only_line(new, text)

    # --- what becomes of paragraphs

    def _settle(self, paragraph: Paragraph) -> None:
        """A paragraph goes when all its lines go and nothing else is in it."""
        lines, hosts = paragraph.lines, {glyphs for glyphs, _ in self.added}
        if paragraph.mark is not Mark.KEPT or all(line.typed is not None for line in lines):
            return
        is_empty = all(line.typed is None for line in lines)
        if is_empty and hosts.isdisjoint(paragraph.glyphs):
            self._erase(paragraph)
            paragraph.mark = Mark.KEPT if self._must_stay(paragraph) else Mark.DELETED
            return
        for line in lines:
            if line.typed is None:
                self._erase_line(line)

    def _must_stay(self, paragraph: Paragraph) -> bool:
        """Whether something else is in it, or its cell has no other paragraph left."""
        container = paragraph.element.getparent()
        assert container is not None
        if holds_kept_things(paragraph.element):
            return True
        if local_name(container) == "body" or paragraph.following or paragraph.preceding:
            return False
        others = (self._known.get(p) for p in container.iterchildren(w("p")))
        return all(
            p is paragraph or (p is not None and p.mark is Mark.DELETED and not p.following)
            for p in others
        )

    def _erase(self, paragraph: Paragraph) -> None:
        for glyphs in paragraph.glyphs:
            self.gone[glyphs] = set(range(len(glyphs.text)))

    def _erase_line(self, line: Line) -> None:
        """Take out a line that others stand beside, with the line break behind or before it."""
        for glyphs, at in line.spots:
            self.gone[glyphs].add(at)
        own = line.paragraph.glyphs
        if not line.spots:
            return
        first, last = own.index(line.spots[0][0]), own.index(line.spots[-1][0])
        beside = (own[last + 1 : last + 2], own[max(0, first - 1) : first])
        for glyphs in (g for found in beside for g in found):
            if glyphs.text == BREAK and not self.gone[glyphs]:
                self.gone[glyphs].add(0)
                return

    # --- automatic numbers and words

    def _number(self) -> None:
        """Count the paragraphs that are left; a number typed otherwise is one no longer counted.

        A line whose number nobody touched keeps its automatic number, which moves with the others.
        """
        numbering = self.draft.file.numbering()
        for paragraph in self.in_order():
            if paragraph.mark is Mark.DELETED:
                continue
            label, take_back = numbering.trial(paragraph.element.find(w("pPr")))
            number = "" if label is None else label.text
            gap = "" if label is None else label.gap
            for line in paragraph.lines:
                line.wording = line.typed or ""
            left = [line for line in paragraph.lines if line.typed is not None]
            if not left and paragraph.lines:
                rest = None
            elif left and left[0].is_changed:
                rest = _behind(left[0].typed or "", (number, gap), paragraph.label)
            else:
                rest = left[0].text if left else ""
            if rest is None:
                take_back()
                paragraph.is_off = label is not None
                continue
            paragraph.printed = number + gap
            if left:
                left[0].wording, left[0].has_number = rest, bool(number) and (
                    left[0].has_number or left[0].is_changed
                )  # fmt: skip

    def _reword(self, line: Line) -> None:
        """Find which characters go and where others come."""
        if line.typed is None or not line.is_changed:
            return
        if not line.spots:
            self.filled[line.paragraph] = line.wording
            return
        at = 0
        for piece in changes(line.text, line.wording):
            if piece.mark is Mark.INSERTED:
                glyphs, index = line.spots[max(at - 1, 0)]
                self.added[glyphs, index + 1 if at else index] += piece.text
                continue
            if piece.mark is Mark.DELETED:
                for glyphs, index in line.spots[at : at + len(piece.text)]:
                    self.gone[glyphs].add(index)
            at += len(piece.text)


def _behind(typed: str, number: tuple[str, str], label: str) -> str | None:
    """A wording without its automatic number, be it as it was or as it will be."""
    if not number[0]:
        return typed
    for shown, gap in (number, _parted(label)):
        if shown and typed.startswith(shown):
            return typed[len(shown) :].removeprefix(gap)
    return None


def _parted(label: str) -> tuple[str, str]:
    shown = label.rstrip(" ")
    return shown, label[len(shown) :]


def _around(paragraph: Paragraph) -> Iterator[Paragraph]:
    for new in paragraph.preceding:
        yield from _around(new)
    yield paragraph
    for new in paragraph.following:
        yield from _around(new)


def _new(model: Element) -> Paragraph:
    return Paragraph(new_paragraph(model), model=model, mark=Mark.INSERTED)


def _only_line(paragraph: Paragraph, text: str) -> Line:
    line = Line(paragraph, text, is_changed=True)
    paragraph.lines.append(line)
    return line


def _is_emptied(line: Line) -> bool:
    """Whether the words go and the paragraph stays for what else is in it: others fit in there."""
    paragraph = line.paragraph
    is_alone = paragraph.model is None and paragraph.lines == [line]
    return line.typed is None and is_alone and holds_kept_things(paragraph.element)


def _model(text: str, lines: Sequence[Line]) -> Element:
    """What a new line is set like: the first of a passage if numbered like it, else another."""
    first = lines[0]
    is_first = len(lines) == 1 or (
        kind_of_number(text) is not None
        and kind_of_number(text) == kind_of_number(first.typed or first.text)
    )
    paragraph = (first if is_first else lines[-1]).paragraph
    return paragraph.element if paragraph.model is None else paragraph.model


def _text(change: Change, lines: Sequence[Sequence[Line]]) -> str:
    cells = [[kept for line in cell if (kept := line.read.strip(_BLANK))] for cell in lines]
    if change.passage.style is not Style.ROW:
        return "\n".join(text for cell in cells for text in cell)
    return CELLS.join(CELL_BREAK.join(cell) for cell in cells) if any(cells) else ""


def _no_place() -> ShapeError:
    return ShapeError(
        "CST-015", "新增的文字在原稿文件里找不到可以接在后面的段落或表格行，没有保存。",
        "换一个位置新增，或把文字并入前一段。",
    )  # fmt: skip
