"""The parts of a docx package, found through its relationships."""

from __future__ import annotations

import posixpath

from sanyi.documents.archive import Archive
from sanyi.documents.docx.names import unify
from sanyi.documents.problems import fail, report
from sanyi.documents.safe_xml import Element, parse_xml
from sanyi.kernel import Finding, SanyiError

_MAIN = "word/document.xml"


class Package:
    """The main part, and the parts beside it that a reader may ask for."""

    def __init__(self, archive: Archive, name: str) -> None:
        self._archive = archive
        self._name = name
        self.findings: list[Finding] = []
        self.roots: dict[str, Element] = {}  # member -> root of a part that was parsed
        main = next(iter(self._related("").get("officeDocument", ())), _MAIN)
        if main not in archive:
            main = _MAIN
        self.document = self._parsed(main)
        self._relations = self._related(main)

    def part(self, kind: str) -> Element | None:
        """The root of a related part such as ``numbering``; a broken one is reported, not fatal."""
        for target in self._relations.get(kind, (f"word/{kind}.xml",)):
            if target not in self._archive:
                continue
            try:
                return self._parsed(target)
            except SanyiError as problem:
                if problem.code != "DOC-004":
                    raise
                self.findings.append(report("DOC-031", self._name, part=target))
        return None

    def _parsed(self, member: str) -> Element:
        if member not in self.roots:
            root = parse_xml(self._archive.read(member), self._name, member)
            self.roots[member] = unify(root)
        return self.roots[member]

    def _related(self, part: str) -> dict[str, list[str]]:
        """Kind of relationship -> targets inside the package."""
        folder, file = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{file}.rels")
        found: dict[str, list[str]] = {}
        if rels not in self._archive:
            return found
        try:
            root = parse_xml(self._archive.read(rels), self._name, rels)
        except SanyiError as problem:
            if problem.code != "DOC-004":
                raise
            return found
        for relation in root:
            if relation.get("TargetMode") == "External":
                continue
            kind = (relation.get("Type") or "").rpartition("/")[2]
            target = relation.get("Target") or ""
            joined = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found.setdefault(kind, []).append(joined)
        return found


def body_of(package: Package, name: str) -> Element:
    """The body element; a document without one is damaged."""
    for child in package.document:
        if isinstance(child.tag, str) and child.tag.endswith("}body"):
            return child
    raise fail("DOC-004", name=name, detail="缺少正文")
