"""Numbers with a unit in running text: where they stand and what is printed around them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from sanyi.clauses.numerals import CHINESE_NUMERAL, NUMBER, quantity
from sanyi.clauses.sentences import enclosed


@cache
def target_words() -> dict[str, Any]:
    """The closed word lists of the target grammar."""
    text = files("sanyi.clauses").joinpath("data/target_words.toml").read_text("utf-8")
    return tomllib.loads(text)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit at ``start``..``end``; ``upper`` is set for a range.

    ``after`` is the comparison printed behind it (以上, 以下).
    """

    value: float
    upper: float | None
    unit: str
    start: int
    end: int
    after: str

    @property
    def is_share(self) -> bool:
        """Whether the unit is a share, a rate or percentage points."""
        return self.unit in ("%", "‰", "百分点") or self.unit.startswith("/")


_RANGE = r"(?:\s*[%％]?\s*(?:[-－–—―~～﹣一至到]+)\s*)"
_SHARE = r"个?\s*百分点|[%％‰]|/\s*(?:10|１０|十)\s*万|/\s*[万千]"


_SCALE = r"(?:万亿|[百千万亿])"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """85%以上, 2—3个; 百分之八十; 三所 after a verb of counting; 24万以上 without a unit."""
    words = target_words()
    units = "|".join(re.escape(c) for c in sorted(words["classifiers"], key=len, reverse=True))
    verbs = "|".join(f"(?<={re.escape(v)})" for v in words["counting_verbs"])
    after = r"(?P<after>\s*(?:[（(]含[^）)]*[）)])?(?:及以上|以上|及以下|以下|以内|之内|左右))?"
    number = rf"(?P<number>{NUMBER})\s*"
    return (
        re.compile(
            rf"{number}(?P<scale>{_SCALE})?"
            rf"(?:{_RANGE}(?P<upper>{NUMBER})(?P<scale2>{_SCALE})?)?\s*(?:余|多)?\s*"
            rf"(?P<unit>{_SHARE}|{units}){after}"
        ),
        re.compile(rf"百分之(?P<number>{CHINESE_NUMERAL}+|{NUMBER})(?P<unit>){after}"),
        re.compile(
            rf"(?:{verbs})(?P<number>[一二三四五六七八九十百两]{{1,4}})(?P<unit>{units}){after}"
        ),
        re.compile(rf"{number}(?P<scale>[万亿])(?P<unit>){after}(?=[，。；、]|$)"),
    )


_FILLER = "□"
_STATED = re.compile(r"[0-9０-９].{0,3}[%％]|不[低少高超]|达到")


def number_text(text: str) -> str:
    """The text with names, titles and remarks blanked out: numbers in them are no quantities."""
    marks = list(enclosed(text, "《〔"))
    marks += [s for s in enclosed(text, "“「‘（([【") if not _STATED.search(text[s[0] : s[1]])]
    out = list(text)
    for start, end in marks:
        out[start:end] = _FILLER * (end - start)
    return "".join(out)


def find_quantities(text: str) -> Iterator[Quantity]:
    """Quantities of ``number_text``, in order, none inside a date, an ordinal or a name."""
    found = [
        q
        for pattern in _patterns()
        for match in pattern.finditer(text)
        if (q := _read(text, match)) is not None
    ]
    at = 0
    for q in sorted(found, key=lambda q: (q.start, -q.end)):
        if q.start >= at:
            at = q.end
            yield q


def _read(text: str, match: re.Match[str]) -> Quantity | None:
    number = match["number"]
    parts = match.groupdict()
    unit = (
        "".join(match["unit"].split())
        .replace("％", "%")
        .replace("１０", "10")
        .replace("十万", "10万")
    )
    unit = {"个百分点": "百分点", "": _unprinted(text, match)}.get(unit, unit)
    value = quantity(number, parts.get("scale") or "")
    upper = None
    if parts.get("upper"):
        upper = quantity(parts["upper"], parts.get("scale2") or "")
    if value is None or _is_name(text, match, unit, number):
        return None
    if upper is not None and upper <= value:
        return None
    after = re.sub(r"[（(].*[）)]", "", (parts.get("after") or "")).strip()
    return Quantity(value, upper, unit, match.start(), match.end(), after)


_PERSONS = re.compile(r"(?:人数|人口|就业|人员|劳动力|患者|居民|学生|参保)[^，。；]{0,6}$")


def _unprinted(text: str, match: re.Match[str]) -> str:
    """The unit of a number printed without one: 百分之八十, 就业人数24万."""
    if match.group(0).startswith("百分之"):
        return "%"
    return "人" if _PERSONS.search(text[max(0, match.start() - 16) : match.start()]) else ""


_NAMED_BEFORE = re.compile(
    r"(?:第|[A-Za-z+＋/:：∶.．\d]|每|近|(?<![底末日月年])前|后|过去|[〔\[])\s*$"
)


def _is_name(text: str, match: re.Match[str], unit: str, number: str) -> bool:
    """Whether the number is part of a name, an ordinal, a denominator or a length of time."""
    words = target_words()
    before, rest = text[max(0, match.start() - 12) : match.start()], text[match.end() :]
    if _NAMED_BEFORE.search(before) and not re.search(r"(?:较|比)[^，]{0,6}年\s*$", before):
        return True
    if unit in _LOOSE and rest.lstrip().startswith(tuple(words["not_counted"])):
        return True
    if _is_date(unit, number, before, rest):
        return True
    if number == "一" and unit not in words["single_counts"] and unit != "%":
        # 至少一所, 每村一名; 配备一名 alone is no count of results
        return unit not in words["single_units"] or not re.search(
            r"至少|不少于|不低于|每", text[max(0, match.start() - 14) : match.start()]
        )
    if rest and rest[0] in _WORDS_BEGUN.get(unit, ""):
        return True
    # 300张床位以上的医院 describes the hospital
    described = re.match(r"[\u4e00-\u9fff]{0,4}?(?:及?以上|及?以下)的", text[match.end("unit") :])
    return described is not None and unit in _DESCRIBING


def _is_date(unit: str, number: str, before: str, rest: str) -> bool:
    """2025年, 3月5日, 3年内, 2年期 are dates and lengths of time, not measures."""
    if unit in ("日", "天"):
        return re.search(r"月\s*$", before) is not None
    return unit in ("年", "个月") and (len(number) >= 4 or rest[:1] in tuple("内来后前期度制级"))


# 121人才, 3分类: the classifier is the first character of a word
_WORDS_BEGUN = {"人": "才员口群民均大事力文工", "分": "别析类级工期批步享布支局院会区部"}
_LOOSE = frozenset({"个", "类", "级", "项", "种", "公里", "米", "分钟", "小时"})
_DESCRIBING = frozenset({"张", "人", "万人", "户", "元", "平方米", "名", "级", "岁", "床"})
