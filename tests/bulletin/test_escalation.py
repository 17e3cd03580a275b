"""Three colours by rule: the example of the local practice, day by day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from bulletin.written import HEAD, HISTORIES, LEDGER, texts, unresolved
from sanyi.bulletin import figures_of
from sanyi.bulletin.escalation import Notice, load_escalation, notices_due
from sanyi.bulletin.letter import compose_letter
from sanyi.kernel import DefinitionError, ShapeError
from sanyi.targets import Binding, Evidence, Status, TaskVerdict, assess
from targets.made import entry, ledger, target

RULES = load_escalation()
ID = "anhe-2025#3"


def task(status: Status = Status.LAGGING) -> TaskVerdict:
    item = target()
    evidence = Evidence(
        {"v": HISTORIES["visits"]}, {item.id: Binding(item.id, "v", "岗", dt.date(2025, 3, 1))}
    )
    found = assess(ledger(entry(item)), evidence, dt.date(2025, 9, 30))[0]
    return replace(found, status=status)


def day(month: int, number: int) -> dt.date:
    return dt.date(2025, month, number)


def due(
    today: dt.date, *issued: Notice, status: Status = Status.LAGGING
) -> list[tuple[str, dt.date]]:
    return [(n.level, n.due_on) for n in notices_due([task(status)], issued, today, RULES)]


def test_first_notice_of_a_lagging_task_is_blue() -> None:
    assert due(day(4, 10)) == [("blue", day(4, 20))]


BLUE = Notice(ID, "blue", day(4, 10), day(4, 20))
ORANGE = Notice(ID, "orange", day(4, 21), day(4, 30))
RED = Notice(ID, "red", day(5, 1), day(5, 11))


@pytest.mark.parametrize(
    ("today", "issued", "wanted"),
    [
        (day(4, 20), (BLUE,), []),
        (day(4, 21), (BLUE,), [("orange", day(4, 30))]),
        (day(4, 30), (BLUE, ORANGE), []),
        (day(5, 1), (BLUE, ORANGE), [("red", day(5, 11))]),
        (day(6, 1), (BLUE, ORANGE, RED), []),
    ],
)
def test_next_colour_comes_the_day_after_the_limit(today, issued, wanted) -> None:
    assert due(today, *issued) == wanted


def test_closed_notice_starts_again_with_blue() -> None:
    assert due(day(5, 1), replace(BLUE, closed_on=day(4, 15))) == [("blue", day(5, 11))]


@pytest.mark.parametrize("status", [Status.MET, Status.ON_COURSE, Status.NO_DATA])
def test_task_that_is_not_late_gets_no_notice(status: Status) -> None:
    assert due(day(4, 10), status=status) == []


def test_important_matter_may_begin_at_red() -> None:
    found = notices_due([task()], (), day(4, 10), RULES, {ID: "red"})
    assert [n.level for n in found] == ["red"]


def test_profile_of_an_office_replaces_the_default(tmp_path: Path) -> None:
    path = tmp_path / "levels.toml"
    path.write_text(
        '[[levels]]\ncode="blue"\nlabel="提醒单"\ndue_days=5\ndemand="请推进"\n[start]\nmissed="blue"\n'
    )
    own = load_escalation(path)
    assert notices_due([task()], (), day(4, 10), own) == ()
    assert notices_due([task(Status.MISSED)], (), day(4, 10), own)[0].due_on == day(4, 15)


@pytest.mark.parametrize(
    "text",
    [
        "levels = []\n[start]",
        '[[levels]]\ncode="b"\nlabel="x"\ndue_days=1\ndemand="y"\n[start]\nlagging="c"',
        "x =",
    ],
)
def test_wrong_profile_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "levels.toml").write_text(text)
    with pytest.raises(DefinitionError):
        load_escalation(tmp_path / "levels.toml")


def test_letter_quotes_the_clause_and_names_the_limit() -> None:
    found = task()
    of = ledger(found.entry)
    letter = compose_letter(ORANGE, found, of, RULES, HEAD, (BLUE,))
    told = "".join(texts(letter))
    assert "橙色预警单" in told and "2025年4月30日前" in told and "引导群众就近就医" in told
    assert "2025年4月10日曾发出蓝色督查单" in told
    by_id = {f.id: f for f in figures_of(letter)}
    assert unresolved(letter, by_id.__getitem__, of) == []


def test_letter_of_another_task_is_refused() -> None:
    with pytest.raises(ShapeError):
        compose_letter(replace(BLUE, entry_id="x#1"), task(), LEDGER, RULES, HEAD)
