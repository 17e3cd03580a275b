"""An entry of the ledger (台账一行): a clause or an annex row with everything it orders."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sanyi.clauses import Basis, Consultation, DeadlineKind, DialectRule, Operator
from sanyi.kernel import Finding, Span


class EntryKind(StrEnum):
    """Where an entry comes from."""

    CLAUSE = "clause"
    LEDGER_ROW = "ledger_row"


class UnitRole(StrEnum):
    """The role of a unit in an entry; ``default`` comes from a document-wide convention."""

    LEAD = "lead"
    COOPERATING = "cooperating"
    DEFAULT = "default"


class UnitRule(StrEnum):
    """By what the role was read: printed words, 按职责分工负责, 第一位牵头, a default."""

    PRINTED = "printed"
    JOINT_BY_DUTY = "joint_by_duty"
    FIRST_LISTED = "first_listed"
    DEFAULT = "default"


class ProofType(StrEnum):
    """What will show that an entry is done; an entry closes only on its proof."""

    COMPUTED = "computed"
    ISSUED = "issued"
    HELD = "held"
    BUILT = "built"
    COVERED = "covered"
    REPORTED = "reported"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class EntryUnit:
    """One unit of an entry. ``name`` has its elided prefix back, ``as_printed`` has not."""

    name: str
    as_printed: str
    role: UnitRole
    rule: UnitRule
    covers: str | None
    span: Span | None


@dataclass(frozen=True, slots=True)
class EntryDeadline:
    """A time limit; ``due_on`` is the last day of the period or None."""

    phrase: str
    due_on: date | None
    kind: DeadlineKind
    span: Span | None


@dataclass(frozen=True, slots=True)
class EntryTarget:
    """One thing to be reached, with its id ``…/t1``."""

    id: str
    phrase: str
    indicator: str
    basis: Basis
    op: Operator
    value: float | None
    upper: float | None
    unit: str | None
    baseline: str | None
    due: EntryDeadline | None
    alternative_group: str | None
    implied: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Proof:
    """A proposed type of proof and why."""

    type: ProofType
    reason: str


@dataclass(frozen=True, slots=True)
class EntryCite:
    """A document that an entry cites."""

    title: str | None
    number: str | None
    span: Span


@dataclass(slots=True)
class Entry:
    """One row of the ledger. ``text`` is exact accepted source text, page-break joins removed.

    ``notes`` are the reader's own marks on how a damaged row was read (keys of ``DAMAGE``);
    ``is_repaired_lead`` tells that a lead stands under a label that says otherwise; ``is_added``
    that a person, not the reader, found the entry.
    """

    id: str
    kind: EntryKind
    number: str | None
    path: tuple[str, ...]
    section: str | None
    title: str | None
    text: str
    span: Span
    struck: tuple[str, ...] = ()
    is_deleted: bool = False
    units: tuple[EntryUnit, ...] = ()
    deadline: EntryDeadline | None = None
    targets: tuple[EntryTarget, ...] = ()
    actions: tuple[str, ...] = ()
    cites: tuple[EntryCite, ...] = ()
    counterparts: tuple[str, ...] = ()
    proof: Proof = Proof(ProofType.NONE, "")
    is_open_list: bool = False
    is_repaired_lead: bool = False
    notes: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    is_added: bool = False

    def names(self, role: UnitRole) -> list[str]:
        """Names of the units in a role, each once, in printed order."""
        return list(dict.fromkeys(u.name for u in self.units if u.role is role))


@dataclass(frozen=True, slots=True)
class Default:
    """A document-wide convention as printed."""

    phrase: str
    rule: DialectRule
    units: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class LedgerDocument:
    """The document that a ledger was read from."""

    id: str
    title: str | None
    document_number: str | None
    issuer: str | None
    issued_on: date | None
    is_draft: bool
    jurisdiction: str | None
    year: int | None
    cites: tuple[EntryCite, ...]
    consultation: Consultation | None


@dataclass(slots=True)
class Ledger:
    """A document's entries in printed order, its conventions, and what is wrong with it."""

    document: LedgerDocument
    defaults: tuple[Default, ...]
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...] = field(default=())
