"""Printed contacts are for the office alone: every other role sees them masked.

The rule is kept at the door, by ``base/masking.py``; what is here is for texts that are cut, hashed
or compared before they leave.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http.response import HttpResponseBase

from sanyi.ledger import mask_text
from sanyi.web.acts.matrix import ROLE_LABELS, Role

SEE = (Role.OFFICE, Role.HEAD)
WHO_SEES = "、".join(ROLE_LABELS[role] for role in SEE)
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_NUMBERS = frozenset({"value", "numerator", "denominator"})  # of figures, never of persons
_FREE, _KEPT = "is_free_of_contacts", "kept_texts"
M = TypeVar("M", bound=Model)
R = TypeVar("R", bound=HttpResponseBase)


def sees_contacts(person: object) -> bool:
    """Whether names, telephones and other personal data in texts are shown to a person.

    A client of the interface sees them where the administrator granted it with the token.
    """
    return getattr(person, "role", "") in SEE or bool(getattr(person, "is_shown_contacts", False))


def shown_text(text: object, person: object) -> str:
    """A text as a person sees it; masking keeps its length."""
    words = "" if text is None else str(text)
    return words if sees_contacts(person) else mask_text(words)


def copy_name(name: str) -> str:
    """The name of a masked copy, which says so; the name itself may hold somebody's.

    Example:
        >>> copy_name("通知.docx")
        '通知（隐去联系方式）.docx'
    """
    path = PurePosixPath(mask_text(name).replace("*", "＿"))
    return str(path.with_stem(path.stem + "（隐去联系方式）"))


def shown_data(data: Any, person: object) -> Any:
    """Plain data as a person sees them: texts masked, numbers of figures left as they are."""
    return data if sees_contacts(person) else _masked(data)


def _masked(data: Any, name: str = "") -> Any:
    if isinstance(data, dict):
        return {key: _masked(value, key) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_masked(item, name) for item in data]
    if not isinstance(data, str) or (name in _NUMBERS and _NUMBER.fullmatch(data)):
        return data
    return mask_text(data)


def free(response: R) -> R:
    """Mark an answer that the door lets through: it holds no contacts, or none but one's own."""
    setattr(response, _FREE, True)
    return response


def is_free(response: HttpResponseBase) -> bool:
    """Whether an answer was marked so."""
    return bool(getattr(response, _FREE, False))


def keep(response: R, *texts: str) -> R:
    """Let values through that the fields of a form are there for."""
    setattr(response, _KEPT, texts)
    return response


def kept_texts(response: HttpResponseBase) -> tuple[str, ...]:
    """The values that were let through."""
    return getattr(response, _KEPT, ())


def holding(rows: QuerySet[M], field: str, words: str, person: object) -> QuerySet[M]:
    """Rows whose field holds the words, as the person sees the field.

    A search must not confirm a telephone number to somebody who is shown asterisks.
    """
    if sees_contacts(person):
        return rows.filter(**{f"{field}__icontains": words})
    found = rows
    for part in filter(None, words.split("*")):
        found = found.filter(**{f"{field}__icontains": part})
    wanted = words.casefold()
    texts = found.order_by().values_list("pk", field)
    hidden = {key for key, text in texts if wanted not in mask_text(text or "").casefold()}
    return found.exclude(pk__in=hidden) if hidden else found
