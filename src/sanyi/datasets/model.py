"""The words of a table contract: column, contract, code list, check.

Plain immutable records; ``contract.py`` reads them from data files and refuses wrong ones.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

_DECIMAL = re.compile(r"decimal\((\d{1,2}),(\d{1,2})\)")
_PLAIN_TYPES = {
    "string": "string",
    "int64": "int64",
    "fen": "int64",
    "boolean": "boolean",
    "date": "date",
    "month": "date",
    "datetime": "timestamp(6)",
}


class Personal(StrEnum):
    """What loading does with a column that could name a person."""

    NONE = "none"
    PSEUDONYMISE = "pseudonymise"
    DROP = "drop"


def ibis_type(type_name: str) -> str | None:
    """The Ibis type of a contract type, or None when there is no such type.

    Example:
        >>> ibis_type("fen"), ibis_type("decimal(18,4)"), ibis_type("float")
        ('int64', 'decimal(18, 4)', None)
    """
    found = _DECIMAL.fullmatch(type_name)
    if found and int(found[2]) <= int(found[1]) <= 38:
        return f"decimal({found[1]}, {found[2]})"
    return _PLAIN_TYPES.get(type_name)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a contract.

    Args:
        name: English snake_case; money ends in ``_fen``, dates in ``_on``, keys in ``_id``.
        type: ``string | int64 | fen | boolean | date | month | datetime | decimal(p,s)``; a
            ``month`` is stored as the first day of the month.
        label: what people call it, in Chinese.
        required: whether an empty value rejects the row.
        unit: printed unit, empty where there is none.
        codes: name of the code list, empty where values are free.
        references: ``table.column`` that must hold the value, empty where nothing does.
        personal: see ``Personal``.
        aliases: other headings under which exports carry it.
        minimum, maximum: inclusive bounds as text, None where open.
        pattern: regular expression that the whole value matches, empty where free.
    """

    name: str
    type: str
    label: str
    required: bool = False
    unit: str = ""
    codes: str = ""
    references: str = ""
    personal: Personal = Personal.NONE
    aliases: tuple[str, ...] = ()
    minimum: str | None = None
    maximum: str | None = None
    pattern: str = ""
    note: str = ""

    @property
    def ibis_type(self) -> str:
        """Type in a table expression."""
        return ibis_type(self.type) or "string"


@dataclass(frozen=True, slots=True)
class CheckSpec:
    """One quality check of a contract: a kind of ``checks`` with its parameters."""

    kind: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    severity: str = "warning"
    title: str = ""

    @property
    def id(self) -> str:
        """Stable id within the table, made of the kind and its parameters."""
        parts = [f"{key}={_flat(value)}" for key, value in sorted(self.parameters.items())]
        return f"{self.kind}({';'.join(parts)})"


def _flat(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "+".join(str(item) for item in value)
    return str(value)


@dataclass(frozen=True, slots=True)
class Contract:
    """What one table must look like: grain, columns, key, checks.

    Args:
        serves: row numbers of the list of systems whose data needs it covers.
        period_column: the date column by which rows belong to a period, empty for registers.
    """

    name: str
    title: str
    grain: str
    group: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    period_column: str = ""
    serves: tuple[int, ...] = ()
    checks: tuple[CheckSpec, ...] = ()
    note: str = ""
    path: str = ""

    def column(self, name: str) -> Column:
        """The column of that name; KeyError when absent."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    def __contains__(self, name: str) -> bool:
        return any(column.name == name for column in self.columns)

    @property
    def stored_columns(self) -> tuple[Column, ...]:
        """The columns that reach the workspace; dropped personal columns never do."""
        return tuple(c for c in self.columns if c.personal is not Personal.DROP)


@dataclass(frozen=True, slots=True)
class Code:
    """One value of a code list; ``rank`` orders levels where order has a meaning."""

    code: str
    label: str
    aliases: tuple[str, ...] = ()
    parent: str = ""
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class CodeList:
    """A closed list of values with its source and date."""

    name: str
    title: str
    source: str
    as_of: str
    codes: tuple[Code, ...]

    def __contains__(self, code: str) -> bool:
        return any(item.code == code for item in self.codes)

    def label(self, code: str) -> str:
        """The Chinese label of a code; the code itself when it is not in the list."""
        return next((item.label for item in self.codes if item.code == code), code)

    def spellings(self) -> dict[str, str]:
        """Every accepted spelling (code, label, alias) to its code."""
        table: dict[str, str] = {}
        for item in self.codes:
            for text in (item.code, item.label, *item.aliases):
                table.setdefault(text, item.code)
        return table
