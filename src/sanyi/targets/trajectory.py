"""The monthly path a target is expected to take, so that lag is seen before the deadline.

From last year's shape where there is one, else a straight line; the office may fix points by hand
in a file, and those win.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path

from sanyi.kernel import DefinitionError, InputError
from sanyi.targets.model import Goal, History, Kind, Shape
from sanyi.targets.months import Months, months_of, shape_of, steps


class PathSource(StrEnum):
    """Where a path comes from."""

    LAST_YEAR = "last_year"
    STRAIGHT_LINE = "straight_line"
    EDITED = "edited"


PATH_LABELS = {
    PathSource.LAST_YEAR: "按上年度各月走势",
    PathSource.STRAIGHT_LINE: "按月均匀推进",
    PathSource.EDITED: "按办公室设定的各月目标",
}


@dataclass(frozen=True, slots=True)
class Trajectory:
    """Expected values at the end of each month, from January to the month of judgement.

    Args:
        start: where the path begins, before January.
        values: month by month; the last is the bound.
        source: see ``PathSource``.
    """

    start: float
    values: tuple[float, ...]
    source: PathSource

    def at(self, month: int) -> float:
        """Expected value at the end of a month; after the last month it stays at the bound."""
        return self.values[min(month, len(self.values)) - 1]


@dataclass(frozen=True, slots=True)
class EditedPath:
    """Points set by the office: (day, value in the indicator's unit), and who set them when."""

    target: str
    points: tuple[tuple[dt.date, Decimal], ...]
    set_by: str
    set_on: dt.date


def trajectory_of(
    goal: Goal, history: History, edited: EditedPath | None = None
) -> Trajectory | None:
    """The path of a goal, or None where there is nothing to measure along."""
    if goal.bound is None or goal.kind is Kind.FREQUENCY:
        return None
    months = goal.due_on.month
    bound = float(goal.bound)
    this, last = months_of(history.this_year), months_of(history.last_year)
    if edited is not None:
        return _edited(edited, bound, months, _start(this, last, shape_of(history)))
    shape = shape_of(history)
    start = _start(this, last, shape)
    if len(last) == 12:
        shares = _shares(last, shape, months)
        if shares is not None:
            values = [start + (bound - start) * share for share in shares]
            return Trajectory(start, tuple(values), PathSource.LAST_YEAR)
        if shape in (Shape.RATE, Shape.LEVEL):
            gap = bound - last.values[months - 1]
            values = [last.values[m] + gap * (m + 1) / months for m in range(months)]
            return Trajectory(start, tuple(values), PathSource.LAST_YEAR)
    line = [start + (bound - start) * (m + 1) / months for m in range(months)]
    return Trajectory(start, tuple(line), PathSource.STRAIGHT_LINE)


def _start(this: Months, last: Months, shape: Shape) -> float:
    if shape is Shape.COUNT:
        return 0.0
    if len(last) == 12:
        end = last.values[-1]
        restarts = shape is Shape.STOCK and len(this) > 0 and this.values[0] < 0.5 * end
        return 0.0 if restarts else end
    if shape is Shape.STOCK and len(this) > 1 and this.values[0] <= this.values[-1] / 2:
        return 0.0
    return this.values[0] if len(this) else 0.0


def _shares(last: Months, shape: Shape, months: int) -> list[float] | None:
    """How much of the year's growth was there by each month; None where nothing grew."""
    if shape not in (Shape.STOCK, Shape.COUNT):
        return None
    begin = 0.0 if last.values[0] <= last.values[-1] / 2 else last.values[0]
    growth = [max(0.0, step) for step in steps(last.values[:months], begin)]
    whole = sum(growth)
    if whole <= 0:
        return None
    done, shares = 0.0, []
    for step in growth:
        done += step
        shares.append(done / whole)
    return shares


def _edited(edited: EditedPath, bound: float, months: int, start: float) -> Trajectory:
    """Straight lines between the points; the last stretch ends at the bound."""
    knots = [(0, start), *((day.month, float(value)) for day, value in edited.points)]
    if knots[-1][0] < months:
        knots.append((months, bound))
    values = []
    for month in range(1, months + 1):
        left = max(k for k in knots if k[0] < month or k[0] == 0)
        right = min(k for k in knots if k[0] >= month)
        share = (month - left[0]) / (right[0] - left[0])
        values.append(left[1] + (right[1] - left[1]) * share)
    return Trajectory(start, tuple(values), PathSource.EDITED)


def load_edited_paths(path: Path) -> Mapping[str, EditedPath]:
    """Read ``trajectories.toml``: ``["target id"] set_by, set_on, points = { 2025-06-30 = 0.88 }``.

    Raises:
        InputError: the file is no TOML.
        DefinitionError: a path misses a part, or its days are out of order.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError("TRJ-001", f"{path.name} 不是正确的 TOML：{error}") from error
    return {target: _read_path(path, target, raw) for target, raw in data.items()}


def _read_path(path: Path, target: str, raw: object) -> EditedPath:
    if not isinstance(raw, dict) or not {"set_by", "set_on", "points"} <= raw.keys():
        raise DefinitionError("TRJ-002", f"{path.name} {target}：缺少 set_by、set_on 或 points。")
    try:
        points = tuple(
            (dt.date.fromisoformat(str(day)), Decimal(str(value)))
            for day, value in raw["points"].items()
        )
    except (ValueError, InvalidOperation, AttributeError) as error:
        raise DefinitionError(
            "TRJ-002", f"{path.name} {target}：points 应为“日期 = 数值”。", "例：2025-06-30 = 0.88"
        ) from error
    days = [day for day, _ in points]
    if not points or days != sorted(set(days)) or len({d.year for d in days}) != 1:
        raise DefinitionError(
            "TRJ-003", f"{path.name} {target}：日期应在同一年内从早到晚，且不重复。"
        )
    if len({d.month for d in days}) != len(days):
        raise DefinitionError("TRJ-003", f"{path.name} {target}：每月只能有一个点。")
    return EditedPath(target, points, str(raw["set_by"]), raw["set_on"])
