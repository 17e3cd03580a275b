"""Three colours by rule: first letter, next colour, withdrawal, answers and extensions."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.written import HEAD, HISTORIES, LEDGER, texts, unresolved
from sanyi.bulletin import figures_of
from sanyi.bulletin.escalation import load_rules
from sanyi.bulletin.letter import compose_letter
from sanyi.bulletin.letter_record import load_record, record_as_toml
from sanyi.bulletin.letters import (
    Letter,
    Outcome,
    Step,
    next_letters,
    talks_due,
    with_answer,
    with_issued,
)
from sanyi.kernel import DefinitionError, InputError, ShapeError
from sanyi.targets import Binding, Evidence, Status, TaskVerdict, assess
from targets.made import entry, ledger, target

RULES = load_rules()
ID = "anhe-2025#3"


def _judged() -> TaskVerdict:
    item = target()
    evidence = Evidence(
        {"v": HISTORIES["visits"]}, {item.id: Binding(item.id, "v", "岗", dt.date(2025, 3, 1))}
    )
    return assess(ledger(entry(item)), evidence, dt.date(2025, 9, 30))[0]


JUDGED = _judged()


def task(status: Status = Status.LAGGING) -> TaskVerdict:
    return replace(JUDGED, status=status)


def day(month: int, number: int) -> dt.date:
    return dt.date(2025, month, number)


def due(
    today: dt.date, *issued: Letter, status: Status = Status.LAGGING
) -> list[tuple[Step, str, dt.date | None]]:
    found = next_letters([task(status)], issued, today, RULES)
    return [(n.step, n.level, n.due_on) for n in found]


def made(level: str, on: dt.date, until: dt.date) -> Letter:
    return Letter(f"{ID}/{level}@{on}", ID, Step.FIRST, level, on, until)


# 2025年4月10日是周四；4月21日为其后第7个工作日
BLUE = made("blue", day(4, 10), day(4, 21))
ORANGE = made("orange", day(4, 22), day(4, 30))
RED = made("red", day(5, 6), day(5, 15))


def test_first_letter_of_a_lagging_task_is_blue() -> None:
    assert due(day(4, 10)) == [(Step.FIRST, "blue", day(4, 21))]


def test_answer_days_leave_out_holidays_and_count_worked_weekends() -> None:
    # 9月28日（周日）上班，10月1日至8日放假，10月11日（周六）上班：29、30，9、10、11、13、14
    assert due(day(9, 28)) == [(Step.FIRST, "blue", day(10, 14))]


@pytest.mark.parametrize(
    ("today", "issued", "wanted"),
    [
        (day(4, 21), (BLUE,), []),
        # 29 Apr is the fifth: 23 24 25 27(Sunday worked) 28 29 30
        (day(4, 22), (BLUE,), [(Step.NEXT, "orange", day(4, 30))]),
        (day(4, 30), (ORANGE,), []),
        (day(5, 6), (ORANGE,), [(Step.NEXT, "red", day(5, 15))]),
        (day(8, 1), (RED,), []),
    ],
)
def test_next_colour_comes_the_day_after_the_limit(today, issued, wanted) -> None:
    assert due(today, *issued) == wanted


@pytest.mark.parametrize("status", [Status.MET, Status.ON_COURSE, Status.NO_DATA])
def test_task_that_is_not_late_gets_no_letter(status: Status) -> None:
    assert due(day(4, 10), status=status) == []


@pytest.mark.parametrize("status", [Status.MET, Status.ON_COURSE])
def test_letter_is_withdrawn_when_the_figure_recovers(status: Status) -> None:
    assert due(day(4, 15), BLUE, status=status) == [(Step.WITHDRAWAL, "blue", None)]


def test_letter_is_withdrawn_when_the_task_is_closed() -> None:
    closed = replace(task(), is_closed=True)
    (found,) = next_letters([closed], (BLUE,), day(4, 15), RULES)
    assert found.step is Step.WITHDRAWAL and "销号" in found.why


def test_relapse_after_a_withdrawal_begins_again_with_blue() -> None:
    record = with_issued((BLUE,), next_letters([task(Status.MET)], (BLUE,), day(4, 15), RULES))
    assert [n.outcome for n in record] == [Outcome.WITHDRAWN, None]
    assert due(day(5, 6), *record) == [(Step.FIRST, "blue", day(5, 15))]


def test_data_that_vanish_do_not_excuse_a_missing_answer() -> None:
    assert due(day(4, 22), BLUE, status=Status.NO_DATA)[0][:2] == (Step.NEXT, "orange")
    answered = with_answer((BLUE,), BLUE.id, day(4, 18), "正在补报")
    assert due(day(8, 1), *answered, status=Status.NO_DATA) == []


def test_timely_answer_gives_a_watch_before_the_next_colour() -> None:
    record = with_answer((BLUE,), BLUE.id, day(4, 18), "已增派医师")
    last = RULES.workdays.after(day(4, 18), RULES.watch_working_days)
    assert due(last, *record) == []
    (found,) = next_letters([task()], record, last + dt.timedelta(days=1), RULES)
    assert found.level == "orange" and "观察期满" in found.why


def test_late_answer_gives_no_watch() -> None:
    record = with_answer((BLUE,), BLUE.id, day(4, 23), "迟复")
    (found,) = next_letters([task()], record, day(4, 24), RULES)
    assert found.level == "orange" and "迟于2025-04-21" in found.why


def test_extension_moves_the_limit_if_asked_in_time() -> None:
    record = with_answer((BLUE,), BLUE.id, day(4, 21), "申请延期", day(5, 30))
    assert due(day(5, 30), *record) == []
    with pytest.raises(InputError, match="SUP-013"):
        with_answer((BLUE,), BLUE.id, day(4, 22), "申请延期", day(5, 30))
    with pytest.raises(InputError, match="SUP-013"):
        with_answer((BLUE,), BLUE.id, day(4, 20), "申请延期", day(4, 21))


@pytest.mark.parametrize(
    ("record", "id", "on", "code"),
    [
        ((BLUE,), "没有", day(4, 18), "SUP-010"),
        ((), BLUE.id, day(4, 18), "SUP-010"),
        ((BLUE,), BLUE.id, day(4, 9), "SUP-012"),
        (
            (replace(BLUE, closed_on=day(4, 15), outcome=Outcome.WITHDRAWN),),
            BLUE.id,
            day(4, 18),
            "SUP-011",
        ),
    ],
)
def test_answer_that_cannot_be_is_refused(record, id, on, code) -> None:
    with pytest.raises(InputError, match=code):
        with_answer(record, id, on, "")


def test_units_are_called_in_when_the_red_letter_runs_out() -> None:
    assert talks_due((BLUE, RED), day(5, 15), RULES) == ()
    assert talks_due((BLUE, RED), day(5, 16), RULES) == (RED,)


def test_important_matter_may_begin_at_red() -> None:
    important = replace(RULES, important={ID: "red"})
    (found,) = next_letters([task()], (), day(4, 10), important)
    assert found.level == "red" and "重要紧急" in found.why


def test_letters_of_another_document_are_left_alone() -> None:
    other = replace(BLUE, id="x", entry_id="else-2025#1")
    assert due(day(4, 22), other) == [(Step.FIRST, "blue", day(4, 30))]
    assert with_issued((other,), next_letters([task()], (other,), day(4, 22), RULES))[0] == other


@given(
    st.lists(
        st.tuples(st.sampled_from(list(Status)), st.integers(0, 40), st.booleans()), max_size=25
    )
)
def test_never_two_open_letters_and_never_a_colour_skipped(steps) -> None:
    today, record = day(1, 2), ()
    for status, wait, answers in steps:
        today += dt.timedelta(days=wait)
        issued = next_letters([task(status)], record, today, RULES)
        record = with_issued(record, issued)
        assert next_letters([task(status)], record, today, RULES) == ()
        running = [n for n in record if n.is_open]
        assert len(running) <= 1
        if answers and running:
            record = with_answer(record, running[0].id, today, "答复")
    levels = [n for n in record if n.step is not Step.WITHDRAWAL]
    for before, after in itertools.pairwise(levels):
        if after.step is Step.NEXT:
            assert RULES.rank(after.level) == RULES.rank(before.level) + 1
        else:
            assert after.level == "blue" and before.outcome is Outcome.WITHDRAWN
    assert len({n.id for n in record}) == len(record)


# --- rules and record


def test_every_number_of_the_rules_says_where_it_comes_from() -> None:
    assert all(level.basis == "assumed" and level.source for level in RULES.levels)
    assert RULES.watch_basis == "assumed"


PROFILE = (
    '[[levels]]\ncode="blue"\nlabel="提醒单"\nanswer_working_days=5\ndemand="请推进"\n'
    'basis="stated"\nsource="本县办法第三条"\n[start]\nmissed="blue"\n'
    '[watch]\nworking_days=10\nbasis="stated"\nsource="同上"\n'
    '[recovered]\nstatuses=["met"]\nbasis="stated"\nsource="同上"\n'
)


def test_profile_of_an_office_replaces_the_default(tmp_path: Path) -> None:
    path = tmp_path / "escalation.toml"
    path.write_text(PROFILE, "utf-8")
    own = load_rules(path)
    assert next_letters([task()], (), day(4, 10), own) == ()
    (found,) = next_letters([task(Status.MISSED)], (), day(4, 10), own)
    assert found.due_on == day(4, 17)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('code="blue"', 'code="red"'),
        ("answer_working_days=5", "answer_working_days=0"),
        ("answer_working_days=5", 'answer_working_days="5"'),
        ('basis="stated"', 'basis="guess"'),
        ("[watch]", "[watching]"),
        ('missed="blue"', 'late="blue"'),
        ('missed="blue"', 'met="blue"'),
        ("[recovered]", "[recovered"),
        ("demand=", "demands="),
    ],
)
def test_wrong_profile_is_refused(old: str, new: str, tmp_path: Path) -> None:
    (tmp_path / "escalation.toml").write_text(PROFILE.replace(old, new, 1), "utf-8")
    with pytest.raises(DefinitionError, match="SUP-00"):
        load_rules(tmp_path / "escalation.toml")


@pytest.mark.parametrize(
    "text",
    [
        "[2025]\nrest = [[2025-01-03, 2025-01-01]]\nwork = []",
        "[2025]\nrest = []\nwork = [2024-01-06]",
        "[2025]\nrest = []",
        '[2025]\nrest = [["2025-01-01", "2025-01-03"]]\nwork = []',
        "[none]\nrest = []\nwork = []",
    ],
)
def test_wrong_holidays_are_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "workdays.toml").write_text(text, "utf-8")
    with pytest.raises(DefinitionError, match="SUP-005"):
        load_rules(None, tmp_path / "workdays.toml")


def test_record_is_read_back_as_written(tmp_path: Path) -> None:
    record = with_answer((BLUE,), BLUE.id, day(4, 18), '已"增派"\\医师', day(5, 30))
    record = with_issued(record, next_letters([task(Status.MET)], record, day(6, 3), RULES))
    path = tmp_path / "letters.toml"
    path.write_text(record_as_toml(record), "utf-8")
    assert load_record(path, RULES) == record
    assert record_as_toml(load_record(path, RULES)) == record_as_toml(record)
    assert load_record(tmp_path / "none.toml", RULES) == ()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("issued_on = 2025-04-10", 'issued_on = "2025-04-10"', "issued_on 应是日期"),
        ("due_on = 2025-04-21\n", "", "缺少 due_on"),
        ("due_on = 2025-04-21", "due_on = 2025-04-01", "due_on 早于"),
        ('level = "blue"', 'level = "green"', "level"),
        ('step = "first"', 'steps = "first"', "steps"),
        ('entry = "anhe-2025#3"', "entry = 3", "entry 应是"),
        ('step = "first"', 'step = "first"\nclosed_on = 2025-05-01', "closed_on 和 outcome"),
        ("[", "", "TOML"),
    ],
)
def test_record_that_was_edited_wrongly_stops_the_issuing(
    old: str, new: str, told: str, tmp_path: Path
) -> None:
    path = tmp_path / "letters.toml"
    path.write_text(record_as_toml((BLUE,)).replace(f"\n{old}", f"\n{new}", 1), "utf-8")
    with pytest.raises(InputError, match=told):
        load_record(path, RULES)


# --- documents


def test_letter_quotes_the_clause_and_names_the_limit() -> None:
    found = task()
    of = ledger(found.entry)
    record = with_answer((BLUE,), BLUE.id, day(4, 18), "已增派3名医师")
    letter = compose_letter(ORANGE, found, of, RULES, HEAD, record)
    told = "".join(texts(letter))
    assert "橙色预警单" in told and "2025年4月30日前" in told and "引导群众就近就医" in told
    assert "2025年4月10日曾发出蓝色督查单" in told and "已增派3名医师" in told
    by_id = {f.id: f for f in figures_of(letter)}
    assert unresolved(letter, by_id.__getitem__, of) == []


def test_withdrawal_says_that_supervision_ends() -> None:
    (end,) = next_letters([task(Status.MET)], (BLUE,), day(5, 6), RULES)
    letter = compose_letter(end, task(Status.MET), ledger(task().entry), RULES, HEAD, (BLUE,))
    told = "".join(texts(letter))
    assert letter.title.text == "关于解除第3项重点工作任务督办的函"
    assert "解除督查" in told and "未收到答复" in told and "办理要求" not in told


def test_red_letter_announces_no_next_colour() -> None:
    letter = compose_letter(RED, task(), ledger(task().entry), RULES, HEAD)
    told = "".join(texts(letter))
    assert "约谈" in told and "下一级督查单" not in told


def test_letter_of_another_task_is_refused() -> None:
    with pytest.raises(ShapeError):
        compose_letter(replace(BLUE, entry_id="x#1"), task(), LEDGER, RULES, HEAD)
