"""``sanyi county make | load``: thin commands over this package."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from sanyi.county.load import load_county
from sanyi.county.make import make_county, size_named
from sanyi.datasets import Session, Workspace
from sanyi.kernel import InputError

app = typer.Typer(help="模型县：按编号生成的合成数据，用于演示、测试和测速。", no_args_is_help=True)

_KEY = b"model county, no person behind it"  # synthetic persons need no secret; same bytes do


@app.command("make", help="生成一个模型县：数据、文件和埋设的真相（全部为合成数据）。")
def make_command(
    output: Annotated[Path, typer.Option("-o", "--output", help="写到哪个文件夹。")],
    seed: Annotated[int, typer.Option(help="编号；同一编号得到同样的字节。")] = 1,
    size: Annotated[str, typer.Option(help="tiny、county 或 city。")] = "county",
    until: Annotated[str, typer.Option(help="只写到这一天为止已知的数据，如 2025-10-15。")] = "",
) -> None:
    """Write the county's source files."""
    files = make_county(seed, size_named(size), output, until=_day(until))
    typer.echo(f"已生成模型县 {seed}（合成数据）：{len(files)} 个数据文件，在 {output}。")


@app.command("load", help="把模型县的数据装入数据目录。")
def load_command(
    folder: Annotated[Path, typer.Argument(help="sanyi county make 写出的文件夹。")],
    workspace: Annotated[Path, typer.Option("-w", "--workspace", help="数据目录。")],
    loaded_at: Annotated[str, typer.Option(help="装入时间；默认为现在。")] = "",
) -> None:
    """Load the county by the ordinary path."""
    moment = loaded_at or dt.datetime.now().isoformat(timespec="seconds")
    with Session(county_workspace(workspace)) as session:
        reports = load_county(folder, session, moment)
    kept, rejected = sum(r.kept for r in reports), sum(r.rejected for r in reports)
    typer.echo(f"已装入 {len(reports)} 个文件：{kept:,} 行，退回 {rejected:,} 行，在 {workspace}。")


def county_workspace(folder: Path) -> Workspace:
    """A workspace whose pseudonyms are the same on every machine."""
    return Workspace(folder, key=_KEY)


def _day(text: str) -> dt.date | None:
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as problem:
        raise InputError("CLI-020", f"“{text}”不是日期。", "写成 2025-10-15。") from problem
