"""A closed round -> the table of what was adopted (采纳情况表), the reply (复函) to each unit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sanyi.bulletin.blocks import (
    Annex,
    Block,
    Form,
    Heading,
    OfficialDocument,
    Paragraph,
    Table,
)
from sanyi.bulletin.opinions import AnswerKind, Opinion, Outcome, Round
from sanyi.bulletin.quarterly import Masthead, number_words
from sanyi.bulletin.wording import cell
from sanyi.targets import Cited, RefKind, Sentence, Words, join, named, quote, say

TABLE_COLUMNS = (
    "序号", "单位", "条款", "原文", "意见", "建议修改为", "采纳情况", "理由", "最终表述",
)  # fmt: skip
_WIDTHS = (0.05, 0.11, 0.07, 0.15, 0.16, 0.14, 0.07, 0.11, 0.14)
_ANSWER_COLUMNS = ("序号", "单位", "反馈情况", "反馈日期", "意见条数", "盖章件")


def compose_summary(round_: Round, masthead: Masthead) -> OfficialDocument:
    """The 采纳情况表: who answered and how, and every opinion with what became of it."""
    wide = Annex(say("征求意见采纳情况表"), (_opinions(round_),), is_wide=True)
    return OfficialDocument(
        Form.SHEET,
        masthead.issuer,
        number_words(masthead.number),
        say("《{}》征求意见采纳情况", _title(round_)),
        say(""),
        (*_overview(round_), Heading(1, say("各单位反馈情况")), _answers(round_)),
        masthead.signed_on,
        annexes=(wide,),
    )


def compose_reply(round_: Round, unit: str, masthead: Masthead) -> OfficialDocument:
    """The reply to one unit: what became of each of its opinions, and why."""
    answer = next(a for a in round_.answers if a.unit == unit)
    opinions = round_.of(unit)
    return OfficialDocument(
        Form.LETTER,
        masthead.issuer,
        number_words(masthead.number),
        say("关于《{}》意见采纳情况的复函", _title(round_)),
        say("{}", named(unit)),
        (
            *_opening(round_, opinions, answer.answered_on),
            *(block for opinion in opinions for block in _reply(opinion)),
            Paragraph((say("感谢你单位对医改工作的支持。"),)),
        ),
        masthead.signed_on,
    )


def answer_rows(round_: Round) -> list[tuple[Words, ...]]:
    """One row for each unit asked, in the order of ``_ANSWER_COLUMNS``."""
    return [
        (
            _count(round_, number),
            named(answer.unit),
            answer.label,
            answer.answered_on or "—",
            _count(round_, len(round_.of(answer.unit))),
            "有" if answer.has_scan else "无",
        )
        for number, answer in enumerate(round_.answers, start=1)
    ]


def opinion_rows(round_: Round) -> list[tuple[Words, ...]]:
    """One row for each opinion, in the order of ``TABLE_COLUMNS``."""
    return [
        (
            _count(round_, number),
            named(o.unit),
            *(_words(text, o) for text in (o.place, o.quote, o.words, o.proposed)),
            o.label,
            _words(o.reason, o),
            _words(o.wording if o.outcome is not Outcome.REFUSED else "维持原文", o),
        )
        for number, o in enumerate(round_.opinions, start=1)
    ]


def _title(round_: Round) -> Cited:
    return Cited(round_.title, RefKind.DOCUMENT, round_.document_id)


def _count(round_: Round, number: int) -> Cited:
    return Cited(str(number), RefKind.REPORT, round_.id)


def _words(text: str, opinion: Opinion) -> Words:
    """What a person wrote, which may hold any digit, refers to the opinion."""
    plain = text.replace("\v", " ").replace("\t", "　").replace("\n", " ").strip()
    return Cited(plain, RefKind.REPORT, opinion.id) if plain else "—"


def _overview(round_: Round) -> Iterator[Block]:
    def count(number: int) -> Cited:
        return _count(round_, number)

    asked, silent = round_.answers, round_.answered(AnswerKind.SILENT)
    sentences = [
        say("{}起就《{}》向{}个单位征求意见，要求{}前反馈。", round_.opened_on, _title(round_),
            count(len(asked)), round_.due_on),
        say("反馈的{}个，其中有意见的{}个、无意见的{}个；未反馈的{}个{}。",
            count(len(asked) - len(silent)), count(len(round_.answered(AnswerKind.OPINIONS))),
            count(len(round_.answered(AnswerKind.NIL))), count(len(silent)),
            say("（{}），不视为同意", _names([a.unit for a in silent])) if silent else say("")),
    ]  # fmt: skip
    late = sum(a.is_late for a in asked)
    if late:
        sentences.append(say("逾期反馈的{}个。", count(late)))
    decided = {kind: count(len(round_.decided(kind))) for kind in Outcome}
    sentences.append(
        say("共收到意见{}条：采纳{}条，部分采纳{}条，不采纳{}条{}。", count(len(round_.opinions)),
            decided[Outcome.ACCEPTED], decided[Outcome.PARTLY], decided[Outcome.REFUSED],
            say("，未处理{}条", count(len(round_.decided(None)))) if round_.decided(None)
            else say(""))
    )  # fmt: skip
    yield Heading(1, say("总体情况"))
    yield Paragraph(tuple(sentences))


def _names(units: list[str]) -> Sentence:
    return join([say("{}", named(unit)) for unit in units], "、")


def _answers(round_: Round) -> Table:
    rows = tuple(tuple(cell(word) for word in row) for row in answer_rows(round_))
    centered = frozenset({0, 2, 3, 4, 5})
    return Table(_ANSWER_COLUMNS, rows, (0.08, 0.36, 0.16, 0.2, 0.1, 0.1), centered)


def _opinions(round_: Round) -> Table:
    rows = tuple(tuple(cell(word) for word in row) for row in opinion_rows(round_))
    return Table(TABLE_COLUMNS, rows, _WIDTHS, frozenset({0, 1, 2, 6}), empty="没有收到修改意见。")


def _opening(
    round_: Round, opinions: tuple[Opinion, ...], answered_on: dt.date | None
) -> Iterator[Block]:
    when = say("{}", answered_on) if answered_on else say("")
    if opinions:
        said = say("你单位{}对《{}》反馈的{}条意见收悉。经研究，答复如下：", when, _title(round_),
                   _count(round_, len(opinions)))  # fmt: skip
    else:
        said = say("你单位{}对《{}》反馈“无意见”，已收悉。", when, _title(round_))
    yield Paragraph((said,))


def _reply(opinion: Opinion) -> Iterator[Block]:
    yield Heading(1, say("关于{}的意见", _words(opinion.place, opinion)))
    about = say("（原文：“{}”）", quote(opinion.quote, opinion.id)) if opinion.quote else say("")
    sentences = [say("你单位提出{}：{}。", about, _ended(opinion.words, opinion))]
    if opinion.proposed:
        sentences.append(say("建议修改为：“{}”。", quote(opinion.proposed, opinion.id)))
    sentences.append(say("处理：{}。", opinion.label))
    if opinion.reason:
        sentences.append(say("理由：{}。", _ended(opinion.reason, opinion)))
    if opinion.outcome in (Outcome.ACCEPTED, Outcome.PARTLY) and opinion.wording:
        sentences.append(say("现表述为：“{}”", _quoted(opinion)))
    yield Paragraph(tuple(sentences))


def _ended(text: str, opinion: Opinion) -> Words:
    """Without its last stop, which the sentence sets."""
    return _words(text.strip().rstrip("。；;.，,"), opinion)


def _quoted(opinion: Opinion) -> Words:
    return quote(" ".join(opinion.wording.split()), opinion.id)
