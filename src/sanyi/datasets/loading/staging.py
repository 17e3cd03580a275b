"""Any file becomes lines of text that the engine can split: one record a line, counted here.

A plain file (UTF-8, no quotes, one kind of line end) is read where it lies. Everything else is
written once to a staging file whose fields are parted by a control character.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sanyi.datasets.engine.duckdb_executor import DuckDBExecutor, quoted_text
from sanyi.datasets.loading.tabular import dbf_records, xlsx_records
from sanyi.kernel import SanyiError, UnreadableFileError, UnsupportedFormatError

FIELD_MARK = "\x1f"
_BLOCK = 1 << 20
_DELIMITERS = (",", "\t", "|", ";", "，")
_SPECIAL = (b'"', b"\x00", b"\x02", b"\x1f")
TEXT_SUFFIXES = (".csv", ".txt", ".tsv")
SUFFIXES = (*TEXT_SUFFIXES, ".xlsx", ".dbf", ".parquet")


@dataclass(frozen=True, slots=True)
class Staged:
    """A source ready for the engine.

    Args:
        path: the file to read; the source itself when it is plain or Parquet.
        header_line: line number of the headings; records follow.
        rows: records after the headings, blank lines not counted.
    """

    path: Path
    kind: str
    columns: tuple[str, ...]
    delimiter: str
    header_line: int
    rows: int
    sha256: str


def stage(
    source: Path,
    folder: Path,
    *,
    encoding: str = "",
    delimiter: str = "",
    sheet: str = "",
    header_row: int = 0,
) -> Staged:
    """Make a source readable for the engine.

    Raises:
        UnsupportedFormatError: no reader for this kind of file.
        UnreadableFileError: empty, damaged, or its quotes do not pair.
    """
    suffix = source.suffix.lower()
    if suffix not in SUFFIXES:
        raise UnsupportedFormatError(
            "DAT-060", f"不会读 {source.name}。", "请用 CSV、xlsx、Parquet 或 DBF。"
        )
    if not source.is_file() or source.stat().st_size == 0:
        raise UnreadableFileError(
            "DAT-061", f"{source.name} 不存在，或是空文件。", "检查路径和文件大小。"
        )
    if suffix == ".parquet":
        return Staged(source, "parquet", (), "", 0, 0, _scan(source).sha256)
    if suffix in TEXT_SUFFIXES:
        return _stage_text(source, folder, encoding, delimiter, header_row)
    reader = xlsx_records(source, sheet) if suffix == ".xlsx" else dbf_records(source, encoding)
    return _write(source, reader, folder, _scan(source).sha256, header_row)


def parquet_shape(engine: DuckDBExecutor, path: Path) -> tuple[tuple[str, ...], int]:
    """Columns and row count of a Parquet source.

    Raises:
        UnreadableFileError: the file is not Parquet, or is cut off.
    """
    source = f"read_parquet({quoted_text(str(path))})"
    try:
        described = engine.execute(f"DESCRIBE FROM {source}")
        rows = engine.execute(f"SELECT count(*) FROM {source}")
    except SanyiError as error:
        raise UnreadableFileError(
            "DAT-073", f"{path.name} 不是完整的 Parquet。", "重新导出后再装载。"
        ) from error
    return tuple(str(row[0]) for row in described), int(rows[0][0])


@dataclass(frozen=True, slots=True)
class _Scan:
    sha256: str
    is_utf8: bool
    is_plain: bool
    quotes: int


def _scan(source: Path) -> _Scan:
    """One pass over the bytes: hash, encoding, and whether the engine may read it as it lies."""
    digest = hashlib.sha256()
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_utf8, special, quotes = True, False, 0
    returns, pairs, feeds = 0, 0, 0
    last = b""
    with source.open("rb") as handle:
        while block := handle.read(_BLOCK):
            digest.update(block)
            quotes += block.count(b'"')
            special = special or any(mark in block for mark in _SPECIAL)
            feeds += block.count(b"\n")
            returns += block.count(b"\r")
            pairs += block.count(b"\r\n") + (last == b"\r" and block.startswith(b"\n"))
            last = block[-1:]
            if is_utf8:
                try:
                    decoder.decode(block)
                except UnicodeDecodeError:
                    is_utf8 = False
    if is_utf8:
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            is_utf8 = False
    plain = is_utf8 and not special and returns in (0, feeds) and pairs == returns
    return _Scan(digest.hexdigest(), is_utf8, plain, quotes)


def _stage_text(
    source: Path, folder: Path, encoding: str, delimiter: str, header_row: int
) -> Staged:
    scan = _scan(source)
    encoding = encoding or _encoding(source, scan)
    delimiter = delimiter or _delimiter(source, encoding)
    if scan.is_plain and encoding == "utf-8-sig":
        return _in_place(source, delimiter, header_row, scan.sha256)
    if scan.quotes % 2:
        raise UnreadableFileError(
            "DAT-062",
            f"{source.name} 的引号没有配对，行的界限不清楚。",
            "重新导出，或改正引号后再装载。",
        )
    return _write(source, _records(source, encoding, delimiter), folder, scan.sha256, header_row)


def _encoding(source: Path, scan: _Scan) -> str:
    with source.open("rb") as handle:
        start = handle.read(2)
    if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16"
    return "utf-8-sig" if scan.is_utf8 else "gb18030"


def _delimiter(source: Path, encoding: str) -> str:
    """The mark that parts most fields in the first lines."""
    with source.open(encoding=encoding, errors="replace", newline="") as handle:
        lines = [line for _, line in zip(range(20), handle, strict=False) if line.strip()]
    counts = {mark: min((line.count(mark) for line in lines), default=0) for mark in _DELIMITERS}
    best = max(counts, key=lambda mark: counts[mark])
    if counts[best]:
        return best
    first = lines[0] if lines else ""
    return max(_DELIMITERS, key=first.count)


def _in_place(source: Path, delimiter: str, header_row: int, sha256: str) -> Staged:
    columns: tuple[str, ...] = ()
    header_line = rows = 0
    mark = delimiter.encode()
    blank = b" \t\r\n" + (mark if len(mark) == 1 else b"")
    with source.open("rb") as handle:
        for number, line in enumerate(handle, 1):
            if not line.strip(blank) or not line.replace(mark, b"").strip(blank):
                continue
            if header_line:
                rows += 1
            elif number >= header_row:
                header_line = number
                columns = _headings(line.decode("utf-8-sig").split(delimiter))
    return _checked(Staged(source, "text", columns, delimiter, header_line, rows, sha256), source)


def _records(source: Path, encoding: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(1 << 24)
    try:
        with source.open(encoding=encoding, errors="replace", newline="") as handle:
            yield from csv.reader(handle, delimiter=delimiter)
    except (csv.Error, LookupError, UnicodeError) as error:
        raise UnreadableFileError(
            "DAT-063", f"{source.name} 不能按分隔文本读出。", "检查编码、分隔符，或重新导出。"
        ) from error


def _write(
    source: Path, records: Iterable[list[str]], folder: Path, sha256: str, header_row: int
) -> Staged:
    """Write records as marked lines; blank records keep their line so that numbers stay true.

    A record without anything in any field is blank, as at the foot of many exported sheets.
    """
    target = folder / f"{sha256[:24]}.txt"
    columns: tuple[str, ...] = ()
    header_line = rows = 0
    with target.open("w", encoding="utf-8", newline="\n") as handle:
        for number, raw in enumerate(records, 1):
            record = [_one_line(cell) for cell in raw]
            if any(cell.strip(" \t") for cell in record):
                if header_line:
                    rows += 1
                elif number >= header_row and (header_row or _is_heading(record)):
                    header_line = number
                    columns = _headings(record)
                handle.write(FIELD_MARK.join(record))
            handle.write("\n")
    return _checked(Staged(target, "text", columns, FIELD_MARK, header_line, rows, sha256), source)


def _is_heading(record: list[str]) -> bool:
    """A title over the table fills one cell; headings fill several, or the only column."""
    return sum(bool(cell.strip()) for cell in record) >= min(2, len(record))


def _one_line(cell: str) -> str:
    if cell.isprintable():
        return cell
    return "".join(" " if char in "\r\n\x1f\x00\x02\x85\u2028\u2029" else char for char in cell)


def _headings(cells: list[str]) -> tuple[str, ...]:
    return tuple(cell.strip().strip("\ufeff") for cell in cells)


def _checked(staged: Staged, source: Path) -> Staged:
    if not staged.columns:
        raise UnreadableFileError("DAT-064", f"{source.name} 里没有表头。", "检查表头所在的行。")
    named = [column for column in staged.columns if column]
    if len(set(named)) != len(named):
        raise UnreadableFileError(
            "DAT-065", f"{source.name} 的表头有重复的列名。", "改名后再装载，以免对应错列。"
        )
    return staged
