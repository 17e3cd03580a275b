"""Run the command line inside the test, as a person would type it."""

from __future__ import annotations

import sys
from typing import NamedTuple

import pytest

from sanyi.cli import main


class Ended(NamedTuple):
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> Ended:
    """Run ``sanyi`` with the arguments."""
    before = sys.argv
    sys.argv = ["sanyi", *map(str, arguments)]
    try:
        with pytest.raises(SystemExit) as left:
            main()
    finally:
        sys.argv = before
    said = capsys.readouterr()
    code = left.value.code
    assert isinstance(code, int)
    return Ended(code, said.out, said.err)
