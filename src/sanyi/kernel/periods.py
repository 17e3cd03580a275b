"""Statistical periods: year, half-year, quarter, month, and the year up to a month."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from sanyi.kernel.errors import ShapeError


class PeriodKind(StrEnum):
    """Length of a period; the value is its letter in an id."""

    YEAR = "Y"
    HALF = "H"
    QUARTER = "Q"
    MONTH = "M"
    TO_DATE = "C"


_MONTHS = {
    PeriodKind.YEAR: 12,
    PeriodKind.HALF: 6,
    PeriodKind.QUARTER: 3,
    PeriodKind.MONTH: 1,
    PeriodKind.TO_DATE: 1,
}
_TEXT = re.compile(r"(\d{4})(?:([HQMC])(\d{1,2}))?")
_ORDINALS = "一二三四"


@dataclass(frozen=True, slots=True)
class Period:
    """One statistical period.

    Args:
        kind: see ``PeriodKind``.
        year: calendar year.
        index: which half, quarter or month, from 1; for ``TO_DATE`` the last month; 1 for a year.

    Example:
        >>> p = Period.parse("2025Q3")
        >>> p.label, str(p.start), str(p.end), str(p.same_last_year())
        ('2025年第三季度', '2025-07-01', '2025-09-30', '2024Q3')
    """

    kind: PeriodKind
    year: int
    index: int = 1

    def __post_init__(self) -> None:
        last = 12 // _MONTHS[self.kind]
        if not (1 <= self.index <= last and 1900 <= self.year <= 2999):
            raise ShapeError(
                "PER-001", f"没有这样的期间：{self.kind.name} {self.year} {self.index}"
            )

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read ``2025``, ``2025H1``, ``2025Q3``, ``2025M07`` or ``2025C07`` (January to July).

        Raises:
            ShapeError: the text is none of these.
        """
        found = _TEXT.fullmatch(text.strip())
        if not found:
            raise ShapeError(
                "PER-001",
                f"读不懂期间“{text}”。",
                "写成 2025、2025H1、2025Q3、2025M07 或 2025C07。",
            )
        kind = PeriodKind(found[2] or "Y")
        return cls(kind, int(found[1]), int(found[3] or 1))

    @classmethod
    def containing(cls, day: dt.date, kind: PeriodKind) -> Period:
        """The period of that kind in which a day falls; ``TO_DATE`` ends with its month."""
        return cls(kind, day.year, (day.month - 1) // _MONTHS[kind] + 1)

    def __str__(self) -> str:
        if self.kind is PeriodKind.YEAR:
            return str(self.year)
        width = 2 if self.kind in (PeriodKind.MONTH, PeriodKind.TO_DATE) else 1
        return f"{self.year}{self.kind}{self.index:0{width}}"

    @property
    def last_month(self) -> int:
        """Number of its last month, 1 to 12."""
        return self.index * _MONTHS[self.kind]

    @property
    def first_month(self) -> int:
        """Number of its first month, 1 to 12."""
        if self.kind is PeriodKind.TO_DATE:
            return 1
        return (self.index - 1) * _MONTHS[self.kind] + 1

    @property
    def start(self) -> dt.date:
        """First day."""
        return dt.date(self.year, self.first_month, 1)

    @property
    def end(self) -> dt.date:
        """Last day."""
        last = calendar.monthrange(self.year, self.last_month)[1]
        return dt.date(self.year, self.last_month, last)

    @property
    def after(self) -> dt.date:
        """The day after the last day."""
        return self.end + dt.timedelta(days=1)

    @property
    def last_month_on(self) -> dt.date:
        """First day of its last month, as month columns hold it."""
        return dt.date(self.year, self.last_month, 1)

    def __contains__(self, day: dt.date) -> bool:
        return self.start <= day <= self.end

    def previous(self) -> Period:
        """The period of the same kind just before.

        The year up to January is preceded by the whole year before.
        """
        if self.index > 1:
            return Period(self.kind, self.year, self.index - 1)
        return Period(self.kind, self.year - 1, 12 // _MONTHS[self.kind])

    def same_last_year(self) -> Period:
        """The same period of the year before."""
        return Period(self.kind, self.year - 1, self.index)

    def to_date(self) -> Period:
        """January of its year up to its last month."""
        return Period(PeriodKind.TO_DATE, self.year, self.last_month)

    def months(self) -> tuple[Period, ...]:
        """Its months in order."""
        span = range(self.first_month, self.last_month + 1)
        return tuple(Period(PeriodKind.MONTH, self.year, month) for month in span)

    @property
    def label(self) -> str:
        """What a report calls it."""
        match self.kind:
            case PeriodKind.YEAR:
                return f"{self.year}年"
            case PeriodKind.HALF:
                return f"{self.year}年{'上下'[self.index - 1]}半年"
            case PeriodKind.QUARTER:
                return f"{self.year}年第{_ORDINALS[self.index - 1]}季度"
            case PeriodKind.TO_DATE if self.index > 1:
                return f"{self.year}年1—{self.index}月"
        return f"{self.year}年{self.index}月"
