"""``sanyi bind | verdicts | bulletin | letter | explain``: thin commands over this package."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from sanyi.bulletin.blocks import figures_of
from sanyi.bulletin.escalation import load_escalation, notices_due
from sanyi.bulletin.explain import explain
from sanyi.bulletin.letter import compose_letter
from sanyi.bulletin.official_layout import document_as_docx
from sanyi.bulletin.quarterly import BulletinInput, Masthead, compose_bulletin
from sanyi.bulletin.recurring import past_as_text, past_from_text
from sanyi.bulletin.run import Judged, judge_ledger
from sanyi.bulletin.store import FigureStore
from sanyi.bulletin.workbook import ledger_with_progress
from sanyi.datasets import Session, Workspace, executor_from
from sanyi.datasets.engine.files import write_atomically
from sanyi.indicators import definitions
from sanyi.kernel import InputError, Period, PeriodKind
from sanyi.ledger import Ledger
from sanyi.targets import LAMP_LABELS, Binding, bindings_as_toml, load_bindings, tasks_of
from sanyi.targets.binding import Proposer, candidate
from sanyi.targets.reports import check_reports

ReadLedger = Callable[[Path], Ledger]

WorkspaceFolder = Annotated[
    Path, typer.Option("--workspace", "-w", help="数据目录。", file_okay=False)
]
Today = Annotated[str, typer.Option("--today", help="认定日，如 2025-09-30；默认为今天。")]
Bindings = Annotated[
    Path | None,
    typer.Option("--bindings", help="目标与指标的对应文件；默认为数据目录下的 bindings.toml。"),
]
DocumentFile = Annotated[Path, typer.Argument(help="重点工作任务文件。")]


def bind(
    document: DocumentFile, read: ReadLedger, output: Path | None, confirmed_by: str, on: dt.date
) -> str:
    """Proposals as text; with ``confirmed_by`` the best of each is written to ``output``.

    Bindings already in the file are kept as they are.
    """
    ledger = read(document)
    proposer = Proposer(candidate(d) for d in definitions().values())
    lines, chosen = [], {}
    for entry in ledger.entries:
        for target in entry.targets:
            proposals = proposer.propose(target, entry)
            lines.append(f"{target.id}　{target.phrase}")
            lines += [
                f"    {p.score:.2f} {p.indicator}（{p.name}）：{'；'.join(p.reasons)}"
                for p in proposals
            ] or ["    没有可以对应的指标。"]
            if proposals:
                note = f"按建议确认，相近度 {proposals[0].score:.2f}"
                chosen[target.id] = Binding(
                    target.id, proposals[0].indicator, confirmed_by, on, note
                )
    if output is not None and confirmed_by:
        targets = {t.id for e in ledger.entries for t in e.targets}
        kept, findings = load_bindings(output, targets, definitions().keys())
        if findings:
            raise InputError(findings[0].code, findings[0].message, findings[0].hint)
        write_atomically(output, bindings_as_toml({**chosen, **kept}.values()).encode())
        lines.append(f"已写入 {output}：{len({**chosen, **kept})} 个对应。")
    return "\n".join(lines) + "\n"


def judged(
    document: Path, workspace: Path, today: dt.date, bindings: Path | None, read: ReadLedger
) -> Judged:
    """Verdicts of a document on the tables of a workspace."""
    with _session(workspace) as session:
        return judge_ledger(
            read(document), session, today,
            bindings_file=bindings or workspace / "bindings.toml",
            paths_file=workspace / "trajectories.toml",
        )  # fmt: skip


def _session(workspace: Path) -> Session:
    """Tables of a workspace and the engine that SANYI_ENGINE names; DuckDB without a name."""
    return Session(Workspace(workspace), executor_from(os.environ.get("SANYI_ENGINE", "")))


def verdicts_text(result: Judged) -> str:
    """One line for each task, and how many stand where."""
    lines = [
        f"{task.entry.number or '':<6}{LAMP_LABELS[task.lamp].split('（')[0]}　{task.reason.text}"
        for task in result.tasks
    ]
    counts = [
        f"{label.split('（')[0]} {sum(t.lamp is lamp for t in result.tasks)}"
        for lamp, label in LAMP_LABELS.items()
    ]
    lines.append(f"共 {len(result.tasks)} 项：{'，'.join(counts)}")
    return "\n".join(lines) + "\n"


def write_bulletin(  # noqa: PLR0917 - the options of the command
    result: Judged, workspace: Path, quarter: Period, masthead: Masthead, reply_on: dt.date,
    output: Path,
) -> int:  # fmt: skip
    """Write the bulletin and keep its figures; returns how many figures it prints.

    The problems it names are kept for the bulletin of the next quarter.
    """
    before = workspace / "bulletins" / f"{quarter.previous()}.json"
    past = past_from_text(before.read_text("utf-8")) if before.exists() else None
    flags = check_reports(result.reports, result.tasks, quarter)
    bulletin = compose_bulletin(
        BulletinInput(
            result.ledger, result.tasks, quarter, quarter.end, masthead, reply_on, flags, past
        )
    )
    FigureStore(workspace).add(bulletin.figures, bulletin.members)
    assert bulletin.problems is not None
    kept = workspace / "bulletins" / f"{quarter}.json"
    write_atomically(kept, past_as_text(bulletin.problems).encode())
    write_atomically(output, document_as_docx(bulletin.document))
    return len(bulletin.figures)


def write_letters(
    result: Judged, workspace: Path, masthead: Masthead, today: dt.date, folder: Path
) -> list[Path]:
    """Write a first supervision letter for every task that calls for one; returns the files."""
    escalation = load_escalation()
    by_entry = {task.entry.id: task for task in result.tasks}
    written = []
    for notice in notices_due(result.tasks, (), today, escalation):
        task = by_entry[notice.entry_id]
        letter = compose_letter(notice, task, result.ledger, escalation, masthead)
        FigureStore(workspace).add(figures_of(letter))
        name = notice.entry_id.replace("#", "-").replace("/", "-")
        path = folder / f"{name}-{notice.level}.docx"
        write_atomically(path, document_as_docx(letter))
        written.append(path)
    return written


def write_workbook(result: Judged, output: Path) -> None:
    """Write the ledger workbook with progress."""
    write_atomically(output, ledger_with_progress(result.ledger, result.tasks))


def explain_text(
    id: str, workspace: Path, ledgers: list[Ledger], *, with_rows: bool = False
) -> str:
    """The trace of a published figure, with the keys of its records on demand."""
    store = FigureStore(workspace)
    if not with_rows:
        return explain(id, store, ledgers)
    with _session(workspace) as session:
        return explain(id, store, ledgers, rows=session.rows)


def day_of(text: str) -> dt.date:
    """A day as given on the command line; empty means the day of the machine.

    Raises:
        InputError: it is no date.
    """
    if not text:
        return dt.date.today()
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise InputError("CLI-020", f"“{text}”不是日期。", "写成 2025-09-30。") from error


def quarter_of(text: str, today: dt.date) -> Period:
    """The quarter asked for, or the last one that is over on a day.

    Raises:
        InputError: it is no quarter.
    """
    if not text:
        current = Period.containing(today, PeriodKind.QUARTER)
        return current if today == current.end else current.previous()
    period = Period.parse(text)
    if period.kind is not PeriodKind.QUARTER:
        raise InputError("CLI-021", f"“{text}”不是季度。", "写成 2025Q3。")
    return period


def mount(app: typer.Typer, read: ReadLedger, run: Callable[[Callable[[], None]], None]) -> None:
    """Add the commands to the program.

    Args:
        read: reads a document into its ledger.
        run: runs a body and prints errors the house's way.
    """

    @app.command("bind", help="为文件中的目标提出对应的指标；加 --confirm 写入对应文件。")
    def bind_command(
        document: DocumentFile,
        output: Annotated[Path | None, typer.Option("-o", "--output", help="对应文件。")] = None,
        confirm: Annotated[str, typer.Option("--confirm", help="确认人（岗位）。")] = "",
        today: Today = "",
    ) -> None:
        run(lambda: typer.echo(bind(document, read, output, confirm, day_of(today)), nl=False))

    @app.command("verdicts", help="按数据认定文件中的每项任务。")
    def verdicts_command(
        document: DocumentFile,
        workspace: WorkspaceFolder,
        today: Today = "",
        bindings: Bindings = None,
        workbook: Annotated[Path | None, typer.Option("--xlsx", help="另存台账进展表。")] = None,
    ) -> None:
        def body() -> None:
            result = judged(document, workspace, day_of(today), bindings, read)
            if workbook is not None:
                write_workbook(result, workbook)
            typer.echo(verdicts_text(result), nl=False)

        run(body)

    @app.command("bulletin", help="编写季度通报（Word）。")
    def bulletin_command(  # noqa: PLR0917 - the options of the command
        document: DocumentFile,
        workspace: WorkspaceFolder,
        output: Annotated[Path, typer.Option("-o", "--output", help="通报文件（.docx）。")],
        issuer: Annotated[str, typer.Option("--issuer", help="发文机关。")],
        quarter: Annotated[str, typer.Option("--quarter", help="季度，如 2025Q3。")] = "",
        number: Annotated[str, typer.Option("--number", help="发文字号。")] = "",
        place: Annotated[str, typer.Option("--place", help="标题中的地名。")] = "",
        signed: Annotated[str, typer.Option("--signed", help="成文日期。")] = "",
        reply: Annotated[str, typer.Option("--reply", help="反馈时限。")] = "",
        bindings: Bindings = None,
        letters: Annotated[Path | None, typer.Option("--letters", help="督办函文件夹。")] = None,
    ) -> None:
        def body() -> None:
            signed_on = day_of(signed)
            period = quarter_of(quarter, signed_on)
            result = judged(document, workspace, period.end, bindings, read)
            reply_on = day_of(reply) if reply else signed_on + dt.timedelta(days=15)
            head = Masthead(issuer, signed_on, number, place)
            count = write_bulletin(result, workspace, period, head, reply_on, output)
            typer.echo(
                f"已写出 {output}：{len(result.tasks)} 项任务，{count} 个数字。"
                f"逐个数字的来历用 sanyi explain 查看。"
            )
            if letters is not None:
                files = write_letters(result, workspace, head, signed_on, letters)
                typer.echo(f"已写出督办函 {len(files)} 份：{letters}")

        run(body)

    @app.command("explain", help="说明通报中某个数字的全部来历。")
    def explain_command(
        figure: Annotated[str, typer.Argument(help="数字编号，见通报末尾的数据来源表。")],
        workspace: WorkspaceFolder,
        document: Annotated[
            list[Path] | None, typer.Option("--document", "-d", help="引用其条款的文件，可多次。")
        ] = None,
        rows: Annotated[bool, typer.Option("--rows", help="列出记录（只列主键）。")] = False,
    ) -> None:
        def body() -> None:
            ledgers = [read(path) for path in document or []]
            typer.echo(explain_text(figure, workspace, ledgers, with_rows=rows), nl=False)

        run(body)


__all__ = ["bind", "explain_text", "judged", "mount", "tasks_of", "verdicts_text",
           "write_bulletin", "write_letters", "write_workbook"]  # fmt: skip
