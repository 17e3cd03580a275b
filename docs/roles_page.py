"""The page of roles, acts and states, from the tables that the desks run on."""

from __future__ import annotations

from sanyi.ledger import MOVE_LABELS, STATE_LABELS, STEPS
from sanyi.web.acts.matrix import ACT_LABELS, MATRIX, ROLE_LABELS, Relation, Role

_SIGNS = {
    frozenset(): "",
    frozenset(Relation): "●",
    frozenset({Relation.LEAD, Relation.COOPERATING}): "◐",
    frozenset({Relation.LEAD}): "○",
}


def roles_page() -> str:
    """Two tables: who may do what, and how an entry moves."""
    lines = ["# 角色、操作和办理状态", "", "## 谁可以做什么", ""]
    lines += [
        "● 可以　◐ 所在单位牵头或配合的任务　○ 所在单位牵头的任务；只限本地方及下级地方。",
        "",
    ]
    lines.append("| 操作 | " + " | ".join(ROLE_LABELS[r] for r in Role) + " |")
    lines.append("|---|" + "---|" * len(Role))
    for act, grant in MATRIX.items():
        cells = (_SIGNS[grant.get(role, frozenset())] for role in Role)
        lines.append(f"| {ACT_LABELS[act]} | {' | '.join(cells)} |")
    lines += [
        "",
        "## 一项任务怎样办理",
        "",
        "| 操作 | 从 | 到 | 须写理由 | 条件 |",
        "|---|---|---|---|---|",
    ]
    for step in STEPS:
        before = "、".join(STATE_LABELS[s] for s in STATE_LABELS if s in step.before)
        guards = "、".join(_GUARDS[g.__name__] for g in step.guards)
        reason = "是" if step.needs_reason else ""
        cells = (MOVE_LABELS[step.move], before, STATE_LABELS[step.after], reason, guards)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


_GUARDS = {
    "_named_lead": "有责任单位",
    "_time_limit": "有时限，或为长期任务",
    "_report_waits": "有已提交的报告",
    "_someone_else": "核查人不是报告人",
    "_proved": "有佐证；用指标证明的须目标达成；可写明理由豁免",
    "_not_standing": "不是长期任务",
    "_names_heir": "写明并入哪一项",
}
