"""The same problem two quarters running must carry a cause, or say that none is known."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sanyi.kernel import InputError, Period
from sanyi.targets import Sentence, Status, TaskVerdict, reported, say

UNKNOWN = "原因不明"
_PROBLEMS = frozenset({Status.LAGGING, Status.MISSED, Status.NO_DATA})


@dataclass(frozen=True, slots=True)
class PastProblems:
    """What the bulletin of an earlier quarter named: entry id -> status."""

    period: Period
    problems: Mapping[str, str]


def problems_of(tasks: Iterable[TaskVerdict]) -> Mapping[str, str]:
    """The tasks a bulletin names as problems: closed ones are none."""
    return {t.entry.id: str(t.status) for t in tasks if t.status in _PROBLEMS and not t.is_closed}


def recurs(task: TaskVerdict, past: PastProblems | None, period: Period) -> bool:
    """Whether the bulletin of the quarter just before named the same task with the same finding."""
    if past is None or past.period != period.previous():
        return False
    return past.problems.get(task.entry.id) == str(task.status)


def cause_of(task: TaskVerdict) -> Sentence:
    """The cause the lead unit last gave, in its own words, or 原因不明."""
    for report in reversed(task.reports):
        if report.problem.strip():
            words = reported(report.problem.strip().rstrip("。；"), report.id)
            return say("连续两个季度，{}报告的原因：{}。", report.unit, words)
    return say(f"连续两个季度，{UNKNOWN}。")


def past_as_text(past: PastProblems) -> str:
    """What the next quarter's bulletin needs to know, as JSON text."""
    data = {"period": str(past.period), "problems": dict(sorted(past.problems.items()))}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def past_from_text(text: str) -> PastProblems:
    """What ``past_as_text`` wrote.

    Raises:
        InputError: the text is something else.
    """
    try:
        data = json.loads(text)
        return PastProblems(Period.parse(data["period"]), dict(data["problems"]))
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            "BUL-001", "上季度通报的记录读不出来。", "删去该记录，重新生成上季度通报。"
        ) from error
