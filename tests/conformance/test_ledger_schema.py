"""What ``sanyi ledger`` prints is exactly the exchange format, version 1."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import sanyi
from sanyi.ledger import finding_as_dict, ledger_as_dict, ledger_as_json
from sanyi.pipeline import read_ledger
from shared import SHARED, needs_shared

SAMPLES = sorted((Path(sanyi.__file__).parent / "samples").glob("anhe-*"))
SEEDS = sorted((SHARED / "seeds").glob("*.txt"))


def validator() -> Draft202012Validator:
    schema = json.loads((SHARED / "design" / "ledger.schema.json").read_text("utf-8"))
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


@needs_shared
@pytest.mark.parametrize("path", [*SAMPLES, *SEEDS], ids=lambda p: p.name)
def test_ledger_follows_the_schema(path: Path) -> None:
    printed: Any = json.loads(ledger_as_json(read_ledger(path)))
    problems = [f"{list(e.path)}: {e.message}" for e in validator().iter_errors(printed)]
    assert problems == []


@needs_shared
def test_schema_refuses_a_ledger_with_an_unknown_role() -> None:
    printed = ledger_as_dict(read_ledger(SAMPLES[0]))
    printed["entries"][0]["units"][0]["role"] = "boss"
    assert not validator().is_valid(printed)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.name)
def test_ids_are_unique_and_counterparts_exist(path: Path) -> None:
    printed = ledger_as_dict(read_ledger(path))
    ids = [e["id"] for e in printed["entries"]]
    assert len(set(ids)) == len(ids)
    assert {c for e in printed["entries"] for c in e["counterparts"]} <= set(ids)


def test_audit_prints_the_objects_of_the_schema() -> None:
    finding = read_ledger(SAMPLES[0]).findings[0]
    assert set(finding_as_dict(finding)) == {
        "code",
        "severity",
        "where",
        "span",
        "message",
        "hint",
    }
