"""Check of places: a full name of another place, where nothing says why it stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sanyi.clauses import enclosed, sentences
from sanyi.clauses.gazetteer import divisions_named, foreign_places, in_line
from sanyi.ledger.examine.case import Case, Hit, Passage, PassageKind

# words that give a reason for another place: example, aid, partnership, neighbourhood, origin
_REASON = re.compile(
    r"学习|借鉴|推广|经验|做法|模式|对口|帮扶|支援|援助|协作|合作|对接|结对|托管|联合|共建|联动|引进|引入|跨省|跨市|"
    r"毗邻|周边|相邻|接壤|等地|考察|输入|返乡|往来|参照|比照|试点|一体化|流域|沿线|交界|区域|异地|铁路|高速|高铁|机场|港|"
    r"来自|赴|组团|飞地|转移|劳务|籍|驻|采购联盟|联盟"
)
_PARTNER = re.compile(
    r"[\u4e00-\u9fff]{0,10}?(?:医院|大学|学院|研究院|研究所|公司|集团|银行|卫生院|中心|法院|海关|学校|酒|公园|遗址|纪念馆)"
)
_NAMED_GOAL = re.compile(
    r"(?:健康|平安|数字|智慧|幸福|美丽)(?P<name>[\u4e00-\u9fff]{2,3}?)(?=建设|行动|战略|发展)"
)


def foreign_place(case: Case) -> Iterator[Hit]:
    """Places outside the document's own line of jurisdiction, without a reason in the sentence."""
    home = case.reading.facts.place
    if home is None:
        return
    for passage in case.passages:
        if passage.kind is PassageKind.AROUND:
            continue
        text = passage.text.text
        titles = enclosed(text, "《")
        for mention in foreign_places(text, home):
            start, end = mention.span.start, mention.span.end
            if any(a <= start < b for a, b in titles) or _PARTNER.match(text, end):
                continue
            if not _REASON.search(_sentence_at(text, start)):
                yield _hit(passage, mention.name, start, end)
        for match in _NAMED_GOAL.finditer(text):
            found = divisions_named(match["name"])
            if found and not any(in_line(place, home) for place in found):
                yield _hit(passage, match["name"], *match.span("name"))


def _sentence_at(text: str, at: int) -> str:
    return next((text[a:b] for a, b in sentences(text) if a <= at < b), text)


def _hit(passage: Passage, name: str, start: int, end: int) -> Hit:
    return passage.hit(f"出现本辖区以外的地名“{name}”，句中没有说明缘由。", start, end)
