"""What a kind of finding is: its check, its title, and the words that explain it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sanyi.kernel import Severity
from sanyi.ledger.examine.case import Case, Hit

Check = Callable[[Case], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class FindingKind:
    """One kind of finding.

    Args:
        check: finds the hits in a document; it raises nothing and changes nothing.
        severity: error where the ledger cannot be trusted, warning where a person must look.
        title: the name of the kind, in Chinese.
        meaning: what it says of the document, in Chinese.
        hint: what to do, in Chinese.
    """

    check: Check
    severity: Severity
    title: str
    meaning: str
    hint: str
