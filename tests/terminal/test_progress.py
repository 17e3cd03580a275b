"""Progress is for a person at a terminal, and for nobody else."""

from __future__ import annotations

import io
import sys

import pytest

from sanyi.terminal import steps


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_nothing_is_shown_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with steps("读取文件", 3) as (report, advance):
        assert report is None
        advance()
    assert capsys.readouterr() == ("", "")


def test_files_and_pages_are_counted_on_standard_error(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    with steps("读取文件", 2) as (report, advance):
        assert report is not None
        report("识别文字", 3, 200)
        advance()
    shown = screen.getvalue()
    assert "识别文字" in shown and "3/200" in shown
    assert "读取文件" in shown and "1/2" in shown
    assert capsys.readouterr().out == ""
