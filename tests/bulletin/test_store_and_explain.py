"""Published figures can be explained long after."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import sanyi
from bulletin.written import LEDGER, write
from sanyi.bulletin.explain import explain
from sanyi.bulletin.store import FILE, FigureStore
from sanyi.kernel import InputError


@pytest.fixture
def store(tmp_path: Path) -> FigureStore:
    found = FigureStore(tmp_path)
    bulletin = write()
    found.add(bulletin.figures, bulletin.members)
    return found


def test_every_published_figure_is_explained_with_clause_and_table(store: FigureStore) -> None:
    assert len(store.ids()) > 40
    for id in store.ids():
        told = explain(id, store, [LEDGER])
        for part in ("一、条款", "二、口径", "三、参数", "四、数据", "行　内容哈希"):
            assert part in told, id


def test_clause_is_quoted_and_parameter_carries_its_basis(store: FigureStore) -> None:
    told = explain("chance@2025C09/group:anhe-2025#annex/2/t1", store, [LEDGER])
    assert "anhe-2025#annex/2/t1：基金支出率达到75%以上" in told
    assert "设定，尚待确认" in told


def test_rows_of_a_count_are_its_tasks(store: FigureStore) -> None:
    told = explain("tasks_grey@2025Q3/all", store, [LEDGER], rows=lambda _: [])
    assert "五、记录" in told and "anhe-2025#annex/4" in told


def test_rows_of_a_projection_point_to_what_it_was_made_from(store: FigureStore) -> None:
    told = explain("forecast@2025C09/group:anhe-2025#annex/2/t1", store, rows=lambda _: [])
    assert "由其他数字推算得到" in told and "fund_rate@2025C09/all" in told


def test_unknown_id_names_the_nearest(store: FigureStore) -> None:
    with pytest.raises(InputError) as caught:
        store.get("tasks_gray@2025Q3/all")
    assert "tasks_grey@2025Q3/all" in caught.value.hint


def test_adding_again_replaces_and_keeps_the_rest(store: FigureStore) -> None:
    before = store.path.read_bytes()
    bulletin = write()
    store.add(bulletin.figures[:3], bulletin.members)
    assert store.path.read_bytes() == before


def test_broken_line_is_said_with_its_number(store: FigureStore) -> None:
    lines = store.path.read_text("utf-8").splitlines()
    lines[1] = lines[1][:20]
    store.path.write_text("\n".join(lines), "utf-8")
    with pytest.raises(InputError, match=f"{FILE} 第 2 行"):
        store.get("x")


def test_empty_store_has_no_figures(tmp_path: Path) -> None:
    assert FigureStore(tmp_path).ids() == ()


_ADDING = """
import sys
from dataclasses import replace
from sanyi.bulletin.store import FigureStore, Stored
from sanyi.kernel import ScopeKind
root, who, line = sys.argv[1:]
figure = Stored.from_line(line).figure
for n in range(25):
    scope = replace(figure.scope, kind=ScopeKind.GROUP, id=f"{who}-{n}")
    FigureStore(root).add([replace(figure, scope=scope)])
"""


def test_figures_added_by_several_processes_at_once_are_all_kept(
    store: FigureStore, tmp_path: Path
) -> None:
    before = set(store.ids())
    line = store.lines()["tasks_grey@2025Q3/all"]
    source = str(Path(sanyi.__file__).parents[1])
    running = [
        subprocess.Popen(
            [sys.executable, "-c", _ADDING, str(tmp_path), str(who), line],
            env={**os.environ, "PYTHONPATH": source},
        )
        for who in range(4)
    ]
    assert [process.wait(timeout=120) for process in running] == [0] * 4
    added = {f"tasks_grey@2025Q3/group:{who}-{n}" for who in range(4) for n in range(25)}
    assert set(store.ids()) == before | added


def test_writer_that_never_ends_is_told_of(
    store: FigureStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sanyi.bulletin.store._WAIT", 0.05)
    figure = store.get(store.ids()[0]).figure
    with store._writing(), pytest.raises(InputError, match="一直在写"):
        FigureStore(store.path.parent).add([figure])
