"""Chinese words for the parts of an entry."""

from __future__ import annotations

from sanyi.clauses import Basis, DeadlineKind, Operator
from sanyi.ledger import EntryTarget, UnitRole

ROLE_NAMES = {
    UnitRole.LEAD: "牵头单位",
    UnitRole.COOPERATING: "配合单位",
    UnitRole.DEFAULT: "全文约定的单位",
}
KIND_NAMES = {
    DeadlineKind.DATE: "到某日完成",
    DeadlineKind.STAGE: "阶段目标",
    DeadlineKind.PERIOD: "一段时间内",
    DeadlineKind.ONGOING: "长期",
}
BASIS_NAMES = {
    Basis.NUMERIC: "数值",
    Basis.COUNT: "个数",
    Basis.COVERAGE: "全覆盖",
    Basis.FREQUENCY: "频次",
    Basis.DIRECTIONAL: "升降方向",
    Basis.CONSTRAINT: "约束",
    Basis.MONITOR: "监测",
}
OPERATOR_NAMES = {
    Operator.AT_LEAST: "不低于",
    Operator.AT_MOST: "不高于",
    Operator.EQUAL: "等于",
    Operator.RANGE: "在区间内",
    Operator.INCREASE_BY: "提高（幅度）",
    Operator.DECREASE_BY: "降低（幅度）",
    Operator.INCREASE: "提高",
    Operator.DECREASE: "降低",
    Operator.COVER_ALL: "全部覆盖",
    Operator.MONITOR: "监测",
    Operator.NO_INCREASE: "不增加",
}


def printed_goal(target: EntryTarget) -> str:
    """The operator, value and unit as read: 不低于 95%."""
    name = OPERATOR_NAMES[target.op]
    if target.value is None:
        return name
    upper = f"至 {target.upper:g}" if target.upper is not None else ""
    return f"{name} {target.value:g}{upper}{target.unit or ''}"
