"""``sanyi serve | stop | setup | events | backup | restore``: the desks' command line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sanyi.terminal import ChineseCommand, new_app

Home = Annotated[
    Path,
    typer.Option("--home", metavar="文件夹", envvar="SANYI_HOME", help="办公室全部数据的文件夹。"),
]
_DEFAULT = Path("sanyi-home")
app = typer.Typer()
events = new_app("审计记录。")
app.add_typer(events, name="events")


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


@app.command("setup", cls=ChineseCommand, options_metavar="[选项]")
def setup_command(
    code: Annotated[str, typer.Option(metavar="代码", help="地方代码，如 anhe。")],
    name: Annotated[str, typer.Option(metavar="名称", help="地方名称，如 安禾县。")],
    home: Home = _DEFAULT,
) -> None:
    """建立一个办公室：地方、医改办和三个管理员账号（密码只显示一次）。"""
    from sanyi.web.server import set_up

    set_up(home)
    from sanyi.web.office import found_office

    for login in found_office(code, name):
        typer.echo(f"{login.role}　账号 {login.username}　初始密码 {login.password}")
    typer.echo("首次登录须修改密码。接着：sanyi serve")


@events.command("verify", cls=ChineseCommand, options_metavar="[选项]")
def verify_command(
    home: Home = _DEFAULT,
    expected: Annotated[
        str, typer.Option("--expect", metavar="哈希", help="以前抄录的链尾哈希，必须还在链上。")
    ] = "",
) -> int:
    """核验审计记录：有没有被改动、缺失或调换次序。

    退出码：0 完好；1 有问题。
    """
    from sanyi.web.server import set_up

    set_up(home)
    from sanyi.web.acts.chain import verify_all

    found = verify_all(expected)
    for finding in found:
        typer.echo(f"{finding.code} {finding.where} {finding.message} {finding.hint}")
    if not found:
        typer.echo("没有被改动、缺失或调换次序。")
    return int(bool(found))


@app.command("backup", cls=ChineseCommand, options_metavar="[选项]")
def backup_command(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="文件", help="备份文件（.zip）。")
    ],
    home: Home = _DEFAULT,
) -> None:
    """备份办公室的全部数据；工作台开着也可以运行。"""
    from sanyi.web.server import set_up

    set_up(home)
    from sanyi.web.backup import back_up

    typer.echo(f"已备份 {back_up(home, output)} 个文件：{output}")


@app.command("restore", cls=ChineseCommand, options_metavar="[选项]")
def restore_command(
    archive: Annotated[Path, typer.Argument(metavar="备份", help="备份文件（.zip）。")],
    home: Home = _DEFAULT,
) -> None:
    """把备份恢复到一个新文件夹。"""
    from sanyi.web.backup import restore

    typer.echo(f"已恢复 {restore(archive, home)} 个文件：{home}")
