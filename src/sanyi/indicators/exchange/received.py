"""A value somebody else computed: it is kept beside our own figures, never in their place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from sanyi.kernel import Finding, Period, SanyiError, Scope, Severity

LONGEST = 30  # digits of a number that anybody means


@dataclass(frozen=True, slots=True)
class Received:
    """One value of an indicator as it came in.

    Args:
        value: in the unit of the indicator (a share is 0..1, money is fen).
        numerator, denominator: None where they were not sent.
    """

    indicator: str
    period: Period
    scope: Scope
    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None

    @property
    def figure_id(self) -> str:
        """The id of our own figure that speaks of the same."""
        return f"{self.indicator}@{self.period}/{self.scope}"


def number_of(raw: Any) -> Decimal | None:
    """A number as it was sent, as text or number; None when it is none."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | Decimal):
        return None
    text = str(raw).strip()
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    is_sane = value.is_finite() and len(text) <= LONGEST and abs(value.adjusted()) <= LONGEST
    return value if is_sane else None


def period_of_id(figure_id: Any, indicator: str) -> Period | None:
    """The period of a figure's id as we wrote it; None where it is not one of this indicator."""
    if not isinstance(figure_id, str) or not figure_id.startswith(f"{indicator}@"):
        return None
    try:
        return Period.parse(figure_id.removeprefix(f"{indicator}@").partition("/")[0])
    except SanyiError:
        return None


def without_repeats(
    found: Iterable[tuple[str, Received]],
) -> tuple[tuple[Received, ...], tuple[Finding, ...]]:
    """The values, each once; a second value of the same is left out and found."""
    kept: dict[str, Received] = {}
    findings = []
    for where, one in found:
        if one.figure_id in kept:
            findings.append(problem("EXC-016", where, f"{one.figure_id} 报送了两次，取第一个。"))
        kept.setdefault(one.figure_id, one)
    return tuple(kept.values()), tuple(findings)


def problem(code: str, where: str, message: str, hint: str = "") -> Finding:
    """A finding about one value that was left out."""
    return Finding(code, Severity.WARNING, where, message, hint or "请报送方核对后重送。")


def note(code: str, where: str, message: str, hint: str = "") -> Finding:
    """A finding that only informs."""
    return Finding(code, Severity.NOTE, where, message, hint)
