"""One public name, one home: every ``__all__`` is sorted, complete and true."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "sanyi"
PACKAGES = sorted(
    ".".join(path.parent.relative_to(SOURCE.parent).parts)
    for path in SOURCE.rglob("__init__.py")
    if "__all__" in path.read_text("utf-8")
)


def sorted_as_the_linter_does(names: list[str]) -> list[str]:
    """Constants, then classes, then the rest, each in alphabetical order."""
    return sorted(names, key=lambda n: (not n.isupper(), not n[0].isupper(), n))


def imported_names(package: str) -> set[str]:
    """Public names that the package takes over from its own modules."""
    path = SOURCE.parent.joinpath(*package.split("."), "__init__.py")
    return {
        alias.asname or alias.name
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(package)
        for alias in node.names
    }


@pytest.mark.parametrize("package", PACKAGES)
def test_public_names_are_sorted_and_each_once(package: str) -> None:
    names = importlib.import_module(package).__all__
    assert list(names) == sorted_as_the_linter_does(names)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("package", PACKAGES)
def test_public_names_exist_and_none_is_forgotten(package: str) -> None:
    module = importlib.import_module(package)
    assert [n for n in module.__all__ if not hasattr(module, n)] == []
    forgotten = {n for n in imported_names(package) if not n.startswith("_")}
    assert forgotten - set(module.__all__) == set()


def test_packages_that_the_design_names_have_a_public_face() -> None:
    assert {"sanyi.kernel", "sanyi.documents", "sanyi.clauses", "sanyi.ledger"} <= set(PACKAGES)
