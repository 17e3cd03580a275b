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


def _read(data: bytes, name: str, extension: str, progress: Progress | None) -> Document:
    if not data:
        raise fail("DOC-003", name=name)
    found = sniff(data, name, extension)
    document = _dispatch(found, data, name, progress)
    if extension and extension not in _EXTENSIONS[found]:
        finding = report("DOC-020", name, extension=extension, format=found.value)
        document = replace(document, findings=(finding, *document.findings))
    return document


def _dispatch(found: Format, data: bytes, name: str, progress: Progress | None) -> Document:
    """Hand the bytes to the reader of their format; heavy readers are imported when needed."""
    match found:
        case Format.TXT | Format.MD:
            from sanyi.documents.plain_text import read_plain_text

            if len(data) > LIMITS.text_file_bytes:
                raise _too_large(name, len(data), LIMITS.text_file_bytes)
            return read_plain_text(data, name, found.value)
        case Format.DOCX:
            from sanyi.documents.docx import read_docx

            return read_docx(data, name)
        case Format.PDF:
            from sanyi.documents.pdf import read_pdf

            return read_pdf(data, name, progress)
        case Format.IMAGE:
            from sanyi.documents.ocr import read_image

            return read_image(data, name, progress)
        case _:
            raise fail("DOC-005", name=name)


def _too_large(name: str, size: int, limit: int) -> Exception:
    megabyte = 1024 * 1024
    return fail("DOC-007", name=name, size=-(-size // megabyte), limit=limit // megabyte)
