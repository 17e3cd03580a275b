"""Files that are either the old one or the new one, never half of one."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import sys
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sanyi.kernel import InputError

_BLOCK = 1 << 20


def write_atomically(path: Path, data: bytes) -> None:
    """Write beside the target, flush to disk, then rename over it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.tmp")
    with temporary.open("wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())
    publish(temporary, path)


def publish(temporary: Path, target: Path) -> None:
    """Flush a finished temporary file to disk and rename it over its target."""
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(temporary, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    temporary.replace(target)
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":  # a folder cannot be opened for flushing there
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def file_sha256(path: Path) -> str:
    """SHA-256 of a file's bytes, read in blocks."""
    digest = hashlib.sha256()
    with path.open("rb") as handle:
        while block := handle.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold a lock that the system releases when the process ends, however it ends.

    Raises:
        InputError: another process is writing to the same workspace.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as handle:
        _lock(handle.fileno())
        yield


def _lock(descriptor: int) -> None:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise InputError(
            "DAT-020", "另一个程序正在写这个数据目录。", "等它结束后再试；不要同时装载。"
        ) from error


class OwnFolder:
    """A folder of this process for as long as it lives; those of dead processes are removed.

    A process that is killed cannot clear up what it spilled, and that holds rows of tables.

    Args:
        root: where such folders stand, each beside a lock that the system releases at death.
    """

    def __init__(self, root: Path) -> None:
        root.mkdir(parents=True, exist_ok=True)
        for lock in sorted(root.glob("*.lock")):
            _remove_dead(lock)
        self.path = root / secrets.token_hex(8)
        lock = self.path.with_suffix(".lock")
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
        _lock(descriptor)
        self.path.mkdir()
        self.remove = weakref.finalize(self, _give_up, self.path, lock, descriptor)


def _give_up(path: Path, lock: Path, descriptor: int) -> None:
    shutil.rmtree(path, ignore_errors=True)
    os.close(descriptor)
    lock.unlink(missing_ok=True)


def _remove_dead(lock: Path) -> None:
    try:
        with lock.open("r+b") as handle:
            _lock(handle.fileno())
            shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
        lock.unlink(missing_ok=True)
    except (InputError, OSError):  # its process lives, or another one was faster
        return
