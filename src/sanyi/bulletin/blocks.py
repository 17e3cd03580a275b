"""The content of an official document, before any layout: sentences in headings, lists, tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sanyi.kernel import Figure, ShapeError
from sanyi.targets import Sentence


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is 一、, level 2 is （一）. The label is set by the layout."""

    level: int
    text: Sentence


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences printed one after the other; a note to a table is set small."""

    sentences: tuple[Sentence, ...]
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; ``widths`` are shares of the text width, ``centered`` the columns so set."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Sentence, ...], ...]
    widths: tuple[float, ...]
    centered: frozenset[int] = frozenset()
    empty: str = "本期没有。"


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One line of the table of sources: what a marker in the text leads to."""

    marker: int
    ids: str
    wording: str
    clauses: str
    tables: str


@dataclass(frozen=True, slots=True)
class Sources:
    """The table of sources; it is the apparatus of the references, not text with numbers."""

    rows: tuple[SourceRow, ...]


Block = Heading | Paragraph | Table | Sources


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex on pages of its own."""

    title: Sentence
    blocks: tuple[Block, ...]
    is_wide: bool = False


class Form(StrEnum):
    """文件格式 with a red head, 信函格式, or a plain sheet."""

    NOTICE = "notice"
    LETTER = "letter"
    SHEET = "sheet"


@dataclass(frozen=True, slots=True)
class OfficialDocument:
    """Everything that is sent out has this shape.

    Args:
        issuer: signs, and stands in the red head.
        document_number: its own number; empty while it has none.
        addressee: without the colon.
        signed_on: day of signing.
        copy_to, printed_by, printed_on: the imprint (版记); empty leaves it out.
        remark: 附注, printed in brackets.
    """

    form: Form
    issuer: str
    document_number: Sentence
    title: Sentence
    addressee: Sentence
    blocks: tuple[Block, ...]
    signed_on: dt.date
    annexes: tuple[Annex, ...] = ()
    copy_to: str = ""
    printed_by: str = ""
    printed_on: dt.date | None = None
    remark: str = ""


def walk(document: OfficialDocument) -> Iterator[Sentence]:
    """Every sentence of a document in printed order."""
    yield document.document_number
    yield document.title
    yield document.addressee
    yield from _of_blocks(document.blocks)
    for annex in document.annexes:
        yield annex.title
        yield from _of_blocks(annex.blocks)


def _of_blocks(blocks: tuple[Block, ...]) -> Iterator[Sentence]:
    for block in blocks:
        match block:
            case Heading():
                yield block.text
            case Paragraph():
                yield from block.sentences
            case Table():
                for row in block.rows:
                    yield from row
            case Sources():
                pass


def figures_of(document: OfficialDocument) -> tuple[Figure, ...]:
    """Every figure printed in a document, each once, in order of appearance.

    Raises:
        ShapeError: two different values stand under one id, so one of them could not be explained.
    """
    found: dict[str, Figure] = {}
    for sentence in walk(document):
        for figure in sentence.figures:
            known = found.setdefault(figure.id, figure)
            if known.value != figure.value:
                raise ShapeError("BUL-003", f"编号 {figure.id} 有两个不同的值，不能发布。")
    return tuple(found.values())
