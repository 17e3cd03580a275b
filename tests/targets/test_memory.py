"""A measurement is remembered as long as nothing it rests on is another."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from sanyi.bulletin.run import _together
from sanyi.datasets import Session, Workspace, load_table
from sanyi.targets import ProgressReport, memory
from sanyi.targets.figures import histories_of
from sanyi.targets.memory import HistoryMemory
from targets.made import entry
from web.workspace import INSTITUTIONS, claims, write

CODES, DAY = ["county_visit_rate"], dt.date(2025, 3, 31)


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """Two institutions and six claims."""
    made = Session(Workspace(tmp_path / "ws"), threads=1)
    for name, text in (("institutions", INSTITUTIONS), ("claims", claims())):
        load_table(made, name, write(tmp_path, f"{name}.csv", text), "2025-04-01T08:00:00")
    return made


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One item for every true measurement."""
    times: list[int] = []

    def counted(*args, **more):  # type: ignore[no-untyped-def]
        times.append(1)
        return histories_of(*args, **more)

    monkeypatch.setattr(memory, "histories_of", counted)
    return times


def test_same_question_is_measured_once_and_answered_alike(session, measured) -> None:  # type: ignore[no-untyped-def]
    kept = HistoryMemory()
    first = kept.histories_of(session, CODES, 2025, DAY)
    again = kept.histories_of(
        session, CODES, 2025, dt.date(2025, 4, 12)
    )  # the same months are over
    assert len(measured) == 1 and first == again == histories_of(session, CODES, 2025, DAY)


def test_another_day_grade_or_place_is_measured_anew(session, measured) -> None:  # type: ignore[no-untyped-def]
    kept = HistoryMemory()
    kept.histories_of(session, CODES, 2025, DAY)
    kept.histories_of(session, CODES, 2025, dt.date(2025, 2, 28))
    kept.histories_of(session, CODES, 2025, DAY, {"claims": "B"})
    kept.histories_of(session, CODES, 2025, DAY, place="990101")
    assert len(measured) == 4


def test_loading_one_more_record_is_seen_at_once(session, measured, tmp_path) -> None:  # type: ignore[no-untyped-def]
    kept = HistoryMemory()
    (before, _) = kept.histories_of(session, CODES, 2025, DAY)
    more = "c7,p7,resident,990101,H01,in_county,outpatient,2025-03-20,1000,500,500,false"
    file = write(tmp_path, "claims.csv", claims(more))
    load_table(session, "claims", file, "2025-04-02T08:00:00")
    (after, _) = kept.histories_of(session, CODES, 2025, DAY)
    was, now = (h["county_visit_rate"].this_year[-1].denominator for h in (before, after))
    assert was is not None and now == was + 1 and len(measured) == 2


def test_only_the_last_few_are_kept(session, measured) -> None:  # type: ignore[no-untyped-def]
    kept = HistoryMemory(most=1)
    for month in (1, 2, 1):
        kept.histories_of(session, CODES, 2025, dt.date(2025, month, 31 if month == 1 else 28))
    assert len(measured) == 3


def a_report(id: str, text: str, unit: str = "县医疗保障局") -> ProgressReport:
    return ProgressReport(
        id, "anhe-2025#annex/1", unit, dt.date(2025, 9, 30), None, "ongoing", text
    )


def test_report_of_the_desk_stands_in_place_of_the_loaded_one() -> None:
    loaded = (a_report("r1", "装入的"), a_report("r2", "别的单位", "县财政局"))
    found = _together(loaded, [a_report("report-5", "网页上报的")], ())
    assert [r.id for r in found] == ["r2", "report-5"]


def test_report_loaded_under_the_clause_gives_way_to_the_one_on_its_row() -> None:
    row = replace(entry(id="anhe-2025#annex/1"), counterparts=("anhe-2025#5",))
    loaded = (replace(a_report("r1", "装入的"), entry_id="anhe-2025#5"),)
    assert [r.id for r in _together(loaded, [a_report("own", "网页的")], [row])] == ["own"]
    both = [row, replace(row, id="anhe-2025#annex/2")]  # the clause stands behind two rows
    assert len(_together(loaded, [a_report("own", "网页的")], both)) == 2
