"""Stored readings <-> records of the library."""

from __future__ import annotations

from typing import Any

from cattrs.preconf.json import make_converter

from sanyi.ledger import Entry, Ledger

_CONVERTER = make_converter(detailed_validation=False)


def ledger_as_record(ledger: Ledger) -> dict[str, Any]:
    """A ledger as JSON values; ``ledger_from_record`` gives the same ledger back."""
    record: dict[str, Any] = _CONVERTER.unstructure(ledger)
    return record


def ledger_from_record(record: dict[str, Any]) -> Ledger:
    """The ledger that ``ledger_as_record`` stored."""
    return _CONVERTER.structure(record, Ledger)


def entry_as_record(entry: Entry) -> dict[str, Any]:
    """One entry as JSON values."""
    record: dict[str, Any] = _CONVERTER.unstructure(entry)
    return record


def entry_from_record(record: dict[str, Any]) -> Entry:
    """The entry that ``entry_as_record`` stored."""
    return _CONVERTER.structure(record, Entry)
