"""The allowed arrows between packages, imports inside functions counted."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "sanyi"

# A package may import kernel, itself, and what stands on its right here.
ALLOWED: dict[str, set[str]] = {
    "kernel": set(),
    "documents": set(),
    "clauses": {"documents"},
    "ledger": {"documents", "clauses"},
    "params": set(),
    "datasets": {"params"},
    "indicators": {"params", "datasets"},
    "mechanisms": {"params", "datasets"},
    "targets": {"clauses", "ledger", "params", "datasets", "indicators", "mechanisms"},
    "bulletin": {"ledger", "documents", "clauses", "params", "datasets", "indicators", "mechanisms",
                 "targets"},
    "county": {"params", "datasets"},
    "samples": set(),
    "terminal": {"documents", "ledger", "datasets"},
    # the way through all of them, and what stands in front of it
    "pipeline": {"documents", "clauses", "ledger", "params", "datasets", "indicators", "mechanisms",
                 "targets", "bulletin"},
    "demo": {"pipeline", "ledger", "terminal", "samples"},
    "demo_year": {"pipeline", "ledger", "bulletin", "county", "datasets", "targets", "web"},
    "cli": {"pipeline", "demo", "demo_year", "documents", "ledger", "terminal", "datasets",
            "county", "bulletin", "web"},
    # only web imports Django; nothing but the command line knows of web
    "web": {"pipeline", "documents", "clauses", "ledger", "params", "datasets", "indicators",
            "mechanisms", "targets", "bulletin", "terminal"},
}  # fmt: skip
MAY_IMPORT_DJANGO = {"web"}


def modules() -> Iterator[tuple[str, Path]]:
    """(dotted name, file) of every module of the library."""
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE.parent).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def imports(module: str, tree: ast.AST, *, is_package: bool = False) -> Iterator[str]:
    """Full names of everything a module imports, wherever the import stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = module.split(".")
                above = above[: len(above) - node.level + is_package]
                base = ".".join([*above, base]).rstrip(".")
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def package_of(module: str) -> str:
    """kernel of sanyi.kernel.spans; empty for the root."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def forbidden(module: str, tree: ast.AST, *, is_package: bool = False) -> list[str]:
    """Imports of ``module`` that no arrow allows."""
    own = package_of(module)
    found = []
    for name in imports(module, tree, is_package=is_package):
        top = name.split(".")[0]
        if top == "django" and own not in MAY_IMPORT_DJANGO:
            found.append(name)
        target = package_of(name) if top == "sanyi" else ""
        if not target or target in {own, "kernel", "__version__"}:
            continue
        if own and target not in ALLOWED.get(own, set()):
            found.append(name)
    return found


MODULES = [(name, path) for name, path in modules()]


@pytest.mark.parametrize(("module", "path"), MODULES, ids=[m for m, _ in MODULES])
def test_module_imports_only_along_the_arrows(module: str, path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert forbidden(module, tree, is_package=path.name == "__init__.py") == []


def test_every_package_has_its_arrows_written_down() -> None:
    packages = {package_of(name) for name, _ in MODULES} - {""}
    assert packages <= set(ALLOWED)


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("sanyi.documents.pdf", "from sanyi.clauses import Clause"),
        ("sanyi.ledger.build", "def f():\n    import sanyi.indicators"),
        ("sanyi.indicators.run", "from sanyi.ledger import Entry"),
        ("sanyi.kernel.spans", "from sanyi.documents import Run"),
        ("sanyi.targets.bind", "import django.db"),
        ("sanyi.clauses.targets", "from ..ledger import Entry"),
        ("sanyi.ledger.build", "from sanyi import web"),
    ],
)
def test_import_against_the_arrows_is_found(module: str, line: str) -> None:
    assert forbidden(module, ast.parse(line))


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("sanyi.clauses.targets", "from sanyi.kernel import Span"),
        ("sanyi.ledger.build", "from sanyi.clauses import Clause"),
        ("sanyi.documents.pdf.reader", "from ..model import Document"),
        ("sanyi.web.views", "import django.http\nfrom sanyi.ledger import Ledger"),
    ],
)
def test_import_along_the_arrows_passes(module: str, line: str) -> None:
    assert forbidden(module, ast.parse(line)) == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    names = {name for name, _ in MODULES}
    edges: dict[str, set[str]] = {}
    for name, path in MODULES:
        tree = ast.parse(path.read_text("utf-8"))
        found = set(imports(name, tree, is_package=path.name == "__init__.py")) & names
        # `from package import module` depends on the module, not on what the package gathers
        gathered = {n.rpartition(".")[0] for n in found}
        edges[name] = {n for n in found if n != name and not (n in gathered and is_above(n, name))}
    assert circle(edges) == []


def is_above(package: str, module: str) -> bool:
    """Whether ``module`` lies in ``package``."""
    return module.startswith(package + ".")


def test_circle_is_found() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": set()}) == ["a", "b", "c", "a"]
    assert circle({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []


def circle(edges: dict[str, set[str]]) -> list[str]:
    """The first circle found, as a path that ends where it begins; empty when there is none."""
    done: set[str] = set()

    def walk(node: str, path: list[str]) -> list[str]:
        if node in path:
            return [*path[path.index(node) :], node]
        if node in done:
            return []
        for following in sorted(edges.get(node, ())):
            if found := walk(following, [*path, node]):
                return found
        done.add(node)
        return []

    for start in sorted(edges):
        if found := walk(start, []):
            return found
    return []
