"""The ledger as a workbook that a person edits and hands back; differences cell by cell.

The file names each entry by its id and the revision it was exported at, and keeps the exported
values on a hidden sheet. Nothing is changed here: what is changed is decided cell by cell by the
person who sees the differences.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sanyi.kernel import Finding, Severity
from sanyi.ledger.columns import PROOF_LABELS
from sanyi.ledger.mask_runs import restore_masked

ID, REVISION = "编号", "修改次数"
FIXED = (ID, REVISION, "文件", "序号", "章节", "任务内容", "办理状态", "进展", "认定理由",
         "来源")  # fmt: skip
TITLE, DUE_ON, STANDING, PROOF = "任务", "完成时限", "长期任务", "佐证方式"
LEADS, DEFAULTS, COOPERATING = "牵头单位", "默认负责单位", "配合单位"
EDITABLE = (TITLE, DUE_ON, STANDING, PROOF, LEADS, DEFAULTS, COOPERATING)

YES, NO = "是", "否"
PROOF_WORDS = tuple(label for label in PROOF_LABELS.values() if label)
_DATE = re.compile(r"(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})\s*日?")
_NAMES = re.compile(r"[、，,；;\n\v]+")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of the workbook.

    Args:
        entry_id, revision: of the entry when it was exported.
        values: the editable cells.
        fixed: the other cells.
        base: the editable cells as exported; None where the hidden sheet was lost.
        at: row number in the sheet, from 1.
    """

    entry_id: str
    revision: int
    values: Mapping[str, str]
    fixed: Mapping[str, str]
    base: Mapping[str, str] | None = None
    at: int = 0


class CellState(StrEnum):
    """What a cell of the file is to the ledger."""

    CHANGE = "change"
    CONFLICT = "conflict"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell that says something else than the ledger.

    Args:
        exported: empty where unknown.
        now: as the ledger stands.
        wanted: as the file says.
        problem: in Chinese, for a cell that cannot be taken.
    """

    entry_id: str
    at: int
    column: str
    exported: str
    now: str
    wanted: str
    state: CellState
    problem: str = ""

    @property
    def where(self) -> str:
        """The cell as Excel names it to a person."""
        return f"第{self.at}行“{self.column}”"


@dataclass(frozen=True, slots=True)
class Current:
    """An entry as it stands in the ledger now."""

    revision: int
    values: Mapping[str, str]


def compare(
    rows: Iterable[SheetRow], ledger: Mapping[str, Current]
) -> tuple[tuple[CellChange, ...], tuple[Finding, ...]]:
    """Differences between a file and the ledger, and rows that cannot be compared.

    A changed cell of an entry that was changed by somebody else since the export is a conflict.
    Rows missing in the file change nothing.
    """
    changes: list[CellChange] = []
    findings: list[Finding] = []
    seen: dict[str, int] = {}
    for row in rows:
        where = f"第{row.at}行"
        if not row.entry_id:
            findings.append(_found("RTP-001", where, "没有编号，没有导入。",
                                   "任务由文件下达产生，不能在表中新增。"))  # fmt: skip
        elif row.entry_id in seen:
            findings.append(_found("RTP-002", where, f"编号与第{seen[row.entry_id]}行重复，"
                                   "没有导入。", "每项任务只留一行。"))  # fmt: skip
        elif row.entry_id not in ledger:
            findings.append(_found("RTP-003", where, "台账中没有这个编号，或不归您管，没有导入。",
                                   "不要修改“编号”一列；重新导出后再改。"))  # fmt: skip
        else:
            seen[row.entry_id] = row.at
            changes += _row_changes(row, ledger[row.entry_id])
    return tuple(changes), tuple(findings)


def _found(code: str, where: str, message: str, hint: str) -> Finding:
    return Finding(code, Severity.WARNING, where, f"{where}：{message}", hint)


def _row_changes(row: SheetRow, current: Current) -> Iterable[CellChange]:
    is_newer = row.revision != current.revision
    base = row.base if row.base is not None else ({} if is_newer else current.values)
    for column in EDITABLE:
        if column not in row.values:
            continue
        exported, now = base.get(column, ""), current.values[column]
        typed, _ = read_cell(column, row.values[column])
        value, problem = read_cell(column, restore_masked(typed, now))
        if not problem and (value == now or (column in base and typed == exported)):
            continue
        if not problem and value.count("*") > now.count("*"):
            problem = "“*”是隐去的联系方式，与原文对不上，不能写入台账。"
        state = CellState.CONFLICT if is_newer else CellState.CHANGE
        if problem:
            state = CellState.WRONG
        yield CellChange(row.entry_id, row.at, column, exported, now, value, state, problem)


# --- single cells


def read_cell(column: str, text: str) -> tuple[str, str]:
    """(the value in its one way of writing, what is wrong with it).

    Example:
        >>> read_cell("完成时限", "2025年6月30日"), read_cell("牵头单位", "县医保局，县财政局")
        (('2025-06-30', ''), ('县医保局、县财政局', ''))
    """
    text = text.strip()
    return _READERS[column](text)


def _title(text: str) -> tuple[str, str]:
    if not text:
        return text, "任务名称不能为空。"
    return (text, "") if len(text) <= 300 else (text, "任务名称超过300字。")


def _day(text: str) -> tuple[str, str]:
    if not text:
        return "", ""
    found = _DATE.fullmatch(text)
    try:
        year, month, day = (int(n) for n in found.groups()) if found else (0, 0, 0)
        return dt.date(year, month, day).isoformat(), ""
    except ValueError:
        return text, "日期应写成 2025-06-30。"


def _yes_no(text: str) -> tuple[str, str]:
    if text in ("", NO, "0", "FALSE", "False"):
        return NO, ""
    return (YES, "") if text in (YES, "1", "TRUE", "True") else (text, "只能写“是”或“否”。")


def _proof(text: str) -> tuple[str, str]:
    if text in ("", *PROOF_WORDS):
        return text, ""
    return text, f"只能写：{'、'.join(PROOF_WORDS)}。"


def _units(text: str) -> tuple[str, str]:
    names = list(dict.fromkeys(n.strip() for n in _NAMES.split(text) if n.strip()))
    too_long = next((n for n in names if len(n) > 80), None)
    return "、".join(names), "单位名称过长，用顿号分开各单位。" if too_long else ""


_READERS: dict[str, Callable[[str], tuple[str, str]]] = {
    TITLE: _title, DUE_ON: _day, STANDING: _yes_no, PROOF: _proof,
    LEADS: _units, DEFAULTS: _units, COOPERATING: _units,
}  # fmt: skip
