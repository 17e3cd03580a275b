"""Whether a file that came in holds personal data; what cannot be read whole is not vouched for."""

from __future__ import annotations

from zipfile import BadZipFile

from sanyi.documents import Document, read_bytes
from sanyi.kernel import SanyiError
from sanyi.ledger.mask import personal_spans
from sanyi.ledger.mask_files import file_texts

# findings of a reading that left something out: pages or glyphs without text, damaged parts
_UNREAD = frozenset(
    ("DOC-021", "DOC-025", "DOC-027", "DOC-028", "DOC-031", "DOC-033", "DOC-034")
)  # fmt: skip
_OFFICE = (".docx", ".xlsx")


def has_personal_data(data: bytes, name: str) -> bool | None:
    """Whether a file holds names of contacts, telephone numbers and the like.

    Args:
        data: the file.
        name: its file name; the ending tells Word and Excel from other archives.

    Returns:
        None where the file cannot be read whole (a scan, a damaged or unknown file): whoever asks
        must then take it as holding some. Pictures inside a Word or Excel file are not looked at.
    """
    try:
        if name.lower().endswith(_OFFICE):
            return any(personal_spans(text) for text in file_texts(data))
        return _in_document(read_bytes(data, name))
    except (SanyiError, BadZipFile, OSError, ValueError, RuntimeError, EOFError):
        return None


def _in_document(document: Document) -> bool | None:
    texts = (document.text, *(comment.text for comment in document.comments))
    if any(personal_spans(text) for text in texts):
        return True
    return None if any(f.code in _UNREAD for f in document.findings) else False
