"""Reads dated values from TOML and finds the one in force on a day.

It holds no value of its own and fills no gap: a day before the first value is an error.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

from sanyi.kernel import DefinitionError, ParameterError
from sanyi.kernel.figures import ParameterUse
from sanyi.kernel.units import unit_of


class Basis(StrEnum):
    """Where a value comes from: the quote states it, hands it on, or we assume it."""

    STATED = "stated"
    DELEGATED = "delegated"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class ParameterValue:
    """One value of a parameter and the days it is in force.

    Args:
        from_on: first day.
        value: None when ``ended``: from that day there is no value.
        basis: see ``Basis``.
        document, clause, quote: the source; a delegated value names the higher document.
    """

    from_on: dt.date
    value: Decimal | None
    basis: Basis
    document: str
    clause: str = ""
    quote: str = ""
    note: str = ""

    @property
    def source(self) -> str:
        """``wuzhou-2022#11``, or the document alone."""
        return f"{self.document}#{self.clause}" if self.clause else self.document


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named value over time; ``values`` stand in order of their first day."""

    name: str
    title: str
    unit: str
    last_checked: dt.date
    values: tuple[ParameterValue, ...]

    def at(self, day: dt.date) -> ParameterValue:
        """The value in force on a day.

        Raises:
            ParameterError: the day is before the first value, or after the end.
        """
        in_force = [value for value in self.values if value.from_on <= day]
        if not in_force:
            raise ParameterError(
                "PAR-001",
                f"{self.name}（{self.title}）在 {day} 没有值，"
                f"最早的值自 {self.values[0].from_on} 起。",
                "补一个有条款来源的值。",
            )
        if in_force[-1].value is None:
            raise ParameterError(
                "PAR-002",
                f"{self.name}（{self.title}）自 {in_force[-1].from_on} 起停止执行，{day} 没有值。",
                "补一个有条款来源的值。",
            )
        return in_force[-1]


class ParameterBook:
    """Parameters by dotted name."""

    def __init__(self, parameters: Mapping[str, Parameter]) -> None:
        self._parameters = dict(parameters)

    def __contains__(self, name: str) -> bool:
        return name in self._parameters

    def __iter__(self) -> Iterator[Parameter]:
        return iter(self._parameters.values())

    def get(self, name: str) -> Parameter:
        """The parameter of a name; ParameterError when there is none."""
        if name not in self._parameters:
            raise ParameterError(
                "PAR-003", f"没有参数 {name}。", "检查名称，或在 params.toml 补上。"
            )
        return self._parameters[name]

    def number(self, name: str, day: dt.date) -> Decimal:
        """The value in force on a day."""
        value = self.get(name).at(day).value
        assert value is not None  # `at` refuses an ended value
        return value

    def use(self, name: str, day: dt.date) -> ParameterUse:
        """The same as a line of a figure's trace."""
        parameter = self.get(name)
        value = parameter.at(day)
        return ParameterUse(
            name, str(value.value), parameter.unit, str(value.from_on), value.basis, value.source
        )


def load_parameters(path: Path, prefix: str) -> ParameterBook:
    """Read one file of dated values; names become ``prefix.name``.

    Raises:
        DefinitionError: the file, the parameter and what is wrong with it.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise DefinitionError("PAR-010", f"{path.name}：不是正确的 TOML：{error}") from error
    return ParameterBook(
        {f"{prefix}.{key}": _parameter(path, f"{prefix}.{key}", raw) for key, raw in data.items()}
    )


def _wrong(path: Path, name: str, message: str) -> DefinitionError:
    return DefinitionError("PAR-010", f"{path.name} {name}：{message}")


def _parameter(path: Path, name: str, raw: Mapping[str, Any]) -> Parameter:
    for key in ("title", "unit", "last_checked", "values"):
        if not raw.get(key):
            raise _wrong(path, name, f"缺少 {key}")
    values = tuple(_value(path, name, item) for item in raw["values"])
    days = [value.from_on for value in values]
    if days != sorted(set(days)):
        raise _wrong(path, name, "from 应从早到晚，且不重复")
    if values[0].value is None:
        raise _wrong(path, name, "第一个值不能是 ended")
    return Parameter(name, raw["title"], unit_of(raw["unit"]).code, raw["last_checked"], values)


def _value(path: Path, name: str, raw: Mapping[str, Any]) -> ParameterValue:
    start = raw.get("from")
    if not isinstance(start, dt.date) or isinstance(start, dt.datetime):
        raise _wrong(path, name, "from 应为日期")
    ended = bool(raw.get("ended"))
    value = raw.get("value")
    if ended != (value is None) or isinstance(value, bool):
        raise _wrong(path, name, f"{start} 应有 value，或只写 ended = true")
    if value is not None and not isinstance(value, int | Decimal):
        raise _wrong(path, name, f"{start} 的 value 应为数字")
    source = raw.get("source", {})
    if raw.get("basis") not in list(Basis) or not source.get("document"):
        raise _wrong(path, name, f"{start} 缺少 basis（stated、delegated、assumed）或 source")
    if raw["basis"] == Basis.STATED and not source.get("quote"):
        raise _wrong(path, name, f"{start} 是 stated，应有 quote")
    return ParameterValue(
        start,
        None if value is None else Decimal(value),
        Basis(raw["basis"]),
        source["document"],
        source.get("clause", ""),
        source.get("quote", ""),
        raw.get("note", ""),
    )
