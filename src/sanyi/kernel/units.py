"""The closed list of units and how each is printed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from sanyi.kernel.errors import DefinitionError


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit.

    Args:
        code: name in code and data files.
        label: what stands after a printed number.
        factor: a stored value times this is the printed number.
        places: decimal places printed.
        per: for rates, how many of the population one value refers to; 1 otherwise.
    """

    code: str
    label: str
    factor: Decimal = Decimal(1)
    places: int = 0
    per: int = 1

    def print(self, value: Decimal | None) -> str:
        """The value as a report prints it.

        Example:
            >>> UNITS["share"].print(Decimal("0.85")), UNITS["pp"].print(Decimal("0.055"))
            ('85.00%', '5.50个百分点')
            >>> UNITS["fen"].print(Decimal(123456789)), UNITS["days"].print(None)
            ('1,234,567.89元', '无法计算')
        """
        return "无法计算" if value is None else f"{self.number(value)}{self.label}"

    def number(self, value: Decimal) -> str:
        """The printed number without its unit, rounded half up, with thousands separators."""
        step = Decimal(1).scaleb(-self.places)
        rounded = (value * self.factor).quantize(step, ROUND_HALF_UP)
        return f"{rounded + 0:,f}"


_ALL = (
    Unit("share", "%", Decimal(100), 2),
    Unit("pp", "个百分点", Decimal(100), 2),
    Unit("growth", "%", Decimal(100), 2),
    Unit("ratio", "", Decimal(1), 4),
    Unit("per_1000", "‰", Decimal(1), 2, 1_000),
    Unit("per_10k", "／万人", Decimal(1), 2, 10_000),
    Unit("per_100k", "／10万人", Decimal(1), 2, 100_000),
    Unit("per_10k_yuan", "元／万元", Decimal(1), 2, 10_000),
    Unit("per_100", "／百", Decimal(1), 2, 100),
    Unit("count", "个"),
    Unit("persons", "人"),
    Unit("visits", "人次"),
    Unit("times", "次"),
    Unit("institutions", "家"),
    Unit("items", "项"),
    Unit("kinds", "种"),
    Unit("posts", "个"),
    Unit("beds", "张"),
    Unit("documents", "件"),
    Unit("fen", "元", Decimal("0.01"), 2),
    Unit("days", "天", Decimal(1), 1),
    Unit("hours", "小时", Decimal(1), 1),
    Unit("minutes", "分钟", Decimal(1), 1),
    Unit("kg", "千克", Decimal(1), 3),
    Unit("score", "分", Decimal(1), 2),
    Unit("ddds", "DDDs／百人天", Decimal(1), 2, 100),
    Unit("number", "", Decimal(1), 2),
)
UNITS = MappingProxyType({unit.code: unit for unit in _ALL})


def unit_of(code: str) -> Unit:
    """The unit of a code.

    Raises:
        DefinitionError: the closed list has no such unit.
    """
    if code not in UNITS:
        raise DefinitionError(
            "UNI-001", f"没有单位 {code}。", f"可用：{'、'.join(sorted(UNITS))}。"
        )
    return UNITS[code]
