"""The mechanisms that have a page. A mechanism is listed here when it lands; none is pretended."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sanyi.datasets import Session
from sanyi.kernel import Figure, Finding, Period
from sanyi.params import ParameterBook

Run = Callable[[Session, ParameterBook, Period], tuple[tuple[Figure, ...], tuple[Finding, ...]]]
Explain = Callable[[Session, ParameterBook, Period, str], tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Mechanism:
    """What the page of a mechanism needs of it.

    Args:
        key, title: as the library names it.
        summary: what the clauses order and what is left out, from its README.
        evidence: how sure the formula is: seen, recalled or design.
        clauses: ids of the clauses that order it.
        tables: contracts it reads.
        parameters: its dated values.
        run: figures and findings of a period under some parameters; pure but for reading tables.
        explain: why one row got what it got, as label and words; None where rows have no story.
        row_label: what is typed to name a row, such as 结算编号.
    """

    key: str
    title: str
    summary: str
    evidence: str
    tables: tuple[str, ...]
    run: Run
    clauses: tuple[str, ...] = ()
    parameters: ParameterBook = field(default_factory=lambda: ParameterBook({}))
    explain: Explain | None = None
    row_label: str = "编号"


_MECHANISMS: dict[str, Mechanism] = {}


def mechanisms() -> Mapping[str, Mechanism]:
    """All mechanisms by key."""
    return _MECHANISMS


def register(mechanism: Mechanism) -> Mechanism:
    """Give a mechanism its page."""
    _MECHANISMS[mechanism.key] = mechanism
    return mechanism


def remove(key: str) -> Any:
    """Take a page away."""
    return _MECHANISMS.pop(key, None)
