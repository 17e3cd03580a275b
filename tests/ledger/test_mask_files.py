"""Word, Excel and archives leave with their contacts masked, and otherwise as they were."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook, load_workbook

from sanyi.documents import read_bytes
from sanyi.ledger import has_personal_data, mask_file

NAME, PHONE = "王某某", "13800001234"


def word(*paragraphs: tuple[str, ...], cells: tuple[str, ...] = ()) -> bytes:
    """A Word file: each paragraph in runs, one row of a table, a header, a title."""
    file = docx.Document()
    for runs in paragraphs:
        paragraph = file.add_paragraph()
        for run in runs:
            paragraph.add_run(run).bold = run == runs[0]
    if cells:
        row = file.add_table(1, len(cells)).rows[0]
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    file.sections[0].header.paragraphs[0].text = f"值班电话：{PHONE}"
    file.core_properties.title = f"{NAME} {PHONE}"
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def workbook(*cells: object) -> bytes:
    book = Workbook()
    for at, value in enumerate(cells, start=1):
        book.worksheets[0].cell(1, at, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def everything(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "".join(archive.read(m).decode(errors="ignore") for m in archive.namelist())


def test_number_across_runs_of_a_word_file_is_masked() -> None:
    masked = mask_file(word(("联系人：王某某，电话", "：1380", "0001234。")))
    document = read_bytes(masked, "x.docx")
    assert "联系人：王**，电话：138****1234。" in document.text
    assert NAME not in everything(masked) and PHONE not in everything(masked)


def test_name_in_the_cell_beside_its_number_is_masked() -> None:
    document = read_bytes(mask_file(word(cells=(NAME, PHONE))), "x.docx")
    assert "王**" in document.text and NAME not in document.text


def test_workbook_keeps_its_numbers_and_masks_its_texts() -> None:
    masked = mask_file(workbook(f"{NAME} {PHONE}", 13800001234, "=1+1"))
    sheet = load_workbook(io.BytesIO(masked)).worksheets[0]
    assert [c.value for c in sheet[1]] == ["王** 138****1234", 13800001234, "=1+1"]


def test_archive_is_masked_with_the_names_of_its_files() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(f"{NAME}{PHONE}.docx", word((f"电话：{PHONE}",)))
        archive.writestr("催办.txt", f"电话：{PHONE}")
    masked = mask_file(out.getvalue())
    with zipfile.ZipFile(io.BytesIO(masked)) as archive:
        assert archive.namelist() == ["王＿＿138＿＿＿＿1234.docx", "催办.txt"]
        assert archive.read("催办.txt").decode() == "电话：138****1234"
        inner = archive.read(archive.namelist()[0])
    assert "138****1234" in read_bytes(inner, "x.docx").text


def test_file_without_contacts_keeps_its_bytes() -> None:
    plain = workbook("完成率", 0.9)
    assert mask_file(plain) is plain
    assert mask_file(b"\x89PNG\xff\xfe") == b"\x89PNG\xff\xfe"


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        (word(("推进改革。",)), "x.docx", True),  # in its header
        (workbook("推进改革"), "x.xlsx", False),
        (workbook("联系电话", 13800001234), "x.xlsx", True),
        ("联系人：王某某，13800001234".encode(), "x.txt", True),
        ("推进改革，完成率达到百分之九十。".encode(), "x.txt", False),
        (b"%PDF-1.7 scan", "x.pdf", None),
        (b"\x89PNG\r\n\x1a\n broken", "x.png", None),
        (b"PK\x03\x04 broken", "x.xlsx", None),
        (b"PK\x03\x04 broken", "x.docx", None),
    ],
)
def test_file_is_vouched_for_only_where_it_was_read(
    data: bytes, name: str, found: bool | None
) -> None:
    assert has_personal_data(data, name) is found


def test_sample_document_holds_contacts_and_says_so() -> None:
    from importlib.resources import files

    sample = Path(str(files("sanyi.samples") / "anhe-2025.docx"))
    assert has_personal_data(sample.read_bytes(), sample.name) is True
    assert has_personal_data(mask_file(sample.read_bytes()), sample.name) is False
