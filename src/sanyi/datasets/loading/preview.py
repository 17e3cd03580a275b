"""What a load would do, tried in a workspace of its own that is thrown away."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from sanyi.datasets.engine.duckdb_executor import quoted, quoted_text
from sanyi.datasets.engine.manifest import Manifest, write_manifest
from sanyi.datasets.engine.session import Session
from sanyi.datasets.engine.workspace import Workspace
from sanyi.datasets.loading.load import load_table
from sanyi.datasets.loading.mapping import SourceMapping
from sanyi.datasets.loading.report import LoadMode, LoadReport
from sanyi.datasets.model import Contract


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was not taken: its number in the file, why, and its cells by column."""

    number: int
    reasons: str
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a load would do.

    Args:
        report: the counts it would end with.
        columns: names of the columns that would be filled.
        rows: the first rows as they would stand in the table; persons are pseudonyms of a key
            that is thrown away.
        rejected: the first rows that would be rejected.
    """

    report: LoadReport
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    rejected: tuple[RejectedRow, ...]


def preview_load(
    source: Path,
    contract: Contract,
    mapping: SourceMapping,
    folder: Path,
    *,
    mode: LoadMode = LoadMode.FULL,
    workspace: Workspace | None = None,
    limit: int = 20,
) -> Preview:
    """Try a load.

    Args:
        folder: a private folder for what is thrown away.
        workspace: where it is to be loaded; for modes that keep rows its table is looked at.

    Raises:
        InputError: the file cannot be read, or the mapping does not fit.
    """
    with TemporaryDirectory(dir=folder, prefix="preview-") as place:
        trial = Workspace(Path(place))
        if workspace is not None and mode is not LoadMode.FULL and contract.name in workspace:
            _lend(workspace, trial, contract.name)
        with Session(trial) as session:
            report = load_table(session, contract, source, "", mapping=mapping, mode=mode)
            columns, rows = _first_rows(session, contract, limit)
            rejected = (
                rejected_rows(session, report.rejected_file, contract, limit)
                if report.rejected_file else ()
            )  # fmt: skip
    return Preview(report, columns, rows, rejected)


def _lend(workspace: Workspace, trial: Workspace, name: str) -> None:
    """Give the trial the table as it stands; the key too, or no person would be found in it."""
    entry = workspace.entry(name)
    target = trial.root / entry.file
    target.parent.mkdir(parents=True)
    try:
        os.link(workspace.root / entry.file, target)
    except OSError:  # another disk
        shutil.copyfile(workspace.root / entry.file, target)
    (trial.root / "pseudonym.key").write_bytes(workspace.key())
    alone = replace(entry, sources=())
    write_manifest(trial.root / "manifest.json", Manifest({name: alone}))


def _first_rows(
    session: Session, contract: Contract, limit: int
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    source = f"read_parquet({quoted_text(str(session.workspace.path(contract.name)))})"
    names = [column.name for column in contract.stored_columns]
    cells = ", ".join(f"CAST({quoted(name)} AS VARCHAR)" for name in names)
    rows = session.local.execute(f"SELECT {cells} FROM {source} LIMIT {int(limit)}")
    filled = [i for i, _ in enumerate(names) if any(row[i] is not None for row in rows)]
    return (
        tuple(names[i] for i in filled),
        tuple(tuple("" if row[i] is None else str(row[i]) for i in filled) for row in rows),
    )


def rejected_rows(
    session: Session, file: Path, contract: Contract, limit: int, offset: int = 0
) -> tuple[RejectedRow, ...]:
    """Some of the rejected rows of a load, in the order of the file.

    Args:
        file: as the report or the manifest names it.
    """
    names = [column.name for column in contract.stored_columns]
    source = f"read_parquet({quoted_text(str(file))})"
    known = {str(row[0]) for row in session.local.execute(f"DESCRIBE FROM {source}")}
    kept = [name for name in names if name in known]
    cells = "".join(f", CAST({quoted(name)} AS VARCHAR)" for name in kept)
    rows = session.local.execute(
        f"SELECT row_no, reasons{cells} FROM {source} ORDER BY row_no "
        f"LIMIT {int(limit)} OFFSET {int(offset)}"
    )
    return tuple(
        RejectedRow(
            int(row[0]), str(row[1]),
            {n: str(v) for n, v in zip(kept, row[2:], strict=True) if v is not None},
        )
        for row in rows
    )  # fmt: skip
