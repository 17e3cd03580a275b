"""The shelf of contracts and code lists: find one by name, get its table for an expression."""

from __future__ import annotations

import difflib
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType

import ibis

from sanyi.datasets.contract import check_links, read_code_list, read_contract
from sanyi.datasets.model import CodeList, Contract
from sanyi.kernel import DefinitionError


def _folder(name: str) -> Path:
    return Path(str(resources.files("sanyi.datasets") / name))


@cache
def code_lists() -> MappingProxyType[str, CodeList]:
    """All code lists by name."""
    files = sorted(_folder("codes").glob("*.toml"))
    return MappingProxyType({path.stem: read_code_list(path) for path in files})


@cache
def contracts() -> MappingProxyType[str, Contract]:
    """All contracts by table name, links between them checked."""
    files = sorted(_folder("contracts").glob("*.toml"))
    found = {path.stem: read_contract(path) for path in files}
    check_links(found.values(), code_lists())
    return MappingProxyType(found)


def get_contract(name: str) -> Contract:
    """The contract of a table.

    Raises:
        DefinitionError: no table of that name; the nearest names are in the hint.
    """
    if name not in contracts():
        raise DefinitionError("DAT-003", f"没有数据表 {name}。", _nearest(name, list(contracts())))
    return contracts()[name]


def get_code_list(name: str) -> CodeList:
    """The code list of a name; DefinitionError when there is none."""
    if name not in code_lists():
        hint = _nearest(name, list(code_lists()))
        raise DefinitionError("DAT-004", f"没有代码表 {name}。", hint)
    return code_lists()[name]


def table(name: str) -> ibis.Table:
    """An unbound table expression with the columns and types of the contract.

    Example:
        >>> table("institutions").institution_id.type().is_string()
        True
    """
    return table_of(get_contract(name))


def table_of(contract: Contract) -> ibis.Table:
    """The same for a contract that is not on the shelf."""
    schema = {column.name: column.ibis_type for column in contract.stored_columns}
    return ibis.table(schema, name=contract.name)


def _nearest(name: str, names: list[str]) -> str:
    near = difflib.get_close_matches(name, names, 3)
    return f"是不是 {'、'.join(near)}？" if near else "用 sanyi data contracts 看全部表名。"
