"""The checks of a table: those its columns imply, and those its contract lists."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import MappingProxyType

from sanyi.datasets.checks.kinds import Kind
from sanyi.datasets.checks.rows import ROW_KINDS
from sanyi.datasets.checks.tables import TABLE_KINDS
from sanyi.datasets.contract import mistake_in
from sanyi.datasets.model import CheckSpec, Column, Contract, Personal

KINDS = MappingProxyType({kind.name: kind for kind in (*ROW_KINDS, *TABLE_KINDS)})


def kind_of(spec: CheckSpec, contract: Contract) -> Kind:
    """The kind of a check, its parameters found right.

    Raises:
        DefinitionError: no such kind, or a parameter is missing, unknown or names no column.
    """
    kind = KINDS.get(spec.kind)
    if kind is None:
        raise mistake_in(Path(contract.path), spec.kind, f"没有检查种类 {spec.kind}")
    mistakes = kind.mistakes(spec, contract)
    if mistakes:
        raise mistake_in(Path(contract.path), spec.kind, f"{spec.kind}：{'；'.join(mistakes)}")
    return kind


def checks_of(contract: Contract) -> tuple[CheckSpec, ...]:
    """All checks of a table; each id once, the listed ones last."""
    found: dict[str, CheckSpec] = {}
    for spec in (*_implied(contract), *contract.checks):
        found[spec.id] = spec
    return tuple(found.values())


def _implied(contract: Contract) -> Iterable[CheckSpec]:
    yield CheckSpec("unique_key", {"columns": list(contract.key)}, "error")
    for column in contract.stored_columns:
        yield from _implied_by(column)


def _implied_by(column: Column) -> Iterable[CheckSpec]:
    name = column.name
    if column.required:
        yield CheckSpec("not_null", {"column": name}, "error")
    if column.codes:
        yield CheckSpec("in_code_list", {"column": name, "codes": column.codes}, "error")
    if column.minimum is not None or column.maximum is not None:
        bounds = {"column": name, "low": column.minimum, "high": column.maximum}
        yield CheckSpec("in_range", bounds)
    if column.pattern:
        yield CheckSpec("pattern", {"column": name, "pattern": column.pattern})
    # A pseudonym is made alike in every table, so keys of persons can be followed too.
    if column.references and column.personal is not Personal.DROP:
        yield CheckSpec("foreign_key", {"column": name, "references": column.references})
