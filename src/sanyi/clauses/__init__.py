"""Document -> tree of Clause, and independent layers over it that never change the tree.

It says what is printed: it invents no lead, no date and no number, and it knows nothing of data.
"""

from sanyi.clauses.citations import Citation, find_citations, is_well_formed
from sanyi.clauses.deadlines import (
    Calendar,
    Deadline,
    DeadlineKind,
    find_deadlines,
    read_deadline_cell,
)
from sanyi.clauses.dialects import Dialect, DialectRule
from sanyi.clauses.facts import Consultation, DocumentFacts
from sanyi.clauses.ledger_tables import DAMAGE, LedgerRow, is_none_mark
from sanyi.clauses.mapped import Mapped
from sanyi.clauses.model import Clause, Outline, Region, RegionKind
from sanyi.clauses.reading import Reading, is_heading, read_clauses
from sanyi.clauses.responsibility import (
    PrintedUnit,
    Role,
    UnitGroup,
    split_at_labels,
    unit_groups,
)
from sanyi.clauses.sentences import enclosed, segments, sentences
from sanyi.clauses.targets import Basis, Operator, Target, find_targets

__all__ = [
    "DAMAGE",
    "Basis",
    "Calendar",
    "Citation",
    "Clause",
    "Consultation",
    "Deadline",
    "DeadlineKind",
    "Dialect",
    "DialectRule",
    "DocumentFacts",
    "LedgerRow",
    "Mapped",
    "Operator",
    "Outline",
    "PrintedUnit",
    "Reading",
    "Region",
    "RegionKind",
    "Role",
    "Target",
    "UnitGroup",
    "enclosed",
    "find_citations",
    "find_deadlines",
    "find_targets",
    "is_heading",
    "is_none_mark",
    "is_well_formed",
    "read_clauses",
    "read_deadline_cell",
    "segments",
    "sentences",
    "split_at_labels",
    "unit_groups",
]
