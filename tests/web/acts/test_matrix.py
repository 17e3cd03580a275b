"""Who may do what, cell by cell: role x relation x act, as the office and the three offices wrote it.

+ always, J where the person's unit leads or joins the entry, L where it leads, . never. Columns:
office, head, leader, liaison, analyst, institution, auditor, system, security, audit administrator.
"""

from __future__ import annotations

import pytest

from sanyi.web.acts.matrix import ACT_LABELS, MATRIX, ROLE_LABELS, Act, Relation, Role, may

SPEC = """
view_home            + + + + + . + . . .
view_documents       + + + + + . + . . .
upload_document      + + . . . . . . . .
correct_reading      + + . . . . . . . .
issue_document       . + . . . . . . . .
archive_document     . + . . . . . . . .
restore_document     . + . . . . . . . .
view_ledger          + + + + + . + . . .
view_entry           + + + J + . + . . .
edit_entry           + + . . . . . . . .
export               + + + + + . + . . .
comment              + + + J . . . . . .
assign               + + . . . . . . . .
start                . . . L . . . . . .
report               . . . J . . . . . .
attach_evidence      + + . J . . . . . .
go_on                + + . . . . . . . .
return               + + . . . . . . . .
verify               + + . . . . . . . .
close                . + . . . . . . . .
reopen               . + . . . . . . . .
adjust               + + . . . . . . . .
merge                . + . . . . . . . .
terminate            . + . . . . . . . .
view_supervision     + + + + + . + . . .
remind               + + . . . . . . . .
draft_letter         + + . . . . . . . .
send_letter          . + . . . . . . . .
answer_letter        . . . J . . . . . .
close_letter         + + . . . . . . . .
draft_bulletin       + + . . . . . . . .
approve_bulletin     . + . . . . . . . .
issue_bulletin       . + . . . . . . . .
lock_period          . + . . . . . . . .
reopen_period        . + . . . . . . . .
view_consultation    + + + + + . + . . .
open_consultation    + + . . . . . . . .
give_opinion         . . . + . . . . . .
decide_opinion       + + . . . . . . . .
close_consultation   . + . . . . . . . .
view_figures         + + + + + + + . . .
view_records         + + . . + . + . . .
confirm_binding      + + . . + . . . . .
set_path             + + . . . . . . . .
judge                + + . . + . . . . .
view_mechanisms      + + + . + + + . . .
view_data            + + . . + . + . . .
load_data            + . . . + . . . . .
view_system          . . . . . . + + + +
manage_units         . . . . . . . + . .
manage_people        . . . . . . . + . .
backup               . . . . . . . + . .
set_role             . . . . . . . . + .
reset_password       . . . . . . . . + .
unlock               . . . . . . . . + .
manage_clients       . . . . . . . . + .
view_audit           . . . . . . + . . +
verify_events        . . . . . . + . . +
"""
ROWS = {line.split()[0]: line.split()[1:] for line in SPEC.split("\n") if line.strip()}
MEANING = {
    "+": set(Relation),
    "J": {Relation.LEAD, Relation.COOPERATING},
    "L": {Relation.LEAD},
    ".": set(),
}


def test_every_act_is_in_the_matrix_and_in_the_table() -> None:
    assert set(ROWS) == {a.value for a in Act} == {a.value for a in MATRIX}
    assert set(ACT_LABELS) == set(Act)
    assert set(ROLE_LABELS) == set(Role)


@pytest.mark.parametrize("relation", Relation)
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("act", Act)
def test_cell(act: Act, role: Role, relation: Relation) -> None:
    sign = ROWS[act.value][list(Role).index(role)]
    assert may(role, act, relation) is (relation in MEANING[sign])


def test_account_without_role_may_do_nothing() -> None:
    assert not any(may("", act, relation) for act in Act for relation in Relation)
