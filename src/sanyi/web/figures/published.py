"""Figures as what was sent out prints them, although a later run gives others under their ids."""

from __future__ import annotations

import re

from django.http import Http404

from sanyi.kernel import Figure
from sanyi.web.base.seams import ISSUED_FIGURES, Issued
from sanyi.web.figures.queries import Sight
from sanyi.web.units.models import Person

__all__ = ["Issued", "issued", "now_other"]


_KEY = re.compile(r"([a-z]+)-([0-9]{1,18})")


def issued(person: Person, document: str, id: str) -> Issued | None:
    """The figure of an id in a document that went out; None where none is asked for.

    Args:
        document: its kind and key, such as ``bulletin-3`` or ``letter-12``.

    Raises:
        Http404: there is no such document for the person, or the figure is not for them.
    """
    if not document:
        return None
    asked = _KEY.fullmatch(document)
    if asked is None or asked[1] not in ISSUED_FIGURES:
        raise Http404
    found = ISSUED_FIGURES[asked[1]](person, int(asked[2]), id)
    if found is None:
        raise Http404
    if found.figure is not None and not Sight(person, found.place).sees(found.figure.figure):
        raise Http404
    return found


def now_other(person: Person, given: Issued) -> Figure | None:
    """The figure as it stands now, where its value is no longer the issued one."""
    if given.figure is None:
        return None
    was = given.figure.figure
    now = Sight(person, given.place).get(was.id)
    return now.figure if now is not None and now.figure.value != was.value else None
