"""Each kind of check counts what it should, on two engines, and its SQL is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import ibis
import pytest

from datasets.check_cases import CASES, Case
from golden_sql import assert_golden
from same_rows import assert_same_rows
from sanyi.datasets import CheckSpec, Column, Contract, DuckDBExecutor, SparkExecutor, contracts
from sanyi.datasets.checks import KINDS, Question, checks_of, kind_of
from sanyi.datasets.engine.duckdb_executor import duckdb_type
from sanyi.datasets.model import ibis_type
from sanyi.kernel import DefinitionError
from spark import needs_spark

GOLDEN = Path(__file__).parent / "golden" / "checks"
AS_OF = dt.date(2022, 10, 1)


def _schema(columns: str) -> dict[str, str]:
    pairs = [part.strip().split(" ", 1) for part in columns.split(", ")]
    return {name: ibis_type(type_name) or "" for name, type_name in pairs}


def _tables(case: Case) -> dict[str, tuple[dict[str, str], list[str]]]:
    own = {"subject": (_schema(case.columns), list(case.rows))}
    return own | {n: (_schema(c), list(rows)) for n, (c, rows) in case.others.items()}


def _counts(case: Case) -> ibis.Table:
    tables = {name: ibis.table(schema, name=name) for name, (schema, _) in _tables(case).items()}
    subject = tables["subject"]
    columns = tuple(Column(name, "string", name) for name in subject.columns)
    contract = Contract("subject", "题目", "一行", "例", (case.key,), columns)
    kind = KINDS[case.kind]
    spec = CheckSpec(case.kind, case.parameters)
    question = Question(subject, contract, kind.complete(spec), tables.__getitem__, AS_OF)
    if kind.row is not None:
        checked, failed = kind.row(question)
        marked = subject.mutate(
            is_checked=checked.fill_null(False), is_failed=(checked & failed).fill_null(False)
        )
    else:
        assert kind.whole is not None
        marked = kind.whole(question)
    return marked.agg(
        checked=marked.is_checked.cast("int64").sum().fill_null(0),
        failed=marked.is_failed.cast("int64").sum().fill_null(0),
    )


def _write(case: Case, folder: Path) -> dict[str, Path]:
    engine = DuckDBExecutor(threads=1)
    paths = {}
    for name, (schema, rows) in _tables(case).items():
        values = ", ".join(f"({row})" for row in rows)
        casts = ", ".join(
            f"CAST({column} AS {duckdb_type(ibis.dtype(kind))}) AS {column}"
            for column, kind in schema.items()
        )
        paths[name] = folder / f"{name}.parquet"
        sql = f"SELECT {casts} FROM (VALUES {values}) AS t({', '.join(schema)})"
        engine.copy(sql, paths[name])
    engine.close()
    return paths


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.kind)
def test_kind_counts_checked_and_failed(case: Case, tmp_path: Path) -> None:
    engine = DuckDBExecutor(threads=1)
    for name, path in _write(case, tmp_path).items():
        engine.register(name, path)
    assert engine.rows(_counts(case)) == [{"checked": case.checked, "failed": case.failed}]
    engine.close()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.kind)
def test_kind_counts_the_same_on_second_engine(case: Case, tmp_path: Path) -> None:
    pytest.importorskip("chdb", reason="第二引擎 chdb 未安装")
    assert_same_rows(_counts(case), _write(case, tmp_path), tmp_path)


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkExecutor]:
    needs_spark()
    engine = SparkExecutor("local[2]")
    yield engine
    engine.close()


@pytest.mark.spark
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.kind)
def test_kind_counts_the_same_on_spark(case: Case, tmp_path: Path, spark: SparkExecutor) -> None:
    assert_same_rows(_counts(case), _write(case, tmp_path), tmp_path, spark)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.kind)
def test_sql_of_kind_is_kept_for_six_dialects(case: Case) -> None:
    assert_golden(_counts(case), GOLDEN / f"{case.kind}.sql")


def test_every_kind_has_a_case_and_there_are_thirty() -> None:
    assert {case.kind for case in CASES} == set(KINDS)
    assert len(KINDS) >= 30


@pytest.mark.parametrize("name", sorted(contracts()))
def test_checks_of_every_contract_are_well_called(name: str) -> None:
    contract = contracts()[name]
    for spec in checks_of(contract):
        kind_of(spec, contract)


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        (CheckSpec("not_nil", {"column": "stay_id"}), "没有检查种类 not_nil"),
        (CheckSpec("not_null", {"column": "stays_id"}), "column 所指的列 stays_id 不在契约里"),
        (CheckSpec("not_null", {"columns": ["stay_id"]}), "不认识参数 columns；缺少参数 column"),
        (CheckSpec("requires_both", {"columns": ["stay_id", "x"]}), "所指的列 x 不在契约里"),
    ],
)
def test_wrong_call_names_file_and_parameter(spec: CheckSpec, said: str) -> None:
    contract = contracts()["inpatient_stays"]
    with pytest.raises(DefinitionError) as caught:
        kind_of(spec, contract)
    assert said in caught.value.message
    assert "inpatient_stays.toml" in caught.value.message
