"""A figure and its trace: no number leaves a computation without what it rests on."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sanyi.kernel.errors import TraceError
from sanyi.kernel.periods import Period
from sanyi.kernel.units import unit_of


class ScopeKind(StrEnum):
    """What a figure speaks of."""

    ALL = "all"
    OWN = "own"  # the office's own place: rows that name no place are its own too
    PLACE = "place"
    INSTITUTION = "institution"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Scope:
    """The place, institution or group of a figure; the default is everything loaded."""

    kind: ScopeKind = ScopeKind.ALL
    id: str = ""
    label: str = ""

    def __str__(self) -> str:
        if self.kind is ScopeKind.ALL:
            return "all"
        return self.id if self.kind is ScopeKind.PLACE else f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class ParameterUse:
    """A dated value that went into a figure; ``basis`` is stated, delegated or assumed."""

    name: str
    value: str
    unit: str
    from_on: str
    basis: str
    source: str


@dataclass(frozen=True, slots=True)
class InputUse:
    """A table that went into a figure; ``grade`` is empty when no check has graded it."""

    table: str
    rows: int
    content_hash: str
    grade: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows of a table that were not counted, and why."""

    table: str
    reason: str
    rows: int


@dataclass(frozen=True, slots=True)
class Trace:
    """What a figure rests on.

    Args:
        definition_file: file of the definition, relative to its package.
        definition_hash: SHA-256 of that file.
        inputs: tables read, at least one.
        clauses: ids of the clauses that ask for it.
        parameters: dated values used.
        left_out: rows not counted.
        remarks: doubts about quality, in Chinese.
        wording: the definition in one Chinese paragraph (口径).

    Raises:
        TraceError: the definition or the inputs are missing.
    """

    definition_file: str
    definition_hash: str
    inputs: tuple[InputUse, ...]
    clauses: tuple[str, ...] = ()
    parameters: tuple[ParameterUse, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    remarks: tuple[str, ...] = ()
    wording: str = ""

    def __post_init__(self) -> None:
        if not self.definition_file or not self.definition_hash:
            raise TraceError("FIG-001", "数字没有定义文件，不能成立。")
        if not self.inputs:
            raise TraceError("FIG-002", f"{self.definition_file} 的数字没有数据来源，不能成立。")
        if any(not use.table or not use.content_hash for use in self.inputs):
            raise TraceError("FIG-002", f"{self.definition_file} 的数据来源没有表名或内容哈希。")

    @property
    def rests_on_assumption(self) -> bool:
        """Whether one of the parameters is assumed, which must be printed beside the figure."""
        return any(use.basis == "assumed" for use in self.parameters)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number, or the statement that there is none, with its trace.

    Args:
        indicator: code of the indicator or mechanism.
        version: version of the definition: the first 12 characters of its hash.
        title: official name, in Chinese.
        period, scope: what it speaks of.
        unit: code of ``kernel.units``.
        value: None when it cannot be computed; then ``reason`` says why.
        numerator, denominator: None where the kind has none.
        trace: see ``Trace``.

    Raises:
        TraceError: there is no trace, or an empty value without a reason.
    """

    indicator: str
    version: str
    title: str
    period: Period
    scope: Scope
    unit: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    trace: Trace
    reason: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.trace, Trace):
            raise TraceError("FIG-001", f"{self.indicator} 没有来历，不能成立。")
        if self.value is None and not self.reason:
            raise TraceError("FIG-003", f"{self.indicator} 没有值，也没有说明原因。")
        unit_of(self.unit)

    @property
    def id(self) -> str:
        """``county_visit_rate@2025Q3/340101``: the same inputs give the same id."""
        return f"{self.indicator}@{self.period}/{self.scope}"

    @property
    def printed(self) -> str:
        """The value with its unit as a report prints it."""
        return unit_of(self.unit).print(self.value)

    def to_json(self) -> dict[str, Any]:
        """Plain data for a file; decimals are text."""
        data = asdict(self)
        data["id"] = self.id
        data["period"] = str(self.period)
        for name in ("value", "numerator", "denominator"):
            data[name] = None if data[name] is None else str(data[name])
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Figure:
        """The figure that ``to_json`` wrote."""
        values = {field.name: data[field.name] for field in fields(cls)}
        for name in ("value", "numerator", "denominator"):
            values[name] = None if values[name] is None else Decimal(values[name])
        values["period"] = Period.parse(values["period"])
        scope = values["scope"]
        values["scope"] = Scope(ScopeKind(scope["kind"]), scope["id"], scope["label"])
        values["trace"] = _trace(values["trace"])
        return cls(**values)


def _trace(data: dict[str, Any]) -> Trace:
    return Trace(
        **{
            **data,
            "clauses": tuple(data["clauses"]),
            "remarks": tuple(data["remarks"]),
            "inputs": tuple(InputUse(**item) for item in data["inputs"]),
            "parameters": tuple(ParameterUse(**item) for item in data["parameters"]),
            "left_out": tuple(LeftOut(**item) for item in data["left_out"]),
        }
    )


def figures_to_text(figures: tuple[Figure, ...]) -> str:
    """Figures as JSON text, in the order given; the same figures give the same bytes."""
    items = [figure.to_json() for figure in figures]
    return json.dumps(items, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def figures_from_text(text: str) -> tuple[Figure, ...]:
    """The figures that ``figures_to_text`` wrote."""
    return tuple(Figure.from_json(item) for item in json.loads(text))
