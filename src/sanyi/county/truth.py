"""Writes down what is true of the targets: values month by month, who misses, and since when."""

from __future__ import annotations

from typing import Any

from sanyi.county.measure import Series, is_met, measure
from sanyi.county.targets import TARGETS, PlantedTarget
from sanyi.county.world import World


def record_targets(world: World) -> None:
    """The list ``targets`` of the truth, in the order of the document."""
    rows = [_target(world, target) for target in TARGETS]
    world.truth["targets"] = rows
    world.truth["missed_share"] = round(sum(r["missed"] for r in rows) / len(rows), 4)


def _target(world: World, target: PlantedTarget) -> dict[str, Any]:
    path = world.paths[target.key]
    values = measure(world, target, world.year)
    before = measure(world, target, world.year - 1)
    final = values[target.due_month - 1]
    missed = not is_met(target, final)
    return {
        "key": target.key,
        "clause": target.clause,
        "quote": target.quote,
        "kind": target.kind,
        "operator": target.operator,
        "value": target.value,
        "unit": target.unit,
        "due_month": target.due_month,
        "tables": list(target.tables),
        "planted_outcome": path.outcome,
        "missed": missed,
        "shows_from_month": _shows_from(world, target, values, before) if missed else 0,
        "monthly": _rounded(values),
        "final": _rounded([final])[0],
        "previous_year_monthly": _rounded(before),
        "previous_year_final": _rounded([before[-1]])[0],
        "meaning": target.meaning,
    }


def _shows_from(world: World, target: PlantedTarget, values: Series, before: Series) -> int:
    """Month from which the miss is in the data; for single events, from which they are overdue."""
    if target.key == "hospital_review":
        late: list[int] = [
            row["due_on"].month + 1
            for row in world.rows("project_milestones", project_id="XM001")
            if row["done_on"] is None or row["done_on"] > row["due_on"]
        ]
        return min(late)
    if target.kind == "on_time":
        return target.due_month
    if target.kind != "count":
        return world.paths[target.key].onset
    behind = [(a or 0) < (b or 0) for a, b in zip(values, before, strict=True)]
    ahead = [month for month, is_behind in enumerate(behind, 1) if not is_behind]
    return min(max(ahead, default=0) + 1, target.due_month)


def _rounded(values: Series) -> Series:
    return [None if value is None else round(value, 6) for value in values]
