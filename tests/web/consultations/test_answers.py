"""成员单位：写意见、提交、撤回、盖章件。"""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sanyi.bulletin.opinions import AnswerKind
from sanyi.kernel import InputError
from sanyi.web.acts.models import Event
from sanyi.web.consultations import answers
from sanyi.web.consultations.answers import Written
from sanyi.web.consultations.models import OpinionRow
from sanyi.web.units.models import Unit
from web.consultations.conftest import HEALTH, INSURANCE, after_the_day, liaison

POST = {"quote": "稳定在90%以上", "words": "指标偏低。", "proposed": "稳定在92%以上", "near": ""}


def write(people, invitation, passage, **other) -> OpinionRow:  # type: ignore[no-untyped-def]
    values = {"quote": "稳定在90%以上", "words": "指标偏低。", "proposed": "稳定在92%以上"} | other
    return answers.add_opinion(people[HEALTH], invitation, Written(passage, **values))


def test_unit_reads_the_draft_by_clause(as_role, round_) -> None:  # type: ignore[no-untyped-def]
    page = as_role(HEALTH).get(reverse("consultations:answer", args=[round_.pk]))
    text = page.content.decode()
    assert (
        "（一）提升医共体服务能力" in text and "无意见也请" not in text.split("征求意见稿</h2>")[0]
    )
    assert "没有意见也请提交" in text and "请逐条研究。" in text
    assert "，力争达到95%" in text  # what the draft strikes out is shown as struck


def test_opinion_is_anchored_by_the_server(as_role, round_, clause, health) -> None:  # type: ignore[no-untyped-def]
    client = as_role(HEALTH)
    answer = client.post(
        reverse("consultations:add", args=[round_.pk]), POST | {"passage": clause.pk, "near": "3"}
    )
    assert answer.status_code == 302
    row = OpinionRow.objects.get()
    assert clause.text[row.start : row.end] == row.quote == "稳定在90%以上"
    assert Event.objects.filter(act="give_opinion", after__quote="稳定在90%以上").count() == 1


def test_words_that_are_not_in_the_clause_are_refused(as_role, round_, clause) -> None:  # type: ignore[no-untyped-def]
    answer = as_role(HEALTH).post(
        reverse("consultations:add", args=[round_.pk]),
        POST | {"passage": clause.pk, "quote": "稳定在80%以上"},
    )
    assert answer.status_code == 400 and "找不到您引用的原文" in answer.content.decode()
    assert not OpinionRow.objects.exists()


def test_second_occurrence_is_found_where_it_was_selected(people, health, clause) -> None:  # type: ignore[no-untyped-def]
    clause.text = "稳定在90%以上，力争稳定在90%以上。"
    row = write(people, health, clause, near=12)
    assert row.start == 11


def test_opinion_without_words_is_refused(people, health, clause) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError, match="没有写意见"):
        write(people, health, clause, words=" ", proposed="")


def test_office_does_not_see_what_is_not_handed_in(people, as_role, round_, health, clause) -> None:  # type: ignore[no-untyped-def]
    row = write(people, health, clause)
    address = reverse("consultations:round", args=[round_.pk])
    assert "指标偏低" not in as_role("office").get(address).content.decode()
    decide = reverse("consultations:decide", args=[row.pk])
    assert as_role("office").get(decide).status_code == 404
    answers.hand_in(people[HEALTH], health, AnswerKind.OPINIONS)
    assert "指标偏低" in as_role("office").get(address).content.decode()
    assert as_role("office").get(decide).status_code == 200


def test_other_unit_does_not_see_it_until_the_round_is_closed(  # type: ignore[no-untyped-def]
    people, as_role, round_, health, clause
) -> None:
    row = write(people, health, clause)
    answers.hand_in(people[HEALTH], health, AnswerKind.OPINIONS)
    address = reverse("consultations:answer", args=[round_.pk])
    other = as_role(INSURANCE)
    assert "指标偏低" not in other.get(address).content.decode()
    assert other.get(reverse("consultations:change", args=[row.pk])).status_code == 404
    assert other.post(reverse("consultations:remove", args=[row.pk])).status_code == 404
    round_.state = "closed"
    round_.save()
    assert "指标偏低" in other.get(address).content.decode()


def test_unit_that_was_not_asked_finds_no_round(people, place, as_role, round_) -> None:  # type: ignore[no-untyped-def]
    liaison(people, place, "县民政局")
    client = as_role("县民政局")
    assert round_.title not in client.get(reverse("consultations:list")).content.decode()
    for name in ("round", "answer", "text", "scan"):
        assert client.get(reverse(f"consultations:{name}", args=[round_.pk])).status_code == 404
    assert client.post(reverse("consultations:hand_in", args=[round_.pk])).status_code == 404


def test_unit_that_took_another_over_answers_for_it(people, place, as_role, round_) -> None:  # type: ignore[no-untyped-def]
    heir = liaison(people, place, "县卫生健康委")
    Unit.objects.filter(name=HEALTH).update(successor=heir.unit, succession="renamed")
    assert as_role("县卫生健康委").get(
        reverse("consultations:answer", args=[round_.pk])
    ).status_code == 200  # fmt: skip


def test_nil_answer_is_an_answer(people, as_role, round_, insurance) -> None:  # type: ignore[no-untyped-def]
    as_role(INSURANCE).post(reverse("consultations:hand_in", args=[round_.pk]), {"kind": "nil"})
    insurance.refresh_from_db()
    assert insurance.kind == "nil" and insurance.answered_at and not insurance.is_late


def test_nil_answer_and_opinions_do_not_go_together(people, health, clause) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError, match="还没有写意见"):
        answers.hand_in(people[HEALTH], health, AnswerKind.OPINIONS)
    write(people, health, clause)
    with pytest.raises(InputError, match="您写了 1 条意见"):
        answers.hand_in(people[HEALTH], health, AnswerKind.NIL)


def test_answer_after_the_day_is_marked_late(people, round_, health) -> None:  # type: ignore[no-untyped-def]
    after_the_day(round_)
    assert answers.hand_in(people[HEALTH], health, AnswerKind.NIL).is_late


def test_answer_is_taken_back_only_until_the_day(people, as_role, round_, health) -> None:  # type: ignore[no-untyped-def]
    answers.hand_in(people[HEALTH], health, AnswerKind.NIL)
    as_role(HEALTH).post(reverse("consultations:take_back", args=[round_.pk]))
    health.refresh_from_db()
    assert health.kind == "" and health.answered_at is None
    answers.hand_in(people[HEALTH], health, AnswerKind.NIL)
    after_the_day(round_)
    with pytest.raises(InputError, match="不能撤回"):
        answers.take_back(people[HEALTH], health)


def test_answer_handed_in_is_not_changed(people, health, clause) -> None:  # type: ignore[no-untyped-def]
    row = write(people, health, clause)
    answers.hand_in(people[HEALTH], health, AnswerKind.OPINIONS)
    for act in (
        lambda: write(people, health, clause),
        lambda: answers.change_opinion(people[HEALTH], row, Written(None, "", "改", ""), 0),
        lambda: answers.remove_opinion(people[HEALTH], row),
        lambda: answers.hand_in(people[HEALTH], health, AnswerKind.OPINIONS),
    ):
        with pytest.raises(InputError, match="已提交反馈"):
            act()


def test_two_people_of_a_unit_do_not_overwrite_each_other(people, health, clause) -> None:  # type: ignore[no-untyped-def]
    row = write(people, health, clause)
    answers.change_opinion(people[HEALTH], row, Written(None, "", "第一人改", ""), 0)
    with pytest.raises(InputError, match="已被别人修改"):
        answers.change_opinion(people[HEALTH], row, Written(None, "", "第二人改", ""), 0)
    row.refresh_from_db()
    assert row.words == "第一人改"


def test_removed_opinion_stays_in_the_log(people, as_role, round_, health, clause) -> None:  # type: ignore[no-untyped-def]
    row = write(people, health, clause)
    as_role(HEALTH).post(reverse("consultations:remove", args=[row.pk]))
    assert "指标偏低" not in as_role(HEALTH).get(
        reverse("consultations:answer", args=[round_.pk])
    ).content.decode()  # fmt: skip
    assert Event.objects.filter(before__words="指标偏低。", after__removed=True).exists()


def test_office_gives_no_opinion(people, as_role, round_, health, clause) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PermissionDenied):
        answers.add_opinion(people["office"], health, Written(clause, "", "意见", ""))
    assert as_role("office").post(
        reverse("consultations:add", args=[round_.pk])
    ).status_code == 403  # fmt: skip


def upload(client, round_, name: str, content: bytes):  # type: ignore[no-untyped-def]
    return client.post(
        reverse("consultations:add_scan", args=[round_.pk]),
        {"scan": SimpleUploadedFile(name, content)},
    )


def test_scan_is_kept_and_served_to_its_unit_and_the_office(as_role, round_, health) -> None:  # type: ignore[no-untyped-def]
    assert upload(as_role(HEALTH), round_, "盖章.pdf", b"%PDF-1.4 stamped").status_code == 302
    scan = health.scans.get()
    address = reverse("consultations:scan", args=[scan.pk])
    refused = as_role("auditor").get(address)
    assert refused.status_code == 403 and "扫描件" in refused.content.decode()
    for role in (HEALTH, "office"):
        answer = as_role(role).get(address)
        assert b"".join(answer.streaming_content) == b"%PDF-1.4 stamped"
        assert answer.headers["Content-Disposition"].startswith("attachment")
    assert as_role(INSURANCE).get(address).status_code == 404
    withdraw = reverse("consultations:withdraw_scan", args=[scan.pk])
    assert as_role(INSURANCE).post(withdraw).status_code == 404
    assert as_role(HEALTH).post(withdraw).status_code == 302
    assert as_role("office").get(address).status_code == 404


@pytest.mark.parametrize(
    ("name", "content"), [("x.pdf", b"not a pdf"), ("x.exe", b"MZ"), ("x.pdf", b"")]
)
def test_scan_that_is_no_scan_is_refused(as_role, round_, health, name, content) -> None:  # type: ignore[no-untyped-def]
    assert upload(as_role(HEALTH), round_, name, content).status_code == 400
    assert not health.scans.exists()


def test_nothing_is_answered_in_a_closed_round(people, round_, health, clause) -> None:  # type: ignore[no-untyped-def]
    round_.state = "closed"
    round_.save()
    with pytest.raises(InputError, match="已结束"):
        write(people, health, clause)
    with pytest.raises(InputError, match="已结束"):
        answers.hand_in(people[HEALTH], health, AnswerKind.NIL)


def test_contacts_of_the_draft_are_masked_for_units_and_can_still_be_quoted(  # type: ignore[no-untyped-def]
    as_role, round_, clause, health
) -> None:
    clause.text = "推进改革。联系人：王某某，电话：13800001234。"
    clause.save()
    page = reverse("consultations:answer", args=[round_.pk])
    unit = as_role(HEALTH)
    shown = unit.get(page).content.decode()
    assert "138****1234" in shown and "13800001234" not in shown and "王某某" not in shown
    whole = as_role("office").get(reverse("consultations:text", args=[round_.pk]))
    assert "13800001234" in whole.content.decode()
    quote = {"passage": clause.pk, "quote": "联系人：王**"}
    assert (
        unit.post(reverse("consultations:add", args=[round_.pk]), POST | quote).status_code == 302
    )
    row = OpinionRow.objects.get()
    assert clause.text[row.start : row.end] == "联系人：王某某" and row.quote == "联系人：王**"
    assert "王某某" not in unit.get(page).content.decode()
