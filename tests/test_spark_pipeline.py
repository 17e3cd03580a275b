"""The whole way on Spark: the same county gives the same checks, figures and verdicts."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from sanyi.bulletin.commands import bind, judged, verdicts_text
from sanyi.bulletin.run import Judged
from sanyi.county import TINY, county_workspace, load_county, make_county
from sanyi.datasets import Executor, Session, SparkExecutor
from sanyi.datasets.checks import CheckRun, run_checks
from sanyi.indicators import Options, definitions, evaluate_all
from sanyi.kernel import Figure, Period
from sanyi.pipeline import read_ledger
from spark import needs_spark

pytestmark = [pytest.mark.spark, pytest.mark.slow]

DAY = dt.date(2025, 9, 30)
PERIODS = [Period.parse(text) for text in ("2025Q3", "2025")]
CHECKED = ("claims", "claim_lines", "inpatient_stays", "stay_diagnoses", "monitoring_readings")


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    needs_spark()
    folder = tmp_path_factory.mktemp("spark")
    make_county(7, TINY, folder / "county", until=dt.date(2025, 10, 15))
    with Session(county_workspace(folder / "workspace")) as session:
        load_county(folder / "county", session, "2025-10-15T08:00:00")
    return folder


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkExecutor]:
    needs_spark()
    executor = SparkExecutor("local[2]")
    yield executor
    executor.close()


class Borrowed:
    """An engine that many sessions use and none of them stops."""

    def __init__(self, executor: SparkExecutor) -> None:
        self.dialect = executor.dialect
        self.register = executor.register
        self.rows = executor.rows
        self.write = executor.write

    def close(self) -> None:
        """Leave it running."""


def assert_same_lines(left: list[str], right: list[str]) -> None:
    """Every line of one is in the other as often, both ways."""
    a, b = Counter(left), Counter(right)
    assert not a - b, f"只有 DuckDB 有 {sum((a - b).values())} 行：{list(a - b)[:3]}"
    assert not b - a, f"只有 Spark 有 {sum((b - a).values())} 行：{list(b - a)[:3]}"


def figures(county: Path, engine: Executor | None, by: str = "") -> tuple[Figure, ...]:
    """All indicators for the periods, or of the quarter for each institution or place."""
    periods = PERIODS[:1] if by else PERIODS
    wanted = [(d, period) for d in definitions().values() for period in periods]
    with Session(county_workspace(county / "workspace"), engine) as session:
        return evaluate_all(session, wanted, Options(by=by))[0]


def lines(found: tuple[Figure, ...]) -> list[str]:
    """A figure a line, with its value, its sides and its whole trace."""
    return [json.dumps(f.to_json(), ensure_ascii=False, sort_keys=True) for f in found]


@pytest.mark.parametrize("by", ["", "institution", "place"])
def test_all_indicators_are_equal_on_spark(by: str, county: Path, spark: SparkExecutor) -> None:
    here = figures(county, None, by)
    assert len(definitions()) > 300
    if not by:
        assert {f.indicator for f in here} == set(definitions())
    assert sum(f.value is not None for f in here) > len(here) // 2
    assert_same_lines(lines(here), lines(figures(county, Borrowed(spark), by)))


def test_verdicts_are_equal_on_spark(
    county: Path, spark: SparkExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = county / "county" / "document" / "anhe-2025.docx"
    workspace = county / "workspace"
    bind(document, read_ledger, workspace / "bindings.toml", "测试", DAY)

    def verdicts() -> Judged:
        return judged(document, workspace, DAY, None, read_ledger)

    here = verdicts()
    monkeypatch.setenv("SANYI_ENGINE", "spark:local[2]")
    monkeypatch.setattr(
        "sanyi.datasets.engine.choice.SparkExecutor", lambda _master: Borrowed(spark)
    )
    there = verdicts()
    assert_same_lines(verdicts_text(here).splitlines(), verdicts_text(there).splitlines())
    assert here.tasks == there.tasks


def test_checks_are_equal_on_spark(county: Path, spark: SparkExecutor) -> None:
    def checks(engine: Executor | None) -> CheckRun:
        with Session(county_workspace(county / "workspace"), engine) as session:
            return run_checks(session, DAY, CHECKED)

    def as_lines(run: CheckRun) -> list[str]:
        return [
            json.dumps([name, asdict(result)], ensure_ascii=False)
            for name, table in run.tables.items()
            for result in table.results
        ]

    assert_same_lines(as_lines(checks(None)), as_lines(checks(Borrowed(spark))))
