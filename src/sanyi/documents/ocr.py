"""Scanned pages and images -> lines, with the extra ``ocr``; offline, its models come with it."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from typing import Any

from sanyi.documents.limits import LIMITS
from sanyi.documents.model import Box, Document
from sanyi.documents.pages import Page, PageLine, bounding_box, write_pages
from sanyi.documents.problems import fail, report

Progress = Callable[[str, int, int], None]
_Recognised = tuple[tuple[tuple[float, float], ...], str, float]  # corners, text, confidence

_POINTS_PER_INCH = 72.0
_USUAL_DPI = 150.0
_SENSIBLE = 0.8  # mean confidence below which a page may be upside down
_DARK = 110
_MARGIN = 3  # pixels around a box
_LINE_HEIGHTS = (9, 90)  # pixels: thinner is a rule, higher is a picture


def is_available() -> bool:
    """Whether the extra is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def read_image(data: bytes, name: str, progress: Progress | None = None) -> Document:
    """An image file; each frame of a TIFF is a page."""
    from PIL import Image, ImageSequence

    try:
        image = Image.open(io.BytesIO(data), formats=["PNG", "JPEG", "TIFF", "BMP"])
        pixels = image.width * image.height
        if pixels > LIMITS.image_pixels:
            raise fail("DOC-016", name=name, size=f"{image.width}×{image.height} 像素")
        image.load()
        frames = getattr(image, "n_frames", 1)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise fail("DOC-016", name=name, size="像素过多") from None
    except (OSError, ValueError, SyntaxError, EOFError) as problem:
        raise fail("DOC-004", name=name, detail="图像不完整") from problem
    if not is_available():
        raise fail("DOC-014", name=name)
    if frames > LIMITS.scanned_pages:
        raise fail("DOC-011", name=name, count=frames, limit=LIMITS.scanned_pages)
    pages = []
    for number, frame in enumerate(ImageSequence.Iterator(image), start=1):
        picture = frame.convert("RGB")
        width, height = _size_in_points(picture.width, picture.height, image.info.get("dpi"))
        pages.append(recognised_page(picture, name, number, (width, height)))
        if progress is not None:
            progress("识别扫描页", number, frames)
    return write_pages(pages, name, "image")


def recognised_page(image: Any, name: str, number: int, size: tuple[float, float]) -> Page:
    """A page of lines read from its image, with what was not read reported."""
    lines, unread = recognise(image, *size)
    findings = [report("DOC-034", name, page=number, count=unread)] if unread else []
    return Page(number, *size, list(lines), findings)


def recognise(image: Any, width: float, height: float) -> tuple[list[PageLine], int]:
    """Lines of a page image, top to bottom, and how many lines of ink were not read.

    Boxes are in points of a page of the given size.
    """
    import numpy

    pixels = numpy.asarray(image.convert("RGB"))
    found, is_turned = _read_either_way(pixels)
    if not found:
        return [], _unread_bands(pixels, [])
    across, down = width / image.width, height / image.height
    pieces = []
    for corners, text, score in found:
        xs = [float(c[0]) * across for c in corners]
        ys = [float(c[1]) * down for c in corners]
        box = bounding_box([Box(min(xs), min(ys), max(xs), max(ys))])
        if text.strip():
            pieces.append(PageLine(text.strip(), box, round(float(score), 4)))
    return _joined(pieces, -1 if is_turned else 1), _unread_bands(
        pixels, [corners for corners, _, _ in found]
    )


def _read_either_way(pixels: Any) -> tuple[list[_Recognised], bool]:
    """What stands on the page, and whether it was read upside down, as senseless pages may be."""
    upright = _read(pixels)
    if upright and _mean_score(upright) >= _SENSIBLE:
        return upright, False
    height, width = pixels.shape[:2]
    turned = [
        (tuple((width - x, height - y) for x, y in corners), text, score)
        for corners, text, score in _read(pixels[::-1, ::-1])
    ]
    is_turned = _mean_score(turned) > _mean_score(upright)
    return (turned if is_turned else upright), is_turned


def _read(pixels: Any) -> list[_Recognised]:
    result = _engine()(pixels[:, :, ::-1])
    if result.boxes is None or result.txts is None:
        return []
    return [
        (tuple((float(c[0]), float(c[1])) for c in corners), text, float(score))
        for corners, text, score in zip(result.boxes, result.txts, result.scores, strict=True)
    ]


def _mean_score(found: list[_Recognised]) -> float:
    return sum(score for _, _, score in found) / len(found) if found else 0.0


def _unread_bands(pixels: Any, boxes: Any) -> int:
    """Bands of dark print outside all boxes, as high as a line; red seals are not dark."""
    dark = pixels.max(axis=2) < _DARK
    for corners in boxes:
        xs, ys = [int(c[0]) for c in corners], [int(c[1]) for c in corners]
        top, left = max(min(ys) - _MARGIN, 0), max(min(xs) - _MARGIN, 0)
        dark[top : max(ys) + _MARGIN, left : max(xs) + _MARGIN] = False
    inked = dark.sum(axis=1) > max(8, dark.shape[1] // 50)
    bands, height = 0, 0
    for has_ink in [*inked.tolist(), False]:
        if has_ink:
            height += 1
            continue
        bands += _LINE_HEIGHTS[0] <= height <= _LINE_HEIGHTS[1]
        height = 0
    return int(bands)


@cache
def _engine() -> Any:
    """Built once: loading the models takes more than a second."""
    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR(
        params={
            "Global.log_level": "error",
            # The defaults melt lines set close together and then lose one of them, and turn
            # single lines of an upright page upside down.
            "Global.use_cls": False,
            "Det.use_dilation": False,
            "Det.box_thresh": 0.4,
        }
    )


def _joined(pieces: list[PageLine], direction: int) -> list[PageLine]:
    """Pieces of one printed line in the direction of reading, -1 on a page upside down.

    The weakest piece gives the confidence.
    """
    rows: list[list[PageLine]] = []
    for piece in sorted(pieces, key=lambda p: direction * (p.box.top + p.box.bottom)):
        middle = (piece.box.top + piece.box.bottom) / 2
        last = rows[-1][-1] if rows else None
        if last is not None and last.box.top < middle < last.box.bottom:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    lines = []
    for row in rows:
        row.sort(key=lambda p: direction * p.box.left)
        weakest = min(p.confidence or 0.0 for p in row)
        text = " ".join(p.text for p in row)
        lines.append(PageLine(text, bounding_box([p.box for p in row]), weakest))
    return lines


def _size_in_points(width: int, height: int, dpi: object) -> tuple[float, float]:
    resolution = _USUAL_DPI
    if isinstance(dpi, tuple) and dpi and 50 <= float(dpi[0]) <= 1200:
        resolution = float(dpi[0])
    scale = _POINTS_PER_INCH / resolution
    return width * scale, height * scale
