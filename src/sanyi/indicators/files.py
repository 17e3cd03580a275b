"""A definition file with its text, so that a mistake can be placed on a line."""

from __future__ import annotations

import difflib
import hashlib
import re
import tomllib
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from sanyi.datasets import CodeList, Column, Contract, contracts, get_code_list
from sanyi.kernel import DefinitionError


class DefinitionFile:
    """The bytes of one file, its data, and the words for what is wrong with it."""

    def __init__(self, path: Path, root: Path) -> None:
        raw = path.read_bytes()
        self.path = path
        self.name = path.relative_to(root).as_posix()
        self.hash = hashlib.sha256(raw.replace(b"\r\n", b"\n")).hexdigest()
        self.text = raw.decode("utf-8")
        try:
            self.data: dict[str, Any] = tomllib.loads(self.text, parse_float=Decimal)
        except tomllib.TOMLDecodeError as error:
            raise DefinitionError(
                "IND-001", f"{self.name}：不是正确的 TOML：{error}", "按所指的行、列改正。"
            ) from error

    def line_of(self, *words: str) -> int:
        """First line on which one of the words stands as a key or a quoted value."""
        lines = self.text.splitlines()
        for word in words:
            shape = re.compile(
                rf'"{re.escape(word)}"|\b{re.escape(word)}\s*=|\[{re.escape(word)}\]'
            )
            for number, line in enumerate(lines, 1):
                if shape.search(line):
                    return number
        return 1

    def wrong(self, word: str, message: str, hint: str = "", near: str = "") -> DefinitionError:
        """The error for a mistake: file, line, the word meant, what was expected."""
        line = self.line_of(word, near) if near else self.line_of(word)
        return DefinitionError("IND-002", f"{self.name} 第{line}行 {word}：{message}", hint)

    def contract(self, table: str) -> Contract:
        """The contract of a table named in the file."""
        if table not in contracts():
            raise self.wrong(table, "没有这张数据表", nearest(table, contracts()))
        return contracts()[table]

    def column(self, table: str, path: str, whole: str = "") -> Column:
        """The column at the end of a path of keys, such as ``institution_id.is_primary``.

        ``whole`` is the path as the file has it, when ``path`` is its rest.
        """
        whole = whole or path
        own, _, rest = path.partition(".")
        contract = self.contract(table)
        names = [column.name for column in contract.stored_columns]
        if own not in names:
            hint = nearest(own, names)
            raise self.wrong(whole, f"数据表 {table}（{contract.title}）没有列 {own}", hint)
        column = contract.column(own)
        if not rest:
            return column
        target = target_of(column)
        if target is None:
            raise self.wrong(whole, f"{own} 不指向别的数据表，后面不能再接列名")
        return self.column(target, rest, whole)

    def code_list(self, column: Column, word: str) -> CodeList:
        """The code list of a column."""
        if not column.codes:
            raise self.wrong(word, f"列 {column.name} 没有代码表")
        return get_code_list(column.codes)


def target_of(column: Column) -> str | None:
    """The table a column leads to: as its contract says, or the one whose only key it is."""
    if column.references:
        return column.references.partition(".")[0]
    owners = [c.name for c in contracts().values() if c.key == (column.name,)]
    return owners[0] if len(owners) == 1 else None


def nearest(word: str, names: Iterable[str]) -> str:
    """A hint with the nearest names."""
    known = sorted(names)
    near = difflib.get_close_matches(word, known, 3, 0.5)
    return f"是不是 {'、'.join(near)}？" if near else f"可用：{'、'.join(known[:30])}。"
