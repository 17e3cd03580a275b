"""Checks of the reading as a whole: nothing that could be a task may be passed over silently."""

from __future__ import annotations

from collections.abc import Iterator

from sanyi.clauses import Basis, find_targets
from sanyi.kernel import Span
from sanyi.ledger.entry_units import clause_text
from sanyi.ledger.examine.case import Case, Hit

_NUMBERED = (Basis.NUMERIC, Basis.COUNT)


def without_entries(case: Case) -> Iterator[Hit]:
    """A document of which no task was read: its layout is one we do not know."""
    if not case.ledger.entries and case.text.strip():
        whole = Span(0, len(case.text))
        yield Hit(case.id, "没有读出编号的任务，也没有读出台账表格。", whole)


def targets_outside_entries(case: Case) -> Iterator[Hit]:
    """Numbers to be reached that stand in a section's own text, in no task."""
    taken = {(e.span.start, e.span.end) for e in case.ledger.entries}
    for clause in case.reading.outline.roots:
        if clause.children or (clause.span.start, clause.span.end) in taken or clause.is_deleted:
            continue
        own = clause_text(clause)
        found = [t for t in find_targets(own.masked) if t.basis in _NUMBERED]
        if found:
            heading = clause.lines[0].accepted.text.strip()[:20]
            message = f"“{heading}”一段有 {len(found)} 个数字目标，没有列为任务，不在台账里。"
            yield Hit(case.id, message, own.text.span(found[0].start, found[0].end))
