"""Numbers as these documents print them: full width, Chinese, 万, 百分之, broken ranges.

Only isolated tokens are converted; the text itself is never rewritten.
"""

from __future__ import annotations

import re
from decimal import Decimal

DIGIT = r"[0-9０-９]"
CHINESE_NUMERAL = r"[零〇○一二三四五六七八九十百千两]"
# bounded on both sides: a stretch of thousands of digits is noise and must not cost its square
_PLAIN = rf"{DIGIT}{{1,12}}(?:[.．]{DIGIT}{{1,6}})?"
_GROUPED = rf"{DIGIT}{{1,3}}(?:,{DIGIT}{{3}}){{1,4}}"
NUMBER = rf"(?<!{DIGIT})(?:{_PLAIN}|{_GROUPED})(?!{DIGIT})"
DASH = r"(?:[-－–—―~～﹣一至到]|--|——)"

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_STEPS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"": 1, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000, "万亿": 1_000_000_000_000}


def half_width(token: str) -> str:
    """The token with ASCII digits, dot and percent sign."""
    return token.translate(_FULL_WIDTH)


def chinese_integer(token: str) -> int | None:
    """Read 十二, 二十, 一百零五, 二〇二二; None when it is no number.

    Example:
        >>> [chinese_integer(t) for t in ("十二", "一百零五", "二〇二二", "人")]
        [12, 105, 2022, None]
    """
    if not token or any(c not in _DIGITS and c not in _STEPS for c in token):
        return None
    if not any(c in _STEPS for c in token):
        return int("".join(str(_DIGITS[c]) for c in token))
    total, digit = 0, 0
    for position, c in enumerate(token):
        if c in _DIGITS:
            digit = _DIGITS[c]
        else:
            total += (digit or (1 if position == 0 or c == "十" else 0)) * _STEPS[c]
            digit = 0
    return total + digit


def integer(token: str) -> int | None:
    """An integer in Arabic (either width), Chinese or circled form."""
    text = half_width(token.strip())
    if text.isascii() and text.isdigit():
        return int(text)
    if len(text) == 1 and "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    return chinese_integer(text)


def quantity(number: str, scale: str = "") -> float | int | None:
    """Value of ``number`` times ``scale`` (百, 千, 万, 亿); whole values come back as int.

    Example:
        >>> quantity("１．５", "万"), quantity("三"), quantity("85")
        (15000, 3, 85)
    """
    text = half_width(number).replace(",", "")
    if re.fullmatch(r"\d+(\.\d+)?", text):
        value = Decimal(text) * _SCALES.get(scale, 1)
    else:
        whole = chinese_integer(text)
        if whole is None:
            return None
        value = Decimal(whole) * _SCALES.get(scale, 1)
    return int(value) if value == value.to_integral_value() else float(value)
