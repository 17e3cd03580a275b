"""The bulletin: counts that add up, references that resolve, sentences that depend on data only."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from bulletin.written import HISTORIES, LEDGER, REPORTS, texts, unresolved, write
from sanyi.bulletin import PastProblems, past_as_text, past_from_text, walk
from sanyi.bulletin.store import FigureStore
from sanyi.kernel import InputError, Period, ShapeError
from sanyi.targets import History, Lamp
from targets.made import entry, figure, ledger, progress, rate_history


def value(bulletin, id: str) -> Decimal:
    return next(f.value for f in bulletin.figures if f.id == id)


def test_lamps_add_up_to_all_tasks() -> None:
    bulletin = write()
    parts = [value(bulletin, f"tasks_{lamp}@2025Q3/all") for lamp in Lamp]
    assert sum(parts) == value(bulletin, "tasks_all@2025Q3/all") == 4


def test_every_reference_resolves_in_the_store(tmp_path: Path) -> None:
    bulletin = write()
    store = FigureStore(tmp_path)
    store.add(bulletin.figures, bulletin.members)
    found = unresolved(bulletin.document, lambda id: store.get(id).figure, LEDGER, REPORTS)
    assert found == []


def test_every_counted_figure_names_its_members() -> None:
    bulletin = write()
    for item in bulletin.figures:
        if item.indicator.startswith("tasks_"):
            assert len(bulletin.members[item.id]) == item.value


def test_one_changed_record_changes_the_sentences_that_depend_on_it() -> None:
    before = write()
    this = list(HISTORIES["fund"].this_year)
    last = this[-1]
    assert last.value is not None and last.numerator is not None
    this[-1] = replace(last, numerator=last.numerator + 9, value=last.value + Decimal("0.001"))
    changed = History("fund", "县域就诊率", "share", tuple(this), HISTORIES["fund"].last_year)
    after = write({**HISTORIES, "fund": changed})
    old, new = list(walk(before.document)), list(walk(after.document))
    assert len(old) == len(new)
    differing = [a for a, b in zip(old, new, strict=True) if a.text != b.text]
    expected = [
        a for a, b in zip(old, new, strict=True)
        if [f.printed for f in a.figures] != [f.printed for f in b.figures]
    ]  # fmt: skip
    assert differing == expected and differing
    touched = {f.trace.clauses[0] for s in differing for f in s.figures}
    assert touched <= {"anhe-2025#annex/2", "anhe-2025#3"}


def test_same_data_give_the_same_sentences() -> None:
    assert texts(write().document) == texts(write().document)


def test_assumed_parameter_is_said_beside_the_figure() -> None:
    assumed = tuple(
        figure("0.80", m, n=f"{80 * m}", d=f"{100 * m}", assumed=True) for m in range(1, 10)
    )
    told = texts(
        write({**HISTORIES, "visits": History("visits", "县域就诊率", "share", assumed)}).document
    )
    assert any("80.00%" in t and "含设定参数，尚待确认" in t for t in told)


def test_data_below_grade_are_said_beside_the_figure() -> None:
    poor = tuple(figure("0.80", m, n=f"{80 * m}", d=f"{100 * m}", grade="C") for m in range(1, 10))
    told = texts(
        write({**HISTORIES, "visits": History("visits", "县域就诊率", "share", poor)}).document
    )
    assert any("80.00%" in t and "质量未达标" in t for t in told)
    assert not any("质量未达标" in t for t in texts(write().document))


def test_projection_says_that_its_parameters_are_assumed() -> None:
    told = [s for s in walk(write().document) if any(f.indicator == "chance" for f in s.figures)
            and "达成的可能性" in s.text]  # fmt: skip
    assert told and all("推算参数为设定值" in s.text for s in told)


def test_problem_of_two_quarters_without_a_cause_says_so() -> None:
    first = write().problems
    assert first is not None
    past = PastProblems(Period.parse("2025Q2"), first.problems)
    told = texts(write(past=past).document)
    assert told.count("连续两个季度，原因不明。") == len(first.problems)


def test_cause_that_the_unit_gave_is_printed() -> None:
    report = progress(id="B1", entry_id="anhe-2025#annex/1", problem="专科医师不足")
    past = PastProblems(Period.parse("2025Q2"), {"anhe-2025#annex/1": "lagging"})
    told = texts(write(reports=(*REPORTS, report), past=past).document)
    assert "连续两个季度，县卫生健康局报告的原因：专科医师不足。" in told
    assert not any("原因不明" in t for t in told)


@pytest.mark.parametrize("quarter", ["2025Q1", "2024Q2"])
def test_older_quarters_ask_for_no_cause(quarter: str) -> None:
    first = write().problems
    assert first is not None
    told = texts(write(past=PastProblems(Period.parse(quarter), first.problems)).document)
    assert not any("连续两个季度" in t for t in told)


def test_problems_are_read_back_as_written() -> None:
    problems = write().problems
    assert problems is not None and past_from_text(past_as_text(problems)) == problems
    with pytest.raises(InputError):
        past_from_text("[]")


def test_two_values_under_one_id_are_refused() -> None:
    other = rate_history([0.70] * 9, [0.74] * 12)  # the code of the other indicator
    with pytest.raises(ShapeError, match="两个不同的值"):
        write({**HISTORIES, "fund": other})


def test_bulletin_is_for_quarters_only() -> None:
    from bulletin.written import DAY, HEAD
    from sanyi.bulletin import BulletinInput, compose_bulletin

    with pytest.raises(ShapeError):
        compose_bulletin(BulletinInput(LEDGER, (), Period.parse("2025"), DAY, HEAD, DAY))


def test_empty_ledger_gives_a_bulletin_that_says_so() -> None:
    told = texts(write(of=ledger()).document)
    assert "本季度没有可以认定的进展。" in told and "本季度没有发现滞后的任务。" in told


def test_task_without_units_is_printed_without_a_bracket() -> None:
    told = texts(write(of=ledger(entry(lead=()))).document)
    assert any(t.startswith("第3项“引导群众就近就医”。") for t in told)


def test_ties_share_a_rank_and_the_note_is_printed() -> None:
    both = ledger(entry(lead=("甲局", "乙局")), entry(id="anhe-2025#4", number="4", lead=("丙局",)))
    bulletin = write({}, (progress(status="done", evidence="E1"),), of=both)
    ranks = {f.scope.id: f.value for f in bulletin.figures if f.indicator == "unit_rank"}
    assert ranks == {"甲局": 1, "乙局": 1, "丙局": 3}
    assert any("各单位任务数之和不等于任务总数" in t for t in texts(bulletin.document))


def test_cooperating_units_count_by_half() -> None:
    of = ledger(
        entry(lead=("甲局",)), entry(id="anhe-2025#4", number="4", lead=("乙局",), coop=("甲局",))
    )
    bulletin = write({}, (progress(status="done", evidence="E1"),), of=of)
    score = next(
        f for f in bulletin.figures if f.indicator == "unit_score" and f.scope.id == "甲局"
    )
    # one task met (1.0, weight 1) and one without data joined (0.0, weight 0.5)
    assert score.value == (Decimal(100) * 1 / Decimal("1.5")).quantize(Decimal("0.01"))


def test_other_history_same_values_changes_nothing() -> None:
    again = {**HISTORIES, "fund": rate_history([0.78] * 9, [0.74] * 12, code="fund_rate")}
    assert texts(write(again).document) == texts(write().document)
