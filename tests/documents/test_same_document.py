"""One document in several formats gives one reading."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from documents.makers import (
    docx,
    level,
    numbered,
    numbering,
    p,
    r,
    tbl,
    tc,
    tr,
)
from sanyi.documents import Document, LineKind, read_bytes, read_document
from sanyi.documents.office_convert import find_soffice

needs_office = pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed")

_WIDTHS = (1200, 700, 3600, 2200, 1300)  # twentieths of a point
_UNITS = ("县卫生健康局", "县医疗保障局")


def _cell(words: str, column: int, merge: str = "") -> str:
    return tc(words, f'<w:tcW w:w="{_WIDTHS[column]}" w:type="dxa"/>{merge}')


def _ledger() -> str:
    """A table by units, with merged first cells and a repeated header, over several pages."""
    border = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    head = tr(
        *(_cell(w, n) for n, w in enumerate(("责任单位", "序号", "重点工作", "配合单位", "时限"))),
        properties="<w:tblHeader/>",
    )
    rows = [head]
    for number in range(1, 25):
        first = (number - 1) % 12 == 0
        task = f"第{number}项，" + "加强疾病预防控制体系建设，提升现场调查处置能力，" * (
            1 + number % 3
        )
        rows.append(
            tr(
                _cell(
                    _UNITS[(number - 1) // 12] if first else "",
                    0,
                    '<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>",
                ),
                _cell(str(number), 1),
                _cell(task, 2),
                _cell("县人力资源和社会保障局、县财政局", 3),
                _cell("2026年12月底", 4),
            )
        )
    properties = f"<w:tblPr><w:tblBorders>{border}</w:tblBorders></w:tblPr>"
    return tbl(f"{properties}<w:tblGrid>{grid}</w:tblGrid>", *rows)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A docx with numbered clauses and a long table."""
    clauses = "".join(
        p(r("推进紧密型县域医共体建设，2026年底前覆盖率达到90%以上。" * 3), numbered(1, 1))
        for _ in range(6)
    )
    body = p(r("推进医共体建设"), numbered(1)) + clauses + _ledger() + p(r("安禾县人民政府办公室"))
    levels = (
        level(0, "chineseCountingThousand", "%1、"),
        level(1, "chineseCountingThousand", "（%2）"),
    )
    path = tmp_path_factory.mktemp("same") / "通知.docx"
    path.write_bytes(docx(body, numbering=numbering(*levels)))
    return path


def converted(source: Path, format_: str) -> Path:
    """The file as LibreOffice saves it in another format."""
    soffice = find_soffice()
    assert soffice is not None
    profile = (source.parent / "profile").as_uri()
    command = [soffice, "--headless", f"-env:UserInstallation={profile}", "--convert-to", format_]
    subprocess.run(
        [*command, "--outdir", str(source.parent), str(source)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return source.with_suffix(f".{format_}")


def body_characters(document: Document) -> str:
    """All characters but white space and page furniture."""
    kept = (line for line in document.lines if line.kind is not LineKind.PAGE_FURNITURE)
    return "".join("".join(line.span.of(document.text).split()) for line in kept)


def cells(document: Document) -> list[list[tuple[int, int, int, int, str]]]:
    """Place and words of the cells of each table."""
    return [
        [
            (c.row, c.column, c.row_span, c.column_span, "".join(c.span.of(document.text).split()))
            for c in sorted(table.cells, key=lambda c: (c.row, c.column))
        ]
        for table in document.tables
    ]


@needs_office
@pytest.mark.parametrize("format_", ["pdf", "doc", "odt"])
def test_each_format_gives_the_reading_of_the_docx(source: Path, format_: str) -> None:
    original = read_bytes(source.read_bytes(), "通知.docx")
    document = read_document(converted(source, format_))
    assert body_characters(document) == body_characters(original)
    assert cells(document) == cells(original)
    if format_ == "pdf":
        assert len(document.page_starts) > 2


@needs_office
@pytest.mark.parametrize("format_", ["rtf", "html"])
def test_formats_saved_without_list_numbers_give_the_same_table(source: Path, format_: str) -> None:
    original = read_bytes(source.read_bytes(), "通知.docx")
    assert cells(read_document(converted(source, format_))) == cells(original)
