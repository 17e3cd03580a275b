"""Which row of the list of systems is served by what: a checked file, never rounded up."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from sanyi.kernel import DefinitionError

ROW_COUNT = 222


class Extent(StrEnum):
    """How much of what a row asks at least is there."""

    WHOLE = "whole"
    PART = "part"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One row of the list.

    Args:
        served_by: names such as ``indicator:county_visit_rate`` or ``module:sanyi.ledger``.
        missing: what is not there yet, in Chinese; empty when the whole is served.
    """

    row: int
    name: str
    extent: Extent
    served_by: tuple[str, ...] = ()
    missing: str = ""


@cache
def coverage() -> tuple[CoverageRow, ...]:
    """All rows in order.

    Raises:
        DefinitionError: a row is absent, stands twice, or says of itself what cannot be.
    """
    text = (resources.files("sanyi.indicators") / "coverage.toml").read_text("utf-8")
    rows = tuple(
        CoverageRow(
            raw["row"], raw["name"], Extent(raw["extent"]), tuple(raw.get("served_by", ())),
            raw.get("missing", ""),
        )
        for raw in tomllib.loads(text)["rows"]
    )  # fmt: skip
    if [row.row for row in rows] != list(range(1, ROW_COUNT + 1)):
        raise DefinitionError("IND-006", f"coverage.toml 应按次序列出 1 至 {ROW_COUNT} 行。")
    for row in rows:
        if bool(row.served_by) != (row.extent is not Extent.NONE):
            raise DefinitionError(
                "IND-006", f"coverage.toml 第 {row.row} 行：extent 与 served_by 不符。"
            )
        if bool(row.missing) != (row.extent is not Extent.WHOLE):
            raise DefinitionError(
                "IND-006", f"coverage.toml 第 {row.row} 行：extent 与 missing 不符。"
            )
    return rows
