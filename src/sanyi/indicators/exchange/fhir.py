"""Figures <-> FHIR R4 ``MeasureReport`` (type ``summary``) in a ``Bundle`` of type collection.

``measure`` is ``urn:sanyi:indicator:<code>|<version of the definition>``; ``subject`` is a
Location by the code of the place or institution; ``identifier`` is the id of our figure. The
score is in the indicator's own unit. A count that is no 32-bit integer, as a sum in fen, stands in
an extension of its population, because ``count`` cannot hold it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from decimal import Decimal
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
from sanyi.indicators.model import Direction
from sanyi.indicators.registry import definitions
from sanyi.kernel import Figure, Finding, InputError, Period, PeriodKind, unit_of

FIGURE = "urn:sanyi:figure"
UNIT = "urn:sanyi:unit"
PLACE = "urn:sanyi:orgunit"
INDICATOR = "urn:sanyi:indicator:"
EXACT = "urn:sanyi:exact-count"
POPULATION = "http://terminology.hl7.org/CodeSystem/measure-population"
NOTATION = "http://terminology.hl7.org/CodeSystem/measure-improvement-notation"
ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
UCUM = "http://unitsofmeasure.org"
_UCUM = {"share": "1", "growth": "1", "ratio": "1", "days": "d", "hours": "h", "minutes": "min",
         "kg": "kg"}  # fmt: skip
_BETTER = {Direction.UP: "increase", Direction.DOWN: "decrease"}
_LARGEST = 2**31 - 1


def measure_reports(
    figures: Iterable[Figure], units: OrgUnits, made_at: dt.datetime, reporter: str
) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """Figures as a bundle of reports.

    Args:
        made_at: time of the export, told by the caller; with its zone.
        reporter: name of the office that sends them.
    """
    entries, findings = [], []
    for figure in figures:
        unit = units.code_of(figure.scope)
        if not unit:
            findings.append(note("EXC-004", figure.id, "按分组统计，没有对应的机构，未导出。"))
            continue
        report = _report(figure, unit, made_at, reporter)
        entries.append({"fullUrl": f"urn:sanyi:report:{report['id']}", "resource": report})
    return {
        "resourceType": "Bundle", "type": "collection",
        "timestamp": made_at.isoformat(timespec="seconds"), "entry": entries,
    }, tuple(findings)  # fmt: skip


def _report(figure: Figure, unit: str, made_at: dt.datetime, reporter: str) -> dict[str, Any]:
    report: dict[str, Any] = {
        "resourceType": "MeasureReport",
        "id": hashlib.sha256(figure.id.encode()).hexdigest()[:40],
        "identifier": [{"system": FIGURE, "value": figure.id}],
        "status": "complete",
        "type": "summary",
        "measure": f"{INDICATOR}{figure.indicator}|{figure.version}",
        "subject": {"type": "Location", "identifier": {"system": PLACE, "value": unit}},
        "date": made_at.isoformat(timespec="seconds"),
        "reporter": {"type": "Organization", "display": reporter},
        "period": {"start": str(figure.period.start), "end": str(figure.period.end)},
        "group": [_group(figure)],
    }
    if figure.scope.label:
        report["subject"]["display"] = figure.scope.label
    definition = definitions().get(figure.indicator)
    if definition is not None and definition.direction in _BETTER:
        coding = {"system": NOTATION, "code": _BETTER[definition.direction]}
        report["improvementNotation"] = {"coding": [coding]}
    return report


def _group(figure: Figure) -> dict[str, Any]:
    sides = (("numerator", figure.numerator), ("denominator", figure.denominator))
    group: dict[str, Any] = {"code": {"text": figure.title}, "measureScore": _score(figure)}
    populations = [_population(name, value) for name, value in sides if value is not None]
    if populations:
        group["population"] = populations
    return group


def _population(name: str, value: Decimal) -> dict[str, Any]:
    side: dict[str, Any] = {"code": {"coding": [{"system": POPULATION, "code": name}]}}
    if value == value.to_integral_value() and abs(value) <= _LARGEST:
        side["count"] = int(value)
    else:
        side["extension"] = [{"url": EXACT, "valueDecimal": value}]
    return side


def _score(figure: Figure) -> dict[str, Any]:
    if figure.value is None:
        return {"extension": [{"url": ABSENT, "valueCode": "not-applicable"}]}
    code = _UCUM.get(figure.unit)
    label = unit_of(figure.unit).label
    score: dict[str, Any] = {"value": figure.value, "system": UCUM if code else UNIT,
                             "code": code or figure.unit}  # fmt: skip
    if not code and label:
        score["unit"] = label
    return score


def read_measure_reports(
    data: Any, units: OrgUnits
) -> tuple[tuple[Received, ...], tuple[Finding, ...]]:
    """Values of a report or of a bundle of reports.

    Raises:
        InputError: it is neither.
    """
    findings: list[Finding] = []
    found = list(_read_all(_resources(data), units, findings))
    kept, repeats = without_repeats(found)
    return kept, (*findings, *repeats)


def _resources(data: Any) -> list[Any]:
    kind = data.get("resourceType") if isinstance(data, dict) else None
    if kind == "MeasureReport":
        return [data]
    entries = data.get("entry", []) if kind == "Bundle" else None
    if not isinstance(entries, list):
        raise InputError(
            "EXC-020", "不是 FHIR 的 MeasureReport 或 Bundle。", "检查 resourceType 与 entry。"
        )
    return [e.get("resource") if isinstance(e, dict) else None for e in entries]


def _read_all(
    resources: list[Any], units: OrgUnits, findings: list[Finding]
) -> Iterator[tuple[str, Received]]:
    for number, raw in enumerate(resources, start=1):
        where = f"entry/{number}"
        result = _read(raw, where, units, findings)
        if isinstance(result, Finding):
            findings.append(result)
        else:
            yield where, result


def _read(  # noqa: PLR0911 - one check a line
    raw: Any, where: str, units: OrgUnits, findings: list[Finding]
) -> Received | Finding:
    if not isinstance(raw, dict) or raw.get("resourceType") != "MeasureReport":
        return problem("EXC-021", where, "不是 MeasureReport，未采用。")
    if raw.get("status") != "complete" or raw.get("type") != "summary":
        return problem("EXC-022", where, "只采用已完成（complete）的汇总（summary）报告。")
    code, version = _indicator(raw.get("measure"))
    if code not in definitions():
        return problem("EXC-011", where, "measure 不是本系统的指标。")
    period = _period(raw.get("period"))
    if period is None:
        return problem("EXC-012", where, "period 不是一个统计期间。", "起止应为整月、整季或整年。")
    scope = units.scope_of(_subject(raw.get("subject")))
    if scope is None:
        return problem("EXC-013", where, "subject 不是本地登记的地区或机构代码。")
    groups = raw.get("group")
    if not isinstance(groups, list) or len(groups) != 1 or not isinstance(groups[0], dict):
        return problem("EXC-015", where, "应只有一组（group）。")
    score = groups[0].get("measureScore")
    if isinstance(score, dict) and "comparator" in score:
        return problem("EXC-014", where, "measureScore 只给出界限，不是确定的数。")
    value = number_of(score.get("value")) if isinstance(score, dict) else None
    if value is None:
        return problem("EXC-014", where, "measureScore 没有数值。")
    if version and version != definitions()[code].version:
        findings.append(note("EXC-023", where, f"{code} 的口径版本与本系统不同，数值照收。"))
    sent = period_of_id(_figure_id(raw.get("identifier")), code)
    if sent is not None and (sent.start, sent.end) == (period.start, period.end):
        period = sent
    return Received(code, period, scope, value, *_sides(groups[0].get("population")))


def _indicator(measure: Any) -> tuple[str, str]:
    if not isinstance(measure, str) or not measure.startswith(INDICATOR):
        return "", ""
    code, _, version = measure.removeprefix(INDICATOR).partition("|")
    return code, version


def _subject(raw: Any) -> str:
    identifier = raw.get("identifier") if isinstance(raw, dict) else None
    value = identifier.get("value") if isinstance(identifier, dict) else None
    return value if isinstance(value, str) else ""


def _figure_id(raw: Any) -> Any:
    for one in raw if isinstance(raw, list) else ():
        if isinstance(one, dict) and one.get("system") == FIGURE:
            return one.get("value")
    return None


def _period(raw: Any) -> Period | None:
    """The period whose first and last day these are; a whole year before the year to date."""
    try:
        start, end = (dt.date.fromisoformat(str(raw[key])[:10]) for key in ("start", "end"))
    except (TypeError, KeyError, ValueError):
        return None
    for kind in (*PeriodKind,):
        if start.year < 1900:
            return None
        period = Period.containing(end, kind)
        if (period.start, period.end) == (start, end):
            return period
    return None


def _sides(raw: Any) -> tuple[Decimal | None, Decimal | None]:
    found: dict[str, Decimal | None] = {}
    for one in raw if isinstance(raw, list) else ():
        if not isinstance(one, dict):
            continue
        codings = one.get("code", {}).get("coding", []) if isinstance(one.get("code"), dict) else []
        for coding in codings if isinstance(codings, list) else ():
            if isinstance(coding, dict) and coding.get("system") == POPULATION:
                found[str(coding.get("code"))] = number_of(_count(one))
    return found.get("numerator"), found.get("denominator")


def _count(population: dict[str, Any]) -> Any:
    extensions = population.get("extension")
    for one in extensions if isinstance(extensions, list) else ():
        if isinstance(one, dict) and one.get("url") == EXACT:
            return one.get("valueDecimal")
    return population.get("count")
