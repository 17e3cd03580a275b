"""修订稿和新稿就在原稿的文件上改：改动之外一概不动。"""

from __future__ import annotations

import datetime as dt
import functools
import io
import re
import zipfile
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from bulletin.rich_drafts import NS, resolved, rich_draft
from sanyi.bulletin.draft_changes import Change, Stamp, added_passage, changes_of, lines_after
from sanyi.bulletin.draft_file import Revised, redline, revise
from sanyi.bulletin.drafts import CELLS, Passage, Style, lines_of, passages_of
from sanyi.clauses import read_clauses
from sanyi.documents import read_bytes
from sanyi.ledger import build_ledger

STAMP = Stamp("安禾县医改办", dt.datetime(2027, 3, 2, 9, 30))
NUMBER = re.compile(r"(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)")
WORDS = st.text(alphabet="医保县区稳定在率达到2309.5%个，。（）《》ABcd —&<>~*'\"", max_size=20)


@functools.cache
def passages(data: bytes) -> tuple[Passage, ...]:
    reading = read_clauses(read_bytes(data, "anhe-2027.docx"))
    return passages_of(reading, build_ledger(reading, id="anhe-2027"))


def lines(data: bytes) -> list[str]:
    return lines_of(passages(data))


def made(data: bytes, changes: tuple[Change, ...]) -> Revised:
    revised = revise(data, "anhe-2027.docx", changes, STAMP)
    assert revised is not None
    return revised


def with_texts(data: bytes, texts: dict[str, str]) -> Revised:
    """A draft with passages changed, named by the first words of their text."""
    keys = {k: next(p for p in passages(data) if k in p.text) for k in texts}
    return made(data, changes_of(passages(data), {keys[k].key: t for k, t in texts.items()}))


def body(data: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return etree.fromstring(file.read("word/document.xml"))


def xpath(data: bytes, path: str) -> list:  # type: ignore[type-arg]
    return body(data).xpath(path, namespaces=NS)


def passage(data: bytes, words: str) -> Passage:
    return next(p for p in passages(data) if words in p.text)


@st.composite
def decisions(draw: st.DrawFn, data: bytes) -> tuple[Change, ...]:
    """Some passages reworded, some taken out, some added."""
    found: list[Passage] = []
    texts: dict[str, str] = {}
    for number, own in enumerate(passages(data)):
        found.append(own)
        what = draw(st.sampled_from(["same", "same", "same", "word", "lines", "out", "add"]))
        if what == "out":
            texts[own.key] = ""
        elif what != "same":
            new = added_passage(own, f"{own.key}+{number}", "") if what == "add" else own
            texts[new.key] = draw(_text(new, is_one=what == "word"))
            found += [new] if what == "add" else []
    return changes_of(found, texts)


def _text(own: Passage, *, is_one: bool) -> st.SearchStrategy[str]:
    words = WORDS.map(str.strip)
    if own.style is Style.ROW:
        cell = st.lists(words.filter(bool), max_size=2).map("\v".join)
        cells = st.lists(cell, min_size=len(own.cells), max_size=len(own.cells))
        return cells.map(lambda texts: CELLS.join(texts) if any(texts) else "")
    if is_one and own.text:
        at = st.integers(0, len(own.text))
        return st.builds(
            lambda a, w: "\n".join(t for x in f"{own.text[:a]}{w}{own.text[a + 3 :]}".split("\n")
                                   if (t := x.strip())), at, words)  # fmt: skip
    more = st.lists(words.filter(bool), min_size=1, max_size=3)
    return more.map(lambda new: "\n".join([*own.text.split("\n")[:1], *new]).strip())


def same_but_numbers(found: list[str], wanted: list[str]) -> None:
    assert [NUMBER.sub("", t) for t in found] == [NUMBER.sub("", t) for t in wanted]


def check(data: bytes, changes: tuple[Change, ...]) -> Revised:
    revised = made(data, changes)
    assert lines(revised.version) == list(revised.lines)
    assert lines(resolved(revised.redline, is_accepted=True)) == lines(revised.version)
    kept = made(data, changes_of([c.passage for c in changes if not c.passage.is_added], {}))
    assert kept.redline == kept.version
    assert lines(resolved(revised.redline, is_accepted=False)) == lines(kept.version)
    for made_of in (revised.redline, revised.version):
        assert other_parts(made_of) == other_parts(data)
        assert sections(made_of) == sections(data)
        assert kept_things(made_of) == kept_things(data)
    assert made(data, changes) == revised
    return revised


def other_parts(data: bytes) -> dict[str, bytes]:
    """All that is no text of the body or of a note."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {
            name: file.read(name) for name in file.namelist()
            if name not in ("word/document.xml", "word/footnotes.xml")
        }  # fmt: skip


def sections(data: bytes) -> list[bytes]:
    return [etree.tostring(e) for e in xpath(data, "//w:sectPr")]


def kept_things(data: bytes) -> list[str]:
    """Pictures and notes of the body, in order."""
    path = "//@*[local-name()='embed'] | //w:footnoteReference/@w:id"
    return [str(value) for value in xpath(data, path)]


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_decision_on_a_typed_draft_is_what_is_read(data: st.DataObject) -> None:
    draft = rich_draft(is_numbered=False)
    changes = data.draw(decisions(draft))
    revised = check(draft, changes)
    assert lines(revised.version) == lines_after(changes)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_decision_on_a_numbered_draft_is_what_is_read(data: st.DataObject) -> None:
    draft = rich_draft()
    changes = data.draw(decisions(draft))
    check(draft, changes)
