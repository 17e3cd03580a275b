"""采纳情况表、复函、对台账的影响。"""

from __future__ import annotations

import datetime as dt
import functools
import io
from importlib.resources import files

import pytest
from docx import Document
from openpyxl import load_workbook

from sanyi.bulletin import document_as_docx
from sanyi.bulletin.consultation import compose_reply, compose_summary
from sanyi.bulletin.consultation_workbook import round_as_xlsx
from sanyi.bulletin.draft_changes import changes_of
from sanyi.bulletin.drafts import Passage, Style, cleaned, lines_of, passages_of
from sanyi.bulletin.effect import Effect, effect_of, write_version
from sanyi.bulletin.opinions import Answer, AnswerKind, Opinion, Outcome, Round
from sanyi.bulletin.quarterly import Masthead
from sanyi.clauses import read_clauses
from sanyi.documents import read_bytes
from sanyi.kernel import ShapeError
from sanyi.ledger import Change, build_ledger, entry_difference

DAY = dt.date(2026, 3, 5)
HEAD = Masthead("安禾县深化医药卫生体制改革领导小组办公室", DAY, number="安医改办函〔2026〕3号")


@functools.cache
def draft() -> tuple[Passage, ...]:
    data = (files("sanyi.samples") / "anhe-2026-draft.docx").read_bytes()
    reading = read_clauses(read_bytes(data, "anhe-2026-draft.docx"))
    return passages_of(reading, build_ledger(reading))


@functools.cache
def annexed() -> tuple[Passage, ...]:
    data = (files("sanyi.samples") / "anhe-2025.docx").read_bytes()
    reading = read_clauses(read_bytes(data, "anhe-2025.docx"))
    return passages_of(reading, build_ledger(reading))


def clause(number: int) -> Passage:
    return next(p for p in draft() if p.key == f"anhe-2026-draft#{number}")


def effect(key: str, text: str) -> Effect:
    return effect_of(draft(), {}, {key: text}, "anhe-2026-draft")


def a_round() -> Round:
    opinions = (
        Opinion("consultation/1/1", "县卫生健康局", "（一）", "稳定在90%以上", "指标偏低。",
                "稳定在92%以上", Outcome.ACCEPTED, "", "（一）提升医共体服务能力。县域就诊率稳定在92%以上。"),
        Opinion("consultation/1/2", "县卫生健康局", "（二）", "", "=1+1 建议删去。", "",
                Outcome.REFUSED, "省级文件明确要求。"),
    )  # fmt: skip
    answers = (
        Answer("县卫生健康局", AnswerKind.OPINIONS, dt.date(2026, 2, 26), has_scan=True),
        Answer("县财政局", AnswerKind.NIL, dt.date(2026, 3, 2), is_late=True),
        Answer("县民政局", AnswerKind.SILENT),
    )
    return Round("consultation/1", "安禾县2026年重点工作任务（征求意见稿）", "anhe-2026-draft",
                 dt.date(2026, 2, 9), dt.date(2026, 2, 27), answers, opinions)  # fmt: skip


def printed(data: bytes) -> str:
    docx = Document(io.BytesIO(data))
    cells = [c.text for t in docx.tables for r in t.rows for c in r.cells]
    return "\n".join([p.text for p in docx.paragraphs] + cells)


@pytest.mark.parametrize("passages", [draft, annexed], ids=["draft", "with an annexed ledger"])
def test_passages_written_and_read_again_are_the_same(passages) -> None:  # type: ignore[no-untyped-def]
    written = write_version(changes_of(passages(), {}), "anhe-2026", "稿", DAY)
    again = passages_of(written.reading, written.ledger)
    assert lines_of(again) == lines_of(passages())
    tasks = [(p.number, p.units) for p in passages() if p.is_task and p.text]
    assert [(p.number, p.units) for p in again if p.is_task] == tasks


def test_what_the_draft_strikes_out_is_named_and_not_part_of_the_text() -> None:
    assert "，力争达到95%" in clause(1).struck and "95%" not in clause(1).text
    assert clause(3).text == "" and clause(3).struck[0].startswith("（三）组建医共体")


def test_reading_that_differs_from_the_decision_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from sanyi.bulletin import effect as module

    monkeypatch.setattr(
        module, "version_as_docx", lambda *_: b"\xe5\x8f\xa6\xe4\xb8\x80\xe7\xa8\xbf"
    )
    with pytest.raises(ShapeError, match="不一致"):
        write_version(changes_of(draft(), {}), "anhe-2026", "稿", DAY)


def test_a_higher_target_changes_one_row() -> None:
    found = effect(clause(1).key, clause(1).text.replace("90%", "92%"))
    assert [(c.change, c.number) for c in found.rows] == [(Change.CHANGED, "（一）")]
    [field] = found.rows[0].columns
    assert field.label == "目标" and "90%" in field.before and "92%" in field.after


def test_another_unit_and_another_limit_are_shown_by_column() -> None:
    text = clause(2).text.replace("9月底前", "6月底前").replace("县财政局", "县教育局")
    [row] = effect(clause(2).key, text).rows
    fields = {f.label: (f.before, f.after) for f in row.columns}
    assert "2026-06-30" in fields["时限"][1] and "2026-09-30" in fields["时限"][0]
    changed = [label for label, (a, b) in fields.items() if "县财政局" in a and "县教育局" in b]
    assert changed


def test_a_clause_taken_out_takes_its_row_with_it() -> None:
    found = effect(clause(2).key, "")
    assert [(c.change, c.number) for c in found.rows] == [(Change.REMOVED, "（二）")]


def test_a_clause_brought_back_is_a_new_row() -> None:
    found = effect(clause(3).key, clause(3).struck[0])
    assert [(c.change, c.number) for c in found.rows] == [(Change.ADDED, "（三）")]


def test_other_words_leave_the_ledger_as_it_is() -> None:
    found = effect(clause(4).key, clause(4).text.replace("挂钩", "紧密挂钩"))
    assert found.rows == ()


def test_no_row_on_either_side_is_no_change() -> None:
    assert entry_difference(None, None).change is Change.SAME


def test_summary_says_who_is_silent_and_that_silence_is_no_consent() -> None:
    text = printed(document_as_docx(compose_summary(a_round(), HEAD)))
    assert "未反馈的1个（县民政局），不视为同意" in text
    assert "采纳1条，部分采纳0条，不采纳1条" in text
    assert "无意见（逾期）" in text and "省级文件明确要求" in text and "维持原文" in text


def test_reply_answers_each_opinion_of_that_unit_only() -> None:
    text = printed(document_as_docx(compose_reply(a_round(), "县卫生健康局", HEAD)))
    assert "处理：采纳" in text and "处理：不采纳" in text and "理由：省级文件明确要求" in text
    nil = printed(document_as_docx(compose_reply(a_round(), "县财政局", HEAD)))
    assert "无意见" in nil and "处理" not in nil


def test_workbook_keeps_words_of_units_from_being_formulas() -> None:
    book = load_workbook(io.BytesIO(round_as_xlsx(a_round())))
    assert book.sheetnames == ["采纳情况表", "反馈情况"]
    cell = book["采纳情况表"].cell(4, 5)
    assert cell.value == "=1+1 建议删去。" and cell.data_type == "s" and cell.quotePrefix
    assert book["反馈情况"].cell(5, 3).value == "未反馈"


def test_same_round_gives_the_same_bytes() -> None:
    assert round_as_xlsx(a_round()) == round_as_xlsx(a_round())


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" 一\r\n\r\n　二 ", "一\n二"),
        ("有\x0b分\x00隔", "有 分隔"),
        ("\t前后\t", "前后"),
        ("  ", ""),
    ],
)
def test_typed_wordings_become_clean_paragraphs(typed: str, kept: str) -> None:
    assert cleaned(typed, clause(1)) == kept


def test_a_row_keeps_its_cells() -> None:
    row = Passage("a#annex/1", Style.ROW, "1", "1\t任务\t县财政局")
    assert cleaned("1\t任务 \r\n第二段\t县财政局", row) == "1\t任务\v第二段\t县财政局"
