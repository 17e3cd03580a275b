"""The private folder of files on their way into tables; nothing in it is ever served."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from sanyi.web.data.models import Import


def folder() -> Path:
    """The folder, readable by its owner alone."""
    found: Path = settings.HOME / "incoming"
    found.mkdir(parents=True, exist_ok=True, mode=0o700)
    return found


def keep(upload: UploadedFile[Any], ending: str) -> str:
    """Write an upload down under a name nobody can guess; a half-written one is never named."""
    name = f"{secrets.token_hex(16)}.{ending}"
    path = folder() / name
    unfinished = path.with_suffix(".part")
    with unfinished.open("wb") as target:
        unfinished.chmod(0o600)
        for chunk in upload.chunks():
            target.write(chunk)
    unfinished.replace(path)
    return name


def path_of(one: Import) -> Path:
    """The file of an import."""
    return folder() / one.stored


def discard(one: Import) -> None:
    """Remove the file of an import that is over."""
    path_of(one).unlink(missing_ok=True)


def sweep() -> int:
    """Remove files that no open import names, as a stop in the middle may leave; how many."""
    over = (Import.State.DONE, Import.State.CANCELLED)
    needed = set(Import.objects.exclude(state__in=over).values_list("stored", flat=True))
    gone = 0
    for path in folder().iterdir():
        if path.is_file() and path.name not in needed and path.suffix != ".part":
            path.unlink(missing_ok=True)
            gone += 1
    return gone
