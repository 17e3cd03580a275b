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
from sanyi.ledger.compare import (
    EntryChange,
    FieldChange,
    compare_ledger_rows,
    entry_change,
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
from sanyi.ledger.mask import cut_text, mask_ledger, mask_text, personal_spans
from sanyi.ledger.mask_files import mask_file
from sanyi.ledger.mask_runs import DELETED, INSERTED, KEPT, mask_runs, restore_masked
from sanyi.ledger.pairing import anchor_of
from sanyi.ledger.personal_files import has_personal_data
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
    "DELETED",
    "DOCUMENT_FIELDS",
    "ENTRY_FIELDS",
    "FIELD_LABELS",
    "INSERTED",
    "KEPT",
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
    "CorrectedField",
    "Correction",
    "Current",
    "Default",
    "Entry",
    "EntryChange",
    "EntryCite",
    "EntryDeadline",
    "EntryDifference",
    "EntryKind",
    "EntryTarget",
    "EntryUnit",
    "FactChange",
    "FieldChange",
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
    "compare_ledger_rows",
    "compare_ledgers",
    "compare_words",
    "cut_text",
    "document_value",
    "entry_change",
    "examine",
    "facts_at",
    "field_value",
    "finding_as_dict",
    "finding_correction",
    "has_personal_data",
    "ledger_as_dict",
    "ledger_as_json",
    "ledger_as_md",
    "ledger_rows",
    "ledgers_as_xlsx",
    "mask_file",
    "mask_ledger",
    "mask_runs",
    "mask_text",
    "moves_from",
    "part_rows",
    "personal_spans",
    "plain",
    "restore_masked",
    "rows_as_xlsx",
    "rows_from_xlsx",
    "state_after",
    "wanting",
    "with_published_ids",
    "with_value",
]
