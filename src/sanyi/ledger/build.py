"""Reading -> Ledger: one entry per lowest numbered item and per ledger row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sanyi.clauses import (
    Clause,
    DialectRule,
    LedgerRow,
    Mapped,
    Reading,
    find_deadlines,
    find_targets,
    is_none_mark,
    read_deadline_cell,
)
from sanyi.documents import GONE_WHEN_ACCEPTED, RunState
from sanyi.ledger.actions import find_actions
from sanyi.ledger.entry import (
    Default,
    Entry,
    EntryDeadline,
    EntryKind,
    EntryUnit,
    Ledger,
    LedgerDocument,
)
from sanyi.ledger.entry_parts import EntryParts, default_units
from sanyi.ledger.entry_units import (
    ClauseText,
    UnitConventions,
    cell_units,
    clause_text,
    entry_units,
    prefix_of,
    roster_of,
)
from sanyi.ledger.ids import clause_ids, document_id, row_ids
from sanyi.ledger.match import with_counterparts
from sanyi.ledger.proof import propose_proof


def build_ledger(reading: Reading, *, id: str | None = None) -> Ledger:
    """Make the ledger of a document.

    Args:
        reading: the clauses as read.
        id: the document's id; derived from its name or its place and year when not given.
    """
    builder = _Builder(reading, id or document_id(reading))
    entries = with_counterparts([*builder.clause_entries(), *builder.row_entries()])
    return Ledger(builder.document(), builder.defaults, tuple(entries))


class _Builder:
    def __init__(self, reading: Reading, id: str) -> None:
        self._reading, self._id = reading, id
        self._parts = EntryParts(reading.calendar, reading.document.page_at)
        self.defaults = tuple(
            Default(d.phrase, d.rule, d.units, self._parts.paged(d.span)) for d in reading.dialects
        )
        self._texts: dict[int, ClauseText] = {}
        self._clauses = list(reading.outline.clauses())
        for clause in self._clauses:
            self._texts[_key(clause)] = clause_text(clause)
        self._conventions = self._read_conventions()

    # --- the document

    def document(self) -> LedgerDocument:
        facts = self._reading.facts
        return LedgerDocument(
            self._id,
            facts.title,
            facts.document_number,
            facts.issuer,
            facts.issued_on,
            facts.is_draft,
            facts.jurisdiction,
            facts.year,
            tuple(self._parts.cites(self._front_text())),
            facts.consultation,
        )

    def _front_text(self) -> Mapped:
        outline = self._reading.outline
        parts = [li.accepted for li in (*outline.front, *outline.back)]
        return Mapped(
            "\n".join(p.text for p in parts),
            [o for p in parts for o in (*p.offsets, p.offsets[-1] if p.offsets else 0)],
        )

    def _read_conventions(self) -> UnitConventions:
        facts = self._reading.facts
        leads = any(d.rule is DialectRule.FIRST_LISTED_LEADS for d in self._reading.dialects)
        bare = UnitConventions(prefix_of(facts.place), leads)
        names = {
            u.name for t in self._texts.values() for u in entry_units(t.text, t.groups, bare)[0]
        }
        names |= {
            u.name
            for rows in self._reading.ledgers
            for row in rows
            for u in cell_units(row.lead, row.cooperating, bare)
        }
        return replace(bare, roster=roster_of(names))

    # --- clauses

    def clause_entries(self) -> Iterator[Entry]:
        tasks = [c for c in self._clauses if self._is_task(c)]
        ids = clause_ids(self._id, tasks)
        for clause in tasks:
            yield self._clause_entry(clause, ids[_key(clause)])

    def _is_task(self, clause: Clause) -> bool:
        """The lowest numbered item with text; a parent only if it names units as children do."""
        own = self._texts[_key(clause)]
        if _is_description(clause):
            return False
        if clause.children:
            below = [self._texts[_key(c)] for c in clause.children]
            return bool(own.groups) and sum(bool(b.groups) for b in below) * 2 > len(below)
        if not clause.drafted.text.strip():
            return False
        if clause.parent is not None or own.groups or clause.is_deleted:
            return True
        # 一、总体要求 above sections with numbered items is a heading with text, not a task
        roots = [r for r in self._reading.outline.roots if r.part == clause.part]
        heads = sum(bool(r.children) for r in roots)
        is_bare = len(clause.lines) == 1 and not re.search(r"[。；，]", own.text.text)
        return not is_bare and heads * 2 < len(roots)

    def _clause_entry(self, clause: Clause, id: str) -> Entry:
        own = self._texts[_key(clause)]
        entry = Entry(
            id,
            EntryKind.CLAUSE,
            clause.number,
            clause.path,
            _section(clause),
            None,
            "",
            self._parts.paged(clause.span),
            struck=self._struck(clause),
            is_deleted=clause.is_deleted,
        )
        if clause.is_deleted:
            return entry
        first = clause.lines[0]
        stands_alone = first.is_paragraph or first.heading_level is not None
        units, entry.is_repaired_lead = self._units(clause)
        entry.units = (*units, *default_units(self.defaults, clause.span.start, units))
        return self._parts.fill(entry, own, stands_alone=stands_alone)

    def _units(self, clause: Clause) -> tuple[tuple[EntryUnit, ...], bool]:
        """Its own units; an item without any answers with its parent's."""
        own = self._texts[_key(clause)]
        groups = own.groups
        siblings = clause.parent.children if clause.parent else []
        lent = self._lent_by_last(siblings)
        if lent is not None and clause in siblings:
            return entry_units(lent.text, lent.groups, self._conventions)
        above = clause.parent
        while not groups and above is not None:
            own = self._texts[_key(above)]
            groups, above = own.groups, above.parent
        return entry_units(own.text, groups, self._conventions)

    def _lent_by_last(self, siblings: Sequence[Clause]) -> ClauseText | None:
        """Unit lines printed once, after the last of several items, hold for all of them."""
        if len(siblings) < 2:
            return None
        texts = [self._texts[_key(c)] for c in siblings]
        if any(t.groups for t in texts[:-1]) or not any(g.is_line for g in texts[-1].groups):
            return None
        return texts[-1]

    # --- ledger rows

    def row_entries(self) -> Iterator[Entry]:
        for table_number, rows in enumerate(self._reading.ledgers):
            ids = row_ids(self._id, table_number, [row.number for row in rows])
            for row, id in zip(rows, ids, strict=True):
                yield self._row_entry(row, id)

    def _row_entry(self, row: LedgerRow, id: str) -> Entry:
        text, when = row.text.squeezed().strip(), self._parts.when
        read = read_deadline_cell(row.deadline.text, when) if row.deadline else None
        deadline = (
            EntryDeadline(
                read.phrase, read.due_on, read.kind, self._parts.paged(row.deadline.strip().span())
            )
            if read
            else None
        )
        limits = find_deadlines(text.text, when)
        if deadline is None and limits and not row.deadline.text.strip():
            deadline = self._parts.deadline(limits[0], text)
        targets = find_targets(text.text, limits)
        target_cell = (
            row.target.squeezed().strip()
            if row.target and not is_none_mark(row.target.text)
            else None
        )
        listed = list(self._parts.targets(id, targets, text, deadline))
        if target_cell:
            more = find_targets(target_cell.text, find_deadlines(target_cell.text, when))
            listed += self._parts.targets(id, more, target_cell, deadline, len(listed))
        section = row.section
        entry = Entry(
            id,
            EntryKind.LEDGER_ROW,
            row.number,
            tuple(p for p in ("附件", row.number or str(row.span.start)) if p),
            section,
            None,
            text.text,
            self._parts.paged(row.span),
            units=cell_units(row.lead, row.cooperating, self._conventions),
            deadline=deadline,
            targets=tuple(listed),
            actions=find_actions(text.text, text.text, 0, targets),
            cites=tuple(self._parts.cites(text)),
            notes=tuple(row.damage),
            cells=row.cells,
        )
        entry.proof = propose_proof(entry)
        return entry

    def _struck(self, clause: Clause) -> tuple[str, ...]:
        """Deleted and struck stretches of the clause, as printed."""
        document = self._reading.document
        found: list[str] = []
        last = -1
        for run in document.runs:
            if run.state not in GONE_WHEN_ACCEPTED or run.state is RunState.MARKUP:
                continue
            for line in clause.lines:
                start, end = max(run.span.start, line.span.start), min(run.span.end, line.span.end)
                if start < end and (part := document.text[start:end].strip("~")).strip():
                    if found and _only_marks(document.text[last:start]):
                        found[-1] += part
                    else:
                        found.append(part)
                    last = end
        return tuple(found)


_DESCRIPTIONS = re.compile(
    r"现状|基本情况|主要成效|取得的成效|存在的?(?:主要|突出)?问题|面临的?(?:形势|挑战|问题|机遇|新)|工作回顾|发展基础|形势与|规划背景"
)


def _is_description(clause: Clause) -> bool:
    """Whether a heading above says that what follows describes and orders nothing."""
    above = clause.parent
    while above is not None:
        if len(above.drafted) <= 40 and _DESCRIPTIONS.search(above.drafted.text):
            return True
        above = above.parent
    return False


def _only_marks(between: str) -> bool:
    return not between.strip("~* \n") and len(between) < 12


def _key(clause: Clause) -> int:
    return clause.span.start


def _section(clause: Clause) -> str | None:
    """The outermost heading above, as printed."""
    above = clause
    while above.parent is not None:
        above = above.parent
    if above is clause:
        return None
    heading = above.lines[0].accepted.text.strip() or above.lines[0].drafted.text.strip()
    return re.split(r"(?<=.)[。\n]", heading)[0].strip()
