"""The year of a model county, played as `make demo` plays it, on the tiny size."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from sanyi.bulletin.commands import explain_text
from sanyi.bulletin.store import FigureStore
from sanyi.demo_year import show_year
from sanyi.kernel import InputError
from sanyi.ledger import Ledger
from sanyi.pipeline import read_ledger


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("year")
    show_year(folder, "tiny", "sanyi")
    yield folder


@pytest.fixture(scope="module")
def document(year: Path) -> Ledger:
    return read_ledger(year / "county" / "document" / "anhe-2025.docx")


def text_of(path: Path) -> str:
    body = zipfile.ZipFile(path).read("word/document.xml").decode()
    return re.sub(r"<[^>]+>", "", body)


def test_bulletin_letters_and_workbook_are_written(year: Path) -> None:
    (bulletin,) = year.glob("*通报.docx")
    assert "重点工作任务进展情况的通报" in text_of(bulletin)
    assert list((year / "督办函").glob("*.docx"))
    assert (year / "台账进展.xlsx").stat().st_size > 5000


def test_every_published_number_leads_to_its_trace(year: Path, document: Ledger) -> None:
    store = FigureStore(year / "home" / "places" / "anhe")
    ids = store.ids()
    assert len(ids) > 100
    for id in ids:
        told = explain_text(id, year / "home" / "places" / "anhe", [document])
        assert "定义文件" in told and "内容哈希" in told, id


def test_every_indicator_figure_names_the_clause_that_asked(year: Path, document: Ledger) -> None:
    store = FigureStore(year / "home" / "places" / "anhe")
    entries = {e.id for e in document.entries}
    for id in store.ids():
        clauses = store.get(id).figure.trace.clauses
        assert clauses, id
        assert any(c in entries or c.split("#")[0] == "anhe-2025" for c in clauses), id


def test_a_number_goes_down_to_its_records(year: Path, document: Ledger) -> None:
    told = explain_text(
        "county_visit_rate@2025C09/own:990423",
        year / "home" / "places" / "anhe",
        [document],
        with_rows=True,
    )
    assert "anhe-2025#3" in told
    assert "claim_id" in told or "结算编号" in told


def test_second_run_in_the_same_folder_replaces_the_first(year: Path) -> None:
    before = {p.name for p in year.iterdir()}
    show_year(year, "tiny", "sanyi")
    assert {p.name for p in year.iterdir()} == before


def test_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "county").mkdir()
    (tmp_path / "county" / "重要.txt").write_text("不要删", "utf-8")
    with pytest.raises(InputError, match="CLI-022"):
        show_year(tmp_path, "tiny", "sanyi")
    assert (tmp_path / "county" / "重要.txt").exists()
