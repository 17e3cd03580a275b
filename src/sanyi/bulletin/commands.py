"""``sanyi bind | verdicts | bulletin | evaluation | explain``: thin commands over this package."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Annotated

import typer

from sanyi.bulletin.escalation import rules_of
from sanyi.bulletin.evaluation import compose_evaluation
from sanyi.bulletin.evaluation_workbook import evaluation_as_xlsx
from sanyi.bulletin.explain import explain
from sanyi.bulletin.issuing import record_of, write_letters
from sanyi.bulletin.official_layout import document_as_docx
from sanyi.bulletin.options import (
    Bindings,
    CopyTo,
    DocumentFile,
    Issuer,
    Number,
    NumberForm,
    Place,
    PrintedBy,
    ReadLedger,
    Run,
    Signed,
    Today,
    WorkspaceFolder,
    day_of,
    quarter_of,
    write_file,
)
from sanyi.bulletin.quarterly import BulletinInput, Masthead, compose_bulletin
from sanyi.bulletin.recurring import past_as_text, past_from_text
from sanyi.bulletin.run import Judged, judge_ledger
from sanyi.bulletin.store import FigureStore
from sanyi.bulletin.supervised import supervised_as_of
from sanyi.bulletin.workbook import ledger_with_progress
from sanyi.datasets import Session, Workspace, executor_from
from sanyi.datasets.engine.files import write_atomically
from sanyi.indicators import definitions
from sanyi.kernel import InputError, Period
from sanyi.ledger import Ledger
from sanyi.targets import LAMP_LABELS, Binding, Status, bindings_as_toml, load_bindings, tasks_of
from sanyi.targets.binding import Proposer, candidate
from sanyi.targets.reports import check_reports


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

    The problems it names are kept for the bulletin of the next quarter; the letters that run on the
    day of signing are named in it.
    """
    before = workspace / "bulletins" / f"{quarter.previous()}.json"
    past = past_from_text(before.read_text("utf-8")) if before.exists() else None
    flags = check_reports(result.reports, result.tasks, quarter)
    rules = rules_of(workspace)
    bulletin = compose_bulletin(
        BulletinInput(
            result.ledger, result.tasks, quarter, quarter.end, masthead, reply_on, flags, past,
            supervised_as_of(record_of(workspace, rules), masthead.signed_on, rules),
        )
    )  # fmt: skip
    FigureStore(workspace).add(bulletin.figures, bulletin.members)
    assert bulletin.problems is not None
    kept = workspace / "bulletins" / f"{quarter}.json"
    write_atomically(kept, past_as_text(bulletin.problems).encode())
    write_file(output, document_as_docx(bulletin.document))
    return len(bulletin.figures)


def write_evaluation(  # noqa: PLR0917 - what the sheet is made from
    result: Judged, workspace: Path, year: int, masthead: Masthead, today: dt.date,
    output: Path, workbook: Path | None = None,
) -> int:  # fmt: skip
    """Write the evaluation sheet of a year; returns how many figures it prints."""
    sheet = compose_evaluation(result.ledger, result.tasks, year, masthead, today)
    FigureStore(workspace).add(sheet.figures, sheet.members)
    if workbook is not None:
        write_file(workbook, evaluation_as_xlsx(sheet.document))
    write_file(output, document_as_docx(sheet.document))
    return len(sheet.figures)


def write_workbook(result: Judged, output: Path) -> None:
    """Write the ledger workbook with progress."""
    write_file(output, ledger_with_progress(result.ledger, result.tasks))


def explain_text(
    id: str, workspace: Path, ledgers: list[Ledger], *, with_rows: bool = False
) -> str:
    """The trace of a published figure, with the keys of its records on demand."""
    store = FigureStore(workspace)
    if not with_rows:
        return explain(id, store, ledgers)
    with _session(workspace) as session:
        return explain(id, store, ledgers, rows=session.rows)


def mount(app: typer.Typer, read: ReadLedger, run: Run) -> None:
    """Add the commands to the program.

    Args:
        read: reads a document into its ledger.
        run: runs a body and prints errors the house's way.
    """
    _mount_verdicts(app, read, run)
    _mount_documents(app, read, run)
    _mount_explain(app, read, run)


def _mount_verdicts(app: typer.Typer, read: ReadLedger, run: Run) -> None:
    @app.command("bind", help="为文件中的目标提出对应的指标；加 --confirm 写入对应文件。")
    def bind_command(
        document: DocumentFile,
        output: Annotated[
            Path | None, typer.Option("-o", "--output", metavar="路径", help="对应文件。")
        ] = None,
        confirm: Annotated[
            str, typer.Option("--confirm", metavar="岗位", help="确认人（岗位）。")
        ] = "",
        today: Today = "",
    ) -> None:
        run(lambda: typer.echo(bind(document, read, output, confirm, day_of(today)), nl=False))

    @app.command("verdicts", help="按数据认定文件中的每项任务。")
    def verdicts_command(
        document: DocumentFile,
        workspace: WorkspaceFolder,
        today: Today = "",
        bindings: Bindings = None,
        workbook: Annotated[
            Path | None, typer.Option("--xlsx", metavar="路径", help="另存台账进展表。")
        ] = None,
    ) -> None:
        def body() -> None:
            result = judged(document, workspace, day_of(today), bindings, read)
            if workbook is not None:
                write_workbook(result, workbook)
            typer.echo(verdicts_text(result), nl=False)

        run(body)


def _mount_documents(app: typer.Typer, read: ReadLedger, run: Run) -> None:
    @app.command("bulletin", help="编写季度通报（Word）；加 --letters 同时发出到期的督办函。")
    def bulletin_command(  # noqa: PLR0917 - the options of the command
        document: DocumentFile,
        workspace: WorkspaceFolder,
        output: Annotated[
            Path, typer.Option("-o", "--output", metavar="路径", help="通报文件（.docx）。")
        ],
        issuer: Issuer,
        quarter: Annotated[
            str, typer.Option("--quarter", metavar="季度", help="如 2025Q3；不给则为刚过去的季度。")
        ] = "",
        number: Number = "",
        place: Place = "",
        signed: Signed = "",
        reply: Annotated[
            str,
            typer.Option("--reply", metavar="日期", help="反馈时限；不给则为成文后 10 个工作日。"),
        ] = "",
        copy_to: CopyTo = "",
        printed_by: PrintedBy = "",
        bindings: Bindings = None,
        letters: Annotated[
            Path | None,
            typer.Option("--letters", metavar="文件夹", help="发出督办函并记入 letters.toml。"),
        ] = None,
        number_form: NumberForm = "",
    ) -> None:
        def body() -> None:
            signed_on = day_of(signed)
            period = quarter_of(quarter, signed_on)
            result = judged(document, workspace, period.end, bindings, read)
            rules = rules_of(workspace)
            reply_on = day_of(reply) if reply else rules.workdays.after(signed_on, 10)
            head = Masthead(
                issuer, signed_on, number, place, copy_to=copy_to, printed_by=printed_by
            )
            if letters is not None:
                files = write_letters(result, workspace, head, signed_on, letters, number_form)
                typer.echo(f"已写出督办函 {len(files)} 份：{letters}")
            count = write_bulletin(result, workspace, period, head, reply_on, output)
            typer.echo(
                f"已写出 {output}：{len(result.tasks)} 项任务，{count} 个数字。"
                f"逐个数字的来历用 sanyi explain 查看。"
            )

        run(body)

    @app.command("evaluation", help="编写年度评价表（Word，另可存 Excel）。")
    def evaluation_command(  # noqa: PLR0917 - the options of the command
        document: DocumentFile,
        workspace: WorkspaceFolder,
        output: Annotated[
            Path, typer.Option("-o", "--output", metavar="路径", help="评价表（.docx）。")
        ],
        issuer: Issuer,
        workbook: Annotated[
            Path | None, typer.Option("--xlsx", metavar="路径", help="另存 Excel 评价表。")
        ] = None,
        number: Number = "",
        place: Place = "",
        signed: Signed = "",
        today: Today = "",
        bindings: Bindings = None,
    ) -> None:
        def body() -> None:
            day = day_of(today)
            result = judged(document, workspace, day, bindings, read)
            chosen = result.ledger.document.year or day.year
            head = Masthead(issuer, day_of(signed or today), number, place)
            count = write_evaluation(result, workspace, chosen, head, day, output, workbook)
            typer.echo(f"已写出 {output}：{len(result.tasks)} 项任务，{count} 个数字。")
            still = sum(t.status in (Status.ON_COURSE, Status.LAGGING) for t in result.tasks)
            if still:
                typer.echo(f"其中 {still} 项未到认定日，按截至 {day} 的进展填写。")

        run(body)


def _mount_explain(app: typer.Typer, read: ReadLedger, run: Run) -> None:
    @app.command("explain", help="说明通报中某个数字的全部来历。")
    def explain_command(
        figure: Annotated[str, typer.Argument(metavar="数字编号", help="见通报末尾的数据来源表。")],
        workspace: WorkspaceFolder,
        document: Annotated[
            list[Path] | None,
            typer.Option("--document", "-d", metavar="文件", help="引用其条款的文件，可多次。"),
        ] = None,
        rows: Annotated[bool, typer.Option("--rows", help="列出记录（只列主键）。")] = False,
    ) -> None:
        def body() -> None:
            ledgers = [read(path) for path in document or []]
            typer.echo(explain_text(figure, workspace, ledgers, with_rows=rows), nl=False)

        run(body)


__all__ = ["bind", "day_of", "explain_text", "judged", "mount", "quarter_of", "tasks_of",
           "verdicts_text", "write_bulletin", "write_evaluation", "write_letters",
           "write_workbook"]  # fmt: skip
