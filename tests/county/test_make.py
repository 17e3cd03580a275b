"""模型县：同一种子同样的字节；知道哪一天就只写到哪一天。"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
import time
from pathlib import Path

import pytest

from county_data import Loaded
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


@pytest.fixture(scope="module")
def eleven(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float]:
    """The county of seed 11 and the seconds of computing it took."""
    folder, began = tmp_path_factory.mktemp("eleven"), time.process_time()
    make_county(11, TINY, folder, threads=2)
    return folder, time.process_time() - began


def test_same_seed_gives_the_same_bytes_whatever_the_threads(
    eleven: tuple[Path, float], tmp_path: Path
) -> None:
    make_county(11, TINY, tmp_path, threads=1)
    assert _hashes(tmp_path) == _hashes(eleven[0])


def test_another_seed_gives_another_county(eleven: tuple[Path, float], county: Loaded) -> None:
    one, other = _hashes(eleven[0]), _hashes(county.folder)
    differing = {name for name in one if one[name] != other.get(name)}
    assert {"data/claims.csv", "data/progress_reports-2025.xlsx", "truth/truth.json"} <= differing
    assert one["document/anhe-2025.docx"] == other["document/anhe-2025.docx"]


def test_tiny_takes_a_few_seconds_of_computing(eleven: tuple[Path, float]) -> None:
    assert eleven[1] < 15


def test_everything_is_marked_synthetic(eleven: tuple[Path, float]) -> None:
    folder = eleven[0]
    assert "合成数据" in (folder / "SYNTHETIC").read_text(encoding="utf-8")
    manifest = json.loads((folder / "data" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["synthetic"] is True
    assert all("合成数据" in entry["source"] for entry in manifest["files"])
    with (folder / "data" / "insured_persons.csv").open(encoding="utf-8") as handle:
        people = list(csv.DictReader(handle))
    assert all(row["person_id"].startswith("SYN") for row in people)
    assert {row["county_id"] for row in people} == {"990423"}  # no real division starts with 99


def test_truth_lies_beside_the_data_and_not_in_it(eleven: tuple[Path, float]) -> None:
    assert (eleven[0] / "truth" / "truth.json").exists()
    assert "truth.json" not in {path.name for path in (eleven[0] / "data").rglob("*")}


def test_nothing_after_the_day_is_known_and_truth_stays_whole(
    eleven: tuple[Path, float], tmp_path: Path
) -> None:
    until = dt.date(2025, 8, 20)
    seen = 0
    for source in make_county(11, TINY, tmp_path, until=until):
        names = [n for n in events(get_contract(source.table)) if n != "as_of_on"]
        for row in _plain_rows(tmp_path / "data" / source.file):
            for name in names:
                if row.get(name):
                    seen += 1
                    assert row[name][:10] <= until.isoformat(), (source.table, name)
    assert seen > 10_000
    truth = Path("truth") / "truth.json"
    assert (tmp_path / truth).read_bytes() == (eleven[0] / truth).read_bytes()


def _plain_rows(path: Path) -> list[dict[str, str]]:
    """Rows of a file in the contract's own names; other files give none."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return []
    return list(csv.DictReader(text.splitlines()))


def test_unknown_size_is_refused_with_the_sizes_there_are() -> None:
    with pytest.raises(InputError) as caught:
        size_named("province")
    assert "county" in caught.value.hint
