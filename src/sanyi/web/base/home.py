"""The folder that holds everything of an office (``SANYI_HOME``)."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

KEY_FILE = "secret.key"


def secret_key(home: Path) -> str:
    """The key that signs sessions, made once and readable by its owner alone."""
    path = home / KEY_FILE
    if path.exists():
        return path.read_text("ascii").strip()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = secrets.token_urlsafe(64)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was first
        return path.read_text("ascii").strip()
    with os.fdopen(handle, "w") as file:
        file.write(key)
    return key


def workspace_folder(home: Path, code: str) -> Path:
    """Folder of a place: its analytic workspace, with the office's bindings and trajectories."""
    return home / "places" / code
