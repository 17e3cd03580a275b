"""The deadlines layer: adverbial limits of time, with the day on which they end.

A year inside the name of a piece of work (2023年度…评估工作) is no limit; a start (自2020年起), a
baseline (较2020年) and a frequency (每年至少1次) are none either.
"""

from __future__ import annotations

import calendar
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from sanyi.clauses.numerals import DIGIT, integer
from sanyi.clauses.sentences import enclosed


class DeadlineKind(StrEnum):
    """A day; a stage goal by a day; a length of time; or no end."""

    DATE = "date"
    STAGE = "stage"
    PERIOD = "period"
    ONGOING = "ongoing"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A limit as printed, at ``start``..``end`` of the text it was found in.

    ``due_on`` is the last day of the period, or None where the words name no day and no anchor.
    """

    phrase: str
    due_on: date | None
    kind: DeadlineKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a limit without a year is counted from: the document's year and its day of issue."""

    year: int | None
    issued_on: date | None = None


@cache
def _data() -> dict[str, Any]:
    text = files("sanyi.clauses").joinpath("data/time_words.toml").read_text("utf-8")
    return tomllib.loads(text)


_N = rf"(?:{DIGIT}{{1,2}}|[一二三四五六七八九十]{{1,3}})"
_Y = rf"(?:{DIGIT}{{4}}|二[〇○零]{{1}}[一二三四五六七八九〇○零]{{2}})\s*年"
_TO = r"(?:到|至|截至|截止|在|于)?\s*"
_BEFORE = r"(?:之前|以前|前|止)?"
_SUB_YEAR = (
    rf"(?:(?P<month>{_N})\s*月\s*(?:份)?\s*(?:(?P<day>{_N})\s*日|底|末|(?P<ten>上旬|中旬|下旬))?"
    rf"|第?\s*(?P<quarter>[一二三四1234])\s*季度(?:末|底)?|(?P<half>上半年|下半年)(?:末|底)?"
    r"|(?P<end>年?[底末]|内|年内|年中))"
)


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _day_in_month(year: int, month: int, parts: dict[str, str | None]) -> date | None:
    if not 1 <= month <= 12:
        return None
    if parts.get("day"):
        day = integer(parts["day"] or "") or 0
        return date(year, month, day) if 1 <= day <= _last_day(year, month).day else None
    tens = {"上旬": 10, "中旬": 20}.get(parts.get("ten") or "")
    return date(year, month, tens) if tens else _last_day(year, month)


def _day_of(match: re.Match[str], year: int | None) -> date | None:
    """The last day of the period that the match names."""
    if year is None or not 1990 <= year <= 2100:
        return None
    parts = match.groupdict()
    if parts.get("month"):
        return _day_in_month(year, integer(parts["month"]) or 0, parts)
    if parts.get("quarter"):
        return _last_day(year, 3 * (integer(parts["quarter"]) or 4))
    if parts.get("half"):
        return date(year, 6, 30) if parts["half"] == "上半年" else date(year, 12, 31)
    return date(year, 6, 30) if parts.get("end") == "年中" else date(year, 12, 31)


@dataclass(frozen=True, slots=True)
class _Rule:
    """One printed form of a limit: its pattern, and what its match means."""

    name: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Calendar], tuple[date | None, DeadlineKind]]
    is_limit: Callable[[str, re.Match[str]], bool] = lambda text, match: True


def _read_year(match: re.Match[str], when: Calendar) -> tuple[date | None, DeadlineKind]:
    return _day_of(match, integer("".join(match["year"].split()).rstrip("年"))), DeadlineKind.DATE


def _read_pair(match: re.Match[str], when: Calendar) -> tuple[date | None, DeadlineKind]:
    return date(integer(match["year"]) or 1, 12, 31), DeadlineKind.DATE


def _read_relative(match: re.Match[str], when: Calendar) -> tuple[date | None, DeadlineKind]:
    word = match.groupdict().get("relative") or ""
    shift = {"明年": 1, "次年": 1, "翌年": 1}.get(word, 0)
    year = when.year + shift if when.year is not None else None
    return _day_of(match, year), DeadlineKind.DATE


def _read_length(match: re.Match[str], when: Calendar) -> tuple[date | None, DeadlineKind]:
    """N年内 and the like; only 自印发之日起 gives an anchor."""
    count = integer(match["count"])
    if count is None or when.issued_on is None or not match["anchor"]:
        return None, DeadlineKind.PERIOD
    start, unit = when.issued_on, match["unit"]
    if "日" in unit or "天" in unit:
        return (None if "工作日" in unit else start + timedelta(days=count)), DeadlineKind.PERIOD
    months = count * (12 if unit.startswith("年") else 1) + start.month - 1
    year, month = start.year + months // 12, months % 12 + 1
    return date(year, month, min(start.day, _last_day(year, month).day)), DeadlineKind.PERIOD


def _read_plan(match: re.Match[str], when: Calendar) -> tuple[date | None, DeadlineKind]:
    last = _data()["plans"].get(match["plan"])
    kind = DeadlineKind.PERIOD if "期间" in match.group(0) else DeadlineKind.DATE
    return (date(last, 12, 31) if last else None), kind


def _read_range(match: re.Match[str], when: Calendar) -> tuple[date | None, DeadlineKind]:
    last = integer(match["last"])
    return (date(last, 12, 31) if last else None), DeadlineKind.PERIOD


_NO_BASELINE = re.compile(r"(?:较|比|与|自|从|相比|以|同比|对照|参照|截至|截止)\s*$")
_NAME_FOLLOWS = re.compile(r"\s*(?:度|的|以来|起|版|级|届|第|全国(?!.{0,12}(?:达到|实现)))")


def _head(text: str, match: re.Match[str]) -> str:
    """The words just before a match; no rule looks farther back."""
    return text[max(0, match.start() - 24) : match.start()]


def _is_bare_year_limit(text: str, match: re.Match[str]) -> bool:
    """A bare year limits when a verb or a comma follows, or when 到 stands before it."""
    rest = text[match.end() :].lstrip()
    if re.match(r"(?:到|至)", match.group(0)):
        return not _head(text, match).endswith("达") and not rest.startswith(("度", "以来", "起"))
    before = _head(text, match).rstrip()
    if _NO_BASELINE.search(before):
        return False
    if _NAME_FOLLOWS.match(rest):
        return False
    if rest[:1] in "，,":
        return before[-1:] in "，,。；;：:（(" or not before
    verbs = tuple(_data()["verbs_after_year"])
    return (before[-1:] in "，,。；;：:（(" or not before) and rest.startswith(verbs)


_STARTS_OR_BASELINE = re.compile(r"(?:较|比|与|自|从|相比|同比|以)\s*$")
_START_FOLLOWS = re.compile(r"\s*(?:起|以来|开始|启动以来)")
_STATE_FOLLOWS = re.compile(r"[^，。；;]{0,20}?，?[^，。；;]{0,14}(?:已(?!有.{0,6}基础上)|累计已)")


def _is_dated_limit(text: str, match: re.Match[str]) -> bool:
    before, rest = _head(text, match), text[match.end() :]
    if before.endswith("达") and match.group(0).startswith("到"):
        return False
    if _STARTS_OR_BASELINE.search(before) or _START_FOLLOWS.match(rest):
        return False
    if match.group(0).startswith(("截至", "截止")) and _STATE_FOLLOWS.match(rest):
        return False
    ends_open = re.search(r"[底末前内止日]$", match.group(0)) is not None
    if not ends_open and re.match(r"(?:度|的|实施|起施行|印发|修订)", rest):
        return False
    return not re.match(r"(?:度的|发布|印发|公布的|修订)", rest)


def _is_length_limit(text: str, match: re.Match[str]) -> bool:
    # 货款30天内结清, 2个工作日内上报 regulate a procedure; only 自印发之日起30日内 limits the task
    if match["unit"] in ("日", "天", "个工作日") and not match["anchor"]:
        return False
    # 毕业2年内未就业的 describes persons
    if re.match(r"(?:未|的|高校|有效)", text[match.end() :]):
        return False
    return _NOT_FROM_NOW.search(_head(text, match)) is None


_NOT_FROM_NOW = re.compile(
    r"(?:每|近|前|过去|最近|连续|任期|毕业|离校|成立|注册|登记|创办|出生|退役|入职)\s*$"
)


def _is_relative_limit(text: str, match: re.Match[str]) -> bool:
    if not _is_dated_limit(text, match):
        return False
    if match.group(0).rstrip().endswith(("月", "月份")):
        return False
    return _NOT_THIS_YEAR.search(_head(text, match)) is None


_NOT_THIS_YEAR = re.compile(r"(?:每|每年|近|上|去|全|半|[0-9０-９]|周)\s*$")


_RULES: tuple[_Rule, ...] = (
    _Rule(
        "first of a pair of years: 到2022年和2030年",
        re.compile(rf"(?:到|至)\s*(?P<year>{DIGIT}{{4}})\s*年?\s*(?=[、和与]\s*{DIGIT}{{4}}\s*年)"),
        _read_pair,
    ),
    _Rule(
        "second of a pair of years: 和2030年",
        re.compile(
            rf"(?<=[0-9０-９年][、和与])\s*(?P<year>{DIGIT}{{4}})\s*年(?=[，,底]|分别|[^，。；]{{0,30}}分别)"
        ),
        _read_pair,
    ),
    _Rule(
        "span of years: 2021—2025年，",
        re.compile(
            rf"(?P<first>{DIGIT}{{4}})\s*年?\s*[-－–—―~～至到]+\s*(?P<last>{DIGIT}{{4}})\s*年(?:期间|底|末)?(?=[，,])"
        ),
        _read_range,
    ),
    _Rule(
        "year with month, quarter or end: 2022年6月底前",
        re.compile(rf"{_TO}(?P<year>{_Y})\s*{_SUB_YEAR}\s*(?:\d+时)?\s*{_BEFORE}"),
        _read_year,
        _is_dated_limit,
    ),
    _Rule(
        "year and 前: 2022年前",
        re.compile(rf"{_TO}(?P<year>{_Y})\s*(?:以前|之前|前)"),
        _read_year,
        _is_dated_limit,
    ),
    _Rule(
        "bare year: 到2025年",
        re.compile(rf"(?:到|至|在)?\s*(?P<year>{_Y})"),
        _read_year,
        _is_bare_year_limit,
    ),
    _Rule(
        "plan period: “十四五”末",
        re.compile(
            r"(?:到|至|在)?[“\"]?(?P<plan>十[三四五六]五)[”\"]?\s*(?:规划)?(?:期间|期末|时期末|末|末期)"
        ),
        _read_plan,
    ),
    _Rule(
        "length of time: 3年内",
        re.compile(
            rf"(?P<anchor>自?(?:印发|发布|下发|文件印发)之日起)?(?:用)?(?P<count>{_N})\s*(?P<unit>年|个月|个工作日|日|天)(?:时间)?(?:以?内|左右的?时间)"
        ),
        _read_length,
        _is_length_limit,
    ),
    _Rule(
        "within the document's year: 年底前, 6月底, 一季度",
        re.compile(
            rf"{_TO}(?P<relative>今年|本年度?|明年|次年|当年|翌年)?\s*"
            rf"(?:(?P<month>{_N})\s*月\s*(?:份)?\s*"
            rf"(?:(?P<day>{_N})\s*日|底|末|(?P<ten>上旬|中旬|下旬))?\s*{_BEFORE}"
            rf"|第?\s*(?P<quarter>[一二三四1234])\s*季度(?:末|底)?{_BEFORE}|(?P<half>上半年|下半年)(?:末|底)?{_BEFORE}"
            rf"|(?P<end>年[底末]|年度?内|年中){_BEFORE})"
        ),
        _read_relative,
        _is_relative_limit,
    ),
)


def find_deadlines(text: str, when: Calendar) -> list[Deadline]:
    """All limits of time in running text, in order; a year once named is carried to the next ones.

    Args:
        text: a clause's accepted text.
        when: the document's year and day of issue.
    """
    quoted = enclosed(text, "《“「‘")
    found: list[Deadline] = []
    year, at = when.year, 0
    candidates = sorted(_candidates(text), key=lambda c: (c[0].start(), -c[0].end()))
    for match, rule in candidates:
        if match.start() < at or any(a < match.start() < b for a, b in quoted):
            continue
        at = match.end()  # a form that turns out to be no limit is not read as a shorter one
        if not rule.is_limit(text, match):
            continue
        start = match.start() + len(match.group(0)) - len(match.group(0).lstrip(" \t\u3000在于"))
        due, kind = rule.read(match, Calendar(year, when.issued_on))
        if due is None and "year" in match.groupdict():
            continue  # no day of the calendar, or long past: part of a story, not a limit
        phrase = text[start : match.end()].rstrip()
        found.append(Deadline(phrase, due, kind, start, start + len(phrase)))
        if "year" in match.groupdict() and due is not None:
            year = due.year
    return found


_ANCHOR = re.compile(r"[年月]|季度|半年|十[三四五六]五|(?:工作日|[日天])(?:以?内|左右)")


def _candidates(text: str) -> Iterator[tuple[re.Match[str], _Rule]]:
    for start, end in _windows(text):
        for rule in _RULES:
            for match in rule.pattern.finditer(text, start, end):
                yield match, rule


def _windows(text: str) -> list[tuple[int, int]]:
    """Stretches around the words every limit holds: the patterns are too slow for all of a text."""
    windows: list[tuple[int, int]] = []
    for anchor in _ANCHOR.finditer(text):
        start, end = max(0, anchor.start() - 24), min(len(text), anchor.end() + 48)
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], end)
        else:
            windows.append((start, end))
    return windows


_STAGE = re.compile(r"阶段性?(?:目标|任务|工作|成效|成果)")


def read_deadline_cell(text: str, when: Calendar) -> Deadline | None:
    """The limit in a cell or after a label 完成时限：; the phrase is all that is printed there."""
    printed = " ".join(text.split()).strip("。；;，, 】]）)")
    if not printed or set(printed) <= set("—-－–/／ "):
        return None
    limits = find_deadlines(printed, when) or find_deadlines(printed + "，", when)
    dated = [d for d in limits if d.due_on is not None]
    is_stage = _STAGE.search(printed) is not None
    if dated:
        kind = DeadlineKind.STAGE if is_stage else dated[-1].kind
        return Deadline(printed, dated[-1].due_on, kind, 0, len(text))
    if limits:
        return Deadline(printed, None, limits[-1].kind, 0, len(text))
    if printed.startswith(tuple(_data()["ongoing"])):
        return Deadline(printed, None, DeadlineKind.ONGOING, 0, len(text))
    bare = re.fullmatch(
        rf"{_TO}(?:(?P<year>{_Y})\s*度?)?\s*(?:(?P<month>{_N})\s*月(?:份)?)?", printed
    )
    if bare and (bare["year"] or bare["month"]):
        year = integer("".join(bare["year"].split()).rstrip("年")) if bare["year"] else when.year
        if year is not None:
            month = integer(bare["month"]) if bare["month"] else 12
            if month and 1 <= month <= 12:
                return Deadline(printed, _last_day(year, month), DeadlineKind.DATE, 0, len(text))
    return None
