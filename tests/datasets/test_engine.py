"""Workspace, session and engines."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import ibis
import pytest
from ibis import _

import sanyi
from golden_sql import assert_golden
from same_rows import assert_same_rows
from sanyi.datasets import (
    DIALECTS,
    DuckDBExecutor,
    Session,
    SparkExecutor,
    Workspace,
    compare_rows,
    compile_sql,
    get_contract,
    load_table,
    quantiles,
    ratio,
    table,
    tables_of,
)
from sanyi.kernel import InputError, SanyiError, UnreadableFileError
from spark import needs_spark

KEY = b"k" * 32
GOLDEN = Path(__file__).parent / "golden" / "engine"


def _stays(folder: Path, key: bytes = KEY, rows: int = 400) -> Workspace:
    """Invented stays: lengths, costs and schemes that repeat by their number."""
    lines = ["住院号,机构编码,险种,入院日期,出院日期,总费用"]
    lines += [
        f"S{n},H{n % 7},{('职工', '居民')[n % 2]},2022-01-{n % 28 + 1:02d},"
        f"2022-0{n % 3 + 2}-{n % 27 + 1:02d},{n * 37 % 9000 + 0.55}"
        for n in range(rows)
    ]
    source = folder / "stays.csv"
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    workspace = Workspace(folder / "ws", key=key)
    with Session(workspace, threads=2) as session:
        load_table(session, "inpatient_stays", source, "2022-10-01")
    return workspace


def _by_scheme() -> ibis.Table:
    """Stays, money and the share of long ones, by scheme and quarter."""
    stays = table("inpatient_stays")
    days = stays.discharged_on.delta(stays.admitted_on, unit="day")
    timed = stays.mutate(days=days, quarter=stays.discharged_on.quarter())
    return timed.group_by(["insurance_scheme", "quarter"]).agg(
        stays=_.count(),
        cost_fen=_.total_cost_fen.sum().cast("int64"),
        long_share=ratio((_.days > 30).cast("int64").sum(), _.count()),
        mean_fen=ratio(_.total_cost_fen.sum(), _.count()),
    )


def _median_cost() -> ibis.Table:
    return quantiles(
        table("inpatient_stays"), "total_cost_fen", {"median": 0.5, "p90": 0.9}, ["institution_id"]
    )


EXPRESSIONS = {"by_scheme": _by_scheme, "median_cost": _median_cost}


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_sql_is_kept_for_six_dialects(name: str) -> None:
    assert len(DIALECTS) == 6
    assert_golden(EXPRESSIONS[name](), GOLDEN / f"{name}.sql")


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_rows_are_equal_on_clickhouse(name: str, tmp_path: Path) -> None:
    pytest.importorskip("chdb", reason="第二引擎 chdb 未安装")
    workspace = _stays(tmp_path)
    tables = {"inpatient_stays": workspace.path("inpatient_stays")}
    assert_same_rows(EXPRESSIONS[name](), tables, tmp_path)


@pytest.mark.spark
@pytest.mark.parametrize("name", EXPRESSIONS)
def test_rows_are_equal_on_spark(name: str, tmp_path: Path) -> None:
    needs_spark()
    workspace = _stays(tmp_path)
    tables = {"inpatient_stays": workspace.path("inpatient_stays")}
    spark = SparkExecutor("local[2]")
    assert_same_rows(EXPRESSIONS[name](), tables, tmp_path, spark)


def test_row_comparison_sees_one_changed_row(tmp_path: Path) -> None:
    engine = DuckDBExecutor()
    engine.copy("SELECT range AS a FROM range(10)", tmp_path / "a.parquet")
    engine.copy("SELECT range + (range = 3)::INT AS a FROM range(10)", tmp_path / "b.parquet")
    difference = compare_rows(tmp_path / "a.parquet", tmp_path / "b.parquet")
    assert (difference.only_left, difference.only_right) == (1, 1)
    assert not compare_rows(tmp_path / "a.parquet", tmp_path / "a.parquet")


def test_median_is_a_value_that_occurs(tmp_path: Path) -> None:
    engine = DuckDBExecutor()
    engine.copy(
        "SELECT * FROM (VALUES ('a',1),('a',2),('a',9),('b',4),('b',NULL)) t(g, v)",
        tmp_path / "t.parquet",
    )
    engine.register("t", tmp_path / "t.parquet")
    t = ibis.table({"g": "string", "v": "int64"}, name="t")
    rows = engine.rows(quantiles(t, "v", {"median": 0.5}, ["g"]).order_by("g"))
    assert rows == [{"g": "a", "n": 3, "median": 2}, {"g": "b", "n": 1, "median": 4}]
    assert engine.rows(quantiles(t, "v", {"median": 0.5})) == [{"n": 4, "median": 2}]


def test_sum_of_integers_stays_an_integer_in_parquet(tmp_path: Path) -> None:
    workspace = _stays(tmp_path)
    with Session(workspace) as session:
        total = table("inpatient_stays").agg(total=_.total_cost_fen.sum())
        session.write(total, tmp_path / "sum.parquet")
        described = session.local.execute(f"DESCRIBE FROM '{tmp_path / 'sum.parquet'}'")
    assert described[0][1] == "BIGINT"


def test_derived_table_knows_what_it_came_from(tmp_path: Path) -> None:
    workspace = _stays(tmp_path)
    with Session(workspace) as session:
        entry = session.save("stays_by_scheme", _by_scheme(), "2022-10-01")
        source = workspace.entry("inpatient_stays")
        assert entry.derived_from == {"inpatient_stays": source.content_hash}
        assert session.inputs(_by_scheme()) == {"inpatient_stays": (400, source.content_hash)}
        again = session.save("stays_by_scheme", _by_scheme(), "2022-10-02")
    assert again.content_hash == entry.content_hash


def test_missing_table_is_said_and_never_zero(tmp_path: Path) -> None:
    with Session(Workspace(tmp_path / "ws")) as session:
        assert session.missing(_by_scheme()) == ("inpatient_stays",)
        assert not session.has("inpatient_stays")
        with pytest.raises(InputError, match="inpatient_stays 还没有装载"):
            session.rows(_by_scheme())
    assert tables_of(_by_scheme()) == {"inpatient_stays"}


def test_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        folder.mkdir()
    one, two = (_stays(folder).path("inpatient_stays") for folder in folders)
    assert one.read_bytes() == two.read_bytes() and one.name == two.name
    manifests = [(folder / "ws" / "manifest.json").read_text("utf-8") for folder in folders]
    assert manifests[0] == manifests[1]


def test_damage_to_a_table_is_noticed(tmp_path: Path) -> None:
    workspace = _stays(tmp_path)
    workspace.verify("inpatient_stays")
    path = workspace.path("inpatient_stays")
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(UnreadableFileError, match="inpatient_stays"):
        workspace.verify("inpatient_stays")


def test_broken_manifest_is_said_in_words(tmp_path: Path) -> None:
    workspace = _stays(tmp_path)
    path = workspace.root / "manifest.json"
    data = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**data, "format": 99}), encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="清单"):
        Workspace(workspace.root).entry("inpatient_stays")


def test_second_writer_is_refused_while_one_writes(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "ws")
    other = Workspace(tmp_path / "ws")
    with workspace.writing(), pytest.raises(InputError, match="另一个程序"), other.writing():
        pass
    with workspace.writing():
        pass


def test_engine_error_holds_no_value_of_the_data() -> None:
    engine = DuckDBExecutor()
    with pytest.raises(SanyiError) as caught:
        engine.execute("SELECT CAST('张三丰' AS INTEGER)")
    assert "张三丰" not in str(caught.value)


def test_build_errors_name_the_column() -> None:
    with pytest.raises(AttributeError, match="dischargd_on"):
        table("inpatient_stays").dischargd_on.max()


def test_big_sort_spills_within_memory_limit(tmp_path: Path) -> None:
    engine = DuckDBExecutor("120MB", tmp_path / "spill", threads=1)
    engine.copy(
        "SELECT * FROM (SELECT md5(range::VARCHAR) AS a FROM range(2000000)) ORDER BY a",
        tmp_path / "sorted.parquet",
    )
    assert engine.execute(f"SELECT count(*) FROM '{tmp_path / 'sorted.parquet'}'") == [(2000000,)]


def test_default_path_imports_no_heavy_library() -> None:
    """分析引擎的缺省路径不带 pandas、pyarrow、pyspark、chdb。"""
    code = (
        "import sys, sanyi.datasets as d, sanyi.datasets.commands\n"
        "d.compile_sql(d.table('claims').limit(1), 'pyspark')\n"
        "print([m for m in ('pandas', 'pyarrow', 'pyspark', 'chdb') if m in sys.modules])"
    )
    source = str(Path(sanyi.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=False,
        text=True,
        env={"PYTHONPATH": source},
    )
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


def test_compile_needs_no_connection_for_any_dialect() -> None:
    for dialect in DIALECTS:
        assert "inpatient_stays" in compile_sql(_by_scheme(), dialect)


def test_spilled_rows_of_a_dead_process_are_removed_and_of_a_living_one_kept(
    tmp_path: Path,
) -> None:
    spill = Workspace(tmp_path / "ws").spill
    (spill / "dead").mkdir(parents=True)
    (spill / "dead" / "rows.tmp").write_bytes(b"x")
    (spill / "dead.lock").touch()
    with Session(Workspace(tmp_path / "ws")):
        (living,) = [p for p in spill.iterdir() if p.is_dir()]
        assert living.name != "dead" and len(list(spill.iterdir())) == 2
        with Session(Workspace(tmp_path / "ws")):
            assert living.is_dir()
    assert list(spill.iterdir()) == []


def _older(workspace: Workspace, *gone: str) -> None:
    """Turn the stays into those of a workspace that was loaded before the contract had columns."""
    entry = workspace.entry("inpatient_stays")
    with Session(workspace) as session, workspace.writing():
        staged = workspace.staging("older.parquet")
        left = ", ".join(f'"{name}"' for name in gone)
        path = workspace.path("inpatient_stays")
        session.local.copy(f"SELECT * EXCLUDE ({left}) FROM read_parquet('{path}')", staged)
        workspace.put("inpatient_stays", staged, session.local, entry.loaded_at,
                      contract_hash=entry.contract_hash, sources=entry.sources)  # fmt: skip


def _column(*, required: bool) -> str:
    """A column that no key needs."""
    contract = get_contract("inpatient_stays")
    return next(c.name for c in contract.stored_columns
                if c.required is required and c.name not in contract.key
                and c.name != contract.period_column)  # fmt: skip


@pytest.mark.parametrize("engine", ["own", "other"])
def test_optional_column_that_came_later_has_no_value(tmp_path: Path, engine: str) -> None:
    workspace = _stays(tmp_path)
    name = _column(required=False)
    _older(workspace, name)
    other = None if engine == "own" else DuckDBExecutor()  # any that is not the session's own
    with Session(workspace, other) as session:
        stays = table("inpatient_stays")
        shown = session.rows(stays.limit(3))
        assert [row[name] for row in shown] == [None] * 3
        assert session.rows(stays.agg(n=stays.count(), known=stays[name].count())) == [
            {"n": 400, "known": 0}
        ]


def test_required_column_that_came_later_asks_to_load_again(tmp_path: Path) -> None:
    workspace = _stays(tmp_path)
    name = _column(required=True)
    _older(workspace, name)
    with Session(workspace) as session:
        stays = table("inpatient_stays")
        with pytest.raises(InputError, match="缺少必填的列") as told:
            session.rows(stays.group_by(name).agg(n=stays.count()))
        assert told.value.code == "DAT-038" and "重新装载" in told.value.hint
        assert session.rows(stays.agg(n=stays.count())) == [{"n": 400}]
