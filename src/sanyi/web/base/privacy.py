"""Printed contacts are for the office alone: every other role sees them masked."""

from __future__ import annotations

from sanyi.ledger import mask_text
from sanyi.web.acts.matrix import Role

_SEE = frozenset({Role.OFFICE.value, Role.HEAD.value})


def sees_contacts(person: object) -> bool:
    """Whether names, telephones and other personal data in texts are shown to a person."""
    return getattr(person, "role", "") in _SEE


def shown_text(text: object, person: object) -> str:
    """A text as a person sees it; masking keeps its length."""
    words = "" if text is None else str(text)
    return words if sees_contacts(person) else mask_text(words)
