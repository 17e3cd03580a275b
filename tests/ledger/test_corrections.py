"""What people set right is kept apart and replayed on every new reading."""

from __future__ import annotations

import functools
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanyi.clauses import Basis, DeadlineKind, Operator
from sanyi.kernel import InputError, Severity
from sanyi.ledger import (
    DOCUMENT_FIELDS,
    ENTRY_FIELDS,
    CorrectedField,
    Correction,
    Entry,
    Ledger,
    Outcome,
    ProofType,
    UnitRole,
    anchor_of,
    apply_corrections,
    document_value,
    field_value,
    finding_correction,
)
from sanyi.pipeline import read_ledger


@functools.cache
def sample() -> Ledger:
    return read_ledger(Path(str(files("sanyi.samples") / "anhe-2025.docx")))


def on(entry: Entry, field: CorrectedField, after: Any) -> Correction:
    return Correction(entry.id, anchor_of(entry), field, field_value(entry, field), after)


def entry_of(ledger: Ledger, id: str) -> Entry:
    return next(e for e in ledger.entries if e.id == id)


def rewritten(ledger: Ledger, wanted: str, **changes: Any) -> Ledger:
    entries = tuple(replace(e, **changes) if e.id == wanted else e for e in ledger.entries)
    return replace(ledger, entries=entries)


FIRST = "anhe-2025#annex/1"


def test_correction_sets_the_field_and_leaves_the_reading_alone() -> None:
    first = entry_of(sample(), FIRST)
    units = [{"name": "县财政局", "role": "lead"}]
    corrected, outcomes = apply_corrections(sample(), [on(first, CorrectedField.UNITS, units)])
    assert entry_of(corrected, FIRST).names(UnitRole.LEAD) == ["县财政局"]
    assert outcomes == (Outcome.APPLIED,)
    assert entry_of(sample(), FIRST) == first


def test_correction_follows_its_entry_to_another_id() -> None:
    first = entry_of(sample(), FIRST)
    moved = rewritten(sample(), FIRST, id="anhe-2025#annex/99")
    corrected, outcomes = apply_corrections(moved, [on(first, CorrectedField.TITLE, "新标题")])
    assert entry_of(corrected, "anhe-2025#annex/99").title == "新标题"
    assert outcomes == (Outcome.APPLIED,)


def test_correction_follows_text_that_was_edited_a_little() -> None:
    first = entry_of(sample(), FIRST)
    edited = rewritten(sample(), FIRST, text=first.text.replace("，", "、") + "（续）")
    corrected, outcomes = apply_corrections(edited, [on(first, CorrectedField.TITLE, "新标题")])
    assert entry_of(corrected, FIRST).title == "新标题"
    assert outcomes == (Outcome.APPLIED,)


def test_correction_says_that_the_reading_has_changed() -> None:
    first = entry_of(sample(), FIRST)
    reread = rewritten(sample(), FIRST, title="另一个读法")
    corrected, outcomes = apply_corrections(reread, [on(first, CorrectedField.TITLE, "新标题")])
    assert entry_of(corrected, FIRST).title == "新标题"
    assert outcomes == (Outcome.CHANGED,)


def test_correction_of_a_vanished_entry_is_lost_and_touches_no_other() -> None:
    first = entry_of(sample(), FIRST)
    rest = tuple(e for e in sample().entries if e.id != FIRST)
    without = replace(sample(), entries=rest)
    lonely = replace(on(first, CorrectedField.TITLE, "新标题"), anchor="完全不同的一段话" * 5)
    corrected, outcomes = apply_corrections(without, [lonely])
    assert outcomes == (Outcome.LOST,)
    assert corrected == without


def test_later_correction_of_one_field_wins() -> None:
    first = entry_of(sample(), FIRST)
    one = on(first, CorrectedField.TITLE, "一")
    two = replace(one, before="一", after="二")
    corrected, outcomes = apply_corrections(sample(), [one, two])
    assert entry_of(corrected, FIRST).title == "二"
    assert outcomes == (Outcome.APPLIED, Outcome.APPLIED)


def test_entry_that_is_no_task_is_taken_out() -> None:
    first = entry_of(sample(), FIRST)
    corrected, _ = apply_corrections(sample(), [on(first, CorrectedField.IS_TASK, False)])
    assert entry_of(corrected, FIRST).is_deleted


def test_standing_task_has_no_day() -> None:
    first = entry_of(sample(), FIRST)
    value = {"phrase": "长期", "due_on": None, "kind": "ongoing"}
    corrected, _ = apply_corrections(sample(), [on(first, CorrectedField.DEADLINE, value)])
    deadline = entry_of(corrected, FIRST).deadline
    assert deadline is not None
    assert (deadline.kind, deadline.due_on) == (DeadlineKind.ONGOING, None)


def test_corrected_target_keeps_its_id_and_place_in_the_text() -> None:
    entry = next(e for e in sample().entries if e.targets)
    values = field_value(entry, CorrectedField.TARGETS)
    values[0] |= {"value": 12.5, "op": "<=", "unit": "%"}
    corrected, _ = apply_corrections(sample(), [on(entry, CorrectedField.TARGETS, values)])
    target = entry_of(corrected, entry.id).targets[0]
    assert (target.value, target.op, target.unit) == (12.5, Operator.AT_MOST, "%")
    assert (target.id, target.span) == (entry.targets[0].id, entry.targets[0].span)


def test_fields_of_the_document_are_corrected() -> None:
    document = sample().document
    number = Correction(document.id, "", CorrectedField.DOCUMENT_NUMBER,
                        document.document_number, "安政办〔2025〕9号")  # fmt: skip
    day = Correction(document.id, "", CorrectedField.ISSUED_ON, "2025-01-01", "2025-03-02")
    corrected, outcomes = apply_corrections(sample(), [number, day])
    assert corrected.document.document_number == "安政办〔2025〕9号"
    assert document_value(corrected.document, CorrectedField.ISSUED_ON) == "2025-03-02"
    assert outcomes == (Outcome.APPLIED, Outcome.CHANGED)


def test_settled_finding_is_no_longer_listed() -> None:
    error = next(f for f in sample().findings if f.severity is Severity.ERROR)
    corrected, outcomes = apply_corrections(sample(), [finding_correction(error, "已核对原件")])
    assert error not in corrected.findings
    assert len(corrected.findings) == len(sample().findings) - 1
    assert outcomes == (Outcome.APPLIED,)


@pytest.mark.parametrize(
    ("field", "after"),
    [
        (CorrectedField.UNITS, [{"name": "县财政局", "role": "boss"}]),
        (CorrectedField.DEADLINE, {"phrase": "年底", "due_on": "2025-13-01", "kind": "date"}),
        (CorrectedField.TARGETS, [{"key": "t1"}]),
        (CorrectedField.PROOF, "hearsay"),
    ],
)
def test_value_that_does_not_fit_is_refused(field: CorrectedField, after: Any) -> None:
    with pytest.raises(InputError, match="不合格式"):
        apply_corrections(sample(), [on(entry_of(sample(), FIRST), field, after)])


words = st.text("安禾县财政卫生健康局医保1234", max_size=8)
days = st.none() | st.dates().map(str)
numbers = st.none() | st.floats(-1e6, 1e6)
targets = st.fixed_dictionaries({
    "key": st.sampled_from(["t1", "t2", "t7"]), "phrase": words, "indicator": words,
    "basis": st.sampled_from([b.value for b in Basis]),
    "op": st.sampled_from([o.value for o in Operator]), "value": numbers, "upper": numbers,
    "unit": st.none() | words, "baseline": st.none() | words, "due_on": days,
})  # fmt: skip
AFTER = {
    CorrectedField.TITLE: st.none() | words,
    CorrectedField.SECTION: st.none() | words,
    CorrectedField.UNITS: st.lists(
        st.fixed_dictionaries(
            {"name": words, "role": st.sampled_from([r.value for r in UnitRole])}
        ),
        max_size=3, unique_by=lambda u: u["name"],
    ),
    CorrectedField.DEADLINE: st.none() | st.fixed_dictionaries(
        {"phrase": words, "due_on": days,
         "kind": st.sampled_from([k.value for k in DeadlineKind])}
    ),
    CorrectedField.TARGETS: st.lists(targets, max_size=3, unique_by=lambda t: t["key"]),
    CorrectedField.PROOF: st.sampled_from([p.value for p in ProofType]),
    CorrectedField.IS_TASK: st.booleans(),
}  # fmt: skip


@st.composite
def corrections(draw: st.DrawFn) -> list[Correction]:
    found = []
    for _ in range(draw(st.integers(0, 6))):
        entry = draw(st.sampled_from(sample().entries[:8]))
        field = draw(st.sampled_from(ENTRY_FIELDS))
        found.append(on(entry, field, draw(AFTER[field])))
    if draw(st.booleans()):
        field = draw(st.sampled_from(DOCUMENT_FIELDS[:3]))
        found.append(Correction(sample().document.id, "", field, None, draw(words)))
    if draw(st.booleans()):
        found.append(finding_correction(draw(st.sampled_from(sample().findings)), "已核对"))
    return found


@given(corrections())
def test_replay_on_the_same_reading_changes_nothing_more(made: list[Correction]) -> None:
    once, outcomes = apply_corrections(sample(), made)
    twice, _ = apply_corrections(once, made)
    assert twice == once
    assert len(outcomes) == len(made)
    assert Outcome.LOST not in outcomes


@given(corrections())
def test_no_correction_adds_or_drops_an_entry(made: list[Correction]) -> None:
    corrected, _ = apply_corrections(sample(), made)
    assert [(e.id, e.text, e.span) for e in corrected.entries] == [
        (e.id, e.text, e.span) for e in sample().entries
    ]


@given(st.sampled_from(ENTRY_FIELDS), st.integers(0, 50))
def test_value_given_back_as_it_was_changes_nothing(field: CorrectedField, place: int) -> None:
    entry = sample().entries[place]
    corrected, _ = apply_corrections(sample(), [on(entry, field, field_value(entry, field))])
    assert corrected == sample()
