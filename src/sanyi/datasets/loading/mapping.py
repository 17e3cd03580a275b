"""Which column of a file is which column of a contract: read, saved, edited by a person."""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sanyi.datasets.engine.files import write_atomically
from sanyi.datasets.model import Contract, Personal
from sanyi.kernel import InputError

MONEY_UNITS = {"分": 0, "角": 1, "元": 2, "百元": 4, "千元": 5, "万元": 6, "亿元": 10}


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """One source column and its target; ``unit`` is the money unit of the file.

    ``score`` (0 to 100) and ``reason`` say why it was proposed.
    """

    source: str
    target: str
    unit: str = ""
    score: float = 100.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SourceMapping:
    """How one kind of export is read into one table.

    Args:
        constants: values for columns the file does not carry, such as a year or a scheme.
        encoding, delimiter: empty means found out from the file.
        sheet: worksheet name; empty means the first.
        header_row: row of the headings, counted from 1; 0 means found out from the file.
    """

    table: str
    columns: tuple[ColumnMapping, ...]
    constants: dict[str, str] = field(default_factory=dict)
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    header_row: int = 0

    @property
    def sha256(self) -> str:
        """Hash of what decides the outcome; scores and reasons do not."""
        decided = [
            self.table,
            sorted((c.source, c.target, c.unit) for c in self.columns),
            sorted(self.constants.items()),
            self.encoding,
            self.delimiter,
            self.sheet,
            self.header_row,
        ]
        return hashlib.sha256(json.dumps(decided, ensure_ascii=False).encode()).hexdigest()

    def source_of(self, target: str) -> ColumnMapping | None:
        """The mapping that fills a target column, if any."""
        return next((c for c in self.columns if c.target == target), None)


def check_mapping(mapping: SourceMapping, contract: Contract, headings: tuple[str, ...]) -> None:
    """Refuse a mapping that does not fit the file or the contract.

    Raises:
        InputError: a column does not exist, is filled twice, or a key column is not filled.
    """
    targets = [c.target for c in mapping.columns] + list(mapping.constants)
    for target in targets:
        if target not in contract:
            raise _wrong(contract, f"目标列 {target} 不在契约里")
        if targets.count(target) > 1:
            raise _wrong(contract, f"目标列 {target} 被对应了两次")
    for column in mapping.columns:
        if column.source not in headings:
            raise _wrong(contract, f"文件里没有列“{column.source}”")
        if column.unit and column.unit not in MONEY_UNITS:
            raise _wrong(contract, f"不认识金额单位“{column.unit}”")
    for needed in contract.columns:
        if needed.required and needed.personal is not Personal.DROP and needed.name not in targets:
            raise _wrong(contract, f"必填列 {needed.name}（{needed.label}）没有来源列")


def _wrong(contract: Contract, message: str) -> InputError:
    return InputError(
        "DAT-050", f"{contract.name} 的列对应：{message}。", "修改列对应文件，或加上常量值后重试。"
    )


def write_mapping(path: Path, mapping: SourceMapping) -> None:
    """Save a mapping as TOML that a person can edit."""
    lines = [f"table = {_text(mapping.table)}"]
    for key in ("encoding", "delimiter", "sheet"):
        if value := getattr(mapping, key):
            lines.append(f"{key} = {_text(value)}")
    if mapping.header_row:
        lines.append(f"header_row = {mapping.header_row}")
    if mapping.constants:
        lines.append("\n[constants]")
        lines += [f"{key} = {_text(value)}" for key, value in sorted(mapping.constants.items())]
    for column in mapping.columns:
        lines += ["", "[[columns]]", f"source = {_text(column.source)}"]
        lines.append(f"target = {_text(column.target)}")
        if column.unit:
            lines.append(f"unit = {_text(column.unit)}")
        lines.append(f"score = {column.score:.1f}")
        if column.reason:
            lines.append(f"reason = {_text(column.reason)}")
    write_atomically(path, ("\n".join(lines) + "\n").encode())


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def read_mapping(path: Path) -> SourceMapping:
    """Read a saved mapping.

    Raises:
        InputError: the file is not a mapping.
    """
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        columns = tuple(ColumnMapping(**raw) for raw in data.pop("columns", ()))
        constants = {key: str(value) for key, value in data.pop("constants", {}).items()}
        return SourceMapping(columns=columns, constants=constants, **data)
    except (OSError, tomllib.TOMLDecodeError, TypeError, UnicodeDecodeError) as error:
        raise InputError(
            "DAT-051",
            f"列对应文件 {path.name} 读不出来。",
            "用 sanyi data load --propose 重新生成。",
        ) from error
