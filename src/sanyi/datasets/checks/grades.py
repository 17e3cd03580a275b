"""Thresholds applied when counts are read: a grade for each table, A to D, with its reason."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from sanyi.datasets.checks.run import CheckResult, TableChecks

GRADES = "ABCD"
_REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Grade:
    """Grade of a table and the check that decided it; ``letter`` is empty without rows."""

    letter: str
    reason: str

    def is_below(self, letter: str) -> bool:
        """Whether this grade is worse than another; no rows is worse than all."""
        return not self.letter or self.letter > letter


@cache
def thresholds() -> Mapping[str, tuple[float, float, float]]:
    """Greatest share of failures for A, B and C, by severity; above it is D."""
    text = (resources.files("sanyi.datasets.checks") / "thresholds.toml").read_text("utf-8")
    data = tomllib.loads(text)
    return {name: (row["A"], row["B"], row["C"]) for name, row in data.items()}


def grade(
    checks: TableChecks, limits: Mapping[str, tuple[float, float, float]] | None = None
) -> Grade:
    """The worst grade any check gives; notes never lower it.

    Example:
        >>> good = CheckResult("not_null(column=a)", "not_null", "必填", "error", 100, 0)
        >>> grade(TableChecks("t", 100, "", 100, 0, (good,))).letter
        'A'
        >>> bad = CheckResult("not_null(column=a)", "not_null", "必填", "error", 100, 3)
        >>> grade(TableChecks("t", 100, "", 100, 0, (bad,))).letter
        'D'
    """
    limits = limits or thresholds()
    if checks.rows == 0:
        return Grade("", "没有数据")
    worst = _letter(checks.rejected, checks.rows_in, limits[_REJECTED])
    reason = f"装载时拒收 {checks.rejected} 行（共 {checks.rows_in} 行）"
    for result in checks.results:
        if result.severity not in limits or result.skipped:
            continue
        letter = _letter(result.failed, result.checked, limits[result.severity])
        if letter > worst:
            worst, reason = letter, _reason(result)
    return Grade(worst, "各项检查都在限内" if worst == "A" else reason)


def _letter(failed: int, checked: int, limits: tuple[float, float, float]) -> str:
    share = failed / checked if checked else 0.0
    return next((GRADES[i] for i, limit in enumerate(limits) if share <= limit), GRADES[-1])


def _reason(result: CheckResult) -> str:
    return f"{result.title}：{result.checked} 中有 {result.failed} 不合要求（{result.id}）"
