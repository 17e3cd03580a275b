"""Drafts the spec case of an indicator for a person to read, correct and keep.

    python scripts/draft_spec_case.py CODE > tests/spec/indicators/CODE.toml

It makes rows that meet each condition of the definition, miss each one, and lie on the bounds of
the period, and says of each row in words whether it counts. What the indicator must come to is
worked out by the plain reference of the tests, never by the compiler that the case checks.
"""

from __future__ import annotations

import copy
import datetime as dt
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from indicators.reference import Reference, derived
from sanyi.datasets import get_code_list, get_contract
from sanyi.indicators import Definition, Kind, Measure, Measuring, get_definition, parameters
from sanyi.indicators.conditions import (
    AllOf,
    AnyOf,
    Exists,
    FromParameter,
    InForce,
    InTime,
    Not,
    Op,
    OtherColumn,
    Test,
    When,
)
from sanyi.indicators.files import target_of
from sanyi.kernel import Period

P = Period.parse("2022Q3")
MID = dt.date(2022, 8, 15)
Row = dict[str, Any]


class Drafter:
    """Rows for one definition."""

    def __init__(self, definition: Definition, period: Period = P) -> None:
        self.definition = definition
        self.period = period
        self.tables: dict[str, list[Row]] = {}
        self.labels: dict[int, str] = {}
        self.number = 0
        self.amount = 0

    # -- single rows

    def row(self, table: str) -> Row:
        """A row with its keys and required columns filled in plainly."""
        self.number += 1
        row: Row = {}
        for column in get_contract(table).stored_columns:
            if column.required or column.name in get_contract(table).key:
                row[column.name] = self.plain(column, table)
        self.tables.setdefault(table, []).append(row)
        return row

    def plain(self, column: Any, table: str) -> Any:
        if column.codes:
            return get_code_list(column.codes).codes[-1].code
        if column.type == "string":
            short = "".join(part[0] for part in table.split("_")).upper()
            return f"{short}{self.number}" if column.name in get_contract(table).key else "甲"
        return self.sample(column)

    def sample(self, column: Any) -> Any:
        if column.type == "date":
            return MID
        if column.type == "month":
            return self.period.last_month_on
        if column.type == "datetime":
            return dt.datetime(2022, 8, 15, 9, 0)
        if column.type == "boolean":
            return False
        if column.type == "int64":
            return self.period.year if "year" in column.name and "age" not in column.name else 1
        return 100 if column.type == "fen" else Decimal(1) if "decimal" in column.type else "乙"

    def owner(self, table: str, row: Row, path: str) -> tuple[str, Row, str]:
        """The row in which a path ends; rows on the way are made when they are not there."""
        own, _, rest = path.partition(".")
        if not rest:
            return table, row, own
        target = target_of(get_contract(table).column(own)) or ""
        key = get_contract(target).key[0]
        for other in self.tables.get(target, ()):
            if row.get(own) is not None and other[key] == row[own]:
                return self.owner(target, other, rest)
        other = self.row(target)
        row[own] = other[key]
        return self.owner(target, other, rest)

    def holds(self, table: str, row: Row, condition: Any) -> bool:
        return Reference(self.tables, self.period).holds(table, row, condition)

    # -- meeting and missing conditions

    def meet(self, table: str, row: Row, condition: Any) -> None:
        if self.holds(table, row, condition):
            return
        match condition:
            case AllOf(parts):
                for _ in range(2):  # a later part may undo an earlier one
                    for part in parts:
                        self.meet(table, row, part)
            case AnyOf(parts):
                self.meet(table, row, parts[0])
            case Not(part):
                self.miss(table, row, part)
            case InForce(start, _end, _):
                self.set(table, row, start, self.period.start - dt.timedelta(days=200))
                self.set(table, row, _end, None)
            case InTime(column, when):
                self.set_day(table, row, column, INSIDE[when])
            case Exists():
                self.relate(table, row, condition)
            case Test():
                self.meet_test(table, row, condition)

    def miss(self, table: str, row: Row, condition: Any) -> None:
        if not self.holds(table, row, condition):
            return
        match condition:
            case AllOf(parts):
                self.miss(table, row, parts[-1])
            case AnyOf(parts):
                for part in parts:
                    self.miss(table, row, part)
            case Not(part):
                self.meet(table, row, part)
            case InForce(_, end, _):
                self.set(table, row, end, MID)
            case InTime(column, when):
                self.set_day(table, row, column, OUTSIDE[when])
            case Exists():
                self.unrelate(table, row, condition)
            case Test():
                self.miss_test(table, row, condition)

    def set(self, table: str, row: Row, path: str, value: Any) -> None:
        end_table, end_row, name = self.owner(table, row, path)
        column = get_contract(end_table).column(name)
        is_day = isinstance(value, dt.date) and not isinstance(value, dt.datetime)
        if column.type == "datetime" and is_day:
            value = dt.datetime(value.year, value.month, value.day, 9)
        end_row[name] = value

    def set_day(self, table: str, row: Row, path: str, day: dt.date) -> None:
        end_table, _, name = self.owner(table, row, path)
        kind = get_contract(end_table).column(name).type
        if kind == "int64":
            self.set(table, row, path, day.year)
        else:
            self.set(table, row, path, day.replace(day=1) if kind == "month" else day)

    def column(self, table: str, row: Row, path: str) -> Any:
        end_table, _, name = self.owner(table, row, path)
        return get_contract(end_table).column(name)

    def target(self, table: str, row: Row, test: Test) -> Any:
        value = test.value
        if isinstance(value, FromParameter):
            number = parameters().number(value.name, self.period.end)
            kind = self.column(table, row, test.column).type
            return int(number) if kind in ("int64", "fen") else number
        if isinstance(value, OtherColumn):
            reference = Reference(self.tables, self.period)
            other = reference.read(table, row, value.column)
            if other is None:
                other = self.sample(self.column(table, row, value.column))
                self.set(table, row, value.column, other)
            days, hours = reference.whole(value.plus_days), reference.whole(value.plus_hours)
            return other + dt.timedelta(days=days, hours=hours) if days or hours else other
        return value

    def meet_test(self, table: str, row: Row, test: Test) -> None:
        column = self.column(table, row, test.column)
        value = self.target(table, row, test)
        match test.op:
            case Op.EQ:
                new = value
            case Op.NE | Op.NOT_IN:
                new = other_than(column, value)
            case Op.IN | Op.IN_CODE_GROUP | Op.BETWEEN | Op.STARTS_WITH:
                new = value[0]
            case Op.NOT_NULL:
                new = self.filled(column)
            case Op.IS_NULL:
                new = None
            case _:
                new = shifted(value, {Op.GT: 1, Op.LT: -1}.get(test.op, 0))
        self.set(table, row, test.column, new)

    def filled(self, column: Any) -> Any:
        if column.type == "string" and not column.codes:
            self.number += 1
            return f"X{self.number}"
        return get_code_list(column.codes).codes[0].code if column.codes else self.sample(column)

    def miss_test(self, table: str, row: Row, test: Test) -> None:
        column = self.column(table, row, test.column)
        value = self.target(table, row, test)
        match test.op:
            case Op.EQ | Op.IN | Op.IN_CODE_GROUP | Op.STARTS_WITH:
                new = other_than(column, value)
            case Op.NE:
                new = value
            case Op.NOT_IN:
                new = value[0]
            case Op.NOT_NULL:
                new = None
            case Op.IS_NULL:
                new = self.filled(column)
            case _:
                new = shifted(value, {Op.GT: 0, Op.GE: -1, Op.LT: 0, Op.LE: 1}.get(test.op, -9))
        self.set(table, row, test.column, new)

    def relate(self, table: str, row: Row, exists: Exists) -> None:
        many = Reference(self.tables, self.period).whole(exists.at_least)
        for index in range(many):
            other = self.row(exists.table)
            for own, path in exists.on:
                value = Reference(self.tables, self.period).read(table, row, own)
                if value is None:
                    self.number += 1
                    value = f"K{self.number}"
                    self.set(table, row, own, value)
                self.set(exists.table, other, path, value)
            self.meet(exists.table, other, exists.where)
            if exists.distinct:
                self.set(exists.table, other, exists.distinct, f"第{index + 1}类")

    def unrelate(self, table: str, row: Row, exists: Exists) -> None:
        kept = []
        for other in self.tables.get(exists.table, []):
            alone = Reference({**self.tables, exists.table: [other]}, self.period)
            single = Exists(exists.table, exists.on, exists.where)
            if not alone.related(table, row, single):
                kept.append(other)
        self.tables[exists.table] = kept


def other_than(column: Any, value: Any) -> Any:
    """A value of the column that is not the one, or none of the ones, given."""
    values = value if isinstance(value, tuple) else (value,)
    if column.type == "boolean":
        return not values[0]
    if column.codes:
        return next(c.code for c in get_code_list(column.codes).codes if c.code not in values)
    return "其他" if column.type == "string" else shifted(values[0], -1)


def shifted(value: Any, by: int) -> Any:
    if isinstance(value, dt.datetime):
        return value + dt.timedelta(minutes=by)
    return value + dt.timedelta(days=by) if isinstance(value, dt.date) else value + by


INSIDE = {
    When.IN_PERIOD: MID,
    When.BY_PERIOD_END: dt.date(2022, 5, 10),
    When.AFTER_PERIOD_END: dt.date(2022, 12, 31),
    When.BEFORE_PERIOD: dt.date(2022, 6, 1),
    When.YEAR_TO_DATE: dt.date(2022, 5, 10),
    When.LAST_MONTH: dt.date(2022, 9, 1),
    When.LAST_YEAR: dt.date(2021, 8, 15),
    When.YEAR_BEFORE: dt.date(2021, 11, 20),
}
OUTSIDE = {
    **dict.fromkeys(When, dt.date(2022, 10, 1)),
    When.AFTER_PERIOD_END: P.end,
    When.BEFORE_PERIOD: P.start,
}
BOUNDS = {
    When.IN_PERIOD: ("2022-06-30", "2022-07-01", "2022-09-30", "2022-10-01"),
    When.BY_PERIOD_END: ("2022-09-29", "2022-09-30", "2022-10-01"),
    When.YEAR_TO_DATE: ("2021-12-31", "2022-01-01", "2022-09-30", "2022-10-01"),
    When.LAST_MONTH: ("2022-08-01", "2022-09-01", "2022-10-01"),
    When.YEAR_BEFORE: ("2020-12-31", "2021-01-01", "2021-12-31", "2022-01-01"),
}
BOUND_WORDS = {
    "2022-06-30": "期初前一日", "2022-07-01": "期初当日", "2022-09-30": "期末当日",
    "2022-10-01": "期末后一日", "2022-09-29": "期末前一日", "2021-12-31": "上年末日",
    "2022-01-01": "年初首日", "2022-08-01": "上一个月", "2022-09-01": "期末所在月",
    "2020-12-31": "前年末日", "2021-01-01": "上年首日",
}  # fmt: skip


class Case:
    """The tables of a spec case grown row by row, each with the reason it is there."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.maker = Drafter(definition)
        self.names = iter([1, 2, 2, *range(3, 400)])
        self.amounts = iter((300, 200, 50, 20, 40, 70, 90, 110, 130, 150, 170, 190) * 40)

    def add(self, measure: Measure, reason: str, change: Callable[[Row], None], met: Any) -> None:
        """A row that meets ``met``, then changed; the tables go back when the change fails."""
        before = copy.deepcopy(self.maker.tables)
        row = self.maker.row(measure.table)
        self.maker.meet(measure.table, row, met)
        self.spread(measure, row)
        change(row)
        if not self.maker.holds(measure.table, row, AllOf(())):
            self.maker.tables = before
            return
        row["说明"] = reason

    def spread(self, measure: Measure, row: Row) -> None:
        """Different amounts, so that a wrong sum shows."""
        for side in self.definition.measures:
            if side.table != measure.table:
                continue
            if side.taking is Measuring.DISTINCT:
                for path in side.columns:
                    column = get_contract(side.table).column(path)
                    if column.type == "string" and not column.references:
                        row[path] = f"{column.label}{next(self.names)}"
            if side.taking is Measuring.SUM:
                for path in (*side.columns, *side.less, side.times, side.over):
                    if path and "." not in path:
                        kind = get_contract(side.table).column(path).type
                        amount = next(self.amounts)
                        held = self.maker.holds(side.table, row, side.where)
                        old = row.get(path)
                        row[path] = Decimal(amount) if "decimal" in kind else amount
                        if held and not self.maker.holds(side.table, row, side.where):
                            row[path] = old
                    elif path:
                        _end_table, end_row, name = self.maker.owner(side.table, row, path)
                        if end_row.get(name) is None:
                            end_row[name] = Decimal(2)
            elif side.taking in (Measuring.DAYS, Measuring.MINUTES):
                start, end = side.columns
                last = row.get(end) or self.maker.sample(get_contract(side.table).column(end))
                step = next(self.amounts) // 10
                unit = {"days": step} if side.taking is Measuring.DAYS else {"minutes": step}
                row[end], row[start] = last, last - dt.timedelta(**unit)

    def grow(self, measure: Measure) -> None:
        where, table, maker = measure.where, measure.table, self.maker

        def nothing(row: Row) -> None:
            return None

        self.add(measure, "符合全部条件", nothing, where)
        self.add(measure, "符合全部条件", nothing, where)
        for part in where.parts:
            if isinstance(part, InTime) and part.when in BOUNDS:
                self.bounds(measure, part)
            elif isinstance(part, InForce):
                self.force(measure, part)
            else:
                self.add(
                    measure,
                    f"不符合：{said(table, part)}",
                    lambda row, p=part: maker.miss(table, row, p),
                    where,
                )
        for exclusion in self.definition.exclusions:
            if exclusion.table == table:
                self.add(
                    measure, f"剔除：{exclusion.reason}",
                    lambda row, e=exclusion: maker.meet(table, row, e.where), where,
                )  # fmt: skip

    def bounds(self, measure: Measure, part: InTime) -> None:
        for text in BOUNDS[part.when]:
            day = dt.date.fromisoformat(text)
            self.add(
                measure, BOUND_WORDS[text],
                lambda row, d=day: self.maker.set_day(measure.table, row, part.column, d),
                measure.where,
            )  # fmt: skip

    def force(self, measure: Measure, part: InForce) -> None:
        moves = (
            ("期末当日起用", part.from_column, "2022-09-30"),
            ("期末后一日才起用", part.from_column, "2022-10-01"),
            ("期末当日停用", part.to_column, "2022-09-30"),
            ("期末后一日停用", part.to_column, "2022-10-01"),
        )
        for words, path, text in moves:
            day = dt.date.fromisoformat(text)
            self.add(
                measure,
                words,
                lambda row, p=path, d=day: self.maker.set(measure.table, row, p, d),
                measure.where,
            )

    def latest(self, measure: Measure) -> None:
        """An older and a newer row of the same subject."""
        for words, text in (("同一对象较早一期", "2022-06-30"), ("期末之后的一期", "2022-10-01")):
            first = next(r for r in self.maker.tables[measure.table] if r.get("说明"))
            row = dict(first)
            for name in get_contract(measure.table).key:
                column = get_contract(measure.table).column(name)
                if name not in measure.latest_by and column.type == "string":
                    self.maker.number += 1
                    row[name] = f"Z{self.maker.number}"
            row[measure.latest_on] = dt.date.fromisoformat(text)
            if row[measure.latest_on] == first[measure.latest_on]:
                continue
            for column in measure.columns:
                row[column] = 999
            row["说明"] = words
            key = get_contract(measure.table).key
            taken = [[r[k] for k in key] for r in self.maker.tables[measure.table]]
            if [row[k] for k in key] not in taken:
                self.maker.tables[measure.table].append(row)


def said(table: str, part: Any) -> str:
    from sanyi.indicators.wording import _said

    return _said(table, part)


def build(definition: Definition) -> Case:
    """All rows of the case of a measured definition."""
    case = Case(definition)
    done: list[AllOf] = []
    for measure in (definition.numerator, definition.denominator):
        if measure is None:
            continue
        if measure.table in case.maker.tables and any(measure.where.parts == w.parts for w in done):
            continue
        done.append(measure.where)
        top = definition.numerator
        is_below = top is not None and measure is definition.denominator
        if is_below and top is not None and measure.table == top.table:
            wider = set(map(repr, measure.where.parts)) <= set(map(repr, top.where.parts))
            if wider:  # the rows that miss one condition of the numerator serve it already
                continue
        case.grow(measure)
        if measure.latest_by:
            case.latest(measure)
    return case


# -- writing


def text_of(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def draw(rows: list[Row]) -> str:
    names = ["说明"] + [n for n in dict.fromkeys(n for r in rows for n in r) if n != "说明"]
    names = [n for n in names if n == "说明" or any(r.get(n) is not None for r in rows)]
    lines = [" | ".join(names)]
    lines += [" | ".join(text_of(row.get(name)) for name in names) for row in rows]
    return "\n".join(lines)


def number(value: Any) -> str:
    return (
        str(value.numerator)
        if value.denominator == 1
        else f"{value.numerator} / {value.denominator}"
    )


def terms(amounts: list[Any]) -> str:
    if all(a == 1 for a in amounts):
        return str(len(amounts))
    text = " + ".join(
        f"({number(a)})" if a.denominator != 1 or a < 0 else number(a) for a in amounts
    )
    return text if len(amounts) == 1 else f"({text})"


def expectation(definition: Definition, tables: dict[str, list[Row]], period: Period) -> str:
    """The expected value as arithmetic, worked out by the reference."""
    value = derived(tables, definition, period)
    if value is None:
        return "无"
    if definition.of:
        parts = [get_definition(code) for code in definition.of]
        if definition.kind is Kind.DIFFERENCE:
            first, second = (expectation(p, tables, period) for p in parts)
            return f"{first} - {second}"
        now = expectation(parts[0], tables, period)
        before = expectation(parts[0], tables, period.same_last_year())
        return f"({now}) / ({before}) - 1" if definition.is_relative else f"{now} - {before}"
    reference = Reference(tables, period)
    top, bottom = definition.numerator, definition.denominator
    assert top is not None
    amounts = reference.amounts(top, reference.counted(definition, top))
    if definition.kind is Kind.MEDIAN:
        return number(value)
    if bottom is None and definition.kind is not Kind.ELAPSED_DAYS:
        return terms(amounts) if amounts else "0"
    below = (
        reference.amounts(bottom, reference.counted(definition, bottom))
        if bottom
        else [1] * len(amounts)
    )
    from sanyi.kernel import unit_of

    per = unit_of(definition.unit).per
    scale = f" * {per}" if per > 1 else ""
    return f"{terms(amounts) if amounts else '0'}{scale} / {terms(below)}"


def left_out(
    definition: Definition, tables: dict[str, list[Row]], period: Period
) -> dict[str, int]:
    reference, found = Reference(tables, period), {}
    for exclusion in definition.exclusions:
        measure = next(m for m in reversed(definition.measures) if m.table == exclusion.table)
        earlier = definition.exclusions[: definition.exclusions.index(exclusion)]
        count = sum(
            reference.holds(measure.table, row, measure.where)
            and reference.holds(measure.table, row, exclusion.where)
            and not any(
                reference.holds(measure.table, row, e.where)
                for e in earlier
                if e.table == measure.table
            )
            for row in tables.get(measure.table, ())
        )
        if count:
            found[exclusion.reason] = count
    return found


def case_lines(
    title: str,
    definition: Definition,
    tables: dict[str, list[Row]],
    period: str,
    emptied: list[str],
) -> str:
    seen = {name: [] if name in emptied else rows for name, rows in tables.items()}
    p = Period.parse(period)
    lines = ["[[cases]]", f'title = "{title}"', f'period = "{period}"']
    if emptied:
        lines.append(f"empty = {emptied!r}".replace("'", '"'))
    lines.append(f'expect = "{expectation(definition, seen, p)}"')
    sources = [(get_definition(c), p) for c in definition.of] or [(definition, p)]
    if definition.kind is Kind.YEAR_ON_YEAR:
        sources.append((sources[0][0], p.same_last_year()))
    total: dict[str, int] = {}
    for source, when in sources:
        for reason, rows in left_out(source, seen, when).items():
            total[reason] = rows
    if total:
        inside = ", ".join(f'"{reason}" = {rows}' for reason, rows in total.items())
        lines.append(f"left_out = {{ {inside} }}")
    return "\n".join(lines)


def shift_years(rows: list[Row], years: int) -> list[Row]:
    moved = []
    for row in rows:
        new = dict(row)
        for name, value in row.items():
            if isinstance(value, dt.date):
                new[name] = value.replace(year=value.year + years)
            elif name == "year":
                new[name] = value + years
        moved.append(new)
    return moved


def last_year(definition: Definition, case: Case) -> None:
    """The same rows a year earlier with other keys and other amounts."""
    base = get_definition(definition.of[0])
    for measure in dict.fromkeys(m.table for m in base.measures):
        older = []
        for row in shift_years(case.maker.tables[measure][:-1], -1):
            new = dict(row)
            keys = get_contract(measure).key
            if len(keys) == 1 and isinstance(new[keys[0]], str):
                new[keys[0]] = f"{new[keys[0]]}L"
            new["说明"] = "上年同期：" + str(row.get("说明", ""))
            for m in base.measures:
                if m.taking is Measuring.SUM:
                    for path in m.columns:
                        if isinstance(new.get(path), int):
                            new[path] += 7
            older.append(new)
        case.maker.tables[measure] += older


def draft(code: str) -> str:
    """The whole file."""
    definition = get_definition(code)
    parts = [get_definition(c) for c in definition.of] or [definition]
    case = build(parts[0])
    if definition.kind is Kind.YEAR_ON_YEAR:
        last_year(definition, case)
    elif definition.kind is Kind.DIFFERENCE:
        second = build(parts[1])
        for name, rows in second.maker.tables.items():
            case.maker.tables.setdefault(name, []).extend(_renamed(name, rows))
    tables = case.maker.tables
    remark(parts[0] if definition.kind is Kind.YEAR_ON_YEAR else definition, tables)
    from sanyi.indicators import tables_needed

    for name in tables_needed(definition):
        if name not in tables:
            case.maker.row(name)
    base = sorted({m.table for part in parts for m in part.measures})
    asked = "、".join(definition.clauses[:3])
    title = definition.name + (f"（{asked}）" if asked else "")
    head = [f'title = "{title}"', "", "[tables]"]
    for name, rows in tables.items():
        head += [f"{name} = '''", draw(rows), "'''"]
    cases = [
        case_lines("2022年第三季度", definition, tables, "2022Q3", []),
        case_lines("上一季度只有期初前的记录", definition, tables, "2022Q2", []),
        case_lines("下一季度只有期末后的记录", definition, tables, "2022Q4", []),
        case_lines("1—9月累计", definition, tables, "2022C09", []),
        case_lines("没有一条记录", definition, tables, "2022Q3", base),
    ]
    return "\n".join(head) + "\n\n" + "\n\n".join(cases) + "\n"


def remark(definition: Definition, tables: dict[str, list[Row]]) -> None:
    """Say of every row whether it counts in the third quarter."""
    reference = Reference(tables, P)
    counted = {
        word: {id(row) for row in reference.counted(definition, measure)}
        for word, measure in (("分子", definition.numerator), ("分母", definition.denominator))
        if measure is not None
    }
    for measure in definition.measures:
        for row in tables.get(measure.table, ()):
            found = "、".join(word for word, ids in counted.items() if id(row) in ids)
            said = row.get("说明", "").split("；")[0] or "相关记录"
            row["说明"] = f"{said}；{'计入' + found if found else '不计'}"


def _renamed(name: str, rows: list[Row]) -> list[Row]:
    renamed = []
    for row in rows:
        new = dict(row)
        for column in get_contract(name).stored_columns:
            value = new.get(column.name)
            if isinstance(value, str) and column.name.endswith("_id") and not column.codes:
                new[column.name] = f"{value}B"
        renamed.append(new)
    return renamed


if __name__ == "__main__":
    print(draft(sys.argv[1]), end="")
