"""What the ledger said on a past day: a fold over the changes that were logged, nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FactChange:
    """One logged act on one entry.

    Args:
        at: when, with its time zone.
        subject: id of the entry.
        before, after: the fields that the act set, as they were and as they became.
    """

    at: dt.datetime
    subject: str
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)


def facts_at(changes: Iterable[FactChange], moment: dt.datetime) -> dict[str, Facts]:
    """Fields of every entry that was there at a moment.

    A field that no change up to then has set is what the first later change found it to be; one
    that no change ever names is left out, for it is today what it always was.

    Args:
        changes: of all entries, in the order of the log.
        moment: acts at this very moment count.

    Example:
        >>> day = dt.datetime(2025, 3, 1, tzinfo=dt.timezone.utc)
        >>> may = day.replace(month=5)
        >>> log = [FactChange(day, "a#1", {}, {"state": "proposed"}),
        ...        FactChange(may, "a#1", {"state": "proposed"}, {"state": "assigned"})]
        >>> facts_at(log, day.replace(month=4))
        {'a#1': {'state': 'proposed'}}
    """
    known: dict[str, Facts] = {}
    later: dict[str, Facts] = {}
    named: dict[str, set[str]] = {}
    for change in changes:
        if change.at <= moment:
            known.setdefault(change.subject, {}).update(change.after)
        elif change.subject in known:
            # only the first later change knows how it was; what it found nothing of was not there
            seen = named.setdefault(change.subject, set())
            first = {n: v for n, v in change.before.items() if n not in seen}
            later.setdefault(change.subject, {}).update(first)
            seen.update(change.before, change.after)
    return {subject: {**later.get(subject, {}), **facts} for subject, facts in known.items()}
