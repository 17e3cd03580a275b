"""The same workspace on DuckDB and on Spark: every figure and every check, line by line.

    python bench/spark_rows.py WORKSPACE [--master local[2]]

Prints how many rows were read, how many lines were compared and how many differ, either way. Needs
the extra ``spark`` and Java. ``sanyi county make`` and ``load`` give a workspace to try.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import time
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from sanyi.datasets import Executor, Session, SparkExecutor, Workspace
from sanyi.datasets.checks import run_checks
from sanyi.indicators import Options, definitions, evaluate_all
from sanyi.kernel import Period

PERIOD = Period.parse("2025")
LAST_DAY = dt.date(2026, 1, 20)


def figures(session: Session, by: str) -> list[str]:
    """All indicators of the year, a figure a line."""
    wanted = [(definition, PERIOD) for definition in definitions().values()]
    found, _ = evaluate_all(session, wanted, Options(by=by))
    return [json.dumps(f.to_json(), ensure_ascii=False, sort_keys=True) for f in found]


def checks(session: Session) -> list[str]:
    """All checks of all tables, a result a line."""
    run = run_checks(session, LAST_DAY)
    return [
        json.dumps([name, asdict(result)], ensure_ascii=False)
        for name, table in run.tables.items()
        for result in table.results
    ]


def results(session: Session, what: str) -> list[str]:
    """The lines of one comparison."""
    return checks(session) if what == "checks" else figures(session, what.partition(" by ")[2])


def main() -> None:
    """Print one line for each comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--master", default="local[2]")
    parser.add_argument("--what", default="figures,figures by institution,checks")
    options = parser.parse_args()
    workspace = Workspace(options.workspace)
    rows = sum(entry.rows for entry in workspace.manifest.tables.values())
    print(f"{len(workspace.manifest.tables)} tables, {rows:,} rows")
    found: dict[str, list[Counter[str]]] = {}
    for engine in ("duckdb", "spark"):
        executor: Executor | None = None
        if engine == "spark":
            executor = SparkExecutor(options.master)
        with Session(workspace, executor) as session:
            for what in options.what.split(","):
                began = time.perf_counter()
                found.setdefault(what, []).append(Counter(results(session, what)))
                print(f"{engine:8s} {what}: {time.perf_counter() - began:.0f} s", flush=True)
    for what, (here, there) in found.items():
        only_here, only_there = sum((here - there).values()), sum((there - here).values())
        print(
            f"{what}: {sum(here.values()):,} lines compared, "
            f"{only_here} only on DuckDB, {only_there} only on Spark"
        )


if __name__ == "__main__":
    main()
