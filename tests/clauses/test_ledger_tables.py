"""Annexed ledgers: column names, merged and torn cells, sections."""

from __future__ import annotations

import pytest

from reading import cooperating, leads, ledger_of, title_block
from sanyi.ledger.entry import Entry, EntryKind

HEAD = "序号\t重点工作\t责任部门\t配合部门\t时限要求\n"


def rows(table: str, head: str = HEAD) -> list[Entry]:
    ledger = ledger_of(title_block() + "附件\n安禾县医改台账\n\n" + head + table)
    return [e for e in ledger.entries if e.kind is EntryKind.LEDGER_ROW]


def test_row_gives_number_section_units_and_deadline() -> None:
    (row,) = rows(
        "一\t完善医保支付\t\t\t\n1\t推进按病种付费。\t县医保局\t县卫生健康局 县财政局\t10月底\n"
    )
    assert (row.number, row.section) == ("1", "完善医保支付")
    assert (leads(row), cooperating(row)) == (["县医保局"], ["县卫生健康局", "县财政局"])
    assert row.deadline is not None and str(row.deadline.due_on) == "2025-10-31"
    assert row.id.endswith("#annex/1") and row.path[0] == "附件"


def test_dash_means_none() -> None:
    (row,) = rows("1\t推进按病种付费。\t县医保局\t——\t长期\n")
    assert cooperating(row) == [] and row.deadline is not None and row.deadline.due_on is None


@pytest.mark.parametrize(
    ("cells", "lead", "coop", "day"),
    [
        ("县医保局 ——\t10月底前 出台文件", ["县医保局"], [], "2025-10-31"),
        (
            "县医保局 县财政局\t县审计局 12月底",
            ["县医保局", "县财政局"],
            ["县审计局"],
            "2025-12-31",
        ),
        ("县医保局 县财政局\t—— 12月底", ["县医保局", "县财政局"], [], "2025-12-31"),
        (
            "县医保局 县财政局 县审计局\t10月底",
            ["县医保局"],
            ["县财政局", "县审计局"],
            "2025-10-31",
        ),
        ("县医保局\t县医保局\t—— 12月底", ["县医保局"], [], "2025-12-31"),
        ("——\t县医保局\t12月底", ["县医保局"], [], "2025-12-31"),
    ],
)
def test_torn_row_is_mended_and_says_so(
    cells: str, lead: list[str], coop: list[str], day: str
) -> None:
    row = rows(f"1\t推进按病种付费。\t{cells}\n2\t规范收费。\t县医保局\t县财政局\t12月底\n")[0]
    assert (leads(row), cooperating(row)) == (lead, coop)
    assert row.deadline is not None and str(row.deadline.due_on) == day
    assert row.notes


def test_whole_row_carries_no_note() -> None:
    assert rows("1\t推进按病种付费。\t县医保局\t县财政局\t12月底\n")[0].notes == ()


def test_tags_in_a_cell_are_left_out_and_noted() -> None:
    (row,) = rows("1\t<p>推进按病种付费。</p>\t县医保局\t——\t12月底\n")
    assert row.text == "推进按病种付费。" and "markup" in row.notes


def test_text_broken_over_lines_is_joined() -> None:
    first, second = rows(
        "1\t推进按病\n种付费。\t县医保局\t——\t12月底\n2\t规范收费。\t县医保局\t——\t12月底\n"
    )
    assert first.text == "推进按病种付费。" and leads(first) == ["县医保局"]
    assert second.number == "2"


@pytest.mark.parametrize(
    "head",
    [
        "序号\t工作任务\t牵头单位\t配合单位\t完成时限\n",
        "编号\t任务内容\t责任单位\t协办单位\t时间节点\n",
        "序号\t具体措施\t牵头单位\t责任单位\t完成时间\n",
    ],
)
def test_other_column_names_mean_the_same(head: str) -> None:
    (row,) = rows("1\t推进按病种付费。\t县医保局\t县财政局\t12月底\n", head)
    assert (leads(row), cooperating(row)) == (["县医保局"], ["县财政局"])


def test_department_first_table_is_read_by_its_headings() -> None:
    (row,) = rows("县医保局\t1\t推进按病种付费。\t12月底\n", "责任单位\t序号\t重点任务\t完成时限\n")
    assert leads(row) == ["县医保局"] and row.text == "推进按病种付费。"


def test_target_column_gives_targets() -> None:
    (row,) = rows(
        "1\t推进按病种付费。\t县医保局\t12月底\t覆盖率达到90%以上\n",
        "序号\t重点任务\t责任单位\t完成时限\t目标值\n",
    )
    assert [(t.op.value, t.value) for t in row.targets] == [(">=", 90)]
    assert row.targets[0].due is not None and str(row.targets[0].due.due_on) == "2025-12-31"


def test_table_of_another_kind_gives_no_rows() -> None:
    assert rows("王某\t1380\n", "姓名\t电话\n") == []


def test_rows_and_clauses_know_each_other() -> None:
    body = "一、支付\n（一）推进按病种付费。全面推开按病种付费，完善配套政策和考核办法。（县医保局负责）\n（二）规范收费。规范医疗机构收费行为。（县医保局负责）\n"
    ledger = ledger_of(
        title_block()
        + body
        + "附件\n台账\n\n"
        + HEAD
        + "1\t全面推开按病种付费，完善配套政策和考核办法。\t县医保局\t——\t12月底\n"
    )
    clause, _, row = ledger.entries
    assert clause.counterparts == (row.id,) and row.counterparts == (clause.id,)


def test_row_ends_with_its_own_words_when_a_merged_cell_stands_above_them() -> None:
    from documents.makers import docx, p, r, tbl, tc, tr
    from sanyi.clauses import read_clauses
    from sanyi.documents import read_bytes
    from sanyi.ledger import build_ledger

    tall, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = tbl(
        tr(tc("序号"), tc("重点工作"), tc("责任部门")),
        tr(tc("1"), tc("推进按病种付费。"), tc("县医保局", tall)),
        tr(tc("2"), tc("规范收费。"), tc("", goes_on)),
    )
    reading = read_clauses(read_bytes(docx(p(r("附件")) + p(r("医改台账")) + table), "a.docx"))
    entries = build_ledger(reading, id="a").entries
    assert [leads(e) for e in entries] == [["县医保局"], ["县医保局"]]
    text = reading.document.text
    assert text[entries[1].span.start : entries[1].span.end].split() == ["2", "规范收费。"]
