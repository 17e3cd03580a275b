"""A plan -> tracked changes in the draft's own file, as Word itself would have tracked them."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from sanyi.bulletin.draft_changes import Stamp
from sanyi.bulletin.draft_places import Paragraph
from sanyi.bulletin.draft_plan import Plan
from sanyi.bulletin.draft_xml import (
    child,
    is_empty_run,
    number_off,
    owner_of,
    properties_for,
    run,
    run_properties_of_mark,
)
from sanyi.bulletin.redline import Mark
from sanyi.documents.docx.accepting import MARKERS
from sanyi.documents.docx.names import attribute, to_int, w
from sanyi.documents.docx.trace import Glyphs
from sanyi.documents.safe_xml import Element, local_name

_TAGS = {Mark.DELETED: "del", Mark.INSERTED: "ins"}
_NOT_BLOCKS = MARKERS | {"sectPr", "tcPr", ""}


class Reviser:
    """Carries out a plan.

    Args:
        plan: what is to be done; it is done once.
        stamp: the author and time of every change.
    """

    def __init__(self, plan: Plan, stamp: Stamp) -> None:
        self._plan = plan
        self._stamp = stamp
        self._count = _highest_id(plan.draft.file.roots)

    def revise(self) -> None:
        """Track every change in the trees of the draft."""
        paragraphs = list(self._plan.in_order())
        for paragraph in self._plan.draft.paragraphs:
            _place(paragraph)
        words = self._words_by_run(paragraphs)
        for paragraph in paragraphs:
            for host, glyphs in words.get(paragraph, {}).items():
                self._rewrite(host, glyphs)
            if paragraph.mark is Mark.DELETED:
                self._delete_fields(paragraph.element)
            self._fill(paragraph)
            if paragraph.is_off:
                self._number_off(paragraph)
        self._mark(paragraphs)
        for row, mark in self._plan.rows.items():
            self._mark_row(row, mark)

    def _revision(self, tag: str) -> Element:
        self._count += 1
        element = etree.Element(w(tag))
        element.set(w("id"), str(self._count))
        element.set(w("author"), self._stamp.author)
        element.set(w("date"), self._stamp.at.strftime("%Y-%m-%dT%H:%M:%SZ"))
        return element

    # --- words

    def _words_by_run(
        self, paragraphs: Sequence[Paragraph]
    ) -> dict[Paragraph, dict[Element, list[Glyphs]]]:
        """The runs (or formulas) in which something changes."""
        changed = {g for g, indexes in self._plan.gone.items() if indexes}
        changed |= {glyphs for glyphs, _ in self._plan.added}
        found: dict[Paragraph, dict[Element, list[Glyphs]]] = {}
        for paragraph in paragraphs:
            hosts: dict[Element, list[Glyphs]] = defaultdict(list)
            for glyphs in paragraph.glyphs:
                if glyphs in changed:
                    hosts[_host(glyphs.element)].append(glyphs)
            if hosts:
                found[paragraph] = hosts
                _drop_other_renderings(paragraph.element)
        return found

    def _rewrite(self, host: Element, changed: Sequence[Glyphs]) -> None:
        """Take a run apart where its words change; what else is in it stays where it was."""
        by_element = {g.element: g for g in changed}
        if local_name(host) != "r":
            self._rewrite_whole(host, by_element[host])
            return
        properties = host.find(w("rPr"))
        current = run("", properties)
        out = [current]
        for part in list(host):
            if part is properties:
                continue
            glyphs = by_element.get(part)
            if glyphs is None:
                current.append(part)
                continue
            for mark, text in self._stretches(glyphs):
                if mark is Mark.KEPT:
                    current.extend(e for e in run(text, None))
                    continue
                out.append(self._tracked(mark, run(text, properties,
                                                   is_deleted=mark is Mark.DELETED)))  # fmt: skip
                current = run("", properties)
                out.append(current)
        for element in out:
            if local_name(element) != "r" or not is_empty_run(element):
                host.addprevious(element)
        _remove(host)

    def _rewrite_whole(self, formula: Element, glyphs: Glyphs) -> None:
        """A formula cannot be taken apart: it goes whole, what is left of it is typed."""
        wanted = "".join(t for mark, t in self._stretches(glyphs) if mark is not Mark.DELETED)
        if wanted == glyphs.text:
            return
        properties = properties_for(owner_of(formula))
        if wanted:
            formula.addnext(self._tracked(Mark.INSERTED, run(wanted, properties)))
        frame = self._revision("del")
        formula.addprevious(frame)
        frame.append(formula)

    def _stretches(self, glyphs: Glyphs) -> Iterator[tuple[Mark, str]]:
        """The characters of an element with what becomes of them; what goes before what comes."""
        gone = self._plan.gone.get(glyphs, set())
        stretch, mark = "", Mark.KEPT
        for at in range(len(glyphs.text) + 1):
            come = self._plan.added.get((glyphs, at), "")
            now = Mark.DELETED if at in gone else Mark.KEPT
            if stretch and (come or now is not mark or at == len(glyphs.text)):
                yield mark, stretch
                stretch = ""
            if come:
                yield Mark.INSERTED, come
            mark = now
            stretch += glyphs.text[at : at + 1]

    def _tracked(self, mark: Mark, words: Element) -> Element:
        frame = self._revision(_TAGS[mark])
        frame.append(words)
        return frame

    def _fill(self, paragraph: Paragraph) -> None:
        """Write the words of a paragraph that has none yet."""
        text = self._plan.filled.get(paragraph)
        if text:
            like = paragraph.element if paragraph.model is None else paragraph.model
            words = run(text, properties_for(like))
            paragraph.element.append(self._tracked(Mark.INSERTED, words))

    def _delete_fields(self, paragraph: Element) -> None:
        """The fields of a paragraph that goes, all of which begin and end in it, go with it."""
        for element in list(paragraph.iter(w("r"))):
            parts = {local_name(e) for e in element} - {"rPr"}
            if not parts or parts - {"fldChar", "instrText"}:
                continue
            frame = self._revision("del")
            element.addprevious(frame)
            frame.append(element)
            for code in element.iter(w("instrText")):
                code.tag = w("delInstrText")

    # --- paragraphs and rows

    def _number_off(self, paragraph: Paragraph) -> None:
        properties = child(paragraph.element, "pPr")
        before = copy.deepcopy(properties)
        number_off(paragraph.element)
        if paragraph.model is not None:
            return
        for part in list(before):
            if local_name(part) in ("rPr", "sectPr", "pPrChange"):
                before.remove(part)
        record = self._revision("pPrChange")
        record.append(before)
        properties.append(record)

    def _mark(self, paragraphs: Sequence[Paragraph]) -> None:
        """Track the marks of paragraphs; the last one of a text or cell always stays.

        Behind the last paragraph that stays, each goes or comes with the mark before it.
        """
        marks = {p.element: p.mark for p in paragraphs if self._row_of(p.element) is None}
        changed = (element for element, mark in marks.items() if mark is not Mark.KEPT)
        for container in dict.fromkeys(next(e.iterancestors()) for e in changed):
            tail = _tail(container, marks)
            fates = [marks.get(e, Mark.KEPT) for e in tail]
            if not fates or fates[-1] is Mark.KEPT:
                continue
            moved = fates[1:] if fates[0] is Mark.KEPT else fates[:-1]
            marks |= dict(zip(tail, [*moved, Mark.KEPT], strict=True))
        for element, mark in marks.items():
            if mark is not Mark.KEPT:
                run_properties_of_mark(element).insert(0, self._revision(_TAGS[mark]))

    def _row_of(self, element: Element) -> Element | None:
        """The changed row that a paragraph stands in."""
        return next((r for r in element.iterancestors(w("tr")) if r in self._plan.rows), None)

    def _mark_row(self, row: Element, mark: Mark) -> None:
        at = sum(local_name(e) == "tblPrEx" for e in row)
        child(row, "trPr", at).append(self._revision(_TAGS[mark]))


def _tail(container: Element, marks: Mapping[Element, Mark]) -> list[Element]:
    """The last paragraphs of a text or cell, from the last one on that stays."""
    tail: list[Element] = []
    for block in reversed([e for e in container if local_name(e) not in _NOT_BLOCKS]):
        if local_name(block) != "p":
            break
        tail.insert(0, block)
        if marks.get(block, Mark.KEPT) is Mark.KEPT:
            break
    return tail


def _host(element: Element) -> Element:
    """The run that holds an element; a formula is its own."""
    parent = element.getparent()
    return parent if parent is not None and local_name(parent) == "r" else element


def _place(paragraph: Paragraph) -> Element:
    """Put the new paragraphs around one into the tree; returns the last of them."""
    for new in paragraph.preceding:
        if new.element.getparent() is None:
            paragraph.element.addprevious(new.element)
        _place(new)
    last = paragraph.element
    for new in paragraph.following:
        if new.element.getparent() is None:
            last.addnext(new.element)
            last = _place(new)
        else:
            _place(new)
    return last


def _drop_other_renderings(paragraph: Element) -> None:
    """A text box is stored twice; the copy for old programs would keep the old words."""
    for above in list(paragraph.iterancestors()):
        if local_name(above) == "AlternateContent":
            for other in [e for e in above if local_name(e) == "Fallback"]:
                above.remove(other)


def _highest_id(roots: Sequence[Element]) -> int:
    tags = [w("ins"), w("del"), w("bookmarkStart"), w("commentRangeStart"), w("pPrChange")]
    ids = (to_int(attribute(e, "id"), 0) for root in roots for e in root.iter(*tags))
    return max(ids, default=0)


def _remove(element: Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)
