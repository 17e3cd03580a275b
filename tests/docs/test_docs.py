"""The docs say what is so: their commands run, every command and code is in them."""

from __future__ import annotations

import doctest
import importlib
import importlib.util
import os
import pkgutil
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer.main

import sanyi
from sanyi.cli import app
from shared import ROOT

PAGES = sorted(
    p
    for p in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "samples").glob("*.md")]
    if p.is_file()
)
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
# pages whose indented examples name files of the reader
RUN = [p for p in PAGES if _FENCE.search(p.read_text("utf-8"))]


def commands(page: Path) -> list[str]:
    """The ``sanyi`` commands in the fenced blocks of a page."""
    blocks = [body for kind, body in _FENCE.findall(page.read_text("utf-8")) if kind == "bash"]
    lines = [li.strip() for b in blocks for li in b.replace("\\\n", " ").splitlines()]
    return [line for line in lines if line.startswith("sanyi ")]


EXAMPLES = {p.name: commands(p) for p in RUN if commands(p)}


@pytest.mark.parametrize("page", sorted(EXAMPLES))
def test_commands_of_a_page_run_one_after_the_other(page: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src" / "sanyi" / "samples", tmp_path / "src" / "sanyi" / "samples")
    for command in EXAMPLES[page]:
        arguments = shlex.split(command, comments=True)[1:]
        done = subprocess.run(
            [sys.executable, "-m", "sanyi.cli", *arguments],
            cwd=tmp_path,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(sanyi.__file__).parents[1])},
            capture_output=True,
            check=False,
            timeout=240,
        )
        # an examination that finds errors ends with 1
        allowed = {0, 1} if arguments[0] == "audit" else {0}
        assert done.returncode in allowed, f"{command}\n{done.stderr.decode()}"


def test_readme_has_commands_to_run() -> None:
    assert set(EXAMPLES) >= {
        "README.md", "README.zh-CN.md", "first-ledger.md", "run-the-year.md",
        "supervise-and-evaluate.md", "year.md",
    }  # fmt: skip


def test_python_example_of_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    (example,) = [body for kind, body in _FENCE.findall(text) if kind == "python"]
    here = Path.cwd()
    os.chdir(ROOT)
    try:
        exec(compile(example, "README.md", "exec"), {})
    finally:
        os.chdir(here)
    assert "anhe-2025#1 压实改革领导责任" in capsys.readouterr().out


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_make_targets_named_in_the_docs_exist(page: Path) -> None:
    named = set(
        re.findall(r"`make ([a-z]+)`|^make ([a-z]+)", page.read_text("utf-8"), re.MULTILINE)
    )
    assert {a or b for a, b in named} <= make_targets()


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_between_the_pages_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8"))
    broken = [li for li in links if "://" not in li and not (page.parent / li).exists()]
    assert broken == []


def test_pictures_are_small() -> None:
    pictures = list((ROOT / "docs" / "img").glob("*.png"))
    assert pictures
    assert [p.name for p in pictures if p.stat().st_size > 200 * 1024] == []


def load(script: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(script.stem, script)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_pages_are_up_to_date() -> None:
    for name, content in load(ROOT / "docs" / "build_reference.py").pages().items():
        committed = (ROOT / "docs" / "reference" / name).read_text("utf-8")
        assert committed == content, f"docs/reference/{name}: run `make docs`"


def test_every_command_is_documented() -> None:
    page = (ROOT / "docs" / "reference" / "cli.md").read_text("utf-8")
    root: Any = typer.main.get_command(app)
    context = root.make_context("sanyi", [], resilient_parsing=True)
    for name in root.list_commands(context):
        assert f"## sanyi {name}" in page


def test_every_code_in_the_source_is_documented() -> None:
    pages = "".join(p.read_text("utf-8") for p in (ROOT / "docs" / "reference").glob("*.md"))
    sources = [p for p in (ROOT / "src" / "sanyi").rglob("*.py")]
    used = {
        code
        for p in sources
        for code in re.findall(r'"([A-Z]{3}-\d{3})"', p.read_text("utf-8"))
    }  # fmt: skip
    assert used
    assert {code for code in used if code not in pages} == set()


def test_every_dependency_has_a_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    listed = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    names = {re.split(r"[\[><=~! ]", d)[0] for group in groups for d in group}
    assert {n for n in names if not re.search(rf"\b{re.escape(n)}\b", listed)} == set()


def test_lock_pins_every_dependency_with_hashes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    pinned = {m.lower() for m in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    assert {re.split(r"[\[><=~! ]", d)[0].lower() for d in wanted} <= pinned
    assert lock.count("--hash=sha256:") >= len(pinned)
    assert "://" not in lock


MODULES = sorted(
    m.name
    for m in pkgutil.walk_packages(sanyi.__path__, "sanyi.")
    if not m.name.endswith("__main__")
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_are_true(name: str) -> None:
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError as absent:
        pytest.skip(f"{absent.name} is not installed")
    options = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    assert doctest.testmod(module, optionflags=options).failed == 0
