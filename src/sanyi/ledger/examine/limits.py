"""Checks of time limits and targets: what cannot be kept, read or measured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from sanyi.clauses import Basis, DeadlineKind, is_none_mark
from sanyi.ledger.entry import Entry, EntryDeadline
from sanyi.ledger.examine.case import Case, Hit, clipped, listed

_SOON_DAYS = 7


def due_before_issue(case: Case) -> Iterator[Hit]:
    """Limits that had run out when the document was issued."""
    issued = case.ledger.document.issued_on
    for entry in case.ledger.entries:
        due = entry.deadline
        if issued and due and due.due_on and due.due_on < issued:
            yield Hit(
                entry.id,
                f"时限“{clipped(due.phrase)}”（{due.due_on}）早于成文（印发）日期 {issued}。",
                due.span or entry.span,
            )


def due_soon_after_issue(case: Case) -> Iterator[Hit]:
    """Limits that leave a week or less; one hit for the document."""
    issued = case.ledger.document.issued_on
    if issued is None:
        return
    soon = [
        e
        for e in case.ledger.entries
        if e.deadline and e.deadline.due_on and 0 <= (e.deadline.due_on - issued).days <= _SOON_DAYS
    ]
    if soon:
        days = min(
            (e.deadline.due_on - issued).days for e in soon if e.deadline and e.deadline.due_on
        )
        names = [_short(e, case.id) for e in soon]
        first = soon[0].deadline
        yield Hit(
            case.id,
            f"{len(soon)} 项任务的时限距印发日期 {issued} 不足一周（最短 {days} 天）："
            f"{listed(names, 12)}。",
            first.span if first else None,
        )


def _short(entry: Entry, document: str) -> str:
    return entry.id.removeprefix(document)


_ANCHOR = re.compile(
    r"(?:\d{4}\s*年(?:\s*\d{1,2}\s*月)?|之日|今年|即日|本年)\s*起?[，,]?\s*(?:用|在|的)?\s*$"
)


def without_anchor(case: Case) -> Iterator[Hit]:
    """Lengths of time that say from no day; one hit for each way in which that is printed."""
    found: dict[str, list[tuple[Entry, EntryDeadline]]] = {}
    for entry in case.ledger.entries:
        limits = [entry.deadline, *(t.due for t in entry.targets)]
        for due in {d.span: d for d in limits if d is not None}.values():
            if due.kind is DeadlineKind.PERIOD and due.due_on is None and not _anchored(case, due):
                found.setdefault("".join(due.phrase.split()), []).append((entry, due))
    for phrase, places in found.items():
        entry, due = places[0]
        if re.search(rf"\d{{4}}\s*年起[，,]?\s*{re.escape(phrase)}", case.text):
            continue  # said once for the whole document
        also = f"（共 {len(places)} 处）" if len(places) > 1 else ""
        yield Hit(
            entry.id if len(places) == 1 else case.id,
            f"时限“{clipped(phrase)}”{also}没有说明从何日起算，无法换算成日期。",
            due.span or entry.span,
        )


def _anchored(case: Case, due: EntryDeadline) -> bool:
    """Days and working days are counted from each case (货款30天内结清): no limit of the task."""
    before = case.text[max(0, due.span.start - 16) : due.span.start] if due.span else ""
    if re.search(r"日|天", due.phrase) or before.endswith("后"):
        return True
    return "日起" in due.phrase or _ANCHOR.search(before) is not None


def unreadable_limit(case: Case) -> Iterator[Hit]:
    """Something is printed in the cell of the time limit, and it is none."""
    for entry, row in case.rows:
        printed = row.deadline.text.strip() if row.deadline else ""
        if printed and not is_none_mark(printed) and entry.deadline is None:
            yield Hit(
                entry.id, f"时限格“{clipped(printed)}”读不出时限。", row.deadline.strip().span()
            )


_DAY = re.compile(
    r"(?:(?P<year>[12]\d{3})\s*年\s*)?(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日\s*"
    r"(?:[（(]\s*(?:星期|周|礼拜)(?P<week>[一二三四五六日天])\s*[）)])?"
)
_WEEK = "一二三四五六日"


def weekday_mismatch(case: Case) -> Iterator[Hit]:
    """A day of the week that does not belong to its date."""
    for match in _DAY.finditer(case.text):
        year = int(match["year"]) if match["year"] else case.ledger.document.year
        day = _date(year, match) if match["week"] else None
        if day and _WEEK[day.weekday()] != match["week"].replace("天", "日"):
            yield Hit(
                case.where(match.start()),
                f"{day} 是星期{_WEEK[day.weekday()]}，文中写作星期{match['week']}。",
                case.reading_span(*match.span()),
            )


def impossible_date(case: Case) -> Iterator[Hit]:
    """A date that no calendar has."""
    for match in _DAY.finditer(case.text):
        year = int(match["year"]) if match["year"] else case.ledger.document.year or 2024
        if _date(year, match) is None:
            shown = "".join(match.group(0).split())
            yield Hit(
                case.where(match.start()),
                f"日期“{shown}”不存在。",
                case.reading_span(*match.span()),
            )


def _date(year: int | None, match: re.Match[str]) -> date | None:
    if year is None:
        return None
    try:
        return date(year, int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def reply_before_issue(case: Case) -> Iterator[Hit]:
    """A consultation whose answer was due before it was sent out."""
    asked, issued = case.ledger.document.consultation, case.ledger.document.issued_on
    if asked and issued and asked.reply_due_on and asked.reply_due_on < issued:
        yield Hit(
            case.id,
            f"反馈期限 {asked.reply_due_on} 早于发函日期 {issued}。",
            asked.span,
        )


_SAYS_NOTHING = re.compile(
    r"[0-9０-９.．%％‰]+|个?百分点|以上|以下|左右|以内|不低于|不少于|不高于|至少|达到|实现|完成|力争|争取|确保|提高|提升|"
    r"降低|下降|增长|增加|减少|保持|控制|稳定|逐步|稳步|全部|分别|其中|年[底内末]前?|[到至在于的]|年|月|底|末|前"
)
_MEASURABLE = re.compile(
    r"率|比例|占比|比重|人数|人次|数量|总量|覆盖|达标|合格|水平|费用|收入|支出|幅度|均|额|度"
)


def target_without_object(case: Case) -> Iterator[Hit]:
    """A number to be reached, of nothing that could be measured.

    The words before it in the same sentence may have said what it is of.
    """
    for entry in case.ledger.entries:
        for target in entry.targets:
            if target.basis not in (Basis.NUMERIC, Basis.COUNT) or target.value is None:
                continue
            said = _SAYS_NOTHING.sub("", "".join(target.indicator.split()))
            if said.removesuffix(target.unit or " "):
                continue
            before = re.split(
                r"[。；;\n\t]", case.text[max(0, target.span.start - 60) : target.span.start]
            )
            if not _MEASURABLE.search(before[-1]):
                yield Hit(
                    entry.id,
                    f"目标“{clipped(target.phrase)}”没有说明衡量的是什么。",
                    target.span,
                )
