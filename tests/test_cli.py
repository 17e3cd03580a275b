"""The command line as a person meets it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

import sanyi
from console import run
from sanyi.documents import GONE_AS_DRAFTED, GONE_WHEN_ACCEPTED, read_document

SAMPLES = Path(sanyi.__file__).parent / "samples"
FINAL = SAMPLES / "anhe-2025.docx"
DRAFT = SAMPLES / "anhe-2026-draft.docx"
Capture = pytest.CaptureFixture[str]


def test_text_prints_exactly_the_coordinates_of_all_spans(capsys: Capture) -> None:
    ended = run(capsys, "text", DRAFT)
    assert ended == (0, read_document(DRAFT).text, "")


@pytest.mark.parametrize(
    ("view", "without"), [("drafted", GONE_AS_DRAFTED), ("accepted", GONE_WHEN_ACCEPTED)]
)
def test_text_prints_either_reading_of_a_draft(
    capsys: Capture, view: str, without: frozenset[object]
) -> None:
    assert run(capsys, "text", DRAFT, "--view", view).out == read_document(DRAFT).view(without).text  # type: ignore[arg-type]


def test_masked_text_keeps_every_offset(capsys: Capture) -> None:
    shown = run(capsys, "text", FINAL, "--mask").out
    assert "13900001111" not in shown
    assert len(shown) == len(read_document(FINAL).text)


def test_every_span_of_the_ledger_points_into_the_printed_text(capsys: Capture) -> None:
    text = run(capsys, "text", FINAL).out
    ledger = json.loads(run(capsys, "ledger", FINAL).out)
    targets = [t for e in ledger["entries"] for t in e["targets"]]
    assert targets
    for target in targets:
        piece = text[target["span"]["start"] : target["span"]["end"]]
        assert target["phrase"].split("…")[0][:4] in piece or piece[:4] in target["phrase"]


def test_ledger_goes_to_standard_output_as_json(capsys: Capture) -> None:
    ended = run(capsys, "ledger", FINAL, "--id", "anhe-2025")
    read = json.loads(ended.out)
    assert (ended.code, ended.err) == (0, "")
    assert read["document"]["id"] == "anhe-2025"
    assert read["document"]["document_number"] == "安禾政办〔2025〕6号"
    assert sum(e["kind"] == "clause" for e in read["entries"]) == 26
    assert sum(e["kind"] == "ledger_row" for e in read["entries"]) == 31


def test_format_follows_the_name_of_the_output(capsys: Capture, tmp_path: Path) -> None:
    for name, start in (("a.json", b"{"), ("a.md", b"# "), ("a.xlsx", b"PK")):
        assert run(capsys, "ledger", FINAL, "-o", tmp_path / name) == (0, "", "")
        assert (tmp_path / name).read_bytes().startswith(start)


def test_several_files_go_into_a_folder_one_each(capsys: Capture, tmp_path: Path) -> None:
    twin = tmp_path / "elsewhere" / FINAL.name
    twin.parent.mkdir()
    twin.write_bytes(FINAL.read_bytes())
    ended = run(capsys, "ledger", FINAL, DRAFT, twin, "--format", "md", "-o", tmp_path / "out")
    assert ended.code == 0
    names = sorted(p.name for p in (tmp_path / "out").iterdir())
    assert names == ["anhe-2025-2.md", "anhe-2025.md", "anhe-2026-draft.md"]


def test_several_files_go_into_one_workbook(capsys: Capture, tmp_path: Path) -> None:
    out = tmp_path / "两年.xlsx"
    assert run(capsys, "ledger", FINAL, DRAFT, "-o", out).code == 0
    names = load_workbook(out).sheetnames
    assert names == [
        "anhe-2025 台账",
        "anhe-2025 正文条款",
        "anhe-2026-draft 台账",
        "体检发现",
        "说明",
    ]


def test_one_unreadable_file_leaves_the_others_alone(capsys: Capture, tmp_path: Path) -> None:
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"PK\x03\x04 not a document")
    ended = run(capsys, "ledger", FINAL, bad, "--format", "json", "-o", tmp_path / "out")
    assert ended.code == 2
    assert ended.err.startswith("错误 DOC-0") and ended.err.count("\n") == 1
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["anhe-2025.json"]


def test_audit_prints_the_same_findings_as_the_ledger(capsys: Capture) -> None:
    ended = run(capsys, "audit", FINAL, "--format", "json")
    whole = json.loads(run(capsys, "ledger", FINAL).out)
    assert json.loads(ended.out) == {"findings": whole["findings"]}


def test_audit_ends_with_one_exactly_when_there_are_errors(capsys: Capture) -> None:
    for path in (FINAL, DRAFT, SAMPLES / "anhe-2025.txt"):
        ended = run(capsys, "audit", path, "--format", "json")
        severities = {f["severity"] for f in json.loads(ended.out)["findings"]}
        assert ended.code == int("error" in severities)


def test_audit_text_counts_its_findings(capsys: Capture) -> None:
    shown = run(capsys, "audit", FINAL).out
    count = len(json.loads(run(capsys, "audit", FINAL, "--format", "json").out)["findings"])
    assert f"共 {count} 项" in shown


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        ((), 0, "用法：sanyi"),
        (("--version",), 0, f"sanyi {sanyi.__version__}"),
        (("ledger", "--help"), 0, "显示这页帮助。"),
        (("data",), 0, "用法：sanyi data"),
    ],
)
def test_help_and_version_speak_chinese(
    capsys: Capture, arguments: tuple[str, ...], code: int, says: str
) -> None:
    ended = run(capsys, *arguments)
    assert (ended.code, ended.err) == (code, "")
    assert says in ended.out


@pytest.mark.parametrize("command", ["text", "ledger", "audit", "demo"])
def test_no_english_word_of_the_framework_is_left_in_the_help(
    capsys: Capture, command: str
) -> None:
    shown = run(capsys, command, "--help").out
    for word in (
        "Usage",
        "Options",
        "Arguments",
        "default",
        "required",
        "Show this",
        "bool",
        "Path",
    ):
        assert word not in shown


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ("foo",),
            "错误 CLI-001 没有命令 foo。可用的命令：text、ledger、audit、demo、data、county、letters、bind、verdicts、bulletin、evaluation、explain、",
        ),
        (("text",), "错误 CLI-001 缺少 文件。用 --help 查看用法。"),
        (("text", "a.txt", "--vieww", "x"), "错误 CLI-001 没有选项 --vieww，是否要用 --view？"),
        (
            ("text", "a.txt", "--view", "x"),
            "错误 CLI-001 --view 的值不对，可用：full|drafted|accepted。",
        ),
        (("text", "a.txt", "b.txt"), "错误 CLI-001 多出的参数：b.txt。"),
        (("audit", "没有.docx"), "错误 DOC-001 找不到文件：没有.docx。请核对路径和文件名。"),
        (("ledger", FINAL, DRAFT), "错误 CLI-006 几份文件不能写到一处。"),
        (
            ("ledger", FINAL, DRAFT, "--id", "x", "-o", "out"),
            "错误 CLI-002 --id 只能用于一份文件。",
        ),
    ],
)
def test_mistake_is_said_on_one_line_with_what_to_do(
    capsys: Capture, arguments: tuple[object, ...], line: str
) -> None:
    ended = run(capsys, *arguments)
    assert ended.code == 2
    assert ended.out == ""
    assert ended.err.startswith(line)
    assert ended.err.count("\n") == 1


def test_source_is_never_overwritten(capsys: Capture, tmp_path: Path) -> None:
    copy = tmp_path / "原件.txt"
    copy.write_bytes((SAMPLES / "anhe-2025.txt").read_bytes())
    before = copy.read_bytes()
    ended = run(capsys, "ledger", copy, "--format", "json", "-o", copy)
    assert (ended.code, ended.err[:11]) == (2, "错误 CLI-003 ")
    assert copy.read_bytes() == before


def test_failed_write_leaves_the_old_file_and_no_rest(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "台账.json"
    out.write_text("旧", "utf-8")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    ended = run(capsys, "ledger", FINAL, "-o", out)
    assert (ended.code, ended.err[:11]) == (2, "错误 CLI-005 ")
    assert out.read_text("utf-8") == "旧"
    assert [p.name for p in tmp_path.iterdir()] == ["台账.json"]


def test_place_that_cannot_be_written_is_said(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    ended = run(capsys, "ledger", FINAL, "-o", tmp_path / "file" / "台账.json")
    assert (ended.code, ended.err[:11]) == (2, "错误 CLI-005 ")


def test_unforeseen_error_shows_no_traceback_and_no_data(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **more: object) -> None:
        raise KeyError("周某某 13900001111")

    monkeypatch.setattr("sanyi.cli.read_ledger", broken)
    ended = run(capsys, "ledger", FINAL)
    assert ended.code == 3
    assert ended.err.startswith("错误 PRG-001 程序内部出错（KeyError，")
    assert ended.err.count("\n") == 1
    assert "13900001111" not in ended.err


def test_interrupted_command_ends_with_130(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*args: object, **more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sanyi.cli.read_ledger", interrupted)
    assert run(capsys, "ledger", FINAL) == (130, "", "已中断。\n")


def sanyi_process(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A real process with a bare environment."""
    source = str(Path(sanyi.__file__).parents[1])
    variables = {"PATH": os.environ["PATH"], "PYTHONPATH": source, **environment}
    command = [sys.executable, "-m", "sanyi.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, env=variables, check=False, timeout=60)


def test_output_is_utf8_whatever_the_console_says() -> None:
    ended = sanyi_process("text", FINAL, PYTHONIOENCODING="gbk:strict", LC_ALL="C")
    assert ended.returncode == 0
    assert ended.stdout.decode("utf-8") == read_document(FINAL).text
    assert ended.stderr == b""


def test_workbook_can_be_piped() -> None:
    ended = sanyi_process("ledger", FINAL, "--format", "xlsx")
    assert load_workbook(io.BytesIO(ended.stdout)).sheetnames[0] == "台账"


def test_reader_that_leaves_early_gets_no_traceback() -> None:
    source = str(Path(sanyi.__file__).parents[1])
    process = subprocess.Popen(
        [sys.executable, "-m", "sanyi.cli", "ledger", str(FINAL)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": source},
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.read(1)
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=60) == 0
    assert said == b""


def test_demo_reads_both_samples_and_says_what_to_try_next(capsys: Capture, tmp_path: Path) -> None:
    ended = run(capsys, "demo", "--county", "none", "-o", tmp_path)
    assert ended.code == 0
    assert "压实改革领导责任" in ended.out
    assert "自己的文件可以这样读" in ended.out
    assert sorted(p.name for p in tmp_path.iterdir()) == ["anhe-2025.xlsx", "anhe-2026-draft.xlsx"]


@pytest.mark.parametrize("name", ["a.json", "a.md", "a.xlsx", "a.txt"])
def test_masked_output_holds_no_personal_value(capsys: Capture, tmp_path: Path, name: str) -> None:
    source = tmp_path / "联系.txt"
    source.write_text(
        "安禾县2025年深化医药卫生体制改革重点工作任务\n\n"
        "（一）做好对接（联系人：周大海，电话：13900001111）。\n"
        "责任单位：县卫生健康局\n",
        "utf-8",
    )
    out = tmp_path / name
    assert run(capsys, "ledger", source, "--mask", "-o", out).code == 0
    if name.endswith("xlsx"):
        cells = [c.value for sheet in load_workbook(out) for row in sheet for c in row]
        shown = "\n".join(str(c) for c in cells)
    else:
        shown = out.read_text("utf-8")
    assert "对接" in shown
    assert "13900001111" not in shown
    assert "周大海" not in shown
