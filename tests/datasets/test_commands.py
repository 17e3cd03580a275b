"""The data commands: Chinese words, and exit codes that a script can trust."""

from __future__ import annotations

import io
import os
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from sanyi.cli import app
from sanyi.datasets import contracts, render_contract_reference
from sanyi.terminal import run_safely

HEAD = "机构编码,机构名称,机构类别,县区代码,是否基层,是否公立"
GOOD = "H1,甲,综合医院,620199,否,是"


def _run(*words: str | Path) -> tuple[int, str]:
    """Exit code and everything printed, through the program as a person calls it."""
    os.environ["COLUMNS"] = "200"
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        code = run_safely(lambda: app(["data", *map(str, words)], standalone_mode=False))
    return code, out.getvalue()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "a.csv"
    path.write_text(f"{HEAD}\n{GOOD}\n", encoding="utf-8")
    return path


def test_contracts_are_listed_and_shown(tmp_path: Path) -> None:
    code, text = _run("contracts")
    assert code == 0 and "inpatient_stays" in text
    code, text = _run("contracts", "claims")
    assert code == 0 and "结算日期" in text and "sum_equals_parts" in text
    assert _run("contracts", "claim")[0] == 2
    assert _run("contracts", "--markdown", tmp_path / "c.md")[0] == 0
    assert (tmp_path / "c.md").read_text("utf-8") == render_contract_reference()


def test_load_check_and_diff_tell_their_codes(tmp_path: Path, source: Path) -> None:
    place = ("-w", tmp_path / "ws")
    code, text = _run("load", "institutions", source, *place)
    assert code == 0 and "a.csv" in text
    code, text = _run("load", "institutions", source, *place)
    assert code == 0 and "未改动" in text
    assert _run("check", *place, "--as-of", "2022-10-01")[0] == 0
    source.write_text(f"{HEAD}\n{GOOD}\nH1,乙,诊所,620199,是,是\n", encoding="utf-8")
    code, text = _run("load", "institutions", source, *place)
    assert code == 1 and "主键重复" in text
    first = tmp_path / "ws" / "checks" / "2022-10-01.json"
    second = tmp_path / "second.json"
    assert _run("check", "institutions", *place, "--output", second)[0] == 0
    assert _run("diff", first, second)[0] == 0


def test_findings_of_a_check_give_code_one(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text(
        "会议编号,会议种类,召集单位,召开日期,议定事项数,已落实事项数\nM1,调度,甲,2030-01-01,1,2\n",
        encoding="utf-8",
    )
    place = ("-w", tmp_path / "ws")
    assert _run("load", "meetings", path, *place)[0] == 0
    assert _run("check", *place, "--as-of", "2022-10-01", "--output", tmp_path / "a.json")[0] == 1
    assert _run("check", *place, "--as-of", "2031-10-01", "--output", tmp_path / "b.json")[0] == 1
    code, text = _run("diff", tmp_path / "a.json", tmp_path / "b.json")
    assert code == 1 and "已解决" in text and "仍存在" in text


def test_proposed_mapping_is_saved_and_used(tmp_path: Path, source: Path) -> None:
    saved = tmp_path / "m.toml"
    code, text = _run("load", "institutions", source, "--propose", saved)
    assert code == 0 and "institution_id" in text
    place = ("-w", tmp_path / "ws")
    constant = ("--constant", "ownership=政府办")
    code, _text = _run("load", "institutions", source, *place, "--mapping", saved, *constant)
    assert code == 0
    assert _run("load", "claims", source, *place, "--mapping", saved)[0] == 2
    assert _run("load", "institutions", source, *place, "--constant", "ownership")[0] == 2


def test_other_engine_gives_the_same_counts(tmp_path: Path, source: Path) -> None:
    pytest.importorskip("chdb", reason="第二引擎 chdb 未安装")
    place = ("-w", tmp_path / "ws", "--as-of", "2022-10-01")
    _run("load", "institutions", source, *place[:2])
    outputs = []
    for engine in ("duckdb", "chdb"):
        (tmp_path / "ws" / "checks" / "latest.json").unlink(missing_ok=True)
        outputs.append(tmp_path / f"{engine}.json")
        assert _run("check", *place, "--engine", engine, "--output", outputs[-1])[0] == 0
    assert outputs[0].read_bytes() == outputs[1].read_bytes()
    assert _run("check", *place, "--engine", "abacus")[0] == 2


def test_bad_input_is_told_and_hinted(tmp_path: Path) -> None:
    code, text = _run("load", "institutions", tmp_path / "none.csv", "-w", tmp_path / "ws")
    assert code == 2 and "DAT-061" in text and text.count("\n") == 1
    assert "none.csv" in text and "检查路径" in text
    assert _run("load", "nothing", tmp_path / "none.csv")[0] == 2
    assert _run("check", "-w", tmp_path / "ws", "--as-of", "十月")[0] == 2
    assert _run("diff", tmp_path / "x.json", tmp_path / "y.json")[0] == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("load",), "缺少 表名"),
        (("load", "claims"), "缺少 文件"),
        (("load", "claim", "x.csv"), "claims"),
        (("load", "claims", "x.csv", "--mode", "replace"), "full|upsert|insert"),
        (("check", "--as-of", "10月"), "--as-of"),
        (("check", "--engine", "abacus"), "duckdb"),
        (("diff", "没有.json", "也没有.json"), "没有.json"),
        (("lode",), "没有命令 lode"),
    ],
)
def test_wrong_words_are_said_on_one_line_in_chinese(words, told: str, tmp_path: Path) -> None:
    place = ("-w", tmp_path / "ws") if words[0] in ("load", "check") and len(words) > 2 else ()
    code, text = _run(*words, *place)
    assert code == 2 and told in text and text.count("\n") == 1, text


def test_reference_names_every_table_and_column() -> None:
    text = render_contract_reference()
    for contract in contracts().values():
        assert f"`{contract.name}`" in text
        assert all(f"| `{column.name}` |" in text for column in contract.columns)
