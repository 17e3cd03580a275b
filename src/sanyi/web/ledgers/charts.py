"""The chart of one target: goal, expected path, this year, last year, forecast with its interval.

Values come from the verdict as stored; here they are only scaled to the unit that is printed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sanyi.kernel import unit_of

MONTHS = [f"{month}月" for month in range(1, 13)]
Point = float | None
Scale = Callable[[float], float]


def option_of(verdict: dict[str, Any]) -> dict[str, Any] | None:
    """ECharts' option for a stored verdict; None where there is no series to draw."""
    if not verdict.get("this_year") and not verdict.get("last_year"):
        return None
    unit = unit_of(verdict["unit"])

    def scaled(value: float) -> float:
        return round(float(Decimal(str(value)) * unit.factor), max(unit.places, 2))

    series = _series(verdict, scaled)
    return {
        "grid": {"left": 8, "right": 16, "top": 68, "bottom": 8, "containLabel": True},
        "legend": {"data": [s["name"] for s in series if s["name"]], "top": 0, "left": 0,
                   "itemWidth": 26, "textStyle": {"fontSize": 12}},
        "tooltip": {"trigger": "axis", "renderMode": "richText"},
        "xAxis": {"type": "category", "data": MONTHS, "boundaryGap": False},
        "yAxis": {"type": "value", "scale": True, "name": unit.label, "splitNumber": 4},
        "series": series,
    }  # fmt: skip


def _series(verdict: dict[str, Any], scaled: Scale) -> list[dict[str, Any]]:
    this, last = (_months(verdict[name], scaled) for name in ("this_year", "last_year"))
    goal, path = verdict.get("goal"), verdict.get("path")
    found = []
    if any(v is not None for v in last):
        found.append(_line("上年", last, "#8a94a3", symbol="emptyCircle", width=1.5))
    if path:
        found.append(_line("预期走势", [scaled(v) for v in path["values"]], "#8a5a00",
                           dash="dashed", symbol="none"))  # fmt: skip
    if goal and goal["bound"] is not None and goal["kind"] != "frequency":
        found.append(_line("目标", [scaled(goal["bound"])] * 12, "#b42318", dash="dotted",
                           symbol="none"))  # fmt: skip
    found.append(_line("本年", this, "#1f4e8c", symbol="circle", width=3))
    found += _forecast(verdict, this, scaled)
    return found


def _months(points: list[dict[str, Any]], scaled: Scale) -> list[Point]:
    values: list[Point] = [None] * 12
    for point in points:
        if point["value"] is not None:
            values[point["month"] - 1] = scaled(point["value"])
    return values


def _forecast(verdict: dict[str, Any], this: list[Point], scaled: Scale) -> list[dict[str, Any]]:
    """A dashed line from the last month known to the due month, and a band around its end."""
    forecast, goal = verdict.get("forecast"), verdict.get("goal")
    known = max((m for m, v in enumerate(this) if v is not None), default=None)
    if forecast is None or goal is None or known is None:
        return []
    due = dt.date.fromisoformat(goal["due_on"]).month - 1
    if due <= known:
        return []
    start = this[known]
    found = [_line("推算", _ends(known, start, due, scaled(forecast["value"])), "#1f5fbf",
                   dash="dashed", symbol="diamond")]  # fmt: skip
    low, high = [*(verdict.get("band") or []), None, None][:2]
    if low and high:
        bottom, top = scaled(low["value"]), scaled(high["value"])
        base = _line("", _ends(known, start, due, bottom), "transparent", symbol="none")
        band = _line("推算区间", _ends(known, 0.0, due, round(top - bottom, 4)), "#1f5fbf",
                     symbol="none", width=0)  # fmt: skip
        band["areaStyle"] = {"color": "#1f5fbf", "opacity": 0.15}
        for part in (base, band):
            part.update(stack="band", stackStrategy="all", silent=True, tooltip={"show": False})
        found += [base, band]
    return found


def _ends(known: int, start: Point, due: int, end: float) -> list[Point]:
    """A straight stretch between two months."""
    assert start is not None
    values: list[Point] = [None] * 12
    for month in range(known, due + 1):
        values[month] = round(start + (end - start) * (month - known) / (due - known), 4)
    return values


def _line(
    name: str, values: list[Point] | list[float], colour: str, *,
    dash: str = "solid", symbol: str = "circle", width: float = 2,
) -> dict[str, Any]:  # fmt: skip
    return {
        "name": name, "type": "line", "data": values, "symbol": symbol, "symbolSize": 6,
        "connectNulls": True, "itemStyle": {"color": colour},
        "lineStyle": {"color": colour, "width": width, "type": dash},
    }  # fmt: skip


def months_table(verdict: dict[str, Any]) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """The chart's months as rows: (month, this year's point, last year's point)."""
    this = {p["month"]: p for p in verdict.get("this_year", [])}
    last = {p["month"]: p for p in verdict.get("last_year", [])}
    return [
        (MONTHS[m - 1], this.get(m, {}), last.get(m, {}))
        for m in range(1, 13)
        if m in this or m in last
    ]
