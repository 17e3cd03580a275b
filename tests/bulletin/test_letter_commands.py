"""The commands of letters, evaluation and two bulletins running, as a person types them."""

from __future__ import annotations

import datetime as dt
import io
import json
import shutil
import tomllib
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from sanyi.bulletin.commands import bind, judged, write_bulletin
from sanyi.bulletin.escalation import load_rules, rules_of
from sanyi.bulletin.issuing import enter_answer, file_name, record_of, write_letters
from sanyi.bulletin.letter_record import FILE, record_as_toml
from sanyi.bulletin.letters import Step
from sanyi.bulletin.quarterly import Masthead
from sanyi.cli import app
from sanyi.kernel import InputError, Period
from sanyi.pipeline import read_ledger
from sanyi.terminal import run_safely

SAMPLE = Path(__file__).resolve().parents[2] / "src/sanyi/samples/anhe-2025.docx"
ISSUER = ("--issuer", "安禾县医改办")


def say(*words: str | Path) -> tuple[int, str]:
    """Exit code and everything printed."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        code = run_safely(lambda: app([str(w) for w in words], standalone_mode=False))
    return code, out.getvalue()


def paragraphs(path: Path) -> str:
    return "\n".join(p.text for p in Document(str(path)).paragraphs)


@pytest.fixture(scope="module")
def bound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bound")
    bind(SAMPLE, read_ledger, folder / "bindings.toml", "综合岗", dt.date(2025, 3, 20))
    return folder


@pytest.fixture
def workspace(bound: Path, tmp_path: Path) -> Path:
    return shutil.copytree(bound, tmp_path / "workspace")


def test_letters_go_out_once_and_grow_graver(workspace: Path, tmp_path: Path) -> None:
    common = (SAMPLE, "-w", workspace)
    form = ("--number-form", "安医改督〔2025〕{}号")
    code, told = say("letters", "due", *common, "--today", "2025-10-15")
    assert code == 0 and "首发　蓝色督查单" in told and "设定，尚待确认" in told
    assert not (workspace / FILE).exists()
    issue = ("letters", "issue", *common, "-o", tmp_path / "函", *ISSUER, *form)
    code, told = say(*issue, "--today", "2025-10-15")
    first = sorted((tmp_path / "函").glob("*.docx"))
    assert code == 0 and first and f"督办函 {len(first)} 份" in told
    code, told = say(*issue, "--today", "2025-10-15")
    assert "督办函 0 份" in told
    # 10月15日后第7个工作日是10月24日
    code, told = say(*issue, "--today", "2025-10-27")
    orange = sorted((tmp_path / "函").glob("*-orange.docx"))
    assert code == 0 and len(orange) == len(first)
    assert "橙色预警单" in paragraphs(orange[0]) and "未收到答复" in paragraphs(orange[0])
    record = tomllib.loads((workspace / FILE).read_text("utf-8"))
    numbers = [n["number"] for n in record.values()]
    assert sorted(numbers) == sorted(f"安医改督〔2025〕{i}号" for i in range(1, 2 * len(first) + 1))
    code, told = say("letters", "list", "-w", workspace, "--today", "2025-10-28")
    assert f"共 {2 * len(first)} 份，未办结 {len(first)} 份" in told


def test_answer_is_entered_and_stays_in_the_file(workspace: Path, tmp_path: Path) -> None:
    say("letters", "issue", SAMPLE, "-w", workspace, "-o", tmp_path / "函", *ISSUER,
        "--today", "2025-10-15")  # fmt: skip
    (letter, *others) = record_of(workspace, load_rules())
    code, told = say("letters", "answer", letter.id, "-w", workspace, "--on", "2025-10-20",
                     "--words", "已增派医师", "--extend-to", "2025-12-31")  # fmt: skip
    assert code == 0 and letter.id in told
    code, told = say("letters", "due", SAMPLE, "-w", workspace, "--today", "2025-10-27")
    assert letter.entry_id not in told and f"应发 {len(others)} 份" in told
    code, told = say("letters", "answer", "没有这份", "-w", workspace)
    assert code == 2 and "SUP-010" in told and told.count("\n") == 1


def test_broken_record_stops_before_anything_is_written(workspace: Path, tmp_path: Path) -> None:
    (workspace / FILE).write_text('["x"]\nentry = "y"\n', "utf-8")
    code, told = say("letters", "issue", SAMPLE, "-w", workspace, "-o", tmp_path / "函", *ISSUER)
    assert code == 2 and "SUP-021" in told and "缺少 step" in told
    assert not (tmp_path / "函").exists()


def test_number_form_without_a_gap_is_refused(workspace: Path, tmp_path: Path) -> None:
    code, told = say("letters", "issue", SAMPLE, "-w", workspace, "-o", tmp_path / "函", *ISSUER,
                     "--number-form", "安医改督1号", "--today", "2025-10-15")  # fmt: skip
    assert code == 2 and "SUP-014" in told and not (workspace / FILE).exists()


def test_rules_of_the_office_are_read_from_the_workspace(workspace: Path) -> None:
    text = (Path(load_rules.__code__.co_filename).parent / "escalation.toml").read_text("utf-8")
    (workspace / "escalation.toml").write_text(text.replace("蓝色督查单", "提醒单"), "utf-8")
    assert rules_of(workspace).levels[0].label == "提醒单"


def test_letter_ends_when_the_task_is_closed(workspace: Path, tmp_path: Path) -> None:
    result = judged(SAMPLE, workspace, dt.date(2025, 9, 30), None, read_ledger)
    head = Masthead("安禾县医改办", dt.date(2025, 10, 15))
    write_letters(result, workspace, head, dt.date(2025, 10, 15), tmp_path)
    letter = record_of(workspace, load_rules())[0]
    tasks = tuple(
        replace(t, is_closed=t.entry.id == letter.entry_id or t.is_closed) for t in result.tasks
    )
    day = dt.date(2025, 10, 20)
    (path,) = write_letters(replace(result, tasks=tasks), workspace, head, day, tmp_path)
    assert path.name.endswith("解除.docx") and "解除督查" in paragraphs(path)
    ended = [n for n in record_of(workspace, load_rules()) if n.entry_id == letter.entry_id]
    assert {n.step for n in ended} == {Step.FIRST, Step.WITHDRAWAL}
    assert not any(n.is_open for n in ended) and len({file_name(n) for n in ended}) == 2


def test_bulletin_names_the_letters_that_run(workspace: Path, tmp_path: Path) -> None:
    code, _ = say("bulletin", SAMPLE, "-w", workspace, "-o", tmp_path / "通报.docx", *ISSUER,
                  "--signed", "2025-10-15", "--letters", tmp_path / "函")  # fmt: skip
    assert code == 0
    told = paragraphs(tmp_path / "通报.docx")
    assert "督办情况" in told and "2025年10月15日发出蓝色督查单，答复时限2025年10月24日" in told
    record = record_of(workspace, load_rules())
    assert record and (workspace / FILE).read_text("utf-8") == record_as_toml(record)


def test_expired_red_letter_is_named_for_a_talk(workspace: Path, tmp_path: Path) -> None:
    for day in ("2025-07-15", "2025-08-15", "2025-09-15"):
        say("letters", "issue", SAMPLE, "-w", workspace, "-o", tmp_path / "函", *ISSUER,
            "--today", day)  # fmt: skip
    say("bulletin", SAMPLE, "-w", workspace, "-o", tmp_path / "通报.docx", *ISSUER,
        "--signed", "2025-10-15")  # fmt: skip
    assert "列入约谈名单" in paragraphs(tmp_path / "通报.docx")
    assert (
        "列入约谈名单 0" not in say("letters", "list", "-w", workspace, "--today", "2025-10-15")[1]
    )


def test_same_finding_two_quarters_running_carries_a_cause(workspace: Path, tmp_path: Path) -> None:
    """Q2 bulletin, then Q3, both by command; the second must say why or 原因不明."""
    for quarter, signed in (("2025Q2", "2025-07-15"), ("2025Q3", "2025-10-15")):
        code, told = say("bulletin", SAMPLE, "-w", workspace, "-o", tmp_path / f"{quarter}.docx",
                         *ISSUER, "--quarter", quarter, "--signed", signed)  # fmt: skip
        assert code == 0, told
    first, second = (paragraphs(tmp_path / f"{q}.docx") for q in ("2025Q2", "2025Q3"))
    assert "连续两个季度" not in first
    problems = Period.parse("2025Q2"), Period.parse("2025Q3")
    kept = [
        json.loads((workspace / "bulletins" / f"{p}.json").read_text("utf-8")) for p in problems
    ]
    same = {k for k, v in kept[1]["problems"].items() if kept[0]["problems"].get(k) == v}
    assert same and second.count("连续两个季度") == len(same)
    assert second.count("原因不明") == len(same)  # no unit has reported anything


def test_bulletin_of_a_quarter_without_a_forerunner_asks_for_no_cause(
    workspace: Path, tmp_path: Path
) -> None:
    result = judged(SAMPLE, workspace, dt.date(2025, 9, 30), None, read_ledger)
    head = Masthead("安禾县医改办", dt.date(2025, 10, 15))
    out = tmp_path / "通报.docx"
    write_bulletin(result, workspace, Period.parse("2025Q3"), head, dt.date(2025, 10, 31), out)
    assert "连续两个季度" not in paragraphs(out)


def test_evaluation_is_written_as_word_and_excel(workspace: Path, tmp_path: Path) -> None:
    word, excel = tmp_path / "评价.docx", tmp_path / "评价.xlsx"
    code, told = say("evaluation", SAMPLE, "-w", workspace, "-o", word, "--xlsx", excel, *ISSUER,
                     "--place", "安禾县", "--today", "2026-01-15")  # fmt: skip
    assert code == 0 and "已写出" in told
    assert "2025年安禾县医改重点工作任务年度评价表" in paragraphs(word).replace("\n", "")
    book = load_workbook(excel)
    assert book.sheetnames == ["任务评价", "各单位进展情况排名", "目标指标进展表"]
    result = judged(SAMPLE, workspace, dt.date(2026, 1, 15), None, read_ledger)
    sheet = book["任务评价"]
    assert sheet.max_row == 3 + len(result.tasks)
    assert all(c.data_type != "f" for s in book for row in s.iter_rows() for c in row)
    ids = {c.value for s in book for row in s.iter_rows() for c in row if c.value}
    assert any("unit_score@2025/" in str(i) for i in ids)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("bulletin", SAMPLE, "-w", "w", "-o", "x.docx", *ISSUER, "--quarter", "三季度"),
            "CLI-021",
        ),
        (("letters", "due", SAMPLE, "-w", "w", "--today", "明天"), "CLI-020"),
        (("letters", "due"), "缺少 文件"),
        (("letters", "send"), "没有命令 send"),
        (("evaluation", SAMPLE, "-w", "w", "-o", "x.docx"), "缺少 --issuer"),
    ],
)
def test_wrong_words_are_said_on_one_line(words, told: str, tmp_path: Path) -> None:
    code, found = say(*(tmp_path / "w" if w == "w" else w for w in words))
    assert code == 2 and told in found and found.count("\n") == 1


def test_file_that_cannot_be_written_is_said(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "in-the-way").write_text("x", "utf-8")
    code, told = say("evaluation", SAMPLE, "-w", workspace, *ISSUER, "--today", "2025-10-15",
                     "-o", tmp_path / "in-the-way" / "a.docx")  # fmt: skip
    assert code == 2 and "CLI-005" in told


def test_answer_needs_a_known_letter(workspace: Path) -> None:
    with pytest.raises(InputError, match="SUP-010"):
        enter_answer(workspace, "x", dt.date(2025, 10, 1), "")
