"""模型县：同一种子同样的字节；知道哪一天就只写到哪一天。"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
import time
from pathlib import Path

import pytest

from sanyi.county import TINY, make_county, size_named
from sanyi.county.cut import events
from sanyi.datasets import get_contract
from sanyi.kernel import InputError


def _hashes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_same_seed_gives_the_same_bytes_whatever_the_threads(tmp_path: Path) -> None:
    make_county(11, TINY, tmp_path / "a", threads=1)
    make_county(11, TINY, tmp_path / "b", threads=2)
    assert _hashes(tmp_path / "a") == _hashes(tmp_path / "b")


def test_another_seed_gives_another_county(tmp_path: Path) -> None:
    make_county(11, TINY, tmp_path / "a")
    make_county(12, TINY, tmp_path / "b")
    one, other = _hashes(tmp_path / "a"), _hashes(tmp_path / "b")
    differing = {name for name in one if one[name] != other.get(name)}
    assert {"data/claims.csv", "data/progress_reports-2025.xlsx", "truth/truth.json"} <= differing
    assert one["document/anhe-2025.docx"] == other["document/anhe-2025.docx"]


def test_tiny_takes_a_few_seconds_of_computing(tmp_path: Path) -> None:
    began = time.process_time()
    make_county(3, TINY, tmp_path)
    assert time.process_time() - began < 15


def test_everything_is_marked_synthetic(tmp_path: Path) -> None:
    make_county(3, TINY, tmp_path)
    assert "合成数据" in (tmp_path / "SYNTHETIC").read_text(encoding="utf-8")
    manifest = json.loads((tmp_path / "data" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["synthetic"] is True
    assert all("合成数据" in entry["source"] for entry in manifest["files"])
    with (tmp_path / "data" / "insured_persons.csv").open(encoding="utf-8") as handle:
        people = list(csv.DictReader(handle))
    assert all(row["person_id"].startswith("SYN") for row in people)
    assert {row["county_id"] for row in people} == {"990423"}  # no real division starts with 99


def test_truth_lies_beside_the_data_and_not_in_it(tmp_path: Path) -> None:
    make_county(3, TINY, tmp_path)
    assert (tmp_path / "truth" / "truth.json").exists()
    names = {path.name for path in (tmp_path / "data").rglob("*")}
    assert "truth.json" not in names


def test_nothing_after_the_day_is_known(tmp_path: Path) -> None:
    until = dt.date(2025, 8, 20)
    files = make_county(5, TINY, tmp_path, until=until)
    seen = 0
    for source in files:
        if not source.file.endswith(".csv") or source.table in ("procurement_orders", "staff"):
            continue
        contract = get_contract(source.table)
        names = [n for n in events(contract) if n not in ("as_of_on",)]
        try:
            text = (tmp_path / "data" / source.file).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for row in csv.DictReader(text.splitlines()):
            for name in names:
                if row.get(name):
                    seen += 1
                    assert row[name][:10] <= until.isoformat(), (source.table, name)
    assert seen > 10_000


def test_truth_is_of_the_whole_year_whatever_the_day(tmp_path: Path) -> None:
    make_county(5, TINY, tmp_path / "a", until=dt.date(2025, 8, 20))
    make_county(5, TINY, tmp_path / "b")
    one = (tmp_path / "a" / "truth" / "truth.json").read_bytes()
    assert one == (tmp_path / "b" / "truth" / "truth.json").read_bytes()


def test_unknown_size_is_refused_with_the_sizes_there_are() -> None:
    with pytest.raises(InputError) as caught:
        size_named("province")
    assert "county" in caught.value.hint
