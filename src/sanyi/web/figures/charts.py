"""Charts of an indicator, as the options that the browser draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from sanyi.kernel import Figure, unit_of

_MONTHS = [f"{m}月" for m in range(1, 13)]


def path_chart(
    unit: str, years: Mapping[int, Sequence[Figure]], path: Sequence[float] = ()
) -> dict[str, Any]:
    """Lines of the year up to each month, one a year, and the path a target expects.

    Args:
        years: figures by year, January first; the last year stands out.
    """
    last = max(years, default=0)
    series = [
        _line(f"{year}年累计", _by_month(figures, unit), "#1f4e8c" if year == last else "#8a94a3")
        for year, figures in sorted(years.items())
        if figures
    ]
    if path:
        values = [_shown(Decimal(str(v)), unit) for v in path]
        series.append({**_line("进度路径", values, "#b42318"), "lineStyle": {"type": "dashed"},
                       "symbol": "none"})  # fmt: skip
    label = unit_of(unit).label
    return {
        "color": ["#8a94a3", "#1f4e8c", "#b42318"],
        "tooltip": {"trigger": "axis"},
        "legend": {"top": 0},
        "grid": {"left": 8, "right": 16, "top": 48, "bottom": 8, "containLabel": True},
        "xAxis": {"type": "category", "data": _MONTHS, "boundaryGap": False},
        "yAxis": {"type": "value", "scale": True, "name": f"单位：{label}" if label else ""},
        "series": series,
    }


def parts_chart(unit: str, figures: Sequence[Figure]) -> dict[str, Any]:
    """Bars of one month by place or institution, the largest on top."""
    known = sorted((f for f in figures if f.value is not None), key=lambda f: f.value or 0)
    return {
        "color": ["#1f4e8c"],
        "tooltip": {"trigger": "axis"},
        "grid": {"left": 8, "right": 48, "top": 8, "bottom": 8, "containLabel": True},
        "xAxis": {"type": "value"},
        "yAxis": {"type": "category", "data": [f.scope.label or f.scope.id for f in known],
                  "axisLabel": {"width": 160, "overflow": "truncate"}},
        "series": [{"type": "bar", "name": f"{unit_of(unit).label or '值'}",
                    "data": [_shown(f.value or Decimal(0), unit) for f in known]}],
    }  # fmt: skip


def _line(name: str, values: Sequence[float | None], colour: str) -> dict[str, Any]:
    return {"type": "line", "name": name, "data": values, "itemStyle": {"color": colour},
            "connectNulls": False}  # fmt: skip


def _by_month(figures: Sequence[Figure], unit: str) -> list[float | None]:
    values: list[float | None] = [None] * 12
    for figure in figures:
        if figure.value is not None:
            values[figure.period.last_month - 1] = _shown(figure.value, unit)
    return values


def _shown(value: Decimal, unit: str) -> float:
    """The number as it is printed, not as it is stored."""
    return float(unit_of(unit).number(value).replace(",", ""))
