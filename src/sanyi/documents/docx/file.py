"""A docx opened to be changed where it was read: its text, and the elements that hold it."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Mapping

from lxml import etree

from sanyi.documents.archive import Archive
from sanyi.documents.docx.names import disunify
from sanyi.documents.docx.numbering import Numbering
from sanyi.documents.docx.package import Package
from sanyi.documents.docx.reader import Walker
from sanyi.documents.docx.trace import Trace
from sanyi.documents.model import Document
from sanyi.documents.safe_xml import Element

READ_PARTS = ("document", "footnotes", "endnotes")


class DocxFile:
    """The parts of a docx whose text is read, as trees; all other parts are kept byte for byte.

    Args:
        data: the file.
        name: how findings call it.

    Raises:
        InputError: it cannot be read.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        with Archive(data, name) as archive:
            package = Package(archive, name)
            walker = Walker(package, name)
            self.document: Document = walker.read("docx")
        self.trace: Trace = walker.trace
        self._walker = walker
        self._members = {
            member: root
            for member, root in package.roots.items()
            if etree.QName(root).localname in READ_PARTS
        }
        self._before = {m: etree.tostring(root) for m, root in self._members.items()}

    @property
    def roots(self) -> tuple[Element, ...]:
        """The trees that hold the text."""
        return tuple(self._members.values())

    def numbering(self) -> Numbering:
        """The automatic numbers, counted from the beginning."""
        return self._walker.numbering()

    def saved(self) -> bytes:
        """The file with what was changed; the same changes give the same bytes."""
        changed = {
            member: _written(root)
            for member, root in self._members.items()
            if etree.tostring(root) != self._before[member]
        }
        return _with_parts(self._data, changed) if changed else self._data


def _written(root: Element) -> bytes:
    own = disunify(copy.deepcopy(root))
    return etree.tostring(own, xml_declaration=True, encoding="UTF-8", standalone=True)


def _with_parts(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    wanted = {member.casefold(): content for member, content in parts.items()}
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for member in source.infolist():
            content = wanted.get(member.filename.lstrip("/").casefold())
            info = zipfile.ZipInfo(member.filename, date_time=member.date_time)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(member) if content is None else content)
    return out.getvalue()
