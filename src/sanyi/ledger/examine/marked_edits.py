"""Checks of drafts with marked edits: what the struck and deleted text leaves behind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sanyi.clauses import DialectRule
from sanyi.documents import RunState
from sanyi.ledger.examine.case import Case, Hit, Seam, clipped

_VERB = (
    "加强|加快|推进|推动|推广|完善|建立|健全|落实|实施|开展|组织|制定|出台|实行|支持|鼓励|强化|深化|扩大|提高|提升|降低|"
    "优化|规范|完成|争取|力争|建设|遴选|培养|引进|做好|做实|改善|创新|探索|统筹|促进|巩固|拓展|指导|督促|引导|申报|"
    "创建|打造|参照|贯彻|依托|积极|全面|持续|继续|进一步|逐步|充分|认真|切实|深入|研究|配合|协调|发挥|严格|坚持|加大"
)
_BEGINS_WITH_VERB = re.compile(
    rf"\s*(?:{_VERB}|[\u4e00-\u9fff]?(?:对|将|把|按|以|由|在|到|为|从|向|与)|\d{{4}}年)"
)
_GONE_VERB = re.compile(rf"(?:{_VERB})")
_CAUSING = re.compile(
    r"(?:^|[，。；：])\s*(?:督促|指导|支持|鼓励|引导|推动|协调|组织)[\u4e00-\u9fff]{2,8}\s*$"
)
_STOP = re.compile(r"[。；！？]")
_MEASURE = re.compile(r"\s*(?:个|所|家|项|次|种|类|名|人|张|台|例|辆|条|批|%|％|百分点)")
_DIGIT = re.compile(r"[0-9０-９]")


def broken_sentence(case: Case) -> Iterator[Hit]:
    """A sentence that lost its verb, its predicate or its end to an edit."""
    for clause in case.clauses:
        own = case.clause_texts[clause.span.start]
        text, masked = own.text, own.masked  # units are no part of a sentence
        for seam in case.seams(clause):
            left, right = masked[: seam.at], masked[seam.at :]
            why = _broken(left, right, seam)
            if why:
                start = min(seam.at, len(text) - 1)
                yield Hit(
                    case.place_of(clause),
                    why,
                    text.span(max(0, start - 8), min(len(text), start + 8)),
                )


def _broken(left: str, right: str, seam: Seam) -> str | None:
    begins = not left.strip() or left.rstrip()[-1] in "。；"
    if not right.strip() and left.rstrip()[-1:] in "，、：":
        return f"删改后句子没有结束：“…{clipped(left.rstrip()[-14:])}”。"
    if begins and _GONE_VERB.match(seam.gone) and not _STOP.search(seam.gone):
        first = re.split(r"[，。；（(]", right.lstrip())[0]
        if first and not _BEGINS_WITH_VERB.match(right):
            return f"句首动词“{clipped(seam.gone, 10)}”被删，余下“{clipped(first)}”不成句。"
    if _CAUSING.search(left) and right.lstrip()[:1] in "，。；":
        last = re.split(r"[，。；：]", left)[-1]
        return f"删改后“{clipped(last)}”缺少谓语。"
    return None


def number_lost(case: Case) -> Iterator[Hit]:
    """A struck number whose measure word stayed: the quantity cannot be read."""
    for clause in case.clauses:
        text = case.clause_texts[clause.span.start].text
        for seam in case.seams(clause):
            left, right = text.text[: seam.at].rstrip(), text.text[seam.at :]
            measure = _MEASURE.match(right)
            if not measure or not _DIGIT.search(seam.gone) or _STOP.search(seam.gone):
                continue
            is_said_elsewhere = re.search(r"\d\s*=\s*\d", seam.gone) is not None
            if is_said_elsewhere or (left and _DIGIT.match(left[-1])):
                continue
            yield Hit(
                case.place_of(clause),
                _lost(seam, right, measure),
                text.span(seam.at, seam.at + measure.end()),
            )


def _lost(seam: Seam, right: str, measure: re.Match[str]) -> str:
    word = measure.group(0).strip()
    again = re.match(rf"\s*(\d+)\s*{re.escape(word)}", right[measure.end() :])
    if again:
        kept = again.group(1) + word
        return f"删去的数字“{clipped(seam.gone)}”后面留下量词“{word}”，与“{kept}”重复。"
    return f"数字“{clipped(seam.gone)}”被删而量词“{word}”仍在，数量读不出来。"


_LEFT_OVER = re.compile(r"[，、；：]\s*[）)。；，、]|[（(]\s*[，、；）)]|。\s*[，、；]")


def left_over_marks(case: Case) -> Iterator[Hit]:
    """Separators without anything to separate; one hit for the document."""
    spans = []
    for clause in case.clauses:
        text = case.clause_texts[clause.span.start].text
        at = {s.at for s in case.seams(clause)}
        for match in _LEFT_OVER.finditer(text.text):
            if any(match.start() <= a <= match.end() for a in at):
                spans.append(text.span(*match.span()))
    if spans:
        yield Hit(case.id, f"删去文字后留下多余的标点 {len(spans)} 处。", spans[0])


def convention_deleted(case: Case) -> Iterator[Hit]:
    """A convention for the whole document that is stated only in deleted text."""
    kept = {d.rule for d in case.reading.dialects if not d.is_deleted}
    for dialect in case.reading.dialects:
        if dialect.is_deleted and dialect.rule not in kept:
            rule = "牵头单位" if dialect.rule is DialectRule.FIRST_LISTED_LEADS else "单位"
            yield Hit(
                case.where(dialect.span.start),
                f"全文适用的{rule}约定“{clipped(dialect.phrase)}”写在已删除的文字里，其余各条仍按它读。",
                dialect.span,
            )


def edit_statistics(case: Case) -> Iterator[Hit]:
    """How much of a draft was edited; authors are not named."""
    runs = [r for r in case.reading.document.runs if r.span.of(case.text).strip("~* \n")]
    inserted = sum(1 for r in runs if r.state is RunState.INSERTED)
    deleted = sum(1 for r in runs if r.state in (RunState.DELETED, RunState.STRUCK))
    whole = sum(1 for c in case.reading.outline.clauses() if c.is_deleted)
    if inserted or deleted:
        more = f"，其中整条删除 {whole} 条" if whole else ""
        yield Hit(case.id, f"文中有修订痕迹：插入 {inserted} 处，删除 {deleted} 处{more}。")
