"""Levels of government run together: what is left when a superior's document was adapted by hand.

A lower government copies the document of the one above and replaces its level words. Where the
old word stays, two levels stand side by side: 我市县, 省级市, 全省市. Some pairs cannot be read in
any other way; others (省市财政) are ordinary Chinese as well and count only in a draft that
holds one of the former.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from sanyi.ledger.examine.case import Case, Hit, Passage, listed

_ABOVE = {"市": "省", "县": "省市", "区": "省市", "州": "省", "旗": "省市盟", "盟": ""}
_LOWER = {"省": "市县", "市": "县", "县": ""}
# what follows makes another word of the second level: 市场, 县域, 市县两级, 市、县
_WORD = "级区域县市州乡镇村场政容民长直属内外城处志委府两三四、和及与或联"
_ENDS = "两三四县区州乡镇村场政容民长联、和及与或外"
_SEEN_ELSEWHERE = re.compile(r"学习|借鉴|经验|全国|全省|排名|位次|前列|兄弟")


@cache
def _certain(own: str) -> re.Pattern[str]:
    """Pairs that no sentence needs: 我市县, 全省市, 省级市, 市属县级, 各级县级."""
    forms = [rf"{a}级[{b}](?![{_WORD}])" for a, b in _LOWER.items() if b]
    forms += [rf"{a}属[{b}]级(?!市)" for a, b in _LOWER.items() if b]
    forms.append(r"各级[省市县]级(?!及?以上|市|区)")
    above = _ABOVE.get(own, "")
    if above:
        forms.append(rf"(?<![安健完保成齐周])[我全本][{above}]{own}(?![{_WORD}])")
    return re.compile("|".join(forms))


@cache
def _possible(own: str) -> re.Pattern[str] | None:
    """The level above directly before the document's own: 省市级 in a city's document."""
    above = _ABOVE.get(own, "")
    if not above:
        return None
    ours = rf"|(?<!作为)我市(?![{_WORD}])" if own in "县区旗" else ""
    return re.compile(rf"(?<![我全本国各省市县跨])[{above}]{own}(?![{_ENDS}]){ours}")


def levels_run_together(case: Case) -> Iterator[Hit]:
    """Level words that cannot stand side by side in this document; one hit per entry."""
    own = case.level or ""
    certain = [(p, list(_certain(own).finditer(p.text.text))) for p in case.passages]
    is_adapted = case.ledger.document.is_draft and any(found for _, found in certain)
    for passage, sure in certain:
        text, found = passage.text.text, list(sure)
        if is_adapted and (possible := _possible(own)):
            found += [m for m in possible.finditer(text) if not _overlaps(m, sure)]
        if case.ledger.document.is_draft:
            found += _many_of_own(case, text, own)
        if found:
            yield _hit(passage, sorted(found, key=lambda m: m.start()))


def _overlaps(match: re.Match[str], found: list[re.Match[str]]) -> bool:
    return any(match.start() < m.end() and m.start() < match.end() for m in found)


def _many_of_own(case: Case, text: str, own: str) -> Iterator[re.Match[str]]:
    """各市 in the document of one city, 各县 in that of one county."""
    place = case.reading.facts.place
    if place is None or own not in ("市", "县") or place.level not in ("prefecture", "county"):
        return
    if own == "市" and place.level == "county":
        return
    for match in re.finditer(rf"(?<![省国])各{own}(?![{_WORD}（(])", text):
        around = text[max(0, match.start() - 20) : match.end() + 20]
        if not _SEEN_ELSEWHERE.search(around):
            yield match


def _hit(passage: Passage, found: list[re.Match[str]]) -> Hit:
    text = passage.text.text
    said = list(dict.fromkeys(f"“{text[m.start() : m.end() + 5]}”" for m in found))
    return passage.hit(
        f"层级用语连在一起，疑为改稿时旧字未删：{listed([''.join(s.split()) for s in said])}。",
        found[0].start(),
        found[0].end(),
    )
