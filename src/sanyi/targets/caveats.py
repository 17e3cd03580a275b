"""What must be said beside a figure: assumed parameters, and data below grade."""

from __future__ import annotations

from collections.abc import Iterable

from sanyi.kernel import Figure

LOWEST_GOOD = "B"


def caveats(figures: Iterable[Figure]) -> tuple[str, ...]:
    """Short Chinese words, each once, in order; empty where nothing need be said.

    A table that no check has graded is not below grade: that is said on the data desk.
    """
    found: list[str] = []
    for figure in figures:
        if any(p.basis == "assumed" for p in figure.trace.parameters):
            found.append("含设定参数，尚待确认")
        if any(use.grade and use.grade > LOWEST_GOOD for use in figure.trace.inputs):
            found.append("所用数据质量未达标，仅供参考")
    return tuple(dict.fromkeys(found))
