"""Three-colour notices (三色督查单): which to issue today, by rule; the rule is a profile, data.

An open notice that is past its day and whose task still fails is followed by the next colour; of
one task and colour there is never more than one open notice.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from sanyi.kernel import DefinitionError
from sanyi.targets import Status, TaskVerdict


@dataclass(frozen=True, slots=True)
class Level:
    """One colour: how long its notice runs and what it demands."""

    code: str
    label: str
    due_days: int
    demand: str


@dataclass(frozen=True, slots=True)
class Escalation:
    """The profile: levels from mild to grave, and with which one a status begins."""

    levels: tuple[Level, ...]
    start: Mapping[str, str]

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
        index = self.levels.index(self.level(code))
        return self.levels[index + 1] if index + 1 < len(self.levels) else None


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice that was issued; open until it is closed."""

    entry_id: str
    level: str
    issued_on: dt.date
    due_on: dt.date
    closed_on: dt.date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still runs."""
        return self.closed_on is None


def load_escalation(path: Path | None = None) -> Escalation:
    """The profile of a file, or the one that comes with the program.

    Raises:
        DefinitionError: a level or a start is wrong.
    """
    source = path or files("sanyi.bulletin") / "escalation.toml"
    try:
        data = tomllib.loads(source.read_text(encoding="utf-8"))
        levels = tuple(Level(**raw) for raw in data["levels"])
        escalation = Escalation(levels, dict(data["start"]))
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise DefinitionError("SUP-002", f"督查级别文件不合要求：{error}") from error
    if not levels or any(level.due_days < 1 for level in levels):
        raise DefinitionError("SUP-002", "督查级别至少一级，到期日数至少一天。")
    for status, code in escalation.start.items():
        escalation.level(code)
        if status not in list(Status):
            raise DefinitionError("SUP-002", f"没有任务状态 {status}。")
    return escalation


def notices_due(
    tasks: Iterable[TaskVerdict],
    issued: Sequence[Notice],
    today: dt.date,
    escalation: Escalation,
    start_at: Mapping[str, str] | None = None,
) -> tuple[Notice, ...]:
    """The notices to issue today.

    Args:
        issued: every notice so far, open and closed.
        start_at: a level by entry id, for important matters that begin graver.
    """
    due: list[Notice] = []
    for task in tasks:
        level = _next_level(task, issued, today, escalation, (start_at or {}).get(task.entry.id))
        if level is None:
            continue
        until = today + dt.timedelta(days=level.due_days)
        due.append(Notice(task.entry.id, level.code, today, until))
    return tuple(due)


def _next_level(
    task: TaskVerdict, issued: Sequence[Notice], today: dt.date, escalation: Escalation,
    start_at: str | None,
) -> Level | None:  # fmt: skip
    if task.is_closed or str(task.status) not in escalation.start:
        return None
    open_ones = [n for n in issued if n.entry_id == task.entry.id and n.is_open]
    if not open_ones:
        return escalation.level(start_at or escalation.start[str(task.status)])
    order = {level.code: index for index, level in enumerate(escalation.levels)}
    gravest = max(open_ones, key=lambda n: order.get(n.level, -1))
    return escalation.after(gravest.level) if today > gravest.due_on else None
