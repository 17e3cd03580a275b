"""The year of a model county, played as `make demo` plays it, on the tiny size."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from sanyi.bulletin.commands import explain_text, judged
from sanyi.bulletin.escalation import load_rules
from sanyi.bulletin.issuing import record_of
from sanyi.bulletin.store import FigureStore
from sanyi.cli import app
from sanyi.demo_year import show_year
from sanyi.kernel import InputError
from sanyi.ledger import Ledger
from sanyi.pipeline import read_ledger
from sanyi.targets import Status
from sanyi.terminal import run_safely


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


def test_evaluation_before_the_years_end_says_what_still_runs(
    year: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = year / "county" / "document" / "anhe-2025.docx"
    words = ["evaluation", document, "-w", year / "home" / "places" / "anhe", "-o", tmp_path / "评价.docx",
             "--issuer", "安禾县医改办", "--today", "2025-10-15"]  # fmt: skip
    assert run_safely(lambda: app([str(w) for w in words], standalone_mode=False)) == 0
    result = judged(
        document, year / "home" / "places" / "anhe", dt.date(2025, 10, 15), None, read_ledger
    )
    still = sum(t.status in (Status.ON_COURSE, Status.LAGGING) for t in result.tasks)
    assert still and f"其中 {still} 项未到认定日" in capsys.readouterr().out


def test_letters_of_the_demo_are_on_record_and_in_the_bulletin(year: Path) -> None:
    record = record_of(year / "home" / "places" / "anhe", load_rules())
    assert len(record) == len(list((year / "督办函").glob("*.docx"))) > 5
    (bulletin,) = year.glob("*通报.docx")
    assert text_of(bulletin).count("发出蓝色督查单") == len(record)


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
