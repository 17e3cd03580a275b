"""A year of unit reports: most are honest, some contradict the data, copy, or claim without proof.

A report names its target by the clause of the document; the truth lists the planted ones by id.
"""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from sanyi.county.calendar import quarter_end
from sanyi.county.measure import is_met, measure
from sanyi.county.targets import TARGETS, PlantedTarget
from sanyi.county.words import UNITS
from sanyi.county.world import World

DOCUMENT = "anhe-2025"
_LEADS = {
    "insurance": ("in_county_fund_rate", "primary_case_payment", "retention_paid", "cross_province",
                  "fund_inspection", "drug_online_rate", "consumable_online_rate", "agreed_volume",
                  "selected_share", "payment_in_time", "price_assessment"),
    "personnel": ("staff_cost_share",),
}  # fmt: skip
_STEPS = ("召开推进会，明确责任人和时间表", "对进度偏慢的机构逐一约谈", "组织现场督导，建立问题清单",
          "完善配套措施，开展业务培训", "调取数据核对，督促机构补录", "按月调度，按季通报")  # fmt: skip
_OPENINGS = ("本季度", "三个月来", "按照县医改领导小组要求", "对照年度目标")


def make_reports(world: World) -> None:
    """Reports of the four quarters for every target, and the planted faults among them."""
    chance = world.chance("reports")
    last: dict[str, str] = {}
    truth: dict[str, list[dict[str, Any]]] = {
        "contradictory": [],
        "copied_from_last_quarter": [],
        "copied_from_other_unit": [],
        "done_without_document": [],
    }
    world.truth["reports"] = truth
    for quarter in range(1, 5):
        for target in TARGETS:
            _report(world, target, quarter, chance, last, truth)


def lead_unit(target: PlantedTarget) -> str:
    """The unit that answers for a target."""
    for unit, keys in _LEADS.items():
        if target.key in keys:
            return UNITS[unit]
    return UNITS["health"]


def _report(
    world: World,
    target: PlantedTarget,
    quarter: int,
    chance: random.Random,
    last: dict[str, str],
    truth: dict[str, list[dict[str, Any]]],
) -> None:
    value = measure(world, target, world.year)[quarter * 3 - 1]
    end = quarter_end(world.year, quarter)
    sent = end + dt.timedelta(days=chance.randint(2, 14))
    met = is_met(target, value)
    fault = _fault(world, target, quarter, met, chance)
    report = f"BG{world.year}Q{quarter}-{target.key}"
    status, number, evidence = "in_progress", None, f"ZL-{report}"
    done = met and target.kind in ("coverage", "count", "on_time")
    if done:
        status, number = "done", f"安卫健〔{world.year}〕{40 + quarter * 10 + len(target.key) % 9}号"
    told = value
    if fault == "contradictory":
        told, status = _flattered(target), "done"
        number = f"安卫健〔{world.year}〕{90 + quarter}号"
        truth["contradictory"].append(
            {"report_id": report, "key": target.key, "reported": _round(told), "true": _round(value)}
        )
    text = _text(target, told, chance)
    if fault == "copied_from_last_quarter" and target.key in last:
        text = last[target.key]
        truth["copied_from_last_quarter"].append({"report_id": report, "key": target.key})
    if fault == "done_without_document":
        status, number, evidence = "done", None, ""
        truth["done_without_document"].append({"report_id": report, "key": target.key})
    last[target.key] = text
    world.add(
        "progress_reports",
        report_id=report,
        entry_id=f"{DOCUMENT}#{target.clause}",
        unit_name=lead_unit(target),
        unit_role="responsible",
        period_end_on=end,
        submitted_on=sent,
        known_on=sent,
        status=status,
        progress_share=_progress(target, told),
        reported_value=f"{told:.4f}" if told is not None else None,
        text=text,
        problem="个别机构进度偏慢" if not met else None,
        next_step=chance.choice(_STEPS),
        document_number=number,
        evidence=evidence or None,
    )
    if fault == "copied_from_other_unit":
        _copy_of_other(world, target, quarter, text, truth)


def _fault(
    world: World, target: PlantedTarget, quarter: int, met: bool, chance: random.Random
) -> str:
    """Which fault this report carries; unmet targets are embellished more often."""
    luck = chance.random()
    if quarter >= 2 and not met and world.paths[target.key].is_missed and luck < 0.18:
        return "contradictory"
    if quarter >= 2 and 0.18 <= luck < 0.24:
        return "copied_from_last_quarter"
    if 0.24 <= luck < 0.27:
        return "copied_from_other_unit"
    if not met and 0.27 <= luck < 0.31:
        return "done_without_document"
    return ""


def _flattered(target: PlantedTarget) -> float:
    """A value on the right side of the bound, whatever the data say."""
    if target.kind == "count":
        return target.value
    if target.value == 1.0:
        return 1.0
    step = 0.6 if target.unit == "分" else max(0.01, target.margin)
    return target.value - step if target.operator == "at_most" else min(1e9, target.value + step)


def _progress(target: PlantedTarget, value: float | None) -> str | None:
    if value is None or target.operator == "at_most":
        return None
    return f"{min(1.0, value / target.value):.4f}"


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def _text(target: PlantedTarget, value: float | None, chance: random.Random) -> str:
    opening, step = chance.choice(_OPENINGS), chance.choice(_STEPS)
    subject = target.quote.rstrip("。")
    if value is None:
        return f"{opening}，围绕“{subject}”{step}，数据正在归集。"
    shown = f"{value * 100:.2f}%" if target.unit == "share" else f"{value:.2f}{_unit(target)}"
    other = chance.choice(_STEPS)
    return f"{opening}，围绕“{subject}”{step}；{other}。截至季末达到{shown}。"


def _unit(target: PlantedTarget) -> str:
    return "（与上年同期之比）" if target.unit == "ratio" else target.unit


def _copy_of_other(
    world: World,
    target: PlantedTarget,
    quarter: int,
    text: str,
    truth: dict[str, list[dict[str, Any]]],
) -> None:
    """A cooperating unit sends the lead unit's text as its own."""
    end = quarter_end(world.year, quarter)
    report = f"BG{world.year}Q{quarter}-{target.key}-finance"
    world.add(
        "progress_reports",
        report_id=report,
        entry_id=f"{DOCUMENT}#{target.clause}",
        unit_name=UNITS["finance"],
        unit_role="cooperating",
        period_end_on=end,
        submitted_on=end + dt.timedelta(days=15),
        known_on=end + dt.timedelta(days=15),
        status="in_progress",
        text=text,
        next_step="继续配合",
        evidence=f"ZL-{report}",
    )
    truth["copied_from_other_unit"].append(
        {"report_id": report, "key": target.key, "copied_from": lead_unit(target)}
    )
