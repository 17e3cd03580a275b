"""Checks of characters and punctuation: marks without partners, numbers glued or broken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from sanyi.ledger.entry import EntryKind
from sanyi.ledger.examine.case import Case, Hit, Passage, PassageKind, clipped, listed

_PAIRS = {"“": "”", "《": "》", "（": "）", "(": ")", "〔": "〕", "【": "】", "‘": "’", "「": "」"}
_SAME = {"(": "（", ")": "）"}  # halves of different widths still make a pair
_NAMES = {
    "“": "引号",
    "《": "书名号",
    "（": "括号",
    "〔": "括号",
    "【": "括号",
    "‘": "引号",
    "「": "引号",
}
_CLOSING = {_SAME.get(v, v): _SAME.get(k, k) for k, v in _PAIRS.items()}
_OPENING = frozenset(_CLOSING.values())


def unbalanced(case: Case) -> Iterator[Hit]:
    """Brackets, quotation marks and book-title marks without a partner; a few for each passage."""
    for passage in case.tasks:
        text = passage.text.text
        for at, mark in islice(_lonely(text), _MOST_LONELY):
            side = "右" if mark in _OPENING else "左"
            opening = mark if mark in _OPENING else _CLOSING[mark]
            around = clipped(text[max(0, at - 6) : at + 10], 18)
            yield passage.hit(f"缺{side}{_NAMES[opening]}：“…{around}…”。", at, at + 1)


_MOST_LONELY = 5
_DEEPEST = 20  # marks further out have lost their partners
_ITEM_NUMBER = re.compile(r"(?<!\d)\d{1,2}$|(?:^|[。；;，])\s*[一二三四五六七八九十]{1,2}$")


def _lonely(text: str) -> Iterator[tuple[int, str]]:
    open_at: list[tuple[int, str]] = []
    for i, printed in enumerate(text):
        mark = _SAME.get(printed, printed)
        if mark in _OPENING:
            open_at.append((i, mark))
        elif mark in _CLOSING:
            depth = _partner(open_at, _CLOSING[mark])
            if depth is not None:
                yield from open_at[depth + 1 :]
                del open_at[depth:]
            elif mark != "’" and not _ITEM_NUMBER.search(text[max(0, i - 5) : i]):
                yield i, mark  # ’ may be an apostrophe, and 1） begins an item
    yield from open_at


def _partner(open_at: list[tuple[int, str]], mark: str) -> int | None:
    for depth in range(len(open_at) - 1, max(-1, len(open_at) - _DEEPEST), -1):
        if open_at[depth][1] == mark:
            return depth
    return None


_COUNT = r"个|所|家|项|次|种|类|名|人|张|台|例|辆|条|批|场|级|万元|亿元|元"
_GLUED = re.compile(
    r"(?<!\d)\d{1,6}\s*=\s*\d{1,6}"
    rf"|(?<![\d.])(?P<first>\d{{1,9}})\s?(?P<unit>{_COUNT})\s?\d{{1,9}}\s?(?P=unit)"
    rf"|(?<![一二三四五六七八九十百千零〇第\d])(?P<c1>[二三四五六七八九])(?P<c2>[一二三四五六七八])(?=(?:{_COUNT})(?!月))"
)


def glued_numbers(case: Case) -> Iterator[Hit]:
    """Two numbers in the place of one: 4=2, 16个2个, 四三级."""
    for match in _glued(case):
        printed = match.group(0)
        if match["c1"] and "一二三四五六七八九".index(match["c1"]) <= "一二三四五六七八九".index(
            match["c2"]
        ):
            continue  # 二三级: a range
        where = case.where(match.start())
        entry = case.entries_by_id.get(where)
        if where == case.id or (entry is not None and entry.is_deleted):
            continue
        tail = case.text[match.end() : match.end() + 4].strip("~*")
        said = clipped(printed + (tail if match["c1"] else ""))
        yield Hit(
            where, f"两个数字连在一起：“{said}”，不知取哪一个。", case.reading_span(*match.span())
        )


def _glued(case: Case) -> Iterator[re.Match[str]]:
    """Matches inside one run: characters on both sides of an edit make no number together."""
    for run in case.reading.document.runs:
        yield from _GLUED.finditer(case.text, run.span.start, run.span.end)


_BROKEN_RANGE = re.compile(
    r"(?<!\d)\d{1,4}(?:\s*[个所家项%％年])?\s*(?:一|--+|－－+|——+|―{2,}|~~|——)\s*\d{1,4}(?!\d|\s*号)"
)


def broken_ranges(case: Case) -> Iterator[Hit]:
    """A range whose dash became another character: 2一3, 10--15; one hit per entry."""
    for passage in case.passages:
        found = list(_BROKEN_RANGE.finditer(passage.text.text))
        if found:
            said = listed([f"“{''.join(m.group(0).split())}”" for m in found])
            yield passage.hit(f"数字区间的连接号不规范：{said}。", *found[0].span())


_SPACES = re.compile(
    r"(?<=[\u4e00-\u9fff，。；：、”）])[ \t\u3000]{2,}(?=[\u4e00-\u9fff“（])"
    r"|(?<=[，。；、])[ \u3000]+(?=[\u4e00-\u9fff“（])"
)


def stray_spaces(case: Case) -> Iterator[Hit]:
    """White space inside sentences; one hit for the document."""
    found = [
        (p, m)
        for p in case.tasks
        for m in _SPACES.finditer(p.text.text)
        if len(p.text.span(m.start() - 1, m.end() + 1)) == len(m.group(0)) + 2  # no edit there
    ]
    if found:
        passage, match = found[0]
        yield Hit(case.id, f"句中有多余空格 {len(found)} 处。", passage.text.span(*match.span()))


_DOUBLED = re.compile(
    r"([，。；：、！？])\s*\1|[，、；：]\s*[。；]|。\s*[，、；：]|[。，；、]—(?!—)|(?<!—)—[。，；、]|(?<!\.)\.\.(?!\.)"
)


def doubled_marks(case: Case) -> Iterator[Hit]:
    """Two marks where one belongs. Those that a marked deletion left have a code of their own."""
    for passage in case.passages:
        for match in _DOUBLED.finditer(passage.text.text):
            span = passage.text.span(*match.span())
            if len(span) == match.end() - match.start():  # no edit in between
                around = clipped(passage.text.text[max(0, match.start() - 8) : match.end() + 2], 14)
                yield Hit(passage.where, f"标点重复：“…{around}…”。", span)


_STOPS = "。；;！？!?.…"


def stop_missing(case: Case) -> Iterator[Hit]:
    """Tasks without a full stop, where nearly all others have one; one hit for the document."""
    for kind in (PassageKind.CLAUSE, PassageKind.ROW):
        tasks = [p for p in case.tasks if p.kind is kind and p.where != case.id]
        without = [p for p in tasks if not _is_closed(case, p)]
        without = [p for p in without if p.text.text.rstrip()[-1:] not in "，、："]
        if without and len(without) * 10 <= len(tasks):
            names = [p.where.removeprefix(case.id) for p in without]
            last = without[0]
            yield last.hit(f"句末缺句号：{listed(names)}。", len(last.text) - 1, len(last.text))


def _is_closed(case: Case, passage: Passage) -> bool:
    text = passage.text.text.rstrip()
    entry = case.entries_by_id.get(passage.where)
    if entry is not None and entry.kind is EntryKind.CLAUSE:
        own = case.clause_texts.get(entry.span.start)
        if own is not None:
            if any(g.end >= len(text) - 1 for g in own.groups):
                return True
            text = own.without_lines.text.rstrip() or text
    text = text.rstrip("”’）)】")
    return (
        not text
        or text[-1] in _STOPS
        or (passage.text.text.rstrip()[-1] in "）)" and "。" in text[-80:])
    )


_HALF = re.compile(r"(?<=[\u4e00-\u9fff”）])[,;:](?=[\u4e00-\u9fff“（])")
_FULL = re.compile(r"(?<=[\u4e00-\u9fff”）])[，；：](?=[\u4e00-\u9fff“（])")


def mixed_widths(case: Case) -> Iterator[Hit]:
    """Punctuation of both widths; one hit for the document, on the rarer one."""
    half = [(p, m) for p in case.tasks for m in _HALF.finditer(p.text.text)]
    full = sum(1 for p in case.tasks for _ in _FULL.finditer(p.text.text))
    if half and full:
        passage, match = half[0]
        yield Hit(
            case.id,
            f"半角、全角标点混用：半角 {len(half)} 处，全角 {full} 处。",
            passage.text.span(*match.span()),
        )
