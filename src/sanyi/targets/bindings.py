"""Confirmed bindings, kept in ``bindings.toml``, a file that a person can read and edit."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sanyi.kernel import Finding, InputError, Severity

_HEAD = """\
# 目标与指标的对应关系，由办公室确认。一段一个目标：
#   ["目标编号"]
#   indicator = 指标代码  confirmed_by = 确认人（岗位）  confirmed_on = 日期  note = 说明
"""
_KEYS = frozenset({"indicator", "confirmed_by", "confirmed_on", "note"})


@dataclass(frozen=True, slots=True)
class Binding:
    """One confirmed binding of a target to an indicator."""

    target: str
    indicator: str
    confirmed_by: str
    confirmed_on: dt.date
    note: str = ""


def bindings_as_toml(bindings: Iterable[Binding]) -> str:
    """The file's text, in order of the targets; the same bindings give the same bytes."""
    blocks = [
        f"[{_text(b.target)}]\nindicator = {_text(b.indicator)}\n"
        f"confirmed_by = {_text(b.confirmed_by)}\nconfirmed_on = {b.confirmed_on.isoformat()}\n"
        + (f"note = {_text(b.note)}\n" if b.note else "")
        for b in sorted(bindings, key=lambda b: _natural(b.target))
    ]
    return "\n".join([_HEAD, *blocks])


def _natural(text: str) -> list[tuple[int, str]]:
    return [(int(p), "") if p.isdigit() else (-1, p) for p in re.split(r"(\d+)", text) if p]


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", " ", escaped) + '"'


def load_bindings(
    path: Path, targets: Collection[str], indicators: Collection[str]
) -> tuple[Mapping[str, Binding], tuple[Finding, ...]]:
    """Read the file; what does not fit is left out and found.

    Args:
        targets, indicators: ids and codes that exist.

    Raises:
        InputError: the file is no TOML, so nothing in it can be trusted.
    """
    if not path.exists():
        return {}, ()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(
            "BND-001", f"{path.name} 不是正确的 TOML：{error}", "改正后再试；原文件没有改动。"
        ) from error
    bindings: dict[str, Binding] = {}
    findings: list[Finding] = []
    for target, raw in data.items():
        problem = _problem(target, raw, targets, indicators)
        if problem is not None:
            findings.append(problem)
            continue
        bindings[target] = Binding(
            target, raw["indicator"], raw["confirmed_by"], raw["confirmed_on"], raw.get("note", "")
        )
    return bindings, tuple(findings)


def _problem(  # noqa: PLR0911 - one check a line
    target: str, raw: object, targets: Collection[str], indicators: Collection[str]
) -> Finding | None:
    if not isinstance(raw, dict):
        return _found("BND-002", target, "应是一段，写明 indicator、confirmed_by、confirmed_on。")
    unknown, missing = sorted(raw.keys() - _KEYS), sorted(_KEYS - {"note"} - raw.keys())
    if unknown or missing:
        words = [f"多出 {'、'.join(unknown)}"] if unknown else []
        words += [f"缺少 {'、'.join(missing)}"] if missing else []
        return _found("BND-002", target, "；".join(words) + "。")
    if type(raw["confirmed_on"]) is not dt.date:
        return _found("BND-003", target, "confirmed_on 应是日期，如 2025-03-20。")
    if not all(isinstance(raw.get(k, ""), str) for k in ("indicator", "confirmed_by", "note")):
        return _found("BND-002", target, "indicator、confirmed_by、note 应是文字。")
    if target not in targets:
        return _found("BND-004", target, "台账里没有这个目标，未采用。")
    if raw["indicator"] not in indicators:
        return _found("BND-005", target, f"没有指标 {raw['indicator']}，未采用。")
    return None


def _found(code: str, target: str, message: str) -> Finding:
    return Finding(code, Severity.ERROR, target, message, "改正 bindings.toml 后再试。")
