"""A finding: something wrong or doubtful that a person should look at.

Nothing is repaired silently.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sanyi.kernel.spans import Span


class Severity(StrEnum):
    """``error`` blocks a reading, ``warning`` asks for a look, ``note`` informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem, said so that a person can act on it.

    Args:
        code: stable identifier such as ``LED-004``; each code has one page in the reference.
        severity: see ``Severity``.
        where: id of the document, clause, row or table.
        message: what was found and what was expected, in Chinese. Never a personal value.
        hint: what to do next, in Chinese.
        span: place in the document's extracted text, if it has one.
    """

    code: str
    severity: Severity
    where: str
    message: str
    hint: str = ""
    span: Span | None = None
