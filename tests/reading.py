"""Short ways from a text to what is read in it, for tests."""

from __future__ import annotations

from sanyi.clauses import Reading, read_clauses
from sanyi.documents import read_bytes
from sanyi.ledger.build import build_ledger
from sanyi.ledger.entry import Entry, Ledger, UnitRole


def reading_of(text: str, name: str = "安禾县工作要点.txt") -> Reading:
    """Read a text as a plain file of that name."""
    return read_clauses(read_bytes(text.encode("utf-8"), name))


def ledger_of(text: str, name: str = "安禾县工作要点.txt") -> Ledger:
    """The ledger of a text."""
    return build_ledger(reading_of(text, name))


def entries_of(text: str) -> list[Entry]:
    """The entries of a text."""
    return list(ledger_of(text).entries)


def leads(entry: Entry) -> list[str]:
    """Names of the lead units."""
    return entry.names(UnitRole.LEAD)


def cooperating(entry: Entry) -> list[str]:
    """Names of the cooperating units."""
    return entry.names(UnitRole.COOPERATING)


def title_block(year: int = 2025) -> str:
    """A title and an introduction in the genre, for an invented county."""
    return (
        f"安禾县{year}年深化医药卫生体制改革重点工作任务\n\n"
        f"为做好{year}年全县医改工作，结合实际，制定本任务。\n\n"
    )
