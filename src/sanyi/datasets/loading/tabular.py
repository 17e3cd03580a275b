"""Records of workbooks and dBase files as lists of text."""

from __future__ import annotations

import datetime as dt
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dbfread import DBF, FieldParser, InvalidValue
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from sanyi.kernel import EncryptedFileError, InputError, UnreadableFileError

_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"


def xlsx_records(source: Path, sheet: str = "") -> Iterator[list[str]]:
    """Rows of one worksheet, the first unless named, values as they are shown to a person.

    Raises:
        EncryptedFileError: a password stands before the workbook.
        UnreadableFileError: the file is not a workbook.
        InputError: no worksheet of that name.
    """
    with source.open("rb") as handle:
        if handle.read(4) == _COMPOUND_FILE:
            raise EncryptedFileError(
                "DAT-066", f"{source.name} 有密码或是旧版 xls。", "去掉密码，另存为 xlsx。"
            )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and validations we do not read
            book = load_workbook(source, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise UnreadableFileError(
            "DAT-067", f"{source.name} 不是完整的 xlsx。", "用电子表格软件打开后另存。"
        ) from error
    try:
        if sheet and sheet not in book.sheetnames:
            raise InputError("DAT-068", f"{source.name} 没有工作表“{sheet}”。", "检查工作表名。")
        page = book[sheet] if sheet else book.worksheets[0]
        for row in page.iter_rows(values_only=True):
            yield [cell_text(value) for value in row]
    finally:
        book.close()


def dbf_records(source: Path, encoding: str = "") -> Iterator[list[str]]:
    """Headings, then the records that are not marked deleted.

    Raises:
        UnreadableFileError: the file is not a dBase file.
    """
    try:
        file = DBF(
            str(source),
            encoding=encoding or "gb18030",
            char_decode_errors="replace",
            ignore_missing_memofile=True,
            parserclass=_TolerantParser,
        )
        yield list(file.field_names)
        for record in file:
            yield [cell_text(value) for value in record.values()]
    except (ValueError, OSError, LookupError, RuntimeError, TypeError, IndexError) as error:
        raise UnreadableFileError(
            "DAT-069", f"{source.name} 不是完整的 DBF。", "重新导出，或另存为 CSV。"
        ) from error


class _TolerantParser(FieldParser):  # type: ignore[misc]
    """Keeps a value that breaks its field's type, so that the row is rejected and not lost."""

    def parse(self, field: Any, data: bytes) -> Any:
        try:
            return super().parse(field, data)
        except ValueError:
            return InvalidValue(data).decode("gb18030", "replace")


def cell_text(value: Any) -> str:
    """A cell's value as text.

    Example:
        >>> cell_text(3.0), cell_text(0.1), cell_text(True), cell_text(None)
        ('3', '0.1', 'true', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, dt.date | dt.time):  # a datetime is a date
        return value.isoformat().replace("T", " ").removesuffix(" 00:00:00")
    if isinstance(value, bytes):
        return value.decode("gb18030", "replace")
    return str(value)
