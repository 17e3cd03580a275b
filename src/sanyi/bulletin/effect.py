"""A wording that is not yet accepted -> what it would do to the ledger.

The changed text is written and read again by the same steps as any document: nothing is guessed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sanyi.bulletin.draft_changes import Change, Stamp, changes_of, lines_after
from sanyi.bulletin.draft_docx import version_as_docx
from sanyi.bulletin.draft_file import revise
from sanyi.bulletin.drafts import Passage, lines_of, passages_of, places_of, text_lines
from sanyi.clauses import Reading, read_clauses
from sanyi.documents import read_bytes
from sanyi.kernel import Finding, ShapeError
from sanyi.ledger import (
    Entry,
    EntryDifference,
    Ledger,
    build_ledger,
    entry_difference,
    examine,
)

_ANY_DAY = dt.date(2000, 1, 1)  # a trial is never kept, so its date is nobody's


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does to the ledger: rows whose columns differ, problems that come and go."""

    rows: tuple[EntryDifference, ...]
    new_findings: tuple[Finding, ...]
    gone_findings: tuple[Finding, ...]

    @property
    def is_none(self) -> bool:
        """Whether the ledger stays as it is."""
        return not (self.rows or self.new_findings or self.gone_findings)


@dataclass(frozen=True, slots=True)
class Written:
    """A version of a draft as it is kept: the file, its reading, its ledger, and where rows are.

    Args:
        owners: the passage that each entry of the ledger comes from, by entry id.
        is_own_file: whether it is the draft's own file with the changes made in it.
    """

    data: bytes
    reading: Reading
    ledger: Ledger
    owners: Mapping[str, str]
    is_own_file: bool = False


def write_version(
    changes: Sequence[Change], document_id: str, title: str, day: dt.date,
    draft: bytes | None = None,
) -> Written:  # fmt: skip
    """Write the text after the changes and read it back.

    Args:
        draft: the draft as a docx, in which the changes are made; without it, or when it reads
            otherwise than the passages, the text is set anew.

    Raises:
        ShapeError: what was read is not what was decided.
    """
    name, stamp = f"{document_id}.docx", Stamp("", dt.datetime.combine(day, dt.time()))
    revised = revise(draft, name, changes, stamp) if draft is not None else None
    data = version_as_docx(changes, title, day) if revised is None else revised.version
    wanted = lines_after(changes) if revised is None else list(revised.lines)
    reading = read_clauses(read_bytes(data, name))
    ledger = build_ledger(reading, id=document_id)
    if lines_of(passages_of(reading, ledger)) != wanted:
        raise ShapeError(
            "CST-001", "写出的新稿读回来与议定的文字不一致，没有保存。",
            "检查改过的条款里是否有表格线、修订记号等特殊字符。",
        )  # fmt: skip
    owners = _owners(reading, ledger, changes)
    return Written(data, reading, ledger, owners, revised is not None)


def effect_of(
    passages: Sequence[Passage],
    before: Mapping[str, str],
    after: Mapping[str, str],
    document_id: str,
    draft: bytes | None = None,
) -> Effect:
    """Compare the ledgers of two states of a draft.

    Args:
        before, after: texts by passage; one that is not named keeps the draft's text.
        draft: as for ``write_version``.
    """
    old = write_version(changes_of(passages, before), document_id, "", _ANY_DAY, draft)
    new = write_version(changes_of(passages, after), document_id, "", _ANY_DAY, draft)
    left, right = _known(old), _known(new)
    found = (entry_difference(a, b) for a, b in _pairs(old, new, [p.key for p in passages]))
    return Effect(
        tuple(difference for difference in found if difference.columns),
        tuple(f for k, f in right.items() if k not in left),
        tuple(f for k, f in left.items() if k not in right),
    )


def _known(version: Written) -> dict[tuple[str, str, str], Finding]:
    found = examine(version.reading, version.ledger)
    return {(f.code, version.owners.get(f.where, f.where), f.message): f for f in found}


def _owners(reading: Reading, ledger: Ledger, changes: Iterable[Change]) -> dict[str, str]:
    """Passages by entry: what is read stands in the order in which it was written."""
    keys = [
        change.passage.key
        for change in changes
        for line in text_lines(change.passage.style, change.text)
        if line.strip()
    ]
    spots = [at for place in places_of(reading) if place.text.strip() for at in place.starts]
    where = dict(zip(spots, keys, strict=False))
    starts = sorted(where)
    owners = {}
    for entry in ledger.entries:
        at = max((s for s in starts if s <= entry.span.start), default=0)
        owners[entry.id] = where.get(at, "")
    return owners


def _pairs(
    old: Written, new: Written, order: Sequence[str]
) -> list[tuple[Entry | None, Entry | None]]:
    """Entries of one passage side by side; a passage may come to hold more than one."""
    pairs: list[tuple[Entry | None, Entry | None]] = []
    for key in order:
        left = [e for e in old.ledger.entries if old.owners[e.id] == key]
        right = [e for e in new.ledger.entries if new.owners[e.id] == key]
        for index in range(max(len(left), len(right))):
            pairs.append((
                left[index] if index < len(left) else None,
                right[index] if index < len(right) else None,
            ))  # fmt: skip
    return pairs
