"""Whatever is written to the log has a name in Chinese: an auditor reads no code words."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

from django.urls import reverse

import sanyi.web
from sanyi.ledger import Move
from sanyi.web.acts import words
from sanyi.web.acts.matrix import Act
from sanyi.web.acts.models import Event
from sanyi.web.ledgers.service import move

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


def test_every_field_that_is_recorded_has_a_name() -> None:
    written: set[str] = set()
    for file in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record":
                said = [k.value for k in node.keywords if k.arg in ("before", "after")]
                dicts = [d for value in said for d in ast.walk(value) if isinstance(d, ast.Dict)]
                written |= {k.value for d in dicts for k in d.keys if isinstance(k, ast.Constant)}
    assert len(written) > 60
    assert written <= set(words.FIELDS)


def test_changes_are_read_in_chinese_before_and_after() -> None:
    event = Event(
        subject_kind="letter", subject="anhe-2025#annex/3/blue@2026-01-05",
        before={"state": "draft"}, after={"state": "sent", "number": "1号", "units": ["甲", "乙"]},
    )  # fmt: skip
    told = {c.label: (c.before, c.after) for c in words.changes_of(event)}
    assert told == {
        "状态": ("待发", "已发出"), "文号或序号": ("", "1号"), "单位": ("", "甲、乙"),
    }  # fmt: skip
    moved = Event(subject_kind="entry", before={"state": "assigned"}, after={"state": "running"})
    assert [(c.before, c.after) for c in words.changes_of(moved)] == [("分解", "开展")]


def test_audit_page_shows_what_changed_in_words(as_role, entry, people) -> None:  # type: ignore[no-untyped-def]
    move(people["office"], entry, Move.ASSIGN)
    page = as_role("auditor").get(reverse("units:audit"), {"act": "assign"}).content.decode()
    assert "状态：<del>立项</del> → 分解" in page and "proposed" not in page
