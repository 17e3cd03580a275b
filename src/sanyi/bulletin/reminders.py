"""Who is to be reminded of what today: a pure function of tasks, letters, rules and working days.

A reminder has a key that names its rule, its matter and its step, so that a second run on the same
day, or a run after a missed day, reminds nobody twice of the same step.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from sanyi.bulletin.workdays import Workdays
from sanyi.kernel import DefinitionError, Period, PeriodKind

FILE = "reminders.toml"
RULE_LABELS = {
    "due_soon": "时限临近",
    "overdue": "过期未销号",
    "not_reported": "本季度未报进展",
    "unanswered": "督办函未答复",
}
_SHAPE: Mapping[str, frozenset[str]] = {
    "due_soon": frozenset({"working_days"}),
    "overdue": frozenset({"every_working_days"}),
    "not_reported": frozenset({"working_days"}),
    "unanswered": frozenset({"working_days", "every_working_days"}),
}
_BASES = ("stated", "delegated", "assumed")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: steps before a day, and how often after it (0 is never)."""

    before: tuple[int, ...]
    every: int
    basis: str
    source: str


@dataclass(frozen=True, slots=True)
class Matter:
    """A task as reminders see it; a closed one, or one without a unit, is no matter.

    Args:
        id: of the entry.
        units: those that answer for it.
        reported: periods for which a report was handed in, by unit.
    """

    id: str
    title: str
    units: tuple[str, ...]
    due_on: dt.date | None
    reported: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A letter that waits for its answer until a day."""

    id: str
    label: str
    title: str
    units: tuple[str, ...]
    due_on: dt.date


@dataclass(frozen=True, slots=True)
class Reminder:
    """One line of a message to one unit."""

    key: str
    rule: str
    subject: str
    unit: str
    text: str


def load_reminder_rules(path: Path | None = None) -> Mapping[str, Rule]:
    """The rules of a file, or those that come with the program.

    Raises:
        DefinitionError: the file is wrong; the part meant is named.
    """
    source = path or files("sanyi.bulletin") / FILE
    try:
        data = tomllib.loads(source.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DefinitionError("REM-001", f"{FILE} 不是正确的 TOML：{error}") from error
    extra = sorted(data.keys() - _SHAPE.keys())
    if extra:
        raise DefinitionError("REM-001", f"{FILE} 多出 {'、'.join(extra)}。")
    return {name: _rule(name, data[name]) for name in _SHAPE if name in data}


def reminder_rules_of(workspace: Path) -> Mapping[str, Rule]:
    """The rules of a workspace: its own file where it has one."""
    path = workspace / FILE
    return load_reminder_rules(path if path.exists() else None)


def _rule(name: str, raw: Any) -> Rule:
    wanted = {*_SHAPE[name], "basis", "source"}
    if not isinstance(raw, dict) or raw.keys() != wanted or raw["basis"] not in _BASES:
        raise DefinitionError("REM-001", f"{FILE} 的 {name} 写得不对。",
                              f"应有 {'、'.join(sorted(wanted))}。")  # fmt: skip
    before, every = raw.get("working_days", []), raw.get("every_working_days", 0)
    is_good = isinstance(before, list) and all(type(n) is int and n >= 0 for n in before)
    if not is_good or type(every) is not int or every < ("every_working_days" in raw):
        raise DefinitionError("REM-001", f"{FILE} 的 {name} 的天数不对。", "写工作日的个数。")
    return Rule(tuple(sorted(before, reverse=True)), every, raw["basis"], str(raw["source"]))


def reminders_due(
    matters: Iterable[Matter],
    letters: Iterable[Waiting],
    today: dt.date,
    rules: Mapping[str, Rule],
    workdays: Workdays,
) -> tuple[Reminder, ...]:
    """The reminders that are due on a day, letters first; none on a day of rest."""
    if not workdays.is_workday(today):
        return ()
    clock = _Clock(today, rules, workdays)
    quarter = Period.containing(today, PeriodKind.QUARTER)
    found: list[Reminder] = []
    for letter in letters:
        found += clock.of_letter(letter)
    for matter in matters:
        found += clock.of_deadline(matter)
        found += clock.of_report(matter, quarter)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Clock:
    today: dt.date
    rules: Mapping[str, Rule]
    workdays: Workdays

    def of_letter(self, letter: Waiting) -> Iterator[Reminder]:
        step = self._step("unanswered", letter.due_on)
        if step is None:
            return
        words = self._when(letter.due_on)
        for unit in letter.units:
            yield _reminder(
                "unanswered", letter.id, step, unit, f"“{letter.title}”的{letter.label}{words}答复"
                + ("。" if self.today <= letter.due_on else "，至今没有答复。"),
            )  # fmt: skip

    def of_deadline(self, matter: Matter) -> Iterator[Reminder]:
        if matter.due_on is None:
            return
        for name in ("due_soon", "overdue"):
            step = self._step(name, matter.due_on)
            if step is None:
                continue
            words = self._when(matter.due_on)
            for unit in matter.units:
                yield _reminder(name, matter.id, step, unit, f"“{matter.title}”{words}完成。")

    def of_report(self, matter: Matter, quarter: Period) -> Iterator[Reminder]:
        step = self._step("not_reported", quarter.end)
        if step is None:
            return
        for unit in matter.units:
            if str(quarter) not in matter.reported.get(unit, frozenset()):
                yield _reminder(
                    "not_reported", matter.id, f"{quarter}/{step}", unit,
                    f"“{matter.title}”{quarter.label}还没有上报进展。",
                )  # fmt: skip

    def _when(self, day: dt.date) -> str:
        printed = f"{day.year}年{day.month}月{day.day}日"
        return f"应于{printed}前" if self.today <= day else f"原应于{printed}前"

    def _step(self, name: str, day: dt.date) -> str | None:
        """The step of a rule that is reached: the last that is not past."""
        rule = self.rules.get(name)
        if rule is None:
            return None
        if self.today <= day:
            left = self.workdays.between(self.today, day)
            reached = [n for n in rule.before if left <= n]
            return f"{day.isoformat()}-{min(reached)}" if reached else None
        if not rule.every:
            return None
        late = self.workdays.between(day, self.today)
        times = late // rule.every
        return f"{day.isoformat()}+{times * rule.every}" if times else None


def _reminder(rule: str, subject: str, step: str, unit: str, text: str) -> Reminder:
    return Reminder(f"{rule}/{subject}/{step}/{unit}", rule, subject, unit, text)


def by_unit(reminders: Sequence[Reminder]) -> Mapping[str, tuple[Reminder, ...]]:
    """Reminders of each unit, one message each."""
    found: dict[str, list[Reminder]] = {}
    for reminder in reminders:
        found.setdefault(reminder.unit, []).append(reminder)
    return {unit: tuple(items) for unit, items in found.items()}
