"""What a published figure rests on, as a record: the page and the text of it say the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ibis

from sanyi.bulletin.store import Stored
from sanyi.datasets import Contract, get_contract
from sanyi.indicators import Definition, definitions, get_definition, listed_rows
from sanyi.kernel import Figure
from sanyi.ledger import Entry, Ledger

PART_LABELS = {"numerator": "分子记录", "denominator": "分母记录"}
BASIS_LABELS = {"stated": "文件写明", "delegated": "由上级文件规定", "assumed": "设定，尚待确认"}
_FIGURE_ID = re.compile(r"[a-z][a-z0-9_]*@\d{4}(?:[HQMC]\d{1,2})?/[^、。\s]+")
Rows = Callable[[ibis.Table], list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that asks for a figure; ``text`` is empty where its document is not at hand."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Records:
    """One part of the records behind a figure.

    Args:
        part: ``numerator`` or ``denominator``.
        contract: of the table they are rows of.
        keys: an expression of their primary keys, sorted.
    """

    part: str
    contract: Contract
    keys: ibis.Table

    @property
    def label(self) -> str:
        """What a page calls the part."""
        return PART_LABELS[self.part]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything a figure rests on.

    Args:
        clauses: those that ask for it, with their words.
        members: ids of what was counted, where it counts entries of a ledger.
        records: expressions of the rows behind it; none for a figure made from figures.
        made_from: ids of the figures it was made from.
    """

    figure: Figure
    clauses: tuple[Clause, ...]
    members: tuple[Clause, ...] = ()
    records: tuple[Records, ...] = ()
    made_from: tuple[str, ...] = ()


def explained(stored: Stored, ledgers: Sequence[Ledger] = ()) -> Explanation:
    """Everything a figure rests on; no row is read yet.

    Args:
        stored: as the figure store keeps it.
        ledgers: documents whose clauses are quoted.
    """
    figure = stored.figure
    definition = definitions().get(figure.indicator)
    return Explanation(
        figure,
        tuple(Clause(id, clause_text(id, ledgers)) for id in figure.trace.clauses),
        tuple(Clause(id, clause_text(id, ledgers)) for id in stored.members),
        () if stored.members or definition is None else _records(definition, figure),
        _made_from(figure) if definition is None else (),
    )


def _records(definition: Definition, figure: Figure) -> tuple[Records, ...]:
    tables = {use.table for use in figure.trace.inputs}
    measured = get_definition(definition.of[0]) if definition.of else definition
    sides = {"numerator": measured.numerator, "denominator": measured.denominator}
    return tuple(
        Records(
            part, get_contract(measure.table),
            listed_rows(definition, figure.period, part, figure.scope, tables),
        )
        for part, measure in sides.items()
        if measure is not None
    )  # fmt: skip


def _made_from(figure: Figure) -> tuple[str, ...]:
    told = figure.trace.wording.rpartition("依据：")[2]
    return tuple(dict.fromkeys(_FIGURE_ID.findall(told)))


def count_of(records: Records, rows: Rows) -> int:
    """How many records a part has."""
    return int(rows(records.keys.agg(n=records.keys.count()))[0]["n"])


def page_of(records: Records, rows: Rows, *, limit: int, offset: int = 0) -> list[dict[str, Any]]:
    """Some of the keys of a part, in their order."""
    return rows(records.keys.limit(limit, offset=offset))


def clause_text(id: str, ledgers: Iterable[Ledger]) -> str:
    """The words behind the id of a target, an entry or a document; empty where unknown."""
    for ledger in ledgers:
        if id == ledger.document.id:
            number = ledger.document.document_number
            return f"《{ledger.document.title or id}》" + (f"（{number}）" if number else "")
        for entry in ledger.entries:
            if entry.id == id:
                return _folded(entry)
            for target in entry.targets:
                if target.id == id:
                    return target.phrase
    return ""


def _folded(entry: Entry) -> str:
    return " ".join(entry.text.split())


def keys_text(row: Mapping[str, Any]) -> str:
    """The key of a record on one line."""
    return "　".join(f"{name}={value}" for name, value in row.items())
