"""A document as JSON values and back: drafts are kept so, until they are issued as Word.

Figures stand apart by id, whole with their traces, so that a kept draft can still be explained.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sanyi.bulletin.blocks import (
    Annex,
    Block,
    Form,
    Heading,
    OfficialDocument,
    Paragraph,
    SourceRow,
    Sources,
    Table,
    figures_of,
)
from sanyi.kernel import Figure
from sanyi.targets import Cited, RefKind, Sentence

Record = dict[str, Any]
Figures = Mapping[str, Figure]


def document_as_record(document: OfficialDocument) -> Record:
    """A document as JSON values; ``document_from_record`` gives the same document back.

    Raises:
        ShapeError: two different values stand under one figure id.
    """
    return {
        "form": document.form.value,
        "issuer": document.issuer,
        "document_number": sentence_as_record(document.document_number),
        "title": sentence_as_record(document.title),
        "addressee": sentence_as_record(document.addressee),
        "blocks": [_block_as_record(block) for block in document.blocks],
        "signed_on": document.signed_on.isoformat(),
        "annexes": [_annex_as_record(annex) for annex in document.annexes],
        "copy_to": document.copy_to,
        "printed_by": document.printed_by,
        "printed_on": document.printed_on.isoformat() if document.printed_on else None,
        "remark": document.remark,
        "figures": {figure.id: figure.to_json() for figure in figures_of(document)},
    }


def document_from_record(record: Record) -> OfficialDocument:
    """The document that ``document_as_record`` wrote."""
    figures = {id: Figure.from_json(data) for id, data in record["figures"].items()}
    printed_on = record["printed_on"]
    return OfficialDocument(
        Form(record["form"]),
        record["issuer"],
        sentence_from_record(record["document_number"], figures),
        sentence_from_record(record["title"], figures),
        sentence_from_record(record["addressee"], figures),
        tuple(_block(raw, figures) for raw in record["blocks"]),
        dt.date.fromisoformat(record["signed_on"]),
        tuple(_annex(raw, figures) for raw in record["annexes"]),
        record["copy_to"],
        record["printed_by"],
        dt.date.fromisoformat(printed_on) if printed_on else None,
        record["remark"],
    )


def sentence_as_record(sentence: Sentence) -> list[dict[str, str]]:
    """The parts of a sentence; a reference has its kind and id beside the words."""
    return [
        {"text": part.text, "kind": part.kind.value, "id": part.id}
        if isinstance(part, Cited)
        else {"text": part}
        for part in sentence.parts
    ]


def sentence_from_record(record: list[dict[str, str]], figures: Figures) -> Sentence:
    """The sentence of its parts; a figure is taken from those of the document."""
    return Sentence(tuple(_part(raw, figures) for raw in record))


def _part(raw: dict[str, str], figures: Figures) -> str | Cited:
    if "kind" not in raw:
        return raw["text"]
    kind = RefKind(raw["kind"])
    figure = figures[raw["id"]] if kind is RefKind.FIGURE else None
    return Cited(raw["text"], kind, raw["id"], figure)


def _annex_as_record(annex: Annex) -> Record:
    return {
        "title": sentence_as_record(annex.title),
        "blocks": [_block_as_record(block) for block in annex.blocks],
        "is_wide": annex.is_wide,
    }


def _annex(raw: Record, figures: Figures) -> Annex:
    blocks = tuple(_block(block, figures) for block in raw["blocks"])
    return Annex(sentence_from_record(raw["title"], figures), blocks, raw["is_wide"])


def _block_as_record(block: Block) -> Record:
    match block:
        case Heading(level, text):
            return {"block": "heading", "level": level, "text": sentence_as_record(text)}
        case Paragraph(sentences, is_note):
            written = [sentence_as_record(s) for s in sentences]
            return {"block": "paragraph", "sentences": written, "is_note": is_note}
        case Table():
            return {
                "block": "table",
                "columns": list(block.columns),
                "rows": [[sentence_as_record(cell) for cell in row] for row in block.rows],
                "widths": list(block.widths),
                "centered": sorted(block.centered),
                "empty": block.empty,
            }
        case Sources(rows):
            fields = ("marker", "ids", "wording", "clauses", "tables")
            return {
                "block": "sources",
                "rows": [{name: getattr(row, name) for name in fields} for row in rows],
            }


def _block(raw: Record, figures: Figures) -> Block:
    match raw["block"]:
        case "heading":
            return Heading(raw["level"], sentence_from_record(raw["text"], figures))
        case "paragraph":
            sentences = tuple(sentence_from_record(s, figures) for s in raw["sentences"])
            return Paragraph(sentences, raw["is_note"])
        case "table":
            return Table(
                tuple(raw["columns"]),
                tuple(
                    tuple(sentence_from_record(cell, figures) for cell in row)
                    for row in raw["rows"]
                ),
                tuple(raw["widths"]),
                frozenset(raw["centered"]),
                raw["empty"],
            )
        case _:
            return Sources(tuple(SourceRow(**row) for row in raw["rows"]))
