"""Ids that never change once published: tongren-2021, tongren-2021#12, tongren-2021#annex/28."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from pypinyin import lazy_pinyin

from sanyi.clauses import Clause, Reading

_SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+")


def document_id(reading: Reading) -> str:
    """The id of a document: a file name that already is one, else its place and year."""
    stem = PurePath(reading.document.name).stem.lower()
    facts = reading.facts
    if _SLUG.fullmatch(stem):
        return stem
    if facts.place is not None and facts.year is not None:
        return "".join(lazy_pinyin(facts.place.short)) + f"-{facts.year}"
    ascii_stem = re.sub(r"[^a-z0-9]+", "-", "-".join(lazy_pinyin(stem)).lower()).strip("-")
    return ascii_stem[:40] or "document"


def clause_ids(document: str, tasks: Sequence[Clause]) -> dict[int, str]:
    """Ids of the tasks by the start of their span.

    The number alone where it is unique in the document, else the path of numbers (4.3); a number
    printed twice takes a suffix.
    """
    kinds = Counter(c.marker.kind for c in tasks)
    main = max(kinds, key=lambda k: kinds[k], default=None)
    seen = Counter((c.marker.kind, c.marker.value) for c in tasks)
    runs_on = all(n == 1 for (kind, _), n in seen.items() if kind is main)
    paths = [_numbers(c) for c in tasks]
    taken: Counter[str] = Counter()
    ids: dict[int, str] = {}
    for clause, path in zip(tasks, paths, strict=True):
        is_alone = clause.marker.kind is main and runs_on
        length = 1 if is_alone else 2
        while (
            not is_alone
            and length < len(path)
            and sum(p[-length:] == path[-length:] for p in paths) > 1
        ):
            length += 1
        local = ".".join(path[-length:])
        taken[local] += 1
        suffix = "" if taken[local] == 1 else f"-{taken[local]}"
        ids[clause.span.start] = f"{document}#{local}{suffix}"
    return ids


def _numbers(clause: Clause) -> list[str]:
    above = _numbers(clause.parent) if clause.parent else []
    return [*above, str(clause.marker.value)]


def row_ids(document: str, table: int, numbers: Sequence[str | None]) -> list[str]:
    """Ids of the rows of an annexed ledger: the printed number, or the place in the table."""
    annex = "annex" if table == 0 else f"annex{table + 1}"
    taken: Counter[str] = Counter()
    ids = []
    for index, number in enumerate(numbers):
        own = re.sub(r"\s+", "", number) if number else f"r{index + 1}"
        taken[own] += 1
        suffix = "" if taken[own] == 1 else f"-{taken[own]}"
        ids.append(f"{document}#{annex}/{own}{suffix}")
    return ids
