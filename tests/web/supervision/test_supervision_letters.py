"""Letters are drafted by rule, sent by the head, answered by the unit, closed on proof."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sanyi.bulletin.blocks import Paragraph
from sanyi.bulletin.codec import document_as_record, document_from_record
from sanyi.bulletin.store import FigureStore
from sanyi.documents import read_document
from sanyi.kernel import InputError
from sanyi.ledger import State
from sanyi.targets import say
from sanyi.web.acts.models import Event
from sanyi.web.base.home import workspace_folder
from sanyi.web.ledgers.models import EvidenceFile
from sanyi.web.supervision import jobs, letters
from sanyi.web.supervision.adapters import record_of
from sanyi.web.supervision.models import Answer, LetterRow, LetterRun, Message
from targets.made import figure

AFTER = dt.date(2026, 1, 5)  # every time limit of the year is over, no data were loaded


def run_on(paper, person, day: dt.date = AFTER) -> LetterRun:  # type: ignore[no-untyped-def]
    run = LetterRun.objects.create(paper=paper, day=day, made_by=person)
    jobs.draft_letters.func(run.pk)
    run.refresh_from_db()
    return run


@pytest.fixture
def draft(paper, people, entry):  # type: ignore[no-untyped-def]
    """A drafted letter on a task that the liaison's unit leads."""
    run_on(paper, people["office"])
    unit = people["liaison"].unit
    found = LetterRow.objects.filter(entry__units__unit=unit, entry__units__role="lead").first()
    assert found is not None
    return found


@pytest.fixture
def sent(draft, people):  # type: ignore[no-untyped-def]
    rules = jobs.rules_for(draft.place)
    return letters.send(people["head"], draft, "安医改督〔2026〕1号", AFTER, rules, draft.revision)


def answered(row, people, *, proof: bool = True, text: str = "已完成，附文件。") -> Answer:  # type: ignore[no-untyped-def]
    files = [SimpleUploadedFile("佐证.txt", "证".encode())] if proof else []
    return letters.answer(people["liaison"], row, text, None, files, AFTER + dt.timedelta(days=2))


def test_drafts_are_made_by_rule_and_nothing_is_sent(paper, people) -> None:  # type: ignore[no-untyped-def]
    run = run_on(paper, people["office"])
    assert run.state == "done" and run.drafted == LetterRow.objects.count() > 0
    assert set(LetterRow.objects.values_list("state", "step")) == {("draft", "first")}
    assert not Message.objects.exists()


def test_drafting_twice_gives_the_same_drafts_once(paper, people) -> None:  # type: ignore[no-untyped-def]
    run = run_on(paper, people["office"])
    before = set(LetterRow.objects.values_list("letter_id", "state"))
    run_on(paper, people["office"])
    jobs.draft_letters.func(run.pk)  # a run that is over does nothing
    assert set(LetterRow.objects.values_list("letter_id", "state")) == before


def test_run_that_was_killed_in_the_middle_is_done_whole_afterwards(  # type: ignore[no-untyped-def]
    paper, people, monkeypatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(jobs, "_store_drafts", killed)
    run = LetterRun.objects.create(paper=paper, day=AFTER, made_by=people["office"])
    with pytest.raises(KeyboardInterrupt):
        jobs.draft_letters.func(run.pk)
    assert not LetterRow.objects.exists()
    monkeypatch.undo()
    jobs.draft_letters.func(run.pk)  # as the next worker does
    run.refresh_from_db()
    assert run.state == "done" and LetterRow.objects.count() == run.drafted


def test_draft_of_a_task_that_was_closed_is_dropped_with_its_reason(paper, people, draft) -> None:  # type: ignore[no-untyped-def]
    draft.entry.state = State.CLOSED
    draft.entry.save()
    run_on(paper, people["office"], AFTER + dt.timedelta(days=1))
    draft.refresh_from_db()
    assert (draft.state, draft.ending_reason) == ("discarded", jobs._NOT_NEEDED)


def test_sent_letter_is_frozen_counted_and_told(sent) -> None:  # type: ignore[no-untyped-def]
    with sent.file.open("rb") as file:
        data = file.read()
    assert hashlib.sha256(data).hexdigest() == sent.sha256
    assert sent.due_on == jobs.rules_for(sent.place).workdays.after(AFTER, 7)
    said = "".join(p["text"] for b in sent.content["blocks"] for s in b.get("sentences", ())
                   for p in s)  # fmt: skip
    assert f"{sent.due_on.year}年{sent.due_on.month}月{sent.due_on.day}日前" in said
    assert Message.objects.filter(unit__name__in=_leads(sent)).exists()
    event = Event.objects.get(act="send_letter")
    assert event.after["sha256"] == sent.sha256 and event.after["number"] == sent.number


def _leads(row) -> list[str]:  # type: ignore[no-untyped-def]
    return [u.unit.name for u in row.entry.units.all() if u.role == "lead"]


def test_sent_file_is_the_word_that_says_so(sent, tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "letter.docx"
    with sent.file.open("rb") as file:
        path.write_bytes(file.read())
    assert sent.number in read_document(path).text


def test_letter_is_sent_by_the_head_alone(draft, people) -> None:  # type: ignore[no-untyped-def]
    rules = jobs.rules_for(draft.place)
    with pytest.raises(PermissionDenied):
        letters.send(people["office"], draft, "安医改督〔2026〕1号", AFTER, rules, draft.revision)


def test_letter_is_not_sent_twice_nor_by_a_stale_page(sent, people) -> None:  # type: ignore[no-untyped-def]
    rules = jobs.rules_for(sent.place)
    with pytest.raises(InputError, match="不能发出"):
        letters.send(people["head"], sent, "安医改督〔2026〕2号", AFTER, rules, sent.revision)
    with pytest.raises(InputError, match="已被别人修改"):
        letters.send(people["head"], sent, "安医改督〔2026〕2号", AFTER, rules, 1)


@pytest.mark.parametrize(
    ("number", "day", "words"),
    [(" ", AFTER, "发文字号"), ("一号", AFTER - dt.timedelta(days=1), "不能早于认定日")],
)
def test_letter_needs_a_number_and_a_possible_day(draft, people, number, day, words) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError, match=words):
        letters.send(
            people["head"], draft, number, day, jobs.rules_for(draft.place), draft.revision
        )


def test_number_is_used_once(paper, sent, people) -> None:  # type: ignore[no-untyped-def]
    other = LetterRow.objects.filter(state="draft").first()
    with pytest.raises(InputError, match="已经用过"):
        letters.send(people["head"], other, sent.number, AFTER, jobs.rules_for(sent.place), 1)


def test_discarding_needs_a_reason_and_is_not_drafted_again_that_day(  # type: ignore[no-untyped-def]
    paper, draft, people
) -> None:
    with pytest.raises(InputError, match="理由"):
        letters.discard(people["office"], draft, " ", draft.revision)
    letters.discard(people["office"], draft, "已电话督促", draft.revision)
    run_on(paper, people["office"])
    draft.refresh_from_db()
    assert draft.state == "discarded"
    assert not LetterRow.objects.filter(entry=draft.entry, state="draft").exists()


def test_unit_answers_with_evidence_that_the_entry_keeps(sent, people) -> None:  # type: ignore[no-untyped-def]
    answer = answered(sent, people)
    (file,) = answer.files.all()
    assert file.entry == sent.entry and file.sha256 == hashlib.sha256("证".encode()).hexdigest()
    (letter,) = record_of(sent.entry.paper_id)
    assert letter.answered_on == AFTER + dt.timedelta(days=2)


def test_other_unit_does_not_answer(sent, people, place) -> None:  # type: ignore[no-untyped-def]
    from sanyi.web.units.models import Unit

    people["liaison"].unit = Unit.objects.create(place=place, name="县气象局")
    with pytest.raises(PermissionDenied):
        answered(sent, people)


def test_evidence_of_a_wrong_kind_is_refused_whole(sent, people) -> None:  # type: ignore[no-untyped-def]
    bad = SimpleUploadedFile("run.exe", b"MZ")
    with pytest.raises(InputError, match="不接受"):
        letters.answer(people["liaison"], sent, "已办", None, [bad], AFTER)
    assert not Answer.objects.exists() and not EvidenceFile.objects.exists()


def test_extension_is_asked_in_time_and_granted_by_accepting(sent, people) -> None:  # type: ignore[no-untyped-def]
    until = sent.due_on + dt.timedelta(days=20)
    with pytest.raises(InputError, match="应在"):
        letters.answer(people["liaison"], sent, "申请延期", sent.due_on, [], AFTER)
    with pytest.raises(InputError, match="已到期"):
        late = sent.due_on + dt.timedelta(days=1)
        letters.answer(people["liaison"], sent, "申请延期", until, [], late)
    answer = letters.answer(people["liaison"], sent, "申请延期", until, [], AFTER)
    letters.review(people["office"], answer, is_accepted=True, note="")
    sent.refresh_from_db()
    assert sent.extended_to == until


def test_returned_answer_is_no_answer_and_says_what_is_missing(sent, people) -> None:  # type: ignore[no-untyped-def]
    answer = answered(sent, people)
    with pytest.raises(InputError, match="缺什么"):
        letters.review(people["office"], answer, is_accepted=False, note="")
    letters.review(people["office"], answer, is_accepted=False, note="没有盖章的文件")
    assert record_of(sent.entry.paper_id)[0].answered_on is None
    with pytest.raises(InputError, match="已退回"):
        letters.review(people["office"], answer, is_accepted=True, note="")


def test_letter_closes_only_on_an_accepted_answer_with_proof(sent, people) -> None:  # type: ignore[no-untyped-def]
    day = AFTER + dt.timedelta(days=3)

    def close(reason: str = "文件已印发") -> None:
        sent.refresh_from_db()
        letters.close(people["office"], sent, reason, day, sent.revision)

    with pytest.raises(InputError, match="没有已采纳的答复"):
        close()
    bare = answered(sent, people, proof=False)
    letters.review(people["office"], bare, is_accepted=True, note="")
    with pytest.raises(InputError, match="没有佐证材料"):
        close()
    proved = answered(sent, people)
    letters.review(people["office"], proved, is_accepted=True, note="")
    with pytest.raises(InputError, match="依据什么"):
        close(" ")
    close()
    sent.refresh_from_db()
    assert (sent.state, sent.ending, sent.ending_reason) == ("closed", "rectified", "文件已印发")


def test_rectified_task_is_watched_before_it_is_written_to_again(paper, sent, people) -> None:  # type: ignore[no-untyped-def]
    letters.review(people["office"], answered(sent, people), is_accepted=True, note="")
    sent.refresh_from_db()
    letters.close(people["office"], sent, "文件已印发", AFTER + dt.timedelta(days=3), sent.revision)
    run_on(paper, people["office"], AFTER + dt.timedelta(days=10))
    assert not LetterRow.objects.filter(entry=sent.entry, state="draft").exists()
    run_on(paper, people["office"], AFTER + dt.timedelta(days=90))
    assert LetterRow.objects.filter(entry=sent.entry, state="draft", level="blue").exists()


def test_unanswered_letter_is_followed_by_the_next_colour(paper, sent, people) -> None:  # type: ignore[no-untyped-def]
    day = sent.due_on + dt.timedelta(days=1)
    run_on(paper, people["office"], day)
    after = LetterRow.objects.get(entry=sent.entry, state="draft")
    assert (after.step, after.level) == ("next", "orange")
    rules = jobs.rules_for(sent.place)
    letters.send(people["head"], after, "安医改督〔2026〕2号", day, rules, after.revision)
    sent.refresh_from_db()
    assert (sent.state, sent.ending, sent.closed_on) == ("closed", "escalated", day)


def test_next_colour_is_not_sent_over_an_answer_that_came_meanwhile(paper, sent, people) -> None:  # type: ignore[no-untyped-def]
    day = sent.due_on + dt.timedelta(days=1)
    run_on(paper, people["office"], day)
    after = LetterRow.objects.get(entry=sent.entry, state="draft")
    answered(sent, people)
    with pytest.raises(InputError, match="已经答复"):
        letters.send(people["head"], after, "二号", day, jobs.rules_for(sent.place), 1)


def test_closed_task_withdraws_its_letter(paper, sent, people) -> None:  # type: ignore[no-untyped-def]
    sent.entry.state = State.CLOSED
    sent.entry.save()
    day = AFTER + dt.timedelta(days=1)
    run_on(paper, people["office"], day)
    end = LetterRow.objects.get(entry=sent.entry, state="draft")
    assert end.step == "withdrawal"
    letters.send(people["head"], end, "安医改督〔2026〕9号", day, jobs.rules_for(sent.place), 1)
    sent.refresh_from_db()
    end.refresh_from_db()
    assert (sent.ending, end.state) == ("withdrawn", "closed")


# --- pages


def test_office_sees_drafts_and_a_liaison_does_not(as_role, draft) -> None:  # type: ignore[no-untyped-def]
    page = reverse("supervision:letter", args=[draft.pk])
    assert as_role("office").get(page).status_code == 200
    assert as_role("auditor").get(page).status_code == 200
    for role in ("liaison", "leader", "analyst"):
        assert as_role(role).get(page).status_code == 404


def test_liaison_of_another_unit_does_not_see_the_letter(as_role, sent, people, place) -> None:  # type: ignore[no-untyped-def]
    page = reverse("supervision:letter", args=[sent.pk])
    word = reverse("supervision:letter_word", args=[sent.pk])
    assert as_role("liaison").get(page).status_code == 200
    got = as_role("liaison").get(word)
    assert got.status_code == 200
    assert b"".join(got)  # read to its end, which closes the file
    from sanyi.web.units.models import Unit

    people["liaison"].unit = Unit.objects.create(place=place, name="县气象局")
    people["liaison"].save()
    assert as_role("liaison").get(page).status_code == 404
    assert as_role("liaison").get(word).status_code == 404


def test_whole_way_through_the_pages(as_role, draft) -> None:  # type: ignore[no-untyped-def]
    head, liaison, office = as_role("head"), as_role("liaison"), as_role("office")
    page = reverse("supervision:letter", args=[draft.pk])
    form = {"number": "安医改督〔2026〕1号", "day": "2026-01-05", "revision": draft.revision}
    assert office.post(reverse("supervision:send", args=[draft.pk]), form).status_code == 403
    assert head.post(reverse("supervision:send", args=[draft.pk]), form).status_code == 302
    answer = {"text": "已办，附件为证。"}
    assert office.post(reverse("supervision:answer", args=[draft.pk]), answer).status_code == 403
    answer["evidence"] = SimpleUploadedFile("a.txt", b"x")  # type: ignore[assignment]
    got = liaison.post(reverse("supervision:answer", args=[draft.pk]), answer)
    assert got.status_code == 302
    made = Answer.objects.get()
    file = made.files.get()
    got = office.get(reverse("supervision:answer_file", args=[draft.pk, file.pk]))
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(got)  # read to its end, which closes the file
    assert liaison.post(reverse("supervision:accept", args=[made.pk])).status_code == 403
    office.post(reverse("supervision:accept", args=[made.pk]), {"note": ""})
    draft.refresh_from_db()
    close = {"close-reason": "核对无误", "close-revision": draft.revision}
    assert office.post(reverse("supervision:close", args=[draft.pk]), close).status_code == 302
    assert "整改办结" in office.get(page).content.decode()


def test_drafting_begins_from_the_page_and_ends_at_the_drafts(  # type: ignore[no-untyped-def]
    as_role, paper, at_once
) -> None:
    office = as_role("office")
    begun = office.post(reverse("supervision:draft"), {"paper": paper.pk, "day": "2026-01-05"})
    assert "起草了" in office.get(begun.headers["Location"], follow=True).content.decode()
    assert as_role("liaison").post(reverse("supervision:draft")).status_code == 403


def test_letter_without_a_number_comes_back_with_the_form(as_role, draft) -> None:  # type: ignore[no-untyped-def]
    page = reverse("supervision:send", args=[draft.pk])
    answer = as_role("head").post(page, {"revision": draft.revision, "day": "2026-01-05"})
    assert answer.status_code == 400 and "这个字段是必填项" in answer.content.decode()


def test_ticked_drafts_go_out_with_running_numbers(as_role, paper, people, draft) -> None:  # type: ignore[no-untyped-def]
    drafts = list(LetterRow.objects.filter(state="draft")[:3])
    stale = f"{drafts[2].pk}-{drafts[2].revision + 1}"
    ticked = [f"{d.pk}-{d.revision}" for d in drafts[:2]]
    form = {"number_form": "安医改督〔2026〕{}号", "day": "2026-01-05", "letter": [*ticked, stale]}
    page = reverse("supervision:send_many")
    assert as_role("office").post(page, form).status_code == 403
    shown = as_role("head").post(page, form, follow=True).content.decode()
    assert "已发出2份" in shown and "没有发出" in shown
    numbers = LetterRow.objects.filter(state="sent").values_list("number", flat=True)
    assert set(numbers) == {"安医改督〔2026〕1号", "安医改督〔2026〕2号"}
    bad = form | {"number_form": "没有位置"}
    assert as_role("head").post(page, bad).status_code == 400
    assert (
        "请勾选"
        in as_role("head").post(page, form | {"letter": ["x"]}, follow=True).content.decode()
    )


@pytest.fixture
def with_figure(draft):  # type: ignore[no-untyped-def]
    """A draft that prints a figure, as drafts do where data were loaded."""
    document = document_from_record(draft.content)
    said = Paragraph((say("县域就诊率为{}。", figure("0.85", 9)),))
    document = replace(document, blocks=(*document.blocks, said))
    draft.content = document_as_record(document)
    draft.save()
    store = FigureStore(workspace_folder(settings.HOME, draft.place.code))
    store.add([figure("0.91", 9)])  # what a later run computed
    return draft


def test_figure_of_a_sent_letter_is_explained_as_it_was_sent(as_role, people, with_figure) -> None:  # type: ignore[no-untyped-def]
    sent = letters.send(
        people["head"],
        with_figure,
        "安医改督〔2026〕1号",
        AFTER,
        jobs.rules_for(with_figure.place),
        1,
    )
    head = as_role("head")
    address = f"{reverse('figures:explain', args=[figure('0.85', 9).id])}?issued=letter-{sent.pk}"
    page = head.get(reverse("supervision:letter", args=[sent.pk])).content.decode()
    assert f'href="{address}"' in page
    told = head.get(address).content.decode()
    assert "发出时的数字" in told and sent.number in told and "85.00%" in told
    assert "现在的值是" in told and "91.00%" in told


def test_figures_of_a_draft_are_those_of_now(as_role, with_figure) -> None:  # type: ignore[no-untyped-def]
    head = as_role("head")
    address = reverse("figures:explain", args=[figure("0.85", 9).id])
    page = head.get(reverse("supervision:letter", args=[with_figure.pk])).content.decode()
    assert f'href="{address}"' in page and "issued=" not in page
    asked = head.get(address, {"issued": f"letter-{with_figure.pk}"})
    assert asked.status_code == 404
