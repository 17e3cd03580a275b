"""Checks for personal data. The value itself never goes into a message."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sanyi.ledger.examine.case import Case, Hit
from sanyi.ledger.mask import PersonalKind, personal_spans

_SAID = {
    PersonalKind.NAME: "联系人姓名与电话并列",
    PersonalKind.MOBILE: "手机号码",
    PersonalKind.LANDLINE: "固定电话号码",
    PersonalKind.EMAIL: "电子邮箱",
    PersonalKind.ID_NUMBER: "居民身份证号码",
    PersonalKind.BANK_CARD: "银行卡号",
}


def personal_data(kind: PersonalKind) -> Callable[[Case], Iterator[Hit]]:
    """The check for one kind of personal data; one hit per entry, with the count."""

    def check(case: Case) -> Iterator[Hit]:
        found: dict[str, list[tuple[int, int]]] = {}
        for item in personal_spans(case.text):
            if item.kind is kind:
                found.setdefault(case.where(item.start), []).append((item.start, item.end))
        for where, spans in found.items():
            message = f"{_SAID[kind]} {len(spans)} 处。"
            yield Hit(where, message, case.reading_span(*spans[0]))

    return check
