"""Tracked changes of a docx accepted in place; what they do not touch is not touched."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sanyi.documents.docx.names import attribute, number_of, w
from sanyi.documents.docx.tables import children
from sanyi.documents.safe_xml import Element, local_name

_TAKEN_OUT = (
    "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
    "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange",
    "tcPrChange", "tblPrExChange", "numberingChange", "cellIns", "cellDel", "cellMerge",
)  # fmt: skip
_DELETED, _INSERTED = ("del", "moveFrom"), ("ins", "moveTo")
MARKERS = frozenset(
    {"bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"}
    | {"permStart", "permEnd", "proofErr"}
)
_MERGE = f"{w('tcPr')}/{w('vMerge')}"
_TEXT = frozenset({"t", "tab", "ptab", "br", "cr", "sym", "noBreakHyphen", "oMath", "oMathPara"})
_KEPT_THINGS = frozenset(
    {"drawing", "pict", "object", "AlternateContent", "footnoteReference", "endnoteReference"}
    | {"sectPr"}
)


def accept(
    root: Element,
    joined: Collection[Element] = frozenset(),
    kept: Collection[Element] = frozenset(),
) -> None:
    """Accept every tracked change below ``root``.

    Args:
        joined: paragraphs that, their mark being deleted, run together with the next one though
            both hold text; between others the break stays.
        kept: paragraphs that stay paragraphs of their own.
    """
    _rows(root)
    for name in _DELETED:
        for element in list(root.iter(w(name))):
            if local_name(_parent(element)) != "rPr":
                _drop(element)
    for name in _INSERTED:
        for element in list(root.iter(w(name))):
            _unwrap(element)
    for paragraph in list(root.iter(w("p"))):
        if paragraph.getparent() is not None:
            _mark(paragraph, joined, kept)
    for name in _TAKEN_OUT:
        for element in list(root.iter(w(name))):
            _remove(element)


def holds_text(element: Element) -> bool:
    """Whether a reader finds a character or a line break in it."""
    return any(local_name(e) in _TEXT and _says(e) for e in element.iter())


def holds_kept_things(paragraph: Element) -> bool:
    """Whether it holds what does not go with its words: a picture, a note, an end of a section.

    A field that begins or ends elsewhere is such a thing, too.
    """
    ends = [attribute(e, "fldCharType") for e in paragraph.iter(w("fldChar"))]
    is_open = ends.count("begin") != ends.count("end")
    return is_open or any(local_name(e) in _KEPT_THINGS for e in paragraph.iter())


def remove_paragraph(paragraph: Element) -> bool:
    """Take a paragraph out; marks of ranges in it move on. The last one of a cell stays."""
    container = _parent(paragraph)
    left = [e for e in container if local_name(e) in ("p", "tbl", "sdt") and e is not paragraph]
    if not left or (local_name(container) != "body" and local_name(left[-1]) != "p"):
        return False
    following, before = _beside(paragraph, 1), _beside(paragraph, -1)
    markers = list(_markers(paragraph))
    if following is not None:
        at = 0 if following.find(w("pPr")) is None else 1
        following[at:at] = markers
    elif before is not None:
        before.extend(markers)
    elif markers:
        return False
    container.remove(paragraph)
    return True


def _says(element: Element) -> bool:
    return local_name(element) != "t" or bool(element.text)


def _rows(root: Element) -> None:
    for row in list(root.iter(w("tr"))):
        if row.find(f"{w('trPr')}/{w('del')}") is not None:
            _take_out_row(row)


def _take_out_row(row: Element) -> None:
    """A cell that reaches down goes on in the next row."""
    following = row.getnext()
    while following is not None and local_name(following) != "tr":
        following = following.getnext()
    if following is not None:
        below = dict(grid_of(following))
        for column, cell in grid_of(row):
            merge = below[column].find(_MERGE) if column in below else None
            if merge_of(cell) == "restart" and merge is not None:
                merge.set(w("val"), "restart")
    table = _parent(row)
    _remove(row)
    if local_name(table) == "tbl" and next(children(table, "tr"), None) is None:
        _remove(table)


def grid_of(row: Element) -> Iterator[tuple[int, Element]]:
    """The cells of a row with the column of the grid each begins in, counted from 0."""
    column = number_of(row.find(w("trPr")), "gridBefore", 0)
    for cell in children(row, "tc"):
        yield column, cell
        column += max(1, number_of(cell.find(w("tcPr")), "gridSpan", 1))


def cell_at(row: Element, column: int) -> Element | None:
    """The cell of a row that begins in a column of the grid, counted from 0."""
    return dict(grid_of(row)).get(column)


def merge_of(cell: Element) -> str:
    """``restart``, ``continue``, or empty for a cell of one row."""
    merge = cell.find(_MERGE)
    return "" if merge is None else attribute(merge, "val") or "continue"


def _drop(element: Element) -> None:
    """Take a deletion out; marks of ranges and references to comments stay."""
    if next(element.iterancestors(w("p")), None) is None:  # around whole paragraphs: never seen
        _unwrap(element)
        return
    for marker in list(_markers(element)):
        element.addprevious(marker)
    _remove(element)


def _markers(element: Element) -> Iterator[Element]:
    for child in element.iter():
        name = local_name(child)
        if name in MARKERS or (name == "r" and child.find(w("commentReference")) is not None):
            yield child


def _unwrap(element: Element) -> None:
    for child in list(element):
        element.addprevious(child)
    _remove(element)


def _mark(paragraph: Element, joined: Collection[Element], kept: Collection[Element]) -> None:
    """Accept that a paragraph's mark was deleted."""
    while _take_mark(paragraph):
        following = _beside(paragraph, 1)
        if not (holds_text(paragraph) or holds_kept_things(paragraph) or paragraph in kept):
            remove_paragraph(paragraph)
            return
        if following is None or following in kept or holds_kept_things(following):
            return
        if holds_text(following) and paragraph not in joined:
            return
        _absorb(paragraph, following)


def _take_mark(paragraph: Element) -> bool:
    properties = paragraph.find(f"{w('pPr')}/{w('rPr')}")
    marks = [m for m in properties if local_name(m) in _DELETED] if properties is not None else []
    for mark in marks:
        _remove(mark)
    return bool(marks)


def _absorb(paragraph: Element, following: Element) -> None:
    """Join the next paragraph to this one; what became of its mark becomes of this one's."""
    own, marks = (p.find(f"{w('pPr')}/{w('rPr')}") for p in (paragraph, following))
    if marks is not None and own is not None:
        own[:0] = [m for m in marks if local_name(m) in _DELETED]
    paragraph.extend(e for e in list(following) if local_name(e) != "pPr")
    _remove(following)


def _beside(paragraph: Element, step: int) -> Element | None:
    """The paragraph right before or after, marks of ranges between them passed over."""
    other = paragraph.getnext() if step > 0 else paragraph.getprevious()
    while other is not None and local_name(other) in MARKERS:
        other = other.getnext() if step > 0 else other.getprevious()
    return other if other is not None and local_name(other) == "p" else None


def _parent(element: Element) -> Element:
    parent = element.getparent()
    assert parent is not None  # only the root has none
    return parent


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
