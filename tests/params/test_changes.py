"""A change holds where it is made and nowhere else."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from sanyi.kernel import ParameterError
from sanyi.params import Basis, Parameter, ParameterBook, ParameterValue, with_changes

OLD, NEW = dt.date(2024, 1, 1), dt.date(2025, 1, 1)


def value(start: dt.date, number: str | None) -> ParameterValue:
    return ParameterValue(
        start, None if number is None else Decimal(number), Basis.STATED, "d", "1", "q"
    )


def book() -> ParameterBook:
    share = Parameter("m.share", "比例", "share", OLD, (value(OLD, "0.5"), value(NEW, "0.6")))
    other = Parameter("m.other", "另一个", "share", OLD, (value(OLD, "0.1"),))
    return ParameterBook({p.name: p for p in (share, other)})


def test_change_holds_on_its_day_and_not_before() -> None:
    tried = with_changes(book(), {"m.share": Decimal("0.7")}, dt.date(2025, 6, 30))
    assert tried.number("m.share", NEW) == Decimal("0.7")
    assert tried.number("m.share", dt.date(2024, 12, 31)) == Decimal("0.5")
    assert tried.number("m.other", NEW) == Decimal("0.1")
    assert tried.get("m.share").at(NEW).basis is Basis.ASSUMED


def test_zero_change_leaves_the_book_as_it_is() -> None:
    tried = with_changes(book(), {"m.share": Decimal("0.60")}, NEW)
    assert tried.get("m.share") == book().get("m.share")


def test_unknown_parameter_is_refused() -> None:
    with pytest.raises(ParameterError, match=r"m\.none"):
        with_changes(book(), {"m.none": Decimal(1)}, NEW)


def test_day_without_a_value_is_refused() -> None:
    with pytest.raises(ParameterError):
        with_changes(book(), {"m.share": Decimal(1)}, dt.date(2023, 1, 1))
