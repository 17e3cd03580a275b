"""A folder of files of one kind, such as monthly exports, loaded into one table in name order."""

from __future__ import annotations

from pathlib import Path

from sanyi.datasets.engine.files import file_sha256
from sanyi.datasets.engine.session import Session
from sanyi.datasets.loading.load import contract_hash, load_table
from sanyi.datasets.loading.mapping import SourceMapping
from sanyi.datasets.loading.report import LoadMode, LoadReport
from sanyi.datasets.loading.staging import SUFFIXES
from sanyi.datasets.registry import get_contract
from sanyi.kernel import UnreadableFileError


def load_folder(
    session: Session,
    table: str,
    folder: Path,
    loaded_at: str,
    *,
    mapping: SourceMapping | None = None,
    mode: LoadMode = LoadMode.FULL,
) -> list[LoadReport]:
    """Load every readable file of a folder; later files replace rows of the same key.

    With ``LoadMode.FULL`` the table afterwards holds these files and nothing else. A folder whose
    files are just those already loaded changes nothing.

    Raises:
        UnreadableFileError: there is no file to load.
    """
    files = sorted(p for p in folder.iterdir() if p.suffix.lower() in SUFFIXES and p.is_file())
    if not files:
        raise UnreadableFileError(
            "DAT-072",
            f"目录 {folder.name} 里没有可装载的文件。",
            "放入 CSV、xlsx、Parquet 或 DBF。",
        )
    if mode is LoadMode.FULL:
        known = _known(session, table, files, mapping)
        if known:
            return known
    reports = []
    for number, path in enumerate(files):
        later = LoadMode.UPSERT if mode is LoadMode.FULL and number else mode
        reports.append(load_table(session, table, path, loaded_at, mapping=mapping, mode=later))
    return reports


def _known(
    session: Session, table: str, files: list[Path], mapping: SourceMapping | None
) -> list[LoadReport]:
    """Reports of the earlier loads when the table holds exactly these files."""
    entry = session.workspace.manifest.tables.get(table)
    if entry is None or entry.contract_hash != contract_hash(get_contract(table)):
        return []
    if [source.sha256 for source in entry.sources] != [file_sha256(path) for path in files]:
        return []
    if mapping and any(s.mapping_sha256 != mapping.sha256 for s in entry.sources):
        return []
    return [
        LoadReport(
            table,
            path.name,
            source.rows_in,
            source.kept,
            source.rejected,
            entry.rows,
            entry.content_hash,
            unchanged=True,
        )
        for path, source in zip(files, entry.sources, strict=True)
    ]
