"""What an entry says, read from its words: title, deadline, targets, actions, citations, proof.

Shared by the entries that the numbering shows and by those that a person adds by hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sanyi.clauses import (
    Calendar,
    Deadline,
    DialectRule,
    Mapped,
    Target,
    find_citations,
    find_deadlines,
    find_targets,
    read_deadline_cell,
    sentences,
)
from sanyi.kernel import Span
from sanyi.ledger.actions import find_actions
from sanyi.ledger.entry import (
    Default,
    Entry,
    EntryCite,
    EntryDeadline,
    EntryTarget,
    EntryUnit,
    UnitRole,
    UnitRule,
)
from sanyi.ledger.entry_units import ClauseText
from sanyi.ledger.proof import propose_proof


@dataclass(frozen=True, slots=True)
class EntryParts:
    """Reads the parts of entries of one document.

    Args:
        when: what a limit without a year is counted from.
        page_at: page number of an offset in the document's text, None without pages.
    """

    when: Calendar
    page_at: Callable[[int], int | None]

    def fill(self, entry: Entry, own: ClauseText, *, stands_alone: bool) -> Entry:
        """The entry with everything that its words say but the units.

        Args:
            own: its text with the unit groups found in it.
            stands_alone: whether its first line is a paragraph or heading of the carrier.
        """
        masked = own.masked
        entry.title, title_end = read_title(own, stands_alone=stands_alone)
        limits = find_deadlines(masked, self.when)
        targets = find_targets(masked, limits)
        label = self._label_deadline(own)
        entry.text = own.without_lines.text
        entry.is_open_list = any(g.is_open for g in own.groups)
        entry.deadline = label or (self.deadline(limits[0], own.text) if limits else None)
        entry.targets = tuple(self.targets(entry.id, targets, own.text, label))
        entry.actions = find_actions(masked, own.text.text, title_end, targets)
        entry.cites = tuple(self.cites(own.text))
        entry.proof = propose_proof(entry)
        return entry

    def _label_deadline(self, own: ClauseText) -> EntryDeadline | None:
        for group in own.groups:
            if group.deadline:
                start, end = group.deadline
                part = own.text.cut(start, end).strip("。；;，, 】]）)")
                read = read_deadline_cell(part.text, self.when)
                if read:
                    return EntryDeadline(
                        read.phrase, read.due_on, read.kind, self.paged(part.span())
                    )
        return None

    def deadline(self, limit: Deadline, text: Mapped) -> EntryDeadline:
        """A limit found in a text."""
        return EntryDeadline(
            limit.phrase, limit.due_on, limit.kind, self.paged(text.span(limit.start, limit.end))
        )

    def targets(
        self,
        id: str,
        targets: Sequence[Target],
        text: Mapped,
        fallback: EntryDeadline | None,
        sofar: int = 0,
    ) -> Iterator[EntryTarget]:
        """Targets found in a text of the entry ``id``, numbered on from ``sofar``."""
        for number, t in enumerate(targets, start=sofar + 1):
            due = self.deadline(t.due, text) if t.due else fallback
            yield EntryTarget(
                f"{id}/t{number}",
                text.text[t.start : t.end].strip(),
                t.indicator,
                t.basis,
                t.op,
                t.value,
                t.upper,
                t.unit,
                t.baseline,
                due,
                t.alternative_group,
                t.implied,
                self.paged(text.span(t.start, t.end)),
            )

    def cites(self, text: Mapped) -> Iterator[EntryCite]:
        """Documents cited in a text."""
        for cite in find_citations(text.text):
            yield EntryCite(cite.title, cite.number, self.paged(text.span(cite.start, cite.end)))

    def paged(self, span: Span) -> Span:
        """The span with the page it begins on."""
        return Span(span.start, span.end, self.page_at(span.start))


def default_units(
    defaults: Iterable[Default], before: int, units: Iterable[EntryUnit]
) -> Iterator[EntryUnit]:
    """Units that a convention printed above adds to an entry.

    Args:
        before: where the entry begins in the document's text.
        units: the entry's own; they are not added again.
    """
    named = {u.name for u in units}
    for default in defaults:
        if default.rule is DialectRule.UNITS_ADDED and default.span.start < before:
            for name in default.units:
                if name not in named:
                    yield EntryUnit(
                        name, name, UnitRole.DEFAULT, UnitRule.DEFAULT, None, default.span
                    )


_LONGEST_TITLE = 45


def read_title(own: ClauseText, *, stands_alone: bool) -> tuple[str | None, int]:
    """The short title of a clause and where it ends: a heading line, or a first short sentence."""
    masked = own.masked
    first = own.lines[0].text
    others = [li for li in own.lines[1:] if li.text]
    if (
        others
        and first
        and not re.search(r"[。；;，,：:]$", first)
        and len(first) <= _LONGEST_TITLE
    ):
        longest = max(len(li.text) for li in others)
        if (
            stands_alone or longest > 1.3 * len(first) or _is_group_line(own, len(first))
        ) and "。" not in first:
            return _plain(masked[: len(first)]), len(first)
    ranges = list(sentences(masked))
    if len(ranges) < 2:
        return None, 0
    start, end = ranges[0]
    title = _plain(masked[start:end])
    if len(title) > _LONGEST_TITLE or title.count("，") > 1 or masked[end - 1] not in "。：:":
        return None, 0
    return title or None, end


def _is_group_line(own: ClauseText, at: int) -> bool:
    return any(g.is_line and g.start == at for g in own.groups)


def _plain(text: str) -> str:
    return re.sub(r"\s{2,}", "", text).strip().rstrip("。：:").strip()
