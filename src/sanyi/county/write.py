"""Source files as offices send them: CSV in the contract's names, and some the hard way.

The hard way is Chinese headings, money in yuan and code labels: GB18030 text from the procurement
platform, a workbook a year from the hospitals' accounts, an old dBase file of the asset register.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import re
import struct
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from sanyi.county.cut import UNTIL, cut_row, cut_sql
from sanyi.county.world import Row, World
from sanyi.datasets import Contract, get_code_list, get_contract
from sanyi.datasets.engine.files import write_atomically

NOTE = "模型县合成数据（安禾县），不含任何真实个人、机构或地区。"
_STAMP = (1980, 1, 1, 0, 0, 0)
_STYLES = {
    "procurement_orders": "gb18030",
    "procurement_payments": "gb18030",
    "staff": "gb18030",
    "hospital_accounts": "xlsx",
    "meetings": "xlsx",
    "progress_reports": "xlsx",
    "devices": "dbf",
}
_DBF_HEADINGS = {
    "licence_number": "许可证号",
    "is_debt_financed": "举债",
    "udi": "UDI",
}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One written file: which table it fills and how it is to be loaded."""

    file: str
    table: str
    mode: str
    rows: int


def write_sources(world: World, folder: Path, until: dt.date) -> list[SourceFile]:
    """Write every book and query as source files, sorted by table name."""
    folder.mkdir(parents=True, exist_ok=True)
    # Without its list a half-made folder is no model county.
    (folder / "manifest.json").unlink(missing_ok=True)
    files: list[SourceFile] = []
    for table in sorted({*world.books, *world.queries}):
        contract = get_contract(table)
        if table in world.queries:
            files.append(_write_query(world, contract, folder, until))
        else:
            files += _write_book(world, contract, folder, until)
    manifest = {
        "synthetic": True,
        "note": NOTE,
        "seed": world.seed,
        "size": world.size.name,
        "year": world.year,
        "known_until": until.isoformat(),
        "files": [
            {
                "file": f.file,
                "table": f.table,
                "mode": f.mode,
                "rows": f.rows,
                "source": NOTE,
                "sha256": _sha256(folder / f.file),
            }
            for f in files
        ],
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    write_atomically(folder / "manifest.json", text.encode())
    return files


def _sha256(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _write_query(world: World, contract: Contract, folder: Path, until: dt.date) -> SourceFile:
    sql = world.queries[contract.name]
    any_day = sql.replace(UNTIL, "DATE '2000-01-01'")
    described = world.fetch(f"DESCRIBE {any_day}")
    columns = [str(row[0]) for row in described]
    sql = cut_sql(contract, sql, columns, until)
    names = [c.name for c in contract.columns if c.name in columns]
    target = folder / f"{contract.name}.csv"
    where = str(target).replace("'", "''")
    rows = world.fetch(
        f"COPY (SELECT {', '.join(names)} FROM ({sql}) ORDER BY {', '.join(contract.key)}) "
        f"TO '{where}' (FORMAT csv, HEADER, DELIMITER ',')"
    )
    return SourceFile(target.name, contract.name, "full", int(rows[0][0]))


def _write_book(world: World, contract: Contract, folder: Path, until: dt.date) -> list[SourceFile]:
    cut = (cut_row(contract, dict(row), until) for row in world.books[contract.name])
    rows = [row for row in cut if row is not None] + world.dirty.get(contract.name, [])
    names = [c.name for c in contract.columns if any(row.get(c.name) is not None for row in rows)]
    style = _STYLES.get(contract.name, "csv")
    if style == "xlsx" and contract.period_column:
        return _by_year(contract, names, rows, folder)
    suffix = {"gb18030": "csv"}.get(style, style)
    target = folder / f"{contract.name}.{suffix}"
    if style == "csv":
        _write_csv(target, names, [[_plain(row.get(n)) for n in names] for row in rows], "utf-8")
    else:
        _write_styled(contract, names, rows, target, style)
    return [SourceFile(target.name, contract.name, "full", len(rows))]


def _by_year(
    contract: Contract, names: list[str], rows: list[Row], folder: Path
) -> list[SourceFile]:
    """A workbook a year; the second is added to the first."""
    files: list[SourceFile] = []
    years = sorted({row[contract.period_column].year for row in rows})
    for year in years:
        part = [row for row in rows if row[contract.period_column].year == year]
        target = folder / f"{contract.name}-{year}.xlsx"
        _write_styled(contract, names, part, target, "xlsx")
        mode = "insert" if files else "full"
        files.append(SourceFile(target.name, contract.name, mode, len(part)))
    return files


def _write_styled(
    contract: Contract, names: list[str], rows: list[Row], target: Path, style: str
) -> None:
    headings = [contract.column(name).label for name in names]
    cells = [[_labelled(contract, name, row.get(name)) for name in names] for row in rows]
    if style == "gb18030":
        _write_csv(target, headings, cells, "gb18030")
    elif style == "xlsx":
        _write_xlsx(target, f"{contract.title}（{NOTE}）", headings, cells)
    else:
        fields = [_DBF_HEADINGS.get(n, h) for n, h in zip(names, headings, strict=True)]
        _write_dbf(target, fields, cells)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(round(value, 6))
    return str(value)


def _labelled(contract: Contract, name: str, value: Any) -> str:
    """A cell as a person reads it."""
    column = contract.column(name)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if column.type == "fen" and isinstance(value, int):
        sign, whole = ("-" if value < 0 else ""), abs(value)
        return f"{sign}{whole // 100}.{whole % 100:02d}"
    if column.codes:
        return get_code_list(column.codes).label(str(value))
    return _plain(value)


def _write_csv(target: Path, headings: list[str], rows: list[list[str]], encoding: str) -> None:
    with target.open("w", encoding=encoding, newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(headings)
        writer.writerows(rows)


def _write_xlsx(target: Path, title: str, headings: list[str], rows: list[list[str]]) -> None:
    book = Workbook()
    page = book.worksheets[0]
    page.title = "数据"
    page.append([title])
    page.append(headings)
    for row in rows:
        page.append(row)
    raw = io.BytesIO()
    book.save(raw)
    _without_clock(raw, target)


def _without_clock(raw: io.BytesIO, target: Path) -> None:
    """The same workbook with the moments of its making taken out."""
    with (
        zipfile.ZipFile(raw) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as out,
    ):
        for name in sorted(source.namelist()):
            data = source.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb">\d{4}-\d\d-\d\dT[^<]*<", b">2025-01-01T00:00:00Z<", data)
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(info, data)


def _write_dbf(target: Path, fields: list[str], rows: list[list[str]]) -> None:
    """A dBase III table of character fields in GB18030, as old registers export it."""
    coded = [[cell.encode("gb18030") for cell in row] for row in rows]
    widths = [min(254, max([1, *(len(row[n]) for row in coded)])) for n in range(len(fields))]
    length = 1 + sum(widths)
    head = struct.pack(
        "<BBBBIHH16xBB2x", 3, 125, 1, 1, len(rows), 33 + 32 * len(fields), length, 0, 0x7A
    )
    parts = [head]
    for name, width in zip(fields, widths, strict=True):
        parts.append(struct.pack("<11sc4xBB14x", name.encode("gb18030")[:10], b"C", width, 0))
    parts.append(b"\x0d")
    for row in coded:
        cells = [cell[:w].ljust(w) for cell, w in zip(row, widths, strict=True)]
        parts.append(b" " + b"".join(cells))
    target.write_bytes(b"".join(parts) + b"\x1a")
