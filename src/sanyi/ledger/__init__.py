"""Clause -> Entry: the ledger of a document, what is wrong with it, and its printable forms.

It knows the words of the document only: it computes no figure and opens no data.
"""

from sanyi.ledger.build import build_ledger
from sanyi.ledger.columns import (
    COLUMNS,
    PROGRESS_STATES,
    PROOF_LABELS,
    SEVERITY_LABELS,
    LedgerRowText,
    ledger_rows,
    part_rows,
    plain,
)
from sanyi.ledger.corrections import (
    Correction,
    Outcome,
    apply_corrections,
    finding_correction,
)
from sanyi.ledger.difference import (
    CHANGE_LABELS,
    Change,
    EntryDifference,
    Words,
    compare_entries,
    compare_ledgers,
    compare_words,
    entry_difference,
    with_published_ids,
)
from sanyi.ledger.entry import (
    Default,
    Entry,
    EntryCite,
    EntryDeadline,
    EntryKind,
    EntryTarget,
    EntryUnit,
    Ledger,
    LedgerDocument,
    Proof,
    ProofType,
    UnitRole,
    UnitRule,
)
from sanyi.ledger.examine import examine
from sanyi.ledger.export_json import finding_as_dict, ledger_as_dict, ledger_as_json
from sanyi.ledger.export_md import ledger_as_md
from sanyi.ledger.export_xlsx import ledgers_as_xlsx
from sanyi.ledger.fields import (
    DOCUMENT_FIELDS,
    ENTRY_FIELDS,
    FIELD_LABELS,
    CorrectedField,
    document_value,
    field_value,
    with_value,
)
from sanyi.ledger.history import FactChange, facts_at
from sanyi.ledger.mask import mask_ledger, mask_text
from sanyi.ledger.pairing import anchor_of
from sanyi.ledger.printed_changes import ColumnChange
from sanyi.ledger.roundtrip import CellChange, CellState, Current, SheetRow, compare
from sanyi.ledger.roundtrip_xlsx import rows_as_xlsx, rows_from_xlsx
from sanyi.ledger.states import (
    MOVE_LABELS,
    OPEN_STATES,
    STATE_LABELS,
    STEPS,
    Move,
    Standing,
    State,
    moves_from,
    state_after,
    wanting,
)

__all__ = [
    "CHANGE_LABELS",
    "COLUMNS",
    "DOCUMENT_FIELDS",
    "ENTRY_FIELDS",
    "FIELD_LABELS",
    "MOVE_LABELS",
    "OPEN_STATES",
    "PROGRESS_STATES",
    "PROOF_LABELS",
    "SEVERITY_LABELS",
    "STATE_LABELS",
    "STEPS",
    "CellChange",
    "CellState",
    "Change",
    "ColumnChange",
    "CorrectedField",
    "Correction",
    "Current",
    "Default",
    "Entry",
    "EntryCite",
    "EntryDeadline",
    "EntryDifference",
    "EntryKind",
    "EntryTarget",
    "EntryUnit",
    "FactChange",
    "Ledger",
    "LedgerDocument",
    "LedgerRowText",
    "Move",
    "Outcome",
    "Proof",
    "ProofType",
    "SheetRow",
    "Standing",
    "State",
    "UnitRole",
    "UnitRule",
    "Words",
    "anchor_of",
    "apply_corrections",
    "build_ledger",
    "compare",
    "compare_entries",
    "compare_ledgers",
    "compare_words",
    "document_value",
    "entry_difference",
    "examine",
    "facts_at",
    "field_value",
    "finding_as_dict",
    "finding_correction",
    "ledger_as_dict",
    "ledger_as_json",
    "ledger_as_md",
    "ledger_rows",
    "ledgers_as_xlsx",
    "mask_ledger",
    "mask_text",
    "moves_from",
    "part_rows",
    "plain",
    "rows_as_xlsx",
    "rows_from_xlsx",
    "state_after",
    "wanting",
    "with_published_ids",
    "with_value",
]
