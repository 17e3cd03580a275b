"""Two runs side by side: what is new, what persists, what is resolved."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sanyi.datasets.checks.run import CheckResult, CheckRun


class Change(StrEnum):
    """What became of a failing check between two runs."""

    NEW = "new"
    PERSISTING = "persisting"
    RESOLVED = "resolved"
    NOT_COMPARED = "not_compared"


CHANGE_LABELS = {
    Change.NEW: "新出现",
    Change.PERSISTING: "仍存在",
    Change.RESOLVED: "已解决",
    Change.NOT_COMPARED: "本次未查",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One check that failed in at least one of two runs."""

    table: str
    check: str
    title: str
    severity: str
    change: Change
    failed_before: int
    failed_after: int


def compare_runs(before: CheckRun, after: CheckRun) -> tuple[Difference, ...]:
    """Compare two runs check by check, sorted by table and check.

    A check that failed and was not made again is not resolved: it is not compared.
    """
    old, new = _failures(before), _failures(after)
    made = {
        (table, result.id)
        for table, checks in after.tables.items()
        for result in checks.results
        if not result.skipped
    }
    found = []
    for place in sorted(old.keys() | new.keys()):
        result = new.get(place) or old[place]
        found.append(
            Difference(
                place[0],
                place[1],
                result.title,
                result.severity,
                _change(place in old, place in new, place in made),
                old[place].failed if place in old else 0,
                new[place].failed if place in new else 0,
            )
        )
    return tuple(found)


def _change(was: bool, now: bool, made: bool) -> Change:
    if now:
        return Change.PERSISTING if was else Change.NEW
    return Change.RESOLVED if made else Change.NOT_COMPARED


def _failures(run: CheckRun) -> dict[tuple[str, str], CheckResult]:
    return {
        (table, result.id): result
        for table, checks in run.tables.items()
        for result in checks.results
        if result.failed
    }
