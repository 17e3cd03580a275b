"""The fields of an entry that a person may set right, as JSON values and back.

A value is what a form shows and a database keeps; what only the reader knows (spans, as printed)
stays with the part it belongs to as long as the part is there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any

from sanyi.clauses import Basis, DeadlineKind, Operator
from sanyi.kernel import InputError
from sanyi.ledger.entry import (
    Entry,
    EntryDeadline,
    EntryTarget,
    EntryUnit,
    LedgerDocument,
    Proof,
    ProofType,
    UnitRole,
    UnitRule,
)

Json = Any
"""None, str, bool, int, float, and lists and dicts of them."""


class CorrectedField(StrEnum):
    """What can be corrected; the last five belong to the document, ``finding`` to a finding.

    ``added`` makes words an entry of their own.
    """

    TITLE = "title"
    SECTION = "section"
    UNITS = "units"
    DEADLINE = "deadline"
    TARGETS = "targets"
    PROOF = "proof"
    IS_TASK = "is_task"
    FINDING = "finding"
    ADDED = "added"
    DOCUMENT_TITLE = "document_title"
    DOCUMENT_NUMBER = "document_number"
    ISSUER = "issuer"
    ISSUED_ON = "issued_on"
    YEAR = "year"


FIELD_LABELS = {
    CorrectedField.TITLE: "标题",
    CorrectedField.SECTION: "章节",
    CorrectedField.UNITS: "责任单位",
    CorrectedField.DEADLINE: "时限",
    CorrectedField.TARGETS: "目标",
    CorrectedField.PROOF: "佐证方式",
    CorrectedField.IS_TASK: "是否列为任务",
    CorrectedField.FINDING: "发现的问题",
    CorrectedField.ADDED: "登记为任务",
    CorrectedField.DOCUMENT_TITLE: "文件标题",
    CorrectedField.DOCUMENT_NUMBER: "发文字号",
    CorrectedField.ISSUER: "发文机关",
    CorrectedField.ISSUED_ON: "成文日期",
    CorrectedField.YEAR: "年度",
}
ENTRY_FIELDS = tuple(CorrectedField)[:7]
DOCUMENT_FIELDS = tuple(CorrectedField)[9:]
_CONFIRMED = "校对时由人员确认"


def field_value(entry: Entry, field: CorrectedField) -> Json:
    """The value of a field as it stands."""
    return _READ[_of_entry(field)](entry)


def with_value(entry: Entry, field: CorrectedField, value: Json) -> Entry:
    """The entry with a field set.

    Raises:
        InputError: the value does not fit the field.
    """
    try:
        return _WRITE[_of_entry(field)](entry, value)
    except (ValueError, KeyError, TypeError, AttributeError):
        label = FIELD_LABELS[field]
        raise InputError("COR-002", f"“{label}”的更正内容不合格式。", "重新填写这一栏。") from None


def _of_entry(field: CorrectedField) -> CorrectedField:
    if field not in ENTRY_FIELDS:
        raise InputError("COR-001", f"条目没有“{FIELD_LABELS[field]}”这一栏。", "换一栏更正。")
    return field


def _with_proof(entry: Entry, value: Json) -> Entry:
    proof = ProofType(value)
    return entry if proof is entry.proof.type else replace(entry, proof=Proof(proof, _CONFIRMED))


def _units(units: Sequence[EntryUnit], value: Json) -> tuple[EntryUnit, ...]:
    known = {u.name: u for u in units}
    out = []
    for item in value:
        name, role = str(item["name"]), UnitRole(item["role"])
        unit = known.get(name)
        if unit is None:
            unit = EntryUnit(name, name, role, UnitRule.PRINTED, None, None)
        elif unit.role is not role:
            unit = replace(unit, role=role, rule=UnitRule.PRINTED)
        out.append(unit)
    return tuple(out)


def _deadline_value(deadline: EntryDeadline | None) -> Json:
    if deadline is None:
        return None
    day = deadline.due_on.isoformat() if deadline.due_on else None
    return {"phrase": deadline.phrase, "due_on": day, "kind": deadline.kind.value}


def _deadline(known: EntryDeadline | None, value: Json) -> EntryDeadline | None:
    if value is None:
        return None
    day = date.fromisoformat(value["due_on"]) if value["due_on"] else None
    span = known.span if known is not None and known.phrase == value["phrase"] else None
    return EntryDeadline(str(value["phrase"]), day, DeadlineKind(value["kind"]), span)


def target_key(target: EntryTarget) -> str:
    """``t1`` of ``…/t1``: what is left of the id when the entry moves."""
    return target.id.rpartition("/")[2]


def _target_value(target: EntryTarget) -> Json:
    due = target.due.due_on if target.due else None
    return {
        "key": target_key(target),
        "phrase": target.phrase,
        "indicator": target.indicator,
        "basis": target.basis.value,
        "op": target.op.value,
        "value": target.value,
        "upper": target.upper,
        "unit": target.unit,
        "baseline": target.baseline,
        "due_on": due.isoformat() if due else None,
    }


def _targets(entry: Entry, value: Json) -> tuple[EntryTarget, ...]:
    known = {target_key(t): t for t in entry.targets}
    return tuple(_target(entry, known.get(item["key"]), item) for item in value)


def _target(entry: Entry, known: EntryTarget | None, item: Json) -> EntryTarget:
    day = date.fromisoformat(item["due_on"]) if item["due_on"] else None
    due = known.due if known else None
    if (due.due_on if due else None) != day:
        due = EntryDeadline(day.isoformat(), day, DeadlineKind.DATE, None) if day else None
    return EntryTarget(
        id=f"{entry.id}/{item['key']}",
        phrase=str(item["phrase"]),
        indicator=str(item["indicator"]),
        basis=Basis(item["basis"]),
        op=Operator(item["op"]),
        value=_number(item["value"]),
        upper=_number(item["upper"]),
        unit=item["unit"] or None,
        baseline=item["baseline"] or None,
        due=due,
        alternative_group=known.alternative_group if known else None,
        implied=known.implied if known else False,
        span=known.span if known else entry.span,
    )


def _number(value: Json) -> float | None:
    return None if value is None else float(value)


def document_value(document: LedgerDocument, field: CorrectedField) -> Json:
    """The value of a field of the document."""
    if field is CorrectedField.ISSUED_ON:
        return document.issued_on.isoformat() if document.issued_on else None
    return getattr(document, _attribute(field))


def document_with(document: LedgerDocument, field: CorrectedField, value: Json) -> LedgerDocument:
    """The document with a field set.

    Raises:
        InputError: the value does not fit the field.
    """
    try:
        if field is CorrectedField.ISSUED_ON:
            return replace(document, issued_on=date.fromisoformat(value) if value else None)
        if field is CorrectedField.YEAR:
            return replace(document, year=int(value) if value else None)
        setting: dict[str, Any] = {_attribute(field): value or None}
        return replace(document, **setting)
    except (ValueError, TypeError):
        label = FIELD_LABELS[field]
        raise InputError("COR-002", f"“{label}”的更正内容不合格式。", "重新填写这一栏。") from None


def _attribute(field: CorrectedField) -> str:
    return "title" if field is CorrectedField.DOCUMENT_TITLE else field.value


_READ: dict[CorrectedField, Callable[[Entry], Json]] = {
    CorrectedField.TITLE: lambda e: e.title,
    CorrectedField.SECTION: lambda e: e.section,
    CorrectedField.UNITS: lambda e: [{"name": u.name, "role": u.role.value} for u in e.units],
    CorrectedField.DEADLINE: lambda e: _deadline_value(e.deadline),
    CorrectedField.TARGETS: lambda e: [_target_value(t) for t in e.targets],
    CorrectedField.PROOF: lambda e: e.proof.type.value,
    CorrectedField.IS_TASK: lambda e: not e.is_deleted,
}
_WRITE: dict[CorrectedField, Callable[[Entry, Json], Entry]] = {
    CorrectedField.TITLE: lambda e, v: replace(e, title=v or None),
    CorrectedField.SECTION: lambda e, v: replace(e, section=v or None),
    CorrectedField.UNITS: lambda e, v: replace(e, units=_units(e.units, v)),
    CorrectedField.DEADLINE: lambda e, v: replace(e, deadline=_deadline(e.deadline, v)),
    CorrectedField.TARGETS: lambda e, v: replace(e, targets=_targets(e, v)),
    CorrectedField.PROOF: _with_proof,
    CorrectedField.IS_TASK: lambda e, v: replace(e, is_deleted=not v),
}
