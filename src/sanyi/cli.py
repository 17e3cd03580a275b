"""The command line: thin commands over ``pipeline``.

Exit codes are documented in ``sanyi.terminal.problems``.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, ClassVar

import typer

from sanyi import __version__
from sanyi.demo import program, show_demo
from sanyi.documents import GONE_AS_DRAFTED, GONE_WHEN_ACCEPTED, Document, read_document
from sanyi.kernel import InputError, Severity
from sanyi.ledger import Ledger, finding_as_dict, mask_ledger, mask_text
from sanyi.pipeline import read_ledger
from sanyi.terminal import (
    ChineseCommand,
    ChineseGroup,
    Format,
    export,
    export_many,
    findings_text,
    format_of,
    new_app,
    print_error,
    run_safely,
    show,
    steps,
    use_utf8,
    write_result,
)


def _data() -> typer.Typer:
    from sanyi.datasets.commands import app as data

    return data


def _county() -> typer.Typer:
    from sanyi.county.commands import app as county

    return county


@cache
def _year() -> typer.Typer:
    """The commands that run the year: from figures to verdicts, bulletins and letters."""
    from sanyi.bulletin.commands import mount

    year = typer.Typer()
    mount(year, read_ledger, lambda body: body())
    return year


@cache
def _web() -> typer.Typer:
    """The desks in the browser."""
    from sanyi.web.commands import app as web

    return web


@cache
def _letters() -> typer.Typer:
    from sanyi.bulletin.letter_commands import mount

    letters = typer.Typer(help="督查单：该发哪些、发出、登记答复、查看。", no_args_is_help=True)
    mount(letters, read_ledger, lambda body: body())
    return letters


class Commands(ChineseGroup):
    """The commands of this module, and the groups of others, imported when called for."""

    later: ClassVar[dict[str, Callable[[], typer.Typer]]] = {
        "data": _data,
        "county": _county,
        "letters": _letters,
    }
    later_commands: ClassVar[dict[str, Callable[[], typer.Typer]]] = {
        **dict.fromkeys(("bind", "verdicts", "bulletin", "evaluation", "explain"), _year),
        **dict.fromkeys(("serve", "stop", "setup", "events", "backup", "restore"), _web),
    }


app = new_app("三医：把年度医改文件读成台账，并给文件做体检。", Commands)


class ViewName(StrEnum):
    """Which reading of an edited document is printed."""

    FULL = "full"
    DRAFTED = "drafted"
    ACCEPTED = "accepted"


class AuditFormat(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"


_OUTPUT = "输出"
_PRIVACY = "个人信息"

OneFile = Annotated[
    Path,
    typer.Argument(metavar="文件", help="公文：docx、doc、wps、pdf、ofd、html、txt、md 或图片。"),
]
Files = Annotated[list[Path], typer.Argument(metavar="文件", help="一份或几份公文。")]
Out = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="路径", help="写入文件（不给则显示）。", rich_help_panel=_OUTPUT
    ),
]
Mask = Annotated[
    bool,
    typer.Option(
        "--mask", help="遮去姓名、电话、邮箱、证件号等个人信息。", rich_help_panel=_PRIVACY
    ),
]


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="显示版本。", is_eager=True)] = False,
) -> None:
    if version:
        print(f"sanyi {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        print(context.get_help())


@app.command(cls=ChineseCommand, options_metavar="[选项]")
def text(
    file: OneFile,
    view: Annotated[
        ViewName,
        typer.Option(
            help="full 全部文字（各处位置以此为准）；drafted 未接受修订前；accepted 接受修订后。",
            metavar="full|drafted|accepted",
            rich_help_panel=_OUTPUT,
        ),
    ] = ViewName.FULL,
    mask: Mask = False,
    output: Out = None,
) -> None:
    """显示读到的文字。

    默认输出的文字就是台账中所有位置（span）所指的坐标。
    """
    with steps("读取", 1) as (report, _):
        document = read_document(file, progress=report)
    shown = _view(document, view)
    write_result(mask_text(shown) if mask else shown, output, source=file)


def _view(document: Document, view: ViewName) -> str:
    match view:
        case ViewName.FULL:
            return document.text
        case ViewName.DRAFTED:
            return document.view(GONE_AS_DRAFTED).text
        case ViewName.ACCEPTED:
            return document.view(GONE_WHEN_ACCEPTED).text


@app.command(cls=ChineseCommand, options_metavar="[选项]")
def ledger(
    file: Files,
    format: Annotated[
        Format | None,
        typer.Option(
            metavar="json|xlsx|md|table",
            help="不给时按 -o 的扩展名，否则为 json；table 为屏幕表格。",
            rich_help_panel=_OUTPUT,
        ),
    ] = None,
    output: Out = None,
    id: Annotated[
        str | None,
        typer.Option("--id", metavar="编号", help="文件编号，如 anhe-2025；只用于一份文件。"),
    ] = None,
    mask: Mask = False,
) -> int:
    """读成台账：任务、责任单位、时限、目标，每一格都能查到出处。

    几份文件须用 -o 给出文件夹，各写一份；-o 以 .xlsx 结尾时合成一个工作簿，每份文件一张表。
    """
    if id is not None and len(file) > 1:
        raise InputError("CLI-002", "--id 只能用于一份文件。", "请分别读取，或不给 --id。")
    kind = format_of(format, output)
    ledgers, problems = _read_all(file, id, mask)
    if len(file) > 1:
        export_many(ledgers, kind, output)
    elif ledgers:
        path, only = ledgers[0]
        export(only, kind, output, path)
    return problems


def _read_all(
    paths: list[Path], id: str | None, mask: bool
) -> tuple[list[tuple[Path, Ledger]], int]:
    """Read what can be read; a file that cannot is said on one line and leaves the others alone."""
    done: list[tuple[Path, Ledger]] = []
    worst = 0
    with steps("读取文件", len(paths)) as (report, advance):
        for path in paths:
            try:
                read = read_ledger(path, id=id, progress=report)
                done.append((path, mask_ledger(read) if mask else read))
            except InputError as problem:
                print_error(problem)
                worst = max(worst, problem.exit_code)
            advance()
    return done, worst


@app.command(cls=ChineseCommand, options_metavar="[选项]")
def audit(
    file: OneFile,
    format: Annotated[
        AuditFormat, typer.Option(metavar="text|json", help="输出格式。", rich_help_panel=_OUTPUT)
    ] = AuditFormat.TEXT,
    mask: Mask = False,
    output: Out = None,
) -> int:
    """公文体检：列出文件中的问题和疑点。

    退出码：0 没有“错误”级发现；1 有；2 文件或参数不能用；3 程序或定义文件有误。
    """
    with steps("读取", 1) as (report, _):
        read = read_ledger(file, progress=report)
    found = mask_ledger(read).findings if mask else read.findings
    if format is AuditFormat.JSON:
        listed = {"findings": [finding_as_dict(f) for f in found]}
        write_result(json.dumps(listed, ensure_ascii=False, indent=2) + "\n", output, source=file)
    else:
        show(findings_text(found), output, source=file)
    return int(any(f.severity is Severity.ERROR for f in found))


@app.command(cls=ChineseCommand, options_metavar="[选项]")
def demo(
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="文件夹", help="表格写到哪里。", rich_help_panel=_OUTPUT
        ),
    ] = Path("out"),
    county: Annotated[
        str,
        typer.Option(metavar="tiny|county|none", help="模型县的规模；none 只演示读文件。"),
    ] = "county",
    open_desks: Annotated[
        bool, typer.Option("--open", help="最后打开网页工作台，并留在后台运行。")
    ] = False,
) -> None:
    """演示：读两份自带的样例公文；再做一个模型县，由数据写出季度通报。

    模型县的数据全部是合成的。
    """
    show_demo(output)
    if county != "none":
        from sanyi import demo_year

        demo_year.show_year(output, county, program())
        if open_desks:
            demo_year.open_desks(output, program())


def main() -> None:
    """Run the command line and leave with its exit code."""
    use_utf8()
    raise SystemExit(run_safely(lambda: app(prog_name="sanyi", standalone_mode=False)))


if __name__ == "__main__":
    main()
