"""Histories measured once for the same tables: judging, letters and bulletin of a day ask the same.

Nothing is kept but what follows from its key, so a remembered history is the one that would be
measured now.
"""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import Any

from sanyi.datasets import Session
from sanyi.kernel import Finding
from sanyi.targets.figures import complete_months, histories_of
from sanyi.targets.model import History

Measured = tuple[Mapping[str, History], tuple[Finding, ...]]


class HistoryMemory:
    """The last few measurements, for a process that judges again and again.

    Args:
        most: how many are kept; each holds some thousand figures.
    """

    def __init__(self, most: int = 4) -> None:
        self._most = most
        self._kept: OrderedDict[Any, Measured] = OrderedDict()

    def histories_of(
        self,
        session: Session,
        codes: Iterable[str],
        year: int,
        today: dt.date,
        grades: Mapping[str, str] | None = None,
        *,
        place: str = "",
    ) -> Measured:
        """As ``sanyi.targets.figures.histories_of``."""
        wanted = tuple(codes)
        tables = session.workspace.manifest.tables
        held = tuple(sorted((name, entry.content_hash) for name, entry in tables.items()))
        graded = tuple(sorted((grades or {}).items()))
        months = complete_months(today, year)  # all that a measurement takes of the day
        key = (session.workspace.root.resolve(), held, wanted, year, months, graded, place)
        if key not in self._kept:
            found = histories_of(session, wanted, year, today, grades, place=place)
            self._kept[key] = found
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]
