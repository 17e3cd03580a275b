"""Annex rows and the clauses that they take their words from."""

from __future__ import annotations

from collections.abc import Sequence

from sanyi.kernel.similarity import containment, grams
from sanyi.ledger.entry import Entry, EntryKind

_SAME_MATTER = 0.34  # share of a row's character triples found in the clause; measured in bench/


def with_counterparts(entries: Sequence[Entry]) -> list[Entry]:
    """Link each row to the clause that holds most of its text, and each clause to its rows."""
    clauses = [e for e in entries if e.kind is EntryKind.CLAUSE and e.text]
    rows = [e for e in entries if e.kind is EntryKind.LEDGER_ROW]
    if not clauses or not rows:
        return list(entries)
    gram_sets = [(c, grams(c.text)) for c in clauses]
    linked: dict[str, list[str]] = {c.id: [] for c in clauses}
    for row in rows:
        own = grams(row.text)
        score, best = max(
            ((containment(own, g), c) for c, g in gram_sets), key=lambda pair: pair[0]
        )
        if score >= _SAME_MATTER:
            row.counterparts = (best.id,)
            linked[best.id].append(row.id)
    for clause in clauses:
        clause.counterparts = tuple(linked[clause.id])
    return list(entries)
