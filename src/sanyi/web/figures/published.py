"""Figures as issued bulletins print them, although a later run gives others under their ids."""

from __future__ import annotations

from django.http import Http404

from sanyi.kernel import Figure
from sanyi.web.base.seams import ISSUED_FIGURES, Issued
from sanyi.web.figures.queries import Sight
from sanyi.web.units.models import Person

__all__ = ["Issued", "issued", "now_other"]


def issued(person: Person, bulletin: str, id: str) -> Issued | None:
    """The figure of an id in the bulletin of a key; None where no bulletin is asked for.

    Raises:
        Http404: there is no such bulletin for the person, or the figure is not for them.
    """
    if not bulletin:
        return None
    if not (bulletin.isascii() and bulletin.isdigit() and len(bulletin) <= 18):
        raise Http404
    found = next((i for q in ISSUED_FIGURES if (i := q(person, int(bulletin), id))), None)
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
