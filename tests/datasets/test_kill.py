"""A load killed at any moment leaves the last good table."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

import sanyi
from sanyi.datasets import Session, Workspace, load_table

KEY = b"k" * 32
LOADER = """
import sys
from pathlib import Path
from sanyi.datasets import Session, Workspace, load_table
with Session(Workspace(sys.argv[1], key=b"k" * 32), threads=1) as session:
    print("ready", flush=True)
    load_table(session, "institutions", Path(sys.argv[2]), "2022-10-01")
print("done", flush=True)
"""


def _file(path: Path, rows: int, beds: int) -> Path:
    lines = ["机构编码,机构名称,机构类别,县区代码,是否基层,是否公立,床位数"]
    lines += [f"H{n},机构{n},村卫生室,620199,是,是,{beds}" for n in range(rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _content(tmp_path: Path, source: Path, name: str) -> str:
    with Session(Workspace(tmp_path / name, key=KEY), threads=1) as session:
        return load_table(session, "institutions", source, "2022-10-01").content_hash


@pytest.mark.slow
def test_killed_load_leaves_old_or_new_table_whole(tmp_path: Path) -> None:
    old_file, new_file = _file(tmp_path / "old.csv", 5, 1), _file(tmp_path / "new.csv", 40_000, 2)
    old, new = _content(tmp_path, old_file, "a"), _content(tmp_path, new_file, "b")
    draw = random.Random(20221001)
    source = str(Path(sanyi.__file__).parents[1])
    killed = 0
    for round_number in range(20):
        folder = tmp_path / f"ws{round_number}"
        with Session(Workspace(folder, key=KEY), threads=1) as session:
            load_table(session, "institutions", old_file, "2022-10-01")
        command = [sys.executable, "-c", LOADER, str(folder), str(new_file)]
        child = subprocess.Popen(
            command, stdout=subprocess.PIPE, env={"PYTHONPATH": source}, text=True
        )
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(draw.uniform(0.0, 0.9))
        child.kill()
        rest = child.communicate()[0]
        killed += "done" not in rest
        workspace = Workspace(folder, key=KEY)
        workspace.verify("institutions")
        assert workspace.entry("institutions").content_hash in (old, new)
        with Session(workspace, threads=1) as session:
            assert load_table(session, "institutions", new_file, "2022-10-02").content_hash == new
            left = [p for p in (folder / "tables").rglob("*") if p.is_file()]
        assert len(left) <= 2
    assert killed >= 10, "大多数次应在装载途中被杀"
