"""Entries added by hand: read from their words, found again by them, never under another's id."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanyi.documents import Document, Line, LineKind, Run, RunState, read_document
from sanyi.kernel import Severity, Span
from sanyi.ledger import (
    CorrectedField,
    Correction,
    Entry,
    EntryKind,
    Ledger,
    Outcome,
    UnitRole,
    add_entries,
    addition,
    apply_corrections,
    find_words,
    hand_id,
    hand_number,
    ledger_as_json,
    ledger_rows,
    read_passage,
    same_entry,
    tidy_span,
    with_published_ids,
)
from sanyi.pipeline import ledger_of_document
from sanyi.targets import tasks_of

SAMPLES = Path(str(files("sanyi.samples")))
HEAD = """安禾县人民政府办公室文件
安禾政办〔2025〕12号
安禾县2025年深化医药卫生体制改革重点工作任务
"""
MISSED = (
    "健全药品短缺监测预警制度，9月底前监测覆盖率达到95%以上。（县市场监管局牵头，县医疗保障局配合）"
)
CLAUSES = """一、重点任务
（一）推进紧密型县域医共体建设。2025年12月底前，县域内就诊率达到90%以上。（县卫生健康局牵头，县医疗保障局配合）
（二）深化医保支付方式改革。2025年9月底前出台总额预付实施方案。（县医疗保障局牵头，县财政局配合）
"""


def document_of(text: str, *runs: Run, furniture: tuple[str, ...] = ()) -> Document:
    lines, start = [], 0
    for line in text.split("\n"):
        kind = LineKind.PAGE_FURNITURE if line in furniture else LineKind.PARAGRAPH
        lines.append(Line(Span(start, start + len(line)), kind))
        start += len(line) + 1
    whole = runs or (Run(Span(0, len(text)), RunState.KEPT),)
    return Document("anhe-2025.txt", "txt", text, tuple(lines), whole)


def span_of(document: Document, words: str) -> Span:
    return find_words(document.text, words)[0]


def read(document: Document) -> Ledger:
    return ledger_of_document(document, id="anhe-2025")


def added_to(
    text: str, words: str = MISSED, number: int = 1
) -> tuple[Document, Ledger, Correction]:
    document = document_of(text)
    ledger, span = read(document), span_of(document, words)
    return document, ledger, addition(hand_id(ledger, span, number), document, span)


def entry_of(ledger: Ledger, id: str) -> Entry:
    return next(e for e in ledger.entries if e.id == id)


# --- what the words say


def test_passage_is_read_like_a_clause() -> None:
    document, ledger, one = added_to(HEAD + MISSED + "\n" + CLAUSES)
    entry = read_passage(ledger, document, span_of(document, MISSED), one.entry_id)
    assert entry.names(UnitRole.LEAD) == ["县市场监管局"]
    assert entry.names(UnitRole.COOPERATING) == ["县医疗保障局"]
    assert str(entry.deadline and entry.deadline.due_on) == "2025-09-30"
    assert [(t.value, t.op, t.unit) for t in entry.targets] == [(95.0, ">=", "%")]
    assert entry.targets[0].id == "anhe-2025#hand/1/t1"
    assert all(t.span.of(document.text) == t.phrase for t in entry.targets)
    assert entry.text == MISSED
    assert entry.is_added


@pytest.mark.parametrize("name", ["anhe-2025.docx", "anhe-2026-draft.docx"])
def test_words_of_a_clause_say_what_the_reader_read_in_them(name: str) -> None:
    document = read_document(SAMPLES / name)
    ledger = ledger_of_document(document)
    clauses = [e for e in ledger.entries if e.kind is EntryKind.CLAUSE and not e.is_deleted]
    assert clauses
    for entry in clauses:
        again = read_passage(ledger, document, entry.span, entry.id)
        assert (again.number, again.text, again.title) == (entry.number, entry.text, entry.title)
        assert (again.units, again.deadline) == (entry.units, entry.deadline)
        assert (again.targets, again.actions) == (entry.targets, entry.actions)
        assert (again.proof, again.cites) == (entry.proof, entry.cites)


def test_number_at_the_beginning_of_a_line_is_not_text() -> None:
    words = "（三）" + MISSED
    document, ledger, _ = added_to(HEAD + CLAUSES + words, words)
    entry = read_passage(ledger, document, span_of(document, words), "x#hand/1")
    assert (entry.number, entry.path, entry.text) == ("（三）", ("(三)",), MISSED)
    inside = read_passage(ledger, document, span_of(document, MISSED), "x#hand/1")
    assert (inside.number, inside.path) == (None, ())


def test_deleted_words_and_page_numbers_are_no_part_of_the_entry() -> None:
    text = HEAD + "建立短缺药品每日清单\n- 3 -\n通报制度。（县卫生健康局负责）\n" + CLAUSES
    at = text.index("每日")
    edited = (
        Run(Span(0, at), RunState.KEPT), Run(Span(at, at + 2), RunState.DELETED),
        Run(Span(at + 2, len(text)), RunState.KEPT),
    )  # fmt: skip
    document = document_of(text, *edited, furniture=("- 3 -",))
    span = tidy_span(text, Span(text.index("建立短缺"), text.index(CLAUSES)))
    entry = read_passage(read(document), document, span, "x#hand/1")
    assert entry.text == "建立短缺药品清单通报制度。（县卫生健康局负责）"
    gone = Span(at, at + 2)
    assert read_passage(read(document), document, gone, "x#hand/1").text == ""


def test_document_wide_units_are_added_to_what_stands_below_them() -> None:
    rule = "各项任务均由各乡镇人民政府负责落实，不再逐一列出。"
    document, ledger, one = added_to(HEAD + MISSED + "\n" + CLAUSES)
    plain = read_passage(ledger, document, span_of(document, MISSED), one.entry_id)
    assert plain.names(UnitRole.DEFAULT) == []
    document, ledger, one = added_to(HEAD + rule + "\n" + MISSED + "\n" + CLAUSES)
    below = read_passage(ledger, document, span_of(document, MISSED), one.entry_id)
    assert below.names(UnitRole.DEFAULT) == ["各乡镇人民政府"]


def test_section_is_taken_over_only_where_both_neighbours_agree() -> None:
    document, ledger, one = added_to(HEAD + CLAUSES.replace("（二）", MISSED + "\n（二）"))
    inside, _ = add_entries(ledger, document, [one])
    assert entry_of(inside, one.entry_id).section == ledger.entries[0].section == "一、重点任务"
    text = (
        HEAD
        + CLAUSES
        + MISSED
        + "\n二、保障措施\n（一）加强组织领导。成立工作专班。（县卫生健康局负责）\n"
    )
    document, ledger, one = added_to(text)
    between, _ = add_entries(ledger, document, [one])
    assert entry_of(between, one.entry_id).section is None
    document, ledger, one = added_to(HEAD + MISSED + "\n" + CLAUSES)
    above, _ = add_entries(ledger, document, [one])
    assert entry_of(above, one.entry_id).section is None  # the heading stands below it


# --- in the ledger


def test_added_entry_stands_where_its_words_stand() -> None:
    document, ledger, one = added_to(HEAD + CLAUSES.replace("（二）", MISSED + "\n（二）"))
    both, outcomes = add_entries(ledger, document, [one])
    assert outcomes == (Outcome.APPLIED,)
    assert [e.id for e in both.entries] == ["anhe-2025#1", "anhe-2025#hand/1", "anhe-2025#2"]
    assert len(ledger.entries) == 2  # what was read is left as it is


def test_words_that_stand_twice_are_told_apart() -> None:
    text = HEAD + MISSED + "\n" + CLAUSES + MISSED + "\n"
    document = document_of(text)
    ledger, second = read(document), find_words(text, MISSED)[1]
    one = addition(hand_id(ledger, second, 1), document, second)
    both, _ = add_entries(ledger, document, [one])
    assert entry_of(both, one.entry_id).span.start == second.start


def test_added_entry_counts_as_a_task_beside_an_annexed_ledger() -> None:
    document = read_document(SAMPLES / "anhe-2025.docx")
    ledger = ledger_of_document(document)
    line = next(li for li in document.lines if len(li.span) > 30)
    one = addition(hand_id(ledger, line.span, 1), document, line.span)
    both, _ = add_entries(ledger, document, [one])
    assert {e.id for e in tasks_of(both)} - {e.id for e in tasks_of(ledger)} == {one.entry_id}
    below = Span(len(document.text) - 1, len(document.text))
    assert hand_id(ledger, below, 7) == f"{ledger.document.id}#annex/hand/7"
    assert read_passage(ledger, document, below, "x#annex/hand/7").kind is EntryKind.LEDGER_ROW


def test_field_of_an_added_entry_is_corrected_like_any_other() -> None:
    document, ledger, one = added_to(HEAD + MISSED + "\n" + CLAUSES)
    both, _ = add_entries(ledger, document, [one])
    title = Correction(one.entry_id, MISSED, CorrectedField.TITLE, None, "短缺药品监测")
    corrected, outcomes = apply_corrections(both, [title])
    assert entry_of(corrected, one.entry_id).title == "短缺药品监测"
    assert outcomes == (Outcome.APPLIED,)


def test_exports_say_that_an_entry_was_added_by_hand() -> None:
    document, ledger, one = added_to(HEAD + MISSED + "\n" + CLAUSES)
    both, _ = add_entries(ledger, document, [one])
    marked = {e["id"] for e in json.loads(ledger_as_json(both))["entries"] if "added_by_hand" in e}
    assert marked == {one.entry_id}
    printed = [r for r in ledger_rows(both) if "人工登记" in r.source]
    assert [r.entry.id for r in printed if r.entry] == [one.entry_id]


# --- another reading, another version


def test_added_entry_is_found_by_its_words_in_the_next_version() -> None:
    _, _, one = added_to(HEAD + MISSED + "\n" + CLAUSES)
    later = document_of(
        HEAD + "根据上级部署，制定本任务。\n" + CLAUSES + MISSED.replace("，", "，\n")
    )
    both, outcomes = add_entries(read(later), later, [one])
    assert outcomes == (Outcome.APPLIED,)
    assert entry_of(both, one.entry_id).targets[0].value == 95


def test_words_that_changed_a_little_are_read_anew_with_a_finding() -> None:
    _, _, one = added_to(HEAD + MISSED + "\n" + CLAUSES)
    later = document_of(HEAD + MISSED.replace("95%", "98%") + "\n" + CLAUSES)
    both, outcomes = add_entries(read(later), later, [one])
    assert outcomes == (Outcome.CHANGED,)
    assert entry_of(both, one.entry_id).targets[0].value == 98
    found = [f for f in both.findings if f.code == "COR-004"]
    assert [f.where for f in found] == [one.entry_id]


def test_words_that_are_gone_leave_a_finding_and_no_entry() -> None:
    _, _, one = added_to(HEAD + MISSED + "\n" + CLAUSES)
    later = document_of(HEAD + CLAUSES)
    both, outcomes = add_entries(read(later), later, [one])
    assert outcomes == (Outcome.LOST,)
    assert len(both.entries) == 2
    lost = next(f for f in both.findings if f.code == "COR-003")
    assert lost.severity is Severity.ERROR
    assert one.entry_id in lost.message


def test_finding_on_lost_words_shows_no_telephone_number() -> None:
    words = "联系人：王某某，电话：13800000000，负责短缺药品监测。"
    _, _, one = added_to(HEAD + words + "\n" + CLAUSES, words)
    later = document_of(HEAD + CLAUSES)
    both, _ = add_entries(read(later), later, [one])
    lost = next(f for f in both.findings if f.code == "COR-003")
    assert "13800000000" not in lost.message
    assert "王某某" not in lost.message


def test_clause_that_is_alike_is_not_taken_for_lost_words() -> None:
    alike = MISSED.replace("药品短缺", "药品供应")
    _, _, one = added_to(HEAD + MISSED + "\n" + CLAUSES)
    later = document_of(HEAD + CLAUSES + "（三）" + alike)
    both, outcomes = add_entries(read(later), later, [one])
    assert outcomes == (Outcome.LOST,)
    assert not entry_of(both, "anhe-2025#3").is_added


def test_entry_that_the_reader_finds_itself_is_not_there_twice() -> None:
    document, ledger, one = added_to(HEAD + MISSED + "\n" + CLAUSES)
    published, _ = add_entries(ledger, document, [one])
    later = document_of(HEAD + CLAUSES + "（三）" + MISSED)
    both, outcomes = add_entries(read(later), later, [one])
    assert outcomes == (Outcome.READ,)
    assert [e.text for e in both.entries].count(MISSED) == 1
    held = with_published_ids(both, published.entries, 2)
    assert entry_of(held, one.entry_id).text == MISSED  # the id that it was published under


def test_ids_of_added_entries_meet_no_other_id() -> None:
    document, ledger, one = added_to(HEAD + MISSED + "\n" + CLAUSES)
    other = addition(hand_id(ledger, Span(0, 12), 2), document, Span(0, 12))
    both, _ = add_entries(ledger, document, [one, other])
    ids = [e.id for e in both.entries]
    assert len(set(ids)) == len(ids) == 4
    assert [hand_number(i) for i in ids if "hand" in i] == [2, 1]


def test_entry_with_the_same_words_is_known() -> None:
    document, ledger, _ = added_to(HEAD + MISSED + "\n" + CLAUSES)
    first = ledger.entries[0]
    again = read_passage(ledger, document, first.span, "x#hand/1")
    assert same_entry(ledger, again) is first
    new = read_passage(ledger, document, span_of(document, MISSED), "x#hand/1")
    assert same_entry(ledger, new) is None


@given(st.text(alphabet="甲乙丙.(*", min_size=1, max_size=8), st.data())
def test_words_are_found_however_the_lines_break(words: str, data: st.DataObject) -> None:
    gaps = [data.draw(st.sampled_from(["", " ", "\n", "\u3000"])) for _ in words]
    broken = "".join(c + g for c, g in zip(words, gaps, strict=True)).strip()
    before, after = "前" * data.draw(st.integers(0, 3)), "后"
    found = find_words(before + broken + after, words)
    assert found[0] == Span(len(before), len(before) + len(broken))
