"""The second half of the demo: a model county's year, from its data to the quarterly bulletin.

Everything it shows is synthetic and says so.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from rich.console import Console
from rich.table import Table

from sanyi.bulletin.commands import (
    bind,
    explain_text,
    judged,
    write_bulletin,
    write_letters,
    write_workbook,
)
from sanyi.bulletin.escalation import rules_of
from sanyi.bulletin.quarterly import Masthead
from sanyi.bulletin.run import Judged
from sanyi.county import county_workspace, load_county, make_county, size_named
from sanyi.datasets import Session
from sanyi.kernel import InputError, Period
from sanyi.ledger import UnitRole
from sanyi.pipeline import read_ledger
from sanyi.targets import LAMP_LABELS, Lamp

SEED = 7
QUARTER = Period.parse("2025Q3")
TODAY = dt.date(2025, 10, 15)  # reports on the quarter are in, the bulletin is due
LOADED_AT = "2025-10-15T08:00:00"
ISSUER = "安禾县深化医药卫生体制改革领导小组秘书处"
NUMBER = "安医改秘〔2025〕18号"
LETTER_NUMBERS = "安医改督〔2025〕{}号"
EXPLAINED = "county_visit_rate@2025C09/own:990423"
PLACE = ("anhe", "安禾县")
_SHOWN = 6  # tasks printed; the rest is in the bulletin
_NEXT = """接下来可以试（以上数据全部为合成数据，不涉及任何真实的人和单位）：
  {program} explain {figure} -w {workspace} -d {document}    一个数字的全部来历
  {program} explain {figure} -w {workspace} -d {document} --rows   直到记录
  {program} verdicts {document} -w {workspace} --today 2025-09-30   每项任务的认定
  {program} letters list -w {workspace} --today 2025-10-31   发出的督查单、到期未答复的
  {program} data contracts                                   可以装入哪些数据表"""


def show_year(folder: Path, size: str, program: str) -> None:
    """Make a model county, load it, judge its document, write bulletin, letters and workbook.

    Args:
        folder: where everything is written; an older model county there is made anew.
        size: tiny, county or city.
        program: how the person calls this program, for the hints at the end.
    """
    console = Console(emoji=False, highlight=False)
    console.rule(f"模型县的一年（合成数据，规模 {size}，编号 {SEED}）")
    county, home = folder / "county", folder / "home"
    workspace = home / "places" / PLACE[0]  # where the desks look for the tables of the place
    for old in (county, home):
        _remove(old, county)
    with _step(console, "生成数据"):
        made = make_county(SEED, size_named(size), county, until=TODAY)
    with _step(console, f"装入 {len(made)} 个文件"):
        with Session(county_workspace(workspace)) as session:
            reports = load_county(county, session, LOADED_AT)
    console.print(
        f"  收到 {sum(r.rows_in for r in reports):,} 行，"
        f"留下 {sum(r.kept for r in reports):,} 行，退回 {sum(r.rejected for r in reports):,} 行"
    )
    document = county / "document" / "anhe-2025.docx"
    with _step(console, "读文件，把目标对应到指标"):
        bind(document, read_ledger, workspace / "bindings.toml", "演示", TODAY)
    with _step(console, "计算指标，逐项认定"):
        result = judged(document, workspace, QUARTER.end, None, read_ledger)
    _show_verdicts(console, result)
    head = Masthead(
        ISSUER, TODAY, NUMBER, "安禾县", copy_to="县委办公室，县人大常委会办公室，县政协办公室",
        printed_by=ISSUER,
    )  # fmt: skip
    bulletin = folder / "2025年第三季度通报.docx"
    with _step(console, "写通报、督办函和台账进展表"):
        letters = write_letters(result, workspace, head, TODAY, folder / "督办函", LETTER_NUMBERS)
        reply_on = rules_of(workspace).workdays.after(TODAY, 10)
        count = write_bulletin(result, workspace, QUARTER, head, reply_on, bulletin)
        write_workbook(result, folder / "台账进展.xlsx")
    console.print(f"  {bulletin}（{count} 个数字，每个都能查到条款和记录）")
    console.print(f"  {folder / '督办函'}（{len(letters)} 份）\n  {folder / '台账进展.xlsx'}")
    console.rule("一个数字的来历")
    console.print(explain_text(EXPLAINED, workspace, [result.ledger]), end="", markup=False)
    console.print(
        "\n"
        + _NEXT.format(program=program, figure=EXPLAINED, workspace=workspace, document=document)
    )


def open_desks(folder: Path, program: str, port: int = 8000) -> None:
    """Set up the county's office in the browser and leave its server running.

    Args:
        folder: as given to ``show_year``, which must have run.
    """
    from sanyi.web.server import set_up, start_detached

    console = Console(emoji=False, highlight=False)
    console.rule("网页工作台")
    home, document = folder / "home", folder / "county" / "document" / "anhe-2025.docx"
    with _step(console, "建立安禾县医改办"):
        set_up(home)
        (home / "SYNTHETIC").touch()  # every page of the desks says so
        from sanyi.web.demo import make_demo_office

        os.environ["SANYI_TODAY"] = TODAY.isoformat()  # the office works on the day of its data
        draft = Path(str(files("sanyi.samples") / "anhe-2026-draft.docx"))
        logins = make_demo_office(document, draft, *PLACE, QUARTER)
    with _step(console, "打开网页服务"):
        port = start_detached(home, port, TODAY.isoformat())
    address = f"http://127.0.0.1:{port}"
    shown = Table("账号", "密码", "角色", "单位", title="每个角色一个账号（只在这台机器上有效）")
    for login in logins:
        shown.add_row(login.username, login.password, login.role, login.unit)
    console.print(shown)
    console.print(
        f"先用 head 登录，看首页：{address}\n"
        f"哪些任务要落空、为什么、归谁，一页看完；点任何一个数字，查到条款和记录。\n"
        f"停止：make stop，或 {program} stop --home {home}"
    )


def _remove(old: Path, county: Path) -> None:
    """Make room for a new county, but only where an earlier demo left one."""
    if not old.exists():
        return
    if not (county / "SYNTHETIC").exists() and any(old.iterdir()):
        raise InputError("CLI-022", f"{old} 里有别的文件。", "换一个文件夹，或先移走它们。")
    if old != county:
        shutil.rmtree(old)
    else:
        for part in ("data", "document", "truth"):
            shutil.rmtree(old / part, ignore_errors=True)


@contextmanager
def _step(console: Console, name: str) -> Iterator[None]:
    began = time.perf_counter()
    with console.status(name):
        yield
    console.print(f"{name} …… {time.perf_counter() - began:.1f} 秒")


def _show_verdicts(console: Console, result: Judged) -> None:
    counts = {lamp: sum(t.lamp is lamp for t in result.tasks) for lamp in Lamp}
    listed = "，".join(f"{LAMP_LABELS[lamp].split('（')[0]} {n}" for lamp, n in counts.items())
    console.print(f"  共 {len(result.tasks)} 项任务：{listed}")
    late = [t for t in result.tasks if t.lamp is Lamp.RED]
    for task in late[:_SHOWN]:
        units = "、".join(task.entry.names(UnitRole.LEAD))
        console.print(f"  [red]●[/red] 第{task.entry.number}项（{units}）{task.reason.text}")
    if len(late) > _SHOWN:
        console.print(f"  …… 另有 {len(late) - _SHOWN} 项，见通报。")
