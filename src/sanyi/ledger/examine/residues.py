"""Residues of editing that no mark shows: words run together, a sentence in two versions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from sanyi.clauses import segments, sentences
from sanyi.kernel.similarity import containment, grams
from sanyi.ledger.examine.case import Case, Hit, clipped

_WORK = "加快|推进|推动|加强|完善|深化|巩固|提升|健全|强化|优化|落实"
# a verb that takes a thing, and after it one that begins a new order
_TWO_VERBS = re.compile(rf"(?:争创|荣获)(?:{_WORK}|建设|开展)")
# a verb that waits for its thing, and after it an opening that begins a new clause
_VERB_THEN_OPENING = re.compile(
    r"(?:完善|优化|推进|加快|加强|深化|健全|巩固|强化|争创)(?:按照|依托|根据|围绕)"
)
_OPEN_TWICE = re.compile(r"开展(?:加快|推进|巩固|深化|完善|健全|强化)")
_ACTIVITY = re.compile(
    r"(?:行动|活动|工作|试点|项目|专项|工程|计划|服务|培训|攻坚|整治|建设|检查|督查|研究|改革|创建|宣传)$"
)
_MECHANISM = re.compile(r"(?:机制|制度|办法|政策|方式|标准|体系|模式)$")
_TWO_MEASURES = re.compile(r"一批若干|若干一批|一批\d+[个所家项]|(?:若干|一批)(?:多个|部分)")
_TWO_ORGANS = re.compile(r"(?:委员会|指挥部)领导小组|领导小组(?:委员会|指挥部)")


def words_run_together(case: Case) -> Iterator[Hit]:
    """Two verbs, two measures or two organs in a row, where only one can be meant."""
    for passage in case.tasks:
        text = passage.text.text
        found = list(_TWO_VERBS.finditer(text))
        if case.ledger.document.is_draft:
            found += _in_draft(text)
        for match in sorted(found, key=lambda m: m.start()):
            said = clipped(text[match.start() : match.end() + 8])
            yield passage.hit(
                f"词语叠用，疑为改稿时旧字未删：“{said}”。", match.start(), match.end()
            )


def _in_draft(text: str) -> list[re.Match[str]]:
    found = [*_TWO_MEASURES.finditer(text), *_TWO_ORGANS.finditer(text)]
    for start, end in segments(text):
        part = re.split(r"[（(]", text[start:end])[0]
        for pattern, is_natural in ((_VERB_THEN_OPENING, _MECHANISM), (_OPEN_TWICE, _ACTIVITY)):
            match = pattern.search(text, start, start + len(part))
            if match and not is_natural.search(part) and "的" not in part:
                found.append(match)
    return found


_SHORTEST = 10
_FARTHEST = 12
_Range = tuple[int, int]
_LONGEST_TITLE = 30
_VARIANT = 0.6


def sentence_twice(case: Case) -> Iterator[Hit]:
    """A sentence printed twice in one clause; in a draft also two versions of one sentence."""
    for passage in case.tasks:
        ranges = list(sentences(passage.words))
        for (a, b), (c, d) in _near_pairs(ranges):
            one, other = passage.words[a:b].strip(), passage.words[c:d].strip()
            if min(len(one), len(other)) < _SHORTEST:
                continue
            is_title = (a, b) == ranges[0] and len(one) < _LONGEST_TITLE
            if _is_repeated(one, other, is_title=is_title):
                yield passage.hit(f"同一句话重复：“{clipped(other)}”。", c, d)
            elif case.ledger.document.is_draft and _is_variant(one, other, is_title=is_title):
                yield passage.hit(
                    f"两句疑为同一句的新旧两稿：“{clipped(one)}”与“{clipped(other)}”。", c, d
                )


def _near_pairs(ranges: Sequence[tuple[int, int]]) -> Iterator[tuple[_Range, _Range]]:
    """Pairs of sentences that a reader would see together; cost stays linear."""
    for at, first in enumerate(ranges):
        for second in ranges[at + 1 : at + 1 + _FARTHEST]:
            yield first, second


def _is_repeated(one: str, other: str, *, is_title: bool) -> bool:
    """The same words, or one whole sentence as the end of another; a title may be taken up so."""
    short, long = sorted((one.strip("。；; "), other.strip("。；; ")), key=len)
    before = long[: len(long) - len(short)]
    if is_title and before:
        return False
    return long.endswith(short) and (not before or before[-1] in "，,：:")


_QUOTED = re.compile(r"“[^“”]{2,20}”")


def _is_variant(one: str, other: str, *, is_title: bool) -> bool:
    if is_title:
        return False
    short, long = sorted((one, other), key=len)
    if containment(grams(short), grams(long)) >= _VARIANT:
        together = SequenceMatcher(None, short, long, autojunk=False).find_longest_match().size
        if together >= _VARIANT * len(short):
            return True
    shared = set(_QUOTED.findall(one)) & set(_QUOTED.findall(other))
    return bool(shared) and "全覆盖" in one and "全覆盖" in other
