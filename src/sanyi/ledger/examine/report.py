"""Run every check over a document; print what the kinds of finding mean."""

from __future__ import annotations

from sanyi.clauses import Reading
from sanyi.kernel import Finding, Severity
from sanyi.ledger.entry import Ledger
from sanyi.ledger.examine.case import Case
from sanyi.ledger.examine.registry import FINDING_KINDS
from sanyi.ledger.mask import mask_text

_SEVERITY_NAMES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTE: "提示"}


def examine(reading: Reading, ledger: Ledger) -> tuple[Finding, ...]:
    """Examine a document (公文体检): everything wrong or doubtful in it, in the order of the text.

    Args:
        reading: the clauses as read.
        ledger: the ledger made of them.

    Returns:
        Findings; those on the whole document first. No message holds a personal value.
    """
    case = Case(reading, ledger)
    found = [
        Finding(code, kind.severity, hit.where, mask_text(hit.message), kind.hint, hit.span)
        for code, kind in FINDING_KINDS.items()
        for hit in kind.check(case)
    ]
    return tuple(
        sorted(found, key=lambda f: (f.where != case.id, f.span.start if f.span else 0, f.code))
    )


def render_finding_reference() -> str:
    """The reference of all codes as Markdown: code, name, severity, meaning, what to do."""
    lines = ["| 代码 | 名称 | 严重程度 | 说明 | 怎么办 |", "|---|---|---|---|---|"]
    lines += [
        f"| {code} | {k.title} | {_SEVERITY_NAMES[k.severity]} | {k.meaning} | {k.hint} |"
        for code, k in FINDING_KINDS.items()
    ]
    return "# 公文体检：发现的代码\n\n" + "\n".join(lines).replace("<p>", "`<p>`") + "\n"
