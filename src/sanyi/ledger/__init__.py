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
    ROW_CHANGE_LABELS,
    EntryChange,
    FieldChange,
    RowChange,
    compare_entries,
    compare_ledger_rows,
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
from sanyi.ledger.mask import mask_ledger, mask_text
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
    "COLUMNS",
    "MOVE_LABELS",
    "OPEN_STATES",
    "PROGRESS_STATES",
    "PROOF_LABELS",
    "ROW_CHANGE_LABELS",
    "SEVERITY_LABELS",
    "STATE_LABELS",
    "STEPS",
    "Default",
    "Entry",
    "EntryChange",
    "EntryCite",
    "EntryDeadline",
    "EntryKind",
    "EntryTarget",
    "EntryUnit",
    "FieldChange",
    "Ledger",
    "LedgerDocument",
    "LedgerRowText",
    "Move",
    "Proof",
    "ProofType",
    "RowChange",
    "Standing",
    "State",
    "UnitRole",
    "UnitRule",
    "build_ledger",
    "compare_entries",
    "compare_ledger_rows",
    "examine",
    "finding_as_dict",
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
    "state_after",
    "wanting",
]
