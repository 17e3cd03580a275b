"""Options that the commands of the year share, and how their words are read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from sanyi.datasets.engine.files import write_atomically
from sanyi.kernel import InputError, Period, PeriodKind, SanyiError
from sanyi.ledger import Ledger

ReadLedger = Callable[[Path], Ledger]
Run = Callable[[Callable[[], None]], None]

DocumentFile = Annotated[Path, typer.Argument(metavar="文件", help="重点工作任务文件。")]
WorkspaceFolder = Annotated[
    Path,
    typer.Option("--workspace", "-w", metavar="文件夹", help="数据目录。", file_okay=False),
]
Today = Annotated[
    str, typer.Option("--today", metavar="日期", help="认定日，如 2025-09-30；不给则为今天。")
]
Bindings = Annotated[
    Path | None,
    typer.Option(
        "--bindings", metavar="路径",
        help="目标与指标的对应文件；不给则用数据目录下的 bindings.toml。",
    ),
]  # fmt: skip
Issuer = Annotated[str, typer.Option("--issuer", metavar="名称", help="发文机关。")]
Number = Annotated[str, typer.Option("--number", metavar="文号", help="发文字号。")]
Place = Annotated[str, typer.Option("--place", metavar="地名", help="标题中的地名。")]
Signed = Annotated[
    str, typer.Option("--signed", metavar="日期", help="成文日期；不给则为今天。")
]  # fmt: skip
CopyTo = Annotated[str, typer.Option("--copy-to", metavar="单位", help="版记中的抄送机关。")]
PrintedBy = Annotated[
    str, typer.Option("--printed-by", metavar="单位", help="版记中的印发机关；不给则没有版记。")
]
NumberForm = Annotated[
    str,
    typer.Option(
        "--number-form", metavar="样式",
        help="督办函文号样式，{} 处接着台账往下编，如 安医改督〔2025〕{}号。",
    ),
]  # fmt: skip


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
    try:
        period = Period.parse(text)
    except SanyiError as error:
        raise InputError("CLI-021", f"“{text}”不是季度。", "写成 2025Q3。") from error
    if period.kind is not PeriodKind.QUARTER:
        raise InputError("CLI-021", f"“{text}”不是季度。", "写成 2025Q3。")
    return period


def write_file(path: Path, data: bytes) -> None:
    """Write a result whole or not at all.

    Raises:
        InputError: CLI-005, it cannot be written there.
    """
    try:
        write_atomically(path, data)
    except OSError as error:
        raise InputError(
            "CLI-005", f"无法写入 {path.name}。", "换一个文件夹，或查看权限和剩余空间。"
        ) from error
