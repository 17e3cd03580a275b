"""Masking of written files: Word, Excel, archives of them, and plain text.

Whoever may see contacts gets a file as it is; this makes the copy for everybody else. Numbers in
cells, formulas and pictures are left alone.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from sanyi.documents.archive import Archive
from sanyi.ledger.mask import mask_text
from sanyi.ledger.mask_runs import DELETED, INSERTED, KEPT, mask_runs

_ZIP = b"PK\x03\x04"
_PARTS = (".xml", ".rels")
_TOKEN = re.compile(r"<[^>]*>")
_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}));")
_MARKUP = "<>&\"'"
_NAME = re.compile(r"</?(?:(\w+):)?([\w.-]+)")
# what a reader sees of attributes; all others may be numbers of the format
_ATTRIBUTE = re.compile(
    r'(?<=[\s:])((?:descr|title|tooltip|display|prompt|promptTitle|error)="|Target="(?:mailto|tel):)'
    r'([^"]*)'
)
_REVISIONS = {"ins": INSERTED, "moveTo": INSERTED, "del": DELETED, "moveFrom": DELETED}
_SPACES = {"tab": "\t", "br": "\n", "cr": "\n"}
# parts of one text in a workbook; everything else there ends it
_OF_A_TEXT = frozenset(
    ("r", "rPr", "t", "b", "i", "u", "sz", "color", "rFont", "family", "charset", "scheme",
     "vertAlign", "strike")
)  # fmt: skip
_DRAWN = frozenset(("a", "wp", "wps", "mc", "pic", "v", "o", "w14"))  # inside a paragraph
_NUMBERS = frozenset(("v", "f"))


def mask_file(data: bytes) -> bytes:
    """The file with personal data masked; the same bytes where there is none.

    Args:
        data: a .docx, .xlsx, a zip of such files, or text in UTF-8. Other bytes come back as they
            are: of what cannot be read ``file_texts`` tells.
    """
    if not data.startswith(_ZIP):
        return _mask_plain(data)
    out, changed = io.BytesIO(), False
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for member in source.infolist():
            content = source.read(member)
            is_part = member.filename.endswith(_PARTS)
            masked = _mask_part(content) if is_part else mask_file(content)
            name = mask_text(member.filename).replace("*", "＿")  # no asterisk in a file name
            changed |= masked != content or name != member.filename
            member.filename = name
            target.writestr(member, masked)
    return out.getvalue() if changed else data


def _mask_plain(data: bytes) -> bytes:
    try:
        return mask_text(data.decode()).encode()
    except UnicodeDecodeError:
        return data


def file_texts(data: bytes) -> Iterator[str]:
    """Texts of an office file, paragraph by paragraph, headers, notes and properties among them.

    Numbers in cells are among them: a telephone number typed into a cell is one.

    Raises:
        InputError: the archive is damaged, or larger than any office file.
    """
    Archive(data, "").close()
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        for member in source.infolist():
            content = source.read(member)
            if member.filename.endswith(_PARTS):
                yield from (text for text in _part_texts(content) if text.strip())
            elif content.startswith(_ZIP):
                yield from file_texts(content)


def _part_texts(content: bytes) -> Iterator[str]:
    text = _written_out(content.decode(errors="replace"))
    for block in _Part(text).blocks(numbers=True):
        yield "".join(text[a:b] if a >= 0 else filling for a, b, _, filling in block)
    yield from (found[2] for found in _ATTRIBUTE.finditer(text))


def _mask_part(content: bytes) -> bytes:
    text = _written_out(content.decode(errors="surrogateescape"))
    out = list(text)
    for block in _Part(text).blocks():
        runs = [(text[a:b] if a >= 0 else filling, state) for a, b, state, filling in block]
        for (a, b, _, _), masked in zip(block, mask_runs(runs), strict=True):
            if a >= 0:
                out[a:b] = masked
    shown = "".join(out)
    shown = _ATTRIBUTE.sub(lambda found: found[1] + mask_text(found[2]), shown)
    return content if shown == text else shown.encode(errors="surrogateescape")


def _written_out(text: str) -> str:
    """The text with its characters instead of their numbers, save those that XML needs."""

    def char(found: re.Match[str]) -> str:
        code = int(found[1], 16) if found[1] else int(found[2])
        is_plain = 0x20 <= code < 0x110000 and chr(code) not in _MARKUP
        return chr(code) if is_plain and not 0xD800 <= code < 0xE000 else found[0]

    return _REFERENCE.sub(char, text)


_Run = tuple[int, int, str, str]  # start, end (-1 where there is no text), state, filling


class _Part:
    """One XML part as blocks of runs: a paragraph, a table row, the text of a cell."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.runs: list[_Run] = []
        self.states: list[str] = []
        self.rows = 0
        self.is_number = False

    def blocks(self, *, numbers: bool = False) -> Iterator[list[_Run]]:
        """The blocks that hold text, in order."""
        at = 0
        for token in _TOKEN.finditer(self.text):
            if token.start() > at and (numbers or not self.is_number):
                state = self.states[-1] if self.states else KEPT
                self.runs.append((at, token.start(), state, ""))
            at = token.end()
            if self._ends(token[0]):
                if self.runs:
                    yield self.runs
                self.runs = []

    def _ends(self, tag: str) -> bool:
        """Take a tag in; whether what stood before it is a text of its own."""
        named = _NAME.match(tag)
        if named is None:
            return False
        prefix, name = named[1] or "", named[2]
        if prefix != "w":
            self.is_number = name in _NUMBERS and tag[1] != "/"
            return name == "p" or (prefix not in _DRAWN and name not in _OF_A_TEXT)
        if name in _SPACES:
            self.runs.append((-1, -1, KEPT, _SPACES[name]))
        self._revise(name, tag)
        return self._ends_in_word(name, tag)

    def _revise(self, name: str, tag: str) -> None:
        if name not in _REVISIONS or tag.endswith("/>"):
            return
        if tag[1] == "/":
            self.states = self.states[:-1]
        else:
            self.states.append(_REVISIONS[name])

    def _ends_in_word(self, name: str, tag: str) -> bool:
        """A paragraph is a text; in a table the row is: a name beside its number."""
        if name == "tr":
            self.rows += -1 if tag[1] == "/" else 1
            return True
        if name != "p":
            return False
        if self.rows:
            self.runs.append((-1, -1, KEPT, "\t"))
        return not self.rows
