"""SQL that turns text of a column into its type, and says why it cannot. Sets, never rows.

Every function returns SQL text over a cleaned text expression; an impossible value becomes NULL
and the reason names the column and never the value.
"""

from __future__ import annotations

from collections.abc import Mapping

from sanyi.datasets.engine.duckdb_executor import quoted_text
from sanyi.datasets.loading.mapping import MONEY_UNITS
from sanyi.datasets.model import Column, Personal

_FULL_WIDTH = "".join(chr(code) for code in range(0xFF01, 0xFF5F))
_HALF_WIDTH = "".join(chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F))
_SPACES = " \u3000\u00a0\t\ufeff"
_EMPTY = ("", "-", "--", "—", "——", "/", "\\N", "null", "NULL", "N/A", "#N/A")
_TRUE = ("true", "t", "1", "是", "有", "y", "yes", "√", "已")
_FALSE = ("false", "f", "0", "否", "无", "n", "no", "×", "未", "没有")
_REASONS = {
    "date": "不是日期",
    "month": "不是年月",
    "datetime": "不是时间",
    "boolean": "不是“是/否”",
    "int64": "不是整数",
    "fen": "不是金额，或不足一分",
}


def trimmed(text: str) -> str:
    """Trim plain, full-width and no-break spaces; empty becomes NULL."""
    wide = f"trim({text}, '{_SPACES}')"
    plain = f"CASE WHEN strlen({text}) = length({text}) THEN trim({text}, ' \t') ELSE {wide} END"
    return f"nullif({plain}, '')"


def trimmed_line(line: str, mark: str) -> str:
    """A record whose fields are all trimmed at once; few records need anything done."""
    spaces = _SPACES.replace(mark, "")
    found = " OR ".join(_has_at_edge(line, space, mark) for space in spaces)
    parted = f"regexp_replace({line}, '[{spaces}]*([{mark}])[{spaces}]*', '\\1', 'g')"
    return f"CASE WHEN {found} THEN trim({parted}, '{spaces}') ELSE {line} END"


def _has_at_edge(line: str, space: str, mark: str) -> str:
    """Whether a kind of space stands beside a mark or at an end of the record."""
    ends = f"starts_with({line}, '{space}') OR ends_with({line}, '{space}')"
    beside = f"contains({line}, '{space}{mark}') OR contains({line}, '{mark}{space}')"
    return f"contains({line}, '{space}') AND ({beside} OR {ends})"


def cleaned(column: Column, text: str) -> str:
    """The text from which a column's value is made, out of its trimmed text.

    Full-width letters, digits and marks become half-width, and marks for "nothing" become NULL;
    free text is left as it is.
    """
    if column.type == "string" and not _is_formal(column):
        return text
    half = f"translate({text}, {quoted_text(_FULL_WIDTH)}, {quoted_text(_HALF_WIDTH)})"
    # Bytes are counted first: hardly any code or number holds more than plain letters.
    wide = f"strlen({text}) <> length({text}) AND regexp_matches({text}, '[！-～]')"
    narrow = f"CASE WHEN {wide} THEN {half} ELSE {text} END"
    if column.type == "string":
        return narrow
    return f"CASE WHEN {text} IN ({_literals(_EMPTY)}) THEN NULL ELSE {narrow} END"


def _is_formal(column: Column) -> bool:
    """Whether a text column holds codes or keys rather than words."""
    has_form = bool(column.codes or column.pattern or column.references)
    return has_form or column.personal is not Personal.NONE or column.name.endswith("_id")


def value(column: Column, text: str, unit: str = "") -> str:
    """SQL for the typed value; NULL where the text does not give one."""
    if column.personal is Personal.PSEUDONYMISE:
        return pseudonym(text)
    if column.type == "fen":
        return _fen(text, unit or "元")
    if column.type.startswith("decimal"):
        return _decimal(column, text)
    makers = {"date": _date, "month": _month, "datetime": _datetime, "boolean": _boolean}
    if column.type in makers:
        return makers[column.type](text)
    if column.type == "int64":
        return _integer(text)
    return text


def pseudonym(text: str) -> str:
    """HMAC-SHA256 of the upper-case text, 128 bits in hex; pads stand in the table ``secret``."""
    inner = f"unhex(sha256((SELECT ipad FROM secret) || encode(upper({text}))))"
    return f"left(sha256((SELECT opad FROM secret) || {inner}), 32)"


def reason(column: Column, text: str, typed: str) -> str:
    """SQL for the reason to reject, NULL when the value is good."""
    cases = []
    if column.required:
        cases.append(f"WHEN {text} IS NULL THEN {_said(column, '必填项为空')}")
    if column.codes:
        what = "不在代码表中"
    elif column.type != "string":
        what = _REASONS.get(column.type, "不是数")
    else:
        what = "有不能识别的字"
    cases.append(f"WHEN {_is_bad(column, text, typed)} THEN {_said(column, what)}")
    return f"CASE {' '.join(cases)} END"


def fault(column: Column, text: str, typed: str) -> str:
    """SQL that is true exactly where ``reason`` has something to say."""
    bad = _is_bad(column, text, typed)
    # An unknown counts as no: a text that is not there holds nothing bad.
    return f"({text} IS NULL OR {bad})" if column.required else f"({bad})"


def _is_bad(column: Column, text: str, typed: str) -> str:
    if column.codes or column.type != "string":
        return f"{text} IS NOT NULL AND {typed} IS NULL"
    return f"contains({text}, '\ufffd')"


def _said(column: Column, what: str) -> str:
    return quoted_text(f"{column.label}（{column.name}）：{what}")


def _literals(values: tuple[str, ...]) -> str:
    return ", ".join(quoted_text(item) for item in values)


def _plain_number(text: str) -> str:
    """Without thousands commas, currency signs and the word for yuan."""
    return f"rtrim(ltrim(replace({text}, ',', ''), '¥￥'), '元')"


def _number(text: str, type_name: str) -> str:
    return (
        f"coalesce(TRY_CAST({text} AS {type_name}), TRY_CAST({_plain_number(text)} AS {type_name}))"
    )


def _fen(text: str, unit: str) -> str:
    """Money to whole fen; a remainder over a hundredth of a fen is not money."""
    power = MONEY_UNITS[unit]
    # Up to 14 digits a double is exact after rounding, and ten times as fast as wide decimals.
    fraction = f"([.][0-9]{{1,{power}}})?" if power else ""
    simple = f"regexp_full_match({text}, '-?[0-9]{{1,{14 - power}}}{fraction}')"
    fast = f"CAST(round(TRY_CAST({text} AS DOUBLE) * 1e{power}) AS BIGINT)"
    fen = f"TRY_CAST({_plain_number(text)} AS DECIMAL(30, {power + 2})) * 1{'0' * power}"
    slow = f"CASE WHEN {_is_whole(fen)} THEN CAST(round({fen}, 0) AS BIGINT) END"
    return f"CASE WHEN {simple} THEN {fast} ELSE {slow} END"


def _is_whole(fen: str) -> str:
    return f"abs({fen} - round({fen}, 0)) <= 0.01 AND abs({fen}) < 1e17"


def _decimal(column: Column, text: str) -> str:
    type_name = column.type.upper()
    number = _number(text, type_name)
    if column.unit != "share":
        return number
    percent = f"TRY_CAST(rtrim({text}, '%') AS DECIMAL(30, 10)) / 100"
    return (
        f"CASE WHEN suffix({text}, '%') THEN TRY_CAST({percent} AS {type_name}) ELSE {number} END"
    )


def _integer(text: str) -> str:
    number = f"TRY_CAST({_plain_number(text)} AS DECIMAL(30, 6))"
    whole = f"CASE WHEN {number} = floor({number}) THEN TRY_CAST({number} AS BIGINT) END"
    # Under CASE the engine does not compute the repeated part for rows that never need it.
    simple = f"regexp_full_match({text}, '-?[0-9]{{1,18}}')"
    return f"CASE WHEN {simple} THEN CAST({text} AS BIGINT) ELSE {whole} END"


def _date(text: str) -> str:
    day = f"coalesce(TRY_CAST({text} AS DATE), {_parsed(text)}::DATE)"
    return f"CASE WHEN year({day}) BETWEEN 1880 AND 2200 THEN {day} END"


def _month(text: str) -> str:
    plain = f"rtrim(regexp_replace({text}, '[年月/.]', '-', 'g'), '-')"
    month = f"try_strptime({plain}, ['%Y-%m', '%Y%m'])::DATE"
    return f"coalesce({month}, date_trunc('month', {_date(text)})::DATE)"


def _datetime(text: str) -> str:
    moment = f"coalesce(TRY_CAST({text} AS TIMESTAMP), {_parsed(text)})"
    return f"CASE WHEN year({moment}) BETWEEN 1880 AND 2200 THEN {moment} END"


def _parsed(text: str) -> str:
    """Chinese and compact forms: 2022年3月4日, 2022.3.4, 2022/3/4 8:05, 20220304."""
    plain = f"trim(regexp_replace(replace({text}, '日', ' '), '[年月/.]', '-', 'g'))"
    clock = f"regexp_replace({plain}, '(\\d)时(\\d+)分?', '\\1:\\2')"
    formats = (
        "%Y-%m-%d",
        "%Y%m%d",
        "%Y-%m-%d %H:%M",
        "%Y-%m-%d %H:%M:%S",
        "%Y%m%d%H%M%S",
        "%Y%m%d %H:%M:%S",
        "%Y%m%d %H:%M",
    )
    return f"try_strptime({clock}, [{_literals(formats)}])"


def _boolean(text: str) -> str:
    return (
        f"CASE WHEN lower({text}) IN ({_literals(_TRUE)}) THEN true "
        f"WHEN lower({text}) IN ({_literals(_FALSE)}) THEN false END"
    )


def code_rows(spellings: Mapping[str, str]) -> str:
    """A code list as SQL rows of spelling and code, half-width."""
    table = str.maketrans(_FULL_WIDTH, _HALF_WIDTH)
    pairs = {spelling.translate(table): code for spelling, code in spellings.items()}
    return ", ".join(f"({quoted_text(k)}, {quoted_text(v)})" for k, v in sorted(pairs.items()))
