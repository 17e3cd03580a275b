"""Scanned pages and images."""

from __future__ import annotations

import io
import warnings
from dataclasses import replace

import pypdfium2 as pdfium
import pytest
from PIL import Image

from documents.makers import PdfPage, pdf
from sanyi.documents import LineKind, ocr, read_bytes
from sanyi.documents.pdf import reader
from sanyi.kernel import MissingToolError, TooLargeError, UnreadableFileError

needs_ocr = pytest.mark.skipif(not ocr.is_available(), reason="the extra ocr is not installed")


def picture(*pages: PdfPage, format_: str = "PNG") -> bytes:
    """The pages as an image of 150 dpi."""
    document = pdfium.PdfDocument(pdf(*pages))
    images = [document[n].render(scale=150 / 72).to_pil().convert("RGB") for n in range(len(pages))]
    document.close()
    out = io.BytesIO()
    more = {"save_all": True, "append_images": images[1:]} if len(images) > 1 else {}
    images[0].save(out, format_, **more)
    return out.getvalue()


PAGE = PdfPage().text(60, 100, "推进紧密型县域医共体建设", 16).text(60, 140, "年底前完成", 16)


def test_missing_extra_is_said_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_available", lambda: False)
    for name, data in (("甲.png", picture(PAGE)), ("甲.pdf", picture(PAGE, format_="PDF"))):
        with pytest.raises(MissingToolError) as caught:
            read_bytes(data, name)
        assert caught.value.code == "DOC-014"
        assert "sanyi[ocr]" in caught.value.hint


def test_pdf_with_some_scanned_pages_reports_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_available", lambda: False)
    drawn = PdfPage().rule(60, 100, 400, 100)
    document = read_bytes(pdf(PAGE, drawn), "甲.pdf")
    assert [f.code for f in document.findings] == ["DOC-028"]
    assert "医共体" in document.text


def test_doubtful_line_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    class Result:
        boxes = (((0, 0), (100, 0), (100, 20), (0, 20)), ((0, 40), (100, 40), (100, 60), (0, 60)))
        txts = ("清楚", "模糊")
        scores = (0.99, 0.71)

    monkeypatch.setattr(ocr, "is_available", lambda: True)
    monkeypatch.setattr(ocr, "_engine", lambda: lambda pixels: Result())
    document = read_bytes(picture(PdfPage().text(60, 700, "漏掉", 20)), "甲.png")
    assert document.text == "清楚\n模糊"
    assert [line.confidence for line in document.lines] == [0.99, 0.71]
    by_code = {f.code: f for f in document.findings}
    span = by_code["DOC-025"].span
    assert span is not None
    assert span.of(document.text) == "模糊"
    assert "DOC-034" in by_code


def test_long_scan_reports_progress_and_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    class Result:
        boxes = (((100, 700), (300, 700), (300, 740), (100, 740)),)
        txts = ("一页",)
        scores = (0.99,)

    monkeypatch.setattr(ocr, "is_available", lambda: True)
    monkeypatch.setattr(ocr, "_engine", lambda: lambda pixels: Result())
    scan = pdf(*[PdfPage().rule(60, 100, 400, 100)] * 5)
    seen: list[tuple[str, int, int]] = []
    document = read_bytes(scan, "甲.pdf", progress=lambda *args: seen.append(args))
    assert document.text == "\n".join(["一页"] * 5)
    assert [document.page_at(line.span.start) for line in document.lines] == [1, 2, 3, 4, 5]
    assert seen[-1][1:] == (5, 5)
    monkeypatch.setattr(reader, "LIMITS", replace(reader.LIMITS, scanned_pages=4))
    with pytest.raises(TooLargeError) as caught:
        read_bytes(scan, "甲.pdf")
    assert caught.value.code == "DOC-011"


def test_damaged_image_is_refused() -> None:
    with pytest.raises(UnreadableFileError):
        read_bytes(picture(PAGE)[:400], "甲.png")


def test_huge_image_is_refused_before_it_is_unpacked() -> None:
    import struct
    import zlib

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    data = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk
    data += struct.pack(">I", zlib.crc32(chunk)) + b"\x00\x00\x00\x00IEND\xaeB`\x82"
    with pytest.raises(TooLargeError):
        read_bytes(data, "甲.png")


@needs_ocr
@pytest.mark.parametrize("name", ["甲.png", "甲.tif", "甲.pdf"])
def test_scan_is_read_with_boxes_and_confidence(name: str) -> None:
    formats = {"甲.png": "PNG", "甲.tif": "TIFF", "甲.pdf": "PDF"}
    seen: list[tuple[str, int, int]] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the recognition library warns about itself
        document = read_bytes(
            picture(PAGE, format_=formats[name]), name, progress=lambda *args: seen.append(args)
        )
    assert document.text == "推进紧密型县域医共体建设\n年底前完成"
    assert seen
    for line in document.lines:
        assert line.kind is LineKind.PHYSICAL
        assert line.box is not None
        assert line.confidence is not None


@needs_ocr
def test_lines_set_close_together_are_all_read() -> None:
    page = PdfPage()
    for number in range(20):
        page.text(
            60, 100 + 15 * number, f"第{number + 1}项任务由县卫生健康局会同县财政局负责落实", 11
        )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        document = read_bytes(picture(page), "甲.png")
    assert len(document.lines) == 20
    assert document.findings == ()


@needs_ocr
def test_page_scanned_upside_down_is_read() -> None:
    upright = Image.open(io.BytesIO(picture(PAGE)))
    out = io.BytesIO()
    upright.rotate(180).save(out, "PNG")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        document = read_bytes(out.getvalue(), "甲.png")
    assert document.text == "推进紧密型县域医共体建设\n年底前完成"
