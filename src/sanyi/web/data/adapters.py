"""Stored mappings, previews and reports <-> records of the library."""

from __future__ import annotations

from typing import Any

from sanyi.datasets import ColumnMapping, Contract, LoadReport, Personal, SourceMapping
from sanyi.datasets.loading.preview import Preview, RejectedRow
from sanyi.ledger import finding_as_dict

_SHOWN = 6


def mapping_as_record(mapping: SourceMapping) -> dict[str, Any]:
    """A mapping as JSON values."""
    return {
        "columns": [
            {"source": c.source, "target": c.target, "unit": c.unit, "score": c.score,
             "reason": c.reason} for c in mapping.columns
        ],
        "constants": dict(mapping.constants),
        "sheet": mapping.sheet,
        "header_row": mapping.header_row,
    }  # fmt: skip


def mapping_from_record(table: str, record: dict[str, Any]) -> SourceMapping:
    """The mapping that ``mapping_as_record`` stored."""
    return SourceMapping(
        table,
        tuple(ColumnMapping(**c) for c in record.get("columns", ())),
        {k: str(v) for k, v in record.get("constants", {}).items()},
        sheet=record.get("sheet", ""),
        header_row=int(record.get("header_row", 0)),
    )


def report_as_record(report: LoadReport) -> dict[str, Any]:
    """The counts of a load as JSON values."""
    return {
        "rows_in": report.rows_in, "kept": report.kept, "rejected": report.rejected,
        "table_rows": report.table_rows, "content_hash": report.content_hash,
        "unchanged": report.unchanged, "reasons": [list(r) for r in report.reasons],
        "findings": [finding_as_dict(f) for f in report.findings],
    }  # fmt: skip


def preview_as_record(preview: Preview, contract: Contract) -> dict[str, Any]:
    """A preview as JSON values; what stands for a person is hidden before it is kept."""
    columns = [contract.column(name) for name in preview.columns]
    return {
        "report": report_as_record(preview.report),
        "columns": [c.label for c in columns],
        "rows": [
            [masked(contract, c.name, cell) for c, cell in zip(columns, row, strict=True)]
            for row in preview.rows
        ],
        "rejected": [rejected_as_record(r, contract) for r in preview.rejected],
    }


def rejected_as_record(row: RejectedRow, contract: Contract) -> dict[str, Any]:
    """A rejected row for the screen."""
    cells = [
        {"label": contract.column(name).label, "text": masked(contract, name, text)}
        for name, text in row.cells.items()
    ]
    return {"number": row.number, "reasons": row.reasons, "cells": cells}


def masked(contract: Contract, name: str, text: str) -> str:
    """A cell for the screen: of a pseudonym only the beginning."""
    if contract.column(name).personal is Personal.NONE or not text:
        return text
    return f"{text[:_SHOWN]}••••"
