"""Ledger -> Markdown with the columns of the office's own sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sanyi.kernel import Finding
from sanyi.ledger.columns import COLUMNS, SEVERITY_LABELS, LedgerRowText, part_rows, plain
from sanyi.ledger.entry import EntryKind, Ledger

_PARTS = ((EntryKind.LEDGER_ROW, "台账"), (EntryKind.CLAUSE, "正文条款"))
# what Markdown would take for markup; a pipe ends a cell
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~#!&])")


def ledger_as_md(ledger: Ledger) -> str:
    """The ledger as Markdown: head, one table per part, findings."""
    document = ledger.document
    lines = [f"# {_cell(document.title or document.id)}", ""]
    facts = [f"编号：{document.id}"]
    if document.document_number:
        facts.append(f"文号：{document.document_number}")
    if document.issued_on:
        facts.append(f"日期：{document.issued_on.isoformat()}")
    lines += [_cell("　".join(facts)), ""]
    for part, title in _PARTS:
        rows = list(part_rows(ledger, part))
        if rows:
            lines += [f"## {title}", "", *_table(rows), ""]
    lines += ["## 体检发现", "", *_findings(ledger.findings), ""]
    return "\n".join(lines)


def _table(rows: Iterable[LedgerRowText]) -> Iterator[str]:
    yield _line(COLUMNS)
    yield _line(["---"] * len(COLUMNS))
    for row in rows:
        if row.entry is None:
            yield _line(["", f"**{_cell(row.task)}**", *[""] * (len(COLUMNS) - 2)])
            continue
        task = _cell(row.task)
        if row.struck:
            task = "<br>".join(part for part in (task, f"~~{_cell(row.struck)}~~") if part)
        progress = "已删除" if row.entry.is_deleted else ""
        cells = (
            row.lead,
            row.cooperating,
            row.deadline,
            row.targets,
            progress,
            row.proof,
            row.source,
        )
        yield _line([_cell(row.number), task, *map(_cell, cells)])


def _findings(findings: Iterable[Finding]) -> Iterator[str]:
    listed = list(findings)
    if not listed:
        yield "没有发现问题。"
        return
    yield _line(("级别", "代码", "位置", "发现", "建议"))
    yield _line(["---"] * 5)
    for f in listed:
        yield _line(
            [SEVERITY_LABELS[f.severity], *map(_cell, (f.code, f.where, f.message, f.hint))]
        )


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cell(text: str) -> str:
    """Text of one cell: nothing of it is read as markup, line ends become ``<br>``."""
    return "<br>".join(
        _SPECIAL.sub(r"\\\1", line.strip()) for line in plain(text).strip().split("\n")
    )
