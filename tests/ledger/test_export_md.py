"""The ledger as Markdown."""

from __future__ import annotations

from pathlib import Path

from markdown_it import MarkdownIt

import sanyi
from reading import ledger_of, title_block
from sanyi.kernel import Finding, Severity
from sanyi.ledger import COLUMNS, ledger_as_md
from sanyi.pipeline import read_ledger

SAMPLES = Path(sanyi.__file__).parent / "samples"


def rows(markdown: str) -> list[list[str]]:
    """Cells of every table row as a Markdown reader sees them."""
    tokens = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    found: list[list[str]] = []
    for token in tokens.parse(markdown):
        if token.type == "tr_open":
            found.append([])
        if token.type == "inline" and found and token.level > 2:
            found[-1].append("".join(c.content for c in token.children or []))
    return found


def test_table_has_the_columns_of_the_office() -> None:
    shown = rows(ledger_as_md(read_ledger(SAMPLES / "anhe-2025.docx")))
    assert shown[0] == list(COLUMNS)
    assert shown[2][1] == "县委、县政府每半年至少专题研究医改工作1次。"


def test_pipe_and_markup_of_a_document_stay_text() -> None:
    text = title_block() + "（一）抓好a|b、*重点*和<b>难点</b>。\n责任单位：县卫生健康局\n"
    ledger = ledger_of(text)
    ledger.findings = (Finding("X-1", Severity.NOTE, "x", "甲|乙\n丙"),)
    shown = rows(ledger_as_md(ledger))
    assert any(r[1] == "抓好a|b、*重点*和<b>难点</b>。" and len(r) == len(COLUMNS) for r in shown)
    assert shown[-1][3].startswith("甲|乙")


def test_deleted_clause_is_struck_through() -> None:
    shown = ledger_as_md(read_ledger(SAMPLES / "anhe-2026-draft.docx"))
    line = next(li for li in shown.splitlines() if li.startswith("| （三） |"))
    assert "~~组建医共体药品耗材联合采购中心" in line
    assert "已删除" in line


def test_document_without_findings_says_so() -> None:
    assert ledger_as_md(ledger_of("今天天气很好。\n")).rstrip().endswith("没有发现问题。")
