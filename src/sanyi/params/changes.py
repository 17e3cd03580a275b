"""Parameters as they would be under a change: for trying a rule before it is made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from sanyi.kernel import ParameterError
from sanyi.params.book import Basis, Parameter, ParameterBook, ParameterValue

DOCUMENT = "sandbox"


def with_changes(
    book: ParameterBook, changes: Mapping[str, Decimal], day: dt.date
) -> ParameterBook:
    """The same book with other values in force on a day; they are marked as assumed.

    A change to the value that is in force anyway changes nothing, not even the mark.

    Raises:
        ParameterError: the book has no such parameter, or none of its values is in force.
    """
    unknown = sorted(name for name in changes if name not in book)
    if unknown:
        raise ParameterError("PAR-003", f"没有参数 {unknown[0]}。", "从列出的参数中选。")
    changed = {p.name: _changed(p, changes.get(p.name), day) for p in book}
    return ParameterBook(changed)


def _changed(parameter: Parameter, value: Decimal | None, day: dt.date) -> Parameter:
    if value is None or parameter.at(day).value == value:
        return parameter
    now = parameter.at(day)
    tried = ParameterValue(now.from_on, value, Basis.ASSUMED, DOCUMENT, note="沙盘设定")
    values = tuple(tried if v is now else v for v in parameter.values)
    return replace(parameter, values=values)
