"""Loads a model county into a workspace by the ordinary path; there is no other way in."""

from __future__ import annotations

import json
from pathlib import Path

from sanyi.datasets import LoadMode, LoadReport, Session, Workspace, load_table
from sanyi.kernel import InputError

_KEY = b"model county, no person behind it"  # synthetic persons need no secret


def county_workspace(folder: Path) -> Workspace:
    """A workspace whose pseudonyms, and so its bytes, are the same on every machine."""
    return Workspace(folder, key=_KEY)


def load_county(folder: Path, session: Session, loaded_at: str) -> tuple[LoadReport, ...]:
    """Load every source file of a model county.

    Args:
        folder: the folder that ``make_county`` was given.
        session: an open session of the workspace to fill.
        loaded_at: time of the load as text.

    Returns:
        One report per file, in the order of the manifest.

    Raises:
        InputError: the folder holds no model county.
    """
    data = folder / "data"
    manifest = data / "manifest.json"
    if not manifest.exists():
        raise InputError(
            "CTY-001", f"{folder.name} 里没有模型县的数据。", "先用 sanyi county make 生成。"
        )
    files = json.loads(manifest.read_text(encoding="utf-8"))["files"]
    return tuple(
        load_table(
            session,
            entry["table"],
            data / entry["file"],
            loaded_at=loaded_at,
            mode=LoadMode(entry["mode"]),
        )
        for entry in files
    )
