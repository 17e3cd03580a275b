"""The plain deadline lamp (红黄绿灯): progress against elapsed time, and nothing else.

It is what offices use today, kept for comparison; it projects nothing.
"""

from __future__ import annotations

import datetime as dt

from sanyi.targets.method import Method
from sanyi.targets.qualitative import elapsed_share


def deadline_lamp(
    start: dt.date, due_on: dt.date, today: dt.date, progress: float | None, method: Method
) -> str:
    """``green | yellow | red | grey`` by the gap between plan and progress.

    Args:
        progress: share of the way gone, 0..1; None where it cannot be computed.

    Example:
        >>> from sanyi.targets.method import method_on
        >>> year, day = (dt.date(2022, 1, 1), dt.date(2022, 12, 31)), dt.date(2022, 9, 30)
        >>> [deadline_lamp(*year, day, p, method_on(day)) for p in (0.75, 0.65, 0.55, None)]
        ['green', 'yellow', 'red', 'grey']
    """
    if progress is None:
        return "grey"
    if today > due_on:
        return "green" if progress >= 1 else "red"
    plan = elapsed_share(start, due_on, today)
    if progress < plan - method.lamp_red_gap:
        return "red"
    soon = (due_on - today).days <= 30 and progress < 0.8
    return "yellow" if soon or progress < plan - method.lamp_yellow_gap else "green"
