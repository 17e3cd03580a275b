"""Where a desk offers what other desks show, so that no desk imports another.

A desk puts its query in when its app is ready; with none in, there is nothing to show.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sanyi.bulletin.store import Stored
from sanyi.web.units.models import Person, Place


@dataclass(frozen=True, slots=True)
class Issued:
    """What was sent out, a bulletin or a letter, as other desks see it.

    Args:
        figure: the figure asked for as it was issued; None where it is not printed in it.
        moment: how its going out is called: 印发 or 发出.
    """

    title: str
    number: str
    place: Place
    figure: Stored | None
    moment: str


# (person, place) -> bulletins issued for the place that the person sees, the last first, as
# dictionaries of the API's schema "BulletinWhole"
ISSUED_BULLETINS: list[Callable[[Person, Place], list[dict[str, Any]]]] = []

# kind of document -> (person, key of the document, id of a figure) -> what was issued; None where
# the person sees none
ISSUED_FIGURES: dict[str, Callable[[Person, int, str], Issued | None]] = {}

# what the program does by itself when its time has come; asked every minute by the one worker of an
# installation, so each looks up for itself whether there is anything to do
TIMED: list[Callable[[], None]] = []
