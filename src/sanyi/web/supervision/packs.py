"""The meeting pack: sheet, bulletin and open letters in one zip."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

from sanyi.bulletin import document_as_docx
from sanyi.bulletin.codec import document_from_record
from sanyi.web.supervision.adapters import document_of
from sanyi.web.supervision.models import BulletinRow, BulletinState, LetterRow, LetterState

_EPOCH = (1980, 1, 1, 0, 0, 0)


def meeting_pack(row: BulletinRow, letters: list[LetterRow]) -> bytes:
    """A zip: what the leader sees, the bulletin as it stands, the letters that run."""
    assert row.sheet is not None
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        _put(pack, "1-会议材料（数字、滞后任务、督办函）.docx",
             document_as_docx(document_from_record(row.sheet)))  # fmt: skip
        _put(pack, f"2-通报（{row.get_state_display()}）.docx", bulletin_word(row))
        for letter in letters:
            _put(pack, f"3-督办函/{letter_name(letter)}", word_of(letter))
    return out.getvalue()


def _put(pack: zipfile.ZipFile, name: str, data: bytes) -> None:
    pack.writestr(zipfile.ZipInfo(name, date_time=_EPOCH), data)


def bulletin_word(row: BulletinRow) -> bytes:
    """The frozen file of an issued bulletin, or the draft as it stands."""
    if row.state == BulletinState.ISSUED:
        with row.file.open("rb") as file:
            kept: bytes = file.read()
        return kept
    return document_as_docx(document_of(row))


def word_of(row: LetterRow) -> bytes:
    """The file that was sent, or the draft as it stands."""
    if row.file:
        with row.file.open("rb") as file:
            kept: bytes = file.read()
        return kept
    return document_as_docx(document_from_record(row.content))


def letter_name(row: LetterRow) -> str:
    """A file name by task, colour and day."""
    number = row.entry.number or str(row.entry.position + 1)
    what = "解除函" if row.step == "withdrawal" else row.label
    return f"第{number}项-{what}-{row.issued_on:%Y-%m-%d}.docx"


def open_letters(row: BulletinRow) -> list[LetterRow]:
    """The letters of a bulletin's document that run now, without withdrawals."""
    letters = LetterRow.objects.filter(entry__paper=row.paper, state=LetterState.SENT)
    return list(letters.exclude(step="withdrawal").select_related("entry").defer("content"))


def default_days(quarter_end: dt.date, today: dt.date) -> tuple[dt.date, dt.date]:
    """(cut-off, signing) as they are proposed: the quarter's end, and today."""
    return min(quarter_end, today), today
