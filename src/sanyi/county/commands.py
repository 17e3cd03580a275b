"""`sanyi county make|load`: thin commands; the clock is read here and nowhere below."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from sanyi.county.load import county_workspace, load_county
from sanyi.county.make import make_county, size_named
from sanyi.datasets import Session

app = typer.Typer(help="模型县：按种子号生成整县合成数据，装进数据目录。", no_args_is_help=True)
_out, _err = Console(), Console(stderr=True)

FolderOption = Annotated[
    Path, typer.Option("--output", "-o", metavar="文件夹", help="模型县所在的文件夹。")
]


@contextmanager
def _progress(title: str) -> Iterator[Callable[[str, float], None]]:
    """A bar that follows a step's name and the share done."""
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=_err, transient=True, disable=not _err.is_terminal) as bar:
        task = bar.add_task(title, total=1.0)
        yield lambda step, share: bar.update(task, description=step, completed=share)


@app.command("make")
def make_command(
    output: FolderOption,
    seed: Annotated[
        int, typer.Option("--seed", metavar="整数", help="种子号：同号同数据。", min=0)
    ] = 1,
    size: Annotated[
        str, typer.Option("--size", metavar="tiny|county|city", help="规模。")
    ] = "county",
    year: Annotated[
        int, typer.Option("--year", metavar="年", help="本年度。", min=2001, max=2099)
    ] = 2025,
    until: Annotated[
        dt.datetime | None,
        typer.Option(
            "--until", metavar="日期", help="只写到这一天为止已知的数据。", formats=["%Y-%m-%d"]
        ),
    ] = None,
) -> None:
    """生成一个模型县：数据、文件和另放的真值。"""
    with _progress("准备") as progress:
        files = make_county(
            seed,
            size_named(size),
            output,
            year=year,
            until=until.date() if until else None,
            progress=progress,
        )
    rows = sum(source.rows for source in files)
    _out.print(f"已生成 {len(files)} 个来源文件，共 {rows} 行：{output}", markup=False)
    _out.print("全部为合成数据，不含任何真实个人、机构或地区。")


@app.command("load")
def load_command(
    output: FolderOption,
    workspace: Annotated[
        Path,
        typer.Option(
            "--workspace", "-w", metavar="文件夹", help="数据目录。", envvar="SANYI_WORKSPACE"
        ),
    ],
) -> None:
    """把模型县经普通装载放进数据目录。"""
    now = dt.datetime.now().isoformat(timespec="seconds")
    with Session(county_workspace(workspace)) as session:
        reports = load_county(output, session, now)
    kept, refused = sum(r.kept for r in reports), sum(r.rejected for r in reports)
    _out.print(f"已装载 {len(reports)} 个文件：保留 {kept} 行，拒收 {refused} 行。")
