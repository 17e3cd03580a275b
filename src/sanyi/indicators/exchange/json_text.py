"""JSON text whose numbers keep every digit: a Decimal is written and read as it is."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

from sanyi.kernel import InputError

_MARK = "\x00"
_MARKED = re.compile(r'"\\u0000(-?[0-9.]+)\\u0000"')


def as_json(data: Any) -> str:
    """The text of plain data; the same data give the same text.

    Example:
        >>> as_json({"value": Decimal("0.111111111111111111")})
        '{"value": 0.111111111111111111}'
    """
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, default=_marked)
    return _MARKED.sub(r"\1", text)


def _marked(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{_MARK}{value:f}{_MARK}"
    raise TypeError(type(value).__name__)


def from_json(text: str | bytes) -> Any:
    """Plain data of a text; numbers with a point are Decimal.

    Raises:
        InputError: it is no JSON.
    """
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise InputError("EXC-001", "不是正确的 JSON。", "重新导出后再送。") from error


def _refuse(word: str) -> None:
    raise ValueError(word)
