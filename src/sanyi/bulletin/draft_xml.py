"""Small pieces of WordprocessingML, put where Word expects them."""

from __future__ import annotations

import copy

from lxml import etree

from sanyi.documents.docx.names import XML_SPACE, w
from sanyi.documents.safe_xml import Element, local_name

_REVISIONS = ("ins", "del", "moveFrom", "moveTo")
_NOT_FOR_A_COPY = ("sectPr", "pPrChange", "pageBreakBefore")
_BEFORE_NUMBER = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
_BEHIND_RUN_PROPERTIES = ("sectPr", "pPrChange")
_NOT_FOR_A_COPIED_RUN = ("strike", "dstrike", "rPrChange", *_REVISIONS)
_ROW_ONLY = ("tblHeader", "trPrChange", *_REVISIONS)


def owner_of(element: Element) -> Element:
    """The paragraph that an element stands in."""
    return next(element.iterancestors(w("p")))


def child(parent: Element, name: str, at: int = 0) -> Element:
    """A child of that name, made at the given place where there is none."""
    found = parent.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        parent.insert(at, found)
    return found


def run_properties_of_mark(paragraph: Element) -> Element:
    """``w:pPr/w:rPr``, which says what became of a paragraph's mark."""
    properties = child(paragraph, "pPr")
    behind = sum(local_name(e) in _BEHIND_RUN_PROPERTIES for e in properties)
    return child(properties, "rPr", len(properties) - behind)


def new_paragraph(model: Element) -> Element:
    """An empty paragraph set like another."""
    paragraph = etree.Element(w("p"))
    if (properties := model.find(w("pPr"))) is not None:
        properties = copy.deepcopy(properties)
        _strip(properties, _NOT_FOR_A_COPY)
        if (own := properties.find(w("rPr"))) is not None:
            _strip(own, _NOT_FOR_A_COPIED_RUN)
        paragraph.append(properties)
    return paragraph


def new_row(model: Element) -> Element:
    """A row of the same cells without their text; ids of Word's own are not repeated."""
    row = copy.deepcopy(model)
    for element in row.iter():
        for key in [k for k in element.attrib if str(k).endswith(("}paraId", "}textId"))]:
            del element.attrib[key]
    if (properties := row.find(w("trPr"))) is not None:
        _strip(properties, _ROW_ONLY)
    for cell in list(row.iter(w("tc"))):
        paragraphs = list(cell.iter(w("p")))
        for part in list(cell):
            if local_name(part) != "tcPr":
                cell.remove(part)
        cell.append(new_paragraph(paragraphs[-1]))
    return row


def run(text: str, properties: Element | None, *, is_deleted: bool = False) -> Element:
    """A run of text; tabs and line breaks become what Word has for them."""
    element = etree.Element(w("r"))
    if properties is not None:
        element.append(copy.deepcopy(properties))
    plain = ""
    for character in [*text, ""]:
        if character not in ("\t", "\n", ""):
            plain += character
            continue
        if plain:
            words = etree.SubElement(element, w("delText" if is_deleted else "t"))
            words.text = plain
            words.set(XML_SPACE, "preserve")
            plain = ""
        if character:
            etree.SubElement(element, w("tab" if character == "\t" else "br"))
    return element


def properties_for(model: Element | None) -> Element | None:
    """How the words of a paragraph are set: as most of them are, else as its mark is."""
    if model is None:
        return None
    runs = [r for r in model.iter(w("r")) if _words(r) and owner_of(r) is model]
    longest = max(runs, key=_words, default=None)
    found = model.find(f"{w('pPr')}/{w('rPr')}") if longest is None else longest.find(w("rPr"))
    if found is None:
        return None
    own = copy.deepcopy(found)
    _strip(own, _NOT_FOR_A_COPIED_RUN)
    return own


def number_off(paragraph: Element) -> None:
    """Take the automatic number off a paragraph, whether it or its style has it."""
    properties = child(paragraph, "pPr")
    old = properties.find(w("numPr"))
    if old is not None:
        properties.remove(old)
    at = sum(local_name(e) in _BEFORE_NUMBER for e in properties)
    none = etree.SubElement(child(properties, "numPr", at), w("numId"))
    none.set(w("val"), "0")


def restart_merge(cell: Element, kind: str) -> None:
    """Say whether a cell begins a cell over several rows or goes on with one."""
    properties = child(cell, "tcPr")
    merge = properties.find(w("vMerge"))
    if merge is None:
        behind = ("tcBorders", "shd", "noWrap", "tcMar", "textDirection", "tcFitText", "vAlign",
                  "hideMark", "cellIns", "cellDel", "cellMerge", "tcPrChange")  # fmt: skip
        after = sum(local_name(e) in behind for e in properties)
        merge = child(properties, "vMerge", len(properties) - after)
    merge.set(w("val"), kind)


def without_merge(cell: Element) -> None:
    """Make a cell one of a single row."""
    properties = cell.find(w("tcPr"))
    if properties is not None:
        _strip(properties, ("vMerge",))


def is_empty_run(element: Element) -> bool:
    """Whether nothing but its properties is left of a run."""
    return all(local_name(e) == "rPr" for e in element)


def _words(element: Element) -> int:
    return sum(len(t.text or "") for t in element if local_name(t) in ("t", "delText"))


def _strip(parent: Element, names: tuple[str, ...]) -> None:
    for element in list(parent):
        if local_name(element) in names:
            parent.remove(element)
