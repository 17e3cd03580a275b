"""The public face: a file or its bytes -> Document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sanyi.documents.limits import LIMITS
from sanyi.documents.model import Document
from sanyi.documents.problems import fail, report
from sanyi.documents.sniffing import Format, sniff

Progress = Callable[[str, int, int], None]

_EXTENSIONS: dict[Format, tuple[str, ...]] = {
    Format.TXT: (".txt", ".text", ".csv", ".tsv", ".log"),
    Format.MD: (".md", ".markdown"),
    Format.DOCX: (".docx", ".docm", ".dotx", ".dotm"),
    Format.DOC: (".doc", ".wps", ".dot", ".wpt"),
    Format.PDF: (".pdf",),
    Format.OFD: (".ofd",),
    Format.HTML: (".html", ".htm", ".xhtml", ".shtml"),
    Format.ODT: (".odt", ".ott"),
    Format.RTF: (".rtf", ".doc", ".wps"),
    Format.IMAGE: (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp"),
}


def supported_formats() -> tuple[str, ...]:
    """File extensions that can be read, sorted; the content decides over the extension."""
    return tuple(sorted({e for extensions in _EXTENSIONS.values() for e in extensions}))


def read_document(
    path: Path | str, *, name: str | None = None, progress: Progress | None = None
) -> Document:
    """Read a file of any supported format.

    Args:
        path: the file.
        name: how findings call the document; the file name by default.
        progress: called with (what, done, total) during long work.

    Raises:
        InputError: the file cannot be read; its code is listed in ``problems``.
    """
    path = Path(path)
    label = name or path.name
    try:
        if path.is_dir():
            raise fail("DOC-002", name=label)
        size = path.stat().st_size
        if size > LIMITS.file_bytes:
            raise _too_large(label, size, LIMITS.file_bytes)
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise fail("DOC-001", name=label) from None
    except PermissionError:
        raise fail("DOC-015", name=label) from None
    except OSError as problem:
        raise fail("DOC-004", name=label, detail=problem.strerror or "读取出错") from None
    return _read(data, label, path.suffix.lower(), progress)


def read_bytes(data: bytes, name: str, *, progress: Progress | None = None) -> Document:
    """Read a file that is already in memory; ``name`` is its file name."""
    if len(data) > LIMITS.file_bytes:
        raise _too_large(name, len(data), LIMITS.file_bytes)
    return _read(data, name, Path(name).suffix.lower(), progress)


def as_docx(data: bytes, name: str) -> bytes | None:
    """A file of a word processor as docx: itself, or what LibreOffice makes of it.

    Args:
        data: the file.
        name: its file name.

    Returns:
        None for a format that no word processor writes.

    Raises:
        InputError: it cannot be converted.
    """
    found = sniff(data, name, Path(name).suffix.lower())
    if found is Format.DOCX:
        return data
    if _READERS[found] is not _office:
        return None
    from sanyi.documents.office_convert import to_docx

    return to_docx(data, name, found.value)


def _read(data: bytes, name: str, extension: str, progress: Progress | None) -> Document:
    if not data:
        raise fail("DOC-003", name=name)
    found = sniff(data, name, extension)
    document = _READERS[found](data, name, found, progress)
    if extension and extension not in _EXTENSIONS[found]:
        finding = report("DOC-020", name, extension=extension, format=found.value)
        document = replace(document, findings=(finding, *document.findings))
    return document


# Readers are imported when they are needed: PDF and recognition take their time to load.


def _plain(data: bytes, name: str, found: Format, progress: Progress | None) -> Document:
    from sanyi.documents.plain_text import read_plain_text

    if len(data) > LIMITS.text_file_bytes:
        raise _too_large(name, len(data), LIMITS.text_file_bytes)
    return read_plain_text(data, name, found.value)


def _docx(data: bytes, name: str, found: Format, progress: Progress | None) -> Document:
    from sanyi.documents.docx import read_docx

    return read_docx(data, name)


def _office(data: bytes, name: str, found: Format, progress: Progress | None) -> Document:
    from sanyi.documents.office_convert import read_office

    return read_office(data, name, found.value)


def _pdf(data: bytes, name: str, found: Format, progress: Progress | None) -> Document:
    from sanyi.documents.pdf import read_pdf

    return read_pdf(data, name, progress)


def _ofd(data: bytes, name: str, found: Format, progress: Progress | None) -> Document:
    from sanyi.documents.ofd import read_ofd

    return read_ofd(data, name, progress)


def _html(data: bytes, name: str, found: Format, progress: Progress | None) -> Document:
    from sanyi.documents.html import read_html

    if len(data) > LIMITS.text_file_bytes:
        raise _too_large(name, len(data), LIMITS.text_file_bytes)
    return read_html(data, name)


def _image(data: bytes, name: str, found: Format, progress: Progress | None) -> Document:
    from sanyi.documents.ocr import read_image

    return read_image(data, name, progress)


_READERS: dict[Format, Callable[[bytes, str, Format, Progress | None], Document]] = {
    Format.TXT: _plain,
    Format.MD: _plain,
    Format.DOCX: _docx,
    Format.DOC: _office,
    Format.RTF: _office,
    Format.ODT: _office,
    Format.PDF: _pdf,
    Format.OFD: _ofd,
    Format.HTML: _html,
    Format.IMAGE: _image,
}


def _too_large(name: str, size: int, limit: int) -> Exception:
    megabyte = 1024 * 1024
    return fail("DOC-007", name=name, size=-(-size // megabyte), limit=limit // megabyte)
