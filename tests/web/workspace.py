"""A small workspace for the desks: two institutions and six settled claims of one year."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sanyi.datasets import Session, Workspace, load_table
from sanyi.web.units.models import Place

INSTITUTIONS = """institution_id,institution_name,institution_kind,county_id,is_primary,is_public
H01,安禾县人民医院,general_hospital,990101,false,true
H02,河口镇卫生院,township_centre,990101,true,true
"""
_HEAD = (
    "claim_id,person_id,insurance_scheme,insured_county_id,institution_id,place_of_care,"
    "care_kind,settled_on,total_cost_fen,basic_paid_fen,fund_paid_fen,is_reversal\n"
)
_ROWS = (
    ("c1", "p1", "H01", "in_county", "2025-01-10"), ("c2", "p2", "H01", "in_county", "2025-02-10"),
    ("c3", "p3", "H02", "in_county", "2025-02-11"), ("c4", "p4", "H02", "in_county", "2025-03-12"),
    ("c5", "p5", "H01", "in_province", "2025-03-13"), ("c6", "p6", "H01", "in_county", "2024-03-13"),
)  # fmt: skip


def claims(*more: str) -> str:
    rows = [
        f"{c},{p},resident,990101,{h},{where},outpatient,{day},1000,500,500,false"
        for c, p, h, where, day in _ROWS
    ]
    return _HEAD + "\n".join([*rows, *more]) + "\n"


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace, loaded once."""
    folder = tmp_path_factory.mktemp("loaded")
    with Session(Workspace(folder / "anhe")) as session:
        for name, text in (("institutions", INSTITUTIONS), ("claims", claims())):
            file = write(folder, f"{name}.csv", text)
            report = load_table(session, name, file, "2025-04-01T08:00:00")
            assert report.rejected == 0, report.reasons
    return folder / "anhe"


@pytest.fixture
def workspace(loaded: Path, place: Place, settings, tmp_path: Path) -> Path:  # type: ignore[no-untyped-def]
    """A copy of it for one test, in a home of its own."""
    settings.HOME = tmp_path / "home"
    folder = settings.HOME / "places" / place.code
    shutil.copytree(loaded, folder)
    return folder
