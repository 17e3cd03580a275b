"""PDF -> Document: printed lines with their boxes, ruled tables with their cells."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from typing import Any

import pdfplumber
import pypdfium2 as pdfium

from sanyi.documents.limits import LIMITS
from sanyi.documents.model import Document
from sanyi.documents.pages import Grid, Page, PageLine, write_pages
from sanyi.documents.pdf.glyphs import read_glyphs
from sanyi.documents.pdf.grids import find_grids, has_rules
from sanyi.documents.pdf.lines import page_lines
from sanyi.documents.problems import fail, report
from sanyi.kernel import Finding

Progress = Callable[[str, int, int], None]


def read_pdf(data: bytes, name: str, progress: Progress | None = None) -> Document:
    """A PDF; pages without a text layer are recognised when the extra ``ocr`` is there."""
    with _PdfFile(data, name) as file:
        pages: list[Page] = []
        bare: list[int] = []
        for index in range(len(file)):
            page = file.read(index)
            pages.append(page)
            if not page.items:
                bare.append(index)
            if progress is not None:
                progress("读取页面", index + 1, len(file))
        if bare:
            _recognise(file, pages, bare, name, progress)
        return write_pages(pages, name, "pdf", file.findings)


def _recognise(
    file: _PdfFile, pages: list[Page], bare: list[int], name: str, progress: Progress | None
) -> None:
    """Fill pages without text from their image; a file of nothing else cannot do without."""
    from sanyi.documents.ocr import is_available, recognised_page

    scanned = [i for i in bare if file.has_image(i)]
    if not scanned:
        return
    if not is_available():
        if len(bare) == len(pages):
            raise fail("DOC-014", name=name)
        for index in scanned:
            pages[index].findings.append(report("DOC-028", name, page=index + 1))
        return
    if len(scanned) > LIMITS.scanned_pages:
        raise fail("DOC-011", name=name, count=len(scanned), limit=LIMITS.scanned_pages)
    for done, index in enumerate(scanned, start=1):
        page = pages[index]
        size = (page.width, page.height)
        pages[index] = recognised_page(file.render(index), name, index + 1, size)
        if progress is not None:
            progress("识别扫描页", done, len(scanned))


class _PdfFile:
    """A PDF open in PDFium, and in pdfplumber once a page has rules."""

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self._name = name
        self._plumber: Any = None
        self.findings: list[Finding] = []
        try:
            self._pdf = pdfium.PdfDocument(data)
            self._count = len(self._pdf)
        except pdfium.PdfiumError as problem:
            if "password" in str(problem).casefold() or "security" in str(problem).casefold():
                raise fail("DOC-006", name=name) from None
            raise fail("DOC-004", name=name, detail="PDF 结构不完整") from None
        if self._count > LIMITS.pages:
            self._pdf.close()
            raise fail("DOC-011", name=name, count=self._count, limit=LIMITS.pages)

    def __enter__(self) -> _PdfFile:
        return self

    def __exit__(self, *_: object) -> None:
        self._plumber = None  # its own close() reads the damaged pages once more
        self._pdf.close()

    def __len__(self) -> int:
        return self._count

    def read(self, index: int) -> Page:
        """One page; a page that cannot be read is reported and empty."""
        number = index + 1
        try:
            page = self._pdf[index]
            try:
                return self._read_page(page, index)
            finally:
                page.close()
        except pdfium.PdfiumError:
            finding = report("DOC-031", self._name, part=f"第 {number} 页")
            return Page(number, 595.0, 842.0, [], [finding])

    def _read_page(self, page: pdfium.PdfPage, index: int) -> Page:
        width, height = page.get_size()
        glyphs, unmapped = read_glyphs(page)
        findings = []
        if unmapped:
            findings.append(report("DOC-027", self._name, page=index + 1, count=unmapped))
        grids: list[Grid] = []
        if glyphs and has_rules(page):
            try:
                plumbed = self._plumbed(index)
                grids, glyphs = find_grids(plumbed, glyphs)
                plumbed.close()
            except Exception:  # pdfminer raises whatever a damaged content stream leads it to
                findings.append(report("DOC-031", self._name, part=f"第 {index + 1} 页表格线"))
        items = _in_order(page_lines(glyphs), grids)
        return Page(index + 1, width, height, items, findings)

    def has_image(self, index: int) -> bool:
        """Whether anything at all is drawn on a page without text."""
        try:
            page = self._pdf[index]
        except pdfium.PdfiumError:
            return False
        try:
            return next(iter(page.get_objects(max_depth=2)), None) is not None
        finally:
            page.close()

    def render(self, index: int) -> Any:
        """The page as an image of 150 dpi, less for a page of unusual size."""
        page = self._pdf[index]
        try:
            width, height = page.get_size()
            pixels = width * height * (150 / 72) ** 2
            scale = 150 / 72 * min(1.0, (LIMITS.image_pixels / 4 / max(pixels, 1.0)) ** 0.5)
            return page.render(scale=scale).to_pil()
        finally:
            page.close()

    def _plumbed(self, index: int) -> Any:
        if self._plumber is None:
            logging.getLogger("pdfminer").setLevel(logging.ERROR)
            self._plumber = pdfplumber.open(io.BytesIO(self._data))
        return self._plumber.pages[index]


def _in_order(lines: list[PageLine], grids: list[Grid]) -> list[PageLine | Grid]:
    """Tables between the lines above and below them."""
    items: list[PageLine | Grid] = list(lines)
    for grid in sorted(grids, key=lambda g: g.box.top):
        middle = (grid.box.top + grid.box.bottom) / 2
        place = 0
        for position, item in enumerate(items):
            if (item.box.top + item.box.bottom) / 2 < middle:
                place = position + 1
        items.insert(place, grid)
    return items
