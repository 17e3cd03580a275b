"""Shapes of the answers, in JSON Schema; the description and the tests read the same ones."""

from __future__ import annotations

from typing import Any

from sanyi.clauses import Basis
from sanyi.ledger import ProofType, State
from sanyi.targets import Lamp, Status

_TEXT = {"type": "string"}
_WHOLE = {"type": "integer"}
_DAY = {"type": ["string", "null"], "format": "date"}
_NUMBER = {"type": ["string", "null"], "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}


def _object(properties: dict[str, Any], *, optional: tuple[str, ...] = ()) -> dict[str, Any]:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required,
            "additionalProperties": False}  # fmt: skip


def _list(item: Any) -> dict[str, Any]:
    return {"type": "array", "items": item}


def ref(name: str) -> dict[str, str]:
    """A reference to a schema of this list."""
    return {"$ref": f"#/components/schemas/{name}"}


def _one_of(kind: Any) -> dict[str, Any]:
    return {"type": "string", "enum": [item.value for item in kind]}


_UNIT = _object({"name": _TEXT, "role": _TEXT, "as_printed": _TEXT})
_ENTRY = {
    "id": _TEXT, "ledger": _TEXT, "place": _TEXT, "year": _WHOLE, "number": _TEXT,
    "section": _TEXT, "title": _TEXT, "due_on": _DAY, "is_standing": {"type": "boolean"},
    "proof": _one_of(ProofType), "state": _one_of(State), "lamp": _one_of(Lamp),
    "status": _one_of(Status), "why": _TEXT, "judged_on": _DAY, "units": _list(_UNIT),
    "revision": _WHOLE,
}  # fmt: skip
_TARGET = _object({
    "id": _TEXT, "phrase": _TEXT, "basis": _one_of(Basis), "indicator": _TEXT,
    "status": _one_of(Status), "figure": {"type": ["string", "null"]},
})  # fmt: skip
_SCOPE = _object({"kind": {"type": "string", "enum": ["all", "place", "institution", "group"]},
                  "id": _TEXT, "label": _TEXT})  # fmt: skip
_FIGURE = {
    "id": _TEXT, "indicator": _TEXT, "version": _TEXT, "title": _TEXT, "period": _TEXT,
    "scope": _SCOPE, "unit": _TEXT, "value": _NUMBER, "numerator": _NUMBER,
    "denominator": _NUMBER, "printed": _TEXT, "reason": _TEXT,
}  # fmt: skip
_BULLETIN = {
    "id": _TEXT, "place": _TEXT, "period": _TEXT, "title": _TEXT, "document_number": _TEXT,
    "issued_on": _DAY, "sha256": _TEXT, "corrects": {"type": ["string", "null"]},
    "figures": _list(_TEXT),
}  # fmt: skip
_BLOCK = _object({  # annex 0 is the text itself; the first row of a table holds its columns
    "annex": _WHOLE, "text": _TEXT, "rows": _list(_list(_TEXT)), "figures": _list(_TEXT),
    "kind": {"type": "string", "enum": ["heading", "paragraph", "table", "sources"]},
})  # fmt: skip
_TRACE = _object({
    "definition_file": _TEXT, "definition_hash": _TEXT, "wording": _TEXT, "remarks": _list(_TEXT),
    "clauses": _list(_TEXT),
    "inputs": _list(_object({"table": _TEXT, "rows": _WHOLE, "content_hash": _TEXT,
                             "grade": _TEXT})),
    "parameters": _list(_object({
        "name": _TEXT, "value": _TEXT, "unit": _TEXT, "from_on": _TEXT,
        "basis": {"type": "string", "enum": ["stated", "delegated", "assumed"]},
        "source": _TEXT})),
    "left_out": _list(_object({"table": _TEXT, "reason": _TEXT, "rows": _WHOLE})),
})  # fmt: skip
_FINDING = _object({"code": _TEXT, "severity": _TEXT, "where": _TEXT, "message": _TEXT,
                    "hint": _TEXT})  # fmt: skip

SCHEMAS: dict[str, dict[str, Any]] = {
    "Ledger": _object({
        "id": _TEXT, "place": _TEXT, "title": _TEXT, "document_number": _TEXT, "issuer": _TEXT,
        "issued_on": _DAY, "year": {"type": ["integer", "null"]}, "entries": _WHOLE,
        "lamps": {"type": "object", "additionalProperties": _WHOLE},
    }),
    "Entry": _object(_ENTRY),
    "EntryWhole": _object({
        **_ENTRY, "text": _TEXT, "due_phrase": _TEXT, "added_by_hand": {"type": "boolean"},
        "targets": _list(_TARGET),
    }),
    "Indicator": _object({
        "code": _TEXT, "name": _TEXT, "aliases": _list(_TEXT), "group": _TEXT, "kind": _TEXT,
        "unit": _TEXT, "direction": _TEXT, "version": _TEXT, "wording": _TEXT, "why": _TEXT,
        "clauses": _list(_TEXT), "tables": _list(_TEXT), "next_review": _DAY,
    }),
    "Figure": _object(_FIGURE),
    "FigureWhole": _object({**_FIGURE, "trace": _TRACE, "members": _list(_TEXT)}),
    "Bulletin": _object(_BULLETIN),
    "BulletinWhole": _object({**_BULLETIN, "blocks": _list(_BLOCK)}),
    "DataValueSet": _object({
        "dataElementIdScheme": _TEXT, "orgUnitIdScheme": _TEXT,
        "dataValues": _list(_object({"dataElement": _TEXT, "period": _TEXT, "orgUnit": _TEXT,
                                     "value": _TEXT, "comment": _TEXT})),
    }),
    "MeasureReports": {
        "type": "object", "required": ["resourceType", "type", "entry"],
        "properties": {
            "resourceType": {"const": "Bundle"}, "type": {"const": "collection"},
            "timestamp": _TEXT, "entry": _list({"type": "object", "required": ["resource"]}),
        },
    },
    "Delivery": _object({
        "id": _WHOLE, "format": _TEXT, "sha256": _TEXT, "kept": _WHOLE,
        "findings": _list(_FINDING),
    }),
    "AnyJson": {"type": "object"},
    "Problem": _object({"type": _TEXT, "title": _TEXT, "status": _WHOLE, "code": _TEXT}),
}  # fmt: skip


def page_of(name: str) -> dict[str, Any]:
    """A page of a list of one shape."""
    return _object({
        "items": _list(ref(name)), "total": _WHOLE, "page": _WHOLE, "page_size": _WHOLE,
        "next": {"type": ["string", "null"]},
    })  # fmt: skip
