"""Tags of all desks."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from sanyi.kernel import Period
from sanyi.targets import LAMP_LABELS, Lamp
from sanyi.web.acts.matrix import Act, Relation, may
from sanyi.web.base.privacy import shown_text

register = template.Library()


@register.filter
def lamp(value: str) -> SafeString:
    """A coloured dot with its word: colour is never the only sign."""
    return format_html('<span class="lamp lamp-{}">{}</span>', value, LAMP_LABELS[Lamp(value)])


@register.filter
def may_do(user: object, act: str) -> bool:
    """Whether a person may ever do an act: {% if user|may_do:"assign" %}."""
    role = getattr(user, "role", "")
    return any(may(role, Act(act), relation) for relation in Relation)


@register.filter
def masked(text: object, user: object) -> str:
    """A text without contacts for all but the office: {{ row.text|masked:user }}."""
    return shown_text(text, user)


@register.filter
def with_figures(parts: list[dict[str, str]] | None, issued: str = "") -> SafeString:
    """A sentence in parts; every number leads to the page that explains it.

    Args:
        issued: the document that went out and holds the sentence, such as ``bulletin-3``: its
            figures are explained as they were then.
    """
    return format_html_join("", "{}", ((_part(part, issued),) for part in parts or ()))


def _part(part: dict[str, str], issued: str) -> SafeString | str:
    if part.get("kind") != "figure":
        return part["text"]
    from django.urls import reverse

    address = reverse("figures:explain", args=[part["id"]])
    if issued:
        address += f"?issued={issued}"
    return format_html('<a href="{}">{}</a>', address, part["text"])


@register.filter
def period_label(value: str) -> str:
    """A period as a report calls it: 2025Q3 is 2025年第三季度."""
    return Period.parse(value).label
