"""The definition in words (口径): one Chinese paragraph made from what runs, never typed."""

from __future__ import annotations

from sanyi.datasets import Column, get_code_list, get_contract
from sanyi.indicators.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Exists,
    FromParameter,
    InForce,
    InTime,
    Not,
    Op,
    Operand,
    OtherColumn,
    Test,
    When,
)
from sanyi.indicators.files import target_of
from sanyi.indicators.model import Definition, Direction, Kind, Measure, Measuring
from sanyi.indicators.registry import definitions, parameters
from sanyi.kernel import unit_of

_OPS = {
    Op.EQ: "为", Op.NE: "不为", Op.LT: "小于", Op.LE: "不大于", Op.GT: "大于", Op.GE: "不小于",
}  # fmt: skip
_DATE_OPS = {
    Op.EQ: "等于", Op.NE: "不等于", Op.LT: "早于", Op.LE: "不晚于", Op.GT: "晚于", Op.GE: "不早于",
}  # fmt: skip
_WHEN = {
    When.IN_PERIOD: "在统计期间内",
    When.BY_PERIOD_END: "不晚于统计期末",
    When.AFTER_PERIOD_END: "在统计期末之后",
    When.BEFORE_PERIOD: "在统计期初之前",
    When.YEAR_TO_DATE: "在本年初至统计期末之间",
    When.LAST_MONTH: "为统计期最后一个月",
    When.LAST_YEAR: "在上年同期内",
    When.YEAR_BEFORE: "在上年内",
}
DIRECTION_LABELS = {
    Direction.UP: "数值越高越好",
    Direction.DOWN: "数值越低越好",
    Direction.WATCH: "监测比较，不评优劣",
    Direction.RANGE: "应落在规定区间",
}
EVIDENCE_LABELS = {
    "seen": "有公开文本依据", "recalled": "依据待核对原文", "design": "本项目设计口径",
}  # fmt: skip


def wording(definition: Definition) -> str:
    """The paragraph for screens and traces."""
    parts = [f"【{definition.name}】{_formula(definition)}"]
    if definition.numerator is not None:
        name = "分子" if definition.denominator is not None else "统计"
        parts.append(f"{name}：{_measure(definition.numerator)}。")
    if definition.denominator is not None:
        parts.append(f"分母：{_measure(definition.denominator)}。")
    for exclusion in definition.exclusions:
        said = _conditions(exclusion.table, exclusion.where)
        parts.append(f"剔除：{exclusion.reason}（{said}）。")
    if definition.split_by and definition.numerator is not None:
        parts.append(f"分组：按{_label(definition.numerator.table, definition.split_by)}分列。")
    tables = tables_needed(definition)
    titles = "、".join(f"“{get_contract(table).title}”" for table in tables)
    parts.append(f"数据来源：{titles}。{DIRECTION_LABELS[definition.direction]}。")
    parts.append(f"{EVIDENCE_LABELS[definition.evidence]}。")
    return "".join(parts)


def tables_needed(definition: Definition) -> tuple[str, ...]:
    """Tables an indicator reads, sorted; of a derived one those of its parts."""
    found: set[str] = set()
    for code in definition.of:
        found.update(tables_needed(definitions()[code]))
    for measure in definition.measures:
        found.add(measure.table)
        for path in (*measure.columns, *measure.less, measure.times, measure.over):
            found.update(tables_on(measure.table, path))
        if definition.split_by:
            found.update(tables_on(measure.table, definition.split_by))
        found.update(_tables_in(measure.table, measure.where))
    for exclusion in definition.exclusions:
        found.update(_tables_in(exclusion.table, exclusion.where))
    return tuple(sorted(found))


def tables_on(table: str, path: str) -> set[str]:
    """Tables that a column path leads to."""
    own, _, rest = path.partition(".")
    target = target_of(get_contract(table).column(own)) if rest else None
    return {target, *tables_on(target, rest)} if target else set()


def _tables_in(table: str, condition: Condition) -> set[str]:
    match condition:
        case AllOf(parts) | AnyOf(parts):
            return {name for part in parts for name in _tables_in(table, part)}
        case Not(part):
            return _tables_in(table, part)
        case Exists():
            own = {name for path, _ in condition.on for name in tables_on(table, path)}
            return {condition.table, *own, *_tables_in(condition.table, condition.where)}
        case InForce(start, end):
            return tables_on(table, start) | tables_on(table, end)
        case Test(column, _, OtherColumn(other)):
            return tables_on(table, column) | tables_on(table, other)
        case Test(column) | InTime(column):
            return tables_on(table, column)


def _formula(definition: Definition) -> str:  # noqa: PLR0911 - one return for each shape
    per = unit_of(definition.unit)
    match definition.kind:
        case Kind.RATIO | Kind.COVERAGE | Kind.SHARE_BY_LEVEL:
            scale = "×100%" if definition.unit == "share" else ""
            scale = f"×{per.per}" if per.per > 1 else scale
            return f"分子÷分母{scale}。"
        case Kind.PER_POPULATION:
            return f"分子÷分母×{per.per}。"
        case Kind.AVERAGE:
            return "分子÷分母，即平均数。"
        case Kind.ELAPSED_DAYS:
            return "所列记录历时的平均数。"
        case Kind.MEDIAN:
            return "所列记录历时的中位数。"
        case Kind.YEAR_ON_YEAR:
            base = definitions()[definition.of[0]].name
            how = "本期值÷上年同期值－1" if definition.is_relative else "本期值－上年同期值"
            return f"“{base}”的{how}。"
        case Kind.DIFFERENCE:
            first, second = (definitions()[code].name for code in definition.of)
            return f"“{first}”减“{second}”。"
        case Kind.REGISTER_LIST:
            return "列出下述记录并计数。"
        case Kind.SUM:
            return "下述记录合计。"
    return "下述记录计数。"


def _measure(measure: Measure) -> str:
    title = get_contract(measure.table).title
    said = _conditions(measure.table, measure.where)
    rows = f"“{title}”中{said}的记录" if said else f"“{title}”的全部记录"
    if measure.latest_by:
        keys = "、".join(_label(measure.table, path) for path in measure.latest_by)
        rows += f"（同一{keys}只取统计期末前最近一期）"
    return f"{measure.label}，即{rows}{_taken(measure)}"


def _taken(measure: Measure) -> str:
    labels = [_label(measure.table, path) for path in measure.columns]
    match measure.taking:
        case Measuring.COUNT:
            return "数"
        case Measuring.DISTINCT:
            return f"中不重复的{'、'.join(labels)}数"
        case Measuring.DAYS | Measuring.MINUTES:
            return f"自{labels[0]}至{labels[1]}的历时"
    said = "与".join(labels)
    if measure.less:
        said += "减" + "、".join(_label(measure.table, path) for path in measure.less)
    if measure.times:
        said += f"乘以{_label(measure.table, measure.times)}"
    if measure.over:
        said += f"除以{_label(measure.table, measure.over)}"
    return f"的{said}合计"


def _conditions(table: str, where: AllOf) -> str:
    return "，".join(_said(table, part) for part in where.parts)


def _said(table: str, part: Condition) -> str:  # noqa: PLR0911 - one return for each shape
    match part:
        case Test():
            return _test(table, part)
        case InTime(column, when):
            return f"{_label(table, column)}{_WHEN[when]}"
        case InForce(start, end, with_last_day):
            first, last = _label(table, start), _label(table, end)
            later = "不早于期末" if with_last_day else "晚于期末"
            word = "有效" if with_last_day else "在用"
            return f"统计期末{word}（{first}不晚于期末，{last}为空或{later}）"
        case AllOf(parts):
            return "（" + "且".join(_said(table, p) for p in parts) + "）"
        case AnyOf(parts):
            return "（" + "或".join(_said(table, p) for p in parts) + "）"
        case Not(Exists() as inner):
            return _exists(table, inner).replace("有", "没有", 1)
        case Not(inner):
            return f"不符合“{_said(table, inner)}”"
        case Exists():
            return _exists(table, part)


def _exists(table: str, part: Exists) -> str:
    keys = "、".join(_label(table, own) for own, _ in part.on)
    said = _conditions(part.table, part.where)
    title = get_contract(part.table).title
    least = _number(part.at_least)
    count = "" if part.at_least == 1 else f"{least}条以上"
    if part.distinct:
        count = f"{least}种以上不同{_label(part.table, part.distinct)}的"
    return f"按{keys}在“{title}”有{count}{said + '的' if said else ''}记录"


def _test(table: str, part: Test) -> str:  # noqa: PLR0911 - one return for each shape
    column = _column(table, part.column)
    label = _label(table, part.column)
    match part.op:
        case Op.IS_NULL:
            return f"{label}为空"
        case Op.NOT_NULL:
            return f"{label}不为空"
        case Op.BETWEEN if isinstance(part.value, tuple):
            return f"{label}在{part.value[0]}至{part.value[1]}之间"
        case Op.STARTS_WITH:
            return f"{label}以{_value(table, column, part.value)}开头"
        case Op.IN | Op.IN_CODE_GROUP:
            return f"{label}为{_value(table, column, part.value)}"
        case Op.NOT_IN:
            return f"{label}不为{_value(table, column, part.value)}"
    if column.type == "boolean":
        is_yes = part.value is (part.op is Op.EQ)
        name = label.removeprefix("是否")
        return name if is_yes and name != label else f"{label}为{'是' if is_yes else '否'}"
    ops = _DATE_OPS if isinstance(part.value, OtherColumn) else _OPS
    return f"{label}{ops[part.op]}{_value(table, column, part.value)}"


def _value(table: str, column: Column, value: Operand) -> str:
    if isinstance(value, tuple):
        return "、".join(_value(table, column, item) for item in value)
    if isinstance(value, OtherColumn):
        later = f"后{_number(value.plus_days)}天" if value.plus_days else ""
        later += f"后{_number(value.plus_hours)}小时" if value.plus_hours else ""
        return f"{_label(table, value.column)}{later}"
    if isinstance(value, FromParameter):
        return f"参数“{parameters().get(value.name).title}”"
    if isinstance(value, bool):
        return "是" if value else "否"
    if column.codes:
        return get_code_list(column.codes).label(str(value))
    return f"“{value}”" if isinstance(value, str) else f"{value}"


def _number(value: int | FromParameter) -> str:
    if isinstance(value, FromParameter):
        return f"（参数“{parameters().get(value.name).title}”）"
    return str(value)


def _column(table: str, path: str) -> Column:
    own, _, rest = path.partition(".")
    column = get_contract(table).column(own)
    target = target_of(column) if rest else None
    return _column(target, rest) if target else column


def _label(table: str, path: str) -> str:
    own, _, rest = path.partition(".")
    column = get_contract(table).column(own)
    target = target_of(column) if rest else None
    if not target:
        return column.label
    owner = column.label.removesuffix("编码").removesuffix("编号").removesuffix("代码")
    return f"{owner}的{_label(target, rest)}"
