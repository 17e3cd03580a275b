"""A home is saved and brought back by one command each, whole or not at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from sanyi.kernel import InputError
from sanyi.web import backup

ROOT = Path(__file__).resolve().parents[2]


def sanyi(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {
        k: v for k, v in os.environ.items() if not k.startswith(("SANYI", "DJANGO", "DATABASE"))
    }
    environment["PYTHONPATH"] = str(ROOT / "src")
    return subprocess.run(
        [sys.executable, "-m", "sanyi.cli", *map(str, arguments)],
        capture_output=True, text=True, env=environment, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("office") / "home"
    made = sanyi("setup", "--home", home, "--code", "anhe", "--name", "安禾县")
    assert made.returncode == 0, made.stderr
    assert made.stdout.count("初始密码") == 3
    (home / "files").mkdir()
    (home / "files" / "evidence.bin").write_bytes(b"\x00evidence")
    return home


def test_office_is_founded_once(home: Path) -> None:
    again = sanyi("setup", "--home", home, "--code", "b", "--name", "乙县")
    assert again.returncode == 2
    assert "WEB-003" in again.stderr


def test_backup_is_brought_back_whole(home: Path, tmp_path: Path) -> None:
    archive, new = tmp_path / "b.zip", tmp_path / "new"
    assert sanyi("backup", "--home", home, "-o", archive).returncode == 0
    assert sanyi("restore", archive, "--home", new).returncode == 0
    assert (new / "files" / "evidence.bin").read_bytes() == b"\x00evidence"
    assert (new / "secret.key").read_text() == (home / "secret.key").read_text()
    verified = sanyi("events", "verify", "--home", new)
    assert (verified.returncode, verified.stdout) == (0, "没有被改动、缺失或调换次序。\n")


def test_changed_event_in_the_database_file_is_found_by_the_command(
    home: Path, tmp_path: Path
) -> None:
    import sqlite3

    archive, new = tmp_path / "b.zip", tmp_path / "new"
    sanyi("backup", "--home", home, "-o", archive)
    sanyi("restore", archive, "--home", new)
    with sqlite3.connect(new / "sanyi.sqlite3") as database:
        database.execute("UPDATE acts_event SET reason = '改过' WHERE number = 2")
    verified = sanyi("events", "verify", "--home", new)
    assert verified.returncode == 1
    assert "EVT-001 event/2" in verified.stdout


def test_backup_overwrites_no_other(home: Path, tmp_path: Path) -> None:
    archive = tmp_path / "b.zip"
    archive.write_bytes(b"older")
    refused = sanyi("backup", "--home", home, "-o", archive)
    assert (refused.returncode, archive.read_bytes()) == (2, b"older")


def test_nothing_is_brought_back_into_a_folder_in_use(home: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="不是空文件夹"):
        backup.restore(tmp_path / "b.zip", home)


def test_damaged_backup_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "b.zip"
    with zipfile.ZipFile(archive, "w") as z:
        z.writestr("secret.key", "other")
        z.writestr("manifest.json", json.dumps({"secret.key": "0" * 64}))
    with pytest.raises(InputError, match="已损坏"):
        backup.restore(archive, tmp_path / "new")


def test_backup_that_points_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "b.zip"
    with zipfile.ZipFile(archive, "w") as z:
        z.writestr("../outside", "x")
        z.writestr("manifest.json", json.dumps({"../outside": "0" * 64}))
    with pytest.raises(InputError, match="文件夹之外"):
        backup.restore(archive, tmp_path / "new")
    assert not (tmp_path / "outside").exists()


def test_file_that_is_no_backup_is_refused(tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_bytes(b"no archive")
    with pytest.raises(InputError, match="不是完整的备份"):
        backup.restore(tmp_path / "b.zip", tmp_path / "new")
