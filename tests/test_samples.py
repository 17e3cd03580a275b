"""The sample documents are what their sources say, and hold what the demo shows."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

import sanyi
from sanyi.documents import RunState, read_document
from sanyi.ledger import Ledger
from sanyi.pipeline import read_ledger
from shared import ROOT

SAMPLES = Path(sanyi.__file__).parent / "samples"


def test_building_the_samples_again_gives_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "samples"))
    builder = importlib.import_module("build_samples")
    built = builder.build(tmp_path)
    assert sorted(p.name for p in built) == sorted(
        p.name for p in SAMPLES.iterdir() if p.suffix in {".docx", ".txt"}
    )
    for path in built:
        assert path.read_bytes() == (SAMPLES / path.name).read_bytes()
    for name in ("build_samples", "wordprocessing"):
        sys.modules.pop(name)


def shape(ledger: Ledger) -> list[tuple[object, ...]]:
    """What must not depend on the carrier."""
    return [
        (e.id, e.text, [(u.name, u.role) for u in e.units], e.deadline and e.deadline.due_on)
        for e in ledger.entries
    ]


def test_word_and_text_file_give_the_same_ledger() -> None:
    word = read_ledger(SAMPLES / "anhe-2025.docx", id="anhe-2025")
    text = read_ledger(SAMPLES / "anhe-2025.txt", id="anhe-2025")
    assert shape(word) == shape(text)


def test_joined_cells_of_the_annex_give_their_unit_to_every_row() -> None:
    ledger = read_ledger(SAMPLES / "anhe-2025.docx", id="anhe-2025")
    rows = {e.id: e for e in ledger.entries}
    for number in (1, 2, 3):
        assert "县卫生健康局" in [u.name for u in rows[f"anhe-2025#annex/{number}"].units]


@pytest.mark.parametrize(
    ("code", "where"),
    [
        ("LED-002", "anhe-2025#10"),
        ("CMP-002", "anhe-2025#26"),
        ("DUE-001", "anhe-2025#annex/11"),
        ("CMP-006", "anhe-2025#annex/13"),
        ("LED-003", "anhe-2025#annex/16"),
        ("LED-004", "anhe-2025#annex/20"),
        ("CMP-001", "anhe-2025#annex/31"),
        ("CIT-001", "anhe-2025"),
        ("PII-002", "anhe-2025"),
    ],
)
def test_mistake_planted_in_the_final_document_is_found(code: str, where: str) -> None:
    ledger = read_ledger(SAMPLES / "anhe-2025.docx", id="anhe-2025")
    assert (code, where) in {(f.code, f.where) for f in ledger.findings}


@pytest.mark.parametrize("code", ["RES-001", "TXT-003", "PII-002"])
def test_mistake_planted_in_the_draft_is_found(code: str) -> None:
    ledger = read_ledger(SAMPLES / "anhe-2026-draft.docx")
    assert code in {f.code for f in ledger.findings}


def test_draft_holds_revisions_of_several_authors_strikes_and_a_comment() -> None:
    document = read_document(SAMPLES / "anhe-2026-draft.docx")
    states = {run.state for run in document.runs}
    assert {RunState.INSERTED, RunState.DELETED, RunState.STRUCK} <= states
    assert len({run.author for run in document.runs if run.author}) >= 2
    assert len(document.comments) == 1
    assert "（四）健全医共体绩效考核" in document.text


def test_draft_asks_for_answers_by_a_day() -> None:
    ledger = read_ledger(SAMPLES / "anhe-2026-draft.docx")
    asked = ledger.document.consultation
    assert asked is not None and asked.nil_reply_required
    assert str(asked.reply_due_on) == "2026-02-27"
    assert [e.number for e in ledger.entries if e.is_deleted] == ["（三）"]
