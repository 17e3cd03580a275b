"""Which numbers a corrected document prints otherwise than the one before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sanyi.bulletin.blocks import OfficialDocument, figures_of


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One number under its id; empty where a document does not print it."""

    id: str
    title: str
    before: str
    after: str


def figure_changes(before: OfficialDocument, after: OfficialDocument) -> Iterator[FigureChange]:
    """Numbers that changed, were added or are gone, in the order of the new document."""
    old = {figure.id: figure for figure in figures_of(before)}
    new = {figure.id: figure for figure in figures_of(after)}
    for id, figure in new.items():
        known = old.get(id)
        if known is None:
            yield FigureChange(id, figure.title, "", figure.printed)
        elif known.value != figure.value:
            yield FigureChange(id, figure.title, known.printed, figure.printed)
    for id, figure in old.items():
        if id not in new:
            yield FigureChange(id, figure.title, figure.printed, "")
