"""``sanyi serve | stop | events``: the desks from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sanyi.terminal import ChineseCommand

Home = Annotated[
    Path,
    typer.Option("--home", metavar="文件夹", envvar="SANYI_HOME", help="办公室全部数据的文件夹。"),
]
_DEFAULT = Path("sanyi-home")
app = typer.Typer()


@app.command("serve", cls=ChineseCommand, options_metavar="[选项]")
def serve_command(
    home: Home = _DEFAULT,
    port: Annotated[int, typer.Option(metavar="端口", help="网页服务的端口。")] = 8000,
    host: Annotated[
        str, typer.Option(metavar="地址", help="监听地址；0.0.0.0 供局域网使用。")
    ] = "127.0.0.1",
    workers: Annotated[int, typer.Option(metavar="个数", help="服务进程数。")] = 1,
) -> None:
    """打开网页工作台（Ctrl+C 停止）。"""
    from sanyi.web.server import serve

    serve(home, host, port, workers)


@app.command("stop", cls=ChineseCommand, options_metavar="[选项]")
def stop_command(home: Home = _DEFAULT) -> None:
    """停止在后台运行的网页工作台。"""
    from sanyi.web.server import stop

    typer.echo("已停止。" if stop(home) else "没有在运行。")
