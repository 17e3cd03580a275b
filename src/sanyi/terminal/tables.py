"""The ledger and its findings for the eye of a person at a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from sanyi.kernel import Finding, Severity
from sanyi.ledger import SEVERITY_LABELS, Ledger, ledger_rows, plain

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}


def ledger_table(ledger: Ledger) -> Table:
    """The ledger as a table: number, task, units by role, deadline, targets."""
    title = ledger.document.title or ledger.document.id
    table = Table(
        title=Text(title, style="bold"),
        expand=True,
        box=box.SIMPLE_HEAD,
        header_style="bold",
        pad_edge=False,
    )
    table.add_column("序号", no_wrap=True)
    table.add_column("重点工作", ratio=5, overflow="fold")
    table.add_column("责任单位", ratio=2, overflow="fold")
    table.add_column("配合单位", ratio=2, overflow="fold")
    table.add_column("时限要求", width=10, overflow="fold")
    table.add_column("目标", ratio=3, overflow="fold")
    for row in ledger_rows(ledger):
        if row.entry is None:
            table.add_section()
            table.add_row("", Text(row.task, style="bold cyan"))
            continue
        style = "strike dim" if row.entry.is_deleted else ""
        cells = (row.number, row.short_task, row.lead, row.cooperating, row.deadline, row.targets)
        table.add_row(*(Text().append(cell, style=style) for cell in cells))
    return table


def findings_text(findings: Sequence[Finding]) -> Text:
    """The findings one under the other, and how many there are of each severity."""
    out = Text()
    for f in findings:
        out.append(f"{SEVERITY_LABELS[f.severity]} {f.code}", style=_STYLES[f.severity])
        page = f"（第{f.span.page}页）" if f.span and f.span.page else ""
        out.append(f"  {plain(f.where)}{page}\n")
        out.append(f"    {plain(f.message)}\n")
        if f.hint:
            out.append(f"    {plain(f.hint)}\n", style="dim")
    return out.append(_summary(findings))


def _summary(findings: Sequence[Finding]) -> str:
    if not findings:
        return "没有发现问题。"
    counts = Counter(f.severity for f in findings)
    parts = "，".join(f"{label} {counts[s]}" for s, label in SEVERITY_LABELS.items() if counts[s])
    return f"共 {len(findings)} 项：{parts}。"
