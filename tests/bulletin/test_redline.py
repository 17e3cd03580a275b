"""修订稿：接受全部修订得到新稿，拒绝全部修订得到原稿。"""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanyi.bulletin.draft_changes import Stamp, changes_of
from sanyi.bulletin.draft_docx import redline_as_docx, version_as_docx
from sanyi.bulletin.drafts import CellPlace, Passage, Style
from sanyi.bulletin.redline import Mark, Pair, changes, paired, paragraph_marks
from sanyi.documents import GONE_WHEN_ACCEPTED, GONE_WHEN_REJECTED, read_bytes

STAMP = Stamp("安禾县医改办", dt.datetime(2026, 3, 2, 9, 30))
# ~ * < stand for editing in plain text; the reader of Word files takes them as they are
WORDS = st.text(alphabet="医保县区稳定在率达到2309.5%个，。（）《》ABcd —〔〕&<>~*'\"", max_size=25)
PARAGRAPHS = st.lists(WORDS.map(str.strip), min_size=1, max_size=6)


def as_lines(data: bytes, without: frozenset) -> list[str]:  # type: ignore[type-arg]
    text = read_bytes(data, "redline.docx").view(without).text
    return [line for line in text.split("\n") if line.strip()]


def one_passage(old: list[str]) -> Passage:
    return Passage("anhe-2026#1", Style.BODY, "", "\n".join(old))


def written(old: list[str], new: list[str]) -> bytes:
    passage = one_passage(old)
    return redline_as_docx(changes_of([passage], {passage.key: "\n".join(new)}), "稿", STAMP)


def not_blank(lines: list[str]) -> list[str]:
    return [line for line in lines if line.strip()]


@given(WORDS, WORDS)
def test_pieces_give_both_wordings_back(old: str, new: str) -> None:
    pieces = list(changes(old, new))
    assert "".join(p.text for p in pieces if p.mark is not Mark.INSERTED) == old
    assert "".join(p.text for p in pieces if p.mark is not Mark.DELETED) == new


@given(PARAGRAPHS, PARAGRAPHS)
def test_pairs_keep_every_paragraph_in_order(old: list[str], new: list[str]) -> None:
    pairs = paired(old, new)
    assert [p.old for p in pairs if p.old is not None] == old
    assert [p.new for p in pairs if p.new is not None] == new


@given(PARAGRAPHS, PARAGRAPHS)
def test_the_last_paragraph_mark_always_stays(old: list[str], new: list[str]) -> None:
    assert paragraph_marks(paired(old, new))[-1] is Mark.KEPT


@settings(max_examples=30)
@given(PARAGRAPHS, PARAGRAPHS)
def test_accepting_gives_the_new_and_rejecting_the_old(old: list[str], new: list[str]) -> None:
    data = written(old, new)
    assert as_lines(data, GONE_WHEN_ACCEPTED) == not_blank(new)
    assert as_lines(data, GONE_WHEN_REJECTED) == not_blank(old)


CELLS = st.lists(WORDS.map(lambda t: t.replace("\t", " ").strip()), min_size=3, max_size=3)


@settings(max_examples=15)
@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=3))
def test_cells_of_a_table_are_tracked_as_well(rows: list[tuple[list[str], list[str]]]) -> None:
    places = tuple(CellPlace(c) for c in range(3))
    passages = [
        Passage(f"a#{n}", Style.ROW, "", _row(old), table=0, cells=places)
        for n, (old, _) in enumerate(rows)
    ]
    texts = {f"a#{n}": _row(new) for n, (_, new) in enumerate(rows)}
    data = redline_as_docx(changes_of(passages, texts), "稿", STAMP)
    assert as_lines(data, GONE_WHEN_REJECTED) == [_row(old) for old, _ in rows if _row(old)]
    assert as_lines(data, GONE_WHEN_ACCEPTED) == [_row(new) for _, new in rows if _row(new)]


def _row(cells: list[str]) -> str:
    return "\t".join(cells) if any(cells) else ""


def test_numbers_change_whole() -> None:
    found = [(p.mark.value, p.text) for p in changes("稳定在90%以上", "稳定在92.5%以上")]
    assert found == [
        ("kept", "稳定在"), ("deleted", "90%"), ("inserted", "92.5%"), ("kept", "以上"),
    ]  # fmt: skip


def test_unlike_paragraphs_are_not_mixed_up() -> None:
    assert paired(["甲乙丙丁", "末段不变"], ["子丑寅卯", "末段不变"]) == [
        Pair("甲乙丙丁", None), Pair(None, "子丑寅卯"), Pair("末段不变", "末段不变"),
    ]  # fmt: skip


def test_every_change_names_its_author_and_day() -> None:
    with zipfile.ZipFile(io.BytesIO(written(["原文30项"], ["原文40项", "新增一段"]))) as file:
        xml = file.read("word/document.xml").decode()
    revisions = re.findall(r"<w:(?:ins|del) [^>]*>", xml)
    assert len(revisions) >= 3
    assert all('w:author="安禾县医改办"' in r for r in revisions)
    assert all('w:date="2026-03-02T09:30:00Z"' in r for r in revisions)
    ids = re.findall(r'<w:(?:ins|del) w:id="(\d+)"', xml)
    assert len(ids) == len(set(ids))


def test_without_a_change_nothing_is_tracked() -> None:
    data = written(["同一段"], ["同一段"])
    assert not read_bytes(data, "x.docx").is_edited
    passage = one_passage(["同一段"])
    plain = version_as_docx(changes_of([passage], {}), "稿", STAMP.at.date())
    assert as_lines(plain, frozenset()) == ["同一段"]


def test_same_content_gives_the_same_bytes() -> None:
    assert written(["一", "二"], ["一", "三"]) == written(["一", "二"], ["一", "三"])


OFFICE = shutil.which("soffice")


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (["县域就诊率稳定在90%以上。", "删去的一段。", "末段。"], ["县域就诊率稳定在92%以上。", "末段。"]),
        (["首段。", "末段将删。"], ["首段，有改动。"]),
        (["首段。"], ["首段。", "末尾新增一段。"]),
        (["甲。", "乙。", "丙。"], ["新起一段，与前文不同。", "乙。", "丙改。"]),
    ],
)  # fmt: skip
def test_libreoffice_reads_the_same_two_texts(
    old: list[str], new: list[str], tmp_path: Path
) -> None:
    (tmp_path / "redline.docx").write_bytes(written(old, new))
    assert _body_of_odt(_converted(tmp_path, "odt")) == new
    again = _converted(tmp_path, "docx").read_bytes()
    assert as_lines(again, GONE_WHEN_REJECTED) == old
    assert as_lines(again, GONE_WHEN_ACCEPTED) == new


def _converted(folder: Path, ending: str) -> Path:
    out = folder / ending
    command = [
        str(OFFICE), "--headless", f"-env:UserInstallation=file://{folder}/profile",
        "--convert-to", ending, "--outdir", str(out), str(folder / "redline.docx"),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return out / f"redline.{ending}"


def _body_of_odt(path: Path) -> list[str]:
    """The text as LibreOffice shows it with all changes accepted: what it deletes is set apart."""
    from lxml import etree

    with zipfile.ZipFile(path) as file:
        root = etree.fromstring(file.read("content.xml"))
    names = {"text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0"}
    for deleted in root.findall(".//text:tracked-changes", names):
        deleted.getparent().remove(deleted)
    paragraphs = root.findall(".//text:p", names)
    return [text for p in paragraphs if (text := "".join(p.itertext()).strip())]
