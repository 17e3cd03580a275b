"""``sanyi letters due | issue | answer | list``: thin commands over the record of letters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from sanyi.bulletin.commands import judged
from sanyi.bulletin.escalation import LetterRules, rules_of
from sanyi.bulletin.issuing import enter_answer, record_of, write_letters
from sanyi.bulletin.letters import Letter, Step, next_letters, runs_until, talks_due
from sanyi.bulletin.options import (
    Bindings,
    DocumentFile,
    Issuer,
    NumberForm,
    ReadLedger,
    Run,
    Today,
    WorkspaceFolder,
    day_of,
)
from sanyi.bulletin.quarterly import Masthead
from sanyi.bulletin.run import Judged

_BASIS = {"stated": "文件写明", "delegated": "由上级文件规定", "assumed": "设定，尚待确认"}
_STEPS = {Step.FIRST: "首发", Step.NEXT: "升级", Step.WITHDRAWAL: "解除"}


def due_text(result: Judged, workspace: Path, today: dt.date) -> str:
    """What would be issued today and why, and which numbers the due days rest on."""
    rules = rules_of(workspace)
    found = next_letters(result.tasks, record_of(workspace, rules), today, rules)
    by_entry = {task.entry.id: task for task in result.tasks}
    lines = []
    for letter in found:
        label = rules.level(letter.level).label
        until = f"，答复时限 {letter.due_on}" if letter.due_on else ""
        lines.append(f"{_STEPS[letter.step]}　{label}　{letter.entry_id}{until}")
        lines.append(f"    理由：{letter.why}{by_entry[letter.entry_id].reason.text}")
    lines.append(f"今天（{today}）应发 {len(found)} 份。")
    return "\n".join([*lines, *_basis_lines(rules, found)]) + "\n"


def _basis_lines(rules: LetterRules, letters: Sequence[Letter]) -> list[str]:
    """The assumed numbers are said beside what rests on them."""
    used = dict.fromkeys(n.level for n in letters if n.step is not Step.WITHDRAWAL)
    levels = [rules.level(code) for code in used]
    lines = [
        f"注：{level.label}答复时限 {level.answer_working_days} 个工作日，"
        f"依据：{_BASIS[level.basis]}（{level.source}）。"
        for level in levels
    ]
    days = [n.due_on for n in letters if n.due_on is not None]
    if any(not rules.workdays.is_known(day) for day in days):
        lines.append("注：workdays.toml 没有这一年的放假安排，工作日只按周末推算。")
    return lines


def list_text(workspace: Path, today: dt.date, *, everything: bool = False) -> str:
    """The record: which letters run, until when, and whose units are called in."""
    rules = rules_of(workspace)
    record = record_of(workspace, rules)
    shown = [n for n in record if everything or n.is_open]
    called = {n.id for n in talks_due(record, today, rules)}
    lines = [
        f"{letter.id}　{rules.level(letter.level).label}　{_state(letter, today, rules)}"
        + ("　列入约谈名单" if letter.id in called else "")
        for letter in sorted(shown, key=lambda n: (n.issued_on, n.id))
    ]
    running = sum(n.is_open for n in record)
    lines.append(f"共 {len(record)} 份，未办结 {running} 份，列入约谈名单 {len(called)} 份。")
    return "\n".join(lines) + "\n"


def _state(letter: Letter, today: dt.date, rules: LetterRules) -> str:
    if letter.step is Step.WITHDRAWAL:
        return f"{letter.issued_on} 解除"
    if letter.closed_on is not None:
        ended = "已升级" if str(letter.outcome) == "escalated" else "已解除"
        return f"{letter.closed_on} {ended}"
    if letter.answered_on is not None:
        return f"{letter.answered_on} 已答复，观察至 {runs_until(letter, rules)}"
    late = letter.answer_limit is not None and today > letter.answer_limit
    return f"{letter.answer_limit} {'已到期未答复' if late else '前答复'}"


def mount(app: typer.Typer, read: ReadLedger, run: Run) -> None:
    """Add the commands to a group."""
    _mount_issuing(app, read, run)
    _mount_record(app, run)


def _mount_issuing(app: typer.Typer, read: ReadLedger, run: Run) -> None:
    @app.command("due", help="今天应发哪些督查单、为什么；只看，不发。")
    def due_command(
        document: DocumentFile,
        workspace: WorkspaceFolder,
        today: Today = "",
        bindings: Bindings = None,
    ) -> None:
        def body() -> None:
            day = day_of(today)
            result = judged(document, workspace, day, bindings, read)
            typer.echo(due_text(result, workspace, day), nl=False)

        run(body)

    @app.command("issue", help="发出今天应发的督查单：首发、升级和解除，并记入 letters.toml。")
    def issue_command(  # noqa: PLR0917 - the options of the command
        document: DocumentFile,
        workspace: WorkspaceFolder,
        output: Annotated[
            Path, typer.Option("-o", "--output", metavar="文件夹", help="督办函写到哪里。")
        ],
        issuer: Issuer,
        number_form: NumberForm = "",
        today: Today = "",
        bindings: Bindings = None,
    ) -> None:
        def body() -> None:
            day = day_of(today)
            result = judged(document, workspace, day, bindings, read)
            head = Masthead(issuer, day)
            files = write_letters(result, workspace, head, day, output, number_form)
            for path in files:
                typer.echo(path.name)
            typer.echo(f"已写出督办函 {len(files)} 份：{output}")

        run(body)


def _mount_record(app: typer.Typer, run: Run) -> None:
    @app.command("answer", help="登记单位对督查单的答复，可同时批准延期。")
    def answer_command(
        letter: Annotated[
            str, typer.Argument(metavar="督查单编号", help="见 sanyi letters list。")
        ],
        workspace: WorkspaceFolder,
        on: Annotated[
            str, typer.Option("--on", metavar="日期", help="答复日期；不给则为今天。")
        ] = "",
        words: Annotated[str, typer.Option("--words", metavar="文字", help="答复要点。")] = "",
        extend_to: Annotated[
            str, typer.Option("--extend-to", metavar="日期", help="批准延期到哪一天。")
        ] = "",
    ) -> None:
        def body() -> None:
            until = day_of(extend_to) if extend_to else None
            enter_answer(workspace, letter, day_of(on), words, until)
            typer.echo(f"已登记 {letter} 的答复。")

        run(body)

    @app.command("list", help="列出未办结的督查单；加 --all 列出全部。")
    def list_command(
        workspace: WorkspaceFolder,
        today: Today = "",
        everything: Annotated[bool, typer.Option("--all", help="办结的也列出。")] = False,
    ) -> None:
        run(
            lambda: typer.echo(list_text(workspace, day_of(today), everything=everything), nl=False)
        )
