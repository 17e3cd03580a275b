"""医改办：发起、提醒、逐条处理、结束、形成新稿。"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from sanyi.bulletin.drafts import lines_of
from sanyi.bulletin.opinions import AnswerKind, Outcome
from sanyi.bulletin.workdays import load_workdays
from sanyi.documents import GONE_WHEN_ACCEPTED, GONE_WHEN_REJECTED, read_bytes
from sanyi.kernel import InputError
from sanyi.web.acts.chain import verify
from sanyi.web.acts.models import ChainHead, Event
from sanyi.web.consultations import adapters, answers, decisions, pages, service
from sanyi.web.consultations.answers import Written
from sanyi.web.consultations.decisions import Decision
from sanyi.web.consultations.models import OpinionRow, Round
from sanyi.web.papers.adapters import ledger_from_record
from web.consultations.conftest import HEALTH, INSURANCE, SILENT, after_the_day


@pytest.fixture
def opinion(people, health, clause) -> OpinionRow:  # type: ignore[no-untyped-def]
    written = Written(clause, "稳定在90%以上", "指标偏低。", "稳定在92%以上")
    row = answers.add_opinion(people[HEALTH], health, written)
    answers.hand_in(people[HEALTH], health, AnswerKind.OPINIONS)
    return row


def accept(people, opinion, text: str) -> OpinionRow:  # type: ignore[no-untyped-def]
    row = opinion.passage
    row.refresh_from_db()
    seen = decisions.seal(row, text)
    made = Decision(Outcome.ACCEPTED, "", text, seen)
    return decisions.decide(people["office"], opinion, made, opinion.revision)


# --- opening


def test_draft_is_proposed_with_the_units_it_names(as_role, draft) -> None:  # type: ignore[no-untyped-def]
    client = as_role("office")
    assert draft.title in client.get(reverse("consultations:list")).content.decode()
    text = client.get(reverse("consultations:open", args=[draft.slug])).content.decode()
    assert f'value="{SILENT}" checked' in text and f'value="{INSURANCE}" checked' in text
    assert "文件写的 2026-02-27 已过" in text or "文件写明" in text


def test_printed_day_is_proposed_while_it_is_ahead(draft) -> None:  # type: ignore[no-untyped-def]
    version, days = draft.versions.get(), load_workdays()
    day, source = service.proposed_due(version, dt.date(2026, 2, 9), days)
    assert day == dt.date(2026, 2, 27) and "无意见也请反馈" in source
    day, source = service.proposed_due(version, dt.date(2026, 2, 28), days)
    assert day == days.after(dt.date(2026, 2, 28), 10) and "已过" in source


def test_round_is_opened_from_the_page(as_role, draft, due_on) -> None:  # type: ignore[no-untyped-def]
    answer = as_role("office").post(
        reverse("consultations:open", args=[draft.slug]),
        {"due_on": due_on.isoformat(), "units": [HEALTH], "more": "县红十字会\n\n", "note": ""},
    )
    opened = Round.objects.get()
    assert answer.headers["Location"] == reverse("consultations:round", args=[opened.pk])
    assert {i.unit.name for i in opened.invitations.all()} == {HEALTH, "县红十字会"}
    draft.refresh_from_db()
    assert draft.state == "consulting"
    assert Event.objects.get(act="open_consultation").after["units"] == [HEALTH, "县红十字会"]


@pytest.mark.parametrize("day", ["2020-01-02", "saturday"])
def test_day_that_is_no_use_is_refused(as_role, draft, day) -> None:  # type: ignore[no-untyped-def]
    if day == "saturday":
        ahead = (timezone.localdate() + dt.timedelta(days=n) for n in range(1, 40))
        day = next(d for d in ahead if not load_workdays().is_workday(d)).isoformat()
    address = reverse("consultations:open", args=[draft.slug])
    answer = as_role("office").post(address, {"due_on": day, "units": [HEALTH]})
    assert answer.status_code == 400 and not Round.objects.exists()


def test_round_without_units_is_refused(as_role, draft, due_on) -> None:  # type: ignore[no-untyped-def]
    address = reverse("consultations:open", args=[draft.slug])
    answer = as_role("office").post(address, {"due_on": due_on.isoformat()})
    assert "没有选征求意见的单位" in answer.content.decode()


def test_document_in_force_is_not_put_to_units(as_role, people, paper, due_on) -> None:  # type: ignore[no-untyped-def]
    address = reverse("consultations:open", args=[paper.slug])
    assert as_role("office").get(address).status_code == 404
    with pytest.raises(InputError, match="不能征求意见"):
        service.open_round(people["office"], paper.versions.get(), [HEALTH], due_on)


def test_draft_that_is_out_is_not_put_out_twice(people, draft, round_, due_on) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError, match="征求意见"):
        service.open_round(people["office"], draft.versions.get(), [HEALTH], due_on)


@pytest.mark.parametrize("role", ["leader", "analyst", "auditor", "liaison", "institution"])
def test_only_the_office_opens(as_role, people, draft, due_on, role) -> None:  # type: ignore[no-untyped-def]
    address = reverse("consultations:open", args=[draft.slug])
    assert as_role(role).get(address).status_code == 403
    with pytest.raises(PermissionDenied):
        service.open_round(people[role], draft.versions.get(), [HEALTH], due_on)


# --- the office's page


def test_silent_unit_is_named_and_never_counted_as_consent(as_role, round_, opinion) -> None:  # type: ignore[no-untyped-def]
    text = as_role("office").get(reverse("consultations:round", args=[round_.pk])).content.decode()
    assert "未反馈（不视为同意）" in text and "2 个单位" in text
    assert text.count("未反馈</span>") == 2 and "有意见</span>" in text


def test_matrix_counts_opinions_where_they_were_made(people, round_, opinion, clause) -> None:  # type: ignore[no-untyped-def]
    found = pages.for_office(people["office"], round_)["matrix"]
    column = [pk for pk, _, _ in found["heads"]].index(clause.pk)
    by_unit = {answer.invitation.unit.name: cells for answer, cells in found["rows"]}
    assert (by_unit[HEALTH][column].count, by_unit[HEALTH][column].undecided) == (1, 1)
    assert by_unit[HEALTH][column].is_named and not by_unit[INSURANCE][column].is_named
    assert sum(c.count for cells in by_unit.values() for c in cells) == 1


@pytest.mark.parametrize("role", ["leader", "auditor", "analyst"])
def test_readers_see_the_round_and_decide_nothing(as_role, round_, opinion, role) -> None:  # type: ignore[no-untyped-def]
    client = as_role(role)
    for name in ("round", "text"):
        assert client.get(reverse(f"consultations:{name}", args=[round_.pk])).status_code == 200
    assert client.get(reverse("consultations:decide", args=[opinion.pk])).status_code == 403
    for name in ("summary", "replies", "redline", "workbook", "effect", "due", "reminders"):
        assert client.get(reverse(f"consultations:{name}", args=[round_.pk])).status_code == 403
    assert client.post(reverse("consultations:close", args=[round_.pk])).status_code == 403


def test_reminders_name_the_silent_units_only(as_role, round_, opinion) -> None:  # type: ignore[no-untyped-def]
    client = as_role("office")
    address = reverse("consultations:reminders", args=[round_.pk])
    text = client.get(address).content.decode()
    assert f"{SILENT}：《" in text and f"{HEALTH}：《" not in text and "不反馈不视为同意" in text
    client.post(address)
    assert round_.invitations.filter(reminded_at__isnull=False).count() == 2
    assert Event.objects.get(act="remind").after["units"] == [INSURANCE, SILENT]
    file = client.get(reverse("consultations:reminders_file", args=[round_.pk]))
    assert SILENT in file.content.decode("utf-8-sig")


def test_day_is_moved_with_a_reason(as_role, people, round_, due_on) -> None:  # type: ignore[no-untyped-def]
    later = load_workdays().after(due_on, 3)
    with pytest.raises(InputError, match="须写明理由"):
        service.move_due(people["office"], round_, later, " ", 0)
    data = {"due_on": later.isoformat(), "reason": "会议冲突", "revision": 0}
    as_role("office").post(reverse("consultations:due", args=[round_.pk]), data)
    round_.refresh_from_db()
    assert round_.due_on == later
    with pytest.raises(InputError, match="已被别人修改"):
        service.move_due(people["head"], round_, due_on, "再改", 0)


@pytest.mark.parametrize(
    ("today", "due", "left"),
    [("2026-02-13", "2026-02-24", 2), ("2026-02-24", "2026-02-24", 0), ("2026-02-25", "2026-02-24", -1)],
)  # fmt: skip
def test_working_days_leave_out_the_spring_festival(today: str, due: str, left: int) -> None:
    # 14 February is worked in exchange, 15 to 23 February is the holiday, 24 February is worked
    days = pages.workdays_left(dt.date.fromisoformat(today), dt.date.fromisoformat(due))
    assert days == left


# --- decisions


def test_effect_is_shown_before_an_opinion_is_accepted(as_role, opinion, clause) -> None:  # type: ignore[no-untyped-def]
    client, address = as_role("office"), reverse("consultations:decide", args=[opinion.pk])
    first = client.get(address).content.decode()
    assert "稳定在92%以上" in first  # the proposal stands in the wording to begin from
    data = {"outcome": "accepted", "reason": "", "revision": 0,
            "wording": clause.text.replace("90%", "92%")}  # fmt: skip
    shown = client.post(address, data)
    text = shown.content.decode()
    assert "对台账的影响" in text and "目标" in text and "看过影响，确认" in text
    opinion.refresh_from_db()
    assert opinion.outcome == ""
    seen = shown.context["form"]["seen"].value()
    answer = client.post(address, data | {"seen": seen, "confirm": "1"})
    assert answer.status_code == 302
    opinion.refresh_from_db()
    clause.refresh_from_db()
    assert opinion.outcome == "accepted" and "92%" in clause.decided and "90%" in clause.text
    assert Event.objects.filter(act="decide_opinion", after__outcome="accepted").count() == 1


def test_wording_whose_effect_was_not_shown_is_refused(people, opinion, clause) -> None:  # type: ignore[no-untyped-def]
    shown = decisions.seal(clause, clause.text.replace("90%", "92%"))
    other = Decision(Outcome.ACCEPTED, "", clause.text.replace("90%", "99%"), shown)
    for made in (other, Decision(Outcome.ACCEPTED, "", other.wording, "forged")):
        with pytest.raises(InputError, match="影响还没有看过"):
            decisions.decide(people["office"], opinion, made, 0)
    clause.refresh_from_db()
    assert clause.decided == clause.text


def test_effect_seen_before_another_change_must_be_seen_again(people, opinion, clause) -> None:  # type: ignore[no-untyped-def]
    text = clause.text.replace("90%", "92%")
    seen = decisions.seal(clause, text)
    other = clause.text.replace("2个", "3个")
    decisions.reword(people["office"], clause, other, "更正", decisions.seal(clause, other))
    with pytest.raises(InputError, match="影响还没有看过"):
        decisions.decide(people["office"], opinion, Decision(Outcome.ACCEPTED, "", text, seen), 0)


@pytest.mark.parametrize("outcome", [Outcome.PARTLY, Outcome.REFUSED])
def test_reason_is_needed_unless_accepted_whole(people, opinion, clause, outcome) -> None:  # type: ignore[no-untyped-def]
    made = Decision(outcome, "", clause.text, decisions.seal(clause, clause.text))
    with pytest.raises(InputError, match="须写明理由"):
        decisions.decide(people["office"], opinion, made, 0)


def test_refusal_leaves_the_text(people, opinion, clause) -> None:  # type: ignore[no-untyped-def]
    made = Decision(Outcome.REFUSED, "省级文件明确要求", "别的文字")
    decisions.decide(people["office"], opinion, made, 0)
    clause.refresh_from_db()
    assert clause.decided == clause.text


def test_second_decision_does_not_overwrite_the_first(people, opinion) -> None:  # type: ignore[no-untyped-def]
    made = Decision(Outcome.REFUSED, "理由")
    decisions.decide(people["office"], opinion, made, 0)
    with pytest.raises(InputError, match="已被别人修改"):
        decisions.decide(people["head"], opinion, made, 0)


def test_decided_opinion_is_not_taken_back(people, opinion, health) -> None:  # type: ignore[no-untyped-def]
    decisions.decide(people["office"], opinion, Decision(Outcome.REFUSED, "理由"), 0)
    health.refresh_from_db()
    with pytest.raises(InputError, match="不能撤回"):
        answers.take_back(people[HEALTH], health)


def test_opinion_taken_back_is_not_decided(people, opinion, health) -> None:  # type: ignore[no-untyped-def]
    answers.take_back(people[HEALTH], health)
    with pytest.raises(InputError, match="已撤回"):
        decisions.decide(people["office"], opinion, Decision(Outcome.REFUSED, "理由"), 0)


def test_liaison_decides_nothing(people, as_role, opinion) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PermissionDenied):
        decisions.decide(people[HEALTH], opinion, Decision(Outcome.REFUSED, "理由"), 0)
    address = reverse("consultations:decide", args=[opinion.pk])
    assert as_role(HEALTH).get(address).status_code == 403


def test_text_is_changed_without_an_opinion_only_with_a_reason(as_role, clause) -> None:  # type: ignore[no-untyped-def]
    client, address = as_role("office"), reverse("consultations:reword", args=[clause.pk])
    data = {"wording": clause.text + "\n新增一段。", "reason": ""}
    assert client.post(address, data).status_code == 400
    shown = client.post(address, data | {"reason": "补充"})
    seen = shown.context["form"]["seen"].value()
    client.post(address, data | {"reason": "补充", "seen": seen, "confirm": "1"})
    clause.refresh_from_db()
    assert clause.decided.endswith("\n新增一段。")
    assert Event.objects.filter(reason="补充", after__passage=clause.key).exists()


# --- closing


@pytest.fixture
def decided(people, round_, opinion, insurance) -> Round:  # type: ignore[no-untyped-def]
    """The day has passed: one opinion accepted, one unit without any, one silent."""
    answers.hand_in(people[INSURANCE], insurance, AnswerKind.NIL)
    accept(people, opinion, opinion.passage.text.replace("90%", "92%"))
    return after_the_day(round_)


@pytest.fixture
def closed(people, decided) -> Round:  # type: ignore[no-untyped-def]
    return service.close_round(people["head"], decided, 0)


def test_round_is_not_closed_while_somebody_has_time(people, round_) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError, match="还没有过截止日"):
        service.close_round(people["head"], round_, 0)


def test_round_is_not_closed_with_an_opinion_undecided(people, round_, opinion) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError, match="1 条意见没有处理"):
        service.close_round(people["head"], after_the_day(round_), 0)


def test_only_the_head_closes(people, round_, as_role) -> None:  # type: ignore[no-untyped-def]
    after_the_day(round_)
    with pytest.raises(PermissionDenied):
        service.close_round(people["office"], round_, 0)
    address = reverse("consultations:close", args=[round_.pk])
    assert as_role("office").post(address).status_code == 403


def test_closing_names_the_silent_and_frees_the_draft(people, as_role, decided, draft) -> None:  # type: ignore[no-untyped-def]
    round_ = decided
    as_role("head").post(reverse("consultations:close", args=[round_.pk]), {"revision": 0})
    draft.refresh_from_db()
    assert draft.state == "proofreading"
    event = Event.objects.get(act="close_consultation")
    assert event.after["silent"] == [SILENT] and event.after["opinions"] == 1
    with pytest.raises(InputError, match="已结束"):
        service.move_due(people["office"], round_, timezone.localdate(), "晚了", 1)
    assert not list(verify(Event.objects.all(), ChainHead.objects.get()))


def without_numbers(lines: list[str]) -> list[str]:
    """The draft numbers its clauses by itself: (三) is struck, so (四) becomes (三)."""
    return [re.sub(r"^（[一二三四五六七八九十]+）", "", line) for line in lines]


def content(version) -> bytes:  # type: ignore[no-untyped-def]
    with version.file.open("rb") as file:
        return bytes(file.read())


def test_next_version_holds_the_decided_text_and_the_draft_stays(  # type: ignore[no-untyped-def]
    people, as_role, closed, draft
) -> None:
    round_ = closed
    first = draft.versions.get(number=1)
    before = content(first)
    as_role("office").post(reverse("consultations:version", args=[round_.pk]))
    second = draft.versions.get(number=2)
    passages, _ = adapters.read_version(second)
    wanted = [t for row in round_.passages.all() for t in row.decided.split("\n") if t]
    assert without_numbers(lines_of(passages)) == without_numbers(wanted)
    ledger = ledger_from_record(second.reading)
    entry = next(e for e in ledger.entries if e.id == "anhe-2026-draft#1")
    assert "92%" in entry.text and entry.targets[1].value == 92
    first.refresh_from_db()
    assert content(first) == before
    with pytest.raises(InputError, match="已形成第2版"):
        service.make_next_version(people["office"], round_)


def test_no_next_version_before_the_end_or_without_a_change(people, round_, opinion) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError, match="还没有结束"):
        service.make_next_version(people["office"], round_)
    decisions.decide(people["office"], opinion, Decision(Outcome.REFUSED, "理由"), 0)
    service.close_round(people["head"], after_the_day(round_), 0)
    with pytest.raises(InputError, match="没有变化"):
        service.make_next_version(people["office"], round_)


def test_draft_can_be_put_out_again_after_the_first_round(  # type: ignore[no-untyped-def]
    people, closed, due_on
) -> None:
    version = service.make_next_version(people["office"], closed)
    again = service.open_round(people["office"], version, [HEALTH], due_on)
    assert again.number == 2
    assert "92%" in again.passages.get(key="anhe-2026-draft#1").text


def test_redline_goes_from_the_draft_to_the_next_version(  # type: ignore[no-untyped-def]
    as_role, closed
) -> None:
    round_ = closed
    data = as_role("office").get(reverse("consultations:redline", args=[round_.pk])).content
    document = read_bytes(data, "redline.docx")
    rows = list(round_.passages.all())
    for without, texts in (
        (GONE_WHEN_REJECTED, [r.text for r in rows]),
        (GONE_WHEN_ACCEPTED, [r.decided for r in rows]),
    ):
        lines = [line for line in document.view(without).text.split("\n") if line.strip()]
        wanted = [line for text in texts for line in text.split("\n") if line]
        assert without_numbers(lines) == without_numbers(wanted)


def test_nothing_is_sent_out_while_the_round_is_open(as_role, round_) -> None:  # type: ignore[no-untyped-def]
    address = reverse("consultations:replies", args=[round_.pk])
    assert as_role("office").get(address).status_code == 400


def test_files_of_a_closed_round(as_role, closed, health) -> None:  # type: ignore[no-untyped-def]
    client, round_ = as_role("office"), closed
    replies = reverse("consultations:replies", args=[round_.pk])
    for name in ("summary", "workbook"):
        answer = client.get(reverse(f"consultations:{name}", args=[round_.pk]))
        assert answer.content.startswith(b"PK")
        assert answer.headers["Content-Disposition"].startswith("attachment")
    with zipfile.ZipFile(io.BytesIO(client.get(replies).content)) as archive:
        assert archive.namelist() == [f"复函（{HEALTH}）.docx", f"复函（{INSURANCE}）.docx"]
    own = reverse("consultations:reply", args=[round_.pk, health.pk])
    assert as_role(HEALTH).get(own).content.startswith(b"PK")
    assert as_role(INSURANCE).get(own).status_code == 404
    silent = round_.invitations.get(unit__name=SILENT)
    gone = reverse("consultations:reply", args=[round_.pk, silent.pk])
    assert client.get(gone).status_code == 404


def test_whole_effect_and_text_pages_show_what_was_decided(as_role, decided) -> None:  # type: ignore[no-untyped-def]
    client, round_ = as_role("office"), decided
    effect = client.get(reverse("consultations:effect", args=[round_.pk])).content.decode()
    assert "92%" in effect and "（一）" in effect
    text = client.get(reverse("consultations:text", args=[round_.pk])).content.decode()
    assert "<del>90%</del>" in text and "<ins>92%</ins>" in text


def test_office_of_another_place_finds_nothing(round_, opinion, people) -> None:  # type: ignore[no-untyped-def]
    from django.test import Client

    from sanyi.web import office
    from sanyi.web.acts.matrix import Role
    from sanyi.web.units.models import Place

    other = Place.objects.create(code="other", name="别县")
    person = office.add_person(
        "other", "别县", Role.HEAD, other, None, "Anhe-2025-test", must_change=False
    )
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    for name in ("round", "text", "effect", "summary", "redline", "reminders"):
        assert client.get(reverse(f"consultations:{name}", args=[round_.pk])).status_code == 404
    assert client.get(reverse("consultations:decide", args=[opinion.pk])).status_code == 404
    assert client.post(reverse("consultations:close", args=[round_.pk])).status_code == 404


# --- drafts in other shapes


@pytest.fixture
def annexed(place, people, due_on) -> Round:  # type: ignore[no-untyped-def]
    """A round on a document with an annexed ledger: its rows are passages, too."""
    from sanyi.web import office
    from web.conftest import sample, sample_ledger

    paper = office.take_in(place, sample(), people["office"], ledger=sample_ledger())
    return service.open_round(people["office"], paper.versions.get(), [HEALTH], due_on)


def test_row_of_a_table_is_changed_cell_by_cell(people, as_role, annexed) -> None:  # type: ignore[no-untyped-def]
    row = annexed.passages.get(key="anhe-2025#annex/2")
    client, address = as_role("office"), reverse("consultations:reword", args=[row.pk])
    typed = decisions.typed(row, row.text)
    assert len(typed.split("\n")) == len(row.layout["cells"])
    lines = typed.split("\n")
    lines[-1] = f"{lines[-1]}（待定）"
    data = {"wording": "\r\n".join(lines), "reason": "更正"}
    shown = client.post(address, data)
    seen = shown.context["form"]["seen"].value()
    assert client.post(address, data | {"seen": seen, "confirm": "1"}).status_code == 302
    row.refresh_from_db()
    assert row.decided == f"{row.text}（待定）"
    too_many = client.post(address, data | {"wording": typed + "\n多一格\n再多一格"})
    assert too_many.status_code == 400 and "格" in too_many.content.decode()


def test_next_version_of_a_document_with_a_table_is_exact(people, annexed) -> None:  # type: ignore[no-untyped-def]
    row = annexed.passages.get(key="anhe-2025#annex/2")
    decisions.reword(people["office"], row, "", "并入第一项", decisions.seal(row, ""))
    service.close_round(people["head"], after_the_day(annexed), 0)
    version = service.make_next_version(people["office"], annexed)
    _, ledger = adapters.read_version(version)
    ids = [e.id for e in ledger.entries]
    assert "anhe-2025#annex/1" in ids and "anhe-2025#annex/2" not in ids
    before = [e.id for e in ledger_from_record(annexed.version.reading).entries]
    assert [i for i in before if i != "anhe-2025#annex/2"] == ids


def test_plain_text_draft_is_put_to_the_units(people, place, due_on, tmp_path) -> None:  # type: ignore[no-untyped-def]
    from sanyi.web import office

    path = tmp_path / "anhe-2027.txt"
    path.write_text(
        "安禾县2027年医改重点工作任务（征求意见稿）\n一、深化改革\n"
        "（一）推进检查检验结果互认。年底前互认项目达到~~60~~80项（牵头单位：县卫生健康局）。\n"
        "（二）建立基金预付制度。年底前完成（牵头单位：县医疗保障局）。\n",
        "utf-8",
    )
    paper = office.take_in(place, path, people["office"])
    found = service.open_round(people["office"], paper.versions.get(), [HEALTH], due_on)
    row = found.passages.get(key="anhe-2027#1")
    assert "80项" in row.text and "60" not in row.text and row.layout["struck"] == ["60"]


# --- passages that are added


def add(client, row, text: str, **more: str):  # type: ignore[no-untyped-def]
    """Preview what is added behind a passage, and confirm it."""
    address = reverse("consultations:add_behind", args=[row.pk])
    data = {"added": text, "reason": "补充", **more}
    shown = client.post(address, data)
    assert shown.status_code == 200, shown.context["form"].errors
    seen = shown.context["form"]["seen"].value()
    assert client.post(address, data | {"seen": seen, "confirm": "1"}).status_code == 302
    return shown


def closed_version(people, round_):  # type: ignore[no-untyped-def]
    service.close_round(people["head"], after_the_day(round_), 0)
    return service.make_next_version(people["office"], round_)


def test_row_is_added_to_the_table_and_is_in_the_ledger(people, as_role, annexed) -> None:  # type: ignore[no-untyped-def]
    row = annexed.passages.get(key="anhe-2025#annex/2")
    cells = [
        "99",
        "试行日间手术。年底前开展日间手术病种30个。",
        "县卫生健康局",
        "县医疗保障局",
        "年底前",
    ]
    count = len(row.layout["cells"])
    typed = "\r\n".join((cells + [""] * count)[:count])
    shown = add(as_role("office"), row, typed)
    assert "日间手术" in shown.content.decode() and shown.context["effect"].rows
    new = annexed.passages.get(layout__added=True)
    assert new.position == row.position + 1 and new.text == ""
    page = as_role("office").get(reverse("consultations:text", args=[annexed.pk])).content.decode()
    assert "新增" in page and "试行日间手术" in page
    assert Event.objects.filter(reason="补充", after__passage=new.key).exists()
    version = closed_version(people, annexed)
    passages, ledger = adapters.read_version(version)
    assert new.decided.rstrip("\t") in lines_of(passages)
    assert any("日间手术" in e.text for e in ledger.entries)
    data = as_role("office").get(reverse("consultations:redline", args=[annexed.pk])).content
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.read("word/document.xml").count(b"<w:trPr><w:ins ") == 1


def test_clause_is_added_for_an_opinion_and_named_in_the_summary(  # type: ignore[no-untyped-def]
    people, as_role, round_, opinion
) -> None:
    client, address = as_role("office"), reverse("consultations:decide", args=[opinion.pk])
    row = opinion.passage
    data = {"outcome": "accepted", "reason": "", "wording": row.text, "revision": 0,
            "added": "（二）开展日间手术。年底前病种达到30个（牵头单位：县卫生健康局）。"}  # fmt: skip
    shown = client.post(address, data)
    seen = shown.context["form"]["seen"].value()
    assert [c.change.value for c in shown.context["effect"].rows][:1]
    other = client.post(address, data | {"seen": seen, "confirm": "1", "added": "（二）别的。"})
    assert other.status_code == 400 and "还没有看过" in other.content.decode()
    assert client.post(address, data | {"seen": seen, "confirm": "1"}).status_code == 302
    opinion.refresh_from_db()
    assert opinion.added.decided == data["added"]
    [found] = adapters.round_of(round_).opinions
    assert "其后新增：（二）开展日间手术" in found.wording
    passages, ledger = adapters.read_version(closed_version(people, round_))
    lines = lines_of(passages)
    at = lines.index(data["added"])
    assert lines[at - 1] == row.text and lines[at + 1].startswith("（三）推进检查检验结果互认")
    assert [e.number for e in ledger.entries if "日间手术" in e.text] == ["（二）"]


def test_units_do_not_see_what_the_office_adds_while_they_answer(as_role, round_, clause) -> None:  # type: ignore[no-untyped-def]
    add(as_role("office"), clause, "（二）开展日间手术。")
    page = as_role(HEALTH).get(reverse("consultations:answer", args=[round_.pk]))
    assert "日间手术" not in page.content.decode()


def test_nothing_is_added_without_text_or_with_too_many_cells(as_role, annexed) -> None:  # type: ignore[no-untyped-def]
    row = annexed.passages.get(key="anhe-2025#annex/2")
    address = reverse("consultations:add_behind", args=[row.pk])
    client = as_role("office")
    assert client.post(address, {"added": "", "reason": "补充"}).status_code == 400
    much = "\n".join(str(n) for n in range(len(row.layout["cells"]) + 1))
    assert client.post(address, {"added": much, "reason": "补充"}).status_code == 400
    assert not annexed.passages.filter(layout__added=True).exists()


def test_corrections_are_replayed_on_the_version_made(people, draft, due_on) -> None:  # type: ignore[no-untyped-def]
    from sanyi.ledger import CorrectedField
    from sanyi.web.papers import service as papers
    from sanyi.web.papers.queries import corrected_version

    first = draft.versions.get()
    entry = next(e for e in ledger_from_record(first.reading).entries if e.number == "（四）")
    field = CorrectedField.TITLE
    papers.correct(people["office"], first, entry.id, {field: "更正过的标题"}, note="核对")
    opened = service.open_round(people["office"], first, [HEALTH], due_on)
    row = opened.passages.get(key="anhe-2026-draft#1")
    text = row.text.replace("90%", "92%")
    decisions.reword(people["office"], row, text, "更正", decisions.seal(row, text))
    version = closed_version(people, opened)
    after = corrected_version(version)
    assert [o.value for o in after.outcomes] == ["applied"]
    assert any(getattr(e, "title", "") == "更正过的标题" for e in after.ledger.entries)
    assert version.layout is not None and draft.corrections.get().outcome == "applied"
