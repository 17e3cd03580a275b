"""Personal values that cannot be mistaken, planted in every field of words there is."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape
from typing import Any

from django.apps import apps
from django.db.models import CharField, Field, FileField, JSONField, Model, SlugField, TextField

NAME, MOBILE, LANDLINE = "王沐阳", "13957284461", "0571-85127394"
MAIL, IDENTITY = "wangmuyang88@example.cn", "330102199003076613"
WHOLE = f"联系人：{NAME}，手机{MOBILE}，邮箱{MAIL}，身份证{IDENTITY}，值班电话{LANDLINE}，请来电。"
SHORT = f"（{NAME}{MOBILE}）"
MASKED = "139****4461"
# parts, too: what was cut off in the middle of a number is still a number
SECRETS = (NAME, MOBILE, "957284", MAIL, "muyang88", IDENTITY, "19900307", "85127394", "851273")

# fields of letters and digits that are no words: keys, codes, hashes, names of files on the disk
_NO_WORDS = frozenset({
    "entry_id", "target_id", "letter_id", "figure_id", "key", "sha256", "hash", "previous_hash",
    "token_hash", "code", "division_code", "institution_id", "password", "username", "email",
    "role", "query", "stored", "period", "quarter", "scope_id", "scope_kind", "loaded_at", "table",
    "style", "indicator", "value", "numerator", "denominator", "subject_kind", "act", "level",
    "place", "rule",
})  # fmt: skip


def plant() -> int:
    """Fill every field of words of every row; returns how many."""
    count = 0
    for model in apps.get_models():
        if not model.__module__.startswith("sanyi.web"):
            continue
        for row in model._default_manager.all():
            filled = {f.attname: _planted(f, row) for f in model._meta.concrete_fields}
            found = {name: value for name, value in filled.items() if value is not None}
            if found:
                model._default_manager.filter(pk=row.pk).update(**found)
                count += len(found)
    return count


def _planted(field: Field[Any, Any], row: Model) -> Any:
    if field.name in _NO_WORDS or field.choices or isinstance(field, SlugField | FileField):
        return None
    value = getattr(row, field.attname)
    if isinstance(field, JSONField):
        planted = in_data(value)
        return None if planted == value else planted
    if isinstance(field, TextField):
        return WHOLE + value[len(WHOLE) :] if value else WHOLE  # positions in it stay
    if not isinstance(field, CharField):
        return None
    mark = f" {row.pk}" if field.unique or row._meta.constraints else ""
    most = field.max_length or 0
    return next((text + mark for text in (WHOLE, SHORT) if len(text + mark) <= most), None)


def in_data(data: Any) -> Any:
    """Plain data with the values behind every sentence."""
    if isinstance(data, dict):
        if set(data) == {"text"}:  # words of a sentence, which hold no number but as a reference
            return {"text": f"{data['text']}{WHOLE}", "kind": "name", "id": "王"}
        return {key: in_data(value) for key, value in data.items()}
    if isinstance(data, list):
        return [in_data(item) for item in data]
    is_sentence = isinstance(data, str) and sum("\u4e00" <= c <= "\u9fff" for c in data) >= 6
    return f"{data} {WHOLE}" if is_sentence else data


def told(data: bytes) -> list[str]:
    """Which planted values an answer holds, in what a zip unpacks to as well."""
    return [secret for secret in SECRETS if any(secret in text for text in _texts(data))]


def _texts(data: bytes) -> list[str]:
    if not data.startswith(b"PK\x03\x04"):
        text = data.decode(errors="ignore")
        return [text, re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)]
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.namelist():
            found += [member, *_texts(archive.read(member))]
    found = [unescape(text) for text in found]
    return [*found, *(_without_tags(text) for text in found)]


def _without_tags(text: str) -> str:
    return re.sub(r"<[^>]*>", "", text)
