"""Glyphs -> printed lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sanyi.documents.pages import PageLine, PrintedLine, bounding_box
from sanyi.documents.pdf.glyphs import Glyph

_NOT_AT_START = "，。、；：？！）》〉」』”’％%,.;:?!)]}…"
_NARROW_GAP = 0.6  # of the character height: room set beside digits, not a space


def split_lines(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Lines as PDFium breaks them, pieces of one printed line put together."""
    lines: list[list[Glyph]] = []
    current: list[Glyph] = []
    for glyph in glyphs:
        if not glyph.breaks_line:
            current.append(glyph)
            continue
        _add(lines, current)
        current = []
    _add(lines, current)
    return lines


def page_lines(glyphs: Sequence[Glyph]) -> list[PageLine]:
    """Lines outside tables, in reading order."""
    out = []
    for line in split_lines(glyphs):
        if text := line_text(line).strip():
            out.append(PageLine(text, bounding_box([g.box for g in _printed(line)])))
    return out


def printed_lines(glyphs: Sequence[Glyph]) -> list[PrintedLine]:
    """Lines inside a cell, with the widths that tell a wrapped line from an ended one."""
    out = []
    for line in split_lines(glyphs):
        printed = _printed(line)
        if not (text := line_text(line).strip()) or not printed:
            continue
        box = bounding_box([g.box for g in printed])
        out.append(PrintedLine(text, box.right - box.left, _unbreakable_width(printed)))
    return out


def line_text(line: Sequence[Glyph]) -> str:
    """Characters of a line without the spaces that only stand for the gap beside a digit."""
    out = []
    for index, glyph in enumerate(line):
        if glyph.generated and glyph.char == " " and 0 < index < len(line) - 1:
            before, after = line[index - 1], line[index + 1]
            gap = after.box.left - before.box.right
            height = max(before.box.bottom - before.box.top, after.box.bottom - after.box.top)
            wide = _is_wide(before.char) or _is_wide(after.char)
            if wide and gap < height * _NARROW_GAP:
                continue
        out.append(glyph.char)
    return "".join(out)


def _unbreakable_width(line: Sequence[Glyph]) -> float:
    """Room the beginning of a line would have needed on the line above.

    A closing mark does not begin a line, and a word or number is not broken.
    """
    end = 1
    while end < len(line) and (
        line[end].char in _NOT_AT_START
        or (_is_word(line[end - 1].char) and _is_word(line[end].char))
    ):
        end += 1
    return line[end - 1].box.right - line[0].box.left


def _is_word(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _add(lines: list[list[Glyph]], current: list[Glyph]) -> None:
    if not any(g.char.strip() for g in current):
        return
    if lines and _is_same_line(lines[-1], current):
        gap = Glyph(" ", current[0].box, True)
        lines[-1] = [*lines[-1], gap, *current]
    else:
        lines.append(current)


def _is_same_line(left: Sequence[Glyph], right: Sequence[Glyph]) -> bool:
    """Whether ``right`` stands beside ``left``, to its right and at its height."""
    one = bounding_box([g.box for g in _printed(left)])
    other = bounding_box([g.box for g in _printed(right)])
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    lower = min(one.bottom - one.top, other.bottom - other.top)
    return other.left >= one.right - 1 and overlap > 0.5 * lower


def _printed(line: Sequence[Glyph]) -> list[Glyph]:
    return [g for g in line if not g.generated and g.char.strip()] or list(line)


def _is_wide(char: str) -> bool:
    return "\u2e80" <= char <= "\uffef"
