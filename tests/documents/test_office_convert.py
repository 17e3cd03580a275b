"""Older office formats through LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from documents.makers import deleted, docx, inserted, level, numbered, numbering, p, r
from sanyi.documents import GONE_WHEN_ACCEPTED, GONE_WHEN_REJECTED, office_convert, read_bytes
from sanyi.kernel import MissingToolError, UnreadableFileError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le")
needs_office = pytest.mark.skipif(
    office_convert.find_soffice() is None, reason="LibreOffice is not installed"
)


def test_missing_office_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_convert, "find_soffice", lambda: None)
    with pytest.raises(MissingToolError) as caught:
        read_bytes(OLE, "通知.doc")
    assert caught.value.code == "DOC-012"
    assert caught.value.hint


def test_failing_conversion_is_an_error_not_a_traceback(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = shutil.which("false")
    if program is None:
        pytest.skip("no program that always fails")
    monkeypatch.setattr(office_convert, "find_soffice", lambda: program)
    with pytest.raises(UnreadableFileError) as caught:
        read_bytes(OLE, "通知.doc")
    assert caught.value.code == "DOC-013"


@needs_office
@pytest.mark.parametrize("name", ["通知.doc", "通知.wps"])
def test_revisions_and_numbers_survive_the_older_format(tmp_path: Path, name: str) -> None:
    body = p(r("争取") + deleted("4") + inserted("2") + r("个"), numbered(1)) + p(
        r("甲", "<w:strike/>") + r("乙"), numbered(1)
    )
    source = tmp_path / "草案.docx"
    source.write_bytes(docx(body, numbering=numbering(level(0, "decimal", "%1."))))
    soffice = office_convert.find_soffice()
    assert soffice is not None
    subprocess.run(
        [
            soffice, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--convert-to", "doc", "--outdir", str(tmp_path), str(source),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    document = read_bytes((tmp_path / "草案.doc").read_bytes(), name)
    assert document.view(GONE_WHEN_ACCEPTED).text == "1.争取2个\n2.乙"
    assert document.view(GONE_WHEN_REJECTED).text == "1.争取4个\n2.甲乙"
    assert [f.code for f in document.findings] == ["DOC-032"]
