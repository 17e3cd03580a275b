"""Ledgers into files: one each in a folder, or all of them in one workbook."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from sanyi.kernel import InputError
from sanyi.ledger import Ledger, ledger_as_json, ledger_as_md, ledgers_as_xlsx
from sanyi.terminal.output import show, write_result
from sanyi.terminal.tables import ledger_table


class Format(StrEnum):
    """The form in which a ledger is given out."""

    JSON = "json"
    XLSX = "xlsx"
    MD = "md"
    TABLE = "table"


_BY_SUFFIX = {".json": Format.JSON, ".xlsx": Format.XLSX, ".md": Format.MD, ".txt": Format.TABLE}
_SUFFIX = {form: suffix for suffix, form in _BY_SUFFIX.items()}


def format_of(asked: Format | None, output: Path | None) -> Format:
    """The asked format, else the one the name of the output says, else JSON."""
    if asked is not None:
        return asked
    return _BY_SUFFIX.get(output.suffix.lower(), Format.JSON) if output else Format.JSON


def export(ledger: Ledger, form: Format, output: Path | None, source: Path) -> None:
    """Give out one ledger; into a folder it goes under the name of its document."""
    if output is not None and output.is_dir():
        output = output / f"{source.stem}{_SUFFIX[form]}"
    match form:
        case Format.JSON:
            write_result(ledger_as_json(ledger), output, source=source)
        case Format.MD:
            write_result(ledger_as_md(ledger), output, source=source)
        case Format.XLSX:
            write_result(ledgers_as_xlsx([ledger]), output, source=source)
        case Format.TABLE:
            show(ledger_table(ledger), output, source=source)


def export_many(ledgers: Sequence[tuple[Path, Ledger]], form: Format, output: Path | None) -> None:
    """Give out several ledgers.

    Raises:
        InputError: CLI-006, there is no folder and no workbook to put them in.
    """
    if output is None or (output.exists() and not output.is_dir() and output.suffix != ".xlsx"):
        raise InputError(
            "CLI-006", "几份文件不能写到一处。", "请用 -o 给出文件夹，或以 .xlsx 结尾的文件名。"
        )
    if output.suffix.lower() == ".xlsx" and not output.is_dir():
        if ledgers:
            write_result(ledgers_as_xlsx([read for _, read in ledgers]), output)
        return
    taken: set[str] = set()
    for source, read in ledgers:
        name = _free_name(source.stem, taken)
        export(read, form, output / f"{name}{_SUFFIX[form]}", source)


def _free_name(stem: str, taken: set[str]) -> str:
    """``stem``, or with a number where two documents of different folders have the same name."""
    name, number = stem, 1
    while name.lower() in taken:
        number += 1
        name = f"{stem}-{number}"
    taken.add(name.lower())
    return name
