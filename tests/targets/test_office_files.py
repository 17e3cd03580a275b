"""One decision is written; everything else in the file stays."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanyi.kernel import DefinitionError, InputError
from sanyi.targets import Binding, EditedPath, load_edited_paths
from sanyi.targets.office_files import (
    all_bindings,
    last_days,
    paths_as_toml,
    put_binding,
    put_path,
)

DAY = dt.date(2025, 4, 1)


def binding(target: str, indicator: str) -> Binding:
    return Binding(target, indicator, "办公室", DAY)


def path(target: str = "anhe-2025#1/t1", *points: tuple[dt.date, str]) -> EditedPath:
    given_points = points or ((dt.date(2025, 6, 30), "0.88"),)
    return EditedPath(target, tuple((d, Decimal(v)) for d, v in given_points), "办公室", DAY)


def test_binding_is_put_replaced_and_taken_away(tmp_path: Path) -> None:
    file = tmp_path / "bindings.toml"
    assert put_binding(file, "a#1/t1", binding("a#1/t1", "x")) is None
    before = put_binding(file, "a#1/t1", binding("a#1/t1", "y"))
    assert before is not None and before.indicator == "x"
    put_binding(file, "b#2/t1", binding("b#2/t1", "of_another_document"))
    assert put_binding(file, "a#1/t1", None) is not None
    assert list(all_bindings(file)) == ["b#2/t1"]


def test_broken_binding_file_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "bindings.toml"
    file.write_text('["a#1/t1"]\nindicator = "x"\n', "utf-8")
    with pytest.raises(InputError, match="缺少"):
        put_binding(file, "b#1/t1", binding("b#1/t1", "y"))
    assert file.read_text("utf-8").count("indicator") == 1


def test_path_is_put_and_taken_away(tmp_path: Path) -> None:
    file = tmp_path / "trajectories.toml"
    assert put_path(file, "anhe-2025#1/t1", path()) is None
    put_path(file, "other", path("other"))
    assert put_path(file, "anhe-2025#1/t1", None) == path()
    assert list(load_edited_paths(file)) == ["other"]


@pytest.mark.parametrize(
    "points",
    [
        ((dt.date(2025, 6, 30), "1"), (dt.date(2025, 5, 31), "2")),
        ((dt.date(2025, 6, 29), "1"), (dt.date(2025, 6, 30), "2")),
        ((dt.date(2025, 6, 30), "1"), (dt.date(2026, 6, 30), "2")),
    ],
)
def test_points_out_of_order_are_refused(tmp_path: Path, points) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "trajectories.toml"
    with pytest.raises(DefinitionError):
        put_path(file, "x", path("x", *points))
    assert not file.exists()


@given(
    st.dictionaries(
        st.integers(1, 12), st.decimals(-1000, 1000, allow_nan=False, places=4), min_size=1
    ),
    st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Zs", "Cf", "Co", "Cn"))),
)
def test_paths_come_back_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, points: dict[int, Decimal], who: str
) -> None:
    file = tmp_path_factory.mktemp("paths") / "trajectories.toml"
    days = last_days(2025)
    made = EditedPath("a#1/t1", tuple((days[m - 1], points[m]) for m in sorted(points)), who, DAY)
    file.write_text(paths_as_toml([made]), "utf-8")
    assert load_edited_paths(file) == {"a#1/t1": made}
