"""A whole city from nothing to its figures: seconds, processor seconds, peak memory, rows a second.

    python bench/city.py --scales 0.25,0.5,1 --folder /somewhere/with/30/GB

Each stage runs in a process of its own, so that its peak memory is its own. Processor seconds
stand beside the seconds of the wall, since a machine is seldom idle. Scale 1 is the size ``city``:
a million stays and ten million claim lines in two years.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from sanyi.county import CITY, county_workspace, load_county, make_county
from sanyi.datasets import Session
from sanyi.datasets.checks import run_checks
from sanyi.indicators import Options, definitions, evaluate_all
from sanyi.kernel import Period

SEED = 1
LAST_DAY = dt.date(2026, 1, 20)
PERIOD = Period.parse("2025")


def make(folder: Path, scale: float, _memory: str) -> dict[str, Any]:
    """Write the source files."""
    size = replace(
        CITY,
        population=round(CITY.population * scale),
        stays_per_year=round(CITY.stays_per_year * scale),
        visits_per_year=round(CITY.visits_per_year * scale),
    )
    files = make_county(SEED, size, folder / "county")
    return {"rows": sum(f.rows for f in files), "made": f"{len(files)} files"}


def load(folder: Path, _scale: float, memory: str) -> dict[str, Any]:
    """Load every file by the ordinary path."""
    with Session(county_workspace(folder / "workspace"), memory_limit=memory, threads=2) as session:
        reports = load_county(folder / "county", session, "2026-01-20T08:00:00")
    rows = {r.table: r.table_rows for r in reports}
    made = f"{rows['inpatient_stays']:,} stays, {rows['claim_lines']:,} claim lines, "
    made += f"{sum(r.rejected for r in reports)} rows refused"
    return {"rows": sum(r.rows_in for r in reports), "made": made}


def check(folder: Path, _scale: float, memory: str) -> dict[str, Any]:
    """Run all checks of all tables."""
    with Session(county_workspace(folder / "workspace"), memory_limit=memory, threads=2) as session:
        run = run_checks(session, LAST_DAY)
    done = sum(len(t.results) for t in run.tables.values())
    return {"rows": sum(t.rows for t in run.tables.values()), "made": f"{done} checks"}


def compute(folder: Path, _scale: float, memory: str) -> dict[str, Any]:
    """Compute all indicators of the year."""
    with Session(county_workspace(folder / "workspace"), memory_limit=memory, threads=2) as session:
        wanted = [(definition, PERIOD) for definition in definitions().values()]
        figures, findings = evaluate_all(session, wanted, Options())
        rows = sum(entry.rows for entry in session.workspace.manifest.tables.values())
    made = f"{len({f.indicator for f in figures})} indicators, {len(figures)} figures, "
    return {"rows": rows, "made": made + f"{len(findings)} not computable"}


STAGES: dict[str, Callable[[Path, float, str], dict[str, Any]]] = {
    "make": make,
    "load": load,
    "check": check,
    "indicators": compute,
}


def run_stage(name: str, folder: Path, scale: float, memory: str) -> None:
    """One stage in this process; its measures as a line of JSON."""
    began = time.perf_counter()
    result = STAGES[name](folder, scale, memory)
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = time.perf_counter() - began
    cpu = used.ru_utime + used.ru_stime
    print(json.dumps({**result, "seconds": seconds, "cpu": cpu, "peak": used.ru_maxrss / 1024}))


def measure(name: str, folder: Path, scale: float, memory: str) -> dict[str, Any]:
    """One stage in a process of its own."""
    command = [sys.executable, __file__, "--stage", name, "--folder", str(folder)]
    command += ["--scales", str(scale), "--memory", memory]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Print one line for each scale and stage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scales", default="0.25,0.5,1")
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--memory", default="4GB", help="limit of the engine, which then spills")
    parser.add_argument("--stages", default=",".join(STAGES))
    parser.add_argument("--keep", action="store_true", help="leave the files where they are")
    parser.add_argument("--stage", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.stage:
        run_stage(options.stage, options.folder, float(options.scales), options.memory)
        return
    print("| scale | stage | rows | seconds | CPU s | rows/s | rows/CPU s | peak MB | what |")
    print("|---|---|---|---|---|---|---|---|---|")
    for scale in map(float, options.scales.split(",")):
        folder = options.folder / f"scale-{scale:g}"
        for name in options.stages.split(","):
            m = measure(name, folder, scale, options.memory)
            print(
                f"| {scale:g} | {name} | {m['rows']:,} | {m['seconds']:.0f} | {m['cpu']:.0f} "
                f"| {m['rows'] / m['seconds']:,.0f} | {m['rows'] / m['cpu']:,.0f} "
                f"| {m['peak']:,.0f} | {m['made']} |",
                flush=True,
            )
        if not options.keep:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
