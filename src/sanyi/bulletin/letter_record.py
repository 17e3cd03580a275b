"""The record of letters issued, kept in ``letters.toml``, a file that a person can read and edit.

Whatever in it cannot be trusted stops the issuing: a letter must not go out twice because a line
was misread.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sanyi.bulletin.escalation import LetterRules
from sanyi.bulletin.letters import Letter, Outcome, Step
from sanyi.kernel import DefinitionError, InputError

FILE = "letters.toml"
_HEAD = """\
# 已发出的督查单。一段一份：
#   ["编号"]
#   entry = 条款或台账行  step = first 首发、next 升级、withdrawal 解除  level = 级别
#   issued_on = 发出日期  due_on = 答复时限  why = 发单理由  number = 文号
# 答复后填写（或用 sanyi letters answer）：
#   answered_on = 答复日期  answer = 答复要点  extended_to = 批准延期到哪一天
# 办结后由程序填写：closed_on = 办结日期  outcome = escalated 已升级、withdrawn 已解除
"""
_DAYS = ("issued_on", "due_on", "answered_on", "extended_to", "closed_on")
_TEXTS = ("entry", "step", "level", "why", "number", "answer", "outcome")
_NEEDED = ("entry", "step", "level", "issued_on")
_ORDER = ("entry", "step", "level", "issued_on", "due_on", "why", "number", "answered_on",
          "answer", "extended_to", "closed_on", "outcome")  # fmt: skip


def record_as_toml(record: Iterable[Letter]) -> str:
    """The file's text by day and entry; the same record gives the same bytes."""
    ordered = sorted(record, key=lambda n: (n.issued_on, _natural(n.id)))
    return "\n".join([_HEAD, *map(_block, ordered)])


def _block(letter: Letter) -> str:
    values: Mapping[str, Any] = {
        "entry": letter.entry_id,
        **{name: getattr(letter, name) for name in _ORDER if name != "entry"},
    }
    lines = [f"[{_text(letter.id)}]"]
    for name in _ORDER:
        value = values[name]
        if isinstance(value, dt.date):
            lines.append(f"{name} = {value.isoformat()}")
        elif value:
            lines.append(f"{name} = {_text(str(value))}")
    return "\n".join(lines) + "\n"


def _natural(text: str) -> list[tuple[int, str]]:
    return [(int(p), "") if p.isdigit() else (-1, p) for p in re.split(r"(\d+)", text) if p]


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", " ", escaped) + '"'


def load_record(path: Path, rules: LetterRules) -> tuple[Letter, ...]:
    """The letters of a file; none where there is no file.

    Raises:
        InputError: a line of it cannot be used; the letter and the field are named.
    """
    if not path.exists():
        return ()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(
            "SUP-020", f"{path.name} 不是正确的 TOML：{error}", "改正后再试；原文件没有改动。"
        ) from error
    return tuple(_letter(id, raw, rules) for id, raw in data.items())


def _letter(id: str, raw: object, rules: LetterRules) -> Letter:
    values = _checked(id, raw)
    try:
        step = Step(values["step"])
        outcome = Outcome(values["outcome"]) if values.get("outcome") else None
        rules.level(values["level"])
    except (ValueError, DefinitionError) as error:
        raise _wrong(id, f"step、level 或 outcome 没有这个值（{error}）。") from error
    letter = Letter(
        id, values["entry"], step, values["level"], values["issued_on"], values.get("due_on"),
        values.get("why", ""), values.get("number", ""), values.get("answered_on"),
        values.get("answer", ""), values.get("extended_to"), values.get("closed_on"), outcome,
    )  # fmt: skip
    _check_days(letter)
    return letter


def _checked(id: str, raw: object) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise _wrong(id, "应是一段。")
    extra = sorted(raw.keys() - {*_DAYS, *_TEXTS})
    missing = [name for name in _NEEDED if name not in raw]
    for names, words in ((extra, "多出"), (missing, "缺少")):
        if names:
            raise _wrong(id, f"{words} {'、'.join(names)}。")
    for name, value in raw.items():
        if name in _DAYS and type(value) is not dt.date:
            raise _wrong(id, f"{name} 应是日期，如 2025-10-24，不加引号。")
        if name in _TEXTS and not isinstance(value, str):
            raise _wrong(id, f"{name} 应是加引号的文字。")
    return raw


def _check_days(letter: Letter) -> None:
    if letter.step is not Step.WITHDRAWAL and letter.due_on is None:
        raise _wrong(letter.id, "缺少 due_on。")
    for name in _DAYS[1:]:
        day = getattr(letter, name)
        if day is not None and day < letter.issued_on:
            raise _wrong(letter.id, f"{name} 早于 issued_on。")
    if (letter.closed_on is None) != (letter.outcome is None):
        raise _wrong(letter.id, "closed_on 和 outcome 应同时填写。")


def _wrong(id: str, words: str) -> InputError:
    return InputError("SUP-021", f"{FILE} 的 {id} {words}", f"改正 {FILE} 后再试；没有发出督查单。")
