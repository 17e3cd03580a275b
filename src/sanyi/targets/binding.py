"""Ledger target -> proposed indicators, each with a score and its reasons; a person confirms.

Likeness of wording is weighed by how rare a pair of characters is among all indicators; rules then
take off what cannot fit. Below the threshold nothing is proposed.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sanyi.clauses import Basis, Operator
from sanyi.indicators import Definition, wording
from sanyi.ledger import Entry, EntryTarget
from sanyi.targets.goals import converted

THRESHOLD = 0.45  # measured on the samples in bench/binding.py
MOST = 3
_RELATIVE = frozenset({"share", "growth", "pp"})
_UP = frozenset({Operator.INCREASE, Operator.INCREASE_BY})
_DOWN = frozenset({Operator.DECREASE, Operator.DECREASE_BY, Operator.AT_MOST, Operator.NO_INCREASE})
# words of comparison and effort say nothing of what is measured
_EFFORT = re.compile(
    r"较?上年度|逐步|着力|不断|进一步|继续|明显|力争|全面|基本|实现|达到|提高|提升|增长|上升|扩大|降低|下降|减少"
    r"|不低于|不少于|不超过|不高于|至少|以上|以下|以内|控制在|的目标|个?百分点|年底|全年|每年|每半年|每季度|各级|的|了"
    r"|\d+月底前?|[\d.]+|[%％，、。“”（）()《》\s]"
)
# the same level of government or care under the names that documents use for it
_SAME = (
    (re.compile(r"(?:县|市|区|省市)域内?"), "域内"),
    (re.compile(r"(?:医院)?总收入"), "医疗收入"),
    (re.compile(r"比重|占比|比率|比例"), "占比"),
    (re.compile(r"医疗卫生机构|医疗机构"), "机构"),
    (re.compile(r"中藏医|中蒙医|中医馆?药?"), "中医"),
    (re.compile(r"网采率|网上采购率"), "网采率"),
    (re.compile(r"紧密型县?域?医共体|县域医共体"), "医共体"),
    (re.compile(r"疫苗接种|接种率|人群接种"), "接种"),
)  # fmt: skip
_LEVELS = ("乡镇", "社区", "村", "基层", "二级", "三级", "一级", "县级", "公立", "民营", "养老")


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is compared of an indicator; made once for all targets."""

    code: str
    name: str
    names: tuple[str, ...]
    wording: str
    unit: str
    kind: str
    direction: str
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposed indicator for one target.

    Args:
        score: 0..1.
        reasons: in Chinese, what speaks for it and against it.
    """

    target: str
    indicator: str
    name: str
    score: float
    reasons: tuple[str, ...]


def candidate(definition: Definition) -> Candidate:
    """The comparable side of a definition."""
    return Candidate(
        definition.code,
        definition.name,
        (definition.name, *definition.aliases),
        wording(definition),
        definition.unit,
        str(definition.kind),
        str(definition.direction),
        definition.clauses,
    )


class Proposer:
    """Proposes indicators for targets.

    Args:
        candidates: all indicators there are; how rare a pair of characters is, is counted here.
    """

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self._candidates = tuple(candidates)
        pairs = Counter(p for c in self._candidates for p in set(_pairs("".join(c.names))))
        count = len(self._candidates) + 1
        self._rarity = {pair: math.log(count / n) + 0.2 for pair, n in pairs.items()}
        self._unseen = math.log(count) + 0.2

    def propose(self, target: EntryTarget, entry: Entry) -> tuple[Proposal, ...]:
        """The best three over the threshold, best first; ties by code."""
        if target.basis is Basis.CONSTRAINT and not target.indicator:
            return ()
        scored = [self._score(target, entry, c) for c in self._candidates]
        kept = [p for p in scored if p is not None and p.score >= THRESHOLD]
        return tuple(sorted(kept, key=lambda p: (-p.score, p.indicator))[:MOST])

    def _score(self, target: EntryTarget, entry: Entry, one: Candidate) -> Proposal | None:
        objection = _objection(target, one)
        if objection is not None:
            return None
        words = target.indicator + target.phrase
        by_name, best = max((self._likeness(target, name), name) for name in one.names)
        by_wording = self._contained(target.indicator or words, one.wording)
        by_clause = self._contained(best, entry.text)
        score = 0.75 * by_name + 0.10 * by_wording + 0.15 * by_clause
        reasons = [f"与“{best}”的字面相近度 {by_name:.2f}", f"名称见于任务原文 {by_clause:.2f}"]
        if target.id in one.clauses or entry.id in one.clauses:
            score += 0.25
            reasons.append("定义写明服务于本条款")
        for factor, reason in _rules(target, entry, one):
            score *= factor
            reasons.append(reason)
        return Proposal(target.id, one.code, one.name, round(min(1.0, score), 4), tuple(reasons))

    def _likeness(self, target: EntryTarget, name: str) -> float:
        """Weighted overlap of character pairs: all of the name in the phrase is a full match."""
        wanted = set(_pairs(name))
        whole = _pairs(target.phrase) | _pairs(target.indicator)
        own = _pairs(target.indicator or target.phrase)
        covered = self._share(wanted, whole)
        back = self._share(own, wanted)
        both = 2 * covered * back / (covered + back) if covered + back else 0.0
        # a long phrase may hold a whole name and much else
        return max(both, 0.75 * covered) if len(wanted) >= 4 else both

    def _contained(self, part: str, whole: str) -> float:
        return self._share(_pairs(part), _pairs(whole))

    def _share(self, part: set[str], whole: set[str]) -> float:
        weights = {p: self._rarity.get(p, self._unseen) for p in part}
        total = sum(weights.values())
        return sum(w for p, w in weights.items() if p in whole) / total if total else 0.0


def _plain(text: str) -> str:
    for pattern, instead in _SAME:
        text = pattern.sub(instead, text)
    return _EFFORT.sub("", text)


def _pairs(text: str) -> set[str]:
    plain = _plain(text)
    return {plain[i : i + 2] for i in range(len(plain) - 1)}


def _objection(target: EntryTarget, one: Candidate) -> str | None:  # noqa: PLR0911 - one rule a line
    """Why an indicator cannot serve a target at all."""
    if target.op is Operator.MONITOR:
        return None
    counted = target.basis in (Basis.COUNT, Basis.FREQUENCY)
    if counted and one.unit in _RELATIVE and target.unit != "%":
        # 至少6类技术 is kept by a register's share of those that have six
        if one.kind != "coverage":
            return "单位对不上"
        return None
    if target.op is Operator.COVER_ALL:
        return None if one.unit == "share" else "全覆盖要用比率衡量"
    if target.value is not None and target.unit is not None and target.op not in _UP | _DOWN:
        fits = converted(Decimal(str(target.value)), target.unit, one.unit)
        return None if fits is not None else "单位对不上"
    if target.unit in ("百分点", "个百分点") and one.unit not in ("share", "pp"):
        return "百分点只能与比率比较"
    return None


def _rules(target: EntryTarget, entry: Entry, one: Candidate) -> Iterable[tuple[float, str]]:
    """Factors by which a rule raises or lowers a score, with the reason."""
    upward = target.op in _UP or target.op in (Operator.AT_LEAST, Operator.COVER_ALL)
    against_up = one.direction == "down" and upward and target.unit != "%"
    if against_up or (one.direction == "up" and target.op in _DOWN):
        yield 0.6, "方向相反"
    relative = one.unit in ("growth", "pp") or one.kind in ("year_on_year", "difference")
    grows = target.op in (Operator.INCREASE_BY, Operator.DECREASE_BY) or "增幅" in target.phrase
    percent = target.unit == "%" and grows
    if relative and not (percent or target.unit in ("百分点", "个百分点")):
        yield 0.6, "指标是同比变化，目标不是"
    if percent and not relative:
        yield 0.85, "目标是增幅，指标不是同比变化"
    said = target.phrase + target.indicator
    for level in _LEVELS:
        if any(level in name for name in one.names) and level not in said + entry.text:
            yield 0.8, f"指标限于“{level}”，任务没有提到"
            break
    for level in _LEVELS:
        if level in said and level not in "".join(one.names) + one.wording:
            yield 0.9, f"任务限于“{level}”，指标没有"
            break


def propose_all(
    entries: Sequence[Entry], candidates: Iterable[Candidate]
) -> dict[str, tuple[Proposal, ...]]:
    """Proposals for every target of the entries, by target id; empty ones included."""
    proposer = Proposer(candidates)
    return {t.id: proposer.propose(t, e) for e in entries for t in e.targets}
