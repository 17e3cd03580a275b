"""States of an entry over the year (台账状态): one table of allowed moves, each with its guards.

立项 → 分解 → 开展 → 报告 → 完成 → 销号, and 调整, 合并, 终止 with a reason. The table follows the
steps of 督查督办 (立项、交办、承办、反馈、核查、销号); nothing here knows who acts: roles are the
desk's business.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from sanyi.kernel import InputError
from sanyi.ledger.entry import ProofType


class State(StrEnum):
    """Where an entry stands in the office's procedure; its progress is another matter."""

    PROPOSED = "proposed"
    ASSIGNED = "assigned"
    RUNNING = "running"
    REPORTED = "reported"
    DONE = "done"
    CLOSED = "closed"
    MERGED = "merged"
    TERMINATED = "terminated"


STATE_LABELS = {
    State.PROPOSED: "立项",
    State.ASSIGNED: "分解",
    State.RUNNING: "开展",
    State.REPORTED: "报告",
    State.DONE: "完成",
    State.CLOSED: "销号",
    State.MERGED: "合并",
    State.TERMINATED: "终止",
}
OPEN_STATES = frozenset({State.PROPOSED, State.ASSIGNED, State.RUNNING, State.REPORTED})


class Move(StrEnum):
    """What changes a state."""

    ASSIGN = "assign"
    START = "start"
    REPORT = "report"
    GO_ON = "go_on"
    RETURN = "return"
    VERIFY = "verify"
    CLOSE = "close"
    REOPEN = "reopen"
    ADJUST = "adjust"
    MERGE = "merge"
    TERMINATE = "terminate"


MOVE_LABELS = {
    Move.ASSIGN: "分解交办",
    Move.START: "签收开展",
    Move.REPORT: "上报进展",
    Move.GO_ON: "采纳报告，继续开展",
    Move.RETURN: "退回补充",
    Move.VERIFY: "核查通过",
    Move.CLOSE: "销号",
    Move.REOPEN: "恢复办理",
    Move.ADJUST: "调整",
    Move.MERGE: "合并",
    Move.TERMINATE: "终止",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What the guards look at.

    Args:
        has_lead: a lead or default unit is named.
        has_limit: a day is set, or the task is a standing one.
        is_standing: 长期; such an entry never closes.
        proof: what will show that it is done.
        has_report: a unit's report waits for the office.
        proof_count: proofs accepted: documents with number and date, minutes, evidence files.
        targets_met: every deciding target is met; None without a target that can be judged.
        is_own_report: the person acting wrote the report that would be verified.
        is_waived: the office lets the entry close although a target is not met, with a reason.
        merged_into: id of the entry that takes this one over.
    """

    has_lead: bool = False
    has_limit: bool = False
    is_standing: bool = False
    proof: ProofType = ProofType.NONE
    has_report: bool = False
    proof_count: int = 0
    targets_met: bool | None = None
    is_own_report: bool = False
    is_waived: bool = False
    merged_into: str = ""


Guard = Callable[[Standing], str]
"""Empty when the move may go on, else what is wanting, in Chinese."""


def _named_lead(s: Standing) -> str:
    return "" if s.has_lead else "没有责任单位。先指定牵头单位。"


def _time_limit(s: Standing) -> str:
    return "" if s.has_limit or s.is_standing else "没有时限。先填写完成时限，或标明为长期任务。"


def _report_waits(s: Standing) -> str:
    return "" if s.has_report else "没有等待处理的进展报告。"


def _someone_else(s: Standing) -> str:
    return "核查人不能是报告人。由另一位工作人员核查。" if s.is_own_report else ""


def _not_standing(s: Standing) -> str:
    return "长期任务不销号，每年评议一次。" if s.is_standing else ""


def _proved(s: Standing) -> str:
    """An entry closes only on its proof."""
    if s.is_waived:
        return ""
    if s.proof is ProofType.NONE:
        return "没有佐证方式，不能认定完成。先确定用什么证明。"
    if s.proof in (ProofType.COMPUTED, ProofType.COVERED):
        return "" if s.targets_met else "目标未达成或无数据，数据不能证明已完成。"
    if s.targets_met is False:
        return "有目标没有达成。说明理由后可以豁免，或继续办理。"
    return "" if s.proof_count else "没有佐证材料。先上传文件、会议纪要或验收材料。"


def _names_heir(s: Standing) -> str:
    return "" if s.merged_into else "没有写明并入哪一项。"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the table."""

    move: Move
    before: frozenset[State]
    after: State
    guards: tuple[Guard, ...] = ()
    needs_reason: bool = False


_ALIVE = OPEN_STATES | {State.DONE}

STEPS: tuple[Step, ...] = (
    Step(Move.ASSIGN, frozenset({State.PROPOSED}), State.ASSIGNED, (_named_lead, _time_limit)),
    Step(Move.START, frozenset({State.ASSIGNED}), State.RUNNING),
    Step(Move.REPORT, frozenset({State.ASSIGNED, State.RUNNING, State.REPORTED}), State.REPORTED,
         (_report_waits,)),
    Step(Move.GO_ON, frozenset({State.REPORTED}), State.RUNNING),
    Step(Move.RETURN, frozenset({State.REPORTED}), State.RUNNING, needs_reason=True),
    Step(Move.VERIFY, frozenset({State.REPORTED}), State.DONE, (_someone_else, _proved)),
    Step(Move.CLOSE, frozenset({State.DONE}), State.CLOSED, (_not_standing, _proved),
         needs_reason=True),
    Step(Move.REOPEN, frozenset({State.DONE, State.CLOSED, State.MERGED, State.TERMINATED}),
         State.RUNNING, needs_reason=True),
    Step(Move.ADJUST, _ALIVE, State.PROPOSED, needs_reason=True),
    Step(Move.MERGE, _ALIVE, State.MERGED, (_names_heir,), needs_reason=True),
    Step(Move.TERMINATE, _ALIVE, State.TERMINATED, needs_reason=True),
)  # fmt: skip
_BY_MOVE = {step.move: step for step in STEPS}


def moves_from(state: State) -> tuple[Move, ...]:
    """Moves that the table knows from a state, guards aside."""
    return tuple(step.move for step in STEPS if state in step.before)


def wanting(move: Move, state: State, standing: Standing, reason: str) -> tuple[str, ...]:
    """Everything that keeps a move from being made; empty when it may be made."""
    step = _BY_MOVE[move]
    if state not in step.before:
        return (f"“{STATE_LABELS[state]}”状态不能{MOVE_LABELS[move]}。",)
    found = [guard(standing) for guard in step.guards]
    if step.needs_reason and not reason.strip():
        found.append(f"{MOVE_LABELS[move]}须写明理由。")
    return tuple(text for text in found if text)


def state_after(move: Move, state: State, standing: Standing, reason: str = "") -> State:
    """The state after a move.

    Raises:
        InputError: the table or a guard forbids it; all that is wanting is named.

    Example:
        >>> state_after(Move.START, State.ASSIGNED, Standing()).value
        'running'
    """
    problems = wanting(move, state, standing, reason)
    if problems:
        raise InputError("ACT-001", "".join(problems), "补齐后再办理。")
    return _BY_MOVE[move].after
