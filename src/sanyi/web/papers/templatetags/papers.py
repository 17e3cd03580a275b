"""Tags of the desk 文件."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

from sanyi.clauses import Operator
from sanyi.ledger import PROOF_LABELS, ProofType, UnitRole
from sanyi.web.acts.words import act_label
from sanyi.web.papers.labels import OPERATOR_NAMES, ROLE_NAMES

register = template.Library()
register.filter("act_name", act_label)


@register.filter
def corrected_value(value: Any, field: str) -> str:
    """A value of a correction in words: {{ row.after|corrected_value:row.field }}."""
    if field == "is_task":
        return "列为任务" if value else "不列为任务"
    if field == "added":
        return "（没有读出）" if value is None else "列为任务"
    if value in (None, "", []):
        return "（无）"
    return _WORDS.get(field, str)(value)


def _target(target: dict[str, Any]) -> str:
    number, upper = target["value"], target["upper"]
    op = OPERATOR_NAMES[Operator(target["op"])]
    value = "" if number is None else f" {number:g}"
    value += "" if upper is None else f"至 {upper:g}"
    parts = (f"{op}{value}{target['unit'] or ''}", target["due_on"])
    return f"{target['phrase']}（{'，'.join(part for part in parts if part)}）"


_WORDS: dict[str, Callable[[Any], str]] = {
    "units": lambda v: "；".join(f"{u['name']}（{ROLE_NAMES[UnitRole(u['role'])]}）" for u in v),
    "deadline": lambda v: "，".join(part for part in (v["phrase"], v["due_on"]) if part),
    "targets": lambda v: "；".join(_target(t) for t in v),
    "proof": lambda v: PROOF_LABELS[ProofType(v)] or "未定",
}


@register.simple_tag
def field_with_id(field: BoundField, prefix: str) -> SafeString:
    """A field under an id of its own: several forms stand on one page."""
    return field.as_widget(attrs={"id": f"{prefix}-{field.html_name}"})
