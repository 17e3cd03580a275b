"""From a definition file to a checked definition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sanyi.indicators.conditions import AllOf, InTime, When, parameters_of
from sanyi.indicators.files import DefinitionFile, nearest, target_of
from sanyi.indicators.model import (
    Definition,
    Direction,
    Evidence,
    Exclusion,
    Kind,
    Measure,
    Measuring,
)
from sanyi.indicators.read_conditions import read_where
from sanyi.kernel import UNITS

_KEYS = frozenset(
    [
        "code",
        "name",
        "aliases",
        "why",
        "kind",
        "unit",
        "direction",
        "serves",
        "clauses",
        "evidence",
        "source",
        "author",
        "checker",
        "next_review",
        "numerator",
        "denominator",
        "population",
        "covered",
        "exclude",
        "of",
        "change",
        "split_by",
    ]
)
_NEEDED = ("code", "name", "why", "kind", "unit", "direction", "serves", "evidence", "author")
_MEASURE_KEYS = frozenset(
    [
        "label",
        "table",
        "count",
        "distinct",
        "sum",
        "less",
        "times",
        "over",
        "days",
        "minutes",
        "when",
        "date",
        "where",
        "latest_by",
        "place",
        "institution",
    ]
)
_ONE_SIDED = (Kind.COUNT, Kind.SUM, Kind.REGISTER_LIST, Kind.MEDIAN, Kind.ELAPSED_DAYS)
_DERIVED = (Kind.YEAR_ON_YEAR, Kind.DIFFERENCE)
_OF_INSTITUTION, _OF_PLACE = "institution_id.county_id", "place_id.county_id"
_PLACE_PATHS = (
    "county_id",
    "insured_county_id",
    _OF_INSTITUTION,
    "from_institution_id.county_id",
    _OF_PLACE,
    "stay_id.institution_id.county_id",
    "claim_id.insured_county_id",
    "prescription_id.institution_id.county_id",
    "project_id.institution_id.county_id",
    "point_id.place_id.county_id",
)
_INSTITUTION_PATHS = (
    "institution_id",
    "from_institution_id",
    "stay_id.institution_id",
    "claim_id.institution_id",
    "prescription_id.institution_id",
    "project_id.institution_id",
)


def read_definition(path: Path, root: Path) -> Definition:
    """Read one indicator file.

    Raises:
        DefinitionError: naming the file, the line and the column or word meant.
    """
    file = DefinitionFile(path, root)
    data = file.data
    for key in data.keys() - _KEYS:
        raise file.wrong(key, "不认识的项", nearest(key, _KEYS))
    for key in _NEEDED:
        if not data.get(key):
            raise file.wrong(key, "缺少或为空")
    if data["code"] != path.stem:
        raise file.wrong("code", f"应与文件名 {path.stem} 相同")
    if data["unit"] not in UNITS:
        raise file.wrong("unit", f"没有单位 {data['unit']}", nearest(data["unit"], UNITS))
    if not isinstance(data.get("next_review"), dt.date):
        raise file.wrong("next_review", "应为日期")
    kind = _one_of(file, "kind", Kind)
    numerator, denominator = _sides(file, kind)
    measures = [m for m in (numerator, denominator) if m is not None]
    exclusions = tuple(_exclusion(file, raw, measures) for raw in data.get("exclude", []))
    parts = [m.where for m in measures] + [e.where for e in exclusions]
    if kind is Kind.SHARE_BY_LEVEL:
        _check_split(file, measures)
    return Definition(
        code=data["code"],
        name=data["name"],
        aliases=tuple(data.get("aliases", ())),
        group=path.parent.name,
        why=data["why"],
        kind=kind,
        unit=data["unit"],
        direction=_one_of(file, "direction", Direction),
        serves=tuple(data["serves"]),
        clauses=tuple(data.get("clauses", ())),
        evidence=_one_of(file, "evidence", Evidence),
        source=data.get("source", ""),
        author=data["author"],
        checker=data.get("checker", ""),
        next_review=data["next_review"],
        file=file.name,
        hash=file.hash,
        numerator=numerator,
        denominator=denominator,
        exclusions=exclusions,
        of=_of(file, kind),
        is_relative=_is_relative(file),
        split_by=data.get("split_by", ""),
        parameters=tuple(sorted({name for part in parts for name in parameters_of(part)})),
    )


def _one_of(file: DefinitionFile, key: str, values: Any) -> Any:
    raw = file.data[key]
    if raw not in list(values):
        raise file.wrong(key, f"没有 {raw}", nearest(str(raw), [str(v) for v in values]))
    return values(raw)


def _is_relative(file: DefinitionFile) -> bool:
    change = file.data.get("change", "relative")
    if change not in ("relative", "absolute"):
        raise file.wrong("change", "应为 relative 或 absolute")
    return bool(change == "relative")


def _of(file: DefinitionFile, kind: Kind) -> tuple[str, ...]:
    raw = file.data.get("of", [])
    of = (raw,) if isinstance(raw, str) else tuple(raw)
    wanted = {Kind.YEAR_ON_YEAR: 1, Kind.DIFFERENCE: 2}.get(kind, 0)
    if len(of) != wanted:
        raise file.wrong("of", f"{kind} 应写明 {wanted} 个指标代码", near="kind")
    return of


def _sides(file: DefinitionFile, kind: Kind) -> tuple[Measure | None, Measure | None]:
    data = file.data
    given = {k for k in ("numerator", "denominator", "population", "covered") if k in data}
    if kind in _DERIVED:
        wanted: set[str] = set()
    elif kind is Kind.COVERAGE:
        wanted = {"population", "covered"}
    else:
        wanted = {"numerator"} if kind in _ONE_SIDED else {"numerator", "denominator"}
    if given != wanted:
        said = "、".join(sorted(wanted)) or "都不要"
        raise file.wrong(
            "kind", f"{kind} 的数据部分应为：{said}；写的是：{'、'.join(sorted(given))}"
        )
    if kind is Kind.COVERAGE:
        population = read_measure(file, data["population"], "population")
        return _covered(file, population), population
    numerator = read_measure(file, data["numerator"], "numerator") if "numerator" in data else None
    other = data.get("denominator")
    return numerator, None if other is None else read_measure(file, other, "denominator")


def _covered(file: DefinitionFile, population: Measure) -> Measure:
    raw = file.data["covered"]
    for key in raw.keys() - {"label", "where"}:
        raise file.wrong(key, "covered 里只写 label 和 where，其余同 population")
    more = read_where(file, population.table, raw.get("where", []))
    if not more.parts or not raw.get("label"):
        raise file.wrong("covered", "缺少 label 或 where")
    return Measure(
        label=raw["label"],
        table=population.table,
        taking=population.taking,
        where=AllOf(population.where.parts + more.parts),
        columns=population.columns,
        latest_by=population.latest_by,
        latest_on=population.latest_on,
        place=population.place,
        institution=population.institution,
    )


def read_measure(file: DefinitionFile, raw: Mapping[str, Any], side: str) -> Measure:
    """One side of an indicator, its period among its conditions."""
    for key in raw.keys() - _MEASURE_KEYS:
        raise file.wrong(key, f"{side} 里不认识的项", nearest(key, _MEASURE_KEYS))
    if not raw.get("label") or not raw.get("table"):
        raise file.wrong(side, "缺少 label 或 table")
    table = raw["table"]
    contract = file.contract(table)
    taking, columns = _taking(file, raw, side)
    less = tuple(raw.get("less", ()))
    for path in (*columns, *less, *filter(None, (raw.get("times"), raw.get("over")))):
        _check_taken(file, table, path, taking)
    when, date = raw.get("when"), raw.get("date", contract.period_column)
    if when is None:
        when = "in_period" if date else "any_time"
    where = read_where(file, table, raw.get("where", []))
    if when not in ("any_time", "latest"):
        if when not in list(When):
            raise file.wrong("when", f"没有 {when}", nearest(when, [*When, "any_time", "latest"]))
        file.column(table, date)
        where = AllOf((InTime(date, When(when)), *where.parts))
    latest_by = tuple(raw.get("latest_by", ())) if when == "latest" else ()
    if when == "latest" and not latest_by:
        raise file.wrong("when", "latest 应写明 latest_by：对哪些列取最近一期")
    for path in latest_by:
        file.column(table, path)
    return Measure(
        label=raw["label"],
        table=table,
        taking=taking,
        where=where,
        columns=columns,
        less=less,
        times=raw.get("times", ""),
        over=raw.get("over", ""),
        latest_by=latest_by,
        latest_on=date if latest_by else "",
        place=_places(file, table, raw.get("place")),
        institution=_path(file, table, raw.get("institution"), _INSTITUTION_PATHS),
    )


def _taking(
    file: DefinitionFile, raw: Mapping[str, Any], side: str
) -> tuple[Measuring, tuple[str, ...]]:
    given = [taking for taking in Measuring if taking in raw]
    if len(given) > 1:
        raise file.wrong(side, "count、distinct、sum、days、minutes 只能写一个")
    if not given or given[0] is Measuring.COUNT:
        return Measuring.COUNT, ()
    value = raw[given[0]]
    columns = (value,) if isinstance(value, str) else tuple(value)
    if given[0] in (Measuring.DAYS, Measuring.MINUTES) and len(columns) != 2:
        raise file.wrong(given[0], '应写成 ["起始列", "终止列"]')
    return given[0], columns


def _check_taken(file: DefinitionFile, table: str, path: str, taking: Measuring) -> None:
    column = file.column(table, path)
    if taking is Measuring.SUM and not column.type.startswith(("int64", "fen", "decimal")):
        raise file.wrong(path, f"{column.type} 列不能求和")
    if taking is Measuring.DAYS and column.type not in ("date", "month"):
        raise file.wrong(path, f"days 只用于日期列，这一列是 {column.type}")
    if taking is Measuring.MINUTES and column.type != "datetime":
        raise file.wrong(path, f"minutes 只用于时间列，这一列是 {column.type}")


def _path(file: DefinitionFile, table: str, given: str | None, usual: tuple[str, ...]) -> str:
    if given:
        file.column(table, given)
        return given
    return next((path for path in usual if _leads(file, table, path)), "")


def _places(file: DefinitionFile, table: str, given: str | None) -> tuple[str, ...]:
    """Where a row belongs: a register of institutions and villages has either column filled."""
    first = _path(file, table, given, _PLACE_PATHS)
    if not given and first == _OF_INSTITUTION and _leads(file, table, _OF_PLACE):
        return (first, _OF_PLACE)
    return (first,) if first else ()


def _leads(file: DefinitionFile, table: str, path: str) -> bool:
    own, _, rest = path.partition(".")
    contract = file.contract(table)
    if own not in contract:
        return False
    target = target_of(contract.column(own))
    return not rest or (target is not None and _leads(file, target, rest))


def _exclusion(file: DefinitionFile, raw: Mapping[str, Any], measures: list[Measure]) -> Exclusion:
    for key in raw.keys() - {"reason", "where", "table"}:
        raise file.wrong(key, "exclude 里不认识的项")
    table = raw.get("table", measures[-1].table if measures else "")
    where = read_where(file, table, raw.get("where", []))
    if not raw.get("reason") or not where.parts:
        raise file.wrong("exclude", "缺少 reason 或 where")
    if all(m.table != table for m in measures):
        raise file.wrong("exclude", f"分子和分母都不用数据表 {table}")
    return Exclusion(table, raw["reason"], where)


def _check_split(file: DefinitionFile, measures: list[Measure]) -> None:
    path = file.data.get("split_by", "")
    if not path:
        raise file.wrong("split_by", "share_by_level 应写明按哪一列分组", near="kind")
    for measure in measures:
        file.column(measure.table, path)
