"""Characters of a PDF page with their places, in points from the top left corner as displayed."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from sanyi.documents.model import Box

_REPLACEMENT = "�"
_SOFT_HYPHEN_MARK = 0x02  # PDFium's sign for a word broken at a line end

Placer = Callable[[float, float, float, float], Box]


class Glyph(NamedTuple):
    """One character. ``generated`` ones were put in by the extraction and are not printed."""

    char: str
    box: Box
    generated: bool

    @property
    def breaks_line(self) -> bool:
        """Whether PDFium ends a line here."""
        return self.char in "\r\n"


def read_glyphs(page: pdfium.PdfPage) -> tuple[list[Glyph], int]:
    """Glyphs in the order of the page's content, and how many of them have no character."""
    text_page = page.get_textpage()
    place = placer(page)
    glyphs: list[Glyph] = []
    unmapped = 0
    # The loose box goes by the advance of the character: tight ones leave gaps beside a "1".
    rectangle = pdfium_c.FS_RECTF()
    pointer = ctypes.byref(rectangle)
    high = 0
    try:
        for index in range(text_page.count_chars()):
            code = pdfium_c.FPDFText_GetUnicode(text_page, index)
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            char = _character(code, high)
            high = 0
            if not char:
                continue
            unmapped += char == _REPLACEMENT
            generated = pdfium_c.FPDFText_IsGenerated(text_page, index) == 1
            pdfium_c.FPDFText_GetLooseCharBox(text_page, index, pointer)
            r = rectangle
            glyphs.append(Glyph(char, place(r.left, r.bottom, r.right, r.top), generated))
    finally:
        text_page.close()
    return glyphs, unmapped


def placer(page: pdfium.PdfPage) -> Placer:
    """Maps user space to the page as displayed, whatever its media box and rotation."""
    x0, y0, x1, y1 = page.get_mediabox()
    match page.get_rotation():
        case 90:
            return lambda le, bo, ri, to: Box(bo - y0, le - x0, to - y0, ri - x0)
        case 180:
            return lambda le, bo, ri, to: Box(x1 - ri, bo - y0, x1 - le, to - y0)
        case 270:
            return lambda le, bo, ri, to: Box(y1 - to, x1 - ri, y1 - bo, x1 - le)
        case _:
            return lambda le, bo, ri, to: Box(le - x0, y1 - to, ri - x0, y1 - bo)


def _character(code: int, high: int) -> str:
    if high and 0xDC00 <= code < 0xE000:
        return chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00)
    if code == _SOFT_HYPHEN_MARK:
        return "-"
    if code in (0, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return _REPLACEMENT
    if code < 0x20 and code not in (0x0A, 0x0D):
        return " " if code == 0x09 else ""
    char = chr(code)
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF:
        # Fonts subset by office software map ideographs to radicals that only look alike.
        folded = unicodedata.normalize("NFKC", char)
        return folded if len(folded) == 1 else char
    return char
