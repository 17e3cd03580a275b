"""Raw counts are kept, graded when read, compared between runs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sanyi.datasets import LoadMode, Session, Workspace, load_table
from sanyi.datasets.checks import (
    Change,
    CheckResult,
    CheckRun,
    TableChecks,
    compare_runs,
    grade,
    read_run,
    run_checks,
    write_run,
)
from sanyi.kernel import UnreadableFileError

DAY = dt.date(2022, 10, 1)
STAYS = "住院号,机构编码,身份证号,入院日期,出院日期,住院天数,总费用,药品费"
INSTITUTIONS = "机构编码,机构名称,机构类别,县区代码,是否基层,是否公立"


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(Workspace(tmp_path / "ws", key=b"k" * 32), threads=1)


def _load(session: Session, name: str, *lines: str, mode: LoadMode = LoadMode.FULL) -> None:
    path = session.workspace.root.parent / f"{name}.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    load_table(session, name, path, "2022-10-01", mode=mode)


def _two_tables(session: Session) -> None:
    _load(session, "institutions", INSTITUTIONS, "H1,甲,综合医院,620199,否,是")
    _load(
        session,
        "inpatient_stays",
        STAYS,
        "S1,H1,p1,2022-09-01,2022-09-05,4,100,20",
        "S2,H9,p1,2022-09-04,2022-09-08,9,100,120",
        "S3,H1,p2,2022-09-09,2022-09-08,,100,20",
    )


def _result(run: CheckRun, table: str, check: str) -> CheckResult:
    return next(r for r in run.tables[table].results if r.id.startswith(check))


def test_counts_and_samples_of_a_real_table(session: Session) -> None:
    _two_tables(session)
    run = run_checks(session, DAY)
    assert sorted(run.tables) == ["inpatient_stays", "institutions"]
    order = _result(run, "inpatient_stays", "date_order(earlier=admitted_on")
    assert (order.checked, order.failed, order.samples) == (3, 1, (("S3",),))
    length = _result(run, "inpatient_stays", "stay_length")
    assert (length.checked, length.failed, length.samples) == (2, 1, (("S2",),))
    overlap = _result(run, "inpatient_stays", "no_overlap")
    assert (overlap.failed, overlap.samples) == (1, (("S2",),))
    parts = _result(run, "inpatient_stays", "parts_not_over_total")
    assert (parts.checked, parts.failed) == (3, 1)
    key = _result(run, "inpatient_stays", "foreign_key(column=institution_id")
    assert (key.checked, key.failed, key.samples) == (3, 1, (("S2",),))


def test_related_table_not_loaded_is_skipped_not_passed(session: Session) -> None:
    _two_tables(session)
    child = _result(run_checks(session, DAY), "inpatient_stays", "rows_have_child")
    assert child.skipped == "数据表 stay_diagnoses 还没有装载" and child.checked == 0


def test_no_sample_when_the_key_is_a_person(session: Session) -> None:
    _load(
        session,
        "chronic_patients",
        "身份证号,病种,机构编码,建档日期,最近随访日期",
        "p1,高血压,H1,2022-05-01,2022-04-01",
    )
    order = _result(run_checks(session, DAY), "chronic_patients", "date_order(earlier=registered")
    assert (order.failed, order.samples) == (1, ())


def test_unchanged_tables_are_not_checked_again(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    _two_tables(session)
    first = run_checks(session, DAY)
    called: list[str] = []
    from sanyi.datasets.checks import run as module

    real = module.check_table
    monkeypatch.setattr(
        module, "check_table", lambda s, c, d: (called.append(c.name), real(s, c, d))[1]
    )
    assert run_checks(session, DAY, previous=first) == first
    assert called == []
    _load(
        session,
        "institutions",
        INSTITUTIONS,
        "H9,乙,综合医院,620199,否,是",
        mode=LoadMode.UPSERT,
    )
    second = run_checks(session, DAY, previous=first)
    assert "institutions" in called and "inpatient_stays" in called
    assert _result(second, "inpatient_stays", "foreign_key(column=institution_id").failed == 0
    called.clear()
    run_checks(session, dt.date(2022, 10, 2), previous=second)
    assert called, "换了日期，与日期有关的检查要重做"


def test_runs_are_kept_and_compared(session: Session, tmp_path: Path) -> None:
    _two_tables(session)
    before = run_checks(session, DAY)
    path = tmp_path / "run.json"
    write_run(path, before)
    assert read_run(path) == before
    _load(
        session,
        "inpatient_stays",
        STAYS,
        "S1,H1,p1,2022-09-01,2022-09-05,4,100,20",
        "S2,H9,p1,2022-09-14,2022-09-18,4,100,20",
        "S4,H1,p1,2022-12-14,2022-12-18,4,100,20",
    )
    changes = {
        (d.check.partition("(")[0], d.change)
        for d in compare_runs(before, run_checks(session, DAY))
    }
    assert ("no_overlap", Change.RESOLVED) in changes
    assert ("foreign_key", Change.PERSISTING) in changes
    assert ("date_not_future", Change.NEW) in changes
    gone = compare_runs(before, CheckRun(DAY.isoformat(), {}))
    assert {d.change for d in gone} == {Change.NOT_COMPARED}


def test_broken_run_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text('{"as_of": 1}', encoding="utf-8")
    with pytest.raises(UnreadableFileError):
        read_run(tmp_path / "run.json")


@pytest.mark.parametrize(
    ("severity", "failed", "letter"),
    [
        ("error", 0, "A"),
        ("error", 1, "A"),  # 1 / 10000, at the limit
        ("error", 2, "B"),
        ("error", 100, "C"),
        ("error", 101, "D"),
        ("warning", 100, "A"),
        ("warning", 101, "B"),
        ("warning", 2001, "D"),
        ("note", 9999, "A"),
    ],
)
def test_grade_follows_thresholds(severity: str, failed: int, letter: str) -> None:
    result = CheckResult("x()", "x", "某项", severity, 10_000, failed)
    assert grade(TableChecks("t", 10_000, "", 10_000, 0, (result,))).letter == letter


def test_grade_counts_rejected_rows_and_names_the_reason() -> None:
    given = grade(TableChecks("t", 90, "", 100, 10, ()))
    assert (given.letter, given.reason) == ("D", "装载时拒收 10 行（共 100 行）")
    assert given.is_below("B") and not grade(TableChecks("t", 1, "", 1, 0, ())).is_below("B")
    assert grade(TableChecks("t", 0, "", 0, 0, ())).is_below("D")
