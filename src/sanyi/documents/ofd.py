"""OFD (GB/T 33190) -> Document: text objects by their place on the page."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from sanyi.documents.archive import Archive
from sanyi.documents.limits import LIMITS
from sanyi.documents.model import Box, Document
from sanyi.documents.pages import Page, PageLine, bounding_box, write_pages
from sanyi.documents.problems import fail, report
from sanyi.documents.safe_xml import Element, descendants, local_name, parse_xml
from sanyi.kernel import Finding, SanyiError

Progress = Callable[[str, int, int], None]

_POINTS_PER_MM = 72 / 25.4
_A4 = (210.0, 297.0)
_MISSING = "¤"  # what writers put for a glyph they have no character for


class _Piece(NamedTuple):
    """Characters set at one place, in millimetres."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def read_ofd(data: bytes, name: str, progress: Progress | None = None) -> Document:
    """An OFD file, all its documents one after the other."""
    with Archive(data, name) as archive:
        reader = _Reader(archive, name)
        pages = []
        locations = list(reader.page_locations())
        if len(locations) > LIMITS.pages:
            raise fail("DOC-011", name=name, count=len(locations), limit=LIMITS.pages)
        for number, (location, base, templates) in enumerate(locations, start=1):
            pages.append(reader.page(number, location, base, templates))
            if progress is not None:
                progress("读取页面", number, len(locations))
    return write_pages(pages, name, "ofd")


class _Reader:
    def __init__(self, archive: Archive, name: str) -> None:
        self._archive = archive
        self._name = name
        self._size = _A4

    def page_locations(self) -> Iterator[tuple[str, str, dict[str, str]]]:
        """(page file, folder of its document, template id -> template file) in page order."""
        for root in descendants(self._parse("OFD.xml"), "DocRoot"):
            path = (root.text or "").strip().lstrip("/")
            if not path:
                continue
            base = posixpath.dirname(path)
            document = self._parse(path)
            self._size = _physical_size(document) or _A4
            templates = {
                t.get("ID") or "": _join(base, t.get("BaseLoc") or "")
                for t in descendants(document, "TemplatePage")
            }
            for page in descendants(document, "Page"):
                if page.get("BaseLoc"):
                    yield _join(base, page.get("BaseLoc") or ""), base, templates

    def page(self, number: int, location: str, base: str, templates: dict[str, str]) -> Page:
        """One page with its template; a missing page is reported and empty."""
        width, height = self._size
        findings: list[Finding] = []
        pieces: list[_Piece] = []
        glyphs_only = 0
        try:
            root = self._parse(location)
        except SanyiError as problem:
            if problem.code != "DOC-004":
                raise
            finding = report("DOC-031", self._name, part=f"第 {number} 页")
            return Page(number, width * _POINTS_PER_MM, height * _POINTS_PER_MM, [], [finding])
        width, height = _physical_size(root) or self._size
        roots = [root]
        for use in descendants(root, "Template"):
            template = templates.get(use.get("TemplateID") or "")
            if template is not None and template in self._archive:
                roots.append(self._parse(template))
        for source in roots:
            for element in descendants(source, "TextObject"):
                found, missing = _pieces(element)
                pieces += found
                glyphs_only += missing
        if glyphs_only:
            findings.append(report("DOC-027", self._name, page=number, count=glyphs_only))
        if (
            not pieces
            and not glyphs_only
            and next(descendants(root, "ImageObject"), None) is not None
        ):
            findings.append(report("DOC-028", self._name, page=number))
        size = (width * _POINTS_PER_MM, height * _POINTS_PER_MM)
        return Page(number, *size, list(_lines(pieces)), findings)

    def _parse(self, member: str) -> Element:
        return parse_xml(self._archive.read(member), self._name, member)


def _pieces(element: Element) -> tuple[list[_Piece], int]:
    """Text codes of a text object, and how many have glyphs but no characters."""
    left, top, _, _ = _floats(element.get("Boundary"), (0.0, 0.0, 0.0, 0.0))
    size = _floats(element.get("Size"), (4.0,))[0]
    matrix = _floats(element.get("CTM"), (1.0, 0.0, 0.0, 1.0, 0.0, 0.0))
    has_glyphs = any(local_name(c) == "CGTransform" for c in element)
    pieces: list[_Piece] = []
    missing = 0
    x = y = 0.0
    for code in descendants(element, "TextCode"):
        text = code.text or ""
        x, y = _floats(code.get("X"), (x,))[0], _floats(code.get("Y"), (y,))[0]
        if has_glyphs and not text.strip(f"{_MISSING}\ufffd \n\t"):
            missing += 1
            continue
        a, b, c, d, e, f = matrix
        at_x, at_y = left + a * x + c * y + e, top + b * x + d * y + f
        advances = _deltas(code.get("DeltaX"), len(text) - 1)
        scale = abs(a) or 1.0
        for piece, start, end in _cut(text, advances, size):
            high = at_y - size * (abs(d) or 1.0)
            pieces.append(_Piece(piece, at_x + start * scale, high, at_x + end * scale, at_y))
    if not pieces and not missing and has_glyphs:
        missing = 1
    return pieces, missing


def _cut(text: str, advances: list[float], size: float) -> Iterator[tuple[str, float, float]]:
    """Parts of a text code between jumps wider than two characters, which separate columns."""
    start = position = 0.0
    part = ""
    for index, char in enumerate(text):
        own = size if char >= "\u2e80" else size / 2
        advance = advances[index] if index < len(advances) else own
        part += char
        if advance > own + 2 * size and index < len(text) - 1:
            yield part, start, position + own
            part, start = "", position + advance
        position += advance
    if part:
        yield part, start, position


def _lines(pieces: list[_Piece]) -> Iterator[PageLine]:
    """Pieces of one height, left to right; wide gaps become a space."""
    rows: list[list[_Piece]] = []
    for piece in sorted((p for p in pieces if p.text.strip()), key=lambda p: (p.bottom, p.left)):
        row = rows[-1] if rows else None
        if row is not None and abs(row[0].bottom - piece.bottom) < 0.5 * _height(row[0], piece):
            row.append(piece)
        else:
            rows.append([piece])
    for row in rows:
        row.sort(key=lambda p: p.left)
        text = row[0].text
        for before, piece in pairwise(row):
            gap = piece.left - before.right
            text += (" " if gap > 0.8 * _height(before, piece) else "") + piece.text
        box = bounding_box([Box(*(v * _POINTS_PER_MM for v in p[1:])) for p in row])
        yield PageLine(" ".join(text.split("\n")).strip(), box)


def _height(one: _Piece, other: _Piece) -> float:
    return max(min(one.bottom - one.top, other.bottom - other.top), 0.5)


def _deltas(value: str | None, count: int) -> list[float]:
    """``DeltaX``: advances, where ``g n d`` stands for n times d."""
    out: list[float] = []
    tokens = iter((value or "").split())
    for token in tokens:
        if token == "g":
            times = int(_number(next(tokens, "0")))
            out += [_number(next(tokens, "0"))] * min(max(times, 0), max(count, 0))
        else:
            out.append(_number(token))
        if len(out) > max(count, 0):
            break
    return out


def _physical_size(root: Element) -> tuple[float, float] | None:
    for box in descendants(root, "PhysicalBox"):
        values = _floats(box.text, (0.0, 0.0, 0.0, 0.0))
        if 0 < values[2] < 10_000 and 0 < values[3] < 10_000:
            return values[2], values[3]
    return None


def _floats(value: str | None, default: tuple[float, ...]) -> tuple[float, ...]:
    numbers = tuple(_number(v) for v in (value or "").split())
    return numbers if len(numbers) == len(default) else default


def _number(value: str) -> float:
    """A coordinate; damaged files hold anything, and nothing is a kilometre wide."""
    try:
        number = float(value)
    except ValueError:
        return 0.0
    return number if abs(number) < 1e6 else 0.0


def _join(base: str, location: str) -> str:
    if location.startswith("/"):
        return location.lstrip("/")
    return posixpath.normpath(posixpath.join(base, location))
