"""What ``make demo`` shows: the path from a document to its ledger, on documents of our own."""

from __future__ import annotations

import shutil
import sys
from importlib.resources import as_file, files
from pathlib import Path

from rich.console import Console

from sanyi.ledger import ledgers_as_xlsx
from sanyi.pipeline import read_ledger
from sanyi.terminal import findings_text, ledger_table, show, write_atomically

SAMPLES = ("anhe-2025.docx", "anhe-2026-draft.docx")
_NEXT = """自己的文件可以这样读：
  {program} ledger 你的文件.docx -o 台账.xlsx    把自己的文件读成台账
  {program} audit 你的文件.docx                  只做体检，有错误时退出码为 1
  {program} text 你的文件.docx --view accepted   看接受修订后的文字
  {program} ledger --help                        全部选项"""


def show_demo(folder: Path) -> None:
    """Read the sample documents, show their ledgers and findings, write the workbooks."""
    written = [_show_one(name, folder) for name in SAMPLES]
    console = Console(emoji=False, highlight=False)
    console.rule("写出的文件")
    for path in written:
        console.print(f"  {path}")
    console.print("\n" + _NEXT.format(program=program()))


def program() -> str:
    """How the person can call this program from where they are."""
    if shutil.which("sanyi") is not None:
        return "sanyi"
    called = Path(sys.argv[0])
    return str(called) if called.stem == "sanyi" else "python -m sanyi.cli"


def _show_one(name: str, folder: Path) -> Path:
    with as_file(files("sanyi.samples").joinpath(name)) as sample:
        ledger = read_ledger(sample)
    console = Console(emoji=False, highlight=False)
    console.rule(f"{name} → 台账")
    show(ledger_table(ledger), None)
    console.rule(f"{name} → 体检")
    show(findings_text(ledger.findings), None)
    out = folder / f"{Path(name).stem}.xlsx"
    write_atomically(out, ledgers_as_xlsx([ledger]))
    return out
