"""Figures <-> a DHIS2 ``dataValueSet`` (JSON), identifiers by code.

A data element is the code of an indicator, an organisation unit the code of a place or an
institution. Periods are written ``2025``, ``2025S1``, ``2025Q3``, ``202507``; the year up to a
month has no form of its own there and is sent only where its days are those of one of these.
Values are in the indicator's own unit: a share is 0..1 (value type UNIT_INTERVAL), money is fen.
The comment of a value is the id of our figure, so that it comes back as what it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from sanyi.indicators.exchange.places import OrgUnits
from sanyi.indicators.exchange.received import (
    Received,
    note,
    number_of,
    period_of_id,
    problem,
    without_repeats,
)
from sanyi.indicators.registry import definitions
from sanyi.kernel import Figure, Finding, InputError, Period, PeriodKind

_PERIOD = re.compile(r"([0-9]{4})(?:(S|Q)([0-9])|([0-9]{2}))?")
_KINDS = {"S": PeriodKind.HALF, "Q": PeriodKind.QUARTER}
_EQUAL = {1: PeriodKind.MONTH, 3: PeriodKind.QUARTER, 6: PeriodKind.HALF, 12: PeriodKind.YEAR}
_DEFAULT_OPTION = ("", "default", "HllvX50cXC0")  # DHIS2's own: no disaggregation


def data_value_set(
    figures: Iterable[Figure], units: OrgUnits
) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """Figures as a data value set.

    Returns:
        (set, findings): a finding for each figure that has no place in it.
    """
    values, findings = [], []
    for figure in figures:
        period, unit = period_text(figure.period), units.code_of(figure.scope)
        if figure.value is None:
            findings.append(note("EXC-002", figure.id, f"没有值，未导出：{figure.reason}"))
        elif not period:
            message = f"{figure.period.label}在 DHIS2 没有对应的期间，未导出。"
            findings.append(note("EXC-003", figure.id, message))
        elif not unit:
            findings.append(note("EXC-004", figure.id, "按分组统计，没有对应的机构，未导出。"))
        else:
            values.append({
                "dataElement": figure.indicator, "period": period, "orgUnit": unit,
                "value": f"{figure.value:f}", "comment": figure.id,
            })  # fmt: skip
    return {
        "dataElementIdScheme": "CODE", "orgUnitIdScheme": "CODE", "dataValues": values,
    }, tuple(findings)  # fmt: skip


def period_text(period: Period) -> str:
    """The DHIS2 form of a period; empty where there is none.

    Example:
        >>> [period_text(Period.parse(p)) for p in ("2025", "2025H1", "2025M07", "2025C03")]
        ['2025', '2025S1', '202507', '2025Q1']
        >>> period_text(Period.parse("2025C07"))
        ''
    """
    if period.kind is PeriodKind.TO_DATE:
        if period.index not in _EQUAL:
            return ""
        period = Period(_EQUAL[period.index], period.year, 1)
    match period.kind:
        case PeriodKind.YEAR:
            return f"{period.year}"
        case PeriodKind.MONTH:
            return f"{period.year}{period.index:02}"
        case PeriodKind.HALF:
            return f"{period.year}S{period.index}"
    return f"{period.year}Q{period.index}"


def period_of(text: Any) -> Period | None:
    """The period of a DHIS2 form; None where it is none that is used here."""
    found = _PERIOD.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        return None
    kind = _KINDS[found[2]] if found[2] else PeriodKind.MONTH if found[4] else PeriodKind.YEAR
    index = int(found[3] or found[4] or 1)
    is_real = 1 <= index <= {"S": 2, "Q": 4}.get(found[2] or "", 12)
    return Period(kind, int(found[1]), index) if is_real and int(found[1]) >= 1900 else None


def read_data_value_set(
    data: Any, units: OrgUnits
) -> tuple[tuple[Received, ...], tuple[Finding, ...]]:
    """Values of a data value set.

    Args:
        data: plain data of the JSON.
        units: organisation units known here.

    Returns:
        (values, findings): a finding for each value that was left out.

    Raises:
        InputError: it is no data value set.
    """
    values = data.get("dataValues") if isinstance(data, dict) else None
    if not isinstance(values, list):
        raise InputError(
            "EXC-010", "不是 DHIS2 的 dataValueSet：没有 dataValues 列表。", "检查导出的格式。"
        )
    findings: list[Finding] = []
    shared = {key: data.get(key) for key in ("period", "orgUnit")}
    found = list(_read_all(values, shared, units, findings))
    kept, repeats = without_repeats(found)
    return kept, (*findings, *repeats)


def _read_all(
    values: list[Any], shared: dict[str, Any], units: OrgUnits, findings: list[Finding]
) -> Iterator[tuple[str, Received]]:
    for number, raw in enumerate(values, start=1):
        where = f"dataValues/{number}"
        one = {**shared, **raw} if isinstance(raw, dict) else {}
        result = _read(one, where, units)
        if isinstance(result, Finding):
            findings.append(result)
        else:
            yield where, result


def _read(raw: dict[str, Any], where: str, units: OrgUnits) -> Received | Finding:  # noqa: PLR0911
    code = raw.get("dataElement")
    if not isinstance(code, str) or code not in definitions():
        return problem("EXC-011", where, "dataElement 不是本系统的指标代码。")
    period = period_of(raw.get("period"))
    if period is None:
        return problem("EXC-012", where, "period 读不懂。", "写成 2025、2025S1、2025Q3、202507。")
    scope = units.scope_of(str(raw.get("orgUnit", "")))
    if scope is None:
        return problem("EXC-013", where, "orgUnit 不是本地登记的地区或机构代码。")
    value = number_of(raw.get("value"))
    if value is None:
        return problem("EXC-014", where, "value 不是数字。")
    option = str(raw.get("categoryOptionCombo") or "")
    if option not in _DEFAULT_OPTION:
        return problem("EXC-015", where, "带有分类组合，本系统的指标不分类。")
    if raw.get("deleted") in (True, "true"):
        return problem("EXC-017", where, "标为已删除，未采用。")
    sent = period_of_id(raw.get("comment"), code)
    if sent is not None and period_text(sent) == raw["period"]:
        period = sent
    return Received(code, period, scope, value)
