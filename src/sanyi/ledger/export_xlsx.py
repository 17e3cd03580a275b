"""Ledgers -> an Excel workbook as the office would have made it by hand."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence

from openpyxl import Workbook

from sanyi.ledger.columns import PROGRESS_STATES, part_rows
from sanyi.ledger.entry import EntryKind, Ledger
from sanyi.ledger.xlsx_sheets import findings_sheet, ledger_sheet, notes_sheet

_LEDGER, _CLAUSES, _FINDINGS, _NOTES = "台账", "正文条款", "体检发现", "说明"
_NOTES_TEXT = (
    ("重点工作", "原文照录；修订稿为接受修订后的文字，删去的文字以灰色删除线标在原处。"),
    (
        "责任单位、配合单位",
        "按文件写明的角色；文件没有写明牵头的，一律列为责任单位。省去的地名已补全。",
    ),
    ("时限要求", "文件原话；下面一行为该期限的最后一天。"),
    ("目标", "文件原话；“或”表示达到其中一项即可。"),
    ("进展情况", "从列表中选择：" + "、".join(PROGRESS_STATES) + "。"),
    (
        "佐证",
        "按任务的写法建议的佐证种类和理由，由办公室确认；没有可核的目标、文件、项目或活动的，建议书面报告。任务凭佐证销号。",
    ),
    ("条款出处", "任务在文件中的位置，以及与它对应的正文条款或附件台账行。"),
)
_SHEET_NAME = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_LONGEST_NAME = 31


def ledgers_as_xlsx(ledgers: Sequence[Ledger]) -> bytes:
    """One workbook: the ledger of each document, all findings, and notes.

    A document with an annexed ledger gives two sheets, its ledger and its clauses. The same
    ledgers give the same bytes.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    taken: set[str] = set()
    for ledger in ledgers:
        prefix = "" if len(ledgers) == 1 else ledger.document.id
        for part, name in _parts(ledger):
            sheet = book.create_sheet(_sheet_name(prefix, name, taken))
            ledger_sheet(sheet, ledger, list(part_rows(ledger, part)), _heading(ledger, name))
    findings_sheet(book.create_sheet(_sheet_name("", _FINDINGS, taken)), ledgers)
    notes_sheet(book.create_sheet(_sheet_name("", _NOTES, taken)), ledgers, _NOTES_TEXT)
    out = io.BytesIO()
    book.save(out)
    return _without_clock(out.getvalue())


def _parts(ledger: Ledger) -> list[tuple[EntryKind, str]]:
    """The annexed ledger is the ledger; without one the clauses are."""
    if any(e.kind is EntryKind.LEDGER_ROW for e in ledger.entries):
        both = [(EntryKind.LEDGER_ROW, _LEDGER), (EntryKind.CLAUSE, _CLAUSES)]
        return [p for p in both if any(e.kind is p[0] for e in ledger.entries)]
    return [(EntryKind.CLAUSE, _LEDGER)]


def _heading(ledger: Ledger, name: str) -> str:
    title = ledger.document.title or ""
    return "" if name in title else f"（{name}）" if name == _CLAUSES else name


def _sheet_name(prefix: str, name: str, taken: set[str]) -> str:
    """A name Excel takes: 31 characters, none of its forbidden ones, each once."""
    stem = _SHEET_NAME.sub("-", f"{prefix} {name}".strip())
    if len(stem) > _LONGEST_NAME:
        stem = f"{stem[: _LONGEST_NAME - len(name) - 2]}… {name}"
    wanted, number = stem, 1
    while wanted.lower() in taken:
        number += 1
        wanted = f"{stem[: _LONGEST_NAME - 4]}~{number}"
    taken.add(wanted.lower())
    return wanted


_CLOCK = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def _without_clock(data: bytes) -> bytes:
    """The same workbook without the time of its making."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for member in source.infolist():
            content = source.read(member)
            if member.filename == "docProps/core.xml":
                content = _CLOCK.sub(rb"\g<1>2000-01-01T00:00:00Z\2", content)
            info = zipfile.ZipInfo(member.filename, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, content)
    return out.getvalue()
