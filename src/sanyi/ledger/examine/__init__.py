"""The document examined (公文体检): what is wrong or doubtful in it, each with its place.

It repairs nothing and decides nothing; it says what a careful person would ask about.
"""

from sanyi.ledger.examine.kinds import FindingKind
from sanyi.ledger.examine.registry import FINDING_KINDS
from sanyi.ledger.examine.report import examine, render_finding_reference

__all__ = ["FINDING_KINDS", "FindingKind", "examine", "render_finding_reference"]
