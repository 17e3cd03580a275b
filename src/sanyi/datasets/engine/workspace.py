"""A folder that owns the analytic tables: Parquet files, a manifest, a key for pseudonyms.

Every change is a new file first and a new manifest last, so a stop at any moment leaves the last
good tables. It has no clock: the time of a load is told by the caller.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sanyi.datasets.engine.duckdb_executor import DuckDBExecutor, quoted, quoted_text
from sanyi.datasets.engine.files import exclusive, file_sha256, publish
from sanyi.datasets.engine.manifest import (
    Manifest,
    Source,
    TableEntry,
    read_manifest,
    write_manifest,
)
from sanyi.kernel import InputError, UnreadableFileError


class Workspace:
    """The folder of one county's or city's analytic data.

    Args:
        root: folder; made when absent.
        key: bytes for pseudonyms, for a workspace that must be made again byte for byte; None
            makes a random key file on first use.
    """

    def __init__(self, root: Path | str, key: bytes | None = None) -> None:
        self.root = Path(root)
        self.root.mkdir(parents=True, exist_ok=True)
        self._key = key
        self._read: tuple[tuple[int, ...] | None, Manifest] | None = None

    @property
    def spill(self) -> Path:
        """Folder for what does not fit into memory."""
        return self.root / "spill"

    @property
    def manifest(self) -> Manifest:
        """The manifest as it stands on disk; read again only when the file is another one."""
        path = self.root / "manifest.json"
        stamp = _stamp(path)
        if self._read is None or self._read[0] != stamp or stamp is None:
            self._read = stamp, read_manifest(path)
        return self._read[1]

    def __contains__(self, name: str) -> bool:
        return name in self.manifest.tables

    def entry(self, name: str) -> TableEntry:
        """What the manifest says of a table.

        Raises:
            InputError: the table has not been loaded.
        """
        tables = self.manifest.tables
        if name not in tables:
            raise InputError(
                "DAT-022", f"数据表 {name} 还没有装载。", "先用 sanyi data load 装载。"
            )
        return tables[name]

    def path(self, name: str) -> Path:
        """The Parquet file of a table."""
        return self.root / self.entry(name).file

    def key(self) -> bytes:
        """The secret for pseudonyms; made once, readable by its owner only."""
        if self._key is not None:
            return self._key
        path = self.root / "pseudonym.key"
        if not path.exists():
            self._make_key(path)
        return path.read_bytes()

    def _make_key(self, path: Path) -> None:
        temporary = path.with_name(f".{path.name}.tmp")
        temporary.unlink(missing_ok=True)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as handle:
            handle.write(secrets.token_bytes(32))
        publish(temporary, path)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the workspace for one writer; clear what a killed one left, and what this one did.

        Staged text may hold names that never reach a table, so it does not outlive the writing.
        """
        with exclusive(self.root / ".lock"):
            self._sweep(("tables", "rejected", "staging"))
            try:
                yield
            finally:
                self._sweep(("staging",))

    def _sweep(self, folders: tuple[str, ...]) -> None:
        """Remove unfinished files and files no longer named by the manifest."""
        needed = {self.root / name for name in self.manifest.files()}
        for folder in folders:
            for path in sorted((self.root / folder).rglob("*")):
                if path.is_file() and path not in needed:
                    _remove(path)

    @property
    def staging_folder(self) -> Path:
        """Folder of unfinished files; swept by the next writer."""
        folder = self.root / "staging"
        folder.mkdir(exist_ok=True)
        return folder

    def staging(self, name: str) -> Path:
        """Place for one unfinished file."""
        return self.staging_folder / name

    def put(
        self,
        name: str,
        finished: Path,
        executor: DuckDBExecutor,
        loaded_at: str,
        *,
        contract_hash: str = "",
        sources: tuple[Source, ...] = (),
        derived_from: dict[str, str] | None = None,
    ) -> TableEntry:
        """Take a finished Parquet file in as a table; call inside ``writing``."""
        columns, rows, content = content_hash(executor, finished)
        entry = TableEntry(
            name=name,
            file=f"tables/{name}/{content[:24]}.parquet",
            rows=rows,
            content_hash=content,
            file_sha256=file_sha256(finished),
            columns=columns,
            loaded_at=loaded_at,
            contract_hash=contract_hash,
            sources=sources,
            derived_from=derived_from or {},
        )
        publish(finished, self.root / entry.file)
        write_manifest(self.root / "manifest.json", self.manifest.with_entry(entry))
        return entry

    def verify(self, name: str) -> None:
        """Refuse a table whose file is not the one that was written.

        Raises:
            UnreadableFileError: the file is absent or its bytes have changed.
        """
        entry = self.entry(name)
        path = self.root / entry.file
        if not path.exists() or file_sha256(path) != entry.file_sha256:
            raise UnreadableFileError(
                "DAT-023", f"数据表 {name} 的文件缺失或被改动。", "重新装载这张表。"
            )


def _stamp(path: Path) -> tuple[int, ...] | None:
    """What tells one manifest file from the next: each is a new file, put in place whole."""
    try:
        known = path.stat()
    except OSError:
        return None
    return known.st_ino, known.st_mtime_ns, known.st_size


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError:  # still open in a reader on Windows: the next writer removes it
        return


def content_hash(executor: DuckDBExecutor, path: Path) -> tuple[tuple[str, ...], int, str]:
    """Columns, row count and hash of a Parquet file's content, whatever the order of its rows.

    The rows' 128-bit digests are summed, so neither the layout of the file nor the version of
    the engine that wrote it has a say.
    """
    source = f"read_parquet({quoted_text(str(path))})"
    described = executor.execute(f"DESCRIBE FROM {source}")
    columns = [(str(row[0]), str(row[1])) for row in described]
    text = ", ".join(_hashed(quoted(name), kind) for name, kind in columns)
    half = "18446744073709551615::UHUGEINT"
    rows, low, high = executor.execute(
        f"SELECT count(*), coalesce(sum((digest & {half})::UBIGINT), 0), "
        f"coalesce(sum((digest >> 64)::UBIGINT), 0) "
        f"FROM (SELECT md5_number(concat_ws(',', {text})) AS digest FROM {source})"
    )[0]
    digest = hashlib.sha256(f"{columns}|{rows}|{int(low)}|{int(high)}".encode()).hexdigest()
    return tuple(name for name, _ in columns), int(rows), digest


def _hashed(column: str, kind: str) -> str:
    """A value as text that no two different rows share; a text tells its length first."""
    if kind == "VARCHAR":
        return f"coalesce(length({column}) || ':' || {column}, '-')"
    return f"coalesce(CAST({column} AS VARCHAR), '-')"
