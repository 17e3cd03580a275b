"""The path a target is expected to take, month by month."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from sanyi.kernel import SanyiError
from sanyi.targets import EditedPath, Goal, Kind, load_edited_paths, trajectory_of
from sanyi.targets.trajectory import PathSource
from targets.made import rate_history, values_history

YEAR_END = dt.date(2025, 12, 31)


def goal(bound: str, due_on: dt.date = YEAR_END) -> Goal:
    return Goal(Kind.AT_LEAST, Decimal(bound), due_on)


def test_without_last_year_a_straight_line_leads_to_the_bound() -> None:
    path = trajectory_of(goal("12"), values_history([0, 1, 2, 3], unit="count"))
    assert path is not None and path.source is PathSource.STRAIGHT_LINE
    assert path.values == pytest.approx([float(month) for month in range(1, 13)])


def test_count_follows_the_shape_of_last_year() -> None:
    last = [0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 4]
    path = trajectory_of(goal("8"), values_history([0, 0, 0], last, "count"))
    assert path is not None and path.source is PathSource.LAST_YEAR
    # twice last year's number, at the same times
    assert path.values == pytest.approx([2.0 * v for v in last])


def test_rate_closes_its_gap_little_by_little() -> None:
    path = trajectory_of(goal("0.90"), rate_history([0.84] * 3, [0.84] * 12))
    assert path is not None
    assert path.at(6) == pytest.approx(0.84 + 0.06 * 6 / 12)
    assert path.at(12) == pytest.approx(0.90)


def test_path_ends_in_the_month_of_its_limit_and_stays() -> None:
    path = trajectory_of(goal("6", dt.date(2025, 6, 30)), values_history([0, 1], unit="count"))
    assert path is not None and len(path.values) == 6
    assert path.at(9) == path.at(6) == pytest.approx(6.0)


def test_points_of_the_office_win() -> None:
    edited = EditedPath("t", ((dt.date(2025, 6, 30), Decimal("0.60")),), "综合岗", YEAR_END)
    history = values_history([0.5, 0.5, 0.5, 0.52], subjects=100)
    path = trajectory_of(goal("0.90"), history, edited)
    assert path is not None and path.source is PathSource.EDITED
    assert [path.at(m) for m in (6, 9, 12)] == pytest.approx([0.60, 0.75, 0.90])


def test_goal_without_a_bound_has_no_path() -> None:
    watched = Goal(Kind.MONITOR, None, YEAR_END)
    assert trajectory_of(watched, rate_history([0.8] * 3)) is None


def test_edited_paths_are_read_from_their_file(tmp_path: Path) -> None:
    file = tmp_path / "trajectories.toml"
    file.write_text(
        '["anhe-2025#3/t1"]\nset_by = "综合岗"\nset_on = 2025-04-01\n'
        "points = { 2025-06-30 = 0.88, 2025-09-30 = 0.89 }\n",
        "utf-8",
    )
    found = load_edited_paths(file)["anhe-2025#3/t1"]
    assert found.points[1] == (dt.date(2025, 9, 30), Decimal("0.89"))
    assert found.set_on == dt.date(2025, 4, 1)


@pytest.mark.parametrize(
    "text",
    [
        "[",
        '["t"]\nset_by = "x"',
        '["t"]\nset_by="x"\nset_on=2025-01-01\npoints = { 2025-09-30 = 1, 2025-06-30 = 2 }',
        '["t"]\nset_by="x"\nset_on=2025-01-01\npoints = { june = 1 }',
        '["t"]\nset_by="x"\nset_on=2025-01-01\npoints = { 2025-06-01 = 1, 2025-06-30 = 2 }',
        '["t"]\nset_by="x"\nset_on=2025-01-01\npoints = {}',
    ],
)
def test_wrong_path_file_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "t.toml").write_text(text, "utf-8")
    with pytest.raises(SanyiError):
        load_edited_paths(tmp_path / "t.toml")
