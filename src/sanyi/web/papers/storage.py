"""Files appear whole or not at all: written beside their place, then put there in one step."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible

PART = ".part"
_LEFT_AFTER = 24 * 3600  # seconds: a part this old belongs to an upload that died


@deconstructible
class WholeFileStorage(FileSystemStorage):
    """A file system on which no half-written file has a name that anybody looks for."""

    def _save(self, name: str, content: Any) -> str:
        full = Path(self.path(name))
        full.parent.mkdir(parents=True, exist_ok=True)
        clear_left_parts(full.parent)
        part = full.with_name(full.name + PART)
        with part.open("wb") as out:
            for chunk in content.chunks():
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        part.chmod(self.file_permissions_mode or 0o600)
        part.replace(full)
        return name


def whole_files() -> WholeFileStorage:
    """The storage under MEDIA_ROOT, as it is when asked."""
    return WholeFileStorage()


def clear_left_parts(folder: Path, now: float | None = None) -> int:
    """Remove parts of uploads that died long ago; returns how many."""
    count = 0
    for part in folder.glob("*" + PART):
        if (now or time.time()) - part.stat().st_mtime > _LEFT_AFTER:
            part.unlink(missing_ok=True)
            count += 1
    return count
