"""bytes -> format. The content decides; the extension only tells txt from md."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum

from sanyi.documents.encoding import decode_sample, looks_binary
from sanyi.documents.problems import fail


class Format(StrEnum):
    """What a file is."""

    TXT = "txt"
    MD = "md"
    DOCX = "docx"
    DOC = "doc"
    PDF = "pdf"
    OFD = "ofd"
    HTML = "html"
    ODT = "odt"
    RTF = "rtf"
    IMAGE = "image"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM")
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div)\b",
    re.IGNORECASE | re.DOTALL,
)
_ODT_TYPE = b"application/vnd.oasis.opendocument.text"
_MARKDOWN = (".md", ".markdown")


def sniff(data: bytes, name: str, extension: str) -> Format:
    """The format of the content; raises for encrypted, damaged and unknown files."""
    if data.startswith(b"PK"):
        return _sniff_zip(data, name)
    if data.startswith(_OLE):
        return _sniff_ole(data, name)
    return _by_signature(data) or _sniff_text(data, name, extension)


def _by_signature(data: bytes) -> Format | None:
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    if data.lstrip()[:5] == rb"{\rtf":
        return Format.RTF
    return Format.IMAGE if _is_image(data) else None


def _sniff_text(data: bytes, name: str, extension: str) -> Format:
    if looks_binary(data):
        raise fail("DOC-005", name=name)
    sample = decode_sample(data)
    if _HTML.match(sample) or _is_html_fragment(sample):
        return Format.HTML
    return Format.MD if extension in _MARKDOWN else Format.TXT


_BLOCK_TAG = re.compile(r"</?(?:p|div|br|span|h[1-6]|td|tr|li)\b[^<>]{0,200}>", re.IGNORECASE)


def _is_html_fragment(sample: str) -> bool:
    """The body of a page saved without its head: a tag for every second line or more.

    A few tags left in the cells of a table do not make a page of it.
    """
    tags = len(_BLOCK_TAG.findall(sample))
    return tags >= 4 and tags * 2 > len([li for li in sample.splitlines() if li.strip()])


def _sniff_zip(data: bytes, name: str) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {n.lstrip("/") for n in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as problem:
        raise fail("DOC-004", name=name, detail="压缩包不完整") from problem
    if any(n.casefold() == "ofd.xml" for n in names):
        return Format.OFD
    if "[Content_Types].xml" in names and any(n.startswith("word/") for n in names):
        return Format.DOCX
    if "content.xml" in names and _ODT_TYPE in data[:200]:
        return Format.ODT
    raise fail("DOC-005", name=name)


def _sniff_ole(data: bytes, name: str) -> Format:
    """OLE holds Word 97 and WPS files, and encrypted docx; the directory entries tell which."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise fail("DOC-006", name=name)
    if _is_locked_word_file(data):
        raise fail("DOC-006", name=name)
    if "WordDocument".encode("utf-16-le") in data:
        return Format.DOC
    raise fail("DOC-005", name=name)


def _is_locked_word_file(data: bytes) -> bool:
    """The flag fEncrypted in the head of a Word 97 file, which mostly follows the OLE header."""
    return data[512:514] == b"\xec\xa5" and bool(data[523:524]) and bool(data[523] & 1)


def _is_image(data: bytes) -> bool:
    if not data.startswith(_IMAGES):
        return False
    # "BM" alone begins many a text.
    return not data.startswith(b"BM") or data[6:10] == bytes(4)
