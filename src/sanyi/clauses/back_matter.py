"""Lines that cannot belong to a clause: annex notes, signatures, dates, imprint, web pages."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

_DATE = re.compile(
    r"[（(]?(?:[0-9０-９]{4}|[二〇○零一九八七六五四三]{4})年[0-9０-９一二三四五六七八九十]{1,2}月"
    r"[0-9０-９一二三四五六七八九十]{1,3}日(?:印发|发布|起施行)?[）)]?"
)
_SIGNATURE = re.compile(
    r"[\u4e00-\u9fff（）()\s]{3,40}(?:人民政府|政府|办公厅|办公室|委员会|领导小组|秘书处|局|厅|委|国务院)"
    r"(?:办公室|办公厅)?(?:[0-9０-９]{4}年[0-9０-９]{1,2}月[0-9０-９]{1,2}日(?:印发)?(?:[（(][^（）()]{2,16}[）)])?)?"
)
_TITLE_END = re.compile(
    r"(?:方案|任务|计划|意见|清单|台账|规划|要点|办法|措施|规定|细则|分工表|一览表|目标表|指标表|通知|函|纲要|行动|表)"
    r"(?:[（(][^（）()]{1,12}[）)])?$"
)
_SENTENCE_END = re.compile(r"[。；;！!？?，,：:、]$")


@cache
def _starts() -> re.Pattern[str]:
    text = files("sanyi.clauses").joinpath("data/back_matter.toml").read_text("utf-8")
    return re.compile("|".join(f"(?:{p})" for p in tomllib.loads(text)["starts"]))


def is_date_line(text: str) -> bool:
    """Whether the line is nothing but a date in words of a document: 2021年10月28日印发."""
    return _DATE.fullmatch("".join(text.split())) is not None


def ends_clauses(text: str) -> bool:
    """Whether a line without a number closes the numbered text before it."""
    tight = "".join(text.split())
    return is_date_line(tight) or _starts().match(tight) is not None


def is_signature(text: str) -> bool:
    """Whether a line holds nothing but the name of an issuing body, with or without a date."""
    tight = "".join(text.split())
    return (
        _SIGNATURE.fullmatch(tight) is not None and "、" not in tight and tight[0] not in "和及与"
    )


def is_title_like(text: str) -> bool:
    """Whether a line without a number looks like the title of a document or an annex."""
    tight = "".join(text.split())
    if not 4 <= len(tight) <= 60 or _SENTENCE_END.search(tight):
        return False
    return _TITLE_END.search(tight[-16:]) is not None
