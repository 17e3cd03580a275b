"""Damaged files of every format are read or refused, and never crash."""

from __future__ import annotations

import contextlib
import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.makers import (
    PdfPage,
    deleted,
    docx,
    inserted,
    level,
    numbered,
    numbering,
    ofd,
    ofd_text,
    p,
    pdf,
    r,
    tbl,
    tc,
    tr,
    zipped,
)  # fmt: skip
from sanyi.documents import read_bytes
from sanyi.kernel import SanyiError

_BODY = (
    p(r("争取") + deleted("4") + inserted("2") + r("个"), numbered(1))
    + tbl(tr(tc("甲", '<w:gridSpan w:val="2"/>'), tc("乙", '<w:vMerge w:val="restart"/>')))
    + p('<w:commentRangeStart w:id="1"/>' + r("丙", "<w:strike/>"))
)
_PAGE = (
    PdfPage().text(60, 60, "附件").grid((60, 110, 300), (100, 130, 170), [["1", "甲"], ["2", "乙"]])
)
FILES = {
    "甲.txt": "一、推进~~4~~2个\n序号\t任务\n1\t甲\n".encode("gb18030"),
    "甲.md": "# 总则\n\n| 甲 | 乙 |\n|---|---|\n| 1 | <del>2</del> |\n".encode(),
    "甲.docx": docx(_BODY, numbering=numbering(level(0, "chineseCounting", "%1、"))),
    "甲.ofd": ofd(ofd_text(20, 30, "甲乙", deltas="g 2 4"), template=ofd_text(20, 10, "头")),
    "甲.pdf": pdf(_PAGE, _PAGE),
    "甲.html": b"<html><body><table><tr><td rowspan=2>1<td>2<tr><td>3</table><ol><li>4"
    b"<s>5</s></ol></body></html>",
}
QUIET = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def survive(data: bytes, name: str) -> None:
    """Read; only errors made for people may come out, and what is read is consistent."""
    with contextlib.suppress(SanyiError):
        document = read_bytes(data, name)
        assert "".join(run.span.of(document.text) for run in document.runs) == document.text
        for line in document.lines:
            assert line.span.end <= len(document.text)


@pytest.mark.parametrize("name", sorted(FILES))
@QUIET
@given(data=st.data())
def test_mutated_bytes_never_crash(name: str, data: st.DataObject) -> None:
    content = bytearray(FILES[name])
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    survive(bytes(content), name)


@pytest.mark.parametrize("name", sorted(FILES))
@QUIET
@given(data=st.data())
def test_truncated_files_never_crash(name: str, data: st.DataObject) -> None:
    content = FILES[name]
    start = data.draw(st.sampled_from([0, 0, 0, 1, 7]))
    survive(content[start : data.draw(st.integers(0, len(content)))], name)


@pytest.mark.parametrize("name", ["甲.docx", "甲.ofd"])
@QUIET
@given(data=st.data())
def test_mutated_parts_inside_an_archive_never_crash(name: str, data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(FILES[name])) as archive:
        members: dict[str, bytes | str] = {n: archive.read(n) for n in archive.namelist()}
    part = data.draw(st.sampled_from(sorted(members)))
    content = bytearray(bytes(members[part]))  # type: ignore[arg-type]
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.sampled_from(b"0123456789aZ-<>/\"' "))
    members[part] = bytes(content)
    survive(zipped(members), name)


@QUIET
@given(st.binary(min_size=1, max_size=300), st.sampled_from(sorted(FILES)))
def test_garbage_never_crashes(data: bytes, name: str) -> None:
    survive(data, name)
