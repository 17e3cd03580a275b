"""The four real documents, entry by entry, against what a person reads.

Their texts are not part of the project; without ../shared these tests say so and skip.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sanyi.clauses import Basis, read_clauses
from sanyi.documents import read_document
from sanyi.ledger.build import build_ledger
from sanyi.ledger.entry import Entry, Ledger, UnitRole
from shared import SHARED, needs_shared

HERE = Path(__file__).parent
NUMBERED = (Basis.NUMERIC, Basis.COUNT, Basis.FREQUENCY)


def read(name: str) -> Ledger:
    return build_ledger(read_clauses(read_document(SHARED / "seeds" / f"{name}.txt")))


def numbered(entry: Entry) -> list[list[Any]]:
    return [[t.op.value, t.value, t.upper, t.unit] for t in entry.targets if t.basis in NUMBERED]


@needs_shared
@pytest.mark.parametrize("name", ["wuzhou-2022", "lixin-2023", "huainan-2020"])
def test_document_is_read_as_a_person_reads_it(name: str) -> None:
    gold = json.loads((HERE / "gold" / f"{name}.json").read_text("utf-8"))["entries"]
    entries = read(name).entries
    assert [e.number for e in entries] == [g["number"] for g in gold]
    for entry, expected in zip(entries, gold, strict=True):
        where = f"{name} {entry.number}"
        assert entry.is_deleted == expected["deleted"], where
        assert entry.names(UnitRole.LEAD) == expected["lead"], where
        assert entry.names(UnitRole.COOPERATING) == expected["cooperating"], where
        assert entry.names(UnitRole.DEFAULT) == expected["default"], where
        assert (entry.deadline and entry.deadline.phrase) == expected["limit"], where
        due = entry.deadline.due_on if entry.deadline else None
        assert (due and due.isoformat()) == expected["due_on"], where
        left = [t for t in numbered(entry) if t not in expected["optional_targets"]]
        assert left == expected["targets"], where


@needs_shared
def test_annexed_ledger_is_read_as_a_person_reads_it() -> None:
    gold = json.loads((SHARED / "gold" / "tongren-2021.json").read_text("utf-8"))["tasks"]
    entries = read("tongren-2021").entries
    assert [(e.kind.value, e.number) for e in entries] == [(g["kind"], g["number"]) for g in gold]
    for entry, expected in zip(entries, gold, strict=True):
        where = entry.id
        assert "".join(entry.text.split()) == "".join(expected["text"].split()), where
        readings = [(expected["lead_units"], expected["coop_units"])]
        readings += [(a["lead"], a["coop"]) for a in expected.get("alt_readings", [])]
        assert (entry.names(UnitRole.LEAD), entry.names(UnitRole.COOPERATING)) in readings, where
        assert (entry.deadline and entry.deadline.phrase) == expected["deadline"], where
        due = entry.deadline.due_on if entry.deadline else None
        assert (due and due.isoformat()) == expected["deadline_date"], where
        assert [(t.op.value, t.value) for t in entry.targets] == [
            (t["op"], t["value"]) for t in expected["targets"]
        ], where


@needs_shared
def test_actions_of_the_annexed_ledger_are_the_sentences_of_work() -> None:
    gold = json.loads((SHARED / "gold" / "tongren-2021.json").read_text("utf-8"))["tasks"]
    entries = read("tongren-2021").entries
    same = sum(list(e.actions) == g["actions"] for e, g in zip(entries, gold, strict=True))
    assert same >= 0.97 * len(gold)
