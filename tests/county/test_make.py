"""模型县：同一种子同样的字节，经普通路径装载，不留拒收。"""

from __future__ import annotations

import hashlib
from pathlib import Path

from sanyi.county import TINY, make_county


def _hashes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_same_seed_gives_the_same_bytes_with_any_number_of_threads(tmp_path: Path) -> None:
    make_county(11, TINY, tmp_path / "a", threads=1)
    make_county(11, TINY, tmp_path / "b", threads=2)
    assert _hashes(tmp_path / "a") == _hashes(tmp_path / "b")


def test_another_seed_gives_another_county(tmp_path: Path) -> None:
    make_county(11, TINY, tmp_path / "a")
    make_county(12, TINY, tmp_path / "b")
    one, other = _hashes(tmp_path / "a"), _hashes(tmp_path / "b")
    assert one.keys() == other.keys()
    assert one["data/claims.csv"] != other["data/claims.csv"]
