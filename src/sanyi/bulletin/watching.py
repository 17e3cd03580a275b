"""After a letter was closed on proof its task is watched, not written to at once again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from sanyi.bulletin.escalation import LetterRules
from sanyi.bulletin.letters import Letter, Step


def without_watched(
    due: Iterable[Letter], rectified: Mapping[str, dt.date], today: dt.date, rules: LetterRules
) -> tuple[Letter, ...]:
    """Letters due without first ones for tasks whose rectification is still being watched.

    Args:
        due: what ``next_letters`` calls for.
        rectified: the last day a letter was closed on proof, by entry.
        today: the day of drafting.
    """
    return tuple(n for n in due if not _is_watched(n, rectified.get(n.entry_id), today, rules))


def _is_watched(
    letter: Letter, closed_on: dt.date | None, today: dt.date, rules: LetterRules
) -> bool:
    if letter.step is not Step.FIRST or closed_on is None:
        return False
    return today <= rules.workdays.after(closed_on, rules.watch_working_days)
