"""The list of what a workspace holds: one JSON file, replaced whole."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from sanyi.datasets.engine.files import write_atomically
from sanyi.kernel import UnreadableFileError

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Source:
    """One file that went into a table; rows_in = kept + rejected."""

    name: str
    sha256: str
    mapping_sha256: str
    mode: str
    rows_in: int
    kept: int
    rejected: int
    loaded_at: str
    rejected_file: str = ""


@dataclass(frozen=True, slots=True)
class TableEntry:
    """One table of the workspace.

    Args:
        file: Parquet path relative to the workspace.
        content_hash: of columns and rows, whatever their order in the file.
        file_sha256: of the bytes on disk, to notice damage.
        derived_from: content hashes of the tables a computed table was made of.
    """

    name: str
    file: str
    rows: int
    content_hash: str
    file_sha256: str
    columns: tuple[str, ...]
    loaded_at: str
    contract_hash: str = ""
    sources: tuple[Source, ...] = ()
    derived_from: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Manifest:
    """All tables by name."""

    tables: dict[str, TableEntry] = field(default_factory=dict)

    def with_entry(self, entry: TableEntry) -> Manifest:
        """The same manifest with one table put in or replaced."""
        return replace(self, tables={**self.tables, entry.name: entry})

    def files(self) -> set[str]:
        """Every file the manifest still needs."""
        kept = {entry.file for entry in self.tables.values()}
        for entry in self.tables.values():
            kept |= {source.rejected_file for source in entry.sources if source.rejected_file}
        return kept


def read_manifest(path: Path) -> Manifest:
    """Read the manifest; an absent file is an empty workspace.

    Raises:
        UnreadableFileError: the file is not a manifest of a known format.
    """
    if not path.exists():
        return Manifest()
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            raise ValueError(f"format {data['format']}")
        return Manifest({name: _entry(raw) for name, raw in data["tables"].items()})
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableFileError(
            "DAT-021",
            f"数据目录的清单 {path.name} 读不出来。",
            "从备份恢复，或换一个空目录重新装载。",
        ) from error


def _entry(raw: dict[str, Any]) -> TableEntry:
    sources = tuple(Source(**source) for source in raw.pop("sources", ()))
    columns = tuple(raw.pop("columns"))
    return TableEntry(**raw, columns=columns, sources=sources)


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Replace the manifest; same content gives the same bytes."""
    tables = {name: asdict(entry) for name, entry in sorted(manifest.tables.items())}
    text = json.dumps(
        {"format": FORMAT, "tables": tables}, ensure_ascii=False, indent=1, sort_keys=True
    )
    write_atomically(path, (text + "\n").encode())
