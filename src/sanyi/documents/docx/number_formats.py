"""Automatic numbers in words: the number formats of WordprocessingML (ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "零一二三四五六七八九"
_DIGIT_BY_DIGIT = str.maketrans("0123456789", "〇" + _DIGITS[1:])
_LEGAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def counting_thousand(number: int) -> str:
    """十二, 一百零一: numerals as they are spoken, up to 9999."""
    if not 0 < number < 10_000:
        return _DIGITS[0] if number == 0 else str(number)
    out, gap = "", False
    for unit, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            out += (_DIGITS[0] if gap else "") + _DIGITS[digit] + word
        gap = bool(out) and not digit
    return out.removeprefix("一") if out.startswith("一十") else out


def counting(number: int) -> str:
    """十二, but 一〇一: spoken below one hundred, digit by digit from there."""
    return counting_thousand(number) if number < 100 else digital(number)


def digital(number: int) -> str:
    """一〇 for 10: digit by digit."""
    return str(number).translate(_DIGIT_BY_DIGIT)


def _letters(number: int) -> str:
    """a, b, … z, aa, bb: Word repeats the letter."""
    turns, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * min(turns + 1, 20) if number > 0 else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    out = ""
    for unit, word in _ROMAN:
        turns, number = divmod(number, unit)
        out += word * turns
    return out


def _circled(number: int) -> str:
    for first, last, start in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= number <= last:
            return chr(start + number - first)
    return f"({number})"


def _block(start: int, size: int, fallback: str) -> Callable[[int], str]:
    """A run of ready-made characters such as ⑴ ⑵ …, and a pattern beyond its end."""
    return lambda n: chr(start + n - 1) if 1 <= n <= size else fallback.format(n)


def _cycle(words: str) -> Callable[[int], str]:
    return lambda n: words[(n - 1) % len(words)] if n > 0 else str(n)


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda n: f"{n:02d}",
    "decimalFullWidth": lambda n: str(n).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda n: str(n).translate(_FULL_WIDTH),
    "numberInDash": lambda n: f"- {n} -",
    "chineseCounting": counting,
    "chineseCountingThousand": counting_thousand,
    "japaneseCounting": counting_thousand,
    "taiwaneseCounting": counting,
    "taiwaneseCountingThousand": counting_thousand,
    "ideographDigital": digital,
    "japaneseDigitalTenThousand": digital,
    "taiwaneseDigital": digital,
    "chineseLegalSimplified": lambda n: counting_thousand(n).translate(_LEGAL),
    "ideographLegalTraditional": lambda n: counting_thousand(n).translate(_LEGAL),
    "japaneseLegal": lambda n: counting_thousand(n).translate(_LEGAL),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _block(0x2488, 20, "{}."),
    "decimalEnclosedParen": _block(0x2474, 20, "({})"),
    "ideographEnclosedCircle": _block(0x3280, 10, "({})"),
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda n: _roman(n).upper(),
    "lowerRoman": _roman,
    "ordinal": lambda n: f"{n}.",
    "none": lambda n: "",
    "bullet": lambda n: "",
}
