"""Proposes which column is which, by names, aliases and the values of code lists, with a score."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rapidfuzz import fuzz

from sanyi.datasets.engine.duckdb_executor import DuckDBExecutor, quoted_text
from sanyi.datasets.loading.mapping import MONEY_UNITS, ColumnMapping, SourceMapping
from sanyi.datasets.loading.staging import parquet_shape, stage
from sanyi.datasets.model import CodeList, Column, Contract
from sanyi.datasets.registry import code_lists

THRESHOLD = 80.0
_SAMPLE_ROWS = 200
_BRACKET = re.compile(r"[（(\[【](.*?)[）)\]】]")
_NOISE = re.compile(r"[\s_\-·：:*＊#]+")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed mapping and what it leaves open.

    Args:
        unused: source columns that nothing wants.
        unfilled: required columns of the contract without a source.
    """

    mapping: SourceMapping
    unused: tuple[str, ...]
    unfilled: tuple[str, ...]


def propose_mapping(
    columns: Sequence[str],
    contract: Contract,
    samples: Mapping[str, Sequence[str]] | None = None,
) -> Proposal:
    """Match headings to contract columns, best pairs first, each used once.

    Args:
        columns: headings of the file.
        samples: some values of each column; with them code lists add evidence.

    Example:
        >>> from sanyi.datasets.registry import get_contract
        >>> found = propose_mapping(["机构编码", "机构名称"], get_contract("institutions"))
        >>> [c.target for c in found.mapping.columns]
        ['institution_id', 'institution_name']
    """
    pairs = [
        (*_score(heading, column, (samples or {}).get(heading, ())), heading, column)
        for heading in columns
        for column in contract.columns
    ]
    chosen: dict[str, ColumnMapping] = {}
    taken: set[str] = set()
    for score, reason, heading, column in sorted(pairs, key=lambda pair: -pair[0]):
        if score >= THRESHOLD and heading not in chosen and column.name not in taken:
            unit = _unit(heading, column) if column.type == "fen" else ""
            chosen[heading] = ColumnMapping(heading, column.name, unit, round(score, 1), reason)
            taken.add(column.name)
    ordered = tuple(chosen[heading] for heading in columns if heading in chosen)
    return Proposal(
        SourceMapping(contract.name, ordered),
        tuple(heading for heading in columns if heading not in chosen),
        tuple(c.name for c in contract.columns if c.required and c.name not in taken),
    )


def propose_file(
    source: Path, contract: Contract, folder: Path, *, sheet: str = "", header_row: int = 0
) -> Proposal:
    """Propose a mapping for a file, with the values of its first rows as evidence.

    Args:
        folder: where a staging copy may be written.
        sheet, header_row: of a workbook; empty and 0 are found out.
    """
    staged = stage(source, folder, sheet=sheet, header_row=header_row)
    if staged.kind == "parquet":
        engine = DuckDBExecutor()
        try:
            columns, _rows = parquet_shape(engine, source)
            path = quoted_text(str(source))
            first = engine.execute(f"FROM read_parquet({path}) LIMIT {_SAMPLE_ROWS}")
        finally:
            engine.close()
        rows = [["" if cell is None else str(cell) for cell in row] for row in first]
        return propose_mapping(columns, contract, _samples(columns, rows))
    lines: list[list[str]] = []
    with staged.path.open(encoding="utf-8-sig") as handle:
        for number, line in enumerate(handle, 1):
            if number > staged.header_line and line.strip():
                lines.append(line.rstrip("\r\n").split(staged.delimiter))
            if len(lines) >= _SAMPLE_ROWS:
                break
    found = propose_mapping(staged.columns, contract, _samples(staged.columns, lines))
    read_as = replace(found.mapping, sheet=sheet, header_row=header_row)
    return replace(found, mapping=read_as)


def _samples(columns: Sequence[str], rows: list[list[str]]) -> dict[str, list[str]]:
    """Values of each column in the first rows, for as far as the rows reach."""
    return {
        name: [row[place] for row in rows if place < len(row)] for place, name in enumerate(columns)
    }


def _score(heading: str, column: Column, values: Sequence[str]) -> tuple[float, str]:
    """Score 0 to 100 and the reason in words."""
    if heading.strip().lower() == column.name:
        return 100.0, "与列名相同"
    plain = _plain(heading)
    spellings = [_plain(text) for text in (column.label, *column.aliases)]
    if plain in spellings:
        return 99.0, "与名称或别名相同"
    best = max((fuzz.ratio(plain, text) for text in spellings), default=0.0)
    best = max(best, fuzz.ratio(heading.strip().lower(), column.name))
    reason = f"名称相似 {best:.0f}"
    lists = code_lists()
    if column.codes in lists and values:
        share = _share_in(values, lists[column.codes])
        if share >= 0.8 and best >= 40:
            return max(best, 60 + 35 * share), f"{reason}，{share:.0%} 的取值在代码表中"
        if share < 0.2:
            return best / 2, f"{reason}，但取值不在代码表中"
    return min(best, 98.0), reason


def _share_in(values: Sequence[str], codes: CodeList) -> float:
    spellings = codes.spellings()
    filled = [value.strip() for value in values if value and value.strip()]
    return sum(value in spellings for value in filled) / len(filled) if filled else 0.0


def _plain(text: str) -> str:
    """A heading without units in brackets, spaces and marks."""
    return _NOISE.sub("", _BRACKET.sub("", text)).lower()


def _unit(heading: str, column: Column) -> str:
    if heading.strip().lower() == column.name:
        return "分"
    found = _BRACKET.search(heading)
    if found and found[1] in MONEY_UNITS:
        return found[1]
    return "元"
