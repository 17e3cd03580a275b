"""修订稿和新稿就在原稿的文件上改：改动之外一概不动。"""

from __future__ import annotations

import datetime as dt
import functools
import io
import re
import shutil
import subprocess
import zipfile
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from bulletin.rich_drafts import NS, resolved, rich_draft
from documents.makers import docx, p, r, tbl, tc, tr
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


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_any_decision_on_a_typed_draft_is_what_is_read(data: st.DataObject) -> None:
    draft = rich_draft(is_numbered=False)
    changes = data.draw(decisions(draft))
    revised = check(draft, changes)
    assert lines(revised.version) == lines_after(changes)


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_any_decision_on_a_numbered_draft_is_what_is_read(data: st.DataObject) -> None:
    draft = rich_draft()
    changes = data.draw(decisions(draft))
    check(draft, changes)


# --- what a person sees in Word


def runs(data: bytes, words: str) -> list[tuple[str, bool]]:
    """The runs of the paragraph that holds the words, each with whether it is bold."""
    paragraph = next(p for p in xpath(data, "//w:p") if words in "".join(p.itertext()))
    return [
        (text, bool(r.xpath("w:rPr/w:b", namespaces=NS)))
        for r in paragraph.iter(f"{{{NS['w']}}}r")
        if (text := "".join(r.xpath("w:t/text() | w:delText/text()", namespaces=NS)))
    ]


def test_words_that_come_are_set_as_those_beside_them() -> None:
    draft = rich_draft(is_numbered=False)
    text = passage(draft, "提升服务能力").text
    wanted = text.replace("提升服务能力", "提升服务水平").replace("90%", "92%")
    revised = with_texts(draft, {"提升服务能力": wanted})
    found = runs(revised.redline, "县域就诊率")
    assert ("能力", True) in found and ("水平", True) in found
    assert ("90%", False) in found and ("92%", False) in found
    assert "".join(t for t, _ in runs(revised.version, "县域就诊率")) == wanted


def test_own_edits_of_the_draft_are_resolved_first() -> None:
    revised = with_texts(rich_draft(), {"各成员单位": "各成员单位、各镇："})
    words = "".join(body(revised.redline).itertext())
    assert "85%" not in words and "力争95%" not in words and "已取消的任务" not in words
    authors = set(xpath(revised.redline, "//w:ins/@w:author | //w:del/@w:author"))
    assert authors == {"安禾县医改办"}
    assert "第二段的前一半，后一半接在前一半之后。见第3页" in lines(revised.version)


def test_automatic_numbers_are_neither_typed_nor_lost() -> None:
    draft = rich_draft()
    first = passage(draft, "提升服务能力")
    assert first.text.startswith("（一）")
    revised = with_texts(draft, {"提升服务能力": f"{first.text}\n（二）新加的一条。"})
    found = [t for t in lines(revised.version) if t.startswith("（")]
    assert [t[:3] for t in found] == ["（一）", "（二）", "（三）", "（四）"]
    typed = "".join(body(revised.version).itertext())
    assert "（一）" not in typed and "（二）" not in typed and "新加的一条" in typed
    gone = with_texts(draft, {"提升服务能力": ""})
    assert [t[:3] for t in lines(gone.version) if t.startswith("（")] == ["（一）", "（二）"]


def test_number_that_a_person_types_otherwise_is_typed() -> None:
    draft = rich_draft()
    own = passage(draft, "推进结果互认")
    revised = with_texts(draft, {"推进结果互认": own.text.replace("（三）", "（八）", 1)})
    assert any(t.startswith("（八）推进") for t in lines(revised.version))
    assert xpath(revised.redline, "//w:pPrChange") and not xpath(revised.version, "//w:pPrChange")


def test_struck_clause_comes_back_where_it_stood() -> None:
    draft = rich_draft(is_numbered=False)
    struck = next(p for p in passages(draft) if p.struck and not p.text)
    changes = changes_of(passages(draft), {struck.key: struck.struck[0]})
    revised = check(draft, changes)
    at = lines(revised.version).index(struck.struck[0])
    assert lines(revised.version)[at - 1].startswith("（一）提升")
    assert not xpath(revised.version, "//w:strike")


def test_row_is_added_under_the_merged_cell_and_one_is_taken_out() -> None:
    draft = rich_draft(is_numbered=False)
    first = passage(draft, "分级诊疗")
    new = added_passage(first, "anhe-2027#p+1", "")
    assert [c.column for c in new.cells] == [0, 2, 3]
    own = list(passages(draft))
    own.insert(own.index(first) + 1, new)
    revised = check(draft, changes_of(own, {new.key: "1a\t新任务\t县民政局"}))
    rows = [r for r in passages(revised.version) if r.style is Style.ROW]
    assert rows[1].cells[1].height == 3 and rows[2].text == "1a\t新任务\t县民政局"
    assert len(xpath(revised.redline, "//w:trPr/w:ins")) == 1
    out = check(draft, changes_of(passages(draft), {first.key: ""}))
    below = next(r for r in passages(out.version) if "下派医师" in r.text)
    assert below.text == "2\t分级诊疗\t下派医师20名\t县人力资源局"  # the merged cell goes on


def test_row_that_the_draft_takes_out_leaves_the_merged_cell_to_the_next() -> None:
    gone = '<w:del w:id="9" w:author="甲" w:date="2026-03-01T09:00:00Z"/>'
    tall, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    draft = docx(
        p(r("任务表")) + tbl(
            tr(tc("甲类", tall), tc("删去的一项"), properties=gone),
            tr(tc("", goes_on), tc("留下的一项")), tr(tc("", goes_on), tc("另一项")),
        ) + p(r("说明。"))
    )  # fmt: skip
    row = passage(draft, "留下的一项")
    revised = check(draft, changes_of(passages(draft), {row.key: "留下的第1项"}))
    assert lines(revised.version) == ["任务表", "\t留下的第1项", "另一项", "说明。"]


def test_pictures_notes_and_comments_outlive_the_words_around_them() -> None:
    draft = rich_draft(is_numbered=False)
    revised = with_texts(draft, {"图一：": "", "推进结果互认": ""})
    assert kept_things(revised.version) == kept_things(draft)
    assert len(xpath(revised.version, "//w:commentReference")) == 1
    assert not any("图一" in t for t in lines(revised.version))


def test_text_box_and_its_old_rendering_do_not_contradict_each_other() -> None:
    draft = rich_draft(with_box=True)
    text = passage(draft, "框内的话").text
    revised = with_texts(draft, {"框内的话": text.replace("框内的话", "框内的新话")})
    assert "框内的新话。" in lines(revised.version)
    assert "框内的话" not in "".join(body(revised.version).itertext())
    assert len(xpath(revised.version, "//w:drawing")) == len(xpath(draft, "//w:drawing"))


def test_footnote_is_reworded_in_its_own_part() -> None:
    revised = with_texts(rich_draft(), {"省级清单": "互认项目见市级清单。"})
    with zipfile.ZipFile(io.BytesIO(revised.version)) as file:
        assert "市" in file.read("word/footnotes.xml").decode()
    assert "互认项目见市级清单。" in lines(revised.version)


def test_passages_of_another_file_are_not_written_into_it() -> None:
    draft = rich_draft()
    other = changes_of(passages(rich_draft(is_numbered=False))[:3], {})
    assert revise(draft, "anhe-2027.docx", other, STAMP) is None
    assert redline(other, "稿", STAMP, draft) == redline(other, "稿", STAMP)


@pytest.mark.parametrize("name", ["anhe-2025.docx", "anhe-2026-draft.docx"])
def test_sample_documents_are_revised_in_place(name: str) -> None:
    draft = (files("sanyi.samples") / name).read_bytes()
    texts = {p.key: p.text.replace("。", "，新增。", 1) for p in passages(draft)[::4]}
    check(draft, changes_of(passages(draft), texts))


OFFICE = shutil.which("soffice")


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_prints_the_next_version(tmp_path: Path) -> None:
    draft = rich_draft()
    revised = with_texts(draft, {"提升服务能力": "", "各成员单位": "各成员单位、各镇："})
    (tmp_path / "version.docx").write_bytes(revised.version)
    command = [str(OFFICE), "--headless", f"-env:UserInstallation=file://{tmp_path}/profile",
               "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "version.docx")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    printed = "".join(read_bytes((tmp_path / "version.pdf").read_bytes(), "v.pdf").text.split())
    assert "各成员单位、各镇" in printed and "（一）推进结果互认" in printed
    assert "提升服务能力" not in printed and "内部资料" in printed
