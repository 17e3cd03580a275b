"""Backup and restore of a whole home: database, files, workspaces, keys, in one checked archive."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from sanyi.kernel import InputError

DATABASE = "sanyi.sqlite3"
DUMP = "database.json"
MANIFEST = "manifest.json"
_FOLDERS = ("files", "places")
_FILES = ("secret.key",)
_VOLATILE = ("sessions", "contenttypes", "auth.Permission", "axes")


def back_up(home: Path, output: Path) -> int:
    """Write an archive; returns how many files it holds. May run while the desks are open.

    The database is copied at one moment; files are only ever added, so those it names are there.

    Raises:
        InputError: there is no home, or the archive exists.
    """
    if not (home / "secret.key").exists():
        raise InputError("BAK-001", f"{home} 里没有办公室的数据。", "用 --home 给出正确的文件夹。")
    if output.exists():
        raise InputError("BAK-002", f"{output} 已存在。", "换一个文件名；备份不覆盖旧备份。")
    output.parent.mkdir(parents=True, exist_ok=True)
    partial = output.with_name(output.name + ".partial")
    hashes: dict[str, str] = {}
    with tempfile.TemporaryDirectory(dir=output.parent) as folder:
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
            for name, path in _members(home, Path(folder)):
                hashes[name] = _hash(path)
                archive.write(path, name)
            archive.writestr(MANIFEST, json.dumps(hashes, ensure_ascii=False, indent=1))
    partial.replace(output)
    return len(hashes)


def _members(home: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    """(name in the archive, file); the database first, so that it names no later file."""
    from django.db import connection

    if connection.vendor == "sqlite":
        copy = folder / DATABASE
        with sqlite3.connect(home / DATABASE) as source, sqlite3.connect(copy) as target:
            source.backup(target)
        yield DATABASE, copy
    else:
        yield DUMP, _dump(folder / DUMP)
    for name in _FILES:
        yield name, home / name
    for top in _FOLDERS:
        for path in sorted((home / top).rglob("*")):
            if path.is_file():
                yield path.relative_to(home).as_posix(), path


def _dump(path: Path) -> Path:
    """All rows as they stand at one moment."""
    from django.core.management import call_command
    from django.db import connection, transaction

    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        call_command("dumpdata", exclude=_VOLATILE, output=str(path), verbosity=0)
    return path


def restore(archive_path: Path, home: Path) -> int:
    """Unpack an archive into a new home; returns how many files.

    Raises:
        InputError: it is no archive of ours, is damaged, or the home is not empty.
    """
    if home.exists() and any(home.iterdir()):
        raise InputError("BAK-003", f"{home} 不是空文件夹。", "恢复到一个新文件夹，核对后再启用。")
    try:
        with zipfile.ZipFile(archive_path) as archive:
            hashes: dict[str, str] = json.loads(archive.read(MANIFEST))
            for name, wanted in hashes.items():
                _unpack(archive, name, wanted, home)
    except (zipfile.BadZipFile, KeyError, ValueError, FileNotFoundError) as error:
        raise InputError("BAK-004", f"{archive_path} 不是完整的备份。", "换一份备份。") from error
    (home / "secret.key").chmod(0o600)
    if DUMP in hashes:
        _load(home / DUMP)
    return len(hashes)


def _unpack(archive: zipfile.ZipFile, name: str, wanted: str, home: Path) -> None:
    target = (home / name).resolve()
    if not target.is_relative_to(home.resolve()):
        raise InputError("BAK-005", "备份里有指向文件夹之外的文件。", "这份备份不可信，不要使用。")
    target.parent.mkdir(parents=True, exist_ok=True)
    content = hashlib.sha256()
    with archive.open(name) as source, target.open("wb") as out:
        while chunk := source.read(1 << 20):
            content.update(chunk)
            out.write(chunk)
    if content.hexdigest() != wanted:
        raise InputError("BAK-006", f"备份中的 {name} 已损坏。", "换一份备份。")


def _load(dump: Path) -> None:
    """Rows of a dump into the database of ``DATABASE_URL``, which must be empty."""
    from django.core.management import call_command

    from sanyi.web.server import set_up

    set_up(dump.parent)
    from sanyi.web.units.models import Person

    if Person.objects.exists():
        raise InputError("BAK-007", "DATABASE_URL 指向的数据库不是空的。", "换一个空数据库再恢复。")
    call_command("loaddata", str(dump), verbosity=0)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
