"""The rules of the three-colour letters (三色督查单): a profile, data that an office replaces."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from sanyi.bulletin.workdays import Workdays, load_workdays
from sanyi.kernel import DefinitionError
from sanyi.targets import Status

FILE = "escalation.toml"
_BASES = ("stated", "delegated", "assumed")


@dataclass(frozen=True, slots=True)
class Level:
    """One colour: how many working days an answer may take, and what the letter demands.

    ``basis`` and ``source`` say where the number of days comes from.
    """

    code: str
    label: str
    answer_working_days: int
    demand: str
    basis: str
    source: str


@dataclass(frozen=True, slots=True)
class LetterRules:
    """The profile.

    Args:
        levels: from mild to grave.
        start: the level with which a status begins; a status that is absent gets no letter.
        watch_working_days: how long a task is watched after a timely answer.
        watch_basis: where that number comes from.
        recovered: the statuses that end a letter.
        important: a graver first level by entry id.
        workdays: by which days are counted.
    """

    levels: tuple[Level, ...]
    start: Mapping[str, str]
    watch_working_days: int
    watch_basis: str
    recovered: frozenset[str]
    important: Mapping[str, str]
    workdays: Workdays

    def level(self, code: str) -> Level:
        """The level of a code.

        Raises:
            DefinitionError: the profile has none.
        """
        found = next((level for level in self.levels if level.code == code), None)
        if found is None:
            known = "、".join(level.code for level in self.levels)
            raise DefinitionError("SUP-001", f"没有督查级别 {code}。", f"可用：{known}。")
        return found

    def after(self, code: str) -> Level | None:
        """The next graver level, or None after the last."""
        index = self.rank(code)
        return self.levels[index + 1] if index + 1 < len(self.levels) else None

    def rank(self, code: str) -> int:
        """Where a level stands, the mildest at 0."""
        return self.levels.index(self.level(code))


def load_rules(path: Path | None = None, workdays: Path | None = None) -> LetterRules:
    """The rules of a file, or those that come with the program.

    Raises:
        DefinitionError: the file is wrong; the part meant is named.
    """
    source = path or files("sanyi.bulletin") / FILE
    try:
        data = tomllib.loads(source.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DefinitionError("SUP-002", f"{FILE} 不是正确的 TOML：{error}") from error
    levels = tuple(_level(raw) for raw in data.get("levels", ()))
    watch = _part(data, "watch", {"working_days": int, "basis": str, "source": str})
    recovered = _part(data, "recovered", {"statuses": list, "basis": str, "source": str})
    rules = LetterRules(
        levels, dict(data.get("start", {})), watch["working_days"], watch["basis"],
        frozenset(recovered["statuses"]), dict(data.get("important", {})), load_workdays(workdays),
    )  # fmt: skip
    _check(rules)
    return rules


def rules_of(workspace: Path) -> LetterRules:
    """The rules of a workspace: its own files where it has them."""
    rules, days = workspace / FILE, workspace / "workdays.toml"
    return load_rules(rules if rules.exists() else None, days if days.exists() else None)


_LEVEL_KEYS = {"code": str, "label": str, "answer_working_days": int, "demand": str,
               "basis": str, "source": str}  # fmt: skip


def _level(raw: object) -> Level:
    return Level(**_part({"levels": raw}, "levels", _LEVEL_KEYS))


def _part(data: Mapping[str, Any], name: str, keys: Mapping[str, type]) -> dict[str, Any]:
    """A table with exactly these keys."""
    raw = data.get(name)
    if not isinstance(raw, dict):
        raise DefinitionError("SUP-002", f"{FILE} 缺少 [{name}]。")
    missing, extra = sorted(keys.keys() - raw.keys()), sorted(raw.keys() - keys.keys())
    wrong = sorted(k for k, kind in keys.items() if k in raw and type(raw[k]) is not kind)
    for names, words in ((missing, "缺少"), (extra, "多出"), (wrong, "类型不对的是")):
        if names:
            raise DefinitionError("SUP-002", f"{FILE} 的 {name} {words} {'、'.join(names)}。")
    if raw["basis"] not in _BASES:
        raise DefinitionError(
            "SUP-002", f"{FILE} 的 {name} 的 basis 不对。", f"可用：{'、'.join(_BASES)}。"
        )
    return raw


def _check(rules: LetterRules) -> None:
    if not rules.levels or any(level.answer_working_days < 1 for level in rules.levels):
        raise DefinitionError("SUP-002", f"{FILE}：至少一级，答复日数至少一个工作日。")
    if len({level.code for level in rules.levels}) != len(rules.levels):
        raise DefinitionError("SUP-002", f"{FILE}：有重复的级别。")
    if rules.watch_working_days < 0:
        raise DefinitionError("SUP-002", f"{FILE}：观察期不能为负。")
    for code in (*rules.start.values(), *rules.important.values()):
        rules.level(code)
    unknown = sorted({*rules.start, *rules.recovered} - set(Status))
    if unknown:
        raise DefinitionError("SUP-002", f"{FILE}：没有任务状态 {'、'.join(unknown)}。")
    both = sorted(rules.recovered & rules.start.keys())
    if both:
        raise DefinitionError("SUP-002", f"{FILE}：{'、'.join(both)} 不能既发单又解除。")
