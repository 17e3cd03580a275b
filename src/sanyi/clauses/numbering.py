"""Numbers that begin a clause: each printed form is one named rule.

A marker is only a candidate; whether it opens a clause is decided by the outline, which knows
what number is due.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from sanyi.clauses.numerals import integer

_CN = r"[一二三四五六七八九十百零〇]+"
_AR = r"[0-9０-９]"


class MarkerKind(StrEnum):
    """The printed form of a number; a document nests them in an order of its own."""

    PART = "part"  # 第一部分 第一编
    CHAPTER = "chapter"  # 第一章
    SECTION = "section"  # 第一节
    ARTICLE = "article"  # 第一条
    CHINESE = "chinese"  # 一、
    CHINESE_BRACKET = "chinese_bracket"  # （一）
    ARABIC = "arabic"  # 1.
    DECIMAL = "decimal"  # 1.1
    ARABIC_BRACKET = "arabic_bracket"  # （1） 1）
    CIRCLED = "circled"  # ①


@dataclass(frozen=True, slots=True)
class Marker:
    """A number at the beginning of a line: its form, value, and how far it reaches in the text.

    ``parent_value`` is the first number of a decimal one (1.2 -> 1).
    """

    kind: MarkerKind
    value: int
    printed: str
    length: int
    parent_value: int | None = None


_RULES: tuple[tuple[MarkerKind, re.Pattern[str]], ...] = (
    (MarkerKind.PART, re.compile(rf"第\s*({_CN}|{_AR}+)\s*(?:部分|编|篇)[\s:：]*")),
    (MarkerKind.CHAPTER, re.compile(rf"第\s*({_CN}|{_AR}+)\s*章[\s:：]*")),
    (MarkerKind.SECTION, re.compile(rf"第\s*({_CN}|{_AR}+)\s*节[\s:：]*")),
    (MarkerKind.ARTICLE, re.compile(rf"第\s*({_CN}|{_AR}+)\s*条[\s:：]*")),
    (MarkerKind.CHINESE, re.compile(rf"({_CN})\s*[、．.，](?!{_AR}*%)\s*")),
    (MarkerKind.CHINESE_BRACKET, re.compile(rf"[（(〔]\s*({_CN})\s*[）)〕][、.．]?\s*")),
    (
        MarkerKind.DECIMAL,
        re.compile(rf"({_AR}{{1,2}})[.．]({_AR}{{1,2}})[.．、]?(?!{_AR}|[%％万亿个年月])\s*"),
    ),
    (
        MarkerKind.ARABIC,
        re.compile(
            rf"({_AR}{{1,3}})\s*(?:[.．、](?!{_AR})|[.．、](?=(?:19|20){_AR}{{2}}\s*年))\s*"
        ),
    ),
    (MarkerKind.ARABIC, re.compile(rf"({_AR}{{1,2}})[.．、](?={_AR})\s*")),
    (MarkerKind.ARABIC_BRACKET, re.compile(rf"[（(]\s*({_AR}{{1,2}})\s*[）)][、.．]?\s*")),
    (MarkerKind.ARABIC_BRACKET, re.compile(rf"({_AR}{{1,2}})\s*[）)]\s*")),
    (MarkerKind.CIRCLED, re.compile(r"([①-⑳])[、.．]?\s*")),
)


def markers_at(text: str, start: int = 0) -> list[Marker]:
    """Every way in which a number could begin at ``start``, the likeliest first.

    ``1.2022年`` can be item 1 and ``3.1`` can be item 3 or a decimal: the outline chooses.
    """
    found = []
    for kind, pattern in _RULES:
        match = pattern.match(text, start)
        if match is None:
            continue
        first = integer(match.group(1))
        if first is None or first == 0:
            continue
        printed = match.group(0).strip(" \u3000\t:：")
        if kind is MarkerKind.DECIMAL:
            second = integer(match.group(2))
            if second:
                found.append(Marker(kind, second, printed, len(match.group(0)), first))
        else:
            found.append(Marker(kind, first, printed, len(match.group(0))))
    return found


def printed_number(printed: str) -> str:
    """The number without the separator behind it: （十二）, 12., 一、 -> 一."""
    return printed.rstrip("、，") if printed[0] not in "（(" else printed


def half_width_brackets(printed: str) -> str:
    """The number as a path element: （一） -> (一), 一、 -> 一, 12. -> 12."""
    text = printed.replace("（", "(").replace("）", ")")
    return text.rstrip("、.．，") if not text.endswith(")") else text
