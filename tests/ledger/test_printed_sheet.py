"""The workbook on paper, as LibreOffice prints it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pypdfium2 as pdfium
import pytest

import sanyi
from sanyi.ledger import ledgers_as_xlsx
from sanyi.pipeline import read_ledger

SAMPLES = Path(sanyi.__file__).parent / "samples"
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


@needs_office
def test_ledger_prints_on_a4_landscape_with_header_and_page_numbers(tmp_path: Path) -> None:
    assert OFFICE is not None
    ledger = read_ledger(SAMPLES / "anhe-2025.docx")
    (tmp_path / "a.xlsx").write_bytes(ledgers_as_xlsx([ledger]))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, "a.xlsx"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=180,
    )
    printed = pdfium.PdfDocument(tmp_path / "a.pdf")
    try:
        pages = [page.get_textpage().get_text_bounded() for page in printed]
        sizes = {tuple(round(side) for side in page.get_size()) for page in printed}
    finally:
        printed.close()
    assert sizes == {(842, 595)}
    ledger_pages = [text for text in pages if "重点工作任务台账" in text]
    assert len(ledger_pages) >= 2
    for number, text in enumerate(ledger_pages, start=1):
        assert "条款出处" in text
        assert f"第 {number} 页" in text.replace("\n", " ") or f"第{number}页" in text.replace(
            " ", ""
        )
    # every row is on paper, none fell behind a margin
    everything = "".join(pages).replace("\r", "").replace("\n", "").replace(" ", "")
    assert "推广应用电子处方流转，方便群众就近取药" in everything
