"""What people set right in a reading, kept apart from it and replayed on every new reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sanyi.kernel import Finding
from sanyi.ledger.entry import Entry, Ledger
from sanyi.ledger.fields import (
    DOCUMENT_FIELDS,
    CorrectedField,
    Json,
    document_value,
    document_with,
    field_value,
    with_value,
)
from sanyi.ledger.pairing import Anchor, entry_anchor, pair, part_of


class Outcome(StrEnum):
    """How a correction fared when it was replayed."""

    APPLIED = "applied"
    CHANGED = "changed"  # the reading now says something else than when it was corrected
    LOST = "lost"
    READ = "read"  # an entry added by hand that the reader has found by itself meanwhile


@dataclass(frozen=True, slots=True)
class Correction:
    """One field set right.

    Args:
        entry_id: the entry; for a field of the document the document's id; for a finding where it
            is.
        anchor: exact words of the entry, by which it is found when ids have moved; for a finding
            its message; for an entry added by hand the words that are one.
        field: what was corrected.
        before: what the reading said; for a finding its code.
        after: what it is; for a finding why it needs no more attention; for an entry added by hand
            which of the places where its words stand, from 1.
    """

    entry_id: str
    anchor: str
    field: CorrectedField
    before: Json
    after: Json


def apply_corrections(
    ledger: Ledger, corrections: Sequence[Correction]
) -> tuple[Ledger, tuple[Outcome, ...]]:
    """Replay corrections in their order on a reading.

    Args:
        ledger: as read; it is left as it is.
        corrections: the oldest first; those that add an entry are for ``add_entries``, before.

    Returns:
        The corrected ledger, and what became of each correction. Doing it twice changes nothing.

    Raises:
        InputError: a value does not fit its field.
    """
    entries = list(ledger.entries)
    places = _places(entries, corrections)
    document, findings = ledger.document, list(ledger.findings)
    outcomes = []
    for correction in corrections:
        if correction.field is CorrectedField.FINDING:
            outcomes.append(_settle(findings, correction))
        elif correction.field in DOCUMENT_FIELDS:
            now = document_value(document, correction.field)
            document = document_with(document, correction.field, correction.after)
            outcomes.append(_outcome(now, correction))
        else:
            place = places[correction.entry_id, correction.anchor]
            if place is None:
                outcomes.append(Outcome.LOST)
                continue
            outcomes.append(_outcome(field_value(entries[place], correction.field), correction))
            entries[place] = with_value(entries[place], correction.field, correction.after)
    corrected = replace(ledger, document=document, entries=tuple(entries),
                        findings=tuple(findings))  # fmt: skip
    return corrected, tuple(outcomes)


def finding_correction(finding: Finding, note: str) -> Correction:
    """The correction that takes a finding off the list, with the reason."""
    return Correction(finding.where, finding.message, CorrectedField.FINDING, finding.code, note)


def _places(
    entries: Sequence[Entry], corrections: Sequence[Correction]
) -> dict[tuple[str, str], int | None]:
    wanted = list(
        dict.fromkeys(
            (c.entry_id, c.anchor)
            for c in corrections
            if c.field is not CorrectedField.FINDING and c.field not in DOCUMENT_FIELDS
        )
    )
    anchors = [Anchor(id, text, part_of(id)) for id, text in wanted]
    return dict(zip(wanted, pair(anchors, [entry_anchor(e) for e in entries]), strict=True))


def _outcome(now: Json, correction: Correction) -> Outcome:
    return Outcome.APPLIED if now in (correction.before, correction.after) else Outcome.CHANGED


def _settle(findings: list[Finding], correction: Correction) -> Outcome:
    for finding in findings:
        if finding.code == correction.before and finding.message == correction.anchor:
            findings.remove(finding)
            return Outcome.APPLIED
    return Outcome.LOST
