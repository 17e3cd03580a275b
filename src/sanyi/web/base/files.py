"""Uploaded files: checked by type and size, kept outside the web root, served as attachments."""

from __future__ import annotations

import hashlib
import io
import secrets
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db.models.fields.files import FieldFile
from django.http import FileResponse
from django.utils import timezone

from sanyi.kernel import InputError, TooLargeError, UnsupportedFormatError
from sanyi.ledger import has_personal_data, mask_file
from sanyi.web.base.privacy import WHO_SEES, copy_name, free, sees_contacts, shown_text
from sanyi.web.units.models import Person

# what a file of an ending begins with; an ending that is not here is not accepted
SIGNATURES: dict[str, tuple[bytes, ...]] = {
    "docx": (b"PK\x03\x04",),
    "xlsx": (b"PK\x03\x04",),
    "ofd": (b"PK\x03\x04",),
    "zip": (b"PK\x03\x04",),
    "doc": (b"\xd0\xcf\x11\xe0",),
    "xls": (b"\xd0\xcf\x11\xe0",),
    "wps": (b"\xd0\xcf\x11\xe0", b"PK\x03\x04"),
    "pdf": (b"%PDF-",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "parquet": (b"PAR1",),
    "dbf": (
        b"\x02",
        b"\x03",
        b"\x04",
        b"\x05",
        b"\x30",
        b"\x31",
        b"\x32",
        b"\x83",
        b"\x8b",
        b"\xf5",
    ),
    "txt": (),
    "md": (),
    "html": (),
    "htm": (),
    "csv": (),
    "json": (),
}
DOCUMENTS = ("docx", "doc", "wps", "pdf", "ofd", "html", "htm", "txt", "md", "png", "jpg", "jpeg")
EVIDENCE = ("docx", "doc", "wps", "pdf", "ofd", "xlsx", "xls", "png", "jpg", "jpeg", "txt")
TABLES = ("csv", "xlsx", "parquet", "dbf")


def private_path(instance: object, name: str) -> str:
    """A name nobody can guess, under the month; the ending is kept, the person's words are not."""
    ending = PurePosixPath(name).suffix.lower()
    return f"{timezone.localdate():%Y/%m}/{secrets.token_hex(16)}{ending}"


def checked(upload: UploadedFile[Any], endings: tuple[str, ...]) -> tuple[str, str]:
    """(ending, SHA-256) of an upload that may be kept.

    Raises:
        InputError: it is empty.
        TooLargeError: it is over the limit.
        UnsupportedFormatError: its ending is not accepted or its bytes say otherwise.
    """
    name = upload.name or ""
    ending = PurePosixPath(name).suffix.lower().lstrip(".")
    if ending not in endings:
        raise UnsupportedFormatError(
            "UPL-001", f"不接受“.{ending[:10]}”文件。", f"可以上传：{'、'.join(endings)}。"
        )
    if not upload.size:
        raise InputError("UPL-002", "文件是空的。", "换一个文件再上传。")
    if upload.size > settings.MAX_UPLOAD_BYTES:
        limit = settings.MAX_UPLOAD_BYTES // 1024 // 1024
        raise TooLargeError("UPL-003", f"文件超过 {limit} MB。", "拆分或压缩后再上传。")
    digest, first = hashlib.sha256(), b""
    for chunk in upload.chunks():
        first = first or chunk[:16]
        digest.update(chunk)
    upload.seek(0)
    signatures = SIGNATURES[ending]
    if signatures and not first.startswith(signatures):
        raise UnsupportedFormatError(
            "UPL-004", f"文件内容不是 {ending} 格式。", "用原来的程序另存为正确的格式。"
        )
    return ending, digest.hexdigest()


def attachment(file: FieldFile, name: str, person: Person, brought_by: Person) -> FileResponse:
    """A file that came in, as a download that no browser opens in the page.

    Whoever sees contacts gets it byte for byte; others do where it holds none, else a copy with the
    contacts masked. What cannot be read, such as a scan, goes back to the unit that brought it.

    Raises:
        PermissionDenied: it holds contacts that cannot be masked in it, or may hold some, and the
            person does not see them.
    """
    data: Any = file.open("rb")
    if not sees_contacts(person):
        is_own = (brought_by.unit_id, brought_by.role) == (person.unit_id, person.role)
        with data:
            kept = data.read()
        shown = _shown(kept, name, is_own=is_own)
        name = shown_text(name, person).replace("*", "＿") if shown == kept else copy_name(name)
        data = io.BytesIO(shown)
    response = FileResponse(
        data, as_attachment=True, content_type="application/octet-stream", filename=name
    )
    return free(response)


def _shown(data: bytes, name: str, *, is_own: bool) -> bytes:
    """The file for somebody who does not see contacts."""
    found = has_personal_data(data, name)
    if found is False or (found is None and is_own):
        return data
    copy = mask_file(data) if found else data
    if copy != data and has_personal_data(copy, name) is False:
        return copy
    why = "文件中有联系人、电话等个人信息，这种格式不能隐去" if found else (
        "文件是图片、扫描件或不能完整读出，无法确认其中没有联系人、电话等个人信息"
    )  # fmt: skip
    raise PermissionDenied(
        f"{why}，原件只有{WHO_SEES}可以下载。页面上的文字已隐去联系方式；需要原件的，请向医改办索取。"
    )
