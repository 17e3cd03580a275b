"""What other desks show of bulletins and letters that went out: texts and figures as they were."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from sanyi.bulletin.store import Stored
from sanyi.kernel import Figure
from sanyi.web.base.seams import Issued
from sanyi.web.supervision.models import BulletinRow, BulletinState
from sanyi.web.supervision.queries import OUT, visible_bulletins, visible_letters
from sanyi.web.units.models import Person, Place

Record = dict[str, Any]


def _issued(person: Person) -> QuerySet[BulletinRow]:
    rows = visible_bulletins(person).filter(state=BulletinState.ISSUED, content__isnull=False)
    return rows.select_related("place").defer("sheet")


def issued_bulletins(person: Person, place: Place) -> list[Record]:
    """Bulletins issued for a place, the last first."""
    rows = _issued(person).filter(place=place).order_by("-issued_at", "-pk")
    return [_as_record(row) for row in rows]


def _as_record(row: BulletinRow) -> Record:
    assert row.content is not None
    document = row.content["document"]
    parts = [(0, document["blocks"])]
    parts += [(n, annex["blocks"]) for n, annex in enumerate(document["annexes"], start=1)]
    return {
        "id": str(row.pk), "place": row.place.code, "period": row.quarter,
        "title": _words(document["title"]), "document_number": row.number,
        "issued_on": row.signed_on.isoformat(), "sha256": row.sha256,
        "corrects": str(row.corrects_id) if row.corrects_id else None,
        "figures": sorted(document["figures"]),
        "blocks": [_block(annex, block) for annex, blocks in parts for block in blocks],
    }  # fmt: skip


def _block(annex: int, block: Record) -> Record:
    """One block in plain words, its table as rows of cells, and the figures printed in it."""
    kind, rows = block["block"], []
    sentences: list[list[Record]] = []
    figures: list[str] = []
    if kind == "heading":
        sentences = [block["text"]]
    elif kind == "paragraph":
        sentences = block["sentences"]
    elif kind == "table":
        rows = [block["columns"], *([_words(cell) for cell in line] for line in block["rows"])]
        figures = [id for line in block["rows"] for cell in line for id in _figures(cell)]
    else:
        fields = ("marker", "ids", "wording", "clauses", "tables")
        rows = [[str(line[name]) for name in fields] for line in block["rows"]]
    figures += [id for sentence in sentences for id in _figures(sentence)]
    return {"annex": annex, "kind": kind, "text": "".join(map(_words, sentences)), "rows": rows,
            "figures": list(dict.fromkeys(figures))}  # fmt: skip


def _words(sentence: list[Record]) -> str:
    return "".join(part["text"] for part in sentence)


def _figures(sentence: list[Record]) -> list[str]:
    return [part["id"] for part in sentence if part.get("kind") == "figure"]


def issued_figure(person: Person, key: int, id: str) -> Issued | None:
    """A figure as an issued bulletin printed it, whatever was computed under its id since."""
    row = _issued(person).filter(pk=key).first()
    if row is None:
        return None
    assert row.content is not None
    document, members = row.content["document"], row.content.get("members", {})
    figure = _printed(document, id, tuple(members.get(id, ())))
    return Issued(_words(document["title"]), row.number, row.place, figure, "印发")


def letter_figure(person: Person, key: int, id: str) -> Issued | None:
    """A figure as a letter that was sent printed it."""
    letters = visible_letters(person).filter(state__in=OUT).select_related("place")
    row = letters.filter(pk=key).first()
    if row is None:
        return None
    return Issued(row.label, row.number, row.place, _printed(row.content, id), "发出")


def _printed(document: Record, id: str, members: tuple[str, ...] = ()) -> Stored | None:
    raw = document["figures"].get(id)
    return None if raw is None else Stored(Figure.from_json(raw), members)
