"""Whatever is written to the log has a name in Chinese: an auditor reads no code words."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import sanyi.web
from sanyi.web.acts import words
from sanyi.web.acts.matrix import Act

ROOT = Path(sanyi.web.__file__).parent


def recorded() -> Iterator[tuple[str, ast.expr, ast.expr]]:
    """Module, act and kind of subject of every call that writes an event."""
    for file in sorted(ROOT.rglob("*.py")):
        if "migrations" in file.parts:
            continue
        module = ".".join(("sanyi.web", *file.relative_to(ROOT).with_suffix("").parts))
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record":
                yield module, node.args[1], node.args[2]


def value_of(module: str, node: ast.expr) -> str | None:
    """A constant, or a name of the module that holds one; None for what only a run can tell."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.Name):
        return getattr(importlib.import_module(module), node.id, None)
    if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "Act":
        return Act[node.attr].value
    return None


def test_every_act_and_subject_that_is_recorded_has_a_name() -> None:
    unnamed = set()
    calls = list(recorded())
    for module, act, kind in calls:
        done, about = value_of(module, act), value_of(module, kind)
        if done is not None and words.act_label(done) == done:
            unnamed.add((module, done))
        if about is not None and about not in words.SUBJECTS:
            unnamed.add((module, about))
    assert not unnamed
    assert len(calls) > 50
