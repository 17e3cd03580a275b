"""命令：生成、装载；错的规模说清楚有哪些规模。"""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from sanyi.cli import app as program
from sanyi.county.commands import app
from sanyi.terminal import run_safely


def test_make_then_load_says_how_many_rows(tmp_path: Path) -> None:
    runner = CliRunner()
    made = runner.invoke(
        app, ["make", "--seed", "4", "--size", "tiny", "-o", str(tmp_path), "--until", "2025-10-15"]
    )
    assert made.exit_code == 0, made.output
    assert "合成数据" in made.output
    loaded = runner.invoke(app, ["load", "-o", str(tmp_path), "-w", str(tmp_path / "ws")])
    assert loaded.exit_code == 0, loaded.output
    assert "拒收 4 行" in loaded.output


def test_wrong_size_names_the_sizes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["county", "make", "--size", "省", "-o", str(tmp_path)]
    assert run_safely(lambda: program(words, standalone_mode=False)) == 2
    told = capsys.readouterr().err
    assert "CTY-002" in told and "tiny" in told and told.count("\n") == 1
