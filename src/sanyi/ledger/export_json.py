"""Ledger -> the exchange format, version 1."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from sanyi.kernel import Finding, Span
from sanyi.ledger.entry import (
    Entry,
    EntryCite,
    EntryDeadline,
    EntryTarget,
    EntryUnit,
    Ledger,
    UnitRole,
)


def ledger_as_json(ledger: Ledger) -> str:
    """The ledger as JSON text, two blanks of indent, Chinese left readable."""
    return json.dumps(ledger_as_dict(ledger), ensure_ascii=False, indent=2) + "\n"


def ledger_as_dict(ledger: Ledger) -> dict[str, Any]:
    """The ledger as plain values, keys in the order of the schema."""
    return {
        "schema_version": 1,
        "document": _document(ledger),
        "defaults": [
            {
                "phrase": d.phrase,
                "rule": d.rule.value,
                "units": list(d.units),
                "span": _span(d.span),
            }
            for d in ledger.defaults
        ],
        "entries": [_entry(e) for e in ledger.entries],
        "findings": [finding_as_dict(f) for f in ledger.findings],
    }


def finding_as_dict(finding: Finding) -> dict[str, Any]:
    """A finding as plain values."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "where": finding.where,
        "span": _span(finding.span) if finding.span else None,
        "message": finding.message,
        "hint": finding.hint,
    }


def _document(ledger: Ledger) -> dict[str, Any]:
    d = ledger.document
    consultation = d.consultation and {
        "reply_due_on": _date(d.consultation.reply_due_on),
        "phrase": d.consultation.phrase,
        "addressees": d.consultation.addressees,
        "nil_reply_required": d.consultation.nil_reply_required,
    }
    return {
        "id": d.id,
        "title": d.title,
        "document_number": d.document_number,
        "issuer": d.issuer,
        "issued_on": _date(d.issued_on),
        "status": "draft" if d.is_draft else "final",
        "jurisdiction": d.jurisdiction,
        "year": d.year,
        "cites": [_cite(c) for c in d.cites],
        "consultation": consultation,
    }


def _entry(e: Entry) -> dict[str, Any]:
    return {
        "id": e.id,
        "kind": e.kind.value,
        "number": e.number,
        "path": list(e.path),
        "section": e.section,
        "title": e.title,
        "text": e.text,
        "struck": list(e.struck),
        "deleted": e.is_deleted,
        "lead_units": e.names(UnitRole.LEAD),
        "cooperating_units": e.names(UnitRole.COOPERATING),
        "default_units": e.names(UnitRole.DEFAULT),
        "units": [_unit(u) for u in e.units],
        "deadline": _deadline(e.deadline),
        "targets": [_target(t) for t in e.targets],
        "actions": list(e.actions),
        "cites": [_cite(c) for c in e.cites],
        "counterparts": list(e.counterparts),
        "span": _span(e.span),
    } | ({"added_by_hand": True} if e.is_added else {})


def _unit(u: EntryUnit) -> dict[str, Any]:
    out: dict[str, Any] = {
        "name": u.name,
        "as_printed": u.as_printed,
        "role": u.role.value,
        "rule": u.rule.value,
        "covers": u.covers,
    }
    return out | ({"span": _span(u.span)} if u.span else {})


def _deadline(d: EntryDeadline | None) -> dict[str, Any] | None:
    if d is None:
        return None
    out: dict[str, Any] = {"phrase": d.phrase, "due_on": _date(d.due_on), "kind": d.kind.value}
    return out | ({"span": _span(d.span)} if d.span else {})


def _target(t: EntryTarget) -> dict[str, Any]:
    return {
        "id": t.id,
        "phrase": t.phrase,
        "indicator": t.indicator,
        "basis": t.basis.value,
        "op": t.op.value,
        "value": t.value,
        "upper": t.upper,
        "unit": t.unit,
        "baseline": t.baseline,
        "due": _deadline(t.due),
        "alternative_group": t.alternative_group,
        "implied": t.implied,
        "span": _span(t.span),
    }


def _cite(c: EntryCite) -> dict[str, Any]:
    return {"title": c.title, "number": c.number, "span": _span(c.span)}


def _span(s: Span) -> dict[str, Any]:
    return {"start": s.start, "end": s.end, "page": s.page}


def _date(d: date | None) -> str | None:
    return d.isoformat() if d else None
