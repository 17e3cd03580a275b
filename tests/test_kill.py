"""Killed with -9 while computing or writing: what was good stays, nothing half-written shows."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import pickle
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import sanyi
from sanyi.bulletin.commands import bind, judged
from sanyi.county import TINY, county_workspace, load_county, make_county
from sanyi.datasets import Session
from sanyi.pipeline import read_ledger

pytestmark = pytest.mark.slow

MOMENTS = 20
WORKING = (("workspace", "staging"), ("workspace", "spill"))
COMPUTE = """
import sys
from pathlib import Path
from sanyi.bulletin.store import FigureStore
from sanyi.county import county_workspace
from sanyi.datasets import Session, table
from sanyi.indicators import definitions, evaluate
from sanyi.kernel import Period
folder, period, since = Path(sys.argv[1]), Period.parse(sys.argv[2]), sys.argv[3]
workspace = county_workspace(folder / "workspace")
print("ready", flush=True)
with Session(workspace, threads=1) as session:
    figures, _ = evaluate(session, list(definitions()), period)
    FigureStore(workspace.root).add(figures)
    for name in ("claims", "claim_lines", "outpatient_visits", "insured_persons"):
        rows = table(name)
        if name == "claims":
            rows = rows.filter(rows.settled_on >= since)
        session.save(f"kept_{name}", rows, since)
        session.write(rows, folder / "out" / f"{name}.parquet")
print("done", flush=True)
"""
WRITE = """
import datetime as dt, pickle, sys
from pathlib import Path
from sanyi.bulletin.commands import write_bulletin, write_workbook
from sanyi.bulletin.issuing import write_letters
from sanyi.bulletin.quarterly import Masthead
from sanyi.kernel import Period
folder, period = Path(sys.argv[1]), Period.parse(sys.argv[2])
result = pickle.loads(Path(sys.argv[3]).read_bytes())
signed = period.end + dt.timedelta(days=15)
head = Masthead("安禾县深化医药卫生体制改革领导小组秘书处", signed, "安医改秘〔2025〕18号", "安禾县")
print("ready", flush=True)
workspace, out = folder / "workspace", folder / "out"
# letters first, as the command does: the bulletin names those that run
write_letters(result, workspace, head, signed, out / "督办函")
write_bulletin(result, workspace, period, head, signed + dt.timedelta(days=15), out / "通报.docx")
write_workbook(result, out / "台账进展.xlsx")
print("done", flush=True)
"""


@dataclass(frozen=True, slots=True)
class County:
    """A tiny county, loaded; its verdicts at the middle of the year and in autumn, pickled."""

    workspace: Path
    summer: Path
    autumn: Path


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[County]:
    folder = tmp_path_factory.mktemp("killed")
    files, workspace = folder / "county", folder / "workspace"
    make_county(7, TINY, files, until=dt.date(2025, 10, 15))
    with Session(county_workspace(workspace)) as session:
        load_county(files, session, "2025-10-15T08:00:00")
    document = files / "document" / "anhe-2025.docx"
    bind(document, read_ledger, workspace / "bindings.toml", "测试", dt.date(2025, 10, 15))
    verdicts = []
    for day in (dt.date(2025, 6, 30), dt.date(2025, 9, 30)):
        verdicts.append(folder / f"{day}.pickle")
        verdicts[-1].write_bytes(pickle.dumps(judged(document, workspace, day, None, read_ledger)))
    yield County(workspace, *verdicts)


def start(code: str, folder: Path, *arguments: object) -> subprocess.Popen[str]:
    """A child that has imported what it needs and is about to begin."""
    command = [sys.executable, "-c", code, str(folder), *map(str, arguments)]
    source = str(Path(sanyi.__file__).parents[1])
    child = subprocess.Popen(
        command, stdout=subprocess.PIPE, env={"PYTHONPATH": source, "PYTHONUTF8": "1"}, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def run(code: str, folder: Path, *arguments: object) -> float:
    """Let a child end; how many seconds it took."""
    child = start(code, folder, *arguments)
    began = time.perf_counter()
    assert child.communicate()[0] == "done\n"
    return time.perf_counter() - began


def fresh(county: County, folder: Path) -> Path:
    """A copy of the county's workspace with room for what is written."""
    shutil.copytree(county.workspace, folder / "workspace")
    (folder / "out").mkdir()
    return folder


def shown(folder: Path) -> dict[str, str]:
    """Hash of every file a person sees; names with a dot and working folders are not seen."""
    found = {}
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        hidden = any(part.startswith(".") for part in parts)
        hidden = hidden or parts[:2] in WORKING
        if path.is_file() and not hidden:
            found["/".join(parts)] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def left_behind(folder: Path) -> list[str]:
    """Files of unfinished work."""
    working = [p for parts in WORKING for p in folder.joinpath(*parts).rglob("*")]
    return [str(p) for p in [*folder.rglob("*.tmp"), *working] if p.is_file()]


def figures(path: Path) -> dict[str, str]:
    """Lines of a figure store by id; a torn line does not parse."""
    lines = path.read_text("utf-8").splitlines()
    return {json.loads(line)["figure"]["id"]: line for line in lines}


def assert_nothing_torn(
    folder: Path, before: dict[str, str], after: dict[str, str], lines: list[dict[str, str]]
) -> None:
    """Every file shown is the old one or the new one; good ones of before are all there.

    Args:
        lines: the figures before and after; the store may stand between the two.
    """
    now = shown(folder)
    store = figures(folder / "workspace" / "figures.jsonl")
    old, new = lines
    assert set(old) <= set(store), "先前的数字少了"
    assert all(line in (old.get(id), new.get(id)) for id, line in store.items())
    changing = {"workspace/figures.jsonl", "workspace/manifest.json"}
    for name, digest in now.items():
        if name not in changing and not name.startswith("workspace/tables/"):
            assert digest in (before.get(name), after.get(name)), f"{name} 不是旧的也不是新的"
    assert set(before) & set(after) <= set(now), "有文件不见了"
    workspace = county_workspace(folder / "workspace")
    for table in workspace.manifest.tables:
        workspace.verify(table)
        assert workspace.manifest.tables[table].file in {
            n.removeprefix("workspace/") for n in (*before, *after)
        }


def killed_at_random(
    code: str, folder: Path, seconds: float, draw: random.Random, *arguments: object
) -> float:
    """Kill a child at a moment of its work; how long it lived, or 0 when it was done before."""
    child = start(code, folder, *arguments)
    moment = draw.uniform(0.0, seconds)
    time.sleep(moment)
    child.kill()
    return 0.0 if "done" in child.communicate()[0] else moment


@pytest.mark.parametrize("name", ["compute", "write"])
def test_killed_run_leaves_old_or_new_results_whole(
    name: str, county: County, tmp_path: Path
) -> None:
    if name == "compute":
        code, first, second = COMPUTE, ("2025Q2", "2025-01-01"), ("2025Q3", "2024-06-01")
    else:
        code, first, second = WRITE, ("2025Q2", county.summer), ("2025Q3", county.autumn)
    first_folder, second_folder = tmp_path / "first", tmp_path / "second"
    run(code, fresh(county, first_folder), *first)
    before, old = shown(first_folder), figures(first_folder / "workspace" / "figures.jsonl")
    shutil.copytree(first_folder, second_folder)
    seconds = run(code, second_folder, *second)
    after, new = shown(second_folder), figures(second_folder / "workspace" / "figures.jsonl")
    assert before != after
    draw = random.Random(20250930)
    folder = tmp_path / "killed"
    shutil.copytree(first_folder, folder)
    cut = tried = 0
    while cut < MOMENTS:
        tried += 1
        assert tried <= 3 * MOMENTS, "大多数次应在途中被杀"
        if killed_at_random(code, folder, seconds, draw, *second):
            cut += 1
        else:  # the machine has become quicker since: begin anew with less time
            seconds *= 0.8
            shutil.rmtree(folder)
            shutil.copytree(first_folder, folder)
        assert_nothing_torn(folder, before, after, [old, new])
    run(code, folder, *second)
    assert shown(folder) == after
    assert left_behind(folder) == []
