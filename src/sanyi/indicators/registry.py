"""The shelf of indicators and its dated values: find one by code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType

from sanyi.indicators.files import nearest
from sanyi.indicators.model import Definition, Kind
from sanyi.indicators.read import read_definition
from sanyi.kernel import DefinitionError
from sanyi.params import ParameterBook, load_parameters


def _home() -> Path:
    return Path(str(resources.files("sanyi.indicators")))


@cache
def parameters() -> ParameterBook:
    """The dated values that definitions may name, as ``indicators.name``."""
    return load_parameters(_home() / "params.toml", "indicators")


@cache
def definitions() -> Mapping[str, Definition]:
    """All indicators by code, links between them checked."""
    root = _home() / "definitions"
    return shelf(root, parameters())


def shelf(root: Path, book: ParameterBook) -> Mapping[str, Definition]:
    """All definitions under a folder.

    Raises:
        DefinitionError: a file is wrong, a code stands twice, a link leads nowhere.
    """
    found: dict[str, Definition] = {}
    for path in sorted(root.glob("*/*.toml")):
        definition = read_definition(path, root)
        if definition.code in found:
            raise _wrong(definition, f"代码已用于 {found[definition.code].file}")
        found[definition.code] = definition
    for definition in found.values():
        for code in definition.of:
            if code not in found:
                raise _wrong(definition, f"没有指标 {code}", nearest(code, found))
            if found[code].kind in (Kind.YEAR_ON_YEAR, Kind.DIFFERENCE):
                raise _wrong(definition, f"{code} 自身由别的指标算出，不能再引用")
        for name in definition.parameters:
            if name not in book:
                raise _wrong(definition, f"没有参数 {name}", nearest(name, [p.name for p in book]))
    return MappingProxyType(found)


def get_definition(code: str) -> Definition:
    """The indicator of a code.

    Raises:
        DefinitionError: there is none; the nearest codes are in the hint.
    """
    if code not in definitions():
        raise DefinitionError("IND-003", f"没有指标 {code}。", nearest(code, definitions()))
    return definitions()[code]


def _wrong(definition: Definition, message: str, hint: str = "") -> DefinitionError:
    return DefinitionError("IND-002", f"{definition.file} {definition.code}：{message}", hint)
