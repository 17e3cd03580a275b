"""真值不被任何正式代码读取。"""

from __future__ import annotations

import ast
from pathlib import Path

import sanyi

_SOURCE = Path(sanyi.__file__).parent
# the generator's own side: nobody else may look at it
_SECRET = {"truth", "measure", "targets", "outcomes", "frauds", "reports"}


def _production() -> list[Path]:
    return [p for p in sorted(_SOURCE.rglob("*.py")) if p.parent.name != "county"]


def test_no_production_code_names_the_truth_file() -> None:
    for path in _production():
        text = path.read_text(encoding="utf-8")
        assert "truth.json" not in text, path
        assert "truth/" not in text, path


def test_no_production_code_imports_the_generators_own_side() -> None:
    for path in _production():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = [f"{node.module}.{alias.name}" for alias in node.names]
            for name in names:
                parts = name.split(".")
                if parts[:2] == ["sanyi", "county"]:
                    assert not _SECRET & set(parts[2:]), (path, name)


def test_loading_opens_nothing_but_the_data_folder() -> None:
    text = (_SOURCE / "county" / "load.py").read_text(encoding="utf-8")
    assert "truth" not in text
    assert '"data"' in text
