"""`sanyi data contracts|load|check|diff`: thin commands; the clock is read here and nowhere below.

Exit codes: 0 nothing to look at, 1 findings, 2 the input cannot be used, 3 a definition is wrong.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from sanyi.datasets.checks import (
    CHANGE_LABELS,
    Change,
    CheckRun,
    checks_of,
    compare_runs,
    grade,
    kind_of,
    read_run,
    run_checks,
    write_run,
)
from sanyi.datasets.engine import Session, Workspace, executor_from
from sanyi.datasets.engine.files import write_atomically
from sanyi.datasets.loading import (
    LoadMode,
    LoadReport,
    Proposal,
    SourceMapping,
    load_folder,
    load_table,
    propose_file,
    read_mapping,
    write_mapping,
)
from sanyi.datasets.model import Contract
from sanyi.datasets.reference import render_contract_reference
from sanyi.datasets.registry import contracts, get_contract
from sanyi.kernel import DefinitionError, InputError

app = typer.Typer(help="数据：看契约、装载、检查、比较两次检查。", no_args_is_help=True)
_out = Console()
_err = Console(stderr=True)

WorkspaceOption = Annotated[
    Path,
    typer.Option(
        "--workspace", "-w", metavar="文件夹", help="数据目录。", envvar="SANYI_WORKSPACE"
    ),
]
MemoryOption = Annotated[
    str, typer.Option("--memory", metavar="大小", help="内存上限，如 4GB；超过时溢出到磁盘。")
]

EngineOption = Annotated[
    str,
    typer.Option(
        "--engine",
        metavar="duckdb|chdb|spark|spark:地址",
        help="计算引擎。",
        envvar="SANYI_ENGINE",
    ),
]


@contextmanager
def _session(folder: Path, memory: str, engine: str = "") -> Iterator[Session]:
    """A session whose steps are shown while they run."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=_err, transient=True, disable=not _err.is_terminal) as bar:
        task = bar.add_task("准备", total=1.0)

        def show(step: str, share: float) -> None:
            bar.update(task, description=step, completed=share)

        chosen = executor_from(engine)
        workspace = Workspace(folder)
        with Session(workspace, chosen, memory_limit=memory, progress=show) as session:
            yield session


@app.command("contracts")
def show_contracts(
    name: Annotated[str, typer.Argument(metavar="表名", help="不给则列出全部。")] = "",
    markdown: Annotated[
        Path | None, typer.Option(metavar="路径", help="把全部契约写成 Markdown。")
    ] = None,
) -> None:
    """列出数据表契约，或看一张表的列和检查。"""
    if markdown is not None:
        write_atomically(markdown, render_contract_reference().encode())
        typer.echo(f"已写入 {markdown}")
    elif name:
        _show_contract(name)
    else:
        page = Table("组", "表", "名称", "列数", "粒度")
        for c in sorted(contracts().values(), key=lambda item: (item.group, item.name)):
            page.add_row(c.group, c.name, c.title, str(len(c.columns)), c.grain)
        _out.print(page)


def _contract(name: str) -> Contract:
    """The contract a person named; a name that does not exist is their input, not our mistake."""
    try:
        return get_contract(name)
    except DefinitionError as error:
        raise InputError(error.code, error.message, error.hint) from error


def _show_contract(name: str) -> None:
    contract = _contract(name)
    typer.echo(f"{contract.title}（{contract.name}）：{contract.grain}")
    page = Table("列", "名称", "类型", "必填", "代码表", "别名")
    for c in contract.columns:
        needed = "是" if c.required else ""
        page.add_row(c.name, c.label, c.type, needed, c.codes, "、".join(c.aliases))
    _out.print(page)
    for spec in checks_of(contract):
        typer.echo(f"  检查 {kind_of(spec, contract).title}：{spec.id}")


@app.command("load")
def load(
    table: Annotated[str, typer.Argument(metavar="表名", help="见 sanyi data contracts。")],
    source: Annotated[Path, typer.Argument(metavar="文件", help="文件，或装着同类文件的文件夹。")],
    *,
    workspace: WorkspaceOption = Path("workspace"),
    mode: Annotated[
        LoadMode,
        typer.Option(
            metavar="full|upsert|insert", help="full 全量替换；upsert 按主键更新；insert 只加新行。"
        ),
    ] = LoadMode.FULL,
    mapping: Annotated[
        Path | None, typer.Option(metavar="路径", help="列对应文件（TOML）。")
    ] = None,
    propose: Annotated[
        Path | None, typer.Option(metavar="路径", help="只提出列对应并写到这个文件，不装载。")
    ] = None,
    constant: Annotated[
        list[str] | None, typer.Option(metavar="列名=值", help="补充文件没有的列，可多次。")
    ] = None,
    loaded_at: Annotated[str, typer.Option(metavar="时间", help="装载时间；不给则取现在。")] = "",
    memory: MemoryOption = "4GB",
) -> None:
    """把文件装入一张表；拒收的行另存，并说明原因。"""
    contract = _contract(table)
    if propose is not None:
        found = _proposal(source, contract)
        write_mapping(propose, found.mapping)
        raise typer.Exit(_show_proposal(found, propose))
    chosen = _mapping(mapping, constant or [], source, table)
    moment = loaded_at or dt.datetime.now().isoformat(timespec="seconds")
    loader = load_folder if source.is_dir() else load_table
    with _session(workspace, memory) as session:
        done = loader(session, table, source, moment, mapping=chosen, mode=mode)
    reports = done if isinstance(done, list) else [done]
    raise typer.Exit(_show_reports(reports))


def _first_file(source: Path) -> Path:
    if not source.is_dir():
        return source
    files = sorted(path for path in source.iterdir() if path.is_file())
    if not files:
        raise InputError(
            "DAT-072", f"文件夹 {source.name} 是空的，至少要有一份文件。", "放入要装载的文件。"
        )
    return files[0]


def _proposal(source: Path, contract: Contract) -> Proposal:
    with TemporaryDirectory() as folder:
        return propose_file(_first_file(source), contract, Path(folder))


def _mapping(
    path: Path | None, constants: list[str], source: Path, table: str
) -> SourceMapping | None:
    if path is None and not constants:
        return None
    base = read_mapping(path) if path else _proposal(source, _contract(table)).mapping
    if base.table != table:
        name = path.name if path else ""
        raise InputError(
            "DAT-052",
            f"列对应文件 {name} 是给表 {base.table} 的，要装载的是 {table}。",
            f"换成 {table} 的，或用 --propose 重新生成。",
        )
    given = dict(base.constants)
    for text in constants:
        name, mark, value = text.partition("=")
        if not mark:
            raise InputError(
                "DAT-053", f"--constant 的“{text}”不是“列名=值”。", "例如 --constant year=2022。"
            )
        given[name.strip()] = value.strip()
    return replace(base, constants=given)


def _show_proposal(found: Proposal, path: Path) -> int:
    page = Table("文件里的列", "对应到", "单位", "分", "理由")
    for c in found.mapping.columns:
        page.add_row(c.source, c.target, c.unit, f"{c.score:.0f}", c.reason)
    _out.print(page)
    if found.unused:
        typer.echo(f"没有用上的列：{'、'.join(found.unused)}")
    if found.unfilled:
        typer.echo(f"还缺的必填列：{'、'.join(found.unfilled)}")
    typer.echo(f"已写入 {path}，改好后用 --mapping 装载。")
    return 1 if found.unfilled else 0


def _show_reports(reports: list[LoadReport]) -> int:
    page = Table("文件", "读入", "保留", "拒收", "表中行数", "")
    for r in reports:
        note = "与上次相同，未改动" if r.unchanged else ""
        page.add_row(
            r.source, str(r.rows_in), str(r.kept), str(r.rejected), str(r.table_rows), note
        )
    _out.print(page)
    for r in reports:
        for reason, count in r.reasons[:10]:
            typer.echo(f"  拒收 {count} 行：{reason}")
        if r.rejected_file:
            typer.echo(f"  拒收的行在 {r.rejected_file}")
    return 1 if any(r.rejected for r in reports) else 0


@app.command("check")
def check(
    tables: Annotated[
        list[str] | None, typer.Argument(metavar="表名", help="不给则检查全部已装载的表。")
    ] = None,
    *,
    workspace: WorkspaceOption = Path("workspace"),
    as_of: Annotated[
        str, typer.Option(metavar="日期", help="检查所对的日期，如 2025-10-01；不给则为今天。")
    ] = "",
    output: Annotated[
        Path | None, typer.Option(metavar="路径", help="结果文件；不给则存入数据目录。")
    ] = None,
    memory: MemoryOption = "4GB",
    engine: EngineOption = "duckdb",
) -> None:
    """检查已装载的表，存下原始计数，给出等级。"""
    day = _day(as_of)
    for name in tables or []:
        _contract(name)
    latest = workspace / "checks" / "latest.json"
    previous = read_run(latest) if latest.exists() else None
    with _session(workspace, memory, engine) as session:
        run = run_checks(session, day, tables, previous)
    write_run(output or workspace / "checks" / f"{day.isoformat()}.json", run)
    if not tables:
        write_run(latest, run)
    raise typer.Exit(_show_run(run))


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text) if text else dt.date.today()
    except ValueError as error:
        raise InputError("DAT-081", f"--as-of 的“{text}”不是日期。", "写成 2022-10-01。") from error


def _show_run(run: CheckRun) -> int:
    page = Table("表", "行数", "等级", "不合要求的检查", "理由")
    bad = 0
    for name, checks in run.tables.items():
        failing = [r for r in checks.results if r.failed and r.severity != "note"]
        bad += len(failing)
        given = grade(checks)
        page.add_row(name, str(checks.rows), given.letter or "—", str(len(failing)), given.reason)
    _out.print(page)
    return 1 if bad else 0


@app.command("diff")
def diff(
    before: Annotated[Path, typer.Argument(metavar="较早结果", help="较早一次检查的结果文件。")],
    after: Annotated[Path, typer.Argument(metavar="较晚结果", help="较晚一次检查的结果文件。")],
) -> None:
    """比较两次检查：新出现、仍存在、已解决。"""
    found = compare_runs(read_run(before), read_run(after))
    page = Table("表", "检查", "变化", "上次", "本次")
    for item in found:
        label = CHANGE_LABELS[item.change]
        page.add_row(item.table, item.title, label, str(item.failed_before), str(item.failed_after))
    _out.print(page)
    is_open = any(i.change in (Change.NEW, Change.PERSISTING) for i in found)
    raise typer.Exit(1 if is_open else 0)
