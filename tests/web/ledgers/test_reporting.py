"""Reports are drafted, handed in, accepted, returned and verified; locked periods refuse."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from sanyi.kernel import InputError, Period
from sanyi.ledger import State
from sanyi.web.acts.chain import verify_all
from sanyi.web.acts.service import lock
from sanyi.web.ledgers import evidence, reporting
from sanyi.web.ledgers.models import EntryRow, Report
from web.ledgers.conftest import pdf

Q2, Q3 = Period.parse("2025Q2"), Period.parse("2025Q3")


def test_submitted_report_moves_the_entry_to_reported(submitted) -> None:  # type: ignore[no-untyped-def]
    assert submitted.state == Report.State.SUBMITTED
    assert EntryRow.objects.get(pk=submitted.entry_id).state == State.REPORTED


def test_accepted_report_lets_the_entry_go_on(submitted, people) -> None:  # type: ignore[no-untyped-def]
    report = reporting.accept(people["office"], submitted, "很好")
    assert (report.state, report.reviewed_by) == (Report.State.ACCEPTED, people["office"])
    assert EntryRow.objects.get(pk=submitted.entry_id).state == State.RUNNING
    assert verify_all() == []


def test_returned_report_can_be_mended_and_handed_in_again(submitted, people) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError, match="理由"):
        reporting.send_back(people["office"], submitted, " ")
    report = reporting.send_back(people["office"], submitted, "请附会议纪要")
    assert (report.state, report.review_note) == (Report.State.RETURNED, "请附会议纪要")
    entry = EntryRow.objects.get(pk=report.entry_id)
    draft = reporting.save_draft(
        people["liaison"],
        entry,
        Q3,
        {"text": "补充了会议纪要，议定事项共六项。"},
        revision=report.revision,
    )
    again = reporting.submit(people["liaison"], draft, revision=draft.revision)
    assert again.state == Report.State.SUBMITTED


def test_handed_in_report_is_not_changed_and_not_reviewed_twice(submitted, people) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError, match="不能再改"):
        reporting.save_draft(people["liaison"], submitted.entry, Q3, {"text": "x"}, revision=2)
    reporting.accept(people["office"], submitted)
    with pytest.raises(InputError, match="没有等待处理"):
        reporting.accept(people["head"], submitted)


def test_second_colleague_does_not_overwrite_the_first_draft(running, people) -> None:  # type: ignore[no-untyped-def]
    first = reporting.save_draft(people["liaison"], running, Q3, {"text": "甲写的"}, revision=None)
    reporting.save_draft(
        people["liaison"], running, Q3, {"text": "甲又写的"}, revision=first.revision
    )
    for seen in (first.revision, None):
        with pytest.raises(InputError, match="已被别人修改"):
            reporting.save_draft(people["liaison"], running, Q3, {"text": "乙写的"}, revision=seen)
    assert Report.objects.get().text == "甲又写的"


def test_report_is_refused_before_assignment_without_text_and_from_others(
    entry, running, people
) -> None:  # type: ignore[no-untyped-def]
    liaison = people["liaison"]
    draft = reporting.save_draft(liaison, running, Q3, {"text": ""}, revision=None)
    with pytest.raises(InputError, match="没有写进展"):
        reporting.submit(liaison, draft, revision=draft.revision)
    with pytest.raises(PermissionDenied):
        reporting.save_draft(people["office"], running, Q3, {"text": "x"}, revision=None)
    EntryRow.objects.filter(pk=entry.pk).update(state=State.PROPOSED)
    with pytest.raises(InputError, match="尚未分解"):
        reporting.save_draft(liaison, running, Q2, {"text": "x"}, revision=None)


def test_locked_period_refuses_reports_reviews_and_evidence(submitted, people, place) -> None:  # type: ignore[no-untyped-def]
    lock(people["head"], place, Q3)
    lock(people["head"], place, Q2)
    with pytest.raises(InputError, match="已锁定"):
        reporting.accept(people["office"], submitted)
    with pytest.raises(InputError, match="已锁定"):
        reporting.save_draft(people["liaison"], submitted.entry, Q2, {"text": "x"}, revision=None)
    with pytest.raises(InputError, match="已锁定"):
        evidence.attach(people["liaison"], submitted.entry, pdf(), report=submitted)


def test_entry_is_verified_on_its_proof_and_not_without(submitted, people) -> None:  # type: ignore[no-untyped-def]
    entry = submitted.entry
    entry.refresh_from_db()
    with pytest.raises(InputError):
        reporting.verify(people["office"], entry, revision=entry.revision)
    assert Report.objects.get().state == Report.State.SUBMITTED
    row = reporting.verify(
        people["office"], entry, revision=entry.revision, waiver="以省级验收意见为准", note="已核"
    )
    assert (row.state, row.waiver) == (State.DONE, "以省级验收意见为准")
    assert Report.objects.get().state == Report.State.ACCEPTED


def test_done_without_proof_is_flagged_when_handed_in(running, people) -> None:  # type: ignore[no-untyped-def]
    values = {"text": "各项工作已经全部完成，成效明显。", "claim": "done"}
    draft = reporting.save_draft(people["liaison"], running, Q3, values, revision=None)
    assert "REP-004" in [f["code"] for f in reporting.flags_of(draft)]
    report = reporting.submit(people["liaison"], draft, revision=draft.revision)
    assert "REP-004" in [f["code"] for f in report.flags]


def test_text_copied_from_the_quarter_before_is_flagged(running, people) -> None:  # type: ignore[no-untyped-def]
    text = "召开联席会议一次，研究转诊标准和流程，督促各医共体落实到位。"
    for quarter in (Q2, Q3):
        draft = reporting.save_draft(
            people["liaison"], running, quarter, {"text": text}, revision=None
        )
        report = reporting.submit(people["liaison"], draft, revision=draft.revision)
        reporting.accept(people["office"], report) if quarter == Q2 else None
    assert [f["code"] for f in report.flags] == ["REP-002"]


def test_claim_against_the_figures_is_flagged(running, people) -> None:  # type: ignore[no-untyped-def]
    from targets.made import figure

    target = running.targets.first() or pytest.skip("no target")
    value = figure("0.41", 9)
    target.status, target.indicator = "lagging", value.indicator
    goal = {"kind": "at_least", "bound": 0.9, "upper": None, "due_on": "2025-12-31"}
    target.verdict = {
        "latest_record": value.to_json(), "goal": {**goal, "is_due_assumed": False},
    }  # fmt: skip
    target.save()
    draft = reporting.save_draft(
        people["liaison"], running, Q3, {"text": "目标已经完成。", "claim": "done"}, revision=None
    )
    assert "REP-001" in [f["code"] for f in reporting.flags_of(draft)]
    # figures of later months do not speak against an earlier quarter
    earlier = reporting.save_draft(
        people["liaison"], running, Q2, {"text": "目标已经完成。", "claim": "done"}, revision=None
    )
    assert "REP-001" not in [f["code"] for f in reporting.flags_of(earlier)]
