"""The table of states, cell by cell, and each guard by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sanyi.kernel import InputError
from sanyi.ledger import Move, ProofType, Standing, State, state_after, wanting

# what an office would allow: rows are states, letters the moves
SPEC = """
proposed    assign adjust merge terminate
assigned    start report adjust merge terminate
running     report adjust merge terminate
reported    report go_on return verify adjust merge terminate
done        close reopen adjust merge terminate
closed      reopen
merged      reopen
terminated  reopen
"""
ALLOWED = {
    (State(line.split()[0]), Move(m)) for line in SPEC.split("\n") if line for m in line.split()[1:]
}
FULL = Standing(
    has_lead=True, has_limit=True, proof=ProofType.ISSUED, has_report=True, proof_count=1,
    targets_met=True, merged_into="x#2",
)  # fmt: skip


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("move", Move)
def test_move_is_made_only_from_the_states_of_the_table(state: State, move: Move) -> None:
    if (state, move) in ALLOWED:
        assert state_after(move, state, FULL, "理由") in State
    else:
        with pytest.raises(InputError, match="状态不能"):
            state_after(move, state, FULL, "理由")


def test_a_year_from_the_beginning_to_the_end() -> None:
    state = State.PROPOSED
    for move, after in (
        (Move.ASSIGN, State.ASSIGNED), (Move.START, State.RUNNING), (Move.REPORT, State.REPORTED),
        (Move.RETURN, State.RUNNING), (Move.REPORT, State.REPORTED), (Move.GO_ON, State.RUNNING),
        (Move.REPORT, State.REPORTED), (Move.VERIFY, State.DONE), (Move.CLOSE, State.CLOSED),
    ):  # fmt: skip
        state = state_after(move, state, FULL, "理由")
        assert state is after


@pytest.mark.parametrize(
    "move", [Move.RETURN, Move.CLOSE, Move.REOPEN, Move.ADJUST, Move.MERGE, Move.TERMINATE]
)
def test_move_against_the_flow_needs_a_reason(move: Move) -> None:
    state = next(s for s, m in ALLOWED if m is move)
    assert wanting(move, state, FULL, " ") == (wanting(move, state, FULL, "")[0],)
    assert "理由" in wanting(move, state, FULL, "")[0]
    assert wanting(move, state, FULL, "有理由") == ()


@pytest.mark.parametrize(
    ("move", "state", "lacking", "word"),
    [
        (Move.ASSIGN, State.PROPOSED, {"has_lead": False}, "责任单位"),
        (Move.ASSIGN, State.PROPOSED, {"has_limit": False}, "时限"),
        (Move.REPORT, State.RUNNING, {"has_report": False}, "进展报告"),
        (Move.VERIFY, State.REPORTED, {"is_own_report": True}, "核查人不能是报告人"),
        (Move.VERIFY, State.REPORTED, {"proof_count": 0}, "佐证材料"),
        (Move.VERIFY, State.REPORTED, {"proof": ProofType.NONE}, "佐证方式"),
        (Move.VERIFY, State.REPORTED, {"targets_met": False}, "没有达成"),
        (Move.CLOSE, State.DONE, {"is_standing": True}, "长期任务不销号"),
        (Move.CLOSE, State.DONE, {"proof_count": 0}, "佐证材料"),
        (Move.MERGE, State.RUNNING, {"merged_into": ""}, "并入"),
    ],
)
def test_guard_names_what_is_wanting(move, state, lacking, word) -> None:  # type: ignore[no-untyped-def]
    assert word in "".join(wanting(move, state, replace(FULL, **lacking), "理由"))


@pytest.mark.parametrize("proof", [ProofType.COMPUTED, ProofType.COVERED])
@pytest.mark.parametrize("met", [False, None])
def test_computed_proof_is_not_replaced_by_paper(proof: ProofType, met: bool | None) -> None:
    standing = replace(FULL, proof=proof, targets_met=met, proof_count=5)
    assert wanting(Move.CLOSE, State.DONE, standing, "理由")


def test_standing_task_without_a_day_may_be_assigned() -> None:
    standing = replace(FULL, has_limit=False, is_standing=True)
    assert state_after(Move.ASSIGN, State.PROPOSED, standing) is State.ASSIGNED


def test_waiver_closes_an_entry_whose_target_is_missed_but_not_a_standing_one() -> None:
    waived = replace(FULL, targets_met=False, is_waived=True)
    assert state_after(Move.CLOSE, State.DONE, waived, "理由") is State.CLOSED
    with pytest.raises(InputError):
        state_after(Move.CLOSE, State.DONE, replace(waived, is_standing=True), "理由")


def test_everything_wanting_is_named_at_once() -> None:
    assert len(wanting(Move.ASSIGN, State.PROPOSED, Standing(), "")) == 2
