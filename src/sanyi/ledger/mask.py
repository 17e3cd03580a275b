"""Personal data in text: where it stands, and the same text with it masked.

Masking keeps the length, so every span still points at the right characters.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sanyi.kernel import Finding
from sanyi.ledger.entry import Ledger


class PersonalKind(StrEnum):
    """Kinds of personal data that are recognised."""

    NAME = "name"
    MOBILE = "mobile"
    LANDLINE = "landline"
    EMAIL = "email"
    ID_NUMBER = "id_number"
    BANK_CARD = "bank_card"


@dataclass(frozen=True, slots=True)
class PersonalSpan:
    """Personal data at ``start``..``end`` of a text."""

    kind: PersonalKind
    start: int
    end: int


_MOBILE = re.compile(
    r"(?<![\dA-Za-z@.])(?:\+?86[- ]?)?(1[3-9]\d[- ]?\d{4}[- ]?\d{4})"
    r"(?![\d@A-Za-z]|\s*[元万亿人户件次个％%])"
)
_LANDLINE = re.compile(
    r"(?<![\da-f.])(?:[（(]?0(?:10|2\d|[3-9]\d{2})[）)]?[-－—– ]?)[2-8]\d{6,7}"
    r"(?:[-－转]\d{1,5})?(?![\da-f])"  # not inside a hash
)
_BARE_LANDLINE = re.compile(
    r"(?:电话|传真|联系方式|值班|座机|热线)[^\d\n，。；]{0,8}[:：]?\s*(?P<number>[2-8]\d{6,7})(?!\d)"
)
_EMAIL = re.compile(r"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,4}")
_ID = re.compile(r"(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])")
_CARD = re.compile(
    r"(?<![\dA-Za-z.])(?:62|4\d|5[1-5])\d{2}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?![\dA-Za-z])"
)
_CONTACT = r"(?:联系人|经办人|承办人|联络员|负责人|填报人|填表人|审核人|报送人|咨询人)"
_NAME = re.compile(
    rf"{_CONTACT}(?:及(?:联系)?(?:电话|方式))?\s*[:：]?\s*(?P<name>[\u4e00-\u9fff]{{1,2}}\s?[\u4e00-\u9fff·]{{1,3}}?)"
    r"(?=\s*(?:[，,、;；（(\s]|联系|电话|手机|\d|$))"
)
_NAME_THEN_NUMBER = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff]{2,4})\s*[，,（(:：]?\s*$"
)
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂"
    "章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶"
    "解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑"
    "郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
# every kind holds these digits or an at sign; most texts hold neither, and are done with one look
_DIGITS = re.compile(r"[0-9０-９][0-9０-９]{2}[- ]?[0-9０-９]{4}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def personal_spans(text: str) -> list[PersonalSpan]:
    """Personal data in a text, in order and without overlap.

    A person's name counts only where it is given as a contact or stands beside a telephone number.
    """
    if "@" not in text and not _DIGITS.search(text):
        return []
    found: list[PersonalSpan] = []
    taken = bytearray(len(text))
    for kind, spans in (
        (PersonalKind.EMAIL, [m.span() for m in _EMAIL.finditer(text)]),
        (PersonalKind.ID_NUMBER, [m.span() for m in _ID.finditer(text) if _is_id(m.group(0))]),
        (PersonalKind.BANK_CARD, [m.span() for m in _CARD.finditer(text) if _is_card(m.group(0))]),
        (PersonalKind.MOBILE, [m.span(1) for m in _MOBILE.finditer(text)]),
        (PersonalKind.LANDLINE, [m.span() for m in _LANDLINE.finditer(text)]),
        (PersonalKind.LANDLINE, [m.span("number") for m in _BARE_LANDLINE.finditer(text)]),
    ):
        for start, end in spans:
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append(PersonalSpan(kind, start, end))
    found += _names(text, found)
    return sorted(found, key=lambda p: p.start)


def _names(text: str, numbers: list[PersonalSpan]) -> list[PersonalSpan]:
    """Names of contacts in a line with a number, and names directly before a number."""
    phones = [p for p in numbers if p.kind in (PersonalKind.MOBILE, PersonalKind.LANDLINE)]
    spans: set[tuple[int, int]] = set()
    for match in _NAME.finditer(text):
        near = any(0 <= p.start - match.end("name") <= 30 for p in phones)
        if near and text[match.start("name")] in _SURNAMES:
            spans.add(match.span("name"))
    for phone in phones:
        window = text[max(0, phone.start - 16) : phone.start]
        before = re.sub(r"(?:[，,]?\s*(?:联系)?(?:电话|手机|方式)\s*[:：]?\s*)$", "", window)
        beside = _NAME_THEN_NUMBER.search(before)
        if beside and beside["name"][0] in _SURNAMES and not _is_word(beside["name"]):
            base = max(0, phone.start - 16)
            spans.add((base + beside.start("name"), base + beside.end("name")))
    return [PersonalSpan(PersonalKind.NAME, a, b) for a, b in sorted(spans)]


def _is_word(text: str) -> bool:
    return re.search(r"[室局委办科处股院部线号码箱址系话真机编厅会站所组]$", text) is not None


def _is_id(number: str) -> bool:
    """GB 11643: a possible birthday and the check digit."""
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(d) * w for d, w in zip(number, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == number[-1].upper()


def _is_card(number: str) -> bool:
    """The check digit of ISO/IEC 7812."""
    digits = [int(c) for c in number if c.isdigit()]
    if not 16 <= len(digits) <= 19:
        return False
    doubled = [d * 2 - 9 * (d > 4) if i % 2 else d for i, d in enumerate(reversed(digits))]
    return sum(doubled) % 10 == 0


_KEPT_ENDS = {
    PersonalKind.MOBILE: (3, 4),
    PersonalKind.LANDLINE: (0, 2),
    PersonalKind.ID_NUMBER: (3, 0),
    PersonalKind.BANK_CARD: (4, 4),
    PersonalKind.NAME: (1, 0),
}


def mask_text(text: str) -> str:
    """The text with personal data masked by asterisks, of the same length.

    Example:
        >>> mask_text("联系人：王某某，电话：13800000000")
        '联系人：王**，电话：138****0000'
    """
    spans = personal_spans(text)
    if not spans:
        return text
    out = list(text)
    for found in spans:
        printed = text[found.start : found.end]
        if found.kind is PersonalKind.EMAIL:
            hidden = range(1, printed.index("@"))
        else:
            first, last = _KEPT_ENDS[found.kind]
            hidden = range(first, len(printed) - last)
        for i in hidden or range(1):
            if printed[i].isalnum() or printed[i] in "._%+":
                out[found.start + i] = "*"
    return "".join(out)


def cut_text(text: str, length: int) -> str:
    """The beginning of a text; a personal value at the cut is left out whole.

    Half a telephone number is no longer recognised as one, and would be shown.

    Example:
        >>> cut_text("联系电话13800000000", 8)
        '联系电话'
    """
    if len(text) <= length:
        return text
    through = [p.start for p in personal_spans(text) if p.start < length < p.end]
    return text[: min([length, *through])]


def mask_ledger(ledger: Ledger) -> Ledger:
    """A copy of the ledger in which every text is masked; spans and ids stay as they are."""
    return Ledger(
        _masked(ledger.document),
        tuple(_masked(d) for d in ledger.defaults),
        tuple(_masked(e) for e in ledger.entries),
        tuple(_masked_finding(f) for f in ledger.findings),
    )


def _masked_finding(finding: Finding) -> Finding:
    return dataclasses.replace(
        finding, message=mask_text(finding.message), hint=mask_text(finding.hint)
    )


def _masked(value: Any) -> Any:
    """Strings inside records and tuples masked; enumerations, ids and spans untouched."""
    if isinstance(value, StrEnum):
        return value
    if isinstance(value, str):
        return mask_text(value)
    if isinstance(value, tuple):
        return tuple(_masked(v) for v in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changed = {
            f.name: _masked(getattr(value, f.name))
            for f in dataclasses.fields(value)
            if f.name != "id"
        }
        return dataclasses.replace(value, **changed)
    return value
