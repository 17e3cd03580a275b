"""The public face: paths, formats, limits and damaged files."""

from __future__ import annotations

import io
import os
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from documents.makers import PdfPage, W, docx, ofd, ofd_text, p, pdf, r, zipped
from sanyi.documents import (
    archive,
    problems,
    read_bytes,
    read_document,
    reading,
    safe_xml,
    supported_formats,
)
from sanyi.documents.problems import ERRORS, NOTICES
from sanyi.kernel import InputError, SanyiError


def code_of(data: bytes, name: str) -> str:
    """The code a file is refused with."""
    with pytest.raises(InputError) as caught:
        read_bytes(data, name)
    assert caught.value.hint
    assert caught.value.exit_code == 2
    return caught.value.code


def test_formats_are_listed_by_extension() -> None:
    formats = supported_formats()
    assert list(formats) == sorted(formats)
    assert {".txt", ".md", ".docx", ".doc", ".wps", ".pdf", ".ofd", ".html", ".png"} <= set(formats)


def test_file_is_read_from_a_path(tmp_path: Path) -> None:
    path = tmp_path / "通知.txt"
    path.write_text("一、总则", "utf-8")
    assert read_document(path).name == "通知.txt"
    assert read_document(str(path), name="anhe-2026").name == "anhe-2026"


def test_absent_directory_and_empty_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "空.docx").touch()
    for path, code in (
        (tmp_path / "无.txt", "DOC-001"),
        (tmp_path, "DOC-002"),
        (tmp_path / "空.docx", "DOC-003"),
        (tmp_path / "空.docx" / "内.txt", "DOC-001"),
        ("坏\x00名.txt", "DOC-001"),
    ):
        with pytest.raises(InputError) as caught:
            read_document(path)
        assert caught.value.code == code


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root reads everything")
def test_forbidden_file_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "密.txt"
    path.write_text("甲")
    path.chmod(0)
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert caught.value.code == "DOC-015"


@pytest.mark.parametrize(
    ("data", "name", "format_"),
    [
        (docx(p(r("甲"))), "通知.doc", "docx"),
        (docx(p(r("甲"))), "通知.pdf", "docx"),
        (pdf(PdfPage().text(60, 100, "甲")), "通知.docx", "pdf"),
        (ofd(ofd_text(20, 30, "甲")), "通知.zip", "ofd"),
        ("<!DOCTYPE html><html><body><p>甲</p></body></html>".encode(), "通知.doc", "html"),
        ("甲".encode(), "通知.pdf", "txt"),
        ("甲".encode("gb18030"), "通知.docx", "txt"),
    ],
)
def test_content_decides_over_the_extension(data: bytes, name: str, format_: str) -> None:
    document = read_bytes(data, name)
    assert document.format == format_
    assert document.text == "甲"
    assert [f.code for f in document.findings] == ["DOC-020"]


def test_right_or_missing_extension_is_no_finding() -> None:
    assert read_bytes("甲".encode(), "通知.TXT").findings == ()
    assert read_bytes("甲".encode(), "通知").findings == ()


def test_garbage_is_no_text() -> None:
    assert code_of(bytes(range(256)) * 40, "甲.txt") == "DOC-005"
    assert code_of(bytes(1000), "甲.txt") == "DOC-005"
    assert (
        code_of(b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" * 50, "甲.docx") == "DOC-005"
    )


def test_other_archives_are_unsupported() -> None:
    assert code_of(zipped({"甲.txt": "甲"}), "甲.zip") == "DOC-005"
    sheet = {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"}
    assert code_of(zipped(sheet), "甲.xlsx") == "DOC-005"


def test_truncated_archive_is_damaged() -> None:
    whole = docx(p(r("甲" * 500)))
    assert code_of(whole[: len(whole) // 2], "甲.docx") == "DOC-004"


def test_encrypted_office_file_is_refused() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")
    assert code_of(ole, "甲.docx") == "DOC-006"


def test_word_file_with_a_password_is_refused() -> None:
    head = bytearray(b"\xec\xa5" + bytes(30))
    head[11] = 1
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + bytes(head)
    assert code_of(ole + "WordDocument".encode("utf-16-le"), "甲.doc") == "DOC-006"


def test_other_ole_files_are_unsupported() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "Workbook".encode("utf-16-le")
    assert code_of(ole, "甲.xls") == "DOC-005"


def test_password_on_a_member_is_noticed() -> None:
    data = bytearray(docx(p(r("甲"))))
    place = data.find(b"PK\x01\x02")
    while place >= 0:
        data[place + 8] |= 1
        place = data.find(b"PK\x01\x02", place + 4)
    assert code_of(bytes(data), "甲.docx") == "DOC-006"


def test_zip_bomb_is_refused_by_its_ratio() -> None:
    body = f"<w:document {W}><w:body>" + "<w:p/>" * 2_000_000 + "</w:body></w:document>"
    members = {"[Content_Types].xml": "<Types/>", "word/document.xml": body}
    assert code_of(zipped(members), "甲.docx") == "DOC-008"


def test_archive_limits_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    small = replace(archive.LIMITS, archive_members=3)
    with pytest.raises(InputError) as caught:
        archive.Archive(docx(p()), "甲", small)
    assert caught.value.code == "DOC-009"
    low = replace(archive.LIMITS, member_bytes=10)
    with archive.Archive(docx(p()), "甲", low) as opened, pytest.raises(InputError) as caught:
        opened.read("word/document.xml")
    assert caught.value.code == "DOC-008"


def test_size_a_directory_lies_about_is_not_believed() -> None:
    data = bytearray(zipped({"a": b"\x00" * 50_000_000}))
    place = data.find(b"PK\x01\x02")
    data[place + 24 : place + 28] = (10).to_bytes(4, "little")
    with archive.Archive(bytes(data), "甲") as opened, pytest.raises(InputError):
        opened.read("a")


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE d [<!ENTITY a "甲甲甲甲"><!ENTITY b "&a;&a;&a;&a;">]>'
    body = f"{bomb}<w:document {W}><w:body>{p(r('x')).replace('x', '&b;')}</w:body></w:document>"
    members = {"[Content_Types].xml": "<Types/>", "word/document.xml": body}
    assert code_of(zipped(members), "甲.docx") == "DOC-010"


def test_files_outside_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    body = (
        f'<!DOCTYPE d [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
        f"<w:document {W}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
    )
    members = {"[Content_Types].xml": "<Types/>", "word/document.xml": body}
    assert code_of(zipped(members), "甲.docx") == "DOC-010"


def test_bottomless_xml_is_refused() -> None:
    nested = "<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000
    assert code_of(docx(nested), "甲.docx") == "DOC-010"
    assert code_of(docx("<w:sdt>" * 220 + "</w:sdt>" * 220), "甲.docx") == "DOC-010"


def test_xml_larger_than_any_document_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = docx(p(r("甲")) * 20)
    for limit in ("xml_bytes", "xml_elements"):
        with monkeypatch.context() as patch:
            patch.setattr(safe_xml, "LIMITS", replace(safe_xml.LIMITS, **{limit: 40}))
            assert code_of(data, "甲.docx") == "DOC-008"


def test_missing_main_part_is_damage() -> None:
    members = {"[Content_Types].xml": "<Types/>", "word/other.xml": "<a/>"}
    assert code_of(zipped(members), "甲.docx") == "DOC-004"


def test_large_file_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "大.txt"
    with path.open("wb") as stream:
        stream.truncate(reading.LIMITS.file_bytes + 1)
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert caught.value.code == "DOC-007"
    monkeypatch.setattr(reading, "LIMITS", replace(reading.LIMITS, text_file_bytes=5))
    assert code_of("很长的文字".encode(), "甲.txt") == "DOC-007"


def test_archive_comment_and_prefix_do_not_matter() -> None:
    out = io.BytesIO(docx(p(r("甲"))))
    with zipfile.ZipFile(out, "a") as opened:
        opened.comment = b"note"
    assert read_bytes(out.getvalue(), "甲.docx").text == "甲"


def test_every_problem_stands_in_the_table_of_the_module() -> None:
    listed = {word for word in (problems.__doc__ or "").split() if word.startswith("DOC-")}
    assert listed == set(ERRORS) | set(NOTICES)
    assert all(hint for _, _, hint in ERRORS.values())


def test_messages_fill_their_places() -> None:
    with pytest.raises(SanyiError) as caught:
        read_bytes(b"", "空.txt")
    assert "空.txt" in str(caught.value)
    assert "{" not in str(caught.value)
