"""One tiny county, made and loaded once for all tests of this folder."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from county_data import Loaded
from sanyi.county import TINY, load_county, make_county
from sanyi.datasets import Session, Workspace

SEED = 20


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    folder = tmp_path_factory.mktemp("county")
    make_county(SEED, TINY, folder)
    truth = json.loads((folder / "truth" / "truth.json").read_text(encoding="utf-8"))
    workspace = Workspace(tmp_path_factory.mktemp("workspace"), key=b"k" * 32)
    with Session(workspace) as session:
        reports = load_county(folder, session, "2026-01-05T08:00:00")
        yield Loaded(folder, session, reports, truth)
